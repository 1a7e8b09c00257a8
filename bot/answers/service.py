"""The one place where it is decided what a reader's words ask for: a route of its own, or an answer.

>>> reply_to(index, Request("노면전차는 언제 개통해?")).kind
'answer'
"""

from __future__ import annotations

from bot.answers.answer import find_answer
from bot.answers.reply import Reply, Request
from bot.answers.routes import routed
from bot.search.ports import Searchable


def reply_to(index: Searchable, request: Request) -> Reply:
    """The reply to *request* from *index*; kind "none" when nothing in it supports one.

    Raises: QueryError when nothing searchable is in the words.
    """
    if (reply := routed(index, request)) is not None:
        return reply
    answer = find_answer(index, request.text, context=request.context)
    return Reply("none") if answer is None else Reply("answer", answer.confidence, answer)
