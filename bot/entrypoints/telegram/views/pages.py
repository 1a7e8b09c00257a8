"""From the domain to Telegram's HTML, always within Telegram's limits. Pure.

Every piece that comes from an article or a person is cut first and escaped last, so neither a tag
nor a syllable is ever cut through; the parts of one message are bounded so that their sum fits.

>>> date_line("ko", Article(id="1", title="", body="", publisher="해온일보", published=date(2026, 3, 2)))
'해온일보 · 2026.3.2.'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from bot.articles.article import KST, Article
from bot.articles.dateline import dateline_span
from bot.entrypoints.telegram.markup import cut, escape, fits, link, tidy, units
from bot.i18n import Key, Language, say
from bot.korean.particles import particle_length
from bot.quotes.comparison import Comparison
from bot.quotes.context import Context
from bot.quotes.quote import Quote
from bot.search.hit import Correction, Hit, Passage, Results, Span

# Five hits of these sizes are about 3,000 of the 4,096 units and 5 * (1 + 8) of the 100 entities.
QUERY_UNITS, TITLE_UNITS, PUBLISHER_UNITS, SNIPPET_UNITS = 60, 160, 40, 320
MARKED_WORDS = 8
QUOTE_UNITS = 3000
EXPANDABLE_UNITS = 400  # some nine lines on a phone; what is longer is folded
COPY_CHARS = 256  # Bot API CopyTextButton
DIFFERENCES = 6  # changed places that are listed
SAME_CHARS = 10  # fewer than that are the same by chance
_WORDS = re.compile(r"(?<!\w)[가-힣]{2,}(?: [가-힣]{2,})?(?!\w)")
_TAG = re.compile(r"\[[^\]\n]{0,60}+\]")
_SAID = re.compile(r"[“\"]([^“”\"\n]{12,80})[”\"]")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def results(language: Language, query: str, found: Results, offset: int) -> str:
    """One page of hits; the page begins with the hit number *offset* + 1."""
    first, last = offset + 1, offset + len(found.hits)
    asked = corrected(query, found.corrections)
    head = say(
        language,
        _counted(found),
        query=shown(asked),
        stories=say(language, "count.stories", count=found.total),
        articles=say(language, "count.articles", count=found.articles),
        first=first,
        last=last,
    )
    if found.corrections and not offset:
        head = f"{corrections(language, found.corrections)}\n{head}"
    if found.unknown and not offset:
        head += "\n" + say(language, "search.unknown_field", field=shown(found.unknown[0]))
    blocks = [hit_block(language, number, hit) for number, hit in enumerate(found.hits, first)]
    return joined([head, *blocks])


def _counted(found: Results) -> Key:
    """The key of what is said about how much was found: never a number that is not true."""
    if found.more:
        return "search.found_many"
    if found.articles > found.total:
        return "search.found_stories" if found.total <= len(found.hits) else "search.found_stories_page"
    return "search.found" if found.total <= len(found.hits) else "search.found_page"


def nothing(language: Language, query: str, found: Results | None = None) -> str:
    """That no article has these words, or is as was demanded beside them, and what to do next."""
    next_key = "search.nothing_demanded" if found and found.filters else "search.nothing_next"
    lines = [say(language, "search.nothing", query=shown(query)), say(language, next_key)]
    if found and found.unknown:
        lines.append(say(language, "search.unknown_field", field=shown(found.unknown[0])))
    return "\n".join(lines)


def latest_of(language: Language, query: str, found: Results, offset: int) -> str:
    """One page of the newest articles that have the words of *query*."""
    asked = shown(corrected(query, found.corrections))
    shown_to = offset + len(found.hits)
    head = say(language, "latest.of", query=asked, total=found.total, first=offset + 1, last=shown_to)
    return _listed(language, head, [hit.article for hit in found.hits], offset)


def latest(language: Language, articles: Sequence[Article], offset: int, total: int) -> str:
    """One page of the newest articles."""
    head = say(language, "latest.head", total=total, first=offset + 1, last=offset + len(articles))
    return _listed(language, head, articles, offset)


def _listed(language: Language, head: str, articles: Sequence[Article], offset: int) -> str:
    blocks = [
        f"{number}. {headline(language, article)}\n{escape(date_line(language, article))}".rstrip()
        for number, article in enumerate(articles, offset + 1)
    ]
    return joined([head, *blocks])


def quote(
    language: Language,
    query: str,
    found: Quote,
    number: int,
    count: int,
    *,
    person: tuple[str, str] | None = None,
    context: Context | None = None,
    compared: Comparison | None = None,
    more: bool = False,
) -> str:
    """One quote, verbatim, with who said it, where and when.

    person: whose words *query* asks for, and about what.
    more: only *count* were looked for, and there may be others.
    compared: *query*, a reader's message, beside the quote.
    """
    lines = [
        quote_head(language, query, number, f"{count}+" if more else str(count), person),
        *_blockquote(language, found, context, compared),
    ]
    if (speaker := by_whom(found, language)) is not None:
        lines.append(f"— {speaker}")
    source = [headline(language, found.article), escape(date_line(language, found.article))]
    text = "\n".join(lines) + "\n\n" + "\n".join(line for line in source if line)
    return (
        f"{text}\n\n{told}" if compared and (told := comparison(language, query, found, compared)) else text
    )


def quote_head(language: Language, query: str, number: int, of: str, person: tuple[str, str] | None) -> str:
    """What is looked at, and which of how many it is."""
    if person is None:
        head = "quote.head_one" if of in ("1", "1+") else "quote.head"
        return say(language, head, query=shown(query), number=number, of=of)
    name, subject = (shown(part) for part in person)
    key = "quote.person_on" if subject else "quote.person"
    return say(language, key, name=name, subject=subject, number=number, of=of)


def by_whom(found: Quote, language: Language = "ko") -> str | None:
    """Who said it, with the role the article gives; hearsay as such."""
    if not found.speaker:
        return None
    role = escape(cut(tidy(found.role), PUBLISHER_UNITS))
    who = f"<b>{escape(cut(tidy(found.speaker), PUBLISHER_UNITS))}</b> {role}".rstrip()
    if found.relayed_by is None:
        return who
    return say(
        language, "quotes.relayed", speaker=who, teller=escape(cut(tidy(found.relayed_by), PUBLISHER_UNITS))
    )


def _blockquote(
    language: Language, found: Quote, context: Context | None, compared: Comparison | None
) -> list[str]:
    """The words; in bold among what stands around them; underlined where somebody else's are otherwise."""
    words = cut(found.text, QUOTE_UNITS)
    if words != found.text:
        return [block(escape(words), len(words)), say(language, "quote.cut")]
    changed = [one.original for one in compared.differences] if compared and compared.is_quote else []
    html = marked(found.text, changed[:MARKED_WORDS], "u")
    length = len(words)
    if context and context.text != words and units(context.text) <= QUOTE_UNITS:
        body = found.article.body
        before, after = body[context.start : found.start], body[found.end : context.end]
        html = f"{escape(before)}<b>{html}</b>{escape(after)}"
        length = len(context.text)
    return [block(html, length)]


