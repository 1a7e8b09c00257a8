"""What a running bot answers over HTTP: whether it lives, whether it is ready, its figures; and Telegram's posts.

    async with serving(address, port, Routes(health, telegram=Post("/telegram", secret, webhook.receive))):
        ...

Tornado, as python-telegram-bot has it for its own webhooks.
"""

from __future__ import annotations

import hmac
import logging
import re
import resource
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from prometheus_client import CollectorRegistry
from prometheus_client.exposition import choose_encoder
from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream
from tornado.netutil import bind_sockets
from tornado.routing import Rule, URLSpec
from tornado.web import Application, HTTPError, RequestHandler

from bot.entrypoints.http.health import Health
from bot.errors import SettingsError

log = logging.getLogger(__name__)

BODY_MOST = 1024 * 1024  # bytes; an update of Telegram is a few KB
IDLE_S = 60.0  # a connection that says nothing
OPEN_MOST = (
    256  # at a time, and a quarter of the descriptors that this process may have; a router keeps some dozens
)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"

Receive = Callable[[bytes], Awaitable[int]]


@dataclass(frozen=True, slots=True)
class Post:
    """Where Telegram posts updates, and with what secret. receive: the HTTP status for a body."""

    path: str
    secret: str
    receive: Receive


async def _nothing() -> None:
    """There is nothing to count."""


@dataclass(frozen=True, slots=True)
class Routes:
    """What is served. telegram: None where updates are polled for. count: called before figures are told."""

    health: Health
    registry: CollectorRegistry
    telegram: Post | None = None
    count: Callable[[], Awaitable[None]] = _nothing

    def application(self) -> Application:
        rules = [
            URLSpec(r"/healthz", _Alive),
            URLSpec(r"/readyz", _Ready, {"health": self.health}),
            URLSpec(r"/metrics", _Metrics, {"registry": self.registry, "count": self.count}),
        ]
        if self.telegram is not None:
            rules.append(URLSpec(re.escape(self.telegram.path), _Telegram, {"posted": self.telegram}))
        return Application(
            list[Rule](rules),
            log_function=lambda _: None,
            default_handler_class=_Nothing,
        )


class _Quiet(RequestHandler):
    """Says no more about itself than it must."""

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.set_header("Cache-Control", "no-store")

    def write_error(self, status_code: int, **_: object) -> None:
        self.finish(f"{status_code}\n")


class _Nothing(_Quiet):
    def prepare(self) -> None:
        raise HTTPError(404)


class _Alive(_Quiet):
    """The event loop turns: more is not asked, or a database that is away would have the bot restarted."""

    def get(self) -> None:
        self.finish("ok\n")

    head = get


class _Ready(_Quiet):
    """200 when the bot can do its work, else 503; what is the matter as JSON."""

    def initialize(self, health: Health) -> None:
        self._health = health

    def get(self) -> None:
        found = self._health.look()
        self.set_status(200 if all(one["ok"] for one in found.values()) else 503)
        self.finish(found)


class _Metrics(_Quiet):
    """Prometheus."""

    def initialize(self, registry: CollectorRegistry, count: Callable[[], Awaitable[None]]) -> None:
        self._registry, self._count = registry, count

    async def get(self) -> None:
        await self._count()
        encode, kind = choose_encoder(self.request.headers.get("Accept", ""))
        self.set_header("Content-Type", kind)
        self.finish(encode(self._registry))


class _Telegram(_Quiet):
    """An update, from who knows the secret."""

    def initialize(self, posted: Post) -> None:
        self._post = posted

    async def post(self) -> None:
        given = self.request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self._post.secret.encode()):
            log.warning("a post without the secret was refused")
            raise HTTPError(403)
        self.set_status(await self._post.receive(self.request.body))
        self.finish()


class _Server(HTTPServer):
    """Tornado's, which leaves descriptors for the bot's own lines: without any it could not even say so, at each turn
    of the loop.
    """

    def handle_stream(self, stream: IOStream, address: tuple[Any, ...]) -> None:
        """As Tornado does it, unless too many are open."""
        if len(self._connections) >= min(OPEN_MOST, resource.getrlimit(resource.RLIMIT_NOFILE)[0] // 4):
            stream.close()
        else:
            super().handle_stream(stream, address)


@asynccontextmanager
async def serving(address: str, port: int, routes: Routes) -> AsyncIterator[int]:
    """Serve until the end; the port, which for 0 is one that was free. Raises: SettingsError when it is taken."""
    try:
        sockets = bind_sockets(port, address)
    except OSError as fault:
        raise SettingsError([f"PORT: {address}:{port} cannot be listened on: {fault.strerror}"]) from None
    server = _Server(
        routes.application(), max_body_size=BODY_MOST, idle_connection_timeout=IDLE_S, body_timeout=IDLE_S
    )
    server.add_sockets(sockets)
    bound = int(sockets[0].getsockname()[1])
    log.info("serving on %s:%d", address, bound)
    try:
        yield bound
    finally:
        server.stop()  # no new posts; Telegram keeps them
        await server.close_all_connections()
