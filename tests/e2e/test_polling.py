"""Updates that are polled while the database is away: answered once, kept by Telegram until then, and nobody waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Literal

import pytest
import pytest_asyncio

from bot.entrypoints.telegram.polling import MOST_FOUND
from bot.errors import StoreUnavailable
from bot.newsroom import Newsroom
from tests.dialog import Voice
from tests.e2e.inside import at_work
from tests.e2e.test_inside import HeldIndex, index
from tests.emulator import Emulator
from tests.fakes import FakeAnswers, FakeInbox, FakeSavedQueries

__all__ = ["index"]


class Away(FakeInbox):
    """An inbox whose database is away until it is back."""

    def __init__(self) -> None:
        super().__init__()
        self.is_back, self.recorded = False, Counter[int]()

    async def put(
        self, came: Sequence[tuple[int, int, str]], owner: str = "", most: int = 1_000
    ) -> list[Literal["claimed", "waits", "known"]]:
        if not self.is_back:
            raise StoreUnavailable("away", datetime.now(UTC))
        self.recorded.update(id for id, _, _ in came)
        return await super().put(came, owner, most)


@pytest.fixture
def inbox() -> Away:
    return Away()


@pytest_asyncio.fixture(loop_scope="session")
async def telegram(inbox: Away, index: HeldIndex) -> AsyncIterator[Emulator]:
    newsroom, queries = Newsroom(index), FakeSavedQueries()
    async with Emulator() as telegram, at_work(telegram, newsroom, queries, FakeAnswers(), inbox=inbox):
        yield telegram
    assert [] == telegram.violations


async def test_what_is_not_answered_yet_is_kept_by_telegram_and_confirmed_once_it_is(
    telegram: Emulator, index: HeldIndex
) -> None:
    alice, bob = Voice.of(telegram, "앨리스"), Voice.of(telegram, "밥")
    await alice.says("/search 느린 로봇")
    await telegram.until(lambda: telegram.sent("sendChatAction", alice.id), why="the search under way")
    for _ in range(3):
        await bob.says("/search 로봇")
        await bob.hears("로봇")
    assert alice.id == telegram.world.updates[0]["message"]["chat"]["id"]
    index.let_go.set()
    await alice.hears("로봇")
    await telegram.until(lambda: not telegram.world.updates, why="all of it confirmed")
    assert [1, 3] == [len(telegram.sent(chat_id=one.id)) for one in (alice, bob)]


async def test_what_comes_behind_it_once_the_database_is_back_is_recorded_once(
    telegram: Emulator, inbox: Away, index: HeldIndex
) -> None:
    alice, bob = Voice.of(telegram, "앨리스"), Voice.of(telegram, "밥")
    await alice.says("/search 느린 로봇")
    await telegram.until(lambda: telegram.sent("sendChatAction", alice.id), why="the search under way")
    inbox.is_back = True
    for _ in range(2):
        await bob.says("/search 로봇")
        await bob.hears("로봇")
        polls = telegram.polls
        await telegram.until(lambda polls=polls: telegram.polls > polls + 1, why="other looks")  # type: ignore[misc]
    index.let_go.set()
    await alice.hears("로봇")
    await telegram.until(lambda: not telegram.world.updates, why="all of it confirmed")
    assert [1, 1] == list(inbox.recorded.values())
    assert 2 == len(telegram.sent(chat_id=bob.id))


async def test_nobody_waits_behind_as_many_as_telegram_tells_at_once(
    telegram: Emulator, index: HeldIndex
) -> None:
    alice = Voice.of(telegram, "앨리스")
    await alice.says("/search 느린 로봇")
    await telegram.until(lambda: telegram.sent("sendChatAction", alice.id), why="the search under way")
    room = Voice.into_group(telegram, "수다방", Voice.of(telegram, "밥"), bot="administrator")
    talkers = [room, Voice.of(telegram, "캐럴").at(room)]
    for n in range(MOST_FOUND):
        await talkers[n % 2].says(f"우리끼리 {n}")  # which the bot hears, and leaves alone
    asker = Voice.of(telegram, "독자")
    await asker.says("/start")
    await asker.hears()
    assert [] == alice.unheard()
    index.let_go.set()
    await alice.hears("로봇")
    assert [1, 1, 0] == [len(telegram.sent(chat_id=one.chat.id)) for one in (asker, alice, room)]
