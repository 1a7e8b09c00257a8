"""What a reader's words can ask for besides a fact, each told by a route of its own.

said.py       what somebody said about something -> their own words
listing.py    stories of a day, a week, a topic; articles of a paper, an author, a day; where one is from -> articles
"""

from __future__ import annotations

from collections.abc import Callable

from bot.answers.holder import find_holder
from bot.answers.listing import (
    find_linked,
    find_listing,
    find_overview,
    find_source,
    may_ask_for_stories,
)
from bot.answers.reply import Reply, Request
from bot.answers.said import find_said
from bot.answers.speaker import read_said
from bot.search.ports import Searchable

Route = Callable[[Searchable, Request], Reply | None]

# Tried in order; the first that does not decline (None) replies. What all decline is a question of fact.
ROUTES: tuple[Route, ...] = (find_linked, find_source, find_said, find_overview, find_listing, find_holder)


def may_be_routed(text: str) -> bool:
    """Whether *text*, though it may be no question, plainly asks for quotations, stories or a list of articles.

    >>> may_be_routed("어제 주요 뉴스"), may_be_routed("버스 파업")
    (True, False)
    """
    return may_ask_for_stories(text) or read_said(text) is not None


def routed(index: Searchable, request: Request) -> Reply | None:
    """What the first route that does not decline makes of *request*; None where all do."""
    return next((reply for route in ROUTES if (reply := route(index, request)) is not None), None)
