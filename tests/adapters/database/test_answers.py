"""Answers: the thread a reply goes on with, and what readers think of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.adapters.database.queries import KEPT_DAYS
from bot.adapters.database.schema import answers, feedback
from bot.adapters.database.store import Store
from tests.adapters.database.conftest import Clock

CHAT, ANN, BOB = -1001, 7, 8
QUOTES = [("901_0000000012", 10, 42), ("902_1", 0, 7)]


async def votes(store: Store) -> list[tuple[int, int, bool]]:
    async with store.database.read() as connection:
        rows = await connection.execute(
            select(feedback.c.answer, feedback.c.person, feedback.c.good).order_by(feedback.c.person)
        )
        return [tuple(row) for row in rows.all()]


async def test_a_reply_finds_the_questions_its_answer_came_from(store: Store, database_url: str) -> None:
    id = await store.answers.save(CHAT, ["파업은 누가 했어?", "그럼 언제?"], QUOTES)
    assert () == await store.answers.asked(CHAT, 50)
    await store.answers.sent(id, 50)
    again = await Store.open(database_url)
    assert ("파업은 누가 했어?", "그럼 언제?") == await again.answers.asked(CHAT, 50)
    assert () == await again.answers.asked(CHAT - 1, 50)
    assert ("파업은 누가 했어?", "그럼 언제?") == await again.answers.asked(CHAT, 0, id)
    assert () == await again.answers.asked(CHAT - 1, 0, id)
    assert () == await again.answers.asked(CHAT, 0, 2**64)
    await again.close()


async def test_the_newest_answer_goes_on_for_an_hour(store: Store, clock: Clock) -> None:
    await store.answers.save(CHAT, ["누가?"], QUOTES)
    await store.answers.save(CHAT, ["언제?"], QUOTES)
    await store.answers.save(CHAT - 1, ["왜?"], QUOTES)
    assert ("언제?",) == await store.answers.latest(CHAT)
    clock.now += timedelta(hours=1, seconds=1)
    assert () == await store.answers.latest(CHAT)


async def test_what_is_listed_is_found_by_its_number_and_goes_on_for_an_hour(
    store: Store, clock: Clock
) -> None:
    answer = await store.answers.save(CHAT, ["누가?"], [*QUOTES, QUOTES[0]])
    page = await store.answers.save(CHAT, [], [("903_6", 6, 6), ("903_7", 7, 7)])
    await store.answers.sent(page, 51)
    assert (
        {6: "903_6", 7: "903_7"} == await store.answers.listed(CHAT) == await store.answers.listed(CHAT, 51)
    )
    assert ("누가?",) == await store.answers.latest(CHAT), (
        "a list that no words asked for ends no conversation"
    )
    assert {1: "901_0000000012", 2: "902_1"} == await store.answers.listed(CHAT, 50, answer)
    assert {} == await store.answers.listed(CHAT - 1, 51)
    clock.now += timedelta(hours=1, seconds=1)
    assert {} == await store.answers.listed(CHAT)
    assert {6: "903_6", 7: "903_7"} == await store.answers.listed(CHAT, 51)


async def test_what_was_shown_is_kept_with_the_question(store: Store, clock: Clock) -> None:
    id = await store.answers.save(CHAT, ["누가?\0"], QUOTES)
    async with store.database.read() as connection:
        row = (await connection.execute(select(answers))).one()
    assert (id, ["누가?"], [list(quote) for quote in QUOTES]) == (row.id, row.questions, row.quotes)
    assert clock.now == row.at


async def test_everybody_has_one_voice_and_may_change_it(store: Store) -> None:
    id = await store.answers.save(CHAT, ["누가?"], QUOTES)
    assert await store.answers.rate(id, CHAT, ANN, True)
    assert await store.answers.rate(id, CHAT, BOB, True)
    assert await store.answers.rate(id, CHAT, ANN, False)
    assert [(id, ANN, False), (id, BOB, True)] == await votes(store)


@pytest.mark.parametrize(("shift", "chat"), [(0, CHAT + 1), (1, CHAT), (-(2**70), CHAT), (2**70, CHAT)])
async def test_an_answer_that_is_not_there_is_not_rated(store: Store, shift: int, chat: int) -> None:
    id = await store.answers.save(CHAT, ["누가?"], QUOTES)
    assert not await store.answers.rate(id + shift, chat, ANN, True)
    assert [] == await votes(store)


async def test_old_answers_are_forgotten_with_what_was_thought_of_them(store: Store, clock: Clock) -> None:
    old = await store.answers.save(CHAT, ["누가?"], QUOTES)
    await store.answers.rate(old, CHAT, ANN, True)
    clock.now += timedelta(days=KEPT_DAYS + 1)
    new = await store.answers.save(CHAT, ["언제?"], QUOTES)
    await store.answers.rate(new, CHAT, ANN, True)
    assert 1 == await store.answers.forget_old()
    assert [(new, ANN, True)] == await votes(store)
