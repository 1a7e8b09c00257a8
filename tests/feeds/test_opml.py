"""Lists of feeds of other readers come in, and ours go out and in again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import FeedError
from bot.feeds.opml import Outline, read_opml, write_opml
from tests.feeds.documents import NOW

FEED = "https://www.hanbit.example/rss/all.xml"


def opml(body: str, declared: str = "utf-8") -> str:
    return f'<?xml version="1.0" encoding="{declared}"?><opml version="1.0"><head/><body>{body}</body></opml>'


def test_folders_and_titles_are_read() -> None:
    text = opml(
        f'<outline text="지역"><outline title="한빛" text="한빛일보" type="rss" xmlUrl="{FEED}" htmlUrl="https://x.example/"/>'
        '<outline text="더"><outline text="나루" XMLURL="https://www.narusin.example/rss?a=1&b=2"/></outline></outline>'
        '<outline text="밖" xmlUrl="https://out.example/rss" category="/뉴스/밖"/>'
    )
    assert (
        Outline(FEED, "한빛", "지역"),
        Outline("https://www.narusin.example/rss?a=1&b=2", "나루", "지역/더"),
        Outline("https://out.example/rss", "밖", "뉴스/밖"),
    ) == read_opml(text.encode())


def test_an_old_list_in_cp949_and_one_that_breaks_off() -> None:
    text = opml(f'<outline text="똠방일보" xmlUrl="{FEED}"/>', "euc-kr").encode("cp949")
    assert (Outline(FEED, "똠방일보"),) == read_opml(text)
    assert (Outline(FEED, "똠방일보"),) == read_opml(text.partition(b"</body>")[0] + b"<outline text=")


def test_an_address_is_kept_as_it_is_and_once() -> None:
    address = "https://www.hanbit.example/?feed=rss2&utm_source=x&outputType=xml"
    one = f'<outline text="가" xmlUrl="{address.replace("&", "&amp;")}"/>'
    assert (Outline(address, "가"),) == read_opml(opml(one * 3).encode())


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("", "feed.not_opml"),
        ("한빛", "feed.not_opml"),
        ("<html><body><p>한빛</p></body></html>", "feed.empty_opml"),
        ('<rss><channel><title>x</title></channel></rss>', "feed.not_opml"),
        (opml(""), "feed.empty_opml"),
        (opml('<outline text="x" xmlUrl="file:///etc/passwd"/><outline xmlUrl="javascript:x"/>'), "feed.empty_opml"),
        ("<opml><body>" + "<outline text='a'>" * 10_000, "feed.empty_opml"),
        (f"<!DOCTYPE opml [<!ENTITY a 'x'>]><opml><body>{'&a;' * 1000}</body></opml>", "feed.empty_opml"),
        ("<opml>" + "x" * 6_000_000, "feed.large"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_said(body: str, key: str) -> None:
    with pytest.raises(FeedError) as raised:
        read_opml(body.encode())
    assert key == raised.value.key


def test_a_list_of_many_ends() -> None:
    many = "".join(f'<outline xmlUrl="https://a.example/{n}"/>' for n in range(5_000))
    assert 2_000 == len(read_opml(opml(many).encode()))


LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"], exclude_characters="/∕\ufeff\ufffd"),
               min_size=1, max_size=30)  # fmt: skip


@given(
    st.lists(st.tuples(LINE, st.sampled_from(["", "지역", "지역/한빛", '<&">'])), min_size=1, max_size=8),
    LINE,
)
def test_what_goes_out_comes_in_again(feeds: list[tuple[str, str]], title: str) -> None:
    from bot.articles.encoding import compose

    outlines = [
        Outline(f"https://www.hanbit.example/rss?n={number}&f=x", compose(name), folder)
        for number, (name, folder) in enumerate(feeds)
    ]
    again = read_opml(write_opml(outlines, title, NOW))
    assert set(outlines) == set(again)
