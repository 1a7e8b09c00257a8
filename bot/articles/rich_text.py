r"""The text of an RTF file, as TextEdit, WordPad and old word processors write one.

`extract` is what a process with limits runs: what is written by strangers may be long. A paragraph ends where the
file's does, or a table's cell; fonts, pictures, notes, numbers of lists, and what is hidden or deleted are left out.

>>> extract(b"{\\rtf1\\ansi{\\b One}\\v two\\v0\\par Three}").decode()
'One\n\nThree'
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.articles.encoding import compose
from bot.errors import UnreadableArticle
from bot.patterns import lazy_compile

SUFFIXES = (".rtf",)

_TOKEN = lazy_compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|(?P<hex>(?:\\'[0-9a-fA-F]{2})+)"
    r"|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)"
)
_UNSEEN = frozenset(  # groups with what is no text of the page, beside all that begin with \*
    "fonttbl colortbl stylesheet info header headerl headerr headerf footer footerl footerr footerf footnote "
    "annotation pict nonshppict object shp shprslt fldinst pntext listtext xe txe rxe tc nonesttables private "
    "comment template filetbl revtbl listtable".split()
)
_SAID = {
    **dict.fromkeys("par sect page column line cell nestcell row nestrow".split(), "\n"),
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
}
_SIGNS = {"~": "\xa0", "_": "\u2011", "\n": "\n", "\r": "\n", "{": "{", "}": "}", "\\": "\\"}
_OF_DOCUMENT = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_CHANGES = frozenset(
    ("upr", "ud", "f", "v", "deleted", "plain", "uc", "fcharset", "deff", "ansicpg", *_OF_DOCUMENT)
)
_CHARSETS = {  # of \fcharset
    0: "cp1252", 77: "mac_roman", 78: "shift_jis", 80: "gb2312", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk",
    136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_OF_A_MAC = {  # of \ansicpg, where Python has no codec by the number
    10000: "mac_roman", 10001: "shift_jis", 10002: "big5", 10003: "euc_kr", 10006: "mac_greek", 10007: "mac_cyrillic",
    10008: "gb2312", 10029: "mac_latin2", 10081: "mac_turkish",
}  # fmt: skip


class _Group(NamedTuple):
    """What holds until the end of a group."""

    font: int | None = None
    fallback: int = 1  # characters behind a \u, for readers that know none
    is_unseen: bool = False
    is_hidden: bool = False
    is_deleted: bool = False
    is_of_fonts: bool = False
    is_in_unicode: bool = False  # told twice, the second time in Unicode: {\upr{…}{\*\ud{…}}}


@dataclass(slots=True)
class _Page:
    """What was read so far."""

    codec: str = "cp1252"
    default_font: int | None = None
    fonts: dict[int | None, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    coded: bytearray = field(default_factory=bytearray)  # a character's bytes may stand in two tokens

    def put(self, text: str, group: _Group) -> None:
        self.decode(group)
        self.said.append(text)

    def decode(self, group: _Group) -> None:
        if self.coded:
            font = self.default_font if group.font is None else group.font
            self.said.append(self.coded.decode(self.fonts.get(font, self.codec), "replace"))
            self.coded.clear()


def extract(raw: bytes) -> bytes:
    """Paragraphs, parted by a blank line. Raises: UnreadableArticle."""
    if not raw.lstrip().startswith(b"{\\rtf"):
        raise UnreadableArticle("reason.no_kind", kind="RTF")
    text = (
        _text(raw.decode("latin-1")).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    )  # halves joined
    return compose("\n\n".join(filter(None, map(str.strip, text.split("\n"))))).encode()


def _text(rtf: str) -> str:
    page, group, groups = _Page(), _Group(), list[_Group]()
    skipped = 0  # characters that still stand for the \u before them
    end = 0
    while found := _TOKEN.search(rtf, end):
        end = found.end()
        kind = found.lastgroup
        if kind == "brace":
            page.decode(group)
            skipped = 0
            if found[0] == "{":
                groups.append(group)
                continue
            group = groups.pop() if groups else group
            if not groups:
                break  # what stands behind the document is not of it
        elif kind in ("text", "hex"):
            coded = (
                found[0].encode("latin-1") if kind == "text" else bytes.fromhex(found[0].replace("\\'", ""))
            )
            if _is_seen(group):
                page.coded += coded[skipped:]
            skipped = max(0, skipped - len(coded))
        elif kind == "sign":
            if found[0] == "\\*":
                group = group._replace(is_unseen=True)
            elif skipped and found["sign"] not in "\r\n":
                skipped -= 1
            elif found["sign"] in _SIGNS and _is_seen(group):
                page.put(_SIGNS[found["sign"]], group)
        else:
            word, number = found["word"], found["number"]
            if word == "bin":
                end += max(0, int(number or 0))
            elif word == "u":
                if _is_seen(group):
                    page.put(_unit(number), group)
                skipped = group.fallback
            elif word in _SAID:
                if _is_seen(group):
                    page.put(_SAID[word], group)
            elif word in _UNSEEN or word in _CHANGES:
                page.decode(group)
                group = _changed(group, word, None if number is None else int(number), page)
    page.decode(group)
    return "".join(page.said)


def _unit(number: str | None) -> str:
    """A code unit of UTF-16, which old writers gave with a sign."""
    code = int(number or 0xFFFD)
    if not -0x8000 <= code <= 0xFFFF:
        raise UnreadableArticle("reason.no_kind", kind="RTF")
    return chr(code & 0xFFFF)


def _is_seen(group: _Group) -> bool:
    return not (group.is_unseen or group.is_hidden or group.is_deleted)


def _changed(group: _Group, word: str, number: int | None, page: _Page) -> _Group:
    """What holds after a control word that says nothing itself."""
    if word == "ud":
        return group._replace(is_unseen=not group.is_in_unicode)
    if word == "upr":
        return group._replace(is_unseen=True, is_in_unicode=not group.is_unseen)
    if word in _UNSEEN:
        return group._replace(is_unseen=True, is_of_fonts=word == "fonttbl")
    if word == "f":
        return group if group.font == number else group._replace(font=number)
    if word == "v":
        return group._replace(is_hidden=number != 0)
    if word == "deleted":
        return group._replace(is_deleted=number != 0)
    if word == "plain":
        return group._replace(font=None, is_hidden=False, is_deleted=False)
    if word == "uc":
        fallback = max(0, number or 0)
        return group if group.fallback == fallback else group._replace(fallback=fallback)
    if word == "fcharset" and group.is_of_fonts and number in _CHARSETS:
        page.fonts[group.font] = _CHARSETS[number]
    elif word == "deff":
        page.default_font = number
    elif word == "ansicpg":
        page.codec = _codec(number)
    elif word in _OF_DOCUMENT:
        page.codec = _OF_DOCUMENT[word]
    return group


def _codec(number: int | None) -> str:
    name = "utf-8" if number == 65001 else _OF_A_MAC.get(number or 0, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
