"""The archive kept like the folder, and memory kept for what is new.

What changes is put into an outbox in the database before anything else is told of it, and brought to the archive from
there, within a second or once the cluster is back. At the start folder and archive are compared. What is older than so
many days, and surely in the archive, is taken out of memory.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from bot.articles.article import Article
from bot.articles.changes import Changes as Found
from bot.errors import ArchiveError, StoreError
from bot.ingest.memory import give_back
from bot.ingest.ports import Known

log = logging.getLogger(__name__)

AGAIN_S = 5.0  # after a fault
LOOK_S = 60.0  # for what other copies of the bot, or an earlier process, left in the outbox
FORGET = timedelta(hours=1)  # between two looks for what is old by now
BY_ITSELF = (
    2_000  # articles that a start brings into the archive; of more, whoever runs it is told to load them
)
_BUNDLE = 200


class Change(NamedTuple):
    """An article as the archive is to have it, or with an empty hash that it is gone."""

    article: str
    content_hash: str


class Changes(Protocol):
    """The outbox; `bot.adapters.database.archive_changes` has one. Every method may raise StoreError."""

    async def put(self, wanted: Mapping[str, str]) -> None:
        """These articles, by id, are wanted with these content hashes; what was wanted of them before is not."""

    async def after(self, article: str, limit: int) -> Sequence[Change]:
        """What is wanted of the articles with greater ids, by id."""

    async def done(self, changes: Sequence[Change]) -> None:
        """The archive has them."""

    async def count(self) -> int:
        """How many wait."""


class Archive(Protocol):
    """Every method blocks and may raise ArchiveError; the properties ask nobody."""

    @property
    def is_away(self) -> bool: ...
    @property
    def size(self) -> int: ...
    def prepare(self) -> None: ...
    def settle(self) -> None: ...
    def snapshot(self) -> object: ...
    def put(self, articles: Iterable[Article]) -> dict[str, str]: ...
    def remove(self, ids: Iterable[str]) -> None: ...
    def held(self, article_ids: Sequence[str]) -> dict[str, str]: ...
    def hashes(self, source: str) -> Iterator[tuple[str, str]]: ...


class Folder(Protocol):
    """The folder of articles; `bot.adapters.folder.corpus.Corpus` is one. Every method blocks."""

    def articles(self) -> Sequence[Known]:
        """What is known of them."""

    def article(self, article_id: str) -> Article | None:
        """The article of that id, read anew; None where its file is gone, or is not as it is known."""


class Memory(Protocol):
    """The index in memory; every method blocks."""

    def get_many(self, article_ids: Sequence[str]) -> Sequence[Article | None]: ...
    def older_than(self, moment: float) -> list[str]: ...
    def remove(self, ids: Iterable[str]) -> None: ...
    def compact(self, *, at_rest: bool = False) -> bool: ...


class Standing(NamedTuple):
    """How the archive stands. waiting: changes that it has yet to be told, None where the database is away.

    lacking: articles of the folder that it was found to lack, or to have otherwise, or to have alone: too many to be
    mended without somebody's word. is_outdated: away until somebody has its documents written anew.
    """

    articles: int
    is_away: bool
    waiting: int | None
    lacking: int
    is_outdated: bool = False


class Places(NamedTuple):
    """Where articles are."""

    folder: Folder
    memory: Memory
    archive: Archive


class Archiving:
    """hot_days: how old what stays in memory may be. busy: held whenever folder and memory change, by whomever."""

    def __init__(
        self,
        places: Places,
        changes: Changes,
        clock: Callable[[], datetime],
        hot_days: int,
        busy: asyncio.Lock,
    ) -> None:
        self._folder, self._memory, self._archive = places
        self._changes, self._clock, self._hot = changes, clock, timedelta(days=hot_days)
        self._busy, self._lacking = busy, 0
        self._fault: ArchiveError | None = None  # the last one, until it is kept up again
        self._unqueued: dict[str, str] = {}  # the database was away
        self._queueing = asyncio.Lock()
        self._came = asyncio.Event()

    async def standing(self) -> Standing:
        """How the archive stands; asks the database alone."""
        waiting: int | None = None
        with contextlib.suppress(StoreError):
            waiting = await self._changes.count()
        is_away = self._archive.is_away or self._fault is not None
        is_outdated = self._fault is not None and self._fault.reason == "outdated"
        return Standing(self._archive.size, is_away, waiting, self._lacking, is_outdated)

    async def follow(self, found: Found) -> None:
        """Queue what memory was just told; brought to the archive by `keep_up`."""
        wanted = dict.fromkeys(found.removed, "") | {one.id: one.content_hash for one in found.upserted}
        with contextlib.suppress(StoreError):  # kept here; tried again by `keep_up`
            await self._queue(wanted)
        self._came.set()

    async def _queue(self, wanted: Mapping[str, str]) -> None:
        self._unqueued |= wanted
        async with self._queueing:  # what comes meanwhile is wanted later, and is not to be overwritten
            if putting := dict(self._unqueued):
                await self._changes.put(putting)
            left = self._unqueued.items()
            self._unqueued = {one: content for one, content in left if putting.get(one) != content}

    async def keep_up(self) -> None:
        """Until it is cancelled."""
        compared, forget_at = False, self._clock()
        while True:
            pause_s = LOOK_S
            try:
                is_due = self._clock() >= forget_at
                if not compared or (is_due and self._lacking):
                    compared = False
                    await self._compare()
                    compared = True
                self._came.clear()
                await self.bring()
                if is_due:
                    await asyncio.to_thread(self._archive.settle)
                    await self._let_go()
                    forget_at = self._clock() + FORGET
                await asyncio.to_thread(self._archive.snapshot)  # the outbox may have had nothing to ask it
                self._fault = None
            except (ArchiveError, StoreError) as fault:
                log.warning("the archive is not kept up: %s", fault)
                self._note(fault)
                pause_s = AGAIN_S
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause_s):
                    await self._came.wait()
                if pause_s == AGAIN_S:
                    await asyncio.sleep(AGAIN_S)

    def _note(self, fault: ArchiveError | StoreError) -> None:
        """Keep *fault* for `standing`, unless it only says that the archive was not asked after the one before."""
        if isinstance(fault, ArchiveError) and (self._fault is None or fault.reason != "away"):
            self._fault = fault

    async def bring(self) -> None:
        """Bring what is in the outbox to the archive. Raises: ArchiveError, StoreError; the rest stays there."""
        if self._unqueued:
            await self._queue({})
        at = ""
        while some := await self._changes.after(at, _BUNDLE):
            at = some[-1].article
            await self._changes.done(await asyncio.to_thread(self._told, await self._back(some)))

    async def _back(self, some: Sequence[Change]) -> Sequence[Change]:
        """*some*; what the folder has again though it was said to be gone is wanted as it is there."""
        gone = {one.article for one in some if not one.content_hash}
        if not gone:
            return some
        known = await asyncio.to_thread(lambda: {one.id: one.content_hash for one in self._folder.articles()})
        back = {one: known[one] for one in gone if one in known}
        if back:
            await self._changes.put(back)
        return [one._replace(content_hash=back.get(one.article, one.content_hash)) for one in some]

    def _told(self, some: Sequence[Change]) -> list[Change]:
        """Those of *some* that the archive was told: the others are known to another copy of the bot.

        What memory let go, or never took in, is read from the folder, where the archive lacks it.
        """
        here = self._memory.get_many([one.article for one in some])
        there = [(one, article) for one, article in zip(some, here, strict=True) if article is not None]
        absent = [one for one, article in zip(some, here, strict=True) if article is None]
        gone = [one for one in absent if not one.content_hash]
        held = self._archive.held([one.article for one in absent if one.content_hash])
        there_already = [
            one for one in absent if one.content_hash and held.get(one.article) == one.content_hash
        ]
        wanted = [one for one in absent if one.content_hash and one not in there_already]
        read = ((one, self._folder.article(one.article)) for one in wanted)
        there += [(one, article) for one, article in read if article is not None]
        fitting = [(one, article) for one, article in there if article.content_hash == one.content_hash]
        if fitting:
            for article_id, why in self._archive.put([article for _, article in fitting]).items():
                log.warning("not in the archive: article=%s %s", article_id, why)
        if gone:
            try:
                self._archive.remove([one.article for one in gone])
            except ArchiveError as fault:
                if fault.reason != "rejected":
                    raise
                log.warning("still in the archive: %s", fault)  # asked again it would stop all others
        return [one for one, _ in fitting] + gone + there_already

    async def _compare(self) -> None:
        """Queue what folder and archive have otherwise. Of very much, or of another folder, only say so."""
        self._lacking = 0
        lacking, strange = await asyncio.to_thread(self._differences)
        alike = len(self._folder.articles()) - len(lacking)
        if len(lacking) + len(strange) > BY_ITSELF or len(strange) > alike:
            self._lacking = len(lacking) + len(strange)
            told = (
                "the archive lacks %d articles of the folder and has %d others: `sosik archive load` mends it"
            )
            log.warning(told, len(lacking), len(strange))
            return
        await self._queue(lacking | dict.fromkeys(strange, ""))

    def _differences(self) -> tuple[dict[str, str], set[str]]:
        self._archive.prepare()
        lacking, strange = differences(self._folder.articles(), self._archive.hashes(""))
        folder = self._folder.articles()  # reading the archive's list takes a while
        now = {one.id: one.content_hash for one in folder}
        return {one: now[one] for one in lacking if one in now}, strange - now.keys()

    async def _let_go(self) -> None:
        """Take out of memory what is old, where the archive has it."""
        since = (self._clock() - self._hot).timestamp()
        old = await asyncio.to_thread(self._memory.older_than, since)
        gone = 0
        for start in range(0, len(old), _BUNDLE):
            held = await asyncio.to_thread(self._archive.held, old[start : start + _BUNDLE])
            async with self._busy:  # an edit of this moment is not to be taken out with what it was made of
                gone += await asyncio.to_thread(self._forget, held)
        if gone:
            await asyncio.to_thread(self._tidy)
            log.info("archive: %d old articles are no longer in memory", gone)

    def _forget(self, held: Mapping[str, str]) -> int:
        """Take out of memory what is as in *held*, content hashes by id; how many are out."""
        here = [one for one in self._memory.get_many(list(held)) if one is not None]
        safe = [one.id for one in here if held[one.id] == one.content_hash]
        self._memory.remove(safe)
        return len(safe)

    def _tidy(self) -> None:
        while self._memory.compact(at_rest=True):
            pass
        give_back()


def differences(here: Iterable[Known], there: Iterable[tuple[str, str]]) -> tuple[dict[str, str], set[str]]:
    """What the archive lacks or has otherwise, with its content hash; and what only the archive has."""
    lacking = {one.id: one.content_hash for one in here}
    strange: set[str] = set()
    for article_id, content_hash in there:
        if article_id not in lacking:
            strange.add(article_id)
        elif lacking[article_id] == content_hash:
            del lacking[article_id]
    return lacking, strange
