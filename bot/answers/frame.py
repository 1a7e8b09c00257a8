"""What a question asks, taken apart: the kind of thing that answers, what names it, what is told of it, and of whom.

>>> frame = read_frame("하늘은행 희망퇴직 언제까지 신청받아?")
>>> frame.want, [unit.root for unit in frame.units if unit.part is Part.ACT]
(<Want.UNTIL: 'until'>, ['신청'])
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from bot.answers.colloquial import standard
from bot.answers.english_question import told_for, verb_asked
from bot.answers.paraphrases import written_for
from bot.answers.roots import VERBAL, past_form, possible_of, root_of
from bot.answers.wants import LIGHT, asks_about, what_is_wanted
from bot.answers.wants import Want as Want
from bot.answers.wants import is_english as is_english
from bot.korean.english import irregular_forms, is_stop_word
from bot.korean.normalize import fold
from bot.korean.particles import is_filler
from bot.patterns import lazy_compile
from bot.quotes.alignment import plain
from bot.search.aliases import aliases_in


class Part(Enum):
    """What a word of the question does in it."""

    ACT = "act"  # the verb, or the noun with 하다
    HEAD = "head"  # the thing whose number, name or time is asked: 연봉, 입장료
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Unit:
    """One word of the question that an answer has to do with.

    root: folded, without particle or ending. others: what papers write for it.
    """

    word: str
    root: str
    part: Part
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """A question, taken apart.

    unit: what is counted in, "" when not said. head: the thing asked for where it is named, "" otherwise.
    units: its words in order, without those that only ask.
    """

    text: str
    want: Want
    unit: str
    head: str
    units: tuple[Unit, ...]


_ASKS_NAME = ("called", "named", "name", "names")
_COUNT = lazy_compile(  # not 몇이야, which has no unit
    r"몇\s?(?:개의\s)?(?!이(?:[야임래냐니죠지나었]|에요|예요|고|$))(?P<unit>[가-힣%㎞㎡㎏]+|[A-Za-z]{1,3})"
)
_ONLY_ASKS = lazy_compile(r"며칠|결국$|(?:두|세|네)군데$|뜻(?:이|임|은|$)|[먼뭔](?:말|소리|뜻)|뭔지")
_ASKED_FOR = lazy_compile(r"이름|명칭|이유|까닭|방법|방식|날짜|분|누구|어디|사람")
_UNIT_END = lazy_compile(
    r"(?<=.)(?:이?(?<!킬)(?:[야임래냐니죠나]|(?<!가)지)|이?었[가-힣]{0,3}|였[가-힣]{0,3}|이?예요|이?에요|인데"
    r"|인가요?|정도|쯤|씩|이나|까지|부터|에서|한테|[이가을를은는도의에]|(?<!킬|프)로(?=$)|으로|만에"
    r"|만이래|만임|만){1,3}$"
)
_WEAK_STEMS = frozenset(
    "하 되 가 오 나 보 주 내 있 없 이 쓰 받 사 서 지 만 두 둔 들 걸 풀 치 타 넣 놓 낸"
    " 온 간 난 쓴 본 든 산 선 찍 열 여 연 죽 꺼 얻".split()
)


@lru_cache(maxsize=256)
def read_frame(text: str) -> Frame:
    """Take *text* apart."""
    said = standard(text)
    want, head = what_is_wanted(said)
    count = _COUNT.search(said) if want in (Want.NUMBER, Want.MONEY) else None
    unit = _UNIT_END.sub("", count["unit"]) if count else ""
    about = asks_about(said) if want is Want.ABOUT else None
    units = _units(about["who"] + "는", head, want) if about else ()
    return Frame(said, want, unit, head, units or _units(said, head, want))


def _units(said: str, head: str, want: Want) -> tuple[Unit, ...]:
    """The words that carry what is asked."""
    found: list[Unit] = []
    matches = list(re.finditer(r"\S+", said))
    english, verb = is_english(said), ""
    if english:
        verb = fold(verb_asked(said))
    before = ""
    for k, match in enumerate(matches):
        word = re.sub(r"[^\w%.\-·&]+", "", plain(match.group())).strip(".")
        counted, before = before == "몇", word
        if not word or counted or is_filler(word) or word in LIGHT or _ONLY_ASKS.match(word):
            continue
        if english and (is_stop_word(word, alone=True) or (want is Want.NAME and word in _ASKS_NAME)):
            continue
        root, act = root_of(word, k == len(matches) - 1 and want is not Want.ABOUT)
        possible = "" if VERBAL.search(word) else possible_of(word, said[match.end() + 1 :])
        can = written_for(f"{possible}는", 0, len(possible) + 1) if possible else ()
        if can or len(possible) > 1:
            root, act = possible, True
        act = word == verb if english else act
        others = (
            *written_for(said, *match.span()),
            *can,
            *((*irregular_forms(word), *(told_for(said) if act else ())) if english else ()),
            *_other_names(word),
        )
        if root in LIGHT or (_ASKED_FOR.fullmatch(root) and want is not Want.WHAT):
            continue
        if (len(root) < 2 and root in _WEAK_STEMS) or not root:
            root = ""
        if not root and others and (told := past_form(word)):
            others = (*others, told)  # 열었 of 열었어
        if not (root or others) or (root and root in {unit.root for unit in found}):
            continue
        named = bool(head) and bool(root) and (root == head or root.endswith(head) or head.endswith(root))
        found.append(Unit(word, root, Part.HEAD if named else Part.ACT if act else Part.REST, others))
    return tuple(found[:20])


def _other_names(word: str) -> list[str]:
    return [fold(other) for form, other in aliases_in(word) if len(other) > 1 and len(form) > 1]
