"""Phrases that speak of a schedule Sosik does not keep: every half hour, once a month, from nine to six, tomorrow.

They are asked about, so that none of them becomes a word to look for. A key of bot.i18n says what is asked.
"""

from __future__ import annotations

from bot.i18n import Key
from bot.patterns import lazy_compile

OFTEN, SELDOM, DAILY, WEEKLY, RANGE, HOUR, DATE, PAST, ZONE, PLACE, TIMES = (
    "subscribe.unclear_often", "subscribe.unclear_seldom", "subscribe.unclear_daily", "subscribe.unclear_weekly",
    "subscribe.unclear_range", "subscribe.unclear_hour", "subscribe.unclear_date", "subscribe.unclear_past",
    "subscribe.unclear_zone", "subscribe.unclear_place", "subscribe.unclear_times",
)  # fmt: skip

END = r"(?=[\s,、;&(]|[·/](?=\S)|[.!?~…]{1,9}(?:\s|$)|$)"
_N = r"(?:\d{1,9}|한|두|세|네|다섯|여섯|열|몇)"
_EN_N = r"(?:\d{1,3}|one|two|three|four|five|six|ten|twelve|a\s+few|few|couple\s+of|other|second|third)"
_TIMES_OF = rf"{_N}\s?(?:번|회|차례)(?:씩|만)?"
_HALF = r"(?:오전|오후|아침|저녁|밤)?\s?"
_CLOCK = r"\d{1,2}(?::\d{2}|\s?시(?:\s?\d{1,2}분|\s?반)?)"
_EN_CLOCK = r"\d{1,2}(?::\d{2})?\s?(?:am|pm)?"
_SPAN = rf"(?:{_N}\s?(?:일|주일?|개월|달)|일주일|하루|이틀|사흘|나흘|열흘|보름)"
_DAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"

