"""What Telegram knows: people, chats, members, messages, updates waiting for the bot. Synchronous; no HTTP.

Objects that go over the wire are kept as the dicts they are there. Message ids count within each chat, so
that a bot that mixes up chats is found out.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.emulator.faults import Clock, Refused

Wire = dict[str, Any]  # an object as Telegram sends it
Status = Literal["creator", "administrator", "member", "restricted", "left", "kicked"]

BOT_ID = 7_000_000_001
ANONYMOUS_ADMIN: Wire = {
    "id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot",
}  # fmt: skip
TELEGRAM: Wire = {"id": 777000, "is_bot": False, "first_name": "Telegram"}  # whom automatic forwards are from
CHANNEL_BOT: Wire = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
# not sent unless asked for by name, Bot API getUpdates
BY_NAME_ONLY = {"chat_member", "message_reaction", "message_reaction_count"}
QUERY_LIFETIME_S = 60.0  # Telegram does not say; buttons answered after about a minute fail in practice
GETFILE_MOST = 20 * 1024 * 1024  # Bot API getFile
UPLOAD_MOST = 50 * 1024 * 1024  # Bot API sendDocument
PHOTO_MOST = 10 * 1024 * 1024  # Bot API sendPhoto

_ADMIN_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
    "can_delete_stories",
)  # fmt: skip
_MEMBER_RIGHTS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics",
    "can_react_to_messages", "can_edit_tag",
)  # fmt: skip


@dataclass(slots=True, eq=False)
class Chat:
    """One chat. *topics* is None unless it is a forum; a private chat starts with the person's first word."""

    id: int
    type: Literal["private", "group", "supergroup", "channel"]
    title: str = ""
    username: str = ""
    topics: dict[int, str] | None = None
    closed: set[int] = field(default_factory=set)  # of the topics
    started: bool = False
    blocked: bool = False
    migrated_to: int | None = None
    members: dict[int, Wire] = field(default_factory=dict)
    messages: dict[int, Wire] = field(default_factory=dict)
    last_id: int = 0

    def wire(self) -> Wire:
        """The Chat object."""
        wire: Wire = {"id": self.id, "type": self.type}
        wire["first_name" if self.type == "private" else "title"] = self.title
        if self.username:
            wire["username"] = self.username
        if self.topics is not None:
            wire["is_forum"] = True
        return wire

    @property
    def kind(self) -> str:
        """As error texts name it."""
        return f"{self.type} chat"


KEPT_IN_COPIES = ("text", "entities", "caption", "caption_entities", "document", "photo")


def forwarded(message: Wire, hidden: bool = False) -> Wire:
    """What a forwarded *message* consists of. *hidden*: its author does not let forwards link to the account."""
    origin: Wire = {"date": message["date"]}
    if message["chat"]["type"] == "channel":
        origin |= {"type": "channel", "chat": message["chat"], "message_id": message["message_id"]}
    elif hidden:
        origin |= {"type": "hidden_user", "sender_user_name": message["from"]["first_name"]}
    else:
        origin |= {"type": "user", "sender_user": message["from"]}
    return {key: message[key] for key in KEPT_IN_COPIES if key in message} | {"forward_origin": origin}


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that appeared on the screens of a chat by the bot's doing."""

    what: Literal["sent", "edited", "deleted"]
    chat_id: int
    message: Wire
    at: float


@dataclass(slots=True)
class File:
    """A file on Telegram's servers; *size* may be claimed without the bytes being there."""

    name: str
    data: bytes
    size: int
    path: str


