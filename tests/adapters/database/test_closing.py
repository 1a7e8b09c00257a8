"""The end of a process: what was cut short is put back before the database is closed, and is not told as a fault."""

from __future__ import annotations

import asyncio

import pytest

from bot.adapters.database.store import Store


async def test_closing_waits_for_a_transaction_that_is_being_given_up(
    database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    store = await Store.open(database_url)
    database, begun = store.database, asyncio.Event()
    pool = database.engine.pool

    async def work() -> None:
        async with database.read():
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(work())
    await begun.wait()
    assert 1 == pool.checkedout()  # type: ignore[attr-defined]
    task.cancel()
    await store.close()
    assert 0 == pool.checkedout()  # type: ignore[attr-defined]
    assert [] == [record for record in caplog.records if record.levelname == "ERROR"]
    with pytest.raises(asyncio.CancelledError):
        await task
