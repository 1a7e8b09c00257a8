"""What stands around the text of a page that was copied: buttons, who wrote it, whose it is. Nobody quotes it.

>>> fields = Fields()
>>> is_furniture("윤서린 기자", fields), is_furniture("글자 크기 변경하기", fields), fields["author"]
(True, True, '윤서린 기자')
>>> without_end(["다리가 열렸다.", "", "ⓒ 한빛일보, 무단 전재 금지", "많이 본 기사"], fields)
['다리가 열렸다.']
"""

from __future__ import annotations

import re
from pathlib import Path

from bot.articles.byline import is_name, read_byline
from bot.articles.fields import Fields
from bot.patterns import lazy_compile

MOST_LINES = 40  # above and below a text
MOST_UNKNOWN = 4  # lines between two buttons that may be one as well
MOST_CREDIT = 60  # characters of a line above a text that says whose it is
SHORT = 20  # characters of such a line
MOST_HEADING = 40  # characters
MOST_OF_LINK = 300  # with its address
_MARKS = " \t*#-·|>[]<>【】▶▷■□◆◇☞※:"


def _patterns(kind: str) -> str:
    rows = (line.partition("\t") for line in _TABLE)
    return "|".join(f"(?:{pattern})" for named, _, pattern in rows if named == kind)


_TABLE = Path(__file__).with_name("furniture.tsv").read_text("utf-8").splitlines()
_BUTTON = lazy_compile(_patterns("button"), re.IGNORECASE)
_OWN = lazy_compile(_patterns("own"))
_RECOMMENDED = lazy_compile(_patterns("list"), re.IGNORECASE)
_KEYS = lazy_compile(_patterns("keys"))
_SOCIAL = lazy_compile(_patterns("social"), re.IGNORECASE)
_COPYRIGHT = lazy_compile(
    r"(?:copyrights?|저작권자|ⓒ|©|\(c\))[^가-힣A-Za-z0-9]{0,8}+"
    r"(?:ⓒ|©|\(c\))?\s?(?:(?:19|20)\d\d(?:\s?[-–~]\s?20\d\d)?[.,]?\s)?(?:by\s)?(?P<paper>[^.,\n|<>()\[\]ⓒ©]{2,30}?)"
    r"(?:\s?(?:[,.\](]|&\s|무단|All\s|$))",
    re.IGNORECASE,
)
_CREDIT = lazy_compile(
    r"copyright|all rights reserved|무단\s?(?:전재|복제|배포)|재배포\s?금지|저작권자|^[ⓒ©]|^\(c\)\s?\d{4}"
    r"|AI\s?학습 및 활용 금지",
    re.IGNORECASE,
)
_SECTION = lazy_compile(r"이 기사는 언론사에서 (?P<name>[가-힣A-Za-z·/]{1,20})\s?섹션으로 분류")
_BELOW = lazy_compile(_patterns("below"))
_FOOT = lazy_compile(_patterns("foot"))
_SUMMARY = lazy_compile(_patterns("summary"))
SUMMARY_WITHIN = 20  # lines
# Nothing below such a line is of the text, whatever the page recommends there.
_LAST = lazy_compile(
    r"[<\[(\s]{0,6}(?:copyrights?|저작권자|[ⓒ©]|\(c\)).{0,80}(?:무단|all rights|재배포|금지).{0,100}"
    r"|[“\"]?이 자료는 .{2,40}보도자료를 전재하여.{0,60}|이 기사는 언론사에서 .{1,20} ?섹션으로 분류했습니다\.",
    re.IGNORECASE,
)
SENTENCE = 60  # characters: a longer line that ends like one is text
_PROSE = lazy_compile(r"다\.[\"”’')\]]{0,3}$")
_SENTENCE = lazy_compile(r"[다요죠까음함임됨][.?!…]{1,3}[\"”’')\]]{0,3}$")
_TOLD = lazy_compile(r"[:：]\s")  # - 노면전차: 전기로 달리는 차
_OWNED = lazy_compile(r"copyright|[ⓒ©]|\(c\)", re.IGNORECASE)
SENT = lazy_compile(  # when a wire sent it; whom to write to
    r"(?P<at>\d{4}[/.-]\d\d?[/.-]\d\d?\.?\s\d\d?:\d\d)\s송고|[\w.+-]{1,40}@[\w.-]{3,60}+"
)
_NAME_AND_MAIL = lazy_compile(
    r"(?<![가-힣])([가-힣]{2,4}+)\s?[(<]?[A-Za-z0-9_.+-]{1,40}+@[A-Za-z0-9_.-]{3,60}+[)>]?"
)
_ENGLISH_AND_MAIL = lazy_compile(
    r"[A-Z][a-z'’-]{1,15}+(?: [A-Z][a-z'’.-]{0,15}+){1,2} ?[(<\[]?[A-Za-z0-9_.+-]{1,40}+@[A-Za-z0-9_.-]{3,60}+[)>\]]?"
)
_REPORTERS = lazy_compile(
    r"(?:/?[가-힣]{2,6}\s?=\s?)?(?:[가-힣]{2,4}\s?(?:[가-힣]{0,8})?(?:기자|특파원|논설위원|선임기자|인턴기자|PD)(?:\s?[·,/]\s?)?){1,5}+"
    r"(?:\s?[(<]?[\w.+-]{1,40}@[\w.-]{3,60}+[)>]?){0,3}+(?:\s?(?:TALK|다른 기사 보기|구독))?"
)
NAMED = lazy_compile(r"^(?:by\s?(?=[가-힣]{2,4}$)|기자명|글|취재|기자)\s?[:=]?\s+(?=[가-힣])")
_BY = lazy_compile(
    r"By [A-Z][\w.'’-]{0,20}+(?: [A-Z][\w.'’-]{0,20}+){0,3}"
    r"(?:(?:,|,? and) [A-Z][\w.'’-]{0,20}+(?: [A-Z][\w.'’-]{0,20}+){0,3}){0,4}(?:, [\w -]{3,40})?"
)
_NO_NAME = lazy_compile(  # By Tuesday Morning, By Washington Standards
    r"By (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Washington|Seoul|Busan|Beijing|Tokyo|London|Paris|Moscow"
    r"|Brussels|New York|Hong Kong|Pyongyang|Korean?|Chinese|Japanese|European|American|The|This|That|Next|Last"
    r"|Early|Late|Mid|All|Any|Some|Most|Then|Now|Today|Tomorrow|Noon|Midnight|Contrast|Comparison|Law)\b"
)
_NUMBER = lazy_compile(r"\d{1,2}:\d\d|\d{1,4}")
_IN_PLACE = lazy_compile(r"((?:[A-Z][\w.'’-]{0,20} ){2,3})in [A-Z][\w .'’-]{1,30}")


