"""The list of papers' feeds is well-formed, and is only chosen from."""

from __future__ import annotations

from bot.articles.links import absolute
from bot.feeds.directory import find, papers


def test_every_row_is_a_feed_that_can_be_asked() -> None:
    assert len(papers()) > 50
    assert [] == [feed for feed in papers() if not all(feed) or feed.language not in ("ko", "en")]
    assert [] == [feed.address for feed in papers() if absolute(feed.address) != feed.address]


def test_no_feed_is_there_twice_and_none_is_the_portals() -> None:
    addresses = [feed.address.partition("://")[2] for feed in papers()]
    assert len(set(addresses)) == len(addresses)
    assert [] == [address for address in addresses if "naver.com" in address]


def test_it_is_searched_by_paper_section_and_language() -> None:
    assert {"서울신문"} == {feed.paper for feed in find("서울신문")}
    assert [("동아일보", "정치")] == [feed[:2] for feed in find("동아 정치")]
    assert {"en"} == {feed.language for feed in find("en")} - {"ko"}
    assert () == find("없는신문")
