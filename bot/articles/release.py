"""What stands around the text of a press release: what it is called above it, whom to ask below it.

>>> without_contacts("다리를 연다.\\n\\n담당 부서\\n교통과\\n담당자\\n이담호\\n(031-000-0000)")
'다리를 연다.'
>>> without_name("[보도자료] 다리를 연다")
'다리를 연다'
"""

from __future__ import annotations

import re

from bot.articles.fields import fold
from bot.articles.moment import read_published
from bot.patterns import lazy_compile

MOST_LINES = 40  # of people and numbers below a text
MOST_CHARS = 60  # of one of them; a longer line is a sentence

_NAMES = frozenset(
    map(
        fold,
        (
            "보도자료",
            "보도참고자료",
            "보도설명자료",
            "보도해명자료",
            "언론보도자료",
            "press release",
            "news release",
            "for immediate release",
        ),
    )
)
_PREFIX = lazy_compile(r"[\[【<(](?P<name>[^\[\]【】<>()\n]{2,20})[\]】>)][ \t]{1,4}(?=\S)")
_OF_OFFICE = lazy_compile(
    r"(?:[가-힣]{2,12}(?:시|군|구|도|청|부|처|(?<!학)원|공사|공단|위원회)|[동서남북중]구)"
    r"(?: [가-힣]{1,9}(?:과|실|국|관|팀|본부))? ?보도(?:참고|설명)?자료"
)
_TIME = lazy_compile(
    r"(?:(?<=\A)|(?<=\s))((?:보도|배포) ?(?:시점|일시)|배포)[ \t]*[:：]?[ \t]*(?=[\d(]|즉시|배포)"
)
_TELEPHONE = (
    r"[(]?(?:☎|전화|tel\.?)?[ \t]?[:：]?[ \t]?\(?0\d{1,2}\)?[-–) .]{1,2}\d{3,4}[-–. ]\d{4}"
    r"(?:[~,/ ]{1,3}\d{1,4}){0,3}[)]?"
)
_ALONE = lazy_compile(_TELEPHONE, re.IGNORECASE)
_VALUE = lazy_compile(  # of a cell: an office, a person and what they are, how many pages, whom to call
    rf"(?:[가-힣]{{1,12}}(?:시|군|구|도|청|부|처|원|과|실|국|본부) ){{0,2}}"
    rf"[가-힣·]{{1,12}}(?:과|실|국|팀|담당관)"
    rf"|(?:[가-힣]{{1,8}}(?:장|관|원|무관|사무관|주무관|담당|팀장) )?[가-힣]{{2,4}}"
    rf"(?: [가-힣]{{1,8}}(?:장|관|원|담당))?"
    rf"(?:[ \t]{{0,4}}{_TELEPHONE})?|(?:총 ?)?\d{{1,3}} ?(?:쪽|매|부|장|건)|{_TELEPHONE}|(?:배포 ?)?즉시(?: ?보도)?",
    re.IGNORECASE,
)
_SENT_OUT = lazy_compile(
    r"--\((?:뉴스와이어|NEWSWIRE|PRNewswire|Business Wire|GLOBE NEWSWIRE)\)--|/(?:PRNewswire|뉴스와이어)/",
    re.IGNORECASE,
)
_CONTACT = lazy_compile(
    r"(?:담당 ?부서|담당자|담당|책임자|문의처?|연락처|배포 ?부서|웹사이트|media contacts?)"
    r"(?:[ \t]*[:：].*|[ \t]{2}.*|[ \t]*)",
    re.IGNORECASE,
)


def is_name(line: str) -> bool:
    """Whether a line says that this is a press release, and nothing else."""
    return len(line) <= MOST_CHARS and (
        fold(line) in _NAMES or _OF_OFFICE.fullmatch(line.strip()) is not None
    )


def read_times(line: str) -> list[tuple[str, str]]:
    """Name and value of each time on a line that has nothing else.

    >>> read_times("보도시점 2026. 3. 4.(수) 11:00  배포 2026. 3. 4.(수) 08:30")
    [('보도시점', '2026. 3. 4.(수) 11:00'), ('배포', '2026. 3. 4.(수) 08:30')]
    """
    line = line.strip()
    if len(line) > 2 * MOST_CHARS or not line.startswith(("보도", "배포")):
        return []
    _, *parts = _TIME.split(line)
    return list(zip(parts[::2], map(str.strip, parts[1::2]), strict=True))


def is_telephone(line: str) -> bool:
    """Whether a line is a telephone number and nothing else.

    >>> is_telephone("(031-000-0000)"), is_telephone("031 대표")
    (True, False)
    """
    return len(line) <= MOST_CHARS and _ALONE.fullmatch(line.strip()) is not None


def is_value(line: str) -> bool:
    """Whether a line looks like what stands in a cell of a release's table, and not like its title.

    >>> is_value("교통과"), is_value("과장 윤서린"), is_value("2026. 3. 4.(수) 14:38"), is_value("다리를 새로 연다")
    (True, True, True, False)
    """
    if len(line) > MOST_CHARS:
        return False
    return _VALUE.fullmatch(line) is not None or (line[:1].isdigit() and read_published(line) is not None)


def without_name(title: str) -> str:
    """*title* without 보도자료 in brackets before it."""
    found = _PREFIX.match(title)
    return title[found.end() :] if found and is_name(found["name"]) else title


def is_sent_out(body: str) -> bool:
    """Whether *body* begins as a service sends out the releases of others: 한빛--(뉴스와이어)--…"""
    return _SENT_OUT.search(body, 0, MOST_CHARS) is not None


def without_contacts(body: str) -> str:
    """*body* without the table of people and numbers that ends it."""
    lines = body.rstrip().split("\n")
    first = len(lines)
    for number in range(len(lines) - 1, max(0, len(lines) - MOST_LINES) - 1, -1):
        line = lines[number].strip()
        if len(line) > MOST_CHARS or line.endswith("다."):
            break
        if _CONTACT.fullmatch(line):
            first = number
    return "\n".join(lines[:first]).rstrip()
