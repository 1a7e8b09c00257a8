"""Files as they arrive broken: articles of every shape, cut, doubled, shuffled, re-encoded, with dates of no calendar.

>>> mutated(Random(1))[:3]
b'---'
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

CRAWLED = """---
id: 901_0000000017
title: "[단독] 한빛대교 열렸다&quot;…&#x27;걸어서 건너요&#x27;"
category:
publisher: 한빛일보
author:
\t\t윤서린 기자 seorin@hanbit.example
published_at: 2026-03-05 00:00
crawled_at: 2026-03-05 07:39:25
url: https://hanbit.example/901/17
oid: 901
aid: 0000000017
content_hash: 00ff
---

# [단독] 한빛대교 열렸다

**한빛일보** | 2026-03-05 | 사회

---

한빛시가 5일 다리를 열었다. 표인혁 시장은 "강을 시민에게 돌려준다"고 말했다. 요금은 1,200원, 하루 3천300명이 건넌다.

---
*Crawled at: 2026-03-05 07:39:25*
*Source: [링크](https://hanbit.example/901/17)*
"""
PASTED = """# **제목: 노면전차 내년 3월 개통**
  내용: [한빛=나루통신] 도하람 기자 = 해솔시가 노면전차를 내년 3월 2일 개통한다고 14일 밝혔다.
  **날짜: 2025.04.23. 오후 2:382025.04.23. 오후 4:37**
"""
PLAIN = "# 강변 산책로 개통\n\n한빛시는 산책로를 열었다고 밝혔다. “시민의 것”이라고 시장은 말했다.\n"
YAML = """---
title: 다리가 열렸다
author: [윤서린, 도하람]
date: 2026-03-05T09:00:00+09:00
tags:
  - 다리
  - {a: [b, c]}
draft: false
---
한빛시가 다리를 열었다.
"""
TOML = '+++\ntitle = "다리가 열렸다"\ndate = 2026-03-05T09:00:00+09:00\n+++\n한빛시가 다리를 열었다.\n'
JSON = '{"title": "다리가 열렸다", "date": "2026-03-05", "author": "윤서린"}\n\n한빛시가 다리를 열었다.\n'
MAIL = (
    "From: seorin@hanbit.example\nDate: Thu, 5 Mar 2026 09:00:00 +0900\nSubject: =?UTF-8?B?64uk66as?=\n"
    "Content-Type: text/plain; charset=utf-8\n\n한빛시가 다리를 열었다.\n"
)
PAGE = (
    "<!doctype html><html><head><title>다리가 열렸다</title><meta property='og:title' content='다리'></head>"
    "<body><article><p>한빛시가 다리를 열었다.</p></article></body></html>"
)
CSV = 'id,title,body,date\n1,"다리가 열렸다","한빛시가 ""다리""를 열었다.",2026-03-05\n'
SHAPES = (CRAWLED, CRAWLED, PASTED, PLAIN, YAML, TOML, JSON, MAIL, PAGE, CSV)

WRITTEN = (
    "2026-03-05T09:00:00+09:00", "2026-03-05 07:39:25", "2026-03-05 00:00", "2025.04.23. 오후 2:38", "2026-03-05"
)  # fmt: skip
DATES = (
    "2026-03-05T09:00:00+99:00", "2026-03-05 09:00 +24:00", "2026-03-05T09:00:00-23:59:59.999999",
    "99999-01-01", "253402300800", "9999999999999", "1e308", "-1", "0000-00-00", "2026-02-30",
    "2026-03-05T25:61", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00",
    "2026-03-05T09:00:00+09:00:00.1", "Thu, 5 Mar 2026 09:00:00 +9999", "٢٠٢٦-٠٣-٠٥", "²⁰²⁶",
    "2026-W10", "2026年3月5日 午後25時", "오후 99:99", "NaN", "infinity", "2026-03-05" * 30, "", "null",
)  # fmt: skip
PIECES = (
    "---\n", "\n---", "- ", "? : ", "!!python/object:os.system ", "&a [*a]", "*a", "{{{{", "[[[[",
    "]", "}", '"', "'", "|\n ", ">-\n ", "\x00", "\x0b", "\x1b[2J", "\ufeff", "\u2028", "\u200f",
    "\ud800", "\\ud800", "\\uDFFF", "&#xD800;", "&#0;", "&#1114112;", "&amp;amp;", "﷽", "İ", "ß",
    "ﬁ", "\u1112\u1161\u11ab", "\u0301" * 40, "가" * 300,
    "1,234,567 2,345,678 3,456,789 4,567,890 ", "a@b.co" * 20, "“" * 50, "# ", "**", "제목:", "내용:",
    "날짜:", "*Crawled at:", "*Source: [", "=", "\t", "\u00a0", "\r\n", "\r", "<!--", "<![CDATA[",
    "\U0001f469\u200d\U0001f680", "title: ", "title:\n", "id: ../../etc/passwd\n", "id: 0x1F\n",
    "title: " + "제" * 400 + "\n", "published_at: ", "author: " + "(" * 60,
)  # fmt: skip
ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "cp949",
    "euc-kr",
    "utf-16",
    "utf-16-be",
    "utf-32",
    "shift_jis",
    "latin-1",
    "utf-7",
)


def _cut(raw: bytes, chance: Random) -> bytes:
    return raw[: chance.randrange(len(raw) + 1)]


def _drop(raw: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(raw) + 1)
    return raw[:start] + raw[start + chance.randrange(60) :]


def _double(raw: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(raw) + 1)
    return raw[:start] + raw[start : start + 200] * chance.choice((2, 3, 40)) + raw[start:]


def _flip(raw: bytes, chance: Random) -> bytes:
    changed = bytearray(raw)
    for _ in range(chance.choice((1, 1, 3, 30)) if raw else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _insert(raw: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    piece = chance.choice(PIECES) * chance.choice((1, 1, 1, 2, 200))
    return raw[:at] + piece.encode("utf-8", "surrogatepass") + raw[at:]


def _shuffle_lines(raw: bytes, chance: Random) -> bytes:
    lines = raw.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def _redate(raw: bytes, chance: Random) -> bytes:
    text = raw.decode("utf-8", "replace")
    for date in WRITTEN:
        if date in text and chance.random() < 0.7:
            text = text.replace(date, chance.choice(DATES))
    return text.encode("utf-8", "surrogatepass")


def _recode(raw: bytes, chance: Random) -> bytes:
    return raw.decode("utf-8", "replace").encode(chance.choice(ENCODINGS), "replace")


def _swell(raw: bytes, chance: Random) -> bytes:
    piece = chance.choice(PIECES).encode("utf-8", "surrogatepass") or b"x"
    return raw + piece * (chance.choice((1_000, 20_000)) // len(piece))


def _join(raw: bytes, chance: Random) -> bytes:
    return raw + chance.choice(SHAPES).encode()


MUTATIONS: tuple[Callable[[bytes, Random], bytes], ...] = (
    _cut, _drop, _double, _flip, _flip, _insert, _insert, _shuffle_lines, _redate, _redate, _recode, _swell, _join,
)  # fmt: skip


def mutated(chance: Random) -> bytes:
    """A file of some shape with one to four things wrong, 200 kB at most."""
    raw = chance.choice(SHAPES).encode()
    for _ in range(chance.randint(1, 4)):
        raw = chance.choice(MUTATIONS)(raw, chance)
    return raw[:200_000]
