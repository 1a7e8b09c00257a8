"""Addresses of articles, however they were copied: one portal's many forms give one article id.

>>> article_ids("https://n.news.naver.com/mnews/article/031/0000993116?sid=105")
('031_0000993116',)
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote, unquote_plus, urljoin, urlsplit, urlunsplit

from bot.patterns import lazy_compile

# What clicks are counted by, and the way somebody came; by the names of parameters.
_COUNTING = lazy_compile(
    r"(?:utm|at|mc|hsa|pk|mtm|piwik|matomo|itm|stm|trk|cmp)_\w{1,40}|[a-z]{0,2}clid|msclkid|igshid|igsh|[gw]braid|gad_source"
    r"|_ga|_gl|ref|referer|referrer|ref_src|ref_url|cds|lfrom|sns|spm|cmpid|ocid|ncid|kakao_from|outurl|source_from|smid"
    r"|share|shared|amp|fromrss"
)
_ONLY_AT = {  # of one portal or paper; elsewhere the name may mean the article
    "naver.com": lazy_compile(r"sid\d?|rc|ntype|mode|type|from|backurl|viewtype|date|page"),
    "daum.net": lazy_compile(r"f|rcmd|from"),
    "yna.co.kr": lazy_compile(r"section|site|input"),
}
_WAYS = lazy_compile(  # values: ?from=rss, ?source=rss----a1b2
    r"rss(?:[-_]?(?:feed|link|reader))?(?:-{2,9}[\w-]{0,60})?|atom|feeds?|feedburner", re.IGNORECASE
)
_ONES_OWN = lazy_compile(r"\A(?:(?:www\d?|m|mobile|amp|n|mweb)\.(?=[^.]+\.[^.])|m(?=news\.))")
_CACHE = lazy_compile(
    r"\A(?:(?:www\.)?google\.[a-z.]{2,6}/amp|[\w-]{1,63}\.cdn\.ampproject\.org/[cvw])/(?:s/)?(?P<of>[^/?#]+\..*)",
    re.IGNORECASE,
)
_AMP_END = lazy_compile(r"(?:/amp|\.amp(?:\.html)?|(?<=[\w-])/amp\.html)$", re.IGNORECASE)
MAX_CHARS = 2048  # of an address
MOST = 10  # addresses in one text that are looked at
_TWICE = lazy_compile(r"\Ahttps?:/{0,2}[^/?#\s]{0,253}?(?=https?://)", re.IGNORECASE)  # http://ahttp://a/1
_LEADING_ON = lazy_compile(  # pages of others that only send on: Google's alerts, networks
    r"\Ahttps?://(?:(?:www\.)?google\.[a-z.]{2,6}/url|l\.(?:facebook|instagram)\.com/?(?:l\.php)?|lm\.facebook\.com/l\.php)"
    r"\?(?:[^#\s]{0,500}&)?(?:url|q|u)=(?P<of>https?(?::|%3A)[^&#\s]+)",
    re.IGNORECASE,
)
_CAME_BY = lazy_compile(  # ?from=main, but ?channel=economy is what is shown
    r"(?:from|via|src)=[a-z_]{1,20}|(?:source|channel|medium)=(?:main|rss|naver|daum|kakao|facebook|newsstand)",
    re.IGNORECASE,
)
_LINE_ENDS = lazy_compile(r"[\t\r\n]")
_NO_ADDRESS = lazy_compile(r"[\s<>\"\\^`{|}\x00-\x1f]")  # as `read_article` sees it
_ADDRESS = lazy_compile(
    r"(?:https?://|www\.|(?:n\.|m\.)?news\.naver\.com/)[^\s<>\"'“”‘’]{1,2000}", re.IGNORECASE
)
# …/article/031/0000993116, also below mnews, ranking, comment; ?oid=031&aid=0000993116 in any order.
_PATH = lazy_compile(r"/article/(?:comment/|print/)?(?P<oid>\d{3})/(?P<aid>\d{10})(?!\d)")
_OID = lazy_compile(r"[?&#](?:oid|officeId|office_id)=(\d{3})(?!\d)")
_AID = lazy_compile(r"[?&#](?:aid|articleId|article_id)=(\d{10})(?!\d)")


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


@lru_cache(maxsize=4096)  # the same items come with every poll
def normal(address: str) -> str:
    """*address* so that two of one article are alike: mobile or not, with or without what clicks are counted by.

    No address to open: without scheme. "" where it is none.

    >>> normal("http://m.hanbit.example/amp/a?utm_source=x&id=7#top"), normal("https://www.hanbit.example/a/?id=7")
    ('hanbit.example/a?id=7', 'hanbit.example/a?id=7')
    """
    parts = _split(address if "://" in address else f"https://{address.strip()}")
    if parts is None:
        return ""
    host, path = (parts.hostname or "").lower().rstrip("."), parts.path
    if cached := _CACHE.fullmatch(host + path):
        host, _, path = cached["of"].partition("/")
        host, path = host.lower(), f"/{path}"
    kept = sorted(pair for pair in parts.query.split("&") if pair and not _is_counting(pair, host))
    kept = [quote(unquote_plus(pair), safe="=/:,@!$*()~'") for pair in kept]
    path = _AMP_END.sub("", path.rstrip("/")).replace("/mnews/", "/")
    path = path.removeprefix("/amp") if path.startswith("/amp/") else path
    path = quote(unquote(path), safe="/:,@!$&*()~'+;=")
    try:
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
        host = _ONES_OWN.sub("", _ascii(host), count=1)
    except ValueError:
        return ""
    return f"{host}{port}{path}?{'&'.join(kept)}".rstrip("?")


def tidy(address: str, base: str = "") -> str:
    """`absolute` without what clicks are counted by: the address of an article, to keep and to open."""
    parts = urlsplit(absolute(address, base))
    host = (parts.hostname or "").lower()
    kept = "&".join(pair for pair in parts.query.split("&") if pair and not _is_counting(pair, host))
    fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""  # of pages that are programs
    return urlunsplit((parts.scheme, parts.netloc, parts.path, kept, fragment))


def absolute(address: str, base: str = "") -> str:
    """*address*, which may be relative to *base*, as one that can be opened.

    "" where it is none, is longer than 2,048 characters, or has a password in it.
    """
    address = _LINE_ENDS.sub("", address.strip()) if len(address) <= 2 * MAX_CHARS else ""
    address = _TWICE.sub("", address)
    if leading := _LEADING_ON.match(address):
        address = unquote(leading["of"])
    try:
        address = _TWICE.sub("", urljoin(base, address)) if base and address else address
    except ValueError:
        return ""
    parts = _split(address)
    if parts is None or "@" in parts.netloc or "\\" in parts.netloc:
        return ""
    netloc = _NO_ADDRESS.sub(lambda found: quote(found[0]), parts.netloc).lower()
    shown = urlunsplit(parts._replace(scheme=parts.scheme.lower(), netloc=netloc))
    shown = _NO_ADDRESS.sub(lambda found: quote(found[0]), shown)
    return shown if len(shown) <= MAX_CHARS else ""


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
    except ValueError:
        return None
    return parts if host and parts.scheme.lower() in {"http", "https"} else None


def _ascii(host: str) -> str:
    """Raises: UnicodeError, a ValueError."""
    return host if host.isascii() else host.encode("idna").decode()


def _is_counting(pair: str, host: str) -> bool:
    """Whether a parameter of an address at *host* tells nothing of what is there."""
    name, _, value = pair.partition("=")
    name = name.lower()
    if _COUNTING.fullmatch(name) or _WAYS.fullmatch(value) or pair.lower() == "outputtype=amp":
        return True
    if _CAME_BY.fullmatch(pair):
        return True
    return any(
        (host == site or host.endswith(f".{site}")) and names.fullmatch(name)
        for site, names in _ONLY_AT.items()
    )


def without_addresses(text: str) -> str:
    """*text* without its addresses."""
    return " ".join(_ADDRESS.sub(" ", text).split())
