"""A digest as Telegram's HTML: one message where it fits, at most two, never parted within a story. Pure."""

from __future__ import annotations

from datetime import date

from bot.digests.digest import Digest, Group, Item
from bot.digests.subscription import Subscription
from bot.entrypoints.telegram.markup import (
    ENTITIES,
    TEXT_UNITS,
    WEIGHT,
    cut,
    escape,
    link,
    parse,
    tidy,
    units,
    weight,
)
from bot.i18n import Language, say

TITLE_UNITS, PUBLISHER_UNITS, NAME_UNITS, LEAD_UNITS = 120, 30, 60, 170
PAGE = 10  # stories on a page behind [더 보기]
MOST_PARTS = 2
_WEEKDAYS = {"ko": "월화수목금토일", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def pages(language: Language, digest: Digest, subscription: Subscription) -> tuple[list[str], int]:
    """The messages of *digest*, and how many stories they show; ([], 0) when there is none to show."""
    if not digest.groups:
        return [], 0
    made: list[str] = []
    page = _Page(_head(language, digest, subscription))
    shown, had_lead = 0, True
    for group in digest.groups:
        heading = _heading(language, group)
        for item in group.items:
            line = item_line(language, item)
            block = f"{heading}\n{line}" if heading else line
            gap = "\n\n" if heading or item.lead or had_lead else "\n"
            if not page.add(gap, block):
                made.append(page.html)
                if len(made) == MOST_PARTS:
                    return made, shown
                page = _Page(say(language, "digest.continued", date=day_name(language, digest.day)))
                page.add("\n\n", block)
            heading, had_lead = "", item.lead is not None
            shown += 1
    return [*made, page.html], shown


class _Page:
    """A message that grows by whole blocks, each measured once."""

    def __init__(self, head: str) -> None:
        self.html = head
        self._units, self._entities, self._weight = _measure(head)

    def add(self, gap: str, block: str) -> bool:
        """Add *block* unless the message would be longer than Telegram takes; whether it was added."""
        more_units, more_entities, more_weight = _measure(block)
        if (
            self._units + len(gap) + more_units > TEXT_UNITS
            or self._entities + more_entities > ENTITIES
            or self._weight + more_weight > WEIGHT
        ):
            return False
        self.html += gap + block
        self._units += len(gap) + more_units
        self._entities += more_entities
        self._weight += more_weight
        return True


def _measure(html: str) -> tuple[int, int, int]:
    parsed = parse(html)
    return units(parsed.text), len(parsed.spans), weight(parsed.spans)


def more_page(language: Language, digest: Digest, offset: int) -> str:
    """The stories from *offset* on, of all that the digest has, one page."""
    every = all_items(digest)
    some = every[offset : offset + PAGE]
    head = say(
        language,
        "digest.more_head",
        date=day_name(language, digest.day),
        first=offset + 1,
        last=offset + len(some),
        total=len(every),
    )
    return "\n".join([head, "", *(item_line(language, item, leads=False) for item in some)])


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


def item_line(language: Language, item: Item, *, leads: bool = True) -> str:
    """One story: its linked title, paper, how many others tell it; below, where it has one, its lead."""
    article = item.article
    title = cut(tidy(article.title), TITLE_UNITS) or say(language, "article.untitled")
    parts = [f"• {link(title, article.url)}"]
    if article.publisher:
        parts.append(escape(cut(tidy(article.publisher), PUBLISHER_UNITS)))
    line = " · ".join(parts)
    if item.others:
        line += " " + say(language, "digest.related", count=item.others)
    if item.lead is not None and leads:
        start, end = item.lead
        line += f"\n  <i>{escape(cut(' '.join(article.body[start:end].split()), LEAD_UNITS))}</i>"
    return line


def _head(language: Language, digest: Digest, subscription: Subscription) -> str:
    if subscription.kind == "watch":
        words = escape(cut(" ".join(subscription.wanted.include), NAME_UNITS))
        return say(language, "watch.head", words=words)
    lines = [say(language, "digest.head", date=day_name(language, digest.day))]
    key = "digest.counts" if digest.stories > digest.shown else "digest.counts_all"
    articles = say(language, "count.articles", count=digest.articles)
    stories = say(language, "count.stories", count=digest.stories)
    lines.append(say(language, key, shown=digest.shown, articles=articles, stories=stories))
    return "\n".join(lines)


def _heading(language: Language, group: Group) -> str:
    if group.kind == "top":
        return ""
    name = cut(tidy(group.name), NAME_UNITS) or say(language, "digest.group_rest")
    return f"<b>{escape(name)}</b>"
