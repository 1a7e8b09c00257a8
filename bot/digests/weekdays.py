"""Days of the week as people write them: 평일, 월수금, 월~금, 매주 월요일, mon,wed, Monday to Friday.

>>> sorted(read_days("월수금")), sorted(read_days("Mon-Fri")), read_days("금리")
([0, 2, 4], [0, 1, 2, 3, 4], None)
"""

from __future__ import annotations

import re

from bot.digests.subscription import EVERY_DAY, WEEKDAYS, WEEKEND, Days
from bot.i18n import Language
from bot.patterns import lazy_compile

_LETTERS = "월화수목금토일"
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_NAMED: dict[str, Days] = {
    "매일": EVERY_DAY, "매일매일": EVERY_DAY, "날마다": EVERY_DAY, "하루 한 번": EVERY_DAY, "daily": EVERY_DAY,
    "하루마다": EVERY_DAY,
    "24시간마다": EVERY_DAY, "every 24 hours": EVERY_DAY, "m-f": WEEKDAYS, "everyday": EVERY_DAY,
    "every day": EVERY_DAY, "each day": EVERY_DAY, "all days": EVERY_DAY,
    "평일": WEEKDAYS, "주중": WEEKDAYS, "weekdays": WEEKDAYS, "weekday": WEEKDAYS, "every weekday": WEEKDAYS,
    "on weekdays": WEEKDAYS, "each weekday": WEEKDAYS, "workdays": WEEKDAYS, "working days": WEEKDAYS,
    "주말": WEEKEND, "weekends": WEEKEND, "weekend": WEEKEND, "every weekend": WEEKEND, "on weekends": WEEKEND,
    "on the weekend": WEEKEND, "매주 주말": WEEKEND,
}  # fmt: skip
# 월수금7시, 평일아침8시: a time may follow at once
_END = (
    r"(?=[\s,、;&(]|$|(?:새벽|아침|오전|점심|낮|오후|저녁|밤)?"
    r"(?:\d{1,2}(?::\d\d|\s?시(?!간|리즈))|(?:열두|열한|열|아홉|여덟|일곱|여섯|다섯|네|세|두|한)\s?시(?!간)))"
)
_KOREAN_DAY = r"[월화수목금토일](?:요일|욜)?"
_ENGLISH_DAY = (
    r"(?:mon|tue|wed|thu|fri|sat|sun|tues|weds|thur|thurs"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)(?![a-z])"
)
_NAME = lazy_compile(
    rf"(?:{'|'.join(sorted(map(re.escape, _NAMED), key=len, reverse=True))})(?:에만?|마다|만|은|는|엔|에는)?{_END}"
)
_JOINED = r"(?:\s?(?:,|·|/|&|과|와|하고|랑|이랑|및)\s?|\s)"
_KOREAN_LIST = (
    rf"(?:매주\s?)?(?:{_KOREAN_DAY}(?:\s?(?:[-~∼–]|부터)\s?{_KOREAN_DAY}(?:까지)?)?(?:{_JOINED})?){{1,14}}"
)
# 금은, 수은 are words
_KOREAN = lazy_compile(
    rf"{_KOREAN_LIST}(?:에만?|마다|만|(?<=[요]일)(?:은|엔|에는)|(?<=욜)(?:은|엔|에는))?{_END}"
)
_ENGLISH_LIST = (
    rf"{_ENGLISH_DAY}"
    rf"(?:\s?(?:[-~–]|to|thru|through|until|,|·|/|&|and|,\s?and)\s?(?:every\s+|on\s+)?{_ENGLISH_DAY})*"
)
_ENGLISH_FORM = lazy_compile(rf"(?:(?:every|each|on|from)\s{{1,4}}+){{0,3}}{_ENGLISH_LIST}{_END}")
_WITHOUT = lazy_compile(
    rf"(?P<korean>평일|주중|주말|{_KOREAN_LIST})(?:은|는|엔|에는|만)?\s?(?:빼고|뺀|제외(?:하고|한|하면)?|말고)(?:는|에)?{_END}"
    rf"|(?:except|excluding|but\s+not|not)\s+(?:for\s+)?(?:on\s+)?(?:the\s+)?(?P<english>weekdays?|weekends?|{_ENGLISH_LIST}){_END}"
)
_APART = lazy_compile(r"[~∼–\-,·/&]|부터")  # 월~금, 화,목
_PARTICLE = lazy_compile(r"(?:에만?|마다|만|은|엔|에는)$")
_PLAIN = lazy_compile(rf"[{_LETTERS}]+")
_RANGE_KOREAN = lazy_compile(rf"({_KOREAN_DAY})\s?(?:[-~∼–]|부터)\s?({_KOREAN_DAY})|({_KOREAN_DAY})")
_RANGE_ENGLISH = lazy_compile(
    rf"({_ENGLISH_DAY})\s?(?:[-~–]|to|thru|through|until)\s?({_ENGLISH_DAY})|({_ENGLISH_DAY})"
)


