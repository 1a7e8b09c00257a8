"""Editors and subscribers while the database cannot be used: a clear line, nothing half done, and it works again."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from tests.adapters.database.breaking import locked_file
from tests.dialog import Voice
from tests.e2e.desk import Desk, open_desk
from tests.e2e.editing import archive, publishes, story
from tests.emulator import Emulator
from tests.postgres_server import Server

LINE = "몇 분 뒤에 다시"
ENGLISH = "try again in a few minutes"


@dataclass
class Breakable:
    """A desk, and how its database goes away."""

    desk: Desk
    away: Callable[[], AbstractContextManager[None]]


@contextlib.contextmanager
def stopped(server: Server) -> Iterator[None]:
    server.stop()
    try:
        yield
    finally:
        server.start()


@pytest_asyncio.fixture(params=["locked file", "stopped server", "frozen server"], loop_scope="session")
async def breakable(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Breakable]:
    async with contextlib.AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(Emulator())
        if request.param == "locked file":
            desk = await stack.enter_async_context(open_desk(tmp_path, telegram))
            yield Breakable(desk, lambda: locked_file(tmp_path / "sosik.db"))
        else:
            server = Server()
            stack.callback(server.end)
            url = server.database("sosik_desk")
            desk = await stack.enter_async_context(open_desk(tmp_path, telegram, database_url=url))
            is_frozen = request.param == "frozen server"
            yield Breakable(desk, server.frozen if is_frozen else lambda: stopped(server))
        assert [] == telegram.violations


async def refused(voice: Voice, words: str, line: str = LINE) -> None:
    """Say *words*, and hear the line and nothing else."""
    await voice.says(words)
    assert line in (await voice.hears()).text, words


async def test_the_desk_refuses_whole_and_goes_on_where_it_was(breakable: Breakable) -> None:
    desk, owner = breakable.desk, breakable.desk.owner
    ann = Voice.of(desk.telegram, "Ann", "en")
    await owner.says(f"/add {story('은하동 도서관이 밤에도 문을 연다')}")
    there = await publishes(owner, await owner.hears("게시 전에"))
    await owner.says(f"/add {story('나루 시장에 등대가 섰다')}")
    proof = await owner.hears("게시 전에")
    await owner.sends(
        "묶음.zip", archive({f"{n}.md": story("별내골 우물에서 물이 솟았다").encode() for n in range(3)})
    )
    bundle = await owner.hears("묶음.zip")
    await owner.says(f"/remove {there}")
    removal = await owner.hears("지울까요")
    await owner.says("/subscribe 08:00")
    await owner.hears("구독했어요")
    owner.unheard()
    files, articles = desk.files(), len(desk.index)
    with breakable.away():
        await refused(owner, f"/add {story('모래섬 기차가 다시 달린다')}")
        assert LINE in (await owner.presses("게시", on=proof)).text
        assert LINE in (await owner.presses("지우기", on=removal)).text
        assert "게시" in next(heard.labels for heard in owner.screen() if heard.id == proof.id), (
            "it can be pressed again"
        )
        await owner.presses("게시", on=bundle)
        for words in ("/undo", f"/edit {there}", f"/remove {there}", f"/editors add {ann.id}"):
            await refused(owner, words)
        for words in ("/subscribe 09:00", "/watch 나룻배"):
            await refused(owner, words)
            await refused(ann, words, ENGLISH)
        for words in ("/restore", "/log", "/subscriptions", "/unsubscribe", "/rejected", "/editors"):
            await owner.says(words)  # what only reads may well be answered
            assert "번호를 알려" not in (await owner.hears()).text, words
        assert files == desk.files()
        assert articles == len(desk.index)
    await desk.store.database.availability.over()
    owner.unheard()
    published = await publishes(owner, proof)
    assert published == desk.best("나루 시장 등대")
    await owner.presses("게시", on=bundle)
    await owner.hears("3건을 게시했어요")
    assert articles + 4 == len(desk.index)
    await owner.says("/undo")
    await owner.hears("되돌렸어요")
    assert articles + 1 == len(desk.index)
    await owner.presses("지우기", on=removal)
    await owner.hears("지웠어요")
    assert there not in desk.found("은하동 도서관")
    await owner.says("/subscriptions")
    assert "08:00" in (await owner.hears()).text
    await owner.says(f"/editors add {ann.id}")
    await owner.hears("이제 편집자예요")
    assert ["appoint", "remove", "undo", "add", "add", "add"] == [
        one.kind for one in await desk.store.desk.actions(20, 0)
    ]
