"""Items that are one article share a name; those that are two share none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.feeds.model import FeedItem
from bot.feeds.sameness import item_key, item_names, text_hash
from tests.feeds.documents import ADDRESS

LONG = (
    "한빛대교가 30일 열렸다. 시청은 하루 사만 대가 다리를 건널 것으로 내다봤다. "
    "주민들은 나루를 건너던 때를 떠올렸다. 다리는 오 년 만에 놓였다."
)
OTHER = "https://www.narusin.example/rss"
BRIDGE = FeedItem("hanbit-20251230-1", "https://www.hanbit.example/news/1", "한빛대교 개통", LONG, False)


def are_one(one: FeedItem, other: FeedItem, address: str = ADDRESS, other_address: str = ADDRESS) -> bool:
    return not set(item_names(one, address)).isdisjoint(item_names(other, other_address))


@pytest.mark.parametrize(
    "other",
    [
        replace(BRIDGE, title="한빛대교 오늘 개통", text=LONG + " 끝."),
        replace(BRIDGE, guid="hanbit-20251230-2", link="https://m.hanbit.example/news/1?utm_source=rss"),
        replace(
            BRIDGE, link="https://www.hanbit.example/society/9?t=16723", title="한빛대교, 열리다", text=""
        ),
        replace(BRIDGE, guid=None, link="https://www.hanbit.example/local/77"),
    ],
    ids=[
        "corrected",
        "another guid and form of the link",
        "another link",
        "another section's feed, by its text",
    ],
)
def test_an_article_is_known_again(other: FeedItem) -> None:
    section = "https://www.hanbit.example/rss/local.xml"
    assert are_one(BRIDGE, other, ADDRESS, section)
    assert are_one(other, BRIDGE, section, ADDRESS)


@pytest.mark.parametrize(
    ("other", "address"),
    [
        (
            FeedItem("hanbit-20251230-2", "https://www.hanbit.example/news/2", "나루 폐쇄", LONG[:90], False),
            ADDRESS,
        ),
        (replace(BRIDGE, link="https://www.narusin.example/news/1"), OTHER),
        (replace(BRIDGE, guid=None, link="https://www.narusin.example/wire/5"), OTHER),
    ],
    ids=["another article", "the same path and guid in another paper", "the same wire text in another paper"],
)
def test_another_article_is_not(other: FeedItem, address: str) -> None:
    assert not are_one(BRIDGE, other, ADDRESS, address)


def test_guids_that_count_places_are_no_names() -> None:
    one, other = (
        FeedItem("1", f"https://www.hanbit.example/news/{number}", f"소식 {number}", "", False)
        for number in (1, 2)
    )
    assert not are_one(one, other)


def test_the_front_page_names_no_article() -> None:
    one, other = (
        FeedItem(guid, "https://www.hanbit.example/", title, "", False)
        for guid, title in (("https://www.hanbit.example/", "다리"), ("http://hanbit.example", "나루"))
    )
    assert not are_one(one, other)


def test_short_titles_of_two_days_are_two_articles() -> None:
    one, other = (
        FeedItem(None, None, "오늘의 날씨", "맑음", False, published=date(2025, 12, day)) for day in (29, 30)
    )
    assert not are_one(one, other)
    assert are_one(one, one)


def test_a_link_that_several_share_is_no_name() -> None:
    one, other = (
        FeedItem(None, "https://www.hanbit.example/m?id=1", title, "", False, own_link=False)
        for title in ("다리", "나루")
    )
    assert not are_one(one, other)


def test_the_portals_articles_go_by_its_numbers() -> None:
    forms = (
        "https://n.news.naver.com/mnews/article/031/0000993116?sid=105",
        "https://news.naver.com/main/read.naver?mode=LSD&mid=shm&sid1=105&oid=031&aid=0000993116",
    )
    keys = {item_key(FeedItem(None, link, "다리", "", False), ADDRESS) for link in forms}
    assert {"naver:031_0000993116"} == keys


def test_another_text_is_another_version_and_white_space_is_not() -> None:
    assert text_hash(BRIDGE) == text_hash(replace(BRIDGE, text=LONG.replace(" ", "  "), link=None))
    assert text_hash(BRIDGE) != text_hash(replace(BRIDGE, text=LONG + " 바로잡습니다."))
    assert text_hash(BRIDGE) != text_hash(replace(BRIDGE, title="한빛대교 개통식"))
