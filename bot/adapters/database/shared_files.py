"""The files of all copies' folders, in the order in which they changed; see `bot.ingest.exchange`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import func, select

from bot.adapters.database.engine import Database
from bot.adapters.database.schema import marks
from bot.adapters.database.sharing_tables import shared_files
from bot.editing.manuscript import fingerprint
from bot.ingest.ports import SharedFile

FILES_LOCK = 0x736F73696E  # sequence numbers become visible in their order, whoever writes
MARK = "shared files"
CHUNK = 200


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

    async def contents(self, paths: Sequence[str]) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        columns = (shared_files.c.path, shared_files.c.content)
        async with self._database.read() as connection:
            for start in range(0, len(paths), CHUNK):
                keys = [_key(path) for path in paths[start : start + CHUNK]]
                statement = select(*columns).where(
                    shared_files.c.sha256.in_(keys), shared_files.c.content.is_not(None)
                )
                found.update((row.path, row.content) for row in await connection.execute(statement))
        return found

    async def put(self, files: Sequence[tuple[str, bytes | None]]) -> None:
        new = {path: "" if content is None else fingerprint(content) for path, content in files}
        async with self._database.write() as connection:
            await self._database.lock(connection, FILES_LOCK)
            known = select(shared_files.c.path, shared_files.c.fingerprint)
            rows = await connection.execute(
                known.where(shared_files.c.sha256.in_([_key(one) for one in new]))
            )
            there = {row.path: row.fingerprint for row in rows}
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


def _key(path: str) -> str:
    return hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()
