"""As what words without a command are taken, one after the other: somebody's words, a question, words to search for.

>>> approaches('시장이 "강은 모두의 것이다"라고 했대')
('claim', 'unfounded')
>>> approaches('시장이 왜 "강은 모두의 것이다"라고 했어?'), approaches("버스 파업")
(('claim', 'question'), ('route', 'search'))
"""

from __future__ import annotations

from typing import Literal

from bot.answers.intent import is_question
from bot.quotes.claim import asks_whether_said, reports_saying, retold

Approach = Literal["claim", "unfounded", "question", "route", "search"]


def approaches(words: str, *, is_brought: bool = False) -> tuple[Approach, ...]:
    """As what *words* are taken, in this order; as the last of them at all events.

    claim: told words that are surely somebody's. unfounded: told words that are nobody's, with what is nearest.
    route: what plainly asks for stories, articles or quotations. is_brought: they are another's words.
    """
    told: tuple[Approach, ...] = ("claim",) if is_brought or reports_saying(words) or retold(words) else ()
    if asks_whether_said(words):
        return (*told, "unfounded")
    if is_question(words):
        return (*told, "question")
    return (*told, "route", "unfounded" if reports_saying(words) else "search")
