"""Who are editors, and who is one no more."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import MessageOriginUser

from bot.editing.history import Person
from bot.entrypoints.presentation.text import cut, tidy
from bot.entrypoints.presentation.tree import Node, code, joined, lines
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.drafts import admitted, person_of
from bot.entrypoints.telegram.menus import Menus
from bot.entrypoints.telegram.office import Office
from bot.entrypoints.telegram.paging import stored
from bot.entrypoints.telegram.routing import Router
from bot.entrypoints.telegram.views import preview
from bot.errors import ReaderError
from bot.patterns import lazy_compile

_PERSON = lazy_compile(r"[1-9][0-9]{0,15}")


@dataclass(frozen=True, slots=True)
class Editors:
    """The people whom owners appoint."""

    office: Office
    menus: Menus

    @property
    def router(self) -> Router:
        """/editors."""
        return Router({"editors": self.editors})

    async def editors(self, turn: Turn) -> None:
        """`/editors`, `/editors add`, `/editors remove`; by a reply or a number, since names change hands."""
        office = admitted(self.office, turn, owner=True)
        what, _, rest = turn.words.partition(" ")
        if what in {"add", "추가"}:
            who = self._who(turn, rest)
            if not await office.drafts.appoint(who, person_of(turn).id):
                raise ReaderError("editors.already", name=who.name)
            office.editors[who.id] = who
            await stored(turn, office.read_editors())
            await office.desk.note("appoint", person_of(turn), f"{who.id} {who.name}")
            await self.menus.set_for(turn.bot, who.id)
            await turn.reply(turn.say("editors.appointed", name=who.name))
        elif what in {"remove", "빼기"}:
            who = self._who(turn, rest)
            if not await office.drafts.dismiss(who.id):
                raise ReaderError("editors.not_one", name=who.name)
            office.editors.pop(who.id, None)
            await stored(turn, office.read_editors())
            await office.desk.note("dismiss", person_of(turn), f"{who.id} {who.name}")
            await self.menus.set_for(turn.bot, who.id)
            await turn.reply(turn.say("editors.dismissed", name=who.name))
        else:
            await turn.reply(self._listed(turn))

    def _listed(self, turn: Turn) -> Node:
        office = self.office
        owners = joined(", ", (code(str(number)) for number in sorted(office.owners)))
        rows = [
            turn.say("editors.row", name=cut(tidy(one.name), preview.NAME_UNITS), id=one.id)
            for one in office.editors.values()
        ]
        return lines(turn.say("editors.head", owners=owners), *(rows or [turn.say("editors.none")]))

    def _who(self, turn: Turn, words: str) -> Person:
        """The person meant. Raises: ReaderError where it is nobody, a name, a bot or a group."""
        words = words.strip()
        if _PERSON.fullmatch(words):
            known = self.office.editors.get(int(words))
            return known or Person(int(words), words)
        replied = turn.message.reply_to_message if turn.message else None
        if words or replied is None:
            raise ReaderError("editors.who")
        if isinstance(replied.forward_origin, MessageOriginUser):
            user = replied.forward_origin.sender_user
        elif replied.forward_origin is None and replied.sender_chat is None:
            user = replied.from_user  # type: ignore[assignment] # of a message that is no channel's there is one
        else:
            raise ReaderError("editors.who")
        if user is None or user.is_bot:
            raise ReaderError("editors.who")
        return Person(user.id, user.full_name)
