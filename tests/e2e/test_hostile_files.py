"""What an editor sends may be broken or made to do harm: a polite line says so, and everybody else is answered."""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator
from random import Random

import pytest
import pytest_asyncio

from bench.mutated_files import mutated
from tests.dialog import Voice
from tests.e2e.desk import Desk, open_desk
from tests.emulator import Emulator

SLOW_PAGE = ("<p " + " ".join(f"a{n}='x'" for n in range(400_000)) + ">한빛시").encode()
ENDED_S = 30.0  # a page has 10 s; the machine may be busy


async def fetch(url: str) -> tuple[bytes, str]:
    return SLOW_PAGE, url


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    async with Emulator() as telegram, open_desk(tmp_path_factory.mktemp("d"), telegram, fetch=fetch) as desk:
        yield desk


@pytest.mark.parametrize("way", ["document", "address"])
async def test_a_page_that_takes_for_ever_is_refused_and_nobody_waits(desk: Desk, way: str) -> None:
    if way == "document":
        await desk.owner.sends("page.html", SLOW_PAGE)
    else:
        await desk.owner.says("/add https://slow.example/1")
    reader = Voice.of(desk.telegram, "독자")
    await reader.says("/help")
    await reader.hears(timeout_s=5.0)
    refusal = await desk.owner.hears("기사로 넣을 수 없어요", timeout_s=ENDED_S)
    assert any(reason in refusal.text for reason in ("너무 오래", "메모리", "찾지 못했어요"))


async def test_a_bundle_of_broken_files_is_told_file_by_file(desk: Desk) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        chance = Random(5)
        for number in range(60):
            bundle.writestr(f"{number}.md", mutated(chance))
        bundle.writestr("loop.md", b"---\n---x")
        bundle.writestr("dear.md", b"# \xeb\x8b\xa4\xeb\xa6\xac\n\nx", zipfile.ZIP_LZMA)
        bundle.writestr("good.md", "# 좋은 글 하나\n\n한빛시가 좋은 글 하나를 냈다.".encode())
    await desk.owner.sends("묶음.zip", packed.getvalue())
    assert "읽지 못한 파일" in (await desk.owner.hears("묶음 «", timeout_s=ENDED_S)).text


@pytest.mark.parametrize("seed", range(12))
async def test_any_broken_document_has_an_answer(desk: Desk, seed: int) -> None:
    await desk.owner.sends(f"{seed}.md", mutated(Random(seed)))
    heard = await desk.owner.hears(timeout_s=ENDED_S)
    assert "오류" not in heard.text


async def test_a_field_of_no_calendar_is_asked_for_again(desk: Desk) -> None:
    await desk.owner.says("/add 다리가 열렸다\n\n한빛시가 다리를 열었다고 밝혔다.")
    proof = await desk.owner.hears("게시 전에")
    await desk.owner.presses("게시", on=proof)
    article_id = (await desk.owner.hears("게시했어요")).marked("code")[0]
    for date in ("2026-03-05T09:00:00+99:00", "99999-01-01", "9" * 400):
        await desk.owner.says(f"/edit {article_id} 날짜: {date}")
        assert "날짜" in (await desk.owner.hears("날짜")).text
