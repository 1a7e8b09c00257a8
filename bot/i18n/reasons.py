"""Why a file is no article, as it is carried from every depth to whoever is told: a key of the catalogue, and values.

>>> why = Reason("reason.large", mebibytes=2)
>>> why, why.said("ko")
('larger than 2 MiB', '2 MiB보다 커요')
"""

from __future__ import annotations

import json
from typing import Self, cast

from bot.i18n import Key, Language, say

Value = str | int


class Reason(str):
    """As text it is English, for logs and programs; `said` is for readers. "" is no reason."""

    __slots__ = ("key", "values")

    key: Key
    values: dict[str, Value]

    def __new__(cls, key: Key = "", **values: Value) -> Self:
        reason = super().__new__(cls, say("en", key, **values) if key else "")
        reason.key, reason.values = key, values
        return reason

    def said(self, language: Language) -> str:
        """In the reader's language, plain."""
        return say(language, self.key, **self.values) if self.key else ""

    def packed(self) -> str:
        """For a file or another process; "" for none."""
        return json.dumps([self.key, self.values], ensure_ascii=False) if self.key else ""

    @classmethod
    def unpacked(cls, text: str) -> Reason:
        """What `packed` gave. Raises: ValueError, KeyError for anything else."""
        if not text:
            return NONE
        key, values = json.loads(text)
        return cls(cast(Key, key), **values)

    def __reduce__(self) -> tuple[object, ...]:
        return Reason.unpacked, (self.packed(),)


NONE = Reason()
