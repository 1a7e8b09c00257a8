"""The desk's articles and actions: `bot.editing.history.Records`, in SQL that both databases understand."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.adapters.database.chunks import chunks, update_where
from bot.adapters.database.editing_tables import audit_changes, audit_log, managed_articles
from bot.adapters.database.engine import Database
from bot.adapters.database.schema import clean
from bot.editing.history import Action, Change, Kind, ManagedArticle, Past, Person, State
from bot.editing.manuscript import fingerprint
from bot.errors import ReaderError

DESK_LOCK = 0x736F736964  # who writes as an editor does so alone
SUBJECT_CHARS = 300
UNDOABLE = ("add", "edit", "remove", "restore")


class DeskRecords:
    """See `bot.editing.history.Records` for what each method promises."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def known(self, ids: Sequence[str]) -> dict[str, ManagedArticle]:
        found: dict[str, ManagedArticle] = {}
        async with self._database.read() as connection:
            for some in chunks(ids):
                rows = select(managed_articles).where(managed_articles.c.article.in_(some))
                found |= {row.article: _managed(row) for row in await connection.execute(rows)}
        return found

    async def record(
        self,
        kind: Kind,
        person: Person,
        subject: str,
        changes: Sequence[Change],
        *,
        more_of: int | None = None,
        undoes: int | None = None,
    ) -> int:
        async with self._database.write() as connection:
            await self._database.lock(connection, DESK_LOCK)
            await self._check(connection, changes)
            if undoes is not None:
                undone = await connection.execute(
                    update(audit_log)
                    .where(audit_log.c.id == undoes, audit_log.c.undone.is_(False))
                    .values(undone=True)
                )
                if not undone.rowcount:
                    raise ReaderError("editing.nothing_to_undo")
            action = await self._action(connection, kind, person, subject, len(changes), more_of)
            if changes:
                await self._write(connection, action, changes)
        return action

    async def note(self, kind: Kind, person: Person, subject: str) -> None:
        async def write() -> None:
            await self.record(kind, person, subject, [])

        await self._database.eventually(write)

    async def afterwards(self, work: Callable[[], Awaitable[None]]) -> None:
        self._database.afterwards(work)

    async def _check(self, connection: AsyncConnection, changes: Sequence[Change]) -> None:
        ids = [change.article for change in changes]
        columns = (managed_articles.c.article, managed_articles.c.state, managed_articles.c.fingerprint)
        rows: dict[str, tuple[State, str]] = {}
        for some in chunks(ids):
            found = await connection.execute(select(*columns).where(managed_articles.c.article.in_(some)))
            rows |= {row.article: (row.state, row.fingerprint) for row in found}
        if any(rows.get(change.article) != change.known for change in changes):
            raise ReaderError("editing.overtaken")

    async def _action(
        self,
        connection: AsyncConnection,
        kind: Kind,
        person: Person,
        subject: str,
        articles: int,
        more_of: int | None,
    ) -> int:
        if more_of is not None:
            await connection.execute(
                update(audit_log)
                .where(audit_log.c.id == more_of)
                .values(articles=audit_log.c.articles + articles)
            )
            return more_of
        made = await connection.execute(
            audit_log.insert()
            .values(
                kind=kind,
                person=person.id,
                name=clean(person.name)[:100],
                subject=clean(subject)[:SUBJECT_CHARS],
                articles=articles,
                undone=False,
                at=self._clock(),
            )
            .returning(audit_log.c.id)
        )
        return int(made.scalar_one())

    async def _write(self, connection: AsyncConnection, action: int, changes: Sequence[Change]) -> None:
        now = self._clock()
        articles = [
            {
                "article": change.article,
                "path": change.path,
                "state": "binned" if change.after is None else "live",
                "fingerprint": fingerprint(_content(change)),
                "content": _content(change),
                "title": clean(change.title),
                "at": now,
            }
            for change in changes
        ]
        statement = self._database.insert(managed_articles)
        columns = ("path", "state", "fingerprint", "content", "title", "at")
        statement = statement.on_conflict_do_update(
            index_elements=[managed_articles.c.article],
            set_={name: statement.excluded[name] for name in columns},
        )
        await connection.execute(statement, articles)
        await connection.execute(
            audit_changes.insert(),
            [
                {
                    "action": action,
                    "article": change.article,
                    "path": change.path,
                    "before": change.before,
                    "fingerprint_before": _fingerprint(change.before),
                    "fingerprint_after": _fingerprint(change.after),
                }
                for change in changes
            ],
        )

    async def page(self, after: str, limit: int) -> list[ManagedArticle]:
        statement = select(managed_articles).where(managed_articles.c.article > after)
        async with self._database.read() as connection:
            found = await connection.execute(statement.order_by(managed_articles.c.article).limit(limit))
            return [_managed(row) for row in found]

    async def fingerprints(self, ids: Sequence[str]) -> dict[str, set[str]]:
        columns = (
            audit_changes.c.article, audit_changes.c.fingerprint_before, audit_changes.c.fingerprint_after,
        )  # fmt: skip
        texts: dict[str, set[str]] = {}
        async with self._database.read() as connection:
            for some in chunks(ids):
                for row in await connection.execute(
                    select(*columns).where(audit_changes.c.article.in_(some))
                ):
                    prints = {row.fingerprint_before, row.fingerprint_after} - {""}
                    texts.setdefault(row.article, set()).update(prints)
        return texts

    async def last_action(self, person: int, since: datetime) -> Action | None:
        statement = select(audit_log).where(
            audit_log.c.person == person,
            audit_log.c.undone.is_(False),
            audit_log.c.kind.in_(UNDOABLE),
            audit_log.c.at >= since,
        )
        async with self._database.read() as connection:
            found = await connection.execute(statement.order_by(audit_log.c.id.desc()).limit(1))
            row = found.one_or_none()
        return None if row is None else _action(row)

    async def actions(self, limit: int, offset: int) -> list[Action]:
        statement = select(audit_log).order_by(audit_log.c.id.desc()).limit(limit).offset(offset)
        async with self._database.read() as connection:
            return [_action(row) for row in await connection.execute(statement)]

    async def past(self, action: int, after: str, limit: int) -> list[Past]:
        statement = select(audit_changes).where(
            audit_changes.c.action == action, audit_changes.c.article > after
        )
        async with self._database.read() as connection:
            found = await connection.execute(statement.order_by(audit_changes.c.article).limit(limit))
            return [
                Past(row.article, row.path, row.before, row.fingerprint_before, row.fingerprint_after)
                for row in found
            ]

    async def binned(self, limit: int) -> list[ManagedArticle]:
        statement = select(managed_articles).where(managed_articles.c.state == "binned")
        async with self._database.read() as connection:
            found = await connection.execute(
                statement.order_by(managed_articles.c.at.desc(), managed_articles.c.article).limit(limit)
            )
            return [_managed(row) for row in found]

    async def forget_before(self, when: datetime) -> None:
        """The bin's old texts, and those that only an undo would have needed. Fingerprints stay."""
        old = select(audit_log.c.id).where(audit_log.c.at < when)
        binned = and_(managed_articles.c.state == "binned", managed_articles.c.at < when)
        await update_where(self._database, managed_articles, binned, {"state": "forgotten", "content": b""})
        needless = and_(audit_changes.c.before.is_not(None), audit_changes.c.action.in_(old))
        await update_where(self._database, audit_changes, needless, {"before": None})


def _content(change: Change) -> bytes:
    """What is to be kept of it: the text it has, or had when it went into the bin."""
    content = change.before if change.after is None else change.after
    return content or b""


def _fingerprint(content: bytes | None) -> str:
    return "" if content is None else fingerprint(content)


def _managed(row: Row[Any]) -> ManagedArticle:
    return ManagedArticle(row.article, row.path, row.state, row.fingerprint, row.content, row.title, row.at)


def _action(row: Row[Any]) -> Action:
    return Action(
        row.id, row.kind, Person(row.person, row.name), row.subject, row.articles, row.undone, row.at
    )
