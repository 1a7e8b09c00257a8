"""The first lines under a title that are none of the text: the title again, its date, links to where it came from.

>>> fields = Fields()
>>> without_head("# 다리 개통\\n#클리핑\\n\\n[원문](https://hanbit.example/1)\\n\\n다리가 열렸다.", "다리 개통", fields)
'다리가 열렸다.'
>>> fields["url"]
'https://hanbit.example/1'
"""

from __future__ import annotations

import re

from bot.articles.fields import Fields
from bot.articles.moment import read_published
from bot.patterns import lazy_compile

MOST_LINES = 12  # so many stand there
MAX_ADDRESS = 2_048

_HEADING = lazy_compile(r" {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_TAGS = lazy_compile(r"(?:#[^\s#]+#?+[ \t]*)+")  # Bear closes some: #한빛 다리#
_LINKS = lazy_compile(
    r"\A(?:[ \t|·>*-]*+!?\[([^\[\]\n]{0,80})\]\(([^()\s]{1,2000}+)[^()\n]{0,300}+\))+[ \t|·]*"
)
_LINK = lazy_compile(r"\[([^\[\]\n]{0,80})\]\((https?://[^()\s]{1,2000})")
_NAVIGATION = lazy_compile(
    r"(?:read|view|see|open|original|source|link|listen|share|save|via|go to)\b.{0,40}"
    r"|.{0,20}(?:원문|원본|기사|링크|출처|바로가기|보기|열기|읽기|듣기|공유|저장).{0,10}",
    re.IGNORECASE,
)
_ORIGINAL = lazy_compile(r"original|source|link|원문|원본|출처|링크|기사", re.IGNORECASE)
_WORDS = lazy_compile(r"[^\W\d_]+")
_OF_DATES = lazy_compile(
    r"(?:[a-z]{2,9}|[년월일시분초오전후화수목금토요年月日時时分秒火水木金土曜]{1,3}|[午上下][前後午]|입력|수정|등록|작성|게시|발행|송고|승인)",
    re.IGNORECASE,
)
_AGO = lazy_compile(
    r"(?:[ |·,(]{1,4}|(?<=\d)(?=updated))(?:updated?|수정|업데이트)?:? ?(?:\d{1,3}|an?) ?"
    r"(?:minutes?|hours?|days?|weeks?|months?|분|시간|일) ?(?:ago|전)\)?$",
    re.IGNORECASE,
)
_COUNTS = lazy_compile(r"(?:[ |·ㅣ]{0,4}(?:조회|댓글|추천|읽음)\s?수?\s?:?\s?[\d,]{1,9}){1,4}$")
_POINTING = lazy_compile(  # to a place for readers, not to where the text is from
    r"(?:누리집|홈페이지|사이트|링크|QR ?코드|아래에서|아래로)(?:를|을|에서|에|로|으로)?(?: [^\s.]{1,20}){0,6}[.:：]?$"
    r"|(?:신청|접수|예약|예매|문의|참고|참조)(?:(?:은|는)(?: [^\s.]{1,20}){1,5}|하면 된다|하세요|바랍니다)?[.:：]?$"
)
_SOURCE = lazy_compile(r"출처|원문|기사 ?원문|source|original", re.IGNORECASE)
_ADDRESS = lazy_compile(r"<?(https?://[^\s<>]+)>?", re.IGNORECASE)


def without_head(text: str, title: str, fields: Fields) -> str:
    """*text* from its first line that is text; an address or a date found above it goes into *fields*."""
    text = text.strip()
    for _ in range(MOST_LINES):
        line, _, rest = text.partition("\n")
        if not _is_head(line, title, fields):
            break
        text = rest.strip()
    return text


def without_address(text: str, fields: Fields) -> str:
    """*text* without the one address that stands alone on its first or its last line, as a shared article has it."""
    first, _, rest = text.partition("\n")
    if found := address_alone(first):
        _fill(fields, "url", found)
        return rest.strip()
    rest, _, last = text.rpartition("\n")
    if (
        rest
        and text.count("://") == 1
        and (found := address_alone(last))
        and not points_below(rest.split("\n"))
    ):
        _fill(fields, "url", found)
        return rest.rstrip()
    return text


def points_below(lines: list[str]) -> bool:
    """Whether the last of *lines* sends readers to what stands below it, which is then of the text.

    >>> points_below(["신청은 누리집에서 하면 된다.", ""]), points_below(["다리가 열렸다."])
    (True, False)
    """
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return _POINTING.search(last[-120:]) is not None and not _SOURCE.match(last)


def original_link(line: str) -> str:
    """The address of a line that is one link to where a text is from: [원문 보기](https://…); "" for any other line."""
    found = _LINKS.fullmatch(line) if "](http" in line[:100] else None
    told = _LINK.findall(line) if found else []
    if len(told) != 1 or not (_NAVIGATION.fullmatch(told[0][0].strip()) and _ORIGINAL.search(told[0][0])):
        return ""
    return str(told[0][1])


def address_alone(line: str) -> str:
    """The address that *line* is and nothing else; "" for any other line."""
    line = line.strip()
    found = _ADDRESS.fullmatch(line) if line[:5].lower() in ("http:", "https", "<http") else None
    return found[1] if found and len(found[1]) <= MAX_ADDRESS else ""


def address_behind(line: str) -> str:
    """The address of a line that sends readers to where a text is from: 자세히 보기 ▶ https://…; "" for any other."""
    words, mark, address = line.strip().rpartition(" ")
    return address_alone(address) if mark and _NAVIGATION.fullmatch(words.strip(" ▶▷►→☞👉:>-")) else ""


def _is_head(line: str, title: str, fields: Fields) -> bool:
    if len(line) > 2_500 or not line.startswith(("#", "[", "!", "-", ">", "*", "|", " ")):
        return bool(line) and line.strip() == title
    if heading := _HEADING.match(line):
        if heading[1].strip(" *") == title:
            return True
        if is_date_line(heading[1]):
            _fill(fields, "published", heading[1])
            return True
        return False
    if _TAGS.fullmatch(line):
        return True
    if not _LINKS.fullmatch(line):
        return False
    found = list(re.finditer(r"\[([^\[\]\n]{0,80})\]\(([^()\s]{1,2000})", line))
    if line.lstrip(" \t|·>*-").startswith("!"):
        return True  # a picture, which nobody sees
    if not all(_NAVIGATION.fullmatch(link[1].strip()) for link in found):
        return False
    for link in found:
        if _ORIGINAL.search(link[1]) and link[2].startswith("http"):
            _fill(fields, "url", link[2])
    return True


def without_ago(line: str) -> str:
    """*line* without how long ago something was, which tells no date: … Updated 2 hours ago."""
    return _COUNTS.sub("", _AGO.sub("", line.strip())) if len(line) <= 120 else line


def is_date_line(line: str) -> bool:
    """Whether a line is nothing but a date, with the words around one."""
    line = without_ago(line)
    return (
        len(line) <= 80
        and all(map(_OF_DATES.fullmatch, _WORDS.findall(line)))
        and read_published(line) is not None
    )


def _fill(fields: Fields, field: str, value: str) -> None:
    if not fields[field]:
        fields[field] = value
        fields.keys_found[field] = value
