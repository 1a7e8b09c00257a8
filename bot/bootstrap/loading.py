"""The index of a folder: from the saved one, where only what changed since is read, or made anew.

Apart from the services, so that a search in the shell does not wait for Telegram and a database to be imported.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from bot.adapters.folder.corpus import Corpus, Progress
from bot.adapters.folder.files import Listing
from bot.articles.changes import Record
from bot.config import Settings
from bot.i18n.reasons import Reason
from bot.index.files import Shelf
from bot.index.index import Index
from bot.index.packing import Packed, choose, pack
from bot.ingest.indexing import add_each
from bot.ingest.memory import give_back, keep_memory_together, uncollected

log = logging.getLogger(__name__)

SAVING = "saving"
ShowProgress = Callable[[], AbstractContextManager[Progress | None]]
# of articles read anew, with their content hashes, the numbers of those that memory is to have
Needed = Callable[[Packed, Sequence[str]], Sequence[int]]


def shelf_of(settings: Settings) -> Shelf:
    """Where the index of this corpus is saved."""
    return Shelf(settings.index_dir, settings.corpus_dir)


def load(
    folder: Path,
    show_progress: ShowProgress = nullcontext,
    shelf: Shelf | None = None,
    needed: Needed | None = None,
) -> tuple[Corpus, Index]:
    """The articles of *folder*, indexed: from *shelf*, where only what changed since is read, or all anew.

    What is new is saved in the background, by a thread of the name SAVING. What is told is what is in the folder now:
    no first answer may miss what changed while nobody looked, as comparing takes a fifth of a second.
    needed: where others may be missing in memory, since they are in an archive.
    Raises: CorpusError when the folder cannot be listed.
    """
    keep_memory_together()
    with uncollected():
        return _load(folder, show_progress, shelf, needed)


def _load(
    folder: Path, show_progress: ShowProgress, shelf: Shelf | None, needed: Needed | None
) -> tuple[Corpus, Index]:
    corpus, index = Corpus(folder), Index()
    with ThreadPoolExecutor(1) as beside:  # the system looks through the folder while checksums are made
        looking = beside.submit(corpus.look)
        saved = shelf.load() if shelf else None
    listing = looking.result()
    if saved and _fits(saved.index.ids(), corpus.restore(saved.records), needed is not None):
        index = saved.index
    elif saved:
        log.warning("saved index: not of the articles it names; everything is read anew")
        corpus, saved = Corpus(folder), None
    with show_progress() as progress:
        if saved:
            changed = take_changes(corpus, index, listing, progress)
        else:
            changed = _take_all(corpus, index, listing, progress, needed)
    while index.compact():
        pass
    if shelf and (changed or not saved):
        threading.Thread(target=_save, args=(shelf, index, corpus.records()), name=SAVING).start()
    log.info(
        "corpus files=%d articles=%d refused=%d duplicates=%d seconds=%.2f",
        corpus.files,
        len(corpus),
        len(corpus.refused),
        len(corpus.duplicates),
        corpus.seconds,
    )
    return corpus, index


def _fits(indexed: frozenset[str], known: frozenset[str], some_are_elsewhere: bool) -> bool:
    return indexed <= known if some_are_elsewhere else indexed == known


def _save(shelf: Shelf, index: Index, records: Sequence[Record]) -> None:
    if shelf.save(index, records):
        give_back()


def _take_all(
    corpus: Corpus, index: Index, listing: Listing, progress: Progress | None, needed: Needed | None
) -> bool:
    """Everything, packed by those who read; the first are indexed while the next are read."""
    removed: set[str] = set()

    def found() -> Iterator[Packed]:
        for changes in corpus.scan_packed(pack, progress, listing):
            removed.update(changes.removed)
            rest = [article.content_hash for article in changes.upserted]
            for packed, hashes in (
                (choose(changes.packed, changes.kept), changes.hashes),
                (pack(changes.upserted), rest),
            ):
                removed.difference_update(packed.ids)
                yield packed if needed is None else choose(packed, needed(packed, hashes))

    index.add_packed(found())
    index.remove(removed)
    return True


def take_changes(corpus: Corpus, index: Index, listing: Listing, progress: Progress | None) -> bool:
    """What is not as it was; whether there was any."""
    removed: set[str] = set()
    refused: dict[str, Reason] = {}
    news = 0
    for changes in corpus.scan_in_batches(progress, listing):
        removed.update(changes.removed)
        removed.difference_update(article.id for article in changes.upserted)
        news += len(changes.upserted)
        add_each(index, changes.upserted, refused.__setitem__)
    index.remove(removed)
    for article_id, reason in refused.items():
        corpus.refuse(article_id, reason)
    return bool(news or removed)
