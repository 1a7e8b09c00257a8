"""How chats want to be spoken to, as they have said with /language."""

from __future__ import annotations

from sqlalchemy import select

from bot.adapters.database.engine import Database
from bot.adapters.database.schema import manners
from bot.digests.subscription import Manners


class ChatManners:
    """The manners of chats by their ids."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, chat: int) -> Manners:
        """What *chat* has chosen; that of every chat where it has chosen nothing."""
        statement = select(manners.c.language, manners.c.silent).where(manners.c.chat == chat)
        async with self._database.read() as connection:
            row = (await connection.execute(statement)).one_or_none()
        return Manners() if row is None else Manners(row.language, row.silent)

    async def keep(self, chat: int, chosen: Manners) -> None:
        """*chat* has chosen."""
        values = {"language": chosen.language, "silent": chosen.silent}
        statement = self._database.insert(manners).values(chat=chat, **values)
        statement = statement.on_conflict_do_update(index_elements=[manners.c.chat], set_=values)
        async with self._database.write() as connection:
            await connection.execute(statement)
