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
_SORT = r"(?:정렬|순서|sort|order)(?:\s?[=:：]\s?|\s(?=\S{1,4}순(?:\s|$)))"
_LIST = r"(?:기사|뉴스|소식|보도)(?:들|만)?(?:을|를)?"
_SO = r"(?:으로|로|정렬)?"
_SAID: tuple[tuple[Order, re.Pattern[str]], ...] = (
    (
        "newest",
        lazy_compile(
            rf"(?<!\S)(?:(?:최신|최근|날짜)\s?순{_SO}|(?:새\s?것|(?:최신|최근)\s?(?:것|거|꺼|기사|뉴스)?)부터|최신\s?{_LIST}"
            r"|(?:newest|latest|(?:most\s)?recent)\sfirst"
            rf"|{_SORT}(?:최신|최근|날짜|새|new|latest|recent|date|desc)\S{{0,9}})(?!\S)"
            r"|(?<!\S)최신\s?순[:：]\s?(?=\S)|(?<=\S\s)(?:(?:기사|뉴스|소식)\s)?(?:최신|latest|newest)$"
            r"|^(?:the\s)?(?:latest|newest|recent)\s(?:news|articles|stories|headlines)\s(?:on|about|of|from|for)(?!\S)",
            re.IGNORECASE,
        ),
    ),
    (
        "oldest",
        lazy_compile(
            rf"(?<!\S)(?:(?:오래된|옛날|과거)\s?순{_SO}|(?:오래된|옛날|먼저\s나온)\s?(?:것|거|꺼|기사|뉴스)?부터|먼저\s나온\s?순(?:으로)?|(?:oldest|earliest)\sfirst"
            rf"|{_SORT}(?:오래|옛|과거|old|earliest|asc)\S{{0,9}})(?!\S)"
            r"|(?<!\S)오래된\s?순[:：]\s?(?=\S)",
            re.IGNORECASE,
        ),
    ),
    (
        "nearest",
        lazy_compile(
            rf"(?<!\S)(?:(?:관련도|정확도|관련|정확)\s?순{_SO}|(?:best|most relevant)\sfirst"
            rf"|{_SORT}(?:관련|정확|relevan|best)\S{{0,9}})(?!\S)",
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
