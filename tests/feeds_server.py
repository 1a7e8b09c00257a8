"""A publisher's web server on this machine that plays every trap a feed can be.

    async with FeedsServer(now) as paper:
        paper.publish("한빛교가 열렸다", "한빛시가 다리를 열었다.")
        reply = await poller.poll(paper.url("/rss.xml"), now=now)
        paper.plays["/rss.xml"] = "gone"                      # from now on

python -m tests.feeds_server PORT   plays until Ctrl-C, for `sosik chat` with FEEDS_ALLOW_PRIVATE=1
"""

from __future__ import annotations

import asyncio
import gzip
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import sha256
from itertools import count
from types import TracebackType
from typing import Self
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from aiohttp import web

KST = ZoneInfo("Asia/Seoul")
NAME = "한빛일보"
CROOKED = "똠방각하와 펲시맨, 햏자"  # syllables that EUC-KR lacks and CP949 has
TEASER_CHARS = 40
BOMB = gzip.compress(bytes(64 * 1024 * 1024), 1)

DATES: dict[str, Callable[[datetime], str]] = {
    "rfc822": lambda at: format_datetime(at),
    "gmt": lambda at: format_datetime(at.astimezone(UTC), usegmt=True),
    "kst": lambda at: f"{at:%a, %d %b %Y %H:%M:%S} KST",
    "iso": lambda at: at.isoformat(),
    "bare": lambda at: f"{at:%Y-%m-%d %H:%M:%S}",
    "dotted": lambda at: f"{at:%Y.%m.%d %H:%M}",
    "slashed": lambda at: f"{at:%Y/%m/%d %H:%M}",
    "halves": lambda at: (
        f"{at:%Y-%m-%d} {'오전' if at.hour < 12 else '오후'} {(at.hour % 12) or 12}:{at:%M:%S}"
    ),
    "digits": lambda at: f"{at:%Y%m%d%H%M%S}",
    "korean": lambda at: f"{'월화수목금토일'[at.weekday()]}, {at.day} {at.month}월 {at.year}",
    "none": lambda at: "",
}
ENCODINGS = {  # how it is, and what it is said to be
    "utf-8": ("utf-8", "utf-8"),
    "cp949-as-euc-kr": ("cp949", "euc-kr"),
    "cp949-as-utf-8": ("cp949", "utf-8"),
    "cp949-as-ksc": ("cp949", "ks_c_5601-1987"),
    "utf-8-as-euc-kr": ("utf-8", "euc-kr"),
}


ANSWERS: dict[str, tuple[int, dict[str, str]]] = {
    "moved": (301, {"Location": "/rss.xml"}),
    "moved-for-good": (308, {"Location": "/rss.xml"}),
    "moved-twice": (301, {"Location": "/moved"}),
    "moved-in-circles": (301, {"Location": "/moved-back"}),
    "moved-back": (301, {"Location": "/moved-in-circles"}),
    "moved-to-nothing": (301, {"Location": "/nofeed"}),
    "elsewhere": (302, {"Location": "/rss.xml"}),
    "elsewhere-then-moved": (302, {"Location": "/moved"}),
    "moved-then-elsewhere": (301, {"Location": "/elsewhere"}),
    "gone": (410, {}),
    "missing": (404, {}),
    "forbidden": (403, {}),
    "broken-down": (500, {}),
    "limited": (429, {"Retry-After": "1800"}),
    "away": (503, {}),
}


@dataclass(frozen=True, slots=True)
class Story:
    """published: aware, in Korea. guid: None for its address."""

    number: int
    title: str
    text: str
    published: datetime
    guid: str | None = None
    path: str = ""

    @property
    def teaser(self) -> str:
        return self.text[:TEASER_CHARS] + "…"


