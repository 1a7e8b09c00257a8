"""The line that says who wrote it, in which paper, on which day, in whatever order; and that of a printed page.

>>> read_signature("*윤서린 기자 · 한빛일보 · 2026년 3월 4일*")
[('author', '윤서린 기자'), ('publisher', '한빛일보'), ('published', '2026년 3월 4일')]
>>> read_signature("By Serin Yoon, March 4, 2026")
[('author', 'By Serin Yoon'), ('published', 'March 4, 2026')]
"""

from __future__ import annotations

import re

from bot.articles.byline import is_name
from bot.articles.fields import Fields
from bot.articles.furniture import reporters_of
from bot.articles.head import is_date_line
from bot.patterns import lazy_compile

MAX_CHARS = 120
MOST_PARTS = 5

_PARTS = lazy_compile(r"[ \t]*[|·ㆍ•∙ㅣ][ \t]*|[ \t]{2,}|[ \t]+[/–—-][ \t]+")
_CHANGED = lazy_compile(
    r".{8,30}\d ?(?:최종 ?)?(?:수정|업데이트)|(?:최종 ?)?(?:업데이트|수정|updated?|modified)\b.{0,20}\d.*",
    re.IGNORECASE,
)
_ACCOUNT = lazy_compile(r"(?<=[가-힣])\([\w.-]{2,30}\)$", re.ASCII)  # 윤서린(serin)
_NAME_AND_DAY = lazy_compile(r"(By [^,]{3,60}|[가-힣]{2,4} 기자),[ \t]{1,8}([^\d\n]{0,40}\d.{0,60})")
_NAMED_SO = {
    "来源": "publisher",
    "來源": "publisher",
    "출처": "publisher",
    "언론사": "publisher",
    "기자": "author",
    "작성자": "author",
    "作者": "author",
    "记者": "author",
}
_LABELLED = lazy_compile(
    rf"(?<![ \t])[ \t]{{1,9}}({'|'.join(_NAMED_SO)})[ \t]?[:：][ \t]?([^:：\n]{{2,30}})$"
)
_DATELINE = lazy_compile(r"[(\[][^()\[\]=]{1,20}=[^()\[\]=]{1,20}[)\]][ \t]?")
_DAY_AND_OFFICE = lazy_compile(  # 2026.03.04 한빛시
    r"(\d{4}[.-] ?\d\d?[.-] ?\d\d?\.?) ([가-힣]{1,18}(?:시|도|군|구|부|처|청|원|위원회|공사|공단))"
)
_DAY_PAPER_NAME = lazy_compile(  # 2026-03-04 14:38 한빛일보 윤서린 기자
    r"(\d{4}[-./] ?\d\d?[-./] ?\d\d?\.?(?: \d\d:\d\d(?::\d\d)?)?) "
    r"([가-힣A-Za-z0-9]{1,12}(?:일보|신문|뉴스|방송|통신|경제|타임스|미디어|투데이|닷컴)) "
    r"([가-힣]{2,4} ?(?:기자|특파원|인턴기자))"
)
_PAPER_AND_NAME = lazy_compile(  # 한빛일보 윤서린 기자
    r"(?P<paper>[가-힣A-Za-z0-9]{1,12}(?:일보|신문|뉴스|방송|통신|경제|타임스|미디어|투데이|닷컴))[ |·/]{1,3}"
    r"(?P<who>[가-힣]{2,4} ?(?:기자|특파원|인턴기자))"
)
_PAPER = lazy_compile(
    r"[가-힣A-Za-z0-9]{1,12}(?: [가-힣A-Za-z0-9]{1,12})?"
    r"(?:일보|신문|뉴스|방송|통신|경제|타임스|미디어|저널|투데이|닷컴)"
    r"|(?:The )?(?:[A-Z][A-Za-z]{1,15} ){1,3}(?:Herald|Times|News|Press|Post|Daily|Journal|Tribune|Today|Gazette)"
)
PERSON = lazy_compile(r"[A-Z][a-z'’-]{1,15}(?: [A-Z][a-z'’.-]{0,15}){1,2}")
_SECTION = lazy_compile(
    r"정치|경제|사회|문화|국제|세계|스포츠|연예|생활|과학|IT|IT/과학|생활/문화|오피니언|사설|지역|전국|산업|금융|증권"
)
_ENGLISH_SECTION = lazy_compile(
    r"politics|economy|business|society|national|(?:living[_ /]?)?culture|life(?:style)?|world|international"
    r"|(?:it[_ /]?)?science|tech(?:nology)?|opinion|sports?|entertainment|finance|local",
    re.IGNORECASE,
)
_PAGE = lazy_compile(
    r"(?<![ \t])[ \t]*+(?:[|,·][ \t]*+)?[(\[]?(?:제 ?)?[A-Z]?\d{1,3} ?(?:면|쪽)[)\]]?"
    r"(?:[ \t]+[(\[]?[가-힣/·]{2,10}[)\]]?)?$"
)


