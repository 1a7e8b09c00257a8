"""What Telegram answers to a call that it took: as much of it as is needed, whatever else it is.

python-telegram-bot decodes an answer as a whole, so that a field of a newer Bot API, or a server that answers oddly,
would make an error of a message that everybody can see.

>>> receipt("sendMessage", True, 7)["message_id"]  # it is sent, and has no number by which it may be changed
0
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from telegram import ChatFullInfo, ChatMember, File, User
from telegram.error import TelegramError

from bot.patterns import lazy_compile

log = logging.getLogger(__name__)

SENT = lazy_compile(r"send(?!ChatAction)|forwardMessage\Z", re.IGNORECASE)  # what is answered with a message


def _with_name(answer: Any) -> None:
    """Raises: ValueError where a bot has none, by which it is called in groups."""
    if not User.de_json(answer).username:
        raise ValueError


def _with_path(answer: Any) -> None:
    """Raises: ValueError where a file has none, or one that python-telegram-bot would take for a file of this machine.

    A Bot API server on it (`--local`) names its files from the root.
    """
    path = File.de_json(answer).file_path
    if not path or (not path.startswith("/") and Path(path).exists()):
        raise ValueError


OBJECTS: dict[str, Callable[[Any], object]] = {
    "getMe": _with_name,
    "getChat": ChatFullInfo.de_json,
    "getChatMember": ChatMember.de_json,
    "getChatAdministrators": ChatMember.de_list,
    "getFile": _with_path,
}


def receipt(endpoint: str, answer: object, chat: int | None) -> Any:
    """*answer* to a call of *endpoint* that put something into *chat*, or asked.

    Of a message its number, its chat and its date; the number is 0 where there is none, as in the Bot API that of a
    message which is on its way. Raises: TelegramError where what was asked for is not in it.
    """
    if chat is not None and SENT.match(endpoint):
        return _message(endpoint, answer, chat)
    if (decode := OBJECTS.get(endpoint)) is not None:
        try:
            decode(answer)
        except Exception as fault:  # whatever it is, this is no answer
            raise TelegramError(f"Invalid server response: {type(fault).__name__}") from None
    return True if endpoint.startswith("edit") else answer


def _message(endpoint: str, answer: object, chat: int) -> dict[str, Any]:
    given = answer if isinstance(answer, dict) else {}
    number, date = (one if type(one := given.get(key)) is int else 0 for key in ("message_id", "date"))
    if number == 0:
        log.warning("sent, without a number: %s chat=%d", endpoint, chat)
    place = given.get("chat")
    moved = place.get("id") if isinstance(place, dict) else None
    where = moved if type(moved) is int else chat
    return {
        "message_id": number,
        "date": date,
        "chat": {"id": where, "type": "private" if where > 0 else "supergroup"},
    }
