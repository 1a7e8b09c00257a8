"""A feed is read in a process of its own: the same comes out, and one that takes too much is given up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.adapters.feeds.parsing import FeedParser
from bot.adapters.sandbox.limited_process import Limits
from bot.errors import FeedError
from bot.feeds.model import Feed
from tests.feeds.documents import ADDRESS, NOW, item, numbered, read, rss
from tests.feeds.hostile import CASES


@pytest.fixture(scope="module")
def parser() -> Iterator[FeedParser]:
    with FeedParser() as parser:
        yield parser


def parse(parser: FeedParser, body: bytes, content_type: str | None = None) -> Feed:
    return parser.parse(body, content_type=content_type, address=ADDRESS, now=NOW)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if not case.fault][::6])
def test_what_comes_out_is_what_went_in(name: str, parser: FeedParser) -> None:
    case = CASES[name]
    assert read(case.body, case.content_type) == parse(parser, case.body, case.content_type)


def test_dates_hints_and_bylines_come_out_too(parser: FeedParser) -> None:
    more = "<pubDate>Tue, 30 Dec 2025 14:20:00 GMT</pubDate><dc:creator>윤서린 기자</dc:creator>"
    more += "<category>사회</category>"
    head = "<ttl>30</ttl><skipHours><hour>3</hour></skipHours><skipDays><day>Sunday</day></skipDays>"
    body = rss(item(more=more), item("날만", "/2", more="<pubDate>2025-12-29</pubDate>"), head=head).encode()
    feed = parse(parser, body)
    assert feed == read(body)
    assert feed.utc_is_kst
    assert feed.items[0].published


@pytest.mark.parametrize("key", ["feed.page", "feed.empty", "feed.not_feed"])
def test_a_fault_comes_out_by_its_key(key: str, parser: FeedParser) -> None:
    body = {"feed.page": b"<html><body>x</body></html>", "feed.empty": b"", "feed.not_feed": b"x"}[key]
    with pytest.raises(FeedError) as raised:
        parse(parser, body)
    assert key == raised.value.key


def test_a_feed_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    with FeedParser(Limits(cpu_s=1, wall_s=0.02)) as hasty:
        with pytest.raises(FeedError) as raised:
            parse(hasty, rss(*numbered(2_000)).encode())
        assert "feed.too_long" == raised.value.key
    with FeedParser() as parser:
        assert 3 == len(parse(parser, rss(*numbered(3)).encode()).items)
