"""A language model as the reader of the sentences found: it says by number which of them answer, and in which words.

What it says is read strictly and never shown: shown are the sentences that it numbered, and the short answer only where
it stands in one of them. A sentence written for whoever reads it by machine is not offered to it at all.

>>> read_choice('{"numbers": [2], "short": "412m"}')
Choice(numbers=(2,), short='412m')
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from bot.answers.answer import Answer, Weighed, answer_with
from bot.answers.clauses import LONGEST
from bot.answers.grounding import gives_orders
from bot.korean.sentences import Span
from bot.quotes.alignment import plain

MOST_OFFERED = 20  # sentences; the one with the answer is among them for .97 of our own needs
MOST_CHOSEN = 3
LONGEST_SENTENCE = 600  # characters; a longer one is not offered
LONGEST_TITLE = 120
LONGEST_SAID = 2_000  # what a model says beyond that is no choice
# JSON Schema of what it says; no numbers stand for "none of them".
CHOICE_SCHEMA: dict[str, object] = {
    "type": "object",
    "properties": {
        "numbers": {"type": "array", "items": {"type": "integer"}},
        "short": {"type": ["string", "null"]},
    },
    "required": ["numbers", "short"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Offered:
    """A sentence as a model is shown it; day: of its article, as ISO has it, "" where unknown."""

    number: int
    title: str
    day: str
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """numbers: of the sentences that answer, best first, counted from 1; () for none. short: may be ""."""

    numbers: tuple[int, ...]
    short: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is put before a model: the question, and the best sentences. numbers: of these in the weighed pool."""

    question: str
    sentences: tuple[Offered, ...]
    numbers: tuple[int, ...]


def sheet_of(weighed: Weighed) -> Sheet:
    """The best sentences of *weighed*, alike ones once."""
    numbers: list[int] = []
    seen: set[str] = set()
    for k in weighed.order:
        sentence = weighed.pool.sentences[k]
        text = sentence.article.body[sentence.start : sentence.end]
        if len(text) > LONGEST_SENTENCE or sentence.squeezed in seen or gives_orders(text):
            continue
        seen.add(sentence.squeezed)
        numbers.append(k)
        if len(numbers) == MOST_OFFERED:
            break
    return Sheet(
        weighed.topic,
        tuple(_offered(weighed, number, k) for number, k in enumerate(numbers, 1)),
        tuple(numbers),
    )


def _offered(weighed: Weighed, number: int, k: int) -> Offered:
    sentence = weighed.pool.sentences[k]
    article = sentence.article
    title = "" if gives_orders(article.title) else article.title[:LONGEST_TITLE]
    day = article.day.isoformat() if article.day else ""
    return Offered(number, title, day, article.body[sentence.start : sentence.end])


def read_choice(said: str) -> Choice | None:
    """What a model's words choose; None where they are not exactly what CHOICE_SCHEMA asks for."""
    if not said or len(said) > LONGEST_SAID:
        return None
    try:
        choice = json.loads(said)
    except (ValueError, RecursionError):
        return None
    if not isinstance(choice, dict) or set(choice) != {"numbers", "short"}:
        return None
    numbers, short = choice["numbers"], choice["short"]
    if not isinstance(numbers, list) or not all(type(number) is int for number in numbers):
        return None
    if short is not None and not isinstance(short, str):
        return None
    return Choice(tuple(dict.fromkeys(numbers)), (short or "").strip())


def answer_chosen(weighed: Weighed, sheet: Sheet, choice: Choice) -> Answer | None:
    """The sentences chosen, verbatim, that with the short answer first; None where there are none.

    Raises: ValueError for a number that was not offered: a model that invents those has not read.
    """
    if not all(1 <= number <= len(sheet.numbers) for number in choice.numbers):
        raise ValueError("a number that was not offered")
    chosen = [sheet.numbers[number - 1] for number in choice.numbers[:MOST_CHOSEN]]
    if not chosen:
        return None
    told = None
    for k in chosen:
        if (told := _told_at(weighed, k, choice.short)) is not None:
            chosen = [k, *(other for other in chosen if other != k)]
            break
    return answer_with(weighed, chosen, told=told)


def _told_at(weighed: Weighed, k: int, short: str) -> Span | None:
    """Where in the body of its article sentence *k* has the very words *short*; None where it has not."""
    sentence = weighed.pool.sentences[k]
    wanted = plain(short).strip(" .,·;\"'")
    at = sentence.plain.find(wanted) if wanted and len(short) <= LONGEST else -1
    return None if at < 0 else (sentence.start + at, sentence.start + at + len(wanted))
