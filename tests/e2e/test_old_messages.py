"""What Telegram no longer lets be answered or changed: old presses, messages that are gone, closed or moved."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.dialog import Voice
from tests.e2e.feed_room import until
from tests.e2e.morning import paper, voice
from tests.e2e.paper import Paper

__all__ = ["paper"]

CLOSED = ("message can't be edited", "message to edit not found", "MESSAGE_ID_INVALID")
SETTINGS = {"ko": ("일시", "매일 08:00"), "en": ("Pause", "Every day 08:00")}
ONLY_ADMINS = {"ko": "관리자", "en": "administrators"}


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("words", CLOSED)
async def test_a_message_that_can_be_changed_no_more_is_said_anew(
    paper: Paper, words: str, language: str
) -> None:
    label, set_for = SETTINGS[language]
    alice = voice(paper, language=language)
    await alice.says("/subscribe 08:00")
    await alice.hears()
    await alice.says("/subscriptions")
    panel = await alice.hears(set_for)
    fault = paper.telegram.refuse(400, f"Bad Request: {words}", method="editMessageText")
    await alice.presses(label, on=panel)
    anew = await alice.hears(set_for)
    assert (1, "sent", True) == (fault.met, anew.what, anew.id > panel.id)
    await alice.presses(anew.labels[0], on=anew)
    assert ("edited", anew.id) == ((changed := await alice.hears()).what, changed.id)


async def test_what_is_already_so_is_changed_without_a_word(paper: Paper) -> None:
    alice = voice(paper)
    await alice.says("/subscribe 08:00")
    await alice.hears()
    await alice.says("/subscriptions")
    panel = await alice.hears("매일 08:00")
    words = (
        "Bad Request: message is not modified: specified new message content and reply markup are the same"
    )
    fault = paper.telegram.refuse(400, words, method="editMessageText")
    await alice.presses("일시", on=panel)
    await alice.hears_nothing()
    assert 1 == fault.met


async def test_the_answer_to_a_message_that_is_deleted_meanwhile_comes_without_pointing_at_it(
    paper: Paper,
) -> None:
    alice = voice(paper)
    room = Voice.into_group(paper.telegram, "동네", alice, kind="supergroup")
    held = paper.telegram.hold(chat_id=room.chat.id, method="sendMessage")
    asked = await room.says("/latest@sosik_bot")
    await paper.telegram.until(lambda: held.met, why="the answer")
    del room.chat.messages[asked["message_id"]]
    held.withdraw()
    heard = await room.hears()
    assert heard.replies_to is None


@pytest.mark.parametrize("language", ["ko", "en"])
async def test_a_press_that_waited_too_long_is_done_and_what_it_has_to_say_is_said_as_a_message(
    paper: Paper, language: str
) -> None:
    """As after an hour in which the bot was away: Telegram takes answers to presses for about a minute."""
    label, set_for = SETTINGS[language]
    alice = voice(paper, language=language)
    room = Voice.into_group(paper.telegram, "Desk", alice, kind="supergroup")
    await room.says(f"/language@sosik_bot {language}")
    await room.hears()
    await room.says("/subscribe@sosik_bot 08:00")
    await room.hears()
    await room.says("/subscriptions@sosik_bot")
    panel = await room.hears(set_for)
    data = panel.button(label)["callback_data"]
    bob = voice(paper, "Bob", language).at(room)
    people, polls = paper.telegram.people, paper.telegram.hold(method="getUpdates")
    await voice(paper, "행인").says("/start")  # whose update ends the poll that waits
    await paper.telegram.until(lambda: polls.met, why="the next poll")
    people.press(room.chat, bob.person, panel.id, data)
    people.press(room.chat, alice.person, panel.id, data)
    paper.clock.now += timedelta(hours=1)
    polls.withdraw()
    told = await room.hears(ONLY_ADMINS[language])
    assert "sent" == told.what
    assert "edited" == (await room.hears()).what
    assert 2 == len(paper.telegram.expect_refused("query is too old"))
    (one,) = await paper.store.subscriptions.of_chat(room.chat.id)
    assert one.paused


async def test_a_button_of_before_a_group_moved_answers_where_it_is_now(paper: Paper) -> None:
    alice = voice(paper)
    room = Voice.into_group(paper.telegram, "동네", alice)
    await room.says("/subscribe@sosik_bot 08:00")
    await room.hears()
    await room.says("/subscriptions@sosik_bot")
    panel = await room.hears("매일 08:00")
    new = Voice(paper.telegram, alice.user, paper.telegram.people.upgrade(room.chat))
    await room.presses("일시", on=panel)
    heard = await new.hears("매일 08:00")
    assert "sent" == heard.what

    async def is_followed() -> bool:
        return [True] == [one.paused for one in await paper.store.subscriptions.of_chat(new.chat.id)]

    await until(is_followed)
    await alice.at(new).presses(heard.labels[0], on=heard)
    assert "edited" == (await new.hears()).what
    paper.telegram.expect_refused("upgraded")
