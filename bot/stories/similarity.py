"""Stories of an edition that tell one event in words so different that their reports were not grouped.

A digest with both would tell it twice. As in a search (`bot.stories.reports`), the rare words of title and lead
decide, compared by cosine. This is for showing alone: what counts as told goes by the stories as they were grouped, so
that a likeness cannot keep tomorrow's turn of the matter from anybody.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.articles.article import Article
from bot.korean.texts import Texts
from bot.stories.definition import EVENT_COSINE, EVENT_LEAD
from bot.stories.reports import cosines, count_leads, rarities

MOST_COMPARED = 800  # stories, the most widely reported; the others stand far down in any digest


def find_kin(leaders: Sequence[Article], everything: Sequence[Article]) -> dict[int, int]:
    """By position in *leaders*, which come in the order of weight: the earlier one that tells the same event.

    An earlier one that is itself under another is none, so that likeness is never chained.
    """
    if len(leaders) < 2:
        return {}
    compared = leaders[:MOST_COMPARED]
    terms, counts = np.unique(count_leads(_texts(everything)).keys >> np.uint64(24), return_counts=True)
    held = dict(zip(terms.tolist(), counts.tolist(), strict=True))
    leads = count_leads(_texts(compared))
    often = np.array([held.get(term, 0) for term in leads.terms.tolist()], np.int64)
    alike = cosines(leads, rarities(often, len(everything)), len(compared)) >= EVENT_COSINE
    kin: dict[int, int] = {}
    for i in range(len(compared)):
        for j in np.flatnonzero(alike[i, :i]).tolist():
            if j not in kin:
                kin[i] = j
                break
    return kin


def _texts(articles: Sequence[Article]) -> Texts:
    return Texts.of(
        [f"{one.title}\n{one.body[:EVENT_LEAD]}\0".encode("utf-16-le", "surrogatepass") for one in articles]
    )
