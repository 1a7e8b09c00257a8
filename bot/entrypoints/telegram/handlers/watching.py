"""Watches, which tell at once what has their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import InlineKeyboardMarkup

from bot.concurrency.pools import ANSWERS
from bot.delivery.model import Button as Key
from bot.digests.quiet import Quiet
from bot.digests.quiet_hours import without_quiet
from bot.digests.schedule_parser import Doubt
from bot.digests.subscription import (
    DEFAULT_TIME,
    EVERY_DAY,
    HOURLY,
    Chat,
    Filter,
    Place,
    Slot,
    Subscription,
)
from bot.digests.subscription_parser import Unclear, asks_to_end, words_to_end
from bot.digests.watch_parser import read_hourly, read_watches, without_hourly
from bot.entrypoints.presentation.tree import Node, lines
from bot.entrypoints.telegram.buttons.subscriptions import EndAll, SetHourly, Unwatch, Watch
from bot.entrypoints.telegram.callbacks import encode
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.doubts import ask_back
from bot.entrypoints.telegram.messenger import keyboard
from bot.entrypoints.telegram.outlets import with_known_outlets
from bot.entrypoints.telegram.paging import SavedWords
from bot.entrypoints.telegram.permissions import chosen, here, named_channel, require
from bot.entrypoints.telegram.ports import Memory
from bot.entrypoints.telegram.routing import Button, Router
from bot.entrypoints.telegram.views import subscriptions
from bot.errors import ReaderError
from bot.i18n import say
from bot.newsroom import Newsroom

HOURLY_CHOICES = (1, 3, HOURLY, 20)


@dataclass(frozen=True, slots=True)
class Terms:
    """Quiet hours for a chat, and how many times an hour it is told, where these are said."""

    quiet: Quiet | None = None
    hourly: int | None = None


@dataclass(frozen=True, slots=True)
class Watching:
    """zone: of those who name none."""

    newsroom: Newsroom
    memory: Memory
    saved: SavedWords
    zone: str

    @property
    def router(self) -> Router:
        """/watch, and the button that ends one."""
        return Router(
            {"watch": self.watch},
            (
                Button(Watch, self.proposed),
                Button(Unwatch, self.unwatch),
                Button(SetHourly, self.hourly_pressed),
            ),
        )

    async def watch(self, turn: Turn) -> None:
        """A new watch for the words; without words, or to end one, the list of those there are."""
        name, words = named_channel(turn.words)
        if name is not None:
            raise ReaderError("watch.not_in_channels", channel=name, words=words or "네이버")
        place = here(turn)
        if not turn.words or asks_to_end(turn.words) or words_to_end(turn.words):
            await turn.reply(*await self._watch_list(turn, place))
            return
        await require(turn, place.chat)
        if (hourly := read_hourly(turn.words)) is not None:
            await self._pace(turn, hourly)
            return
        paced = without_hourly(turn.words)
        said = without_quiet(paced.rest)
        behind = [paced.written(turn.language)]
        try:
            apart = await self.newsroom.with_papers_told(said.rest)
            either = await ANSWERS.run(read_watches, apart) if apart else ()
            if paced.unclear and either:
                behind.append(f' "{paced.unclear}"')
                raise Unclear(Doubt("watch.unclear_hourly", paced.unclear), (), either)
            if said.unclear:
                raise Unclear(Doubt("quiet.unclear_hours", said.unclear), (), either)
        except Unclear as doubt:
            quiet = said.written(turn.language)
            await ask_back(self.saved, turn, doubt, behind=quiet, watched_behind=behind)
            return
        await self._add(turn, place, either, Terms(said.hours, paced.hourly))

    async def _keep(self, turn: Turn, terms: Terms) -> list[Node]:
        """Keep *terms* for this chat; what they are now."""
        known, said = await self._meet(turn), []
        if terms.quiet is not None:
            await self.memory.chats.hush(turn.chat.id, terms.quiet)
            said.append(subscriptions.quiet(turn.language, terms.quiet, known.zone or self.zone))
        if terms.hourly is not None:
            await self.memory.chats.pace(turn.chat.id, terms.hourly)
            said.append(turn.say("watch.hourly", count=terms.hourly))
        return said

    async def _meet(self, turn: Turn) -> Chat:
        chat = turn.chat
        return await self.memory.chats.meet(
            chat.id, chat.type, chat.title or chat.first_name or "", turn.language
        )

    async def _add(self, turn: Turn, place: Place, either: Sequence[Filter], terms: Terms) -> None:
        """Watches on *either*; *terms* are kept where these are not refused."""
        if not all(wanted.include for wanted in either):
            raise ReaderError("watch.no_words")
        named = [await with_known_outlets(self.newsroom, turn, one) for one in either]
        meant = list(dict.fromkeys(wanted for wanted, _ in named))
        known = await self._meet(turn)
        if terms.quiet is not None:
            terms = replace(terms, quiet=terms.quiet.beside(known.quiet))
        await self.memory.mutes.lift(turn.chat.id)
        there = {one.wanted for one in await self.memory.subscriptions.of(place, "watch")}
        fresh = [wanted for wanted in meant if wanted not in there]
        if not fresh and terms == Terms():
            raise ReaderError("watch.already")
        made = [await self._make(turn, place, known, wanted) for wanted in fresh]
        kept = await self._keep(turn, terms)
        if not made:
            await turn.reply(lines(*kept))
            return
        turn.note(watch=made[0].id)
        said = " / ".join(subscriptions.words(turn.language, one.wanted) for one in made)
        labels = (
            [say(turn.language, "button.unwatch")]
            if len(made) == 1
            else ["✕ " + subscriptions.words(turn.language, one.wanted, 30) for one in made]
        )
        rows = tuple(
            (Key(label, encode(Unwatch(one.id, False))),) for label, one in zip(labels, made, strict=True)
        )
        notes = dict.fromkeys(note for _, some in named for note in some)
        await turn.reply(lines(turn.say("watch.done", words=said), *notes, *kept), keyboard(rows))

    async def _make(self, turn: Turn, place: Place, known: Chat, wanted: Filter) -> Subscription:
        return await self.memory.subscriptions.add(
            Subscription(
                id=0,
                place=place,
                slot=Slot(DEFAULT_TIME, EVERY_DAY, known.zone or self.zone),
                kind="watch",
                wanted=wanted,
                owner=turn.user_id,
                language=known.language,
            )
        )

    async def proposed(self, turn: Turn, pressed: Watch) -> None:
        """A press on what may have been meant: as if it had been typed."""
        turn.words = await self.saved.load(pressed.query)
        await self.watch(turn)
        await turn.answer()

    async def _pace(self, turn: Turn, hourly: int) -> None:
        await self._keep(turn, Terms(hourly=hourly))
        await turn.show(*await self._watch_list(turn, here(turn)))

    async def hourly_pressed(self, turn: Turn, pressed: SetHourly) -> None:
        """Another number an hour."""
        await require(turn, here(turn).chat)
        await self._pace(turn, pressed.count)

    async def unwatch(self, turn: Turn, pressed: Unwatch) -> None:
        """One tap, and it is gone."""
        one = await chosen(self.memory.subscriptions, turn, pressed)
        await self.memory.subscriptions.remove(one.id)
        await turn.answer(
            say(turn.language, "watch.ended", words=subscriptions.words(turn.language, one.wanted))
        )
        if pressed.listed:  # in the list of them, not in one of its messages
            await turn.show(*await self._watch_list(turn, one.place))

    async def _watch_list(self, turn: Turn, place: Place) -> tuple[Node, InlineKeyboardMarkup | None]:
        mine = await self.memory.subscriptions.of(place, "watch")
        known = await self.memory.chats.get(place.chat)
        hourly = HOURLY if known is None else known.hourly
        said = turn.say("watch.hourly", count=hourly)
        said = lines(said, subscriptions.quiet_line(turn.language, None if known is None else known.quiet))
        if not mine:
            return lines(turn.say("watch.none"), said), None
        rows = tuple(
            (Key("✕ " + subscriptions.words(turn.language, one.wanted, 30), encode(Unwatch(one.id, True))),)
            for one in mine
        )
        numbers = tuple(
            Key(f"✓ {label}" if count == hourly else label, encode(SetHourly(count)))
            for count in HOURLY_CHOICES
            for label in (say(turn.language, "watch.per_hour", count=count),)
        )
        if len(mine) > 1:
            all_end = EndAll("watch", max(one.id for one in mine))
            rows += ((Key(say(turn.language, "button.end_all", count=len(mine)), encode(all_end)),),)
        return lines(turn.say("watch.list", count=len(mine)), said), keyboard((*rows, numbers))
