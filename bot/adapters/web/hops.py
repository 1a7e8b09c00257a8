"""One request to an address that a stranger named: only what the whole world could fetch.

Whoever may send addresses may not look through our eyes into networks that only we can see. So each hop is looked up
once, every address found must be public, and the connection goes to the very address that was checked: a name that
means something else a moment later changes nothing. A redirect is a new hop. Nothing of ours is sent along.

    async with hops.open(url, {"Accept": "text/html"}) as answer:
        body = await body_of(answer, most=5 * 1024 * 1024)
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

import httpx

from bot.adapters.web.addresses import Address, is_public
from bot.concurrency.pools import LOOKUPS
from bot.errors import ReaderError

PORTS = frozenset({80, 443})
URL_CHARS = 2048
REDIRECTS = frozenset({301, 302, 303, 307, 308})

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


class UnreadableBody(Exception):
    """What came is packed in a way that we do not unpack, or broken."""


class TooLarge(Exception):
    """What came is larger than it may be."""


async def look_up(host: str, port: int) -> Sequence[str]:
    """The addresses of *host*, as this machine sees them."""
    found = await LOOKUPS.run(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    return [str(address[4][0]) for address in found]


@dataclass(frozen=True, slots=True)
class Hops:
    """How requests go out. resolve, allows, ports: for tests, whose pages are on this machine.

    limit_s: for each step of a request. tls: gives how certificates are checked; None: anew for each, as httpx does.
    """

    resolve: Resolve = look_up
    allows: Callable[[Address], bool] = is_public
    ports: frozenset[int] | None = PORTS
    limit_s: float = 15.0
    tls: Callable[[], ssl.SSLContext] | None = None

    @classmethod
    def anywhere(cls, limit_s: float = 15.0, tls: Callable[[], ssl.SSLContext] | None = None) -> Self:
        """Also to private addresses and odd ports: for tests alone."""
        return cls(allows=lambda _: True, ports=None, limit_s=limit_s, tls=tls)

    @asynccontextmanager
    async def open(self, url: str, headers: Mapping[str, str]) -> AsyncIterator[httpx.Response]:
        """The answer to a GET, its body unread; a redirect is not followed.

        Raises: ReaderError for an address that may not be fetched; httpx.HTTPError, OSError.
        """
        scheme, host, port, target = parts_of(url)
        if self.ports is not None and port not in self.ports:
            raise ReaderError("fetch.bad_url")
        address = await self._address(host, port)
        shown = f"[{address}]" if address.version == 6 else str(address)
        name = f"[{host}]" if ":" in host else host
        sent = {**headers, "Host": name if port == _usual(scheme) else f"{name}:{port}"}
        verify: ssl.SSLContext | bool = True if self.tls is None else self.tls()
        # a client for each hop: no cookie, no proxy and no password of this machine is ever sent
        async with (
            httpx.AsyncClient(
                trust_env=False, follow_redirects=False, timeout=self.limit_s, verify=verify
            ) as client,
            client.stream(
                "GET",
                f"{scheme}://{shown}:{port}{target}",
                headers=sent,
                extensions={"sni_hostname": host},
            ) as answer,
        ):
            yield answer

    async def _address(self, host: str, port: int) -> Address:
        """The one address to connect to. Raises: ReaderError when any that *host* has is not public."""
        try:
            found = [ipaddress.ip_address(one.partition("%")[0]) for one in await self.resolve(host, port)]
        except ValueError:
            raise ReaderError("fetch.bad_url") from None
        if not found:
            raise ReaderError("fetch.unreachable")
        if not all(self.allows(address) for address in found):
            raise ReaderError("fetch.not_public")
        return next((address for address in found if address.version == 4), found[0])


def parts_of(url: str) -> tuple[str, str, int, str]:
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


async def body_of(answer: httpx.Response, most: int) -> bytes:
    """The body, unpacked here so that a small answer cannot become a large one.

    Raises: TooLarge beyond *most* bytes; UnreadableBody; httpx.HTTPError.
    """
    packing = answer.headers.get("content-encoding", "identity").strip().lower()
    if packing not in {"identity", "", "gzip", "deflate"}:
        raise UnreadableBody(packing)
    unpack = zlib.decompressobj(47) if packing in {"gzip", "deflate"} else None
    body = bytearray()
    try:
        async for piece in answer.aiter_raw():
            body += unpack.decompress(piece, most + 1 - len(body)) if unpack else piece
            if len(body) > most or (unpack and unpack.unconsumed_tail):
                raise TooLarge
    except zlib.error:
        raise UnreadableBody(packing) from None
    return bytes(body)
