"""A channel or chat as Telegram's own export has it (result.json): each message that has words is an article.

>>> posts = [{"type": "message", "date_unixtime": "1739254800", "text": ["다리 개통\\n", {"text": "열렸다."}]}]
>>> list(telegram_posts({"name": "한빛일보 속보", "type": "public_channel", "messages": posts}))[0]["title"]
'다리 개통'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.articles.fields import address_in
from bot.articles.html_text import html_text, unescape
from bot.patterns import lazy_compile

_LONGEST_TITLE = 200  # a longer first line is text; its beginning is the title
_LEAD_CHARS = 80

PAGE_MARK = 'class="page_body chat_page"'  # of a page of Telegram's
_PAGE_NAME = lazy_compile(r"messages\d{0,4}\.html", re.IGNORECASE)
_MESSAGE = lazy_compile(r'<div class="message default clearfix[^"<>]{0,40}" id="message')
_SENT = lazy_compile(r'<div class="[^"<>]{0,40}date details" title="([^"<>]{8,40})"')
_WORDS, _END = '<div class="text">', "</div>"
_CHAT = lazy_compile(r'<div class="text bold">([^<>]{1,200})</div>')


def is_page_name(path: str) -> bool:
    """Whether Telegram names its pages so; others may as well."""
    return _PAGE_NAME.fullmatch(path.rpartition("/")[2]) is not None


def is_telegram(value: object) -> bool:
    """Whether *value* is the export of one chat."""
    if not isinstance(value, Mapping) or not isinstance(value.get("messages"), list):
        return False
    return isinstance(value.get("type"), str) and isinstance(value.get("id", value.get("name")), int | str)


def telegram_posts(export: Mapping[str, object]) -> Iterator[dict[str, object]]:
    """A record for each message, in order; one that nobody wrote (a member came) has no title."""
    messages = export["messages"]
    assert isinstance(messages, list)
    for message in messages:
        if not isinstance(message, Mapping) or message.get("type") != "message":
            yield {}
            continue
        text = _text(message.get("text")).strip()
        first, _, rest = text.partition("\n")
        whole = len(first) > _LONGEST_TITLE or not rest.strip()
        yield {
            "title": first[:_LEAD_CHARS] if len(first) > _LONGEST_TITLE else first,
            "body": text if whole else rest.strip(),
            "publisher": export.get("name") or message.get("from"),
            "published": message.get("date_unixtime") or message.get("date"),
            "url": address_in(text.rpartition("\n")[2].strip()),
        }


def telegram_page_posts(html: str) -> Iterator[dict[str, object]]:
    """As `telegram_posts`, of the pages that Telegram hands out where nobody asked for JSON."""
    chat = _CHAT.search(html[:20_000])
    name = unescape(chat[1]).strip() if chat else ""
    starts = [found.start() for found in _MESSAGE.finditer(html)]
    for start, end in zip(starts, [*starts[1:], len(html)], strict=True):
        message = html[start:end]
        sent = _SENT.search(message)
        text = html_text(message.partition(_WORDS)[2].partition(_END)[0])
        post = {"type": "message", "date": sent[1] if sent else "", "text": text}
        yield from telegram_posts({"name": name, "messages": [post]})


def _text(value: object) -> str:
    """A message's text: a word, or a list of words and of parts with marks."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        return ""
    parts = (part.get("text") if isinstance(part, Mapping) else part for part in value)
    return "".join(part for part in parts if isinstance(part, str))
