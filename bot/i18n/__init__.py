"""Every sentence a reader sees, in Korean and English, and the one function that says it.

>>> say("ko", "search.nothing", query="네이버")
'«네이버»에 맞는 기사를 찾지 못했어요.'
"""

from __future__ import annotations

from bot.i18n.asking import ASKING
from bot.i18n.editing import EDITING
from bot.i18n.reading import READING
from bot.i18n.reasons import REASON_TEXTS
from bot.i18n.refusing import REFUSING
from bot.i18n.storing import STORING
from bot.i18n.subscribing import SUBSCRIBING
from bot.i18n.terminal import TERMINAL
from bot.i18n.text import Language, Text

TEXTS: dict[str, Text] = {
    **READING,
    **ASKING,
    **SUBSCRIBING,
    **REFUSING,
    **STORING,
    **EDITING,
    **REASON_TEXTS,
    **TERMINAL,
}  # one file a purpose; a new one joins here

__all__ = ["TEXTS", "Language", "Text", "language_of", "say"]


def language_of(code: str | None) -> Language:
    """The reader's language from Telegram's language_code: Korean unless it is plainly another one.

    >>> language_of(None), language_of("ko-KR"), language_of("fr")
    ('ko', 'ko', 'en')
    """
    return "ko" if not code or code.lower().startswith("ko") else "en"


def say(language: Language, key: str, **values: object) -> str:
    """The sentence *key* in *language* with *values* filled in. Raises KeyError for an unknown key.

    Values are put in as they are: whoever renders HTML escapes them first.
    """
    text = TEXTS[key]
    return (text.ko if language == "ko" else text.en).format(**values)
