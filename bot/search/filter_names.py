"""The names of a query's filters, in Korean and English, however they are typed.

>>> known_filter("매체"), mended_filter("titel"), mended_filter("djsfhstk"), likely_filter("기사")
('publisher', 'title', '언론사', '기자')
"""

from __future__ import annotations

from rapidfuzz.distance import OSA

from bot.korean.hangul import keystrokes, to_hangul, to_latin

FILTERS = {
    "title": "title", "headline": "title", "제목": "title",
    "publisher": "publisher", "paper": "publisher", "source": "publisher", "언론사": "publisher", "매체": "publisher",
    "신문사": "publisher", "신문": "publisher", "출처": "publisher", "publishers": "publisher", "papers": "publisher",
    "outlet": "publisher", "media": "publisher", "언론": "publisher", "방송사": "publisher", "newspaper": "publisher",
    "press": "publisher",
    "author": "author", "reporter": "author", "by": "author", "기자": "author",
    "저자": "author", "작성자": "author", "글쓴이": "author", "writer": "author",
    "필자": "author", "기자명": "author", "타이틀": "title",
    "category": "category", "section": "category", "분류": "category", "분야": "category", "섹션": "category",
    "카테고리": "category",
    "since": "since", "from": "since", "after": "since", "부터": "since", "이후": "since",
    "until": "until", "to": "until", "before": "until", "까지": "until", "이전": "until",
    "period": "period", "within": "period", "기간": "period", "최근": "period",
    "last": "period", "recent": "period",
    "날짜": "period", "일자": "period", "date": "period", "day": "period", "제외": "without", "빼고": "without",
    "without": "without", "exclude": "without", "not": "without",
}  # fmt: skip
# names that headlines have before a colon: filters only where the value follows at once
WORDS_TOO = frozenset({"언론", "press", "last", "최근", "필자"})
# behind what is left out; 제외 at the end alone: 뉴시스 제외 논란 is a topic
SURELY_OUT = r"(?:제외(?:한|하고|$)|빼(?:고|놓고)|뺀|말고)"
# behind a word that a title is to have, or not to have: 제목에 나룻배 들어간, 제목에 나룻배 없는
_ONES = r"(?:\s(?:것|거|꺼)(?:들|만|들만)?)?"
HAS = rf"(?:들어간|들어가는|들어가고|있는|나오는|나온|포함된|포함한|든){_ONES}"
HAS_NOT = rf"(?:(?:안|못)\s들어간|없는|빠진){_ONES}"
NAMES = {
    "ko": {"title": "제목", "publisher": "언론사", "author": "기자", "category": "분류", "since": "부터",
           "until": "까지", "period": "기간"},
    "en": {"title": "title", "publisher": "publisher", "author": "author", "category": "category", "since": "from",
           "until": "to", "period": "period"},
}  # fmt: skip
_ADDRESSES = {"http", "https", "ftp", "mailto", "tel", "tg"}
_MENDED = {"ko": 6, "en": 5}  # keystrokes from which one slip is surely one: 기사 is a word beside 기자
_LIKELY = 4


def known_filter(typed: str) -> str | None:
    """What *typed*, a name, filters by; None where it is no name of a filter."""
    return FILTERS.get(typed.lower())


def mended_filter(typed: str) -> str | None:
    """The name that *typed* surely means: typed on the other keyboard, or one slip in a long name."""
    for other in (to_hangul(typed), to_latin(typed).lower()):
        if other != typed.lower() and other in FILTERS:
            return other
    least = _MENDED["en" if typed.isascii() else "ko"]
    return _nearest(typed, 1) if len(keystrokes(typed)) >= least else None


def likely_filter(typed: str) -> str | None:
    """The name that *typed* may mean, to be asked back; None where none is near."""
    size = len(keystrokes(typed))
    return _nearest(typed, 2 if size >= _MENDED["ko"] else 1) if size >= _LIKELY else None


def is_address(typed: str) -> bool:
    """Whether *typed* before a colon begins an address."""
    return typed.lower() in _ADDRESSES


def _nearest(typed: str, slips: int) -> str | None:
    keys = keystrokes(typed.lower())
    near = [
        (distance, name)
        for name in FILTERS
        if len(keystrokes(name)) >= _LIKELY
        and (distance := OSA.distance(keys, keystrokes(name), score_cutoff=slips)) <= slips
    ]
    return min(near, key=lambda one: one[0])[1] if near else None
