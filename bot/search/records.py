"""The articles of one segment as bytes: read one by one, kept in memory or in a mapped file.

An article is three stretches of one buffer: its title, its particulars (JSON), its body; all UTF-8.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from bot.corpus.article import Article

Buffer = bytes | memoryview

_as_json = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def _stamp(value: date | datetime | None) -> str:
    return value.isoformat() if value else ""


def _published(text: str) -> date | datetime | None:
    if not text:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _pack(article: Article) -> tuple[bytes, bytes, bytes]:
    particulars = [
        article.id, article.publisher, article.authors, article.emails, _stamp(article.published),
        _stamp(article.added), article.url, article.category, article.path, article.content_hash,
    ]  # fmt: skip
    return (
        article.title.encode("utf-8", "surrogatepass"),
        _as_json(particulars).encode("utf-8", "surrogatepass"),
        article.body.encode("utf-8", "surrogatepass"),
    )


class Records:
    """Read-only sequence of articles. *offsets* has 3n + 1 entries into *buffer*."""

    def __init__(self, buffer: Buffer, offsets: NDArray[np.int64]) -> None:
        self.buffer = buffer
        self.offsets = offsets

    @classmethod
    def of(cls, articles: Iterable[Article]) -> Records:
        """Pack *articles* in the order given."""
        parts = [part for article in articles for part in _pack(article)]
        offsets = np.zeros(len(parts) + 1, np.int64)
        np.cumsum([len(part) for part in parts], out=offsets[1:])
        return cls(b"".join(parts), offsets)

    @classmethod
    def joined(cls, sources: Sequence[tuple[Records, NDArray[np.int64]]]) -> Records:
        """The chosen records of several sources, one after the other."""
        parts: list[bytes] = []
        lengths: list[NDArray[np.int64]] = []
        for records, kept in sources:
            sizes = np.diff(records.offsets).reshape(-1, 3)[kept]
            lengths.append(sizes.ravel())
            if len(kept) == len(records):
                parts.append(bytes(records.buffer))
            else:
                parts += [
                    bytes(records.buffer[records.offsets[3 * i] : records.offsets[3 * i + 3]]) for i in kept
                ]
        return cls(
            b"".join(parts), np.concatenate(([0], np.cumsum(np.concatenate(lengths)))).astype(np.int64)
        )

    def __len__(self) -> int:
        return len(self.offsets) // 3

    def _text(self, part: int) -> str:
        start, end = self.offsets[part], self.offsets[part + 1]
        return str(self.buffer[start:end], "utf-8", "surrogatepass")

    def title(self, number: int) -> str:
        """The title of the article at *number*, without reading the rest."""
        return self._text(3 * number)

    def body(self, number: int) -> str:
        """The body of the article at *number*."""
        return self._text(3 * number + 2)

    def article(self, number: int) -> Article:
        """The whole article at *number*."""
        (id_, publisher, authors, emails, published, added, url, category, path, content_hash) = json.loads(
            self._text(3 * number + 1)
        )
        return Article(
            id=id_,
            title=self.title(number),
            body=self.body(number),
            publisher=publisher,
            authors=tuple(authors),
            emails=tuple(emails),
            published=_published(published),
            added=datetime.fromisoformat(added) if added else None,
            url=url,
            category=category,
            path=path,
            content_hash=content_hash,
        )
