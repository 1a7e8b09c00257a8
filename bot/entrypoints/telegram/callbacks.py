"""What a pressed button brings back: one small dataclass for each action, and the one codec between them and 64 bytes.

On the wire an action is `<version><tag>:<field>:<field>…`, in the order of its fields. A new action is a class with a
row of TAGS in a module of `buttons`; who changes what a tag means counts VERSION up, and the buttons of before are told
to be out of date.

>>> from bot.entrypoints.telegram.buttons.reading import SearchPage
>>> encode(SearchPage(12, 5, "ko"))
'2s:12:5:ko'
>>> decode("2s:12:5:ko")
SearchPage(query=12, offset=5, language='ko')
"""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any, Literal, get_args, get_origin, get_type_hints

from telegram import InlineKeyboardButton
from telegram.constants import KeyboardButtonStyle

from bot.entrypoints.telegram.buttons import editing, feeds, reading, speaking, subscriptions
from bot.entrypoints.telegram.buttons.data import CallbackData
from bot.errors import ReaderError
from bot.patterns import lazy_compile

VERSION = 2  # 1 had no number before its tag
MOST_BYTES = 64  # Bot API InlineKeyboardButton
_FORM = lazy_compile(r"(\d{0,3})([a-z]{1,2})(?::(.*))?", re.ASCII)
_NUMBER = lazy_compile(r"0|[1-9]\d{0,14}", re.ASCII)

TAGS: dict[type[CallbackData], str] = {
    **reading.TAGS,
    **subscriptions.TAGS,
    **editing.TAGS,
    **feeds.TAGS,
    **speaking.TAGS,
}
_CLASSES = {tag: kind for kind, tag in TAGS.items()}
_HINTS = {kind: get_type_hints(kind, include_extras=True) for kind in TAGS}
_KINDS: dict[type[CallbackData], dict[str, Any]] = {
    kind: {field.name: hints[field.name] for field in fields(kind)} for kind, hints in _HINTS.items()
}  # the types of their fields, in the fields' order


def encode(data: CallbackData) -> str:
    """*data* for a button. Raises: ValueError for what `decode` would not take, or more than MOST_BYTES."""
    written = [_write(kind, getattr(data, name)) for name, kind in _KINDS[type(data)].items()]
    wire = ":".join([f"{VERSION}{TAGS[type(data)]}", *written])
    if len(wire.encode()) > MOST_BYTES:
        raise ValueError(f"too long for a button: {wire}")
    return wire


def decode(wire: str | None) -> CallbackData:
    """What `encode` wrote.

    Raises: ReaderError: `button.expired` for a button of an earlier VERSION, `button.unknown` for what is none.
    """
    form = _FORM.fullmatch(wire or "")
    kind = _CLASSES.get(form[2]) if form else None
    if form is None or kind is None or form[1] not in ("", str(VERSION)):
        raise ReaderError("button.unknown")
    if not form[1]:
        raise ReaderError("button.expired")
    kinds, given = _KINDS[kind], form[3].split(":") if form[3] is not None else []
    if len(given) != len(kinds):
        raise ReaderError("button.unknown")
    try:
        return kind(*(_read(field, text) for field, text in zip(kinds.values(), given, strict=True)))
    except ValueError:
        raise ReaderError("button.unknown") from None


def button(text: str, data: CallbackData, style: KeyboardButtonStyle | None = None) -> InlineKeyboardButton:
    """The button that brings *data* back; *style*: its colour, where it decides something."""
    return InlineKeyboardButton(text, callback_data=encode(data), style=style)


def _write(kind: Any, value: Any) -> str:
    text = str(int(value)) if kind in (bool, int) or isinstance(value, int) else str(value)
    if _read(kind, text) != value:
        raise ValueError(f"no {kind}: {value!r}")
    return text


def _read(kind: Any, text: str) -> Any:
    """Raises: ValueError."""
    if kind is bool:
        return ("0", "1").index(text) == 1
    if get_origin(kind) is Literal:
        return get_args(kind)[get_args(kind).index(text)]
    (limit,) = kind.__metadata__
    if isinstance(limit, range):
        if not _NUMBER.fullmatch(text) or int(text) not in limit:
            raise ValueError(text)
        return int(text)
    if not limit.fullmatch(text):
        raise ValueError(text)
    return text
