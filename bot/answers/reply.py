"""What a reader gets for their words: sentences that answer, quotations, stories, a line of talk,"
" or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.answers.answer import Answer
from bot.answers.grounding import Statement
from bot.quotes.quote import Quote
from bot.search.hit import Correction, Hit

ReplyKind = Literal["answer", "quotes", "stories", "reply", "none"]


@dataclass(frozen=True, slots=True)
class Request:
    """Words to reply to.

    context: the topic of what was asked before, when these words follow it up (`그럼 언제?`).
    as_of: the day on which it is asked, by which 오늘, 어제 and 지난주 are read; None where nobody says.
    mended: what was mended in *text* as it was typed.
    """

    text: str
    context: str | None = None
    as_of: date | None = None
    mended: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply; what *kind* it is says which of the parts it has.

    answer: of "answer". quotes: of "quotes". stories: of "stories", newest turn or best hit first.
    key: of "reply", the text's key in the catalogue. statements: what a model made of the answer and it holds up.
    newest: the day of the newest article, where stories were asked for of later days than any article is of.
    confidence: 0..1, that it is what was asked for.
    vague: of "none", the word for what was asked about, where articles tell of several and nothing says which; else "".
    recent_days: where an archive did not answer, how many days back was looked; else 0.
    mended: what was read in the words in place of what was typed.
    """

    kind: ReplyKind
    confidence: float = 0.0
    answer: Answer | None = None
    quotes: tuple[Quote, ...] = ()
    stories: tuple[Hit, ...] = ()
    key: str = ""
    statements: tuple[Statement, ...] = ()
    newest: date | None = None
    vague: str = ""
    recent_days: int = 0
    mended: tuple[Correction, ...] = ()
