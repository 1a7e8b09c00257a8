"""Which items an editor's words mean, in the language of searches."""

from __future__ import annotations

import pytest

from bot.errors import QueryError
from bot.feeds.item_filter import is_wanted, require_readable
from bot.feeds.model import FeedItem

BRIDGE = FeedItem(
    None,
    None,
    "한빛대교 30일 개통",
    "나루까지 십오 분이 짧아진다. 통행료는 없다.",
    True,
    ("윤서린",),
    categories=("사회",),
)
WANTED = [
    "",
    "다리 한빛대교",
    "버스, 개통",
    '"십오 분"',
    "제목:개통",
    "기자:윤서린",
    "분야:사회",
    "한빛 대교",
]
WANTED += ["개통 -광고", "언론사:한빛일보", "매체:한빛일보 통행료"]
WANTED += [
    "광고 빼고 개통",
    "제목에 개통",
    "개통 최신순",
    "제목에 한빛대교와 개통이 들어간 것",
    "제목만 보고 나루",
]
UNWANTED = ["버스", "개통 -통행료", '개통 "이십 분"', "제목:통행료", "기자:도하람", "분야:경제"]
UNWANTED += ["언론사:다림신문 개통", "통행료 빼고 개통", "제목에 통행료", "제목에 개통과 통행료가 들어간 것"]


@pytest.mark.parametrize("query", WANTED)
def test_what_is_as_demanded_is_wanted(query: str) -> None:
    assert is_wanted(BRIDGE, query, "한빛일보")


@pytest.mark.parametrize("query", UNWANTED)
def test_what_is_not_as_demanded_is_not(query: str) -> None:
    assert not is_wanted(BRIDGE, query, "한빛일보")


def test_the_category_that_an_editor_gave_the_feed_counts_for_its_items() -> None:
    assert [True, False] == [
        is_wanted(BRIDGE, f"분야:{name}", "한빛일보", "경제") for name in ("경제", "사회")
    ]


def test_what_is_no_demand_is_words() -> None:
    item = FeedItem(None, None, "걱정 없이 떠난다", "여름 여행지", True)
    assert is_wanted(item, "걱정 말고 여행")


def test_what_cannot_be_read_is_said_so() -> None:
    assert "다리 -광고" == require_readable("  다리   -광고 ")
    for query in ("-광고", "from:내일모레글피 다리", "가" * 201):
        with pytest.raises(QueryError):
            require_readable(query)
