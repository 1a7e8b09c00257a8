"""What a question names exactly, a year, a month, one of a row, a branch, an age, and whether an article has it too.

Who asks for 2019 is not content with 2021, nor who asks for 4호기 of a plant with 3호기, for a shop's 잠실점 with its
본점: where what is named like that is not told, a sentence with all the other words answers another question.

>>> lacks_year("기부금 2019년엔 얼마야", "2021년부터 기부했다.", 2025)
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.answers.frame import Unit
from bot.answers.wording import squeeze
from bot.korean.surnames import COMMON_SURNAMES
from bot.patterns import lazy_compile
from bot.quotes.names import is_full_name, is_role

_YEAR = lazy_compile(r"(?<!\d)(?:19|20)\d\d(?=\s?년)|(?<=\bin )(?:19|20)\d\d(?!\d)")
_BACK = lazy_compile(
    r"(?<![가-힣])(?P<how>재작년|작년|지난해)(?!\s?(?:보다|대비|에\s?비해|이?랑|하고|과|만큼|처럼|같))"
)
_YEARS_BACK = {"재작년": -2, "작년": -1, "지난해": -1}
_TOLD_YEAR = lazy_compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR = lazy_compile(r"(?<!\d)['’‘]?(\d\d)년|['’‘](\d\d)(?!\d)")
_RANGE = lazy_compile(r"(?<!\d)(20\d\d)년?\s?[~∼\-–]\s?(20\d\d)(?!\d)")
_FROM_NOW = lazy_compile(r"(?<!\d)(\d{1,2})년\s?(?P<way>전|뒤|후)")
_RELATIVE = {
    "재작년": -2, "지난해": -1, "작년": -1, "전년": -1, "올해": 0, "금년": 0, "이듬해": 1, "내년": 1, "내후년": 2,
}  # fmt: skip
# Counted from the year named before it, not from the article's.
_BESIDE_YEAR = lazy_compile(r"(?<!\d)((?:19|20)\d\d)년[^.\n]{0,40}?(이듬해|다음\s?해|전년)")
_MONTH = lazy_compile(r"(?<!\d)(\d{1,2})월")
_TOLD_MONTH = lazy_compile(r"(?<!\d)(\d{1,2})(?:\s?월|[./]\d)|(?<!\d)(?:19|20)\d\d[-./]\s?(\d{1,2})(?!\d)")
_MONTH_ROW = lazy_compile(r"(?<!\d)(\d{1,2}(?:\s?[·,]\s?\d{1,2}){1,11}+)\s?월")
_MONTHS = lazy_compile(r"(?<!\d)(\d{1,2})\s?월?\s?(?:[~∼\-–]|부터)\s?(\d{1,2})\s?월")
_MONTHS_FROM_NOW = {
    "지난달": -1,
    "지난 달": -1,
    "이달": 0,
    "이번 달": 0,
    "다음 달": 1,
    "다음달": 1,
    "내달": 1,
}
_PARTS_OF_YEAR = {
    **{rf"(?<!\d){n}\s?분기": range(3 * n - 2, 3 * n + 1) for n in (1, 2, 3, 4)},
    "상반기": range(1, 7), "하반기": range(7, 13),
}  # fmt: skip
_UNIT = r"(?:호기|회차|단계|공구|라운드|차관|차|탄|호선|터미널|청사|전시장|활주로|공장)"
# 다섯 팀, 세 편 and 두 권 are counts: of those only 제5기 is one of a row.
_NUMBERED = lazy_compile(
    rf"(?:(?<![\d.,])\d{{1,4}}\s?{_UNIT}|(?<=제)\s?\d{{1,4}}\s?(?:팀|기|편|권|회))(?![가-힣]{{2}})"
    r"|(?<!\d)\d{1,3}대(?=\s?(?:대표|회장|사장|이사장|총장|원장|의장|대통령|총리|장관|시장|국회))"
)
_ROW = lazy_compile(rf"(?<!\d)(\d{{1,4}}+(?:[·,~∼\-–]\d{{1,4}}+){{1,9}}+)({_UNIT})")  # 3·4호기, 1~3차
_LONGEST_ROW = 100
_RANK_ASKED = lazy_compile(
    r"(?<!\d)(?P<rank>[2-9]|1\d)위(?=(?:는|가|인|로|엔|에는)?\s?(?:\S{1,8}\s)?(?:누구|누가|어디|뭐|무엇|뭔|얼마|몇|어느|무슨|언제)|\s?\S{1,8}[은는이가]?\s(?:누구|어디|뭐))"
)
_TOLD_AS = {
    2: lazy_compile(r"뒤를\s이|뒤이어|다음으로|그\s다음|다음은|이어\s|준우승|은메달"),
    3: lazy_compile(r"동메달"),
}
_IN_ORDER = lazy_compile(r"순(?:으로|이|서|위|$|\s)|이어|뒤를\s이|차례")
_BULLET, _COMMA = (
    lazy_compile(r"[△▲▷◇]"),
    lazy_compile(r"(?<!\d),|,(?!\d)|(?<=\))(?:와|과|·)|(?<=')(?:와|과)\s"),
)
_BRANCH = lazy_compile(
    r"[가-힣]{2,10}(?:점|지점|지사|지사장|지부|지구|지청|지검|캠퍼스|공장|단지|공구|본부장|구청장|군수)"
)
_NO_BRANCH = lazy_compile(  # things that end like one
    r"(?:문제|차이|공통|개선|전환|유사|의문|취약|시사|특이|출발|종착|도착|시작|반환|분기|변곡|한계|기준|소수|결승|득|최고|최저"
    r"|편의|백화|할인|음식|면세|전문|가맹|직영|대리|제과|판매|소매|도매|체인|커피|분식)점"
    r"|(?:아파트|산업|공업|농공|주택|관광|임대|물류|원예)단지|(?:자동차|반도체|배터리|식품|가구|화학|철강|제철|의류|김치)공장"
    r"|(?:재개발|재건축|택지|정비|특별|보호|경관)지구"
)
_HEADS_ONE = lazy_compile(r"청?장$|(?<=군)수$")  # 한빛구청장: whoever heads 한빛구
_COUNTED = ("", "첫", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열")
_AGE_ASKED = lazy_compile(r"몇\s?살|몇\s?세(?![가-힣])|나이(?=[가는를은도]?(?:\s|\?|$))")
_AGE = lazy_compile(
    r"\d\s?(?:세|살)|\(\d\d\)|\d0대|년생|환갑|칠순|팔순"
    r"|(?:스무|스물|서른|마흔|쉰|예순|일흔|여든|아흔)[가-힣]{0,2}\s?살"
)
_NAME_ASKED = lazy_compile(r"누구|누가|이름|어느|어디(?!서)")
_UNNAMED = lazy_compile(
    r"(?<![A-Za-z])[A-Z](?:씨|군|양|사(?![a-z가-힣]))"
    rf"|(?<![가-힣])[{''.join(sorted(COMMON_SURNAMES))}](?:○|\s?모\s?(?:\(\d\d?\)\s?)?(?:씨|군|양)(?![가-힣]{{2}}))"
)
_PERSON_ASKED = lazy_compile(r"누구|누가|이름")
_BY_AGE = lazy_compile(r"(?<!\d)[1-9]0대\s?(?:[가-힣]{2,4}\s)?(?:남|여|운전자|주민|직원|기사)")
_INITIAL = lazy_compile(r"(?<![A-Za-z])[A-Za-z](?:씨|군|양|사)(?![a-z])")
_NAMED = lazy_compile(
    r"(?<![가-힣])([가-힣]{3})(?:\s?(?:씨|군|양)(?![가-힣]{2})|\s?\(\d|\s([가-힣]{1,6}?)(?:[은는이가을를의도]|에게)?(?![가-힣]))"
)


def lacks_year(question: str, text: str, year: int | None) -> bool:
    """Whether *question* names a year that *text*, an article of *year*, tells nothing of.

    What was last year for who asks may be this year for the article.
    """
    if wanted := {int(one) for one in _YEAR.findall(question)}:
        return not wanted & (_years(text, year) | ({year} if year else set()))
    back = _BACK.search(question)
    if back is None or year is None:
        return False
    last = year + _YEARS_BACK[back["how"]]
    return not {last, last + 1} & _years(text, year)


def _years(text: str, year: int | None) -> set[int]:
    """The years that *text*, an article of *year*, names."""
    told = {int(one) for one in _TOLD_YEAR.findall(text)}
    told |= {
        century + int(long or short) for long, short in _SHORT_YEAR.findall(text) for century in (1900, 2000)
    }
    for first, last in _RANGE.findall(text):
        told |= set(range(int(first), int(last) + 1))
    told |= {int(named) + (-1 if way == "전년" else 1) for named, way in _BESIDE_YEAR.findall(text)}
    if year is not None:
        told |= {year + by for word, by in _RELATIVE.items() if word in text}
        for count, way in _FROM_NOW.findall(text):
            told.add(year - int(count) if way == "전" else year + int(count))
    return told


def lacks_month(question: str, text: str, month: int | None) -> bool:
    """Whether *question* names a month that *text*, an article of *month*, does not."""
    wanted = {int(one) for one in _MONTH.findall(question)}
    return bool(wanted) and not wanted <= _months(text, month)


def _months(text: str, month: int | None) -> set[int]:
    """The months that *text*, an article of *month*, names, its own among them."""
    told = {int(one or dated) for one, dated in _TOLD_MONTH.findall(text)}
    for row in _MONTH_ROW.findall(text):
        told |= {int(one) for one in re.findall(r"\d+", row)}
    for first, last in _MONTHS.findall(text):
        told |= {(int(first) - 1 + more) % 12 + 1 for more in range((int(last) - int(first)) % 12 + 1)}
    for part, months in _PARTS_OF_YEAR.items():
        if re.search(part, text) is not None:
            told |= set(months)
    if month is not None:
        told |= {(month - 1 + by) % 12 + 1 for word, by in _MONTHS_FROM_NOW.items() if word in text} | {month}
    return told


def lacks_branch(units: Iterable[Unit], text: str) -> bool:
    """Whether one of *units* names a branch, a district or whoever heads one (태백지사장) that *text* does not."""
    named = [unit for unit in units if _BRANCH.fullmatch(unit.root) and not _NO_BRANCH.search(unit.root)]
    squeezed = squeeze(text) if named else ""
    told = ((_HEADS_ONE.sub("", unit.root), *unit.others) for unit in named)
    return any(not any(squeeze(word) in squeezed for word in words) for words in told)


def lacks_numbered(question: str, text: str) -> bool:
    """Whether *question* names one of a row by its number (4호기, 3회차) that *text* does not."""
    wanted = [re.sub(r"\s", "", one) for one in _NUMBERED.findall(question)]
    if not wanted:
        return False
    told = _ROW.sub(_spread, re.sub(r"\s", "", text))
    return not all(re.search(rf"(?<!\d){one}", told) or _ordinal(one) in told for one in wanted)


def lacks_rank(question: str, text: str) -> bool:
    """Whether *question* asks what comes fourth (4위는 뭐야), and *text* tells neither that nor so many in order.

    >>> lacks_rank("요금 2위는 어디야?", "한빛이 1위, 도담이 2위다"), lacks_rank("요금 3위는 어디야?", "한빛이 1위다")
    (False, True)
    """
    asked = _RANK_ASKED.search(question)
    if asked is None:
        return False
    rank, ordinal = int(asked["rank"]), _ordinal(asked["rank"]).removesuffix("번째")
    if re.search(rf"(?<!\d){rank}(?:위|번째|등)|{ordinal}\s?번째", text) is not None:
        return False
    if rank in _TOLD_AS and _TOLD_AS[rank].search(text) is not None:
        return False
    told = max(len(_BULLET.findall(text)), len(_COMMA.findall(text)) + 1) if _IN_ORDER.search(text) else 0
    return told < rank


def _spread(row: re.Match[str]) -> str:
    """Each of a *row* written together with its unit: 3호기 4호기 for 3·4호기, and those between for 1~3차."""
    numbers: list[int] = []
    for part in re.split("[·,]", row[1]):
        ends = [int(one) for one in re.split(r"[~∼\-–]", part)]
        between = range(ends[0], min(ends[-1], ends[0] + _LONGEST_ROW) + 1)
        numbers.extend({*ends, *between})
    return f"{row[0]} " + " ".join(f"{one}{row[2]}" for one in numbers)


def _ordinal(numbered: str) -> str:
    """세번째 for 3차; above ten the same in figures."""
    number = int(re.sub(r"\D", "", numbered))
    return f"{_COUNTED[number] if 0 < number < len(_COUNTED) else number}번째"


def lacks_age(question: str, sentence: str) -> bool:
    """Whether *question* asks how old somebody is, and *sentence* has nobody's age."""
    return _AGE_ASKED.search(question) is not None and _AGE.search(sentence) is None


def keeps_unnamed(question: str, sentence: str) -> bool:
    """Whether *question* asks who or which it was, and *sentence* has an initial or an age for it: A씨, C사, 20대 남성.

    A question that has the initial itself asks for something else; a sentence that names somebody else has its answer.
    """
    return (
        _NAME_ASKED.search(question) is not None
        and (
            _UNNAMED.search(sentence) is not None
            or (_PERSON_ASKED.search(question) is not None and _BY_AGE.search(sentence) is not None)
        )
        and _INITIAL.search(question) is None
        and not any(
            is_full_name(name) and name not in question and (not after or is_role(after))
            for name, after in _NAMED.findall(sentence)
        )
    )
