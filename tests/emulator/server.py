"""The HTTP side: a Bot API server on a loopback port, as python-telegram-bot speaks to it."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from aiohttp import web

from tests.emulator.asking import METHODS
from tests.emulator.faults import Clock, Fault, Limits, Proxied, Refused, carries, too_many_requests
from tests.emulator.people import People
from tests.emulator.posting import Posting
from tests.emulator.spec import SPEC, Upload, check
from tests.emulator.world import BOT_ID, World

TOKEN = f"{BOT_ID}:AAEmulated-token_never-to-be-logged"
BODY_MOST = 64 * 1024 * 1024
PATIENCE_S = 10.0  # how long a test waits for something that should be there at once
POLL_MOST_S = 50

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Accepted:
    """A call that was carried out."""

    at: float
    method: str
    params: dict[str, Any]
    result: Any


@dataclass(frozen=True, slots=True)
class Violation:
    """A call that was refused by rule, not by a fault that the test ordered."""

    at: float
    method: str
    params: dict[str, Any]
    code: int
    description: str


class Emulator:
    """Telegram, as far as one bot can tell. `async with Emulator() as telegram:`

    clock: what messages are dated by, what queries and limits expire by.
    limits: None for no flood limits.
    """

    def __init__(
        self,
        clock: Clock = time.time,
        *,
        token: str = TOKEN,
        privacy: bool = True,
        limits: Limits | None = None,
    ) -> None:
        self.token = token
        self.clock = clock
        self.limits = limits
        self.world = World(clock, privacy=privacy)
        self.people = People(self.world)
        self.log: list[Accepted] = []
        self.violations: list[Violation] = []
        self.faults: list[Fault] = []
        self.polls = 0
        self.port = 0
        self._poll: asyncio.Event | None = None  # set when the poll that waits must give way
        self._waiters: list[asyncio.Future[None]] = []
        self.posting = Posting(self.world)
        self._runner: web.AppRunner | None = None
        self._transports: set[asyncio.BaseTransport] = set()
        self.world.changed = self._changed

    # -- being a server

    @property
    def url(self) -> str:
        """What TELEGRAM_API_URL is set to."""
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        await self.plug_in()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.unplug()

    async def plug_in(self) -> None:
        """Listen; on the port it had before, if it had one."""
        app = web.Application(client_max_size=BODY_MOST)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = int(self._runner.addresses[0][1])

    async def unplug(self) -> None:
        """Stop listening and drop every connection; the world stays as it is."""
        await self.posting.end()
        for fault in self.faults:
            fault.released.set()
        for transport in self._transports:
            if isinstance(transport, asyncio.WriteTransport):
                transport.abort()
        self._transports.clear()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    @contextlib.asynccontextmanager
    async def unreachable(self) -> AsyncIterator[None]:
        """Nobody can connect meanwhile."""
        await self.unplug()
        try:
            yield
        finally:
            await self.plug_in()

    # -- faults to order; without a method they meet calls that carry a message

    def refuse(
        self,
        code: int,
        description: str,
        *,
        method: str | None = None,
        chat_id: int | None = None,
        times: int | None = 1,
        **parameters: int,
    ) -> Fault:
        """Answer the next calls with an error and do nothing."""
        return self._order(
            Fault(Refused(code, description, **parameters), False, False, method, chat_id, times)
        )

    def proxy_refuses(
        self, code: int, *, method: str | None = None, chat_id: int | None = None, times: int | None = 1
    ) -> Fault:
        """Answer the next calls with the page of a proxy that stands before Telegram."""
        return self._order(Fault(Proxied(code, "by a proxy"), False, False, method, chat_id, times))

    def flood(
        self,
        retry_after: int = 1,
        *,
        method: str | None = None,
        chat_id: int | None = None,
        times: int | None = 1,
    ) -> Fault:
        """Answer the next calls with 429."""
        return self._order(Fault(too_many_requests(retry_after), False, False, method, chat_id, times))

    def break_off(
        self,
        *,
        accepted: bool,
        hangs: bool = False,
        method: str | None = None,
        chat_id: int | None = None,
        times: int | None = 1,
    ) -> Fault:
        """Lose the connection of the next calls: after carrying them out (*accepted*) or before.

        hangs: keep the connection and say nothing, until `Fault.withdraw` or the caller's own timeout.
        """
        return self._order(Fault(None, accepted, hangs, method, chat_id, times))

    def hold(self, *, method: str | None = None, chat_id: int | None = None, times: int | None = 1) -> Fault:
        """Keep the next calls waiting until `Fault.withdraw`, then carry them out."""
        return self._order(Fault(None, False, False, method, chat_id, times, holds=True))

    def mumble(
        self, odd: Any, *, method: str | None = None, chat_id: int | None = None, times: int | None = 1
    ) -> Fault:
        """Carry the next calls out, and answer *odd* as their result."""
        return self._order(Fault(None, True, False, method, chat_id, times, odd=(odd,)))

    def _order(self, fault: Fault) -> Fault:
        self.faults.append(fault)
        return fault

    # -- looking on

    async def until(
        self, look: Callable[[], Found | None], timeout_s: float = PATIENCE_S, why: str = "it"
    ) -> Found:
        """What *look* finds as soon as it is truthy. Raises: AssertionError after *timeout_s* seconds."""
        try:
            async with asyncio.timeout(timeout_s):
                while not (found := look()):
                    waiter = asyncio.get_running_loop().create_future()
                    self._waiters.append(waiter)
                    await waiter
        except TimeoutError:
            calls = [f"{a.method} {a.params.get('chat_id', '')}" for a in self.log[-5:]]
            raise AssertionError(
                f"waited {timeout_s} s for {why}; last calls: {calls}; violations: {self.violations[-3:]}"
            ) from None
        return found

    def sent(self, method: str = "sendMessage", chat_id: int | None = None) -> list[Accepted]:
        """The accepted calls of *method*, oldest first."""
        return [
            call for call in self.log
            if call.method == method and chat_id in (None, call.params.get("chat_id"))
        ]  # fmt: skip

    def expect_refused(self, words: str) -> list[Violation]:
        """Take the violations with *words* in their description off the list; there must be one."""
        found = [v for v in self.violations if words in v.description]
        assert found, f"nothing was refused with {words!r}: {self.violations}"
        self.violations = [v for v in self.violations if v not in found]
        return found

    def _changed(self) -> None:
        self.posting.go_on()
        self.look_again()

    def look_again(self) -> None:
        """Let every `until` look again."""
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    # -- answering

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        if request.transport is not None:
            self._transports.add(request.transport)
        method = _spelled(request.match_info["method"])
        params: dict[str, Any] = {}
        try:
            if request.match_info["token"] != self.token:
                raise Refused(401, "Unauthorized")
            raw, files = await _read(request)
            params = raw
            fault = self._meet(method, raw)
            if fault and isinstance(fault.refusal, Proxied):
                return web.Response(status=fault.refusal.code, text=Proxied.page, content_type="text/html")
            if fault and fault.refusal:
                return web.json_response(fault.refusal.answer(), status=fault.refusal.code)
            if fault and fault.holds:
                await fault.released.wait()
                fault = None
            if fault and not fault.accepted:
                return await self._lose(request, fault)
            params = check(method, raw)
            if method == "getUpdates":
                return web.json_response({"ok": True, "result": await self._updates(params)})
            result = self._carry_out(method, params, files)
            if fault and fault.odd is not None:
                (result,), fault = fault.odd, None
            if fault:
                return await self._lose(request, fault)
        except Refused as refused:
            self.violations.append(Violation(self.clock(), method, params, refused.code, refused.description))
            self.look_again()
            return web.json_response(refused.answer(), status=refused.code)
        return web.json_response({"ok": True, "result": result})

    def _meet(self, method: str, raw: dict[str, Any]) -> Fault | None:
        chat_id = raw.get("chat_id")
        if isinstance(chat_id, str) and chat_id.lstrip("-").isdigit():
            chat_id = int(chat_id)
        fault = next((f for f in self.faults if f.meets(method, chat_id)), None)
        if fault:
            fault.take()
            self.look_again()
        return fault

    def _carry_out(self, method: str, params: dict[str, Any], files: dict[str, Upload]) -> Any:
        if self.limits and carries(method):
            wait_s = self.limits.wait(self.world.find_chat(params["chat_id"]).id)
            if wait_s is not None:
                raise too_many_requests(wait_s)
        result = METHODS[method](self.world, params, files)
        self.posting.go_on()
        self.log.append(Accepted(self.clock(), method, params, result))
        self.look_again()
        return result

    async def _lose(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.hangs:
            await fault.released.wait()
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def _updates(self, params: dict[str, Any]) -> list[dict[str, Any]]:
        """Long polling. The poll that was there before gives way with 409, as with Telegram."""
        if self.world.webhook:
            raise Refused(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the "
                "webhook first",
            )
        if self._poll:
            self._poll.set()
        mine = self._poll = asyncio.Event()
        self.polls += 1
        self.look_again()
        if params.get("allowed_updates") is not None:
            self.world.allowed = params["allowed_updates"] or None
        offset, updates = params.get("offset", 0), self.world.updates
        if offset < 0:
            del updates[: max(0, len(updates) + offset)]
        else:
            updates[:] = [u for u in updates if u["update_id"] >= offset]
        try:
            async with asyncio.timeout(min(params.get("timeout", 0), POLL_MOST_S)):
                while not self.world.updates and not mine.is_set():
                    waiter = asyncio.get_running_loop().create_future()
                    self._waiters.append(waiter)
                    await waiter
        except TimeoutError:
            pass
        finally:
            if self._poll is mine:
                self._poll = None
        if mine.is_set():
            for _ in range(3):  # a caller who has hung up is noticed here and gets no 409
                await asyncio.sleep(0)
            raise Refused(
                409,
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
            )
        return self.world.updates[: min(params.get("limit", 100), 100)]

    async def _download(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.token:
            return web.json_response(Refused(401, "Unauthorized").answer(), status=401)
        path = request.match_info["path"]
        file = next((f for f in self.world.files.values() if f.path == path), None)
        if file is None:
            return web.json_response(Refused(404, "Not Found").answer(), status=404)
        return web.Response(body=file.data, content_type="application/octet-stream")


def _spelled(method: str) -> str:
    """Method names are case-insensitive."""
    return _SPELLINGS.get(method.lower(), method)


_SPELLINGS = {name.lower(): name for name in SPEC.methods}


async def _read(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Parameters from address, form, multipart or JSON, files among them."""
    raw: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json":
        body = await request.json()
        raw |= {k: v for k, v in body.items() if v is not None}
    elif request.method == "POST":
        try:
            form = await request.post()
        except web.HTTPRequestEntityTooLarge:
            raise Refused(413, "Request Entity Too Large") from None
        for name, value in form.items():
            if isinstance(value, web.FileField):
                raw[name] = files[name] = Upload(value.filename, value.file.read())
                value.file.close()
            else:
                raw[name] = value
    return raw, files
