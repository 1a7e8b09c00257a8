"""One person's flood: the other reader is answered between, the flooder in order, and told once to slow down."""

from __future__ import annotations

from bot.entrypoints.telegram.scheduler import WAITING_OF_A_PERSON
from tests.dialog import Voice
from tests.e2e.house import House

FLOOD = 150


async def test_a_flood_makes_nobody_else_wait_and_is_told_once(fresh: House) -> None:
    await fresh.start()
    flooder, reader = Voice.of(fresh.telegram, "홍수"), Voice.of(fresh.telegram, "독자")
    sent = [await flooder.says(f"/quote 강은 건너는 사람의 것 {number}") for number in range(FLOOD)]
    await reader.says("/search 나룻배")
    await reader.hears("나룻배")
    before = len(flooder.unheard())
    assert before < 30, "the reader was answered behind the flood"
    await fresh.telegram.until(
        lambda: len(flooder.screen()) > WAITING_OF_A_PERSON, 60.0, "what was not refused"
    )
    told = [heard for heard in flooder.screen() if "한꺼번에 많이" in heard.text]
    assert 1 == len(told)
    assert len(flooder.screen()) < len(sent)


async def test_what_one_person_says_is_answered_in_its_order(fresh: House) -> None:
    await fresh.start()
    reader = Voice.of(fresh.telegram, "독자")
    words = ["/search 선장", "/start", "/search 요금", "/help", "/search 안개"]
    for text in words:
        await reader.says(text)
    heard = [await reader.hears() for _ in words]
    assert ["선장" in heard[0].text, "요금" in heard[2].text, "안개" in heard[4].text] == [True] * 3
    assert "/search" in heard[3].text
