"""What a search may narrow as well is offered where words say it, and only there."""

from __future__ import annotations

from datetime import date

import pytest

from bot.articles.article import Article
from bot.index.index import Index
from bot.search.narrower import narrower
from bot.search.query_language import write_query

TODAY = date(2026, 1, 7)
PAPERS = ("한빛일보", "YTN", "조선일보", "매일경제", "코리아헤럴드")


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(
        Article(
            str(at),
            f"나룻배 요금 {at}",
            "나룻배 요금이 오른다.",
            publisher=paper,
            published=date(2025, 12, 3),
        )
        for at, paper in enumerate(PAPERS)
    )


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("한빛일보 나룻배", ["나룻배 언론사:한빛일보"]), ("나룻배 요금 한빛일보", ["나룻배 요금 언론사:한빛일보"]),
        ("와이티엔 나룻배", ["나룻배 언론사:YTN"]), ("작년 12월 요금", ["요금 부터:2025-12-01 까지:2025-12-31"]),
        ("요금 2025년 12월", ["요금 부터:2025-12-01 까지:2025-12-31"]),
        ("한빛일보 지난해 12월 요금",
         ["지난해 12월 요금 언론사:한빛일보", "한빛일보 요금 부터:2025-12-01 까지:2025-12-31"]),
        ("Korea Herald ferry", ["ferry 언론사:코리아헤럴드"]), ("ferry Korea Herald", ["ferry 언론사:코리아헤럴드"]),
        ("Korea Herald", []), ("조선 나룻배", []), ("나룻배 요금", []), ("매일 나룻배", []), ("한빛일보", []),
        ("작년 12월", []), ("12월 요금", []), ("한빛일보 한빛일보", []), ("작년 12월 요금 작년 11월", []),
        ("나룻배 한빛일보 요금", []), ("한빛일보 가 나 다 라 마 바", []), ("언론사:YTN 한빛일보 나룻배", []),
    ],
)  # fmt: skip
def test_it_is_offered(index: Index, text: str, offered: list[str]) -> None:
    asked = index.read(text, TODAY)
    assert offered == [write_query(one) for one in narrower(index, asked, TODAY)]
