"""What a question names exactly, a year, a month, one of a numbered row, an age, and whether an article has it too.

Who asks for 2019 is not content with 2021, nor who asks for 4호기 of a plant with 3호기: where what is named like that
is not told, a sentence with all the other words answers another question.

>>> lacks_year("기부금 2019년엔 얼마야", "2021년부터 기부했다.", 2025)
True
"""

from __future__ import annotations

import re

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\s?년)|(?<=\bin )(?:19|20)\d\d(?!\d)")
_BACK = re.compile(
    r"(?<![가-힣])(?P<how>재작년|작년|지난해)(?!\s?(?:보다|대비|에\s?비해|이?랑|하고|과|만큼|처럼|같))"
)
_YEARS_BACK = {"재작년": -2, "작년": -1, "지난해": -1}
_TOLD_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)['’‘]?(\d\d)년|['’‘](\d\d)(?!\d)")
_RANGE = re.compile(r"(?<!\d)(20\d\d)년?\s?[~∼\-–]\s?(20\d\d)(?!\d)")
_FROM_NOW = re.compile(r"(?<!\d)(\d{1,2})년\s?(?P<way>전|뒤|후)")
_RELATIVE = {
    "재작년": -2, "지난해": -1, "작년": -1, "전년": -1, "올해": 0, "금년": 0, "이듬해": 1, "내년": 1, "내후년": 2,
}  # fmt: skip
_MONTH = re.compile(r"(?<!\d)(\d{1,2})월")
_NUMBERED = re.compile(r"(?<![\d.,])\d{1,4}\s?(?:호기|회차|단계|공구|라운드|팀|차|기|탄|편|권)(?![가-힣]{2})")
_AGE_ASKED = re.compile(r"몇\s?살|몇\s?세(?![가-힣])|나이")
_AGE = re.compile(r"\d\s?(?:세|살)|\(\d\d\)|\d0대|년생")
_NAME_ASKED = re.compile(r"누구|누가|이름|어느|어디(?!서)")
_UNNAMED = re.compile(
    r"(?<![A-Za-z])[A-Z](?:씨|군|양|모|사(?![a-z가-힣]))|[김이박최정강조윤장임][○모](?=[ \s(씨])"
)
_INITIAL = re.compile(r"(?<![A-Za-z])[A-Za-z](?:씨|군|양|사)(?![a-z])")


def lacks_year(question: str, text: str, year: int | None) -> bool:
    """Whether *question* names a year that *text*, an article of *year*, tells nothing of.

    What was last year for who asks may be this year for the article.
    """
    wanted = {int(one) for one in _YEAR.findall(question)}
    told = _years(text, year)
    if wanted:
        return not wanted & (told | ({year} if year else set()))
    back = _BACK.search(question)
    if back is None or year is None:
        return False
    last = year + _YEARS_BACK[back["how"]]
    return not {last, last + 1} & told


def _years(text: str, year: int | None) -> set[int]:
    """The years that *text*, an article of *year*, names."""
    told = {int(one) for one in _TOLD_YEAR.findall(text)}
    told |= {2000 + int(long or short) for long, short in _SHORT_YEAR.findall(text)}
    for first, last in _RANGE.findall(text):
        told |= set(range(int(first), int(last) + 1))
    if year is not None:
        told |= {year + by for word, by in _RELATIVE.items() if word in text}
        for count, way in _FROM_NOW.findall(text):
            told.add(year - int(count) if way == "전" else year + int(count))
    return told


def lacks_month(question: str, text: str, month: int | None) -> bool:
    """Whether *question* names a month that *text*, an article of *month*, does not."""
    return any(
        int(one) != month and re.search(rf"(?<!\d)0?{int(one)}(?:\s?월|[./]\d)", text) is None
        for one in _MONTH.findall(question)
    )


def lacks_numbered(question: str, text: str) -> bool:
    """Whether *question* names one of a row by its number (4호기, 3회차) that *text* does not."""
    wanted = [re.sub(r"\s", "", one) for one in _NUMBERED.findall(question)]
    if not wanted:
        return False
    squeezed = re.sub(r"\s", "", text)
    return any(re.search(rf"(?<!\d){one}", squeezed) is None for one in wanted)


def lacks_age(question: str, sentence: str) -> bool:
    """Whether *question* asks how old somebody is, and *sentence* has nobody's age."""
    return _AGE_ASKED.search(question) is not None and _AGE.search(sentence) is None


def keeps_unnamed(question: str, sentence: str) -> bool:
    """Whether *question* asks who or which it was, and *sentence* has an initial for it: A씨, C사.

    A question that has the initial itself asks for something else.
    """
    return (
        _NAME_ASKED.search(question) is not None
        and _UNNAMED.search(sentence) is not None
        and _INITIAL.search(question) is None
    )
