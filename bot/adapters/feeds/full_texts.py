"""Teasers made whole from their pages, as far as the sites' robots.txt lets us.

    full_texts = FullTexts(poller, Robots(poller))
    item = await full_texts.whole(item, now)     # the same item where there is nothing more to be had

Pages are asked for as feeds are: under our own name, one request a host at a time, to public addresses alone. Each
site that redirects lead to is asked for its own robots.txt before its page is.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.adapters.feeds.page import read_full_text
from bot.adapters.feeds.poller import Poller
from bot.adapters.feeds.robots import Robots
from bot.concurrency.pools import PAGES
from bot.feeds.full_text import is_portal, wants_page
from bot.feeds.model import FeedItem


class FullTexts:
    """For feeds whose switch lets sentences be shown; who calls has asked that."""

    def __init__(self, poller: Poller, robots: Robots) -> None:
        self._poller, self._robots = poller, robots

    async def whole(self, item: FeedItem, now: datetime) -> FeedItem:
        """*item* with the text of its page; *item* itself where it needs none, may have none, or there is none.

        Its `text_hash` is another one: what is remembered of an item is that of the feed's. now: aware.
        """
        link = item.link
        if link is None or not wants_page(item):
            return item

        async def may(address: str) -> bool:
            return not is_portal(address) and await self._robots.allows(address, now)

        reply = await self._poller.poll(link, now=now, may=may)
        if reply.kind != "fed":
            return item
        text = await PAGES.run(read_full_text, reply.body, reply.address, item.text)
        return item if text is None else replace(item, text=text, full=True)
