"""The actions of buttons that are about how a chat is spoken to; `callbacks` writes and reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.entrypoints.telegram.buttons.data import CallbackData, Flag


@dataclass(frozen=True)
class Speak(CallbackData):
    """The chat's language; auto: that of each reader."""

    spoken: Literal["ko", "en", "auto"]


@dataclass(frozen=True)
class BeSilent(CallbackData):
    """Whether answers come without a sound."""

    silent: Flag


TAGS: dict[type[CallbackData], str] = {
    Speak: "ys",
    BeSilent: "yq",
}
