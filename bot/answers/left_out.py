"""What is left out, where that is asked: what stands before 제외, or what is told to be out of something.

>>> from bot.answers.frame import read_frame
>>> text = "다만 알뜰폰 이용자는 위약금 면제 대상에서 제외된다."
>>> text[slice(*left_out(read_frame("위약금 면제에서 빠진 사람은 누구야?"), text))]
'알뜰폰 이용자'
"""

from __future__ import annotations

import re

from bot.answers.clauses import ADNOMINAL, cover
from bot.answers.comparing import subjects_in
from bot.answers.enumerations import enumerations
from bot.answers.frame import Frame
from bot.answers.remainder import LINKS
from bot.korean.sentences import Span
from bot.patterns import lazy_compile

_ASKED = lazy_compile(r"빠진|빠지는|제외(?:된|되는)|(?:안|못)\s?(?:되는|하는|받는|가는)")
_TOLD = lazy_compile(r"(?<=[가-힣)])(?:을|를|은|는|이|가)?\s?(?:제외|뺀\s|빼고|빠[졌진지])")
_OUT_OF = lazy_compile(r"에서[는도]?$|^(?:모두|전부|각각|일단|아예)$")
_IS_OUT = lazy_compile(r"\s(?:제외(?:된|돼|됐|되)|빠[졌진지])")  # for what stands before it
_SUBJECT_CHARS = 60  # before it
_BESIDE = 2  # characters between a row and what is told of it


def asks_left_out(frame: Frame) -> bool:
    """Whether what is left out is asked for: 빠진 사람은 누구야."""
    return _ASKED.search(frame.text) is not None


def left_out(frame: Frame, text: str) -> Span | None:
    """Where *text* names what is left out; None where it does not, or where the question does."""
    if (out := _TOLD.search(text)) is None:
        return None
    words = list(re.finditer(r"\S+", text[: out.start()]))
    if words and (_OUT_OF.search(words[-1].group()) or _IS_OUT.match(text, out.start())):
        named = subjects_in(text, max(0, out.start() - _SUBJECT_CHARS), words[-1].start())
        named = [
            _without_link(text, span) for span in named if not ADNOMINAL.search(text[span[0] : span[1] + 1])
        ]
        end = named[-1][1] if named else 0
        row = [span for span in enumerations(text) if named and 0 <= end - span[1] <= _BESIDE]
        return next((span for span in (*row, *named[::-1]) if _is_new(frame, text[slice(*span)])), None)
    listed = [span for span in enumerations(text) if 0 <= out.start() - span[1] <= _BESIDE]
    if listed:
        return listed[0]
    return words[-1].span() if words and _is_new(frame, words[-1].group()) else None


def _without_link(text: str, span: Span) -> Span:
    """*span* without a word before it that links it to another sentence: 다만 알뜰폰 이용자."""
    link = LINKS.match(text, *span)
    return (link.end(), span[1]) if link is not None else span


def _is_new(frame: Frame, said: str) -> bool:
    """Whether *said* has a word that the question has not: 물결 부서, where a 부서 is asked for."""
    return cover(frame.units, said, 1.0) < len(said.split())
