"""The bot's calls that put something on a screen: send, edit, forward, delete. Pure state, no HTTP."""

from __future__ import annotations

from typing import Any

from tests.emulator.faults import Refused
from tests.emulator.markup import Entity, at, format_text, is_url, units
from tests.emulator.spec import Upload
from tests.emulator.world import BOT_ID, KEPT_IN_COPIES, PHOTO_MOST, UPLOAD_MOST, Chat, Wire, World, forwarded

Params = dict[str, Any]

TEXT_MOST = 4096  # UTF-16 units after entity parsing, Bot API sendMessage
CAPTION_MOST = 1024
ENTITIES_MOST = 9500  # bytes of all entities, by what tdlib/telegram-bot-api #165 found out
ENTITY_BYTES = 12  # of each beside its address: a guess
BUTTONS_MOST = 100
BUTTON_DATA_MOST = 64  # bytes
COPY_MOST = 256
DELETABLE_S = 48 * 3600  # Bot API deleteMessage
ACTIONS = frozenset(
    "url callback_data web_app login_url switch_inline_query switch_inline_query_current_chat "
    "switch_inline_query_chosen_chat copy_text callback_game pay".split()
)
CHAT_ACTIONS = frozenset(
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker "
    "find_location record_video_note upload_video_note".split()
)


def _bad(why: str) -> Refused:
    return Refused(400, f"Bad Request: {why}")


def check_keyboard(markup: Wire | None) -> Wire | None:
    """An inline keyboard as it is kept, None when there is none. Raises: Refused."""
    if not markup or "inline_keyboard" not in markup:
        return None
    rows = [row for row in markup["inline_keyboard"] if row]
    buttons = [button for row in rows for button in row]
    if len(buttons) > BUTTONS_MOST:
        raise _bad("reply markup is too long")
    for button in buttons:
        actions = ACTIONS & button.keys()
        if not button["text"].strip():
            raise _bad("can't parse inline keyboard button: text must be non-empty")
        if len(actions) != 1:
            raise _bad(
                "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
            )
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= BUTTON_DATA_MOST:
            raise _bad("BUTTON_DATA_INVALID")
        if "copy_text" in button and not 1 <= units(button["copy_text"]["text"]) <= COPY_MOST:
            raise _bad("BUTTON_COPY_TEXT_INVALID")
        if "url" in button and not is_url(button["url"]):
            raise _bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return {"inline_keyboard": rows} if rows else None


def _text(params: Params, field: str = "text", entities: str = "entities") -> tuple[str, list[Entity]]:
    text, found = format_text(params.get(field) or "", params.get("parse_mode"), params.get(entities))
    if field == "text" and not text:
        raise _bad("message text is empty")
    if field == "text" and units(text) > TEXT_MOST:
        raise _bad("message is too long")
    if field == "caption" and units(text) > CAPTION_MOST:
        raise _bad("message caption is too long")
    if sum(ENTITY_BYTES + len(one.get("url", "").encode()) for one in found) > ENTITIES_MOST:
        raise _bad("ENTITIES_TOO_LONG")
    return text, found


def _content(params: Params) -> Wire:
    text, entities = _text(params)
    content: Wire = {"text": text}
    if entities:
        content["entities"] = entities
    if preview := params.get("link_preview_options"):
        content["link_preview_options"] = preview
    return content


def _caption(params: Params) -> Wire:
    text, entities = _text(params, "caption", "caption_entities")
    content: Wire = {"caption": text} if text else {}
    return content | ({"caption_entities": entities} if text and entities else {})


