"""A feed that is added gives an archive of ten items or of a day, whichever is less, and never a flood."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.moment import due
from bot.feeds.archive import MOST, WITHIN, first_items
from bot.feeds.full_text import wants_page
from bot.feeds.model import FeedItem
from bot.feeds.revision import Known, revised
from bot.feeds.sameness import text_hash
from tests.feeds.documents import NOW

HOUR = timedelta(hours=1)
BRIDGE = FeedItem(
    None, "https://www.hanbit.example/news/1", "다리 개통", "열렸다.", False, published=NOW - HOUR
)


def hours_ago(*hours: int) -> list[FeedItem]:
    return [FeedItem(None, None, f"{hour}", "", False, published=NOW - HOUR * hour) for hour in hours]


def test_the_newest_ten_of_the_last_day_newest_first() -> None:
    assert [str(hour) for hour in range(10)] == [
        one.title for one in first_items(hours_ago(*range(30)[::-1]), NOW)
    ]
    assert ["1", "5"] == [one.title for one in first_items(hours_ago(5, 1, 30, 100), NOW)]


def test_one_that_published_nothing_today_shows_its_newest() -> None:
    assert ["30"] == [one.title for one in first_items(hours_ago(100, 30, 50), NOW)]


def test_items_without_a_date_are_taken_in_the_order_of_the_feed() -> None:
    items = [replace(one, published=None) for one in hours_ago(*range(20))]
    assert [str(number) for number in range(10)] == [one.title for one in first_items(items, NOW)]


def test_a_day_counts_from_its_midnight() -> None:
    today = replace(BRIDGE, published=date(2025, 12, 30))
    before = replace(BRIDGE, published=date(2025, 12, 28))
    assert (today,) == first_items([before, today], NOW)


@given(st.lists(st.integers(0, 400) | st.none(), max_size=60))
def test_never_more_than_ten_and_none_older_than_a_day(hours: list[int | None]) -> None:
    items = [replace(BRIDGE, title=str(n), published=None if hour is None else NOW - HOUR * hour)
             for n, hour in enumerate(hours)]  # fmt: skip
    first = first_items(items, NOW)
    assert len(first) <= MOST
    assert (not items) == (not first)
    old = [one for one in first if one.published and due(one.published) < NOW - WITHIN]
    assert len(old) <= (1 if len(first) == 1 else 0)


KNOWN = Known(text_hash(BRIDGE), BRIDGE.published)


def test_a_correction_is_a_new_version_with_the_first_date() -> None:
    later = replace(BRIDGE, text="바로잡습니다.", published=NOW)
    assert replace(later, published=BRIDGE.published) == revised(KNOWN, later)


def test_an_item_that_is_only_dated_anew_has_not_changed() -> None:
    assert None is revised(KNOWN, BRIDGE)
    assert None is revised(KNOWN, replace(BRIDGE, published=NOW, link="https://m.hanbit.example/news/1"))
    assert None is revised(KNOWN, replace(BRIDGE, published=None))


def test_a_date_that_comes_later_or_is_brought_right_is_written() -> None:
    assert BRIDGE == revised(Known(KNOWN.text_hash), BRIDGE)
    right = replace(BRIDGE, published=NOW - 10 * HOUR)
    assert right == revised(KNOWN, right)


@pytest.mark.parametrize(
    ("item", "wanted"),
    [
        (BRIDGE, True),
        (replace(BRIDGE, full=True), False),
        (replace(BRIDGE, link=None), False),
        (replace(BRIDGE, own_link=False), False),
        (replace(BRIDGE, link="https://n.news.naver.com/article/031/0000993116"), False),
        (replace(BRIDGE, link="https://v.daum.net/v/2025"), False),
        (replace(BRIDGE, link="https://notnaver.com/1"), True),
    ],
)
def test_a_page_is_wanted_of_a_teaser_on_the_papers_own_site(item: FeedItem, wanted: bool) -> None:
    assert wanted == wants_page(item)
