"""The editing desk: articles put in, mended, taken out and brought back, so that nothing is lost or half there.

**The order.** (1) The new text is written durably under a hidden name. (2) One transaction writes it, and who did
what, into the database. (3) The file gets its name, the index the article. What can fail (a full disk, a colleague
who was faster) fails before (2), and nothing has happened. After (2) it has happened, whatever crashes:

**The rule.** What the database says is so. `settle`, at every start, makes the folder like it: a missing file is
written again, a file in the bin is taken away, and one whose text is an earlier version of the same article is brought
up to date. A text that the desk has never seen is somebody's own work in the folder and is left as it is.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.articles.article import Article
from bot.articles.parts import file_of
from bot.articles.reader import read_article
from bot.articles.written import written
from bot.editing.duplicate import Twin, find_twin
from bot.editing.history import Action, Change, Kind, ManagedArticle, Past, Person, Records, as_known
from bot.editing.manuscript import Manuscript, file_name, fingerprint
from bot.editing.ports import Archive, Intake
from bot.errors import CorpusError, ReaderError, StoreUnavailable
from bot.search.ports import Searchable

log = logging.getLogger(__name__)

BIN_DAYS = 30
BATCH = 250  # articles a transaction: some 0.2 s, so that nobody waits long for the desk
HANDS = 8  # files synced at once: the disk takes eight together in the time of one


@dataclass(frozen=True, slots=True)
class Done:
    """What has happened: the action's number, and the article as it is now or was."""

    action: int
    article: Article


