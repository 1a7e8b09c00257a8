"""The feeds of a page are found by what it says, by its links and by where papers have them."""

from __future__ import annotations

import pytest

from bot.feeds.discovery import MOST, Candidate, candidates, is_feed
from tests.feeds.documents import ADDRESS, atom, item, rss
from tests.feeds.hostile import NO_FEEDS

PAGE = "https://www.hanbit.example/news/"


def found(html: str, codec: str = "utf-8", address: str = PAGE) -> list[str]:
    return [one.address for one in candidates(html.encode(codec), "text/html", address)]


@pytest.mark.parametrize(
    "body", [rss(item()), atom(), rss(declared=""), '{"version":"https://jsonfeed.org/version/1"}']
)
def test_a_feed_is_told_by_its_content_whatever_it_is_called(body: str) -> None:
    assert is_feed(body.encode(), "text/html")
    assert (Candidate(ADDRESS),) == candidates(body.encode(), "text/html; charset=utf-8", ADDRESS)


@pytest.mark.parametrize("name", NO_FEEDS)
def test_what_is_none_is_told_too(name: str) -> None:
    if name != "broken JSON":
        assert not is_feed(NO_FEEDS[name].body, "application/rss+xml")


def test_the_head_comes_first_then_links_then_well_known_paths() -> None:
    html = (
        "<html><head><link rel='stylesheet' href='/rss.css'>"
        '<LINK REL="alternate home" TYPE="application/rss+xml" TITLE="한빛 &amp; 나루"'
        ' HREF="/rss/all.xml?from=rss&amp;a=1">'
        "<link rel=alternate type=application/atom+xml href=atom.xml>"
        '<link rel="alternate" type="text/html" hreflang="en" href="/en/">'
        "</head><body><a href='/local/rss'>지역 <b>RSS</b></a><a href='/feedback'>의견</a><a href='/rss.html'>안내</a>"
        "<a href='https://rss.hanbit.example/politics.xml'>정치</a></body></html>"
    )
    assert [
        "https://www.hanbit.example/rss/all.xml?from=rss&a=1",
        "https://www.hanbit.example/news/atom.xml",
        "https://www.hanbit.example/local/rss",
        "https://rss.hanbit.example/politics.xml",
        "https://www.hanbit.example/rss",
    ] == found(html)[:5]
    first, _, third = candidates(html.encode(), None, PAGE)[:3]
    assert ("한빛 & 나루", "지역 RSS") == (first.title, third.title)


def test_addresses_are_relative_to_the_base_of_the_page() -> None:
    html = "<base href='https://cdn.hanbit.example/x/'><link rel='alternate' type='application/rss+xml' href='rss.xml'>"
    assert "https://cdn.hanbit.example/x/rss.xml" == found(html)[0]


def test_a_page_in_the_old_encoding_and_a_feed_scheme() -> None:
    html = "<html><title>한빛일보 똠</title><link rel=alternate type='application/rss+xml' href='feed:https://a.example/f'>"
    assert "https://a.example/f" == found(html, "cp949")[0]


def test_only_so_many_are_tried_each_once_and_none_that_is_no_page() -> None:
    html = (
        "".join(f"<a href='/rss/{n % 50}'>x</a>" for n in range(10_000)) + "<a href='javascript:rss()'>x</a>"
    )
    addresses = found(html)
    assert (MOST, MOST) == (len(addresses), len(set(addresses)))
    assert all(address.startswith("https://") for address in addresses)


def test_a_page_that_says_nothing_has_well_known_paths() -> None:
    assert {"https://www.hanbit.example/rss", "https://www.hanbit.example/feed"} <= set(
        found("<html></html>")
    )
    assert found("<html></html>") == [one.address for one in candidates(b"\x89PNG", None, PAGE)]
