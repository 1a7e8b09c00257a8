"""Fair queueing: order within a chat and person, turns between persons, bounds, and one polite line."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import (
    CallbackQuery,
    Chat,
    ChatMemberLeft,
    ChatMemberUpdated,
    InlineQuery,
    Message,
    Update,
    User,
)

from bot.entrypoints.telegram import scheduler
from bot.entrypoints.telegram.scheduler import (
    FETCHING_S,
    FULL,
    TOLD_S,
    WAITING_OF_A_PERSON,
    FairScheduler,
    resting,
    step_aside,
)
from bot.entrypoints.telegram.updates import Json, chat_of, may_be_refused, origin


def said(number: int, who: int, where: int | None = None, **more: object) -> Json:
    where = who if where is None else where
    chat = Chat(where, "private" if where > 0 else "supergroup")
    message = Message(number, datetime(2026, 1, 1, tzinfo=UTC), chat, User(who, "A", False), text="x", **more)  # type: ignore[arg-type]
    return Update(number, message=message).to_dict()


class Room:
    """Handlers that finish when told to, and what they did."""

    def __init__(self, places: int = 64, fetching_s: float = FETCHING_S) -> None:
        self.now = 0.0
        self.told: list[int] = []
        self.begun: list[int] = []
        self.done: list[int] = []
        self.gates: dict[int, asyncio.Event] = defaultdict(asyncio.Event)
        self.scheduler = FairScheduler(self._tell, lambda: self.now, places, fetching_s)
        self.tasks: list[asyncio.Task[None]] = []

    async def _tell(self, update: Json) -> None:
        self.told.append(origin(update)[0])

    async def _handle(self, number: int, aside: bool, rests: bool) -> None:
        self.begun.append(number)
        if aside:
            step_aside()
        with resting() if rests else nullcontext():
            await self.gates[number].wait()
        self.done.append(number)

    async def gets(self, update: Json, aside: bool = False, rests: bool = False) -> None:
        handling = self._handle(update["update_id"], aside, rests)
        self.tasks.append(asyncio.create_task(self.scheduler.process_update(update, handling)))
        await settle()

    async def finishes(self, number: int) -> None:
        self.gates[number].set()
        await settle()

    async def ends(self) -> None:
        for _ in range(5_000):
            running = [number for number in self.begun if not self.gates[number].is_set()]
            if not running:
                break
            for number in running:
                self.gates[number].set()
            await settle()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        assert 0 == self.scheduler.waiting
        assert {} == self.scheduler._persons
        assert not self.scheduler._ready


async def settle() -> None:
    for _ in range(6):
        await asyncio.sleep(0)


def numbers() -> Iterator[int]:
    yield from range(1, 100_000)


async def test_one_person_in_one_chat_is_answered_in_order_one_by_one() -> None:
    room = Room()
    for number in (1, 2, 3):
        await room.gets(said(number, 7))
    assert [1] == room.begun
    await room.finishes(1)
    assert [1, 2] == room.begun
    await room.ends()
    assert [1, 2, 3] == room.done


async def test_another_person_comes_after_one_of_a_flood_at_most() -> None:
    room = Room(places=1)
    for number in range(1, 51):
        await room.gets(said(number, 7))
    await room.gets(said(100, 8))
    await room.finishes(1)
    await room.finishes(2)
    assert 100 in room.begun[:3]
    await room.ends()


async def test_while_more_is_to_be_fetched_nobodys_second_is_begun_and_everybodys_first_is() -> None:
    room = Room()
    await room.gets(said(1, 6))
    await room.gets(said(2, 6))
    room.scheduler.came(FULL)
    for number in (10, 11, 12):
        await room.gets(said(number, 7))
    await room.finishes(1)
    await room.finishes(10)
    room.scheduler.came(FULL)
    await room.gets(said(20, 8))
    assert [1, 10, 20] == room.begun
    room.scheduler.came(FULL - 1)
    await settle()
    assert [1, 10, 20, 2, 11] == room.begun
    await room.finishes(11)
    assert 12 == room.begun[-1]
    await room.ends()


async def test_what_steps_aside_is_followed_by_its_persons_next_while_more_is_fetched() -> None:
    room = Room()
    room.scheduler.came(FULL)
    await room.gets(said(1, 7), aside=True)
    await room.gets(said(2, 7))
    await room.gets(said(3, 7))
    assert [1, 2] == room.begun, "a paste goes on with the second"
    await room.finishes(2)
    assert [1, 2] == room.begun, "which was a turn"
    room.scheduler.came(FULL - 1)
    await settle()
    assert [1, 2, 3] == room.begun
    await room.ends()


async def test_seconds_are_begun_after_a_while_though_more_is_fetched() -> None:
    room = Room(fetching_s=0.0)
    room.scheduler.came(FULL)
    await room.gets(said(1, 7))
    await room.gets(said(2, 7))
    await room.finishes(1)
    await asyncio.sleep(0.001)
    room.scheduler.came(FULL)  # not held a second time
    await settle()
    assert [1, 2] == room.begun
    await room.ends()


async def test_while_an_update_rests_others_are_worked_on_and_nothing_more_of_its_person_and_chat() -> None:
    room, awake = Room(places=1), asyncio.Event()

    async def rest() -> None:
        room.begun.append(1)
        with resting():
            await awake.wait()
        await room.gates[1].wait()

    room.tasks.append(asyncio.create_task(room.scheduler.process_update(said(1, 7, -5), rest())))
    await settle()
    await room.gets(said(2, 7, -5))
    await room.gets(said(3, 8, -5))
    await room.gets(said(4, 9))
    assert [1, 3] == room.begun
    awake.set()
    await settle()
    await room.finishes(1)
    assert [1, 3] == room.begun, "its place is another's"
    await room.finishes(3)
    assert [1, 3, 4] == room.begun
    await room.ends()
    assert 2 == room.done[-1]


async def test_somebody_in_many_chats_gets_no_more_turns_than_others() -> None:
    room = Room(places=1)
    await room.gets(said(1, 5))
    for number in range(10, 40):
        await room.gets(said(number, 7, -number))
    for number in (50, 51):
        await room.gets(said(number, number))
    for _ in range(5):
        await room.finishes(room.begun[-1])
    assert {50, 51} <= set(room.begun[:5])
    await room.ends()


async def test_a_person_has_one_place_in_however_many_chats() -> None:
    room = Room()
    for number in range(1, 30):
        await room.gets(said(number, 7, -number))
    await room.gets(said(50, 8))
    assert [1, 50] == room.begun
    await room.ends()
    assert 30 == len(room.done)


async def test_who_waits_for_a_busy_chat_is_answered_in_others_and_not_in_that_one() -> None:
    room = Room()
    for number, chat in ((1, -1), (2, -1), (3, -2), (4, -3)):
        await room.gets(said(number, 7, chat), rests=number == 1)
    assert [1, 3] == room.begun, "one place again, beside what waits"
    await room.finishes(3)
    assert [1, 3, 4] == room.begun
    await room.ends()
    assert [1, 3, 4, 2] == room.begun


async def test_what_is_too_much_is_refused_with_one_polite_line_a_minute() -> None:
    room = Room()
    for number in range(1, 401):
        await room.gets(said(number, 7))
    assert [7] == room.told
    assert WAITING_OF_A_PERSON == room.scheduler.waiting
    room.now = 61.0
    await room.gets(said(401, 7))
    assert [7, 7] == room.told
    await room.gets(said(402, 8))
    assert 402 in room.begun
    await room.ends()


async def test_more_people_than_can_wait_are_refused_not_kept() -> None:
    room = Room(places=1)
    room.scheduler.waiting = scheduler.WAITING_OF_ALL
    await room.gets(said(1, 7))
    assert [7] == room.told
    room.scheduler.waiting = 0
    await room.ends()


async def test_that_a_chat_has_moved_is_never_refused() -> None:
    room = Room()
    for number in range(1, 200):
        await room.gets(said(number, 7, -5))
    await room.gets(said(500, 7, -5, migrate_to_chat_id=-6))
    await room.ends()
    assert 500 == room.done[-1]


async def test_what_goes_on_for_minutes_steps_aside_but_not_without_end() -> None:
    room = Room()
    for number in (1, 2, 3, 4):
        await room.gets(said(number, 7), aside=True)
    assert [1, 2, 3] == room.begun
    await room.finishes(1)
    assert [1, 2, 3] == room.begun  # the third holds its place until it is done
    await room.finishes(3)
    assert [1, 2, 3, 4] == room.begun
    await room.ends()


async def test_a_handler_that_fails_or_is_cancelled_frees_its_place() -> None:
    room = Room(places=1)

    async def fails() -> None:
        raise ValueError

    failing = asyncio.create_task(room.scheduler.process_update(said(1, 7), fails()))
    await asyncio.gather(failing, return_exceptions=True)
    await room.gets(said(2, 7))
    await room.gets(said(3, 7))
    await room.gets(said(4, 8))
    for task in room.tasks:
        task.cancel()
    await settle()
    await room.gets(said(5, 7))
    assert [2, 5] == room.begun
    await room.ends()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(-3, -1), st.booleans()), max_size=60),
    st.integers(1, 4),
)
def test_whatever_comes_all_is_done_in_the_order_of_its_chat_and_person(
    sent: list[tuple[int, int, bool]], places: int
) -> None:
    async def run() -> Room:
        room = Room(places)
        for number, (who, where, finish) in enumerate(sent, 1):
            await room.gets(said(number, who, where))
            if finish:
                await room.finishes(room.begun[-1])
        await room.ends()
        return room

    room = asyncio.run(run())
    assert sorted(room.done) == list(range(1, len(sent) + 1))
    lanes: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number in room.begun:
        lanes[sent[number - 1][:2]].append(number)
    assert all(lane == sorted(lane) for lane in lanes.values())


def test_who_speaks_as_a_group_is_that_group() -> None:
    group = Chat(-9, "supergroup")
    assert (-9, -9) == origin(said(1, 1087968824, -9, sender_chat=group))
    assert (7, -9) == origin(said(1, 7, -9))
    assert (0, 0) == origin({"update_id": 1})


async def test_what_would_be_refused_without_a_word_is_shed_before_it_is_decoded() -> None:
    room = Room()
    raw = said(1, who=7)
    assert not room.scheduler.sheds(raw)
    for number in range(1, WAITING_OF_A_PERSON + 2):
        await room.gets(said(number, who=7))
    assert not room.scheduler.sheds(raw), "it is to be told first"
    await room.gets(said(500, who=7))
    assert [7] == room.told
    assert room.scheduler.sheds(raw)
    assert 2 == room.scheduler.refused
    group = said(2, who=7, where=-5)
    assert room.scheduler.sheds(group)
    assert not room.scheduler.sheds(said(3, who=8))
    moved = said(4, who=7, where=-5, migrate_to_chat_id=-1005)
    assert not room.scheduler.sheds(moved), "it is told once"
    room.now += TOLD_S
    assert not room.scheduler.sheds(raw), "who was told long ago is told again"
    await room.ends()
    assert not room.scheduler.sheds(raw)


def test_who_and_where_are_those_that_decoding_finds() -> None:
    person, group = User(7, "A", False), Chat(-5, "supergroup")
    message = Message(1, datetime(2026, 1, 1, tzinfo=UTC), group, person, text="x")
    spoken = Message(
        2, datetime(2026, 1, 1, tzinfo=UTC), group, person, text="x", sender_chat=Chat(-9, "channel")
    )
    post = Message(1, datetime(2026, 1, 1, tzinfo=UTC), Chat(-9, "channel"), text="x")
    left = ChatMemberLeft(person)
    for update in (
        Update(1, message=message),
        Update(1, edited_message=message),
        Update(1, callback_query=CallbackQuery("1", person, "x", message=message, data="y")),
        Update(1, callback_query=CallbackQuery("1", person, "x", message=spoken, data="y")),
        Update(1, callback_query=CallbackQuery("1", person, "x", inline_message_id="1", data="y")),
        Update(1, inline_query=InlineQuery("1", person, "x", "")),
        Update(
            1, my_chat_member=ChatMemberUpdated(group, person, datetime(2026, 1, 1, tzinfo=UTC), left, left)
        ),
        Update(1, channel_post=post),
    ):
        who, chat = update.effective_user, update.effective_chat
        expected = (who.id if who else -9), (chat.id if chat else 0)
        assert expected == origin(update.to_dict())
        assert (expected[1] or expected[0]) == chat_of(update.to_dict())
    assert (-9, -5) == origin(Update(1, message=spoken).to_dict())


def test_only_what_people_say_and_press_may_be_refused() -> None:
    person, group = User(7, "A", False), Chat(-5, "supergroup")
    left = ChatMemberLeft(person)
    thrown_out = ChatMemberUpdated(group, person, datetime(2026, 1, 1, tzinfo=UTC), left, left)
    assert may_be_refused(said(1, 7))
    assert may_be_refused(Update(1, inline_query=InlineQuery("1", person, "x", "")).to_dict())
    assert may_be_refused(Update(1, callback_query=CallbackQuery("1", person, "x", data="y")).to_dict())
    assert not may_be_refused(said(1, 7, -5, migrate_to_chat_id=-1005))
    assert not may_be_refused(Update(1, my_chat_member=thrown_out).to_dict())


FIELDS = st.sampled_from(["message", "from", "id", "chat", "sender_chat", "callback_query"])


@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda some: st.lists(some) | st.dictionaries(FIELDS, some),
        max_leaves=12,
    )
)
def test_whatever_comes_is_of_somebody_or_of_nobody(found: object) -> None:
    for kind in ("message", "callback_query"):
        assert (0, 0) == origin({"update_id": 1, kind: found}) or isinstance(found, dict)
