"""What has the most of all: named behind 가장 … 것은, before 가장, or by the figures of those told in a row.

>>> from bot.answers.frame import read_frame
>>> text = "동별 찬성률은 물꼬동 71.2%, 나루동 77.5%, 여울동 58%였다."
>>> text[slice(*topmost(read_frame("찬성률이 제일 높은 동은 어디야?"), text))]
'나루동'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.answers.clauses import cover
from bot.answers.comparing import asks_least, asks_next, superlatives
from bot.answers.figures import figures
from bot.answers.frame import Frame
from bot.answers.wording import squeeze
from bot.korean.particles import stem
from bot.korean.sentences import Span
from bot.patterns import lazy_compile

_GLOSS = r"(?:\([^()]{1,24}\))?"
_WORD = lazy_compile(r"\S+")
_TELLS = tuple("은는던큰긴한된린간찬인싼힌른할될")  # how a verb before a noun ends
_COUNTS = ("위", "대", "고", "다")  # 1위, 최대, 최고, 최다, before a noun
_IS = lazy_compile(  # 란화시장으로, 그림(1억 원)이다
    rf"(?P<mark>['\"]?){_GLOSS}['\"]?"
    r"(?:으?로[\s,](?!(?:[가-힣]{1,6}[을를]\s)?[가-힣]{1,6}(?:다는|[한된할될린킨간난던]|는)\s)"
    r"|이었|였[다고으]|이[다며고라]|입니다|인데|고[\s,]|다\.|['\"]라고|가\s꼽|이\s꼽|[이가]\s1위)"
)
_NOT_IT = lazy_compile(r"[^,.]{1,30}?(?:이|가)\s아니(?:라|고)\s(?:뜻밖에도\s)?")
_SUCH = lazy_compile(  # 최대 소비국인 (중국의), 가장 오래된 빵집인 ('물꼬당'은)
    rf"\s['‘]?(?P<noun>[가-힣A-Za-z0-9·&]{{1,14}}?)['’]?{_GLOSS}(?:[이가은는을를의와과]|에서|에|으로|로)(?=[\s,])"
)
_BEFORE = lazy_compile(  # 복지가 8천억 원으로 (가장); 세금 인상이 (1위)
    rf"['’]?{_GLOSS}['’]?(?P<subject>이|가|은|는|을|를)\s(?:(?:전체의\s|각각\s|약\s)?\d[^,가-힣]{{0,8}}[^,\s]{{0,10}}(?:으로|로)\s)?$"
)
_OBJECT = ("을", "를")
_CHOSEN = lazy_compile(r"\S{0,4}\s(?:\S{1,5}\s)?(?:꼽|선택|답|지목|들었|선호|골[라랐]|지적)")
_ITEM = lazy_compile(
    r"(?<![\d,.])(?P<figure>\d[\d,.]{0,12}(?:\s?[천백십만억조]\s?(?:\d[\d,.]{0,8})?){0,3}\s?"
    r"(?P<unit>%|㎝|㎜|㎞|㏊|cm|mm|km|명|건|개|곳|원|달러|일|점|표|대|톤|t|마리|가구|채|배|회|℃|도|시간))"
    r"(?:(?![가-힣A-Za-z])|(?=(?:으로|로|에|이|가|을|를|은|는|이며|이고|이다|이었|였다|입니다|씩|순|등|의)(?![가-힣]))(?!에서))\)?"
)
_LEADS_IN = ("약 ", "각각 ", "영하 ", "-")  # before a figure
_BETWEEN = lazy_compile(
    r"(?:[가-힣]{1,4}(?=[,\s]))?[\s),·△▲▷◇'\"]*(?:(?:와|과)\s|및\s|그리고\s|이어\s)?['\"‘]?"
)
_STOPS = lazy_compile(
    r"(?:[은는을를며고게도,)]|[한된할던]|에서|에게|에|따르면|별로|중|가운데|보면|으로|동안|까지|지난|이어|다음|이|가|자료|경우)$"
    r"|^(?:또|총|약|전체|그|이|등|및|바로|단연|특히|순으로|뒤를|기준)$"
)
_NO_NAME = lazy_compile(
    r"\d(?:원|%|명|건|개|달러|대|곳|점|배|톤)?$|^.$|[율률액했됐겼쳤았었렸]$|[가-힣](?:하|되|시키|습니|지만|입어|러|로|에서|까지|여)$"
    r"|^(?:것|곳|경우|비율|비중|수준|규모|이들|전체|결과|평균|사람|응답|지난해|올해|이번|최대|최고|가장|나머지|이어|지표|지역|설명)$"
)
_ASKS_LATE = lazy_compile(r"늦|느[리린렸]|오래")
_ASKS_COLD = lazy_compile(r"추[운웠위]|쌀쌀")
_NEAR = 12  # characters of a place
_WORDS_OF = 6  # between 가장 and what is the most
_BACK = 60  # characters before 가장 that may name what has the most
_AHEAD = 70  # behind it
_TOLD = 30  # that tell what it is the most of
_OPENS = lazy_compile(r"[\s'\"‘“\[△▲▷◇·,)]*(?:(?:과|와|및)\s)?['\"‘“]?")
_WORDS = 4  # of a name
_TIMES = ("일", "시간")
_MARKS = lazy_compile(r"['\"‘’“”]")
_QUOTES = {"'": "'", '"': '"', "’": "‘", ">": "<", "》": "《", "」": "「"}


@dataclass(frozen=True, slots=True)
class _Counted:
    """after: where what stands before the row begins."""

    value: Decimal
    unit: str
    span: Span
    after: int


def topmost(frame: Frame, text: str) -> Span | None:
    """What has the most, or least, where that is asked; None where no one thing is said or counted to."""
    if asks_next(frame.text):
        return None
    found, asked = [], squeeze(frame.text)
    for start, end in superlatives(frame, text):
        span = _behind(text, end) or _ahead(text, start, end)
        if span is not None and squeeze(text[slice(*span)]) not in asked:
            found.append((cover(frame.units, text[start : start + _TOLD], 1.0), -start, span))
    return max(found)[2] if found else None


def foremost(frame: Frame, text: str) -> Span | None:
    """Which one of a row has the highest figure, or the lowest, the second where that is asked; None without a row."""
    row, place = _row(frame, text), int(asks_next(frame.text))
    if len(row) < 2 + place:
        return None
    least = asks_least(frame.text) and not (row[0].unit in _TIMES and _ASKS_LATE.search(frame.text))
    least = least or _ASKS_COLD.search(frame.text) is not None
    return sorted(row, key=lambda one: (one.value if least else -one.value, one.span))[place].span


def _behind(text: str, end: int) -> Span | None:
    """The name behind the words that say of what it is the most."""
    begin, before = -1, ""
    for word in list(_WORD.finditer(text, end, end + _AHEAD))[:_WORDS_OF]:
        said = word.group()
        if before and said.endswith("인") and (such := _such(text, word.end())) is not None:
            return such
        counts = text[:end].endswith(_COUNTS)
        if said.endswith(("은", "는")) and (counts or before.endswith(_TELLS)):
            begin = word.end() + 1
            break
        if said[-1] in ',."':
            return None
        before = said
    if begin < 0:
        return None
    other = _NOT_IT.match(text, begin, begin + _AHEAD)
    begin = other.end() if other is not None else begin
    told = _IS.search(text, begin, begin + _AHEAD)
    return _name(text, begin, told.start("mark") + len(told["mark"])) if told is not None else None


def _such(text: str, at: int) -> Span | None:
    """The name behind what it is, and behind the place it is in: 빵집인 여울동 '물꼬당'은."""
    place = _WORD.search(text, at, at + _NEAR)
    if place is not None and place.group().endswith(tuple("시군구동읍면도")):
        at = place.end()
    such = _SUCH.match(text, at)
    return such.span("noun") if such is not None and _NO_NAME.search(such["noun"]) is None else None


def _ahead(text: str, start: int, end: int) -> Span | None:
    """The name before the word for the most: who has it, or what is chosen most."""
    begin = max(0, start - _BACK)
    before = _BEFORE.search(text, begin, start)
    if before is None or (before["subject"] in _OBJECT and _CHOSEN.match(text, end) is None):
        return None
    at = before.start()
    return _name(text, begin, at + (text[at : at + 1] in _QUOTES))


def _name(text: str, begin: int, end: int) -> Span | None:
    """The name that ends at *end*, of a few words or in marks; None where what stands there is none."""
    mark = _QUOTES.get(text[end - 1 : end])
    if mark is not None:
        at = text.rfind(mark, begin, end - 1)
        return (at, end) if at >= 0 else None
    start, words = end, list(re.finditer(r"\S+", text[begin:end]))
    for word in words[: -_WORDS - 1 : -1]:
        if start < end and _STOPS.search(word.group()):
            break
        start = begin + word.start()
    start = opened.end() if (opened := _OPENS.match(text, start, end)) else start
    said = text[start:end].split()
    return (start, end) if said and not _NO_NAME.search(said[-1]) else None


def _last(text: str) -> str:
    return text.rpartition(" ")[2]


def _row(frame: Frame, text: str) -> list[_Counted]:
    """The things told in a row with how much each has, counted in one unit; of several rows what is asked about."""
    rows: list[list[_Counted]] = []
    at = 0
    for match in _ITEM.finditer(text):
        led_in = _BETWEEN.match(text, at) if at else None
        goes_on = led_in is not None and rows and rows[-1][0].unit == match["unit"]
        start = match.start()
        for led in _LEADS_IN:
            start -= len(led) * text.endswith(led, at, start)
        bracket = text.endswith("(", at, start)
        bare = text[at : start - bracket].rstrip()
        name = (
            bare
            if bracket or bare.endswith(")")
            else bare[: len(bare) - len(_last(bare)) + len(stem(_last(bare)))]
        )
        span = _name(text, max(at, start - _BACK), at + len(name)) if name else None
        amount = figures(match["figure"])
        if span is None or not amount or text[: span[0]].endswith("등 "):
            continue
        below = text[start : match.start()].endswith(("영하 ", "-"))
        value = -amount[0].value if below else amount[0].value
        told = (
            match.end() if name == bare and _MARKS.search(text, span[0], match.start()) is None else span[1]
        )
        one = _Counted(value, match["unit"], (span[0], told), at)
        if goes_on and led_in is not None and led_in.end() >= span[0]:
            rows[-1].append(one)
        else:
            rows.append([one])
        at = match.end()
    several = [row for row in rows if len(row) > 1]
    graded = [(cover(frame.units, text[row[0].after : row[0].span[0]]), len(row)) for row in several]
    return several[max(range(len(several)), key=graded.__getitem__)] if several else []
