"""The text of a Word file: its paragraphs, without pictures, tables' lines and styles.

A .docx is an archive with one part that has the text. It is read up to a limit, as little bytes can hold many, and
its marks are taken apart in one pass: no parser of XML, no entity, no link is followed.
"""

from __future__ import annotations

import io
import re
from zipfile import BadZipFile, ZipFile

from bot.articles.encoding import compose
from bot.articles.html_text import unescape
from bot.errors import UnreadableArticle
from bot.patterns import lazy_compile

SUFFIXES = (".docx",)
MOST_BYTES = 16 * 1024 * 1024  # of the part with the text; a page of text takes some 20,000

_PART = "word/document.xml"
_PIECE = lazy_compile(
    r"<w:t(?: [^<>]{0,100})?>(?P<text>[^<]*)</w:t>|(?P<end></w:p>)|<w:(?:br|cr)(?: [^<>]{0,100})?/>|(?P<tab><w:tab/>)"
)


def read_word(raw: bytes) -> str:
    """Paragraphs, parted by a blank line. Raises: UnreadableArticle."""
    try:
        with ZipFile(io.BytesIO(raw)) as archive, archive.open(_PART) as part:
            xml = part.read(MOST_BYTES + 1)
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise UnreadableArticle("reason.no_kind", kind="DOCX") from None
    if len(xml) > MOST_BYTES:
        raise UnreadableArticle("reason.large", mebibytes=MOST_BYTES >> 20)
    text = "".join(
        "\n\n"
        if found["end"]
        else "\t"
        if found["tab"]
        else "\n"
        if found["text"] is None
        else unescape(found["text"])
        for found in _PIECE.finditer(xml.decode("utf-8", "replace"))
    )
    return compose(re.sub(r"\n{3,}", "\n\n", text).strip())
