"""What the watches of one place tell: a story once, with the names of all of them that it is for. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.digests.digest import Digest, arranged, compose, news
from bot.digests.edition import Edition
from bot.digests.subscription import Place, Subscription


def compose_all(
    edition: Edition,
    wishes: Sequence[tuple[Subscription, date]],
    beside: Mapping[Place, Sequence[Subscription]],
) -> list[Digest]:
    """A digest for each of *wishes*, in their order. beside: the watches of their places."""
    made: list[Digest] = []
    speaking: dict[Place, list[Subscription]] = {}
    for one, day in wishes:
        others = [other for other in beside.get(one.place, ()) if other.id != one.id]
        if one.kind == "watch" and others:
            made.append(_alert(edition, one, day, others, speaking.setdefault(one.place, [])))
            speaking[one.place].append(one)
        else:
            made.append(compose(edition, one, day))
    return made


def _alert(
    edition: Edition,
    watch: Subscription,
    day: date,
    others: Sequence[Subscription],
    speaking: Sequence[Subscription],
) -> Digest:
    """What *watch* tells beside *others*, of which those *speaking* tell their news just before it."""
    told: set[int] = set()
    for other in others:
        told |= {
            entry.story
            for reports in edition.wanted(other.wanted)
            for entry in reports
            if other.since < entry.first <= other.last_seq
        }
    for other in speaking:
        told |= {reports[0].story for reports in news(edition, other)[0]}
    fresh = [reports for reports in news(edition, watch)[0] if reports[0].story not in told]
    shown = {reports[0].story for reports in fresh}
    also = [
        other for other in others if any(reports[0].story in shown for reports in news(edition, other)[0])
    ]
    return replace(arranged(edition, watch, day, fresh), also=tuple(also))
