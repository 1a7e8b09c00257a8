"""Fields at the top of a text, a line each, as people and their tools put them there without front matter.

제목/내용/날짜 as pasted from a portal, Pelican's and MultiMarkdown's `Title:`, Notion's properties under a heading,
Readwise's Metadata, Logseq's `title::`, `[제목]`, `**언론사**: …`, a name on one line and its value on the next. What
stands below a text (출처, 링크, 날짜) is read as well.

>>> draft = read_labels("제목: 다리 개통\\n언론사: 한빛일보\\n본문:\\n다리가 열렸다.\\n날짜: 2026.03.04", "a.txt")
>>> draft.title, draft.body, draft.fields["published"]
('다리 개통', '다리가 열렸다.', '2026.03.04')
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.articles import release
from bot.articles.dateline import read_dateline
from bot.articles.draft import Draft, markup_of
from bot.articles.fences import without_fenced
from bot.articles.fields import address_in, field_of, fold, gather
from bot.articles.head import without_head
from bot.articles.moment import read_published
from bot.articles.plain import split_title, title_of
from bot.errors import UnreadableArticle
from bot.patterns import lazy_compile

MOST_LINES = 60  # of labels, and what stands between them
MOST_CHARS = (
    2_000  # of a line that is a label with its value; a body may stand on one line, and is any length
)

_FORM = (
    r"\A[ \t>|│┃║]{0,12}"
    r"(?:(?:[-*+■□▶▷►●◆◇※•○◎▣◈·☞①-⑳]|(?:\d{1,2}|[가나다라마바사아자차카타파하])[.)])[ \t]{0,2})?"
    r"(?:#{1,6}[ \t]{1,4}|#\+|\.\. )?"
    r"[*_]{0,3}[ \t]{0,2}"
    r"(?P<open>[\[【<〈《「『〔(:]?)[ \t]?(?P<name>[^\W\d_][\w .:\-]{0,28}?(?:\(s\))?)[ \t]?"
    r"(?:\([A-Za-z가-힣 ]{2,20}\)[ \t]?|/[ \t]?[A-Za-z가-힣]{2,20}[ \t]?)?"  # 제목(Title), Title / 제목
    r"(?P<close>[\]】>〉》」』〕)]?)[*_]{0,3}[ \t]{0,8}"
    r"(?P<colon>::|[::：=|│┃║\t]|(?<=[가-힣][ \t])[-–—](?=[ \t]|$))COLON[*_]{0,3}"
    r"(?P<value>(?:[ \t].*|(?<=[:：=\]】>〉》」』〕)*|│┃║\t]).*)?)$"
)
_LABEL = lazy_compile(_FORM.replace("COLON", "?"))
_NAMED_BY_WORDS = lazy_compile(_FORM.replace("COLON", ""))  # Published Date: …
_SPACED = lazy_compile(r"\A[ \t]{0,4}((?:[가-힣][ \t]{1,6}){1,4}[가-힣])(?=[ \t]{0,4}[:：])")  # 제  목 :
_SQUARES = frozenset("■□▶▷●◆◇○◎▣◈")
_WIDE = lazy_compile(  # □ 제목  다리 개통
    r"\A[■□▶▷●◆◇○◎▣◈][ \t]{0,2}(?P<open>)(?P<close>)(?P<name>[가-힣]{2,5})(?P<colon>[ \t]{2,8})(?P<value>\S.*)$"
)
_HEADING = lazy_compile(r" {0,3}#{1,6}[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$")
_UNKNOWN = lazy_compile(
    r"[ \t>*-]{0,6}[*_]{0,3}[^\W\d_][\w /()-]{0,24}[*_]{0,3}[ \t]?[:：]{1,2}[*_]{0,3}(?:[ \t].*)?$"
)
_TABLE_HEAD = lazy_compile(
    r"[ \t]{0,8}\|[ \t*]{0,12}(?:항목|구분|필드|속성|이름|key|field|name|property|item)[ \t*]{0,40}"
    r"\|[^|\n]{0,40}\|[ \t]{0,40}$",
    re.IGNORECASE,
)
_PICTURE = lazy_compile(r"\A[ \t]*+!\[[^\n]{0,2000}$")
_CALLOUT = lazy_compile(r"\A[ \t]*>[ \t]*\[![\w-]{1,30}\][+-]?[^\n]{0,60}$")  # > [!info] 기사 정보
_MARKS = " \t#*-+■□▶▷►●◆◇※•○◎▣◈·☞①②③④⑤⑥⑦⑧⑨⑩[]【】<>〈〉"
_ABOUT = frozenset(
    map(
        fold,
        (
            "metadata", "메타데이터", "메타 정보", "정보", "기사 정보", "기본 정보", "기사 기본 정보", "기사 개요",
            "info", "properties", "속성", "article", "article info", "article information", "basic information",
        ),
    )
)  # fmt: skip
_TEXT = frozenset(
    map(
        fold,
        "highlights 하이라이트 content text full_text full_document body article clip 본문 본문내용 내용 기사 기사본문 "
        "기사내용".split(),
    )
)
_COLONS = (*":：]】)=|│┃║>\t〉", " - ", " – ", " — ")  # behind a name, or around it
_BARS = "|│┃║"
_RULE = " \t-=*_#─━"
_FRAME = " \t-=*_:+─━═" + _BARS + "┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬"  # of a table
_ITEM = "- "
_BELOW_RULE = lazy_compile(
    r"^[ \t]*(?:-{3,}|={3,}|\*{3,}|_{3,}|#{3,}|─{3,}|━{3,})[ \t]*\n\s*(\S.{1,300})$", re.MULTILINE
)
_TELLING = frozenset(("url", "published", "publisher", "author", "source", "category"))
_END = frozenset("url published publisher source author tags added created changed category other".split())


class _Top(NamedTuple):
    pairs: list[tuple[str, str]]
    heading: str
    rest: str
    named_text: bool
    is_release: bool = False


def read_labels(text: str, path: str) -> Draft | None:
    """None when *text* does not begin with fields. Raises: UnreadableArticle where it goes on with another article."""
    head = text[: MOST_CHARS * 2]
    first = head.lstrip().partition("\n")[0]
    if not (
        any(mark in head for mark in _COLONS)
        or first[:1] in _SQUARES
        or release.is_name(first)
        or release.read_times(first)
    ):
        return None
    top = _read_top(text.strip())
    if top is None or not _is_enough(top):
        return None
    if more := _more_titles(top):
        raise UnreadableArticle("reason.many", articles=1 + more)
    pairs, body = _read_end(top.rest, top.pairs)
    fields = gather((name, value) for name, value in reversed(pairs) if not _is_no_date(name, value))
    title = (fields["title"] or top.heading).strip()
    body = release.without_contacts(body).strip() if top.is_release else body.strip()
    if not title:
        title, body = title_of(body, path) if body and not top.is_release else split_title(body)
    if not fields["publisher"]:
        publisher, byline = read_dateline(body)
        fields["publisher"] = publisher
        fields["author"] = fields["author"] or byline
    markup = markup_of(path)
    return Draft("labels", title, without_head(body, title, fields), fields, markup)


def _more_titles(top: _Top) -> int:
    """How many further articles stand below a rule, under the same name of a title."""
    name = next((name for name, _ in top.pairs if (known := field_of(name)) and known[0] == "title"), "")
    if not name or name not in top.rest:
        return 0
    below = _BELOW_RULE.findall("\n".join(without_fenced(top.rest.split("\n"))))
    return sum(1 for line in below if (label := read_label(line)) and label[1] == name)


def read_label(line: str) -> tuple[str, str, str] | None:
    """Field, name and value of a line that is one."""
    if spaced := _SPACED.match(line):
        line = "".join(spaced[1].split()) + line[spaced.end() :]
    found = _LABEL.match(line[:MOST_CHARS])
    if found and not (found["colon"] or (found["open"] and found["close"])):
        found = _NAMED_BY_WORDS.match(line[:MOST_CHARS])
    if found is None and line[:1] in _SQUARES:
        found = _WIDE.match(line[:MOST_CHARS])
    if found is None:
        return None
    known = field_of(found["name"])
    if known is None:
        return None
    value = found["value"] if len(line) <= MOST_CHARS else line[found.start("value") :]
    if found["colon"] and found["colon"] in _BARS:
        value = value.rstrip().rstrip(_BARS)
    return known[0], found["name"].strip(), _bare(value)


def _bare(value: str) -> str:
    value = value.strip().removeprefix(":").strip()
    stripped = value.strip("*_")
    if value != stripped and (value.startswith("**") or value.endswith(("**", "_", "*"))):
        value = stripped.strip()
    if value.startswith("[[") and value.endswith("]]") and "]] " not in value:
        value = value.replace("]], [[", ", ").strip("[]")
    return value


def _read_top(text: str) -> _Top | None:
    lines = text.split("\n", MOST_LINES)
    pairs: list[tuple[str, str]] = []
    heading, number = "", 0
    named = is_release = is_about = False
    while number < min(len(lines), MOST_LINES):
        line = lines[number]
        label = read_label(line)
        if label is None and not pairs and (said := _said_of_release(line, heading)) is not None:
            is_release, heading, number = True, said, number + 1
            continue
        if label is None and (cells := _read_cells(lines, number, is_release, bool(pairs))):
            more, number, is_release = cells
            pairs += more
            continue
        if label is None and (found := _HEADING.match(line)):
            name = fold(found[1])
            if name in _TEXT and pairs:
                named = True
                break
            is_about = is_about or name in _ABOUT
            if name not in _ABOUT:
                if heading or pairs:
                    break
                heading = found[1].strip(" *")
        elif label is None and not pairs and not heading and line.strip() and _is_underlined(lines, number):
            heading, number = line.strip(), number + 1
        elif label is None:
            if pairs and names_text(lines, number):
                named = True
                break
            if line.strip() and not _is_between(lines, number, is_about or bool(pairs)):
                if not ((heading or is_release) and len(pairs) > 1 and (end := _end_of_block(lines, number))):
                    break
                number = end
                continue
            if (
                not line.strip()
                and pairs
                and not (_goes_on(lines, number + 1) or (is_release and _is_cell_below(lines, number)))
            ):
                break
        elif label[0] == "body":
            rest = "\n".join((label[2], *lines[number + 1 :]))
            return _Top(pairs, heading, rest, True, is_release)
        else:
            _, name, value = label
            if not value and _is_value(lines, number + 1):
                value, number = _value_below(lines, number + 1)
            pairs.append((name, value))
        number += 1
    if not pairs:
        return None
    rest = "\n".join(lines[number + named :]).lstrip("\n")  # below the line that names it
    return _Top(pairs, heading, _without_rule(rest), named, is_release)


def _is_value(lines: list[str], number: int) -> bool:
    """Whether that line is the value of the name above it."""
    return number < len(lines) and bool(lines[number].strip()) and not read_label(lines[number])


def _value_below(lines: list[str], number: int) -> tuple[str, int]:
    """The value that stands on that line, or a list from there on, an item a line; and where that ends."""
    value = lines[number].strip()
    if not value.startswith(_ITEM):
        return value, number
    items = [value]
    while number + 1 < len(lines) and (item := lines[number + 1].strip()).startswith(_ITEM):
        items.append(item)
        number += 1
    return "\n".join(item.removeprefix(_ITEM).strip() for item in items), number


def _said_of_release(line: str, heading: str) -> str | None:
    """The heading so far, where *line* says that this is a press release, with the title if that stands there too."""
    if release.is_name(line.strip(" #*<>[]【】")):
        return heading
    named_so = release.without_name(line)
    return named_so.strip() if not heading and named_so != line else None


def names_text(lines: list[str], number: int) -> bool:
    """Whether a line is nothing but a name of the text, which stands below it."""
    return fold(lines[number].strip(_MARKS)) in _TEXT and any(map(str.strip, lines[number + 1 :]))


def _is_underlined(lines: list[str], number: int) -> bool:
    """Whether a line of three marks or more makes the one above it a heading."""
    below = lines[number + 1].strip() if number + 1 < len(lines) else ""
    return len(below) > 2 and below.strip("=-~") == "" and bool(lines[number].strip(" \t=-~*_"))


def _is_between(lines: list[str], number: int, begun: bool) -> bool:
    """A line within the fields that is none: a picture, a rule, what goes on from the line above, an unknown name."""
    line = lines[number]
    if _CALLOUT.match(line):
        return _goes_on(lines, number + 1)
    if _PICTURE.match(line) or _TABLE_HEAD.match(line) or not line.strip(_FRAME):
        return not begun or _goes_on(lines, number + 1)
    if begun and line[0] in " \t":
        return _goes_on(lines, number + 1)
    return begun and len(line) < 300 and _UNKNOWN.match(line) is not None and _goes_on(lines, number + 1)


def _read_cells(
    lines: list[str], number: int, is_release: bool, begun: bool
) -> tuple[list[tuple[str, str]], int, bool] | None:
    """What a line of a press release's table tells, where it goes on, and whether this is a press release."""
    line = lines[number]
    if begun and release.is_telephone(line):  # of the office or the person above it
        return [], number + 1, is_release
    times = release.read_times(line) if is_release or not begun else []
    if times and (is_release or len(times) > 1):
        return times, number + 1, True
    if is_release and (cell := _read_cell(lines, number)):
        return [cell[:2]], cell[2], True
    return None


