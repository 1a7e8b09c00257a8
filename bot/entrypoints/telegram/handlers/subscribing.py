"""Subscribing: digests at their times, and watches that tell at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from telegram import ChatMember, InlineKeyboardMarkup
from telegram.constants import ChatType

from bot.delivery.model import MOST_ARRIVALS, NEWS_DAYS, RETOLD_DAYS, WHOLE_CHAT, Button
from bot.digests.digest import Digest
from bot.digests.edition import Arrival
from bot.digests.subscription import (
    DEFAULT_COUNT,
    DEFAULT_TIME,
    EVERY_DAY,
    Place,
    Slot,
    Subscription,
    next_due,
)
from bot.digests.subscription_parser import Unclear, read_watch, read_wish, write_wish, write_words
from bot.entrypoints.telegram import paging
from bot.entrypoints.telegram.callbacks import (
    AskToEnd,
    DigestNow,
    End,
    Keep,
    MoreStories,
    OpenPanel,
    Subscribe,
    Toggle,
    Unwatch,
    encode,
)
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.handlers import subscription_panel
from bot.entrypoints.telegram.markup import escape
from bot.entrypoints.telegram.messenger import buttons, keyboard
from bot.entrypoints.telegram.permissions import channel, here, named_channel, require
from bot.entrypoints.telegram.ports import Memory
from bot.entrypoints.telegram.views import digests
from bot.errors import ReaderError, Refusal
from bot.i18n import say

AT_ONCE = 3  # digests that /digest shows, where a place has more
SAMPLED, SAMPLED_DAYS = 300, 7  # of the newest articles, for those who want to see what a digest is


def memory(turn: Turn) -> Memory:
    """What is kept; the rows of this module are bound only where something is."""
    assert turn.desk.memory is not None
    return turn.desk.memory


async def subscribe(turn: Turn) -> None:
    """A new digest, or one for each time that is named, here or in a channel."""
    name, words = named_channel(turn.words)
    if name is not None:
        chat = await channel(turn, name)
        place, kind, title = Place(chat.id), chat.type, chat.title or str(name)
    else:
        place = here(turn)
        await require(turn, place.chat)
        chat_here = turn.update.effective_chat
        assert chat_here is not None
        kind, title = chat_here.type, chat_here.title or chat_here.first_name or ""
    try:
        wish = read_wish(words)
    except Unclear as doubt:
        await _ask_back(turn, doubt, "" if name is None else f"{name} ")
        return
    known = await memory(turn).chats.meet(place.chat, kind, title, turn.language)
    await memory(turn).mutes.lift(place.chat)  # it is spoken to from there
    wanted = Subscription(
        id=0,
        place=place,
        slot=Slot(wish.at, wish.days, wish.zone or known.zone or turn.desk.zone),
        wanted=wish.wanted,
        owner=turn.user_id,
        language=known.language,
        count=wish.count or DEFAULT_COUNT,
    )
    there = {(other.slot, other.wanted): other for other in await memory(turn).subscriptions.of(place)}
    each = [replace(wanted, slot=wanted.slot._replace(at=at)) for at in (wish.at, *wish.also)]
    new = [one for one in each if (one.slot, one.wanted) not in there]
    if not new:
        other = there[each[0].slot, each[0].wanted]
        text = turn.say("subscribe.already") + "\n\n" + subscription_panel.summary(turn, other)
        await turn.reply(text, subscription_panel.panel_keyboard(turn, other))
        return
    made = [await memory(turn).subscriptions.add(one) for one in new]
    turn.note(subscription=",".join(str(one.id) for one in made))
    await _tell_of(turn, made, None if name is None else title)


async def _tell_of(turn: Turn, made: Sequence[Subscription], channel_title: str | None) -> None:
    """What was subscribed to, and the buttons to change it."""
    first = min(made, key=lambda one: next_due(one.slot, turn.now) or turn.now)
    key = "subscribe.done" if channel_title is None else "subscribe.done_channel"
    when = subscription_panel.next_time(turn, first, turn.now)
    said = [turn.say(key, when=when, channel=channel_title)]
    said += [subscription_panel.summary(turn, one) for one in made]
    rows = [
        (
            Button(say(turn.language, "button.settings"), encode(OpenPanel(made[0].id))),
            Button(say(turn.language, "button.digest_now"), encode(DigestNow(made[0].id))),
            Button(say(turn.language, "button.unsubscribe"), encode(AskToEnd(made[0].id))),
        )
    ]
    if len(made) > 1:
        rows = [(Button(subscription_panel.short(turn, one), encode(OpenPanel(one.id))),) for one in made]  # type: ignore[misc]
    await turn.reply("\n\n".join(said), keyboard(tuple(rows)))


async def _ask_back(turn: Turn, doubt: Unclear, channel_name: str = "") -> None:
    """What was not understood, and what may have been meant: to be pressed, or copied."""
    lines, rows = [turn.say(doubt.key, **doubt.values)], []
    for wish in doubt.proposals:
        words = channel_name + write_wish(wish, turn.language)
        lines.append(f"<code>/subscribe {escape(words)}</code>")
        label = paging.label(turn.language, "button.subscribe_so", words)
        rows.append(await paging.to(turn, label, words, lambda saved: Subscribe(saved, turn.language)))
    if doubt.watched is not None:
        lines.append(f"<code>/watch {escape(write_words(doubt.watched))}</code>")
    await turn.reply("\n".join(lines), InlineKeyboardMarkup([row for row in rows if row]))


async def proposed(turn: Turn, pressed: Subscribe) -> None:
    """A press on what may have been meant: as if it had been typed."""
    turn.words = await paging.saved_words(turn, pressed.query)
    await subscribe(turn)
    await turn.answer()


async def unsubscribe(turn: Turn) -> None:
    """Ask which one is to end, and whether."""
    name, _ = named_channel(turn.words)
    if name is not None:
        place = Place((await channel(turn, name)).id)
    else:
        place = here(turn)
        await require(turn, place.chat)
    mine = await memory(turn).subscriptions.of(place)
    if not mine:
        await turn.reply(turn.say("digest.none"))
    elif len(mine) == 1:
        await _ask_to_end(turn, mine[0])
    else:
        rows = tuple((Button(subscription_panel.short(turn, one), encode(AskToEnd(one.id))),) for one in mine)
        await turn.reply(turn.say("unsubscribe.which"), keyboard(rows))


async def end_pressed(turn: Turn, pressed: AskToEnd) -> None:
    """[구독 해지]: asked once more, in a message of its own, so that the digest stays readable."""
    await _ask_to_end(turn, await subscription_panel.chosen(turn, pressed))


async def _ask_to_end(turn: Turn, one: Subscription) -> None:
    language = turn.language
    row = (
        Button(say(language, "button.end"), encode(End(one.id))),
        Button(say(language, "button.keep"), encode(Keep(one.id))),
    )
    await turn.answer()
    text = turn.say("unsubscribe.ask") + "\n\n" + subscription_panel.summary(turn, one)
    rows = (
        (row,)
        if one.paused
        else (row, (Button(say(language, "button.pause"), encode(Toggle(one.id, "paused"))),))
    )
    await turn.reply(text, keyboard(rows))


async def end(turn: Turn, pressed: End) -> None:
    """It ends."""
    one = await subscription_panel.chosen(turn, pressed)
    await memory(turn).subscriptions.remove(one.id)
    turn.note(subscription=one.id)
    await turn.show(turn.say("unsubscribe.done", command=subscription_panel.as_typed(turn, one)))


async def keep(turn: Turn, pressed: Keep) -> None:
    """It goes on."""
    one = await subscription_panel.chosen(turn, pressed)
    await turn.show(turn.say("unsubscribe.kept", when=subscription_panel.next_time(turn, one, turn.now)))


async def digest(turn: Turn) -> None:
    """The next digest, now, without counting as told."""
    await memory(turn).mutes.lift(here(turn).chat)
    mine = await memory(turn).subscriptions.of(here(turn))
    if not mine:
        sample = await _sample(turn)
        await turn.reply("\n\n".join(part for part in (sample, turn.say("digest.none")) if part))
        return
    for one in mine[:AT_ONCE]:
        await _show_now(turn, one)


async def _sample(turn: Turn) -> str:
    """What a digest would look like, of the newest articles; "" without any."""
    newest = await turn.desk.newsroom.latest(SAMPLED)
    days = [article.day for article in newest if article.day is not None]
    if not days:
        return ""
    recent = [one for one in newest if one.day is not None and (days[0] - one.day).days < SAMPLED_DAYS]
    edition = await turn.desk.newsroom.edition(
        [Arrival(at, one.id, turn.now) for at, one in enumerate(reversed(recent), 1)]
    )
    usual = Slot(DEFAULT_TIME, EVERY_DAY, turn.desk.zone)
    anybody = Subscription(0, here(turn), usual, language=turn.language)
    (made,) = await turn.desk.newsroom.digests(edition, [(anybody, days[0])])
    pages, _ = digests.pages(turn.language, made, anybody)
    return turn.say("digest.sample") + "\n\n" + pages[0] if pages else ""


async def digest_pressed(turn: Turn, pressed: DigestNow) -> None:
    """[지금 보기]"""
    one = await subscription_panel.chosen(turn, pressed, to_change=False)
    await turn.answer()
    await _show_now(turn, one)


async def _show_now(turn: Turn, one: Subscription) -> None:
    made, upto = await _compose(turn, one, None, turn.now)
    turn.note(stories=made.stories)
    pages, shown = digests.pages(turn.language, made, one)
    if not pages:
        await turn.reply(turn.say("digest.now_empty", when=subscription_panel.next_time(turn, one, turn.now)))
    for page in pages[:-1]:
        await turn.reply(page)
    for page in pages[-1:]:
        await turn.reply(page, keyboard(buttons(one, upto, shown if made.stories > shown else 0)))


async def more(turn: Turn, pressed: MoreStories) -> None:
    """[더 보기]: another page in the place of the digest; back at its beginning it is the digest again."""
    upto = pressed.upto
    one = await memory(turn).subscriptions.get(pressed.subscription)
    message = turn.message
    if one is None or message is None or one.place.chat != message.chat.id:
        raise ReaderError("digest.gone")
    one = replace(one, told=pressed.told)
    made, _ = await _compose(turn, one, upto, message.date)
    every = digests.all_items(made)
    pages, shown = digests.pages(turn.language, made, one)
    if not pages:
        raise ReaderError("digest.gone")
    offset = max(0, min(pressed.offset, len(every) - 1))
    if offset < shown:
        await turn.show(pages[-1], keyboard(buttons(one, upto, shown if len(every) > shown else 0)))
        return
    step = digests.PAGE
    leaf = [Button(say(turn.language, "button.newer_stories"), _to_page(one, upto, max(0, offset - step)))]
    if offset + step < len(every):
        leaf.append(Button(say(turn.language, "button.older_stories"), _to_page(one, upto, offset + step)))
    rows = (tuple(leaf), buttons(one, upto, 0)[-1])
    await turn.show(digests.more_page(turn.language, made, offset), keyboard(rows))


def _to_page(one: Subscription, upto: int, offset: int) -> str:
    return encode(MoreStories(one.id, one.told, upto, offset))


async def _compose(turn: Turn, one: Subscription, upto: int | None, when: datetime) -> tuple[Digest, int]:
    """The digest of *one* as of *when*, as the courier composes it; and the last arrival it tells."""
    arrivals = memory(turn).arrivals
    if upto is None:
        upto = await arrivals.last_arrival()
    recent = await arrivals.last_arrival_before(when - timedelta(days=RETOLD_DAYS))
    if one.told < recent:
        recent = await arrivals.last_arrival_before(when - timedelta(days=NEWS_DAYS))
    some: list[Arrival] = list(await arrivals.arrivals(recent, upto, MOST_ARRIVALS))
    edition = await turn.desk.newsroom.edition(some)
    day = when.astimezone(subscription_panel.zone_of(one)).date()
    (made,) = await turn.desk.newsroom.digests(edition, [(one, day)])
    return made, upto


# --- watches ---


async def watch(turn: Turn) -> None:
    """A new watch for the words; without words the list of those there are."""
    place = here(turn)
    if not turn.words:
        await turn.reply(*await _watch_list(turn, place))
        return
    await require(turn, place.chat)
    try:
        wanted = read_watch(turn.words)
    except Unclear as doubt:
        await _ask_back(turn, doubt)
        return
    if not wanted.include:
        raise ReaderError("watch.no_words")
    chat = turn.update.effective_chat
    assert chat is not None
    known = await memory(turn).chats.meet(
        chat.id, chat.type, chat.title or chat.first_name or "", turn.language
    )
    await memory(turn).mutes.lift(chat.id)
    if any(one.wanted == wanted for one in await memory(turn).subscriptions.of(place, "watch")):
        raise ReaderError("watch.already")
    made = await memory(turn).subscriptions.add(
        Subscription(
            id=0,
            place=place,
            slot=Slot(DEFAULT_TIME, EVERY_DAY, known.zone or turn.desk.zone),
            kind="watch",
            wanted=wanted,
            owner=turn.user_id,
            language=known.language,
        )
    )
    turn.note(watch=made.id)
    rows = ((Button(say(turn.language, "button.unwatch"), encode(Unwatch(made.id, False))),),)
    await turn.reply(
        turn.say("watch.done", words=subscription_panel.words(turn, made.wanted)), keyboard(rows)
    )


async def unwatch(turn: Turn, pressed: Unwatch) -> None:
    """One tap, and it is gone."""
    one = await subscription_panel.chosen(turn, pressed)
    await memory(turn).subscriptions.remove(one.id)
    await turn.answer(turn.say("watch.ended", words=subscription_panel.words(turn, one.wanted)))
    if turn.message is not None and turn.message.reply_markup is not None:
        data = [button.callback_data for row in turn.message.reply_markup.inline_keyboard for button in row]
        if len(data) > 1 or pressed.listed:  # the list of them, not one of its messages
            await turn.show(*await _watch_list(turn, one.place))


async def _watch_list(turn: Turn, place: Place) -> tuple[str, InlineKeyboardMarkup | None]:
    mine = await memory(turn).subscriptions.of(place, "watch")
    if not mine:
        return turn.say("watch.none"), None
    rows = tuple(
        (Button("✕ " + subscription_panel.words(turn, one.wanted, 30), encode(Unwatch(one.id, True))),)
        for one in mine
    )
    return turn.say("watch.list", count=len(mine)), keyboard(rows)


# --- coming and going ---


async def membership(turn: Turn) -> None:
    """The bot was added, let back, removed or blocked."""
    change = turn.update.my_chat_member
    assert change is not None
    chat, new = change.chat, change.new_chat_member
    gone = new.status in (ChatMember.LEFT, ChatMember.BANNED) or (
        new.status == ChatMember.RESTRICTED and not getattr(new, "is_member", True)
    )
    if gone:
        why = Refusal.BLOCKED if chat.type == ChatType.PRIVATE else Refusal.KICKED
        await memory(turn).mutes.mute(chat.id, WHOLE_CHAT, why)
        turn.note(muted=1)
        return
    back = await memory(turn).mutes.lift(chat.id)
    turn.note(back=int(back))
    was_gone = change.old_chat_member.status in (ChatMember.LEFT, ChatMember.BANNED)
    if not was_gone or chat.type == ChatType.PRIVATE:
        return
    known = await memory(turn).chats.meet(chat.id, chat.type, chat.title or "", turn.language)
    if chat.type != ChatType.CHANNEL and await memory(turn).chats.greet(chat.id):
        await turn.reply(say(known.language, "greeting.group"))


async def migrated(turn: Turn) -> None:
    """The group became a supergroup: what is kept for it moves along."""
    message = turn.update.message
    if message is not None and message.migrate_to_chat_id is not None:
        await memory(turn).chats.move(message.chat.id, message.migrate_to_chat_id)
