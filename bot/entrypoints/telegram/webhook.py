"""Telegram by webhook: a posted update is recorded before Telegram is told so; then it is any copy's to work off."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass

from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.entrypoints.telegram import refusals, updates
from bot.entrypoints.telegram.application import ALLOWED_UPDATES, App
from bot.entrypoints.telegram.listening import LONGEST_PAUSE_S, Beside, QuietRequest, listen, unknown_token
from bot.entrypoints.telegram.services import Network
from bot.entrypoints.telegram.worker import Received, Worker
from bot.errors import SettingsError, StoreError

log = logging.getLogger(__name__)

TOUCH_S = 60.0  # between questions to Telegram, from which nothing may come for hours


@dataclass(frozen=True, slots=True)
class Address:
    """Where Telegram posts updates, and the secret by which they are known."""

    url: str
    secret: str


class Webhook:
    """Receives posts, and gives them to *worker*. touch_s: see TOUCH_S."""

    def __init__(self, address: Address, worker: Worker, touch_s: float = TOUCH_S) -> None:
        self.address, self.worker, self._touch_s = address, worker, touch_s

    async def receive(self, body: bytes) -> int:
        """Record a posted update; the HTTP status to answer with: 503 has Telegram post it again."""
        text = body.decode("utf-8", "replace")
        update = updates.posted(text)
        if len(update) <= 1 or self.worker.door.sheds(update):  # nothing that can be read in it, or too much
            return 200
        try:
            await self.worker.record([Received(update["update_id"], updates.chat_of(update), text)])
        except StoreError:  # said already
            return 503
        return 200

    async def be_posted_to(self, application: App) -> None:
        """Tell Telegram where to post, and ask it something now and then, until cancelled.

        Raises: SettingsError when it does not take the address, or knows the token no more.
        """
        await _set(application, self.address)
        log.info("listening as @%s, by webhook", application.bot.username)
        while True:
            try:
                await application.bot.get_me()
            except InvalidToken:
                raise unknown_token() from None
            except TelegramError as trouble:
                log.warning("Telegram does not answer: %s", refusals.reason(trouble))
            await asyncio.sleep(self._touch_s)


async def run_webhook(
    build: Callable[[Network], App],
    api_url: str,
    stop: asyncio.Event,
    webhook: Webhook,
    beside: Beside = lambda _: nullcontext(),
    reached: Callable[[], None] = lambda: None,
) -> None:
    """Answer everybody whose updates *webhook* receives until *stop* is set; the rest as `polling.run_polling`.

    The webhook stays set at the end: what is written meanwhile waits at Telegram, and other copies go on. Who polls
    with the same token afterwards takes it away.
    """
    application = build(
        Network(QuietRequest(reached), base_url=f"{api_url}/bot", base_file_url=f"{api_url}/file/bot")
    )
    await listen(application, webhook.be_posted_to, webhook.worker, stop, beside)


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
        except InvalidToken:
            raise unknown_token() from None
        except BadRequest as refused:
            raise SettingsError([f"WEBHOOK_URL: Telegram does not take it: {refused.message}"]) from None
        except (NetworkError, RetryAfter) as trouble:
            log.warning("the webhook is not set yet: %s", refusals.reason(trouble))
        await asyncio.sleep(pause_s)
        pause_s = min(pause_s * 2, LONGEST_PAUSE_S)
