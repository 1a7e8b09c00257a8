"""Which articles report the same story: other papers' reports, wire updates (종합, 2보), captions, flashes.

Bodies are compared by signature, titles by their keystrokes: two full
reports are one story when

    J >= .5, or J >= .25 and title >= 45, or J >= .1 and title >= 70      (J: Jaccard of 4-syllable shingles)

A brief (a caption, a flash headline, a table: under 150 Hangul syllables) has too little text for that. It
never joins two stories; it joins the one report whose title says the same, or briefs of the very same title.

>>> [len(story.articles) for story in group([report, its_update, another])]
[2, 1]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from bot.articles.article import Article
from bot.korean.hangul import keystrokes
from bot.korean.normalize import fold
from bot.patterns import lazy_compile
from bot.stories.definition import BRIEF_SYLLABLES, BRIEF_TITLE, TEXT_DAYS_APART, TEXT_RULES
from bot.stories.minhash import BINS, Signature, sign, similarity

BAND = 2  # rows of a signature that must agree for a pair to be looked at: finds 87 % of J = .25
CROWD = 200  # a bucket larger than this is boilerplate, not a story
FEW = 64  # so many are compared each with each, at once

Pairs = NDArray[np.int64]

# [단독] (종합2보) <인물> and the like say what kind of report it is, not what it tells
_TAGS = lazy_compile(
    r"\[[^\]]{0,60}+\]|\([^)]{0,60}+\)|<[^>]{0,60}+>|【[^】]{0,60}+】|(?:종합|속보|단독|\d보){1,6}$"
)
_NOT_WORD = lazy_compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Story:
    """Reports of one story, the one to read first. Never empty."""

    articles: tuple[Article, ...]

    @property
    def best(self) -> Article:
        return self.articles[0]

    @property
    def others(self) -> tuple[Article, ...]:
        return self.articles[1:]

    @property
    def papers(self) -> int:
        """How many papers carry it; articles without a paper's name count as one together."""
        return len({article.publisher for article in self.articles})


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """What of an article is compared. Small: keep it, rather than making it again.

    title: keystrokes of the title without tags and punctuation.
    syllables: how many Hangul syllables the body has.
    """

    title: str
    signature: Signature
    syllables: int
    day: date | None

    @property
    def is_brief(self) -> bool:
        return self.syllables < BRIEF_SYLLABLES


def bare_title(title: str) -> str:
    """The keystrokes of what a title tells, without what kind of report it is; "" when nothing is left."""
    return keystrokes(_NOT_WORD.sub("", _TAGS.sub("", fold(title).strip())))


def trace(article: Article) -> Trace:
    """What `same_story` needs to know of *article*."""
    marks, syllables = sign(article.body)
    return Trace(bare_title(article.title), marks, syllables, article.day)


def same_story(a: Trace, b: Trace) -> bool:
    """Whether two articles tell one story. Symmetric; not transitive."""
    if _far_apart(a, b):
        return False
    title = fuzz.ratio(a.title, b.title) if a.title and b.title else 0.0
    if a.is_brief and b.is_brief:
        return a.title == b.title != ""
    if a.is_brief or b.is_brief:
        return title >= BRIEF_TITLE
    likeness = similarity(a.signature, b.signature)
    return any(likeness >= least and title >= ratio for least, ratio in TEXT_RULES)


def _far_apart(a: Trace, b: Trace) -> bool:
    return a.day is not None and b.day is not None and abs((a.day - b.day).days) > TEXT_DAYS_APART


def group(articles: Iterable[Article], traces: Sequence[Trace] | None = None) -> list[Story]:
    """*articles* by story, in the order in which each story first appears; every article is in exactly one.

    traces: of each article, in order, where the caller has kept them.
    """
    listed = list(articles)
    clusters = cluster([trace(article) for article in listed] if traces is None else traces)
    return [
        Story(tuple(sorted((listed[i] for i in cluster), key=worth, reverse=True))) for cluster in clusters
    ]


def worth(article: Article) -> tuple[bool, bool, int, float, str]:
    """For sorting reports of one story: a full one over a brief, 종합, the longer, the later; never a tie."""
    chars = len(article.body)
    return (
        chars >= BRIEF_SYLLABLES,
        "종합" in article.title,
        min(chars, 1200) // 300,
        article.moment,
        article.id,
    )


