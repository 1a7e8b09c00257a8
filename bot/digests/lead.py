"""What of an article is shown in a digest: the sentence that tells its story, unless it is routine."""

from __future__ import annotations

import re

from bot.articles.article import Article
from bot.korean.sentences import sentences

SHORTEST, LONGEST = 20, 160  # characters; beyond that a line of a digest is no line any more
LOOKED_AT = 1500

# (서울=연합뉴스) 홍길동 기자 =  ·  [해온=나루통신]  ·  [앵커]  ·  ■ : before the sentence, not of it
_BEFORE = re.compile(
    r"(?:\s{0,8}+(?:[(\[<【][^)\]>】\n]{1,40}[)\]>】]|[■□◆◇▶▷●○※☞★☆·▲△]++"
    r"|[가-힣A-Za-z·, ]{2,30}(?:기자|특파원|앵커|통신원)\s{0,8}[=:｜|])\s*+=?\s*+)+"
)
_NOT_A_LEAD = re.compile(
    r"^━|@|https?:|www\.|무단\s?(?:전재|복제)|저작권|제보|구독|사진\s?[=:]|\bAP\b.{0,20}Photo|ⓒ|©"
    r"|자료사진|제공\.?$|뉴스1$"
)
_ENDS_WELL = re.compile(r"[.!?][\"”]?$|[다요]$")  # a subhead ends in a noun, or in a quotation

_NOT_LETTER = re.compile(r"[\W_]+")

# What is news to nobody who reads a digest; still found behind [더 보기].
_ROUTINE = re.compile(
    r"^\s*[\[<(【](?:포토|사진|화보|그래픽|영상|인사|부고|부음|동정|게시판|알림|사고|운세|오늘의\s?운세|날씨|만평|표|광고|모집|행사|캘린더"
    r"|띠별\s?운세|(?:20\d\d\s?)?신년사|로또|장도리|주요\s?일정|오늘의)[^\])>】]{0,12}[\])>】]|오늘의\s?운세|^\s*\[[^\]]{0,80}(?:포토|사진|갤러리)[^\]]{0,80}\]"
)


def is_routine(article: Article) -> bool:
    """Whether its title says that it is a photo, a notice or a horoscope."""
    return _ROUTINE.search(article.title) is not None


def lead(article: Article) -> tuple[int, int] | None:
    """Half-open offsets of the lead sentence into the body, or None when no sentence makes a good one."""
    body = article.body
    title = _letters(article.title)
    for start, end in sentences(body[:LOOKED_AT]):
        if before := _BEFORE.match(body, start, end):
            start = before.end()
        text = body[start:end]
        if not SHORTEST <= len(text) <= LONGEST or "\n" in text:
            continue
        if _NOT_A_LEAD.search(text) or not _ENDS_WELL.search(text) or _letters(text) == title:
            continue
        if end == LOOKED_AT and end < len(body):
            continue  # cut by us
        return start, end
    return None


def _letters(text: str) -> str:
    return _NOT_LETTER.sub("", text)
