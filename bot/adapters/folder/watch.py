"""Watching the corpus: whatever happens to the folder is live within two seconds, by events or by rescans."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from pathlib import Path
from typing import Literal, Protocol

import watchfiles

from bot.adapters.folder.corpus import Corpus
from bot.articles.changes import Changes

logger = logging.getLogger(__name__)

DEBOUNCE_MS = 300  # a folder that is being filled is scanned so often while it is
TICK_MS = 250  # how soon a file that was still being written is looked at again
RETRY_S = 2.0  # between attempts at watching, each with a rescan
Identity = tuple[int, int]  # device and inode


class Watcher(Protocol):
    """Says when something happened in a folder; `watch_folder` is the real one."""

    def __call__(self, folder: Path, stop: asyncio.Event) -> AsyncIterator[object]:
        """What happened, or something false now and then when nothing did. May raise OSError or RuntimeError."""


async def watch_folder(folder: Path, stop: asyncio.Event) -> AsyncGenerator[object, None]:
    """The operating system's events, by watchfiles, of whatever folder is in that place.

    The system watches a folder and not its path: one that was moved away is watched on elsewhere, and whoever took its
    place is not. So each tick asks who is there; where nobody is, somebody is waited for.
    """
    while not stop.is_set():
        there = await asyncio.to_thread(_identity, folder)
        if there is not None:
            async with aclosing(_events(folder, there, stop)) as events:
                async for happened in events:
                    yield happened
            if stop.is_set():
                return
            logger.warning("corpus: the folder was replaced or is gone; watching what is in its place")
            yield {"replaced"}
            continue
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(TICK_MS / 1000):
                await stop.wait()
        yield set()


async def _events(folder: Path, there: Identity, stop: asyncio.Event) -> AsyncGenerator[object, None]:
    """Until *folder* is not *there* any more; the first one says that it is watched from now on.

    In a thread from the beginning: it looks at every file before it waits, a quarter of a second with 40,000.
    """
    events = watchfiles.watch(
        folder,
        watch_filter=None,
        debounce=DEBOUNCE_MS,
        step=50,
        rust_timeout=TICK_MS,
        yield_on_timeout=True,
        stop_event=stop,
        ignore_permission_denied=True,
    )
    hand = ThreadPoolExecutor(1, thread_name_prefix="watching")
    begun = {"watched"}  # what happened before it was is found by a look
    try:
        while (happened := await asyncio.wrap_future(hand.submit(next, events, None))) is not None:
            if await asyncio.wrap_future(hand.submit(_identity, folder)) != there:
                return
            yield happened or begun
            begun = set()
    except FileNotFoundError:  # gone before it was watched
        return
    finally:
        hand.submit(events.close)
        hand.shutdown(wait=False)  # it is done within a tick


def _identity(folder: Path) -> Identity | None:
    try:
        details = folder.stat()
    except OSError:
        return None
    return details.st_dev, details.st_ino


class WatchedFolder:
    """The folder as a source of articles; see `bot.ingest.ports.Source`.

    rescan_every_s: it is looked at this often even without events, for file systems that send none.
    """

    origin: Literal["folder"] = "folder"

    def __init__(
        self, corpus: Corpus, rescan_every_s: float = 180.0, watcher: Watcher = watch_folder
    ) -> None:
        self._corpus, self._rescan_every_s, self._watcher = corpus, rescan_every_s, watcher

    def look(self) -> Changes:
        """What changed since the last look. Raises: CorpusError when the folder is not there."""
        return self._corpus.scan()

    async def occasions(self, stop: asyncio.Event) -> AsyncIterator[None]:
        """At the start, for events, finished files, the rescan's time, a broken watcher.

        What breaks it is logged once, and again when it is something else or has been away in between.
        """
        broken_by = ""
        while not stop.is_set():
            try:
                rescan_at = 0.0  # what happened before the watcher stood is found by a first scan
                async for events in self._watcher(self._corpus.folder, stop):
                    if events and broken_by:
                        logger.warning("corpus watched again")
                        broken_by = ""
                    due = time.monotonic() >= rescan_at
                    if events or due or await self._has_finished():
                        if due:
                            rescan_at = time.monotonic() + self._rescan_every_s
                        yield
            except (OSError, RuntimeError) as fault:  # watchfiles' own error is a RuntimeError
                if str(fault) != broken_by:
                    broken_by = str(fault)
                    logger.warning("corpus not watched, looked at every %g s: %s", RETRY_S, broken_by)
                yield
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(RETRY_S):
                        await stop.wait()

    async def _has_finished(self) -> bool:
        return bool(self._corpus.unfinished) and await asyncio.to_thread(self._corpus.has_finished)
