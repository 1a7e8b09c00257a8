"""A paper at work in the morning of its first day, and the news that it has for its subscribers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.dialog import Voice
from tests.e2e.paper import Paper, open_paper

NEWS = ("노면전차 2호선 달린다", "남쪽 바다 수온 오른다")


@pytest_asyncio.fixture(loop_scope="session")
async def paper(tmp_path: Path) -> AsyncIterator[Paper]:
    """The bot at work, an article there since before its first start."""
    async with open_paper(f"sqlite:///{tmp_path}/sosik.db") as paper:
        await paper.publish("옛날 소식")
        async with paper.at_work():
            yield paper


def voice(paper: Paper, name: str = "앨리스", language: str = "ko", username: str = "") -> Voice:
    return Voice.of(paper.telegram, name, language, username)
