"""A mail, saved as it came: a newsletter, an alert, an article that somebody forwarded.

>>> read_mail("From: 한빛일보 <a@hanbit.example>\\nSubject: 다리 개통\\n\\n다리가 열렸다.").fields["publisher"]
'한빛일보'
"""

from __future__ import annotations

import re
from email import message_from_string
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

from bot.articles.byline import is_name
from bot.articles.draft import Draft
from bot.articles.encoding import compose
from bot.articles.fields import Fields, gather
from bot.articles.html_text import html_text

HEADERS_WITHIN = 32 * 1024  # characters
MOST_PARTS = 50

_START = re.compile(r"(?:From [^\n]{1,200}\n)?[A-Z][A-Za-z-]{1,40}:[ \t]")
_WANTED = re.compile(r"^(from|subject|date|to|message-id|mime-version):", re.IGNORECASE | re.MULTILINE)
_FORWARDED = re.compile(r"^(?:(?:re|fwd?|전달|회신|답장)\s?:\s*)+", re.IGNORECASE)


def read_mail(text: str) -> Draft | None:
    """None when *text* does not begin with a mail's headers."""
    if not _START.match(text):
        return None
    head = text[:HEADERS_WITHIN].partition("\n\n")[0]
    names = {name.lower() for name in _WANTED.findall(head)}
    if not {"from", "subject"} <= names:
        return None
    try:
        message = message_from_string(text)
        body, markup_is_html = _body(message)
        fields = _fields(message)
    except (MessageError, ValueError, LookupError, RecursionError, AttributeError, TypeError):
        return None  # of the standard library, with headers that nobody ever sent
    title = _FORWARDED.sub("", " ".join(fields["title"].split()))
    body = compose(body.replace("\r\n", "\n").replace("\r", "\n"))
    return Draft("mail", title, html_text(body) if markup_is_html else body.strip(), fields, "plain")


def _fields(message: Message) -> Fields:
    pairs = [(name, _decoded(str(value))) for name, value in message.items()[:200]]
    fields = gather(pairs)
    name, address = parseaddr(fields["from"])
    if name and not fields["author"] and is_name(name.removesuffix("기자").strip()):
        fields["author"] = f"{name} {address}"
    elif name and not fields["publisher"]:
        fields["publisher"] = name.strip(" \"'")
    return fields


def _decoded(value: str) -> str:
    if "=?" not in value:
        return value
    parts = decode_header(value.replace("\n", " ")[:10_000])
    return "".join(
        part.decode(known_charset(charset), "replace") if isinstance(part, bytes) else part
        for part, charset in parts
    )


def _body(message: Message) -> tuple[str, bool]:
    """The text of the first part that is text, and whether that is HTML, which is taken where there is no other."""
    html = ""
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            break
        kind = part.get_content_type()
        if part.is_multipart() or part.get_filename() or kind not in ("text/plain", "text/html"):
            continue
        text = _payload(part)
        if kind == "text/plain" and text.strip():
            return text, False
        html = html or text
    return html, True


def _payload(part: Message) -> str:
    encoded = str(part.get("content-transfer-encoding", "")).strip().lower()
    if encoded in ("base64", "quoted-printable"):
        raw = part.get_payload(decode=True)
        if isinstance(raw, bytes):
            return raw.decode(known_charset(part.get_content_charset()), "replace")
    payload = part.get_payload()
    return payload if isinstance(payload, str) else ""


def known_charset(charset: str | None) -> str:
    """The codec for what a mail calls *charset*; UTF-8 where nobody knows it."""
    name = (charset or "utf-8").lower()
    if name in ("ks_c_5601-1987", "euc-kr", "ksc5601", "cp949", "uhc"):
        return "cp949"
    try:
        "".encode(name)
    except (LookupError, ValueError, UnicodeError):
        return "utf-8"
    return name
