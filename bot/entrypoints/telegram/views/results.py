"""What a search found, as one message of a phone's screen and a half. Pure.

A page has at most LINES lines of LINE characters, whatever titles are like: what they leave is for the snippets.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.articles.article import Article
from bot.entrypoints.presentation.phrases import phrase
from bot.entrypoints.presentation.text import cut, rows, tidy
from bot.entrypoints.presentation.tree import Node, joined, lines, text, text_of
from bot.entrypoints.telegram.markup import filled
from bot.entrypoints.telegram.views.filters import demanded
from bot.entrypoints.telegram.views.pages import LINE, headline, numbered, of_recent, shown, snippet, when
from bot.i18n import Key, Language, say
from bot.search.filter_names import likely_filter
from bot.search.filters import Filters
from bot.search.hit import Correction, Hit, Passage, Results
from bot.search.no_days import Unread
from bot.search.order import read_order

LINES = 16
LEAST_LINES = 2  # of a hit: its title, and where it is from
HIT_LINES = 3  # of each, where more than a phone's page of hits is wanted
TITLE_LINES = 2
NUMBER_CHARS = 5  # before a title: `12. `
ASKED_CHARS = 40  # of the query, repeated
QUERY_CHARS = 24  # of one of its words
PAPER_CHARS = 14
MOST_NOTES, MOST_MENDED = 2, 2
MOST_SNIPPET_LINES = 6


def of_any(language: Language, query: str, found: Results, offset: int = 0) -> Node:
    """A page of hits, or that there are none."""
    return results(language, query, found, offset) if found.hits else nothing(language, query, found)


def results(language: Language, query: str, found: Results, offset: int) -> Node:
    """One page of hits; the page begins with the hit number *offset* + 1."""
    count = len(found.hits)
    page = max(LINES, 1 + HIT_LINES * count)
    tail = [phrase(language, "search.weak")] if offset + count >= found.total and found.weak else []
    heads = _heads(language, query, found, offset, page - LEAST_LINES * count - sum(map(height, tail)))
    room = page - sum(map(height, heads + tail))
    for title_lines in range(TITLE_LINES, 0, -1):
        blocks = [
            _Block.of(language, number, hit, title_lines) for number, hit in enumerate(found.hits, offset + 1)
        ]
        if sum(block.height for block in blocks) <= room:
            break
    room -= sum(block.height for block in blocks)
    drawn: list[Node] = []
    for place, block in enumerate(blocks):
        told = block.with_snippet(min(MOST_SNIPPET_LINES, -(-room // (count - place))))
        room -= height(told) - block.height
        drawn.append(told)
    return filled([lines(*heads), *drawn, *tail], "\n")


def _heads(language: Language, query: str, found: Results, offset: int, most: int) -> list[Node]:
    """What stands over the hits, in *most* lines where it can: else with less of the query, then with one note."""
    said, heads = notes(language, found, offset), []
    for chars, count in ((ASKED_CHARS, MOST_NOTES), (QUERY_CHARS, MOST_NOTES), (QUERY_CHARS, 1)):
        head = phrase(
            language,
            _counted(found),
            query=cut(tidy(corrected(query, found.corrections)), chars),
            stories=say(language, "count.stories", count=found.total),
            articles=say(language, "count.articles", count=found.articles),
            first=offset + 1,
            last=offset + len(found.hits),
        )
        heads = [*said[:count], head]
        if sum(map(height, heads)) <= most:
            break
    return heads


class _Block(NamedTuple):
    """A hit without its snippet, and how many lines that has."""

    hit: Hit
    head: Node
    height: int

    @classmethod
    def of(cls, language: Language, number: int, hit: Hit, title_lines: int) -> _Block:
        article = hit.article
        others = say(language, "search.others", count=len(hit.others)) if hit.others else ""
        timed, dated = (
            " · ".join(filter(None, (when(language, moment), others)))
            for moment in (article.published, article.day)
        )
        paper = cut(tidy(article.publisher), PAPER_CHARS)
        beside = timed if len(f"{paper} · {timed}") <= LINE else dated
        paper = cut(paper, LINE - len(" · ") - len(beside))
        title = headline(language, article, title_lines * LINE - NUMBER_CHARS)
        head = lines(text(f"{number}. ", title), " · ".join(filter(None, (paper, beside))))
        return cls(hit, head, height(head))

    def with_snippet(self, most: int) -> Node:
        """The hit with a snippet of at most *most* lines, of which long words may leave the ends empty."""
        for count in range(most, 0, -1):
            room = count * LINE - 2
            told = lines(self.head, snippet(self.hit.article, narrowed(self.hit, room), room))
            if height(told) - self.height <= most:
                return told
        return self.head


def narrowed(hit: Hit, chars: int) -> Passage:
    """The passage of *hit*, begun later where what matched most would not stand in its first *chars*."""
    passage, body = hit.passage, hit.article.body
    if passage.end - passage.start <= chars or not passage.spans:
        return passage
    room = chars - chars // 4
    best = max(
        passage.spans,
        key=lambda one: sum(one[0] <= start and end <= one[0] + room for start, end in passage.spans),
    )
    start = max(passage.start, best[0] - chars // 4)
    if start > passage.start:
        space = body.find(" ", start - 1, best[0])
        start = space + 1 if space >= 0 else best[0]
    return Passage(start, passage.end, tuple(span for span in passage.spans if span[0] >= start))


def height(node: Node) -> int:
    """How many lines of LINE characters *node* has on a screen."""
    return rows(text_of(node), LINE)


def notes(language: Language, found: Results, offset: int) -> list[Node]:
    """What is said over the first page: how the query was read, where this is not plain."""
    if offset:
        return []
    said: list[Node] = []
    if found.recent_days:
        said.append(phrase(language, "search.recent", days=found.recent_days))
    if found.dropped:
        said.append(phrase(language, "search.dropped", filters=demanded(language, found.filters)))
    if found.corrections:
        said.append(corrections(language, found.corrections))
    if found.unread:
        said.append(unread_days(language, found.unread))
    if found.unknown:
        said.append(unknown(language, found))
    if found.missing:
        said.append(phrase(language, "search.missing", name=shown(found.missing[0])))
    if found.vague:
        said.append(phrase(language, "search.vague"))
    if found.loose:
        said.append(phrase(language, "search.loose"))
    if found.plain and not found.dropped:
        said.append(phrase(language, "search.demanded", filters=demanded(language, found.filters)))
    return said[:MOST_NOTES]


def unread_days(language: Language, unread: Unread) -> Node:
    """What was said of days and is not read as it stands, and what was searched instead."""
    keys: dict[str, Key] = {
        "none": "search.no_such_day",
        "ahead": "search.day_ahead",
        "turned": "search.days_turned",
    }
    return phrase(language, keys[unread.why], said=_short(unread.said))


def unknown(language: Language, found: Results) -> Node:
    """That a filter is none, with the one that may be meant."""
    name = found.unknown[0]
    likely = likely_filter(name)
    if likely is None:
        return phrase(language, "search.unknown_field", field=_short(name))
    return phrase(language, "search.unknown_field_likely", field=_short(name), likely=likely)


def _counted(found: Results) -> Key:
    """The key of what is said about how much was found: never a number that is not true."""
    if found.more:
        return "search.found_many"
    if found.vague:
        return "search.found_vague"
    if found.articles > found.total and not found.rough:
        return "search.found_stories" if found.total <= len(found.hits) else "search.found_stories_page"
    return "search.found" if found.total <= len(found.hits) else "search.found_page"


def nothing(language: Language, query: str, found: Results | None = None, recent_days: int = 0) -> Node:
    """That no article has these words, or is as was demanded beside them, and what to do next.

    recent_days: see `of_recent`; where *found* tells it, that holds.
    """
    said = [phrase(language, "search.nothing", query=shown(query))]
    if found and found.missing:
        said.append(phrase(language, "search.missing", name=shown(found.missing[0])))
    elif found and found.filters:
        said.append(phrase(language, "search.nothing_demanded", filters=demanded(language, found.filters)))
    else:
        said.append(phrase(language, "search.nothing_next"))
    if found and found.unread:
        said.append(unread_days(language, found.unread))
    if found and found.unknown:
        said.append(unknown(language, found))
    return of_recent(language, lines(*said), found.recent_days if found else recent_days)


def latest_of(language: Language, query: str, found: Results, offset: int) -> Node:
    """One page of the newest articles that have the words of *query*, or that there are none."""
    many: Key = "latest.of_many" if found.more else "latest.of"
    return _by_day(language, many if read_order(query)[0] else "latest.all", query, found, offset)


def oldest_of(language: Language, query: str, found: Results, offset: int) -> Node:
    """As `latest_of`, of the oldest."""
    many: Key = "oldest.of_many" if found.more else "oldest.of"
    return _by_day(language, many if read_order(query)[0] else "oldest.all", query, found, offset)


def _by_day(language: Language, key: Key, query: str, found: Results, offset: int) -> Node:
    if not found.hits:
        return nothing(language, query, found)
    asked = cut(tidy(corrected(query, found.corrections)), ASKED_CHARS)
    shown_to = offset + len(found.hits)
    head = phrase(language, key, query=asked, total=found.total, first=offset + 1, last=shown_to)
    heads = lines(*notes(language, found, offset), head)
    return _listed(language, heads, [hit.article for hit in found.hits], offset)


def latest(
    language: Language, articles: Sequence[Article], offset: int, total: int, recent_days: int = 0
) -> Node:
    """One page of the newest articles. recent_days: see `of_recent`."""
    head = phrase(language, "latest.head", total=total, first=offset + 1, last=offset + len(articles))
    return _listed(language, of_recent(language, head, recent_days), articles, offset)


def _listed(language: Language, head: Node, articles: Sequence[Article], offset: int) -> Node:
    blocks = [numbered(language, number, article) for number, article in enumerate(articles, offset + 1)]
    return filled([head, *blocks], "\n")


def corrections(language: Language, mended: Sequence[Correction]) -> Node:
    """What was searched for instead of what was typed."""
    pairs = [phrase(language, "search.instead", right=_short(one.right)) for one in mended[:MOST_MENDED]]
    return phrase(language, "search.corrected", pairs=joined(", ", pairs))


def _short(words: str) -> str:
    """A reader's words as they are repeated over a list."""
    return cut(tidy(words), QUERY_CHARS)


def only(language: Language, filters: Filters) -> str:
    """What a button offers that narrows a search: a paper's articles alone, or a month's."""
    if filters.since is not None:
        return say(language, "button.only_month", year=filters.since.year, month=filters.since.month)
    return say(language, "button.only_papers", papers=cut(tidy(", ".join(filters.publisher)), PAPER_CHARS))


def corrected(query: str, mended: Sequence[Correction]) -> str:
    """*query* with its corrections put in, to be searched for anew."""
    for one in mended:
        query = query.replace(one.wrong, one.right)
    return query


def as_typed(query: str, mended: Sequence[Correction], filters: Filters) -> str:
    """*query* with what was mended in quotation marks, so that it is looked for as it stands; "" where nothing was.

    filters: as they were read of *query*. A name that there is not finds nothing, so that it is not offered.
    """
    named = filters.names
    kept = query
    for one in mended:
        of_filter = one.wrong.endswith(":") or one.wrong in named
        if not of_filter and one.wrong in kept and '"' not in kept:
            kept = kept.replace(one.wrong, f'"{one.wrong}"', 1)
    return kept if kept != query else ""
