"""Links that open an article in a private chat with the bot: `t.me/<bot>?start=a_<id>`.

Telegram passes on 64 characters of A-Za-z0-9_- (Bot API, deep linking); an id with others goes as base64.

>>> start_link("sosik_bot", "031_0000993116"), read_start("a_031_0000993116"), read_start(to_start("f.1"))
('https://t.me/sosik_bot?start=a_031_0000993116', '031_0000993116', 'f.1')
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode

from bot.patterns import lazy_compile

MOST = 64
_PLAIN = lazy_compile(r"[A-Za-z0-9_-]{1,62}", re.ASCII)
_START = lazy_compile(r"([ab])_([A-Za-z0-9_-]{1,62})", re.ASCII)
_LINK = lazy_compile(r"(?:https?://)?(?:t|telegram)\.me/(\w{4,32})\?start=([A-Za-z0-9_-]{1,64})", re.ASCII)


def to_start(article_id: str) -> str:
    """What `/start` is followed by. Raises: ValueError for an id of more than 46 bytes with other characters."""
    if _PLAIN.fullmatch(article_id):
        return f"a_{article_id}"
    wire = f"b_{urlsafe_b64encode(article_id.encode()).decode().rstrip('=')}"
    if len(wire) > MOST:
        raise ValueError(f"too long for a link: {article_id}")
    return wire


def read_start(payload: str) -> str | None:
    """The id of the article that *payload* means; None where it means none."""
    found = _START.fullmatch(payload)
    if found is None:
        return None
    if found[1] == "a":
        return found[2]
    try:
        return urlsafe_b64decode(found[2] + "=" * (-len(found[2]) % 4)).decode()
    except ValueError:  # a link that somebody made up
        return None


def start_link(username: str, article_id: str) -> str:
    """The address that opens the article of that id. Raises: ValueError, see `to_start`."""
    return f"https://t.me/{username}?start={to_start(article_id)}"


def linked_id(text: str, username: str) -> str | None:
    """The id of the article that a link of ours in *text* opens; None without one."""
    found = _LINK.search(text)
    return read_start(found[2]) if found and found[1].lower() == username.lower() else None
