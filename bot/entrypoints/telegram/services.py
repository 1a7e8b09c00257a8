"""What the bot answers with, and the line it answers on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from telegram.request import BaseRequest

from bot.delivery.budget import Budget, OwnBudget
from bot.delivery.rate_limit import RateLimiter
from bot.delivery.timing import utc_now
from bot.entrypoints.telegram.office import Office
from bot.entrypoints.telegram.ports import Answers, Charts, Memory, PictureReader, SavedQueries, Transcriber
from bot.entrypoints.telegram.sender import Sleep
from bot.ingest.archiving import Archiving
from bot.ingest.feeds import Feeds
from bot.newsroom import Newsroom


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatServices:
    """What the features of the bot are built of.

    memory: of chats and what they are told; without it there are no digests.
    office: of the editors; without it there is no editing. feeds: their sources. archiving: into a cluster.
    pictures, voices: what reads photos and hears voice messages; without them neither is looked at.
    charts: the pictures of /trend; without them it answers in words. zone: of digests, unless they say.
    limiter: shared with the dispatcher of digests, before which replies go; None: one of its own. sleep: in its time.
    budget: shared with copies of the bot.
    """

    newsroom: Newsroom
    queries: SavedQueries
    answers: Answers
    admin_ids: frozenset[int] = frozenset()
    memory: Memory | None = None
    office: Office | None = None
    feeds: Feeds | None = None
    archiving: Archiving | None = None
    charts: Charts | None = None
    pictures: PictureReader | None = None
    voices: Transcriber | None = None
    zone: str = "Asia/Seoul"
    limiter: RateLimiter | None = None
    budget: Budget = field(default_factory=OwnBudget)
    sleep: Sleep = asyncio.sleep
    clock: Callable[[], datetime] = utc_now


@dataclass(frozen=True, slots=True)
class Network:
    """The line to Telegram; what is None, python-telegram-bot chooses.

    request: the network layer; also used for getUpdates unless *get_updates_request* is given.
    base_url, base_file_url: where requests go, in PTB's form: the token is put after it.
    """

    request: BaseRequest | None = None
    get_updates_request: BaseRequest | None = None
    base_url: str | None = None
    base_file_url: str | None = None
