"""When a saved page was put up, where its head does not say it: what readers see around its heading and its text.

>>> shown = "<p>입력 2025.01.01 09:00</p><h1>다리 개통</h1><p>승인 2026.03.04 14:38</p><p>다리가 열렸다.</p>"
>>> entered(shown, "다리 개통", "다리가 열렸다.")
'승인 2026.03.04 14:38'
"""

from __future__ import annotations

import re
from datetime import datetime
from itertools import islice

from bot.articles.head import is_date_line
from bot.articles.html_text import html_text
from bot.articles.moment import read_published
from bot.patterns import lazy_compile

MOST_MARKED = 10
WINDOW = 600  # characters that readers see, between a heading and what is said of it
_COLOPHON_WITHIN = 120  # characters: as far apart stand a paper's own number and day
_SAMPLE = 20  # characters by which a line of the text is found on the page

_TIME = lazy_compile(
    r"(?:<time\s[^<>]{0,400}?datetime|\sdata-date-time)=[\"']?([0-9T:.Z+ -]{16,35})", re.IGNORECASE
)
_OF_DAY = lazy_compile(
    r"<[a-z]{1,8}\s[^<>]{0,200}?class=[\"'][^\"'<>]{0,60}(?:date|time)[^\"'<>]{0,60}[\"'][^<>]{0,200}>\s{0,40}([^<>]{8,60}?)\s{0,40}<",
    re.IGNORECASE,
)
_LABEL = r"(?:입력|승인|등록|송고|게시|작성|발행)(?:일시|일자|시간|일)?\s{0,3}[:：]?\s{0,3}"
_DAY = r"\d{4}[-./년] ?\d\d?[-./월] ?\d\d?[.일]?"
_CLOCK = r"\s{1,3}(?:(?:오전|오후)\s)?\d\d?:\d\d(?::\d\d)?"
_ENTERED = lazy_compile(  # 승인 2026.03.04 09:12; a day alone only where nothing else stands before it
    rf"{_LABEL}(?P<at>{_DAY}{_CLOCK})(?!\d)"
    rf"|(?:^|[|·•/,(\[])[ \t]?(?:기사|최초)?[ \t]?{_LABEL}(?P<day>{_DAY}(?:{_CLOCK})?)(?!\d)",
    re.MULTILINE,
)
_COLOPHON = lazy_compile(
    r"등록 ?번호|발행 ?일자|발행인|편집인|사업자|제호"
)  # of the paper, not of an article


def moment_on(html: str, date: str) -> str:
    """*date*, with the time of day where the page's first mark of a time is of that day."""
    if len(date) != 10:
        return date
    marked = _TIME.search(html)
    if marked and marked[1].startswith(date):
        return marked[1]
    for shown in islice(_OF_DAY.finditer(html), MOST_MARKED):
        published = read_published(shown[1])
        if isinstance(published, datetime) and published.date().isoformat() == date:
            return shown[1]
    return date


def is_of_paper(html: str, date: str) -> bool:
    """Whether *date*, 2010-03-04, is nothing but the day on which a paper was registered, as its pages show it."""
    shown = html_text(html)
    year, month, day = date[:10].split("-")
    told = re.finditer(rf"{year}[-./년] ?0?{int(month)}[-./월] ?0?{int(day)}(?!\d)", shown)
    of_paper = [_is_colophon(shown, found.start(), -1) for found in told]
    return bool(of_paper) and all(of_paper)


def entered(html: str, title: str, body: str) -> str:
    """When the page says that its article was entered; "" where it does not.

    What stands between the heading and the text goes first, then what stands below the text, then above the heading;
    what the text itself tells, and when the paper was registered, is no such day.
    """
    shown = html_text(html)
    start, end = _place(shown, body)
    heading = _heading(shown, title, start)
    if heading is not None and (
        line := next(filter(is_date_line, shown[heading : max(start, 0)].split("\n")), "")
    ):
        return line.strip()
    best: tuple[int, int, str] | None = None
    for found in _ENTERED.finditer(shown):
        at = found.start()
        if start <= at < end:
            continue
        if heading is not None and at >= heading and (start < 0 or at < start or start < heading):
            order, distance = 0, at - heading
        elif _is_colophon(shown, at, end):
            continue
        elif 0 <= end <= at:
            order, distance = 1, at - end
        else:
            order, distance = 2, (start if heading is None else heading) - at
        is_near = distance <= WINDOW or (heading is None and start < 0)
        if is_near and (best is None or (order, distance) < best[:2]):
            best = order, distance, found["at"] or found["day"]
    return best[2] if best else ""


def _place(shown: str, body: str) -> tuple[int, int]:
    """Where the text begins and ends in what the page shows; (-1, -1) where it cannot be found."""
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    if not lines:
        return -1, -1
    start = shown.rfind(lines[0][:_SAMPLE])
    last = shown.find(lines[-1][-_SAMPLE:], max(start, 0))
    return (start, last + len(lines[-1][-_SAMPLE:])) if start >= 0 and last >= 0 else (-1, -1)


def _heading(shown: str, title: str, start: int) -> int | None:
    """Where the line ends that is the title: the last above the text at *start*, else the first."""
    at, ends = 0, list[int]()
    for line in shown.split("\n"):
        at += len(line) + 1
        if " ".join(line.split()) == title:
            ends.append(at - 1)
    return max((end for end in ends if end <= start), default=min(ends, default=None))


def _is_colophon(shown: str, at: int, text_end: int) -> bool:
    """Whether what stands there is of what a paper says of itself, as at the foot of each of its pages.

    Its number stands before its day, however the page parts them; the names behind are of the same paragraph.
    """
    first = max(0, at - _COLOPHON_WITHIN, text_end if text_end <= at else 0)
    last = shown.find("\n\n", at, at + _COLOPHON_WITHIN)
    return _COLOPHON.search(shown, first, last if last >= 0 else at + _COLOPHON_WITHIN) is not None
