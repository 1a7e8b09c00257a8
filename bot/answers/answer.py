"""Questions answered with verbatim sentences, each from a named article; None when none of them supports one.

>>> find_answer(index, "노면전차는 언제 개통해?").quotes[0].text
'해솔시가 노면전차를 내년 3월 2일 개통한다고 14일 밝혔다.'
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.answers.additions import choose_others
from bot.answers.agreement import compare_reports
from bot.answers.asked_date import Dated, find_date
from bot.answers.certainty import CERTAINTY as CERTAINTY_FEATURES
from bot.answers.certainty import certainty_features, chance
from bot.answers.colloquial import standard
from bot.answers.completing import completed
from bot.answers.confidence import CONFIDENCE as CONFIDENCE_FEATURES
from bot.answers.confidence import confidence_features
from bot.answers.crosses import read_table, with_crosses
from bot.answers.dates import When
from bot.answers.features import Floats, Pool, Sentence, features, make_pool
from bot.answers.follow_up import with_context
from bot.answers.frame import Frame, is_english, read_frame
from bot.answers.model import (
    CERTAINTY,
    CERTAINTY_BIAS,
    CONFIDENCE,
    CONFIDENCE_BIAS,
    FEATURES,
    SUPPORT,
    SUPPORT_ALONE,
    WEIGHTS,
)
from bot.answers.question import Asked, read_question
from bot.answers.remainder import remainder
from bot.answers.second_look import weigh_again
from bot.answers.short import says_no_less, short_answer
from bot.answers.support import STRUCTURE, Support, find_support
from bot.answers.told_apart import told_apart
from bot.answers.verdict import yes_or_no
from bot.korean.sentences import Span
from bot.quotes.finder import attributed
from bot.quotes.quote import Quote
from bot.search.hit import Correction
from bot.search.ports import Searchable

ARTICLES = 7  # read for one question; the article with the answer is among them in .97 of our own needs
MAX_QUESTION = 300  # characters; a longer message is not one question
_LIKELY = 12  # sentences of which one may stand beside the first
_WEIGHTS = np.array([WEIGHTS[name] for name in FEATURES])
_SUPPORT = np.array([SUPPORT[name] for name in STRUCTURE])
_SUPPORT_ALONE = np.array([SUPPORT_ALONE[name] for name in STRUCTURE])
_CERTAINTY = np.array([CERTAINTY[name] for name in CERTAINTY_FEATURES])
_CONFIDENCE = np.array([CONFIDENCE[name] for name in CONFIDENCE_FEATURES])


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
        it in full, where it is not plain, where it is of another clause, or when nobody asked when.
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


@dataclass(frozen=True, slots=True)
class Weighed:
    """The sentences found for a question, weighed. order: of their numbers in *pool*, best first; worth: by number.

    logit: of whether the best one answers at all; below 0 none does. mended: of the question, as it was typed.
    """

    question: str
    topic: str
    asked: Asked
    pool: Pool
    support: Support
    base: Floats
    worth: Floats
    order: Sequence[int]
    logit: float
    mended: tuple[Correction, ...] = ()


def find_answer(
    index: Searchable, question: str, limit: int = 3, context: str | None = None
) -> Answer | None:
    """Answer *question* from *index*; None when nothing in it supports an answer.

    context: the topic of the answer before, when *question* follows it up (`그럼 언제?`).
    """
    weighed = weigh(index, question, context)
    return None if weighed is None else answer_of(weighed, limit)


def weigh(index: Searchable, question: str, context: str | None = None) -> Weighed | None:
    """The sentences that may answer *question*, see `find_answer`; None when there are none."""
    topic = with_context(question.strip()[:MAX_QUESTION], context)
    asked, frame = _read(question, topic)
    if not asked.stems or not frame.units:
        return None
    pool = make_pool(asked, index.candidates(frame.text, ARTICLES), len(index))
    if not pool.sentences:
        return None
    base: Floats = features(asked, pool) @ _WEIGHTS
    rarity = index.rarity([unit.root or unit.others[0] for unit in frame.units])
    support = find_support(frame, asked, pool, base, rarity)
    worth = _worth(support, pool)
    order = [int(k) for k in np.argsort(-worth, kind="stable")]
    logit = _logit(support, pool, order[0])
    return Weighed(question, topic, asked, pool, support, base, worth, order, logit)


def answer_of(weighed: Weighed, limit: int = 3) -> Answer | None:
    """The answer of the best sentence, of those that report it otherwise, and of what adds to it."""
    if weighed.logit < 0:
        return None
    again, said = weigh_told(weighed)
    pool, best = again.pool, again.order[0]
    first = said[best]
    two = None if first else told_apart(again.support.frame, pool, again.order[:_LIKELY])
    if two is not None:
        more, less, (start, end) = two
        at = pool.sentences[more].start
        return answer_with(again, (more, less)[:limit], told=(at + start, at + end))
    reports = compare_reports(again.asked, pool, again.base, again.order, first[0] if first else None)
    likely = [k for k in again.order[:_LIKELY] if k in said]
    kept = (best, *reports.differing)
    chosen = choose_others(pool, weighed.worth, likely, kept, limit, said.__getitem__)
    return answer_with(again, chosen, len(reports.differing), reports.agreeing)


def weigh_told(weighed: Weighed) -> tuple[Weighed, dict[int, tuple[Span, ...]]]:
    """*weighed* once more, by what its likeliest sentences say was asked for; and where in their articles' bodies."""
    looked = (k for k in weighed.order[:_LIKELY] if k in weighed.support.looks)
    said = {k: _told(weighed.support, weighed.pool, k) for k in {weighed.order[0], *looked}}
    worth, again = weigh_again(
        weighed.support.frame,
        weighed.pool,
        weighed.worth,
        weighed.order,
        {k: spans[0] if spans else None for k, spans in said.items()},
    )
    order = [
        k for k in again if k in said
    ]  # those not looked at stay behind: they were compared with nothing
    order += [k for k in weighed.order if k not in said]
    return replace(weighed, worth=worth, order=order), said


