"""The real Application in this process, polling the emulator: for tests that hold its index or its clock.

async with at_work(telegram, Newsroom(index), FakeSavedQueries(), FakeAnswers()):
    await alice.says("/search 로봇")
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Collection
from functools import partial
from typing import Any

from bot.entrypoints.telegram.application import build_application
from bot.entrypoints.telegram.polling import run_polling
from bot.entrypoints.telegram.ports import Answers, SavedQueries
from bot.entrypoints.telegram.services import ChatServices
from bot.entrypoints.telegram.worker import Inbox
from bot.newsroom import Newsroom
from tests.emulator import Emulator
from tests.fakes import worker_alone


@contextlib.asynccontextmanager
async def at_work(
    telegram: Emulator,
    newsroom: Newsroom,
    saved_queries: SavedQueries,
    answers: Answers,
    *,
    admin_ids: Collection[int] = (),
    inbox: Inbox | None = None,
    **more: Any,
) -> AsyncIterator[None]:
    """What `sosik run` runs, without its settings, folder and database; ended with its own means.

    more: of `ChatServices`.
    """
    stop = asyncio.Event()
    services = ChatServices(
        newsroom=newsroom, queries=saved_queries, answers=answers, admin_ids=frozenset(admin_ids), **more
    )
    build = partial(build_application, telegram.token, services)
    running = asyncio.create_task(run_polling(build, telegram.url, stop, worker_alone(inbox)))
    running.add_done_callback(lambda _: telegram.look_again())
    polls = telegram.polls
    await telegram.until(lambda: telegram.polls > polls or running.done(), why="the first getUpdates")
    try:
        yield
    finally:
        stop.set()
        await running
