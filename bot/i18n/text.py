"""The shape of one sentence in the catalogue."""

from __future__ import annotations

from typing import Literal, NamedTuple

Language = Literal["ko", "en"]


class Text(NamedTuple):
    """One sentence in both languages; `{name}` is a value."""

    ko: str
    en: str
