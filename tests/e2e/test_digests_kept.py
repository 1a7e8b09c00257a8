"""No digest is lost or doubled by people who come and go, by a bad day of Telegram's, by restarts and the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.errors import Refusal
from tests.dialog import Voice
from tests.e2e.morning import NEWS, paper, voice
from tests.e2e.paper import Paper, open_paper

__all__ = ["paper"]


# --- coming and going ---


async def test_who_blocks_and_comes_back_gets_what_was_missed(paper: Paper) -> None:
    alice = voice(paper)
    await alice.says("/subscribe")
    await alice.hears("구독했어요")
    await alice.blocks_the_bot(silently=True)
    await paper.publish(NEWS[0])
    await paper.at(8)
    assert [Refusal.BLOCKED] == [mute.why for mute in await paper.store.mutes.of(alice.id)]
    assert 1 == len(await paper.store.subscriptions.of_chat(alice.id)), "kept"
    paper.telegram.people.block(alice.person, False, silently=True)  # those updates were lost
    await alice.says("/subscriptions")
    await alice.hears("매일 08:00")
    await paper.publish(NEWS[1])
    await paper.at(8, days=1)
    assert {*NEWS} == set((await alice.hears("화요일 소식")).links)
    paper.telegram.expect_refused("blocked")


async def test_a_group_is_greeted_once_and_a_kick_keeps_its_subscriptions(paper: Paper) -> None:
    alice = voice(paper)
    room = Voice.into_group(paper.telegram, "동네", alice, bot="left")
    await room.adds_the_bot()
    assert "/subscribe" in (await room.hears("안녕하세요")).text
    await room.says("/subscribe@sosik_bot 08:00")
    await room.hears("구독했어요")
    await room.removes_the_bot()
    await paper.publish(NEWS[0])
    await _known(paper, room, muted=True)
    await paper.at(8)
    assert [] == room.unheard()
    await room.adds_the_bot()
    await _known(paper, room, muted=False)
    await paper.publish(NEWS[1])
    await paper.at(8, days=1)
    heard = room.unheard()
    assert [{*NEWS}] == [set(one.links) for one in heard], "no second greeting, and one digest"


@pytest.mark.parametrize("language", ["ko", "en"])
async def test_a_group_that_throws_the_bot_out_and_lets_it_back_unseen_has_all_that_it_had(
    paper: Paper, language: str
) -> None:
    """Those updates were lost: a refusal says that the bot is out, and any word from there that it is back."""
    alice, people = voice(paper, language=language), paper.telegram.people
    room = Voice.into_group(paper.telegram, "동네", alice)
    for command in (f"language {language}", "subscribe 08:00", "watch 수온", "quiet 23-7"):
        name, _, words = command.partition(" ")
        await room.says(f"/{name}@sosik_bot {words}")
        await room.hears()
    people.add_members(room.chat, [paper.telegram.world.bot], "kicked")
    await paper.publish(NEWS[0])
    await paper.at(8)
    assert [Refusal.KICKED] == [mute.why for mute in await paper.store.mutes.of(room.chat.id)]
    calls = len(paper.telegram.violations)
    await paper.publish("둘째 날 소식이 나왔다")
    await paper.at(8, days=1)
    assert calls == len(paper.telegram.violations), "nobody knocks at a closed door"
    people.add_members(room.chat, [paper.telegram.world.bot])
    await room.says("/help@sosik_bot")
    await room.hears()
    await _known(paper, room, muted=False)
    await paper.publish(NEWS[1])
    await paper.at(8, days=1)
    told = room.unheard()
    watch, digest = sorted(told, key=lambda one: len(one.links))
    assert [NEWS[1]] == list(watch.links)
    assert {*NEWS, "둘째 날 소식이 나왔다"} == set(digest.links)
    assert {"ko": "수요일 소식", "en": "News of Wed"}[language] in digest.text
    await room.says("/quiet@sosik_bot")
    await room.hears("23:00")
    paper.telegram.expect_refused("kicked")


async def _known(paper: Paper, room: Voice, *, muted: bool) -> None:
    """Wait until the bot has taken note; it answers nobody about it."""
    passer_by = voice(paper, "행인")
    while bool(await paper.store.mutes.of(room.chat.id)) != muted:
        await passer_by.says("/start")
        await passer_by.hears()


@pytest.mark.parametrize("silently", [False, True])
async def test_a_group_that_migrates_is_followed(paper: Paper, silently: bool) -> None:
    """By the service message, or by the refusal of the old id."""
    alice = voice(paper)
    room = Voice.into_group(paper.telegram, "동네", alice)
    await room.says("/subscribe@sosik_bot 08:00")
    await room.hears("구독했어요")
    new = alice.at(Voice(paper.telegram, alice.user, paper.telegram.people.upgrade(room.chat, silently)))
    await _answered(paper)
    await paper.publish(NEWS[0])
    await paper.at(8)
    assert [NEWS[0]] == list((await new.hears("소식")).links)
    assert [] == await paper.store.subscriptions.of_chat(room.chat.id)
    if silently:
        paper.telegram.expect_refused("upgraded")


async def _answered(paper: Paper) -> None:
    """The bot took up everything before this."""
    passer_by = voice(paper, "행인")
    for _ in range(2):
        await passer_by.says("/start")
        await passer_by.hears()


# --- when Telegram has a bad day ---


async def test_a_storm_of_429_is_obeyed_and_everybody_gets_it_once(paper: Paper) -> None:
    readers = [voice(paper, f"독자{n}") for n in range(12)]
    for one in readers:
        await one.says("/subscribe")
        await one.hears("구독했어요")
    await paper.publish(*NEWS)
    storm = paper.telegram.flood(3, method="sendMessage", times=10)
    await paper.at(8)
    for _ in range(6):
        paper.clock.now += timedelta(minutes=1)
        await paper.deliver()
    assert 10 == storm.met
    assert [1] * 12 == [sum("월요일 소식" in heard.text for heard in one.unheard()) for one in readers]


async def test_a_server_error_is_tried_again_and_an_accepted_timeout_is_not(paper: Paper) -> None:
    alice, bob, carol = voice(paper), voice(paper, "밥"), voice(paper, "캐럴")
    for one in (alice, bob, carol):
        await one.says("/subscribe")
        await one.hears("구독했어요")
    await paper.publish(*NEWS)
    paper.telegram.refuse(502, "Bad Gateway", chat_id=alice.id, method="sendMessage")
    paper.telegram.break_off(accepted=True, chat_id=bob.id, method="sendMessage")
    await paper.at(8)
    heard = [[one.text for one in reader.unheard()] for reader in (alice, bob, carol)]
    assert [0, 1, 1] == [sum("월요일 소식" in text for text in texts) for texts in heard]
    assert [0, 1, 0] == [sum("갔는지 모르겠어요" in text for text in texts) for texts in heard]
    for _ in range(3):
        paper.clock.now += timedelta(minutes=1)
        await paper.deliver()
    assert [1, 0, 0] == [len(one.unheard()) for one in (alice, bob, carol)]


@pytest.mark.parametrize(
    "ruined",
    [
        "zone = 'Asia/Nowhere'",
        "at = '99:99'",
        "papers = 'null'",
        "include = '7'",
        "include = '['",
        "papers = ''",
    ],
)
async def test_one_row_that_cannot_be_read_keeps_nobody_else_from_a_digest(paper: Paper, ruined: str) -> None:
    alice, bob = voice(paper), voice(paper, "밥")
    for one in (alice, bob):
        await one.says("/subscribe")
        await one.hears("구독했어요")
    async with paper.store.database.write() as connection:
        await connection.execute(text(f"UPDATE subscriptions SET {ruined} WHERE chat = {alice.id}"))
    await paper.publish(*NEWS)
    await paper.at(8)
    await bob.hears("소식")
    if "zone" in ruined:
        await alice.hears("소식")
    await alice.says("/subscriptions")
    assert "문제가 생겼어요" not in (await alice.hears()).text
    await alice.says("/subscribe 09:00")
    await alice.hears("구독했어요")


async def test_when_nobody_can_connect_it_is_delivered_afterwards(paper: Paper) -> None:
    alice = voice(paper)
    await alice.says("/subscribe")
    await alice.hears("구독했어요")
    await paper.publish(*NEWS)
    async with paper.telegram.unreachable():
        await paper.at(8)
    paper.clock.now += timedelta(minutes=1)
    await paper.deliver()
    assert {*NEWS} == set((await alice.hears("월요일 소식")).links)


# --- restarts and the clock ---


async def test_a_restart_and_a_week_of_downtime(tmp_path: Path) -> None:
    async with open_paper(f"sqlite:///{tmp_path}/sosik.db") as paper:
        alice = voice(paper)
        async with paper.at_work():
            await alice.says("/subscribe")
            await alice.hears("구독했어요")
            await paper.publish(NEWS[0])
            await paper.at(8)
            assert [NEWS[0]] == list((await alice.hears("3월 2일 월요일 소식")).links)
        for title in ("사흘째 소식이다", "엿새째 소식이다"):
            await paper.publish(title)  # nobody is there to see it arrive
        paper.clock.now += timedelta(days=7, hours=2)
        async with paper.at_work():
            digest = await alice.hears("3월 9일 월요일 소식")
            assert {"사흘째 소식이다", "엿새째 소식이다"} == set(digest.links)
            await paper.at(23)
            assert [] == alice.unheard()


async def test_both_edges_of_summer_time_in_new_york(tmp_path: Path) -> None:
    async with open_paper(f"sqlite:///{tmp_path}/sosik.db") as paper, paper.at_work():
        alice = voice(paper)
        paper.clock.now = datetime(2026, 3, 7, 12, tzinfo=UTC)
        await alice.says("/subscribe 02:30 America/New_York")
        await alice.hears("구독했어요")
        await paper.publish("봄 소식이다")
        for minute in (59, 60):  # 01:59, then it is 03:00
            paper.clock.now = datetime(2026, 3, 8, 6, tzinfo=UTC) + timedelta(minutes=minute)
            await paper.deliver()
            assert ["봄 소식이다"] * (minute == 60) == [t for heard in alice.unheard() for t in heard.links]
        paper.clock.now = datetime(2026, 10, 31, 12, tzinfo=UTC)
        await alice.says("/unsubscribe")
        await alice.hears("그만 받을까요")
        await alice.presses("구독 해지")
        await alice.hears("보내지 않을게요")
        await alice.says("/subscribe 01:30 America/New_York")
        await alice.hears("구독했어요")
        await paper.publish("가을 소식이다")
        told = []
        for minute in range(0, 180, 10):
            paper.clock.now = datetime(2026, 11, 1, 5, tzinfo=UTC) + timedelta(minutes=minute)
            await paper.deliver()
            told += [(minute, t) for heard in alice.unheard() for t in heard.links]
        assert [(30, "가을 소식이다")] == told, "half past one comes twice"


async def test_seoul_has_no_summer_time(tmp_path: Path) -> None:
    """Half past two, in the nights in which New York's clocks are changed."""
    async with open_paper(f"sqlite:///{tmp_path}/sosik.db") as paper, paper.at_work():
        alice = voice(paper)
        paper.clock.now = datetime(2026, 3, 7, 12, tzinfo=UTC)
        await alice.says("/subscribe 02:30")
        await alice.hears("구독했어요")
        spring, autumn = datetime(2026, 3, 7, 16, tzinfo=UTC), datetime(2026, 10, 31, 16, tzinfo=UTC)
        told = []
        for night, title in ((spring, "봄 소식이다"), (autumn, "가을 소식이다")):
            paper.clock.now = night
            await paper.deliver()
            await paper.publish(title)
            for minute in range(0, 200, 10):
                paper.clock.now = night + timedelta(minutes=minute)
                await paper.deliver()
                told += [(minute, t) for heard in alice.unheard() for t in heard.links]
        assert [(90, "봄 소식이다"), (90, "가을 소식이다")] == told
