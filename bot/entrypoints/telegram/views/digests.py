"""A digest: one message where it fits, at most two, never parted within a story. Pure."""

from __future__ import annotations

from datetime import date

from bot.digests.digest import Digest, Group, Item
from bot.digests.subscription import Subscription
from bot.entrypoints.presentation.phrases import phrase
from bot.entrypoints.presentation.text import cut, tidy
from bot.entrypoints.presentation.tree import Node, bold, italic, lines, link, paragraphs, text
from bot.entrypoints.telegram.markup import Page, filled
from bot.i18n import Language, say

TITLE_UNITS, PUBLISHER_UNITS, NAME_UNITS, LEAD_UNITS = 120, 30, 60, 170
PAGE = 10  # stories on a page behind [더 보기]
MOST_PARTS = 2
_WEEKDAYS = {"ko": "월화수목금토일", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def pages(
    language: Language, digest: Digest, subscription: Subscription, held: str = ""
) -> tuple[list[Node], int]:
    """The messages of *digest*, and how many stories they show; ([], 0) when there is none to show.

    held: a line below the head, on until when there will be no other.
    """
    if not digest.groups:
        return [], 0
    made: list[Node] = []
    head = _head(language, digest, subscription)
    page = Page(lines(head, italic(held)) if held else head)
    shown, had_lead = 0, True
    for group in digest.groups:
        heading = _heading(language, group)
        for item in group.items:
            line = item_line(language, item)
            block = lines(heading, line)
            gap = "\n\n" if heading or item.lead or had_lead else "\n"
            if not page.add(gap, block):
                made.append(page.node)
                if len(made) == MOST_PARTS:
                    return made, shown
                page = Page(phrase(language, "digest.continued", date=day_name(language, digest.day)))
                page.add("\n\n", block)
            heading, had_lead = "", item.lead is not None
            shown += 1
    return [*made, page.node], shown


def more_page(language: Language, digest: Digest, offset: int) -> Node:
    """The stories from *offset* on, of all that the digest has, one page."""
    every = all_items(digest)
    some = every[offset : offset + PAGE]
    head = phrase(
        language,
        "digest.more_head",
        date=day_name(language, digest.day),
        first=offset + 1,
        last=offset + len(some),
        total=len(every),
    )
    first, *others = (item_line(language, item, leads=False) for item in some)
    return filled([paragraphs(head, first), *others], "\n")


def all_items(digest: Digest) -> list[Item]:
    """Every story of *digest* in the order in which pages show them."""
    return [item for group in digest.groups for item in group.items] + list(digest.rest)


def day_name(language: Language, day: date) -> str:
    """A date as people say it.

    >>> day_name("ko", date(2026, 3, 2)), day_name("en", date(2026, 3, 2))
    ('3월 2일 월요일', 'Mon, 2 Mar')
    """
    if language == "ko":
        return f"{day.month}월 {day.day}일 {_WEEKDAYS['ko'][day.weekday()]}요일"
    return f"{_WEEKDAYS['en'][day.weekday()]}, {day.day} {_MONTHS[day.month - 1]}"


def item_line(language: Language, item: Item, *, leads: bool = True) -> Node:
    """One story: its linked title, paper, how many others tell it; below, where it has one, its lead."""
    article = item.article
    title = cut(tidy(article.title), TITLE_UNITS) or say(language, "article.untitled")
    line = text("• ", link(title, article.url))
    if article.publisher:
        line = text(line, " · ", cut(tidy(article.publisher), PUBLISHER_UNITS))
    if item.others:
        line = text(line, " ", phrase(language, "digest.related", count=item.others))
    if item.lead is not None and leads:
        start, end = item.lead
        lead = cut(" ".join(article.body[start:end].split()), LEAD_UNITS)
        line = lines(line, text("  ", italic(lead)))
    return line


def _head(language: Language, digest: Digest, subscription: Subscription) -> Node:
    if subscription.kind == "watch":
        each = [" ".join(one.wanted.include) for one in (subscription, *digest.also)]
        return phrase(language, "watch.head", words=cut(", ".join(each), NAME_UNITS * min(3, len(each))))
    head = phrase(language, "digest.head", date=day_name(language, digest.day))
    key = "digest.counts" if digest.stories > digest.shown else "digest.counts_all"
    articles = say(language, "count.articles", count=digest.articles)
    stories = say(language, "count.stories", count=digest.stories)
    return lines(head, phrase(language, key, shown=digest.shown, articles=articles, stories=stories))


def _heading(language: Language, group: Group) -> Node:
    if group.kind == "top":
        return ""
    name = cut(tidy(group.name), NAME_UNITS) or say(language, "digest.group_rest")
    return bold(name)
