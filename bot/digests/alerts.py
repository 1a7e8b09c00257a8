"""What the watches of one place tell: a story once, with the names of all of them that it is for. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

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
    """What *watch* tells beside *others*, of which those *speaking* tell their news just before it.

    A story counts as told where a report was that *watch* wants too: what only it wants, nobody else tells.
    """
    mine = {entry for reports in edition.wanted(watch.wanted) for entry in reports}
    told: set[int] = set()
    for other in others:
        told |= {
            entry.story
            for reports in edition.wanted(other.wanted)
            for entry in reports
            if other.since < entry.first <= other.last_seq and entry in mine
        }
    for other in speaking:
        told |= {reports[0].story for reports in news(edition, other)[0] if not mine.isdisjoint(reports)}
    fresh = [reports for reports in news(edition, watch)[0] if reports[0].story not in told]
    shown = {entry for reports in fresh for entry in reports}
    also = [other for other in others if not shown.isdisjoint(chain(*news(edition, other)[0]))]
    return replace(arranged(edition, watch, day, fresh), also=tuple(also))
