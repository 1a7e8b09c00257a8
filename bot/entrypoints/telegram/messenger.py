"""Digests on their way to Telegram: what `bot.delivery.model` calls a Messenger."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from typing import Any
from weakref import ref

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.delivery.model import Button, Delivery, Part
from bot.digests.digest import Digest
from bot.digests.subscription import Place, Subscription
from bot.digests.zones import zone_called
from bot.entrypoints.presentation.phrases import MarkupError, phrase, read
from bot.entrypoints.presentation.text import cut, tidy
from bot.entrypoints.presentation.tree import Node
from bot.entrypoints.telegram import refusals
from bot.entrypoints.telegram.buttons.subscriptions import AskToEnd, MoreStories, OpenPanel, Unwatch
from bot.entrypoints.telegram.callbacks import encode
from bot.entrypoints.telegram.markup import draw
from bot.entrypoints.telegram.sender import NO_PREVIEW, PACED
from bot.entrypoints.telegram.views import digests, mutes, plain
from bot.errors import Refusal
from bot.i18n import say

log = logging.getLogger(__name__)

MOST_RENDERED = 200
MOST_NAMED, NAME_UNITS = 5, 30  # watches under a message of several

OF_TOPICS = (Refusal.TOPIC_CLOSED, Refusal.TOPIC_GONE)


class TelegramMessenger:
    """`bot.delivery.model.Messenger`, over a bot that has been introduced. owners: who is told of troubles."""

    def __init__(self, bot: ExtBot[Any], owners: Collection[int] = ()) -> None:
        self._bot = bot
        self._owners = owners
        # not with the digests themselves: in each is its whole edition, of up to 30 MB
        self._rendered: OrderedDict[tuple[int, str, str, str], tuple[ref[Digest], list[Node], int]] = (
            OrderedDict()
        )

    def parts(self, digest: Digest, delivery: Delivery) -> list[Part]:
        """The messages that tell *digest*; the last one has the buttons."""
        subscription = delivery.subscription
        texts, shown = self._pages(digest, subscription, _held(delivery))
        if not texts:
            if not subscription.when_empty or subscription.kind == "watch":
                return []
            day = digests.day_name(subscription.language, digest.day)
            texts = [phrase(subscription.language, "digest.empty", date=day)]
        parts = [Part(str(draw(text))) for text in texts]
        more = digest.stories > shown > 0
        keys = buttons(subscription, delivery.upto, shown if more else 0, digest.also)
        parts[-1] = Part(parts[-1].html, keys)
        return parts

    def _pages(self, digest: Digest, subscription: Subscription, held: str) -> tuple[list[Node], int]:
        """As `digests.pages`; those who asked for the same get the same digest, which is rendered once."""
        key = (id(digest), subscription.language, subscription.kind, held)
        of, texts, shown = self._rendered.get(key, (None, [], 0))
        if of is None or of() is not digest:  # else its id is that of one that is gone
            texts, shown = digests.pages(subscription.language, digest, subscription, held)
            self._rendered[key] = (ref(digest), texts, shown)
            self._rendered.move_to_end(key)
            while len(self._rendered) > MOST_RENDERED:
                self._rendered.popitem(last=False)
        return list(texts), shown

    def plainly(self, part: Part) -> list[Part]:
        """*part* without markup, in as many messages as it takes; the last one has the buttons."""
        texts = plain.pieces(_kept(part))
        return [Part(text, plain=True) for text in texts[:-1]] + [Part(texts[-1], part.buttons, plain=True)]

    async def send(self, place: Place, part: Part, *, silent: bool) -> int:
        """Send one part. Raises: Undeliverable."""
        try:
            message = await self._bot.send_message(
                place.chat,
                part.html if part.plain else draw(_kept(part)),
                parse_mode=None if part.plain else ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                disable_notification=silent,
                message_thread_id=place.topic or None,
                reply_markup=keyboard(part.buttons),
                rate_limit_args=PACED,
            )
        except TelegramError as refusal:
            raise refusals.read(refusal) from refusal
        return message.message_id

    async def report(self, found: Sequence[tuple[Subscription, Refusal]]) -> None:
        """Of a topic: to who subscribed it, or the administrators who talk with the bot. Of others the owners, once.

        Of what may not have been received: to the readers, where it was sent.
        """
        for place, language in {
            one.place: one.language for one, why in found if why is Refusal.IN_DOUBT
        }.items():
            await self._tell([place.chat], phrase(language, "digest.in_doubt"), place.topic)
        found = [(one, why) for one, why in found if why is not Refusal.IN_DOUBT]
        for subscription, why in found:
            if why in OF_TOPICS:
                place = subscription.place
                text = mutes.report(subscription.language, [(await self._title(place.chat), why)])
                if subscription.owner is None or not await self._tell([subscription.owner], text):
                    await self._tell(await self._administrators(place.chat), text)
        others = [(one, why) for one, why in found if why not in OF_TOPICS]
        if others:
            shown = [(await self._title(one.place.chat), why) for one, why in others[: mutes.REPORTED]]
            text = mutes.report(others[0][0].language, shown, len(others))
            await self._tell(sorted(self._owners), text)

    async def _title(self, chat: int) -> str:
        try:
            return (await self._bot.get_chat(chat)).title or ""
        except TelegramError:  # which may be what is reported
            return str(chat)

    async def _tell(self, chats: Iterable[int], content: Node, topic: int | None = None) -> int:
        """How many of *chats* were told."""
        told = 0
        for chat in chats:
            try:
                await self._bot.send_message(
                    chat, draw(content), message_thread_id=topic or None, parse_mode=ParseMode.HTML
                )
                told += 1
            except TelegramError as refusal:  # most people have never talked with the bot, and cannot be told
                log.info("not reported: chat=%s because %s", chat, refusals.reason(refusal))
        return told

    async def _administrators(self, chat: int) -> list[int]:
        try:
            admins = await self._bot.get_chat_administrators(chat)
        except TelegramError as refusal:
            log.warning("administrators unknown: chat=%s: %s", chat, refusals.reason(refusal))
            return []
        return [one.user.id for one in admins if not one.user.is_bot]


def _held(delivery: Delivery) -> str:
    """Until when the chat hears of no other watch; "" where it may."""
    if delivery.held_until is None:
        return ""
    one = delivery.subscription
    until = delivery.held_until.astimezone(zone_called(one.slot.zone))
    return say(one.language, "watch.held", count=one.hourly, until=f"{until:%H:%M}")


def _kept(part: Part) -> Node:
    """What *part*, which waited in the outbox as HTML, says."""
    try:
        return read(part.html)
    except MarkupError:  # of no Sosik that there was; it is told as it stands
        return part.html


def buttons(
    subscription: Subscription, upto: int, shown: int, also: Sequence[Subscription] = ()
) -> tuple[tuple[Button, ...], ...]:
    """The buttons under a digest. shown: stories in it when there are more, else 0. also: as of Digest.

    A channel gets none: whoever reads it may not change it, and pages turned by one would turn for all.
    """
    language, id = subscription.language, subscription.id
    if subscription.in_channel:
        return ()
    if subscription.kind == "watch" and also:
        names = {one.id: cut(tidy(" ".join(one.wanted.include)), NAME_UNITS) for one in (subscription, *also)}
        return tuple(
            (Button(say(language, "button.unwatch_one", words=words), encode(Unwatch(number, False))),)
            for number, words in list(names.items())[:MOST_NAMED]
        )
    if subscription.kind == "watch":
        return ((Button(say(language, "button.unwatch"), encode(Unwatch(id, False))),),)
    rows: list[tuple[Button, ...]] = []
    if shown:
        data = MoreStories(id, subscription.last_seq, upto, shown)
        rows.append((Button(say(language, "button.more"), encode(data)),))
    rows.append(
        (
            Button(say(language, "button.settings"), encode(OpenPanel(id))),
            Button(say(language, "button.unsubscribe"), encode(AskToEnd(id))),
        )
    )
    return tuple(rows)


def keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(one.text, callback_data=one.data) for one in row] for row in rows]
    )
