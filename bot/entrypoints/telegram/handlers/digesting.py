"""Digests when they are asked for, and their further pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.delivery.model import MOST_ARRIVALS, RETOLD_DAYS, news_days
from bot.delivery.model import Button as Key
from bot.digests.digest import Digest
from bot.digests.edition import Arrival
from bot.digests.subscription import (
    DEFAULT_TIME,
    EVERY_DAY,
    Slot,
    Subscription,
    with_words,
)
from bot.entrypoints.presentation.text import cut, tidy
from bot.entrypoints.presentation.tree import Node, bold, lines, paragraphs
from bot.entrypoints.telegram.buttons.subscriptions import DigestNow, MoreStories
from bot.entrypoints.telegram.callbacks import encode
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.messenger import buttons, keyboard
from bot.entrypoints.telegram.permissions import chosen, here
from bot.entrypoints.telegram.ports import Memory
from bot.entrypoints.telegram.routing import Button, Router
from bot.entrypoints.telegram.views import digests, subscriptions
from bot.errors import ReaderError
from bot.i18n import say
from bot.newsroom import Newsroom

SHOWN_CHARS = 60  # of a reader's words, said again
AT_ONCE = 3  # digests that /digest shows, where a place has more
SAMPLED, SAMPLED_DAYS = 300, 7  # of the newest articles, for those who want to see what a digest is


@dataclass(frozen=True, slots=True)
class Digesting:
    """zone: of those who name none."""

    newsroom: Newsroom
    memory: Memory
    zone: str

    @property
    def router(self) -> Router:
        """/digest, [지금 보기] and [더 보기]."""
        return Router(
            {"digest": self.digest},
            (Button(DigestNow, self.digest_pressed), Button(MoreStories, self.more)),
        )

    async def digest(self, turn: Turn) -> None:
        """The next digest, now, without counting as told; of those with the words given, where words are."""
        await self.memory.mutes.lift(here(turn).chat)
        mine = await self.memory.subscriptions.of(here(turn))
        if not mine:
            usual = Slot(DEFAULT_TIME, EVERY_DAY, self.zone)
            sample = await self._sample(turn, Subscription(0, here(turn), usual, language=turn.language))
            await turn.reply(paragraphs(sample, turn.say("digest.none")))
            return
        wanted = with_words(mine, turn.words) if turn.words else mine
        if not wanted:
            raise ReaderError("digest.none_of", words=cut(tidy(turn.words), SHOWN_CHARS))
        for number, one in enumerate(wanted[:AT_ONCE]):
            await self._show_now(turn, one, sampled=not number)
        if others := wanted[AT_ONCE:]:
            rows = tuple(
                (Key(subscriptions.short(turn.language, one), encode(DigestNow(one.id))),) for one in others
            )
            await turn.reply(turn.say("digest.others", count=len(others)), keyboard(rows))

    async def _sample(self, turn: Turn, one: Subscription) -> Node:
        """What a digest of *one* would look like, of the newest articles; "" without any that it wants."""
        newest = await self.newsroom.latest(SAMPLED)
        days = [article.day for article in newest if article.day is not None]
        if not days:
            return ""
        recent = [one for one in newest if one.day is not None and (days[0] - one.day).days < SAMPLED_DAYS]
        edition = await self.newsroom.edition(
            [Arrival(at, one.id, turn.now) for at, one in enumerate(reversed(recent), 1)]
        )
        (made,) = await self.newsroom.digests(edition, [(replace(one, since=0, last_seq=0), days[0])])
        pages, _ = digests.pages(turn.language, made, one)
        return paragraphs(turn.say("digest.sample"), pages[0]) if pages else ""

    async def digest_pressed(self, turn: Turn, pressed: DigestNow) -> None:
        """[지금 보기]"""
        one = await chosen(self.memory.subscriptions, turn, pressed, to_change=False)
        await turn.answer()
        await self._show_now(turn, one)

    async def _show_now(self, turn: Turn, one: Subscription, *, sampled: bool = True) -> None:
        """*one* as it would be sent now; where it is empty and *sampled*, what one looks like."""
        made, upto = await self._compose(turn, one, None, turn.now)
        turn.note(stories=made.stories)
        pages, shown = digests.pages(turn.language, made, one)
        if not pages:
            nothing = turn.say("digest.now_empty", when=subscriptions.next_time(turn.language, one, turn.now))
            name = bold(subscriptions.short(turn.language, one))
            await turn.reply(
                paragraphs(lines(name, nothing), await self._sample(turn, one) if sampled else "")
            )
        for page in pages[:-1]:
            await turn.reply(page)
        for page in pages[-1:]:
            await turn.reply(page, keyboard(buttons(one, upto, shown if made.stories > shown else 0)))

    async def more(self, turn: Turn, pressed: MoreStories) -> None:
        """[더 보기]: another page in the place of the digest; back at its beginning it is the digest again."""
        upto = pressed.upto
        one = await self.memory.subscriptions.get(pressed.subscription)
        message = turn.message
        if one is None or message is None or one.place.chat != message.chat.id:
            raise ReaderError("digest.gone")
        one = replace(one, last_seq=pressed.after)
        made, _ = await self._compose(turn, one, upto, message.date)
        every = digests.all_items(made)
        pages, shown = digests.pages(turn.language, made, one)
        if not pages:
            raise ReaderError("digest.gone")
        offset = max(0, min(pressed.offset, len(every) - 1))
        if offset < shown:
            await turn.show(pages[-1], keyboard(buttons(one, upto, shown if len(every) > shown else 0)))
            return
        step = digests.PAGE
        leaf = [Key(say(turn.language, "button.newer_stories"), _to_page(one, upto, max(0, offset - step)))]
        if offset + step < len(every):
            leaf.append(Key(say(turn.language, "button.older_stories"), _to_page(one, upto, offset + step)))
        rows = (tuple(leaf), buttons(one, upto, 0)[-1])
        await turn.show(digests.more_page(turn.language, made, offset), keyboard(rows))

    async def _compose(
        self, turn: Turn, one: Subscription, upto: int | None, when: datetime
    ) -> tuple[Digest, int]:
        """The digest of *one* as of *when*, as the dispatcher composes it; and the last arrival in it."""
        arrivals = self.memory.arrivals
        if upto is None:
            upto = await arrivals.last_arrival()
        recent = await arrivals.last_arrival_before(when - timedelta(days=RETOLD_DAYS))
        if one.last_seq < recent:
            recent = await arrivals.last_arrival_before(when - timedelta(days=news_days(one.slot)))
        some: list[Arrival] = list(await arrivals.arrivals(recent, upto, MOST_ARRIVALS))
        edition = await self.newsroom.edition(some)
        day = when.astimezone(subscriptions.zone_of(one)).date()
        (made,) = await self.newsroom.digests(edition, [(one, day)])
        return made, upto


def _to_page(one: Subscription, upto: int, offset: int) -> str:
    return encode(MoreStories(one.id, one.last_seq, upto, offset))
