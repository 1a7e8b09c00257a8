"""Requests listed with commas: each part is one keyword of its words, or a subscription of its own.

>>> by_commas("8시 네이버 클라우드, 카카오 엔터", ("네이버", "클라우드", "카카오", "엔터"))
('"네이버 클라우드"', '"카카오 엔터"')
>>> with_own_times("네이버 8시 카카오 9시"), with_own_times("네이버, 카카오 9시")
(('네이버 8시', '카카오 9시'), ())
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from typing import NamedTuple

from bot.digests.request import lists, read_request
from bot.digests.schedule_parser import read_schedule
from bot.digests.subscription import Days
from bot.errors import ReaderError
from bot.i18n import Key
from bot.patterns import lazy_compile

PARTS: Key = "subscribe.unclear_parts"
_COMMA = lazy_compile(r"[,、]\s+|;\s*")  # within 월,수,금 and 1,000 it lists nothing
_PLAIN = lazy_compile(r"[0-9A-Za-z가-힣]+")
_MOST_TOKENS = 16
_QUOTE = lazy_compile("[\"“”‘’']")


def by_commas(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """*words*, which are those of *text*, with those of a part that commas bound as one in quotation marks."""
    parts = [part for part in _parts(text) if part.words]
    if len(parts) < 2 or tuple(word for part in parts for word in part.words) != words:
        return words
    joined: list[str] = []
    for part in parts:
        plain = len(part.words) > 1 and not part.lists and all(map(_PLAIN.fullmatch, part.words))
        joined += [f'"{" ".join(part.words)}"'] if plain else part.words
    return tuple(joined)


def with_own_times(text: str) -> tuple[str, ...]:
    """The requests that *text* is, where each has words, or days, and times of its own; () where it is one."""
    parts = list(_parts(text)) or _by_times(text)
    if len({part.times for part in parts}) < 2 or not all(part.times for part in parts):
        return ()
    if all(part.words for part in parts):
        return tuple(part.said for part in parts)
    words = [word for part in parts for word in part.words]
    if len({part.days for part in parts}) == len(parts) and None not in {part.days for part in parts}:
        return tuple(part.said if part.words else " ".join([part.said, *words]) for part in parts)
    return ()


class _Part(NamedTuple):
    """A part of a request: as it is said, its words, and whether they list several things."""

    said: str
    times: tuple[time, ...]
    days: Days | None
    words: tuple[str, ...]
    lists: bool

    @classmethod
    def of(cls, said: str) -> _Part:
        try:
            found = read_schedule(said)
        except ReaderError:  # what is no time alone is none of the whole either, which says so
            return cls(said, (), None, (), False)
        return cls(said, found.times, found.days, read_request(found.rest).words, lists(found.rest))


def _parts(text: str) -> Iterator[_Part]:
    """The parts of *text* between commas; none where it has but one, or phrases."""
    parts = [] if _QUOTE.search(text) else _COMMA.split(text.strip(" ,、;"))
    if len(parts) > 1:
        yield from map(_Part.of, parts)


def _by_times(text: str) -> list[_Part]:
    """The parts of `네이버 8시 카카오 9시`, each of which has words and then its times, or the other way round.

    So are those of `평일 8시 주말 10시 네이버`, which share their words.
    """
    tokens = text.split()
    if _QUOTE.search(text) or len(tokens) > _MOST_TOKENS:
        return []
    whole = _Part.of(text)
    if len(whole.times) < 2:
        return []
    alone = [_Part.of(token) for token in tokens]
    are_words = [not (part.times or part.days) and bool(part.words) for part in alone]
    begins = [
        0,
        *(
            at
            for at in range(1, len(tokens))
            if are_words[at] == are_words[0] != are_words[at - 1] or _is_day_between_times(alone, at)
        ),
    ]
    ends = [*begins[1:], len(tokens)]
    parts = [_Part.of(" ".join(tokens[begin:end])) for begin, end in zip(begins, ends, strict=True)]
    told = [word for part in parts for word in part.words], [at for part in parts for at in part.times]
    return parts if told == (list(whole.words), list(whole.times)) else []


def _is_day_between_times(tokens: list[_Part], at: int) -> bool:
    """Whether a day begins at *at* that follows a time of other days, and is followed by its own."""
    if not (tokens[at].days and tokens[at - 1].times and any(part.days for part in tokens[:at])):
        return False
    following = next((part for part in tokens[at:] if part.times or part.words), None)
    return following is not None and bool(following.times)