def _send(world: World, params: Params, content: Wire) -> Wire:
    """Check where it goes and put it there."""
    chat = world.enter(params["chat_id"])
    media = {"document": ("can_send_documents", "documents"), "photo": ("can_send_photos", "photos")}
    for kind, (right, what) in media.items():
        if kind in content:
            world.may_write(chat, right, what)
            break
    else:
        world.may_write(chat)
    topic = params.get("message_thread_id")
    if topic is not None and (chat.topics is None or topic not in chat.topics):
        # also 1, the General topic, and a reply's thread in a group without topics
        raise _bad("message thread not found")
    if topic in chat.closed and not world.leads(chat, BOT_ID):
        raise _bad("TOPIC_CLOSED")
    sender: Wire = {"sender_chat": chat.wire()} if chat.type == "channel" else {"from": world.bot}
    if keyboard := check_keyboard(params.get("reply_markup")):
        sender["reply_markup"] = keyboard
    if params.get("protect_content"):
        sender["has_protected_content"] = True
    if wanted := params.get("reply_parameters"):
        here = wanted.get("chat_id") in (None, chat.id)
        if here and wanted["message_id"] in chat.messages:
            sender |= world.reply(chat, wanted["message_id"])
            if words := wanted.get("quote"):
                sender["quote"] = _quoted(sender["reply_to_message"], words, wanted.get("quote_position", 0))
            if topic is None and sender["reply_to_message"].get("is_topic_message"):
                topic = sender["reply_to_message"]["message_thread_id"]
        elif not wanted.get("allow_sending_without_reply"):
            raise _bad("message to be replied not found")
    message = world.put(chat, sender | content, topic)
    world.show("sent", chat, message)
    return message


def _quoted(message: Wire, words: str, position: int) -> Wire:
    """The part of *message* that a reply points at. Telegram looks near the position; here it has to be exact."""
    text = str(message.get("text") or message.get("caption") or "")
    if at(text, {"offset": position, "length": units(words)}) != words:
        raise _bad("QUOTE_TEXT_INVALID")
    return {"text": words, "position": position}


def send_message(world: World, params: Params, files: dict[str, Upload]) -> Wire:
    return _send(world, params, _content(params))


def _uploaded(params: Params, field: str, files: dict[str, Upload], most: int) -> Upload | str:
    given = params[field]
    if isinstance(given, str) and given.startswith("attach://"):
        given = files.get(given.removeprefix("attach://"), given)
    if isinstance(given, Upload):
        if not given.data:
            raise _bad("file must be non-empty")
        if len(given.data) > most:
            raise Refused(413, "Request Entity Too Large")
    return given


def send_document(world: World, params: Params, files: dict[str, Upload]) -> Wire:
    given = _uploaded(params, "document", files, UPLOAD_MOST)
    caption = _caption(params)
    world.enter(params["chat_id"])
    if isinstance(given, Upload):
        document = world.keep_file(given.name, given.data) | {"file_name": given.name}
    else:
        document = _known_file(world, given)
    return _send(world, params, {"document": document} | caption)


def send_photo(world: World, params: Params, files: dict[str, Upload]) -> Wire:
    given = _uploaded(params, "photo", files, PHOTO_MOST)
    caption = _caption(params)
    world.enter(params["chat_id"])
    wire = world.keep_file(given.name, given.data) if isinstance(given, Upload) else _known_file(world, given)
    wire.pop("file_name", None)
    # the size that a client is told; nobody here looks into the picture
    return _send(world, params, {"photo": [wire | {"width": 800, "height": 600}]} | caption)


def _known_file(world: World, file_id: str) -> Wire:
    file = world.files.get(file_id)
    if file is None:
        raise _bad("wrong file identifier/HTTP URL specified")
    return {
        "file_id": file_id, "file_unique_id": file_id.replace("FILE", "UNIQUE"), "file_size": file.size,
        "file_name": file.name,
    }  # fmt: skip


def send_chat_action(world: World, params: Params, files: dict[str, Upload]) -> bool:
    chat = world.enter(params["chat_id"])
    if params["action"] not in CHAT_ACTIONS:
        raise _bad("wrong parameter action in request")
    topic = params.get("message_thread_id")
    if topic is not None and (chat.topics is None or topic not in chat.topics):
        raise _bad("message thread not found")
    return True


def forward_message(world: World, params: Params, files: dict[str, Upload]) -> Wire:
    return _send(world, params, forwarded(_original(world, params, "forward")))


