"""What of an article is shown in a digest: the sentence that tells its story, unless it is routine."""

from __future__ import annotations

from bot.articles.article import Article
from bot.korean.sentences import sentences
from bot.patterns import lazy_compile

SHORTEST, LONGEST = 20, 160  # characters; beyond that a line of a digest is no line any more
LOOKED_AT = 1500
CAPTION_CHARS, CAPTION_END = 300, 80
FIGURES = 0.7  # digits a letter; an article that is full of amounts has .6

# (서울=연합뉴스) 홍길동 기자 =  ·  [해온=나루통신]  ·  [앵커]  ·  ■ : before the sentence, not of it
_BEFORE = lazy_compile(
    r"(?:\s{0,8}+(?:[(\[<【][^)\]>】\n]{1,40}[)\]>】]|[■□◆◇▶▷●○※☞★☆·▲△]++"
    r"|[가-힣A-Za-z·, ]{2,30}(?:기자|특파원|앵커|통신원)\s{0,8}[=:｜|])\s*+=?\s*+)+"
)
_NOT_A_LEAD = lazy_compile(
    r"^━|@|https?:|www\.|무단\s?(?:전재|복제)|저작권|제보|구독|사진\s?[=:]|\bAP\b.{0,20}Photo|ⓒ|©"
    r"|자료사진|제공\.?$|뉴스1$"
)
# 입장하고 있다. 2025.12.30 · 2026.1.4/뉴스1 · [천주교 서울대교구 제공] photo@yna.co.kr · (AP Photo/Channi Anand)
_SEEN = lazy_compile(
    r"[고어아해려져] 있(?:다|습니다)\.?\s{0,3}(?:20\d\d\.|[/(\[=]|사진|$)|있는 모습(?:이다)?\.|AP Photo/"
    r"|20\d\d\.\s?\d{1,2}\.\s?\d{1,2}\.?\s?(?:[/(\[]|[a-z0-9]{1,20}@|$)"
)
_FLASH = lazy_compile(r"^\s{0,3}[\[<(【](?:속보|긴급|[1-9]보)")
_ENDS_WELL = lazy_compile(r"[.!?][\"”]?$|[다요]$")  # a subhead ends in a noun, or in a quotation

_NOT_LETTER = lazy_compile(r"[\W_]+")

# What is news to nobody who reads a digest; still found behind [더 보기].
_ROUTINE = lazy_compile(
    r"^\s*[\[<(【](?:포토|사진|화보|그래픽|영상|인사|부고|부음|동정|게시판|알림|사고|운세|오늘의\s?운세|날씨|만평|표|광고|모집|행사|캘린더"
    r"|띠별\s?운세|(?:20\d\d\s?)?신년사|로또|장도리|주요\s?일정|오늘의)[^\])>】]{0,12}[\])>】]|오늘의\s?운세|^\s*\[[^\]]{0,80}(?:포토|사진|갤러리)[^\]]{0,80}\]"
)


def is_routine(article: Article) -> bool:
    """Whether it is a photo, a notice or a horoscope by its title; a caption or columns of figures by its body."""
    return _ROUTINE.search(article.title) is not None or is_caption(article) or is_figures(article)


def is_caption(article: Article) -> bool:
    """Whether the body is what stands under a photo: a sentence or two that end in what is to be seen."""
    body = article.body.strip()
    if not 0 < len(body) <= CAPTION_CHARS or _FLASH.match(article.title):
        return False
    return _SEEN.search(body[-CAPTION_END:]) is not None


def is_figures(article: Article) -> bool:
    """Whether the body is columns of figures, as of a market or of crimes by district, rather than sentences."""
    begin = article.body[:LOOKED_AT]
    figures = sum(map(str.isdigit, begin))
    return len(begin) >= SHORTEST and figures > FIGURES * sum(map(str.isalpha, begin))


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
