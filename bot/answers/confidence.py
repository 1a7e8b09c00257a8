"""Whether the best sentence answers at all: what near events, false presuppositions and other towns lack.

The rarest nouns of the question have to stand in the sentence, beside it, or in its article; what is asked for by name
(연봉, 입장료) beside the figure; and something of the kind asked for in the sentence.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from bot.answers.binding import TYPED_AS
from bot.answers.features import Pool
from bot.answers.frame import Part, Unit, Want
from bot.answers.support import STRUCTURE, Support
from bot.quotes.names import is_body, is_full_name

Floats = NDArray[np.float64]

CONFIDENCE = (
    "by words", "missing beside", "missing", "head missing", "name missing", "head", "act beside",
    "last", "untyped", "words", "few beside", "why", "titled", "untold",
)  # fmt: skip
_BESIDE = 2  # sentences before; one after
_RARE, _UNKNOWN = (
    0.3,
    0.97,
)  # rarity of a word that has to be there; of one that no article has, so likely a slip
_NO_NOUN = re.compile(r"(?:면|는데|거|때|데|고|서|던|지|게|든|다|야|까지|이나|말고|냐|음|임|며|네)$")
_TYPE_IS_TOLD = frozenset(TYPED_AS) - {Want.WHAT, Want.LIST, Want.EXCEPT}
_PLACES = frozenset(
    "서울 부산 대구 인천 광주 대전 울산 세종 경기 강원 충북 충남 전북 전남 경북 경남 제주 수원 성남"
    " 용인 고양 창원 청주 전주 천안 안산 안양"
    " 포항 김해 군산 여수 순천 목포 춘천 원주 강릉 속초 경주 구미 진주 통영 거제 제천 충주 아산"
    " 당진 서산 익산 남원 미국 중국 일본 영국 독일"
    " 프랑스 러시아 대만 이란 이스라엘 베트남 태국 캐나다 호주 멕시코 브라질 스위스 스페인 이탈리아"
    " 핀란드 폴란드 시리아 레바논 베네수엘라"
    " 우크라이나 북한 필리핀 인도 도쿄 홍콩".split()
)
_TOWN = re.compile(r"[가-힣]{2}(?:시|군|구|청)$")


def confidence_features(support: Support, pool: Pool, best: int, by_words: float) -> Floats:
    """What tells an answer from the nearest sentence about something else, in the order of CONFIDENCE.

    best: the row of the likeliest sentence. by_words: the logit that words alone give.
    """
    frame, row = support.frame, dict(zip(STRUCTURE, support.table[best].tolist(), strict=True))
    rare, units = support.rarity, frame.units
    here, article = support.has[best], support.whole[pool.owner[best]]
    beside = np.maximum(_beside(support, pool, best), support.titles[pool.owner[best]])
    nouns = np.array(
        [_has_to_be_there(unit, one) for unit, one in zip(units, rare.tolist(), strict=True)], bool
    )
    names = np.array([_is_name(unit) for unit in units], bool)
    heads = np.array([unit.part is Part.HEAD for unit in units], bool)
    acts = np.array([unit.part is Part.ACT for unit in units], bool)
    return np.array(
        [
            by_words / 5.0,
            _most(rare * (1.0 - beside), nouns),
            float((rare * (1.0 - article) * nouns).sum()) / 2.0,
            _most(rare * (1.0 - here), nouns & heads),
            _most(1.0 - article, names),
            _mean(here, heads),
            _mean(beside, acts),
            float(article[-1]) if len(units) else 0.0,
            float(frame.want in _TYPE_IS_TOLD and not row["typed"]),
            min(len(units), 10) / 10.0,
            float((beside < 0.3).sum()) / 5.0,
            float(frame.want in (Want.WHY, Want.HOW)),
            row["titled"],
            float(frame.want is Want.WHETHER) * (1.0 - _mean(beside, acts)),
        ]
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


def _has_to_be_there(unit: Unit, rarity: float) -> bool:
    """Whether *unit* is a noun that says of what is asked."""
    return (
        len(unit.root) >= 2
        and _RARE <= rarity < _UNKNOWN
        and unit.part is not Part.ACT
        and _NO_NOUN.search(unit.root) is None
    )


def _is_name(unit: Unit) -> bool:
    root = unit.root
    return (
        root in _PLACES
        or re.fullmatch(r"[a-z][a-z0-9]+", root) is not None
        or (len(root) == 3 and is_full_name(root))
        or is_body(root)
        or _TOWN.search(root) is not None
    )


def _most(values: Floats, where: NDArray[np.bool_]) -> float:
    return float((values * where).max(initial=0.0))


def _mean(values: Floats, where: NDArray[np.bool_]) -> float:
    """The mean over *where*; what is not asked for is neither there nor missing."""
    return float(values[where].mean()) if where.any() else 0.6
