"""A desk that a module's tests share, what its editors write and press, and the one page of its web."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.dialog import Heard, Voice
from tests.e2e.desk import Desk, open_desk
from tests.emulator import Emulator

SERIAL = itertools.count(1)
SUBJECTS = (
    "나루 시장에 등대가 섰다",
    "은하동 도서관이 밤에도 문을 연다",
    "도담천 왜가리가 돌아왔다",
    "솔빛 극장이 새 의자를 들였다",
    "별내골 우물에서 물이 솟았다",
    "모래섬 기차가 다시 달린다",
    "호수 공원에 그네가 생겼다",
    "언덕 빵집이 백 년을 맞았다",
)


PAGE = (
    "<html><head><title>솔숲 산책길에 벤치 열두 개</title><meta property='og:site_name' content='솔숲신문'>"
    "<meta property='article:published_time' content='2026-02-03'></head><body><nav>메뉴 홈 로그인</nav><article>"
    "<h1>솔숲 산책길에 벤치 열두 개</h1>"
    + "".join(
        f"<p>솔숲 산책길에 {i}번째 벤치가 놓였다. 주민들은 앉아서 바다를 본다고 말했다.</p>" for i in range(6)
    )
    + "</article><footer>저작권</footer></body></html>"
).encode()


def story(subject: str) -> str:
    """The text of an article that tells what no other here tells."""
    number = next(SERIAL)
    told = f"{number}번째 소식을 {number * 7}명이 물가에서 지켜봤다고 도하람 기자가 전했다."
    return f"{subject} {number}호\n\n{subject}. {told}"


async def fetch(url: str) -> tuple[bytes, str]:
    """The one page of this web."""
    assert "https://news.moss.example/7" == url
    return PAGE.replace("솔숲 산책길에 벤치 열두 개".encode(), "이끼 언덕에 풍차".encode()), url


def archive(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return file.getvalue()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def _lasting(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    home = tmp_path_factory.mktemp("desk")
    async with Emulator() as telegram, open_desk(home, telegram, fetch=fetch) as desk:
        yield desk


@pytest_asyncio.fixture(loop_scope="session")
async def desk(_lasting: Desk) -> AsyncIterator[Desk]:
    yield _lasting
    assert [] == _lasting.telegram.violations
    for heard in (_lasting.owner, _lasting.editor):
        heard.unheard()


@pytest.fixture
def owner(desk: Desk) -> Voice:
    return desk.owner


async def publishes(owner: Voice, proof: Heard) -> str:
    """Press [게시] under *proof*; the id of the article."""
    await owner.presses("게시", on=proof)
    return (await owner.hears("게시했어요")).marked("code")[0]