_PAGE_NUMBER = lazy_compile(r"[-–—] ?\d{1,4} ?[-–—]")
_PAGE_FIRST = lazy_compile(r"^[A-Z]?\d{1,3} ?(?:면|쪽)[ |·]{1,3}(?=\S)")
_ISSUE = lazy_compile(r" [(\[]?제 ?\d[\d,]{0,6}호[)\]]?(?= |$)")  # 제8431호


def is_paper(words: str) -> bool:
    """Whether *words* are called as papers are: 한빛일보, Hanbit Herald."""
    return len(words) <= 40 and _PAPER.fullmatch(words) is not None


def is_section(words: str) -> bool:
    """Whether *words* are what papers call a part of theirs: 경제, world."""
    return bool(_SECTION.fullmatch(words) or _ENGLISH_SECTION.fullmatch(words))


def read_signers(line: str) -> list[tuple[str, str]]:
    """Paper and reporter of a line that is nothing but the two; [] for any other."""
    found = _PAPER_AND_NAME.fullmatch(line) if len(line) <= MAX_CHARS else None
    return (
        [("publisher", found["paper"]), ("author", found["who"])]
        if found and reporters_of(found["who"])
        else []
    )


def read_signature(line: str) -> list[tuple[str, str]]:
    """Field and value of each part of a line that is nothing but a day and who or what signs; [] for any other."""
    if not 8 <= len(line) <= MAX_CHARS or not any(map(str.isdigit, line)):
        return []
    line = line.strip(" \t*_>#|")
    line = line[1:-1] if line[:1] + line[-1:] in ("()", "[]") else line
    if (label := _LABELLED.search(line)) and is_date_line(line[: label.start()]):
        return [("published", line[: label.start()]), (_NAMED_SO[label[1]], label[2])]
    if (three := _DAY_PAPER_NAME.fullmatch(line)) and is_date_line(three[1]) and reporters_of(three[3]):
        return [("published", three[1]), ("publisher", three[2]), ("author", three[3])]
    if office := _DAY_AND_OFFICE.fullmatch(line):
        return [("published", office[1]), ("publisher", office[2])] if is_date_line(office[1]) else []
    if found := _NAME_AND_DAY.fullmatch(line):
        parts = [found[1], found[2]]
    else:
        parts = [part.strip(" \t*_") for part in _PARTS.split(line) if part.strip(" \t*_")]
        if len(parts) == 1 and line.count(",") in (1, 2):
            parts = [part.strip(" \t*_") for part in line.split(",")]  # 한빛일보, 2026년 3월 4일
    if not 1 < len(parts) <= MOST_PARTS:
        return []
    told: list[tuple[str, str]] = []
    signed = any(
        is_paper(part) or _ACCOUNT.search(part) for part in parts
    )  # else a name behind a day alone may be a place: 2026.03.04 - 여의도
    for part in parts:
        if _CHANGED.fullmatch(part):
            continue
        part = _DATELINE.sub("", _ACCOUNT.sub("", part), count=1)
        field = _field_of(part)
        if not field or (field in ("published", "publisher") and any(field == other for other, _ in told)):
            return []
        if field != "author" or signed or not told or told[-1][0] != "published" or reporters_of(part):
            told.append((field, part))
    return told if any(field == "published" for field, _ in told) else []


def _field_of(part: str) -> str:
    if is_date_line(part):
        return "published"
    if is_paper(part):
        return "publisher"
    if reporters_of(part) or is_name(part) or PERSON.fullmatch(part):
        return "author"
    return "category" if _SECTION.fullmatch(part) else ""


def is_page_line(line: str) -> bool:
    """Whether *line* is but the number of a printed page, or paper, day and number as they stand above or below one.

    >>> is_page_line("- 8 -"), is_page_line("한빛일보  2026년 3월 4일 수요일  8면"), is_page_line("2026년 3월 4일")
    (True, True, False)
    """
    line = line.strip()
    if _PAGE_NUMBER.fullmatch(line):
        return True
    told = Fields()
    is_numbered = len(line) <= 4 * MAX_CHARS and _PAGE.search(line) is not None
    return is_numbered and read_masthead(line, told) and bool(told["publisher"])


def read_masthead(line: str, fields: Fields) -> bool:
    """Whether *line* is that of a printed page or a day above a title, which goes into *fields*.

    >>> fields = Fields()
    >>> read_masthead("한빛일보 2026년 3월 4일 수요일 A12면 문화", fields), fields["publisher"], fields["published"]
    (True, '한빛일보', '2026년 3월 4일 수요일')
    """
    line = " ".join(line.strip(" \t*_#[]<>【】").split()) if len(line) <= 4 * MAX_CHARS else ""
    if not 8 <= len(line) <= MAX_CHARS:
        return False
    day = _ISSUE.sub("", _PAGE.sub("", _PAGE_FIRST.sub("", line))).strip()
    words = day.split(" ")
    for count in (0, 1, 2, 3):
        paper, rest = " ".join(words[:count]).strip("[]<>【】()"), " ".join(words[count:]).strip("() ,|·")
        if (not count or is_paper(paper)) and rest and is_date_line(rest):
            fields["publisher"], fields["published"] = paper, rest
            fields.keys_found.update(publisher=line, published=line)
            return True
    return False
