"""Telegram by long polling: a batch of updates is recorded before the next one is asked for, which confirms it.

While the database is away a batch is answered from memory, and confirmed once it is answered: until then Telegram
keeps it for the next start. What is answered behind one that is not cannot be confirmed, and is recorded as done as
soon as the database can be used again. At the end Telegram is told how far all is answered.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext, suppress
from typing import Any
from urllib.parse import urlencode

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.delivery.rate_limit import MOST_HELD_S
from bot.entrypoints.telegram import refusals, updates
from bot.entrypoints.telegram.application import ALLOWED_UPDATES, App
from bot.entrypoints.telegram.listening import (
    LONGEST_PAUSE_S,
    Beside,
    Line,
    QuietRequest,
    asked_to_wait_s,
    listen,
    unknown_token,
)
from bot.entrypoints.telegram.services import Network
from bot.entrypoints.telegram.worker import Received, Worker

log = logging.getLogger(__name__)

POLL_S = 25  # how long Telegram holds an empty getUpdates
MOST_FOUND = 100  # updates in one answer, Bot API getUpdates
LAST_S = 0.5  # for the last word about what is answered
HELD_S = 0.5  # between two looks for more, while something is not confirmed: Telegram answers those at once


class PollingRequest(Line):
    """The line for getUpdates."""

    def __init__(self, reached: Callable[[], None]) -> None:
        super().__init__(reached, 2, read_timeout=POLL_S + 10)
        self.door: updates.Door = updates.OpenDoor()

    def parse_json_payload(self, payload: bytes) -> dict[str, Any]:  # type: ignore[override]
        """See `updates.decode`. A flood limit on polling is asked about again after a moment. Raises: TelegramError."""
        answer = updates.decode(payload, self.door)
        if isinstance(parameters := answer.get("parameters"), dict) and "retry_after" in parameters:
            parameters["retry_after"] = min(parameters["retry_after"], MOST_HELD_S)
        return answer


class Fetcher:
    """Fetches updates over *line*, and gives them to *worker*."""

    def __init__(self, line: PollingRequest, worker: Worker) -> None:
        self._line, self._worker = line, worker
        self._offset = 0  # behind the last update that is to be confirmed
        self._confirmed = 0  # the offset that Telegram has
        # what was taken from there on, by its id; what is worked off from memory, as its task
        self._taken: dict[int, asyncio.Task[None] | None] = {}

    async def fetch(self, application: App) -> None:
        """Until cancelled. Raises: SettingsError when Telegram knows the token no more."""
        await self._persist(lambda: application.bot.delete_webhook(drop_pending_updates=False))
        log.info("listening as @%s", application.bot.username)
        while True:
            await self._persist(lambda: self._fetch_batch(application))

    async def _fetch_batch(self, application: App) -> None:
        self._line.door = self._worker.door
        found = await self._ask(application, hold_s=POLL_S)
        if not isinstance(found, list) or not found:
            return
        new = [one for one in found if one["update_id"] not in self._taken]
        came = [received for one in new if (received := _received(one)) is not None]
        begun = await self._worker.take(came) if came else {}
        self._taken |= {one["update_id"]: begun.get(one["update_id"]) for one in new}
        left = await self._left()
        if left:
            await self._record_done()
        if left and not new and len(found) >= MOST_FOUND:
            left = []  # or nobody behind them would be heard
        self._offset = min(left, default=found[-1]["update_id"] + 1)
        self._taken = {id: task for id, task in self._taken.items() if id >= self._offset}

    async def _ask(self, application: App, *, hold_s: int, **more: int) -> Any:
        """What is behind the offset, which is confirmed by that."""
        offset = self._offset
        asked = {"offset": offset, "timeout": hold_s, "allowed_updates": json.dumps(ALLOWED_UPDATES), **more}
        found = await self._line.post(f"{application.bot.base_url}/getUpdates?{urlencode(asked)}")
        self._confirmed = offset
        return found

    async def _left(self) -> list[int]:
        """What is still worked off from memory, after a while."""
        if begun := [task for task in self._taken.values() if task is not None]:
            await asyncio.wait(begun, timeout=HELD_S)
        return self._unanswered()

    def _unanswered(self) -> list[int]:
        return [id for id, task in self._taken.items() if task is not None and not _is_answered(task)]

    async def _record_done(self) -> None:
        """Record what was answered from memory, where the database can be used."""
        done = [id for id, task in self._taken.items() if task is not None and _is_answered(task)]
        if done and await self._worker.record_done(done):
            self._taken |= dict.fromkeys(done)

    @asynccontextmanager
    async def confirming(self, application: App) -> AsyncIterator[None]:
        """At its end, when nothing is fetched nor worked off any more, what is answered is confirmed or recorded."""
        try:
            yield
        finally:
            left = self._unanswered()
            self._offset = min(left, default=max(self._taken, default=self._offset - 1) + 1)
            self._taken = {id: task for id, task in self._taken.items() if id >= self._offset}
            with suppress(TimeoutError, TelegramError):  # then it is answered a second time
                async with asyncio.timeout(LAST_S):
                    if self._offset > self._confirmed:
                        await self._ask(application, hold_s=0, limit=1)
            with suppress(TimeoutError):
                async with asyncio.timeout(LAST_S):
                    await self._record_done()

    async def _persist(self, ask: Callable[[], Any]) -> None:
        """Await what *ask* makes, as often as it takes, with pauses that grow."""
        pause_s = 1.0
        while True:
            try:
                await ask()
                return
            except InvalidToken:
                raise unknown_token() from None
            except TimedOut:
                continue  # that took a while itself
            except RetryAfter as flood:
                pause_s = asked_to_wait_s(flood)
            except Conflict as trouble:
                log.error("another process listens with the same token, or a webhook is set: %s", trouble)
            except TelegramError as trouble:
                log.warning("listening interrupted: %s", refusals.reason(trouble))
            except Exception:  # a bot that answers nobody any more would look alive
                log.exception("listening interrupted")
            await asyncio.sleep(pause_s)
            pause_s = min(pause_s * 2, LONGEST_PAUSE_S)


def _is_answered(task: asyncio.Task[None]) -> bool:
    return task.done() and not task.cancelled()


def _received(update: updates.Json) -> Received | None:
    """None for an id alone: the rest cannot be read, or is refused."""
    if len(update) <= 1:
        return None
    try:
        return Received(update["update_id"], updates.chat_of(update), json.dumps(update))
    except (ValueError, RecursionError) as fault:
        log.warning("update skipped: id=%d because %s", update["update_id"], type(fault).__name__)
        return None


async def run_polling(
    build: Callable[[Network], App],
    api_url: str,
    stop: asyncio.Event,
    worker: Worker,
    beside: Beside = lambda _: nullcontext(),
    reached: Callable[[], None] = lambda: None,
) -> None:
    """Answer everybody until *stop* is set; see `listen`.

    build: makes the application upon a line to Telegram, as build_application does.
    api_url: of the Bot API server, without a slash at the end.
    reached: called whenever Telegram answers.
    """
    line = PollingRequest(reached)
    application = build(Network(QuietRequest(reached), line, f"{api_url}/bot", f"{api_url}/file/bot"))
    fetcher = Fetcher(line, worker)

    @asynccontextmanager
    async def beside_and_confirming(application: App) -> AsyncIterator[None]:
        async with beside(application), fetcher.confirming(application):
            yield

    await listen(application, fetcher.fetch, worker, stop, beside_and_confirming)
