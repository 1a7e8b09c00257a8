"""What only a test that holds the index can bring about."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.newsroom import Newsroom
from bot.search.hit import Results
from tests.dialog import Voice
from tests.e2e.inside import at_work
from tests.emulator import Emulator
from tests.fakes import FakeAnswers, FakeIndex, FakeSavedQueries, some_articles


class HeldIndex(FakeIndex):
    """Searches for `느린` wait until *let_go* is set."""

    def __init__(self) -> None:
        super().__init__(some_articles())
        self.let_go = threading.Event()

    def search(self, text: str, *more: Any, **named: Any) -> Results:
        if "느린" in text:
            assert self.let_go.wait(30)
        return super().search(text, *more, **named)


@pytest.fixture
def index() -> HeldIndex:
    return HeldIndex()


@pytest.fixture
def queries() -> FakeSavedQueries:
    return FakeSavedQueries()


@pytest_asyncio.fixture(loop_scope="session")
async def telegram(index: HeldIndex, queries: FakeSavedQueries) -> AsyncIterator[Emulator]:
    async with Emulator() as telegram, at_work(telegram, Newsroom(index), queries, FakeAnswers()):
        yield telegram
    assert [] == telegram.violations


async def test_a_slow_search_does_not_keep_others_waiting(telegram: Emulator, index: HeldIndex) -> None:
    alice, bob = Voice.of(telegram, "앨리스"), Voice.of(telegram, "밥")
    await alice.says("/search 느린 로봇")
    await bob.says("/search 로봇")
    assert "로봇" in (await bob.hears()).text
    assert [] == alice.unheard()
    index.let_go.set()
    assert "로봇" in (await alice.hears()).text


async def test_a_fault_of_ours_is_told_with_a_number_and_the_next_question_works(
    telegram: Emulator, index: HeldIndex, caplog: pytest.LogCaptureFixture
) -> None:
    alice = Voice.of(telegram, "앨리스")
    index.fault = ZeroDivisionError("somewhere deep")
    await alice.says("/search 로봇")
    heard = await alice.hears()
    index.fault = None
    await alice.says("/search 로봇")

    (number,) = heard.marked("code")
    assert number in caplog.text
    assert "somewhere deep" not in heard.text
    assert "로봇" in (await alice.hears()).text


async def test_a_button_whose_search_was_forgotten_says_so(
    telegram: Emulator, queries: FakeSavedQueries
) -> None:
    alice = Voice.of(telegram, "앨리스")
    await alice.says("/search 로봇")
    await alice.hears()
    queries.texts.clear()
    assert "다시 찾아" in (await alice.presses("▶")).text


async def test_many_readers_at_once_are_all_answered(telegram: Emulator) -> None:
    readers = [Voice.of(telegram, f"독자{i}") for i in range(60)]
    for one in readers:
        await one.says("/search 로봇")
    answers = await asyncio.gather(*(one.hears() for one in readers))
    assert {"로봇" in heard.text for heard in answers} == {True}
