"""An emulator and the library's own client beside it, without a bot."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from tests.emulator import Emulator


class Hands:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1_767_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
async def telegram(clock: Hands) -> AsyncIterator[Emulator]:
    async with Emulator(clock) as emulator:
        yield emulator


@pytest.fixture
async def bot(telegram: Emulator, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # RetryAfter.retry_after as it will be, without a warning
    base = {"base_url": f"{telegram.url}/bot", "base_file_url": f"{telegram.url}/file/bot"}
    async with Bot(telegram.token, **base) as client:
        yield client
