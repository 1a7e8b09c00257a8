"""Pieces of a text, joined as the app that cut them meant it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Chat, Message, User

from bot.entrypoints.telegram.pastes import WAIT_S, Pastes
from tests.emulator.people import pieces

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
ALICE, BOB = (User(id, name, is_bot=False) for id, name in ((7, "앨리스"), (8, "밥")))


def said(number: int, text: str, who: User = ALICE, late_s: float = 0.0) -> Message:
    return Message(number, NOW + timedelta(seconds=late_s), Chat(7, "private"), from_user=who, text=text)


async def at_once(seconds: float) -> None:
    assert seconds == WAIT_S
    await asyncio.sleep(0)


async def never(seconds: float) -> None:
    await asyncio.Event().wait()


async def joined(texts: list[str]) -> str:
    """What comes of *texts*, which come as fast as they are taken."""
    pastes = Pastes(never)
    whole = asyncio.create_task(pastes.whole(said(1, texts[0]), texts[0].strip()))
    for number, text in enumerate(texts[1:], 2):
        await asyncio.sleep(0)
        assert pastes.add(said(number, text))
    return (await whole)[0]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300), st.integers(4200, 9000))
def test_what_is_cut_at_the_limit_is_put_together_to_the_letter(some: str, length: int) -> None:
    text = ("가" + some * (length // len(some) + 1))[:length] + "."
    cut = pieces(text)
    if len(cut[-1]) * 2 >= 2048:  # it would be waited on for another one
        cut[-1] = cut[-1][:900]
    if any(piece.startswith("/") for piece in cut[1:]):
        return  # an order to the bot, whoever cut it
    assert "".join(cut).strip() == asyncio.run(joined(cut))


@pytest.mark.parametrize(
    ("first", "joint"),
    [("가" * 3000 + ".", "\n"), ("가" * 3000 + "다", " "), ("가" * 4096, ""), ("가" * 3000 + "\n\n", "\n\n")],
)
async def test_a_cut_between_words_or_paragraphs_is_mended(first: str, joint: str) -> None:
    assert first.strip() + joint + "나머지다." == await joined([first, "나머지다."])


async def test_only_the_same_persons_next_words_are_taken() -> None:
    pastes = Pastes(never)
    whole = asyncio.create_task(pastes.whole(said(1, "가" * 4096), "가" * 4096))
    await asyncio.sleep(0)
    assert [False] * 4 + [True] == [
        pastes.takes(one)
        for one in (
            said(2, "나", BOB),
            said(2, "/status"),
            said(1, "나"),
            said(2, "나", late_s=60),
            said(2, "나"),
        )
    ]
    whole.cancel()
    await asyncio.gather(whole, return_exceptions=True)
    assert not pastes.takes(said(2, "나")), "nothing is left open"


async def test_a_full_message_that_nothing_follows_is_known_as_full() -> None:
    for text, is_full in (("가" * 4096, True), ("가" * 4092, True), ("가" * 3000, False), ("가" * 9, False)):
        assert (text, is_full) == await Pastes(at_once).whole(said(1, text), text)
