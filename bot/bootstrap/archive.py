"""The archive in a cluster, where one is set: opened, loaded, compared, and kept like the folder."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import time
from typing import NamedTuple

import numpy as np

from bot.adapters.folder.corpus import Corpus
from bot.adapters.opensearch.archive import Archive
from bot.adapters.opensearch.cluster import Address, Cluster
from bot.articles.article import Article
from bot.bootstrap.loading import ShowProgress, load, shelf_of
from bot.concurrency.companions import beside
from bot.config import Settings
from bot.errors import ArchiveError
from bot.index.index import Index
from bot.index.packing import Packed
from bot.ingest.archiving import Archiving, Changes, Places, differences
from bot.search.ports import Searchable
from bot.search.tiered import Tiered

log = logging.getLogger(__name__)

_READ = 500  # articles at a time
MANY = 2_000  # articles, from which on it pays that nothing is searchable meanwhile

Tell = Callable[[int, int], None]


def archive_of(settings: Settings) -> Archive | None:
    """The archive of *settings*, asked nothing yet; None where none is set. Raises: SettingsError.

    The bundled articles have none: they would take the place of those that are in it.
    """
    if not settings.opensearch_url or settings.is_bundled:
        return None
    password = settings.opensearch_password.get_secret_value()
    address = Address(settings.opensearch_url, settings.opensearch_user, password, settings.opensearch_ca)
    return Archive(Cluster(address), settings.opensearch_index)


def load_for(settings: Settings, show_progress: ShowProgress = nullcontext) -> tuple[Corpus, Index]:
    """The folder of *settings*, indexed; without what is old and in the archive."""
    archive = archive_of(settings)
    needed = None if archive is None else _Needed(archive, time() - settings.hot_days * 86_400)
    return load(settings.corpus_dir, show_progress, shelf_of(settings), needed)


@dataclass
class _Needed:
    """See `bot.bootstrap.loading.Needed`: what is of after *since*, or not as it is in the archive."""

    archive: Archive
    since: float
    is_away: bool = False

    def __call__(self, packed: Packed, hashes: Sequence[str]) -> Sequence[int]:
        old = np.flatnonzero(packed.moments < self.since).tolist()
        if not old or self.is_away:
            return range(len(packed.ids))
        try:
            held = self.archive.held([packed.ids[number] for number in old])
        except ArchiveError as fault:
            log.warning("old articles come into memory until the archive answers: %s", fault)
            self.is_away = True
            return range(len(packed.ids))
        safe = {number for number in old if held.get(packed.ids[number]) == hashes[number]}
        return [number for number in range(len(packed.ids)) if number not in safe]


def searching(settings: Settings, index: Index, archive: Archive | None) -> Searchable:
    """*index*, or one search over that and *archive*."""
    return index if archive is None else Tiered(index, archive, settings.hot_days)


class LetGo:
    """See `bot.ingest.presence.Archived`."""

    def __init__(self, corpus: Corpus, searched: Searchable) -> None:
        self._corpus, self.get_many = corpus, searched.get_many

    def __len__(self) -> int:
        return len(self._corpus)

    def __contains__(self, article_id: object) -> bool:
        return isinstance(article_id, str) and self._corpus.path_of(article_id) is not None


def archiving_of(
    settings: Settings,
    places: Places | None,
    changes: Changes,
    clock: Callable[[], datetime],
    busy: asyncio.Lock,
) -> Archiving | None:
    """What keeps the archive of *places* like the folder; None where there is none. busy: see `Archiving`."""
    return None if places is None else Archiving(places, changes, clock, settings.hot_days, busy)


def places_of(corpus: Corpus, index: Index, archive: Archive | None) -> Places | None:
    """Where articles are; None where there is no archive."""
    return None if archive is None else Places(corpus, index, archive)


@asynccontextmanager
async def keeping_archive(archiving: Archiving | None, stop: asyncio.Event) -> AsyncIterator[None]:
    """Meanwhile the archive is kept up. A fault of ours sets *stop*, and is raised."""
    if archiving is None:
        yield
        return
    async with beside(archiving.keep_up(), stop):
        yield


class Difference(NamedTuple):
    """Between a folder and what the archive has of it: what that lacks or has otherwise, and what it has alone."""

    read: Index
    lacking: list[str]
    strange: list[str]


def compare(archive: Archive, folder: Path, source: str, show_progress: ShowProgress) -> Difference:
    """Read all of *folder* anew, and the archive's list of *source*. Raises: ArchiveError, CorpusError."""
    corpus, index = load(folder, show_progress)
    lacking, strange = differences(corpus.articles(), archive.hashes(source))
    return Difference(index, sorted(lacking), sorted(strange))


def difference_of(settings: Settings, archive: Archive) -> tuple[int, int]:
    """How many articles of the bot's folder *archive* lacks, and how many it has alone; nothing is changed.

    The folder is taken as it was last saved, and read where it was not. Raises: ArchiveError, CorpusError.
    """
    if saved := shelf_of(settings).load():
        corpus = Corpus(settings.corpus_dir)
        corpus.restore(saved.records)
    else:
        corpus, _ = load(settings.corpus_dir)
    lacking, strange = differences(corpus.articles(), archive.hashes(""))
    return len(lacking), len(strange)


def mend(archive: Archive, found: Difference, source: str, tell: Tell) -> dict[str, str]:
    """Make the archive like the folder; those refused, by id, and why. What is done stays done when it is broken off.

    Raises: ArchiveError.
    """
    total = len(found.lacking)

    def articles() -> Iterator[Article]:
        for start in range(0, total, _READ):
            tell(start, total)
            some = found.read.get_many(found.lacking[start : start + _READ])
            yield from (one for one in some if one is not None)

    with archive.alias.loading() if total > MANY else nullcontext():
        refused = archive.put(articles(), source)
    if found.strange:
        archive.remove(found.strange)
    tell(total, total)
    return refused


def rebuild(archive: Archive, shards: int, tell: Tell) -> dict[str, str]:
    """Write every document anew into another index, and put that in the place of the one there is; those refused.

    Raises: ArchiveError; then, and where one is refused, the archive is as it was.
    """
    old, _ = archive.alias.mapped()
    new = archive.alias.create(shards)
    refused: dict[str, str] = {}
    is_whole = False
    try:
        done, total = 0, archive.alias.count(old)
        with archive.alias.loading(new):
            for source, articles in archive.stored(old):
                refused |= archive.put(articles, source, into=new)
                done += len(articles)
                tell(done, total)
        is_whole = not refused
    finally:
        if not is_whole:
            archive.alias.discard(new)
    if is_whole:
        archive.alias.exchange(new, old)
        archive.refresh()
    return refused