def _read_cell(lines: list[str], number: int) -> tuple[str, str, int] | None:
    """Name and value of two lines, as a table of a press release comes out (보도시점, and below it when); and where.

    The value is "" where the cell is empty: what stands below a blank line or is a name itself need not be of it.
    """
    name = lines[number].strip()
    below = _filled(lines, number + 1)
    if below == len(lines) or not _names_cell(name):
        return None
    value = lines[below].strip()
    if _names_cell(value) or (below > number + 1 and not release.is_value(value)):
        return name, "", number + 1
    return name, value, below + 1


def _names_cell(line: str) -> bool:
    known = field_of(line) if 0 < len(line) <= 20 else None
    return known is not None and known[0] in ("published", "other", "publisher")


def _is_cell_below(lines: list[str], number: int) -> bool:
    below = _filled(lines, number)
    return below < len(lines) and (release.is_telephone(lines[below]) or _read_cell(lines, below) is not None)


def _filled(lines: list[str], number: int) -> int:
    """The first line from there on with something on it, or the number of *lines*."""
    return next((at for at in range(number, len(lines)) if lines[at].strip()), len(lines))


def _end_of_block(lines: list[str], number: int) -> int:
    """Where properties end that nobody foresaw, as a page of notes has them (완료: No); 0 where text is among them."""
    if not lines[number - 1].strip():
        return 0
    while number < len(lines) and lines[number].strip():
        if len(lines[number]) > 300 or not (_UNKNOWN.match(lines[number]) or read_label(lines[number])):
            return 0
        number += 1
    return number if number < len(lines) else 0


