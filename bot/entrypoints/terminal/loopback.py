"""The Bot API in this process: what `sosik chat` and the dialogue tests have in place of a network.

Only the network is replaced. What the bot sends arrives here as the parameters of Bot API methods,
what people say leaves here as updates, and the Application between is the same as in Telegram.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.entrypoints.presentation.text import units
from bot.entrypoints.presentation.tree import Flat
from bot.entrypoints.telegram.markup import TEXT_UNITS, Drawn
from bot.entrypoints.terminal.transcript import Json, Person, Room, Shown
from bot.patterns import lazy_compile

BOT_ID, BOT_USERNAME = 7_000_001, "sosik_bot"
CALLBACK_BYTES = 64  # Bot API InlineKeyboardButton
_COMMAND = lazy_compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")
_MENTION = lazy_compile(r"(?<!\w)@\w{3,32}", re.ASCII)


REMEMBERED = 2_000  # messages; a terminal does not scroll back further


class Refused(Exception):
    """An answer of the Bot API other than ok."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(description)
        self.code = code


class Loopback(BaseRequest):
    """The network layer. *show* is called with everything the bot says, in order.

    answers: methods that are to be answered otherwise, by name; how tests make Telegram refuse.
    menus: the commands set, by scope and language.
    """

    def __init__(self, show: Callable[[Shown], None]) -> None:
        self._show = show
        self._rooms: dict[int, Room] = {}
        self._messages: dict[tuple[int, int], Json] = {}
        self._keyboards: dict[tuple[int, int], list[list[Json]]] = {}
        self._waiting: set[str] = set()
        self._last_message = 0
        self._last_update = 0
        self.menus: dict[str, list[Json]] = {}
        self.answers: dict[str, Callable[[Json], Any]] = {}

    @property
    def read_timeout(self) -> float | None:
        """Nothing here takes time."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_timeouts: Any, **_more: Any
    ) -> tuple[int, bytes]:
        """Answer as the Bot API would; what is not offered here is refused by name."""
        name = url.rsplit("/", 1)[-1]
        call = self.answers.get(name) or getattr(self, f"_on_{name.lower()}", None)
        try:
            if call is None:
                raise Refused(400, f"Bad Request: {name} is not available here")
            parameters: Json = dict(request_data.parameters) if request_data else {}
            if request_data and request_data.contains_files:
                parameters["files"] = request_data.multipart_data
            answer: Json = {"ok": True, "result": call(parameters)}
            code = 200
        except Refused as refusal:
            code = refusal.code
            answer = {"ok": False, "error_code": code, "description": str(refusal)}
        return code, json.dumps(answer).encode()

    # What people do

    def says(
        self,
        who: Person,
        text: str,
        room: Room | None = None,
        *,
        reply_to: int | None = None,
        thread_id: int | None = None,
    ) -> Json:
        """The update of a message; in the person's private chat unless *room* is given."""
        room = room or Room(who.id, who.name)
        message = self._message(room, text, who.json, _typed(text))
        if (replied := self._messages.get((room.id, reply_to or 0))) is not None:
            message["reply_to_message"] = _alone(replied)
        if thread_id is not None:
            message |= {"message_thread_id": thread_id, "is_topic_message": True}
        return self._update("channel_post" if room.type == "channel" else "message", message)

    def last_in(self, room: Room) -> int | None:
        """The newest message there, whoever wrote it."""
        return max((number for place, number in self._messages if place == room.id), default=None)

    def menu(self, who: Person, room: Room) -> list[Json]:
        """The commands that *who* is offered there: the narrowest scope and the own language first, as in the apps."""
        scope = "all_private_chats" if room.type == "private" else "all_chat_administrators"
        places = [f"{place}:{code}" for place in (f"chat:{room.id}", scope) for code in (who.language, "")]
        return next((self.menus[place] for place in places if place in self.menus), [])

    def presses(self, who: Person, room: Room, message_id: int, data: str) -> Json:
        """The update of a pressed button."""
        query_id = f"{self._last_update + 1}"
        self._waiting.add(query_id)
        return self._update(
            "callback_query",
            {
                "id": query_id,
                "from": who.json,
                "chat_instance": str(room.id),
                "message": self._messages[room.id, message_id],
                "data": data,
            },
        )

    def _update(self, kind: str, content: Json) -> Json:
        self._last_update += 1
        return {"update_id": self._last_update, kind: content}

    def _message(self, room: Room, text: str, sender: Json, entities: list[Json]) -> Json:
        self._rooms[room.id] = room
        self._last_message += 1
        message: Json = {
            "message_id": self._last_message,
            "date": int(datetime.now(UTC).timestamp()),
            "chat": room.json,
            "text": text,
            "entities": entities,
        }
        message["sender_chat" if room.type == "channel" else "from"] = (
            room.json if room.type == "channel" else sender
        )
        self._messages[room.id, self._last_message] = message
        while len(self._messages) > REMEMBERED:
            oldest = next(iter(self._messages))
            del self._messages[oldest]
            self._keyboards.pop(oldest, None)
        return message

    # What the bot does: one method for each method of the Bot API

    def _on_getme(self, _: Json) -> Json:
        return {
            "id": BOT_ID,
            "is_bot": True,
            "first_name": "소식",
            "username": BOT_USERNAME,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }

    def _on_sendmessage(self, asked: Json) -> Json:
        return self._said(asked, _content(asked))

    def _on_senddocument(self, asked: Json) -> Json:
        files = [*(asked.get("files") or {}).values()]
        if not files:
            raise Refused(400, "Bad Request: there is no document in the request")
        name, content = files[0][:2]
        body = content if isinstance(content, bytes) else content.read()
        caption = _content({**asked, "text": asked["caption"]}) if asked.get("caption") else Flat("")
        label = f"[{name}, {len(body):,} B]"
        sent = self._said(asked, Flat(f"{label}\n{caption.text}".strip()))
        sent["document"] = {
            "file_id": f"f{sent['message_id']}",
            "file_unique_id": f"u{sent['message_id']}",
            "file_name": name,
            "file_size": len(body),
        }
        return sent

    def _on_sendphoto(self, asked: Json) -> Json:
        """A picture is a file that somebody may open; its path is shown."""
        files = [*(asked.get("files") or {}).values()]
        if not files:
            raise Refused(400, "Bad Request: there is no photo in the request")
        content = files[0][1]
        with tempfile.NamedTemporaryFile(prefix="sosik-", suffix=".png", delete=False) as file:
            file.write(content if isinstance(content, bytes) else content.read())
        caption = _content({**asked, "text": asked["caption"]}) if asked.get("caption") else Flat("")
        sent = self._said(asked, Flat(f"[{file.name}]\n{caption.text}".strip()))
        sent["photo"] = []
        return sent

    def _on_editmessagetext(self, asked: Json) -> Json:
        return self._changed(asked, _content(asked))

    def _on_editmessagereplymarkup(self, asked: Json) -> Json:
        return self._changed(asked, None)

    def _on_deletemessage(self, asked: Json) -> bool:
        self._messages.pop(self._known(asked))
        return True

    def _on_answercallbackquery(self, asked: Json) -> bool:
        if asked["callback_query_id"] not in self._waiting:
            raise Refused(
                400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
            )
        self._waiting.remove(asked["callback_query_id"])
        if asked.get("text"):
            self._show(Shown(None, 0, Flat(asked["text"]), notice=True))
        return True

    def _on_setmycommands(self, asked: Json) -> bool:
        scope = asked.get("scope") or {"type": "default"}
        place = [scope["type"], *(str(scope[part]) for part in ("chat_id", "user_id") if part in scope)]
        key = ":".join([*place, asked.get("language_code") or ""])
        self.menus[key] = asked["commands"]
        return True

    def _on_sendchataction(self, asked: Json) -> bool:
        return bool(self._room(asked))

    def _on_getchat(self, asked: Json) -> Json:
        return {
            **self._room(asked).json,
            "accent_color_id": 0,
            "max_reaction_count": 0,
            "accepted_gift_types": {},
        }

    def _on_getchatmember(self, asked: Json) -> Json:
        """Whoever made up the group by speaking in it runs it; there is nobody else to ask."""
        self._room(asked)
        user_id = int(asked["user_id"])
        user = {"id": user_id, "is_bot": user_id == BOT_ID, "first_name": str(user_id)}
        return {"status": "creator", "user": user, "is_anonymous": False}

    def _said(self, asked: Json, flat: Flat) -> Json:
        room = self._room(asked)
        keyboard = _keyboard(asked)
        sender = {"id": BOT_ID, "is_bot": True, "first_name": "소식", "username": BOT_USERNAME}
        message = self._message(room, flat.text, sender, [])
        thread_id = asked.get("message_thread_id")
        if thread_id is not None:
            message |= {"message_thread_id": thread_id, "is_topic_message": True}
        reply_to = (asked.get("reply_parameters") or {}).get("message_id")
        if reply_to is not None and (room.id, reply_to) in self._messages:
            message["reply_to_message"] = _alone(self._messages[room.id, reply_to])
        self._keep(message, keyboard)
        self._show(Shown(room, message["message_id"], flat, keyboard, reply_to=reply_to, thread_id=thread_id))
        return message

    def _changed(self, asked: Json, flat: Flat | None) -> Json:
        key = self._known(asked)
        message = self._messages[key]
        keyboard = _keyboard(asked)
        text = message["text"] if flat is None else flat.text
        if text == message["text"] and keyboard == self._keyboards.get(key, []):
            raise Refused(400, "Bad Request: message is not modified")
        message["text"] = text
        self._keep(message, keyboard)
        self._show(Shown(self._rooms[key[0]], key[1], flat or Flat(text), keyboard, edited=True))
        return message

    def _keep(self, message: Json, keyboard: list[list[Json]]) -> None:
        message.pop("reply_markup", None)
        if keyboard:
            message["reply_markup"] = {"inline_keyboard": keyboard}
        self._keyboards[message["chat"]["id"], message["message_id"]] = keyboard

    def _room(self, asked: Json) -> Room:
        room = self._rooms.get(int(asked["chat_id"])) if str(asked["chat_id"]).lstrip("-").isdigit() else None
        if room is None:
            raise Refused(400, "Bad Request: chat not found")
        return room

    def _known(self, asked: Json) -> tuple[int, int]:
        key = (self._room(asked).id, int(asked["message_id"]))
        if key not in self._messages:
            raise Refused(400, "Bad Request: message to edit not found")
        return key


