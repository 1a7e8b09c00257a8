"""A page of a portal or a paper, copied as a whole: buttons, times and a copyright stand around the text.

>>> draft = read_portal("다리 개통\\n입력2026.03.04. 오후 2:38\\n다리가 열렸다.\\nⓒ 한빛일보. 무단 전재 금지")
>>> draft.title, draft.body, draft.fields["publisher"]
('다리 개통', '다리가 열렸다.', '한빛일보')
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.articles import release
from bot.articles.byline import is_name
from bot.articles.draft import Draft, markup_of
from bot.articles.fields import Fields, gather
from bot.articles.furniture import (
    MOST_LINES,
    NAMED,
    first_of_text,
    is_furniture,
    is_number,
    reporters_of,
    take_credit,
    without_end,
)
from bot.articles.head import address_alone, is_date_line, without_ago
from bot.articles.labels import names_text, read_label
from bot.articles.moment import read_published
from bot.articles.plain import bare, take_dateline
from bot.articles.signature import PERSON, is_paper, read_masthead, read_signature, read_signers
from bot.patterns import lazy_compile

DATE_WITHIN = 8  # lines; a date without a word further down is of the text
LONGEST_VALUE = 200  # characters; a longer one is text behind a name: 글 : 윤서린 원장 어깨에 관한 병명은…
MOST_GLUED = 160  # characters of a line of times
LEAST_TITLE = 10  # characters of a line of words; a shorter one is the paper's name, or a section

_WHEN = lazy_compile(
    r"(?:기사\s?)?(?:last (?:modified|updated)(?: on)?|first published(?: on)?|Published|Posted|Updated"
    r"|온라인 ?(?:기사|입력)|입력|전송|등록|승인|작성|송고|게시|발행|최초입력|수정|최종수정|업데이트)"
    r"(?:일|일시|시간)?[ \t]*[:：|]?[ \t]*(?=\d|[A-Z])",
    re.IGNORECASE,
)
_SIGNED = lazy_compile(
    r"(?<!\s)\s*+(?:by\s?)?([가-힣]{2,4})\s?[・·|,]?\s?(?=\d{4}[.-] ?\d)"
)  # 노다솜 ・ 2025. 2. 11.
_GLUED = lazy_compile(  # 한빛일보입력 2026. 3. 4. 14:38수정 2026. 3. 4. 15:00
    r"(?<=[가-힣\d)])(?<!기사)(?<!최종)(?<!최초)"
    r"(?=(?:기사\s?)?(?:(?:최초|최종)?(?:입력|전송|등록|승인|송고|게시|발행|수정)|업데이트)[: ]{0,2}\d{4}[-./년])"
)


_AROUND = " \t>*-·|ㅣ│"
_PAGE_ABOVE = lazy_compile(
    r"^지면 ?(?:보기 ?)?(?:[A-Z]?\d{1,3}(?:면|쪽)?)?[ |·ㅣ]{1,3}(?=\S)"
)  # 지면A3 입력 …
_AT_NATE = lazy_compile(  # 한빛일보 원문 기사전송 2026-03-04 14:38
    r"(?P<paper>[^\n|]{2,20}?)원문 ?\|? ?(?=(?:기사전송|입력) ?:? ?\d{4}[-.])"
)
_CRUMBS = lazy_compile(r"[^<>›»\n]{1,20}(?: [>›»] [^<>›»\n]{1,20}){1,4}")


def read_portal(text: str, path: str = "a.txt") -> Draft | None:
    """None when no line near the beginning of *text* says when it was put on a page."""
    lines = [_apart(line) if n < MOST_LINES else line for n, line in enumerate(text.strip().split("\n"))]
    fields = Fields()
    lines = [_without_paper(line, fields) if "원문" in line[:30] else line for line in lines]
    if read_masthead(lines[0], fields):
        return _below_masthead(lines[1:], path, fields)
    below = next((n for n, line in enumerate(lines[1:3], 1) if line.strip()), 0)
    if is_paper(lines[0].strip()) and is_date_line(lines[below]):  # of a database of papers
        fields["publisher"], fields["published"] = lines[0].strip(), lines[below].strip()
        return _below_masthead(lines[below + 1 :], path, fields)
    at = next((n for n, line in enumerate(lines[:MOST_LINES]) if _when(line)), None)
    at = min((n for n in (at, _bare_date(lines)) if n is not None), default=None)
    if at is None:
        return None
    above = lines[at - 1].strip()
    if at > 1 and is_name(NAMED.sub("", above)):
        fields["author"], lines[at - 1] = NAMED.sub("", above), ""
    elif at > 1 and _take_origin(above, fields):
        lines[at - 1] = ""
    elif signed := _signed(lines[at]):
        fields["author"], lines[at] = signed
    titles = [line.strip() for line in lines[:at] if line.strip() and not is_furniture(line, fields)]
    if not titles:
        return None
    titles = [line for line in titles if not _CRUMBS.fullmatch(line)] or titles
    title = _title(titles)
    start = at
    while start < min(len(lines), at + MOST_LINES) and (
        not lines[start].strip() or _take_when(lines[start], fields, first=start == at)
        or (not is_number(lines, start) and is_furniture(lines[start], fields))
        or _is_signed_below(lines, start, fields) or _take_origin(lines[start].strip(), fields)
    ):  # fmt: skip
        start += 1
    draft = _draft(title, lines, start, path, fields, (name for name in titles if name != title))
    return draft if draft.body else None


def _without_paper(line: str, fields: Fields) -> str:
    """A portal's line of times without the paper before them, which goes into *fields*."""
    if (found := _AT_NATE.match(line)) and (found["paper"].endswith(" ") or is_paper(found["paper"])):
        fields["publisher"] = found["paper"].strip()
        return line[found.end() :]
    return line


