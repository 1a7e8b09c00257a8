"""Telegram by long polling: from the first getMe to the last word, and out within seconds when told to stop."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Any

from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from bot.delivery.rate_limit import MOST_HELD_S
from bot.entrypoints.telegram import refusals, updates
from bot.entrypoints.telegram.application import ALLOWED_UPDATES, App
from bot.entrypoints.telegram.scheduler import FairScheduler
from bot.entrypoints.telegram.services import Network
from bot.errors import SettingsError

log = logging.getLogger(__name__)

FINISH_S = 2.0  # for what is being said when told to stop; 5 s are promised for everything, however busy
CLOSE_S = 0.5
POLL_S = 25  # how long Telegram holds an empty getUpdates
CONNECTIONS = 128  # two a reply being written at once (scheduler.PLACES): itself and an answer to a button
LONGEST_PAUSE_S = 30.0


def without_trace(record: logging.LogRecord) -> bool:
    """A token taken back, and PTB's farewell poll to a Telegram out of reach: worth a line, not a traceback."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, InvalidToken) or (error is not None and "one more time" in str(record.msg)):
        what = (
            "Telegram takes the token no more"
            if isinstance(error, InvalidToken)
            else "the last getUpdates failed"
        )
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.msg, record.args, record.exc_info = "%s: %s", (what, error), None
    return True


class QuietRequest(HTTPXRequest):
    """A line to Telegram that logs no answer which it cannot read: people's words may be in it.

    reached: called whenever Telegram answers.
    """

    def __init__(self, reached: Callable[[], None]) -> None:
        super().__init__(connection_pool_size=CONNECTIONS, pool_timeout=10.0)
        self._reached = reached

    async def do_request(self, *args: Any, **named: Any) -> tuple[int, bytes]:
        """As HTTPXRequest does it."""
        code, payload = await super().do_request(*args, **named)
        if code < 500:
            self._reached()
        return code, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As HTTPXRequest does it. Raises: TelegramError."""
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict):
            raise TelegramError("Invalid server response")
        return answer


class PollingRequest(HTTPXRequest):
    """The line for getUpdates; *refused* is set when Telegram no longer knows the token.

    PTB's updater then ends its polling with a log line, and a bot that is deaf would look alive.
    """

    def __init__(self, refused: asyncio.Event, reached: Callable[[], None]) -> None:
        super().__init__(connection_pool_size=2, read_timeout=POLL_S + 10)
        self._refused, self._reached = refused, reached
        self.door: updates.Door = updates.OpenDoor()

    def parse_json_payload(self, payload: bytes) -> dict[str, Any]:  # type: ignore[override]
        """See `updates.decode`. A flood limit on polling is asked about again after a moment. Raises: TelegramError."""
        answer = updates.decode(payload, self.door)
        if isinstance(parameters := answer.get("parameters"), dict) and "retry_after" in parameters:
            parameters["retry_after"] = min(parameters["retry_after"], MOST_HELD_S)
        return answer

    async def do_request(self, *args: Any, **named: Any) -> tuple[int, bytes]:
        """As HTTPXRequest does it."""
        code, payload = await super().do_request(*args, **named)
        if code in {401, 404}:  # what PTB takes as InvalidToken
            self._refused.set()
        if code < 500:
            self._reached()
        return code, payload


async def run_polling(
    build: Callable[[Network], App],
    api_url: str,
    stop: asyncio.Event,
    beside: Callable[[App], AbstractAsyncContextManager[None]] = lambda _: nullcontext(),
    reached: Callable[[], None] = lambda: None,
) -> None:
    """Answer everybody until *stop* is set; then finish what is being said, for FINISH_S at most.

    build: makes the application upon a line to Telegram, as build_application does.
    api_url: of the Bot API server, without a slash at the end.
    beside: what goes on while people are answered, entered once the bot can send.
    reached: called whenever Telegram answers.
    Raises: SettingsError when Telegram does not know the token. A network that is down is waited for.
    """
    for name in ("telegram.ext.Updater", "telegram.ext"):  # the loop that polls, and the loop that retries
        logging.getLogger(name).addFilter(without_trace)
    refused = asyncio.Event()
    line = PollingRequest(refused, reached)
    application = build(Network(QuietRequest(reached), line, f"{api_url}/bot", f"{api_url}/file/bot"))
    line.door = door_of(application)
    try:
        if not await until_stopped(stop, introduce(application)):
            return
        assert application.updater is not None
        await application.start()
        await application.updater.start_polling(
            timeout=POLL_S,
            bootstrap_retries=-1,
            allowed_updates=ALLOWED_UPDATES,
            drop_pending_updates=False,
            error_callback=_tell_of_trouble,
        )
        log.info("listening as @%s", application.bot.username)
        async with setting_up(application), beside(application):
            if not await until_stopped(stop, refused.wait()):
                log.info("stopping")
                return
        raise unknown_token()
    finally:
        await finish(application)


def door_of(application: App) -> updates.Door:
    """Which updates *application* refuses without a word, before they are decoded."""
    processor = application.update_processor
    return processor if isinstance(processor, FairScheduler) else updates.OpenDoor()


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
            wait = flood.retry_after
            pause_s = min(float(wait if isinstance(wait, int) else wait.total_seconds()), LONGEST_PAUSE_S)
            log.warning("Telegram asks to wait %.0f s", pause_s)
        except NetworkError as trouble:
            if isinstance(trouble, BadRequest):
                raise
            log.warning(
                "Telegram cannot be reached, trying again in %.0f s: %s", pause_s, refusals.reason(trouble)
            )
        await asyncio.sleep(pause_s)
        pause_s = min(pause_s * 2, LONGEST_PAUSE_S)


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
    updater = application.updater
    try:
        async with asyncio.timeout(FINISH_S):
            ending = [one.stop() for one in (updater, application) if one is not None and one.running]
            faults = [one for one in await asyncio.gather(*ending, return_exceptions=True) if one is not None]
        for fault in faults:
            if not isinstance(
                fault, InvalidToken
            ):  # the updater hands on what ended its polling: told already
                log.error("not ended cleanly", exc_info=fault)
    except TimeoutError:
        log.warning("stopped with something left unsaid after %.0f s", FINISH_S)
    try:
        async with asyncio.timeout(CLOSE_S):
            await application.shutdown()
    except TimeoutError:
        log.warning("connections left open at the end")


def _tell_of_trouble(trouble: TelegramError) -> None:
    """Polling goes on after any of these; PTB pauses longer each time."""
    if isinstance(trouble, Conflict):
        log.error("another process listens with the same token, or a webhook is set: %s", trouble)
    else:
        log.warning("listening interrupted: %s", refusals.reason(trouble))


def unknown_token() -> SettingsError:
    return SettingsError(
        [
            "TELEGRAM_BOT_TOKEN: the server at TELEGRAM_API_URL does not know it; @BotFather shows the right one"
        ]
    )
