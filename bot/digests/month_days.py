"""Days of the month as people write them: 매월 1일, 매달 말일, 한 달에 한 번, monthly on the 1st and 15th.

>>> sorted(read_month_days("매월 1일, 15일")), sorted(read_month_days("last day of the month"))
([1, 15], [31])
>>> write_month_days(frozenset({1, 31}), "ko"), write_month_days(frozenset({1, 31}), "en")
('매월 1일,말일', 'monthly on the 1st, last day')

The 31st is the last day of the month, whichever that is.
"""

from __future__ import annotations

from bot.digests.doubts import END
from bot.digests.subscription import LAST_DAY, MonthDays
from bot.patterns import lazy_compile

_EVERY = (
    r"(?:매월|매달|다달이|달마다|매\s달|월마다|한\s?달에\s?(?:한|1)\s?(?:번|회)(?:씩|만)?|월\s?(?:1|한)\s?(?:번|회)(?:씩|만)?)"
    r"(?:에|마다)?"
)
_DAY = (  # 1일; 5, 15, 25일, of which the last alone says what they are
    r"(?:\d{1,2}(?:\s?(?:[,·/&]|와|과|하고|랑|이랑|및)\s?\d{1,2}){0,30}+\s?일|말일|마지막\s?날|첫\s?날|초하루|초|말)"
    r"(?:에만?|마다|날(?:에|마다)?)?"
)
_AND = r"(?:\s?[,·/&]\s?|\s?(?:와|과|하고|랑|이랑|및)\s?|\s)"
_ALONE = r"(?:월말|월초|말일)(?:에만?|마다)?"
_ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)|first(?:\sday)?|last\sday|last|end)"
_NUMERAL = r"\d{1,2}(?:st|nd|rd|th)"
_EN_AND = r"(?:\s?[,&/]\s?(?:and\s)?|\sand\s)(?:the\s)?"
_OF_MONTH = r"of\s(?:the|each|every)\smonth"
_EN_EVERY = r"(?:monthly|(?:every|each)\smonth|once\s(?:a|per|every)\smonth)"
_FORMS = tuple(
    lazy_compile(form + END)
    for form in (
        rf"{_EVERY}(?:\s?{_DAY}(?:{_AND}{_DAY}){{0,30}})?",
        _ALONE,
        rf"{_EN_EVERY}(?:,?\s(?:on\s|at\s)?(?:the\s)?{_ORDINAL}(?:{_EN_AND}{_ORDINAL}){{0,30}}+)?(?:\s{_OF_MONTH})?",
        rf"(?:on\s|at\s|every\s)?(?:the\s)?{_ORDINAL}(?:{_EN_AND}{_ORDINAL}){{0,30}}+\s{_OF_MONTH}",
        # on the 1st and 15th at 9am; not on the 5th floor
        rf"on\sthe\s{_NUMERAL}(?:{_EN_AND}{_NUMERAL}){{0,30}}+(?=\s?(?:$|,|;)|\s(?:at|in|from)\s|\s\d)",
    )
)
_TIMES = lazy_compile(r"^(?:한\s?달에|월)\s?\w+\s?[번회]")  # no days: 월 1회
_NUMBER = lazy_compile(r"\d{1,2}")
_LAST = lazy_compile(r"말|마지막|last|end")
_FIRST = lazy_compile(r"첫|초|first")
_WORD_BEHIND = lazy_compile(
    r"\s?(?:[첫둘셋넷]째|째|주(?!식)|마지막|분기|(?:first|second|third|last)\s|week|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)


def match(low: str, at: int) -> tuple[MonthDays, int] | None:
    """The days that *low* (lower case) names at *at*, and where they end; None when it names none there."""
    found = [one for form in _FORMS if (one := form.match(low, at))]
    if not found:
        return None
    longest = max(found, key=lambda one: one.end())
    days = _days(longest[0])
    if not days or _WORD_BEHIND.match(low, longest.end()):  # 매달 첫째 주: of the week
        return None
    return days, longest.end()


def read_month_days(text: str) -> MonthDays | None:
    """The days that *text* names wholly, or None if it names none."""
    low = text.lower().strip()
    found = match(low, 0)
    return found[0] if found is not None and found[1] == len(low) else None


def write_month_days(days: MonthDays, language: str) -> str:
    """*days* as `match` reads them again."""
    if language == "ko":
        return "매월 " + ",".join("말일" if day == LAST_DAY else f"{day}일" for day in sorted(days))
    return "monthly on the " + ", ".join(
        "last day" if day == LAST_DAY else ordinal(day) for day in sorted(days)
    )


def ordinal(number: int) -> str:
    """
    >>> ordinal(1), ordinal(12), ordinal(23)
    ('1st', '12th', '23rd')
    """
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _days(said: str) -> MonthDays:
    """Empty for a day that no month has; the first of the month where none is named."""
    said = _TIMES.sub("", said)
    numbers = [int(number) for number in _NUMBER.findall(said)]
    if any(not 1 <= number <= LAST_DAY for number in numbers):
        return frozenset()
    days = set(numbers)
    if _LAST.search(said):
        days.add(LAST_DAY)
    if _FIRST.search(said) or not days:
        days.add(1)
    return frozenset(days)
