"""From the domain to a message, always within Telegram's limits. Pure.

Every piece that comes from an article or a person is cut, so that the parts of one message fit together.

>>> date_line("ko", Article(id="1", title="", body="", publisher="해온일보", published=date(2026, 3, 2)))
'해온일보 · 2026.3.2.'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.articles.article import KST, Article
from bot.articles.dateline import dateline_span
from bot.entrypoints.presentation.phrases import phrase
from bot.entrypoints.presentation.text import cut, tidy, units
from bot.entrypoints.presentation.tree import Node, Style, Styled, bold, joined, lines, link, paragraphs, text
from bot.entrypoints.presentation.tree import Quote as Block
from bot.i18n import Language, say
from bot.korean.particles import particle_length
from bot.patterns import lazy_compile
from bot.quotes.comparison import Comparison
from bot.quotes.context import Context
from bot.quotes.quote import Quote
from bot.search.hit import Passage, Span

# Five hits of these sizes are about 3,000 of the 4,096 units and 5 * (1 + 8) of the 100 entities.
LISTED_UNITS = 75  # of a title in a list: two lines of a phone with its number
LINE = 40  # characters of a phone's line
QUERY_UNITS, TITLE_UNITS, PUBLISHER_UNITS, SNIPPET_UNITS = 60, 160, 40, 320
MARKED_WORDS = 8
COUNTED_CHARS = 2_000  # of each body, for how often it tells the words of an example
QUOTE_UNITS = 3000
EXPANDABLE_UNITS = 400  # some nine lines on a phone; what is longer is folded
COPY_CHARS = 256  # Bot API CopyTextButton
DIFFERENCES = 6  # changed places that are listed
SAME_CHARS = 10  # fewer than that are the same by chance
_WORDS = lazy_compile(r"(?<!\w)[가-힣]{2,}(?: [가-힣]{2,})?(?!\w)")
_TAG = lazy_compile(r"\[[^\]\n]{0,60}+\]")
_SAID = lazy_compile(r"[“\"]([^“”\"\n]{12,80})[”\"]")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quote among those found for a query.

    number: its place, from 1, of *count*. more: only *count* were looked for, and there may be others.
    person: whose words the query asks for, and about what.
    compared: the query, a reader's message, beside the quote. recent_days: see `of_recent`.
    """

    quote: Quote
    number: int
    count: int
    person: tuple[str, str] | None = None
    context: Context | None = None
    compared: Comparison | None = None
    more: bool = False
    recent_days: int = 0


def of_recent(language: Language, head: Node, days: int) -> Node:
    """*head*, and that only the last *days* days could be searched; as it is where that is 0."""
    return lines(head, phrase(language, "search.recent", days=days)) if days else head


def quote(language: Language, query: str, one: Candidate) -> Node:
    """One quote, verbatim, with who said it, where and when."""
    found, compared = one.quote, one.compared
    head = quote_head(
        language, query, one.number, f"{one.count}+" if one.more else str(one.count), one.person
    )
    said = [
        of_recent(language, head, one.recent_days),
        *_blockquote(language, found, one.context, compared),
    ]
    if (speaker := by_whom(found, language)) is not None:
        said.append(text("— ", speaker))
    source = lines(headline(language, found.article), date_line(language, found.article))
    told = comparison(language, query, found, compared) if compared else ""
    return paragraphs(lines(*said), source, told)


def quote_head(language: Language, query: str, number: int, of: str, person: tuple[str, str] | None) -> Node:
    """What is looked at, and which of how many it is."""
    if person is None:
        head = "quote.head_one" if of in ("1", "1+") else "quote.head"
        return phrase(language, head, query=shown(query), number=number, of=of)
    name, subject = (shown(part) for part in person)
    key = "quote.person_on" if subject else "quote.person"
    return phrase(language, key, name=name, subject=subject, number=number, of=of)


def by_whom(found: Quote, language: Language = "ko") -> Node | None:
    """Who said it, with the role the article gives; hearsay as such."""
    if not found.speaker:
        return None
    role = cut(tidy(found.role), PUBLISHER_UNITS)
    name = bold(cut(tidy(found.speaker), PUBLISHER_UNITS))
    who = text(name, f" {role}") if role else name
    if found.relayed_by is None:
        return who
    teller = cut(tidy(found.relayed_by), PUBLISHER_UNITS)
    return phrase(language, "quotes.relayed", speaker=who, teller=teller)


