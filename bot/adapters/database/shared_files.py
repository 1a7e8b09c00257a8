"""The files of all copies' folders, in the order in which they changed; see `bot.ingest.exchange`."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import accumulate
from typing import Any

from sqlalchemy import Select, func, select

from bot.adapters.database.chunks import CHUNK, chunks
from bot.adapters.database.engine import Database
from bot.adapters.database.schema import marks
from bot.adapters.database.sharing_tables import shared_files
from bot.editing.manuscript import fingerprint
from bot.ingest.ports import SharedFile

FILES_LOCK = 0x736F73696E  # sequence numbers become visible in their order, whoever writes
MARK = "shared files"
MOST_BYTES = 8_000_000  # read at once


class SharedFiles:
    """See `bot.ingest.ports.SharedFiles` for what each method promises."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    async def series(self) -> str:
        async with self._database.write() as connection:
            await self._database.lock(connection, FILES_LOCK)
            begun = (await connection.execute(select(marks.c.at).where(marks.c.name == MARK))).scalar()
            is_empty = (await connection.execute(select(shared_files.c.seq).limit(1))).first() is None
            if begun is None or is_empty:
                begun = self._clock()
                statement = self._database.insert(marks).values(name=MARK, at=begun)
                await connection.execute(
                    statement.on_conflict_do_update(index_elements=[marks.c.name], set_={"at": begun})
                )
        return str(begun.isoformat())

    async def after(self, seq: int, limit: int) -> list[SharedFile]:
        columns = (shared_files.c.path, shared_files.c.fingerprint, shared_files.c.seq)
        statement = select(*columns).where(shared_files.c.seq > seq).order_by(shared_files.c.seq)
        async with self._database.read() as connection:
            return [SharedFile(*row) for row in await connection.execute(statement.limit(limit))]

    async def contents(self, paths: Sequence[str]) -> dict[str, bytes | None]:
        some = paths[:CHUNK]
        columns = (shared_files.c.path, func.coalesce(func.length(shared_files.c.content), 0))
        async with self._database.read() as connection:
            sizes = {path: size for path, size in await connection.execute(_named(some, *columns))}
            running = list(accumulate(sizes.get(path, 0) for path in some))
            some = some[: max(1, bisect_right(running, MOST_BYTES))]
            rows = await connection.execute(_named(some, shared_files.c.path, shared_files.c.content))
            found = {path: content for path, content in rows}
        return {path: found.get(path) for path in some}

    async def put(self, files: Sequence[tuple[str, bytes | None]]) -> None:
        new = {path: "" if content is None else fingerprint(content) for path, content in files}
        async with self._database.write() as connection:
            await self._database.lock(connection, FILES_LOCK)
            there: dict[str, str] = {}
            for some in chunks(list(new)):
                known = _named(some, shared_files.c.path, shared_files.c.fingerprint)
                there |= {path: mark for path, mark in await connection.execute(known)}
            last = (await connection.execute(select(func.max(shared_files.c.seq)))).scalar() or 0
            changed = [(path, content) for path, content in files if there.get(path, "") != new[path]]
            if not changed:
                return
            values = [
                {"sha256": _key(path), "path": path, "fingerprint": new[path], "content": content, "seq": seq}
                for seq, (path, content) in enumerate(changed, last + 1)
            ]
            statement = self._database.insert(shared_files)
            names = ("fingerprint", "content", "seq")
            statement = statement.on_conflict_do_update(
                index_elements=[shared_files.c.sha256],
                set_={name: statement.excluded[name] for name in names},
            )
            await connection.execute(statement, values)
            await self._database.notify(connection)


def _named(paths: Sequence[str], *columns: Any) -> Select[Any]:
    return select(*columns).where(shared_files.c.sha256.in_([_key(path) for path in paths]))


def _key(path: str) -> str:
    return hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()
