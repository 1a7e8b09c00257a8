"""What editors see of feeds: the proof of one, the list, the panel, and what they are told. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.articles.moment import due
from bot.entrypoints.presentation.phrases import phrase
from bot.entrypoints.presentation.text import cut, tidy
from bot.entrypoints.presentation.tree import Node, joined, lines
from bot.entrypoints.telegram.views.pages import when
from bot.feeds.health import Mark, Notice, Outcome
from bot.feeds.model import FeedItem
from bot.feeds.opml import Outline
from bot.i18n import Key, Language
from bot.ingest.feed_finding import Proof
from bot.ingest.feed_ports import Refused, Subscribed
from bot.patterns import lazy_compile

NAME_UNITS, TITLE_UNITS, ADDRESS_UNITS = 40, 70, 120
NEWEST = 3
OUTLINES_SHOWN = 8
_ONE_NAME = lazy_compile(r"[\w.&·+-]{1,60}")
PAUSED = "⏸"
MARKS = {Mark.WELL: "✅", Mark.FAILING: "⚠️", Mark.SILENT: "💤", Mark.RESTING: "⛔"}
STATES: dict[Mark, Key] = {
    Mark.WELL: "feed.state_well",
    Mark.FAILING: "feed.state_failing",
    Mark.SILENT: "feed.state_silent",
    Mark.RESTING: "feed.state_resting",
}
WHY: dict[Outcome | None, Key] = {
    Outcome.GONE: "feed.why_gone",
    Outcome.NOT_FEED: "feed.why_not_feed",
    Outcome.UNSEEN: "feed.why_unseen",
    Outcome.BUSY: "feed.why_busy",
    Outcome.SLOW: "feed.why_slow",
    Outcome.LARGE: "feed.why_large",
    Outcome.REFUSED: "feed.why_refused",
}
TOLD: dict[Notice, Key] = {
    Notice.FAILING: "feed.told_failing",
    Notice.SILENT: "feed.told_silent",
    Notice.RESTING: "feed.told_resting",
    Notice.HEALED: "feed.told_healed",
}
REFUSALS: dict[str, Key] = {
    "feed.item_broken": "feed.item_broken",
    "feed.item_large": "feed.item_large",
    "feed.item_empty": "feed.item_empty",
    "feed.item_many": "feed.item_many",
    "feed.item_cut": "feed.item_cut",
    "feed.item_deep": "feed.item_deep",
}
CATEGORIES: tuple[tuple[Key, str], ...] = (  # its name on a button, and as articles have it
    ("feed.politics", "정치"),
    ("feed.economy", "경제"),
    ("feed.society", "사회"),
    ("feed.world", "국제"),
    ("feed.culture", "문화"),
    ("feed.sports", "스포츠"),
    ("feed.science", "IT·과학"),
    ("feed.local", "지역"),
)


def name_of(name: str) -> str:
    """A paper's name for a line, plain."""
    return cut(tidy(name), NAME_UNITS)


def proof(language: Language, found: Proof, *, there: bool) -> Node:
    """A feed as it was found: what it is called, how much is in it, the newest of it, and what it lacks."""
    items = found.feed.items
    rows = [
        phrase(
            language,
            "feed.proof",
            name=name_of(found.name),
            address=cut(found.address, ADDRESS_UNITS),
            items=phrase(language, "count.articles", count=len(items)),
            newest=_moment(language, _newest(items)),
        )
    ]
    rows += [
        phrase(language, "feed.proof_item", title=cut(tidy(item.title or item.text), TITLE_UNITS))
        for item in sorted(items, key=_age)[:NEWEST]
    ]
    if missing := _missing(language, found):
        rows.append(phrase(language, "feed.missing", what=joined(", ", missing)))
    if there:
        rows.append(phrase(language, "feed.there"))
    return lines(*rows)


def _missing(language: Language, found: Proof) -> list[Node]:
    items = found.feed.items
    counted: tuple[tuple[Key, int], ...] = (
        ("feed.missing_dates", sum(item.published is None for item in items)),
        ("feed.missing_text", sum(not item.full for item in items)),
        ("feed.missing_items", len(found.feed.refused)),
    )
    return [phrase(language, key, count=count) for key, count in counted if count]


def _age(item: FeedItem) -> float:
    return -due(item.published).timestamp() if item.published else 0.0


def _newest(items: Sequence[FeedItem]) -> datetime | None:
    dated = [item.published for item in items if item.published]
    moment = max(dated, key=due, default=None)
    return None if moment is None else due(moment)


