"""Articles out of the corpus and back."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import InlineKeyboardMarkup
from telegram.constants import KeyboardButtonStyle

from bot.editing.manuscript import ID
from bot.entrypoints.presentation.text import cut, tidy
from bot.entrypoints.presentation.tree import lines
from bot.entrypoints.telegram.buttons.editing import Leave, Remove, Restore
from bot.entrypoints.telegram.callbacks import button
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.drafts import admitted, draft_of, person_of, take
from bot.entrypoints.telegram.office import Office
from bot.entrypoints.telegram.routing import Button, Router
from bot.entrypoints.telegram.views import pages, preview
from bot.errors import CorpusError, ReaderError, StoreUnavailable
from bot.i18n import say
from bot.newsroom import Newsroom

PAGE = 10
TITLE_UNITS = 60


@dataclass(frozen=True, slots=True)
class Removing:
    """The bin."""

    office: Office
    newsroom: Newsroom

    @property
    def router(self) -> Router:
        """/remove and /restore, and their buttons."""
        return Router(
            {"remove": self.remove, "restore": self.restore},
            (
                Button(Remove, self.remove_pressed),
                Button(Leave, self.leave),
                Button(Restore, self.restore_pressed),
            ),
        )

    async def remove(self, turn: Turn) -> None:
        """`/remove ID` asks first."""
        office = admitted(self.office, turn, owner=True)
        article_id = await self._id(turn, "remove")
        manuscript, base = await office.desk.find(article_id)
        number = await office.drafts.save(
            person_of(turn).id, "remove", b"", {"article": manuscript.article.id, "base": base}
        )
        buttons = [
            button(
                say(turn.language, "button.remove"), Remove(number, turn.language), KeyboardButtonStyle.DANGER
            ),
            button(say(turn.language, "button.leave"), Leave(number, turn.language)),
        ]
        about = preview.about(turn.language, manuscript.article)
        await turn.reply(turn.say("editing.remove", **about), InlineKeyboardMarkup([buttons]))

    async def remove_pressed(self, turn: Turn, pressed: Remove) -> None:
        """[지우기]."""
        number = pressed.draft
        office = admitted(self.office, turn, owner=True)
        if (await draft_of(self.office, turn, number, owner=True)).kind != "remove":
            raise ReaderError("editing.decided")
        notes = (await take(self.office, turn, number, owner=True)).notes
        _, base = await office.desk.find(notes["article"])
        if base != notes["base"]:
            raise ReaderError("editing.overtaken")
        try:
            done = await office.desk.remove(person_of(turn), notes["article"])
        except CorpusError as fault:
            await office.drafts.give_back(number)
            raise ReaderError("editing.disk") from fault
        except StoreUnavailable:
            await office.drafts.give_back(number)
            raise
        await office.drafts.close(number)
        turn.note(article=done.article.id)
        await turn.show(turn.say("editing.removed", **preview.about(turn.language, done.article)))

    async def leave(self, turn: Turn, pressed: Leave) -> None:
        """[그만두기]."""
        await take(self.office, turn, pressed.draft)
        await admitted(self.office, turn).drafts.close(pressed.draft)
        await turn.show(turn.say("editing.cancelled"))

    async def restore(self, turn: Turn) -> None:
        """`/restore ID`; without an id, what is in the bin."""
        office = admitted(self.office, turn, owner=True)
        if turn.words:
            await self._restore(turn, turn.words.split()[0])
            return
        kept = await office.desk.records.binned(PAGE)
        if not kept:
            raise ReaderError("editing.bin_empty")
        rows = [
            turn.say(
                "editing.bin_row",
                when=pages.when(turn.language, one.at),
                id=one.article,
                title=cut(tidy(one.title), TITLE_UNITS),
            )
            for one in kept
        ]
        buttons = [
            [
                button(
                    say(turn.language, "button.restore", id=one.article), Restore(one.article, turn.language)
                )
            ]
            for one in kept
            if ID.fullmatch(one.article)
        ]
        listed = lines(turn.say("editing.bin"), *rows)
        await turn.reply(listed, InlineKeyboardMarkup(buttons) if buttons else None)

    async def restore_pressed(self, turn: Turn, pressed: Restore) -> None:
        """[되살리기]."""
        await self._restore(turn, pressed.article)

    async def _restore(self, turn: Turn, article_id: str) -> None:
        office = admitted(self.office, turn, owner=True)
        try:
            done = await office.desk.restore(person_of(turn), article_id)
        except CorpusError as fault:
            raise ReaderError("editing.disk") from fault
        turn.note(article=done.article.id)
        await turn.answer()
        await turn.reply(turn.say("editing.restored", **preview.about(turn.language, done.article)))

    async def _id(self, turn: Turn, command: str) -> str:
        words = turn.words.split()
        if len(words) == 1:
            return words[0]
        newest = await self.newsroom.latest(1)
        raise ReaderError("editing.which", command=command, id=newest[0].id if newest else "ID")
