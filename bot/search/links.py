"""An article's address, however it is written: mobile or not, with or without what clicks are counted by.

>>> normal_link("https://m.paper.example/a/1/?utm_source=x#top") == normal_link("http://www.paper.example/a/1")
True
>>> article_id_of("https://n.news.naver.com/mnews/article/001/0000000012?sid=101")
'001_0000000012'
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_LINK = re.compile(r"https?://[^\s<>\"“”]{4,2000}", re.IGNORECASE)
_FRONT = re.compile(r"^(?:www|m|mobile|amp|n)\.")
_COUNTING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|igshid|ref|referer|from|sid\d?|type|mode|rc|cds|lfrom|sns|input)$"
)
_NAVER = re.compile(r"/(?:article|read|comment)/(?:comment/)?(\d{3})/(\d{10})(?!\d)")
_NAVER_ID = re.compile(r"\d{3}")
_NAVER_NUMBER = re.compile(r"\d{10}")


def link_in(text: str) -> str | None:
    """The one address in *text*; None where there is none, or several."""
    found = _LINK.findall(text[:4_000])
    return found[0].rstrip(".,)]»’'") if len(found) == 1 else None


def without_link(text: str, link: str) -> str:
    """What else *text* says."""
    return text.replace(link, " ").strip()


def normal_link(link: str) -> str:
    """*link* so that two addresses of one article are alike; "" where it is none."""
    try:
        parts = urlsplit(link.strip())
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return ""
    kept = sorted((key, value) for key, value in parse_qsl(parts.query) if not _COUNTING.match(key.lower()))
    path = parts.path.rstrip("/").removesuffix("/amp").replace("/mnews/", "/")
    host = _FRONT.sub("", host).replace("mnews.", "news.", 1)
    return f"{host}{path}?{urlencode(kept)}".rstrip("?")


def article_id_of(link: str) -> str | None:
    """The id of a Naver article, publisher and number, as crawlers name it: 001_0000000012."""
    try:
        parts = urlsplit(link)
        host, query = (parts.hostname or "").lower(), dict(parse_qsl(parts.query))
    except ValueError:
        return None
    if not (host == "naver.com" or host.endswith(".naver.com")):
        return None
    if found := _NAVER.search(parts.path):
        return f"{found[1]}_{found[2]}"
    publisher, number = query.get("oid", ""), query.get("aid", "")
    if _NAVER_ID.fullmatch(publisher) and _NAVER_NUMBER.fullmatch(number):
        return f"{publisher}_{number}"
    return None
