"""What the chat keeps of places and their wishes; `bot.adapters.database` keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.answers.trend import Trend
from bot.delivery.model import Mute
from bot.digests.edition import Arrival
from bot.digests.quiet import Quiet
from bot.digests.subscription import Chat, Manners, Place, Subscription
from bot.errors import Refusal
from bot.i18n import Language


class Chats(Protocol):
    """See `bot.adapters.database.chats.Chats`."""

    async def meet(self, id: int, kind: str, title: str, language: Language) -> Chat: ...
    async def get(self, id: int) -> Chat | None: ...
    async def speak(self, id: int, language: Language) -> None: ...
    async def hush(self, id: int, quiet: Quiet | None) -> None: ...
    async def pace(self, id: int, hourly: int) -> None: ...
    async def greet(self, id: int) -> bool: ...
    async def move(self, old: int, new: int) -> None: ...


class Subscriptions(Protocol):
    """See `bot.adapters.database.subscriptions.Subscriptions`."""

    async def add(self, wanted: Subscription) -> Subscription: ...
    async def get(self, id: int) -> Subscription | None: ...
    async def of(self, place: Place, kind: str = "digest") -> list[Subscription]: ...
    async def of_channels(self, owner: int) -> list[Subscription]: ...
    async def change(self, wanted: Subscription) -> bool: ...
    async def remove(self, id: int) -> bool: ...


class Mutes(Protocol):
    """See `bot.adapters.database.mutes.Mutes`."""

    async def mute(self, chat: int, topic: int, why: Refusal) -> bool: ...
    async def lift(self, chat: int) -> bool: ...
    async def alive(self, place: Place) -> bool: ...
    async def of(self, chat: int) -> list[Mute]: ...
    async def every(self, limit: int) -> list[tuple[Mute, str]]: ...


class Arrivals(Protocol):
    """See `bot.adapters.database.arrivals.Arrivals`."""

    async def last_arrival(self) -> int: ...
    async def last_arrival_before(self, when: datetime) -> int: ...
    async def arrivals(self, after: int, upto: int, limit: int) -> Sequence[Arrival]: ...


class ChatManners(Protocol):
    """See `bot.adapters.database.manners.ChatManners`."""

    async def of(self, chat: int) -> Manners: ...
    async def keep(self, chat: int, chosen: Manners) -> None: ...


class Charts(Protocol):
    """See `bot.adapters.pictures.charts.Charts`."""

    @property
    def writes_hangul(self) -> bool: ...
    async def draw(self, trend: Trend) -> bytes: ...


class SavedQueries(Protocol):
    """What the buttons under a message remember: their 64 bytes hold an id, not a Korean sentence."""

    async def save(self, text: str) -> int:
        """The id of *text*; the same text always has the same id."""

    async def load(self, id: int) -> str | None:
        """The text saved under *id*, or None when there is none (any more)."""


class PictureReader(Protocol):
    """See `bot.adapters.ocr.tesseract.Tesseract`."""

    async def read(self, picture: bytes) -> str: ...


class Transcriber(Protocol):
    """See `bot.adapters.speech.transcription.Transcription`."""

    async def hear(self, voice: bytes, name: str) -> str: ...


class Answers(Protocol):
    """The answers given, so that a reply to one keeps its topic; see `bot.adapters.database.answers.Answers`."""

    @property
    def kept_days(self) -> int:
        """For how long they are kept."""

    async def save(
        self, chat: int, questions: Sequence[str], quotes: Sequence[tuple[str, int, int]]
    ) -> int: ...
    async def sent(self, id: int, message: int) -> None: ...
    async def asked(self, chat: int, message: int, id: int | None = None) -> tuple[str, ...]: ...
    async def latest(self, chat: int, among: int = 20) -> tuple[str, ...]: ...
    async def listed(
        self, chat: int, message: int | None = None, id: int | None = None
    ) -> dict[int, str]: ...
    async def rate(self, id: int, chat: int, person: int, good: bool) -> bool: ...


class Memory(Protocol):
    """All of it; `bot.adapters.database.Store` is one."""

    @property
    def chats(self) -> Chats: ...
    @property
    def subscriptions(self) -> Subscriptions: ...
    @property
    def manners(self) -> ChatManners: ...
    @property
    def mutes(self) -> Mutes: ...
    @property
    def arrivals(self) -> Arrivals: ...
