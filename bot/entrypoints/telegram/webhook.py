"""Telegram by webhook: a posted update is recorded before Telegram is told so, then worked off as a polled one is.

Copies of the bot behind one address share what is recorded; see `bot.adapters.database.inbox`. An update whose copy
was killed while it worked on it is worked off by another, so its reader may be answered a second time; none is lost.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, Protocol

from telegram import Update
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.entrypoints.telegram import refusals, updates
from bot.entrypoints.telegram.application import ALLOWED_UPDATES, App
from bot.entrypoints.telegram.polling import (
    FINISH_S,
    LONGEST_PAUSE_S,
    QuietRequest,
    door_of,
    finish,
    introduce,
    setting_up,
    unknown_token,
    until_stopped,
)
from bot.entrypoints.telegram.services import Network
from bot.errors import SettingsError, StoreError

log = logging.getLogger(__name__)

SWEEP_S = 1.0  # between looks for what another copy left
RENEW_S = 3.0  # a tenth of the lease
TOUCH_S = 60.0  # between questions to Telegram, from which nothing may come for hours
IN_HAND = 200  # updates claimed at once; the scheduler works on some of them, and is fair among them

Json = dict[str, Any]


class Posted(Protocol):
    """An update as it was recorded."""

    @property
    def update_id(self) -> int: ...
    @property
    def body(self) -> str: ...


class Inbox(Protocol):
    """See `bot.adapters.database.inbox.Inbox`."""

    async def put(
        self, update_id: int, chat: int, body: str, owner: str = ""
    ) -> Literal["claimed", "waits", "known"]: ...
    async def claim(self, owner: str, most: int) -> Sequence[Posted]: ...
    async def renew(self, owner: str, ids: Collection[int]) -> None: ...
    async def done(self, update_id: int, owner: str) -> bool: ...
    async def release(self, owner: str, ids: Collection[int] | None = None) -> None: ...
    async def release_ended(self, has_ended: Callable[[str], bool]) -> None: ...


@dataclass(frozen=True, slots=True)
class Received:
    """An update as it was posted here."""

    update_id: int
    body: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where Telegram posts updates, and the secret by which they are known."""

    url: str
    secret: str


class Webhook:
    """Receives posts, and works off what is recorded in the inbox.

    name: this process's. has_ended: whether another process, by its name, surely lives no more.
    touch_s: see TOUCH_S.
    """

    def __init__(
        self,
        address: Address,
        inbox: Inbox,
        name: str,
        has_ended: Callable[[str], bool],
        touch_s: float = TOUCH_S,
    ) -> None:
        self.address, self._touch_s = address, touch_s
        self._inbox, self._name, self._has_ended = inbox, name, has_ended
        self._come = asyncio.Event()
        self._application: App | None = None  # while it works
        self._door: updates.Door = updates.OpenDoor()
        self._in_hand: dict[int, asyncio.Task[None]] = {}  # by the update's id

    async def receive(self, body: bytes) -> int:
        """Record a posted update; the HTTP status to answer with: 503 has Telegram post it again."""
        text = body.decode("utf-8", "replace")
        update = updates.readable(text)
        if len(update) <= 1 or self._door.sheds(update):  # nothing that can be read in it, or too much
            return 200
        application, room = self._application, IN_HAND - len(self._in_hand)
        owner = self._name if application is not None and room > 0 else ""
        posted = Received(update["update_id"], text)
        try:
            put = await self._inbox.put(posted.update_id, chat_of(update), text, owner)
        except StoreError:  # said already
            return 503
        if put == "claimed" and application is not None:
            if self._application is application:
                self._begin(application, posted)
            else:  # it has stopped meanwhile
                await self._release([posted.update_id])
        elif put == "waits":
            self._come.set()
        else:
            log.info("update posted again: id=%d", posted.update_id)
        return 200

    async def work(self, application: App) -> None:
        """Work off updates until cancelled; what is in hand then is another's, or the next start's."""
        self._door, self._application = door_of(application), application
        renewing = asyncio.create_task(self._renew())
        try:
            while True:
                self._come.clear()
                claimed = await self._claim()
                for posted in claimed:
                    self._begin(application, posted)
                if not claimed or len(self._in_hand) >= IN_HAND:
                    with contextlib.suppress(TimeoutError):
                        async with asyncio.timeout(SWEEP_S):
                            await self._come.wait()
        finally:
            self._application = None
            renewing.cancel()

    async def keep_in_touch(self, application: App) -> None:
        """Ask Telegram something now and then, until cancelled.

        Raises: SettingsError when it knows the token no more.
        """
        while True:
            try:
                await application.bot.get_me()
            except InvalidToken:
                raise unknown_token() from None
            except TelegramError as trouble:
                log.warning("Telegram does not answer: %s", refusals.reason(trouble))
            await asyncio.sleep(self._touch_s)

    async def finish(self, seconds: float) -> None:
        """Let what is in hand be finished, for *seconds* at most, and leave the rest to others."""
        self._application = None  # what is recorded from now on is not begun here
        if self._in_hand:
            await asyncio.wait(self._in_hand.values(), timeout=seconds)
        left = [task for task in self._in_hand.values() if not task.done()]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        await self._release()

    async def _release(self, ids: Collection[int] | None = None) -> None:
        with contextlib.suppress(StoreError):  # they lapse by themselves
            await self._inbox.release(self._name, ids)

    async def _claim(self) -> Sequence[Posted]:
        room = IN_HAND - len(self._in_hand)
        if room <= 0:
            return ()
        try:
            claimed = await self._inbox.claim(self._name, room)
            # where a lease of ours ran out, as while this machine slept, what we work on is not begun again
            return [posted for posted in claimed if posted.update_id not in self._in_hand]
        except StoreError:  # said already; looked for again at the next sweep
            return ()

    async def _renew(self) -> None:
        """Keep the leases, and end those of processes that have ended."""
        while True:
            with contextlib.suppress(StoreError):  # said already; the next time is in time
                if self._in_hand:
                    await self._inbox.renew(self._name, list(self._in_hand))
                await self._inbox.release_ended(self._has_ended)
                self._come.set()
            await asyncio.sleep(RENEW_S)

    def _begin(self, application: App, posted: Posted) -> None:
        task = asyncio.create_task(self._work_off(application, posted))
        self._in_hand[posted.update_id] = task
        task.add_done_callback(partial(self._laid_down, posted.update_id))

    async def _work_off(self, application: App, posted: Posted) -> None:
        try:
            update = Update.de_json(json.loads(posted.body), application.bot)
            processor = application.update_processor
            await processor.process_update(update, application.process_update(update))
        except Exception as fault:  # it would be the same the next time
            log.error("an update was not worked off: id=%d", posted.update_id, exc_info=fault)
        if await self._inbox.done(posted.update_id, self._name):
            self._come.set()  # a later update of its chat, posted to another copy, has waited for it

    def _laid_down(self, update_id: int, task: asyncio.Task[None]) -> None:
        if len(self._in_hand) >= IN_HAND:
            self._come.set()
        del self._in_hand[update_id]
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.error("an update was not worked off", exc_info=fault)


