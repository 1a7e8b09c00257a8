"""Which texts are no article, by their lines: lists, logs, code, talks of a messenger, minutes, a card of a person.

>>> why_no_text("# 목차\\n\\n- [[다리]]\\n- [공원](공원.md)")
'reason.list'
>>> why_no_text("# 다리\\n\\n- [[다리]]가 열렸다.\\n- [[공원]]")
''
>>> why_no_text("편집회의 회의록\\n일시: 3월 4일\\n참석자: 도하람, 윤서린\\n안건: 다리")
'reason.minutes'
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

from bot.articles.byline import is_name
from bot.articles.fences import fenced_lines
from bot.articles.furniture import is_prose, reporters_of
from bot.articles.signature import is_paper
from bot.patterns import lazy_compile

MOST_CHARS = 20_000  # that are looked at, in MOST_LINES
MOST_LINES = 200
MOST_AGO = 3  # headlines, each with how long ago it was
MOST_WORDS = 8  # lines of one word each: as many are a list
LEAST_ALIKE = 6  # lines that differ in their numbers alone
LEAST_SAID = 4  # messages
MOST_BESIDE = 40  # characters beside a link: its paper, its day
MOST_OF_CARD = 8  # lines, of LONGEST_OF_CARD characters
LONGEST_OF_CARD = 40

Why = Literal["", "reason.list", "reason.talk", "reason.minutes", "reason.clippings"]

_LINKS = lazy_compile(
    r"(?<![ \t])[ \t]*+(?:(?:[-*+•]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t].{1,300}"
    r"|\[\[[^\[\]]{1,200}\]\]|<?https?://\S{1,500}>?)|<?https?://\S{1,500}>?)[ \t]*"
)
_LINK = lazy_compile(r"\[(?:[^\[\]]|\[[^\[\]]{1,60}\]){1,200}\]\([^()]{0,500}\)")
_ITEM = lazy_compile(r"(?<![ \t])[ \t]*+(?:[-*+•]|\d{1,3}[.)])[ \t]+")
_AGO = lazy_compile(
    r"(?:\d{1,3} ?(?:분|시간|일|주) ?전|어제|\d{1,3} (?:minutes?|hours?|days?) ago|yesterday)", re.IGNORECASE
)
_WORD = lazy_compile(r"[ \t]{0,8}[^\s\d.!?]{1,20}[ \t]{0,8}")
_LOG = lazy_compile(
    r"\[?\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d.{0,40}?\b(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)\b.*"
)
_TRACE = lazy_compile(
    r"^[ \t]{1,12}at [^\n]{1,200}:\d{1,6}(?::\d{1,6})?\)?$|^Traceback \(most recent call last\):$",
    re.MULTILINE,
)
_NUMBERS = lazy_compile(r"\d+")
_HANGUL = lazy_compile(r"[가-힣]")
_SAID_IN_CODE = lazy_compile(  # a line that begins in Korean, or ends a sentence
    r"^[ \t]{0,40}[\"“'‘]?[가-힣]|[A-Za-z가-힣][.!?][\"”’']?[ \t]{0,8}$"
)
_TOLD_BESIDE = lazy_compile(r"\)[가-힣]|[가-힣][다요죠까][.?!…]{0,3}[ \t]{0,8}$")  # [다리](…)를 열었다
# A whole talk, as KakaoTalk writes it into a file
_TALK = lazy_compile(
    r"\A[^\n]{1,100}(?:님과 카카오톡 대화|카카오톡 대화|KakaoTalk Chats with [^\n]{1,100})\n"
    r"(?:저장한 날짜|Date Saved) ?:"
)
_SAID = lazy_compile(  # 2026/3/4, 14:38 - 도하람: …; [2026. 3. 4. 오후 2:38:05] 도하람: …
    r"\[?\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}[.,]{0,2} (?:(?:오전|오후) )?\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?\]?"
    r" ?(?:[-–] )?[^:\n]{1,40}: .*",
    re.IGNORECASE,
)
_CLIPPED = lazy_compile(  # by Kindle, below the name of the book
    r"- .{0,40}(?:하이라이트|메모|책갈피|highlight|note|bookmark).{0,40}(?:\||on page|at location)",
    re.IGNORECASE,
)
_MINUTES = lazy_compile(  # as a text is called, not what one tells of: 회의록 공개, ten minutes late
    r"회의(?:록| ?메모| ?기록| ?결과)[^가-힣]{0,40}$|\bmeeting minutes\b|\bminutes of\b|\bminutes[\W\d]{0,40}$",
    re.IGNORECASE,
)
_OF_MEETING = lazy_compile(
    r"^[ \t#*>-]{0,8}(?:참석(?:자|인원)?|불참(?:자)?|안건|논의 ?(?:사항|내용)|결정 ?사항|회의 ?(?:일시|장소)"
    r"|attendees|participants|agenda|action items)\b[ \t*]{0,4}(?:[:：]|$)",
    re.IGNORECASE | re.MULTILINE,
)
_TELEPHONE = lazy_compile(r"(?<![\d-])(?:\+82[- ]?)?\d{2,4}[-. )]{1,2}\d{3,4}[-. ]\d{4}(?!\d)")
_MAIL = lazy_compile(r"[\w.+-]{1,40}@[\w-]{1,40}\.[\w.-]{2,40}")


def why_no_text(text: str) -> Why:
    """The key of the reason why *text* is no article; "" if it may be one."""
    if _TALK.match(text):
        return "reason.talk"
    lines = [line for line in text[:MOST_CHARS].split("\n")[:MOST_LINES] if line.strip()]
    first = lines[0] if lines else ""
    if len(lines) > 1 and _CLIPPED.match(lines[1]) and "==========" in lines:
        return "reason.clippings"
    is_minutes = _MINUTES.search(first[:100]) and not is_prose("".join(lines[1:2]).strip())
    if is_minutes and len(set(_OF_MEETING.findall(text[:MOST_CHARS]))) > 1:
        return "reason.minutes"
    if len(lines) >= LEAST_SAID and sum(map(bool, map(_SAID.fullmatch, lines))) * 10 >= len(lines) * 9:
        return "reason.talk"
    told = [line for line in lines if not line.startswith("#")]
    is_none = told and (_is_list(told) or _is_program(text, lines) or _is_code(text, told[0]))
    return "reason.list" if is_none else ""


def _is_list(lines: list[str]) -> bool:
    """Whether there are but links, tasks, headlines with how long ago they were, words, or a person's numbers."""
    if len(lines) >= MOST_WORDS and all(map(_WORD.fullmatch, lines)):
        return True
    is_prosaic = any(is_prose(line.strip()) or line.rstrip().endswith(".") for line in lines)
    if is_prosaic:
        return len(lines) > 1 and all(map(_is_link, lines))
    if sum(_AGO.fullmatch(line.strip()) is not None for line in lines) >= MOST_AGO:
        return True
    if len(lines) > 1 and all(map(_is_link, lines)):
        return True
    return _is_card(lines)


