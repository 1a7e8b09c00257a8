"""A closer look at one sentence: what it has of the kind asked for, and whether that is told of what is asked.

A date, a number, a name belongs to the verb that follows it: of several in a sentence the one in the clause of the
verb that is asked about wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.answers.answer_forms import FORMS, answer_forms
from bot.answers.frame import Frame, Part, Unit, Want
from bot.answers.question import Asked
from bot.answers.spans import spans_of
from bot.answers.wording import squeeze
from bot.korean.hangul import keystrokes
from bot.korean.sentences import Span
from bot.patterns import lazy_compile

Floats = NDArray[np.float64]

OTHER = 0.85  # of a word that papers write for one that was said
_PERSON_OF = lazy_compile(r"[가-힣]{2}원(?=[은는이가을를의에도들,\s(]|$)")
_BY_NOUN = 0.5  # of a verb of which only the noun is said: 합의는 시작이라며, where 시작됐어 was asked
_IS_CALLED = r"['\"]?(?:이라[고며는]|이라면서|일 뿐|에 불과)"
_BEGUN = 0.6  # of a word's keystrokes, with which a word of the sentence has to begin
_LATIN = lazy_compile(r"[a-z]{2,24}")
_BREAK = lazy_compile(
    r"(?<=[가-힣])(?:고|며|지만|는데|면서|아서|어서|해서|했고|으며|하자|라며|다며|다고|라고|는|은"
    r"|한|된|인|던)(?=\s)|[,;]|(?<=다)\."
)


TYPED = (
    "typed",
    "bound",
    "typed who",
    "typed number",
    "typed when",
    "typed why",
    "typed how",
    "typed name",
    "typed where",
    "typed list",
    "agreed",
    "explains",
    "marked",
    "defines",
    "most",
    "compares",
    "excepts",
    "whether",
    "negates",
    "enough",
    "decides",
    "turned",
    "head marked",
    "ranked",
    "reason told",
    "means told",
    "items",
    *FORMS,
)
TYPED_AS = {
    Want.WHO: "typed who",
    Want.NUMBER: "typed number",
    Want.MONEY: "typed number",
    Want.WHEN: "typed when",
    Want.SINCE: "typed when",
    Want.UNTIL: "typed when",
    Want.WHY: "typed why",
    Want.HOW: "typed how",
    Want.NAME: "typed name",
    Want.WHAT: "typed name",
    Want.WHERE: "typed where",
    Want.LIST: "typed list",
    Want.EXCEPT: "typed list",
}
_UNTIL = lazy_compile(r"까지|마감|종료|만료|기한|끝난")
_SINCE = lazy_compile(r"부터|시작|시행|개시|돌입")
_MOST = lazy_compile(r"가장|최다|최대|최고|제일|1위|첫 번째|두 번째|순으로|뒤를 이|차지")
_COMPARES = lazy_compile(r"보다|반면|각각|가장|대비|(?:증가|감소|늘|줄|높|낮|많|적|상승|하락)[가-힣]{0,4}")
_EXCEPTS = lazy_compile(r"제외|외에|말고|빼고|불가|대상에서|이외|않는|안 되|못 ")
_KIND_OF_THING = (
    r"(?:기업|업체|회사|단체|기관|조직|서비스|제도|병원|매체|인물|거래소|플랫폼|앱|사업|프로그램"
    r"|브랜드|그룹|법인|기구|연구소|정당|제품|물질|질환|행사|축제|시설|모델|지역|섬"
    r"|학자|정치인|배우|가수|선수|작가|감독|출신|전문가|의원|간부|지도자|위원|업계|방송인|기술|상품"
    r"|센터|재단|협회|은행|펀드|증권사|개발사|제조사|게임|작품|영화|드라마|도시|나라|항구|공항|대학"
    r"|학교|예언가|사업가|창업자|설립자|총수|장관|총리|대통령|교수|변호사|기자|인권|법안|정책"
    r"|캠페인|포털|방송|신문|통신|약|치료제|백신|장치|시스템|축구|구단|팀)"
)
_AFTER = lazy_compile(
    rf"(?:은|는|이?란|이?라는)\s(?:[^.]{{0,60}}?){_KIND_OF_THING}['’”\"]?(?:이다|입니다|으로"
    rf"|로[,\s]|로서|인\s|이자|이며|이고|로 꼽|을 말|를 말|이 아니|에 해당|\S{{0,4}}다\.)"
)
_CALLED = lazy_compile(rf"[’'”\"]?(?:이라는|라는)\s(?:\S{{1,8}}\s){{0,2}}?\S{{0,8}}{_KIND_OF_THING}")
_GLOSS = lazy_compile(r"\([^()]{1,40}\)[’'”\"]?")
_IS_SOME = lazy_compile(
    r"(?:은|는|이란|란|이라는 것은)\s[^.]{4,90}?[가-힣]{2}(?:이다\.|다\.|이에요|입니다|을 말|를 말"
    r"|을 뜻|를 뜻|을 의미|를 의미|을 가리|를 가리"
    r"|으로[,\s]|로,|인데|이며,?\s|이고,?\s|이자\s)"
)
_SHORT_NAME = 3  # syllables; what is longer is known without the words before it: 부산 시민안전보험
_KIND_CHARS = 24  # before a name that say what kind of thing it is
_SOME = 0.6  # of a sentence that says what it is by no kind of thing known here
_NO_KIND = lazy_compile(
    r"(?:[했됐렸겼었았였졌]다\.|[한된]다\.|있다\.|없다\.|방침|예정|계획|것으로|것이다|전망|상황"
    r"|설명|입장|이유|때문|[이그]날|주장|으로 (?:보|전해|나타|알려))"
)
_IS_PLAN = lazy_compile(r"(?:방침|예정|계획|전망|상황|입장|추세)(?:이다|입니다)$")
_AHEAD = lazy_compile(rf"{_KIND_OF_THING}(?:인|이자|의)?\s?[‘'“\"]?$")
_IS_MEANT = lazy_compile(
    r"(?:은|는|이란|란|이라는 것은)\s(?P<meaning>[^.]{4,120}?"
    r"(?:(?:을|를)\s(?:뜻|의미|말|가리키|일컫)[가-힣]{1,4}|(?:라는|다는)\s뜻\S{0,6}|이다|입니다|(?<=[가-힣])다))[.\s]{0,9}$"
)
_AFTER_NAME = lazy_compile(r"\S{0,4}?['\"]?(?:\([^()]{1,24}\))?['\"]?(?=은|는|이란|란|이라는 것은)")
_EXPLAINS = lazy_compile(
    r"^(?:이는|이번|이에|여기에는|그 이유|이유는|배경에는)|(?:때문이다|때문입니다|때문이라고"
    r"|위해서다|취지다|취지입니다|풀이된다|풀이됩니다|분석된다|영향이다|탓이다|까닭이다|데 따른"
    r"|이유다|이유로|차원이다|목적이다|위함이다|위한 것|위한 조치)"
)
_DECIDES = lazy_compile(
    r"(?:가능|불가|대상|포함|않|없|아니|부인|인정|결정|확정|미정|허용|금지|제외|해당|유지|철회|취소|중단|합의|무산|수용|거부"
    r"|확인|예정|방침|검토|계획|감소|증가|상승|하락|늘|줄)"
)
_TURNED = tuple(
    tuple(pair.split("|"))
    for pair in (
        "인정|부인 비싸|저렴 비싸|싼 비싸|내린 싸|비싸 늘|감소 늘|줄 줄|증가 줄|늘 오르|내리 오르|하락"
        " 올|떨어 올|내렸 내리|상승 내리|올 받|거부 되|불가 되|못 가능|불가 이기|패 이겼|졌 열|취소 열|연기 합의|결렬"
        " 통과|부결 통과|무산 찬성|반대 살|숨 살아|사망 죽|생존 나오|미정 나와|아직 끝|계속 끝|남 시작|연기 시작|미뤄"
        " 무료|유료 유료|무료 참석|불참 가|불참 오|불참 복귀|은퇴 성공|실패"
        " 맞|틀 사과|않 풀|유지 풀|연장 팔|철회 팔|중단 유죄|무죄 구속|기각"
        " 허용|금지 출마|불출마 확대|축소 유지|폐지 안전|위험 충분|부족 있|없 없|있"
    ).split()
)
_RANKED = lazy_compile(r"(?:두|세|네|2|3|4|첫)\s?번째|\d위|다음으로|뒤를 이|이어|순이|순으로")
_ASKS_NEXT = lazy_compile(r"다음|담으|[두세네2-9]\s?번째|[2-9]\s?[위등]")
_REASON_TOLD = lazy_compile(
    r"때문|위함|위해서다|위한 (?:것|조치|취지)|취지|이유|까닭|탓|덕분"
    r"|배경|원인|영향|여파|목적|차원|풀이|분석|해석|지적|우려|판단"
    r"|만큼\s|(?:반발|항의|요구)(?:해|하며|하면서)|데 따른|설명이다|설명했|의도|계기|비롯"
)
_MEANS_TOLD = lazy_compile(
    r"통해|통한|이용해|활용해|활용하|방식|방법|수법|형태|과정에서|바탕으로|기반으로|으로써|거쳐|행세|속여|가장해|위장|몰래"
    r"|토대로|끝에\s|신고를 받|제보|추적"
    r"|구조|원리|비결|역할을|장치|설치|도입|만들어|붙어|하면\s|면서\s|뒤\s|다음\s|먼저\s|가능하다|수 있다"
)
_MARKED_NAME = lazy_compile(r"[‘'“\"《〈<「『]([^’'”\"》〉>」』\n]{1,30})[’'”\"》〉>」』]")
_ITEM_MARK = lazy_compile(r"[·,△▲ㆍ▷]\s?|[와과]\s|\s및\s")
_NEGATES = lazy_compile(r"않|없|못|아니|부인|거부|안 |미확인|휴장|무료|취소")


@dataclass(frozen=True, slots=True)
class Look:
    """What a closer look at one sentence found: spans of its text, best first, and how well each is bound."""

    spans: tuple[Span, ...]
    bound: float


Matcher = tuple[str, str, tuple[str, ...], tuple[tuple[str, float], ...], re.Pattern[str] | None]


@lru_cache(maxsize=1024)
def matcher(unit: Unit) -> Matcher:
    """The root as typed and without marks, its others, its beginnings by keystrokes with what each is worth.

    Last, of what is asked about: that it is done, and not what something is called.
    """
    root = unit.root
    if unit.part is Part.ACT and _LATIN.fullmatch(root):
        return root, "", (), (), _english_verb(root, unit.others)
    keys = keystrokes(root) if len(root) >= 2 else ""
    shortest = max(3, int(len(keys) * _BEGUN))
    begun = tuple((keys[:size], (size / len(keys)) ** 2) for size in range(len(keys) - 1, shortest - 1, -1))
    others = tuple(dict.fromkeys(squeeze(other) for other in unit.others))
    done = (
        re.compile(rf"{re.escape(root)}(?!{_IS_CALLED})")
        if unit.part is Part.ACT and len(root) == 2
        else None
    )
    return root, squeeze(root), others, begun, done


def _english_verb(root: str, others: Sequence[str]) -> re.Pattern[str]:
    """A verb in its forms, never within a word (no sue in issue), and no thing that is called by it: the building."""
    forms = "|".join((f"{re.escape(root)}[a-z]{{0,5}}", *map(re.escape, others)))
    return re.compile(
        rf"(?<![a-z])(?!(?<=the\s)[a-z]+ing\b(?!\sof)|(?<=a\s)[a-z]+ing\b(?!\sof))(?:{forms})(?![a-z])"
    )


def has_unit(unit: Unit, text: str, squeezed: str, keyed: str) -> float:
    """How much of *unit* a sentence has: 1 for the word itself, less for another one, or only its beginning."""
    return matched(matcher(unit), text, squeezed, keyed)


def matched(wanted: Matcher, text: str, squeezed: str, keyed: str) -> float:
    """As `has_unit`, of a unit's `matcher`."""
    root, bare, others, begun, done = wanted
    if not bare and done is not None:
        return float(done.search(text) is not None)
    if len(root) == 1:
        if text.startswith(root) or f" {root}" in text:
            return 0.7
    elif len(bare) == 2:  # never across words: 경제 주체 is no 제주
        if bare in text and _PERSON_OF.sub("", text).find(bare) >= 0:  # and 회사원 is no 회사
            return 1.0 if done is None or done.search(text) else _BY_NOUN
    elif bare and bare in squeezed:
        return 1.0
    best = OTHER if any(other in squeezed for other in others) else 0.0
    if begun and begun[-1][0] in keyed:
        return max(best, next(worth for keys, worth in begun if keys in keyed))
    return best


