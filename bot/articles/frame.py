"""What stands right above and right below a plain text: who wrote it, whose it is, where it is from. Nobody quotes it.

>>> fields = Fields()
>>> text = "윤서린 기자\\n\\n다리가 열렸다.\\n\\n출처: 한빛일보 (2026.03.04)\\n원문보기: https://hanbit.example/1"
>>> without_frame(text, fields)
'다리가 열렸다.'
>>> fields["author"], fields["publisher"], fields["published"], fields["url"]
('윤서린 기자', '한빛일보', '2026.03.04', 'https://hanbit.example/1')
"""

from __future__ import annotations

import re
from datetime import datetime

from bot.articles.byline import is_name
from bot.articles.fields import Fields, address_in, fold, gather, is_portal
from bot.articles.furniture import (
    SENT,
    is_counted,
    is_last,
    is_prose,
    reporters_of,
    start_of_recommended,
    take_credit,
)
from bot.articles.head import (
    address_alone,
    address_behind,
    is_date_line,
    original_link,
    points_below,
    without_address,
)
from bot.articles.labels import read_label
from bot.articles.moment import read_published
from bot.articles.signature import (
    PERSON,
    is_page_line,
    is_paper,
    read_masthead,
    read_signature,
    read_signers,
)
from bot.patterns import lazy_compile

MOST_LINES = 15  # above a text, and below it
MOST_CHARS = 300  # of one of them

_MARKS = " \t*_>#-·•|"
_READING = lazy_compile(
    r"(?:\d{1,3} ?(?:분|min(?:ute)?s?) ?(?:읽기|read|소요)|\d{1,3}[-–~]\d{1,3} ?(?:분|minutes?)|읽는 ?데 \d{1,3} ?분"
    r"|(?:약 ?)?\d{1,3} ?(?:분|시간|일|주|달|hours?|days?) ?(?:전|ago))",
    re.IGNORECASE,
)
_POSTED = lazy_compile(
    r"[•·] ?\d{1,3} ?(?:분|시간|일|주|달)"
)  # • 3시간: a portal's time, where 3분 may be text
_WITH_DAY = lazy_compile(
    r"(?P<paper>[^()\[\],]{2,40}?)(?:[ \t]{0,4}+[(\[]|, ?(?=\d))(?P<day>[^()\[\]]{8,30}?)[)\]]?"
)
_STORY_OF = lazy_compile(r"의 (?:스토리|글)(?: ?[•·] ?[^•·]{1,16}){0,3}$")  # of a reporter, at a portal
_INNER_LINK = lazy_compile(r"\[[^\[\]]{1,40}\]\(#[^()\s]{0,80}\)(?:\{:[^{}]{0,80}\}){0,4}")  # [맨 위로](#)
END_MARK = lazy_compile(r"[(<\[〈](?:끝|END)[)>\]〉]|끝\.|#{3}|-30-")
_SENT = lazy_compile(rf"{SENT.pattern}|(?P<alone>\d{{4}}[/.-]\d\d?[/.-]\d\d?\.?\s\d\d?:\d\d(?::\d\d)?)")
_ENTERED = lazy_compile(  # 입력 2026-03-04 21:12 | 수정 2026-03-05 08:00
    r"(?:기사 ?|최초 ?)?(?:입력|등록|승인|송고|게시)[ \t]?(?P<at>\d{4}[^|]{6,36}?)"
    r"(?:[ \t]?[|/·,][ \t]?(?:최종 ?)?(?:수정|업데이트)[^|]{6,36})?"
)
_SENTENCE_END = lazy_compile(r"[.?!…][\"”’')\]]{0,3}$")
_OF_EVENTS = frozenset(  # of what the text tells of
    map(fold, ("일시", "시간", "날짜", "일자", "날짜시간", "time", "date", "datetime"))
)
_OF_NOTES = frozenset(("created", "changed", "added"))  # when a note was made
_NUMBERS = lazy_compile(r"\d[\d,.]*+")
_COUNT = lazy_compile(r"[\d,.]{1,9}[만천]?")
_AT_NETWORK = lazy_compile(  # 7월 14일 오후 2:05 · 전체 공개
    r"(?:\d{1,2}월 \d{1,2}일|어제|\d{1,3} ?(?:분|시간|일|주)(?: 전)?)[^·\n]{0,14}· ?"
    r"(?:전체 ?공개|공개|친구만|Shared with.{0,30})"
)
_RULE = lazy_compile(r"(?<![ \t])[ \t]*+(?:-{3,}+|={3,}+|\*{3,}+|_{3,}+|─{3,}+|━{3,}+)[ \t]*+")
_FROM = frozenset(("url", "publisher", "source"))
_KNOWN = frozenset(("url", "publisher", "source", "author", "published", "tags")) | _OF_NOTES


