"""Photos of clippings and voice messages, read, heard, shown and looked up; only where the operator set them up."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.clippings import clipping, needs_tesseract
from tests.dialog import Voice
from tests.e2e.house import House, open_house
from tests.transcriber import Transcriber

OGG = b"OggS" + bytes(2000)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def _lasting(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[House, Transcriber]]:
    from tests.e2e.house import write_articles

    async with Transcriber() as server, open_house(tmp_path_factory.mktemp("heard")) as house:
        write_articles(house.folder)
        ocr = {} if any(mark.args[0] for mark in [needs_tesseract.mark]) else {"OCR": "tesseract"}
        await house.start(STT_URL=server.url, STT_API_KEY="sk-of-the-house", STT_TIMEOUT="2", **ocr)
        yield house, server


@pytest_asyncio.fixture(loop_scope="session")
async def house(_lasting: tuple[House, Transcriber]) -> AsyncIterator[House]:
    house, server = _lasting
    server.says, server.body, server.hangs, server.status = "", None, False, 200
    yield house
    house.check()
    assert "sk-of-the-house" not in house.log


@pytest.fixture
def server(_lasting: tuple[House, Transcriber]) -> Transcriber:
    return _lasting[1]


async def test_a_spoken_question_is_shown_and_answered(
    house: House, alice: Voice, server: Transcriber
) -> None:
    server.says = "나룻배 요금은 얼마로 정해졌어?"
    await alice.puts(house.telegram.people.voice(OGG))
    heard = await alice.hears("이렇게 들었어요")
    assert ["나룻배 요금은 얼마로 정해졌어?"] == heard.marked("blockquote")
    assert "요금은 이천 원으로 정해졌다" in (await alice.hears()).text
    assert OGG == server.heard[-1]
    assert server.says not in house.log


async def test_a_photo_too_large_for_telegram_is_said_so(house: House, alice: Voice) -> None:
    if needs_tesseract.mark.args[0]:
        pytest.skip(needs_tesseract.mark.kwargs["reason"])
    small, large = house.telegram.people.photo(b"x" * 200, size=11 * 1024 * 1024)["photo"]
    await alice.puts({"photo": [large]})
    assert small["file_size"] < large["file_size"]
    await alice.hears("10MB까지")


async def test_what_was_heard_is_escaped(house: House, alice: Voice, server: Transcriber) -> None:
    server.says = "<b>나룻배</b> & <a href='x'>"
    await alice.puts(house.telegram.people.voice(OGG))
    assert ["<b>나룻배</b> & <a href='x'>"] == (await alice.hears("이렇게 들었어요")).marked("blockquote")
    await alice.hears()


async def test_what_cannot_be_heard_is_said_in_the_reader_s_language(
    house: House, alice: Voice, ann: Voice, server: Transcriber
) -> None:
    people = house.telegram.people
    await alice.puts(people.voice(OGG))
    await alice.hears("알아들은 말이 없어요")
    server.body = b"<html>"
    await ann.puts(people.voice(OGG))
    await ann.hears("could not write down")
    server.body, server.hangs = None, True
    await alice.puts(people.voice(OGG))
    await alice.hears("너무 오래 걸려요")
    asked = len(server.heard)
    await alice.puts(people.voice(OGG, seconds=301))
    await alice.hears("5분까지")
    await ann.puts(people.voice(b"", seconds=10, size=20 * 1024 * 1024 + 1))
    await ann.hears("up to 5 minutes")
    assert asked == len(server.heard), "neither was sent on"


async def test_in_a_group_only_a_reply_to_the_bot_is_heard(
    house: House, alice: Voice, server: Transcriber
) -> None:
    server.says = "나룻배 요금은 얼마로 정해졌어?"
    room = Voice.into_group(house.telegram, "편집국", alice)
    asked = len(server.heard)
    await room.puts(house.telegram.people.voice(OGG))
    await room.says("/search@sosik_bot 나룻배")
    shown = await room.hears("나룻배")
    assert asked == len(server.heard)
    await room.puts(house.telegram.people.voice(OGG), reply_to=shown)
    await room.hears("이렇게 들었어요")
    assert "이천 원" in (await room.hears()).text


@needs_tesseract
async def test_the_quote_in_a_photo_is_checked(house: House, alice: Voice) -> None:
    photo = clipping("윤서린 시장은 “강은 건너는 사람의 것이지", "구경하는 사람의 것이 아닙니다”라고 말했다.")
    await alice.puts(house.telegram.people.photo(photo))
    read = await alice.hears("사진에서 읽은 글")
    assert "건너는 사람의 것이지" in read.marked("blockquote")[0]
    checked = await alice.hears("윤서린")
    assert "구경하는 → 바라보는" in checked.text


@needs_tesseract
async def test_a_photo_that_has_no_words_or_is_none_is_said_so(
    house: House, alice: Voice, ann: Voice
) -> None:
    await alice.puts(house.telegram.people.photo(clipping(" ")))
    await alice.hears("글자를 찾지 못했어요")
    await ann.puts(house.telegram.people.photo(b"not a picture"))
    await ann.hears("could not read this picture")


@needs_tesseract
async def test_privacy_says_what_becomes_of_them(alice: Voice, ann: Voice) -> None:
    await alice.says("/privacy")
    said = (await alice.hears()).text
    assert "받아쓰기 서버" in said
    assert "글자만 읽고 바로 버려요" in said
    await ann.says("/privacy")
    assert "transcription server" in (await ann.hears()).text