def _is_no_date(name: str, value: str) -> bool:
    """Whether it stands where a date should and is none, in words: 배포 즉시. Another field may have one."""
    known = field_of(name)
    return bool(known and known[0] == "published" and not value.isascii() and read_published(value) is None)


def _goes_on(lines: list[str], number: int) -> bool:
    """Whether the next line with something on it is a field, or names the text."""
    for line in lines[number : number + 4]:
        if line.strip(" \t-=_"):
            heading = _HEADING.match(line)
            return read_label(line) is not None or bool(heading and fold(heading[1]) in _TEXT | _ABOUT)
    return False


def _without_rule(rest: str) -> str:
    line, _, below = rest.partition("\n")
    return below if line.strip() and not line.strip(_FRAME) else rest


def _is_enough(top: _Top) -> bool:
    """Whether these are fields of an article, and not a talk (`기자: …`) or an event (`날짜: …`)."""
    told = {
        known[0]
        for name, value in top.pairs
        if (known := field_of(name)) and value and _is_plausible(known[0], value)
    }
    if "title" in told or top.is_release:
        return True
    if top.named_text:
        return bool(told or top.heading)
    return len(told & _TELLING) + bool(top.heading) > 1


def _is_plausible(field: str, value: str) -> bool:
    if field == "published":
        return read_published(value) is not None
    if field == "url":
        return bool(address_in(value))
    return len(value) <= 200 or field == "title"


def _read_end(body: str, pairs: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], str]:
    """Fields below the text too; they count less than those above it."""
    found: list[tuple[str, str]] = []
    body = body.rstrip()
    for _ in range(MOST_LINES):
        above, _, line = body.rpartition("\n")
        if len(line) > 2 and not line.strip(_RULE) and (found or read_label(above.rpartition("\n")[2])):
            body = above.rstrip()
            continue
        label = read_label(line) if len(line) <= MOST_CHARS else None
        if label is None or label[0] not in _END or not label[2] or not _is_plausible(label[0], label[2]):
            break
        found.append((label[1], label[2]))
        body = above.rstrip()
    return found + pairs[::-1], body
