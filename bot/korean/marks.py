"""Quotation marks of a news text, paired so that one missing or mixed mark does not shift all later ones.

Every double mark is read as opening or closing by what stands around it; the reading of the whole text is
the cheapest one, where a mark without a partner, a quotation across paragraphs or one that starts like the
end of a quotation (`”라고 말했다. “`) each cost something. So a lost mark costs its own quotation only.

>>> text = '그는 "좋다”라며 “아직 모른다"라고 말했다.'
>>> [text[start:end] for start, end in quoted(text)]
['좋다', '아직 모른다']
"""

from __future__ import annotations

from functools import lru_cache

from bot.patterns import lazy_compile

Span = tuple[int, int]

DOUBLE = '"“”„‟＂〝〞'
_MARK = lazy_compile(f"[{DOUBLE}]|[「『][^「」『』\\n]{{1,600}}[」』]")
_KANA = lazy_compile("[\u3040-\u30ff]")

# What follows a closing mark: the quotative ending, or a particle when only a phrase is quoted.
AFTER = lazy_compile(
    r"\s?(?:이?라고|이?라며|이?라면서|이?라는|이?란 |이?라 |고 |고도 |며 |면서 |는 |라던"
    r"|은 |을 |를 |이 |가 |의 |에 |와 |과 |도 |로 |으로 |등 |등의 |까지 |만 |에서 |처럼 |에는 |에도 |하고 )"
)
# The same where a quotation would begin: then the pair is inside out.
_QUOTATIVE = lazy_compile(r"\s?(?:이?라고|이?라며|이?라면서|이?라는|고 |며 |면서 )")
_REPORTED = lazy_compile(
    r"(?:말|밝|강조|설명|주장|지적|덧붙|전|비판|언급|답|토로|당부|평가|경고|촉구|약속|호소|반문)\S{0,4}다\."
)
# [이름 / 직함], [앵커]: in a script somebody else speaks after it.
_NEXT_SPEAKER = lazy_compile(r"\[(?:[^\[\]\n/]{2,20}\s?/[^\[\]\n/]{2,60}|앵커|기자|리포트)[^\[\]\n]{0,30}\]")
_MOST_MARKS = 2_000  # that are paired; the most that 12,000 real articles have are 88
_LONG = 500  # characters; the 99th percentile of quotations in real news is about 200


def _readings(text: str, at: int) -> tuple[float, float]:
    """The price of reading the mark at *at* as opening, and as closing."""
    mark = text[at]
    left = text[at - 1] if at else "\n"
    right = text[at + 1] if at + 1 < len(text) else "\n"
    opening = closing = 0.0
    if mark in "“〝„":
        closing += 2.0
    elif mark in "”〞‟":
        opening += 2.0
    if left.isspace() or left in "([{<〈《‘·:=-▶":
        closing += 1.5
    elif left.isalnum() or left in ",'’)":
        opening += 0.8
    if right.isspace() or right in ",.)]}>?!…·;:":
        opening += 1.5
    elif AFTER.match(text, at + 1):
        opening += 1.0
    return opening, closing


def _inside(text: str, start: int, end: int) -> float:
    """The price of text[start:end] being one quotation."""
    price = 1.5 * min(2, text.count("\n", start, end)) + (end - start) / _LONG
    if _QUOTATIVE.match(text, start):
        price += 2.5
    if end - start < 2:
        price += 1.0
    if _NEXT_SPEAKER.search(text, start, end):
        price += 4.0
    return price + 1.5 * bool(_REPORTED.search(text, start, end))


@lru_cache(maxsize=512)
def quoted(text: str) -> tuple[Span, ...]:
    """What stands between double quotation marks, without the marks; in order, never overlapping.

    「…」 counts as well where the text is Japanese; in Korean those marks hold titles of laws and books.
    """
    spans: list[Span] = []
    marks: list[int] = []
    japanese = bool(_KANA.search(text))
    for match in _MARK.finditer(text):
        if match.end() - match.start() == 1:
            if len(marks) < _MOST_MARKS:
                marks.append(match.start())
        elif japanese:
            spans.append((match.start() + 1, match.end() - 1))
    if not marks:
        return tuple(spans)
    lost = 2.2  # the price of a mark without a partner
    # best reading that ends outside / inside a quotation, as (price, chain of pairs)
    outside: tuple[float, _Chain] = (0.0, None)
    inside: tuple[float, _Chain] | None = None
    previous = -1
    for at in marks:
        opening, closing = _readings(text, at)
        options_out = [(outside[0] + closing + lost, outside[1])]
        options_in = [(outside[0] + opening, outside[1])]
        if inside is not None:
            pair = (previous + 1, at)
            options_out.append((inside[0] + closing + _inside(text, *pair), (pair, inside[1])))
            options_in.append((inside[0] + opening + lost, inside[1]))
        outside = min(options_out, key=lambda option: option[0])
        inside = min(options_in, key=lambda option: option[0])
        previous = at
    chain = outside[1] if inside is None or outside[0] <= inside[0] + lost else inside[1]
    while chain is not None:
        spans.append(chain[0])
        chain = chain[1]
    return tuple(sorted(span for span in spans if span[1] > span[0]))


_Chain = tuple[Span, "_Chain"] | None
