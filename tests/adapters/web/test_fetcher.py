"""Fetching what somebody sent an address of: never from a network that only we can see."""

from __future__ import annotations

import asyncio
import gzip
import ipaddress
from collections.abc import AsyncIterator, Sequence

import pytest
from aiohttp import web

from bot.adapters.web.addresses import is_public
from bot.adapters.web.fetcher import Fetcher, is_url
from bot.errors import ReaderError

PAGE = b"<html><body><p>ok</p></body></html>"


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    runner = web.AppRunner(site.app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    tcp = web.TCPSite(runner, "127.0.0.1", 0)
    await tcp.start()
    site.port = runner.addresses[0][1]
    yield site
    await runner.cleanup()


class Site:
    """A web server on this machine, called news.example by `names`; *asked* is what it was asked."""

    def __init__(self) -> None:
        self.port = 0
        self.asked: list[web.Request] = []
        self.names = {"news.example": ["127.0.0.1"]}
        self.looked_up: list[str] = []
        self.app = web.Application()
        self.app.router.add_get("/{what:.*}", self.answer)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        what = request.match_info["what"]
        if what.startswith("to/"):
            return web.Response(status=302, headers={"Location": request.query["where"]})
        if what == "loop":
            return web.Response(status=302, headers={"Location": "/loop"})
        if what == "slow":
            await asyncio.Event().wait()
        if what == "bomb":
            body = gzip.compress(bytes(50 * 1024 * 1024))
            return web.Response(body=body, headers={"Content-Encoding": "gzip", "Content-Type": "text/html"})
        if what == "gzip":
            headers = {"Content-Encoding": "gzip", "Content-Type": "text/html"}
            return web.Response(body=gzip.compress(PAGE), headers=headers)
        if what == "large":
            return web.Response(body=bytes(6 * 1024 * 1024), content_type="text/html")
        if what == "pdf":
            return web.Response(body=b"%PDF", content_type="application/pdf")
        if what == "gone":
            return web.Response(status=410)
        return web.Response(body=PAGE, content_type="text/html", headers={"Set-Cookie": "a=b"})

    async def resolve(self, host: str, port: int) -> Sequence[str]:
        self.looked_up.append(host)
        return self.names.get(host) or [host]

    def fetcher(self, limit_s: float = 15.0) -> Fetcher:
        """One that may connect to this machine, and to nothing else that is not public."""
        here = ipaddress.ip_address("127.0.0.1")
        return Fetcher(self.resolve, lambda address: address == here or is_public(address), None, limit_s)

    def url(self, path: str) -> str:
        return f"http://news.example:{self.port}/{path}"


async def refusal(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(ReaderError) as caught:
        await fetcher.fetch(url)
    return caught.value.key


async def test_a_page_is_fetched_under_its_name_with_nothing_of_ours(site: Site) -> None:
    assert (PAGE, site.url("a?b=c")) == await site.fetcher().fetch(site.url("a?b=c"))
    (request,) = site.asked
    assert (f"news.example:{site.port}", "/a?b=c") == (request.headers["Host"], request.path_qs)
    assert {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"} == set(request.headers)


async def test_redirects_are_followed_one_by_one_without_cookies(site: Site) -> None:
    assert (PAGE, site.url("end")) == await site.fetcher().fetch(site.url("to/x?where=/end"))
    assert "Cookie" not in site.asked[-1].headers
    assert "fetch.redirects" == await refusal(site.fetcher(), site.url("loop"))


@pytest.mark.parametrize(
    ("where", "key"),
    [
        ("file:///etc/passwd", "fetch.bad_url"),
        ("ftp://news.example/a", "fetch.bad_url"),
        ("gopher://news.example/a", "fetch.bad_url"),
        ("http://user:word@news.example/", "fetch.bad_url"),
        ("http://10.0.0.7/admin", "fetch.not_public"),
        ("http://169.254.169.254/latest/meta-data/", "fetch.not_public"),
        ("http://[::1]/", "fetch.not_public"),
        ("http://inner.example/", "fetch.not_public"),
    ],
)
async def test_a_redirect_leads_nowhere_that_an_address_may_not(site: Site, where: str, key: str) -> None:
    site.names["inner.example"] = ["192.168.0.9"]
    assert key == await refusal(site.fetcher(), site.url(f"to/x?where={where}"))
    assert 1 == len(site.asked)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://localhost/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
    ],
)
async def test_an_address_into_a_private_network_is_never_connected_to(url: str) -> None:
    assert await refusal(Fetcher(), url) in {"fetch.not_public", "fetch.bad_url", "fetch.unreachable"}


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "http://", "http://a b/", "https://me@news.example/", "http://news.example:22/",
     "http://news.example\\@127.0.0.1/", "http://[::1/", "http://news.example:99999/", "javascript:alert(1)"],
)  # fmt: skip
async def test_what_is_no_public_web_address_is_refused(url: str) -> None:
    assert "fetch.bad_url" == await refusal(Fetcher(), url)


async def test_a_name_that_means_something_private_the_second_time_gains_nothing(site: Site) -> None:
    """The connection goes to the address that was checked; the name is not looked up again."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])

    async def resolve(host: str, port: int) -> Sequence[str]:
        site.looked_up.append(host)
        return next(answers)

    here = ipaddress.ip_address("127.0.0.1")
    fetcher = Fetcher(resolve, lambda address: address == here, None)
    assert PAGE == (await fetcher.fetch(site.url("a")))[0]
    assert ["news.example"] == site.looked_up
    assert "fetch.not_public" == await refusal(fetcher, site.url("a"))


async def test_a_name_with_one_private_address_among_public_ones_is_refused(site: Site) -> None:
    site.names["mixed.example"] = ["1.1.1.1", "192.168.0.1"]
    assert "fetch.not_public" == await refusal(site.fetcher(), "http://mixed.example/")


@pytest.mark.parametrize(
    ("path", "key"),
    [("large", "fetch.large"), ("bomb", "fetch.large"), ("pdf", "fetch.not_html"), ("gone", "fetch.status")],
)
async def test_what_is_no_page_of_a_sane_size_is_refused(site: Site, path: str, key: str) -> None:
    assert key == await refusal(site.fetcher(), site.url(path))


async def test_a_packed_page_is_unpacked(site: Site) -> None:
    assert PAGE == (await site.fetcher().fetch(site.url("gzip")))[0]


async def test_a_site_that_does_not_answer_is_left(site: Site) -> None:
    assert "fetch.slow" == await refusal(site.fetcher(limit_s=0.2), site.url("slow"))


async def test_a_site_that_is_not_there_is_told(site: Site) -> None:
    site.names["closed.example"] = ["127.0.0.1"]
    assert "fetch.unreachable" == await refusal(site.fetcher(), "http://closed.example:9/")


def test_only_an_address_alone_is_one() -> None:
    assert is_url(" https://news.example/a?b=한글 ")
    assert not is_url("보세요 https://news.example/a")
    assert not is_url("file:///etc/passwd")