@dataclass(slots=True)
class FeedsServer:
    """now: what its clock says. plays: by path, the trap that it plays from now on. asked: path and headers of all.

    robots: its robots.txt; None: it has none. busy: requests at work now, and the most there ever were.
    """

    now: datetime
    stories: list[Story] = field(default_factory=list)
    plays: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    robots: str | None = None
    title: str = NAME
    port: int = 0
    at_once: int = 0
    most_at_once: int = 0
    _runner: web.AppRunner | None = None
    _serial: count[int] = field(default_factory=lambda: count(1))

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def publish(self, title: str, text: str, age: timedelta = timedelta(minutes=5)) -> Story:
        """A new story, *age* old by the server's clock."""
        published = (self.now - age).astimezone(KST).replace(microsecond=0)
        story = Story(next(self._serial), title, text, published)
        self.stories.append(story)
        return story

    def correct(self, number: int, text: str, title: str | None = None) -> None:
        """Another text under the same address."""
        self.stories = [
            replace(one, text=text, title=title or one.title) if one.number == number else one
            for one in self.stories
        ]

    def polls(self, path: str) -> int:
        """How often *path* was asked for."""
        return sum(one == path for one, _ in self.asked)

    # -- answering

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append((request.path, dict(request.headers)))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(0)
            return await self._play(request, self.plays.get(request.path, request.path.strip("/")))
        finally:
            self.at_once -= 1

    async def _play(self, request: web.Request, what: str) -> web.StreamResponse:
        first, _, rest = what.partition("/")
        if first in ANSWERS:
            status, headers = ANSWERS[first]
            return web.Response(status=status, headers=headers)
        if first == "limited-until":
            until = format_datetime((self.now + timedelta(hours=2)).astimezone(UTC), usegmt=True)
            return web.Response(status=503, headers={"Retry-After": until})
        if first == "slow":
            await asyncio.Event().wait()
        if first == "endless":
            return await self._endless(request)
        if first == "bomb":
            return web.Response(body=BOMB, headers={"Content-Encoding": "gzip", "Content-Type": "text/xml"})
        if first == "robots.txt":
            return web.Response(status=404) if self.robots is None else web.Response(text=self.robots)
        if first in ("", "page", "news"):
            return web.Response(text=self._page(rest), content_type="text/html")
        if first == "nofeed":
            return web.Response(text="<html><body>점검 중입니다</body></html>", content_type="text/html")
        return self._feed(request, first, rest.removesuffix(".xml"))

    async def _endless(self, request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "application/rss+xml"})
        await answer.prepare(request)
        while True:
            await answer.write(b"<item>" * 10_000)

    def _feed(self, request: web.Request, kind: str, what: str) -> web.Response:
        base = f"http://{request.host}"
        stories, kind = self.stories, kind.removesuffix(".xml").removesuffix(".json")
        declared, encoding, at = "utf-8", "utf-8", DATES["rfc822"]
        headers = {}
        if kind == "encodings":
            encoding, declared = ENCODINGS[what]
        elif kind == "dates":
            at = DATES[what]
        elif kind == "guids":  # other ones each time, and addresses that count clicks
            turn = len(self.asked)
            stories = [replace(one, guid=f"{turn}-{one.number}") for one in stories]
        elif kind == "early":  # as it was before the last story came and the first was corrected
            stories = [replace(stories[0], text="한빛시가 처음에 밝힌 글이다."), *stories[1:-1]]
        elif kind == "fresh":
            headers["Cache-Control"] = "max-age=7200"
        if kind == "atom":
            body, content_type = atom(self.title, base, stories).encode(), "application/atom+xml"
        elif kind == "feed":
            body, content_type = json_feed(self.title, base, stories).encode(), "application/feed+json"
        else:
            text = rss(
                self.title, base, stories, at, declared, broken=kind == "broken", teaser=kind == "teasers"
            )
            body, content_type = text.encode(encoding), "application/rss+xml"
        etag = f'"{sha256(body).hexdigest()[:16]}"'
        modified = max((one.published for one in stories), default=self.now).astimezone(UTC)
        headers |= {"ETag": etag, "Last-Modified": format_datetime(modified, usegmt=True)}
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers=headers)
        return web.Response(body=body, headers=headers | {"Content-Type": content_type})

    def _page(self, number: str) -> str:
        """The front page, or the whole of a story."""
        if number.isdecimal():
            (story,) = [one for one in self.stories if one.number == int(number)]
            text = "".join(f"<p>{escape(part)}</p>" for part in story.text.split("\n\n"))
            return (
                f"<html><head><title>{escape(story.title)}</title></head><body><nav>홈 정치 경제</nav>"
                f"<article><h1>{escape(story.title)}</h1>{text}</article></body></html>"
            )
        return (
            f'<html><head><title>{escape(self.title)}</title><link rel="alternate" type="application/rss+xml" '
            f'title="{escape(self.title)}" href="/rss.xml"></head><body>앞면</body></html>'
        )


