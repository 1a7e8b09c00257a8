"""A question asked in the shell: what answers it, the page for people, and the row for programs (see jsonl.py).

A room of its own, since nothing else in the shell needs what understands questions.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from bot.adapters.llm.language_model import LanguageModel
from bot.answers.reply import Reply, Request
from bot.answers.service import reply_to
from bot.config import AnswerSettings
from bot.entrypoints.cli.console import show
from bot.entrypoints.cli.jsonl import Ask, Row, quote_row, timed
from bot.entrypoints.telegram.views import answers
from bot.entrypoints.terminal.screen import spoken
from bot.newsroom import Newsroom
from bot.search.hit import Hit
from bot.search.ports import Searchable

Answering = Callable[[Request], Reply]


@contextmanager
def answering(settings: AnswerSettings, index: Searchable) -> Iterator[Answering]:
    """What answers a question from *index*, with a language model where *settings* name one."""
    if not settings.llm_url:
        yield lambda request: reply_to(index, request)
        return
    key = settings.llm_api_key.get_secret_value()
    model = LanguageModel(settings.llm_url, settings.llm_model, key, settings.llm_timeout)
    newsroom = Newsroom(index, model if settings.llm_phrases else None, reader=model)
    with asyncio.Runner() as runner:
        try:
            yield lambda request: runner.run(newsroom.answer(request))
        finally:
            runner.run(model.close())


def show_answer(answer: Answering, index: Searchable, words: str) -> None:
    """What *words* get, of whatever kind, or what is nearest."""
    reply = answer(Request(words))
    nearest = index.search(words, answers.NEAREST) if reply.kind == "none" else None
    days = nearest.recent_days if nearest is not None else index.recent_days
    articles = [hit.article for hit in nearest.hits] if nearest is not None else []
    show(answers.shown_reply(spoken(), words, replace(reply, recent_days=days), articles))


def asking_for_answers(answer: Answering) -> Ask:
    """A function from a question, and the day on which it is asked, to its row; see `reply_row`."""

    def ask(text: str, as_of: date | None) -> Row:
        return reply_row(answer(Request(text, as_of=as_of)))

    return timed(ask, "answer", None)


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