def answer_with(
    weighed: Weighed,
    chosen: Sequence[int],
    differing: int = 0,
    agreeing: int = 0,
    told: Span | None = None,
) -> Answer:
    """The answer of the sentences with the numbers *chosen*, one at least.

    told: where the first one says what was asked for, in the body of its article; None: as it is read here.
    """
    pool, support = weighed.pool, weighed.support
    quotes, spans, when = [], [], []
    for k in chosen:
        sentence = pool.sentences[k]
        score = _percent(weighed.worth, k)
        quotes.append(attributed(Quote(sentence.article, sentence.start, sentence.end, score=score)))
        spans.append(_shown(support, pool, k))
        dated = _dated(support.frame, sentence)
        when.append(dated.when if dated is not None else None)
    if told is not None:
        when[0] = when[0] if spans[0] == (told,) else None  # of other words
        spans[0] = (told,)
    return Answer(
        weighed.question,
        tuple(quotes),
        tuple(spans),
        differing,
        _certainty(weighed, chosen[0]),
        weighed.topic,
        tuple(when),
        agreeing,
        _short(support.frame, pool.sentences[chosen[0]], spans[0]),
    )


def _read(question: str, topic: str) -> tuple[Asked, Frame]:
    """*topic*, which asks what *question* does about what it follows up."""
    said, frame = read_question(standard(question)), read_frame(question)
    asked = replace(read_question(standard(topic)), kind=said.kind, unit=said.unit, focus=said.focus)
    if topic == question:
        return asked, frame
    return asked, replace(read_frame(topic), want=frame.want, unit=frame.unit, head=frame.head)


def _told(support: Support, pool: Pool, k: int) -> tuple[Span, ...]:
    """Where in its article's body sentence *k* says what was asked for."""
    sentence, look = pool.sentences[k], support.looks.get(k)
    dated = _dated(support.frame, sentence)
    if dated is not None:
        return ((sentence.start + dated.span[0], sentence.start + dated.span[1]),)
    found = short_answer(support.frame, sentence.plain, look.spans if look else ())
    return ((sentence.start + found[0], sentence.start + found[1]),) if found else ()


def _shown(support: Support, pool: Pool, k: int) -> tuple[Span, ...]:
    """What sentence *k* says was asked for; else, or where that is all of it, what it says besides the question."""
    sentence, told = pool.sentences[k], _told(support, pool, k)
    frame, text = support.frame, sentence.plain
    if told and not says_no_less(frame, text, _within(sentence, told[0])):
        start, end = whole = completed(frame, text, _within(sentence, told[0]))
        return told if says_no_less(frame, text, whole) else ((sentence.start + start, sentence.start + end),)
    left = remainder(frame, text)
    return ((sentence.start + left[0], sentence.start + left[1]),) if left is not None else told


def _within(sentence: Sentence, span: Span) -> Span:
    """*span* of an article's body as one of *sentence*."""
    return span[0] - sentence.start, span[1] - sentence.start


def _short(frame: Frame, sentence: Sentence, told: tuple[Span, ...]) -> str:
    """The short answer, with yes or no before it where that is plain; none that is all of the sentence."""
    if not told:
        return ""
    span = _within(sentence, told[0])
    if says_no_less(frame, sentence.plain, span):
        return ""
    yes = yes_or_no(frame, sentence.plain, span)
    said = sentence.article.body[slice(*told[0])]
    return said if yes is None else f"{'네' if yes else '아니요'}, {said}"


def _worth(support: Support, pool: Pool) -> Floats:
    """What each sentence of *pool* is worth as the first one, which only differences between them tell."""
    if is_english(support.frame.text):  # the pairs are Korean
        alone: Floats = support.table @ _SUPPORT_ALONE
        return alone
    said = [sentence.plain for sentence in pool.sentences]
    return with_crosses(support.table @ _SUPPORT, support.frame, said, read_table())


def _percent(worth: Floats, k: int) -> float:
    return 100.0 * float(worth[k] / max(worth.max(), 1e-9)) if worth[k] > 0 else 0.0


def _logit(support: Support, pool: Pool, best: int) -> float:
    """Of whether the best sentence answers at all; below 0 none does."""
    return float(confidence_features(support, pool, best) @ _CONFIDENCE) + CONFIDENCE_BIAS


def _certainty(weighed: Weighed, first: int) -> float:
    """The chance, 0..1, that sentence *first* is right."""
    found = certainty_features(weighed.support, weighed.worth, weighed.logit, first)
    return chance(float(found @ _CERTAINTY) + CERTAINTY_BIAS)


def _dated(frame: Frame, sentence: Sentence) -> Dated | None:
    """The date that was asked for, by the day of the article; None where the clause asked about has none."""
    day = sentence.article.day
    return find_date(frame, sentence.plain, day) if day is not None else None
