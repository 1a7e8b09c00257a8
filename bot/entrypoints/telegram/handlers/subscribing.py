"""Subscribing to digests, and ending a subscription."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import InlineKeyboardMarkup, Message
from telegram.constants import KeyboardButtonStyle
from telegram.ext import filters

from bot.concurrency.pools import ANSWERS
from bot.delivery.model import Button as Key
from bot.digests.quiet_hours import without_quiet
from bot.digests.said_wish import read_said_wish
from bot.digests.schedule_parser import Doubt
from bot.digests.subscription import (
    DEFAULT_COUNT,
    Place,
    Slot,
    Subscription,
    next_due,
    with_words,
)
from bot.digests.subscription_parser import (
    Unclear,
    asks_for_all,
    asks_only,
    asks_to_end,
    read_wish,
    words_to_end,
)
from bot.entrypoints.presentation.text import cut, tidy
from bot.entrypoints.presentation.tree import Node, code, lines, paragraphs
from bot.entrypoints.telegram.buttons.subscriptions import (
    AskToEnd,
    BringBack,
    DigestNow,
    End,
    EndAll,
    Keep,
    OpenPanel,
    Subscribe,
    Toggle,
    Watch,
)
from bot.entrypoints.telegram.callbacks import button, encode
from bot.entrypoints.telegram.context import Turn, said_words
from bot.entrypoints.telegram.doubts import ask_back
from bot.entrypoints.telegram.message_filters import SpokenTo, Typed
from bot.entrypoints.telegram.messenger import keyboard
from bot.entrypoints.telegram.outlets import with_known_outlets
from bot.entrypoints.telegram.paging import SavedWords, label
from bot.entrypoints.telegram.permissions import channel, chosen, here, named_channel, require
from bot.entrypoints.telegram.ports import Memory
from bot.entrypoints.telegram.routing import SAID, Button, Listener, Router
from bot.entrypoints.telegram.views import subscriptions
from bot.errors import ReaderError
from bot.i18n import say
from bot.newsroom import Newsroom


@dataclass(frozen=True, slots=True)
class Subscribing:
    """zone: of those who name none."""

    newsroom: Newsroom
    memory: Memory
    saved: SavedWords
    zone: str

    @property
    def router(self) -> Router:
        """/subscribe and /unsubscribe, and their buttons; the wish to be told without a command."""
        said = filters.UpdateType.MESSAGE & SAID & (filters.ChatType.PRIVATE | SpokenTo()) & Typed()
        return Router(
            {"subscribe": self.subscribe, "unsubscribe": self.unsubscribe},
            (
                Button(Subscribe, self.proposed),
                Button(AskToEnd, self.end_pressed),
                Button(End, self.end),
                Button(Keep, self.keep),
                Button(EndAll, self.end_all),
                Button(BringBack, self.bring_back),
            ),
            messages=(Listener("wish", self.said, said & Wishes()),),
        )

    async def subscribe(self, turn: Turn) -> None:
        """A new digest, or one for each time that is named, here or in a channel."""
        (name, words), ended = named_channel(turn.words), ""
        if asks_to_end(words) or (ended := words_to_end(words)):
            turn.words = " ".join(filter(None, ("" if name is None else str(name), ended)))
            await self.unsubscribe(turn)
            return
        place, kind, title = await self._told(turn, name)
        said = without_quiet(words, is_watch=False)
        try:
            wish = await ANSWERS.run(read_wish, await self.newsroom.with_papers_told(said.rest))
            if said.unclear:
                raise Unclear(Doubt("quiet.unclear_hours", said.unclear), (wish,))
        except Unclear as doubt:
            behind = said.written(turn.language)
            await ask_back(self.saved, turn, doubt, "" if name is None else f"{name} ", behind)
            return
        named, notes = await with_known_outlets(self.newsroom, turn, wish.wanted)
        known = await self.memory.chats.meet(place.chat, kind, title, turn.language)
        quiet = said.hours.beside(known.quiet) if said.hours is not None else None
        await self.memory.mutes.lift(place.chat)  # it is spoken to from there
        wanted = Subscription(
            id=0,
            place=place,
            slot=Slot(wish.at, wish.days, wish.zone or known.zone or self.zone, wish.month_days),
            wanted=named,
            owner=turn.user_id,
            language=known.language,
            count=wish.count or DEFAULT_COUNT,
        )
        there = {(other.slot, other.wanted): other for other in await self.memory.subscriptions.of(place)}
        each = [replace(wanted, slot=wanted.slot._replace(at=at)) for at in (wish.at, *wish.also)]
        new = [one for one in each if (one.slot, one.wanted) not in there]
        made = [await self.memory.subscriptions.add(one) for one in new]
        if quiet is not None:
            await self.memory.chats.hush(place.chat, quiet)
            notes.append(subscriptions.quiet(turn.language, quiet, known.zone or self.zone))
        if not made:
            other = there[each[0].slot, each[0].wanted]
            text = paragraphs(
                turn.say("subscribe.already"),
                subscriptions.summary(turn.language, self.zone, other),
                lines(*notes),
            )
            await turn.reply(text, subscriptions.panel_keyboard(turn.language, other))
            return
        turn.note(subscription=",".join(str(one.id) for one in made))
        await self._tell_of(turn, made, None if name is None else title, notes)

    async def _told(self, turn: Turn, name: str | int | None) -> tuple[Place, str, str]:
        """Where to, what kind of chat that is, and its title. name: of a channel.

        Raises: ReaderError where who speaks may not.
        """
        if name is not None:
            there = await channel(turn, name)
            return Place(there.id), there.type, there.title or str(name)
        place, chat = here(turn), turn.chat
        await require(turn, place.chat)
        return place, chat.type, chat.title or chat.first_name or ""

    async def _tell_of(
        self, turn: Turn, made: Sequence[Subscription], channel_title: str | None, notes: Sequence[Node]
    ) -> None:
        """What was subscribed to, with *notes* on its outlets, and the buttons to change it."""
        first = min(made, key=lambda one: next_due(one.slot, turn.now) or turn.now)
        key = "subscribe.done" if channel_title is None else "subscribe.done_channel"
        when = subscriptions.next_time(turn.language, first, turn.now)
        said = [turn.say(key, when=when, channel=channel_title)]
        said += [subscriptions.summary(turn.language, self.zone, one) for one in made[:1]]
        said += [lines(*(subscriptions.short(turn.language, one) for one in made[1:])), lines(*notes)]
        rows: list[tuple[Key, ...]] = [
            (
                Key(say(turn.language, "button.settings"), encode(OpenPanel(made[0].id))),
                Key(say(turn.language, "button.digest_now"), encode(DigestNow(made[0].id))),
                Key(say(turn.language, "button.unsubscribe"), encode(AskToEnd(made[0].id))),
            )
        ]
        if len(made) > 1:
            rows = [
                (Key(subscriptions.short(turn.language, one), encode(OpenPanel(one.id))),) for one in made
            ]
        await turn.reply(paragraphs(*said), keyboard(tuple(rows)))

    async def proposed(self, turn: Turn, pressed: Subscribe) -> None:
        """A press on what may have been meant: as if it had been typed."""
        turn.words = await self.saved.load(pressed.query)
        await self.subscribe(turn)
        await turn.answer()

    async def unsubscribe(self, turn: Turn) -> None:
        """Ask which one is to end, and whether; of those that have the words given, where any has."""
        name, words = named_channel(turn.words)
        if name is not None:
            place = Place((await channel(turn, name)).id)
        else:
            place = here(turn)
            await require(turn, place.chat)
        mine = await self.memory.subscriptions.of(place)
        if (of_all := asks_for_all(words)) and len(mine) > 1 and place == here(turn):
            await self._ask_to_end_all(turn, mine)
            return
        named = with_words(mine, words)
        words = "" if of_all or asks_only(words) else words
        if mine and words and not named:
            await self._tell_of_none(turn, mine, words)
            return
        mine = named or mine
        if not mine:
            await turn.reply(turn.say("digest.none"))
        elif len(mine) == 1:
            await self.ask_to_end(turn, mine[0])
        else:
            rows = tuple(
                (Key(subscriptions.short(turn.language, one), encode(AskToEnd(one.id))),) for one in mine
            )
            if place == here(turn):
                rows += ((self._end_all_key(turn, mine),),)
            await turn.reply(turn.say("unsubscribe.which"), keyboard(rows))

    async def _tell_of_none(self, turn: Turn, mine: Sequence[Subscription], words: str) -> None:
        """None of *mine* has the words of which the end was asked for; which there are."""
        rows = tuple(
            (Key(subscriptions.short(turn.language, one), encode(AskToEnd(one.id))),) for one in mine
        )
        said = turn.say("unsubscribe.none_of", words=cut(tidy(words), subscriptions.LINE_UNITS))
        await turn.reply(said, keyboard(rows))

    async def said(self, turn: Turn) -> None:
        """쿠팡 뉴스 매일 아침 받아보고 싶어요: as the command would do it, once that is pressed."""
        wish = read_said_wish(turn.words)
        if wish is None:  # which the filter saw
            return
        kind, words = wish
        number = await self.saved.save(turn, words)
        is_digest = kind == "digest"
        name, key = ("subscribe", "button.subscribe_so") if is_digest else ("watch", "button.watch_so")
        meant = Subscribe if is_digest else Watch
        shown = lines(turn.say("subscribe.meant" if is_digest else "watch.meant"), code(f"/{name} {words}"))
        row = (
            [button(label(turn.language, key, words), meant(number, turn.language))]
            if number is not None
            else []
        )
        await turn.reply(shown, InlineKeyboardMarkup([row]) if row else None)

    async def _ask_to_end_all(self, turn: Turn, mine: Sequence[Subscription]) -> None:
        keys = (
            self._end_all_key(turn, mine),
            Key(say(turn.language, "button.keep"), encode(Keep(mine[0].id))),
        )
        listed = lines(*(subscriptions.short(turn.language, one) for one in mine))
        await turn.reply(
            paragraphs(turn.say("unsubscribe.ask_all", count=len(mine)), listed), keyboard((keys,))
        )

    def _end_all_key(self, turn: Turn, mine: Sequence[Subscription]) -> Key:
        all_end = EndAll("watch" if mine[0].kind == "watch" else "digest", max(one.id for one in mine))
        return Key(say(turn.language, "button.end_all", count=len(mine)), encode(all_end))

    async def end_all(self, turn: Turn, pressed: EndAll) -> None:
        """All of this place end, and may be taken back at once."""
        place = here(turn)
        await require(turn, place.chat)
        mine = await self.memory.subscriptions.of(place, pressed.kind)
        if any(one.id > pressed.newest for one in mine):  # which the button knew nothing of
            await turn.answer()
            asked = turn.say("unsubscribe.ask_newer", count=len(mine))
            await turn.reply(asked, keyboard(((self._end_all_key(turn, mine),),)))
            return
        removed = await self.memory.subscriptions.remove_all(place, pressed.kind)
        if not removed:
            raise ReaderError("subscription.gone")
        number = await self.saved.save(turn, removed)
        keys = (
            ()
            if number is None
            else (Key(say(turn.language, "button.bring_back"), encode(BringBack(number))),)
        )
        key = "unsubscribe.done_all" if pressed.kind == "digest" else "watch.ended_all"
        await turn.show(turn.say(key, count=len(mine)), keyboard((keys,)) if keys else None)

    async def bring_back(self, turn: Turn, pressed: BringBack) -> None:
        """Those that ended at once are there again, as they were."""
        place = here(turn)
        await require(turn, place.chat)
        count = await self.memory.subscriptions.bring_back(await self.saved.load(pressed.removed), place)
        told = (
            turn.say("unsubscribe.brought_back", count=count) if count else turn.say("unsubscribe.all_there")
        )
        await turn.show(told)

    async def end_pressed(self, turn: Turn, pressed: AskToEnd) -> None:
        """[구독 해지]: asked once more, in a message of its own, so that the digest stays readable."""
        await self.ask_to_end(turn, await chosen(self.memory.subscriptions, turn, pressed))

    async def ask_to_end(self, turn: Turn, one: Subscription) -> None:
        """Whether *one* is to end; it may pause instead."""
        language = turn.language
        row = [
            button(say(language, "button.end"), End(one.id), KeyboardButtonStyle.DANGER),
            button(say(language, "button.keep"), Keep(one.id)),
        ]
        await turn.answer()
        text = paragraphs(turn.say("unsubscribe.ask"), subscriptions.summary(turn.language, self.zone, one))
        pause = [] if one.paused else [button(say(language, "button.pause"), Toggle(one.id, "paused"))]
        await turn.reply(text, InlineKeyboardMarkup([row, pause] if pause else [row]))

    async def end(self, turn: Turn, pressed: End) -> None:
        """It ends."""
        one = await chosen(self.memory.subscriptions, turn, pressed)
        await self.memory.subscriptions.remove(one.id)
        turn.note(subscription=one.id)
        await turn.show(
            turn.say("unsubscribe.done", command=subscriptions.as_typed(turn.language, self.zone, one))
        )

    async def keep(self, turn: Turn, pressed: Keep) -> None:
        """It goes on."""
        one = await chosen(self.memory.subscriptions, turn, pressed)
        await turn.show(
            turn.say("unsubscribe.kept", when=subscriptions.next_time(turn.language, one, turn.now))
        )


class Wishes(filters.MessageFilter):
    """Words without a command that wish to be told of something, again and again or at once."""

    def filter(self, message: Message) -> bool:
        """See the class."""
        return read_said_wish(said_words(message, message.get_bot().username)) is not None
