"""What stands around the text of a press release: what it is called above it, whom to ask below it.

>>> without_contacts("다리를 연다.\\n\\n담당 부서\\n교통과\\n담당자\\n이담호\\n(031-000-0000)")
'다리를 연다.'
>>> without_name("[보도자료] 다리를 연다")
'다리를 연다'
"""

from __future__ import annotations

import re

from bot.articles.fields import fold

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
_PREFIX = re.compile(r"[\[【<(](?P<name>[^\[\]【】<>()\n]{2,20})[\]】>)][ \t]{1,4}(?=\S)")
_OF_OFFICE = re.compile(
    r"(?:[가-힣]{2,12}(?:시|군|구|도|청|부|처|(?<!학)원|공사|공단|위원회)|[동서남북중]구)"
    r"(?: [가-힣]{1,9}(?:과|실|국|관|팀|본부))? ?보도(?:참고|설명)?자료"
)
_TIME = re.compile(
    r"(?:(?<=\A)|(?<=\s))((?:보도|배포) ?(?:시점|일시)|배포)[ \t]*[:：]?[ \t]*(?=[\d(]|즉시|배포)"
)
_CONTACT = re.compile(
    r"(?:담당 ?부서|담당자|담당|책임자|문의처?|연락처|배포 ?부서|media contacts?)[ \t]*(?:[:：].*)?",
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


def without_name(title: str) -> str:
    """*title* without 보도자료 in brackets before it."""
    found = _PREFIX.match(title)
    return title[found.end() :] if found and is_name(found["name"]) else title


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
