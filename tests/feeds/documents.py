"""Feeds to try things on: RSS around items, in any encoding. All of an invented city."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.feeds.model import Feed
from bot.feeds.reader import parse_feed

NOW = datetime(2025, 12, 30, 6, 0, tzinfo=UTC)  # 15:00 in Korea
ADDRESS = "https://www.hanbit.example/rss/all.xml"
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"'
)
BRIDGE = "한빛대교가 30일 열렸다."


def item(
    title: str = "한빛대교 개통",
    link: str = "https://www.hanbit.example/news/1",
    text: str = BRIDGE,
    more: str = "",
) -> str:
    """An item of RSS; what is given is put in as it is."""
    return f"<item><title>{title}</title><link>{link}</link><description>{text}</description>{more}</item>"


def rss(*items: str, head: str = "", declared: str = "utf-8", root: str = SPACES) -> str:
    """An RSS document around *items*."""
    declaration = f'<?xml version="1.0" encoding="{declared}"?>\n' if declared else ""
    return (
        f'{declaration}<rss version="2.0" {root}><channel><title>한빛일보</title>'
        f"<link>https://www.hanbit.example/</link>{head}{''.join(items)}</channel></rss>"
    )


def atom(*entries: str, more: str = "") -> str:
    """An Atom document around *entries*."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ko">'
        f'<title>한빛일보</title><id>urn:hanbit</id><link href="https://www.hanbit.example/"/>{more}'
        f"{''.join(entries)}</feed>"
    )


def numbered(count: int, start: int = 1) -> list[str]:
    """Good items, each another article."""
    return [
        item(f"소식 {number}", f"https://www.hanbit.example/news/{number}", f"{number}번째 소식이 나왔다.")
        for number in range(start, start + count)
    ]


def read(body: str | bytes, content_type: str | None = None, address: str = ADDRESS) -> Feed:
    """The feed in *body*, at NOW."""
    raw = body.encode() if isinstance(body, str) else body
    return parse_feed(raw, content_type=content_type, address=address, now=NOW)


def titles(feed: Feed) -> list[str]:
    return [one.title for one in feed.items]
