"""Requests listed with commas: each part is one keyword of its words, or a subscription of its own.

>>> by_commas("8시 네이버 클라우드, 카카오 엔터", ("네이버", "클라우드", "카카오", "엔터"))
('"네이버 클라우드"', '"카카오 엔터"')
>>> with_own_times("네이버 8시, 카카오 9시"), with_own_times("네이버, 카카오 9시")
(('네이버 8시', '카카오 9시'), ())
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.digests.request import read_request
from bot.digests.schedule_parser import read_schedule
from bot.errors import ReaderError
from bot.i18n import Key
from bot.patterns import lazy_compile

PARTS: Key = "subscribe.unclear_parts"
_COMMA = lazy_compile(r"[,、]\s+")  # within 월,수,금 and 1,000 it lists nothing
_PLAIN = lazy_compile(r"[0-9A-Za-z가-힣]+")
_QUOTE = lazy_compile("[\"“”‘’']")


def by_commas(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """*words*, which are those of *text*, with those of a part that commas bound as one in quotation marks."""
    parts = [some for _, some in _parts(text) if some]
    if len(parts) < 2 or tuple(word for some in parts for word in some) != words:
        return words
    joined: list[str] = []
    for some in parts:
        plain = len(some) > 1 and all(map(_PLAIN.fullmatch, some))
        joined += [f'"{" ".join(some)}"'] if plain else some
    return tuple(joined)


def with_own_times(text: str) -> tuple[str, ...]:
    """The parts of *text* where each has words and times of its own; () where they are one request."""
    parts = list(_parts(text))
    times = {read_schedule(part).times for part, _ in parts}
    return (
        tuple(part for part, _ in parts)
        if len(times) > 1 and () not in times and all(some for _, some in parts)
        else ()
    )


def _parts(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The parts of *text* between commas, and the words of each; none where it has but one, or phrases."""
    parts = [] if _QUOTE.search(text) else _COMMA.split(text.strip(" ,、"))
    if len(parts) < 2:
        return
    for part in parts:
        try:
            yield part, read_request(read_schedule(part).rest).words
        except ReaderError:  # what is no time alone is none of the whole either, which says so
            yield part, ()