_PHRASES: dict[Key, tuple[str, ...]] = {
    OFTEN: (
        rf"(?:매\s?)?{_N}\s?(?:분|시간|초)\s?(?:마다|간격(?:으로|마다)?|에\s?{_N}\s?(?:번|회)씩?|단위로?|주기로?)",
        rf"매\s?{_N}\s?시간|(?:삼십|이십|십오|십|오|반)\s?(?:분|시간|나절)\s?(?:마다|간격으로)|하루\s?종일",
        r"매\s?(?:시간?|분|초)(?:마다)?(?:\s?정각(?:에|마다)?)?",
        rf"매시\s?\d{{1,2}}분|시간(?:마다|당)(?:\s?(?:최대\s?)?{_N}\s?(?:번|회|건|개)(?:씩|만|까지)?)?|정각마다",
        r"실시간(?:으로)?|즉시|수시로|바로바로|틈틈이|자주",
        r"(?:나오|올라오|뜨|들어오)는\s?(?:대로|즉시)",
        rf"(?:every|each)\s+(?:{_EN_N}\s+)?(?:hours?|hrs?|minutes?|mins?|seconds?)",
        r"every\s?\d+\s?(?:h|m|min)|hourly|(?:every|each)\s+hour\s+on\s+the\s+(?:hour|half)",
        r"(?:once|twice|\d+\s?(?:x|times))\s+(?:an?|per|every)\s+(?:hour|minute)",
        r"real[\s-]?time|instantly|immediately|asap|constantly|as\s+it\s+happens",
    ),
    DAILY: (
        rf"(?:매일\s?)?(?:하루에?|1일)\s?{_TIMES_OF}|(?:매일|일)\s?{_TIMES_OF}",
        r"(?:once|twice|thrice|\d+\s?x|\w{1,8}\s+times)\s+(?:a|per|each|every)\s+day|(?:once|twice)\s+daily",
    ),
    SELDOM: (
        rf"(?:이틀|사흘|나흘|닷새|열흘|{_N}\s?(?:일|주일?|개월|달|년))\s?(?:마다|간격(?:으로)?|에\s?{_N}\s?(?:번|회)씩?)",
        r"격[일주월년](?:로|마다)?",
        r"(?:매월|매달|매년|매해|매\s?분기|분기마다|달마다|해마다|월말|월초|연말)(?:에|마다)?"
        r"(?:\s?(?:\d{1,2}\s?일|말일|초|말|[첫둘셋넷]째\s?주?|마지막\s?주?|첫날|마지막\s?날)(?:에|마다)?)?",
        r"(?:매\s?월\s?|매달\s?)?(?:[첫둘셋넷]째|다섯째|마지막)\s?주(?:에|마다)?",
        rf"(?:한\s?달|월|연|년|1년)에?\s?{_TIMES_OF}",
        rf"(?:every|each)\s+(?:{_EN_N}\s+)?(?:months?|years?|quarters?)",
        rf"(?:every|each)\s+{_EN_N}\s+(?:days?|weeks?|weekdays?|{_DAY}s?)",
        r"(?:once|twice)\s+(?:a|per)\s+(?:month|year)|monthly|yearly|annually|quarterly",
        r"bi-?weekly|fortnightly|every\s+fortnight|bi-?monthly",
        r"(?:the\s+|every\s+)?(?:\d{1,2}(?:st|nd|rd|th)|first|last)\s+(?:day\s+)?of\s+(?:the|each|every)\s+month",
        rf"(?:the\s+)?(?!last\s+week(?!\s+of))(?:first|second|third|last)\s+(?:week|{_DAY})(?:\s+of\s+(?:the|each|every)\s+month)?",
    ),
    WEEKLY: (
        rf"(?:일주일|주|한\s?주|1주)에?\s?{_TIMES_OF}",
        rf"매주(?:마다)?(?:\s?{_TIMES_OF})?|주마다",
        r"weekly|(?:every|each)\s+week|(?:once|twice|\w{1,8}\s+times)\s+(?:a|per|every)\s+week",
    ),
    RANGE: (
        rf"{_HALF}{_CLOCK}\s?(?:부터|[~∼–-])\s?{_HALF}{_CLOCK}\s?(?:까지|사이(?:에)?)?",
        r"\d{1,2}\s?[~∼–-]\s?\d{1,2}시(?:까지|사이에?)?",
        rf"{_HALF}{_CLOCK}\s?(?:부터|까지|이후(?:에|로)?|이전(?:에)?|전에|전까지|넘어서|지나서)",
        rf"(?:from|between)\s+{_EN_CLOCK}\s+(?:to|until|till|and|-)\s+{_EN_CLOCK}",
        r"\d{1,2}\s?(?:am|pm)?\s?(?:-|–|to)\s?\d{1,2}\s?(?:am|pm)",
        rf"(?:before|after|until)\s+{_EN_CLOCK}",
    ),
    DATE: (
        r"(?:\d{2,4}년\s?)?\d{1,2}월\s?\d{1,2}일(?:에|부터|까지)?",
        r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}/\d{1,2}|\d{1,2}(?:일|월)(?:에|부터|까지)?",
        r"(?:오늘|내일|모레|글피|다음\s?주|다음\s?달|이번\s?주|이번\s?달)(?:에만?|부터|까지만?|만|동안만?)?"
        r"(?:\s?[월화수목금토일]요일(?:에|부터)?)?(?:\s(?:\d{1,2}일|하루|이틀|사흘|나흘|닷새|일주일|열흘|보름)(?:간|\s?동안)?만?)?",
        rf"today|tonight|tomorrow|(?:next|this)\s+(?:week|month|{_DAY})|from\s+(?:now|today|tomorrow)",
        r"(?:공?휴일|명절|연휴)(?:은|에는|엔|마다|에)?\s?(?:제외|빼고|말고|만|에만)(?:하고)?",
        r"(?:except|excluding|not\s+on)\s+(?:public\s+)?holidays",
    ),
    PAST: (
        r"(?:어제|그제|그저께|엊그제|엊그저께)(?:자)?(?:의|부터|까지|에)?",
        r"(?:지난|저번)\s?(?:주말|주|달|해|[월화수목금토일]요일)(?:의|부터|까지|에)?(?:\s?[월화수목금토일]요일)?",
        rf"(?:최근|지난|요)\s?{_SPAN}(?:간|동안)?(?:의)?|{_SPAN}\s?전(?:부터|에)?|{_SPAN}(?:간|\s?동안)",
        r"yesterday|(?:last|past|previous)\s+(?:night|week(?:end)?|month|year)",
        rf"(?:the\s+)?(?:last|past)\s+{_EN_N}\s+(?:days?|weeks?|months?)|{_EN_N}\s+(?:days?|weeks?|months?)\s+ago",
    ),
    HOUR: (
        r"(?:출근|퇴근|등교|하교)\s?(?:길|시간|할\s?때|전|후)(?:에|마다)?|자기\s?전(?:에)?|아무\s?때나",
        r"(?:아침|새벽|오전)\s?일찍|\d{1,2}(?::\d{2})?-?ish|이른\s?(?:아침|새벽|저녁)(?:에)?|(?:밤|저녁)\s?늦게|늦은\s?(?:밤|저녁|아침|오후)(?:에)?",
        r"(?:early|late)\s(?:in\sthe\s)?(?:morning|afternoon|evening)|late\sat\snight",
        r"on\s+(?:my|the)\s+(?:commute|way\s+to\s+work)|before\s+bed|any\s?time",
        r"0\d[0-5]\d(?:hrs?)?|(?:\d|1\d|2[0-3])\.(?:00|30)(?:에|쯤)?",  # 8.30; not 5.18, which is a name
        r"(?:아침|점심|저녁)(?:밥|\s?식사)?\s?(?:먹고(?:\s?나서)?|먹기?\s?(?:전|후|뒤)에?|전에|후에)",
        r"이따가?|나중에|적당히|적당한\s?(?:때|시간)에?|편한\s?(?:때|시간)에?|(?:at\s+)?some\s?time\s+later|later\s+today",
        r"(?:at|over|around)\s+(?:breakfast|lunch|dinner|supper)(?:\s?time)?|after\s+(?:work|school)",
    ),
    ZONE: (r"현지\s?시[간각](?:\s?기준)?(?:으로)?|local\s+time",),
}
_NUMBERS = {"두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
            "twelve": 12, "other": 2, "second": 2, "third": 3}  # fmt: skip
