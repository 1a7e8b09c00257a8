"""Bytes to clean text: which encoding, which newlines, and which characters are none of an article's.

The article's own characters are kept, odd ones too: no-break spaces, full-width forms, compatibility ideographs
(U+F9E1, which NFC would turn into U+674E 李). Only what no reader could tell apart is made one: Hangul letters that
a Mac wrote as separate jamo are composed, and so are combining accents.

>>> decode("\u1112\u1161\u11ab빛시".encode())
'한빛시'
"""

from __future__ import annotations

import unicodedata

from bot.errors import UnreadableArticle
from bot.patterns import lazy_compile

MAX_BYTES = 2 * 1024 * 1024
CONTROLS_ARE_BINARY = 0.02  # a stray control character is dropped; more than 2 % of them is no text
_TYPOGRAPHIC = frozenset("‘’“”―—–…·※→「」『』《》〈〉【】㎞㎡㎝℃％")  # in English of Korean papers too
USUAL_IN_UTF16 = (
    0.9  # Hangul, ASCII and the usual marks among the characters: bytes of anything else give other ones
)
_LOOK = 4096
HANGUL_IN_CP949 = 0.5  # of the other non-ASCII characters; below that the bytes only happen to decode

# C0 without tab and newline. In UTF-8 these bytes stand for nothing else, so a file can be checked as bytes.
_ISO_2022_KR = b"\x1b$)C"  # in seven bits, as mails of old are
_BOM = b"\xef\xbb\xbf"
_C0 = bytes(code for code in (*range(32), 127) if code not in (9, 10))
_C1 = lazy_compile(rb"\xc2[\x80-\x9f]")  # as UTF-8
_CONTROLS = lazy_compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LINE_ENDS = lazy_compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_OBJECT = "\ufffc"  # stands where a picture was
_DECOMPOSED = lazy_compile(
    r"[\uac00-\ud7a3]?[\u1100-\u11ff]+"  # a syllable and more jamo: 하 + ᆫ is 한
    r"|[^\W_\uf900-\ufaff][\u0300-\u036f\u3099\u309a]+"  # e + accent, か + dakuten
)


def decode(raw: bytes, most: int = MAX_BYTES) -> str:
    """The text of a file: newlines are "\\n", stray controls are gone, Hangul is composed.

    Raises: UnreadableArticle when *raw* is empty, too large, binary, or in no encoding that is known here.
    """
    if len(raw) > most:
        raise UnreadableArticle("reason.large", mebibytes=most >> 20)
    if not raw or raw.isspace():
        raise UnreadableArticle("reason.empty")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _cleaned(_without_controls(_utf16(raw)))
    if b"\0" in raw[:_LOOK] and (text := _unmarked_utf16(raw)):
        return _cleaned(_without_controls(text))
    try:
        text = raw.removeprefix(
            _BOM
        ).decode()  # the codec for it is written in Python, and takes twice the time
    except UnicodeDecodeError:
        text = _cp949(raw)
    if len(raw.translate(None, _C0)) != len(raw) or _C1.search(raw) or "\u2028" in text or "\u2029" in text:
        text = raw.decode("iso2022_kr", "replace") if _ISO_2022_KR in raw else text
        text = _without_controls(text)
    return _cleaned(text)


def _cleaned(text: str) -> str:
    return compose(text.replace(_OBJECT, ""))


def compose(text: str) -> str:
    """Compose decomposed letters; nothing else that NFC would change is changed."""
    if unicodedata.is_normalized("NFC", text):
        return text
    return _DECOMPOSED.sub(lambda letters: unicodedata.normalize("NFC", letters[0]), text)


def _utf16(raw: bytes) -> str:
    try:
        return raw.decode("utf-16")
    except UnicodeDecodeError:
        raise UnreadableArticle("reason.utf16") from None


def _unmarked_utf16(raw: bytes) -> str:
    """*raw*, where it is Korean or English in two bytes a character without a mark that says so; else ""."""
    for codec in ("utf-16-le", "utf-16-be"):
        try:
            text = raw.decode(codec)
        except UnicodeDecodeError:
            continue
        sample = text[:_LOOK]
        if sum(map(_is_usual, sample)) >= USUAL_IN_UTF16 * len(sample):
            return text
    return ""


def _is_usual(character: str) -> bool:
    return (
        "가" <= character <= "힣"
        or " " <= character <= "~"
        or character in "\n\r\t"
        or character in _TYPOGRAPHIC
    )


def _cp949(raw: bytes) -> str:
    if b"\0" in raw:
        raise UnreadableArticle("reason.binary")
    try:
        text = raw.decode("cp949")
    except UnicodeDecodeError:
        raise UnreadableArticle("reason.undecodable") from None
    foreign = [character for character in text if character > "\x7f" and character not in _TYPOGRAPHIC]
    hangul = sum("가" <= character <= "힣" for character in foreign)
    if hangul < HANGUL_IN_CP949 * len(foreign):
        raise UnreadableArticle("reason.not_korean")
    return text


def _without_controls(text: str) -> str:
    if "\0" in text:
        raise UnreadableArticle("reason.binary")
    text = _LINE_ENDS.sub("\n", text)
    cleaned = _CONTROLS.sub("", text)
    if len(text) - len(cleaned) > CONTROLS_ARE_BINARY * len(text) + 1:
        raise UnreadableArticle("reason.binary")
    return cleaned


def known_charset(charset: str | None) -> str:
    """The codec for what a mail or a page calls *charset*; UTF-8 where nobody knows it."""
    name = (charset or "utf-8").lower()
    if name in ("ks_c_5601-1987", "euc-kr", "ksc5601", "cp949", "uhc"):
        return "cp949"
    try:
        "".encode(name)
    except (LookupError, ValueError, UnicodeError):
        return "utf-8"
    return name
