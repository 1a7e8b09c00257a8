"""What is said of places that take no messages: since when, why, what to do, and when they are tried again. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.delivery.model import WHOLE_CHAT, Mute
from bot.digests.subscription import Place
from bot.entrypoints.presentation.phrases import phrase
from bot.entrypoints.presentation.text import cut, tidy
from bot.entrypoints.presentation.tree import Node, lines
from bot.entrypoints.telegram.views.pages import when
from bot.errors import Refusal
from bot.i18n import Key, Language, say

TITLE_UNITS = 40
# Why, and what to do about it.
TEXTS: dict[Refusal, tuple[Key, Key]] = {
    Refusal.BLOCKED: ("mute.why.blocked", "mute.do.blocked"),
    Refusal.KICKED: ("mute.why.kicked", "mute.do.kicked"),
    Refusal.DEACTIVATED: ("mute.why.deactivated", "mute.do.deactivated"),
    Refusal.TOPIC_CLOSED: ("mute.why.topic_closed", "mute.do.topic_closed"),
    Refusal.RIGHTS: ("mute.why.rights", "mute.do.rights"),
    Refusal.NOT_FOUND: ("mute.why.not_found", "mute.do.not_found"),
}
REPORTS: dict[Refusal, Key] = {
    Refusal.TOPIC_GONE: "refused.topic_gone",
    Refusal.TOPIC_CLOSED: "refused.topic_closed",
    Refusal.RIGHTS: "refused.rights",
    Refusal.NOT_FOUND: "refused.not_found",
}


REPORTED = 10  # places in one report


def report(language: Language, shown: Sequence[tuple[str, Refusal]], count: int = 1) -> Node:
    """Why nothing reaches *count* places, of which some are *shown* by title."""
    if count == 1:
        ((title, why),) = shown
        return phrase(language, REPORTS[why], title=cut(tidy(title), TITLE_UNITS))
    rows = [
        phrase(language, "refused.row", title=cut(tidy(title), TITLE_UNITS), why=say(language, TEXTS[why][0]))
        for title, why in shown
    ]
    if count > len(shown):
        rows.append(phrase(language, "refused.more", count=count - len(shown)))
    return lines(phrase(language, "refused.many", count=count), *rows)


def of(place: Place, mutes: Sequence[Mute]) -> Mute | None:
    """The mute of *mutes*, those of its chat, that keeps *place* from being told; of two the one without a try."""
    mine = [one for one in mutes if one.chat == place.chat and one.topic in (WHOLE_CHAT, place.topic)]
    return min(mine, key=lambda one: one.next_try is not None, default=None)


def notice(language: Language, mute: Mute) -> Node:
    """For who subscribed: since when and why, what to do, and what comes next."""
    return lines(
        phrase(language, "mute.since", since=when(language, mute.since), why=_why(language, mute)),
        phrase(language, TEXTS[mute.why][1]),
        _next(language, mute),
    )


def row(language: Language, mute: Mute, title: str) -> Node:
    """For a list: where, why, since when, and what comes next."""
    name = cut(tidy(title), TITLE_UNITS) or str(mute.chat)
    key = "mute.where" if mute.topic == WHOLE_CHAT else "mute.where_topic"
    where = phrase(language, key, title=name, chat=mute.chat, topic=mute.topic)
    since = when(language, mute.since)
    return phrase(
        language, "mute.row", where=where, since=since, why=_why(language, mute), next=_next(language, mute)
    )


def _why(language: Language, mute: Mute) -> Node:
    return phrase(language, TEXTS[mute.why][0])


def _next(language: Language, mute: Mute) -> Node:
    if mute.next_try is None:
        return phrase(language, "mute.waits")
    return phrase(language, "mute.next", when=when(language, mute.next_try))
