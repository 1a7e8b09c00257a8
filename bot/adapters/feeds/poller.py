"""Asking a publisher's server for a feed, politely: conditionally, one request a host at a time, under our own name.

    poller = Poller(user_agent(contact))
    reply = await poller.poll("https://hanbit.example/rss.xml", now=now, etag='"a1"')
    if reply.kind == "fed":
        feed = parse_feed(reply.body, …)

Whatever goes wrong is a `Reply` too, with what the server asked of us; nothing is raised. Where requests may go, and
how, is `bot.adapters.web.hops`.

Source: RFC 9110 (13: conditional requests, 10.2.3: Retry-After), RFC 9111 (5.2.2: max-age).
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from time import monotonic
from typing import Literal
from urllib.parse import urljoin, urlsplit
from weakref import WeakValueDictionary

import httpx

import bot
from bot.adapters.web.hops import REDIRECTS, Hops, TooLarge, UnreadableBody, body_of, parts_of
from bot.errors import ReaderError

MOST_BYTES = 5 * 1024 * 1024  # the largest of 158 Korean feeds has 1 MB
LIMIT_S = 30.0  # for the whole way, redirects and body
HOP_S = 10.0  # for the next piece of it
MOST_HOPS = 6  # five redirects
LONGEST = timedelta(days=1)  # that a server may have us wait
PERMANENT = frozenset({301, 308})
HEADER_CHARS = 500  # of a validator; a longer one is not sent back
_LEGACY_SERVER = 0x4  # ssl.OP_LEGACY_SERVER_CONNECT, which Python names from 3.12 on
ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"

May = Callable[[str], Awaitable[bool]]
Kind = Literal["fed", "unchanged", "gone", "busy", "failed"]


def user_agent(contact: str) -> str:
    """Who asks, and whom to write to about it.

    >>> user_agent("desk@hanbit.example")
    'Sosik/1.0.0 (+desk@hanbit.example)'
    """
    return f"Sosik/{bot.__version__}" + (f" (+{contact})" if contact else "")


@cache
def tls_context() -> ssl.SSLContext:
    """How certificates are checked: as httpx does, and also of servers that know no secure renegotiation.

    A large Korean news agency's is one of them. What that lets somebody in the middle do is to put words before ours,
    and we send nothing that is worth it.
    """
    context = httpx.create_ssl_context(trust_env=False)
    context.options |= _LEGACY_SERVER
    return context


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a poll.

    kind: "fed" has a body; "busy" is 429 or 503; "failed" carries *reason*, a key of the catalogue, and the HTTP
    *status*, 0 where there was none; neither where *may* said no.
    address: where the answer came from in the end. moved: the address that permanent redirects lead to, else None.
    etag, last_modified: by what the server recognises this version; "" where it gave none.
    max_age, retry_after: for how long the server wants not to be asked; a day at most.
    """

    kind: Kind
    address: str
    moved: str | None = None
    body: bytes = b""
    content_type: str | None = None
    etag: str = ""
    last_modified: str = ""
    max_age: timedelta | None = None
    retry_after: timedelta | None = None
    reason: str = ""
    status: int = 0


class Hosts:
    """One request a host at a time, and *pause_s* between two."""

    def __init__(self, pause_s: float = 1.0, ticks: Callable[[], float] = monotonic) -> None:
        self._pause_s, self._ticks = pause_s, ticks
        self._locks: WeakValueDictionary[str, _Turn] = WeakValueDictionary()
        self._free_at: dict[str, float] = {}

    def turn(self, url: str) -> AbstractAsyncContextManager[None]:
        """Held while a host is asked. Raises: ReaderError for an address that may not be fetched."""
        _, host, port, _ = parts_of(url)
        name = f"{host}:{port}"
        lock = self._locks.get(name)
        if lock is None:
            lock = self._locks[name] = _Turn(name, self)
        return lock

    async def wait(self, name: str) -> None:
        left = self._free_at.get(name, 0.0) - self._ticks()
        if left > 0:
            await asyncio.sleep(left)

    def asked(self, name: str) -> None:
        now = self._ticks()
        if len(self._free_at) > 1000:
            self._free_at = {one: at for one, at in self._free_at.items() if at > now}
        self._free_at[name] = now + self._pause_s


class _Turn(AbstractAsyncContextManager[None]):
    def __init__(self, name: str, hosts: Hosts) -> None:
        self._name, self._hosts, self._lock = name, hosts, asyncio.Lock()

    async def __aenter__(self) -> None:
        await self._lock.acquire()
        try:
            await self._hosts.wait(self._name)
        except BaseException:
            self._lock.release()
            raise

    async def __aexit__(self, *_: object) -> None:
        self._hosts.asked(self._name)
        self._lock.release()