def without_frame(text: str, fields: Fields, *, sources: bool = True) -> str:
    """*text* without those lines; what they tell goes into *fields* where nothing else told it.

    sources: also without what says where it is from (출처: …), which is of the text where that has front matter.
    """
    lines = text.split("\n")
    lines = lines[: start_of_recommended(lines, 0)]
    start = 0
    for number, line in enumerate(lines[:MOST_LINES]):
        if line.strip():
            if not (
                _POSTED.fullmatch(line.strip())
                or _is_above(line.strip(_MARKS), fields)
                or _is_writer(lines, number, fields)
            ):
                break
            start = number + 1
    if start >= len(lines) or not any(map(str.strip, lines[start:])):
        start = 0
    end = _end(lines, start, fields, sources)
    return without_address("\n".join(lines[start:end]).strip(), fields)


def _is_above(line: str, fields: Fields) -> bool:
    if len(line) > MOST_CHARS:
        return False
    if told := _signed(line) or read_signature(line) or read_signers(line):
        _fill(fields, told)
        return True
    return _READING.fullmatch(line) is not None or _AT_NETWORK.fullmatch(line) is not None


def is_for_reading(text: str) -> bool:
    """Whether *text* begins as a browser shows one for reading: a title, then who wrote it or how long it takes.

    >>> is_for_reading("새 다리 개통\\n도하람 기자\\n3–4분"), is_for_reading("새 판이 나왔다.\\n3분 읽기")
    (True, False)
    """
    title, *below = [*filter(None, map(str.strip, text[: 4 * MOST_CHARS].split("\n")))][:4] or [""]
    told = [bool(_READING.fullmatch(line) or _signed(line)) for line in (title, *below)]
    return not (told[0] or is_prose(title)) and any(told[1:])


def _is_writer(lines: list[str], number: int, fields: Fields) -> bool:
    """Whether a line is but a name, above how long its text takes to read, as browsers show one for reading."""
    name = lines[number].strip()
    below = next((line.strip() for line in lines[number + 1 :] if line.strip()), "")
    if not (_READING.fullmatch(below) and (is_name(name) or PERSON.fullmatch(name))):
        return False
    _fill(fields, [("author", name)])
    return True


def _signed(line: str) -> list[tuple[str, str]]:
    """The reporter that *line* names and nothing else, also behind 작성자."""
    if reporters := reporters_of(_STORY_OF.sub("", line)):
        return [("author", reporters)]
    label = read_label(line)
    if label is None or not label[2]:
        return []
    if label[0] == "tags":
        return [(label[1], label[2])]
    return [("author", label[2])] if label[0] == "author" and _is_person(label[2]) else []


def _is_person(value: str) -> bool:
    return bool(reporters_of(value)) or is_name(value)


def _end(lines: list[str], start: int, fields: Fields, sources: bool) -> int:
    """Where the text ends, above the lines that say where it is from."""
    end, found = _fields_below_rule(lines, start)
    lines = lines[:end]
    buttons = _buttons(lines)
    is_shared = sum(line.count("://") for line in lines[start:]) == 1
    for number in range(len(lines) - 1, max(start, len(lines) - MOST_LINES) - 1, -1):
        line = lines[number].strip()
        if not line.strip(_MARKS + "="):
            continue
        if len(line) > MOST_CHARS:
            break
        if _INNER_LINK.fullmatch(line) or END_MARK.fullmatch(line) or number in buttons:
            pass
        elif buttons and end == buttons.start and "·" in line and is_date_line(line):
            found.append(("published", line))
        elif original := original_link(line):
            found.append(("url", original))
        elif is_shared and (address := address_alone(line)) and not points_below(lines[:number]):
            found.append(("url", address))
        elif (sent := _SENT.fullmatch(line)) and not (sent["alone"] and not _is_ended(lines[:number])):
            found.append(("published", sent["at"] or sent["alone"] or ""))
        elif (
            (entered := _ENTERED.fullmatch(line.strip("[]()")))
            and isinstance(read_published(entered["at"]), datetime)
            and _is_text_over(lines[:number])
        ):
            found.append(("published", entered["at"]))
        elif is_page_line(line):
            read_masthead(line, printed := Fields())
            found += [(field, value) for field, value in printed.items() if value]
        elif is_last(line):
            take_credit(line, fields)
        elif told := _signed(line.strip(_MARKS + "/")) or (_told_below(line) if sources else []):
            found += told
        elif is_shared and (address := address_behind(line)):
            found.append(("url", address))
        else:
            break
        end = number
    _fill(fields, found[::-1])
    return end


