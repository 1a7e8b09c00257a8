"""Composing a digest: from what arrived since the last one to a few groups of stories, the best first.

Pure: the same edition, subscription and day give the same digest, so its later pages can be made again.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.articles.article import Article
from bot.digests.edition import Edition, Reports
from bot.digests.subscription import DEFAULT_TIME, HOURLY, Place, Slot, Subscription

MOST_IN_A_GROUP = 5  # one keyword must not crowd out the others
PROMINENCE = 5.0  # what a keyword in the title is worth; a hundred papers are worth 13
RECENT_S = 86_400.0  # within a day, the later the better
NOWHERE, ANY_TIME = Place(0), Slot(DEFAULT_TIME, frozenset(), "UTC")
FEW_PAPERS = 4  # make groups, where each has something to tell
LEADS = 3  # stories that show a sentence; a phone's screen holds about as many


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


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Digest:
    """What a place is sent on *day*.

    articles, stories: how many new ones there are in all, shown or not. retold: new reports, not among these,
        of stories that an earlier digest told. left: the stories not shown, as `rest` makes items of them.
    also: of a watch, the others of its place that this tells of too, see `bot.digests.alerts`.
    """

    day: date
    groups: tuple[Group, ...]
    articles: int
    stories: int
    retold: int
    left: tuple[Reports, ...] = field(repr=False, compare=False)
    also: tuple[Subscription, ...] = ()

    @property
    def rest(self) -> list[Item]:
        """The stories not shown, for the pages behind [더 보기]; made only for those who ask for them."""
        return [_item(reports) for reports in self.left]

    @property
    def shown(self) -> int:
        return sum(len(group.items) for group in self.groups)


def compose(edition: Edition, subscription: Subscription, day: date) -> Digest:
    """The digest of what *subscription* wants in *edition* and was not sent yet.

    Subscriptions that want the same and were told the same get the same object.
    """
    asked = replace(
        subscription, id=0, place=NOWHERE, slot=ANY_TIME, owner=None, language="ko", silent=False, quiet=None,
        hourly=HOURLY,
    )  # fmt: skip
    known: Digest | None = edition.remembered.get((asked, day))
    if known is None:
        known = edition.remembered[asked, day] = _compose(edition, subscription, day)
    return known


def _compose(edition: Edition, subscription: Subscription, day: date) -> Digest:
    fresh, retold = news(edition, subscription)
    return arranged(edition, subscription, day, fresh, retold)


def arranged(
    edition: Edition, subscription: Subscription, day: date, fresh: Sequence[Reports], retold: int = 0
) -> Digest:
    """The digest that tells the stories *fresh*."""
    fresh = edition.folded(fresh)
    words = subscription.wanted.words
    latest = max((reports[0].at for reports in fresh), default=0.0)
    ranked = sorted(fresh, key=lambda reports: score(reports, words, latest), reverse=True)
    groups, rest = _arrange(ranked, subscription)
    return Digest(day, tuple(groups), sum(map(len, fresh)), len(fresh), retold, tuple(rest))


def news(edition: Edition, subscription: Subscription) -> tuple[list[Reports], int]:
    """The stories not sent yet, each by its new reports, and how many new reports told stories have."""
    since, last_seq = subscription.since, subscription.last_seq
    fresh: list[Reports] = []
    retold = 0
    for reports in edition.wanted(subscription.wanted):
        if len(reports) == 1 and reports[0].first > last_seq:
            fresh.append(reports)  # most are such
            continue
        new = tuple(entry for entry in reports if entry.last > last_seq)
        if not new:
            continue
        is_known = any(since < entry.first <= last_seq for entry in reports)
        if is_known or all(entry.first <= last_seq for entry in new):  # the latter: updates alone
            retold += len(new)
        else:
            fresh.append(new)
    return fresh, retold


def has_news(edition: Edition, subscription: Subscription) -> bool:
    """Whether *edition* has anything for *subscription* that it was not sent."""
    return bool(news(edition, subscription)[0])


def score(reports: Reports, words: Sequence[str], latest: float) -> tuple[float, int]:
    """For sorting stories, the most wanted first; ties by the latest arrival. latest: of all that are sorted."""
    points, last, arrived = reports[0].substance, reports[0].last, reports[0].at
    if len(reports) > 1:  # few are
        points += 2.0 * math.log2(len({entry.article.publisher for entry in reports}))
        points += 0.5 * math.log2(len(reports))
        last, arrived = max(entry.last for entry in reports), max(entry.at for entry in reports)
    if words:
        points += PROMINENCE * max([prominence(reports, word) for word in words])
    points += 0.5 * max(0.0, 1.0 - (latest - arrived) / RECENT_S)
    return points, last


def prominence(reports: Reports, word: str) -> float:
    """How much a story is about *word*: see `Told.prominence`; 0 too when no report of it has the word."""
    return max([entry.told.prominence(word) for entry in reports[:3]], default=0.0)


def _arrange(ranked: list[Reports], subscription: Subscription) -> tuple[list[Group], list[Reports]]:
    """The groups to show, within the subscription's number of stories, and the stories that are left."""
    words = subscription.wanted.words
    headings = _headings(ranked, subscription)
    names = set(headings)
    # every group has its share first, then the best of what is left until the number is reached
    share = max(2, subscription.count // max(1, len(names)))
    most = subscription.count if len(names) == 1 else max(share, MOST_IN_A_GROUP)
    taken: set[int] = set()
    for cap in (share, most):
        for at, heading in enumerate(headings):
            room = len(taken) < subscription.count and sum(headings[i] == heading for i in taken) < cap
            if room and at not in taken:
                taken.add(at)
    groups: dict[tuple[str, str], list[Reports]] = {}
    for at in sorted(taken):
        groups.setdefault(headings[at], []).append(ranked[at])
    order = {("keyword", word): at for at, word in enumerate(words)}
    keys = sorted(groups, key=lambda key: order.get(key, len(order)))
    leads = _leading(groups)
    shown = [
        Group(kind, name, tuple(_item(one, shows_lead=id(one) in leads) for one in groups[kind, name]))
        for kind, name in keys
    ]
    return shown, [reports for at, reports in enumerate(ranked) if at not in taken]


def _leading(taken: dict[tuple[str, str], list[Reports]]) -> set[int]:
    """The stories that show a sentence: the first of each group in turn, until LEADS are chosen."""
    chosen: list[int] = []
    depth = 0
    while len(chosen) < LEADS and any(depth < len(some) for some in taken.values()):
        chosen += [id(some[depth]) for some in taken.values() if depth < len(some)]
        depth += 1
    return set(chosen[:LEADS])


def _headings(ranked: list[Reports], subscription: Subscription) -> list[tuple[str, str]]:
    """By keyword; else by category where most have one, by paper where there are few; else all under none."""
    words = subscription.wanted.words
    if words and subscription.kind == "digest":
        if len(words) == 1:
            return [("keyword", words[0])] * len(ranked)
        return [("keyword", max(words, key=lambda word: prominence(reports, word))) for reports in ranked]
    categories = [reports[0].article.category for reports in ranked]
    if sum(map(bool, categories)) * 2 > len(ranked):
        return [("category", name) if name else ("rest", "") for name in categories]
    papers = Counter(entry.article.publisher for reports in ranked for entry in reports)
    few = 1 < len(papers) <= FEW_PAPERS and all(papers) and len(ranked) >= 2 * len(papers)
    if few or len(subscription.wanted.papers) > 1:
        return [("paper", reports[0].article.publisher) for reports in ranked]
    return [("top", "")] * len(ranked)


def _item(reports: Reports, *, shows_lead: bool = False) -> Item:
    best = reports[0].article
    papers = len({entry.article.publisher for entry in reports})
    return Item(best, len(reports) - 1, papers, reports[0].lead if shows_lead else None)
