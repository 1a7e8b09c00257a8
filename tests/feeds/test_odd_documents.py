"""What is no feed is said so, and a feed that is too long gives what is newest."""

# ruff: noqa: E501 - lines of documents are as long as they are

from __future__ import annotations

import html
from datetime import timedelta

import pytest

from bot.errors import FeedError
from tests.feeds.documents import NOW, item, read, rss

NO_FEEDS = {
    "a page": "<!doctype html><html><head><title>한빛일보</title></head><body>점검 중</body></html>",
    "a page as XML": '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x"><html xmlns="x"><body/></html>',
    "a page that speaks of feeds": "<html><body><p>&lt;rss&gt; <code><item></item></code> 안내</p></body></html>",
    "a page after a remark": "<!-- 2025 -->\n<HTML><BODY>404</BODY></HTML>",
    "a script that sends on": "<script>location.href='/'</script>",
    "an answer in JSON": '{"error": {"code": 404, "message": "not found"}}',
    "a list in JSON": "[1, 2, 3]",
    "words": "Too many requests",
    "nothing": "",
    "white space": " \n\t ",
    "a map of the site": '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/</loc></url></urlset>',
    "a list of feeds": '<?xml version="1.0"?><opml version="2.0"><body><outline xmlUrl="https://a.example/rss"/></body></opml>',
    "an error in XML": '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
    "a picture": "\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "a broken beginning": '<?xml version="1.0"?><rss',
}  # fmt: skip


@pytest.mark.parametrize("name", NO_FEEDS)
def test_what_is_no_feed_is_refused_as_such(name: str) -> None:
    with pytest.raises(FeedError):
        read(NO_FEEDS[name].encode("latin-1", "ignore") if "PNG" in name else NO_FEEDS[name])


@pytest.mark.parametrize("newest_first", [True, False])
def test_of_five_thousand_items_the_newest_are_read(newest_first: bool) -> None:
    moments = [NOW - timedelta(minutes=minute, seconds=30) for minute in range(1, 5_001)]
    items = [
        item(f"소식 {at:%d일 %H시 %M분}", f"https://www.hanbit.example/news/{n}", more=f"<pubDate>{at:%Y-%m-%dT%H:%M:%SZ}</pubDate>")
        for n, at in enumerate(moments)
    ]  # fmt: skip
    feed = read(rss(*(items if newest_first else items[::-1])))
    dates = [one.published for one in feed.items if one.published]
    assert (2_000, moments[0], moments[1_999]) == (len(dates), max(dates), min(dates))


FRAMED = (
    "<figure><img src='a.jpg'><figcaption>나루에 선 시민들. 한빛일보 제공</figcaption></figure>"
    "<p>다리가 30일 열렸다.</p><p>요금은 <b>천 원</b>이다.</p>"
)


@pytest.mark.parametrize("times", [0, 1, 2, 3])
@pytest.mark.parametrize("around", ["{}", "<div>{}</div>"])
def test_a_text_is_without_its_captions_however_often_it_was_escaped(times: int, around: str) -> None:
    text = FRAMED
    for _ in range(times):
        text = html.escape(text)
    (found,) = read(rss(item(text=html.escape(around.format(text))))).items
    assert "다리가 30일 열렸다.\n\n요금은 천 원이다." == found.text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("값은 3 &amp;lt; 5 이다.", "값은 3 < 5 이다."),
        ("굵게는 &amp;amp;lt;b&amp;amp;gt;다.", "굵게는 &lt;b&gt;다."),
    ],
)
def test_a_text_that_tells_of_marks_keeps_them(written: str, text: str) -> None:
    (found,) = read(rss(item(text=written))).items
    assert text == found.text
