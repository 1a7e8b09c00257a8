"""What people do in Telegram, and the updates that the bot gets from it.

Each action returns the wire object it made. Whether the bot hears of it, the world decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.emulator.markup import find_entities, units
from tests.emulator.world import ANONYMOUS_ADMIN, BOT_ID, CHANNEL_BOT, TELEGRAM, Chat, Status, Wire, World

MESSAGE_MOST = 4096


def pieces(text: str) -> list[str]:
    """As a Telegram app cuts what is too long for one message."""
    cut, piece = [], ""
    for char in text:
        if units(piece) + units(char) > MESSAGE_MOST:
            cut.append(piece)
            piece = ""
        piece += char
    return [*cut, piece]


class People:
    """Everybody but the bot."""

    def __init__(self, world: World) -> None:
        self.world = world

    # -- who and where there is

    def person(
        self, name: str, language: str | None = "ko", username: str = "", started: bool = False
    ) -> Wire:
        """A new user with a private chat that is not started yet. *language* None: the app does not tell."""
        user: Wire = {"id": 10_000 + self.world.number(), "is_bot": False, "first_name": name}
        if username:
            user["username"] = username
        if language:
            user["language_code"] = language
        self.world.users[user["id"]] = user
        self.world.add_chat(Chat(user["id"], "private", name, username, started=started))
        return user

    def group(
        self,
        title: str,
        *members: Wire,
        kind: str = "group",
        forum: bool = False,
        username: str = "",
        bot: Status = "member",
    ) -> Chat:
        """A group or supergroup; the first of *members* created it. The bot is in it without having been told."""
        number = self.world.number()
        chat_id = -(4_000_000_000 + number) if kind == "group" else -(1_001_000_000_000 + number)
        assert kind in {"group", "supergroup"}
        chat = Chat(chat_id, kind, title, username, topics={} if forum else None)  # type: ignore[arg-type]
        for i, user in enumerate(members):
            chat.members[user["id"]] = self.world.member(user, "member" if i else "creator")
        chat.members[BOT_ID] = self.world.member(self.world.bot, bot)
        return self.world.add_chat(chat)

    def channel(self, title: str, owner: Wire, username: str = "", bot: Status = "administrator") -> Chat:
        """A channel; the bot may post in it as an administrator unless told otherwise."""
        chat = Chat(-(1_002_000_000_000 + self.world.number()), "channel", title, username)
        chat.members[owner["id"]] = self.world.member(owner, "creator")
        rights = {"can_post_messages": True, "can_edit_messages": True} if bot == "administrator" else {}
        chat.members[BOT_ID] = self.world.member(self.world.bot, bot, **rights)
        return self.world.add_chat(chat)

    def topic(self, chat: Chat, name: str) -> int:
        """A new forum topic; its id is the id of the message that announces it."""
        assert chat.topics is not None, f"{chat.title} is no forum"
        message = self.world.put(chat, {"forum_topic_created": {"name": name, "icon_color": 7322096}})
        thread = int(message["message_id"])
        message |= {"message_thread_id": thread, "is_topic_message": True}
        chat.topics[thread] = name
        return thread

    def delete_topic(self, chat: Chat, thread: int) -> None:
        """A topic goes, with all that was written in it; the bot is not told."""
        assert chat.topics is not None
        del chat.topics[thread]
        for number in [n for n, m in chat.messages.items() if m.get("message_thread_id") == thread]:
            del chat.messages[number]

    def close_topic(self, chat: Chat, thread: int, closed: bool = True, silently: bool = False) -> None:
        """Nobody but administrators writes in it any more, or again. *silently*: the service message was lost."""
        (chat.closed.add if closed else chat.closed.discard)(thread)
        content = {"forum_topic_closed" if closed else "forum_topic_reopened": {}}
        message = self.world.put(chat, content, thread)
        if not silently:
            self.world.update("message", message)

    # -- what is written

    def write(
        self,
        chat: Chat,
        user: Wire | None,
        content: Wire,
        *,
        reply_to: int | None = None,
        topic: int | None = None,
        anonymous: bool = False,
    ) -> Wire:
        """Put *content* (text, document, forward_origin …) into *chat*; user None: the channel itself speaks."""
        world = self.world
        sender: Wire = {"from": user} if user else {}
        if chat.type == "channel":
            sender = {"sender_chat": chat.wire()}
        elif anonymous:
            assert user
            assert world.leads(chat, user["id"]), "only administrators are anonymous"
            sender = {"from": ANONYMOUS_ADMIN, "sender_chat": chat.wire()}
        elif user and chat.type != "private":
            assert world.inside(chat, user["id"]), f"{user['first_name']} is not in {chat.title}"
        if chat.type == "private":
            chat.started = True
        for text, entities in (("text", "entities"), ("caption", "caption_entities")):
            if content.get(text) and (found := find_entities(content[text])):
                content = {entities: found} | content
        if reply_to is not None:
            content = content | world.reply(chat, reply_to)
        elif topic is not None:
            # Telegram makes every word in a topic a reply to the topic's own announcement
            content = content | {"reply_to_message": chat.messages[topic]}
        message = world.put(chat, sender | content, topic)
        if world.hears(chat, message):
            world.update("channel_post" if chat.type == "channel" else "message", message)
        return message

    def speak_as_channel(self, chat: Chat, channel: Chat, text: str) -> Wire:
        """A word in a group in the name of a channel."""
        content = {"from": CHANNEL_BOT, "sender_chat": channel.wire(), "text": text}
        if found := find_entities(text):
            content["entities"] = found
        message = self.world.put(chat, content)
        if self.world.hears(chat, message):
            self.world.update("message", message)
        return message

    def copy_into_discussion(self, chat: Chat, channel: Chat, text: str) -> Wire:
        """Telegram itself forwards a channel's post into the group where it is discussed."""
        origin = {"type": "channel", "chat": channel.wire(), "message_id": 1, "date": int(self.world.clock())}
        content = {"from": TELEGRAM, "sender_chat": channel.wire(), "is_automatic_forward": True,
                   "forward_origin": origin, "text": text}  # fmt: skip
        if found := find_entities(text):
            content["entities"] = found
        message = self.world.put(chat, content)
        if self.world.hears(chat, message):
            self.world.update("message", message)
        return message

    def edit(self, chat: Chat, number: int, text: str) -> Wire:
        """Change one's own message."""
        message = chat.messages[number] | {"text": text, "edit_date": int(self.world.clock())}
        message["entities"] = find_entities(text)
        chat.messages[number] = message
        if self.world.hears(chat, message):
            kind = "edited_channel_post" if chat.type == "channel" else "edited_message"
            self.world.update(kind, message)
        return message

    def document(self, name: str, data: bytes, mime: str | None = None, size: int | None = None) -> Wire:
        """The content of a message with a file. *size* claims one without the bytes being there."""
        wire = self.world.keep_file(name, data, size) | {"file_name": name}
        return {"document": wire | ({"mime_type": mime} if mime else {})}

    def photo(self, data: bytes, width: int = 1280, height: int = 960, size: int | None = None) -> Wire:
        """The content of a message with a photo: a small copy, and the picture itself."""
        small = self.world.keep_file("small.jpg", data[:100]) | {"width": 90, "height": 67}
        large = self.world.keep_file("photo.jpg", data, size) | {"width": width, "height": height}
        return {"photo": [small, large]}

    def voice(self, data: bytes, seconds: int = 3, size: int | None = None) -> Wire:
        """The content of a voice message."""
        return {
            "voice": self.world.keep_file("voice.oga", data, size)
            | {"duration": seconds, "mime_type": "audio/ogg"}
        }

    # -- buttons and inline questions

    def press(self, chat: Chat, user: Wire, number: int, data: str) -> str:
        """Press a callback button of message *number*; the query's id."""
        query_id = f"Q{self.world.number()}"
        self.world.queries[query_id] = self.world.clock()
        message = chat.messages.get(number)
        self.world.update("callback_query", {
            "id": query_id, "from": user, "chat_instance": f"{chat.id}", "data": data,
            "message": message or {"chat": chat.wire(), "message_id": number, "date": 0},
        })  # fmt: skip
        return query_id

    def ask_inline(self, user: Wire, text: str, offset: str = "") -> str:
        """Type `@bot text` somewhere; the query's id."""
        query_id = f"I{self.world.number()}"
        self.world.queries[query_id] = self.world.clock()
        self.world.update("inline_query", {"id": query_id, "from": user, "query": text, "offset": offset})
        return query_id

    def summon(self, chat: Chat, user: Wire, content: Wire, reply_to: int | None = None) -> str:
        """Name the bot in a chat that it is no member of; the query's id."""
        assert not self.world.inside(chat, BOT_ID), "guest mode is for chats without the bot"
        query_id = f"G{self.world.number()}"
        self.world.queries[query_id] = self.world.clock()
        self.world.summoned[query_id] = (chat, user)
        for text, entities in (("text", "entities"), ("caption", "caption_entities")):
            if content.get(text) and (found := find_entities(content[text])):
                content = {entities: found} | content
        if reply_to is not None:
            content = content | self.world.reply(chat, reply_to)
        message = self.world.put(chat, {"from": user} | content)
        self.world.update("guest_message", message | {"guest_query_id": query_id})
        return query_id

    # -- coming and going

    def set_member(
        self, chat: Chat, user: Wire, status: Status, by: Wire | None = None, **rights: Any
    ) -> None:
        """Change somebody's standing; the bot is told when it is its own."""
        old = chat.members.get(user["id"]) or self.world.member(user, "left")
        new = self.world.member(user, status, **rights)
        chat.members[user["id"]] = new
        self._tell_of_member(chat, user, old, new, by)

    def _tell_of_member(self, chat: Chat, user: Wire, old: Wire, new: Wire, by: Wire | None) -> None:
        self.world.update("my_chat_member" if user["id"] == BOT_ID else "chat_member", {
            "chat": chat.wire(), "from": by or user, "date": int(self.world.clock()),
            "old_chat_member": old, "new_chat_member": new,
        })  # fmt: skip

    def invite_bot(self, chat: Chat, by: Wire, status: Status = "member", **rights: Any) -> None:
        """Somebody adds the bot."""
        bot = self.world.bot
        if status == "administrator" and chat.type == "channel":
            rights = {"can_post_messages": True, "can_edit_messages": True} | rights
        self.set_member(chat, bot, status, by, **rights)
        if chat.type != "channel":
            content = {"from": by, "new_chat_members": [bot]}
            self.world.update("message", self.world.put(chat, content))

    def remove_bot(self, chat: Chat, by: Wire) -> None:
        """Somebody removes the bot."""
        if chat.type != "channel":
            content = {"from": by, "left_chat_member": self.world.bot}
            self.world.update("message", self.world.put(chat, content))
        self.set_member(chat, self.world.bot, "kicked", by)

    def block(self, user: Wire, blocked: bool = True, silently: bool = False) -> None:
        """Block the bot in one's private chat, or let it back. *silently*: the update was lost."""
        chat = self.world.chats[user["id"]]
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        here, gone = self.world.member(self.world.bot, "member"), self.world.member(self.world.bot, "kicked")
        if not silently:
            old, new = (here, gone) if blocked else (gone, here)
            self._tell_of_member(chat, self.world.bot, old, new, user)

    def upgrade(self, chat: Chat, silently: bool = False) -> Chat:
        """A group becomes a supergroup with another id. *silently*: what tells of it was lost.

        The bot joins the supergroup, and never leaves the group (tdlib/telegram-bot-api #266).
        """
        new = Chat(
            -(1_001_000_000_000 + self.world.number()), "supergroup", chat.title, members=dict(chat.members)
        )
        self.world.add_chat(new)
        leaving = self.world.put(chat, {"migrate_to_chat_id": new.id, "from": ANONYMOUS_ADMIN})
        coming = self.world.put(new, {"migrate_from_chat_id": chat.id, "from": ANONYMOUS_ADMIN})
        chat.migrated_to = new.id
        if not silently:
            member = new.members[BOT_ID]
            self._tell_of_member(
                new, self.world.bot, self.world.member(self.world.bot, "left"), member, ANONYMOUS_ADMIN
            )
            self.world.update("message", leaving)
            self.world.update("message", coming)
        return new

    def add_members(
        self, chat: Chat, users: Sequence[Wire], status: Status = "member", **rights: Any
    ) -> None:
        """People who are in *chat* from now on, without anybody being told."""
        for user in users:
            chat.members[user["id"]] = self.world.member(user, status, **rights)
