"""Fetching a page from an address that somebody sent; how requests go out, and where they may, `hops` says.

>>> page, address = await Fetcher().fetch("https://hanbit.example/news/1")
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from urllib.parse import urljoin

import httpx

from bot.adapters.web.addresses import Address, is_public
from bot.adapters.web.hops import (
    PORTS,
    REDIRECTS,
    Hops,
    Resolve,
    TooLarge,
    UnreadableBody,
    body_of,
    look_up,
)
from bot.errors import ReaderError
from bot.patterns import lazy_compile

MOST_BYTES = 5 * 1024 * 1024
LIMIT_S = 15.0
MOST_HOPS = 6  # five redirects
HTML = frozenset({"text/html", "application/xhtml+xml"})
HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; Sosik; news archive)",
    "Accept": "text/html,application/xhtml+xml",
    "Accept-Encoding": "identity",
}
_URL = lazy_compile(r"https?://\S+", re.IGNORECASE)


def is_url(words: str) -> bool:
    """Whether *words* are one web address and nothing else."""
    return _URL.fullmatch(words.strip()) is not None


class Fetcher:
    """Fetches pages. resolve, allows, ports: for tests, whose pages are on this machine."""

    def __init__(
        self,
        resolve: Resolve = look_up,
        allows: Callable[[Address], bool] = is_public,
        ports: frozenset[int] | None = PORTS,
        limit_s: float = LIMIT_S,
    ) -> None:
        self._hops = Hops(resolve, allows, ports, limit_s)
        self._limit_s = limit_s

    async def fetch(self, url: str) -> tuple[bytes, str]:
        """The page at *url*, and the address that it came from in the end.

        Raises: ReaderError, whatever goes wrong.
        """
        try:
            async with asyncio.timeout(self._limit_s):
                for _ in range(MOST_HOPS):
                    page, onward = await self._hop(url)
                    if onward is None:
                        return page, url
                    url = urljoin(url, onward)
        except TimeoutError:
            raise ReaderError("fetch.slow") from None
        except TooLarge:
            raise ReaderError("fetch.large") from None
        except UnreadableBody:
            raise ReaderError("fetch.not_html") from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as fault:
            raise ReaderError("fetch.unreachable") from fault
        raise ReaderError("fetch.redirects")

    async def _hop(self, url: str) -> tuple[bytes, str | None]:
        """The page, or where it has moved."""
        async with self._hops.open(url, HEADERS) as answer:
            if answer.status_code in REDIRECTS and "location" in answer.headers:
                return b"", answer.headers["location"]
            if answer.status_code != 200:
                raise ReaderError("fetch.status", status=answer.status_code)
            if answer.headers.get("content-type", "").partition(";")[0].strip().lower() not in HTML:
                raise ReaderError("fetch.not_html")
            return await body_of(answer, MOST_BYTES), None
