"""A post copied out of a chat of Telegram's or Discord's, which puts above it who sent it when.

>>> draft = read_copied("한빛일보 속보, [2026-03-04 오후 2:38]\\n다리 개통\\n다리가 열렸다.")
>>> draft.title, draft.fields["publisher"], draft.body
('다리 개통', '한빛일보 속보', '다리가 열렸다.')
"""

from __future__ import annotations

from datetime import datetime

from bot.articles.draft import Draft
from bot.articles.fields import gather
from bot.articles.frame import without_frame
from bot.articles.head import address_alone, is_date_line, without_address
from bot.articles.labels import read_label
from bot.articles.moment import read_published
from bot.articles.plain import split_title
from bot.patterns import lazy_compile

_COPIED = lazy_compile(r"(?P<who>[^\[\]\n]{1,60}), \[(?P<when>[^\[\]\n]{8,40})\]:?")

_SAID = lazy_compile(
    r"(?P<who>[^\s—]{1,20}(?: [^\s—]{1,20})?) — (?P<when>\d[^—\n]{8,40})"
)  # as Discord has it


_SHARED = lazy_compile(  # [책모임] 도하람 님이 공유한 글
    r"(?:\[[^\[\]]{1,40}\] ?)?[^\[\]]{1,30}?님이 "
    r"(?:공유|게시|작성)(?:했습니다\.?|(?:한|하신) ?(?:글|게시[글물]|링크|소식|뉴스|기사))"
)
_MESSAGE = lazy_compile(r"\[[^\[\]\n]{1,30}\] \[(?:오전|오후) \d{1,2}:\d\d\] (?=\S)")  # of KakaoTalk's
_WHEN = lazy_compile(r"(?:\d{1,2}월 \d{1,2}일|어제|방금|\d{1,3} ?(?:분|시간|일|주) ?전)[^\n]{0,14}")
_QUOTED = lazy_compile(r"[\"“‘'](?P<title>[^\"“”‘’'\n]{2,300})[\"”’']")
_ORIGIN = frozenset(("source", "publisher", "url"))


def read_handed_round(text: str) -> Draft | None:
    """An article that somebody handed round in a group, which says above it who did so when; None for anything else.

    >>> draft = read_handed_round("도하람 님이 공유한 글\\n다리 개통\\n출처: 한빛일보 | 네이버\\n\\n다리가 열렸다.")
    >>> draft.title, draft.fields["publisher"], draft.body
    ('다리 개통', '한빛일보', '다리가 열렸다.')
    """
    first, _, rest = text.partition("\n")
    if (message := _MESSAGE.match(first)) and not any(map(_MESSAGE.match, rest.split("\n"))):
        rest = text[message.end() :]
    elif len(first) > 120 or not _SHARED.fullmatch(first.strip()):
        return None
    line, _, below = rest.strip().partition("\n")
    is_when = is_date_line(line) or _WHEN.fullmatch(
        line.strip()
    )  # it was handed round, not when it was written
    title, body = split_title(below if is_when else rest)
    quoted = _QUOTED.fullmatch(title)
    pairs: list[tuple[str, str]] = []
    while body:
        line, _, rest = body.partition("\n")
        label = read_label(line)
        if address := address_alone(line):
            pairs.append(("url", address))
        elif label and label[0] in _ORIGIN:
            pairs.append((label[1], label[2].partition("|")[0].strip()))
        else:
            break
        body = rest.strip()
    fields = gather(pairs)
    body = without_frame(body, fields)
    return Draft("plain text", quoted["title"] if quoted else title, body, fields) if title and body else None


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
