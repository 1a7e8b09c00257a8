"""Composing a digest: from what arrived since the last one to a few groups of stories, the best first.

Pure: the same edition, subscription and day give the same digest, so its later pages can be made again.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.corpus.article import Article
from bot.digest.edition import Edition, Entry, Reports
from bot.digest.lead import lead
from bot.digest.subscription import Subscription
from bot.korean.normalize import fold
from bot.search.story import BRIEF_SYLLABLES

MOST_IN_A_GROUP = 5  # one keyword must not crowd out the others
LEADS = 3  # stories that show a sentence; a phone's screen holds about as many

# What is news to nobody who reads a digest; still found behind [더 보기].
_ROUTINE = re.compile(
    r"^\s*[\[<(【](?:포토|사진|화보|그래픽|영상|인사|부고|부음|동정|게시판|알림|사고|운세|오늘의\s?운세|날씨|만평|표|광고|모집|행사|캘린더"
    r"|띠별\s?운세|로또|장도리|주요\s?일정|오늘의)[^\])>】]{0,12}[\])>】]|오늘의\s?운세|^\s*\[[^\]]*(?:포토|사진|갤러리)[^\]]*\]"
)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a digest: the report to read and how many others tell the same.

    lead: offsets into the article's body of the sentence that is shown, None for a line without one.
    """

    article: Article
    others: int
    papers: int
    lead: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Items under one heading. kind: what *name* is; "rest" and "top" have none of their own."""

    kind: str  # keyword | category | paper | top | rest
    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """What a place is told on *day*.

    articles, stories: how many new ones there are in all, shown or not. retold: new reports, not among these,
        of stories that an earlier digest told. rest: the stories not shown, for the pages behind [더 보기].
    """

    day: date
    groups: tuple[Group, ...]
    articles: int
    stories: int
    retold: int
    rest: tuple[Item, ...]

    @property
    def shown(self) -> int:
        return sum(len(group.items) for group in self.groups)


def compose(edition: Edition, subscription: Subscription, day: date) -> Digest:
    """The digest of what *subscription* wants in *edition* and was not told yet."""
    fresh, retold = _news(edition, subscription)
    words = subscription.wanted.include
    ranked = sorted(fresh, key=lambda reports: score(reports, words), reverse=True)
    groups, rest = _arrange(ranked, subscription)
    return Digest(
        day, tuple(groups), sum(map(len, fresh)), len(fresh), retold, tuple(_item(one) for one in rest)
    )


def _news(edition: Edition, subscription: Subscription) -> tuple[list[Reports], int]:
    """The stories not told yet, each by its new reports, and how many new reports told stories have."""
    since, told = subscription.since, subscription.told
    fresh: list[Reports] = []
    retold = 0
    for reports in edition.wanted(subscription.wanted):
        new = tuple(entry for entry in reports if entry.last > told)
        if not new:
            continue
        is_known = any(since < entry.first <= told for entry in reports)
        if is_known or all(entry.first <= told for entry in new):  # the latter: updates alone
            retold += len(new)
        else:
            fresh.append(new)
    return fresh, retold


def has_news(edition: Edition, subscription: Subscription) -> bool:
    """Whether *edition* has anything for *subscription* that it was not told."""
    return bool(_news(edition, subscription)[0])


def score(reports: Reports, words: Sequence[str] = ()) -> tuple[float, int]:
    """For sorting stories, the most wanted first; ties by the latest arrival."""
    best = reports[0].article
    papers = len({entry.article.publisher for entry in reports})
    points = 2.0 * math.log2(papers) + 0.5 * math.log2(len(reports))
    points += 1.5 * any(entry.has(word) and _in_title(entry, word) for entry in reports[:3] for word in words)
    points += min(len(best.body), 1200) / 1200
    points += _hour_share(reports)
    if is_routine(best):
        points -= 4.0
    if len(best.body) < BRIEF_SYLLABLES:
        points -= 1.0
    return points, max(entry.last for entry in reports)


def is_routine(article: Article) -> bool:
    """Whether its title says that it is a photo, a notice or a horoscope."""
    return _ROUTINE.search(article.title) is not None


def _hour_share(reports: Reports) -> float:
    """Recency within a day, 0 to 1: the time of day of the latest arrival counts little, its day more."""
    latest = max(entry.at for entry in reports)
    return (latest.hour * 60 + latest.minute) / 1440 * 0.5


def _in_title(entry: Entry, word: str) -> bool:
    return fold(word).replace(" ", "") in entry.squeezed_title


def _arrange(ranked: list[Reports], subscription: Subscription) -> tuple[list[Group], list[Reports]]:
    """The groups to show, within the subscription's number of stories, and the stories that are left."""
    words = subscription.wanted.include
    if words:
        named = [("keyword", _first_word(reports, words)) for reports in ranked]
    else:
        named = _headings(ranked, subscription)
    cap = (
        subscription.count
        if len(set(named)) == 1
        else max(MOST_IN_A_GROUP, subscription.count // len(set(named)))
        if named
        else 0
    )
    taken: dict[tuple[str, str], list[Reports]] = {}
    rest: list[Reports] = []
    for name, reports in zip(named, ranked, strict=True):
        full = sum(map(len, taken.values())) >= subscription.count
        if full or len(taken.get(name, ())) >= cap:
            rest.append(reports)
        else:
            taken.setdefault(name, []).append(reports)
    order = {name: at for at, name in enumerate(words)}
    keys = sorted(taken, key=lambda key: order.get(key[1], 0)) if words else list(taken)
    leads = _leading(taken)
    groups = [
        Group(kind, name, tuple(_item(one, shows_lead=id(one) in leads) for one in taken[kind, name]))
        for kind, name in keys
    ]
    return groups, rest


def _leading(taken: dict[tuple[str, str], list[Reports]]) -> set[int]:
    """The stories that show a sentence: the first of each group in turn, until LEADS are chosen."""
    chosen: list[int] = []
    depth = 0
    while len(chosen) < LEADS and any(depth < len(some) for some in taken.values()):
        chosen += [id(some[depth]) for some in taken.values() if depth < len(some)]
        depth += 1
    return set(chosen[:LEADS])


def _first_word(reports: Reports, words: Sequence[str]) -> str:
    """The word under which a story stands: the first in its titles, else in its texts."""
    for word in words:
        if any(entry.has(word) and _in_title(entry, word) for entry in reports):
            return word
    return next((word for word in words if any(entry.has(word) for entry in reports)), words[0])


def _headings(ranked: list[Reports], subscription: Subscription) -> list[tuple[str, str]]:
    """By category where most have one, by paper where there are few of them, else all under one heading."""
    categories = [reports[0].article.category for reports in ranked]
    if sum(map(bool, categories)) * 2 > len(ranked):
        return [("category", name) if name else ("rest", "") for name in categories]
    papers = Counter(entry.article.publisher for reports in ranked for entry in reports)
    if (1 < len(papers) <= 4 and all(papers)) or len(subscription.wanted.papers) > 1:
        return [("paper", reports[0].article.publisher) for reports in ranked]
    return [("top", "")] * len(ranked)


def _item(reports: Reports, *, shows_lead: bool = False) -> Item:
    best = reports[0].article
    papers = len({entry.article.publisher for entry in reports})
    return Item(best, len(reports) - 1, papers, lead(best) if shows_lead else None)