class Poller:
    """agent: the User-Agent. hops: where requests may go. limit_s: for the whole way."""

    def __init__(
        self,
        agent: str,
        hops: Hops | None = None,
        hosts: Hosts | None = None,
        limit_s: float = LIMIT_S,
    ) -> None:
        self._headers = {"User-Agent": agent, "Accept": ACCEPT, "Accept-Encoding": "gzip"}
        self._hops = hops or Hops(limit_s=HOP_S, tls=tls_context)
        self._hosts = hosts or Hosts()
        self._limit_s = limit_s

    async def poll(
        self,
        address: str,
        *,
        now: datetime,
        etag: str = "",
        last_modified: str = "",
        most: int = MOST_BYTES,
        may: May | None = None,
    ) -> Reply:
        """Ask for what is at *address*, at most *most* bytes, unless it is the version of these validators.

        now: aware, for dates in headers. may: asked before each request, also before those that redirects lead to.
        """
        known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = self._headers | {name: value for name, value in known.items() if value}
        at, moved, permanent = address, None, True
        try:
            for _ in range(MOST_HOPS):
                if may is not None and not await may(at):
                    return Reply("failed", at)
                reply = await self._hop(at, headers, now, most)
                if not isinstance(reply, _Onward):
                    return replace(reply, moved=moved)
                onward = urljoin(at, reply.location)
                permanent = permanent and reply.permanent and not _is_weaker(at, onward)
                at = onward
                if permanent:
                    moved = at.partition("#")[0]
        except ReaderError as fault:  # an address that may not be fetched
            return Reply("failed", at, reason=fault.key)
        return Reply("failed", at, reason="fetch.redirects")

    async def _hop(self, url: str, headers: Mapping[str, str], now: datetime, most: int) -> Reply | _Onward:
        """One request, in its host's turn, for which alone the time is taken."""
        async with self._hosts.turn(url):
            try:
                async with asyncio.timeout(self._limit_s), self._hops.open(url, headers) as answer:
                    return await _read(answer, url, now, most)
            except TimeoutError:
                return Reply("failed", url, reason="fetch.slow")
            except TooLarge:
                return Reply("failed", url, reason="fetch.large")
            except httpx.TimeoutException:
                return Reply("failed", url, reason="fetch.slow")
            except (UnreadableBody, httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError):
                return Reply("failed", url, reason="fetch.unreachable")


def poller_for(contact: str, *, allow_private: bool = False) -> Poller:
    """The one for a running bot. allow_private: also of this machine and its networks, for tests alone."""
    if allow_private:
        return Poller(user_agent(contact), Hops.anywhere(HOP_S, tls_context), Hosts(0.0))
    return Poller(user_agent(contact))


@dataclass(frozen=True, slots=True)
class _Onward:
    location: str
    permanent: bool


async def _read(answer: httpx.Response, url: str, now: datetime, most: int) -> Reply | _Onward:
    status = answer.status_code
    if status in REDIRECTS and "location" in answer.headers:
        return _Onward(answer.headers["location"], status in PERMANENT)
    retry_after = _retry_after(answer.headers.get("retry-after", ""), now)
    etag, modified = _validators(answer)
    if status == 304:
        max_age = _max_age(answer.headers, now)
        return Reply("unchanged", url, etag=etag, last_modified=modified, max_age=max_age, status=304)
    if status == 410:
        return Reply("gone", url, status=410)
    if status in (429, 503):
        return Reply("busy", url, retry_after=retry_after, reason="fetch.status", status=status)
    if status != 200:
        return Reply("failed", url, retry_after=retry_after, reason="fetch.status", status=status)
    return Reply(
        "fed",
        url,
        body=await body_of(answer, most),
        content_type=answer.headers.get("content-type"),
        etag=etag,
        last_modified=modified,
        max_age=_max_age(answer.headers, now),
        status=200,
    )


def _validators(answer: httpx.Response) -> tuple[str, str]:
    """ETag and Last-Modified, as far as they can be sent back."""
    found = [answer.headers.get(name, "") for name in ("etag", "last-modified")]
    etag, modified = (one if len(one) <= HEADER_CHARS and one.isprintable() else "" for one in found)
    return etag, modified


def _max_age(headers: httpx.Headers, now: datetime) -> timedelta | None:
    """For how long the answer is fresh, where the server says so."""
    for directive in headers.get("cache-control", "").lower().split(","):
        name, _, value = directive.strip().partition("=")
        if name in ("no-cache", "no-store"):
            return None
        if name == "max-age" and (seconds := value.strip('" ')).isdecimal():
            return min(timedelta(seconds=int(seconds[:9])), LONGEST)
    return _until(headers.get("expires", ""), now)


def _retry_after(value: str, now: datetime) -> timedelta | None:
    value = value.strip()
    if value.isascii() and value.isdecimal():
        return min(timedelta(seconds=int(value[:9])), LONGEST)
    return _until(value, now)


def _until(value: str, now: datetime) -> timedelta | None:
    """The time from *now* to an HTTP date; None where it is none, or over."""
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(moment - now, LONGEST) if moment > now else None


def _is_weaker(at: str, onward: str) -> bool:
    """Whether a redirect leads from https to http: such a one is followed, and never taken for good."""
    return urlsplit(at).scheme == "https" and urlsplit(onward).scheme != "https"
