"""Wishes to be told, said without a command: 쿠팡 뉴스 매일 아침 받아보고 싶어요, 지진 나면 알려줘.

>>> read_said_wish("쿠팡 뉴스 매일 아침 받아보고 싶어요"), read_said_wish("환율 1500원 넘으면 알려줘")
(('digest', '쿠팡 뉴스 매일 아침'), ('watch', '환율 1500원'))
>>> read_said_wish("어제 쿠팡 기사 보내줘")
"""

from __future__ import annotations

import re
from typing import Literal

from bot.patterns import lazy_compile

_LONGEST = 100  # characters; who says more says something else
_ASKED = r"(?:\s?(?:줘|주세요|줄래|주십시오|주실래요|줄\s?수\s?있\S{1,3}|주시겠\S{1,3})\S{0,2})"
_AGAIN = (
    r"(?:매일|날마다|매주|매월|매달|평일마다|주말마다|[월화수목금토일]요일마다|\d\s?시간마다"
    r"|every|daily|weekly)"
)
_TELL_ONCE = lazy_compile(
    r"(?P<words>\S.{0,60}?)(?:\s?(?:관련|관한|새로운|새)){0,2}(?:\s?(?:기사|뉴스|소식|속보))?(?:이|가)?\s?(?:새로\s)?"
    rf"(?:나오면|뜨면|나면|생기면|올라오면|넘으면|터지면|들어오면)\s(?:바로\s|즉시\s|제일\s먼저\s)?(?:좀\s)?(?:알려|알림|보내){_ASKED}"
    r"|(?:please\s)?(?:tell|notify|alert)\sme\s(?:when|as\ssoon\sas|if)\s(?:there(?:['’]?s|\sis)\s)?(?:any\s|some\s)?(?:news|anything)"
    r"\s(?:about|on|of)\s(?P<english>\S.{0,60})",
    re.IGNORECASE,
)
_TELL_AGAIN = lazy_compile(
    rf"(?P<words>(?=.{{0,60}}?{_AGAIN})\S.{{0,60}}?)(?:을|를)?\s(?:좀\s)?"
    rf"(?:받아\s?보고\s?싶\S{{1,5}}|받고\s?싶\S{{1,5}}|받(?:아\s?볼|을)래\S{{0,2}}|구독하고\s?싶\S{{1,5}}|구독할래\S{{0,2}}|(?:구독해|보내|전해|알려){_ASKED})"
    rf"|(?:please\s)?(?:send|give)\sme\s(?P<english>(?=.{{0,60}}?{_AGAIN})\S.{{0,60}})",
    re.IGNORECASE,
)
_END = " .!~?ㅋㅎ"


def read_said_wish(text: str) -> tuple[Literal["digest", "watch"], str] | None:
    """What *text* wishes for, and the words of it as they may stand behind the command; None where it is no wish."""
    said = " ".join(text.split()).rstrip(_END)
    if len(said) > _LONGEST:
        return None
    if found := _TELL_AGAIN.fullmatch(said):
        return "digest", found["words"] or found["english"]
    if found := _TELL_ONCE.fullmatch(said):
        return "watch", found["words"] or found["english"]
    return None
