"""How many articles a search says it found."""

from __future__ import annotations

from bot.articles.article import Article
from bot.index.index import Index
from bot.search.engine import DEPTH

TOWNS = ("가람", "나루", "다솔", "라온", "마루", "바다", "사랑", "아라", "자람", "차오름")


def town_fairs(count: int) -> Index:
    """Articles that have a word in common, each about something else."""
    return Index(
        Article(
            id=f"{n}",
            title=f"{TOWNS[n % 10]} {n}번 연등 소식",
            body=f"{TOWNS[n // 10 % 10]} {n}번째 연등을 켰다.",
        )
        for n in range(count)
    )


def test_every_article_is_counted_where_the_depth_was_not_reached() -> None:
    found = town_fairs(7).search("연등", 5, 0, False)
    assert (7, 7, False) == (found.total, found.articles, found.more)


def test_a_search_as_deep_as_it_looks_says_that_there_may_be_more() -> None:
    found = town_fairs(DEPTH + 20).search("연등", 5, 0, False)
    assert (DEPTH, True) == (found.articles, found.more)


def test_reports_of_one_story_are_one_hit_and_each_an_article() -> None:
    report = (
        "한빛시 시내버스 노동조합이 10일 첫차부터 파업에 들어가면서 출근길 시민들의 불편이 예상된다. " * 4
    )
    others = [
        Article(id=f"o{n}", title=f"{town} 장터", body=f"{town} 장터가 열렸다. 버스 정류장 옆이다.")
        for n, town in enumerate(TOWNS)
    ]
    reports = [Article(id=f"r{n}", title="한빛 시내버스 파업 돌입", body=f"{report}{n}보.") for n in range(3)]
    found = Index([*reports, *others]).search("시내버스 파업")
    assert found.articles == found.total + sum(len(hit.others) for hit in found.hits)
    assert any(len(hit.others) == 2 for hit in found.hits)
