"""Where feeds come from and go to: channels that lose the bot, topics of their own, the curated list."""

from __future__ import annotations

from datetime import timedelta

from telegram.ext import ExtBot

from bot.entrypoints.telegram.channels import look_at_channels
from bot.feeds.directory import papers
from tests.dialog import Voice
from tests.e2e.feed_room import Newsroom, room, until
from tests.feeds_server import FeedsServer

__all__ = ["room"]


async def a_channel(room: Newsroom) -> Voice:
    channel = Voice.into_channel(room.desk.telegram, "나루 소식", room.owner, username="naru_news")
    await channel.says("/feed here")
    await channel.hears("기사가 돼요")
    return channel


async def test_a_channel_that_takes_the_bots_rights_is_told_once_and_heals(room: Newsroom) -> None:
    channel = await a_channel(room)
    people, bot = room.desk.telegram.people, room.desk.telegram.world.bot
    people.set_member(channel.chat, bot, "member", room.owner.person)
    told = await room.owner.hears("더는 볼 수 없어요")
    assert "나루 소식" in told.text
    people.remove_bot(channel.chat, room.owner.person)  # is worse, and known
    await room.owner.says("/feeds")
    listed = await room.owner.hears("⛔ 1. 나루 소식")
    await room.owner.presses("1", on=listed)
    assert "봇이 이 채널의 관리자가 아니에요" in (await room.owner.hears("글을 볼 수 없어요")).text
    people.invite_bot(channel.chat, room.owner.person, "administrator")
    await room.owner.hears("다시 잘 받고 있어요")
    await channel.says("도담나루에 새 등대가 섰다\n등대는 밤마다 불을 켠다고 나루지기가 말했다.")

    async def is_there() -> bool:
        return bool(room.desk.found("등대"))

    await until(is_there)
    assert [] == [one for one in room.owner.unheard() if "더는 볼 수 없어요" in one.text]


async def test_rights_that_were_taken_while_the_bot_was_away_are_seen_at_its_next_start(
    room: Newsroom,
) -> None:
    channel = await a_channel(room)
    world = room.desk.telegram.world
    people, feeds = room.desk.telegram.people, room.desk.services.feeds
    async with ExtBot(room.desk.telegram.token, base_url=f"{room.desk.telegram.url}/bot") as bot:
        people.add_members(channel.chat, [world.bot], "left")  # nobody was told
        await look_at_channels(bot, feeds)
        await room.owner.hears("더는 볼 수 없어요")
        (asked,) = (
            room.desk.telegram.violations
        )  # whether it is there: of whom Telegram answers none who is not
        assert ("getChatMember", 403) == (asked.method, asked.code)
        room.desk.telegram.violations.clear()
        people.add_members(channel.chat, [world.bot], "administrator")
        await look_at_channels(bot, feeds)
        await room.owner.hears("다시 잘 받고 있어요")


async def test_each_feed_has_a_topic_of_its_own_in_a_forum(room: Newsroom) -> None:
    await room.subscribes()
    async with FeedsServer(room.paper.now, title="나루 신문") as other:
        other.publish("나루의 옛일", "나루의 옛일을 떠올렸다고 나루시가 밝혔다.")
        await room.owner.says(f"/feed {other.url('/rss.xml')}")
        await room.owner.presses("구독", on=await room.owner.hears("나루 신문"))
        await room.until_polled(2)
        await room.owner.says("/feeds 1")
        hint = await room.owner.hears("다음 확인")
        (said,) = [one for one in hint.marked("code") if one.startswith("/subscribe")]
        forum = Voice.into_group(room.desk.telegram, "편집국", room.owner, kind="supergroup", forum=True)
        naru, hanbit = room.owner.at(forum).topics("나루", "한빛")
        for topic, words in ((naru, said), (hanbit, "/subscribe 언론사:한빛일보")):
            await topic.says(words)
            await topic.hears("구독했어요")
        other.publish("나루에 안개가 끼었다", "나루에 안개가 짙게 끼었다고 나루시가 밝혔다.")
        room.paper.publish("한빛강에 얼음이 얼었다", "한빛강이 처음으로 얼었다고 한빛시가 밝혔다.")
        await room.polls()

        async def are_there() -> bool:  # one after the other, since they are of one host
            return bool(room.desk.found("안개") and room.desk.found("얼음"))

        await until(are_there)
    room.clock.ahead = timedelta(days=1)
    await room.desk.services.deliveries.deliver_due()
    await room.desk.services.deliveries.finished()
    assert "얼음" not in (await naru.hears("나루에 안개가 끼었다", timeout_s=20)).text
    assert "안개" not in (await hanbit.hears("한빛강에 얼음이 얼었다", timeout_s=20)).text


async def test_the_category_of_a_feed_is_its_articles(room: Newsroom) -> None:
    await room.subscribes()
    await room.owner.says("/feeds 1")
    await room.owner.presses("분야", on=await room.owner.hears("잘 받고 있어요"))
    await room.owner.presses("경제", on=await room.owner.hears("어느 분야"))
    await room.owner.hears("분야: 경제")
    room.paper.publish("한빛시장에 새 등대가 섰다", "등대는 밤마다 불을 켠다고 한빛시가 밝혔다.")
    await room.polls()
    await room.owner.says("/search 등대 분야:경제")
    await room.owner.hears("새 등대가 섰다")
    await room.owner.says("/search 나룻배 분야:경제")  # came before
    assert "나룻배를 늘린다" not in (await room.owner.hears()).text


async def test_a_paper_of_the_curated_list_is_subscribed_to_by_a_press(room: Newsroom) -> None:
    one = papers()[0]
    await room.owner.says("/feed")
    page = await room.owner.hears("골라도 돼요")
    await room.owner.presses(page.labels[0], on=page)
    await room.owner.hears("구독했어요")
    await room.until_polled(1)
    (feed,) = await room.feeds()
    assert (one.address, one.paper, 4) == (feed.address, feed.name, feed.articles)
    await room.owner.says("/search 나룻배 언론사:" + one.paper)
    await room.owner.hears("나룻배를 늘린다")
    await room.owner.presses(page.labels[0], on=page)
    await room.owner.hears("이미 받고 있어요")
    assert 1 == len(await room.feeds())
    await room.owner.says(f"/feed {papers()[1].paper} {papers()[1].section}")
    found = await room.owner.hears("골라도 돼요")
    await room.owner.presses(found.labels[0], on=found)
    await room.owner.hears("구독했어요")
    assert {("", one.address), (papers()[1].section, papers()[1].address)} == {
        (feed.category, feed.address) for feed in await room.feeds()
    }