def rss(
    title: str,
    base: str,
    stories: Sequence[Story],
    at: Callable[[datetime], str] = DATES["rfc822"],
    declared: str = "utf-8",
    *,
    broken: bool = False,
    teaser: bool = False,
) -> str:
    """RSS 2.0. broken: with a bare &, a control character, and its end missing."""
    items = []
    for one in reversed(stories):
        path = one.path or f"/news/{one.number}"
        name, text = escape(one.title), escape(one.teaser if teaser else one.text)
        if broken:
            name, text = f"R&D {name}", f"{text}\x0b 값&뜻"
        date = at(one.published)
        items.append(
            f"<item><title>{name}</title><link>{base}{path}</link>"
            f"<guid isPermaLink='false'>{escape(one.guid or base + path)}</guid>"
            f"<description>{text}</description>" + (f"<pubDate>{date}</pubDate>" if date else "") + "</item>"
        )
    return (
        f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0"><channel><title>{escape(title)}</title>'
        f"<link>{base}/</link><language>ko</language>{''.join(items)}"
        + ("" if broken else "</channel></rss>")
    )


def atom(title: str, base: str, stories: Sequence[Story]) -> str:
    """Atom 1.0."""
    entries = "".join(
        f"<entry><title>{escape(one.title)}</title><id>{base}/news/{one.number}</id>"
        f'<link href="{base}/news/{one.number}"/><published>{one.published.isoformat()}</published>'
        f"<updated>{one.published.isoformat()}</updated><author><name>도하람</name></author>"
        f"<content>{escape(one.text)}</content></entry>"
        for one in reversed(stories)
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f'<title>{escape(title)}</title><id>{base}/</id><link href="{base}/"/>{entries}</feed>'
    )


def json_feed(title: str, base: str, stories: Sequence[Story]) -> str:
    """JSON Feed 1.1."""
    items = [
        {
            "id": f"{base}/news/{one.number}",
            "url": f"{base}/news/{one.number}",
            "title": one.title,
            "content_text": one.text,
            "date_published": one.published.isoformat(),
        }
        for one in reversed(stories)
    ]
    head = {"version": "https://jsonfeed.org/version/1.1", "title": title, "home_page_url": f"{base}/"}
    return json.dumps(head | {"items": items}, ensure_ascii=False)


def fill(server: FeedsServer, number: int = 4) -> None:
    """So many stories, an hour between two."""
    for story in range(number, 0, -1):
        server.publish(
            f"한빛시 소식 {story}: {NEWS[story % len(NEWS)]}",
            f"한빛시가 {NEWS[story % len(NEWS)]}고 밝혔다. {story}번째 소식이다.\n\n윤서린 시장은 "
            f"“{story}월까지 마치겠다”고 말했다. 시민 {story * 7}명이 자리를 지켰다.",
            timedelta(hours=story),
        )


NEWS = ("새 다리를 놓는다", "나룻배를 늘린다", "도서관을 밤까지 연다", "가로수를 바꾼다", "시장을 고친다")


async def main(port: int) -> None:
    """See the module."""
    server = FeedsServer(datetime.now(UTC), port=port, robots="User-agent: *\nAllow: /\n")
    fill(server)
    async with server:
        print(server.url("/"), flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
