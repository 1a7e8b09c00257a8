"""The bot at work: on Telegram, or in this terminal, until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import math
import secrets
import sys
import time
from contextlib import AsyncExitStack, nullcontext
from functools import partial

import bot
from bot.adapters.database.polling_lock import polling_alone
from bot.adapters.folder.corpus import Corpus
from bot.bootstrap.archive import load_for
from bot.bootstrap.loading import ShowProgress
from bot.bootstrap.services import Parts, Services, open_services
from bot.bootstrap.sharing import Adopt
from bot.concurrency import signals
from bot.config import BotSettings, ChatSettings
from bot.delivery.rate_limit import PER_SECOND, RateLimiter
from bot.delivery.timing import Timing
from bot.entrypoints.http.health import Reach
from bot.entrypoints.http.server import Post, Routes, serving
from bot.entrypoints.telegram.polling import run_polling
from bot.entrypoints.telegram.webhook import Address, Webhook, run_webhook
from bot.entrypoints.telegram.worker import Worker
from bot.entrypoints.terminal.history import history_file
from bot.entrypoints.terminal.screen import spoken
from bot.entrypoints.terminal.session import ME, Aids, run_terminal
from bot.index.index import Index
from bot.ingest.pipeline import FIRST_S
from bot.kernel import HAS_KERNEL
from bot.observability.error_reports import reporting
from bot.observability.metrics import REGISTRY, watching_loop

log = logging.getLogger(__name__)

LOCAL_TOKEN = "0:in-this-process"  # python-telegram-bot wants one; no network sees it
NO_LIMIT = 60 * PER_SECOND  # in a minute to a group: a terminal takes what it is told


def run(settings: BotSettings, show_progress: ShowProgress = nullcontext, adopt: Adopt = "never") -> None:
    """The bot on Telegram, until SIGINT, SIGTERM or SIGHUP.

    Raises: SettingsError when Telegram does not know the token; CorpusError; StoreError.
    """
    signals.interrupt_once()  # while loading; the loop has its own
    try:
        signals.obey()
        if not HAS_KERNEL:
            log.warning(
                "without its kernel in C: searches take four times as long; `sosik doctor` says what to do"
            )
        corpus, index = load_for(settings, show_progress)
        with reporting(settings.sentry_dsn.get_secret_value(), bot.__version__):
            asyncio.run(_run(settings, corpus, index, adopt))
    except (KeyboardInterrupt, asyncio.CancelledError):
        log.info("stopped before the start")


async def _run(settings: BotSettings, corpus: Corpus, index: Index, adopt: Adopt) -> None:
    stop, started = asyncio.Event(), asyncio.Event()
    starting = asyncio.current_task()
    assert starting is not None

    def end() -> None:
        stop.set()
        if not started.is_set():  # it may wait for a database
            starting.cancel()

    for number in signals.ending():
        asyncio.get_running_loop().add_signal_handler(number, end)
    parts = Parts(stop=stop, waits=True, adopt=adopt, quiet_s=FIRST_S)
    async with open_services(settings, corpus, index, parts) as services:
        started.set()
        await listen(settings, services, parts)


async def listen(settings: BotSettings, services: Services, parts: Parts) -> None:
    """Answer on Telegram, by webhook or polling, and over HTTP where that is wanted, until *parts*' stop is set."""
    token = settings.telegram_bot_token.get_secret_value()
    build = partial(services.application, token)
    api_url, beside, reach = settings.telegram_api_url, services.delivering, Reach()
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(watching_loop())
        REGISTRY.register(gauges := services.gauges(reach))
        stack.callback(REGISTRY.unregister, gauges)
        name = f"{parts.owner.name}:{secrets.token_hex(3)}"
        if not settings.webhook_url:
            if settings.metrics_port:
                routes = Routes(services.health(reach), REGISTRY, count=services.store.figures.count)
                await stack.enter_async_context(serving(settings.bind_address, settings.metrics_port, routes))
            await stack.enter_async_context(polling_alone(services.store.database, token, parts.stop))
            # alone: whoever polled before has ended, on whatever host
            worker = Worker(services.store.inbox, name, lambda other: other != name, sure_s=math.inf)
            await run_polling(build, api_url, parts.stop, worker, beside, reach.note)
            return
        worker = Worker(services.store.inbox, name, parts.owner.has_ended)
        webhook = Webhook(Address(settings.webhook_url, settings.webhook_secret.get_secret_value()), worker)
        post = Post(settings.webhook_path, webhook.address.secret, webhook.receive)
        routes = Routes(services.health(reach), REGISTRY, post, services.store.figures.count)
        await stack.enter_async_context(serving(settings.bind_address, settings.port, routes))
        await run_webhook(build, api_url, parts.stop, webhook, beside, reach.note)


def chat(
    settings: ChatSettings,
    show_progress: ShowProgress = nullcontext,
    adopt: Adopt = "while nothing is published",
) -> int:
    """The same bot in this terminal, until the end of input; the exit code.

    Raises: CorpusError; StoreError; SettingsError when the database belongs to another folder.
    """
    if not settings.is_bundled:  # who sits here owns the folder
        settings = settings.model_copy(update={"admin_ids": settings.admin_ids | {ME.id}})
    corpus, index = load_for(settings, show_progress)
    return asyncio.run(_chat(settings, corpus, index, adopt))


async def _chat(settings: ChatSettings, corpus: Corpus, index: Index, adopt: Adopt) -> int:
    timing = Timing(limiter=RateLimiter(time.monotonic, NO_LIMIT))
    async with open_services(settings, corpus, index, Parts(adopt=adopt, timing=timing)) as services:
        return await run_terminal(
            partial(services.application, LOCAL_TOKEN),
            sys.stdin,
            sys.stdout,
            spoken(),
            beside=services.delivering,
            aids=Aids(
                lambda kind: index.snapshot()[0].names(kind),
                history_file() if settings.chat_history else None,
            ),
        )
