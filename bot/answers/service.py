"""The one place where it is decided what a reader's words ask for: a route of its own, or an answer.

>>> reply_to(index, Request("노면전차는 언제 개통해?")).kind
'answer'
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from bot.answers.answer import MAX_QUESTION, Answer, Weighed, answer_of, weigh
from bot.answers.mending import mended
from bot.answers.reply import Reply, Request
from bot.answers.routes import routed
from bot.answers.selection import Sheet, answer_chosen, read_choice
from bot.answers.spacing import WRITERS, may_lack_spaces, spaced
from bot.answers.vague import thing_of_many
from bot.articles.article import Article
from bot.patterns import lazy_compile
from bot.search.ports import Searchable

_LATIN = lazy_compile("[a-zA-Z]{3}")


def reply_to(index: Searchable, request: Request) -> Reply:
    """The reply to *request* from *index*; kind "none" when nothing in it supports one.

    Raises: QueryError when nothing searchable is in the words.
    """
    found = find(index, request)
    return found if isinstance(found, Reply) else reply_of(found)


def find(index: Searchable, request: Request) -> Reply | Weighed:
    """As `reply_to`, but the sentences weighed where it is for them to answer."""
    request = as_meant(index, request)
    if (reply := routed(index, request)) is not None:
        return replace(reply, mended=request.mended)
    weighed = weigh(index, request.text, request.context)
    if weighed is None:
        return Reply("none", mended=request.mended)
    weighed = replace(weighed, mended=request.mended)
    if thing := thing_of_many(index, weighed):
        return Reply("none", vague=thing, mended=request.mended)
    return weighed


def as_meant(index: Searchable, request: Request) -> Request:
    """*request* in the keyboard's right layout, without its slips, and with the spaces that its writer left out."""
    asked, more = request.text[:MAX_QUESTION], request.text[MAX_QUESTION:]
    if _LATIN.search(asked):
        asked = index.in_meant_layout(asked)
    typed = asked

    @cache
    def found() -> list[Article]:
        return [article for article, _ in index.candidates(typed, WRITERS)]

    @cache
    def texts() -> list[str]:
        return [f"{article.title} {article.body}" for article in found()]

    asked, slips = mended(asked, texts, index.knows)
    if may_lack_spaces(asked):
        asked = spaced(asked, texts(), {article.publisher for article in found()})
    return replace(request, text=asked + more, mended=slips)


def reply_of(weighed: Weighed) -> Reply:
    """What the weighed sentences answer by themselves."""
    return _reply(weighed, answer_of(weighed))


def reply_read(weighed: Weighed, sheet: Sheet, said: str) -> Reply:
    """What a model chose of *sheet*, as *said* tells; what is answered without it where it tells nothing."""
    choice = read_choice(said)
    if choice is None:
        return reply_of(weighed)
    try:
        answer = answer_chosen(weighed, sheet, choice)
    except ValueError:  # numbers that it was not given
        return reply_of(weighed)
    return _reply(weighed, answer)


def _reply(weighed: Weighed, answer: Answer | None) -> Reply:
    if answer is None:
        return Reply("none", mended=weighed.mended)
    return Reply("answer", answer.confidence, answer, mended=weighed.mended)
