"""Who decides what counts as found: the article, a near-identical title, or one that reports the same fact.

Other papers carry the same stories, so the one article that a need was written from is too strict a measure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from bench.data import Need
from bot.articles.article import Article
from bot.korean.hangul import keystrokes

NEAR_TITLE = (
    85  # percent of keystrokes in common: "(종합)" and a changed comma pass, another day's report does not
)
EVIDENCE_CHARS = 6  # shorter phrases stand in articles about something else


class Judge:
    """Knows which articles satisfy a need; the same for every contender."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.ids = [article.id for article in articles]
        self.places = {id_: place for place, id_ in enumerate(self.ids)}
        self.titles = [_bare_title(article.title) for article in articles]
        self.bodies = [_without_spaces(article.body) for article in articles]

    def same_title(self, article_ids: Iterable[str]) -> dict[str, frozenset[str]]:
        """Per article: its own id and the ids of those with a near-identical title."""
        wanted = list(dict.fromkeys(article_ids))
        titles = [self.titles[self.places[id_]] for id_ in wanted]
        likeness = process.cdist(
            titles, self.titles, scorer=fuzz.ratio, score_cutoff=NEAR_TITLE, dtype=np.uint8, workers=2
        )
        return {
            id_: frozenset({id_, *(self.ids[place] for place in np.flatnonzero(row))})
            for id_, row in zip(wanted, likeness, strict=True)
        }

    def accepted(self, needs: Sequence[Need]) -> list[frozenset[str]]:
        """Per need: the ids of all articles that satisfy it."""
        near = self.same_title(need.article_id for need in needs)
        return [near[need.article_id] | set(need.relevant) | self._with_evidence(need) for need in needs]

    def _with_evidence(self, need: Need) -> set[str]:
        evidence = _without_spaces(need.evidence)
        if len(evidence) < EVIDENCE_CHARS:
            return set()
        return {id_ for id_, body in zip(self.ids, self.bodies, strict=True) if evidence in body}


def rank(found: Sequence[Iterable[str]], accepted: frozenset[str] | set[str]) -> int:
    """The place, from 1, of the first result that holds an accepted id; 0 if none does.

    A result is the ids it stands for: one article, or a story with the other reports folded under it.
    """
    for place, ids in enumerate(found, 1):
        if not accepted.isdisjoint(ids):
            return place
    return 0


def summary(ranks: Sequence[int]) -> dict[str, float]:
    """R@1, R@5 and MRR (first ten) of *ranks* as `rank` gives them."""
    count = max(1, len(ranks))
    return {
        "n": len(ranks),
        "R@1": sum(rank == 1 for rank in ranks) / count,
        "R@5": sum(1 <= rank <= 5 for rank in ranks) / count,
        "MRR": sum(1 / rank for rank in ranks if 1 <= rank <= 10) / count,
    }


def _bare_title(title: str) -> str:
    return keystrokes(re.sub(r"\[[^\]]*\]|\([^)]*\)|[^\w]", "", title.lower()))


def _without_spaces(text: str) -> str:
    return re.sub(r"\s", "", text)
