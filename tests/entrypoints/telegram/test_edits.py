"""No change is sent that changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from telegram import Chat, InaccessibleMessage, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.entrypoints.telegram.edits import FRESH_S, Edits

CHAT = Chat(1, "private")
ON = InlineKeyboardMarkup([[InlineKeyboardButton("다음 ▶", callback_data="s:1:5:ko")]])


def message(text: str, keyboard: InlineKeyboardMarkup | None = ON, number: int = 7) -> Message:
    return Message(number, datetime.now(UTC), CHAT, text=text, reply_markup=keyboard)


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def edits(clock: Clock) -> Edits:
    return Edits(clock)


def test_what_the_message_says_already_is_not_sent(edits: Edits) -> None:
    assert not edits.begin(message("하나 & 둘"), "하나 & 둘", ON)


def test_another_text_or_other_buttons_are_sent(edits: Edits) -> None:
    assert edits.begin(message("하나"), "둘", ON)
    assert edits.begin(message("하나", number=8), "하나", None)


def test_a_second_press_meanwhile_is_not_sent(edits: Edits) -> None:
    assert edits.begin(message("하나"), "둘", ON)
    assert not edits.begin(message("하나"), "둘", ON)
    assert edits.begin(message("하나"), "셋", ON)
    assert edits.begin(message("하나"), "둘", ON)


def test_a_later_press_goes_by_what_the_message_says(edits: Edits, clock: Clock) -> None:
    assert edits.begin(message("하나"), "둘", ON)
    clock.now += FRESH_S
    assert edits.begin(message("하나"), "둘", ON)


def test_a_change_that_failed_may_be_tried_again(edits: Edits) -> None:
    assert edits.begin(message("하나"), "둘", ON)
    edits.failed(message("하나"))
    assert edits.begin(message("하나"), "둘", ON)


def test_a_message_too_old_to_be_seen_is_changed(edits: Edits) -> None:
    assert edits.begin(InaccessibleMessage(CHAT, 7), "둘", ON)


def test_a_change_is_let_go_once_it_is_not_fresh_any_more(edits: Edits, clock: Clock) -> None:
    for number in range(900):
        clock.now += 1.0
        edits.begin(message("하나", number=number), "둘", ON)
    assert len(edits._latest) == FRESH_S


def test_a_change_is_let_go_behind_one_that_was_changed_again(edits: Edits, clock: Clock) -> None:
    assert edits.begin(message("하나"), "둘", ON)
    assert edits.begin(message("하나", number=8), "둘", ON)
    clock.now += FRESH_S / 2
    assert edits.begin(message("하나"), "셋", ON)
    clock.now += FRESH_S / 2
    assert edits.begin(message("하나", number=8), "둘", ON)
    assert not edits.begin(message("하나"), "셋", ON)
