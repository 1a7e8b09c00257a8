"""A teaser is made whole from its page where robots.txt allows it, and nothing else is asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from aiohttp import web

from bot.adapters.feeds.full_texts import FullTexts
from bot.adapters.feeds.poller import Hosts, Poller
from bot.adapters.feeds.robots import Robots
from bot.adapters.web.hops import Hops
from bot.feeds.model import FeedItem
from tests.adapters.feeds.test_page import FIRST, LAST, MORE, OTHER, page
from tests.feeds.documents import NOW


class Paper:
    """A paper's site: pages by path, a robots.txt, and what was asked for."""

    def __init__(self) -> None:
        self.robots, self.asked, self.origin = "", list[str](), ""
        self.moved = {"/moved": "/private/1"}
        self.pages = {"/1": page(FIRST, MORE, LAST), "/other": page(OTHER, OTHER[5:], OTHER[9:])}

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        if request.path == "/robots.txt":
            return web.Response(text=self.robots)
        if onward := self.moved.get(request.path):
            raise web.HTTPFound(onward)
        if request.path not in self.pages:
            raise web.HTTPNotFound
        return web.Response(body=self.pages[request.path], content_type="text/html")

    def teaser(self, path: str) -> FeedItem:
        return FeedItem(None, self.origin + path, "한빛대교 개통", FIRST[:40] + "…", False)


@pytest.fixture
async def paper() -> AsyncIterator[Paper]:
    async with opened() as paper:
        yield paper


@pytest.fixture
async def other_paper() -> AsyncIterator[Paper]:
    async with opened() as paper:
        yield paper


@asynccontextmanager
async def opened() -> AsyncIterator[Paper]:
    paper, app = Paper(), web.Application()
    app.router.add_get("/{path:.*}", paper.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    paper.origin = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield paper
    await runner.cleanup()


@pytest.fixture
def full_texts() -> FullTexts:
    poller = Poller("Sosik", Hops.anywhere(5.0), Hosts(0.0))
    return FullTexts(poller, Robots(poller))


async def test_a_teaser_is_made_whole(paper: Paper, full_texts: FullTexts) -> None:
    teaser = paper.teaser("/1")
    whole = replace(teaser, text=f"{FIRST}\n\n{MORE}\n\n{LAST}", full=True)
    assert whole == await full_texts.whole(teaser, NOW)
    assert ["/robots.txt", "/1"] == paper.asked


async def test_what_robots_forbid_is_not_asked_for(paper: Paper, full_texts: FullTexts) -> None:
    paper.robots = "User-agent: Sosik\nDisallow: /1\nDisallow: /private/\n"
    paper.pages["/private/1"] = paper.pages["/1"]
    for path in ("/1", "/moved"):
        assert paper.teaser(path) == await full_texts.whole(paper.teaser(path), NOW)
    assert "/1" not in paper.asked


async def test_each_site_that_a_redirect_leads_to_is_asked_for_its_own_robots(
    paper: Paper, other_paper: Paper, full_texts: FullTexts
) -> None:
    paper.moved = {"/1": f"{other_paper.origin}/here"}
    other_paper.moved = {"/here": f"{other_paper.origin}/1"}
    other_paper.robots = "User-agent: *\nDisallow: /here\n"
    assert paper.teaser("/1") == await full_texts.whole(paper.teaser("/1"), NOW)
    assert ["/robots.txt"] == other_paper.asked


async def test_a_redirect_to_where_we_may_read_is_followed(
    paper: Paper, other_paper: Paper, full_texts: FullTexts
) -> None:
    paper.moved = {"/1": f"{other_paper.origin}/1"}
    assert (await full_texts.whole(paper.teaser("/1"), NOW)).full
    assert ["/robots.txt", "/1"] == other_paper.asked


async def test_no_redirect_leads_to_a_portal_or_into_a_network_of_ones_own(paper: Paper) -> None:
    named: list[str] = []

    async def resolve(host: str, port: int) -> list[str]:
        named.append(host)
        return [host]

    hops = Hops(resolve, lambda address: str(address) == "127.0.0.1", ports=None, limit_s=5.0)
    poller = Poller("Sosik", hops, Hosts(0.0))
    texts = FullTexts(poller, Robots(poller))
    for onward in ("https://n.news.naver.com/article/001/0000000001", "http://10.0.0.1/1", "http://[::1]/1"):
        paper.moved = {"/1": onward}
        assert paper.teaser("/1") == await texts.whole(paper.teaser("/1"), NOW)
    assert not [name for name in named if "naver" in name]


@pytest.mark.parametrize("path", ["/other", "/missing"])
async def test_a_page_that_is_not_its_leaves_it_as_it_is(
    paper: Paper, full_texts: FullTexts, path: str
) -> None:
    assert paper.teaser(path) == await full_texts.whole(paper.teaser(path), NOW)


async def test_whole_texts_and_shared_links_ask_for_nothing(paper: Paper, full_texts: FullTexts) -> None:
    for item in (replace(paper.teaser("/1"), full=True), replace(paper.teaser("/1"), own_link=False)):
        assert item == await full_texts.whole(item, NOW)
    assert [] == paper.asked
