"""What Telegram refuses, as the people on both ends see it: who is told, what waits, what is tried again."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.delivery.model import WHOLE_CHAT
from bot.errors import Refusal
from tests.dialog import Voice
from tests.e2e.paper import Paper, open_paper

RIGHTS = "Bad Request: not enough rights to send text messages to the chat"
SECRET = "아무도모를말"


@pytest_asyncio.fixture(loop_scope="session")
async def paper(tmp_path: Path) -> AsyncIterator[Paper]:
    async with open_paper(f"sqlite:///{tmp_path}/sosik.db") as paper, paper.at_work():
        yield paper


async def reader(paper: Paper, name: str = "앨리스", language: str = "ko") -> Voice:
    """Somebody who gets a digest at eight."""
    voice = Voice.of(paper.telegram, name, language)
    await voice.says("/subscribe 08:00")
    await voice.hears()
    return voice


async def group(paper: Paper, leader: Voice, title: str = "편집국") -> Voice:
    room = Voice.into_group(paper.telegram, title, leader, kind="supergroup")
    await room.says("/subscribe@sosik_bot 08:00")
    await room.hears()
    return room


# --- updates ---


async def test_an_update_that_cannot_be_read_makes_nobody_wait(
    paper: Paper, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    alice, bob = await reader(paper), await reader(paper, "밥")
    hold = paper.telegram.hold(method="sendMessage", chat_id=alice.id)
    await alice.says("/start")
    message = {"message_id": 9, "date": 1, "chat": alice.chat.wire(), "from": alice.person}
    poll = {"id": "1", "question": SECRET, "options": [], "total_voter_count": 0, "is_closed": False,
            "is_anonymous": True, "type": "regular", "allows_multiple_answers": False}  # fmt: skip
    paper.telegram.world.update("message", message | {"poll": poll})
    await bob.says("/start")
    hold.withdraw()
    await bob.hears()
    await alice.hears()
    await alice.says("/start")
    await alice.hears()  # behind what cannot be read
    assert "update skipped: id=" in caplog.text
    assert "type=message" in caplog.text
    assert SECRET not in caplog.text


# --- replies ---


@pytest.mark.parametrize(
    ("code", "what"), [(502, "Bad Gateway"), (503, "Service Unavailable"), (500, "Internal")]
)
async def test_one_5xx_swallows_no_answer(paper: Paper, code: int, what: str) -> None:
    alice = await reader(paper)
    fault = paper.telegram.refuse(code, what, method="sendMessage", chat_id=alice.id)
    await alice.says("/subscriptions")
    panel = await alice.hears("매일 08:00")
    pressed = paper.telegram.refuse(code, what, method="answerCallbackQuery")
    edited = paper.telegram.refuse(code, what, method="editMessageText")
    await alice.presses("일시 중지" if any("일시 중지" in one for one in panel.labels) else "일시", on=panel)
    await alice.hears()
    assert [1, 1, 1] == [fault.met, pressed.met, edited.met]


async def test_an_answer_that_may_have_arrived_is_not_sent_again_and_its_reader_is_told(paper: Paper) -> None:
    alice = await reader(paper)
    paper.telegram.break_off(accepted=True, method="sendMessage", chat_id=alice.id)
    await alice.says("/subscriptions")
    await alice.hears("매일 08:00")
    await alice.hears("답이 보이지 않으면 다시")
    paper.telegram.refuse(504, "Gateway Timeout", method="sendMessage", chat_id=alice.id)
    await alice.says("/subscriptions")
    await alice.hears("답이 보이지 않으면 다시")
    await alice.hears_nothing()


async def test_a_press_whose_answer_broke_off_changes_the_message_all_the_same(paper: Paper) -> None:
    alice = await reader(paper)
    await alice.says("/subscriptions")
    panel = await alice.hears("매일 08:00")
    faults = [
        paper.telegram.break_off(accepted=True, method="answerCallbackQuery"),
        paper.telegram.break_off(accepted=False, method="editMessageText"),
    ]
    await alice.presses("일시", on=panel)
    await alice.hears()
    assert [1, 1] == [fault.met for fault in faults]
    await alice.hears_nothing()
    paper.telegram.expect_refused("query is too old")


# --- floods ---


async def test_two_chats_that_are_to_be_left_alone_for_an_hour_hold_nobody_else(paper: Paper) -> None:
    readers = [await reader(paper, f"독자{n}") for n in range(12)]
    await paper.publish("노면전차 달린다")
    for one in readers[:2]:
        paper.telegram.flood(3600, chat_id=one.id, times=None, method="sendMessage")
    await paper.at(8)
    assert [0] * 2 + [1] * 10 == [len(one.unheard()) for one in readers]
    took = paper.clock.now.timestamp() % 3600
    assert took < 15, "virtual seconds since eight"
    for fault in paper.telegram.faults:
        fault.withdraw()
    await paper.at(9, 1)
    assert [1] * 2 + [0] * 10 == [len(one.unheard()) for one in readers]


# --- rights, and chats that are not found ---


@pytest.mark.parametrize(
    ("answer", "why", "word"),
    [
        (RIGHTS, Refusal.RIGHTS, "권한이 없어요"),
        ("Bad Request: chat not found", Refusal.NOT_FOUND, "찾지 못해요"),
    ],
)
async def test_what_somebody_must_mend_is_tried_daily_and_the_owners_hear_of_it_once(
    paper: Paper, answer: str, why: Refusal, word: str
) -> None:
    alice = Voice.of(paper.telegram, "앨리스")
    room = await group(paper, alice)
    fault = paper.telegram.refuse(400, answer, chat_id=room.chat.id, method="sendMessage", times=None)
    await paper.publish("노면전차 달린다")
    await paper.at(8)
    told = await paper.owner.hears("«편집국»")
    assert word in told.text
    assert "14일" in told.text
    for day in range(1, 3):
        await paper.publish(f"{day}번째 소식이 나왔다")
        await paper.at(8, days=1)
        assert day + 1 == fault.met, "once a day"
    assert [] == paper.owner.unheard(), "once"
    (mute,) = await paper.store.mutes.of(room.chat.id)
    assert (WHOLE_CHAT, why) == (mute.topic, mute.why)
    await paper.owner.says("/status")
    status = (await paper.owner.hears()).text
    assert "못 보낸 소식 3번" in status
    assert "소식을 보내지 못하는 곳 1곳" in status
    assert "«편집국»" in status
    assert "2026.3.2. 08:00부터" in status
    fault.withdraw()
    await room.says("/subscriptions@sosik_bot")
    panel = (await room.hears()).text
    assert word in panel
    assert "2026.3.2. 08:00부터" in panel
    assert "내일 08:00" not in panel
    await paper.at(8, days=1)
    assert 3 == len((await room.hears("소식")).links), "all that was missed"
    assert [] == await paper.store.mutes.of(room.chat.id)
    await room.says("/subscriptions@sosik_bot")
    assert "내일 08:00" in (await room.hears("매일 08:00")).text


async def test_after_two_weeks_it_waits_for_a_sign_of_life(paper: Paper) -> None:
    alice = Voice.of(paper.telegram, "앨리스")
    room = await group(paper, alice)
    fault = paper.telegram.refuse(400, RIGHTS, chat_id=room.chat.id, method="sendMessage", times=None)
    for _ in range(20):
        await paper.publish("새 소식이 나왔다")
        await paper.at(8, days=1)
    assert 15 == fault.met, "the first day and fourteen more"
    fault.withdraw()
    await paper.at(8, days=1)
    assert [] == room.unheard()
    await room.says("/help@sosik_bot")
    await room.hears()
    await paper.publish("마지막 소식이 나왔다")
    await paper.at(8, days=1)
    await room.hears("소식")


async def test_the_owner_is_told_in_english_of_an_english_group(paper: Paper) -> None:
    ann = Voice.of(paper.telegram, "Ann", "en")
    room = await group(paper, ann, "Desk")
    paper.telegram.refuse(400, RIGHTS, chat_id=room.chat.id, method="sendMessage", times=None)
    await paper.publish("노면전차 달린다")
    await paper.at(8)
    assert "lack the right" in (await paper.owner.hears("«Desk»")).text
    await ann.says("/status")
    await ann.hears()


async def test_the_owner_is_told_once_of_many_groups(paper: Paper) -> None:
    alice = Voice.of(paper.telegram, "앨리스")
    for title in ("편집국", "사회부", "경제부"):
        room = await group(paper, alice, title)
        paper.telegram.refuse(400, RIGHTS, chat_id=room.chat.id, method="sendMessage", times=None)
    await paper.publish("노면전차 달린다")
    await paper.at(8)
    told = await paper.owner.hears("3곳에 소식을 보내지 못했어요")
    assert all(f"«{title}»" in told.text for title in ("편집국", "사회부", "경제부"))
    assert [] == paper.owner.unheard()


# --- topics ---


async def test_a_closed_topic_silences_itself_alone_and_who_subscribed_it_is_told(paper: Paper) -> None:
    alice = Voice.of(paper.telegram, "앨리스")
    await alice.says("/start")
    await alice.hears()
    room = Voice.into_group(paper.telegram, "포럼", alice, kind="supergroup", forum=True)
    trams, seas = room.topics("전차", "바다")
    for topic in (trams, seas):
        await topic.says("/subscribe@sosik_bot 08:00")
        await topic.hears()
    assert trams.topic is not None
    paper.telegram.people.close_topic(room.chat, trams.topic, silently=True)
    await paper.publish("노면전차 달린다")
    await paper.at(8)
    await seas.hears("소식")
    assert "주제가 닫혀" in (await alice.hears("«포럼»")).text
    (mute,) = await paper.store.mutes.of(room.chat.id)
    assert (trams.topic, Refusal.TOPIC_CLOSED) == (mute.topic, mute.why)
    await seas.says("/subscriptions@sosik_bot")
    panel = (await seas.hears()).text
    assert f"주제 #{trams.topic}" in panel
    assert "내일 08:00" in panel, "its own"
    paper.telegram.people.close_topic(room.chat, trams.topic, closed=False)
    await paper.publish("바다 수온 오른다")
    await paper.at(8, days=1)
    assert 2 == len((await trams.hears("소식")).links)
    await seas.hears("소식")
    paper.telegram.expect_refused("TOPIC_CLOSED")


async def test_where_who_subscribed_a_topic_cannot_be_told_its_administrators_are(paper: Paper) -> None:
    alice, bob = Voice.of(paper.telegram, "앨리스"), Voice.of(paper.telegram, "밥")
    await alice.says("/start")
    await alice.hears()
    room = Voice.into_group(paper.telegram, "포럼", alice, kind="supergroup", forum=True)
    paper.telegram.people.add_members(room.chat, [bob.person], "administrator")
    (trams,) = room.topics("전차")
    his = bob.at(room, topic=trams.topic)
    await his.says("/subscribe@sosik_bot 08:00")
    await his.hears()
    assert trams.topic is not None
    paper.telegram.people.delete_topic(room.chat, trams.topic)
    await paper.publish("노면전차 달린다")
    await paper.at(8)
    assert "주제가 없어져서" in (await alice.hears("«포럼»")).text
    paper.telegram.expect_refused("thread not found")
    paper.telegram.expect_refused("can't initiate conversation")


# --- blocked, and back ---


async def test_any_message_is_a_sign_of_life(paper: Paper) -> None:
    alice, bob = await reader(paper), await reader(paper, "밥")
    for one in (alice, bob):
        await one.blocks_the_bot(silently=True)
    await paper.publish("노면전차 달린다")
    await paper.at(8)
    assert [Refusal.BLOCKED] == [mute.why for mute in await paper.store.mutes.of(alice.id)]
    for one in (alice, bob):
        paper.telegram.people.block(one.person, False, silently=True)
    await alice.says("노면전차")
    await alice.hears()
    heard = [one for one in bob.screen() if one.buttons]
    await bob.presses_data("2dn:999", heard[-1].id)
    await paper.publish("바다 수온 오른다")
    await paper.at(8, days=1)
    for one in (alice, bob):
        assert 2 == len((await one.hears("화요일 소식")).links)
    paper.telegram.expect_refused("blocked")
    assert [] == paper.owner.unheard(), "nobody can mend that"


# --- what is refused as it is ---


@pytest.mark.parametrize(
    "words",
    [
        "ENTITIES_TOO_LONG",
        'can\'t parse entities: Unsupported start tag "b"',
        "message is too long",
        "NEVER_SEEN",
    ],
)
async def test_a_digest_that_is_refused_as_it_is_comes_plain_with_its_addresses(
    paper: Paper, words: str
) -> None:
    alice = await reader(paper)
    published = await paper.publish("노면전차 달린다", "바다 수온 오른다")
    paper.telegram.refuse(400, f"Bad Request: {words}", chat_id=alice.id, method="sendMessage")
    await paper.at(8)
    digest = await alice.hears("소식")
    assert {} == digest.links
    for one in published:
        assert f"{one.title} {one.url}" in digest.text
    assert any("해지" in label or "끄기" in label for label in digest.labels), "its buttons are there"
    await paper.owner.says("/status")
    assert "못 보낸 소식 0번" in (await paper.owner.hears()).text


@pytest.mark.parametrize("code", [400, 401, 403, 404])
async def test_what_a_proxy_refuses_says_nothing_of_a_chat(paper: Paper, code: int) -> None:
    alice = await reader(paper)
    published = await paper.publish("노면전차 달린다")
    fault = paper.telegram.proxy_refuses(code, chat_id=alice.id, method="sendMessage")
    await paper.at(8)
    paper.clock.now += timedelta(minutes=1)
    await paper.deliver()
    assert [one.url for one in published] == list((await alice.hears("소식")).links.values())
    assert 1 == fault.met
    assert [] == await paper.store.mutes.of(alice.id)


async def test_what_is_refused_twice_has_failed_and_is_told_the_next_day(paper: Paper) -> None:
    alice = await reader(paper)
    await paper.publish("노면전차 달린다")
    fault = paper.telegram.refuse(
        400, "Bad Request: NEVER_SEEN", chat_id=alice.id, method="sendMessage", times=2
    )
    await paper.at(8)
    assert 2 == fault.met, "once more, and no more"
    await paper.owner.says("/status")
    assert "못 보낸 소식 1번" in (await paper.owner.hears()).text
    await paper.publish("바다 수온 오른다")
    await paper.at(8, days=1)
    assert 2 == len((await alice.hears("소식")).links)


async def test_eighteen_addresses_of_eight_hundred_letters_are_told(paper: Paper) -> None:
    alice = await reader(paper)
    await alice.says("/subscriptions")
    panel = await alice.hears("매일 08:00")
    await alice.presses_data(f"2en:{(await paper.store.subscriptions.of_chat(alice.id))[0].id}:20", panel.id)
    await alice.hears("20")
    await paper.publish(*(f"{n}번째 소식이 나왔다" for n in range(1, 19)), path="x" * 780)
    await paper.at(8)
    told = [link for heard in alice.unheard() for link in heard.links]
    assert 18 == len(told)
