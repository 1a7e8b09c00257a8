"""Which messages are for which handler: what Telegram does not tell is read from the message itself."""

from __future__ import annotations

import unicodedata

from telegram import Message, MessageEntity
from telegram.constants import ChatType
from telegram.ext import filters

from bot.entrypoints.telegram.commands import Command
from bot.entrypoints.telegram.typed_commands import beginning_of, is_command, likely
from bot.patterns import lazy_compile

_SLASH = lazy_compile(r"[/／]\w")
_NAMED = lazy_compile(r"[/／]\s?\w{1,32}@(\w{1,32})(?:\s|$)")
WORDS = filters.TEXT | filters.CAPTION


def words_in(message: Message) -> str:
    """What is written in *message*, or under its picture or file."""
    return message.text or message.caption or ""


class Typed(filters.MessageFilter):
    """Said by its sender: neither passed on, nor made by another bot, nor copied here from a channel by Telegram.

    Whoever passes a stranger's words on has not said them, and must not be taken to have ordered anything.
    """

    def filter(self, message: Message) -> bool:
        """See the class. Who speaks as a group or channel has a bot for a sender, and a sender_chat."""
        passed_on = message.forward_origin is not None or message.is_automatic_forward
        sender = message.from_user
        by_bot = sender is not None and sender.is_bot and message.sender_chat is None
        return not (passed_on or by_bot or message.via_bot is not None)


class ByBot(filters.MessageFilter):
    """Said by another bot; who speaks as a group or channel is none."""

    def filter(self, message: Message) -> bool:
        """See the class."""
        sender = message.from_user
        return sender is not None and sender.is_bot and message.sender_chat is None


class CommandName(filters.MessageFilter):
    """`/검색 …`, also as `/검색@name …` or `/ search …`: no command to Telegram, so it is read from the text.

    Under a picture or a file the English name is read likewise, since PTB's CommandHandler knows no captions.
    glued: also `/검색쿠팡` and `/search쿠팡`, alone with a reader: in a group `/전문가` is nobody's command.
    """

    def __init__(self, name: str, aliases: tuple[str, ...], *, glued: bool = False) -> None:
        super().__init__(name="CommandName")
        self._form = beginning_of((name, *aliases), glued=False)
        self._alone = beginning_of((name, *aliases), glued=glued)

    def filter(self, message: Message) -> bool:
        """Whether *message* begins with one of the names and is not for another bot."""
        form = self._alone if message.chat.type == ChatType.PRIVATE else self._form
        found = form.match(unicodedata.normalize("NFC", words_in(message)[:100]))
        if not found:
            return False
        return found.group(1) is None or found.group(1).lower() == message.get_bot().username.lower()


class Addressed(filters.MessageFilter):
    """A command to this bot by its name, whatever it is: `/roll@sosik_bot`. In a group no other is known to be ours."""

    def filter(self, message: Message) -> bool:
        """See the class."""
        found = _NAMED.match(words_in(message)[:100])
        return found is not None and found[1].lower() == message.get_bot().username.lower()


class Mistyped(filters.MessageFilter):
    """A message that begins with a command that is none, and most likely means the one of that name."""

    def __init__(self, name: str, commands: tuple[Command, ...]) -> None:
        super().__init__(name="Mistyped")
        self._name, self._commands = name, commands

    def filter(self, message: Message) -> bool:
        """See the class."""
        words = words_in(message)
        meant = likely(words, self._commands) if words.startswith(("/", "／")) else None
        return meant is not None and meant.name == self._name


class SlashWord(filters.MessageFilter):
    """A message that begins with a slash and a word, meant as a command, whoever made it; `/전문가 의견` is not."""

    def filter(self, message: Message) -> bool:
        """See the class."""
        words = words_in(message)
        return _SLASH.match(words) is not None and is_command(words)


class SpokenTo(filters.MessageFilter):
    """In a group: a mention of the bot or a reply to it."""

    def filter(self, message: Message) -> bool:
        """See the class."""
        bot = message.get_bot()
        reply = message.reply_to_message
        if reply is not None and reply.from_user is not None and reply.from_user.id == bot.id:
            return reply.forum_topic_created is None  # whatever is said in a topic replies to its beginning
        read = message.parse_entities if message.text else message.parse_caption_entities
        mentions = read([MessageEntity.MENTION]).values()
        return any(mention.lower() == f"@{bot.username.lower()}" for mention in mentions)
