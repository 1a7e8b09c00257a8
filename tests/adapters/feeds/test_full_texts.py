"""A teaser is made whole from its page where robots.txt allows it, and nothing else is asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator
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
        self.pages = {"/1": page(FIRST, MORE, LAST), "/other": page(OTHER, OTHER[5:], OTHER[9:])}

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        if request.path == "/robots.txt":
            return web.Response(text=self.robots)
        if request.path == "/moved":
            raise web.HTTPFound("/private/1")
        if request.path not in self.pages:
            raise web.HTTPNotFound
        return web.Response(body=self.pages[request.path], content_type="text/html")

    def teaser(self, path: str) -> FeedItem:
        return FeedItem(None, self.origin + path, "한빛대교 개통", FIRST[:40] + "…", False)


@pytest.fixture
async def paper() -> AsyncIterator[Paper]:
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


@pytest.mark.parametrize("path", ["/other", "/missing"])
async def test_a_page_that_is_not_its_leaves_it_as_it_is(
    paper: Paper, full_texts: FullTexts, path: str
) -> None:
    assert paper.teaser(path) == await full_texts.whole(paper.teaser(path), NOW)


async def test_whole_texts_and_shared_links_ask_for_nothing(paper: Paper, full_texts: FullTexts) -> None:
    for item in (replace(paper.teaser("/1"), full=True), replace(paper.teaser("/1"), own_link=False)):
        assert item == await full_texts.whole(item, NOW)
    assert [] == paper.asked
