"""Addresses of articles, however they were copied: one portal's many forms give one article id.

>>> article_ids("https://n.news.naver.com/mnews/article/031/0000993116?sid=105")
('031_0000993116',)
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_FRONT = re.compile(r"^(?:www|m|mobile|amp|n)\.")
_COUNTING = re.compile(r"^(?:utm_\w{1,40}|fbclid|gclid|igshid|ref|referer|sid\d?|rc|cds|lfrom|sns)$")
MOST = 10  # addresses in one text that are looked at
_ADDRESS = re.compile(
    r"(?:https?://|www\.|(?:n\.|m\.)?news\.naver\.com/)[^\s<>\"'“”‘’]{1,2000}", re.IGNORECASE
)
# …/article/031/0000993116, also below mnews, ranking, comment; ?oid=031&aid=0000993116 in any order.
_PATH = re.compile(r"/article/(?:comment/|print/)?(?P<oid>\d{3})/(?P<aid>\d{10})(?!\d)")
_OID = re.compile(r"[?&#](?:oid|officeId|office_id)=(\d{3})(?!\d)")
_AID = re.compile(r"[?&#](?:aid|articleId|article_id)=(\d{10})(?!\d)")


def addresses(text: str) -> tuple[str, ...]:
    """The web addresses in *text*, without what punctuation stands behind them; at most MOST."""
    found = (match.group().rstrip(".,!?)]}…") for match in _ADDRESS.finditer(text))
    return tuple(dict.fromkeys(found))[:MOST]


def article_ids(text: str) -> tuple[str, ...]:
    """The ids of the articles that the addresses in *text* lead to, as a crawler's files have them: <oid>_<aid>."""
    found = []
    for address in filter(_is_portal, addresses(text)):
        if (path := _PATH.search(address)) is not None:
            found.append(f"{path['oid']}_{path['aid']}")
        elif (oid := _OID.search(address)) and (aid := _AID.search(address)):
            found.append(f"{oid[1]}_{aid[1]}")
    return tuple(dict.fromkeys(found))


def _is_portal(address: str) -> bool:
    host = normal(address).partition("/")[0].partition("?")[0]
    return host == "naver.com" or host.endswith(".naver.com")


def normal(address: str) -> str:
    """*address* so that two of one article are alike: mobile or not, with or without what clicks are counted by.

    "" where it is none.
    """
    try:
        parts = urlsplit(address.strip() if "://" in address else f"https://{address.strip()}")
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return ""
    kept = sorted((key, value) for key, value in parse_qsl(parts.query) if not _COUNTING.match(key.lower()))
    path = parts.path.rstrip("/").removesuffix("/amp").replace("/mnews/", "/")
    host = _FRONT.sub("", host).replace("mnews.", "news.", 1)
    return f"{host}{path}?{urlencode(kept)}".rstrip("?")


def without_addresses(text: str) -> str:
    """*text* without its addresses."""
    return " ".join(_ADDRESS.sub(" ", text).split())
