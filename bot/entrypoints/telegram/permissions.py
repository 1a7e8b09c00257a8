"""Who may change what a chat is told: in a private chat its person, elsewhere the administrators."""

from __future__ import annotations

from telegram import Chat, ChatFullInfo, ChatMemberAdministrator, ChatMemberOwner
from telegram.constants import ChatType
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.digests.subscription import Place, Subscription
from bot.entrypoints.telegram.buttons.subscriptions import OfSubscription
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.ports import Subscriptions
from bot.errors import ReaderError
from bot.patterns import lazy_compile

CHANNEL = lazy_compile(r"(?:https://t\.me/|t\.me/)?(@?[A-Za-z][A-Za-z0-9_]{3,31})|(-100\d{5,15})")


def here(turn: Turn) -> Place:
    """The chat, and the topic in it, in which this is said."""
    spot = turn.spot(is_reply=False)
    return Place(spot.chat, spot.topic or 0)


async def require(turn: Turn, chat_id: int) -> None:
    """Raises: ReaderError unless who speaks may change what *chat_id* is told."""
    message = turn.update.message or turn.update.edited_message
    if message is not None and message.sender_chat is not None:
        if message.sender_chat.id == chat_id:  # an anonymous administrator speaks as the group itself
            return
        raise ReaderError("subscribe.admins_only")
    if turn.update.channel_post is not None:
        raise ReaderError("subscribe.channel_from_private", name=turn.bot.username)
    user = turn.user_id
    if user is None or (chat_id > 0 and chat_id != user):
        raise ReaderError("subscribe.admins_only")
    if chat_id < 0 and not await _leads(turn, chat_id, user):
        raise ReaderError("subscribe.admins_only")


async def existing(subscriptions: Subscriptions, id: int) -> Subscription:
    """Raises: ReaderError when it is gone."""
    one = await subscriptions.get(id)
    if one is None:
        raise ReaderError("subscription.gone")
    return one


async def chosen(
    subscriptions: Subscriptions, turn: Turn, pressed: OfSubscription, *, to_change: bool = True
) -> Subscription:
    """The subscription of the pressed button, which who pressed may change.

    Raises: ReaderError when it is gone, or not theirs.
    """
    one = await existing(subscriptions, pressed.subscription)
    if to_change:
        await require(turn, one.place.chat)
    elif turn.update.effective_chat is None or turn.update.effective_chat.id != one.place.chat:
        await require(turn, one.place.chat)  # a channel's, seen from its administrator's private chat
    return one


async def _leads(turn: Turn, chat_id: int, user: int) -> bool:
    try:
        member = await turn.bot.get_chat_member(chat_id, user)
    except ChatMigrated as moved:
        return await _leads(turn, moved.new_chat_id, user)
    except (BadRequest, Forbidden):  # not there any more, or not to be seen by us
        return False
    return isinstance(member, ChatMemberOwner | ChatMemberAdministrator)


def named_channel(words: str) -> tuple[str | int | None, str]:
    """The channel that *words* begin with, as Telegram wants it, and the rest; (None, words) without one.

    A bare name is none: it must be @name, a t.me address or the -100… number.
    """
    first, _, rest = words.partition(" ")
    found = CHANNEL.fullmatch(first)
    if found is None or (found[1] and found[1] == first and not first.startswith("@")):
        return None, words
    return (int(found[2]) if found[2] else "@" + found[1].lstrip("@")), rest.strip()


async def channel(turn: Turn, name: str | int) -> Chat | ChatFullInfo:
    """The channel *name*, which who speaks may subscribe and the bot may post in.

    Raises: ReaderError that says which of these is not so.
    """
    if not turn.private:
        raise ReaderError("subscribe.channel_from_private", name=turn.bot.username)
    try:
        chat = await turn.bot.get_chat(name)
    except (BadRequest, Forbidden):
        raise ReaderError("subscribe.no_such_channel", channel=name) from None
    if chat.type != ChatType.CHANNEL:
        raise ReaderError("subscribe.not_a_channel", channel=name)
    try:
        me = await turn.bot.get_chat_member(chat.id, turn.bot.id)
    except (BadRequest, Forbidden):
        me = None
    if not isinstance(me, ChatMemberAdministrator) or not me.can_post_messages:
        raise ReaderError("subscribe.may_not_post", channel=name)  # nor may it ask who leads the channel
    user = turn.user_id
    if user is None or not await _leads(turn, chat.id, user):
        raise ReaderError("subscribe.not_your_channel", channel=name)
    return chat
