"""Sentences of a news text as spans: glued ones, quotations with stops inside, lists, scripts, wire copy.

A scanner over the few characters where a sentence can end, which asks what stands on either side and
whether a quotation, a bracket or an abbreviation holds the sentence together.

>>> text = '그는 "안 된다. 못 한다"고 말했다.시는 3.5% 늘었다고 했다.'
>>> [text[start:end] for start, end in sentences(text)]
['그는 "안 된다. 못 한다"고 말했다.', '시는 3.5% 늘었다고 했다.']
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from bot.korean.marks import AFTER, DOUBLE, quoted
from bot.korean.subhead import credit_end, subhead_end
from bot.patterns import lazy_compile

Span = tuple[int, int]

# Where the scanner looks.
_PLACE = lazy_compile(
    r"(?=[\n.!?…‥。．！？\[<◀【(사자영■□◆◇◈●◎☞※▶▷★☆])(?:"  # looked for first: six times as fast
    r"(?P<line>\n+)"
    r"|(?P<stop>[.!?…‥。．！？]+)"
    r"|(?P<tag>[\[<◀【]\s?(?:앵커|기자|리포트|인터뷰|녹취|현장음|자막|아나운서|질문|답변)[^\]>▶】\n]{0,12}[\]>▶】])"
    r"|(?P<dateline>[(\[][^()\[\]\n]{1,25}(?:=|ㅣ|\|)[^()\[\]\n]{2,20}[)\]]\s?[^=\n.]{0,40}?(?:기자|특파원)\s?=\s?)"
    r"|(?P<press>\[[^\[\]\n]{0,20}(?:뉴스|경제|일보|신문|투데이|데일리|더팩트|스포츠|기자|캡처|제공|자료|출처)"
    r"[^\[\]\n]{0,24}\])"
    r"|(?P<credit>\((?:사진|자료|그래픽|출처|이미지|제공)\s?[=:ㅣ|][^()\n]{1,40}\))"
    r"|(?P<agency>(?:사진|자료|영상)\s?[=:]\s?(?:연합뉴스|뉴스1|뉴시스|게티이미지(?:뱅크|코리아)?|로이터|AP|EPA"
    r"|AFP)(?![A-Za-z ]))"
    r"|(?P<bullet>[■□◆◇◈●◎☞※▶▷★☆]))"
    r"|(?P<mail>(?<=\s)[\w.+-]{2,30}@[\w-]+\.[\w.-]+)"
)
_HELD = lazy_compile(
    r"‘[^‘’\n]{1,200}’"
    r"|(?<![^\s\"“(\[,·…])'(?=\S)[^'\n]{1,150}?'(?![A-Za-z0-9])"
    r"|\([^()\n]{1,80}\)|\[[^\[\]\n]{1,80}\]"
)
_ENDING = lazy_compile(r"[다요까죠네음함됨]$")
_SAYS_ON = lazy_compile(r"\s?(?:이?라고|이?라며|이?라면서|이?라는|이?란 |하고 |하며 |하는 |고 |며 )")
_CLAUSE_GOES_ON = lazy_compile(r"\s?(?:[a-z]|[,·;:)])")
_LATIN_PARTICLE = lazy_compile(r"(?:은|는|이|가|을|를|의|에|와|과|도|로|으로|에서|에게)[\s,]")
_ABBREVIATION = lazy_compile(
    r"(?:^|[\s(.\"“])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|vs|Nos|No|Inc|Corp|Ltd|Co|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep"
    r"|Sept|Oct|Nov|Dec|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Maj|Rev|Hon|Pres|Calif|Fla|Wis|Ore|Mass|Tenn|Conn|Ariz"
    r"|Colo|Minn|Wash|Pa|Va|Ga|La|e\.g|i\.e|a\.m|p\.m|U\.S|U\.K|U\.N|D\.C|Ph\.D|al)$"
)
# Of these the ones after which a sentence may end, where one plainly begins: … at 3 p.m. The line …
_MAY_END = lazy_compile(r"(?:^|[\s(])(?:Inc|Corp|Ltd|Co|Jr|a\.m|p\.m|U\.S|U\.K|U\.N|D\.C|Ph\.D)$")
_BEGINS = lazy_compile(
    r"\s{1,8}+[\"“(]?(?:The|It|He|She|They|We|But|And|In|On|At|This|That|These|Those|A|An|However|Meanwhile|Still|As|For|Its"
    r"|Their|His|Her|According|Last|Earlier|Also|Under|After|Before|When|While|If|There|Some|Many|More|Most)\s"
)
_LOWER_CASE_WORD = lazy_compile(r"[a-z]{3}$")
_ENUMERATION = lazy_compile(r"\s{0,8}(?:\d{1,2}|[A-Za-z가-하]|[QA]\d?)$")
_CALENDAR = lazy_compile(r"\d{1,4}[.．]\s?\d{1,2}$")
_LEADS_ON = set("은는이가을를며서고도에해로어여게선만의")  # before a quotation that a sentence leads to
_UNMISTAKABLE = frozenset("”’)]」』")
_LEAD = 2  # spans of an article; a subhead is glued to its first sentence, which may follow a by-line
_FIRST = 6  # spans; a picture stands there with its credit
_LONG = 400  # characters; a quotation this long is read sentence by sentence
_ITEM = 12  # characters of a number or a letter of a list, and the blanks before it
_READ = 50_000  # characters of a text that are looked through for the ends of sentences
_LINE = lazy_compile(r"[^\n]+")
_LISTED = 300  # characters; a longer span full of ▲ is a list, not a sentence
_LIST_MARK = lazy_compile(r"[▲△]")


@lru_cache(maxsize=512)  # one answer asks for the sentences of an article up to four times
def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of *text*, in order; what lies between and around them is white space only.

    Beyond the first 50,000 characters, where no real article has anything, every line is one.
    """
    if len(text) > _READ:
        cut = text.rfind("\n", 0, _READ) + 1 or text.rfind(" ", 0, _READ) + 1 or _READ
        lines = (_trim(text, *match.span()) for match in _LINE.finditer(text, cut))
        return sentences(text[:cut]) + tuple(line for line in lines if line[0] < line[1])
    inside = quoted(text)
    spans: list[Span] = []
    begin = 0
    for cut in (*_cuts(text, inside), len(text)):
        if cut > begin:
            spans.extend(_items(text, begin, cut))
            begin = cut
    trimmed = [span for span in (_trim(text, *span) for span in spans) if span[0] < span[1]]
    for k in range(min(_FIRST, len(trimmed)) - 1, -1, -1):
        start, end = trimmed[k]
        at = credit_end(text, (start, end)) or (subhead_end(text, (start, end)) if k < _LEAD else None)
        if at is not None:
            trimmed[k : k + 1] = [(start, at), (at, end)]
    return tuple(trimmed)


