"""Finding the feeds of a paper by any address of it: its own, a page's that names them, or where papers have them.

>>> [proof.address for proof in await Finder(server, feeds.read).find("hanbit.example", now)]
['https://hanbit.example/rss.xml']
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from bot.concurrency.pools import PAGES
from bot.errors import FeedError, ReaderError
from bot.feeds.discovery import WELL_KNOWN, candidates, is_feed
from bot.feeds.model import Feed
from bot.ingest.feed_ports import Parser, Reply, Server
from bot.patterns import lazy_compile

MOST_FOUND = 5
LIMIT_S = 45.0  # somebody waits for it
_HOST = lazy_compile(r"(?<!\S)[^\s/@:.]++(?:\.[^\s/@:.]++)++(?<=[^\s/@:.]{2})(?::\d++)?(?:/\S*+)?")


@dataclass(frozen=True, slots=True)
class Proof:
    """A feed as it was found, before anybody subscribes. address: where permanent redirects lead to."""

    address: str
    feed: Feed

    @property
    def name(self) -> str:
        """Of the paper: what the feed is called, else its host."""
        return self.feed.title or (urlsplit(self.address).hostname or "")


class FeedReader:
    """Reads replies, one after the other, since a parser serves one thread at a time."""

    def __init__(self, parser: Parser) -> None:
        self._parser, self._parsing = parser, asyncio.Lock()

    async def read(self, reply: Reply, now: datetime, *, utc_is_kst: bool = False) -> Feed:
        """The feed in *reply*. Raises: FeedError."""
        async with self._parsing:
            return await PAGES.run(
                self._parser.parse,
                reply.body,
                content_type=reply.content_type,
                address=reply.address,
                now=now,
                utc_is_kst=utc_is_kst,
            )

    def close(self) -> None:
        """Blocks."""
        self._parser.close()


class Finder:
    """server: as `Server`. read: the feed in a reply; raises FeedError."""

    def __init__(self, server: Server, read: Callable[[Reply, datetime], Awaitable[Feed]]) -> None:
        self._server, self._read = server, read

    async def find(self, words: str, now: datetime) -> list[Proof]:
        """The feeds of the address in *words*, the likeliest first; at least one.

        Raises: ReaderError: what to do where it is no address, cannot be fetched, or leads to no feed.
        """
        address = as_address(words)
        reply = await self._server.poll(address, now=now)
        if reply.kind == "failed" and "://" not in words and not reply.status:
            reply = await self._server.poll(address.replace("https://", "http://", 1), now=now)
        if reply.kind != "fed":
            raise refusal(reply)
        if await asyncio.to_thread(is_feed, reply.body, reply.content_type):
            return [Proof(reply.moved or address, await self._read(reply, now))]
        offered = await asyncio.to_thread(candidates, reply.body, reply.content_type, reply.address)
        found: dict[str, Proof] = {}
        try:
            async with asyncio.timeout(LIMIT_S):
                for one in offered:
                    if len(found) == MOST_FOUND or (found and urlsplit(one.address).path in WELL_KNOWN):
                        break
                    proof = await self._try(one.address, now)
                    if proof is not None:
                        found.setdefault(proof.address, proof)
        except TimeoutError:
            pass  # what was found until then
        if not found:
            raise ReaderError("feed.none_found")
        return list(found.values())

    async def _try(self, address: str, now: datetime) -> Proof | None:
        reply = await self._server.poll(address, now=now)
        if reply.kind != "fed" or not await asyncio.to_thread(is_feed, reply.body, reply.content_type):
            return None
        try:
            return Proof(reply.moved or address, await self._read(reply, now))
        except FeedError:
            return None


def as_address(words: str) -> str:
    """The web address that was meant. Raises: ReaderError."""
    words = re.sub(r"^feed:(?://)?(?=https?:)", "", words.strip(), flags=re.IGNORECASE)
    words = re.sub(r"^feed://", "https://", words, flags=re.IGNORECASE)
    if re.fullmatch(r"https?://\S+", words, re.IGNORECASE):
        return words
    if _HOST.fullmatch(words):
        return f"https://{words}"
    raise ReaderError("fetch.bad_url")


def refusal(reply: Reply) -> ReaderError:
    """What to say of an answer that is no page and no feed."""
    if reply.reason == "fetch.status" or reply.status:
        return ReaderError("fetch.status", status=reply.status)
    return ReaderError(reply.reason)
