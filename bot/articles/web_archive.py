"""A page that a browser saved as one file (.mhtml, .mht): the page of it, and its address. It has a mail's form."""

from __future__ import annotations

from email import message_from_bytes
from email.errors import MessageError

from bot.articles.encoding import decode, known_charset
from bot.errors import UnreadableArticle

SUFFIXES = (".mhtml", ".mht")
MOST_BYTES = 16 * 1024 * 1024  # with its pictures
_MOST_PARTS = 500
_HEAD_BYTES = 4096
_OF_BROWSER = b"\nsnapshot-content-location:"


def is_web_archive(raw: bytes) -> bool:
    """Whether what is called a mail is a page that a browser saved."""
    return _OF_BROWSER in raw[:_HEAD_BYTES].lower()


def read_web_archive(raw: bytes) -> str:
    """The HTML of the page that was saved, its address as browsers write it into a page. Raises: UnreadableArticle."""
    try:
        message = message_from_bytes(raw)
        for number, part in enumerate(message.walk()):
            if number < _MOST_PARTS and part.get_content_type() in ("text/html", "application/xhtml+xml"):
                page = part.get_payload(decode=True)
                if isinstance(page, bytes) and page.strip():
                    charset = part.get_content_charset()
                    html = (
                        page.decode(known_charset(charset), "replace")
                        if charset
                        else decode(page, MOST_BYTES)
                    )
                    address = str(
                        message.get("snapshot-content-location") or part.get("content-location") or ""
                    )
                    saved = (
                        f"<!-- saved from url=(0000){address.strip()} -->\n" if "--" not in address else ""
                    )
                    return saved + html
    except (MessageError, ValueError, LookupError, RecursionError, AttributeError, TypeError):
        pass  # of the standard library, with headers that nobody ever sent
    raise UnreadableArticle("reason.page")