class World:
    """The state, and the rules that people's actions and the bot's calls share."""

    def __init__(self, clock: Clock, bot_name: str = "sosik_bot", privacy: bool = True) -> None:
        self.clock = clock
        self.privacy = privacy
        self.bot: Wire = {"id": BOT_ID, "is_bot": True, "first_name": "소식", "username": bot_name}
        self.users: dict[int, Wire] = {BOT_ID: self.bot}
        self.chats: dict[int, Chat] = {}
        self.updates: list[Wire] = []
        self.allowed: list[str] | None = None
        self.webhook = ""  # where updates are posted to, instead of being asked for
        self.secret = ""
        self.seen: list[Seen] = []
        self.seen_in: defaultdict[int, list[Seen]] = defaultdict(list)  # the same, by chat
        self.files: dict[str, File] = {}
        self.queries: dict[
            str, float
        ] = {}  # callback and inline queries that may still be answered: when asked
        self.answers: dict[str, Wire] = {}  # what the bot answered to them
        self.summoned: dict[str, tuple[Chat, Wire]] = {}  # guest queries: where, and by whom
        self.menus: dict[tuple[str, str], list[tuple[str, str]]] = {}  # (scope, language) -> (command, text)
        self.profile: dict[
            tuple[str, str], str
        ] = {}  # (name|description|short_description, language) -> text
        self.changed: Callable[[], None] = lambda: None
        self._update_ids = itertools.count(100_000_001)
        self._ids = itertools.count(1)

    def number(self) -> int:
        """A number not used before."""
        return next(self._ids)

    # -- chats and members

    def add_chat(self, chat: Chat) -> Chat:
        """Put *chat* into the world."""
        self.chats[chat.id] = chat
        return chat

    def member(self, user: Wire, status: Status, **rights: bool) -> Wire:
        """A ChatMember object with all rights that its status has, but for *rights* given."""
        wire: Wire = {"user": user, "status": status}
        if status == "creator":
            wire |= {"is_anonymous": False}
        elif status == "administrator":
            wire |= {"can_be_edited": False, "is_anonymous": False} | dict.fromkeys(_ADMIN_RIGHTS, True)
        elif status == "restricted":
            wire |= {"is_member": True, "until_date": 0} | dict.fromkeys(_MEMBER_RIGHTS, False)
        elif status == "kicked":
            wire |= {"until_date": 0}
        return wire | rights

    def status(self, chat: Chat, user_id: int) -> str:
        """The user's status in *chat*; "left" of strangers."""
        return str(chat.members.get(user_id, {"status": "left"})["status"])

    def inside(self, chat: Chat, user_id: int) -> bool:
        """Whether the user is in *chat*."""
        return self.status(chat, user_id) in {"creator", "administrator", "member", "restricted"}

    def leads(self, chat: Chat, user_id: int) -> bool:
        """Whether the user is one of the administrators of *chat*."""
        return self.status(chat, user_id) in {"creator", "administrator"}

    def find_chat(self, chat_id: int | str) -> Chat:
        """By id or @name. Raises: Refused, "chat not found"."""
        if isinstance(chat_id, int) or chat_id.lstrip("-").isdigit():
            chat = self.chats.get(int(chat_id))
        else:
            name = chat_id.removeprefix("@").lower()
            public = (c for c in self.chats.values() if c.type in {"supergroup", "channel"})
            chat = next((c for c in public if c.username and c.username.lower() == name), None)
        if chat is None:
            raise Refused(400, "Bad Request: chat not found")
        return chat

    def enter(self, chat_id: int | str) -> Chat:
        """A chat that the bot can reach. Raises: Refused as Telegram words each reason."""
        chat = self.find_chat(chat_id)
        if chat.migrated_to is not None:
            raise Refused(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.migrated_to,
            )
        if chat.type == "private":
            if chat.blocked:
                raise Refused(403, "Forbidden: bot was blocked by the user")
            if not chat.started:
                raise Refused(403, "Forbidden: bot can't initiate conversation with a user")
        elif not self.inside(chat, BOT_ID):
            if self.status(chat, BOT_ID) == "kicked":
                raise Refused(403, f"Forbidden: bot was kicked from the {chat.kind}")
            raise Refused(403, f"Forbidden: bot is not a member of the {chat.kind}")
        return chat

    def may_write(self, chat: Chat, right: str = "can_send_messages", what: str = "text messages") -> None:
        """Raises: Refused when the bot may not write in a chat that it is in."""
        member = chat.members.get(BOT_ID, {})
        if chat.type == "channel" and not member.get("can_post_messages", False):
            raise Refused(400, "Bad Request: need administrator rights in the channel chat")
        if member.get("status") == "restricted" and not member.get(right):
            raise Refused(400, f"Bad Request: not enough rights to send {what} to the chat")

    # -- messages and updates

    def put(self, chat: Chat, message: Wire, topic: int | None = None) -> Wire:
        """Number, date and keep *message* in *chat*."""
        chat.last_id += 1
        message = {"message_id": chat.last_id, "date": int(self.clock()), "chat": chat.wire()} | message
        if topic is not None:
            message |= {"message_thread_id": topic, "is_topic_message": True}
        chat.messages[chat.last_id] = message
        return message

    def reply(self, chat: Chat, to: int) -> Wire:
        """The fields that make a message a reply to number *to* of the same chat."""
        original = {k: v for k, v in chat.messages[to].items() if k != "reply_to_message"}
        wire: Wire = {"reply_to_message": original}
        if chat.type == "supergroup" and chat.topics is None:
            # a reply makes a thread, also where there are no topics: a thread id is not a topic
            wire["message_thread_id"] = original.get("message_thread_id", to)
        return wire

    def show(self, what: Literal["sent", "edited", "deleted"], chat: Chat, message: Wire) -> None:
        """Let the chat's people see what the bot did."""
        seen = Seen(what, chat.id, dict(message), self.clock())
        self.seen.append(seen)
        self.seen_in[chat.id].append(seen)
        self.changed()

    def update(self, kind: str, payload: Wire) -> None:
        """Queue an update, unless the bot said that it does not want its kind."""
        wanted = kind in self.allowed if self.allowed else kind not in BY_NAME_ONLY
        if wanted:
            self.updates.append({"update_id": next(self._update_ids), kind: payload})
            self.changed()

    def hears(self, chat: Chat, message: Wire) -> bool:
        """Whether the bot is told of what somebody wrote (privacy mode)."""
        if chat.type == "private":
            return not chat.blocked
        if not self.inside(chat, BOT_ID):
            return False
        if chat.type == "channel" or not self.privacy or self.leads(chat, BOT_ID):
            return True
        if message.get("reply_to_message", {}).get("from", {}).get("id") == BOT_ID:
            return True
        name = f"@{self.bot['username']}".lower()
        text = str(message.get("text") or message.get("caption") or "")
        kinds: Iterable[Wire] = message.get("entities") or message.get("caption_entities") or ()
        for entity in kinds:
            word = text.encode("utf-16-le")[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])]
            said = word.decode("utf-16-le").lower()
            if entity["type"] == "mention" and said == name:
                return True
            if entity["type"] == "bot_command" and ("@" not in said or said.endswith(name)):
                return True
        return False

    # -- files

    def keep_file(self, name: str, data: bytes, size: int | None = None) -> Wire:
        """Store a file; the fields that name it in a message."""
        number = self.number()
        suffix = f".{name.rsplit('.', 1)[1]}" if "." in name else ""
        path = f"documents/file_{number}{suffix}"
        self.files[f"FILE{number}"] = File(name, data, len(data) if size is None else size, path)
        return {
            "file_id": f"FILE{number}",
            "file_unique_id": f"UNIQUE{number}",
            "file_size": self.files[f"FILE{number}"].size,
        }
