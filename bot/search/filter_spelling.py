"""Filters as thumbs type them, brought to the one spelling that `query_language` reads: `이름: 값`.

>>> tidied('언론사 =한빛일보, 나루신문 제목:"소버린 AI 나룻배 NOT 광고')
'언론사: 한빛일보,나루신문 제목:"소버린 AI 나룻배 NOT 광고"'
>>> tidied("나룻배 AND 요금 NOT 광고"), tidied("기자:도하람 기자 나룻배")
('나룻배 요금 -광고', '기자:도하람 나룻배')
>>> tidied("나룻배언론사:'나루 신문'기간:7일 –광고"), closed_up("언론사 : “나루 신문” 제목： 요금")
('나룻배 언론사:"나루 신문" 기간:7일 -광고', '언론사:“나루 신문” 제목:요금')
"""

from __future__ import annotations

import re

from bot.search.filter_names import FILTERS

_NAMES = "|".join(sorted(FILTERS, key=len, reverse=True))
_LISTED = "|".join(name for name, kind in FILTERS.items() if kind in {"publisher", "author", "category"})
_AUTHORS = "|".join(name for name, kind in FILTERS.items() if kind == "author")
OPERATORS = frozenset({"AND", "OR", "NOT"})
_ANY = re.IGNORECASE
_COLON = re.compile(rf"(?<!\S)(?P<name>[-−]?(?:{_NAMES}))(?:\s?[=;；]|\s[:：])\s{{0,2}}(?=\S)", _ANY)
_LIST = re.compile(
    rf"(?<!\S)(?P<so_far>[-−]?(?:{_LISTED})[:：]\s?[^\s\"“”:：]{{1,99}}[,，])\s{{1,2}}"
    r"(?=[^\s\"“”:：,]{1,50}(?:[\s,]|$))",
    _ANY,
)
_TITLED = re.compile(rf"(?<!\S)(?P<who>[-−]?(?:{_AUTHORS})[:：]\s?[가-힣]{{2,5}}?)\s?기자(?=\s|$)", _ANY)
_OPEN = re.compile(rf"(?<!\S)(?:[-−]?(?:{_NAMES})[:：]\s?|[-−])[\"“][^\"“”]{{1,100}}$", _ANY)
# 언론사:'나루 신문', -‘개인 정보’: in whatever quotation marks
_QUOTED = re.compile(
    rf"(?<!\S)(?P<before>[-−]?(?:{_NAMES})[:：]\s?|[-−])['‘’「『«](?P<value>[^'‘’「」『』«»\"“”\n]{{1,100}})['’」』»]"
    r"(?=[\s,，]|$)",
    _ANY,
)
_DASH = re.compile(r"(?<=\s)[–‐‑﹣－](?=[^\W\d_]|[\"“'‘])")
# 나룻배언론사:한빛일보, 언론사:한빛일보기간:7일, 언론사:"나루 신문"기간:7일
_GLUED = re.compile(r"(?<=[0-9A-Za-z가-힣]{2})(?P<name>(?:언론사|신문사|카테고리|기자|제목)[:：](?=\S))")
_NEXT = "|".join(name for name in FILTERS if not name.isascii())
_GLUED_NEXT = re.compile(
    rf"(?<!\S)(?P<so_far>[-−]?(?:{_NAMES})[:：](?:[^\s\"“”'‘’:：]{{1,40}}?|[\"“'‘][^\"“”'‘’\n]{{1,100}}[\"”'’]))"
    rf"(?=(?:{_NEXT})[:：]\S)",
    _ANY,
)
_GAP = re.compile(
    rf"(?P<kept>\"[^\"]{{1,200}}\"|“[^”]{{1,200}}”)|(?<!\S)(?P<name>[-−–]?(?:{_NAMES}))[:：]\s{{0,2}}(?=\S)",
    _ANY,
)
# 언론사:"한빛일보", "나루 신문"
_QUOTED_LIST = re.compile(
    rf"(?<!\S)(?P<name>[-−]?(?:{_LISTED})[:：]\s?)"
    r"(?:(?P<value>[\"“][^\"“”\n]{1,100}[\"”])\s?[,，]\s?(?=[^\s,，])|(?P<bare>[^\s\"“”:：]{1,99})[,，]\s?(?=[\"“]))",
    _ANY,
)
# AND and OR between words, NOT before one; within quotation marks they are words
_OPERATOR = re.compile(
    r"(?P<kept>\"[^\"]{1,200}\"|“[^”]{1,200}”)|(?<=\S\s)(?:AND|OR)\s(?=\S)|(?P<without>(?<=\s)NOT\s(?=[^\W\d_]))"
)
_LOWER = re.compile("[a-z가-힣]")
_MOST_LISTED = 20


def tidied(text: str) -> str:
    """*text* with its filters in the one spelling; what is no filter stays as it is."""
    text = _GLUED_NEXT.sub(r"\g<so_far> ", _GLUED.sub(r" \g<name>", _DASH.sub("-", text)))
    text = _QUOTED.sub(r'\g<before>"\g<value>"', _COLON.sub(r"\g<name>: ", text))
    for _ in range(_MOST_LISTED):
        joined = _QUOTED_LIST.sub(_named_each, _LIST.sub(r"\g<so_far>", text))
        if joined == text:
            break
        text = joined
    text = _TITLED.sub(r"\g<who>", text)
    if sum(map(text.count, '"“”')) % 2 and _OPEN.search(text):
        return f'{text}"'
    if _LOWER.search(text):  # in capitals alone NOT is a word like any other
        text = _OPERATOR.sub(lambda found: found["kept"] or ("-" if found["without"] else ""), text)
    return text


def _named_each(found: re.Match[str]) -> str:
    return f"{found['name']}{found['value'] or found['bare']} {found['name']}"


def closed_up(text: str) -> str:
    """*text* tidied, each filter one word: `이름:값`, or `이름:"two words"`; what is within quotation marks is left."""
    return _GAP.sub(lambda found: found["kept"] or f"{found['name']}:", tidied(text))
