"""Several questions in one message, which are answered one after the other.

>>> questions_in("노면전차는 언제 개통해? 요금은 얼마야?")
('노면전차는 언제 개통해?', '요금은 얼마야?')
>>> questions_in("파업은 언제 시작됐고 왜 했어?"), questions_in("파업 언제 끝나? 아는 사람?")
(('파업은 언제 시작됐지?', '왜 했어?'), ('파업 언제 끝나? 아는 사람?',))
"""

from __future__ import annotations

from bot.answers.frame import read_frame
from bot.answers.intent import asks_by_word
from bot.patterns import lazy_compile

_END = lazy_compile(r"(?<=[?？])(?:[?？!~.ㅋㅎㅠ]{0,8}\s{1,8})|\n{1,8}")
# 언제 시작됐고 왜, 언제 개통하고 요금은 얼마, 언제 시작됐어 그리고 왜: of a word that asks on either side
_JOINED = lazy_compile(
    r"(?:(?<=[했됐었았였갔왔났렸졌겼섰켰쳤뒀줬봤])고|(?<=[하되리])고(?=,?\s(?:\S{1,20}\s){0,2}\S{1,20}[은는]\s)),?\s{1,8}"
    r"|,?\s{1,8}그리고\s{1,8}"
)
_ELLIPTIC = lazy_compile(r"[가-힣][은는]\s?[?？]+\Z")  # 요금은?
_OWN = 2  # words of what is asked, without a word that asks: 한빛시장 바뀌었어?


def questions_in(text: str) -> tuple[str, ...]:
    """The questions in *text*, in their order; *text* itself where there are not several.

    What asks for nothing by itself stays with its neighbour: 진짜? 언제부터?
    """
    found: list[str] = []
    waiting = ""
    for piece in _pieces(text):
        whole = f"{waiting} {piece}".strip()
        if _asks(whole) and (found or read_frame(whole).units):
            found.append(whole)
            waiting = ""
        elif found:
            found[-1] = f"{found[-1]} {piece}"
        else:
            waiting = whole
    if len(found) < 2:
        return (text,)
    return tuple(found)


def _pieces(text: str) -> list[str]:
    """*text* at the ends of its questions, and where a sentence asks twice; not within quotation marks."""
    pieces, begin = [], 0
    for end in _END.finditer(text):
        if not _is_open(text[: end.start()]):
            pieces.append(text[begin : end.start()])
            begin = end.end()
    pieces.append(text[begin:])
    return [part.strip() for piece in pieces if piece.strip() for part in _clauses(piece)]


def _clauses(sentence: str) -> list[str]:
    """The two halves of *sentence*, each with a word that asks, the first one with an end of its own; or it alone."""
    for joint in _JOINED.finditer(sentence):
        first, second = sentence[: joint.start()], sentence[joint.end() :]
        if asks_by_word(first) and asks_by_word(second) and not _is_open(first):
            return [first + ("지?" if joint.group().startswith("고") else "?"), second]
    return [sentence]


def _asks(piece: str) -> bool:
    if asks_by_word(piece) or _ELLIPTIC.search(piece):
        return True
    return piece.rstrip().endswith(("?", "？")) and len(read_frame(piece).units) >= _OWN


def _is_open(before: str) -> bool:
    """Whether a quotation began in *before* and goes on."""
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")