def look_at(
    frame: Frame, asked: Asked, text: str, weights: Floats, written: str
) -> tuple[Look, dict[str, float]]:
    """What *text*, a sentence as it is matched, has of the kind asked for, and how well that is bound to the question.

    weights: of each unit of *frame*, together 1. written: *text* as it stands in the article.
    The second value has some of TYPED; the others are 0.
    """
    spans = spans_of(frame, asked, text, written)
    graded = sorted(((binding(frame, text, span, weights), -k) for k, span in enumerate(spans)), reverse=True)
    bound = graded[0][0] if graded else 0.0
    look = Look(tuple(spans[-k] for _, k in graded), bound)
    want = frame.want
    found = {"typed": float(bool(spans)), "bound": bound, "enough": min(len(text), 120) / 120.0}
    found |= answer_forms(frame, text)
    if want in TYPED_AS:
        found[TYPED_AS[want]] = float(bool(spans))
    if want is Want.UNTIL:
        found["marked"] = float(any(_UNTIL.search(text, end, end + 12) for _, end in spans))
    elif want is Want.SINCE:
        found["marked"] = float(any(_SINCE.search(text, end, end + 20) for _, end in spans))
    elif want is Want.WHY:
        found["explains"] = float(_EXPLAINS.search(text) is not None)
        found["reason told"] = float(_REASON_TOLD.search(text) is not None)
    elif want is Want.HOW:
        found["means told"] = min(len(_MEANS_TOLD.findall(text)), 3) / 3.0
    elif want is Want.LIST:
        found["items"] = min(len(_ITEM_MARK.findall(text)), 6) / 6.0
    elif want is Want.ABOUT:
        found["defines"] = _defines(frame, text)
    elif want in (Want.NAME, Want.WHAT):
        found["head marked"] = _head_marked(frame, text)
    elif want is Want.MOST:
        found["ranked"] = float(
            (_ASKS_NEXT.search(frame.text) is not None) and _RANKED.search(text) is not None
        )
        found["most"] = float(_MOST.search(text) is not None)
    elif want is Want.COMPARE:
        found["compares"] = float(_COMPARES.search(text) is not None)
    elif want is Want.EXCEPT:
        found["excepts"] = float(_EXCEPTS.search(text) is not None)
    elif want is Want.WHETHER:
        found["whether"] = _last_act(frame, text)
        found["negates"] = float(_NEGATES.search(text) is not None)
        found["decides"] = float(_DECIDES.search(text, len(text) // 2) is not None)
        found["turned"] = _turned(frame, text)
    return look, found


def _turned(frame: Frame, text: str) -> float:
    """Whether *text* has the word that says the opposite of the verb asked about: 부인 of 인정."""
    acts = [unit.root for unit in frame.units if unit.part is Part.ACT and unit.root]
    return float(any(act.startswith(one) and other in text for act in acts for one, other in _TURNED))


def _head_marked(frame: Frame, text: str) -> float:
    """Whether a marked name stands beside the thing asked for."""
    head = frame.head
    heads = {head, *(other for unit in frame.units if unit.part is Part.HEAD for other in unit.others)} - {""}
    for found in _MARKED_NAME.finditer(text):
        near = text[max(0, found.start() - 14) : found.start()] + " " + text[found.end() : found.end() + 10]
        if any(one in near or (len(one) > 1 and one in found.group()) for one in heads):
            return 1.0
    return 0.0


def _defines(frame: Frame, text: str) -> float:
    """Whether the sentence says what the first thing asked about is: a kind of thing beside its name."""
    return _defined(frame, text)[0]


def defining_span(frame: Frame, text: str) -> Span | None:
    """Where *text* says what the first thing asked about is, its name included; None where it does not."""
    return _defined(frame, text)[1]


def _defined(frame: Frame, text: str) -> tuple[float, Span | None]:
    whole = "".join(unit.root for unit in frame.units) if _is_one_name(frame) else ""
    first = next((unit.root for unit in frame.units[:3] if len(unit.root) > 1), "")
    last = frame.units[-1].root if whole and len(frame.units[-1].root) > _SHORT_NAME else ""
    named = [frame.head] if len(frame.head) > 1 else [name for name in (whole, first, last) if name]
    worth, span = max(
        (_defined_as(name, text) for name in named), default=(0.0, None), key=lambda one: one[0]
    )
    if worth > _SOME:
        return worth, span
    roots = [*named, *(unit.root for unit in frame.units if len(unit.root) > 1)]
    return worth, next((meant for root in roots if (meant := _meant_by(text, root))), span)


def _defined_as(named: str, text: str) -> tuple[float, Span | None]:
    best: tuple[float, Span | None] = (0.0, None)
    for place in _spaced(named).finditer(text):
        if best[0] >= 1.0:
            break
        at, end = place.span()
        while end < len(text) and text[end] in "’'”\")":
            end += 1
        if text[at - 1 : at] == "(" and text[place.end() : end] == ")":  # 통합당(USPD)
            at = text.rfind(" ", 0, at) + 1
        gloss = _GLOSS.match(text, end)
        end = gloss.end() if gloss else end
        after = _AFTER.match(text, end) or _CALLED.match(text, end)
        ahead = _AHEAD.search(text, max(0, at - 24), at)
        if after:
            best = (1.0, (end, after.end()))
        elif ahead and best[0] < 0.8:
            best = (0.8, (_word_from(text, max(0, text.rfind(",", 0, at) + 1, at - _KIND_CHARS)), end))
        elif best[0] < _SOME and (said := _IS_SOME.match(text, end)) and not _NO_KIND.search(said.group()):
            best = (_SOME, (end, said.end()))
    return best


def _word_from(text: str, at: int) -> int:
    """*at*, or where the next word begins, if that is in the middle of one."""
    return at if not at or not text[at - 1 : at + 1].isalnum() else text.find(" ", at) + 1


def _meant_by(text: str, named: str) -> Span | None:
    """What *text* says that *named* is or means, to its end: 추징보전은 … 묶어 두는 절차입니다."""
    at = text.find(named)
    while at >= 0:
        after = _AFTER_NAME.match(text, at + len(named))
        meant = _IS_MEANT.match(text, after.end()) if after else None
        if meant and not _IS_PLAN.search(meant["meaning"]):
            return meant.span("meaning")
        at = text.find(named, at + 1)
    return None


def _is_one_name(frame: Frame) -> bool:
    """Whether nothing but the name is said: 스튜어드십 코드가 뭐야."""
    return frame.want is Want.ABOUT and 1 < len(frame.units) < 4 and all(unit.root for unit in frame.units)


@lru_cache(maxsize=256)
def _spaced(named: str) -> re.Pattern[str]:
    """*named* however it is spaced: 바바반가, 바바 반가."""
    return re.compile(r"\s?".join(re.escape(letter) for letter in named))


def _last_act(frame: Frame, text: str) -> float:
    acts = [unit for unit in frame.units if unit.part is Part.ACT] or list(frame.units[-1:])
    return max((has_unit(unit, text, squeeze(text), "") for unit in acts), default=0.0)


def binding(frame: Frame, text: str, span: Span, weights: Floats) -> float:
    """How much of the question stands in the clause of *span*: after it, to its verb, counts most."""
    start, end = span
    after = _BREAK.search(text, end + 2)
    right = text[end : min(after.end() if after else len(text), end + 60)]
    before = [match.end() for match in _BREAK.finditer(text, max(0, start - 80), start)]
    left = text[before[-1] if before else max(0, start - 40) : start]
    inside = text[start:end]
    worth = 0.0
    for unit, weight in zip(frame.units, weights.tolist(), strict=True):
        factor = 2.0 if unit.part is not Part.REST else 1.0
        if _stands_in(unit, right):
            worth += factor * weight
        elif _stands_in(unit, left) or _stands_in(unit, inside):
            worth += 0.8 * factor * weight
        elif _stands_in(unit, text):
            worth += 0.3 * weight
    return worth


def _stands_in(unit: Unit, text: str) -> bool:
    root = unit.root
    if (
        root
        and (root in text or (len(root) > 2 and root[:-1] in text))
        and (len(root) > 1 or f" {root}" in f" {text}")
    ):
        return True
    return any(other in text for other in unit.others)
