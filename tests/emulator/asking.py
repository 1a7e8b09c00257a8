"""The bot's other calls: about itself, chats, members, files, menus, and answers to queries. Pure state, no HTTP."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.emulator.faults import Refused
from tests.emulator.markup import units
from tests.emulator.sending import SENDING, _content, check_keyboard
from tests.emulator.spec import Upload
from tests.emulator.world import BOT_ID, GETFILE_MOST, QUERY_LIFETIME_S, Wire, World

Params = dict[str, Any]
Files = dict[str, Upload]

MENU_MOST = 100
COMMAND_TEXT_MOST = 256
INLINE_MOST = 50
OFFSET_MOST = 64  # bytes
CALLBACK_TEXT_MOST = 200
PROFILE_MOST = {"name": 64, "description": 512, "short_description": 120}


def _bad(why: str) -> Refused:
    return Refused(400, f"Bad Request: {why}")


def get_me(world: World, params: Params, files: Files) -> Wire:
    return world.bot | {
        "can_join_groups": True, "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": True, "supports_guest_queries": True,
        "can_connect_to_business": False, "has_main_web_app": False,
    }  # fmt: skip


def set_webhook(world: World, params: Params, files: Files) -> bool:
    secret = params.get("secret_token", "")
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
        raise _bad("secret token contains unallowed characters")
    if params.get("drop_pending_updates"):
        world.updates.clear()
    if params.get("allowed_updates") is not None:
        world.allowed = params["allowed_updates"] or None
    world.webhook, world.secret = params["url"], secret
    return True


def delete_webhook(world: World, params: Params, files: Files) -> bool:
    if params.get("drop_pending_updates"):
        world.updates.clear()
    world.webhook = ""
    return True


def get_webhook_info(world: World, params: Params, files: Files) -> Wire:
    return {"url": world.webhook, "has_custom_certificate": False, "pending_update_count": len(world.updates)}


# -- chats


def get_chat(world: World, params: Params, files: Files) -> Wire:
    chat = world.find_chat(params["chat_id"])
    if chat.type != "private" and not (chat.type == "channel" and chat.username):
        world.enter(chat.id)
    return chat.wire() | {
        "accent_color_id": 0, "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False, "limited_gifts": False, "unique_gifts": False, "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }  # fmt: skip


def get_chat_member(world: World, params: Params, files: Files) -> Wire:
    chat = world.enter(params["chat_id"])
    user = world.users.get(params["user_id"])
    if user is None:
        raise _bad("PARTICIPANT_ID_INVALID")
    if chat.type == "channel" and not world.leads(chat, BOT_ID):
        raise _bad("member list is inaccessible")
    return chat.members.get(user["id"]) or world.member(user, "left")


def get_chat_administrators(world: World, params: Params, files: Files) -> list[Wire]:
    chat = world.enter(params["chat_id"])
    if chat.type == "private":
        raise _bad("there are no administrators in the private chat")
    if chat.type == "channel" and not world.leads(chat, BOT_ID):
        raise _bad("member list is inaccessible")
    return [m for i, m in chat.members.items() if world.leads(chat, i) and not m["user"]["is_bot"]]


def get_chat_member_count(world: World, params: Params, files: Files) -> int:
    chat = world.enter(params["chat_id"])
    return 2 if chat.type == "private" else sum(world.inside(chat, i) for i in chat.members)


def leave_chat(world: World, params: Params, files: Files) -> bool:
    chat = world.enter(params["chat_id"])
    if chat.type == "private":
        raise _bad("chat member status can't be changed in private chats")
    chat.members[BOT_ID] = world.member(world.bot, "left")
    return True


def get_file(world: World, params: Params, files: Files) -> Wire:
    file = world.files.get(params["file_id"])
    if file is None:
        raise _bad("wrong file_id or the file is temporarily unavailable")
    if file.size > GETFILE_MOST:
        raise _bad("file is too big")
    unique = params["file_id"].replace("FILE", "UNIQUE")
    return {
        "file_id": params["file_id"],
        "file_unique_id": unique,
        "file_size": file.size,
        "file_path": file.path,
    }


# -- answers


def _answer(world: World, query_id: str, params: Params) -> bool:
    asked = world.queries.pop(query_id, None)
    if asked is None or world.clock() - asked > QUERY_LIFETIME_S:
        raise _bad("query is too old and response timeout expired or query ID is invalid")
    world.answers[query_id] = params
    world.changed()
    return True


def answer_callback_query(world: World, params: Params, files: Files) -> bool:
    if units(params.get("text", "")) > CALLBACK_TEXT_MOST:
        raise _bad("MESSAGE_TOO_LONG")
    return _answer(world, params["callback_query_id"], params)


def _result(result: Wire) -> Wire:
    """What an offered message consists of once it is posted. Raises: Refused."""
    if not 1 <= len(result["id"].encode()) <= 64:
        raise _bad("RESULT_ID_INVALID")
    if not result["title"]:
        raise _bad("RESULT_TITLE_EMPTY")
    given = result["input_message_content"]
    content = _content(given | {"text": given["message_text"]})
    keyboard = check_keyboard(result.get("reply_markup"))
    return content | ({"reply_markup": keyboard} if keyboard else {})


def answer_inline_query(world: World, params: Params, files: Files) -> bool:
    results = params["results"]
    if len(results) > INLINE_MOST:
        raise _bad("RESULTS_TOO_MUCH")
    if len({r["id"] for r in results}) < len(results):
        raise _bad("RESULT_ID_DUPLICATE")
    if len(params.get("next_offset", "").encode()) > OFFSET_MOST:
        raise _bad("NEXT_OFFSET_INVALID")
    for result in results:
        _result(result)
    if button := params.get("button"):
        start = button.get("start_parameter")
        if start is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", start):
            raise _bad("START_PARAM_INVALID")
    return _answer(world, params["inline_query_id"], params)


def answer_guest_query(world: World, params: Params, files: Files) -> Wire:
    """The answer appears in the chat where the bot was summoned; the bot gets no message id of it."""
    content = _result(params["result"])
    _answer(world, params["guest_query_id"], params)
    chat, caller = world.summoned.pop(params["guest_query_id"])
    message = world.put(chat, {"from": world.bot, "guest_bot_caller_user": caller} | content)
    world.show("sent", chat, message)
    return {"inline_message_id": f"G{world.number()}"}


# -- menus and profile


def _scope(world: World, params: Params) -> tuple[str, str]:
    scope = params.get("scope") or {"type": "default"}
    if "chat_id" in scope:
        world.enter(scope["chat_id"])
    language = params.get("language_code") or ""
    if not re.fullmatch(r"(?:[a-z]{2})?", language):
        raise _bad("BOT_COMMAND_LANGUAGE_INVALID")
    place = json.dumps({k: v for k, v in scope.items() if k != "type"}) if len(scope) > 1 else ""
    return f"{scope['type']}{place}", language


def set_my_commands(world: World, params: Params, files: Files) -> bool:
    key = _scope(world, params)
    if len(params["commands"]) > MENU_MOST:
        raise _bad("BOT_COMMANDS_TOO_MUCH")
    for command in params["commands"]:
        if not re.fullmatch(r"/?[a-z0-9_]{1,32}", command["command"]):
            raise _bad("BOT_COMMAND_INVALID")
        if not 1 <= units(command["description"]) <= COMMAND_TEXT_MOST:
            raise _bad("BOT_COMMAND_DESCRIPTION_INVALID")
    world.menus[key] = [(c["command"].removeprefix("/"), c["description"]) for c in params["commands"]]
    world.changed()
    return True


def get_my_commands(world: World, params: Params, files: Files) -> list[Wire]:
    menu = world.menus.get(_scope(world, params), [])
    return [{"command": command, "description": text} for command, text in menu]


def delete_my_commands(world: World, params: Params, files: Files) -> bool:
    world.menus.pop(_scope(world, params), None)
    world.changed()
    return True


def _set_profile(field: str) -> Any:
    def call(world: World, params: Params, files: Files) -> bool:
        text = params.get(field, "")
        if units(text) > PROFILE_MOST[field]:
            raise _bad(f"bot {field} is too long")
        world.profile[field, params.get("language_code", "")] = text
        return True

    return call


def _get_profile(field: str) -> Any:
    def call(world: World, params: Params, files: Files) -> Wire:
        language = params.get("language_code", "")
        return {field: world.profile.get((field, language)) or world.profile.get((field, ""), "")}

    return call


def accept(world: World, params: Params, files: Files) -> bool:
    """A call whose effect nobody in these tests can see; its form has been checked."""
    return True


METHODS = SENDING | {
    "getMe": get_me,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
    "getFile": get_file,
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
    "answerGuestQuery": answer_guest_query,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _set_profile("name"),
    "getMyName": _get_profile("name"),
    "setMyDescription": _set_profile("description"),
    "getMyDescription": _get_profile("description"),
    "setMyShortDescription": _set_profile("short_description"),
    "getMyShortDescription": _get_profile("short_description"),
    "setMyDefaultAdministratorRights": accept,
    "setChatMenuButton": accept,
}
