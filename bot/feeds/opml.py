"""Lists of feeds as other readers keep them: OPML in and out.

Read by expat behind the same decoding and repair as feeds. listparser, the library for it, was last released in 2024,
goes through an HTML parser that guesses encodings, and fetches what looks like an address; this is less than its use.

>>> read_opml(write_opml([Outline("https://hanbit.example/rss", "한빛일보", "지역")], "구독", NOW))
(Outline(address='https://hanbit.example/rss', title='한빛일보', folder='지역'),)
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from bot.articles.links import absolute
from bot.errors import FeedError
from bot.feeds.decoding import decode_feed
from bot.feeds.repair import CONTROLS, repair

MOST_OUTLINES = 2_000
MAX_BYTES = 5 * 1024 * 1024
MAX_DEPTH = 50
TITLE_CHARS = 200

NOW = datetime(2026, 3, 5, 1, 2, 3, tzinfo=UTC)  # of the examples


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of a list. folder: the names of the groups it is in, "/" between two; "" for none."""

    address: str
    title: str
    folder: str = ""


def read_opml(body: bytes) -> tuple[Outline, ...]:
    """The feeds in *body*, each address once, in order; at most 2,000.

    Of a list that breaks off, what stands before that. Raises: FeedError when there is no feed in it.
    """
    if len(body) > MAX_BYTES:
        raise FeedError("feed.large")
    text = repair(decode_feed(body, None))
    reading = _Reading()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    with suppress(expat.ExpatError, _Enough):  # what came before the fault is read
        parser.Parse(text.encode("utf-8", "replace"), True)
    if not reading.is_opml:
        raise FeedError("feed.not_opml")
    if not reading.found:
        raise FeedError("feed.empty_opml")
    return tuple(reading.found.values())


class _Enough(Exception):
    """There is more in it than anybody reads."""


class _Reading:
    def __init__(self) -> None:
        self.found: dict[str, Outline] = {}
        self.is_opml = False
        self._folders: list[str] = []

    def start(self, name: str, values: dict[str, str]) -> None:
        if name.lower() in ("opml", "body"):
            self.is_opml = True
        if name.lower() != "outline":
            return
        if len(self._folders) >= MAX_DEPTH or len(self.found) >= MOST_OUTLINES:
            raise _Enough
        named = {key.lower(): " ".join(value.split()) for key, value in values.items()}
        title = (named.get("title") or named.get("text") or "")[:TITLE_CHARS]
        address = absolute(
            named.get("xmlurl", "") or (named.get("url", "") if named.get("type") == "rss" else "")
        )
        if address:
            folder = "/".join(filter(None, self._folders)) or named.get("category", "").strip("/")
            self.found.setdefault(address, Outline(address, title, folder[:TITLE_CHARS]))
        self._folders.append("" if address else title.replace("/", "∕"))

    def end(self, name: str) -> None:
        if name.lower() == "outline" and self._folders:
            self._folders.pop()


def write_opml(outlines: Iterable[Outline], title: str, now: datetime) -> bytes:
    """An OPML 2.0 file of *outlines*, grouped by folder. now: aware."""
    groups: dict[str, list[Outline]] = {}
    for outline in outlines:
        groups.setdefault(outline.folder, []).append(outline)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"  <head><title>{escape(_clean(title))}</title><dateCreated>{format_datetime(now)}</dateCreated></head>",
        "  <body>",
    ]
    for folder, members in groups.items():
        names = [_clean(name) for name in folder.split("/") if name]
        lines += [f"    <outline text={quoteattr(name)} title={quoteattr(name)}>" for name in names]
        lines += [
            f'    <outline type="rss" text={quoteattr(_clean(one.title))} title={quoteattr(_clean(one.title))}'
            f" xmlUrl={quoteattr(_clean(one.address))}/>"
            for one in members
        ]
        lines += ["    </outline>" for _ in names]
    return "\n".join((*lines, "  </body>", "</opml>", "")).encode("utf-8", "replace")


def _clean(text: str) -> str:
    return CONTROLS.sub("", text)
