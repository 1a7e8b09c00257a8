"""Whatever is thrown at the bot that is no article: a clear word, nothing written, nothing crashed."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.adapters.web.fetcher import Fetcher
from tests.dialog import Voice
from tests.e2e.desk import Desk, open_desk
from tests.editing.test_archive import ARTICLE, archive, link
from tests.emulator import Emulator

PAGES = {"https://news.example/menu": b"<html><body><nav>menu</nav></body></html>"}


async def fetch(url: str) -> tuple[bytes, str]:
    """Two pages without a network; the rest as in earnest, which never gets as far as one."""
    if url in PAGES:
        return PAGES[url], url
    return await Fetcher().fetch(url)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def _lasting(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    home = tmp_path_factory.mktemp("refused")
    async with Emulator() as telegram, open_desk(home, telegram, fetch=fetch) as desk:
        yield desk


@pytest_asyncio.fixture(loop_scope="session")
async def desk(_lasting: Desk) -> AsyncIterator[Desk]:
    yield _lasting
    assert [] == _lasting.telegram.violations
    assert ([], 0) == (_lasting.files(), len(_lasting.index))
    assert [] == await _lasting.store.desk.actions(10, 0)


MORE = "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
ANCHORS = f"---\na0: &a0 [x,x,x]\n{MORE}title: t\ntags: *a8\n---\n가".encode()
TAGS = b"---\ntitle: !!python/object/apply:os.system ['touch /tmp/x']\n---\nx"
DOCUMENTS: dict[str, tuple[str, bytes, str]] = {
    "binary": ("a.md", b"\x89PNG\r\n\x1a\n\0\0\0", "글이 아니에요"),
    "an executable": ("a.exe", b"MZ", "이런 파일은 읽지 못해요"),
    "no name": ("", b"x", "이런 파일은 읽지 못해요"),
    "empty": ("a.md", b"", "내용이 없어요"),
    "an empty body": ("a.md", "# 제목뿐".encode(), "본문이 없어요"),
    "unseen characters alone": ("a.md", "\u200b\u202e".encode(), "내용이 없어요"),
    "broken UTF-16": ("a.md", b"\xff\xfe\x00\xd8\x00\xd8", "UTF-16이라고 하지만"),
    "neither UTF-8 nor CP949": ("a.md", b"caf\xe9 \xe0\xe8 \xff\xfe" * 20, "글자 부호를 알 수 없어요"),
    "YAML anchors without end": ("a.md", ANCHORS, "YAML"),
    "YAML tags": ("a.md", TAGS, "YAML"),
    "a paragraph of 20 MB": ("a.md", b"a" * (19 * 1024 * 1024), "파일이 너무 커요"),
    "a page without an article": ("a.html", b"<html><body>menu</body></html>", "기사를 찾지 못했어요"),
    "no archive": ("a.zip", b"PK", "열 수 없는 .zip"),
    "a bomb": ("a.zip", archive(("b.md", bytes(24 * 1024 * 1024))), "터무니없이"),
    "../": ("a.zip", archive(("good.md", ARTICLE), ("../../b.md", ARTICLE)), "다른 곳을 가리키는"),
    "a link": ("a.zip", archive((link("l.md", stat.S_IFLNK | 0o777), b"/etc/passwd")), "다른 곳을 가리키는"),
    "nothing to read": (
        "a.zip",
        archive(("a.png", b"x"), method=zipfile.ZIP_STORED),
        "읽을 수 있는 기사가 없어요",
    ),
}


@pytest.mark.parametrize(("name", "content", "word"), DOCUMENTS.values(), ids=DOCUMENTS.keys())
async def test_a_document_that_is_no_article(desk: Desk, name: str, content: bytes, word: str) -> None:
    await desk.owner.sends(name, content)
    await desk.owner.hears(word)


async def test_a_document_of_50_megabytes_is_not_even_fetched(desk: Desk) -> None:
    fetched = len(desk.telegram.sent("getFile"))
    for name in ("a.md", "a.zip"):
        await desk.owner.sends(name, b"", size=50 * 1024 * 1024)
        assert "파일이 너무 커요" in (await desk.owner.hears()).text
    assert fetched == len(desk.telegram.sent("getFile"))


URLS = {
    "http://127.0.0.1/a": "안쪽 망",
    "http://169.254.169.254/latest/meta-data/": "안쪽 망",
    "http://[::1]:80/": "안쪽 망",
    "http://localhost/": "안쪽 망",
    "http://me:secret@news.example/": "가져올 수 없는 주소",
    "http://news.example:22/": "가져올 수 없는 주소",
    "https://news.example/menu": "기사를 찾지 못했어요",
}


@pytest.mark.parametrize(("url", "word"), URLS.items())
async def test_an_address_that_is_not_the_worlds(desk: Desk, url: str, word: str) -> None:
    await desk.owner.says(f"/add {url}")
    assert word in (await desk.owner.hears()).text


async def test_a_file_address_is_text_and_no_article(desk: Desk) -> None:
    await desk.owner.says("/add file:///etc/passwd")
    assert "본문이 없어요" in (await desk.owner.hears()).text


async def test_answers_that_fit_no_question_and_forged_buttons(desk: Desk) -> None:
    owner = desk.owner
    await owner.says("/start")
    shown = await owner.hears()
    for data in (
        "2ap:1:ko",
        "2ap:99999999999999999999:ko",
        "2aq:1:99:ko",
        "2at:../../etc:ko",
        "2ar::ko",
        "2ab:x:ko",
        "2al:-1:ko",
    ):
        await owner.presses_data(data, shown.id)
    stranger = Voice.of(desk.telegram, "손님")
    await stranger.says("/start")
    heard = await stranger.hears()
    for data in ("2ap:1:ko", "2ar:1:ko", "2at:x:ko", "2al:0:ko", "2ax:ko"):
        assert "편집자만" in (await stranger.presses_data(data, heard.id)).text


async def test_a_stranger_cannot_answer_an_editors_question(desk: Desk) -> None:
    desk.office.groups = frozenset()
    room = Voice.into_group(desk.telegram, "편집국", desk.owner)
    desk.office.groups = frozenset({room.chat.id})
    await room.says("/add")
    question = await room.hears("답장으로 보내")
    stranger = Voice.of(desk.telegram, "손님").at(room)
    await stranger.says("몰래 넣는 기사\n\n본문", reply_to=question)
    assert "편집자만" in (await stranger.hears()).text
