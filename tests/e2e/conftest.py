"""Houses to talk in: one that a whole module shares, and fresh ones for what does damage."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.dialog import Voice
from tests.e2e.house import House, open_house

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of this folder runs in one event loop, since processes outlive a test here."""
    for item in items:
        if HERE in item.path.parents and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def _lasting(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with open_house(tmp_path_factory.mktemp("house")) as house:
        await house.start()
        yield house


@pytest_asyncio.fixture(loop_scope="session")
async def house(_lasting: House) -> AsyncIterator[House]:
    """`sosik run` at work, shared by the tests of a module: meet new people, leave no trace."""
    yield _lasting
    _lasting.check()


@pytest_asyncio.fixture(loop_scope="session")
async def fresh(tmp_path: Path) -> AsyncIterator[House]:
    """A house of one's own, to start Sosik in and to do with as one likes."""
    async with open_house(tmp_path) as house:
        yield house
        house.check()


@pytest.fixture
def alice(house: House) -> Voice:
    """A Korean reader who has not yet talked to the bot."""
    return Voice.of(house.telegram, "앨리스")


@pytest.fixture
def ann(house: House) -> Voice:
    """An English reader."""
    return Voice.of(house.telegram, "Ann", "en")