def _apart(line: str) -> str:
    """*line* with its times apart from what a page prints right before them."""
    return _GLUED.sub(" | ", line) if len(line) <= MOST_GLUED else line


def _below_masthead(lines: list[str], path: str, fields: Fields) -> Draft | None:
    """An article below the line of its paper and day; None where nothing stands there."""
    start = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    if start + 1 >= len(lines):
        return None
    return _draft(lines[start].strip(), lines, start + 1, path, fields)


def _draft(
    title: str, lines: list[str], start: int, path: str, fields: Fields, papers: Iterable[str] = ()
) -> Draft:
    start = first_of_text(lines, _below_labels(lines, start, fields), fields)
    body = "\n".join(without_end(lines, fields, start)).strip()
    body = release.without_contacts(body) if release.is_sent_out(body) else body
    if not fields["publisher"]:
        fields["publisher"] = next(filter(is_paper, (name.strip("[]【】<>") for name in papers)), "")
    title = release.without_name(bare(title.lstrip("# ")))
    take_dateline(body, fields)
    return Draft("portal page", title, body, fields, markup_of(path))


def _below_labels(lines: list[str], start: int, fields: Fields) -> int:
    """Where in *lines* fields end that stand below the day (Section: NEWS), up to the one that names the text."""
    named: list[tuple[str, str]] = []
    for number in range(start, min(len(lines), start + MOST_LINES)):
        line = lines[number].strip()
        label = read_label(line) if line else None
        if named and names_text(lines, number):
            start = number + 1
            break
        if label and label[0] != "body" and len(label[2]) <= LONGEST_VALUE:
            named.append((label[1], label[2]))
            start = number + 1
        elif line and not take_credit(line, fields):
            break
    for field, value in gather(named).items():
        fields[field] = fields[field] or value
    return start


def _is_signed_below(lines: list[str], number: int, fields: Fields) -> bool:
    """Whether a line is a name in English that a line below the text has again, with an address of mail."""
    name = lines[number].strip()
    if not PERSON.fullmatch(name):
        return False
    below = (line.strip() for line in lines[max(number + 1, len(lines) - MOST_LINES) :])
    if not any(line.startswith(name) and "@" in line for line in below):
        return False
    fields["author"] = fields["author"] or name
    return True


def _take_origin(line: str, fields: Fields) -> bool:
    """Whether *line* is an address, or the paper and who wrote it, as people note them; that goes into *fields*."""
    address = address_alone(line)
    told = [("url", address)] if address else read_signers(line)
    for field, value in told:
        fields[field] = fields[field] or value
    return bool(told)


def _signed(line: str) -> tuple[str, str] | None:
    """Who signed the line of a date, and that line without the name."""
    found = None if _WHEN.match(line) else _SIGNED.match(line)
    return (found[1], line[found.end() :]) if found and is_name(found[1]) else None


def _bare_date(lines: list[str]) -> int | None:
    """Where a date stands alone below the title, with nothing that could be text between the two."""
    within = 0
    for number, line in enumerate(lines[:MOST_LINES]):
        line = line.strip()
        line = signed[1] if number and (signed := _signed(line)) else line
        if number and line[:40].strip() and (is_date_line(line.strip(_AROUND)) or read_signature(line)):
            return number
        within += not is_furniture(line, Fields())
        if (
            within >= DATE_WITHIN
            or len(line) > 120
            or (
                number
                and line.endswith(".")
                and not (line.endswith((" a.m.", " p.m.")) or reporters_of(line))
            )
        ):
            return None
    return None


def _title(titles: list[str]) -> str:
    """Of the lines above the date: the first with words that stands there once; names and sections are shorter."""
    if len(titles) == 1:
        return titles[0]
    likely = (line for line in titles if len(line) >= LEAST_TITLE and " " in line and titles.count(line) == 1)
    return next(likely, max(titles[-2:], key=len))


def _when(line: str) -> bool:
    line = _PAGE_ABOVE.sub("", line.strip(_AROUND))
    label = _WHEN.match(line) if len(line) <= 120 else None
    return label is not None and read_published(line[label.end() :]) is not None


def is_posted(line: str) -> bool:
    """Whether *line* says in words when a text was first put on a page, and nothing before them."""
    return len(line) <= MOST_GLUED and "수정" not in line[:12] and _when(line)


def _take_when(line: str, fields: Fields, *, first: bool) -> bool:
    """Whether *line* says when the text was put on the page, and perhaps who wrote it; that goes into *fields*.

    first: the line may be a date and nothing else.
    """
    line = _PAGE_ABOVE.sub("", without_ago(line.strip(_AROUND)))
    if first and (told := read_signature(line)):
        for field, value in told:
            fields[field] = fields[field] or value
            fields.keys_found[field] = line
        return True
    is_when = _when(line)
    if not (is_when or (first and is_date_line(line))):
        return False
    if not fields["published"] and read_published(line):
        fields["published"] = fields.keys_found["published"] = line
    return True