def is_prose(line: str) -> bool:
    """Whether *line* ends like a sentence of a text, whatever it tells of copies, subscriptions and attachments.

    >>> is_prose("월 구독은 1만원에서 1만5000원으로 오른다."), is_prose("ⓒ 한빛일보. 무단 전재를 금한다.")
    (True, False)
    """
    return _PROSE.search(line) is not None and not (_OWNED.search(line) or _OWN.fullmatch(line))


def is_furniture(line: str, fields: Fields) -> bool:
    """A button, or the line that names the reporters, who go into *fields*."""
    line = NAMED.sub("", line.strip(" \t*#-·|>"))
    if not line or _OWN.fullmatch(line):
        return True
    if _PROSE.search(line):
        return False
    if _BUTTON.fullmatch(line):
        return True
    if "  " in line and all(map(_BUTTON.fullmatch, re.split(r"\s{2,}", line[:200]))):
        return True
    if not (reporters := reporters_of(line)):
        return False
    if reporters not in fields["author"]:
        fields["author"] = f"{fields['author']}\n{reporters}".strip()
    return True


def reporters_of(line: str) -> str:
    """The reporters that *line* names and nothing else, as a byline; "" for any other line."""
    line = " ".join(line[1:-1].split()) if line[:1] + line[-1:] in ("[]", "()", "【】") else line
    line = line.replace("By  ", "By ", 1)
    if len(line) <= 200 and (by := _IN_PLACE.fullmatch(line) or _BY.fullmatch(line)):
        if _NO_NAME.match(line):
            return ""
        named = by[1] if by.re is _IN_PLACE else line
        return named.title() if named[3:].isupper() else named
    if _ENGLISH_AND_MAIL.fullmatch(line[:120]):
        return line
    if (signed := _NAME_AND_MAIL.fullmatch(line[:120])) and is_name(signed[1]):
        return line
    return line if len(line) <= 120 and _REPORTERS.fullmatch(line) and read_byline(line)[0] else ""


def first_of_text(lines: list[str], start: int, fields: Fields) -> int:
    """Where in *lines* the text begins, at *start* or behind buttons: short lines between two of them are some too."""
    summed = (
        n + 1
        for n in range(min(len(lines), start + SUMMARY_WITHIN) - 1, start - 1, -1)
        if _SUMMARY.fullmatch(lines[n].strip())
    )
    found = at = next(summed, start)
    unknown = 0
    while at < min(len(lines), start + MOST_LINES) and unknown <= MOST_UNKNOWN:
        line = lines[at].strip()
        if is_number(lines, at):
            unknown += 1
        elif is_furniture(line, fields) or (len(line) <= MOST_CREDIT and take_credit(line, fields)):
            found, unknown = at + 1, unknown if not line else 0
        elif len(line) > SHORT or line.endswith((".", "다", "?", "!", '"', "”", "…")):
            break
        else:
            unknown += 1
        at += 1
    return found


