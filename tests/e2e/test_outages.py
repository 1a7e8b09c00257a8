"""The database locked by another process, on a running bot: readers are answered from memory, nothing ends."""

from __future__ import annotations

import time

from tests.adapters.database.breaking import locked_file
from tests.dialog import Voice
from tests.e2e.house import QUOTE, House

PROMISED_S = 4.0  # two of patience, the answer, and a busy machine


async def test_readers_are_answered_from_memory_while_the_database_is_locked(fresh: House) -> None:
    alice, ann = Voice.of(fresh.telegram, "앨리스"), Voice.of(fresh.telegram, "Ann", "en")
    await alice.says("/subscribe 08:00")  # before it runs, so that an owner's menu can be set
    await fresh.start(ADMIN_IDS=str(alice.id))
    await alice.hears("구독했어요")
    with locked_file(fresh.home / "sosik.db"):
        began = time.monotonic()
        await alice.says("/search 나룻배")
        found = await alice.hears("나룻배")
        assert time.monotonic() - began < PROMISED_S
        assert [] == found.labels, "what leads to the second page cannot be remembered"
        began = time.monotonic()
        await alice.says("/quote 강은 건너는 사람의 것")
        quoted = await alice.hears(QUOTE)
        assert QUOTE in quoted.copied[0], "what needs no database is there"
        await alice.says("나룻배 요금은 얼마야?")
        answered = await alice.hears("이천 원")
        assert "👍" not in answered.labels
        await alice.says("그럼 승객은?")
        await alice.hears()
        await alice.says("/latest")
        await alice.hears("나룻배")
        await alice.says("/subscribe 09:00")
        assert "몇 분 뒤에 다시" in (await alice.hears()).text
        await ann.says("/subscribe 09:00")
        assert "try again in a few minutes" in (await ann.hears()).text
        assert time.monotonic() - began < PROMISED_S, "only the first waits"
        await alice.says("/status")
        assert "다른 프로그램이 잠그고 있어요" in (await alice.hears()).text
    await fresh.telegram.until(lambda: "can be used again" in fresh.log, why="the end of the outage")
    await ann.says("/subscribe 09:00")
    await ann.hears("Subscribed")
    await alice.says("/search 나룻배")
    assert ["다음 ▶"] == (await alice.hears("나룻배")).labels
    await alice.says("/status")
    assert "데이터베이스" not in (await alice.hears()).text
    assert 1 == fresh.log.count("is tried again until it is")
    assert 1 == fresh.log.count("can be used again")
    assert " ERROR " not in fresh.log
