"""Feeds at work: what a poll brings into the folder, and what it leaves as it is."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.articles.article import KST, Article
from bot.articles.reader import read_article
from bot.feeds.health import Mark, Notice, Outcome
from bot.feeds.model import FeedItem
from bot.ingest.feed_ports import Polled, Subscribed
from tests.databases import database_url, postgres_server, postgres_url
from tests.feeds_server import CROOKED, DATES, ENCODINGS, FeedsServer
from tests.ingest.feeding import LEASE, NOW, Newsroom, open_newsroom, open_paper

__all__ = ["database_url", "postgres_server", "postgres_url"]

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
async def paper() -> AsyncIterator[FeedsServer]:
    async with open_paper() as server:
        yield server


@pytest.fixture
async def room(tmp_path: Path, database_url: str, paper: FeedsServer) -> AsyncIterator[Newsroom]:
    async with open_newsroom(tmp_path, database_url, paper) as opened:
        yield opened


async def test_the_first_poll_is_archive_and_the_next_is_news(room: Newsroom) -> None:
    feed = await room.poll((await room.add()).id)
    assert 4 == len(room.titles())
    assert [] == await room.news()
    assert (True, Outcome.NEW, Mark.WELL, 4) == (
        feed.begun,
        feed.health.last,
        feed.health.mark,
        feed.articles,
    )
    assert all(name.startswith("feeds/한빛일보/") for name in room.files())
    room.paper.publish("한빛강에 얼음이 얼었다", "한빛강이 얼었다고 한빛시가 밝혔다.")
    await room.poll(feed.id, HOUR)
    assert ["한빛강에 얼음이 얼었다"] == await room.news()


async def test_of_a_long_feed_the_first_poll_takes_ten_and_the_others_never_come(room: Newsroom) -> None:
    for number in range(30):
        room.paper.publish(
            f"오래된 소식 {number}", f"{number}번째 오래된 소식이다.", timedelta(minutes=number)
        )
    feed = await room.poll((await room.add()).id)
    assert 10 == len(room.titles())
    room.paper.publish("새 소식이 왔다", "새 소식이다.")
    await room.poll(feed.id, HOUR)
    assert 11 == len(room.titles())
    assert ["새 소식이 왔다"] == await room.news()


async def test_what_has_not_changed_costs_nothing(room: Newsroom) -> None:
    feed = await room.poll((await room.add()).id)
    again = await room.poll(feed.id, HOUR)
    assert Outcome.UNCHANGED == again.health.last
    assert "If-None-Match" in room.paper.asked[-1][1]
    assert 4 == len(room.titles())


async def test_a_correction_is_a_new_version_with_the_log(room: Newsroom) -> None:
    feed = await room.poll((await room.add()).id)
    room.paper.correct(
        2, "한빛시가 바로잡는다고 밝혔다. 날짜는 3월이 아니라 4월이다.", "한빛시, 날짜를 바로잡다"
    )
    await room.poll(feed.id, HOUR)
    assert "한빛시, 날짜를 바로잡다" in room.titles()
    assert 4 == len(room.titles()) == len(room.files())
    (action,) = await room.store.desk.actions(10, 0)
    assert ("edit", "한빛일보") == (action.kind, action.person.name)
    assert ["한빛시, 날짜를 바로잡다"] == await room.news()
    await room.poll(feed.id, HOUR)
    assert 1 == len(await room.store.desk.actions(10, 0))


async def test_teasers_are_made_whole_and_stay_so(
    tmp_path: Path, database_url: str, paper: FeedsServer
) -> None:
    whole = "한빛시가 나루를 새로 놓는다고 밝혔다.\n\n" + "\n\n".join(
        f"{number}번째 나루는 한빛강의 {number}번째 마을에 놓여 주민들이 다리까지 돌아가지 않아도 된다고 한다."
        for number in range(1, 6)
    )
    paper.publish("나루를 놓다", whole)
    async with open_newsroom(tmp_path, database_url, paper, reads_pages=True) as room:
        feed = await room.poll((await room.add("/teasers.xml")).id)

        def article() -> Article:
            (path,) = [
                name
                for name in room.files()
                if "나루를 놓다" in (room.corpus.folder / name).read_text("utf-8")
            ]
            return read_article((room.corpus.folder / path).read_bytes(), path, NOW)

        before = article()
        assert whole == before.body
        room.paper.robots = "User-agent: *\nDisallow: /"
        room.paper.correct(room.paper.stories[-1].number, whole.replace("밝혔다", "말했다"))
        await room.poll(feed.id, HOUR)
        assert before.published == article().published
        assert len(article().body) > len(room.paper.stories[-1].teaser)


async def test_what_somebody_changed_or_removed_is_left_as_it_is(room: Newsroom) -> None:
    feed = await room.poll((await room.add()).id)
    paths = {
        read_article((room.corpus.folder / name).read_bytes(), name, NOW).title: name for name in room.files()
    }
    edited, gone = [paths[one.title] for one in room.paper.stories[:2]]
    mine = (room.corpus.folder / edited).read_text(encoding="utf-8") + "\n편집자가 덧붙였다.\n"
    (room.corpus.folder / edited).write_text(mine, encoding="utf-8")
    (room.corpus.folder / gone).unlink()
    for number in (1, 2):
        room.paper.correct(number, "다른 글이다.")
    await room.poll(feed.id, HOUR)
    assert mine == (room.corpus.folder / edited).read_text(encoding="utf-8")
    assert gone not in room.files()


async def test_the_same_link_in_another_section_is_one_article(room: Newsroom) -> None:
    first = await room.poll((await room.add("/rss.xml")).id)
    second = await room.poll((await room.add("/atom.xml")).id)
    assert (4, 0) == (first.articles, second.articles)
    assert 4 == len(room.files())


async def test_guids_that_change_each_time_make_no_new_articles(room: Newsroom) -> None:
    feed = await room.poll((await room.add("/guids.xml")).id)
    for _ in range(3):
        await room.poll(feed.id, HOUR)
    assert 4 == len(room.files())


@pytest.mark.parametrize("name", sorted(ENCODINGS))
async def test_every_encoding_is_read_whatever_it_is_said_to_be(room: Newsroom, name: str) -> None:
    room.paper.publish(f"{CROOKED}, 한빛시에 오다", f"{CROOKED} 이야기를 한빛시가 전했다.")
    await room.poll((await room.add(f"/encodings/{name}.xml")).id)
    assert f"{CROOKED}, 한빛시에 오다" in room.titles()


@pytest.mark.parametrize("name", sorted(set(DATES) - {"none", "korean"}))
async def test_every_form_of_date_is_read_as_it_is_meant(room: Newsroom, name: str) -> None:
    await room.poll((await room.add(f"/dates/{name}.xml")).id)
    found = {one.title: one for id in room.index.ids() if (one := room.index.article(id))}
    exact = "%Y-%m-%d %H:%M"
    for story in room.paper.stories:
        article = found[story.title]
        assert article.moment // 60 == story.published.timestamp() // 60, (name, article.published, exact)


async def test_broken_xml_and_other_forms_are_read(room: Newsroom) -> None:
    await room.poll((await room.add("/broken.xml")).id)
    assert any(title.startswith("R&D 한빛시") for title in room.titles())
    assert 4 == len(room.files())
    await room.poll((await room.add("/feed.json")).id)
    assert 4 == len(room.files())


async def test_a_permanent_move_is_followed_once_and_a_move_to_nothing_is_not(room: Newsroom) -> None:
    feed = await room.poll((await room.add("/moved-twice")).id)
    assert room.paper.url("/rss.xml") == feed.address
    other = await room.add("/moved-to-nothing")
    assert room.paper.url("/moved-to-nothing") == (await room.poll(other.id)).address


async def test_a_feed_that_moves_to_where_another_is_becomes_that_one(room: Newsroom) -> None:
    there, moving = await room.add("/rss.xml"), await room.add("/moved")
    await room.store.feeds.change(moving.id, next_at=room.now)
    await room.feeds.poll_due()
    await room.feeds.finished()
    await room.feeds.poll_due()
    await room.feeds.finished()
    assert [there.id] == [one.id for one in await room.store.feeds.all()]
    assert 4 == len(room.files())


async def test_a_feed_that_is_gone_rests_and_heals_by_itself(room: Newsroom) -> None:
    feed = await room.poll((await room.add()).id)
    room.paper.plays["/rss.xml"] = "gone"
    feed = await room.poll(feed.id, HOUR)
    assert Mark.RESTING == feed.health.mark
    assert feed.next_at is not None
    assert feed.next_at - room.now >= DAY
    await room.poll(feed.id, DAY)
    assert [("한빛일보", Notice.RESTING)] == room.told
    del room.paper.plays["/rss.xml"]
    room.paper.publish("다시 나왔다", "다시 나온 소식이다.")
    feed = await room.poll(feed.id, DAY)
    assert (Mark.WELL, Notice.HEALED) == (feed.health.mark, room.told[-1][1])


async def test_editors_are_told_once_when_it_fails_a_day_and_once_when_it_heals(room: Newsroom) -> None:
    feed = await room.poll((await room.add()).id)
    room.paper.plays["/rss.xml"] = "broken-down"
    for _ in range(30):
        feed = await room.poll(feed.id, HOUR)
    assert [Notice.FAILING] == [notice for _, notice in room.told]
    assert (Mark.FAILING, 30) == (feed.health.mark, feed.health.failures)
    del room.paper.plays["/rss.xml"]
    await room.poll(feed.id, HOUR)
    assert [Notice.FAILING, Notice.HEALED] == [notice for _, notice in room.told]


@pytest.mark.parametrize("fault", [None, ConnectionError("away")])
async def test_what_editors_could_not_be_told_is_told_later(room: Newsroom, fault: Exception | None) -> None:
    feed = await room.add()
    await room.store.feeds.return_notice(feed.id, Notice.FAILING)

    async def cannot(_: Subscribed, __: Notice) -> bool:
        if fault:
            raise fault
        return False

    with contextlib.suppress(ConnectionError):
        await room.feeds.tell_editors(cannot)
    assert [Notice.FAILING] == [notice for _, notice in await room.store.feeds.take_notices()]
    assert [] == await room.store.feeds.take_notices()


async def test_a_notice_that_cannot_be_sent_takes_no_other_along(room: Newsroom) -> None:
    first = await room.add()
    second = await room.add("/other.xml")
    for feed in (first, second):
        await room.store.feeds.return_notice(feed.id, Notice.FAILING)

    async def cannot(_: Subscribed, __: Notice) -> bool:
        raise ConnectionError

    with contextlib.suppress(ConnectionError):
        await room.feeds.tell_editors(cannot)
    assert [first.id, second.id] == [feed.id for feed, _ in await room.store.feeds.take_notices()]


async def test_a_server_that_asks_for_time_is_given_it(room: Newsroom) -> None:
    feed = await room.poll((await room.add()).id)
    room.paper.plays["/rss.xml"] = "limited"
    feed = await room.poll(feed.id, HOUR)
    assert feed.next_at is not None
    assert feed.next_at - room.now >= timedelta(minutes=30)


async def test_title_only_keeps_no_text(room: Newsroom) -> None:
    feed = await room.add()
    await room.store.feeds.change(feed.id, shows="title")
    await room.poll(feed.id)
    articles = [one for id in room.index.ids() if (one := room.index.article(id))]
    assert 4 == len(articles)
    assert {""} == {article.body for article in articles}


async def test_of_a_feed_that_was_asked_for_some_items_only_those_come(room: Newsroom) -> None:
    feed = await room.add()
    await room.store.feeds.change(feed.id, query="나룻배 등대 -도서관")
    await room.poll(feed.id)
    assert ["나룻배를 늘린다"] == [title.partition(": ")[2] for title in room.titles()]
    room.paper.publish("등대가 섰다", "한빛시가 등대를 세웠다.")
    room.paper.publish("등대 도서관이 섰다", "등대 옆에 섰다.")
    room.paper.publish("눈이 왔다", "한빛시에 눈이 왔다.")
    await room.poll(feed.id, HOUR)
    assert ["등대가 섰다"] == await room.news()
    await room.store.feeds.change(feed.id, query="")
    room.paper.publish("비가 왔다", "한빛시에 비가 왔다.")
    await room.poll(feed.id, HOUR)
    assert ["등대가 섰다", "비가 왔다"] == await room.news()  # what was not wanted then is no news now


async def test_a_feed_removed_and_added_again_brings_nothing_twice(room: Newsroom) -> None:
    feed = await room.poll((await room.add()).id)
    assert await room.store.feeds.remove(feed.id)
    again = await room.poll((await room.add()).id)
    assert again.id != feed.id
    assert 4 == len(room.files())
    assert [] == await room.news()


async def test_a_paused_feed_is_not_asked(room: Newsroom) -> None:
    feed = await room.add()
    await room.store.feeds.change(feed.id, paused=True)
    await room.poll(feed.id)
    assert [] == room.paper.asked


async def test_two_processes_share_the_work_and_ask_a_host_one_at_a_time(
    tmp_path: Path, database_url: str, room: Newsroom
) -> None:
    for path in ("/rss.xml", "/atom.xml", "/feed.json", "/dates/iso.xml"):
        await room.add(path)
    now = room.now
    first = await room.store.feeds.claim("one", now, LEASE, 8)
    assert 1 == len(first)  # they are all of one host
    assert [] == await room.store.feeds.claim("two", now, LEASE, 8)
    later = now + LEASE + timedelta(seconds=1)
    assert first == await room.store.feeds.claim("two", later, LEASE, 8)
    assert 0 == await room.store.feeds.release(lambda name: name == "one")
    assert 1 == await room.store.feeds.release(lambda name: name == "two")


async def test_an_item_that_cannot_be_read_stops_nothing_and_is_seen(room: Newsroom) -> None:
    room.paper.publish("", "")
    await room.poll((await room.add()).id)
    assert 4 == len(room.files())
    (refused,) = await room.store.feeds.refused(10)
    assert "한빛일보" == refused.feed


async def test_dates_that_were_read_nine_hours_late_are_brought_right_and_told_to_nobody(
    room: Newsroom,
) -> None:
    feed = await room.add("/rss.xml")
    right = (NOW - 10 * HOUR).astimezone(KST)
    item = FeedItem(
        None, "https://hanbit.example/1", "다리가 열렸다", "한빛교가 열렸다.", True, published=right
    )
    late = replace(item, published=right + 9 * HOUR)
    items = room.feeds._items  # as a poll hands them on
    taken = await items.take(replace(feed, begun=True), [late], NOW)
    await room.store.feeds.settle(None, Polled(replace(feed, begun=True), taken.items, None), NOW.date(), NOW)
    before = await room.news()
    taken = await items.take(replace(feed, begun=True), [item], NOW, redated=True)
    assert 1 == taken.corrected
    (article,) = [one for id in room.index.ids() if (one := room.index.article(id))]
    assert article.published == right
    assert before == await room.news()


async def test_a_channel_that_falls_silent_is_told_once_and_when_it_speaks_again(room: Newsroom) -> None:
    id, _ = await room.store.feeds.add("https://t.me/c/1", "나루 소식", kind="channel", by=1, now=room.now)

    async def posts(number: int) -> None:
        post = FeedItem(
            f"telegram:-1001:{number}", f"https://t.me/c/1/{number}", f"{number}번째 소식",
            f"{number}번째 소식을 나루지기가 전했다.", True, published=room.now,
        )  # fmt: skip
        await room.feeds.take_post("https://t.me/c/1", "나루 소식", post)

    for number in range(1, 6):
        await posts(number)
        room.now += DAY
    assert Mark.WELL is (await room.poll(id, 3 * DAY)).health.mark
    for _ in range(4):
        channel = await room.poll(id, 2 * DAY)
    assert (Mark.SILENT, [("나루 소식", Notice.SILENT)]) == (channel.health.mark, room.told)
    await posts(6)
    channel = await room.poll(id)
    assert (Mark.WELL, Notice.HEALED) == (channel.health.mark, room.told[-1][1])
    assert 2 == len(room.told)
    assert [] == room.paper.asked


async def test_a_channel_that_was_never_regular_or_cannot_be_seen_is_not_told_silent(room: Newsroom) -> None:
    id, _ = await room.store.feeds.add("https://t.me/c/2", "가끔 소식", kind="channel", by=1, now=room.now)
    await room.poll(id, 90 * DAY)
    await room.feeds.see_channel("https://t.me/c/2", is_seen=False)
    unseen = await room.poll(id, 90 * DAY)
    assert (Outcome.UNSEEN, [("가끔 소식", Notice.RESTING)]) == (unseen.health.last, room.told)
