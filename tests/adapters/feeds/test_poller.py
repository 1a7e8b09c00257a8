"""Polling: what a server says is heeded, and what a hostile one sends costs little."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

import bot
from bot.adapters.feeds.poller import Hosts, Poller, user_agent
from bot.adapters.feeds.robots import Robots
from bot.adapters.web.hops import Hops
from tests.feeds_server import FeedsServer, fill

NOW = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)


@pytest.fixture
async def paper() -> AsyncIterator[FeedsServer]:
    async with FeedsServer(NOW) as server:
        fill(server)
        yield server


@pytest.fixture
def poller() -> Poller:
    return Poller(user_agent("desk@hanbit.example"), Hops.anywhere(5.0), Hosts(0.0))


async def test_a_feed_is_fetched_under_our_own_name(paper: FeedsServer, poller: Poller) -> None:
    reply = await poller.poll(paper.url("/rss.xml"), now=NOW)
    assert ("fed", "application/rss+xml", 200) == (reply.kind, reply.content_type, reply.status)
    assert "나룻배".encode() in reply.body
    ((_, headers),) = paper.asked
    assert f"Sosik/{bot.__version__} (+desk@hanbit.example)" == headers["User-Agent"]
    assert {"User-Agent", "Accept", "Accept-Encoding", "Host", "Connection"} == set(headers)


async def test_what_has_not_changed_is_not_sent_again(paper: FeedsServer, poller: Poller) -> None:
    first = await poller.poll(paper.url("/rss.xml"), now=NOW)
    assert first.etag
    assert first.last_modified
    second = await poller.poll(paper.url("/rss.xml"), now=NOW, etag=first.etag)
    assert ("unchanged", b"") == (second.kind, second.body)
    paper.publish("새 소식", "새 글이다.")
    assert "fed" == (await poller.poll(paper.url("/rss.xml"), now=NOW, etag=first.etag)).kind


@pytest.mark.parametrize(
    ("path", "moved"),
    [
        ("/moved", "/rss.xml"),
        ("/moved-for-good", "/rss.xml"),
        ("/moved-twice", "/rss.xml"),
        ("/moved-then-elsewhere", "/elsewhere"),
        ("/elsewhere", None),
        ("/elsewhere-then-moved", None),
        ("/rss.xml", None),
    ],
)
async def test_only_permanent_redirects_move_an_address(
    paper: FeedsServer, poller: Poller, path: str, moved: str | None
) -> None:
    reply = await poller.poll(paper.url(path), now=NOW)
    assert ("fed", paper.url("/rss.xml")) == (reply.kind, reply.address)
    assert (moved and paper.url(moved)) == reply.moved


@pytest.mark.parametrize(
    ("path", "kind", "reason", "status"),
    [
        ("/gone", "gone", "", 410),
        ("/missing", "failed", "fetch.status", 404),
        ("/forbidden", "failed", "fetch.status", 403),
        ("/broken-down", "failed", "fetch.status", 500),
        ("/limited", "busy", "fetch.status", 429),
        ("/away", "busy", "fetch.status", 503),
        ("/moved-in-circles", "failed", "fetch.redirects", 0),
        ("/endless", "failed", "fetch.large", 0),
        ("/bomb", "failed", "fetch.large", 0),
    ],
)
async def test_whatever_goes_wrong_is_an_answer(
    paper: FeedsServer, poller: Poller, path: str, kind: str, reason: str, status: int
) -> None:
    reply = await poller.poll(paper.url(path), now=NOW)
    assert (kind, reason, status, b"") == (reply.kind, reply.reason, reply.status, reply.body)


async def test_a_slow_server_is_not_waited_for(paper: FeedsServer) -> None:
    poller = Poller("Sosik", Hops.anywhere(), Hosts(0.0), limit_s=0.3)
    assert "fetch.slow" == (await poller.poll(paper.url("/slow"), now=NOW)).reason


async def test_a_server_that_is_not_there_is_an_answer_too(poller: Poller) -> None:
    assert "fetch.unreachable" == (await poller.poll("http://127.0.0.1:9/rss.xml", now=NOW)).reason
    assert "fetch.bad_url" == (await poller.poll("file:///etc/passwd", now=NOW)).reason


async def test_a_feed_is_not_fetched_from_a_network_that_only_we_see(paper: FeedsServer) -> None:
    reply = await Poller("Sosik").poll(f"http://127.0.0.1:{paper.port}/rss.xml", now=NOW)
    assert ("failed", "fetch.bad_url") == (reply.kind, reply.reason)  # its port
    reply = await Poller("Sosik").poll("http://127.0.0.1/rss.xml", now=NOW)
    assert ("failed", "fetch.not_public") == (reply.kind, reply.reason)
    assert [] == paper.asked


async def test_a_server_says_when_it_wants_to_be_asked_again(paper: FeedsServer, poller: Poller) -> None:
    waits = {
        path: (await poller.poll(paper.url(path), now=NOW)).retry_after
        for path in ("/limited", "/limited-until", "/away")
    }
    assert {
        "/limited": timedelta(minutes=30),
        "/limited-until": timedelta(hours=2),
        "/away": None,
    } == waits
    fresh = await poller.poll(paper.url("/fresh.xml"), now=NOW)
    assert timedelta(hours=2) == fresh.max_age
    again = await poller.poll(paper.url("/fresh.xml"), now=NOW, etag=fresh.etag)
    assert ("unchanged", timedelta(hours=2)) == (again.kind, again.max_age)


async def test_a_host_is_asked_one_thing_at_a_time(paper: FeedsServer, poller: Poller) -> None:
    replies = await asyncio.gather(*(poller.poll(paper.url("/rss.xml"), now=NOW) for _ in range(8)))
    assert {"fed"} == {reply.kind for reply in replies}
    assert (8, 1) == (len(paper.asked), paper.most_at_once)


async def test_between_two_requests_to_a_host_is_a_pause(paper: FeedsServer) -> None:
    began = asyncio.get_running_loop().time()
    poller = Poller("Sosik", Hops.anywhere(), Hosts(0.1))
    for _ in range(3):
        await poller.poll(paper.url("/rss.xml"), now=NOW)
    assert asyncio.get_running_loop().time() - began >= 0.2


async def test_robots_allow_and_forbid_and_are_asked_once(paper: FeedsServer, poller: Poller) -> None:
    paper.robots = "User-agent: *\nDisallow: /news/\n\nUser-agent: Sosik\nDisallow: /page/\n"
    robots = Robots(poller)
    seen = await asyncio.gather(*(robots.allows(paper.url(path), NOW) for path in ("/news/1", "/page/1")))
    assert [True, False] == seen
    assert 1 == paper.polls("/robots.txt")
    paper.robots = "User-agent: *\nDisallow: /\n"
    assert await robots.allows(paper.url("/news/1"), NOW + timedelta(hours=23))
    assert not await robots.allows(paper.url("/news/1"), NOW + timedelta(hours=25))


async def test_no_robots_allow_all_and_robots_that_cannot_be_had_nothing(
    paper: FeedsServer, poller: Poller
) -> None:
    assert await Robots(poller).allows(paper.url("/news/1"), NOW)
    paper.plays["/robots.txt"] = "broken-down"
    robots = Robots(poller)
    assert not await robots.allows(paper.url("/news/1"), NOW)
    del paper.plays["/robots.txt"]
    assert await robots.allows(paper.url("/news/1"), NOW + timedelta(hours=2))
