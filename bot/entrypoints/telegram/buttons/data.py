"""The fields that the data of buttons is made of; the actions of each feature stand in a module beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from bot.i18n import Language
from bot.patterns import lazy_compile

Number = Annotated[int, range(10**15)]  # what a database counts with
Offset = Annotated[int, range(10_000_001)]
Few = Annotated[int, range(100)]
Flag = bool
# As bot.editing.manuscript.ID
ArticleId = Annotated[str, lazy_compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}", re.ASCII)]


@dataclass(frozen=True)
class CallbackData:
    """The data of a button. language: where an action has it, that of the message, so that its pages stay in one."""


@dataclass(frozen=True)
class OfDraft(CallbackData):
    """A decision upon a draft."""

    draft: Number
    language: Language
