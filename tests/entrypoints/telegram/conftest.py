"""The stage on which the dialogues are played."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.entrypoints.telegram.stage import Stage


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    stage = Stage()
    await stage.app.initialize()
    yield stage
    await stage.app.shutdown()