_HOURS_APART = lazy_compile(
    r"매\s?(\d{1,2}|두|세|네|다섯|여섯)\s?시간|(\d{1,2}|두|세|네|다섯|여섯)\s?시간\s?(?:마다|간격(?:으로|마다)?|에\s?(?:1|한)\s?(?:번|회)씩?|단위로?|주기로?)"
    r"|(?:every|each)\s(\d{1,2}|two|three|four|five|six|twelve|other|second|third)\s?(?:hours?|hrs?|h)"
    r"|every(\d{1,2})h"
)
_DOUBTS = tuple(
    (key, lazy_compile(f"(?:{phrase}){END}")) for key, phrases in _PHRASES.items() for phrase in phrases
)
# What no phrase above knows, and yet speaks of time.
_LOOKS = (
    (
        HOUR,
        lazy_compile(
            r".{0,60}(?<![\d:])\d{1,2}:\d{2}(?!\d).*|\d{1,2}h(?:\d{2})?|\d{1,2}시(?!간|리즈).{1,4}|\d{1,2}\.?(?:am|pm).*"
        ),
    ),
    (WEEKLY, lazy_compile(r"[월화수목금토일]요일.{1,4}")),
    (SELDOM, lazy_compile(r".{1,8}마다|every|each")),
    (ZONE, lazy_compile(r"(?:gmt|utc)[+\-−:].*")),
)
_LONGEST = 60  # no longer word speaks of a time


def match(low: str, at: int) -> tuple[Key, int] | None:
    """The longest phrase of *low* (lower case) at *at*: what to ask, and where it ends."""
    found = [(match.end(), key) for key, form in _DOUBTS if (match := form.match(low, at))]
    if not found:
        return None
    end, key = max(found, key=lambda one: one[0])
    return key, end


def hours_apart(said: str) -> int | None:
    """How many hours, two or more, digests are apart in `3시간마다` and `every 3 hours`; None for anything else."""
    found = _HOURS_APART.fullmatch(" ".join(said.split()))
    if found is None:
        return None
    number = next(filter(None, found.groups()))
    hours = int(number) if number.isdigit() else _NUMBERS.get(number, 0)
    return hours if 2 <= hours <= 12 or hours == 24 else None


_COUNTED = lazy_compile(
    r"(\d{1,9}|한|두|세|네|다섯|여섯|one|two|three|four|five|six|once|twice|thrice)(?![a-z])"
)
_ONCE = {"한": 1, "one": 1, "once": 1, "twice": 2, "thrice": 3}


def how_often(said: str) -> int | None:
    """The number of times in `하루에 두 번`, `주 1회` and `twice a day`; None where none is said."""
    low = said.replace("1일", "").replace("일주일", "").replace("1주", "").replace("한 주", "")
    found = _COUNTED.search(low)
    if found is None:
        return None
    return int(found[1]) if found[1].isdigit() else (_NUMBERS | _ONCE)[found[1]]


def looks_like_one(word: str) -> Key | None:
    """What to ask about a single *word* (lower case) that speaks of time; None when it does not."""
    if len(word) > _LONGEST:
        return None
    return next((key for key, form in _LOOKS if form.fullmatch(word.strip("."))), None)
