"""Bytes of a feed to text: what the bytes are, before what they are said to be.

Korean papers serve CP949 declared as euc-kr, utf-8 or ks_c_5601-1987, and UTF-8 declared as euc-kr. UTF-8 cannot be
mistaken, so it is tried first; a text that was cut within a letter is still UTF-8 but for that letter.

>>> decode_feed("<title>똠방각하 펲시</title>".encode("cp949"), "text/xml; charset=utf-8")
'<title>똠방각하 펲시</title>'
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from bot.articles.encoding import compose
from bot.errors import FeedError
from bot.patterns import lazy_compile

BROKEN = 0.02  # of all letters; a text cut by bytes has one a paragraph, another encoding half of them
SAID_CHARS = 1024  # of the beginning, in which a document says its encoding

_SAID = lazy_compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']?([\w.:-]{2,40})""")
_CHARSET = lazy_compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_ASCII = bytes(range(128))
_KOREAN = lazy_compile("[가-힣]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Names that no codec of Python's has, or that mean more than it takes them for.
_MEANT = {
    "euc-kr": "cp949", "euckr": "cp949", "euc_kr": "cp949", "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949",
    "ksc5601": "cp949", "ks_c_5601_1987": "cp949", "ms949": "cp949", "windows-949": "cp949", "x-windows-949": "cp949",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "sjis": "cp932", "x-sjis": "cp932",
}  # fmt: skip


# What is said to be one of these, and can be, is: nobody calls Korean so.
_FOREIGN = frozenset(("cp932", "euc_jp", "euc-jp", "iso-2022-jp", "gb18030", "big5"))


def decode_feed(body: bytes, content_type: str | None) -> str:
    """The text of *body*; letters that are broken are left out, combining ones composed.

    content_type: the header of the answer, where there is one.
    Raises: FeedError when it is in no encoding that is known.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _finished(body.decode(name, "replace"))
    if name := _wide(body):
        return _finished(body.decode(name, "replace"))
    said = _said(body, content_type)
    try:
        return _finished(body.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    return _finished(_nearest(body, said))


def _wide(body: bytes) -> str:
    """UTF-16 without a mark: the "<" and "?" of the beginning have a zero beside them."""
    start = body.lstrip(b" \t\r\n")[:4]
    if start[:1] == b"<" and start[1:2] == b"\0":
        return "utf-16-le"
    return "utf-16-be" if start[:2] == b"\0<" else ""


def _said(body: bytes, content_type: str | None) -> tuple[str, ...]:
    """The encodings that the document and its server name, as codecs, each once."""
    names = []
    if found := _SAID.search(body[:SAID_CHARS]):
        names.append(found[1].decode("ascii"))
    if content_type and (charset := _CHARSET.search(content_type[:500])):
        names.append(charset[1])
    codecs_named = []
    for name in names:
        name = _MEANT.get(name.lower(), name.lower())
        try:
            if codecs.lookup(name)._is_text_encoding:
                codecs_named.append(name)
        except LookupError:
            continue
    return tuple(dict.fromkeys(codecs_named))


def _nearest(body: bytes, said: tuple[str, ...]) -> str:
    """The reading with the fewest broken letters; of two as good CP949 where it gives Korean, else what was said."""
    for name in _FOREIGN.intersection(said):
        with suppress(UnicodeDecodeError):
            return body.decode(name)
    korean = body.decode("cp949", "replace")
    wide = len(body.translate(None, _ASCII))
    if korean.count("\ufffd") <= BROKEN * wide + 1 and _is_korean(korean):
        return korean
    readings = [korean, body.decode("utf-8", "replace")]
    readings += [body.decode(name, "replace") for name in said if name not in ("utf-8", "cp949")]
    broken = {text: text.count("\ufffd") for text in readings}
    for text in (*readings[2:], readings[1], korean):
        if broken[text] <= BROKEN * len(text) + 1 and (text is not korean or _is_korean(text)):
            return text
    raise FeedError("feed.undecodable")


def _is_korean(text: str) -> bool:
    foreign = [letter for letter in text if letter > "\x7f" and letter != "\ufffd"]
    return 2 * len(_KOREAN.findall("".join(foreign))) >= len(foreign)


def _finished(text: str) -> str:
    return compose(text.removeprefix("\ufeff").replace("\ufffd", ""))
