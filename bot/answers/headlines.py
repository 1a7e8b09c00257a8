"""The stories of some days, chosen as a digest chooses them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from functools import lru_cache

from bot.articles.article import Article
from bot.digests.digest import compose
from bot.digests.edition import Arrival, make_edition
from bot.digests.subscription import EVERY_DAY, Place, Slot, Subscription
from bot.korean.days import Days
from bot.korean.hangul import keystrokes
from bot.search.hit import Hit, Passage
from bot.search.ports import Searchable

_MOST = 5_000  # articles of the days that are looked at by their titles
_GROUPED = 500  # of those, grouped into stories: half a second
_SLOT = Slot(time(8), EVERY_DAY, "Asia/Seoul")


@dataclass(slots=True, unsafe_hash=True)
class _Reports:
    """Articles, known again by their hashes: what stands for them once they are let go."""

    hashes: tuple[int, ...]
    articles: list[Article] = field(compare=False)


def headlines_of(index: Searchable, days: Days, count: int) -> tuple[Hit, ...]:
    """The *count* stories of *days* that weigh most, the digest's own; each by the report to read first."""
    articles = index.of_days(days, _MOST)
    if not articles:
        return ()
    told = _most_told(articles)
    reports = _Reports(tuple(map(hash, told)), told)
    found = _chosen(reports, days, count)
    reports.articles = []  # the key that is kept
    return found


@lru_cache(maxsize=8)  # of what was found alone: in the digest is its whole edition
def _chosen(reports: _Reports, days: Days, count: int) -> tuple[Hit, ...]:
    articles = reports.articles
    by_id = {article.id: article for article in articles}
    arrivals = [
        Arrival(seq, article.id, datetime.fromtimestamp(max(article.moment, 0.0), UTC))
        for seq, article in enumerate(reversed(articles), 1)
    ]
    edition = make_edition(arrivals, lambda ids: [by_id.get(one) for one in ids], {})
    digest = compose(edition, Subscription(0, Place(0), _SLOT, count=count), days.last)
    shown = [item for group in digest.groups for item in group.items]
    return tuple(Hit(item.article, 1.0, Passage(*(item.lead or (0, 0)))) for item in shown[:count])


def _most_told(articles: list[Article]) -> list[Article]:
    """The articles whose titles share most with those of others: what many papers tell."""
    if len(articles) <= _GROUPED:
        return articles
    runs = [
        {title[i : i + 5] for i in range(len(title) - 4)} for title in (keystrokes(a.title) for a in articles)
    ]
    held = Counter(run for some in runs for run in some)
    weight = [sum(held[run] - 1 for run in some) / (len(some) + 8) for some in runs]
    best = sorted(range(len(articles)), key=lambda k: -weight[k])[:_GROUPED]
    return [articles[k] for k in sorted(best)]