def _typed(text: str) -> list[Json]:
    """The entities Telegram's clients find in what is typed."""
    found: Iterable[tuple[str, re.Match[str]]] = [
        *(("bot_command", match) for match in _COMMAND.finditer(text)),
        *(("mention", match) for match in _MENTION.finditer(text)),
    ]
    entities = [
        {"type": kind, "offset": units(text[: match.start()]), "length": units(match.group())}
        for kind, match in found
    ]
    return sorted(entities, key=lambda entity: entity["offset"])


def _content(asked: Json) -> Flat:
    """Text and spans of a message, which the bot has drawn; refused where Telegram refuses it."""
    text = asked["text"]
    if asked.get("parse_mode") != "HTML":
        flat = Flat(text)
    elif isinstance(text, Drawn):
        flat = text.flat
    else:
        raise Refused(400, "Bad Request: can't parse entities: HTML that nobody has drawn")
    if not flat.text.strip():
        raise Refused(400, "Bad Request: message text is empty")
    if units(flat.text) > TEXT_UNITS:
        raise Refused(400, "Bad Request: message is too long")
    return flat


def _keyboard(asked: Json) -> list[list[Json]]:
    """The inline keyboard, refused where Telegram refuses it."""
    keyboard: list[list[Json]] = (asked.get("reply_markup") or {}).get("inline_keyboard", [])
    for row in keyboard:
        for button in row:
            if len(button.get("callback_data", "-").encode()) > CALLBACK_BYTES:
                raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
    return keyboard


def _alone(message: Json) -> Json:
    """*message* as a reply to it shows it: not with what it replied to, as Telegram does."""
    return {name: value for name, value in message.items() if name != "reply_to_message"}