def _cuts(text: str, inside: tuple[Span, ...]) -> Iterator[int]:
    """Where a new sentence begins, ascending; may repeat."""
    held = _merge([span for span in inside if span[1] - span[0] <= _LONG], text)
    starts = [start for start, _ in held]
    closings = {end for _, end in held} | {end for _, end in inside}
    glued = _glued(text, inside)
    last = 0
    for match in _PLACE.finditer(text):
        at, end = match.span()
        while glued and glued[0] <= at:
            last = glued.pop(0)
            yield last
        kind = match.lastgroup
        k = bisect_right(starts, at) - 1
        holder = held[k] if k >= 0 and at < held[k][1] else None
        cuts: tuple[int, ...] = ()
        if kind == "line":
            cuts = (at, end)
        elif kind == "stop":
            close = end
            while close in closings or (close > end and text[close : close + 1] in _UNMISTAKABLE):
                close += 1
            if holder is None or holder[1] < close:
                cuts = (close,) if _ends(text, match, close, last) else ()
        elif holder is not None and (kind == "bullet" or holder[0] > at + 1 or holder[0] <= at):
            continue  # within a quotation; the tags' own brackets hold nothing
        elif kind == "bullet":
            cuts = (at,) if _starts_item(text, at) else ()
        elif kind == "mail":
            cuts = (at,)
        elif kind in ("credit", "agency"):
            cuts = (end,)
        else:
            cuts = (at, end)
        for cut in cuts:
            last = cut
            yield cut
    yield from glued


