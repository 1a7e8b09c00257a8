"""What a look at the folder finds: what is known of each file, and what an index must do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from bot.articles.article import Article
from bot.i18n.reasons import NONE, Reason

Packed = TypeVar("Packed")


class Stamp(NamedTuple):
    """What tells that a file is still the same without reading it."""

    size: int
    mtime_ns: int
    inode: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What an index must do to be like the folder again: first forget *removed*, then add or replace *upserted*.

    An id in *removed* may be one that the index never had: an article that came and went within one scan.
    """

    upserted: tuple[Article, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.upserted or self.removed)


class Record(NamedTuple):
    """What is remembered of a file, so that it is read again only when it changed.

    A tuple, since tens of thousands of them are made before the first answer.
    reason: why it is not an article; then id and content_hash are empty.
    added: seconds since the epoch; with a reason, from when on it is none, 0.0 for never.
    """

    path: str
    stamp: Stamp
    id: str = ""
    content_hash: str = ""
    added: float = 0.0
    reason: Reason = NONE

    @property
    def age_key(self) -> tuple[float, int, str]:
        """Of two that are the same article the greater is the newer: by arrival, then file time, then path."""
        return (self.added, self.stamp.mtime_ns, self.path)


@dataclass(frozen=True, slots=True)
class PackedChanges(Generic[Packed]):
    """As `Changes`, but most of what is new lies in *packed*, of which the articles at the numbers *kept* count.

    hashes: of the content of those.
    """

    packed: Packed
    kept: tuple[int, ...]
    hashes: tuple[str, ...] = ()
    upserted: tuple[Article, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.kept or self.upserted or self.removed)


class Settled(NamedTuple, Generic[Packed]):
    """Some readings, without their articles: these are in *packed*, in the order of the records without a reason."""

    records: list[Record]
    unfinished: frozenset[str]
    packed: Packed


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The file at *path* is left out because the newer one at *kept* has the same id or the same content."""

    path: str
    kept: str
    reason: Reason
