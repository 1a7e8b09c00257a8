"""Chats: what is kept of each that subscribed or was greeted."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.adapters.database.engine import Database
from bot.adapters.database.schema import chats, clean, manners, subscriptions
from bot.digests.quiet import Quiet, stored_quiet
from bot.digests.subscription import HOURLY, Chat
from bot.i18n import Language

LONGEST_TITLE = 200


class Chats:
    """The chats by their ids."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def meet(self, id: int, kind: str, title: str, language: Language) -> Chat:
        """Keep a chat, or its new title. The language is kept as it first was; `speak` changes it."""
        statement = self._database.insert(chats).values(
            id=id,
            kind=kind,
            title=clean(title)[:LONGEST_TITLE],
            language=language,
            greeted=False,
        )
        statement = statement.on_conflict_do_update(
            index_elements=[chats.c.id],
            set_={"kind": statement.excluded.kind, "title": statement.excluded.title},
        )
        async with self._database.write() as connection:
            return _chat((await connection.execute(statement.returning(chats))).one())

    async def get(self, id: int) -> Chat | None:
        async with self._database.read() as connection:
            row = (await connection.execute(select(chats).where(chats.c.id == id))).one_or_none()
        return None if row is None else _chat(row)

    async def speak(self, id: int, language: Language) -> None:
        """The chat's language from now on."""
        await self._change(id, language=language)

    async def move_zone(self, id: int, zone: str) -> None:
        """The chat's time zone from now on; its subscriptions keep theirs."""
        await self._change(id, zone=zone)

    async def hush(self, id: int, quiet: Quiet | None) -> None:
        """The chat's quiet hours from now on; None: it has none."""
        await self._change(id, quiet=None if quiet is None else str(quiet))

    async def pace(self, id: int, hourly: int) -> None:
        """How many messages of watches the chat gets in an hour from now on."""
        await self._change(id, hourly=hourly)

    async def greet(self, id: int) -> bool:
        """Whether the chat is to be greeted: True once, however often the bot is added."""
        async with self._database.write() as connection:
            greeted = await connection.execute(
                update(chats).where(chats.c.id == id, chats.c.greeted.is_(False)).values(greeted=True)
            )
            return greeted.rowcount > 0

    async def move(self, old: int, new: int) -> None:
        """A group became a supergroup: all that is kept for *old* is kept for *new*. Again is no harm."""
        async with self._database.write() as connection:
            await move_chat(self._database, connection, old, new)

    async def _change(self, id: int, **values: object) -> None:
        async with self._database.write() as connection:
            await connection.execute(update(chats).where(chats.c.id == id).values(**values))


def _chat(row: Row[Any]) -> Chat:
    return Chat(
        row.id,
        row.kind,
        row.title,
        row.language,
        row.zone,
        stored_quiet(row.quiet),
        row.hourly or HOURLY,
    )


async def move_chat(database: Database, connection: AsyncConnection, old: int, new: int) -> None:
    """As `Chats.move`, within a transaction."""
    known = (await connection.execute(select(manners.c.chat).where(manners.c.chat == new))).one_or_none()
    if known is None:  # what the supergroup has chosen itself holds
        await connection.execute(update(manners).where(manners.c.chat == old).values(chat=new))
    row = (await connection.execute(select(chats).where(chats.c.id == old))).one_or_none()
    if row is None:
        return
    kept = {**row._asdict(), "id": new, "kind": "supergroup", "greeted": True}  # it is no new acquaintance
    statement = database.insert(chats).values(**kept)
    # a supergroup that has spoken to us already is known; what the group had set still holds
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=[chats.c.id],
            set_={name: kept[name] for name in ("language", "zone", "greeted", "quiet", "hourly")},
        )
    )
    await connection.execute(update(subscriptions).where(subscriptions.c.chat == old).values(chat=new))
    await connection.execute(delete(chats).where(chats.c.id == old))
