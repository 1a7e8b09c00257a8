"""Whether the best sentence answers at all: what near events, false presuppositions and other towns lack.

The rarest nouns of the question have to stand in the sentence, beside it, or in its article; what is asked for by name
(연봉, 입장료) beside the figure; and something of the kind asked for in the sentence.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bot.answers.english_question import is_light, names_asked
from bot.answers.events import lacks_event
from bot.answers.features import Pool
from bot.answers.frame import Frame, Part, Unit, Want
from bot.answers.particulars import (
    keeps_unnamed,
    lacks_age,
    lacks_branch,
    lacks_month,
    lacks_numbered,
    lacks_rank,
    lacks_year,
)
from bot.answers.question import COUNTRY
from bot.answers.slips import slipped
from bot.answers.speaker import read_said
from bot.answers.support import STRUCTURE, Support
from bot.answers.untold import lacks_counted, lacks_day, lacks_subject
from bot.articles.article import Article
from bot.patterns import lazy_compile
from bot.quotes.names import is_body, is_full_name, is_known_place

Floats = NDArray[np.float64]

CONFIDENCE = (
    "nearer elsewhere", "agreed", "words there", "missing share", "name missing", "place missing",
    "place not beside", "act there", "no figure", "no amount", "unlikely figure", "head missing",
    "around open", "date of another act", "seldom in vain", "other year", "other month", "other number", "no age",
    "unnamed", "silent speaker", "only planned", "counted missing", "undated", "subject missing",
    "event untold", "reason untold", "english",
)  # fmt: skip
_UNTOLD = ("counted missing", "undated", "subject missing", "event untold")  # looked for in Korean alone
_FIGURES = (Want.NUMBER, Want.MONEY, Want.WHEN, Want.SINCE)
_TELLING = (Want.WHY, Want.HOW, Want.WHETHER, Want.ABOUT, Want.WHAT)
_NAMED = (Want.WHO, Want.WHERE, Want.NAME)  # what a sentence of English names plainly where it tells it
_DATES = (Want.WHEN, Want.SINCE)
# What people seldom ask of something that nobody wrote about: 6 of our 303 near misses, 314 of 1,098 with an answer.
_SELDOM_IN_VAIN = (
    Want.HOW, Want.LIST, Want.COMPARE, Want.EXCEPT, Want.MOST, Want.ABOUT, Want.UNTIL,
)  # fmt: skip
_BESIDE = 2  # sentences before; one after
_HANGUL = lazy_compile("[가-힣]")
_LATIN = lazy_compile(r"[a-z][a-z0-9]+")
_HALF = 0.5
_THERE = 0.3  # of a word; less is another word
_LONGEST_COMMON = 3  # syllables of a body that is hardly one of its own: 회사, 정부, 바자회
_ASKED_AS_DONE = lazy_compile(
    r"[했됐됬었았갔왔났렸혔쳤졌뒀켰겼봤랐햇엇앗됏][가-힣]{0,4}[\s?!.]*$|(?:됨|힘|함|받음|나옴)[\s?!.]*$"
)
_PLANNED = lazy_compile(r"예정|계획|방침|추진|전망|유력|검토|공모|가능성|앞두|할 것|하겠다|준비")


def confidence_features(support: Support, pool: Pool, best: int) -> Floats:
    """What tells an answer from the nearest sentence about something else, in the order of CONFIDENCE.

    best: the row of the likeliest sentence.
    """
    frame, row = support.frame, dict(zip(STRUCTURE, support.table[best].tolist(), strict=True))
    units, want = frame.units, frame.want
    most = support.whole.max(0, initial=0.0).tolist()
    typed = slipped(units, most, _text_of(pool.articles[pool.owner[best]]))
    article = np.maximum(support.whole[pool.owner[best]], typed)
    beside = np.maximum.reduce([_beside(support, pool, best), support.titles[pool.owner[best]], typed])
    korean = _HANGUL.search(frame.text) is not None
    nouns = np.array([_is_noun(unit, korean) for unit in units], bool)
    named = frozenset[str]() if korean else names_asked(frame.text)
    names = np.array([_is_name(unit, korean) or unit.root in named for unit in units], bool)
    places = np.array([_is_place(unit) for unit in units], bool)
    heads = np.array([unit.part is Part.HEAD for unit in units], bool)
    acts = np.array([unit.part is Part.ACT for unit in units], bool)
    figure, telling = want in _FIGURES, want in _TELLING or not korean
    told = want in _FIGURES or (not korean and want in _NAMED)
    # Of the verb: a figure of something else, the reason for something else.
    untold = (figure * row["typed"] + float(want is Want.WHY)) * (1.0 - _mean(article, acts, 1.0))
    named_around = float(want in _NAMED) * _mean(article, acts, 0.0)  # who did it, beside where it is told
    values = {
        "agreed": row["agreed"],
        "nearer elsewhere": float(support.table[:, STRUCTURE.index("around")].max()) - row["around"],
        "words there": min(float((article >= _THERE).sum()), 10.0) / 10.0,
        "missing share": 1.0 - _mean(article, nouns, 1.0),
        "name missing": _most(1.0 - article, names),
        "place missing": _most(1.0 - article, places),
        "place not beside": float(bool((beside[places] < _HALF).any())),
        "act there": _mean(article, acts, 0.6),
        "no figure": float(told and not row["typed"]) * (1.0 if korean else 1.0 - named_around / 2.0),
        "no amount": float(want is Want.MONEY and not row["typed"]),
        "unlikely figure": -float(figure) * row["base"],
        "head missing": _most(1.0 - beside, heads),
        "around open": float(telling) * row["around"],
        "date of another act": (
            float(want in _DATES) * (1.0 - _mean(support.has[best], acts, 0.6)) if korean else untold
        ),
        "seldom in vain": float(want in _SELDOM_IN_VAIN),
        **_particulars(frame, pool, best, typed),
        **(_untold(support, pool, best, typed) if korean else dict.fromkeys(_UNTOLD, 0.0)),
        "reason untold": float(korean and want is Want.WHY and not row["typed"]),
        "english": float(not korean),
    }
    return np.array([values[name] for name in CONFIDENCE])


def _untold(support: Support, pool: Pool, best: int, typed: Floats) -> dict[str, float]:
    """What is asked about and the sentence, or its article, tells nothing of; *typed*: how much with a slip."""
    frame, sentence = support.frame, pool.sentences[best]
    found = (
        lacks_counted(frame, np.maximum(support.has[best], typed).tolist()),
        float(lacks_day(frame, sentence.plain, sentence.article.day)),
        _lacks_subject(support, pool, best),
        float(
            frame.want is not Want.WHETHER
            and lacks_event(frame.text, _text_of(sentence.article), sentence.text)
        ),
    )
    return dict(zip(_UNTOLD, found, strict=True))


def _lacks_subject(support: Support, pool: Pool, best: int) -> float:
    """How much of what is named first the article has not; a word of two slips may be one that it has."""
    whole, units = support.whole[pool.owner[best]], support.frame.units
    most = np.where(
        np.array(support.rarity) < 1.0, 1.0, whole
    )  # what is somewhere is spelled as it was meant
    typed = slipped(units, most.tolist(), _text_of(pool.articles[pool.owner[best]]), slips=2)
    return lacks_subject(support.frame, np.maximum(whole, typed).tolist(), support.rarity)


def _particulars(frame: Frame, pool: Pool, best: int, typed: Floats) -> dict[str, float]:
    """What is asked about by its year, its number, its name, and is told of another one, or of nobody."""
    units = [unit for unit, there in zip(frame.units, typed.tolist(), strict=True) if not there]
    asked, sentence, article = frame.text, pool.sentences[best].text, pool.articles[pool.owner[best]]
    text, near = _text_of(article), _text_beside(pool, best)
    day, told = article.day, frame.want is not Want.WHETHER
    said = read_said(asked)
    return {
        "other year": float(lacks_year(asked, text, day.year if day else None)),
        "other month": float(lacks_month(asked, text, day.month if day else None)),
        "other number": float(
            lacks_numbered(asked, near) or lacks_branch(units, text) or lacks_rank(asked, near)
        ),
        "no age": float(lacks_age(asked, sentence)),
        "unnamed": float(keeps_unnamed(asked, sentence)),
        "silent speaker": float(said is not None and not any(who in near for who in said.who)),
        "only planned": float(
            told and _ASKED_AS_DONE.search(asked) is not None and is_only_planned(asked, sentence)
        ),
    }


def _text_of(article: Article) -> str:
    return f"{article.title}\n{article.body}"


def is_only_planned(asked: str, sentence: str) -> bool:
    """Whether *sentence* tells as planned what is *asked* about; a plan that is asked about itself is no such thing."""
    return not set(_PLANNED.findall(sentence)) <= set(_PLANNED.findall(asked))


def _text_beside(pool: Pool, best: int) -> str:
    """The title, the sentence and those around it."""
    owner = pool.owner[best]
    rows = range(max(0, best - _BESIDE), min(len(pool.sentences), best + 2))
    return " ".join(
        [pool.articles[owner].title, *(pool.sentences[k].text for k in rows if pool.owner[k] == owner)]
    )


def _beside(support: Support, pool: Pool, best: int) -> Floats:
    """How much of each unit stands in the sentence or in those around it."""
    rows = [
        k
        for k in range(max(0, best - _BESIDE), min(len(support.has), best + 2))
        if pool.owner[k] == pool.owner[best]
    ]
    most: Floats = support.has[rows].max(0, initial=0.0)
    return most


def _is_place(unit: Unit) -> bool:
    return is_known_place(unit.root) or COUNTRY.fullmatch(unit.root) is not None


def _is_noun(unit: Unit, korean: bool) -> bool:
    light = not korean and is_light(unit.word)
    return len(unit.root) >= 2 and unit.part is not Part.ACT and not light


def _is_name(unit: Unit, korean: bool) -> bool:
    """Whether *unit* names somebody, a body or a place; a Latin word does in a *korean* question."""
    root = unit.root
    return (
        _is_place(unit)
        or (korean and _LATIN.fullmatch(root) is not None)
        or (len(root) == 3 and unit.part is not Part.ACT and is_full_name(root))
        or (len(root) > _LONGEST_COMMON and is_body(root))
    )


def _most(values: Floats, where: NDArray[np.bool_]) -> float:
    return float((values * where).max(initial=0.0))


def _mean(values: Floats, where: NDArray[np.bool_], none: float) -> float:
    """The mean over *where*; *none* where that is nowhere."""
    return float(values[where].mean()) if where.any() else none
