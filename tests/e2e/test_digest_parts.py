"""A digest of several messages, and what befalls its place in the middle of it: nothing is lost or told twice."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import Refusal
from tests.dialog import Heard, Voice
from tests.e2e.morning import paper, voice
from tests.e2e.paper import Paper

__all__ = ["paper"]

COUNT = 18  # with addresses of eight hundred characters: more than one message takes
RIGHTS = {"ko": ("권한이 없어요", "«편집국»"), "en": ("lack the right", "«Desk»")}


async def subscribed(paper: Paper, place: Voice) -> list[str]:
    """A digest of all COUNT articles that come now; their titles."""
    await place.says("/subscribe@sosik_bot 08:00" if place.chat.type != "private" else "/subscribe 08:00")
    await place.hears()
    return await news(paper, place)


async def news(paper: Paper, place: Voice) -> list[str]:
    for one in await paper.store.subscriptions.of_chat(place.chat.id):
        assert await paper.store.subscriptions.change(replace(one, count=COUNT))
    made = await paper.publish(*(f"{n}번째 소식이 나왔다" for n in range(1, COUNT + 1)), path="x" * 780)
    return [one.title for one in made]


@contextlib.asynccontextmanager
async def in_the_middle(paper: Paper, place: Voice) -> AsyncIterator[None]:
    """At eight: the first message has arrived there, the second is on its way; then all goes on to its end."""
    chat = place.chat.id
    first = paper.telegram.hold(chat_id=chat, method="sendMessage")
    going = asyncio.create_task(paper.at(8))
    await paper.telegram.until(lambda: first.met, why="the first message")
    second = paper.telegram.hold(chat_id=chat, method="sendMessage")
    first.withdraw()
    await paper.telegram.until(lambda: second.met, why="the second message")
    yield
    second.withdraw()
    await going


def told(messages: Sequence[Heard]) -> Counter[str]:
    return Counter(title for one in messages for title in one.links)


async def test_a_topic_that_is_deleted_in_the_middle_is_left_for_its_group(paper: Paper) -> None:
    alice = voice(paper)
    await alice.says("/start")
    await alice.hears()
    forum = Voice.into_group(paper.telegram, "포럼", alice, kind="supergroup", forum=True)
    (trams,) = forum.topics("전차")
    titles = await subscribed(paper, trams)
    assert trams.topic is not None
    async with in_the_middle(paper, trams):
        before = trams.unheard()
        paper.telegram.people.delete_topic(forum.chat, trams.topic)
    after = forum.unheard()
    assert [1, True] == [len(before), len(after) >= 1]
    assert Counter(titles) == told([*before, *after])
    assert "주제가 없어져서" in (await alice.hears("«포럼»")).text
    await paper.publish("내일 소식이 나왔다")
    await paper.at(8, days=1)
    assert ["내일 소식이 나왔다"] == list((await forum.hears("소식")).links)
    paper.telegram.expect_refused("thread not found")


@pytest.mark.parametrize("silently", [False, True])
async def test_a_group_that_moves_in_the_middle_is_followed_with_what_is_left(
    paper: Paper, silently: bool
) -> None:
    alice = voice(paper)
    room = Voice.into_group(paper.telegram, "동네", alice)
    titles = await subscribed(paper, room)
    async with in_the_middle(paper, room):
        before = room.unheard()
        new = Voice(paper.telegram, alice.user, paper.telegram.people.upgrade(room.chat, silently))
    after = new.unheard()
    assert Counter(titles) == told([*before, *after])
    assert [] == room.unheard()
    await alice.at(new).presses("설정", on=after[-1])
    await new.hears("매일 08:00")
    await paper.publish("내일 소식이 나왔다")
    await paper.at(8, days=1)
    assert ["내일 소식이 나왔다"] == list((await new.hears("소식")).links)
    paper.telegram.expect_refused("upgraded")


@pytest.mark.parametrize("silently", [False, True])
async def test_who_blocks_in_the_middle_is_left_alone_and_misses_nothing_once_back(
    paper: Paper, silently: bool
) -> None:
    alice = voice(paper)
    titles = await subscribed(paper, alice)
    async with in_the_middle(paper, alice):
        before = alice.unheard()
        await alice.blocks_the_bot(silently=silently)
    calls = len(paper.telegram.sent(chat_id=alice.id))
    await paper.at(9)
    assert calls == len(paper.telegram.sent(chat_id=alice.id))
    assert [Refusal.BLOCKED] == [mute.why for mute in await paper.store.mutes.of(alice.id)]
    assert [] == paper.owner.unheard(), "nobody can mend that"
    paper.telegram.people.block(alice.person, False, silently=True)
    await alice.says("/subscriptions")
    await alice.hears("매일 08:00")
    await paper.at(8, days=1)
    assert set(titles) == set(told([*before, *alice.unheard()]))
    paper.telegram.expect_refused("blocked")


@pytest.mark.parametrize("wait_s", [3, 3600])
async def test_a_flood_limit_in_the_middle_is_obeyed_and_no_message_comes_twice(
    paper: Paper, wait_s: int
) -> None:
    alice, bob = voice(paper), voice(paper, "밥")
    await bob.says("/subscribe 08:00")
    await bob.hears()
    titles = await subscribed(paper, alice)
    first = paper.telegram.hold(chat_id=alice.id, method="sendMessage")
    going = asyncio.create_task(paper.at(8))
    await paper.telegram.until(lambda: first.met, why="the first message")
    flood = paper.telegram.flood(wait_s, chat_id=alice.id, method="sendMessage")
    first.withdraw()
    await going
    assert 1 == flood.met
    assert any("월요일 소식" in one.text for one in bob.unheard()), "nobody else waits"
    assert (wait_s == 3) == (Counter(titles) == told(before := alice.unheard()))
    paper.clock.now += timedelta(seconds=wait_s)
    await paper.deliver()
    assert Counter(titles) == told([*before, *alice.unheard()])


@pytest.mark.parametrize("language", ["ko", "en"])
async def test_rights_that_are_taken_in_the_middle_are_told_to_the_owner_and_the_rest_comes_once_given_back(
    paper: Paper, language: str
) -> None:
    word, title = RIGHTS[language]
    alice = voice(paper, language=language)
    room = Voice.into_group(paper.telegram, title[1:-1], alice, kind="supergroup")
    titles = await subscribed(paper, room)
    people = paper.telegram.people
    async with in_the_middle(paper, room):
        before = room.unheard()
        people.add_members(room.chat, [paper.telegram.world.bot], "restricted")
    assert word in (await paper.owner.hears(title)).text
    assert [] == room.unheard()
    people.add_members(room.chat, [paper.telegram.world.bot])
    await paper.at(8, days=1)
    assert set(titles) == set(told([*before, *room.unheard()]))
    assert [] == await paper.store.mutes.of(room.chat.id)
    paper.telegram.expect_refused("not enough rights")


@pytest.mark.parametrize("language", ["ko", "en"])
async def test_a_channel_that_takes_the_right_to_post_in_the_middle_gets_the_rest_once_it_is_given_back(
    paper: Paper, language: str
) -> None:
    word, title = RIGHTS[language]
    alice = voice(paper, language=language)
    channel = Voice.into_channel(paper.telegram, title[1:-1], alice, username="hanbit_news")
    await alice.says("/subscribe @hanbit_news 08:00")
    await alice.hears(title[1:-1])
    titles = await news(paper, channel)
    people = paper.telegram.people
    async with in_the_middle(paper, channel):
        before = channel.unheard()
        people.add_members(channel.chat, [paper.telegram.world.bot], "administrator", can_post_messages=False)
    assert word in (await paper.owner.hears(title)).text
    assert [] == channel.unheard()
    people.add_members(channel.chat, [paper.telegram.world.bot], "administrator", can_post_messages=True)
    await paper.at(8, days=1)
    assert set(titles) == set(told([*before, *channel.unheard()]))
    paper.telegram.expect_refused("administrator rights")


@pytest.mark.parametrize(("language", "words"), [("ko", "갔는지 모르겠어요"), ("en", "do not know whether")])
async def test_a_part_that_may_not_have_come_is_told_of_where_it_should_be(
    paper: Paper, language: str, words: str
) -> None:
    alice = voice(paper)
    await alice.says(f"/language {language}")
    await alice.hears()
    titles = await subscribed(paper, alice)
    paper.telegram.break_off(accepted=False, chat_id=alice.id, method="sendMessage")
    await paper.at(8)
    heard = alice.unheard()
    doubts = [one for one in heard if words in one.text]
    assert [1, True] == [len(doubts), "/latest" in doubts[0].text]
    assert 0 < len(set(titles) - set(told(heard))) < len(titles), "one part of several"
