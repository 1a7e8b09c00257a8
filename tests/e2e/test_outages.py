"""The database locked by another process, on a running bot: readers are answered from memory, nothing ends."""

from __future__ import annotations

import time

from tests.adapters.database.breaking import locked_file
from tests.article_files import crawled
from tests.dialog import Voice
from tests.e2e.house import QUOTE, House, add_article

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
        assert ["1", "2", "3", "4", "5"] == found.labels, "what leads to the second page cannot be remembered"
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
    assert "다음 ▶" in (await alice.hears("나룻배")).labels
    await alice.says("/status")
    assert "데이터베이스" not in (await alice.hears()).text
    assert 1 == fresh.log.count("is tried again until it is")
    assert 1 == fresh.log.count("can be used again")
    assert " ERROR " not in fresh.log


async def test_what_arrives_while_the_database_is_locked_is_found_at_once_and_told_once(fresh: House) -> None:
    alice = Voice.of(fresh.telegram, "앨리스")
    await fresh.start()
    await alice.says("/watch 노면전차")
    await alice.hears("노면전차")
    with locked_file(fresh.home / "sosik.db"):
        add_article(fresh.folder, "새.md", crawled(title="한빛시 노면전차 첫 운행", id="901_0000000777"))
        await fresh.telegram.until(lambda: "is tried again until it is" in fresh.log, why="the outage")
        await alice.says("/search 노면전차")
        await alice.hears("첫 운행")
    told = await alice.hears("첫 운행")
    assert "sent" == told.what
    await fresh.telegram.until(lambda: "can be used again" in fresh.log, why="the end of the outage")
    assert [] == [heard for heard in alice.unheard() if "첫 운행" in heard.text]
    assert 0 == (await fresh.sosik.stop())[0]


async def test_the_start_waits_for_a_database_that_is_not_free_yet_and_says_so_once(fresh: House) -> None:
    alice = Voice.of(fresh.telegram, "앨리스")
    with locked_file(fresh.home / "sosik.db"):
        await fresh.launch()
        await fresh.telegram.until(lambda: "is tried again until it is" in fresh.log, 60, "the outage")
    await alice.says("/search 나룻배")
    await alice.hears("나룻배", timeout_s=60)
    assert 1 == fresh.log.count("is tried again until it is")


async def test_a_database_whose_file_is_moved_away_is_told_and_goes_on_when_it_is_back(fresh: House) -> None:
    alice, ann = Voice.of(fresh.telegram, "앨리스"), Voice.of(fresh.telegram, "Ann", "en")
    await alice.says("/watch 노면전차")
    await fresh.start(ADMIN_IDS=str(alice.id))
    await alice.hears("노면전차")
    file, away = fresh.home / "sosik.db", fresh.home / "away.db"
    file.rename(away)
    await alice.says("/search 나룻배")
    assert "다음 ▶" not in (await alice.hears("나룻배")).labels
    await ann.says("/subscribe 09:00")
    assert "try again in a few minutes" in (await ann.hears()).text
    await alice.says("/status")
    assert "파일이 사라졌어요" in (await alice.hears()).text
    add_article(fresh.folder, "새.md", crawled(title="한빛시 노면전차 첫 운행", id="901_0000000777"))
    assert not file.exists()
    away.rename(file)
    assert "sent" == (await alice.hears("첫 운행", timeout_s=60)).what
    await fresh.telegram.until(lambda: "can be used again" in fresh.log, why="the end of the outage")
    await ann.says("/subscribe 09:00")
    await ann.hears("Subscribed")
    assert [] == [heard for heard in alice.unheard() if "첫 운행" in heard.text]
    assert 1 == fresh.log.count("the database is missing")
    assert " ERROR " not in fresh.log
