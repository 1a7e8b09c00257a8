"""Articles made ready for a segment: what of it can be done apart from the index, in another process even.

Packed articles take a tenth of the time that articles take to go from one process to another.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.corpus.article import Article
from bot.search.records import Records

_END = b"\0\0"  # behind a title and a body, so that they do not touch


class Packed(NamedTuple):
    """Some articles. *text* is each one's title and body in UTF-16, a 0 behind either; *ends* is where each ends."""

    ids: list[str]
    moments: NDArray[np.int64]
    records: Records
    text: bytes
    ends: NDArray[np.int64]


def pack(articles: Sequence[Article]) -> Packed:
    """*articles*, in the order given."""
    texts = [
        part
        for article in articles
        for part in (_encoded(article.title), _END, _encoded(article.body), _END)
    ]  # fmt: skip
    return Packed(
        ids=[article.id for article in articles],
        moments=np.array([int(article.moment) for article in articles], np.int64),
        records=Records.of(articles),
        text=b"".join(texts),
        ends=np.cumsum([len(text) // 2 for text in texts], dtype=np.int64)[3::4].copy(),
    )


def choose(packed: Packed, numbers: Sequence[int]) -> Packed:
    """Those at *numbers*, which rise."""
    if len(numbers) == len(packed.ids):
        return packed
    starts = [0, *packed.ends.tolist()]
    texts = [packed.text[2 * starts[i] : 2 * starts[i + 1]] for i in numbers]
    kept = np.array(numbers, np.int64)
    return Packed(
        ids=[packed.ids[i] for i in numbers],
        moments=packed.moments[kept],
        records=Records.joined([(packed.records, kept)]),
        text=b"".join(texts),
        ends=np.cumsum([len(text) // 2 for text in texts], dtype=np.int64),
    )


def _encoded(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")
