"""Who talks where, and what they are shown: the words of a conversation held without Telegram."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import Any

from bot.entrypoints.presentation.tree import Flat

Json = dict[str, Any]
LINE_CHARS = 65_536  # no line typed is longer; what is more is not read as one message


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who talks to the bot."""

    id: int
    name: str
    language: str = "ko"

    @property
    def json(self) -> Json:
        """As Telegram's User."""
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}


@dataclass(frozen=True, slots=True)
class Room:
    """A chat; a private one has the id of its person."""

    id: int
    title: str
    type: str = "private"

    @property
    def json(self) -> Json:
        """As Telegram's Chat."""
        name = "first_name" if self.type == "private" else "title"
        return {"id": self.id, "type": self.type, name: self.title}


@dataclass(slots=True)
class Shown:
    """A message of the bot as its readers see it, or a notice over the chat (*notice*, without a message)."""

    room: Room | None
    message_id: int
    flat: Flat
    keyboard: list[list[Json]] = field(default_factory=list)
    edited: bool = False
    notice: bool = False
    reply_to: int | None = None
    thread_id: int | None = None

    @property
    def text(self) -> str:
        """The words alone."""
        return self.flat.text

    @property
    def buttons(self) -> list[Json]:
        """All buttons, row by row."""
        return [button for row in self.keyboard for button in row]


def person(name: str, language: str = "ko") -> Person:
    """The person of that name: the same id in every session, so that settings are found again."""
    return Person(10_000 + zlib.crc32(name.encode()) % 2_000_000_000, name, language)


def group(name: str) -> Room:
    """The group of that name, with the same id in every session."""
    return Room(-1_000_000_000_000 - zlib.crc32(name.encode()), name, "supergroup")