def _starts_item(text: str, at: int) -> bool:
    """Whether the bullet at *at* begins something new rather than listing within a sentence."""
    before = text[:at].rstrip(" \u00a0")[-1:]
    return text[at] not in "▶▷" or not before or before in "\n.!?。…]”\"'’)▶▷" or text[at - 1] == before


def _ends(text: str, match: re.Match[str], close: int, last: int) -> bool:
    """Whether the stop at *match*, with closing marks up to *close*, ends the sentence begun at *last*."""
    at, end = match.span()
    stop, closed = match["stop"], close > end
    following = text[close : close + 1]
    if not following or following == "\n":
        return True
    before = text[max(last, at - 12) : at]
    if closed and (AFTER.match(text, close) or following == "と"):
        return following in "이가" and text[close + 1] == " "  # "…했다."이 대통령은: glued, hardly a particle
    if _CLAUSE_GOES_ON.match(text, close) and (
        closed or not "가" <= before[-1:] <= "힣" or following in ",·;:)"
    ):
        return False
    if stop[0] in "…‥" or (len(stop) > 1 and set(stop) <= {".", "…", "‥"}):
        return closed or (bool(_ENDING.search(before)) and following.isspace())
    if stop[-1] in "!?！？":
        return not _SAYS_ON.match(text, close)
    if closed or stop[-1] == "。":
        return True
    return _full_stop_ends(text, before, end, last, at)


def _full_stop_ends(text: str, before: str, end: int, last: int, at: int) -> bool:
    """The same for a bare full stop."""
    following = text[end]
    previous = before[-1:]
    if at - last <= _ITEM and _ENUMERATION.match(text[last:at]) and following.isspace():
        return False
    if previous.isdigit():
        ahead = text[end : end + 3].lstrip()
        if following.isdigit() or (ahead[:1].isdigit() and _CALENDAR.search(before + "." + ahead[:1])):
            return False
        if _CALENDAR.search(before):  # 2025.04.23. 오후
            return not ahead.startswith(("오전", "오후")) and not ahead[:1].isdigit()
        return following.isspace() or "가" <= following <= "힣" or following in "\"“'‘([<"
    if previous.isascii() and previous.isalpha():
        if _ABBREVIATION.search(before) and _MAY_END.search(before) and _BEGINS.match(text, end):
            return True
        if _ABBREVIATION.search(before) or _LATIN_PARTICLE.match(text, end):
            return False
        glued = following.isupper() and _LOWER_CASE_WORD.search(before)
        return following.isspace() or not following.isascii() or following in "\"'([" or bool(glued)
    return True


def _glued(text: str, inside: tuple[Span, ...]) -> list[int]:
    """Cuts at the marks of quotations that a headline or a caption is glued to."""
    cuts = []
    for start, end in inside:
        opening = start - 1
        left = text[opening - 1 : opening] if opening > 0 else ""
        long = end - start >= 15 and " " in text[start:end]
        if (left and left in DOUBLE) or (long and left.isalnum() and left not in _LEADS_ON):
            cuts.append(opening)
    return cuts


def _merge(inside: list[Span], text: str) -> list[Span]:
    """The stretches that hold a sentence together, as disjoint spans; without their outer marks."""
    spans = sorted([*inside, *((match.start() + 1, match.end() - 1) for match in _HELD.finditer(text))])
    merged: list[Span] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            if end <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _items(text: str, start: int, end: int) -> Iterator[Span]:
    """The span itself, or its items where it is a long list."""
    if end - start > _LISTED:
        marks = [match.start() for match in _LIST_MARK.finditer(text, start + 1, end)]
        if len(marks) >= 3:
            for mark in marks:
                yield start, mark
                start = mark
    yield start, end


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
