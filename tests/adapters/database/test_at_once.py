"""Two copies, or a person and a copy, that write the same rows at the same moment, on both databases where both can."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, select

from bot.adapters.database.schema import deliveries, mutes, parts, subscriptions
from bot.adapters.database.store import Store
from bot.delivery.model import WHOLE_CHAT, Part
from bot.digests.subscription import Place
from bot.errors import Refusal
from tests.adapters.database.conftest import Clock
from tests.adapters.database.delivering import MORNING, FakeMessenger, House
from tests.databases import postgres_url  # noqa: F401 - a fixture


@pytest.fixture
def database_url(postgres_url: str) -> str:  # noqa: F811 - SQLite's writers come one after the other
    return postgres_url


@contextlib.contextmanager
def just_before(store: Store, statement: str, act: Callable[[], object]) -> Iterator[None]:
    """*act*, of another connection, before the first statement that begins so."""
    waiting = [act]

    def before(connection: Any, cursor: Any, text: str, *_: Any) -> None:
        if text.startswith(statement) and waiting:
            waiting.pop()()

    event.listen(store.database.engine.sync_engine, "before_cursor_execute", before)
    try:
        yield
    finally:
        event.remove(store.database.engine.sync_engine, "before_cursor_execute", before)
    assert not waiting, f"no {statement}"


def run(url: str, statement: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(url, autocommit=True, options="-c lock_timeout=500") as other:
        found = other.execute(statement)
        return found.fetchall() if found.description else []


async def test_what_becomes_due_while_issues_are_opened_keeps_its_day(
    house: House, database_url: str
) -> None:
    await house.subscribe(7)
    late = await house.subscribe(8)
    await house.store.subscriptions.change(replace(late, paused=True))
    await house.publish(1)
    await house.morning()
    wakes = f"UPDATE subscriptions SET paused = false WHERE id = {late.id}"
    with just_before(house.store, "UPDATE subscriptions SET last_issue", lambda: run(database_url, wakes)):
        await house.deliver()
    await house.deliver()
    async with house.store.database.read() as connection:
        opened = set((await connection.execute(select(deliveries.c.subscription))).scalars())
        row = (await connection.execute(select(subscriptions).where(subscriptions.c.id == late.id))).one()
    has_issue = row.last_issue is not None and row.last_issue.isoformat() == "2026-03-02"
    assert has_issue == (late.id in opened)


async def test_a_delivery_is_not_claimed_by_another_while_its_parts_are_kept(
    house: House, database_url: str
) -> None:
    await house.subscribe()
    await house.morning()
    outbox, now = house.store.outbox, house.clock.now
    await outbox.open_issues(MORNING, date(2026, 3, 2), now)
    (one,) = await outbox.claim("a", now, now + timedelta(minutes=2), 10)
    free = f"SELECT id FROM deliveries WHERE id = {one.id} FOR UPDATE SKIP LOCKED"
    seen: list[Any] = []
    with just_before(house.store, "INSERT INTO parts", lambda: seen.extend(run(database_url, free))):
        assert {one.id} == await outbox.keep("a", {one.id: [Part("news")]}, now)
    assert [] == seen


async def test_two_copies_that_are_refused_in_one_place_mute_it_once(
    store: Store, clock: Clock, database_url: str
) -> None:
    await store.chats.meet(-5, "supergroup", "모임", "ko")
    other = (
        f"INSERT INTO mutes (chat, topic, why, since) SELECT -5, {WHOLE_CHAT}, 'kicked', now() FROM "
        "(SELECT id FROM chats WHERE id = -5 FOR UPDATE) AS held"
    )

    def refused() -> None:
        with contextlib.suppress(psycopg.errors.LockNotAvailable):  # it waits for the first, as it should
            run(database_url, other)

    with just_before(store, "INSERT INTO mutes", refused):
        assert await store.mutes.mute(-5, WHOLE_CHAT, Refusal.KICKED)
    assert not await store.mutes.mute(-5, WHOLE_CHAT, Refusal.KICKED)
    async with store.database.read() as connection:
        assert 1 == len((await connection.execute(select(mutes))).all())


class Interrupted(FakeMessenger):
    """Somebody does something while a part is on its way."""

    def __init__(self, act: Callable[[], Any], at: int) -> None:
        super().__init__()
        self._act, self._at = act, at

    async def send(self, place: Place, part: Part, *, silent: bool) -> int:
        message = await super().send(place, part, silent=silent)
        if self.calls == self._at:
            await self._act()
        return message


async def test_what_was_on_its_way_when_a_reader_paused_is_not_told_again(house: House) -> None:
    made = await house.subscribe()
    await house.publish(1)
    await house.morning()
    messenger = Interrupted(lambda: house.store.subscriptions.change(replace(made, paused=True)), at=2)
    await house.dispatcher(messenger=messenger).deliver_due()
    assert 2 == len(messenger.sent)
    async with house.store.database.read() as connection:
        assert {"sent"} == set((await connection.execute(select(parts.c.state))).scalars())
        assert {"sent"} == set((await connection.execute(select(deliveries.c.state))).scalars())
    await house.store.subscriptions.change(replace(made, paused=False))
    await house.publish(2)
    await house.morning(1)
    await house.deliver()
    assert ["s2"] == house.messenger.texts[-1].split()[1:]


async def test_who_paused_between_two_parts_gets_no_second(house: House) -> None:
    made = await house.subscribe()
    await house.publish(1)
    await house.morning()
    messenger = Interrupted(lambda: house.store.subscriptions.change(replace(made, paused=True)), at=1)
    await house.dispatcher(messenger=messenger).deliver_due()
    assert 1 == len(messenger.sent)
    async with house.store.database.read() as connection:
        assert {"muted"} == set((await connection.execute(select(deliveries.c.state))).scalars())


async def test_words_that_a_database_does_not_take_are_kept_without_them(house: House) -> None:
    await house.subscribe()
    await house.morning()
    outbox, now = house.store.outbox, house.clock.now
    await outbox.open_issues(MORNING, date(2026, 3, 2), now)
    (one,) = await outbox.claim("a", now, now + timedelta(minutes=2), 10)
    assert {one.id} == await outbox.keep("a", {one.id: [Part("ne\0ws \ud800")]}, now)
    assert await outbox.put_off(one.id, "a", now)
    (again,) = await outbox.claim("b", now, now + timedelta(minutes=2), 10)
    assert again.parts == {1: Part("news ?")}


async def test_a_number_that_no_row_can_have_is_no_draft(store: Store) -> None:
    for number in (0, -1, 2**63, 2**200):
        assert await store.drafts.load(number) is None
