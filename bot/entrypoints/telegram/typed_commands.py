"""Commands as thumbs type them: glued to what follows, with a space after the slash, mistyped, on the other keyboard.

>>> after_command("/검색쿠팡"), after_command("/ search 쿠팡"), after_command("／검색 쿠팡")
('쿠팡', '쿠팡', '쿠팡')
>>> [one.name for one in map(likely, ("/serach", "/ㄴㄷㅁㄱ초", "/구독할래"), [COMMANDS] * 3) if one]
['search', 'search', 'subscribe']

What begins with a Korean word that is no command's, and near none, are words to search for.

>>> is_command("/전문 901_12"), is_command("/전문가 의견"), is_command("/qwzx")
(True, False, True)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA

from bot.entrypoints.telegram.commands import COMMANDS, Command
from bot.korean.hangul import JUNGSEONG, keystrokes, to_hangul, to_latin
from bot.patterns import lazy_compile

_SLASH = "[/／]"
_HANGUL_FOLLOWS = "(?=[가-힣])"
# `/검색해줘 쿠팡`, `/검색어 쿠팡`: of the command; `/검색해운대` is not, so a space has to follow.
_DOING = "어|해줘요?|해주세요|할래요?|하기|해"
_ENDING = rf"(?:(?:{_DOING})(?=\s|$))?"
_GOES_ON = 5  # keystrokes: of a name that typed words go on
_SHORT, _LEAST = 6, 3  # keystrokes: up to which one slip counts, then two; up to which none does
GLUED = next(command for command in COMMANDS if command.name == "search")  # 쿠팡 of `/검색쿠팡`
_TINY = 4  # keystrokes up to which another consonant makes another word: /exit is not /edit, /halp is /help
_VOWELS = frozenset("aeiouy") | frozenset(JUNGSEONG)
_HANGUL = lazy_compile("[가-힣]")
_KOREAN = lazy_compile(rf"{_SLASH}\s?[가-힣]")
_WORD = lazy_compile(rf"{_SLASH}\s?(\w{{1,32}})")


def _any_of(names: Iterable[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_LEADING = lazy_compile(
    rf"{_SLASH}\s?(?:{_any_of(name for one in COMMANDS for name in (one.name, *one.aliases))})"
    rf"{_ENDING}"
    rf"(?:@\w{{1,32}})?(?:\s|$|{_HANGUL_FOLLOWS})",
    re.IGNORECASE,
)


_OF_IT = lazy_compile(
    rf"{_DOING}|변경|해제|취소|끄기|켜기|보기|방법|{_any_of(n for one in COMMANDS for n in one.aliases)}"
)


def beginning_of(names: Sequence[str], *, glued: bool) -> re.Pattern[str]:
    """What a message begins with that gives the command of *names*; its group is the bot it is for, if that is said.

    glued: also where what follows is Korean and no space stands between: `/검색쿠팡`.
    """
    follows = rf"\s|$|{_HANGUL_FOLLOWS}" if glued else r"\s|$"
    return lazy_compile(rf"{_SLASH}\s?(?:{_any_of(names)})(?:@(\w{{1,32}}))?(?:{follows})", re.IGNORECASE)


_FORMS = lazy_compile(
    rf"{beginning_of([n for one in COMMANDS for n in one.aliases], glued=False).pattern}"
    rf"|{beginning_of(GLUED.aliases, glued=True).pattern}",
    re.IGNORECASE,
)


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
            keys = keystrokes(name)
            goes_on = len(keys) >= _GOES_ON and typed.startswith(name) and _belongs(typed[len(name) :])
            if begins or goes_on:
                near.append((1, place, command))
            most = 0 if len(keys) <= _LEAST else 1 if len(keys) <= _SHORT else 2
            meant = [form for form in forms if form[:1] == keys[:1] and not _is_another(form, keys)]
            slips = min((OSA.distance(form, keys, score_cutoff=most) for form in meant), default=most + 1)
            if slips <= most:
                near.append((slips, place, command))
    return min(near, key=lambda one: one[:2])[2] if near else None


def is_command(text: str) -> bool:
    """Whether *text*, which begins with a slash, means a command, be it one that is not there."""
    folded = unicodedata.normalize("NFC", text[:100])
    if _KOREAN.match(folded) is None or _FORMS.match(folded) is not None:
        return True
    return likely(folded, COMMANDS) is not None


def _belongs(rest: str) -> bool:
    """Whether *rest*, behind the name of a command, leaves it that command: `/알림설정`, not `/전문가`."""
    return not _HANGUL.match(rest) or _OF_IT.fullmatch(rest) is not None


def _is_another(form: str, keys: str) -> bool:
    """Whether *form* has another consonant than the short *keys*: a word of its own rather than a slip."""
    if len(form) != len(keys) or len(keys) > _TINY:
        return False
    other = [pair for pair in zip(form, keys, strict=True) if pair[0] != pair[1]]
    return len(other) == 1 and _VOWELS.isdisjoint(other[0])