class EditingDesk:
    """One for each process."""

    def __init__(
        self,
        corpus: Archive,
        index: Searchable,
        records: Records,
        intake: Intake,
        clock: Callable[[], datetime],
        *,
        writes: bool = True,
    ) -> None:
        """*writes*: False in a folder that is not written to; editing is refused there, with a word for the reader."""
        self.corpus = corpus
        self.records = records
        self.clock = clock
        self.writes = writes
        self._index = index
        self._disk = corpus.disk
        self._intake = intake
        self._busy = intake.busy

    def require_writable(self) -> None:
        """Raises: ReaderError where articles are not to be written."""
        if not self.writes:
            raise ReaderError("editing.demo")

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        """Nobody else changes folder or index meanwhile; what other copies of the bot published is here."""
        await self._intake.catch_up()
        async with self._busy:
            yield

    # -- looking

    async def twin(self, article: Article) -> Twin | None:
        """What is there already of *article*; see `find_twin`."""
        return await asyncio.to_thread(find_twin, self._index, article)

    async def find(self, article_id: str) -> tuple[Manuscript, str]:
        """The article of that id and its file's fingerprint. Raises: ReaderError when there is none."""
        await self._intake.catch_up()
        path, content = await self._file(article_id)
        if content is None:
            raise ReaderError("editing.not_found", id=article_id[:64])
        article = await asyncio.to_thread(read_article, content, path, self.clock())
        return Manuscript(article), fingerprint(content)

    async def _file(self, article_id: str) -> tuple[str, bytes | None]:
        path = self.corpus.path_of(article_id)
        if path is None:
            known = (await self.records.known([article_id])).get(article_id)
            if known is None or known.state != "live" or known.path not in self.corpus.refused:
                return "", None
            path = known.path  # dated ahead: searched by nobody yet, but its editors have it
        if file := file_of(path):
            raise ReaderError("editing.shared_file", id=article_id, file=file)
        return path, await asyncio.to_thread(self._disk.content_of, path)

    def contents(self, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """The files themselves, but those that are gone meanwhile; blocks."""
        for path in paths:
            content = self._disk.content_of(path)
            if content is not None:
                yield path, content

    # -- doing

    async def publish(self, person: Person, article: Article, base: str = "") -> Done:
        """Put *article* into the corpus: searchable on return, and part of the next digest.

        base: the fingerprint of the file that it replaces; "" for a new article.
        Raises: ReaderError when another was faster; CorpusError when the disk refuses. Then nothing has happened.
        """
        async with self._alone():
            change = await self._change(article, base)
            action = await self._carry_out("edit" if base else "add", person, _subject(article), [change])
        return Done(action, article)

    async def publish_many(
        self,
        person: Person,
        subject: str,
        articles: Sequence[Article],
        progress: Callable[[int], Awaitable[None]],
    ) -> tuple[int | None, int]:
        """Put in those of *articles* that are not there yet, as one action: its number, and how many were put in.

        Raises: ReaderError that says how many, where database or disk fail in the middle; the rest can be put in later.
        """
        action: int | None = None
        done = put_in = 0
        for at in range(0, len(articles), BATCH):
            batch = articles[at : at + BATCH]
            async with self._alone():
                known = await self.records.known([one.id for one in batch])
                changes: dict[str, Change] = {}
                await self._catch_up(known)
                for article in batch:
                    if article.id not in changes and not self._is_there(article.id, known.get(article.id)):
                        changes[article.id] = self._new(article, known.get(article.id))
                if changes:
                    try:
                        action = await self._carry_out(
                            "add", person, subject, list(changes.values()), more_of=action
                        )
                    except (StoreUnavailable, CorpusError) as fault:
                        if not put_in:
                            raise
                        raise ReaderError("editing.partly", count=put_in) from fault
            done, put_in = done + len(batch), put_in + len(changes)
            await progress(done)
        return action, put_in

    async def remove(self, person: Person, article_id: str) -> Done:
        """Take an article out, into the bin."""
        async with self._alone():
            path, content = await self._file(article_id)
            if content is None:
                raise ReaderError("editing.not_found", id=article_id[:64])
            article = await asyncio.to_thread(read_article, content, path, self.clock())
            known = (await self.records.known([article_id])).get(article_id)
            change = Change(article_id, path, article.title, content, None, as_known(known))
            action = await self._carry_out("remove", person, _subject(article), [change])
        return Done(action, article)

    async def restore(self, person: Person, article_id: str) -> Done:
        """Bring an article back out of the bin."""
        async with self._alone():
            managed = (await self.records.known([article_id])).get(article_id)
            if managed is None or managed.state != "binned":
                raise ReaderError("editing.not_binned", id=article_id[:64])
            if self.corpus.path_of(article_id) is not None:
                raise ReaderError("editing.taken")
            article = await asyncio.to_thread(read_article, managed.content, managed.path, self.clock())
            path = self._free(managed.path, managed)
            change = Change(article_id, path, article.title, None, managed.content, as_known(managed))
            action = await self._carry_out("restore", person, _subject(article), [change])
        return Done(action, article)

    async def undo(self, person: Person) -> Action:
        """Take back the last that *person* did. Raises: ReaderError when nothing is left, or it was built upon.

        What is very much goes back in parts, and is marked with the last: where the database fails in the middle,
        the next undo takes back the rest.
        """
        since = self.clock() - timedelta(days=BIN_DAYS)
        last = await self.records.last_action(person.id, since)
        if last is None:
            raise ReaderError("editing.nothing_to_undo")
        async with self._alone():
            async for past in self._past(last.id):  # all of it can be taken back, or nothing is
                await self._backs(last, past)
            action: int | None = None
            is_last = False
            after = ""
            while not is_last:
                past = await self.records.past(last.id, after, BATCH)
                is_last, after = len(past) < BATCH, past[-1].article if past else ""
                action = await self._carry_out(
                    "undo",
                    person,
                    last.subject,
                    await self._backs(last, past),
                    more_of=action,
                    undoes=last.id if is_last else None,
                )
        return last

    async def _past(self, action: int) -> AsyncIterator[list[Past]]:
        after = ""
        while past := await self.records.past(action, after, BATCH):
            yield past
            after = past[-1].article

    async def _backs(self, action: Action, some: Sequence[Past]) -> list[Change]:
        known = await self.records.known([past.article for past in some])
        in_parts = action.articles > BATCH
        backs = [await self._back(past, known.get(past.article), in_parts=in_parts) for past in some]
        return [change for change in backs if change is not None]

    async def _back(self, past: Past, known: ManagedArticle | None, *, in_parts: bool) -> Change | None:
        """The change that takes *past* back; None where an undo *in parts* that was cut off did so."""
        path = self.corpus.path_of(past.article) or past.path
        content = await asyncio.to_thread(self._disk.content_of, path)
        found = fingerprint(content) if content is not None else ""
        if in_parts and found == past.fingerprint_before != past.fingerprint_after:
            return None
        if found != past.fingerprint_after:
            raise ReaderError("editing.built_upon", id=past.article)
        title = known.title if known else past.article
        return Change(past.article, path, title, content, past.before, as_known(known))

    async def _change(self, article: Article, base: str) -> Change:
        known = (await self.records.known([article.id])).get(article.id)
        path, content = await self._file(article.id)
        if not base:
            if self._is_there(article.id, known):
                await self._catch_up({} if known is None else {article.id: known})
                raise ReaderError("editing.taken")
            return self._new(article, known)
        if content is None or fingerprint(content) != base or await self._is_past(known, base):
            raise ReaderError("editing.overtaken")
        return Change(article.id, path, article.title, content, written(article), as_known(known))

    async def _is_past(self, known: ManagedArticle | None, base: str) -> bool:
        """Whether the desk has put another text in the place of the one of that fingerprint, which is still here."""
        if known is None or known.state != "live" or known.fingerprint == base:
            return False
        return base in (await self.records.fingerprints([known.article])).get(known.article, set())

    def _is_there(self, article_id: str, known: ManagedArticle | None) -> bool:
        """Whether there is an article of that id: in this process's copy, or in the record, which decides."""
        return self.corpus.path_of(article_id) is not None or (known is not None and known.state == "live")

    async def _catch_up(self, known: Mapping[str, ManagedArticle]) -> None:
        """Take in what another process published and this one has not seen yet; the caller holds `busy`."""
        unseen = [
            one for one in known.values() if one.state == "live" and self.corpus.path_of(one.article) is None
        ]
        if unseen:
            texts = await self.records.fingerprints([one.article for one in unseen])
            await asyncio.to_thread(self._settle, unseen, texts)
            await self._take_in([one.path for one in unseen])

    def _new(self, article: Article, known: ManagedArticle | None) -> Change:
        path = self._free(known.path if known else file_name(article.id), known)
        return Change(article.id, path, article.title, None, written(article), as_known(known))

    def _free(self, path: str, known: ManagedArticle | None) -> str:
        """*path*, or one like it where something else is already."""
        stem, number = path.removesuffix(".md"), 1
        while self._disk.is_taken(path) and not (known and known.path == path and known.state == "live"):
            number += 1
            path = f"{stem}-{number}.md"
        return path

    async def _carry_out(
        self,
        kind: Kind,
        person: Person,
        subject: str,
        changes: Sequence[Change],
        *,
        more_of: int | None = None,
        undoes: int | None = None,
    ) -> int:
        """The three steps of the order above; the caller holds `busy`."""
        self.require_writable()
        with ExitStack() as stack:
            place = await asyncio.to_thread(self._prepare, stack, changes)
            try:
                action = await self.records.record(
                    kind, person, subject, changes, more_of=more_of, undoes=undoes
                )
            except StoreUnavailable as fault:
                if fault.in_doubt:  # it may have happened: then the rest of it does, as soon as that is known
                    ids = [change.article for change in changes]
                    await self.records.afterwards(lambda: self._make_so(ids))
                raise
            await asyncio.to_thread(self._place, place)
        await self._take_in([change.path for change in changes])
        return action

    async def _make_so(self, ids: Sequence[str]) -> None:
        """Make folder and index like the database has these articles."""
        async with self._busy:
            known = await self.records.known(ids)
            texts = await self.records.fingerprints(ids)
            await self._take_in(await asyncio.to_thread(self._settle, list(known.values()), texts))

    def _prepare(self, stack: ExitStack, changes: Sequence[Change]) -> list[Callable[[], None]]:
        def prepare(change: Change) -> Callable[[], None]:
            if change.after is None:
                return lambda: self._disk.discard(change.path)
            return stack.enter_context(self._disk.prepared(change.path, change.after))

        with ThreadPoolExecutor(HANDS if len(changes) > 1 else 1) as hands:
            return list(hands.map(prepare, changes))

    @staticmethod
    def _place(places: Sequence[Callable[[], None]]) -> None:
        with ThreadPoolExecutor(HANDS if len(places) > 1 else 1) as hands:
            for _ in hands.map(lambda place: place(), places):
                pass

    async def _take_in(self, paths: Sequence[str]) -> None:
        await self._intake.take_in("desk", await asyncio.to_thread(self.corpus.look_at, paths))

    async def reread(self) -> None:
        """Look at every refused file again, changed or not."""
        async with self._busy:
            await self._take_in(list(self.corpus.refused))

    async def note(self, kind: Kind, person: Person, subject: str) -> None:
        """Write down what was done to no article: who became an editor, and who is none any more."""
        await self.records.note(kind, person, subject)

    # -- starting

    async def settle(self) -> int:
        """Make the folder like the database, by the rule above; how many files that took.

        Raises: CorpusError when the disk refuses.
        """
        if not self.writes:
            return 0
        async with self._busy:
            await asyncio.to_thread(self._disk.sweep)
            settled, after = 0, ""
            while page := await self.records.page(after, BATCH):
                after = page[-1].article
                texts = await self.records.fingerprints([managed.article for managed in page])
                paths = await asyncio.to_thread(self._settle, page, texts)
                if paths:
                    await self._take_in(paths)
                settled += len(paths)
        if settled:
            log.info("desk settled=%d", settled)
        return settled

    async def forget_old(self) -> None:
        """Drop what has been in the bin for BIN_DAYS, and the texts that only an undo would have needed."""
        await self.records.forget_before(self.clock() - timedelta(days=BIN_DAYS))

    def _settle(self, page: Sequence[ManagedArticle], texts: dict[str, set[str]]) -> list[str]:
        changed: list[Change] = []
        for managed in page:
            try:
                content = self._disk.content_of(managed.path)
            except CorpusError as fault:
                log.warning("desk: article=%s left alone: %s", managed.article, fault)
                continue
            found = fingerprint(content) if content is not None else ""
            wanted = managed.fingerprint if managed.state == "live" else ""
            if found == wanted:
                continue
            if found and found not in texts.get(managed.article, set()) | {managed.fingerprint}:
                log.info("desk: article=%s is somebody's own work in the folder", managed.article)
                continue
            after = managed.content if managed.state == "live" else None
            changed.append(Change(managed.article, managed.path, managed.title, content, after, None))
        with ExitStack() as stack:
            self._place(self._prepare(stack, changed))
        return [change.path for change in changed]


def _subject(article: Article) -> str:
    return f"{article.id} {article.title}"
