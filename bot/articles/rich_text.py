"""The text of an RTF file, as TextEdit, WordPad and old word processors write one.

striprtf reads it, in a process with limits (`extract` is what that process runs): its patterns are not made for what
strangers write. A paragraph ends where the file's does; what tells of fonts, pictures and styles is left out.
"""

from __future__ import annotations

import re

from bot.articles.encoding import compose
from bot.errors import UnreadableArticle

SUFFIXES = (".rtf",)

_BRACE = re.compile(r"\\[\\{}]|[{}]")
_UNSEEN = re.compile(r"\{(?:\\\*)?\\(?:fldinst|deleted|v|pict|shppict|nonshppict)(?![a-z0-9])")


def _without_unseen(text: str) -> str:
    """*text* without the groups that no word processor shows as words: addresses of links, what is hidden, pictures."""
    kept: list[str] = []
    depth = start = hidden = 0  # hidden: how deep the group lies that is left out; 0 in none
    for found in _BRACE.finditer(text):
        if found[0] == "{":
            depth += 1
            if not hidden and _UNSEEN.match(text, found.start()):
                kept.append(text[start : found.start()])
                hidden = depth
        elif found[0] == "}":
            if hidden == depth:
                start, hidden = found.end(), 0
            depth -= 1
    return "".join(kept) if hidden else "".join((*kept, text[start:]))


def extract(raw: bytes) -> bytes:
    """Paragraphs, parted by a blank line. Raises: UnreadableArticle."""
    from striprtf.striprtf import rtf_to_text

    if not raw.lstrip().startswith(b"{\\rtf"):
        raise UnreadableArticle("reason.no_kind", kind="RTF")
    try:
        text = rtf_to_text(_without_unseen(raw.decode("latin-1")), errors="replace")  # type: ignore[no-untyped-call]
    except (
        ValueError,
        LookupError,
        IndexError,
        TypeError,
        OverflowError,
    ):  # of the library, with broken files
        raise UnreadableArticle("reason.no_kind", kind="RTF") from None
    text = text.encode("utf-16", "surrogatepass").decode(
        "utf-16", "replace"
    )  # \u of two halves is one character
    return compose("\n\n".join(filter(None, map(str.strip, text.split("\n"))))).encode()
