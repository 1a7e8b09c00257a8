"""The corpus: a folder of articles, what of it could be read, and what changed since the last look.

    corpus = Corpus(folder)
    changes = corpus.scan()              # everything, the first time
    index.add(changes.upserted)
    …
    changes = corpus.scan()              # only what changed since
    index.remove(changes.removed)
    index.add(changes.upserted)

The Corpus remembers a few hundred bytes a file, and no text: the articles live in the index.
"""

from __future__ import annotations

import os
import threading
import time
from bisect import insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from bot.adapters.folder.atomic_write import ArticleFiles
from bot.adapters.folder.files import Listing, Reading, hold_back, list_files, read_all, read_file
from bot.adapters.folder.identity import Directory, directory_of
from bot.adapters.folder.settling import nothing, parts_of, record_of, settle, settle_packed
from bot.adapters.folder.worker_pool import read_batches
from bot.articles.article import Article
from bot.articles.changes import Changes, Duplicate, Packed, PackedChanges, Record, Settled, Stamp
from bot.articles.names import original_of
from bot.articles.parts import file_of
from bot.errors import CorpusError
from bot.i18n.reasons import Reason

Progress = Callable[[int, int], None]
Read = TypeVar("Read")  # what a batch of files becomes where it is read
Found = TypeVar("Found")  # and what it means then

BATCH = 500
QUIET_S = 1.0  # how long a file must be left alone where nobody can tell whether it is being written