async def run_webhook(
    build: Callable[[Network], App],
    api_url: str,
    stop: asyncio.Event,
    webhook: Webhook,
    beside: Callable[[App], AbstractAsyncContextManager[None]] = lambda _: nullcontext(),
    reached: Callable[[], None] = lambda: None,
) -> None:
    """Answer everybody whose updates *webhook* receives until *stop* is set; the rest as `polling.run_polling`.

    The webhook stays set at the end: what is written meanwhile waits at Telegram, and other copies go on. Who polls
    with the same token afterwards takes it away.
    Raises: SettingsError when Telegram does not know the token, or does not take the address.
    """
    application = build(
        Network(QuietRequest(reached), base_url=f"{api_url}/bot", base_file_url=f"{api_url}/file/bot")
    )
    try:
        if not await until_stopped(stop, introduce(application)):
            return
        await application.start()
        async with setting_up(application), beside(application):
            working = [
                asyncio.create_task(webhook.work(application)),
                asyncio.create_task(webhook.keep_in_touch(application)),
            ]
            try:
                if await until_stopped(stop, _set(application, webhook.address)):
                    log.info("listening as @%s, by webhook", application.bot.username)
                    await until_stopped(stop, asyncio.gather(*working))
                log.info("stopping")
            finally:
                for task in working:
                    task.cancel()
                await asyncio.gather(*working, return_exceptions=True)
                await webhook.finish(FINISH_S)
    finally:
        await finish(application)


async def _set(application: App, address: Address) -> None:
    """Tell Telegram where to post, as often as it takes. Raises: SettingsError for an address that it does not take."""
    pause_s = 1.0
    while True:
        try:
            await application.bot.set_webhook(
                address.url,
                secret_token=address.secret,
                allowed_updates=ALLOWED_UPDATES,
                drop_pending_updates=False,
            )
            return
        except BadRequest as refused:
            raise SettingsError([f"WEBHOOK_URL: Telegram does not take it: {refused.message}"]) from None
        except (NetworkError, RetryAfter) as trouble:
            log.warning("the webhook is not set yet: %s", refusals.reason(trouble))
        await asyncio.sleep(pause_s)
        pause_s = min(pause_s * 2, LONGEST_PAUSE_S)


def chat_of(update: Json) -> int:
    """The chat whose order an update keeps; where there is none, whoever did something; 0 for nobody."""
    for event in update.values():
        if not isinstance(event, dict):
            continue
        message = event.get("message")
        for holder in (event, message if isinstance(message, dict) else {}):
            chat = holder.get("chat")
            if isinstance(chat, dict) and isinstance(chat.get("id"), int):
                return int(chat["id"])
        sender = event.get("from") or event.get("user")
        if isinstance(sender, dict) and isinstance(sender.get("id"), int):
            return int(sender["id"])
    return 0
