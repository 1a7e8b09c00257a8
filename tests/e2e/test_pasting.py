"""Articles pasted into a chat that are too long for one message: apps send them in pieces."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from bot.delivery.timing import Timing
from bot.entrypoints.telegram.pastes import WAIT_S
from tests.dialog import Voice
from tests.e2e.desk import Desk, open_desk
from tests.emulator import Emulator
from tests.emulator.world import Status


class Patience:
    """A sleep in which the wait for another piece lasts until the test says that it is over."""

    def __init__(self) -> None:
        self.over = asyncio.Event()
        self.waits = 0
        self.changed: Callable[[], None] = lambda: None

    async def __call__(self, seconds: float) -> None:
        if seconds != WAIT_S:
            await asyncio.sleep(seconds)
            return
        self.waits += 1
        self.changed()
        await self.over.wait()


@pytest.fixture
def patience() -> Patience:
    return Patience()


@pytest_asyncio.fixture(loop_scope="session")
async def desk(tmp_path: Path, patience: Patience) -> AsyncIterator[Desk]:
    async with Emulator() as telegram, open_desk(tmp_path, telegram, timing=Timing(sleep=patience)) as desk:
        patience.changed = telegram.look_again
        yield desk
        assert [] == telegram.violations


def article(chars: int, subject: str = "등대가 섰다") -> str:
    """One of so many characters, its sentences numbered, its end unlike the rest."""
    end = "마지막 문장은 여기까지라고 도하람 기자가 전했다."
    text, number = f"나루 시장에 {subject}\n\n", 0
    while len(text) < chars - len(end):
        number += 1
        text += f"{number}번째 배가 나루를 떠나 물길을 건넜다."
        text += "\n\n" if number % 7 == 0 else " "
    return text[: chars - len(end)] + end


@pytest.mark.parametrize("chars", [4_200, 8_190, 10_000, 15_000, 25_000])
async def test_an_article_of_any_length_arrives_whole(desk: Desk, patience: Patience, chars: int) -> None:
    text = article(chars)
    await desk.owner.says(f"/add {text}")
    pieces, rest = divmod(len(f"/add {text}"), 4096)
    if rest >= 2048:  # the last piece might not be the last
        await desk.telegram.until(lambda: patience.waits > pieces)
        patience.over.set()
    proof = await desk.owner.hears("확인해 주세요")
    assert "여기까지라고 도하람 기자가 전했다." in proof.text
    assert "4,096자" not in proof.text
    await desk.owner.presses("게시", on=proof)
    await desk.owner.hears("게시했어요")
    (made,) = desk.index.latest(9)
    assert "".join(text.split("\n\n", 1)[1].split()) == "".join(made.body.split())


async def test_a_reply_to_the_question_is_put_together_too(desk: Desk) -> None:
    text = article(10_000)
    await desk.owner.says("/add")
    asked = await desk.owner.hears("답장으로")
    await desk.owner.says(text, reply_to=asked)
    proof = await desk.owner.hears("확인해 주세요")
    assert "여기까지라고 도하람 기자가 전했다." in proof.text


async def test_where_the_rest_never_comes_it_is_said(desk: Desk, patience: Patience) -> None:
    full = f"/add {article(9_000)}"[:4096]
    patience.over.set()
    await desk.owner.says(full)
    proof = await desk.owner.hears("확인해 주세요")
    assert "4,096자" in proof.text
    assert full.split()[-1] in proof.text, "its end is shown"


async def test_others_and_other_words_are_not_taken_for_the_rest(desk: Desk, patience: Patience) -> None:
    await desk.owner.says(f"/add {article(9_000)}"[:4096])
    await desk.telegram.until(lambda: patience.waits)
    reader = Voice.of(desk.telegram, "독자")
    await reader.says("나루 시장")
    await reader.hears()
    await desk.owner.says("/status")
    await desk.owner.hears("켜진 지")
    patience.over.set()
    proof = await desk.owner.hears("확인해 주세요")
    assert "나루 시장 나루" not in proof.text


async def test_a_short_article_waits_for_nothing(desk: Desk, patience: Patience) -> None:
    await desk.owner.says(f"/add {article(900)}")
    await desk.owner.hears("확인해 주세요")
    assert 0 == patience.waits


@pytest.mark.parametrize("bot", ["administrator", "member"])
async def test_in_a_group_the_pieces_are_put_together_where_the_bot_hears_them(
    tmp_path: Path, patience: Patience, bot: Status
) -> None:
    async with Emulator() as telegram:
        place = Voice.into_group(telegram, "편집국", Voice.of(telegram, "국장"), kind="supergroup", bot=bot)
        timing, groups = Timing(sleep=patience), [place.chat.id]
        async with open_desk(tmp_path, telegram, groups=groups, timing=timing) as desk:
            patience.changed = telegram.look_again
            room = desk.owner.at(place)
            await room.says(f"/add {article(6_000)}")
            await desk.editor.at(place).says("점심은 드셨어요?")
            if bot == "member":  # whose privacy mode lets it hear the first alone
                await telegram.until(lambda: patience.waits)
                patience.over.set()
            proof = await room.hears("확인해 주세요")
            assert (bot == "administrator") is ("여기까지라고 도하람 기자가 전했다." in proof.text)
            assert (bot == "member") is ("4,096자" in proof.text)
            assert "점심" not in proof.text


async def test_what_a_reader_pastes_is_answered_once(desk: Desk, patience: Patience) -> None:
    reader = Voice.of(desk.telegram, "독자")
    await reader.says(article(9_000))
    await reader.hears("너무 길어요")
    await reader.hears_nothing()
