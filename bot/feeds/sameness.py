"""Which items are the same article, over sections, feeds, polls and the many forms of one address.

An item goes by several names: its link, what its feed calls it, its text in its paper. Whoever shares one of them
with an article that is known is that article; the same name with another text is a correction of it. The same text of
another paper shares none: a wire story in two papers is two reports.

>>> item = FeedItem("77", "https://n.news.naver.com/mnews/article/031/0000993116?sid=105", "다리 개통", "", False)
>>> item_key(item, "https://hanbit.example/rss")
'naver:031_0000993116'
"""

from __future__ import annotations

import unicodedata
from hashlib import blake2b
from urllib.parse import urlsplit

from bot.articles.article import day_in_korea
from bot.articles.links import article_ids, normal
from bot.feeds.model import FeedItem
from bot.patterns import lazy_compile

TELEGRAM = "t.me"
LEAST_GUID = 6  # characters; "1" and "27" are places in a list, and the next poll gives them to others
LONG_TEXT = 80  # characters of text that no two articles of one paper have in common by chance

_WORDLESS = lazy_compile(r"[\W_]+")


def item_key(item: FeedItem, address: str) -> str:
    """The first of `item_names`: what the article's file and id are made of.

    address: of the feed.
    """
    return item_names(item, address)[0]


def item_names(item: FeedItem, address: str) -> tuple[str, ...]:
    """All that *item* goes by, the surest first: at least one."""
    names: list[str] = []
    link = normal(item.link) if item.link and item.own_link else ""
    if link and (ids := article_ids(item.link or "")):
        names.append(f"naver:{ids[0]}")
    elif _names_a_page(link):
        names.append(f"link:{link}")
    if item.guid and _is_name(item.guid):
        names.append(f"guid:{_paper(item, address)}:{normal(item.guid) or item.guid}")
    names.append(f"text:{_paper(item, address)}:{_said(item)}")
    return tuple(dict.fromkeys(names))


def text_hash(item: FeedItem) -> str:
    """32 hex digits over title and text, white space and Unicode forms aside: another one is another version."""
    said = "\x1f".join(
        " ".join(unicodedata.normalize("NFKC", part).split()) for part in (item.title, item.text)
    )
    return _digest(said, 16)


def _names_a_page(link: str) -> bool:
    """Whether a normalised link leads to a page of its own, and not to where the paper begins."""
    _, slash, page = link.partition("/")
    return bool(slash and page) or "?" in link


def _is_name(guid: str) -> bool:
    if "://" in guid:
        return _names_a_page(normal(guid))
    return len(guid) >= LEAST_GUID


def _paper(item: FeedItem, address: str) -> str:
    """Within what a guid or a text is one article's: the paper, as far as addresses tell it."""
    for one in (item.link, address):
        host = normal(one).partition("/")[0].partition("?")[0] if one else ""
        if host.endswith("naver.com") and one and (ids := article_ids(one)):
            return f"naver:{ids[0].partition('_')[0]}"
        if host == TELEGRAM:  # each channel is a paper of its own
            return normal(address)
        if host:
            return host
    return urlsplit(address).netloc


def _said(item: FeedItem) -> str:
    text = _WORDLESS.sub("", unicodedata.normalize("NFKC", item.title + item.text)).casefold()
    if len(item.text) >= LONG_TEXT:
        return _digest(text, 12)
    day = day_in_korea(item.published)
    return _digest(f"{text}\x1f{day or ''}", 12)


def _digest(text: str, size: int) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()