def is_counted(line: str) -> bool:
    """Whether *line* is a button or a count below a post of a network: 재게시 12.

    >>> is_counted("마음에 들어요 40"), is_counted("댓글 3개를 지웠다.")
    (True, False)
    """
    return len(line) <= SHORT and _SOCIAL.fullmatch(line) is not None


def is_number(lines: list[str], at: int) -> bool:
    """Whether the line is a time or a count that no button above it tells of: of a timetable, or of results."""
    if not _NUMBER.fullmatch(lines[at].strip()):
        return False
    above = lines[at - 1].strip() if at else ""
    return not above or not _BUTTON.fullmatch(above) or _NUMBER.fullmatch(above) is not None


def without_end(lines: list[str], fields: Fields, start: int = 0) -> list[str]:
    """*lines* from *start* to where the text ends; whose it is goes into *fields*."""
    last = next((n for n in range(start + 1, len(lines)) if _is_last(lines, n)), None)
    if last is not None:
        for line in lines[last + 1 : last + MOST_LINES]:
            take_credit(line.strip(), fields)
        lines = lines[: last + 1]
    lines = lines[: start_of_recommended(lines, start)]
    return lines[start : _end(lines, start, fields)]


def start_of_recommended(lines: list[str], start: int) -> int:
    """Where what a page recommends begins below a text: its heading (관련 기사) and lines that are no sentences.

    >>> start_of_recommended(["다리가 열렸다.", "", "많이 본 기사", "공원 문 열어"], 0)
    2
    """
    for number in range(max(start + 1, len(lines) - MOST_LINES), len(lines)):
        heading = lines[number].strip(_MARKS)
        if len(heading) > MOST_HEADING:
            continue
        is_keys = _KEYS.fullmatch(heading) is not None
        if is_keys or _RECOMMENDED.fullmatch(heading):
            below = [line.strip() for line in lines[number + 1 : number + MOST_LINES]]
            if not any(_is_text(line) or (is_keys and _is_told(line)) for line in below):
                return number
    return len(lines)


def _is_text(line: str) -> bool:
    """Whether *line* is no headline: a sentence of any style, a long line, a heading."""
    if is_prose(line) or len(line) > MOST_OF_LINK or line.startswith("#"):
        return True
    if not _SENTENCE.search(line) or _CREDIT.search(line):
        return False
    return not (_OWN.fullmatch(line) or _BUTTON.fullmatch(line))


def _is_told(line: str) -> bool:
    """Whether *line* says more than a key does; whose the text is stands below keys as well."""
    return (len(line) > MOST_HEADING or _TOLD.search(line) is not None) and not _CREDIT.search(line)


def is_last(line: str) -> bool:
    """Whether *line* says whose the text above it is, as the last thing of a page."""
    if not 2 < len(line) <= 200 or is_prose(line):
        return False
    return _LAST.fullmatch(line) is not None or _FOOT.fullmatch(line) is not None


def _is_last(lines: list[str], number: int) -> bool:
    if not is_last(lines[number].strip()):
        return False
    return sum(len(below) >= SENTENCE and below.rstrip().endswith("다.") for below in lines[number + 1 :]) < 2


def take_credit(line: str, fields: Fields) -> bool:
    """Whether *line* says whose the text is, which goes into *fields*."""
    if section := _SECTION.search(line):
        fields["category"] = section["name"]
        return True
    if len(line) > 200 or is_prose(line) or not _CREDIT.search(line):
        return False
    if (paper := _COPYRIGHT.search(line)) and not fields["publisher"]:
        fields["publisher"] = paper["paper"].strip()
    return True


def _end(lines: list[str], start: int, fields: Fields) -> int:
    """Where the text ends: what stands below it says whose it is, and is not shown."""
    end = len(lines)
    for number in range(len(lines) - 1, max(start, len(lines) - MOST_LINES) - 1, -1):
        line = lines[number].strip()
        if not (take_credit(line, fields) or not line or _is_below(line, fields)):
            break
        end = number
    return end


def _is_below(line: str, fields: Fields) -> bool:
    if is_prose(line):
        return False
    return is_furniture(line, fields) or any(
        found is not None
        for found in (_BELOW.match(line), SENT.fullmatch(line), _LAST.fullmatch(line), _FOOT.fullmatch(line))
    )
