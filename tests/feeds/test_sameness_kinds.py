"""Two items are one article, or are not, whatever their addresses, guids and sections look like."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.feeds.model import FeedItem
from bot.feeds.sameness import item_names
from tests.feeds.documents import ADDRESS, item, read, rss

SAME_PAGES = {
    "what clicks are counted by": ("/news/1", "/news/1?utm_source=rss&utm_medium=feed&utm_campaign=a"),
    "from where one came": ("/news/1", "/news/1?ref=rss"),
    "from where one came, otherwise": ("/news/1?from=rss", "/news/1?from=main"),
    "clicks of a network": ("/news/1", "/news/1?fbclid=IwAR0x&gclid=9"),
    "the host for telephones": ("/news/1", "https://m.hanbit.example/news/1"),
    "the host for telephones, in full": ("/news/1", "https://mobile.hanbit.example/news/1"),
    "amp after the path": ("/news/1", "/news/1/amp"),
    "amp before the path": ("/news/1", "/amp/news/1"),
    "amp as a question": ("/news/1", "/news/1?amp=1"),
    "amp as an output": ("/news/1", "/news/1?outputType=amp"),
    "amp's own host": ("/news/1", "https://amp.hanbit.example/news/1"),
    "scheme and www": ("/news/1", "http://hanbit.example/news/1/"),
    "a fragment": ("/news/1", "/news/1#Echobox=1767"),
    "order of the questions": ("/v?a=1&b=2", "/v?b=2&a=1"),
    "a port that goes without saying": ("/news/1", "https://www.hanbit.example:443/news/1"),
    "percent or letters": ("/기사/다리", "/%EA%B8%B0%EC%82%AC/%EB%8B%A4%EB%A6%AC"),
    "Google's alerts": ("/news/1", "https://www.google.com/url?rct=j&url=https://www.hanbit.example/news/1&ct=ga"),
    "the portal's two forms": (
        "https://n.news.naver.com/mnews/article/001/0012345678?sid=102",
        "https://news.naver.com/main/read.nhn?mode=LSD&mid=sec&oid=001&aid=0012345678&sid1=102",
    ),
    "the portal's telephone form": (
        "https://n.news.naver.com/article/001/0012345678",
        "https://m.news.naver.com/read?oid=001&aid=0012345678&sid1=100",
    ),
}  # fmt: skip
OTHER_PAGES = {
    "another number": ("/news/1", "/news/2"),
    "another number in the question": ("/view.php?idx=1", "/view.php?idx=2"),
    "another id by a short name": ("/view?no=77&sid1=100", "/view?no=78&sid1=100"),
    "the portal's other paper": (
        "https://n.news.naver.com/mnews/article/001/0012345678",
        "https://n.news.naver.com/mnews/article/002/0012345678",
    ),
    "another paper's page of that number": ("/news/1", "https://www.dalim.example/news/1"),
    "a section that is all there is": ("/?section=politics", "/?section=economy"),
}  # fmt: skip


def _found(link: str, text: str) -> FeedItem:
    link = link if link.startswith("http") else f"https://www.hanbit.example{link}"
    return read(rss(item(f"소식 {text}", link.replace("&", "&amp;"), text))).items[0]


@pytest.mark.parametrize("name", SAME_PAGES)
def test_one_page_by_two_addresses_is_one_article(name: str) -> None:
    one, other = (
        item_names(_found(link, text), ADDRESS) for link, text in zip(SAME_PAGES[name], "가나", strict=True)
    )
    assert set(one) & set(other)


@pytest.mark.parametrize("name", OTHER_PAGES)
def test_two_pages_are_two_articles(name: str) -> None:
    one, other = (
        item_names(_found(link, text), ADDRESS) for link, text in zip(OTHER_PAGES[name], "가나", strict=True)
    )
    assert not set(one) & set(other)


def test_a_guid_that_changes_with_each_poll_makes_no_new_article() -> None:
    found = _found("/news/1", "다리가 열렸다.")
    one, other = (item_names(replace(found, guid=guid), ADDRESS) for guid in ("hanbit-17670", "hanbit-17671"))
    assert set(one) & set(other)
