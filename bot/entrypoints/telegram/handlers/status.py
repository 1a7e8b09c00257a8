"""How things are, in figures."""

from __future__ import annotations

import resource
import sys
from dataclasses import dataclass
from datetime import timedelta

import bot
from bot.entrypoints.presentation.text import cut, tidy
from bot.entrypoints.presentation.tree import Node, lines, paragraphs
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.drafts import admitted
from bot.entrypoints.telegram.office import Office
from bot.entrypoints.telegram.paging import stored
from bot.entrypoints.telegram.ports import Memory
from bot.entrypoints.telegram.routing import Router
from bot.entrypoints.telegram.views import feeds, mutes, pages
from bot.i18n import Key, Language, say
from bot.ingest.archiving import Archiving, Standing
from bot.ingest.feeds import Feeds
from bot.newsroom import Newsroom

MUTES_SHOWN, MUTES_COUNTED = 8, 10_000
TITLE_UNITS = 60
OUTAGES: dict[str, Key] = {
    "away": "store.away",
    "busy": "store.busy",
    "crowded": "store.crowded",
    "read-only": "store.read_only",
    "full": "store.full",
    "missing": "store.missing",
    "replaced": "store.replaced",
    "refused": "store.refused",
    "forbidden": "store.forbidden",
    "damaged": "store.damaged",
}


@dataclass(frozen=True, slots=True)
class Status:
    """memory: None where no digests are told. feeds: None where none are polled. archive: None where none is set."""

    office: Office
    newsroom: Newsroom
    memory: Memory | None
    feeds: Feeds | None = None
    archive: Archiving | None = None

    @property
    def router(self) -> Router:
        """/status."""
        return Router({"status": self.status})

    async def status(self, turn: Turn) -> None:
        """How things are, in figures."""
        office = admitted(self.office, turn)
        figures = await stored(turn, office.drafts.figures())
        newest = await self.newsroom.latest(1)
        title = cut(tidy(newest[0].title), TITLE_UNITS) if newest else say(turn.language, "editing.none")
        figures_told = turn.say(
            "status",
            version=bot.__version__,
            uptime=_span(turn.language, turn.now - office.opened),
            articles=turn.say("count.articles", count=len(self.newsroom.index)),
            unreadable=turn.say("count.unreadable", count=len(office.desk.corpus.refused)),
            newest=f"{title} · {pages.date_line(turn.language, newest[0])}" if newest else title,
            memory=f"{memory_mebibytes():,}",
            index=f"{office.index_bytes() / 2**20:,.1f}",
            subscriptions=figures.subscriptions if figures else "?",
            chats=figures.chats if figures else "?",
            sent=f"{figures.sent:,}" if figures else "?",
            failed=f"{figures.failed:,}" if figures else "?",
            archived=f"{figures.archived:,}" if figures else "?",
        )
        muted = await stored(turn, self._muted(turn)) or []
        subscribed = await stored(turn, self.feeds.records.all()) if self.feeds is not None else None
        sources = feeds.status(turn.language, subscribed or ())
        head = lines(figures_told, *_outage(turn, office), *await self._archive(turn), *sources)
        await turn.reply(paragraphs(head, lines(*muted) if muted else ""))

    async def _archive(self, turn: Turn) -> list[Node]:
        """How the archive stands, where there is one."""
        if self.archive is None:
            return []
        found = await self.archive.standing()
        told: list[Node] = [_standing(turn, found)]
        if found.waiting:
            told.append(turn.say("status.archive_waiting", count=found.waiting))
        if found.lacking:
            told.append(turn.say("status.archive_lacking", count=found.lacking))
        return told

    async def _muted(self, turn: Turn) -> list[Node]:
        """The places that take no digest, the latest first."""
        if self.memory is None:
            return []
        found = await self.memory.mutes.every(MUTES_COUNTED)
        if not found:
            return []
        lines = [mutes.row(turn.language, mute, title) for mute, title in found[:MUTES_SHOWN]]
        if len(found) > MUTES_SHOWN:
            lines.append(turn.say("status.muted_more", count=len(found) - MUTES_SHOWN))
        return [turn.say("status.muted", count=len(found)), *lines]


def _standing(turn: Turn, archive: Standing) -> Node:
    """How many articles it has, or what is the matter with it."""
    if archive.is_outdated:
        return turn.say("status.archive_outdated")
    if archive.is_away:
        return turn.say("status.archive_away")
    return turn.say("status.archive", articles=turn.say("count.articles", count=archive.articles))


def _outage(turn: Turn, office: Office) -> list[Node]:
    """What is the matter with the database, if anything."""
    if (outage := office.outage()) is None:
        return []
    why = say(turn.language, OUTAGES[outage.reason])
    return [turn.say("status.store", since=pages.when(turn.language, outage.since), why=why)]


def memory_mebibytes() -> int:
    """The most that this process had at once, in MiB; the index is nearly all of it."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used // 1024 if sys.platform != "darwin" else used // 1024 // 1024


def _span(language: Language, time: timedelta) -> str:
    minutes = int(time.total_seconds()) // 60
    days, hours = divmod(minutes // 60, 24)
    if days:
        return say(language, "status.uptime_days", days=days, hours=hours)
    return say(language, "status.uptime", hours=hours, minutes=minutes % 60)