def _blockquote(
    language: Language, found: Quote, context: Context | None, compared: Comparison | None
) -> list[Node]:
    """The words; in bold among what stands around them; underlined where somebody else's are otherwise."""
    words = cut(found.text, QUOTE_UNITS)
    if words != found.text:
        return [block(words, len(words)), phrase(language, "quote.cut")]
    changed = [one.original for one in compared.differences] if compared and compared.is_quote else []
    said = marked(found.text, changed[:MARKED_WORDS], "u")
    length = len(words)
    if context and context.text != words and units(context.text) <= QUOTE_UNITS:
        body = found.article.body
        before, after = body[context.start : found.start], body[found.end : context.end]
        said = text(before, bold(said), after)
        length = len(context.text)
    return [block(said, length)]


def block(words: Node, length: int) -> Node:
    """A block of quoted text, folded where its *length* would fill a phone."""
    return Block(words, folded=length > EXPANDABLE_UNITS)


def marked(words: str, spans: Iterable[Span], style: Style) -> Node:
    """*words* with the half-open *spans* of them, in order and apart, in *style*."""
    parts: list[Node] = []
    at = 0
    for start, end in spans:
        if at <= start < end:
            parts += [words[at:start], Styled(style, words[start:end])]
            at = end
    return text(*parts, words[at:])


def comparison(language: Language, said: str, found: Quote, compared: Comparison) -> Node:
    """What somebody's words have otherwise than the quote, or that they are not that quote."""
    if not compared.is_quote:
        return phrase(language, "quote.nearest")
    whose: list[Node] = []
    if compared.not_by and (speaker := by_whom(found, language)) is not None:
        claimed = cut(tidy(compared.not_by), PUBLISHER_UNITS)
        whose = [phrase(language, "quote.not_by", claimed=claimed, speaker=speaker)]
    if not compared.differences:
        same = phrase(language, "quote.same") if len(said) >= SAME_CHARS and not whose else ""
        return lines(*whose, same)
    told = [*whose, phrase(language, "quote.differs")]
    for one in compared.differences[:DIFFERENCES]:
        wrong = cut(tidy(said[slice(*one.theirs)]), QUERY_UNITS)
        right = cut(tidy(found.text[slice(*one.original)]), QUERY_UNITS)
        key = "quote.difference" if wrong and right else "quote.added" if wrong else "quote.left_out"
        told.append(phrase(language, key, wrong=wrong, right=right))
    return lines(*told)


def copyable(found: Quote) -> str | None:
    """The quote for a copy button, or None where it is too long for one."""
    text = found.text.strip()
    return text if 0 < len(text.encode("utf-16-le")) // 2 <= COPY_CHARS else None


def examples(articles: Sequence[Article]) -> tuple[str, str]:
    """Words to search for and words to quote that these articles surely have.

    >>> examples([Article(id="1", title="[단독] 바다열차 달린다", body="시장은 “바다는 우리 모두의 것”이라고 했다.")])
    ('바다열차 달린다', '바다는 우리 모두의')
    """
    titles = [_TAG.sub("", article.title) for article in articles]
    words = dict.fromkeys(match.group() for title in titles for match in _WORDS.finditer(title))
    texts = [*titles, *(article.body[:COUNTED_CHARS] for article in articles)]

    def oddness(found: str) -> tuple[bool, bool, int]:
        """Rather two words, rather names of things than parts of a sentence, and rather what is told often."""
        return (
            " " not in found,
            any(map(particle_length, found.split())),
            -sum(one.count(found) for one in texts),
        )

    search_for = min(words, key=oddness, default="네이버 클라우드")
    said = (match.group(1).split() for article in articles for match in _SAID.finditer(article.body))
    quoted = next((" ".join(words[:3]) for words in said if len(words) > 3), search_for)
    return search_for, cut(tidy(quoted), QUERY_UNITS)


def headline(language: Language, article: Article, most: int = TITLE_UNITS) -> Node:
    """The title, within *most* units, linked where the article has an ordinary web address."""
    return link(cut(tidy(article.title), most) or say(language, "article.untitled"), article.url)


def numbered(language: Language, number: int, article: Article) -> Node:
    """A row of a list: its *number* and title, and paper and day under it."""
    return lines(text(f"{number}. ", headline(language, article, LISTED_UNITS)), date_line(language, article))


