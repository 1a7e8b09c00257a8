"""What words that are no filter may mean as one, to be asked back: `언론사 뉴시스`, `매채:한겨레`, `오동현 기자`.

>>> filter_meant(Filter(("매채:한겨레", "노조")), ("매채:한겨레", "노조"))[1].papers
('한겨레',)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.digests.schedule_parser import Doubt
from bot.digests.subscription import Filter, is_filter
from bot.patterns import lazy_compile
from bot.search.filter_names import NAMES, is_address, known_filter, likely_filter

NAMES_OF_FILTERS = frozenset(
    "언론사 신문사 매체 기자 글쓴이 제목 publisher outlet author reporter title".split()
)
OF_DAYS = frozenset(("since", "until", "period"))
_SPLITS = lazy_compile(r"[^0-9A-Za-z가-힣]")
_FULL_NAME = lazy_compile("[가-힣]{3}")


def filter_meant(wanted: Filter, tokens: Sequence[str]) -> tuple[Doubt, Filter] | None:
    """What *tokens* may mean as a filter, and *wanted* with it; None where none of them looks like one."""
    meant = _mistyped(word for word in wanted.include if word in tokens) or _without_colon(
        wanted.include, tokens
    )
    if meant is None:
        return None
    said, parts, kind, value = meant
    rest = tuple(word for word in wanted.include if word not in parts)
    doubt = Doubt("subscribe.unclear_filter", said)
    if kind == "publisher" and not wanted.every:
        return doubt, replace(wanted, include=rest, papers=tuple(dict.fromkeys((*wanted.papers, value))))
    return doubt, replace(wanted, include=(*rest, filter_word(kind, value)))


def filter_word(kind: str, value: str) -> str:
    """A filter as a word of `Filter`: its value in quotation marks where it is more than one word."""
    return f"{NAMES['ko'][kind]}:{write_value(value)}"


def write_value(value: str) -> str:
    """*value* as it stands behind a colon."""
    return f'"{value}"' if _SPLITS.search(value) else value


_Meant = tuple[str, Sequence[str], str, str]  # as said, its words, by what it filters, and the value


def _mistyped(words: Iterable[str]) -> _Meant | None:
    """매채:한겨레; within quotation marks it is a word."""
    for word in words:
        name, colon, value = word.partition(":")
        if not (colon and value) or is_filter(word) or is_address(name):
            continue
        kind = known_filter(likely_filter(name) or "")
        if kind in NAMES["ko"] and kind not in OF_DAYS:
            return word, (word,), kind, value
    return None


def _without_colon(words: Sequence[str], tokens: Sequence[str]) -> _Meant | None:
    """언론사 뉴시스; and 오동현 기자, where what stands before is as long as a full name."""
    for name, title in pairwise(tokens):
        if title == "기자" and name in words and _FULL_NAME.fullmatch(name):
            return f"{name} {title}", (name, title), "author", name
    for name, value in pairwise(tokens):
        kind = known_filter(name) if name.lower() in NAMES_OF_FILTERS else None
        if kind is not None and value in words and not is_filter(value):
            return f"{name} {value}", (name, value), kind, value
    return None
