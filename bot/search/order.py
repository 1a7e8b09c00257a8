"""The order in which hits are wanted, as readers say it: `최신순`, `오래된 순으로`, `sort:newest`.

>>> read_order("나룻배 오래된순"), read_order("제일 최근 나룻배 기사"), read_order("나룻배 요금")
(('나룻배', 'oldest'), ('나룻배', 'newest'), ('나룻배 요금', None))
"""

from __future__ import annotations

import re
from typing import Literal

from bot.patterns import lazy_compile

Order = Literal["nearest", "newest", "oldest"]
ORDERS: tuple[Order, ...] = ("nearest", "newest", "oldest")
WRITTEN: dict[str, dict[Order, str]] = {
    "ko": {"nearest": "정렬:관련도순", "newest": "정렬:최신순", "oldest": "정렬:오래된순"},
    "en": {"nearest": "sort:best", "newest": "sort:newest", "oldest": "sort:oldest"},
}
# behind a colon and a blank no word of its own: `Executive order: new tariffs`, `Sort: new rules`
_SORT = (
    r"(?:(?:정렬|sort)\s?[=:：](?:\s(?!(?:new|old|date|best|recent)\s))?|(?:순서|order)(?:[:：]|\s?=\s?)"
    r"|(?:정렬|순서|sort|order)\s?[:：]?\s(?=\S{1,4}순(?:\s|$)))"
)
_MOST = r"(?:(?:가장|제일|맨)\s)?"
_LIST = r"(?:기사|뉴스|소식|보도)(?:들|만)?(?:을|를)?"
_SO = r"(?:으로|로)?(?:\s?정렬)?"
_END = r"(?=$|\s(?:정렬|보여|찾아|알려))"  # not 최근부터 오른 환율, 관련 순 매수
_FROM = rf"(?:(?:기사|뉴스)부터|(?:것|거|꺼)?부터{_END})"


def _row(adjectives: str) -> str:
    """최신순, 최신 순으로, 최신 순."""
    return rf"(?:{adjectives})(?:순{_SO}|\s순(?:(?:으로|로)(?:\s?정렬)?|\s?정렬|{_END}))"


_SAID: tuple[tuple[Order, re.Pattern[str]], ...] = (
    (
        "newest",
        lazy_compile(
            rf"(?<!\S){_MOST}(?:{_row('최신|최근|날짜')}|(?:최신|최근)\s?{_FROM}|새\s?것부터{_END})(?!\S)"
            rf"|(?<!\S)(?:최신\s?{_LIST}|(?:newest|latest|(?:most\s)?recent)\sfirst"
            rf"|{_SORT}(?:(?:최신|최근|날짜)(?:순{_SO})?|새\s?것(?:부터)?|new(?:est)?|latest|recent|date|desc(?:ending)?))(?!\S)"
            r"|(?<!\S)최신\s?순[:：]\s?(?=\S)|(?<=\S\s)(?:(?:기사|뉴스|소식)\s)?(?:최신|latest|newest)$"
            r"|^(?:the\s)?(?:latest|newest|recent)\s(?:news|articles|stories|headlines)(?:\s(?:on|about|of|for)(?!\S)|(?=\sfrom\s))",
            re.IGNORECASE,
        ),
    ),
    (
        "oldest",
        lazy_compile(
            rf"(?<!\S){_MOST}(?:{_row('오래된|옛날|과거|먼저 나온')}|(?:오래된|옛날|먼저\s나온)\s?{_FROM})(?!\S)"
            r"|(?<!\S)(?:(?:oldest|earliest)\sfirst"
            rf"|{_SORT}(?:(?:오래된|옛날|과거)(?:순{_SO})?|old(?:est)?|earliest|asc(?:ending)?))(?!\S)"
            r"|(?<!\S)오래된\s?순[:：]\s?(?=\S)",
            re.IGNORECASE,
        ),
    ),
    (
        "nearest",
        lazy_compile(
            rf"(?<!\S)(?:{_row('관련도?|정확도?')}|(?:best|most\srelevant)\sfirst"
            rf"|{_SORT}(?:(?:관련도?|정확도?)(?:순{_SO})?|relevan(?:ce|t)|best))(?!\S)",
            re.IGNORECASE,
        ),
    ),
)
# the latest X news, 최신 X 기사, 제일 최근 X 기사, 가장 오래된 X 기사
_AROUND: tuple[tuple[Order, re.Pattern[str]], ...] = (
    (
        "newest",
        lazy_compile(
            r"(?:(?:the\s)?(?:latest|newest|most\srecent)\s(?P<words>\S.*)\s(?:news|articles|stories)"
            rf"|(?:최신|(?:가장|제일)\s?(?:최근|최신)(?:에\s나온)?)\s(?P<about>\S.*)\s{_LIST})",
            re.IGNORECASE,
        ),
    ),
    (
        "oldest",
        lazy_compile(
            r"(?:(?:the\s)?(?:oldest|earliest)\s(?P<words>\S.*)\s(?:news|articles|stories)"
            rf"|(?:(?:가장|제일|맨)\s?(?:오래된|(?:처음|먼저)\s?나온)|처음\s나온)\s(?P<about>\S.*)\s{_LIST})",
            re.IGNORECASE,
        ),
    ),
)
_MARKS = lazy_compile('["“”„‟＂]')


def read_order(text: str) -> tuple[str, Order | None]:
    """*text* without the words that say an order, and that order; None, and *text* as it is, where it says none.

    What is within quotation marks says none.
    """
    for order, form in _AROUND:
        if (said := form.fullmatch(text)) is not None:
            return said["words"] or said["about"], order
    for order, form in _SAID:
        for said in form.finditer(text):
            if not len(_MARKS.findall(text, 0, said.start())) % 2:
                return " ".join(f"{text[: said.start()]} {text[said.end() :]}".split()), order
    return text, None
