"""Wishes to be told, said without a command: 쿠팡 뉴스 매일 아침 받아보고 싶어요, 지진 나면 알려줘.

>>> read_said_wish("쿠팡 뉴스 매일 아침 받아보고 싶어요"), read_said_wish("환율 1500원 넘으면 알려줘")
(('digest', '쿠팡 뉴스 매일 아침'), ('watch', '환율 1500원'))
>>> read_said_wish("어제 쿠팡 기사 보내줘")
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from bot.korean.particles import without_object_mark, without_subject_mark
from bot.patterns import lazy_compile

_LONGEST = 100  # characters; who says more says something else
_ASKED = r"(?:\s?(?:줘|주세요|줄래|주십시오|주실래요|줄\s?수\s?있\S{1,3}|주시겠\S{1,3})\S{0,2})"
_PART_OF_DAY = r"(?:아침|점심|저녁|오전|오후|새벽|밤|정오|자정)"
_AGAIN = (  # 매일 아침; not 매일경제, 경매일, everything, every article, the Daily Mail
    rf"(?<!\S)(?:(?:매일|날마다|매주|매월|매달|평일마다|주말마다)(?=[\s,]|마다|{_PART_OF_DAY}|\d|[월화수목금토일]요일)|[월화수목금토일]요일마다|\d\s?시간마다"
    r"|every\s?(?:other\s|single\s)?(?:\d{1,2}\s)?(?:day|morning|noon|afternoon|evening|night|week(?:day|end)?|month|hour|(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?(?![^\s,])"
    r"|(?<!the\s)(?-i:daily|weekly)(?!\S))"
)
_TELL_ONCE = lazy_compile(
    r"\A(?P<words>\S.{0,60}?)(?:\s(?:관련|관한|새로운|새)){0,2}(?:\s(?:기사|뉴스|소식|속보)(?:이|가)?)?(?:\s새로)?\s?(?=[나뜨생올넘터들])"
    rf"(?:나오면|뜨면|나면|생기면|올라오면|넘으면|터지면|들어오면)\s(?:바로\s|즉시\s|제일\s먼저\s)?(?:좀\s)?(?:알려|알림|보내){_ASKED}"
    r"|(?:please\s)?(?:tell|notify|alert)\sme\s(?:when|as\ssoon\sas|if)\s(?:there(?:['’]?s|\sis)\s)?(?:any\s|some\s)?(?:news|anything)"
    r"\s(?:about|on|of)\s(?P<english>\S.{0,60})",
    re.IGNORECASE,
)
_TELL_AGAIN = lazy_compile(
    rf"\A(?P<words>(?=.{{0,60}}?{_AGAIN})\S.{{0,60}}?)\s(?:좀\s)?(?=[받구보전알])"
    rf"(?:받아\s?보고\s?싶\S{{1,5}}|받고\s?싶\S{{1,5}}|받(?:아\s?볼|을)래\S{{0,2}}|구독하고\s?싶\S{{1,5}}|구독할래\S{{0,2}}|(?:구독해|보내|전해|알려){_ASKED})"
    rf"|(?:please\s)?(?:send|give)\sme\s(?P<english>(?=.{{0,60}}?{_AGAIN})\S.{{0,60}})",
    re.IGNORECASE,
)
_NOTHING = lazy_compile(r"(?:새로운|새|관련|기사|뉴스|소식|속보)(?:이|가)?")
_SHORT_SUBJECT = lazy_compile(r"(?:불|눈|비)(?:이|가)")  # nouns of one syllable, which news has a word for
_END = " .!~?ㅋㅎ"


def read_said_wish(text: str) -> tuple[Literal["digest", "watch"], str] | None:
    """What *text* wishes for, and the words of it as they may stand behind the command; None where it is no wish."""
    said = " ".join(text.split()).rstrip(_END)
    if len(said) > _LONGEST:
        return None
    if found := _TELL_AGAIN.fullmatch(said):
        return "digest", _bare(found["words"], without_object_mark) if found["words"] else found["english"]
    if (found := _TELL_ONCE.fullmatch(said)) is None:
        return None
    words = _bare(found["words"], _without_subject_mark) if found["words"] else found["english"]
    return None if _NOTHING.fullmatch(words) else ("watch", words)


def _bare(words: str, without_mark: Callable[[str], str]) -> str:
    """*words*, the last of them without its particle."""
    before, blank, last = words.rpartition(" ")
    return before + blank + without_mark(last)


def _without_subject_mark(word: str) -> str:
    return word[:-1] if _SHORT_SUBJECT.fullmatch(word) else without_subject_mark(word)
