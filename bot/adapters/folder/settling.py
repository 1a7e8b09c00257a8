"""What some readings mean for the records of a folder, worked out where the files are read; see `Corpus`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from bot.adapters.folder.files import Reading, hold_back
from bot.articles.article import Article
from bot.articles.boundary import refusal_of
from bot.articles.changes import Packed, Record, Settled
from bot.articles.parts import file_of


def parts_of(paths: Iterable[str]) -> dict[str, list[str]]:
    """Of *paths* those of articles that share a file, by that."""
    parts: dict[str, list[str]] = {}
    for path in paths:
        if "#" in path and (file := file_of(path)):
            parts.setdefault(file, []).append(path)
    return parts


def record_of(reading: Reading) -> Record:
    """What is remembered of *reading*."""
    article = reading.article
    if article is None:
        return Record(reading.path, reading.stamp, added=reading.due, reason=reading.reason)
    added = article.added.timestamp() if article.added else 0.0
    return Record(reading.path, reading.stamp, article.id, article.content_hash, added)


def settle(pack: Callable[[list[Article]], Packed], readings: list[Reading]) -> Settled[Packed]:
    """The records of *readings*, and their articles packed."""
    articles = [reading.article for reading in readings if reading.article]
    try:
        packed = pack(articles)
    except Exception:  # one of them cannot be indexed: it is refused, the others are not
        readings = [packable(pack, reading) for reading in readings]
        packed = pack([reading.article for reading in readings if reading.article])
    return Settled(
        [record_of(reading) for reading in readings if reading.article or reading.reason],
        frozenset(reading.path for reading in readings if reading.unfinished),
        packed,
    )


def settle_packed(
    pack: Callable[[list[Article]], Packed], now: datetime, readings: list[Reading]
) -> Settled[Packed]:
    """As `settle`, with what is dated ahead held back."""
    return settle(pack, hold_back(now, readings))


def packable(pack: Callable[[list[Article]], Packed], reading: Reading) -> Reading:
    """*reading*, or its refusal where its article alone cannot be packed."""
    if reading.article is None:
        return reading
    try:
        pack([reading.article])
    except Exception as fault:
        return replace(reading, article=None, reason=refusal_of(fault).reason)
    return reading


def nothing(_: list[Article]) -> None:
    """For those who have the articles themselves."""
