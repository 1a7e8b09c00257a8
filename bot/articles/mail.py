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
from bot.articles.encoding import compose, known_charset
from bot.articles.fields import Fields, field_of, gather
from bot.articles.frames import without_hidden
from bot.articles.furniture import first_of_text, is_prose, without_end
from bot.articles.html_text import html_text
from bot.errors import UnreadableArticle
from bot.patterns import lazy_compile

HEADERS_WITHIN = 32 * 1024  # characters
MOST_PARTS = 50
MOST_BOUNDARIES = 50  # one within the other they take quadratic time; a mail has three
HANDED_ON_WITHIN = 4_000  # characters of what was written above it
MOST_HEADERS = 12
MOST_FOOTER = 12  # lines
MOST_SIGNED = 6  # lines below a signature's mark, of LONGEST_SIGNED characters
LONGEST_SIGNED = 60
MOST_CHARS = 200  # of one of them

_LEAVING = lazy_compile(  # how to get no more of them; below it nothing is of the text
    r"수신\s?거부|구독\s?(?:취소|해지)|unsubscribe|(?:수신|구독|메일|레터)\S{0,3} (?:더 ?이상 )?(?:원치|원하지) ?않",
    re.IGNORECASE,
)
_LINK = lazy_compile(r"여기|클릭|눌러|(?:본|이) 메일")
_START = lazy_compile(r"(?:From [^\n]{1,200}\n)?[A-Z][A-Za-z-]{1,40}:[ \t]")
_WANTED = lazy_compile(r"^(from|subject|date|to|message-id|mime-version):", re.IGNORECASE | re.MULTILINE)
_HANDED_ON = lazy_compile(r"^(?:(?:re|회신|답장)\s?:\s*)*(?:fwd?|전달)\s?:", re.IGNORECASE)
_SENDER = lazy_compile(
    r"^[>* \t]{0,4}(?:From|보낸 ?사람|보낸이|발신자?)[* ]{0,3}:", re.MULTILINE | re.IGNORECASE
)
_MARK_OF_HANDED_ON = lazy_compile(
    r"[>-]{0,2}-{0,12} ?(?:Forwarded message|Original Message|원본 ?메[시세]지|전달된 메[시세]지(?: 시작)?"
    r"|Begin forwarded message)"
    r" ?:? ?-{0,12}[ \t]*\n",
    re.IGNORECASE,
)
_SIGNATURE = "--"  # above who sent it, RFC 3676
_OF_DEVICE = lazy_compile(  # what a telephone puts below whatever is sent from it
    r"(?:나의 |내 )?(?:iPhone|iPad|아이폰|아이패드|(?:삼성 )?갤럭시.{0,20}|Galaxy.{0,20})(?:에서|로) (?:보냄|보낸 메일)"
    r"|Sent from my (?:iPhone|iPad|(?:Samsung )?Galaxy|Android).{0,30}|Get Outlook for (?:iOS|Android).{0,60}",
    re.IGNORECASE,
)
_QUOTES = lazy_compile(r"(?:> ?){1,5}")
_OF_HEADLINES = "googlealerts-noreply@google.com"
_FORWARDED = lazy_compile(r"^(?:(?:re|fwd?|전달|회신|답장)\s?:\s*)+", re.IGNORECASE)


