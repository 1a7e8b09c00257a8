"""Sentences of a news text as spans: glued ones, quotations with stops inside, lists, wire copy.

>>> text = '그는 "안 된다. 못 한다"고 말했다.시는 3.5% 늘었다고 했다.'
>>> [text[start:end] for start, end in sentences(text)]
['그는 "안 된다. 못 한다"고 말했다.', '시는 3.5% 늘었다고 했다.']
"""

from __future__ import annotations

import re
from bisect import bisect_right

from bot.korean.marks import quoted

Span = tuple[int, int]

_STOP = re.compile(r"[.!?…。．！？]+[\"'”’)\]]*|\n+")


def sentences(text: str, quotations: tuple[Span, ...] | None = None) -> tuple[Span, ...]:
    """The sentences of *text*, in order; what lies between them is white space only."""
    inside = quoted(text) if quotations is None else quotations
    starts = [start for start, _ in inside]
    spans: list[Span] = []
    begin = 0
    for match in _STOP.finditer(text):
        at = match.start()
        k = bisect_right(starts, at) - 1
        if k >= 0 and at < inside[k][1]:
            continue
        if "\n" not in match.group():
            after = text[match.end() : match.end() + 1]
            before = text[at - 1 : at]
            if after and not after.isspace() and not ("가" <= before <= "힣"):
                continue
        spans.append((begin, match.end()))
        begin = match.end()
    spans.append((begin, len(text)))
    return tuple(trimmed for span in spans if (trimmed := _trim(text, *span))[0] < trimmed[1])


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