def cluster(traces: Sequence[Trace]) -> list[list[int]]:
    """Positions of *traces* by story; see `group`. A day of 3,600 articles takes 0.4 s."""
    parent = list(range(len(traces)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b in _linked_reports(traces):
        low, high = sorted((root(a), root(b)))
        parent[high] = low
    for brief, target in _placed_briefs(traces):
        parent[root(brief)] = root(target)
    found: dict[int, list[int]] = {}
    for i in range(len(traces)):
        found.setdefault(root(i), []).append(i)
    return sorted(found.values(), key=lambda cluster: cluster[0])


def _linked_reports(traces: Sequence[Trace]) -> Iterator[tuple[int, int]]:
    """Pairs of full reports that tell one story."""
    full = np.array([i for i, one in enumerate(traces) if not one.is_brief], np.int64)
    if len(full) < 2:
        return
    rows = np.stack([traces[i].signature for i in full])
    pairs = _candidates(rows)
    likeness = (rows[pairs[:, 0]] == rows[pairs[:, 1]]).mean(axis=1)
    likely = likeness >= TEXT_RULES[-1][0]
    pairs, likeness = full[pairs[likely]], likeness[likely]
    titles = [one.title for one in traces]
    ratios = process.cpdist(
        [titles[i] for i in pairs[:, 0]], [titles[i] for i in pairs[:, 1]], scorer=fuzz.ratio
    )
    linked = np.zeros(len(pairs), bool)
    for least, ratio in TEXT_RULES:
        linked |= (likeness >= least) & (ratios >= ratio)
    for a, b in pairs[linked].tolist():
        if not _far_apart(traces[a], traces[b]):
            yield a, b


def _candidates(marks: NDArray[np.uint16]) -> Pairs:
    """Pairs of rows that agree in at least one band, each once, as an (n, 2) array."""
    if len(marks) <= FEW:
        one, other = np.triu_indices(len(marks), 1)
        agree = (marks[one] == marks[other]).reshape(-1, BINS // BAND, BAND).all(axis=2).any(axis=1)
        return np.stack([one[agree], other[agree]], axis=1)
    found: list[Pairs] = []
    for start in range(0, BINS, BAND):
        keys = (marks[:, start].astype(np.uint32) << np.uint32(16)) | marks[:, start + 1]
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        edges = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1], [True])))
        sizes = np.diff(edges)
        for edge, size in zip(edges[:-1][sizes > 1], sizes[sizes > 1], strict=True):
            if size <= CROWD:
                rows, columns = np.triu_indices(size, 1)
                members = order[edge : edge + size]
                found.append(np.stack([members[rows], members[columns]], axis=1))
    if not found:
        return np.empty((0, 2), np.int64)
    pairs: Pairs = np.unique(np.concatenate(found), axis=0)
    return pairs


def _placed_briefs(traces: Sequence[Trace]) -> Iterator[tuple[int, int]]:
    """Each brief that belongs somewhere, and where: to a report, else to the first brief of its title."""
    briefs = [i for i, one in enumerate(traces) if one.is_brief and one.title]
    full = [i for i, one in enumerate(traces) if not one.is_brief and one.title]
    first: dict[str, int] = {}
    for i in briefs:
        first.setdefault(traces[i].title, i)
    homes = _homes(traces, list(first.values()), full)
    for i in briefs:
        twin = first[traces[i].title]
        target = homes.get(twin, twin)
        if target != i and not _far_apart(traces[i], traces[target]):
            yield i, target


def _homes(traces: Sequence[Trace], briefs: list[int], full: list[int]) -> dict[int, int]:
    """For each of *briefs* the report whose title says most nearly the same, where one does."""
    if not full:
        return {}
    titles = [traces[i].title for i in full]
    homes: dict[int, int] = {}
    for start in range(0, len(briefs), 256):  # a table of 256 rows at a time, not one of every pair
        some = briefs[start : start + 256]
        scores = process.cdist(
            [traces[i].title for i in some], titles, scorer=fuzz.ratio, score_cutoff=BRIEF_TITLE
        )
        for brief, row in zip(some, scores, strict=True):
            near = [full[at] for at in np.argsort(-row, kind="stable")[:5] if row[at] > 0]
            near = [i for i in near if not _far_apart(traces[brief], traces[i])]
            if near:
                homes[brief] = near[0]
    return homes
