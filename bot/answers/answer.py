"""Questions answered with verbatim sentences, each from a named article; None when none of them supports one.

>>> find_answer(index, "노면전차는 언제 개통해?").quotes[0].text
'해솔시가 노면전차를 내년 3월 2일 개통한다고 14일 밝혔다.'
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from rapidfuzz import fuzz

from bot.answers.agreement import compare_reports
from bot.answers.dates import When, resolve
from bot.answers.features import Floats, Pool, Sentence, bigrams_of, features, make_pool
from bot.answers.follow_up import with_context
from bot.answers.model import FEATURES, GATE, GATE_BIAS, WEIGHTS
from bot.answers.question import Asked, Kind, read_question
from bot.korean.sentences import Span
from bot.quotes.alignment import plain
from bot.quotes.finder import attributed
from bot.quotes.quote import Quote
from bot.search.ports import Searchable

ARTICLES = 6  # read for one question; the article with the answer is among them in .97 of our own needs
MAX_QUESTION = 300  # characters; a longer message is not one question
_SAME = 85.0  # percent of keystrokes in common: the same sentence in another paper
_CONFIDENT = 0.5
_SYLLABLES = re.compile(r"[가-힣]{1,20}$")  # endpos makes $ the end of the span
_RUN = re.compile(r"[가-힣]{0,20}")
_PARTICLE = re.compile(
    r"(?:에게|에서|부터|까지|으로|이나|이며|이고|이라|이다|에|은|는|이|가|을|를|의|로|도|만|씩|과|와){1,4}$"
)
_LONGEST_UNIT = 4  # syllables: 포인트, 개월분
_COLUMN = {name: k for k, name in enumerate(FEATURES)}
_WEIGHTS = np.array([WEIGHTS[name] for name in FEATURES])


@dataclass(frozen=True, slots=True)
class Answer:
    """One to three sentences that answer, best first, each a verbatim Quote.

    spans: for each quote, where in its article's body that stands which was asked for; may be empty.
    differing: how many of the quotes after the first report its fact differently, so that none of them is *the* answer.
    agreeing: how many papers tell the fact of the first quote with its figure or date; 0 where that cannot be told.
    confidence: 0..1, that the first quote answers.
    topic: the question with what it took over from the one before; the context of a follow-up.
    short: what was asked for, as the first quote's words say it; "" where none of them does alone.
    when: for each quote, the date its words mean (`30일`, `내년 3월`), by the day of its article; None where they say
        it in full, or where it is not plain, or when nobody asked when.
    """

    question: str
    quotes: tuple[Quote, ...]
    spans: tuple[tuple[Span, ...], ...]
    differing: int
    confidence: float
    topic: str
    when: tuple[When | None, ...] = ()
    agreeing: int = 0
    short: str = ""


def find_answer(
    index: Searchable, question: str, limit: int = 3, context: str | None = None
) -> Answer | None:
    """Answer *question* from *index*; None when nothing in it supports an answer.

    context: the topic of the answer before, when *question* follows it up (`그럼 언제?`).
    """
    topic = with_context(question.strip()[:MAX_QUESTION], context)
    said = read_question(question)
    asked = replace(read_question(topic), kind=said.kind, unit=said.unit, focus=said.focus)
    if not asked.stems:
        return None
    pool = make_pool(asked, index.candidates(topic, ARTICLES), len(index))
    if not pool.sentences:
        return None
    table = features(asked, pool)
    worth: Floats = table @ _WEIGHTS
    order = [int(k) for k in np.argsort(-worth, kind="stable")]
    confidence = _confidence(asked, pool, table, order)
    if confidence < _CONFIDENT:
        return None
    first = _told(asked, pool.sentences[order[0]])
    reports = compare_reports(asked, pool, worth, order, first[0] if first else None)
    chosen = _distinct(pool, [order[0], *reports.differing, *order], limit, kept=1 + len(reports.differing))
    quotes, spans, when = [], [], []
    for k in chosen[:limit]:
        sentence = pool.sentences[k]
        quotes.append(
            attributed(Quote(sentence.article, sentence.start, sentence.end, score=_percent(worth, k)))
        )
        spans.append(_told(asked, sentence))
        when.append(_when(asked, sentence, spans[-1]))
    return Answer(
        question,
        tuple(quotes),
        tuple(spans),
        len(reports.differing),
        confidence,
        topic,
        tuple(when),
        reports.agreeing,
    )


def _percent(worth: Floats, k: int) -> float:
    return 100.0 * float(worth[k] / max(worth.max(), 1e-9)) if worth[k] > 0 else 0.0


def gate_features(asked: Asked, pool: Pool, table: Floats, order: Sequence[int]) -> Floats:
    """What tells a supported answer from the nearest sentence about something else, in the order of GATE."""
    best = order[0]
    owner = pool.owner[best]
    body = plain(pool.articles[owner].title + " " + pool.articles[owner].body)
    there = [word in body or _nearly_there(word, body) for word in asked.stems]
    longest = max(asked.stems, key=len)
    row = table[best]
    return np.array(
        [
            row[_COLUMN["cover"]],
            row[_COLUMN["article"]],
            row[_COLUMN["alike"]],
            row[_COLUMN["with before"]],
            sum(there) / len(there),
            float(longest in body or _nearly_there(longest, body)),
            float(bool(pool.sentences[best].answers) or asked.kind in (Kind.WHAT, Kind.WHY)),
            table[:, _COLUMN["title"]].max(),
            min(len(asked.stems), 10) / 10.0,
            pool.found / max(float(bigrams_of(asked.text)[1].sum()), 1.0),
            float(pool.ranks[1:].mean()) if len(pool.ranks) > 1 else 0.0,
            math.log1p(pool.found),
            row[_COLUMN["begun"]],
        ]
    )


def _nearly_there(word: str, body: str) -> bool:
    """Whether a long word is in *body* but for its ending: 튀어오른, 튀어오르."""
    return len(word) >= 3 and (word[:-1] in body or (len(word) >= 5 and word[:-2] in body))


def _confidence(asked: Asked, pool: Pool, table: Floats, order: Sequence[int]) -> float:
    logit = float(gate_features(asked, pool, table, order) @ np.array(list(GATE.values()))) + GATE_BIAS
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))


def _distinct(pool: Pool, order: Sequence[int], limit: int, kept: int) -> list[int]:
    """The first *kept* of *order*, then the best that are not the same words from another paper."""
    chosen = list(order[:kept])
    for k in order[kept:]:
        words = pool.sentences[k].squeezed
        if len(chosen) >= limit:
            break
        if all(fuzz.ratio(words, pool.sentences[other].squeezed) < _SAME for other in chosen):
            chosen.append(k)
    return chosen


def _when(asked: Asked, sentence: Sentence, told: tuple[Span, ...]) -> When | None:
    """The date that was asked for, by the day of the article."""
    day = sentence.article.day
    if asked.kind is not Kind.WHEN or not told or day is None:
        return None
    start, end = told[0]
    return resolve(sentence.text, (start - sentence.start, end - sentence.start), day)


def _told(asked: Asked, sentence: Sentence) -> tuple[Span, ...]:
    """What was asked for, where the sentence tells it: the candidate nearest to the question's words."""
    if not sentence.answers:
        return ()
    text = sentence.plain
    at = [place for word in asked.stems if (place := text.find(word)) >= 0]

    def price(span: Span) -> float:
        middle = (span[0] + span[1]) / 2 - sentence.start
        return -sum(1.0 / (1.0 + abs(middle - place) / 15.0) for place in at)

    whole = [_whole(asked, sentence, span) for span in sentence.answers]
    fitting = [span for span in whole if not _goes_on(asked, sentence, span)] or whole
    return (min(fitting, key=price),)


def _whole(asked: Asked, sentence: Sentence, span: Span) -> Span:
    """*span* of a number up to the end of its unit: 5500포인트, 3370만 명 of 3370만 명에게."""
    if asked.kind is not Kind.NUMBER:
        return span
    body = sentence.article.body
    tail = _SYLLABLES.search(body, span[0], span[1])
    after = _RUN.match(body, span[1])
    assert after is not None
    if tail is None or span[1] + len(after.group()) > sentence.end:
        return span
    word = tail.group() + after.group()
    kept = _PARTICLE.sub("", word[1:])
    return (span[0], tail.start() + 1 + len(kept)) if len(kept) < _LONGEST_UNIT else span


def _goes_on(asked: Asked, sentence: Sentence, span: Span) -> bool:
    """Whether a unit that was asked for turned out to be the beginning of another word: 한 인력, asked 몇 명."""
    if asked.kind is not Kind.NUMBER or not asked.unit:
        return False
    return all(end != span[1] and end < span[1] for start, end in sentence.answers if start == span[0])
