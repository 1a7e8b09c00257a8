"""How a feature says what it takes: its commands, its buttons, and what is said besides."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from telegram import Update
from telegram.ext import filters

from bot.entrypoints.telegram.buttons.data import CallbackData
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.message_filters import WORDS, ByBot, SlashWord

Handler = Callable[[Turn], Awaitable[None]]
D = TypeVar("D", bound=CallbackData)

PRIVATE = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & ~ByBot()  # two bots would never end
SAID = WORDS & ~filters.COMMAND & ~SlashWord()  # words without a command


@dataclass(frozen=True, slots=True)
class Button(Generic[D]):
    """What a press brings back, and who takes it."""

    data: type[D]
    handler: Callable[[Turn, D], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Listener:
    """Messages that are no commands. name: in the log. edited: those to be answered anew once they are corrected."""

    name: str
    handler: Handler
    which: filters.BaseFilter
    edited: filters.BaseFilter | None = None


@dataclass(frozen=True, slots=True)
class Router:
    """All that one feature takes.

    commands: by their names in the table of commands. first: asked before any command is.
    messages: asked after the commands, in the order of the features. membership: the bot came, went, or was blocked.
    inline: what is typed behind the bot's name in any chat. seen: is shown every update, once it is answered.
    """

    commands: Mapping[str, Handler]
    buttons: tuple[Button[Any], ...] = ()
    first: tuple[Listener, ...] = field(default=(), kw_only=True)
    messages: tuple[Listener, ...] = field(default=(), kw_only=True)
    membership: Handler | None = field(default=None, kw_only=True)
    inline: Handler | None = field(default=None, kw_only=True)
    seen: Callable[[Update], Awaitable[None]] | None = field(default=None, kw_only=True)
