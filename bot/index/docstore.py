"""The articles of one segment as bytes: read one by one, kept in memory or in a mapped file.

Titles and bodies stand one after the other in UTF-16, each with a 0 behind it: a Hangul syllable takes two bytes for
the three of UTF-8, and what reads code units (`bot.korean`) needs no decoding. Particulars are JSON in UTF-8.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.articles.article import Article
from bot.korean.texts import Buffer, decoded, encoded

if TYPE_CHECKING:
    from bot.search.names import NameKind, Registry

_as_json = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


_read_json = json.JSONDecoder().raw_decode
_PLACES: dict[NameKind, int] = {"publisher": 1, "author": 2, "category": 7}  # in _particulars


def _stamp(value: date | datetime | None) -> str:
    return value.isoformat() if value else ""


def _published(text: str) -> date | datetime | None:
    if not text:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _particulars(article: Article) -> bytes:
    values = [
        article.id, article.publisher, article.authors, article.emails, _stamp(article.published),
        _stamp(article.added), article.url, article.category, article.path, article.content_hash,
    ]  # fmt: skip
    return _as_json(values).encode("utf-8", "surrogatepass")


def _bounds(lengths: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
    """Where stretches of these lengths begin, with the end behind."""
    bounds = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=bounds[1:])
    return bounds


class Records:
    """Read-only sequence of articles.

    texts: titles and bodies; *places* has 2n + 1 entries: the code units at which each begins, and the end.
    particulars: the rest; *offsets* has n + 1 entries, in bytes.
    """

    def __init__(
        self, texts: Buffer, places: NDArray[np.int64], particulars: Buffer, offsets: NDArray[np.int64]
    ) -> None:
        self.texts = texts
        self.places = places
        self.particulars = particulars
        self.offsets = offsets

    @classmethod
    def of(cls, articles: Iterable[Article]) -> Records:
        """Pack *articles* in the order given."""
        texts: list[bytes] = []
        particulars: list[bytes] = []
        for article in articles:
            texts += (encoded(article.title), encoded(article.body))
            particulars.append(_particulars(article))
        return cls(
            b"".join(texts),
            _bounds([len(text) // 2 for text in texts]),
            b"".join(particulars),
            _bounds([len(one) for one in particulars]),
        )

    @classmethod
    def joined(cls, sources: Sequence[tuple[Records, NDArray[np.int64]]]) -> Records:
        """The chosen records of several sources, one after the other."""
        texts: list[Buffer] = []
        particulars: list[Buffer] = []
        sizes: list[NDArray[np.int64]] = []
        lengths: list[NDArray[np.int64]] = []
        for source, kept in sources:
            sizes.append(np.diff(source.places).reshape(-1, 2)[kept].ravel())
            lengths.append(np.diff(source.offsets)[kept])
            if len(kept) == len(source):
                texts.append(source.texts)
                particulars.append(source.particulars)
                continue
            for i in kept.tolist():
                texts.append(source.texts[2 * source.places[2 * i] : 2 * source.places[2 * i + 2]])
                particulars.append(source.particulars[source.offsets[i] : source.offsets[i + 1]])
        return cls(
            b"".join(texts),
            _bounds(np.concatenate(sizes)),
            b"".join(particulars),
            _bounds(np.concatenate(lengths)),
        )

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def title(self, number: int) -> str:
        """The title of the article at *number*, without reading the rest."""
        return self._text(2 * number)

    def body(self, number: int) -> str:
        """The body of the article at *number*."""
        return self._text(2 * number + 1)

    def title_units(self, number: int) -> Buffer:
        """The title of the article at *number* in UTF-16 with a 0 behind."""
        return self.texts[2 * self.places[2 * number] : 2 * self.places[2 * number + 1]]

    def body_units(self, number: int) -> Buffer:
        """Its body, likewise."""
        return self.texts[2 * self.places[2 * number + 1] : 2 * self.places[2 * number + 2]]

    def bounds(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Where in *texts* the titles and bodies of *numbers* begin, and where those end; a row each."""
        return np.stack([self.places[2 * numbers + part] for part in range(3)], axis=1)

    def _text(self, part: int) -> str:
        start, end = self.places[part], self.places[part + 1]
        return decoded(self.texts[2 * start : 2 * end])

    def names(self, kind: NameKind) -> Registry:
        """The papers, authors or sections of all articles."""
        from bot.search.names import Registry  # not for who only packs, beside many others

        found, place = Registry(), _PLACES[kind]
        text, at = str(self.particulars, "utf-8", "surrogatepass"), 0
        for number in range(len(self.offsets) - 1):
            values, at = _read_json(text, at)
            found.enter(number, values[place] if kind == "author" else (values[place],))
        return found

    def article(self, number: int) -> Article:
        """The whole article at *number*."""
        (id_, publisher, authors, emails, published, added, url, category, path, content_hash) = json.loads(
            str(self.particulars[self.offsets[number] : self.offsets[number + 1]], "utf-8", "surrogatepass")
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
