"""Commands as thumbs type them: glued to what follows, with a space after the slash, mistyped, on the other keyboard.

>>> after_command("/검색쿠팡"), after_command("/ search 쿠팡"), after_command("／검색 쿠팡")
('쿠팡', '쿠팡', '쿠팡')
>>> [one.name for one in map(likely, ("/serach", "/ㄴㄷㅁㄱ초", "/구독할래"), [COMMANDS] * 3) if one]
['search', 'search', 'subscribe']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA

from bot.entrypoints.telegram.commands import COMMANDS, Command
from bot.korean.hangul import keystrokes, to_hangul, to_latin

_SLASH = "[/／]"
_HANGUL_FOLLOWS = "(?=[가-힣])"
_SHORT, _LEAST = 5, 3  # keystrokes up to which one slip is forgiven, then two; and from which any
_WORD = re.compile(rf"{_SLASH}\s?(\w{{1,32}})")


def _any_of(names: Iterable[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_LEADING = re.compile(
    rf"{_SLASH}\s?(?:{_any_of(name for one in COMMANDS for name in (one.name, *one.aliases))})"
    rf"(?:@\w{{1,32}})?(?:\s|$|{_HANGUL_FOLLOWS})",
    re.IGNORECASE,
)


def beginning_of(names: Sequence[str], *, glued: bool) -> re.Pattern[str]:
    """What a message begins with that gives the command of *names*; its group is the bot it is for, if that is said.

    glued: also where what follows is Korean and no space stands between: `/검색쿠팡`.
    """
    follows = rf"\s|$|{_HANGUL_FOLLOWS}" if glued else r"\s|$"
    return re.compile(rf"{_SLASH}\s?(?:{_any_of(names)})(?:@(\w{{1,32}}))?(?:{follows})", re.IGNORECASE)


def after_command(text: str) -> str:
    """What *text*, which begins with a command, says behind it."""
    folded = unicodedata.normalize("NFC", text)
    if (found := _LEADING.match(folded)) is not None:
        return folded[found.end() :].strip()
    return (text.split(None, 1)[1:] or [""])[0].strip()


def likely(text: str, commands: Sequence[Command]) -> Command | None:
    """The one of *commands* that the first word of *text*, which is none, likely means; None where none is near."""
    found = _WORD.match(unicodedata.normalize("NFC", text[:100]))
    if found is None:
        return None
    typed = found[1].lower()
    forms = {keystrokes(form) for form in (typed, to_hangul(typed), to_latin(typed).lower())}
    near: list[tuple[int, int, Command]] = []
    for place, command in enumerate(commands):
        for name in (command.name, *command.aliases):
            begins = len(typed) >= _LEAST and name.startswith(typed)
            goes_on = len(keystrokes(name)) >= _SHORT and typed.startswith(name)
            if begins or goes_on:
                near.append((1, place, command))
            keys = keystrokes(name)
            most = 0 if len(keys) < _LEAST + 1 else 1 if len(keys) <= _SHORT else 2
            slips = min(OSA.distance(form, keys, score_cutoff=most) for form in forms)
            if slips <= most:
                near.append((slips, place, command))
    return min(near, key=lambda one: one[:2])[2] if near else None
