"""On Telegram: from the first getMe to the last word, and out within seconds when told to stop.

How updates come is `polling`'s or `webhook`'s; how they are worked off is `worker`'s.
"""

from __future__ import annotations

import asyncio
import json
import logging
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import cache
from http import HTTPStatus
from typing import Any

import httpx
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.request import HTTPXRequest

from bot.entrypoints.telegram import refusals, updates
from bot.entrypoints.telegram.application import App
from bot.entrypoints.telegram.worker import Worker
from bot.errors import SettingsError

log = logging.getLogger(__name__)

FINISH_S = 2.0  # for what is being said when told to stop; 5 s are promised for everything, however busy
CLOSE_S = 0.5
CONNECTIONS = 128  # two a reply being written at once (scheduler.PLACES): itself and an answer to a button
LONGEST_PAUSE_S = 30.0
OF_US = (
    400,
    401,
    403,
    404,
    409,
)  # refusals of the Bot API: of a message, the token, a chat, a second process

Source = Callable[[App], Awaitable[None]]  # has updates come, until cancelled
Beside = Callable[[App], AbstractAsyncContextManager[None]]


@cache
def _tls() -> ssl.SSLContext:
    """Whose certificates are trusted, for every line: to read their list takes as long as ten answers."""
    return httpx.create_ssl_context()


LONGEST_CALL_S = 120.0  # a file of 50 MB, the biggest that a bot may send, at 4 Mbit/s


class Line(HTTPXRequest):
    """A line to Telegram. reached: called whenever Telegram answers. longest_s: a call takes no longer in all, since an
    answer that drips keeps every time-out of a single read.
    """

    def __init__(
        self,
        reached: Callable[[], None],
        connections: int,
        read_timeout: float = 5.0,
        pool_timeout: float = 1.0,
        longest_s: float = LONGEST_CALL_S,
    ) -> None:
        super().__init__(
            connections, read_timeout, pool_timeout=pool_timeout, httpx_kwargs={"verify": _tls()}
        )
        self._reached, self._longest_s = reached, longest_s

    async def do_request(self, *args: Any, **named: Any) -> tuple[int, bytes]:
        """As HTTPXRequest does it; what a proxy before Telegram says of a token or a chat is not Telegram's word."""
        try:
            async with asyncio.timeout(self._longest_s):
                code, payload = await super().do_request(*args, **named)
        except TimeoutError:
            raise TimedOut from None
        if (code in OF_US and b'"error_code"' not in payload) or (code < 300 and _is_refusal(payload)):
            code = HTTPStatus.BAD_GATEWAY
        if code < 500:
            self._reached()
        return code, payload


def _is_refusal(payload: bytes) -> bool:
    """Whether *payload* says that something was not done, whatever the status before it says."""
    return payload[:40].translate(None, b" \t\r\n").startswith(b'{"ok":false')


class QuietRequest(Line):
    """A line that logs no answer which it cannot read: people's words may be in it."""

    def __init__(self, reached: Callable[[], None]) -> None:
        super().__init__(reached, CONNECTIONS, pool_timeout=10.0)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As HTTPXRequest does it. Raises: TelegramError."""
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            answer = None
        return updates.sound(answer)


async def listen(
    application: App, source: Source, worker: Worker, stop: asyncio.Event, beside: Beside
) -> None:
    """Answer what *source* gives to *worker* until *stop* is set; then finish what is being said, within FINISH_S.

    beside: what goes on while people are answered, entered once the bot can send.
    Raises: SettingsError when Telegram does not know the token. A network that is down is waited for.
    """
    try:
        if not await until_stopped(stop, introduce(application)):
            return
        await application.start()
        async with setting_up(application), beside(application):
            working = [
                asyncio.create_task(worker.work(application)),
                asyncio.ensure_future(source(application)),
            ]
            try:
                await until_stopped(stop, asyncio.gather(*working))
                log.info("stopping")
            finally:
                for task in working:
                    task.cancel()
                await asyncio.gather(*working, return_exceptions=True)
                await worker.finish(FINISH_S)
    finally:
        await finish(application)


async def introduce(application: App) -> None:
    """Say hello to Telegram, as often as it takes."""
    pause_s = 1.0
    while True:
        try:
            await application.initialize()
            break
        except InvalidToken:
            raise unknown_token() from None
        except RetryAfter as flood:
            pause_s = min(asked_to_wait_s(flood), LONGEST_PAUSE_S)
            log.warning("Telegram asks to wait %.0f s", pause_s)
        except NetworkError as trouble:
            if isinstance(trouble, BadRequest):
                raise
            log.warning(
                "Telegram cannot be reached, trying again in %.0f s: %s", pause_s, refusals.reason(trouble)
            )
        await asyncio.sleep(pause_s)
        pause_s = min(pause_s * 2, LONGEST_PAUSE_S)


def asked_to_wait_s(flood: RetryAfter) -> float:
    """The seconds that Telegram asks to wait."""
    wait = flood.retry_after
    return float(wait if isinstance(wait, int) else wait.total_seconds())


@asynccontextmanager
async def setting_up(application: App) -> AsyncIterator[None]:
    """Meanwhile set the menus: ten calls, for which nobody has to wait."""
    setting = asyncio.create_task(_set_up(application))
    try:
        yield
    finally:
        setting.cancel()
        await asyncio.gather(setting, return_exceptions=True)


async def _set_up(application: App) -> None:
    try:
        if application.post_init is not None:
            await application.post_init(application)
    except Exception:
        log.exception("menus are not set")


async def until_stopped(stop: asyncio.Event, work: Any) -> bool:
    """Await *work*, or leave it when *stop* is set: then False."""
    tasks = [asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if not tasks[0].done():
            return False
        tasks[0].result()
        return True
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def finish(application: App) -> None:
    """End what *application* has begun by itself, and close its lines."""
    try:
        async with asyncio.timeout(FINISH_S):
            if application.running:
                await application.stop()
    except TimeoutError:
        log.warning("not ended within %.0f s", FINISH_S)
    try:
        async with asyncio.timeout(CLOSE_S):
            await application.shutdown()
    except TimeoutError:
        log.warning("connections left open at the end")


def unknown_token() -> SettingsError:
    return SettingsError(
        [
            "TELEGRAM_BOT_TOKEN: the server at TELEGRAM_API_URL does not know it; @BotFather shows the right one"
        ]
    )
