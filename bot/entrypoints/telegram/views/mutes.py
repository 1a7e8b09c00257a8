"""What is said of places that take no messages: since when, why, what to do, and when they are tried again. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.delivery.model import WHOLE_CHAT, Mute
from bot.digests.subscription import Place
from bot.entrypoints.telegram.markup import cut, escape, tidy
from bot.entrypoints.telegram.views.pages import when
from bot.i18n import Language, say

TITLE_UNITS = 40


def of(place: Place, mutes: Sequence[Mute]) -> Mute | None:
    """The mute of *mutes*, those of its chat, that keeps *place* from being told; of two the one without a try."""
    mine = [one for one in mutes if one.chat == place.chat and one.topic in (WHOLE_CHAT, place.topic)]
    return min(mine, key=lambda one: one.next_try is not None, default=None)


def notice(language: Language, mute: Mute) -> str:
    """For who subscribed: since when and why, what to do, and what comes next."""
    lines = [
        say(language, "mute.since", since=when(language, mute.since), why=_why(language, mute)),
        say(language, f"mute.do.{_key(mute)}"),
        _next(language, mute),
    ]
    return "\n".join(lines)


def row(language: Language, mute: Mute, title: str) -> str:
    """For a list: where, why, since when, and what comes next."""
    name = cut(tidy(title), TITLE_UNITS) or str(mute.chat)
    key = "mute.where" if mute.topic == WHOLE_CHAT else "mute.where_topic"
    where = say(language, key, title=escape(name), chat=mute.chat, topic=mute.topic)
    since = when(language, mute.since)
    return say(
        language, "mute.row", where=where, since=since, why=_why(language, mute), next=_next(language, mute)
    )


def _why(language: Language, mute: Mute) -> str:
    return say(language, f"mute.why.{_key(mute)}")


def _next(language: Language, mute: Mute) -> str:
    if mute.next_try is None:
        return say(language, "mute.waits")
    return say(language, "mute.next", when=when(language, mute.next_try))


def _key(mute: Mute) -> str:
    return mute.why.replace(" ", "_")