def match(low: str, at: int) -> tuple[Days, int] | None:
    """The days that *low* (lower case) names at *at*, and where they end; None when it names none there."""
    found: list[tuple[int, Days]] = []
    if name := _NAME.match(low, at):
        known = next(
            _NAMED[word] for word in sorted(_NAMED, key=len, reverse=True) if name[0].startswith(word)
        )
        found.append((name.end(), known))
    if (korean := _KOREAN.match(low, at)) and (days := _korean(korean[0])):
        found.append((korean.end(), days))
    if english := _ENGLISH_FORM.match(low, at):
        found.append((english.end(), _listed(_RANGE_ENGLISH, english[0])))
    if not found:
        return None
    end, days = max(found, key=lambda one: one[0])
    return days, end


def match_without(low: str, at: int) -> tuple[Days, int] | None:
    """As `match`, for days that are left out: 일요일 빼고, except Sundays."""
    found = _WITHOUT.match(low, at)
    if found is None:
        return None
    said = found["korean"] or found["english"]
    named = _NAMED.get(said) or (_korean(said) if found["korean"] else _listed(_RANGE_ENGLISH, said))
    return None if not named else (named, found.end())


def is_sure(said: str) -> bool:
    """Whether *said*, which `match` took for days, can hardly be a word: 월요일, 월~금, 월수금; not 금, 수목.

    >>> is_sure("월수금"), is_sure("화,목"), is_sure("수목"), is_sure("금")
    (True, True, False, False)
    """
    letters = sum(char in _LETTERS for char in said)
    named = said[0] not in _LETTERS or "요일" in said or "욜" in said
    return named or letters > 2 or (letters == 2 and _APART.search(said) is not None)


def read_days(text: str) -> Days | None:
    """The weekdays that *text* names wholly, or None if it names none."""
    low = text.lower().strip().rstrip(",")
    if (left_out := match_without(low, 0)) and left_out[1] == len(low):
        return EVERY_DAY - left_out[0]
    found = match(low, 0)
    return found[0] if found is not None and found[1] == len(low) else None


def write_days(days: Days, language: Language) -> str:
    """*days* so that `read_days` reads them again.

    >>> write_days(frozenset({0, 2, 4}), "ko"), write_days(WEEKEND, "en")
    ('월수금', 'weekends')
    """
    for known, korean, english in ((WEEKDAYS, "평일", "weekdays"), (WEEKEND, "주말", "weekends")):
        if days == known:
            return korean if language == "ko" else english
    if language != "ko":
        return ",".join(_ENGLISH[day][:3] for day in sorted(days))
    return "".join(_LETTERS[day] for day in sorted(days))


def write_sure_days(days: Days, language: Language) -> str:
    """As `write_days`, where what is no day would do as well, so that `is_sure` is of them.

    >>> write_sure_days(frozenset({6}), "ko"), write_sure_days(frozenset({2, 3}), "ko")
    ('일요일', '수·목')
    """
    said = write_days(days, language)
    if language != "ko" or days in (WEEKDAYS, WEEKEND):
        return said
    return f"{said}요일" if len(said) == 1 else "·".join(said) if len(said) == 2 else said


def _korean(said: str) -> Days | None:
    """In the week's order, each once, where only letters are written together: 토목 is a word."""
    said = _PARTICLE.sub("", said.removeprefix("매주").strip()) or said
    if _PLAIN.fullmatch(said):
        numbers = [_LETTERS.index(char) for char in said]
        if numbers != sorted(set(numbers)):
            return None
    return _listed(_RANGE_KOREAN, said.replace("요일", "").replace("욜", ""))


def _listed(form: re.Pattern[str], said: str) -> Days:
    days: set[int] = set()
    for found in form.finditer(said):
        first = _number(found[1] or found[3])
        last = _number(found[2] or found[1] or found[3])
        days |= {(first + step) % 7 for step in range((last - first) % 7 + 1)}
    return frozenset(days)


def _number(word: str) -> int:
    if word[0] in _LETTERS:
        return _LETTERS.index(word[0])
    return _SHORT[word] if word in _SHORT else [name[:3] for name in _ENGLISH].index(word[:3])
