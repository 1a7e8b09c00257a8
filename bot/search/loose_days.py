"""Days that are some only where what is beside them says so: `작년 12월 나룻배`, `한빛일보 12월`, `주말 나룻배 KBN`.

In `12월 수출` and `주말 날씨` they belong to what is told, of which news may be of other days.

>>> read_month_of_year("나룻배 작년 12월", date(2026, 1, 7))
(Days(first=datetime.date(2025, 12, 1), last=datetime.date(2025, 12, 31)), '나룻배')
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.korean.days import YEARS_BACK, Days, read_days
from bot.patterns import lazy_compile
from bot.search.filters import Filters

_MONTH = r"(?:1[0-2]|0?[1-9])월"
_OF_YEAR = rf"(?P<{{}}>(?:20\d\d년|{'|'.join(YEARS_BACK)})\s?{_MONTH})(?:에|의)?"
_PART = r"(?:[초말중하]|상순|첫|둘째|셋째|넷째|다섯째|마지막|나온|올라온|실린)(?:순|째|에|\s|$)"
_SHORT = r"\S{1,30}(?:\s\S{1,30}){0,2}"  # more words are a headline
_MONTH_OF_YEAR = lazy_compile(
    rf"{_OF_YEAR.format('first')}\s(?!{_PART})(?P<behind>{_SHORT})|(?P<before>{_SHORT})\s{_OF_YEAR.format('last')}"
)
# what is counted by the month, and told in the one after
_COUNTED = lazy_compile(
    r"수출|수입|무역|수지|물가|고용|취업|실업|생산|소비|매출|실적|이익|판매|거래|출생|인구|지수|통계|수주|물량|금리|환율|가격|요금"
    r"|(?:이용|관광|방문|입국|사망|출국)[객자]|성장|export|import|sales|inflation"
)
_LAST_ALONE = lazy_compile(rf"{_MONTH}(?:달)?|주말(?:에)?")
_WEEKEND = lazy_compile(r"주말(?:에)?")


def read_month_of_year(words: str, today: date) -> tuple[Days | None, str]:
    """The month of `작년 12월 나룻배`, of few words, and the others; None where there is none."""
    said = _MONTH_OF_YEAR.fullmatch(words)
    if said is None or _COUNTED.search(words):
        return None, words
    return _days(said["first"] or said["last"], today), said["behind"] or said["before"]


def read_beside_name(
    words: str, filters: Filters, today: date, papers: Callable[[str], tuple[str, ...]]
) -> tuple[Filters, str]:
    """`12월` as the last word and `주말` as the first or last, where a paper or a reporter is demanded or beside it."""
    parts = words.split()
    for at, form in ((-1, _LAST_ALONE), (0, _WEEKEND)):
        if not parts or not form.fullmatch(parts[at]):
            continue
        rest = parts[:-1] if at else parts[1:]
        named = () if filters.publisher or not rest else papers(rest[at])
        days = _days(parts[at], today)
        if days is None or not (filters.publisher or filters.author or named):
            continue
        if named:
            rest = rest[:-1] if at else rest[1:]
            filters = replace(filters, publisher=named)
        return replace(filters, since=days.first, until=days.last), " ".join(rest)
    return filters, words


def _days(said: str, today: date) -> Days | None:
    """The month that *said* is, or the weekend that was last begun."""
    return read_days("이번 주말" if _WEEKEND.fullmatch(said) else f"{said}에 나온", today)[0]
