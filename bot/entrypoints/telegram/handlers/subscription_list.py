"""/subscriptions: what a place has asked for, and what of it is not told at present."""

from __future__ import annotations

from collections.abc import Sequence

from bot.delivery.model import WHOLE_CHAT, Button
from bot.digests.subscription import Place, Subscription
from bot.entrypoints.telegram.callbacks import ShowPanel, encode
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.handlers import subscription_panel
from bot.entrypoints.telegram.markup import cut
from bot.entrypoints.telegram.messenger import keyboard
from bot.entrypoints.telegram.permissions import here
from bot.entrypoints.telegram.views import mutes


async def listed(turn: Turn) -> None:
    """/subscriptions: the panel of the only one, or a list to choose from."""
    assert turn.desk.memory is not None
    place = here(turn)
    await turn.desk.memory.mutes.alive(place)  # it speaks to us, whatever was thought of it
    mine = await turn.desk.memory.subscriptions.of(place)
    if turn.private:
        mine += await turn.desk.memory.subscriptions.of_channels(place.chat)
    troubles = await _troubles(turn, place, mine)
    if not mine:
        await turn.reply("\n\n".join([turn.say("digest.none"), *troubles]))
    elif len(mine) == 1:
        text = "\n\n".join([await subscription_panel.panel_text(turn, mine[0]), *troubles])
        await turn.reply(text, subscription_panel.panel_keyboard(turn, mine[0]))
    else:
        rows = tuple([(Button(await _line(turn, one), encode(ShowPanel(one.id))),) for one in mine])
        text = "\n".join([turn.say("subscriptions.list", count=len(mine)), *troubles])
        await turn.reply(text, keyboard(rows))


async def _troubles(turn: Turn, place: Place, mine: Sequence[Subscription]) -> list[str]:
    """What is muted of *mine*, where they are several, and of the other topics of this chat; one line each."""
    assert turn.desk.memory is not None
    found = {
        mute
        for chat in {place.chat, *(one.place.chat for one in mine)}
        for mute in await turn.desk.memory.mutes.of(chat)
        if mute.topic not in (WHOLE_CHAT, place.topic) or len(mine) > 1
    }
    lines = []
    for mute in sorted(found, key=lambda one: (one.since, one.chat, one.topic)):
        chat_there = await turn.desk.memory.chats.get(mute.chat)
        lines.append(mutes.row(turn.language, mute, chat_there.title if chat_there else ""))
    return lines


async def _line(turn: Turn, one: Subscription) -> str:
    """One of the list; a channel's with its name."""
    assert turn.desk.memory is not None
    paused = "⏸ " if one.paused else ""
    if one.place.chat == here(turn).chat:
        return paused + subscription_panel.short(turn, one)
    chat = await turn.desk.memory.chats.get(one.place.chat)
    return paused + cut(
        f"{chat.title if chat else ''}: {subscription_panel.short(turn, one)}", subscription_panel.LINE_UNITS
    )
