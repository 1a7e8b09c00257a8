"""Time zones as people name them: America/New_York, KST, GMT+9, 뉴욕, 한국시간.

>>> read_zone("KST"), read_zone("GMT+9"), read_zone("New York time"), read_zone("뉴욕 시간")
('Asia/Seoul', 'Asia/Seoul', 'America/New_York', 'America/New_York')
"""

from __future__ import annotations

import logging
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.patterns import lazy_compile

log = logging.getLogger(__name__)

_SEOUL, _TOKYO, _SHANGHAI, _LONDON = "Asia/Seoul", "Asia/Tokyo", "Asia/Shanghai", "Europe/London"
_NEW_YORK, _CHICAGO, _ANGELES = "America/New_York", "America/Chicago", "America/Los_Angeles"
# Letters that mean one zone to nearly everybody; winter's name is said in summer too. CST, which is China's and
# Chicago's, is not among them.
_LETTERS = {
    "kst": _SEOUL, "jst": _TOKYO, "utc": "UTC", "gmt": "UTC", "est": _NEW_YORK, "edt": _NEW_YORK, "cdt": _CHICAGO,
    "mst": "America/Denver", "mdt": "America/Denver", "pst": _ANGELES, "pdt": _ANGELES, "bst": _LONDON,
    "cet": "Europe/Berlin", "cest": "Europe/Berlin", "hkt": "Asia/Hong_Kong", "sgt": "Asia/Singapore",
    "aest": "Australia/Sydney", "aedt": "Australia/Sydney",
}  # fmt: skip
SHORT_LETTERS = {
    "et": _NEW_YORK,
    "ct": _CHICAGO,
    "mt": "America/Denver",
    "pt": _ANGELES,
}  # beside a time only
DOUBTFUL_LETTERS = {"cst": (_SHANGHAI, _CHICAGO), "ist": ("Asia/Kolkata", "Asia/Jerusalem")}
_PLACES = {
    "한국": _SEOUL, "서울": _SEOUL, "korea": _SEOUL, "korean": _SEOUL, "seoul": _SEOUL, "일본": _TOKYO, "도쿄": _TOKYO,
    "동경": _TOKYO, "japan": _TOKYO, "중국": _SHANGHAI, "베이징": _SHANGHAI, "북경": _SHANGHAI, "상하이": _SHANGHAI,
    "beijing": _SHANGHAI, "china": _SHANGHAI, "홍콩": "Asia/Hong_Kong", "대만": "Asia/Taipei",
    "타이베이": "Asia/Taipei",
    "싱가포르": "Asia/Singapore", "베트남": "Asia/Ho_Chi_Minh", "하노이": "Asia/Ho_Chi_Minh",
    "호찌민": "Asia/Ho_Chi_Minh",
    "hanoi": "Asia/Ho_Chi_Minh", "태국": "Asia/Bangkok", "방콕": "Asia/Bangkok", "필리핀": "Asia/Manila",
    "마닐라": "Asia/Manila", "자카르타": "Asia/Jakarta", "인도": "Asia/Kolkata", "뭄바이": "Asia/Kolkata",
    "델리": "Asia/Kolkata", "india": "Asia/Kolkata", "두바이": "Asia/Dubai", "시드니": "Australia/Sydney",
    "런던": _LONDON, "영국": _LONDON, "uk": _LONDON, "파리": "Europe/Paris", "프랑스": "Europe/Paris",
    "베를린": "Europe/Berlin", "독일": "Europe/Berlin", "germany": "Europe/Berlin", "로마": "Europe/Rome",
    "모스크바": "Europe/Moscow", "뉴욕": _NEW_YORK, "워싱턴": _NEW_YORK, "보스턴": _NEW_YORK, "nyc": _NEW_YORK,
    "washington": _NEW_YORK, "boston": _NEW_YORK, "미국 동부": _NEW_YORK, "미 동부": _NEW_YORK, "미동부": _NEW_YORK,
    "eastern": _NEW_YORK, "us eastern": _NEW_YORK, "시카고": _CHICAGO, "미국 중부": _CHICAGO, "central": _CHICAGO,
    "us central": _CHICAGO, "댈러스": _CHICAGO, "dallas": _CHICAGO, "미국 서부": _ANGELES, "미 서부": _ANGELES,
    "미서부": _ANGELES, "로스앤젤레스": _ANGELES, "엘에이": _ANGELES, "la": _ANGELES, "샌프란시스코": _ANGELES,
    "san francisco": _ANGELES, "시애틀": _ANGELES, "seattle": _ANGELES, "pacific": _ANGELES, "us pacific": _ANGELES,
    "실리콘밸리": _ANGELES, "밴쿠버": "America/Vancouver", "토론토": "America/Toronto", "하와이": "Pacific/Honolulu",
    "hawaii": "Pacific/Honolulu", "호놀룰루": "Pacific/Honolulu",
}  # fmt: skip
_OFFSET = lazy_compile(r"(?:gmt|utc)\s?([+\-−])\s?(\d{1,2})(?::?(00|15|30|45))?")
_POSIX = lazy_compile(r"Etc/GMT([+-])(\d{1,2})")
_NAME = lazy_compile(r"\A[A-Za-z]++(?:[_-][A-Za-z]++)*+(?:/[A-Za-z]++(?:[_-][A-Za-z]++)*+){1,2}")
_SUFFIX = lazy_compile(
    r"\s?(?:현지\s?)?(?:시간대?|시각|기준|타임|standard time|local time|time)(?:으로|로)?$"
)
_BY_OFFSET = {  # zones without summer time that go by these offsets
    (1, 0): "UTC", (1, 540): _SEOUL, (1, 330): "Asia/Kolkata", (1, 345): "Asia/Kathmandu",
    (1, 210): "Asia/Tehran", (1, 570): "Australia/Darwin", (1, 390): "Asia/Yangon",
}  # fmt: skip
_FURTHEST = {1: 14, -1: 12}  # hours