def _buttons(lines: list[str]) -> range:
    """Where the buttons below a post of a network stand: two or more, on a line or below each other, with how
    often one was pressed.
    """
    least = max(0, len(lines) - MOST_LINES)
    pressed = [number for number in range(least, len(lines)) if is_counted(lines[number].strip())]
    if not pressed:
        return range(0)
    start, end = pressed[-1], pressed[-1] + 1
    while start > least and (start - 1 in pressed or _is_count(lines[start - 1])):
        start -= 1
    while not lines[start].strip(_MARKS):
        start += 1
    end += end < len(lines) and _is_count(lines[end])
    told = [_NUMBERS.findall(line) for line in lines[start:end]]
    buttons = sum(max(1, len(told[number - start])) for number in pressed if number >= start)
    return range(start, end) if buttons > 1 and any(told) else range(0)


def _is_count(line: str) -> bool:
    """Whether a line beside a button is a number, or nothing but marks."""
    line = line.strip(_MARKS)
    return not line or _COUNT.fullmatch(line) is not None


def _fields_below_rule(lines: list[str], start: int) -> tuple[int, list[tuple[str, str]]]:
    """Where a rule ends the text, below which there are but fields that tell where it is from; and those."""
    within = range(len(lines) - 1, max(start, len(lines) - MOST_LINES) - 1, -1)
    rule = next((n for n in within if _RULE.fullmatch(lines[n])), None)
    below = [line for line in lines[rule + 1 :] if line.strip()] if rule else []
    labels = [label for line in below if len(line) <= MOST_CHARS and (label := read_label(line)) and label[2]]
    if len(labels) < 2 or len(labels) < len(below) or not any(map(_says_where, labels)):
        return len(lines), []
    return rule or 0, [(name, value) for _, name, value in reversed(labels)]


def _says_where(label: tuple[str, str, str]) -> bool:
    """Whether *label* says where a text is from: 출처 does so by a paper or an address alone."""
    field, _, value = label
    return field in _FROM and (field != "source" or is_paper(value) or bool(address_in(value)))


def _is_ended(lines: list[str]) -> bool:
    """Whether the last of *lines* that is filled ends a text; else a day alone below it is of what that tells."""
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return END_MARK.fullmatch(last) is not None or is_last(last)


def _is_text_over(lines: list[str]) -> bool:
    """Whether *lines* end with a sentence, or with what ends a text: a day below a few words is of what they name."""
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return bool(
        _SENTENCE_END.search(last)
        or _is_ended(lines)
        or _signed(last.strip(_MARKS + "/"))
        or _told_below(last)
    )


def _told_below(line: str) -> list[tuple[str, str]]:
    """The fields of a line that says where a text is from; 출처: 통계청 is of a table, and is of the text."""
    line = line[1:-1] if line[:1] + line[-1:] in ("()", "[]") else line
    label = read_label(line)
    if label is None or label[0] not in _KNOWN or not label[2] or fold(label[1]) in _OF_EVENTS:
        return []
    field, name, value = label
    if field == "published":
        return [(name, value)] if read_published(value) else []
    if field == "author":
        return [(name, value)] if _is_person(value) else []
    if field in _OF_NOTES:
        return [(name, value)] if read_published(value) else []
    if address_in(value) or field == "tags":
        return [(name, value)]
    if field in ("publisher", "source"):
        dated = _WITH_DAY.fullmatch(value)
        paper = dated["paper"] if dated else value
        if is_paper(paper) or is_portal(paper):
            day = dated["day"] if dated and read_published(dated["day"]) else ""
            return [("publisher", paper), ("published", day)]
    return []


def _fill(fields: Fields, told: list[tuple[str, str]]) -> None:
    for field, value in gather(told).items():
        if not fields[field]:
            fields[field] = fields.keys_found[field] = value