def _is_card(lines: list[str]) -> bool:
    """Whether a person's numbers stand below a name or a paper, as on a card; below a headline they are of its text."""
    first = lines[0].strip()
    is_whose = is_paper(first) or is_name(first) or bool(reporters_of(first))
    is_short = len(lines) <= MOST_OF_CARD and max(map(len, lines)) <= LONGEST_OF_CARD
    return is_whose and is_short and any(map(_TELEPHONE.search, lines)) and any(map(_MAIL.search, lines))


def _is_link(line: str) -> bool:
    """Whether *line* is a link or a task, perhaps with the paper and the day of what it leads to."""
    if _LINKS.fullmatch(line):
        return True
    item = _ITEM.match(line)
    link = _LINK.search(line) if item else None
    if item is None or link is None:
        return False
    beside = line[item.end() : link.start()] + line[link.end() :]
    return len(beside) <= MOST_BESIDE and not _TOLD_BESIDE.search(line, link.end() - 1)


def _is_program(text: str, lines: list[str]) -> bool:
    """Whether a program wrote it: a log, how it failed, or lines, not in Korean, that differ in their numbers."""
    if len(lines) > 1 and all(map(_LOG.fullmatch, lines)):
        return True
    if _TRACE.search(text, 0, MOST_CHARS) and not any(is_prose(line.strip()) for line in lines):
        return True
    if len(lines) >= LEAST_ALIKE and not _HANGUL.search(text, 0, MOST_CHARS):
        alike = Counter(_NUMBERS.sub("0", line) for line in lines if any(map(str.isdigit, line)))
        if alike and alike.most_common(1)[0][1] * 10 >= len(lines) * 8:
            return True
    return False


def _is_code(text: str, first: str) -> bool:
    """Whether there is but code between fences, below headings: no line of it begins in Korean or ends a sentence."""
    if not first.lstrip(" ").startswith(("```", "~~~")):
        return False
    lines = text.split("\n")
    fenced = fenced_lines(lines)
    return all(
        not _SAID_IN_CODE.search(line) if number in fenced else not line.strip() or line.startswith("#")
        for number, line in enumerate(lines)
    )