def block(html: str, length: int) -> str:
    """A block of quoted text, folded where its *length* would fill a phone."""
    tag = "blockquote expandable" if length > EXPANDABLE_UNITS else "blockquote"
    return f"<{tag}>{html}</blockquote>"


def marked(text: str, spans: Iterable[Span], tag: str) -> str:
    """*text* with the half-open *spans* of it, in order and apart, in *tag*."""
    html, at = [], 0
    for start, end in spans:
        if at <= start < end:
            html += [escape(text[at:start]), f"<{tag}>{escape(text[start:end])}</{tag}>"]
            at = end
    return "".join([*html, escape(text[at:])])


def comparison(language: Language, said: str, found: Quote, compared: Comparison) -> str:
    """What somebody's words have otherwise than the quote; "" where they are not that quote."""
    if not compared.is_quote:
        return ""
    if not compared.differences:
        return say(language, "quote.same") if len(said) >= SAME_CHARS else ""
    lines = [say(language, "quote.differs")]
    for one in compared.differences[:DIFFERENCES]:
        wrong = escape(cut(tidy(said[slice(*one.theirs)]), QUERY_UNITS))
        right = escape(cut(tidy(found.text[slice(*one.original)]), QUERY_UNITS))
        key = "quote.difference" if wrong and right else "quote.added" if wrong else "quote.left_out"
        lines.append(say(language, key, wrong=wrong, right=right))
    return "\n".join(lines)


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
    words = [match.group() for title in titles for match in _WORDS.finditer(title)]
    # two words if any title has them, and rather names of things than parts of a sentence
    search_for = min(
        words,
        key=lambda found: (" " not in found, any(map(particle_length, found.split()))),
        default="네이버 클라우드",
    )
    said = (match.group(1).split() for article in articles for match in _SAID.finditer(article.body))
    quoted = next((" ".join(words[:3]) for words in said if len(words) > 3), search_for)
    return search_for, cut(tidy(quoted), QUERY_UNITS)


