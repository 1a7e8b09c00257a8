"""What a site's robots.txt allows: asked before a page is fetched that nobody gave us the address of.

A feed itself is what a publisher offers to programs, and an editor named it; so feeds are polled without asking.

Source: RFC 9309. No file (4xx) allows everything; one that cannot be had (5xx, no answer) allows nothing until it can.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from protego import Protego

from bot.adapters.feeds.poller import Poller
from bot.concurrency.pools import PAGES

FRESH = timedelta(days=1)  # RFC 9309, 2.4
TRY_AGAIN = timedelta(hours=1)  # where it could not be had
MOST_BYTES = 512 * 1024  # RFC 9309, 2.5: at least 500 KiB are read
MOST_SITES = 500
NAME = "Sosik"


@dataclass(frozen=True, slots=True)
class _Rules:
    until: datetime
    rules: Protego | None  # None: everything is allowed, or nothing
    allowed: bool = True


class Robots:
    """Remembered for a day for each site."""

    def __init__(self, poller: Poller) -> None:
        self._poller = poller
        self._sites: OrderedDict[str, _Rules] = OrderedDict()
        self._asking: dict[str, asyncio.Task[_Rules]] = {}

    async def allows(self, url: str, now: datetime) -> bool:
        """Whether we may fetch *url*."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        rules = self._sites.get(site)
        if rules is None or rules.until <= now:
            rules = await self._ask(site, now)
        self._sites.move_to_end(site)
        if rules.rules is None:
            return rules.allowed
        return await PAGES.run(rules.rules.can_fetch, url, NAME)

    async def _ask(self, site: str, now: datetime) -> _Rules:
        """Once, however many want to know."""
        task = self._asking.get(site)
        if task is None:
            task = self._asking[site] = asyncio.create_task(self._read(site, now))
            task.add_done_callback(lambda _: self._asking.pop(site, None))
        rules = self._sites[site] = await asyncio.shield(task)
        while len(self._sites) > MOST_SITES:
            self._sites.popitem(last=False)
        return rules

    async def _read(self, site: str, now: datetime) -> _Rules:
        reply = await self._poller.poll(f"{site}/robots.txt", now=now, most=MOST_BYTES)
        if reply.kind == "fed":
            text = reply.body.decode("utf-8", "replace")
            return _Rules(now + FRESH, await PAGES.run(Protego.parse, text))
        absent = reply.kind == "gone" or (400 <= reply.status < 500 and reply.status != 429)
        return _Rules(now + (FRESH if absent else TRY_AGAIN), None, absent)
