"""Channels as sources: a post is taken with what its channel is by then, and rights that are gone stay gone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.feeds.health import Mark, Notice, Outcome
from bot.feeds.model import FeedItem
from tests.databases import database_url, postgres_server, postgres_url
from tests.ingest.feeding import NOW, Newsroom, open_newsroom, open_paper

__all__ = ["database_url", "postgres_server", "postgres_url"]

NARU = "https://t.me/c/1"
POST = FeedItem("telegram:-1001:5", f"{NARU}/5", "등대가 섰다", "등대가 섰다고 한다.", True, published=NOW)
LATER = replace(POST, guid="telegram:-1001:6", link=f"{NARU}/6", title="배가 왔다")


@pytest.fixture
async def room(tmp_path: Path, database_url: str) -> AsyncIterator[Newsroom]:
    async with open_paper() as paper, open_newsroom(tmp_path, database_url, paper) as opened:
        yield opened


@pytest.fixture
async def naru(room: Newsroom) -> int:
    """The number of a channel that is a source."""
    id, _ = await room.store.feeds.add(NARU, "나루", kind="channel", by=1, now=room.now)
    return id


async def test_a_channel_is_called_as_its_posts_say(room: Newsroom, naru: int) -> None:
    await room.feeds.take_post(NARU, "나루 소식", POST)
    assert "나루 소식" == (await room.feed(naru)).name
    (article,) = [one for key in room.index.ids() if (one := room.index.article(key))]
    assert "나루 소식" == article.publisher


async def test_what_an_editor_changes_between_two_posts_stays(room: Newsroom, naru: int) -> None:
    await room.feeds.take_post(NARU, "", POST)
    await room.store.feeds.change(naru, category="교통")
    await room.feeds.take_post(NARU, "", LATER)
    assert "교통" == (await room.feed(naru)).category
    articles = [one for key in room.index.ids() if (one := room.index.article(key))]
    assert {"등대가 섰다": "", "배가 왔다": "교통"} == {one.title: one.category for one in articles}


async def test_nothing_is_taken_of_a_channel_that_is_paused_or_no_source_any_more(
    room: Newsroom, naru: int
) -> None:
    await room.store.feeds.change(naru, paused=True)
    assert await room.feeds.take_post(NARU, "", POST) is None
    await room.store.feeds.remove(naru)
    assert await room.feeds.take_post(NARU, "", POST) is None
    assert set() == room.titles()


async def test_an_edit_gives_a_channel_no_rights_back_and_a_new_post_does_and_is_told(
    room: Newsroom, naru: int
) -> None:
    await room.feeds.take_post(NARU, "", POST)
    await room.feeds.see_channel(NARU, is_seen=False)
    assert [Notice.RESTING] == [notice for _, notice in await room.store.feeds.take_notices()]
    await room.feeds.take_post(NARU, "", replace(POST, title="등대가 둘 섰다"), edited=True)
    assert {"등대가 둘 섰다"} == room.titles()
    health = (await room.feed(naru)).health
    assert (Outcome.UNSEEN, Mark.RESTING) == (health.last, health.mark)
    assert [] == await room.store.feeds.take_notices()
    await room.feeds.take_post(NARU, "", LATER)
    assert Mark.WELL == (await room.feed(naru)).health.mark
    assert [Notice.HEALED] == [notice for _, notice in await room.store.feeds.take_notices()]