def hit_block(language: Language, number: int, hit: Hit) -> str:
    """A numbered hit: headline, source, snippet."""
    source = date_line(language, hit.article)
    if hit.others:
        source += (" · " if source else "") + say(language, "search.others", count=len(hit.others))
    lines = [
        f"{number}. {headline(language, hit.article)}",
        escape(source),
        snippet(hit.article, hit.passage),
    ]
    return "\n".join(line for line in lines if line)


def headline(language: Language, article: Article) -> str:
    """The title, linked where the article has an ordinary web address."""
    return link(cut(tidy(article.title), TITLE_UNITS) or say(language, "article.untitled"), article.url)


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


def snippet(article: Article, passage: Passage) -> str:
    """The passage on one line, matched words in bold, "…" where the article goes on."""
    start, end = max(0, passage.start), min(passage.end, len(article.body))
    pieces: list[tuple[str, bool]] = []
    at = start
    for left, right in _apart(passage, start, end):
        pieces += [(article.body[at:left], False), (article.body[left:right], True)]
        at = right
    pieces.append((article.body[at:end], False))
    room, html = SNIPPET_UNITS, []
    for text, marked in _spaced(pieces):
        kept = cut(text, room)
        html.append(f"<b>{escape(kept)}</b>" if marked and kept.strip() else escape(kept))
        room -= len(kept.encode("utf-16-le", "surrogatepass")) // 2
        if kept != text or room < 2:
            break
    line = "".join(html).strip()
    if not line:
        return ""
    first, last = dateline_span(article.body) or (0, 0)
    before = article.body[:first] + article.body[last:start] if last <= start else article.body[:start]
    opened = "…" if before.strip() else ""
    closed = "…" if article.body[end:].strip() and not line.endswith("…") else ""
    return f"{opened}{line}{closed}"


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
    for text, marked in pieces:
        clean = tidy(text)
        if not clean:
            clean = " " if text.strip("\u200b") and text.isspace() else ""
        else:
            clean = (" " if text[0].isspace() else "") + clean + (" " if text[-1].isspace() else "")
        if spaced and spaced[-1][0].endswith(" "):
            clean = clean.removeprefix(" ")
        if clean:
            spaced.append((clean, marked))
    return spaced


def corrections(language: Language, mended: Sequence[Correction]) -> str:
    """What was searched for instead of what was typed."""
    pairs = ", ".join(
        say(language, "search.instead", wrong=shown(one.wrong), right=shown(one.right)) for one in mended[:5]
    )
    return say(language, "search.corrected", pairs=pairs)


def corrected(query: str, mended: Sequence[Correction]) -> str:
    """*query* with its corrections put in, to be searched for anew."""
    for one in mended:
        query = query.replace(one.wrong, one.right)
    return query


def shown(query: str) -> str:
    """A reader's words as they are repeated to the reader: one line, short, escaped."""
    return escape(cut(tidy(query), QUERY_UNITS))


def joined(blocks: Sequence[str]) -> str:
    """The blocks with an empty line between, as many as Telegram takes in one message."""
    text = blocks[0]
    for block in blocks[1:]:
        longer = f"{text}\n\n{block}"
        if not fits(longer):
            break
        text = longer
    return text