def copy_message(world: World, params: Params, files: dict[str, Upload]) -> Wire:
    original = _original(world, params, "copy")
    content = {key: original[key] for key in KEPT_IN_COPIES if key in original}
    return {"message_id": _send(world, params, content)["message_id"]}


def _original(world: World, params: Params, verb: str) -> Wire:
    message = world.enter(params["from_chat_id"]).messages.get(params["message_id"])
    if message is None:
        raise _bad(f"message to {verb} not found")
    return message


# -- changing what was sent


def _own(world: World, params: Params) -> tuple[Chat, Wire]:
    """The message of the bot that is to be edited."""
    if "chat_id" not in params or "message_id" not in params:
        raise _bad("message identifier is not specified")
    chat = world.enter(params["chat_id"])
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise _bad("message to edit not found")
    own = message.get("from", {}).get("id") == BOT_ID
    if chat.type == "channel":
        own = bool(chat.members[BOT_ID].get("can_edit_messages"))
    if not own:
        raise _bad("message can't be edited")
    return chat, message


def _edit(world: World, chat: Chat, old: Wire, fields: tuple[str, ...], content: Wire) -> Wire:
    """Replace *fields* by *content*; refused when that changes nothing."""
    if all(old.get(key) == content.get(key) for key in fields):
        raise _bad(
            "message is not modified: specified new message content and reply markup are exactly the same as "
            "a current content and reply markup of the message"
        )
    new = {k: v for k, v in old.items() if k not in fields} | {
        k: v for k, v in content.items() if v is not None
    }
    new["edit_date"] = int(world.clock())
    chat.messages[new["message_id"]] = new
    world.show("edited", chat, new)
    return new


def edit_message_text(world: World, params: Params, files: dict[str, Upload]) -> Wire:
    if "text" not in params:
        raise _bad("message text is empty")
    chat, old = _own(world, params)
    if "text" not in old:
        raise _bad("there is no text in the message to edit")
    content = _content(params) | {"reply_markup": check_keyboard(params.get("reply_markup"))}
    return _edit(world, chat, old, ("text", "entities", "reply_markup"), content)


def edit_message_caption(world: World, params: Params, files: dict[str, Upload]) -> Wire:
    chat, old = _own(world, params)
    if "document" not in old and "photo" not in old:
        raise _bad("there is no caption in the message to edit")
    content = _caption(params) | {"reply_markup": check_keyboard(params.get("reply_markup"))}
    return _edit(world, chat, old, ("caption", "caption_entities", "reply_markup"), content)


def edit_message_reply_markup(world: World, params: Params, files: dict[str, Upload]) -> Wire:
    chat, old = _own(world, params)
    content = {"reply_markup": check_keyboard(params.get("reply_markup"))}
    return _edit(world, chat, old, ("reply_markup",), content)


def delete_message(world: World, params: Params, files: dict[str, Upload]) -> bool:
    chat = world.enter(params["chat_id"])
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise _bad("message to delete not found")
    own = message.get("from", {}).get("id") == BOT_ID
    # in private chats others' messages may go too, in groups it takes the right
    may = own or chat.type == "private" or chat.members[BOT_ID].get("can_delete_messages", False)
    if not may or world.clock() - message["date"] > DELETABLE_S:
        raise _bad("message can't be deleted for everyone" if may else "message can't be deleted")
    del chat.messages[params["message_id"]]
    world.show("deleted", chat, message)
    return True


def delete_messages(world: World, params: Params, files: dict[str, Upload]) -> bool:
    chat = world.enter(params["chat_id"])
    if not 1 <= len(params["message_ids"]) <= 100:
        raise _bad(
            "there are no messages to delete" if not params["message_ids"] else "too many messages to delete"
        )
    for number in params["message_ids"]:  # those not found are passed over, Bot API deleteMessages
        if number in chat.messages:
            delete_message(world, {"chat_id": chat.id, "message_id": number}, files)
    return True


SENDING = {
    "sendMessage": send_message,
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "sendChatAction": send_chat_action,
    "forwardMessage": forward_message,
    "copyMessage": copy_message,
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
}
