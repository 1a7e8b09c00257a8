"""A post copied out of a chat of Telegram's or Discord's, which puts above it who sent it when.

>>> draft = read_copied("한빛일보 속보, [2026-03-04 오후 2:38]\\n다리 개통\\n다리가 열렸다.")
>>> draft.title, draft.fields["publisher"], draft.body
('다리 개통', '한빛일보 속보', '다리가 열렸다.')
"""

from __future__ import annotations

from datetime import datetime

from bot.articles.draft import Draft
from bot.articles.fields import gather
from bot.articles.head import without_address
from bot.articles.moment import read_published
from bot.articles.plain import split_title
from bot.patterns import lazy_compile

_COPIED = lazy_compile(r"(?P<who>[^\[\]\n]{1,60}), \[(?P<when>[^\[\]\n]{8,40})\]:?")

_SAID = lazy_compile(
    r"(?P<who>[^\s—]{1,20}(?: [^\s—]{1,20})?) — (?P<when>\d[^—\n]{8,40})"
)  # as Discord has it


def read_copied(text: str) -> Draft | None:
    """A post copied out of a chat, above which Telegram writes who sent it when; None for anything else."""
    first, _, rest = text.partition("\n")
    if len(first) > 120 or not rest.strip():
        return None
    sent = _COPIED.fullmatch(first.strip()) or _SAID.fullmatch(first.strip())
    if sent is None or not isinstance(read_published(sent["when"]), datetime):
        return None
    title, body = split_title(rest)
    fields = gather([("publisher", sent["who"]), ("published", sent["when"])])
    return Draft("Telegram", title, without_address(body, fields), fields, "plain")