def read_mail(text: str) -> Draft | None:
    """None when *text* does not begin with a mail's headers."""
    if not _START.match(text):
        return _read_handed_on(text)
    head = text[:HEADERS_WITHIN].partition("\n\n")[0]
    names = {name.lower() for name in _WANTED.findall(head)}
    if not {"from", "subject"} <= names or text.count("boundary=") > MOST_BOUNDARIES:
        return None
    try:
        message = _attached(message_from_string(text))
        body, markup_is_html = _body(message)
        fields = _fields(message)
    except (MessageError, ValueError, LookupError, RecursionError, AttributeError, TypeError):
        return None  # of the standard library, with headers that nobody ever sent
    title = _FORWARDED.sub("", " ".join(fields["title"].split()))
    if _OF_HEADLINES in str(message.get("from", "")):
        raise UnreadableArticle("reason.list")
    if _is_automatic(message):
        raise UnreadableArticle("reason.automatic_mail")
    body = compose(body.replace("\r\n", "\n").replace("\r", "\n"))
    body = html_text(without_hidden(body)) if markup_is_html else body.strip()
    if _HANDED_ON.match(fields["title"]):
        inner, body = _handed_on(body)
        if inner["published"]:  # not when it was handed on
            fields["published"] = inner["published"]
            fields["publisher"], fields["author"] = _sender(inner["from"])
            title = _FORWARDED.sub("", inner["title"])
    return Draft("mail", title, _without_frame(body, title, fields), fields, "plain")


def _is_automatic(message: Message) -> bool:
    """Whether a server wrote it about another mail: that one was returned, or nobody is in."""
    if message.get_content_type() == "multipart/report":
        return True
    sender = parseaddr(str(message.get("from", "")))[1].lower()
    is_answer = str(message.get("auto-submitted", "")).strip().lower().startswith("auto-replied")
    return is_answer or sender.startswith(("mailer-daemon@", "postmaster@"))


def _read_handed_on(text: str) -> Draft | None:
    """A mail below the line that a mail program puts above one that is handed on; None of any other text."""
    if not _MARK_OF_HANDED_ON.match(text):
        return None
    fields, body = _handed_on(text)
    if not fields["title"]:
        return None
    fields["publisher"], fields["author"] = _sender(fields["from"])
    return Draft(
        "mail", _FORWARDED.sub("", fields["title"]), _without_frame(body, fields["title"], fields), fields
    )


def _attached(message: Message) -> Message:
    """The mail that *message* hands on as a file, where it says nothing itself; else *message*."""
    if not message.is_multipart() or _HANDED_ON.match(_decoded(str(message.get("subject", "")))) is None:
        return message
    parts = message.get_payload()
    for part in parts if isinstance(parts, list) else []:
        if isinstance(part, Message) and part.get_content_type() == "message/rfc822":
            within = part.get_payload()
            return within[0] if isinstance(within, list) and isinstance(within[0], Message) else message
        if isinstance(part, Message) and part.get_content_type() == "text/plain" and _payload(part).strip():
            return message
    return message


def _without_frame(body: str, title: str, fields: Fields) -> str:
    """A letter's text, without the buttons above it, its title again, and what is below it for all letters alike."""
    lines = body.split("\n")
    start = first_of_text(lines, 0, fields)
    below = [n for n, line in enumerate(lines) if n > start and line.strip()][-MOST_FOOTER:]
    end = next((n for n in below if _says_how_to_leave(lines, n)), len(lines))
    end = next((n for n in reversed(below) if n < end and _is_signature(lines[n:end])), end)
    lines = without_end(lines[:end], fields, start)
    told = "\n".join(lines).strip()
    first, _, rest = told.partition("\n")
    return (rest.strip() if first.strip() == title and rest.strip() else told) or body


def _is_signature(lines: list[str]) -> bool:
    """Whether *lines* are what a telephone puts below a mail, or the mark above who sent it and that, in a few short
    lines; dashes part a text, too.
    """
    first = lines[0].strip()
    signed = [line.strip() for line in lines[1:] if line.strip()]
    return _OF_DEVICE.fullmatch(first[:MOST_CHARS]) is not None or (
        first == _SIGNATURE
        and len(signed) <= MOST_SIGNED
        and not any(len(line) > LONGEST_SIGNED or is_prose(line) for line in signed)
    )


