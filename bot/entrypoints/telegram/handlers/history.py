"""What was done, what of it is taken back, and which files were refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup

from bot.entrypoints.presentation.text import cut, tidy
from bot.entrypoints.presentation.tree import lines
from bot.entrypoints.telegram.buttons.data import CallbackData
from bot.entrypoints.telegram.buttons.editing import LogPage, RejectedPage, Reread
from bot.entrypoints.telegram.callbacks import button
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.drafts import admitted, person_of
from bot.entrypoints.telegram.office import Office
from bot.entrypoints.telegram.routing import Button, Router
from bot.entrypoints.telegram.views import feeds as views
from bot.entrypoints.telegram.views import pages, preview
from bot.errors import CorpusError, ReaderError
from bot.i18n import Language, say
from bot.ingest.feeds import Feeds

PAGE = 10


@dataclass(frozen=True, slots=True)
class History:
    """The audit log, and the files, and items of feeds, that are no articles."""

    office: Office
    feeds: Feeds | None = None

    @property
    def router(self) -> Router:
        """/undo, /log and /rejected, and their pages."""
        return Router(
            {"undo": self.undo, "log": self.log, "rejected": self.rejected},
            (
                Button(LogPage, self.log_page),
                Button(RejectedPage, self.rejected_page),
                Button(Reread, self.reread),
            ),
        )

    async def undo(self, turn: Turn) -> None:
        """The last that this person did."""
        office = admitted(self.office, turn)
        try:
            action = await office.desk.undo(person_of(turn))
        except CorpusError as fault:
            raise ReaderError("editing.disk") from fault
        turn.note(undid=action.kind, articles=action.articles)
        await turn.reply(turn.say("editing.undone", what=preview.deed(turn.language, action)))

    async def log(self, turn: Turn) -> None:
        """What was done, the latest first."""
        await self._show_log(turn, 0)

    async def log_page(self, turn: Turn, pressed: LogPage) -> None:
        """Another page of it."""
        await self._show_log(turn, pressed.offset)

    async def _show_log(self, turn: Turn, offset: int) -> None:
        actions = await admitted(self.office, turn).desk.records.actions(PAGE + 1, offset)
        if not actions:
            raise ReaderError("log.none")
        shown = actions[:PAGE]
        rows = [
            turn.say(
                "log.row",
                when=pages.when(turn.language, one.at),
                who=cut(tidy(one.person.name), preview.NAME_UNITS),
                what=preview.deed(turn.language, one),
            )
            for one in shown
        ]
        head = turn.say("log.head", first=offset + 1, last=offset + len(shown))
        await turn.show(lines(head, *rows), _leaf(turn, LogPage, offset, len(actions) > PAGE))

    async def rejected(self, turn: Turn) -> None:
        """Files that could not be read, and why."""
        await self._show_rejected(turn, 0)

    async def rejected_page(self, turn: Turn, pressed: RejectedPage) -> None:
        """Another page of them."""
        await self._show_rejected(turn, pressed.offset)

    async def _show_rejected(self, turn: Turn, offset: int) -> None:
        refused = list(admitted(self.office, turn).desk.corpus.refused.items())
        of_feeds = [] if offset or self.feeds is None else await self.feeds.records.refused(PAGE)
        items = [views.refusals(turn.language, of_feeds)] if of_feeds else []
        if not refused:
            await turn.show(items[0] if items else turn.say("rejected.none"))
            return
        if offset >= len(refused):
            offset = (len(refused) - 1) // PAGE * PAGE
        shown = refused[offset : offset + PAGE]
        head = turn.say("count.unreadable", count=len(refused))
        if len(shown) < len(refused):
            head = turn.say("rejected.head", unreadable=head, first=offset + 1, last=offset + len(shown))
        leaf = _leaf(turn, RejectedPage, offset, offset + PAGE < len(refused))
        rows = [
            *(leaf.inline_keyboard if leaf else ()),
            (button(say(turn.language, "button.reread"), Reread(turn.language)),),
        ]
        told = lines(head, preview.refusals(turn.language, shown), *items)
        await turn.show(told, InlineKeyboardMarkup(rows))

    async def reread(self, turn: Turn, pressed: Reread) -> None:
        """[다시 읽기]."""
        desk = admitted(self.office, turn).desk
        await desk.reread()
        articles = turn.say("count.articles", count=len(desk.corpus))
        unreadable = turn.say("count.unreadable", count=len(desk.corpus.refused))
        await turn.show(turn.say("rejected.reread", articles=articles, unreadable=unreadable))


def _leaf(
    turn: Turn, page: Callable[[int, Language], CallbackData], offset: int, more: bool
) -> InlineKeyboardMarkup | None:
    row = []
    if offset:
        row.append(button(say(turn.language, "button.back"), page(max(0, offset - PAGE), turn.language)))
    if more:
        row.append(button(say(turn.language, "button.on"), page(offset + PAGE, turn.language)))
    return InlineKeyboardMarkup([row]) if row else None