class Corpus:
    """One folder. Thread-safe; `scan` may take seconds and belongs into a thread.

    refused: why files (or links, or unreadable folders) are no articles, by relative path.
    unfinished: files that changed but are still being written; what they were before stays live.
    batch: files read between two steps of progress.
    disk: its files, one by one. files, seconds: how many files the last scan saw, and how long it took.
    """

    def __init__(
        self, folder: Path | str, wall_ns: Callable[[], int] = time.time_ns, batch: int = BATCH
    ) -> None:
        self.folder = Path(folder)
        self.disk = ArticleFiles(self.folder)
        self.files = 0
        self.seconds = 0.0
        self.unfinished: frozenset[str] = frozenset()
        self._wall_ns = wall_ns
        self._batch = batch
        self._lock = threading.Lock()
        self._scanned = False
        self._home: Directory | None = None  # in which there were files when it was last looked at
        self._records: dict[str, Record] = {}
        self._parts: dict[str, list[str]] = {}  # file with several articles -> where each of them is
        self._barred: dict[str, Reason] = {}
        self._by_id: dict[str, str] = {}  # only of kept files, as the next
        self._by_content: dict[str, str] = {}
        self._duplicates: dict[str, Duplicate] = {}

    def __len__(self) -> int:
        """How many articles there are."""
        return len(self._by_id)

    @property
    def refused(self) -> Mapping[str, Reason]:
        """Reasons by path, in the order of paths."""
        with self._lock:
            reasons = self._barred | {r.path: r.reason for r in self._records.values() if r.reason}
        return dict(sorted(reasons.items()))

    @property
    def duplicates(self) -> list[Duplicate]:
        """Every file left out for a newer one, once, in the order of paths."""
        with self._lock:
            return sorted(self._duplicates.values(), key=lambda duplicate: duplicate.path)

    def records(self) -> tuple[Record, ...]:
        """All that is remembered, for `restore` in a later process."""
        with self._lock:
            return tuple(self._records.values())

    def articles(self) -> tuple[Record, ...]:
        """What is remembered of the files that are articles, duplicates apart."""
        with self._lock:
            return tuple(self._records[path] for path in self._by_id.values())

    def restore(self, records: Iterable[Record]) -> frozenset[str]:
        """Begin where an earlier process was: the next scan reads only what is not as in *records*.

        Returns: the ids that an index is expected to have already.
        """
        with self._lock:
            self._records = {record.path: record for record in records}
            self._parts = parts_of(self._records)
            self._by_id, self._by_content, self._duplicates = {}, {}, {}
            articles = [record for record in self._records.values() if not record.reason]
            self._by_id = {record.id: record.path for record in articles}
            self._by_content = {record.content_hash: record.path for record in articles}
            if min(len(self._by_id), len(self._by_content)) < len(articles):
                self._restore_ranked(articles)
            self._scanned = bool(self._records)
            return frozenset(self._by_id)

    def _restore_ranked(self, articles: Sequence[Record]) -> None:
        """Only those are ranked of which an id or a content is there twice, which are few."""
        hidden = [
            record
            for record in articles
            if self._by_id[record.id] != record.path or self._by_content[record.content_hash] != record.path
        ]
        rivals = {record.path for record in hidden}
        rivals |= {self._by_id[record.id] for record in hidden}
        rivals |= {self._by_content[record.content_hash] for record in hidden}
        for record in (contenders := [self._records[path] for path in rivals]):
            if self._by_id.get(record.id) in rivals:
                del self._by_id[record.id]
            if self._by_content.get(record.content_hash) in rivals:
                del self._by_content[record.content_hash]
        self._rank(contenders)

    def scan(self, progress: Progress | None = None) -> Changes:
        """Look at every file, read those that changed; return what that means for an index.

        progress: told (files read, files to read) now and then.
        Raises: CorpusError when the folder is not there; nothing is forgotten then.
        """
        upserted: dict[str, Article] = {}
        removed: dict[str, None] = {}
        for changes in self.scan_in_batches(progress):
            for gone in changes.removed:
                upserted.pop(gone, None)
                removed[gone] = None
            for article in changes.upserted:
                upserted[article.id] = article
                removed.pop(article.id, None)
        return Changes(tuple(upserted.values()), tuple(removed))

    def scan_in_batches(
        self, progress: Progress | None = None, listing: Listing | None = None
    ) -> Iterator[Changes]:
        """As `scan`, but by some hundred files at a time, so that an index grows while the rest is read.

        listing: what `look` gave a moment ago.
        The changes hold one after the other: a later batch may take back an article of an earlier one.
        No other scan runs until this one is exhausted or closed.
        """
        return self._scan(partial(hold_back, self._now()), self._take, progress, listing)

    def scan_packed(
        self,
        pack: Callable[[list[Article]], Packed],
        progress: Progress | None = None,
        listing: Listing | None = None,
    ) -> Iterator[PackedChanges[Packed]]:
        """As `scan_in_batches`, with the articles packed where they are read, so that they need not come here.

        pack: a function that can be imported by name, for the processes that read.
        """
        return self._scan(partial(settle_packed, pack, self._now()), self._take_packed, progress, listing)

    def _scan(
        self,
        work: Callable[[list[Reading]], Read],
        take: Callable[[Iterable[str], Read], Found],
        progress: Progress | None,
        listing: Listing | None,
    ) -> Iterator[Found]:
        with self._lock:
            began = time.perf_counter()
            listing = listing or self.look()
            now_s = self._wall_ns() / 1e9
            self.files = len(listing.stamps) + len(listing.refused)
            changed = sorted(
                path for path, stamp in listing.stamps.items() if self._has_changed(path, stamp, now_s)
            )
            self._barred = listing.refused
            self.unfinished = frozenset()
            quiet = (
                self._wall_ns() - int(QUIET_S * 1e9) if self._scanned else None
            )  # a first look misses none
            self._scanned = True
            new = sum(path not in self._records for path in changed)
            gone = []
            if len(self._records) + new > len(listing.stamps):
                gone = [path for path in self._records if (file_of(path) or path) not in listing.stamps]
            yield from filter(None, [take(gone, work([]))])
            root = os.path.realpath(self.folder)
            batches = [changed[at : at + self._batch] for at in range(0, len(changed), self._batch)]
            done = 0
            for batch, read in zip(batches, read_batches(root, batches, quiet, work), strict=True):
                yield from filter(None, [take([], read)])
                done += len(batch)
                if progress:
                    progress(done, len(changed))
            self.seconds = time.perf_counter() - began

    def _has_changed(self, path: str, stamp: Stamp, now_s: float) -> bool:
        """Whether the file at *path* is new, or not as it was, or its time has come."""
        if (record := self._records.get(path)) is not None:
            return record.stamp != stamp or _is_due(record, now_s)
        known = [self._records[part] for part in self._parts.get(path, ()) if part in self._records]
        return not known or known[0].stamp != stamp or any(_is_due(one, now_s) for one in known)

    def _replace_parts(self, records: Sequence[Record]) -> list[str]:
        """Remember which articles share a file now; where those were that did until now."""
        fresh = parts_of(record.path for record in records)
        old = [path for path in fresh if path in self._records]
        for file in {*fresh, *(record.path for record in records if record.path in self._parts)}:
            old += self._parts.pop(file, [])
        self._parts |= fresh
        return old

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._wall_ns() / 1e9, UTC)

    def look_at(self, paths: Iterable[str]) -> Changes:
        """As `scan`, but only at *paths*, of which the caller knows that nobody is writing to them."""
        with self._lock:
            root = os.path.realpath(self.folder)
            found = [reading for path in paths for reading in read_all(root, path)]
            readings = hold_back(self._now(), found)
            gone = [reading.path for reading in readings if not (reading.article or reading.reason)]
            return self._take(gone, readings)

    def refuse(self, article_id: str, reason: Reason) -> None:
        """The article of that id cannot be indexed: its file is none until it changes."""
        with self._lock:
            path = self._by_id.get(article_id)
            if path is not None:
                record = self._records[path]
                self._unkeep(record)
                self._records[path] = Record(path, record.stamp, reason=reason)

    def path_of(self, article_id: str) -> str | None:
        """Where the article of that id is."""
        with self._lock:
            return self._by_id.get(article_id)

    def article(self, article_id: str) -> Article | None:
        """The article of that id, read anew; None where its file is gone, or is not as it was when last looked at."""
        with self._lock:
            path = self._by_id.get(article_id)
            record = self._records[path] if path is not None else None
        return None if record is None else self._read_as(record)

    def paths(self) -> list[str]:
        """Where all the articles are, in order."""
        with self._lock:
            return sorted(self._by_id.values())

    def sources(self) -> list[str]:
        """The files in which the articles are, each once, in order."""
        return list(dict.fromkeys(file_of(path) or path for path in self.paths()))

    def has_finished(self) -> bool:
        """Whether one of the *unfinished* files can be read by now, so that a scan pays."""
        root, quiet = os.path.realpath(self.folder), self._wall_ns() - int(QUIET_S * 1e9)
        return any(not read_file(root, path, quiet).unfinished for path in self.unfinished)

    def look(self) -> Listing:
        """What is in the folder, opening no article. Raises: CorpusError, also where a disk is not mounted any more."""
        try:
            before, found, after = (
                directory_of(self.folder),
                list_files(self.folder),
                directory_of(self.folder),
            )
        except OSError as fault:
            raise CorpusError(f"{self.folder}: {(fault.strerror or 'cannot be listed').lower()}") from fault
        if not found.is_empty:
            self._home = before
        elif self._home not in (None, after):  # as long as nothing is put there
            raise CorpusError(f"{self.folder}: empty, and not the folder that had files; is it not mounted?")
        return found

    def _take(self, gone: Iterable[str], readings: list[Reading]) -> Changes:
        """Bring the records up to date; find out who is kept among duplicates."""
        fresh = {reading.path: reading.article for reading in readings if reading.article}
        settled = settle(nothing, readings)
        kept, dropped = self._settle(gone, settled.records, settled.unfinished)
        articles = [fresh.get(path) or self._reread(path) for path in kept]
        upserted = tuple(article for article in articles if article)
        return Changes(upserted, tuple(sorted(dropped - self._by_id.keys())))

    def _take_packed(self, gone: Iterable[str], settled: Settled[Packed]) -> PackedChanges[Packed]:
        """As `_take`."""
        kept, dropped = self._settle(gone, settled.records, settled.unfinished)
        read = [record for record in settled.records if not record.reason]
        numbers = {record.path: number for number, record in enumerate(read)}
        reread = [self._reread(path) for path in kept if path not in numbers]
        counted = tuple(sorted(numbers[path] for path in kept if path in numbers))
        return PackedChanges(
            settled.packed,
            counted,
            tuple(read[number].content_hash for number in counted),
            tuple(article for article in reread if article),
            tuple(sorted(dropped - self._by_id.keys())),
        )

    def _settle(
        self, gone: Iterable[str], records: Sequence[Record], unfinished: frozenset[str]
    ) -> tuple[list[str], set[str]]:
        """Put *records* in place; the paths of articles that are kept now, and ids that were and may not be."""
        self.unfinished |= unfinished
        dropped: set[str] = set()
        old = self._replace_parts(records)
        for path in (*gone, *old, *(record.path for record in records)):
            if (record := self._records.pop(path, None)) and self._unkeep(record):
                dropped.add(record.id)
            self._duplicates.pop(path, None)
        self._records |= {record.path: record for record in records}
        fresh = [record for record in records if not record.reason]
        kept, displaced = self._rank([*fresh, *(self._records[path] for path in self._duplicates)])
        return kept, dropped | displaced

    def _rank(self, contenders: Iterable[Record]) -> tuple[list[str], set[str]]:
        """Decide among *contenders* and those kept already: the newest of an id or a content stays.

        Returns: paths of contenders that are kept now, and ids of those that are not any more.
        """
        waiting = sorted(contenders, key=_age_key)
        kept: list[str] = []
        displaced: set[str] = set()
        while waiting:
            record = waiting.pop()
            self._duplicates.pop(record.path, None)
            bearers = (self._by_id.get(record.id), self._by_content.get(record.content_hash))
            rivals = [self._records[path] for path in bearers if path is not None] if any(bearers) else []
            newer = next((one for one in rivals if one.age_key > record.age_key), None) if rivals else None
            if newer:
                self._duplicates[record.path] = Duplicate(record.path, newer.path, _why_same(record, newer))
            else:
                for rival in rivals:
                    if self._unkeep(rival):
                        displaced.add(rival.id)
                        insort(waiting, rival, key=_age_key)
                self._by_id[record.id] = record.path
                self._by_content[record.content_hash] = record.path
                kept.append(record.path)
        return sorted(kept), displaced

    def _unkeep(self, record: Record) -> bool:
        if self._by_id.get(record.id) != record.path:
            return False
        del self._by_id[record.id]
        del self._by_content[record.content_hash]
        return True

    def _reread(self, path: str) -> Article | None:
        """The text of a file that was left out until now; when it changed meanwhile the next scan sees to it."""
        record = self._records[path]
        if article := self._read_as(record):
            return article
        self._unkeep(record)
        del self._records[path]
        self.unfinished |= {path}
        return None

    def _read_as(self, record: Record) -> Article | None:
        """The article of *record*'s file, if that is as it was."""
        path = record.path
        readings = hold_back(self._now(), read_all(os.path.realpath(self.folder), file_of(path) or path))
        reading = next((one for one in readings if one.path == path), readings[0])
        return reading.article if reading.article and record_of(reading) == record else None


def _is_due(record: Record, now_s: float) -> bool:
    """Whether the time of an article has come that was held back."""
    return bool(record.reason) and 0 < record.added <= now_s


def _age_key(record: Record) -> tuple[float, int, str]:
    return record.age_key


def _why_same(record: Record, newer: Record) -> Reason:
    """Why *record* is left out for *newer*: it is a copy by its name, both say so, or nothing else differs."""
    if newer.id != record.id:
        return Reason("reason.same_content")
    if original_of(record.path) == newer.path:
        return Reason("reason.same_name")
    return Reason("reason.same_id", id=record.id)