def _says_how_to_leave(lines: list[str], number: int) -> bool:
    """Whether that line is a footer's, and no sentence or subhead of an article about those who want no more mails."""
    line = lines[number].strip()
    if not _LEAVING.search(line[:MOST_CHARS]):
        return False
    if is_prose(line):
        return line.endswith("니다.") and _LINK.search(line[:MOST_CHARS]) is not None
    return not any(is_prose(below.strip()) and "니다." not in below[-8:] for below in lines[number + 1 :])


def _handed_on(body: str) -> tuple[Fields, str]:
    """The headers that a mail program writes above a mail that is handed on, and what stands below them."""
    for found in _SENDER.finditer(body, 0, HANDED_ON_WITHIN):
        lines = body[found.start() :].split("\n", MOST_HEADERS + 1)
        pairs = []
        for number, line in enumerate(lines[: MOST_HEADERS + 1]):  # noqa: B007
            name, colon, value = line.strip(" \t*>").partition(":")
            if not colon or field_of(name) is None:
                break
            pairs.append((name, value.strip(" \t*")))
        inner = gather(pairs)
        if inner["title"] and inner["published"]:
            quoted = _QUOTES.match(lines[0])
            text = "\n".join(lines[number:])
            return inner, (_unquoted(text, quoted[0]) if quoted else text).strip()
    return Fields(), body


def _unquoted(text: str, quote: str) -> str:
    """*text* without the marks before its lines, up to the first that has none: that is of who handed it on."""
    bare = quote.rstrip()
    shown: list[str] = []
    for line in text.split("\n"):
        if not line.startswith(bare) and line.strip():
            break
        shown.append(line.removeprefix(quote) if line.startswith(quote) else line.removeprefix(bare))
    return "\n".join(shown)


def _fields(message: Message) -> Fields:
    pairs = [(name, _decoded(str(value))) for name, value in message.items()[:200]]
    fields = gather(pairs)
    publisher, author = _sender(fields["from"])
    fields["author"] = fields["author"] or author
    fields["publisher"] = fields["publisher"] or publisher
    return fields


def _sender(header: str) -> tuple[str, str]:
    """Who sent it, as a paper or as a person: one of the two is ""."""
    name, address = parseaddr(header)
    if name and is_name(name.removesuffix("기자").strip()):
        return "", f"{name} {address}"
    return name.strip(" \"'"), ""


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
            is_flowed = str(part.get_param("format", "")).lower() == "flowed"
            parted = str(part.get_param("delsp", "")).lower() != "yes"
            return _unflowed(text, parted) if is_flowed else text, False
        html = html or text
    return html, True


def _unflowed(text: str, parted: bool) -> str:
    """*text* with the lines together that a mail program broke for the way, RFC 3676: their last blank says so.

    parted: the blank stands between two words as well (DelSp=no).

    >>> _unflowed("다리가 \\n열렸다.\\n-- \\n한빛일보", parted=True)
    '다리가 열렸다.\\n-- \\n한빛일보'
    """
    shown: list[str] = []
    goes_on, above = False, ""
    for line in text.replace("\r\n", "\n").split("\n"):
        said = line.lstrip(">")
        quote = line[: len(line) - len(said)]
        said = said.removeprefix(" ")  # stuffed, so that nothing takes it for a mark
        is_signature = said == f"{_SIGNATURE} "
        if goes_on and quote == above and not is_signature:
            shown[-1] += said
        else:
            shown.append(f"{quote} {said}" if quote else said)
        goes_on, above = said.endswith(" ") and not is_signature, quote
        if goes_on and not parted:
            shown[-1] = shown[-1][:-1]
    return "\n".join(shown)


def _payload(part: Message) -> str:
    encoded = str(part.get("content-transfer-encoding", "")).strip().lower()
    if encoded in ("base64", "quoted-printable"):
        raw = part.get_payload(decode=True)
        if isinstance(raw, bytes):
            return raw.decode(known_charset(part.get_content_charset()), "replace")
    payload = part.get_payload()
    return payload if isinstance(payload, str) else ""
