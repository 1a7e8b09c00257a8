"""Fetching a page from an address that somebody sent: only what the whole world could fetch.

Whoever may send addresses may not look through our eyes into networks that only we can see. So each hop is looked up
once, every address found must be public, and the connection goes to the very address that was checked: a name that
means something else a moment later changes nothing. Each redirect is a new hop. Nothing of ours is sent along.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
import zlib
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import urljoin, urlsplit

import httpx

from bot.adapters.web.addresses import Address, is_public
from bot.concurrency.pools import LOOKUPS
from bot.errors import ReaderError

MOST_BYTES = 5 * 1024 * 1024
LIMIT_S = 15.0
MOST_HOPS = 6  # five redirects
PORTS = frozenset({80, 443})
URL_CHARS = 2048
REDIRECTS = frozenset({301, 302, 303, 307, 308})
HTML = frozenset({"text/html", "application/xhtml+xml"})
HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; Sosik; news archive)",
    "Accept": "text/html,application/xhtml+xml",
    "Accept-Encoding": "identity",
}
_URL = re.compile(r"https?://\S+", re.IGNORECASE)

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


def is_url(words: str) -> bool:
    """Whether *words* are one web address and nothing else."""
    return _URL.fullmatch(words.strip()) is not None


async def look_up(host: str, port: int) -> Sequence[str]:
    """The addresses of *host*, as this machine sees them."""
    found = await LOOKUPS.run(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    return [str(address[4][0]) for address in found]


class Fetcher:
    """Fetches pages. resolve, allows, ports: for tests, whose pages are on this machine."""

    def __init__(
        self,
        resolve: Resolve = look_up,
        allows: Callable[[Address], bool] = is_public,
        ports: frozenset[int] | None = PORTS,
        limit_s: float = LIMIT_S,
    ) -> None:
        self._resolve = resolve
        self._allows = allows
        self._ports = ports
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
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as fault:
            raise ReaderError("fetch.unreachable") from fault
        raise ReaderError("fetch.redirects")

    async def _hop(self, url: str) -> tuple[bytes, str | None]:
        """The page, or where it has moved."""
        scheme, host, port, target = _parts(url)
        if self._ports is not None and port not in self._ports:
            raise ReaderError("fetch.bad_url")
        address = await self._address(host, port)
        shown = f"[{address}]" if address.version == 6 else str(address)
        name = f"[{host}]" if ":" in host else host
        headers = HEADERS | {"Host": name if port == _usual(scheme) else f"{name}:{port}"}
        # a client for each hop: no cookie, no proxy and no password of this machine is ever sent
        async with (
            httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=self._limit_s) as client,
            client.stream(
                "GET",
                f"{scheme}://{shown}:{port}{target}",
                headers=headers,
                extensions={"sni_hostname": host},
            ) as answer,
        ):
            if answer.status_code in REDIRECTS and "location" in answer.headers:
                return b"", answer.headers["location"]
            if answer.status_code != 200:
                raise ReaderError("fetch.status", status=answer.status_code)
            if answer.headers.get("content-type", "").partition(";")[0].strip().lower() not in HTML:
                raise ReaderError("fetch.not_html")
            return await _body(answer), None

    async def _address(self, host: str, port: int) -> Address:
        """The one address to connect to. Raises: ReaderError when any that *host* has is not public."""
        try:
            found = [ipaddress.ip_address(one.partition("%")[0]) for one in await self._resolve(host, port)]
        except ValueError:
            raise ReaderError("fetch.bad_url") from None
        if not found:
            raise ReaderError("fetch.unreachable")
        if not all(self._allows(address) for address in found):
            raise ReaderError("fetch.not_public")
        return next((address for address in found if address.version == 4), found[0])


def _parts(url: str) -> tuple[str, str, int, str]:
    """Scheme, host, port and the rest of an address that may be fetched. Raises: ReaderError."""
    try:
        parts = urlsplit(url)
        port = parts.port or _usual(parts.scheme)
        host = (
            (parts.hostname or "").encode("idna").decode()
            if not _is_ascii(parts.hostname)
            else parts.hostname
        )
    except (ValueError, UnicodeError):
        raise ReaderError("fetch.bad_url") from None
    printable = all(character > " " and character != "\x7f" for character in url)
    if parts.scheme not in {"http", "https"} or not host or not printable or len(url) > URL_CHARS:
        raise ReaderError("fetch.bad_url")
    if "@" in parts.netloc or "\\" in url:
        raise ReaderError("fetch.bad_url")
    return parts.scheme, host, port, (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _is_ascii(text: str | None) -> bool:
    return text is None or text.isascii()


def _usual(scheme: str) -> int:
    return 443 if scheme == "https" else 80


async def _body(answer: httpx.Response) -> bytes:
    """The page, unpacked here so that a small answer cannot become a large one."""
    packing = answer.headers.get("content-encoding", "identity").strip().lower()
    if packing not in {"identity", "", "gzip", "deflate"}:
        raise ReaderError("fetch.not_html")
    unpack = zlib.decompressobj(47) if packing in {"gzip", "deflate"} else None
    page = bytearray()
    try:
        async for piece in answer.aiter_raw():
            page += unpack.decompress(piece, MOST_BYTES + 1 - len(page)) if unpack else piece
            if len(page) > MOST_BYTES or (unpack and unpack.unconsumed_tail):
                raise ReaderError("fetch.large")
    except zlib.error:
        raise ReaderError("fetch.not_html") from None
    return bytes(page)
