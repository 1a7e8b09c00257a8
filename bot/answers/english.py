"""Where an English sentence has what is asked for; in lower case, as sentences are matched.

>>> from bot.answers.frame import Want
>>> text = "the fare will rise from $3.75 to $4.50 on march 2, the council decided."
>>> [text[start:end] for start, end in english_spans(Want.MONEY, text)]
['$4.50']
"""

from __future__ import annotations

import re

from bot.answers.english_names import named_spans
from bot.answers.frame import Want
from bot.korean.sentences import Span
from bot.patterns import lazy_compile

_SCALE = r"(?:\s(?:thousand|million|billion|trillion|won|dollars?|euros?|yen))*"
_MONEY = lazy_compile(
    rf"(?:us)?[$€£₩]\s?\d[\d,.]*\d{_SCALE}|[$€£₩]\d{_SCALE}|\d[\d,.]{{0,20}}{_SCALE}\s(?:won|dollars?|euros?|yen)\b"
)
_IN_WORDS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands"
_NUMBER = lazy_compile(
    rf"(?<![\w$€£₩.,])(?:\d(?:[\d,.]{{0,20}}\d)?(?!\d)|{_IN_WORDS})"
    r"(?:-day|-year|\s?%|\spercent(?:age points)?|\s(?:thousand|million|billion))?(?=[\s,.;)])"
)
_MONTH_ALONE = (
    r"january|february|april|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_MONTH = rf"{_MONTH_ALONE}|march|may"  # these are verbs as well
_COUNT_OF = (
    r"(?!\s(?:people|homes|houses|households|students|workers|residents|passengers|cases|units|won|dollars))"
)
_DAY = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_CLOCK = r"\d{1,2}(?::\d{2})?\s?(?:a\.?m\.?|p\.?m\.?)"
_WHEN = lazy_compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{_MONTH})\b(?:,?\s\d{{4}}\b)?"
    rf"|(?:{_MONTH})\.?\s\d{{1,2}}(?:,\s\d{{4}})?\b"
    rf"|(?:the\s(?:end|beginning|middle)\sof\s)?(?:{_MONTH_ALONE})\b(?:\s\d{{4}}\b)?"
    r"|(?:the\s(?:end|beginning|middle)\sof\s|(?<=\bin\s)|(?<=\bsince\s)|(?<=\buntil\s))(?:march|may)\b(?:\s\d{4}\b)?"
    r"|(?:march|may)\s\d{4}\b"
    rf"|(?:early\s|late\s|next\s|last\s)?(?:{_DAY})\b|{_CLOCK}(?:\sto\s{_CLOCK})?"
    r"|(?:next|last|this)\s(?:week|month|year|spring|summer|fall|autumn|winter)\b"
    rf"|in\s(?:19|20)\d{{2}}\b{_COUNT_OF}|(?:19|20)\d{{2}}(?=[,.;:)](?!\d)|$|\s(?:and|or|to|but|when|after|because)\b)"
    r"|today\b|tomorrow\b|yesterday\b)"
)
_CAUSE = lazy_compile(
    r"\b(?:because(?:\sof)?|due\sto|owing\sto|after|following|followed|caused\sby|blamed\son"
    r"|as\sa\sresult\sof|in\sresponse\sto|(?:want(?:s|ed)?|hop(?:es|ed|ing)|in\sorder|so\sas)\sto|so\sthat|citing|thanks\sto"
    r"|over\s(?=(?:\w+\s)?(?:concerns?|fears?|claims?|allegations?|worries)))\s(?!\d)[^,.;]{4,80}"
)
_BLAMED = lazy_compile(r"(?:^|(?<=[,.;:]\s))[^,.;:]{3,60}?(?=\s(?:is|are|was|were)\sto\sblame\b)")
_CAUSED = lazy_compile(
    r"\b(?:an?|the)\s[^,.;:]{4,60}?(?=\s(?:\w{2,12}ly\s)?(?:caused|triggered|sparked|led\sto)\b)"
)
_CALLED = lazy_compile(
    r"\b(?:named|called|dubbed|known\sas)\s[\"']?(?P<name>[^,.;\"']{2,30}?)(?=[,.;\"']|\s(?:the|on|in|after|by|and)\b)"
)
_NOT_IT = lazy_compile(
    r"\b(?:from|(?:said|announced|decided|reported)\son)\s$"
)  # what it was, when it was told
_OF_A_DATE = lazy_compile(
    rf"\b(?:(?:in|since|until|from|of|by|before|after)\s(?:19|20)\d{{2}}|(?:{_MONTH})\.?\s\d{{1,2}}(?:,\s\d{{4}})?)$"
)
_BEFORE = 16  # characters
_COUNTED = lazy_compile(r"\bhow (?:many|much) (?P<noun>\w+)", re.IGNORECASE)


def english_spans(want: Want, text: str, question: str = "", written: str = "") -> list[Span]:
    """Where *text* has something of the kind that *question* does not say itself.

    written: *text* with its capitals, by which names are known.
    """
    if want in (Want.WHO, Want.WHAT, Want.WHERE):
        return named_spans(want, written or text, question)
    if want is Want.NAME:
        called = [match.span("name") for match in _CALLED.finditer(text)]
        return called or named_spans(want, written or text, question)
    if want is Want.NUMBER and (noun := _COUNTED.search(question)) is not None:
        return _counted(text, noun["noun"].lower(), question)
    form = {
        Want.MONEY: _MONEY,
        Want.NUMBER: _NUMBER,
        Want.WHEN: _WHEN,
        Want.WHY: _CAUSE,
    }.get(want)
    if form is None:
        return []
    if want is Want.NUMBER:
        return _numbers(text, question)
    found = [match.span() for match in form.finditer(text) if not _has(question.lower(), match.group())]
    if want is Want.WHY and not found:
        found = [match.span() for form in (_CAUSED, _BLAMED) for match in form.finditer(text)]
    return [
        (start, end) for start, end in found if not _NOT_IT.search(text, max(0, start - _BEFORE), start)
    ] or found


def _has(question: str, words: str) -> bool:
    """Whether *question* has *words* as words of their own: no ten in attended, no 20 in 2025."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", question) is not None


def _numbers(text: str, question: str) -> list[Span]:
    """Numbers that are no year and no day of a month: in 1974, jan. 1; sums of money where nothing else is one."""
    found = [
        match.span()
        for match in _NUMBER.finditer(text)
        if not (_has(question.lower(), match.group()) or _OF_A_DATE.search(text, 0, match.end()))
    ]
    return found or [match.span() for match in _MONEY.finditer(text)]


def _counted(text: str, noun: str, question: str) -> list[Span]:
    """Numbers of what is counted: 412,000 passengers, where passengers, people or nothing else is asked for."""
    found = _numbers(text, question)
    stem = noun.rstrip("s")
    named = [span for span in found if re.match(rf"\s(?:\w+\s){{0,2}}?{re.escape(stem)}", text[span[1] :])]
    return named or found
