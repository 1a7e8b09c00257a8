"""Whose an address is: papers by the domain that they registered, writers of a platform by their place in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.site import site
from tests.feeds.documents import read, rss

ONE_PAPER = [
    ("https://rss.donga.com/total.xml", "https://www.donga.com/news/1"),
    ("https://www.yna.co.kr/rss/news.xml", "http://m.yna.co.kr/view/1"),
    ("https://www.bbc.co.uk/news", "https://feeds.bbc.co.uk/rss.xml"),
    ("https://rss.hanbit.example/a", "https://hanbit.example/b"),
    ("https://hanbit.tistory.com/rss", "https://hanbit.tistory.com/22"),
    ("https://rss.blog.naver.com/hanbit.xml", "https://m.blog.naver.com/Hanbit/22"),
    ("https://medium.com/feed/@hanbit", "https://medium.com/@hanbit/a-1"),
    ("https://v2.velog.io/rss/@hanbit", "https://velog.io/@hanbit/a"),
    ("https://hanbit.substack.com/feed", "https://hanbit.substack.com/p/a"),
    ("https://blog.naver.com/PostList.naver?blogId=hanbit", "https://rss.blog.naver.com/hanbit"),
    (
        "https://m.blog.naver.com/PostView.naver?blogId=Hanbit&logNo=1",
        "https://rss.blog.naver.com/hanbit.xml",
    ),
    ("https://www.youtube.com/feeds/videos.xml?channel_id=UC1a", "https://www.youtube.com/channel/UC1a"),
    ("https://www.youtube.com/feeds/videos.xml?user=hanbit", "https://www.youtube.com/user/hanbit"),
    (
        "https://post.naver.com/viewer/postView.naver?volumeNo=1&memberNo=7",
        "https://post.naver.com/my.naver?memberNo=7",
    ),
    (
        "https://cafe.naver.com/ca-fe/cafes/7/articles/1",
        "https://cafe.naver.com/ArticleRead.nhn?clubid=7&articleid=2",
    ),
    ("https://hanbit.medium.com/a-1", "https://medium.com/@Hanbit/a-1"),
    ("https://hanbit.medium.com/feed", "https://medium.com/feed/@hanbit"),
    ("https://page.stibee.com/archives/7", "https://page.stibee.com/subscriptions/7"),
    ("https://t.me/s/hanbit", "https://t.me/hanbit/5"),
    ("http://127.0.0.1:8080/a", "http://127.0.0.1:9090/b"),
]
TWO_PAPERS = [
    ("https://a.tistory.com/rss", "https://b.tistory.com/rss"),
    ("https://a.substack.com/feed", "https://b.substack.com/feed"),
    ("https://a.wordpress.com/feed", "https://b.wordpress.com/feed"),
    ("https://a.github.io/feed.xml", "https://b.github.io/feed.xml"),
    ("https://a.blogspot.com/x", "https://b.blogspot.com/x"),
    ("https://blog.naver.com/a", "https://blog.naver.com/b"),
    (
        "https://blog.naver.com/PostView.naver?blogId=a&logNo=1",
        "https://blog.naver.com/PostView.naver?blogId=b&logNo=1",
    ),
    ("https://post.naver.com/viewer?memberNo=1", "https://post.naver.com/viewer?memberNo=2"),
    ("https://cafe.naver.com/ArticleRead.nhn?clubid=1", "https://cafe.naver.com/ArticleRead.nhn?clubid=2"),
    (
        "https://youtube.com/feeds/videos.xml?channel_id=UCa",
        "https://youtube.com/feeds/videos.xml?channel_id=UCb",
    ),
    ("https://facebook.com/profile.php?id=1", "https://facebook.com/profile.php?id=2"),
    ("https://page.stibee.com/archives/1", "https://page.stibee.com/archives/2"),
    ("https://a.medium.com/feed", "https://b.medium.com/feed"),
    ("https://medium.com/@a", "https://medium.com/@b"),
    ("https://brunch.co.kr/@a/1", "https://brunch.co.kr/@b/1"),
    ("https://a.co.kr/", "https://b.co.kr/"),
    ("https://a.go.kr/", "https://b.go.kr/"),
    ("http://127.0.0.1/a", "http://127.0.0.2/a"),
]


@pytest.mark.parametrize(("one", "other"), ONE_PAPER)
def test_addresses_of_one_paper_are_of_one_site(one: str, other: str) -> None:
    assert site(one) == site(other) != ""


@pytest.mark.parametrize(("one", "other"), TWO_PAPERS)
def test_two_that_a_platform_or_a_registry_has_are_two_papers(one: str, other: str) -> None:
    assert site(one) != site(other)


@given(st.text(max_size=80))
def test_of_any_text_some_site_is_told_or_none(text: str) -> None:
    assert isinstance(site(text), str)


@pytest.mark.parametrize(
    ("source", "paper"),
    [("https://b.tistory.com/rss", "이웃 블로그"), ("https://a.tistory.com/rss", ""), ("", "")],
)
def test_a_neighbour_on_the_same_platform_is_the_source_of_its_post(source: str, paper: str) -> None:
    body = rss(
        f"<item><title>등대가 섰다</title><link>https://b.tistory.com/1</link>"
        f"<source url='{source}'>이웃 블로그</source></item>"
    )
    (item,) = read(body, address="https://a.tistory.com/rss").items
    assert paper == item.source
