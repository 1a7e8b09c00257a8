r"""What programs read: hits and quotes (answers: asking.py) as JSON, one question at a time or a file of them.

A line `{"id": 7, "text": "네이버"}` is answered by a line with the same id, in order:

    {"id": 7, "took_ms": 0.6, "hits": [{"article_id": "…", "title": "…", "score": 9.1, "path": "…", "others": []}]}
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from bot.articles.encoding import compose
from bot.articles.parts import file_of
from bot.errors import QueryError
from bot.i18n import say
from bot.quotes.finder import find_quotes
from bot.quotes.quote import Quote
from bot.search.hit import Hit
from bot.search.ports import Searchable

Row = dict[str, Any]
Ask = Callable[[str, date | None], Row]


def asking_for_hits(index: Searchable, limit: int, stories: bool) -> Ask:
    """A function from a question to its row of hits."""

    def ask(text: str, as_of: date | None) -> Row:
        hits = index.search(text, limit, 0, stories, today=as_of).hits
        return {"hits": [hit_row(hit) for hit in hits]}

    return timed(ask, "hits")


def asking_for_quotes(index: Searchable, limit: int) -> Ask:
    """A function from a question to its row of quotes."""

    def ask(text: str, _: date | None) -> Row:
        return {"quotes": [quote_row(quote) for quote in find_quotes(index, text, limit)]}

    return timed(ask, "quotes")


def timed(ask: Ask, kind: str, none: object = ()) -> Ask:
    """*ask* with the milliseconds it took; what cannot be searched for has *none* and an "error"."""

    def row(text: str, as_of: date | None = None) -> Row:
        started = time.perf_counter()
        try:
            found = ask(text, as_of)
        except QueryError as error:
            found = {kind: none, "error": say("en", error.key, **error.values)}
        return {"took_ms": round((time.perf_counter() - started) * 1000, 3), **found}

    return row


def hit_row(hit: Hit) -> Row:
    return {
        "article_id": hit.article.id,
        "title": hit.article.title,
        "score": round(hit.score, 4),
        "path": file_of(hit.article.path) or hit.article.path,  # the file that somebody looks for
        "others": list(hit.others),
    }


def quote_row(quote: Quote) -> Row:
    return {
        "article_id": quote.article.id,
        "text": quote.text,
        "start": quote.start,
        "end": quote.end,
        "speaker": quote.speaker,
        "score": round(quote.score, 4),
    }


def answer_lines(lines: Iterable[bytes], ask: Ask, complain: Callable[[str], None]) -> Iterator[str]:
    """A line of JSON for each good one of *lines*, in order; a bad one goes to *complain* with its number."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            question = read_question(line)
        except ValueError as fault:
            complain(f"line {number}: {fault}")
        else:
            yield as_json({"id": question["id"], **ask(question["text"], question["as_of"])})


def read_question(line: bytes) -> Row:
    """An object with "id", a text in "text" and perhaps a day in "as_of", which becomes a date or None.

    Raises: ValueError saying what is wrong.
    """
    try:
        question = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None
    except (ValueError, RecursionError):
        raise ValueError("not JSON") from None
    if not isinstance(question, dict) or "id" not in question or not isinstance(question.get("text"), str):
        raise ValueError('needs to be an object with "id" and a text in "text"')
    day = question.get("as_of")
    if day is not None and not isinstance(day, str):
        raise ValueError('"as_of" needs to be a day such as "2026-01-07"')
    try:
        return {
            **question,
            "text": compose(question["text"]),
            "as_of": date.fromisoformat(day) if day else None,
        }
    except ValueError:
        raise ValueError('"as_of" needs to be a day such as "2026-01-07"') from None


def as_json(row: Row) -> str:
    """One line, Hangul as it is. A lone surrogate, which UTF-8 cannot hold, stays the escape that it was."""
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")
