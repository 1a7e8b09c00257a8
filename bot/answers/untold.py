"""What a question is about and the sentence does not tell of: the thing counted, the day of the act, the subject.

A sentence of the same article has most words of a near miss and some figure besides; that the figure is of something
else shows in what it lacks.

>>> from bot.answers.frame import read_frame
>>> frame = read_frame("나룻배 축제 관객은 몇 명이야?")
>>> [unit.root for unit in frame.units], lacks_counted(frame, [1.0, 1.0, 0.0])
(['나룻배', '축제', '관객'], 1.0)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.answers.asked_date import find_date
from bot.answers.frame import Frame, Part, Want
from bot.answers.roots import past_of
from bot.patterns import lazy_compile

_COUNTED = (Want.NUMBER, Want.MONEY)
_DATED = (Want.WHEN, Want.SINCE)
# What stands before 얼마 and 몇 and is no thing of which there are so many: 돈 얼마, 한 사람당 얼마, 지난번엔 얼마.
_NO_THING = lazy_compile(
    r"^(?:돈|값|시간|시각|나라|국가|우리나라|사람|하루|한달|매달|일년|올해|금년|작년|지난해|재작년|내년|총|합계|평균|최대|최소|최종|정도|기준|대비"
    r"|이번|저번|지난번|처음|마지막|현재|지금|당시|당일|상반기|하반기|첫[해달주]|겨우|결국|한\S?)$|\d|[당씩날때]$|짜리$|(?:게|거|면|서|고|엔|까지)$"
)
_TIME = lazy_compile(
    r"\d|^(?:올해|금년|작년|지난해|재작년|내년|지난달|이달|내달|요즘|최근|벌써|얼마|하루|한달|두달|이번|저번|새해|연말|연초)$"
)
_SHORTEST, _LONGER = 2, 3  # syllables of a thing


def lacks_counted(frame: Frame, has: Sequence[float]) -> float:
    """How much of the thing of which a number or a price is asked (관객, 위약금) the sentence has not.

    has: how much of each unit of *frame* it has.
    """
    if frame.want not in _COUNTED:
        return 0.0
    lacking = [
        1.0 - there
        for unit, there in zip(frame.units, has, strict=True)
        if unit.part is Part.HEAD
        and len(unit.root) >= _SHORTEST
        and not (_NO_THING.search(unit.root) or past_of(unit.word))
    ]
    return max(lacking, default=0.0)


def lacks_day(frame: Frame, sentence: str, published: date | None) -> bool:
    """Whether *frame* asks for a day, and *sentence* tells none of what is asked about."""
    return frame.want in _DATED and published is not None and find_date(frame, sentence, published) is None


def lacks_subject(frame: Frame, article: Sequence[float], rarity: Sequence[float]) -> float:
    """How much of what *frame* names first an article has not: who asks for 던킨 wants no other.

    article: how much of each unit it has. rarity: of each. A short word that no article has may be spelled wrong, and
    one of which this article has a part; about a longer one nobody wrote.
    """
    units = frame.units
    first = next(
        (k for k, unit in enumerate(units) if len(unit.root) >= _SHORTEST and unit.part is not Part.ACT), None
    )
    if first is None or units[first].others or _TIME.search(units[first].root):
        return 0.0
    is_nowhere = rarity[first] >= 1.0
    if is_nowhere and (article[first] > 0 or len(units[first].root) < _LONGER):
        return 0.0
    return 1.0 - article[first]
