"""Whatever bytes come from an address: a feed or its refusal, and a bad item between two good ones costs neither."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.articles.encoding import compose
from bot.errors import FeedError
from bot.feeds.dates import SLACK
from bot.feeds.model import Feed
from bot.feeds.repair import CONTROLS, repair
from tests.feeds.documents import NOW, atom, item, numbered, read, rss, titles

FIRST, LAST = numbered(2)
PIECES = [
    "<", ">", "&", "&amp;", "&nbsp;", "&#0;", "&x;", "</b>", "<b>", "<br/>", "<![CDATA[", "]]>", "<!--", "-->",
    "<?x", "?>", "<!DOCTYPE x [", "]>", "</description>", "</title>", "<title>", "<link>", "</item>", "<item>",
    "<entry>", "</entry>", "</channel>", "</rss>", "<rss>", "<foo:bar>", "xmlns:a='b'", "가", "다리가 열렸다.",
    " ", "\n", "\"", "'", "=", "\x00", "\x0b", "<a href='", "<a b=c>", "\ufeff", "\ufffe", "<앵커>", "</>", "<1>",
    "<div/>", "<item/>", "<description>",
]  # fmt: skip
ENTRY = (
    "<entry><title>다리</title><id>urn:1</id><link href='/1'/><updated>2025-12-30T14:20:00+09:00</updated>"
    "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>열렸다.</p></div></content></entry>"
)
DATED = "<pubDate>Tue, 30 Dec 2025 14:20:00 +0900</pubDate><guid isPermaLink='false'>urn:hanbit:1</guid>"
GOOD = [rss(FIRST, item(more=DATED), LAST).encode(), atom(ENTRY).encode(), rss(*numbered(3)).encode("utf-16")]


def check(feed: Feed) -> None:
    """What holds of every feed."""
    for one in feed.items:
        assert one.title or one.text
        assert "\n" not in one.title
        for text in (one.title, one.text):
            assert not CONTROLS.search(text)
            assert text == text.strip()
            assert text == compose(text)
        assert one.link is None or one.link.startswith(("http://", "https://"))
        for moment in (one.published, one.updated):
            assert moment is None or moment.year >= 1985
            if hasattr(moment, "tzinfo"):
                assert moment <= NOW + SLACK
    assert [one.position for one in feed.refused] == sorted({one.position for one in feed.refused})


@given(st.lists(st.sampled_from(PIECES), max_size=30))
@settings(max_examples=300)
def test_a_bad_item_costs_neither_the_one_before_nor_the_one_behind(pieces: list[str]) -> None:
    feed = read(rss(FIRST, item("가운데", text="".join(pieces)), LAST))
    assert {"소식 1", "소식 2"} <= set(titles(feed))
    check(feed)


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_nor_does_whatever_stands_between_items(pieces: list[str]) -> None:
    feed = read(rss(FIRST, "".join(pieces), LAST))
    assert "소식 1" in titles(feed)
    check(feed)


@given(st.sampled_from(GOOD), st.integers(0, 3_000), st.integers(0, 200), st.binary(max_size=60))
@settings(max_examples=300)
def test_a_feed_of_which_a_part_is_lost_is_a_feed_or_a_refusal(
    body: bytes, start: int, size: int, other: bytes
) -> None:
    at = start % len(body)
    try:
        check(read(body[:at] + other + body[at + size :]))
    except FeedError:
        return


@given(
    st.binary(max_size=300)
    | st.lists(st.sampled_from(PIECES), max_size=40).map(lambda pieces: "".join(pieces).encode())
)
def test_any_bytes_are_a_feed_or_a_refusal(body: bytes) -> None:
    try:
        check(read(body))
    except FeedError:
        return


@given(st.sampled_from(GOOD[:2]))
def test_good_xml_is_only_freed_of_its_declaration(body: bytes) -> None:
    text = body.decode()
    assert text.partition("?>")[2].strip() == repair(text)
    assert repair(text) == repair(repair(text))