def read_zone(text: str) -> str | None:
    """The zone of the tz database that *text* names, or None."""
    low = " ".join(text.lower().split())
    if offset := _OFFSET.fullmatch(low):
        sign = 1 if offset[1] == "+" else -1
        hours, minutes = int(offset[2]), int(offset[3] or 0)
        named = _BY_OFFSET.get((sign, hours * 60 + minutes))
        if named or minutes or hours > _FURTHEST[sign]:
            return named
        return "UTC" if not hours else f"Etc/GMT{'-' if sign > 0 else '+'}{hours}"  # POSIX counts westwards
    if low in _LETTERS:
        return _LETTERS[low]
    place = _SUFFIX.sub("", low)
    if place != low and place in (_LETTERS | SHORT_LETTERS):
        return (_LETTERS | SHORT_LETTERS)[place]
    return read_place(place) or _of_database(text.strip())


def read_place(text: str) -> str | None:
    """The zone of the city or country *text*, or None."""
    low = " ".join(text.lower().split())
    return _PLACES.get(low) or _cities().get(low)


def says_zone(text: str) -> bool:
    """Whether *text* is a place's name with `시간` or `time` behind it, or a zone's own name."""
    low = " ".join(text.lower().split())
    return (
        _SUFFIX.search(low) is not None or low in _LETTERS or "/" in low or _OFFSET.fullmatch(low) is not None
    )


def write_zone(zone: str) -> str:
    """*zone* as people read it, and as `read_zone` takes it back: Etc/GMT-3 is UTC+3."""
    found = _POSIX.fullmatch(zone)
    return f"UTC{'+' if found[1] == '-' else '-'}{found[2]}" if found else zone


def name_zone(zone: str, language: str) -> str:
    """*zone* as readers of *language* call it, and as `read_zone` takes it back.

    >>> name_zone("Asia/Seoul", "ko"), name_zone("America/New_York", "en"), name_zone("UTC", "ko")
    ('한국 시간', 'New York time', 'UTC')
    """
    written = write_zone(zone)
    if language == "ko":
        place, time = next((name for name, of in _PLACES.items() if of == zone), ""), "시간"
    else:
        place, time = zone.rpartition("/")[2].replace("_", " "), "time"
    named = f"{place} {time}"
    return named if place and written == zone and says_zone(zone) and read_zone(named) == zone else written


@cache
def zone_called(name: str) -> ZoneInfo:
    """The zone that was kept as *name*; Seoul's where this machine does not know it, or no longer: some distributions
    leave older names out, and one such name must keep nobody from a digest.
    """
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        log.error("unknown time zone, %s is used instead: %s", _SEOUL, name)
        return ZoneInfo(_SEOUL)


def _of_database(text: str) -> str | None:
    if not _NAME.fullmatch(text):
        return None
    name = "/".join("_".join(word.capitalize() if word.islower() else word for word in part.split("_"))
                    for part in text.split("/"))  # fmt: skip
    try:
        return ZoneInfo(name).key
    except (LookupError, ValueError, OSError):
        return None


@cache
def _cities() -> dict[str, str]:
    """The cities of the tz database by name: `new york` -> America/New_York."""
    areas = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
    zones = sorted(zone for zone in available_timezones() if zone.startswith(areas))
    return {zone.rsplit("/", 1)[1].replace("_", " ").lower(): zone for zone in zones}
