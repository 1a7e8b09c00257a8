"""One turn of a conversation: what a reader said or pressed, and the ways to answer.

Handlers get a Turn and nothing else, so that they know neither topics nor replies nor which
of two languages is spoken.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from telegram import (
    Bot,
    Chat,
    InlineKeyboardMarkup,
    MaybeInaccessibleMessage,
    Message,
    MessageEntity,
    Update,
)
from telegram.constants import ChatType, ParseMode
from telegram.error import TelegramError

from bot.articles.encoding import compose
from bot.digests.zones import zone_called
from bot.entrypoints.presentation.phrases import phrase
from bot.entrypoints.presentation.tree import Node, text_of
from bot.entrypoints.telegram import refusals
from bot.entrypoints.telegram.edits import Edits
from bot.entrypoints.telegram.markup import draw
from bot.entrypoints.telegram.sender import NO_PREVIEW, Pointing, Spot, send
from bot.entrypoints.telegram.typed_commands import after_command, is_command
from bot.errors import Refusal
from bot.i18n import Key, Language, language_of

ALERT_CHARS = 200  # Bot API answerCallbackQuery


@dataclass(slots=True)
class Turn:
    """One update being answered.

    clock: the moment, aware. edits: of messages, shared by all turns.
    words: what was said, without the command or the mention; "" when only that was said.
    silent: whether what is said here makes no sound.
    noted: `key=value` pairs for the one log line; numbers and short keys, never a reader's words.
    """

    update: Update
    bot: Bot
    language: Language
    name: str
    clock: Callable[[], datetime]
    edits: Edits
    words: str = ""
    silent: bool = False
    noted: dict[str, object] = field(default_factory=dict)
    answered: bool = False
    is_chosen: bool = False  # the language, by the chat

    @property
    def now(self) -> datetime:
        """The moment, aware."""
        return self.clock()

    def day(self, zone: str) -> date:
        """The day in *zone* by which the words are meant; of a pressed button, that on which it was shown."""
        query = self.update.callback_query
        shown = self.message.date if query is not None and self.message is not None else self.now
        return shown.astimezone(zone_called(zone)).date()

    @property
    def message(self) -> Message | None:
        """The message that was said, or the one whose button was pressed, as far as Telegram shows it."""
        message = self.update.effective_message
        return message if isinstance(message, Message) else None

    @property
    def chat(self) -> Chat:
        """Where this is said. Raises: LookupError; of what handlers are bound to, all is said somewhere."""
        if self.update.effective_chat is None:
            raise LookupError("an update without a chat")
        return self.update.effective_chat

    @property
    def said(self) -> Message:
        """The message, to which only messages lead. Raises: LookupError."""
        if self.message is None:
            raise LookupError("an update without a message")
        return self.message

    @property
    def asked(self) -> str:
        """The text of the message that was replied to, all of it; "" if none."""
        reply = self.said.reply_to_message
        return (reply.text or "") if reply else ""

    def spot(self, *, is_reply: bool) -> Spot:
        """The chat, and the topic in it. is_reply: to what was said, where this was said and not pressed."""
        message = self.message
        topic = message.message_thread_id if message and message.is_topic_message else None
        asked_here = message is not None and self.update.callback_query is None
        reply_to = message.message_id if message and asked_here and is_reply else None
        return Spot(self.chat.id, topic, reply_to)

    @property
    def private(self) -> bool:
        """Whether only one reader reads along."""
        chat = self.update.effective_chat
        return chat is not None and chat.type == ChatType.PRIVATE

    @property
    def in_channel(self) -> bool:
        """Whether all readers of a channel would see what is said."""
        chat = self.update.effective_chat
        return chat is not None and chat.type == ChatType.CHANNEL

    @property
    def replies(self) -> bool:
        """Whether an answer is a reply: in groups to what was said, and to what was corrected."""
        return not self.private or self.update.edited_message is not None

    @property
    def user_id(self) -> int | None:
        """The person's id; None in channels and for those who speak as a group or channel."""
        message = self.update.message or self.update.edited_message or self.update.channel_post
        if message is not None and (message.sender_chat is not None or self.update.channel_post is not None):
            return None
        return self.update.effective_user.id if self.update.effective_user else None

    @property
    def replied(self) -> str:
        """The text of the message this one replies to, or the part of it that was marked; "" if none."""
        message = self.message if self.update.callback_query is None else None
        if message is None:
            return ""
        if message.quote and message.quote.text:
            return message.quote.text  # the reader marked the part that is meant
        reply = message.reply_to_message
        return (reply.text or reply.caption or "") if reply else ""

    def say(self, key: Key, **values: object) -> Node:
        """The text *key* in the reader's language; see `phrase`."""
        return phrase(self.language, key, **values)

    def speak(self, chosen: Language | None) -> None:
        """Speak as the chat has chosen, whatever its readers speak; None: it has chosen nothing."""
        self.language, self.is_chosen = chosen or self.language, chosen is not None

    def go_on_in(self, shown: Language) -> None:
        """Speak as the message does under which a button was pressed, unless the chat has chosen by now."""
        if not self.is_chosen:
            self.language = shown

    def note(self, **values: object) -> None:
        """Put figures into this update's log line."""
        self.noted.update(values)

    async def reply(
        self,
        message: Node,
        keyboard: InlineKeyboardMarkup | None = None,
        *,
        as_plain: bool = False,
        pointing: Pointing | None = None,
    ) -> Message | None:
        """A new message: in the same topic; a reply to what was said in groups, and to what was corrected.

        pointing: at words of a message, to which it replies then.
        None: there is no chat, or no number by which the message may be known.
        """
        if self.update.effective_chat is None:
            return None
        spot = self.spot(is_reply=self.replies)
        if pointing is not None:
            spot = replace(spot, reply_to=pointing.message, pointing=pointing)
        sent = await send(self.bot, spot, message, keyboard, as_plain=as_plain, silent=self.silent)
        return sent if sent.message_id else None

    async def show(
        self,
        message: Node,
        keyboard: InlineKeyboardMarkup | None = None,
        pointing: Pointing | None = None,
    ) -> int | None:
        """Answer: under a pressed button by changing its message, else with a new one, see `reply`.

        Returns: the number of the message that shows it; None where none does.
        """
        query = self.update.callback_query
        if query is None:
            sent = await self.reply(message, keyboard, pointing=pointing)
            return sent.message_id if sent is not None else None
        await self.answer()
        shown = await self.change(query.message, message, keyboard) if query.message is not None else None
        return shown.message_id if shown is not None else None

    async def change(
        self, shown: MaybeInaccessibleMessage, message: Node, keyboard: InlineKeyboardMarkup | None
    ) -> MaybeInaccessibleMessage | None:
        """Say *message* in the place of *shown*; anew where that is gone, closed to changes, or its group moved.

        Returns: the message that says it; None where none does.
        """
        if not self.edits.begin(shown, text_of(message), keyboard):
            return shown
        try:
            await self.bot.edit_message_text(
                draw(message),
                shown.chat.id,
                shown.message_id,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                reply_markup=keyboard,
            )
        except TelegramError as error:
            kind = refusals.kind(error)
            if kind is Refusal.UNCHANGED:  # changed already, by another process or before this one began
                return shown
            self.edits.failed(shown)
            if kind not in (Refusal.UNEDITABLE, Refusal.CONTENT, Refusal.MOVED):
                raise
            return await self.reply(message, keyboard, as_plain=kind is Refusal.CONTENT)
        return shown

    async def answer(self, text: str = "", *, alert: bool = True) -> None:
        """Stop the button's spinner, with *text* (plain) over the chat if given; once for each press.

        alert: the reader has to close it; else it passes by itself. Where the press is too old for either, an alert
            is a message, but in channels.
        """
        query = self.update.callback_query
        if query is None or self.answered:
            return
        self.answered = True
        try:
            await query.answer(text[:ALERT_CHARS] or None, show_alert=alert and bool(text))
        except TelegramError as error:
            if refusals.kind(error) is not Refusal.LATE:
                raise
            self.note(late=1)  # the spinner has stopped by itself; the message is still changed
            if text and alert and not self.in_channel:
                await self.reply(text)

    async def tell(self, message: Node) -> None:
        """A short notice: over the chat where a button was pressed, else as a message; none where we are guests."""
        if self.update.guest_message is not None:
            return
        if self.update.callback_query is not None and not self.answered:
            await self.answer(text_of(message))
        else:
            await self.reply(message)


def language_of_update(update: Update) -> Language:
    """The reader's language; Korean for channels and for those who speak as a group."""
    return language_of(update.effective_user.language_code if update.effective_user else None)


def said_words(message: Message, username: str) -> str:
    """What *message* says beside its command and its mentions of the bot.

    Composed, as articles are: what is pasted from a Mac often is not.
    """
    text = compose(message.text or message.caption or "")
    if text.startswith(("/", "／")):
        return after_command(text) if is_command(text) else text[1:].strip()
    read = message.parse_entities if message.text else message.parse_caption_entities
    entities = read([MessageEntity.MENTION]) if text else {}
    for word in entities.values():
        if word.lower() == f"@{username.lower()}":
            text = text.replace(word, " ")
    return text.strip()
