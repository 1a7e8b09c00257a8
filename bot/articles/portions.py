"""A long text in portions that fit a message: parted between paragraphs, else between sentences, and none of it lost.

>>> text = "첫 문단이다.\\n둘째 문단이다. 셋째 문장이다."
>>> [text[start:end] for start, end in portions(text, 12)]
['첫 문단이다.\\n', '둘째 문단이다. ', '셋째 문장이다.']
"""

from __future__ import annotations

from bot.korean.sentences import Span, sentences
from bot.patterns import lazy_compile

_LINE_END = lazy_compile(r"\n\s*")
_FULL = 0.6  # of the room: a portion that ends with a paragraph may be that much shorter


def portions(text: str, room: int) -> list[Span]:
    """Half-open spans that make up *text*, each of at most *room* (at least 4) UTF-16 units; [] for an empty text.

    A sentence longer than *room* is parted at a space, a word longer than that between two characters.
    """
    paragraphs = [found.end() for found in _LINE_END.finditer(text)]
    within = [_after_spaces(text, end) for _, end in sentences(text)]
    made: list[Span] = []
    start = 0
    first_paragraph = first_sentence = 0  # the ends before them are behind us
    while start < len(text):
        most = _reach(text, start, room)
        if most == len(text):
            made.append((start, most))
            break
        first_paragraph, paragraph = _last_within(paragraphs, first_paragraph, start, most)
        first_sentence, sentence = _last_within(within, first_sentence, start, most)
        if paragraph - start >= _FULL * (most - start):
            end = paragraph
        else:
            end = (
                max(paragraph, sentence) if max(paragraph, sentence) > start else _word_end(text, start, most)
            )
        made.append((start, end))
        start = end
    return made


def _reach(text: str, start: int, room: int) -> int:
    """How far *room* units lead from *start*."""
    end = min(len(text), start + room)
    while (over := end - start + sum(char > "\uffff" for char in text[start:end]) - room) > 0:
        end -= (over + 1) // 2
    return end


def _last_within(ends: list[int], first: int, start: int, most: int) -> tuple[int, int]:
    """Where in *ends* to go on looking, and the last end in start..most; *start* where there is none."""
    found = start
    while first < len(ends) and ends[first] <= most:
        found = max(found, ends[first])
        first += 1
    return first, found


def _after_spaces(text: str, end: int) -> int:
    while end < len(text) and text[end].isspace():
        end += 1
    return end


def _word_end(text: str, start: int, most: int) -> int:
    """After the last space in start..most; *most* where there is none."""
    space = max(text.rfind(" ", start, most), text.rfind("\n", start, most))
    return space + 1 if space > start else most