def beside(language: Language, article: Article) -> Node:
    """Paper, day, and the title with its link, on one line."""
    return joined(
        " · ",
        [part for part in (date_line(language, article), headline(language, article, LISTED_UNITS)) if part],
    )


def date_line(language: Language, article: Article) -> str:
    """`publisher · date`, plain; the time of day in Korea where the article knows it."""
    parts = [cut(tidy(article.publisher), PUBLISHER_UNITS), when(language, article.published)]
    return " · ".join(part for part in parts if part)


def when(language: Language, published: date | datetime | None) -> str:
    """The date as readers of *language* write it.

    >>> when("ko", date(2026, 3, 2)), when("en", date(2026, 3, 2))
    ('2026.3.2.', '2 Mar 2026')
    """
    if published is None:
        return ""
    timed = isinstance(published, datetime)
    moment = published.astimezone(KST) if isinstance(published, datetime) else published
    if language == "ko":
        day = f"{moment.year}.{moment.month}.{moment.day}."
        return f"{day} {moment:%H:%M}" if timed else day
    day = f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    return f"{day}, {moment:%H:%M} KST" if timed else day


def day_of(language: Language, day: date) -> str:
    """A day without its year.

    >>> day_of("ko", date(2026, 3, 2)), day_of("en", date(2026, 3, 2))
    ('3월 2일', '2 Mar')
    """
    return f"{day.month}월 {day.day}일" if language == "ko" else f"{day.day} {MONTHS[day.month - 1]}"


def snippet(article: Article, passage: Passage, room: int = SNIPPET_UNITS) -> Node:
    """The passage on one line of *room* units, matched words in bold, "…" where the article goes on."""
    start, end = max(0, passage.start), min(passage.end, len(article.body))
    pieces: list[tuple[str, bool]] = []
    at = start
    for left, right in _apart(passage, start, end):
        pieces += [(article.body[at:left], False), (article.body[left:right], True)]
        at = right
    pieces.append((article.body[at:end], False))
    parts: list[tuple[str, bool]] = []
    for words, marked in _spaced(pieces):
        kept = cut(words, room)
        parts.append((kept, marked and bool(kept.strip())))
        room -= len(kept.encode("utf-16-le", "surrogatepass")) // 2
        if kept != words or room < 2:
            break
    line = "".join(words for words, _ in parts).strip()
    if not line:
        return ""
    first, last = dateline_span(article.body) or (0, 0)
    before = article.body[:first] + article.body[last:start] if last <= start else article.body[:start]
    opened = "…" if before.strip() else ""
    closed = "…" if article.body[end:].strip() and not line.endswith("…") else ""
    return text(opened, *_stripped(parts), closed)


def _stripped(parts: list[tuple[str, bool]]) -> list[Node]:
    """The parts without the blanks at either end, what is marked in bold."""
    (first, is_first), (_, is_last) = parts[0], parts[-1]
    if not is_first:
        parts = [(first.lstrip(), False), *parts[1:]]
    if not is_last:
        parts = [*parts[:-1], (parts[-1][0].rstrip(), False)]
    return [bold(words) if is_marked else words for words, is_marked in parts]


def _apart(passage: Passage, start: int, end: int) -> list[tuple[int, int]]:
    """The first matched stretches inside start..end, in order, touching ones as one."""
    merged: list[tuple[int, int]] = []
    for left, right in sorted(passage.spans):
        left, right = max(left, start), min(right, end)
        if left >= right:
            continue
        if merged and left <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged[:MARKED_WORDS]


def _spaced(pieces: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """The pieces tidied, with one space kept where one stood at a seam."""
    spaced: list[tuple[str, bool]] = []
    for words, marked in pieces:
        clean = tidy(words)
        if not clean:
            clean = " " if words.strip("\u200b") and words.isspace() else ""
        else:
            clean = (" " if words[0].isspace() else "") + clean + (" " if words[-1].isspace() else "")
        if spaced and spaced[-1][0].endswith(" "):
            clean = clean.removeprefix(" ")
        if clean:
            spaced.append((clean, marked))
    return spaced


def shown(query: str) -> str:
    """A reader's words as they are repeated to the reader: one line, short."""
    return cut(tidy(query), QUERY_UNITS)
