"""The languages that are spoken, which one a reader has, and the type of the keys of what is said."""

from __future__ import annotations

from typing import Literal, LiteralString

Language = Literal["ko", "en"]
Key = LiteralString  # of a sentence, `area.what_it_says`: written down, never put together (tests/i18n)


def language_of(code: str | None) -> Language:
    """The reader's language from Telegram's language_code: Korean unless it is plainly another one.

    >>> language_of(None), language_of("ko-KR"), language_of("fr")
    ('ko', 'ko', 'en')
    """
    return "ko" if not code or code.lower().startswith("ko") else "en"
