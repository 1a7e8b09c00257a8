"""What getUpdates brings: JSON, of which each update is decoded alone and when its turn comes.

python-telegram-bot decodes a whole batch at once. One update of a newer or older Bot API, or a broken one, would be
asked for again and again, with all the others of its batch, and what people wrote logged each time. And decoding takes
longer than all else that is done with an update until its turn comes, which of a flood's may be minutes later.
"""

from __future__ import annotations

import json
import logging
import re
from typing import Any, Protocol

from telegram import Bot, Update
from telegram.error import TelegramError

from bot.entrypoints.telegram.refusals import LONGEST_WAIT_S
from bot.patterns import lazy_compile

log = logging.getLogger(__name__)

Json = dict[str, Any]


class Door(Protocol):
    """Who is told of what comes in, before it is decoded."""

    def sheds(self, update: Json) -> bool:
        """Whether *update* is left out, unread."""

    def came(self, count: int) -> None:
        """So many updates came at once."""


class OpenDoor:
    """Everything comes in."""

    def sheds(self, _: Json) -> bool:
        """Never."""
        return False

    def came(self, _: int) -> None:
        """It does not matter."""


_TOKEN = lazy_compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)
_RESULT = lazy_compile(r'"result"\s*:\s*\[')
_ID = lazy_compile(r'"update_id"\s*:\s*(\d{1,18})\b')
_FIGURE = lazy_compile(r"-?\d{1,18}")
_NAME = lazy_compile(r"[a-z_]{1,40}")
_TEXTS = ("text", "caption", "data", "query", "language_code", "first_name", "last_name", "username", "title")
_NEEDED = {
    "callback_query": ("from",),
    "inline_query": ("from",),
    "my_chat_member": ("chat", "from", "old_chat_member", "new_chat_member"),
}
_MOST = 2**63  # no database keeps more; Telegram's ids have 52 bits


def decode(payload: bytes, door: Door = OpenDoor()) -> Json:  # noqa: B008 # it has no state
    """The answer in *payload*.

    An update that is no JSON, or that *door* sheds, is there with its id alone: the next poll goes on behind it.
    Raises: TelegramError, without a word of the answer, where there is nothing to go on from.
    """
    text = payload.decode("utf-8", "replace")
    try:
        answer = json.loads(text, parse_int=_integer)
    except (ValueError, RecursionError):
        answer = {"ok": True, "result": [_loaded(one) for one in _apart(text)]}
        if not answer["result"]:
            raise TelegramError("Invalid server response") from None
    found = sound(answer)
    if "result" in found:
        found["result"] = _taken(found["result"], door)
    return found


def sound(answer: object) -> Json:
    """*answer*, if it is one of the Bot API, without words and figures of a refusal that are none. Raises:
    TelegramError, without a word of it.
    """
    if not isinstance(answer, dict) or (answer.get("ok") and "result" not in answer):
        raise TelegramError("Invalid server response")
    if isinstance(figures := answer.pop("parameters", None), dict):
        figures = {name: int(one) for name, one in figures.items() if _FIGURE.fullmatch(str(one))}
        if "retry_after" in figures:  # python-telegram-bot makes a duration of it, which ends somewhere
            figures["retry_after"] = max(0, min(figures["retry_after"], int(LONGEST_WAIT_S)))
        answer["parameters"] = figures
    if not isinstance(answer.get("description"), str):
        answer.pop("description", None)
    return answer


def posted(text: str) -> Json:
    """One update that was posted: with its id alone where it is no JSON, {} where it has none."""
    update = _loaded(text)
    if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
        log.warning("updates without an id: 1")
        return {}
    return update


def read(update: Json, bot: Bot | None) -> Update | None:
    """*update* decoded; None, which is logged without a word of it, where that cannot be."""
    try:
        _check(update)
        return Update.de_json(update, bot)
    except Exception as fault:  # whatever it is, it is this update's
        kinds = [key for key in update if key != "update_id" and _NAME.fullmatch(key)]
        log.warning(
            "update skipped: id=%d type=%s because %s",
            update["update_id"],
            ",".join(kinds) or "-",
            type(fault).__name__,
        )
        return None


def _check(update: Json) -> None:
    """Raises: TypeError for a text that is none, and what lacks its chat or sender, which python-telegram-bot takes."""
    for kind, event in update.items():
        if not isinstance(event, dict):
            continue
        holders = [event, *(event.get(name) for name in ("message", "from", "chat"))]
        for holder in holders:
            if isinstance(holder, dict) and not all(
                isinstance(holder.get(name), str | None) for name in _TEXTS
            ):
                raise TypeError("no text")
        needed = ("chat",) if kind.endswith(("message", "_post")) else _NEEDED.get(kind, ())
        if not all(isinstance(event.get(name), dict) for name in needed):
            raise TypeError("not whole")


def origin(update: Json) -> tuple[int, int]:
    """Who sent *update*, and into which chat; who speaks as a group or channel is that chat. 0 for nobody."""
    for kind, event in update.items():
        if isinstance(event, dict):
            pressed = kind == "callback_query"
            chat = _id(event.get("message") if pressed else event, "chat")
            speaks_as = 0 if pressed else _id(event, "sender_chat")
            return speaks_as or _id(event, "from") or _id(event, "user") or chat, chat
    return 0, 0


def chat_of(update: Json) -> int:
    """The chat whose order *update* keeps; where there is none, whoever did something; 0 for nobody."""
    who, chat = origin(update)
    return chat or who


def may_be_refused(update: Json) -> bool:
    """What people say and press; never that a chat has moved or thrown us out, which is told once."""
    message = update.get("message") or update.get("channel_post")
    if isinstance(message, dict):
        return "migrate_to_chat_id" not in message and "migrate_from_chat_id" not in message
    return "callback_query" in update or "inline_query" in update


def _id(holder: object, key: str) -> int:
    one = holder.get(key) if isinstance(holder, dict) else None
    id = one.get("id") if isinstance(one, dict) else None
    return id if isinstance(id, int) else 0


def _taken(updates: object, door: Door) -> list[Json]:
    if not isinstance(updates, list):
        raise TelegramError("Invalid server response")
    found = [one for one in updates if isinstance(one, dict) and isinstance(one.get("update_id"), int)]
    if len(found) < len(updates):
        log.warning("updates without an id: %d", len(updates) - len(found))
        if not found:  # there is nothing to go on from: whoever asked makes a pause
            raise TelegramError("Invalid server response")
    door.came(len(updates))
    return [{"update_id": one["update_id"]} if door.sheds(one) else one for one in found]


def _loaded(text: str) -> Json:
    """One update of an answer that cannot be read as a whole."""
    try:
        update: Json = json.loads(text, parse_int=_integer)
    except (ValueError, RecursionError) as fault:
        found = _ID.search(text)
        log.warning("update skipped: id=%s because %s", found[1] if found else "-", type(fault).__name__)
        return {"update_id": int(found[1])} if found else {}
    return update


def _integer(digits: str) -> int:
    if not -_MOST < (number := int(digits)) < _MOST:
        raise ValueError("an integer that no database keeps")
    return number


def _apart(text: str) -> list[str]:
    """The objects in the list of results, each as it stands there."""
    begin = _RESULT.search(text)
    if begin is None:
        return []
    made, depth, start = [], 0, 0
    for token in _TOKEN.finditer(text, begin.end()):
        if token[0] in "[{":
            if depth == 0:
                start = token.start()
            depth += 1
        elif token[0] in "]}":
            depth -= 1
            if depth < 0:
                break
            if depth == 0:
                made.append(text[start : token.end()])
    return made
