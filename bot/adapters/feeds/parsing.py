"""Feeds read in a process that is given up where a feed takes too much of it.

    with FeedParser() as parser:
        feed = parser.parse(body, content_type="text/xml", address=address, now=now)

The process is started once, and anew after a feed for which it had to be killed. Calls block: from a coroutine they go
through a thread, and one object serves one thread at a time.
"""

from __future__ import annotations

from datetime import datetime
from threading import Lock
from types import TracebackType
from typing import Self

from bot.adapters.sandbox.limited_process import NOT_STARTED, TOO_LONG, TOO_MUCH, LimitedProcess, Limits
from bot.errors import FeedError, UnreadableArticle
from bot.feeds.codec import feed_of_json
from bot.feeds.model import Feed

LIMITS = Limits(
    cpu_s=10, wall_s=40.0, memory=512 * 1024 * 1024
)  # 2.6 MB of 2,000 items take 1.5 s of the processor
_FAULTS = {TOO_LONG: "feed.too_long", TOO_MUCH: "feed.too_much", NOT_STARTED: "feed.not_started"}


class FeedParser:
    """`bot.feeds.reader.parse_feed` in a limited process."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._process = LimitedProcess("bot.feeds.codec:parse_to_json", limits)
        self._lock, self._closed = Lock(), False

    def parse(
        self,
        body: bytes,
        *,
        content_type: str | None,
        address: str,
        now: datetime,
        utc_is_kst: bool = False,
    ) -> Feed:
        """See `parse_feed`. Raises: FeedError, also where a limit was reached or the parser is closed."""
        values = {
            "content_type": content_type or "",
            "address": address,
            "now": now.isoformat(),
            "utc_is_kst": "yes" if utc_is_kst else "",
        }
        try:
            with self._lock:
                if self._closed:
                    raise FeedError("feed.broken")
                found = self._process.run(body, values)
            return feed_of_json(found)
        except UnreadableArticle as refusal:
            raise FeedError(_FAULTS.get(refusal.reason, "feed.broken")) from None

    def close(self) -> None:
        """End the process, for good; what is being parsed is given up, also where its process is just being started."""
        self._closed = True
        self._process.kill()
        with self._lock:
            self._process.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
