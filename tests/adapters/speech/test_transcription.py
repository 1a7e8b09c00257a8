"""Voice messages before a transcription server that is right, slow, talks nonsense, or does not end."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.adapters.speech.transcription import MOST_ANSWER, MOST_CHARS, Transcription, transcription
from bot.errors import ReaderError
from tests.transcriber import Transcriber

VOICE = b"OggS" + bytes(1000)


@pytest_asyncio.fixture
async def server() -> AsyncIterator[Transcriber]:
    async with Transcriber() as server:
        yield server


async def hear(server: Transcriber, timeout_s: float = 10.0, key: str = "sk-secret") -> str:
    async with transcription(server.url, "whisper-1", key, timeout_s) as asked:
        assert asked is not None
        return await asked.hear(VOICE, "voice.ogg")


async def test_what_was_said_comes_back_in_one_line(server: Transcriber) -> None:
    server.says = " 나룻배 요금은\n얼마야? "
    assert "나룻배 요금은 얼마야?" == await hear(server)
    assert [VOICE] == server.heard
    assert [{"model": "whisper-1", "response_format": "json"}] == server.asked
    assert ["Bearer sk-secret"] == server.keys


async def test_without_a_key_none_is_sent(server: Transcriber) -> None:
    await hear(server, key="")
    assert [""] == server.keys


async def test_a_server_that_is_late_is_given_up(server: Transcriber) -> None:
    server.hangs = True
    with pytest.raises(ReaderError, match=r"voice\.too_long"):
        await hear(server, timeout_s=0.2)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"<html>"), (200, b"[]"), (200, b"{}"), (200, b'{"text": 7}'), (200, b"\xff\xfe"), (200, b"[" * 100_000),
        (200, b'{"text": "' + b"a" * MOST_ANSWER + b'"}'), (400, None), (401, None), (500, None), (307, None),
    ],
    ids=range(11),
)  # fmt: skip
async def test_nonsense_floods_and_refusals_are_said_so(
    server: Transcriber, caplog: pytest.LogCaptureFixture, status: int, body: bytes | None
) -> None:
    server.status, server.body, server.says = status, body, "비밀스러운 말"
    with caplog.at_level(logging.INFO), pytest.raises(ReaderError, match=r"voice\.unreadable"):
        await hear(server)
    assert 0 == server.elsewhere, "the key and the voice go nowhere else"
    assert "not heard" in caplog.text
    for secret in ("비밀스러운", "sk-secret"):
        assert secret not in caplog.text


async def test_a_flood_of_words_is_cut(server: Transcriber) -> None:
    server.says = "말 " * 10_000
    assert MOST_CHARS == len(await hear(server))


async def test_a_server_that_is_not_there_is_said_so() -> None:
    nobody = Transcription("http://127.0.0.1:9/v1", "whisper-1", "", 5.0)
    with pytest.raises(ReaderError, match=r"voice\.unreadable"):
        await nobody.hear(VOICE, "voice.ogg")
    await nobody.close()


async def test_without_an_address_there_is_none() -> None:
    async with transcription("", "whisper-1", "", 5.0) as asked:
        assert asked is None
