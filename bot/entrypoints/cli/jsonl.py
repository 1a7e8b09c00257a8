r"""What programs read: hits, quotes and answers as JSON, one question at a time or a file of them.

A line `{"id": 7, "text": "네이버"}` is answered by a line with the same id, in order:

    {"id": 7, "took_ms": 0.6, "hits": [{"article_id": "…", "title": "…", "score": 9.1, "path": "…", "others": []}]}
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from bot.adapters.llm.language_model import LanguageModel
from bot.adapters.meaning.sentence_vectors import vectors_or_none
from bot.answers.reply import Reply, Request
from bot.answers.service import reply_to
from bot.articles.parts import file_of
from bot.config import AnswerSettings
from bot.errors import QueryError
from bot.i18n import say
from bot.newsroom import Newsroom
from bot.quotes.finder import find_quotes
from bot.quotes.quote import Quote
from bot.search.hit import Hit
from bot.search.ports import Searchable

Row = dict[str, Any]
Ask = Callable[[str, date | None], Row]
Answering = Callable[[Request], Reply]


def asking_for_hits(index: Searchable, limit: int, stories: bool) -> Ask:
    """A function from a question to its row of hits."""

    def ask(text: str, as_of: date | None) -> Row:
        hits = index.search(text, limit, 0, stories, today=as_of).hits
        return {"hits": [hit_row(hit) for hit in hits]}

    return _timed(ask, "hits")


def asking_for_quotes(index: Searchable, limit: int) -> Ask:
    """A function from a question to its row of quotes."""

    def ask(text: str, _: date | None) -> Row:
        return {"quotes": [quote_row(quote) for quote in find_quotes(index, text, limit)]}

    return _timed(ask, "quotes")


def asking_for_answers(answer: Answering) -> Ask:
    """A function from a question, and the day on which it is asked, to its row; see `reply_row`."""

    def ask(text: str, as_of: date | None) -> Row:
        return reply_row(answer(Request(text, as_of=as_of)))

    return _timed(ask, "answer", None)


@contextmanager
def answering(settings: AnswerSettings, index: Searchable) -> Iterator[Answering]:
    """What answers a question from *index*, with a language model where *settings* name one."""
    meaning = vectors_or_none(settings.meaning)
    if not settings.llm_url:
        yield lambda request: reply_to(index, request, meaning)
        return
    key = settings.llm_api_key.get_secret_value()
    model = LanguageModel(settings.llm_url, settings.llm_model, key, settings.llm_timeout)
    newsroom = Newsroom(index, model if settings.llm_phrases else None, reader=model, meaning=meaning)
    with asyncio.Runner() as runner:
        try:
            yield lambda request: runner.run(newsroom.answer(request))
        finally:
            runner.run(model.close())


def _timed(ask: Ask, kind: str, none: object = ()) -> Ask:
    """*ask* with the milliseconds it took; what cannot be searched for has *none* and an "error"."""

    def timed(text: str, as_of: date | None = None) -> Row:
        started = time.perf_counter()
        try:
            found = ask(text, as_of)
        except QueryError as error:
            found = {kind: none, "error": say("en", error.key, **error.values)}
        return {"took_ms": round((time.perf_counter() - started) * 1000, 3), **found}

    return timed


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


def reply_row(reply: Reply) -> Row:
    """kind: answer, quotes, stories, reply or none. answer: null unless there are sentences to show.

    short: what was asked for, in the words of the first quote; null where none of them says it alone.
    text: what a model made of the sentences and they hold up, else the sentences themselves.
    """
    quotes = reply.quotes or (reply.answer.quotes if reply.answer else ())
    keys = ("article_id", "text", "start", "end", "speaker")
    answer: Row | None = None
    if quotes:
        rows = [quote_row(quote) for quote in quotes]
        answer = {
            "short": (reply.answer.short if reply.answer else "") or None,
            "text": " ".join(one.text for one in reply.statements or quotes),
            "quotes": [{key: row[key] for key in keys} for row in rows],
        }
    return {
        "kind": reply.kind,
        "confidence": round(reply.confidence, 4),
        "answer": answer,
        "stories": [story_row(hit) for hit in reply.stories],
    }


def story_row(hit: Hit) -> Row:
    return {
        "article_id": hit.article.id,
        "title": hit.article.title,
        "publisher": hit.article.publisher,
        "date": hit.article.day.isoformat() if hit.article.day else "",
        "others": list(hit.others),
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
        return {**question, "as_of": date.fromisoformat(day) if day else None}
    except ValueError:
        raise ValueError('"as_of" needs to be a day such as "2026-01-07"') from None


def as_json(row: Row) -> str:
    """One line, Hangul as it is. A lone surrogate, which UTF-8 cannot hold, stays the escape that it was."""
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")
