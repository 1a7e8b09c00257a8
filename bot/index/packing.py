"""Articles made ready for a segment: what of it can be done apart from the index, in another process even.

Packed articles take a tenth of the time that articles take to go from one process to another.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.articles.article import Article
from bot.index.docstore import Records


class Packed(NamedTuple):
    """Some articles."""

    ids: list[str]
    moments: NDArray[np.int64]
    records: Records


def pack(articles: Sequence[Article]) -> Packed:
    """*articles*, in the order given."""
    return Packed(
        ids=[article.id for article in articles],
        moments=np.array([int(article.moment) for article in articles], np.int64),
        records=Records.of(articles),
    )


def choose(packed: Packed, numbers: Sequence[int]) -> Packed:
    """Those at *numbers*, which rise."""
    if len(numbers) == len(packed.ids):
        return packed
    kept = np.array(numbers, np.int64)
    return Packed(
        ids=[packed.ids[i] for i in numbers],
        moments=packed.moments[kept],
        records=Records.joined([(packed.records, kept)]),
    )
