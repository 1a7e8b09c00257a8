"""The index of a folder: from the saved one, where only what changed since is read, or made anew.

Apart from main, so that a search in the shell does not wait for Telegram and a database to be imported.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from bot.corpus.article import Article
from bot.corpus.corpus import Corpus, Progress
from bot.search.index import Index
from bot.settings import Settings
from bot.shelf import Shelf

log = logging.getLogger(__name__)

ShowProgress = Callable[[], AbstractContextManager[Progress | None]]


def shelf_of(settings: Settings) -> Shelf:
    """Where the index of this corpus is saved."""
    return Shelf(settings.index_dir, settings.corpus_dir)


def load(
    folder: Path, show_progress: ShowProgress = nullcontext, shelf: Shelf | None = None
) -> tuple[Corpus, Index]:
    """The articles of *folder*, indexed: from *shelf*, where only what changed since is read, or all anew.

    What is new is saved in the background. Raises: CorpusError when the folder cannot be listed.
    """
    corpus, index = Corpus(folder), Index()
    kept = shelf.load() if shelf else None
    if kept and corpus.restore(kept.records) == kept.index.ids():
        index = kept.index
    elif kept:
        log.warning("saved index: not of the articles it names; everything is read anew")
        corpus, kept = Corpus(folder), None
    removed: set[str] = set()
    news = 0

    def upserted(progress: Progress | None) -> Iterator[Article]:
        nonlocal news
        for changes in corpus.scan_in_batches(progress):
            removed.update(changes.removed)
            removed.difference_update(article.id for article in changes.upserted)
            news += len(changes.upserted)
            yield from changes.upserted

    with show_progress() as progress:
        index.add(upserted(progress))  # which indexes some while the next are read
        index.remove(removed)
    while index.compact():
        pass
    if shelf and (news or removed or not kept):
        threading.Thread(target=shelf.save, args=(index, corpus.records()), name="saving").start()
    log.info(
        "corpus files=%d articles=%d refused=%d duplicates=%d seconds=%.2f",
        corpus.files,
        len(corpus),
        len(corpus.refused),
        len(corpus.duplicates),
        corpus.seconds,
    )
    return corpus, index