def _moment(language: Language, moment: datetime | None) -> Node:
    return phrase(language, "feed.no_date") if moment is None else when(language, moment.astimezone(UTC))


def mark(feed: Subscribed) -> str:
    """How it is, in one sign."""
    return PAUSED if feed.paused else MARKS[feed.health.mark]


def row(language: Language, number: int, feed: Subscribed) -> Node:
    """A line of the list."""
    return phrase(
        language,
        "feed.row",
        mark=mark(feed),
        number=number,
        name=name_of(feed.name),
        articles=phrase(language, "count.articles", count=feed.articles),
        newest=_last_new(language, feed),
    )


def _last_new(language: Language, feed: Subscribed) -> Node:
    return when(language, feed.recent[0]) if feed.recent else phrase(language, "feed.never")


def panel(language: Language, feed: Subscribed) -> Node:
    """All that is to be known of one."""
    following: Node
    if feed.paused or feed.next_at is None:
        following = phrase(language, "feed.next_waits")
    elif feed.kind == "channel":
        following = phrase(language, "feed.next_posts")
    else:
        following = when(language, feed.next_at)
    shows: Key = "feed.shows_title" if feed.shows == "title" else "feed.shows_sentences"
    told = phrase(
        language,
        "feed.panel",
        mark=mark(feed),
        name=name_of(feed.name),
        address=cut(feed.address, ADDRESS_UNITS),
        state=_state(language, feed),
        articles=phrase(language, "count.articles", count=feed.articles),
        newest=_last_new(language, feed),
        next=following,
        shows=phrase(language, shows),
        category=name_of(feed.category) or phrase(language, "feed.any_category"),
    )
    rows = [told]
    if feed.query:
        rows.append(phrase(language, "feed.query", query=feed.query))
    name = "".join(feed.name.split())  # papers are told apart without their spaces
    if not feed.paused and _ONE_NAME.fullmatch(name):
        rows.append(phrase(language, "feed.topic", name=name))
    return lines(*rows)


def _state(language: Language, feed: Subscribed) -> Node:
    if feed.paused:
        return phrase(language, "feed.state_paused")
    if feed.health.last is Outcome.UNSEEN:
        return phrase(language, "feed.state_unseen", why=_why(language, feed))
    return phrase(language, STATES[feed.health.mark], why=_why(language, feed))


def _why(language: Language, feed: Subscribed) -> Node:
    why = WHY.get(feed.health.last, "feed.why_failed")
    return phrase(language, why)


def notice(language: Language, feed: Subscribed, told: Notice) -> Node:
    """What editors are told of it, once."""
    key = "feed.told_unseen" if feed.health.last is Outcome.UNSEEN else TOLD[told]
    if feed.kind == "channel" and told is Notice.SILENT:
        key = "feed.told_silent_channel"
    return phrase(language, key, name=name_of(feed.name), why=_why(language, feed))


def status(language: Language, feeds: Sequence[Subscribed]) -> list[Node]:
    """The line of /status; none where nothing is subscribed to."""
    if not feeds:
        return []
    marks = Counter("paused" if feed.paused else feed.health.mark.value for feed in feeds)
    figures = {name: marks[name] for name in ("well", "failing", "silent", "resting", "paused")}
    return [phrase(language, "feed.status", count=len(feeds), **figures)]


def refusals(language: Language, refused: Sequence[Refused]) -> Node:
    """Items that could not be read, and why."""
    rows: list[Node] = []
    for one in refused:
        why = REFUSALS.get(one.reason, "feed.item_broken")
        title = cut(tidy(one.title), TITLE_UNITS) or phrase(language, "feed.untitled")
        name, reason = name_of(one.feed), phrase(language, why)
        rows.append(phrase(language, "feed.rejected_row", name=name, title=title, reason=reason))
    return lines(phrase(language, "feed.rejected", count=len(refused)), *rows)


def import_proof(language: Language, name: str, found: Sequence[Outline], new: Sequence[Outline]) -> Node:
    """What an OPML file would bring."""
    values = {"name": name_of(name), "total": len(found)}
    if not new:
        return phrase(language, "feed.opml_nothing", **values)
    rows = [phrase(language, "feed.opml", count=len(new), **values)]
    rows += [
        phrase(language, "feed.proof_item", title=name_of(one.title or one.address))
        for one in new[:OUTLINES_SHOWN]
    ]
    if len(new) > OUTLINES_SHOWN:
        rows.append(phrase(language, "feed.opml_more", count=len(new) - OUTLINES_SHOWN))
    return lines(*rows)
