"""The archive on a real node: an engine like the others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from bot.adapters.opensearch.archive import Archive
from bot.adapters.opensearch.cluster import Address, Cluster
from bot.adapters.opensearch.snapshot import MOST_RANKED
from bot.articles.article import Article
from bot.errors import ArchiveError, QueryError
from bot.index.index import Index
from bot.search.order import Order
from tests.adapters.opensearch.nodes import Nodes
from tests.search.contract import *  # noqa: F403
from tests.search.contract import NEWS, ids
from tests.search.corpora import corpora, sentences

MakeArchive = Callable[..., Archive]

PAPERS = [
    Article(
        id=f"p{n}",
        title=f"한빛시 소식 {n}호 노면전차",
        body=f"한빛시 노면전차 소식 {n}번째다. 기자는 현장을 찾았다.",
        publisher=["해온일보", "새벽신문", "한빛타임스"][n % 3],
        authors=(["김하늘", "이바다"][n % 2],),
        category=["사회", "경제"][n % 2],
        published=date(2026, 1 + n % 3, 1 + n % 28),
        url=f"https://www.hanbit.example/news/{n}?utm_source=feed",
        content_hash=f"{n:032x}",
    )
    for n in range(40)
]


@settings(max_examples=25)
@given(corpora, sentences)
def test_the_archive_agrees_with_the_engine_in_memory(
    make_many: MakeArchive, articles: list[Article], text: str
) -> None:
    memory, archive = Index(articles), make_many()
    archive.add(articles)
    memory.warm_up()
    assert len(memory) == len(archive)
    assert memory.latest(7, 1) == archive.latest(7, 1)
    try:
        expected = memory.search(text)
    except QueryError:
        with pytest.raises(QueryError):
            archive.search(text)
        return
    assert expected == archive.search(text)
    assert memory.candidates(text) == archive.candidates(text)


@pytest.mark.parametrize(
    "text",
    [
        "노면전차 publisher:해온일보",
        "publisher:해온 author:이바다",
        "노면전차 -publisher:새벽신문 category:경제",
        "노면전차 since:2026-02-01 until:2026-02-20",
        "author:ㄱㅎㄴ",
        '"소식 7번째" 노면전차',
        "title:12호 노면전차",
        "ㅎㅂㅅ ㅅㅅ",
        "https://hanbit.example/news/17",
    ],
)
def test_what_is_demanded_is_the_same_in_both(make: MakeArchive, text: str) -> None:
    memory, archive = Index(PAPERS), make()
    archive.add(PAPERS)
    expected = memory.search(text, 40, 0, False)
    assert expected.hits
    assert expected == archive.search(text, 40, 0, False)


def test_newest_first_and_pages_are_the_same_in_both(make: MakeArchive) -> None:
    memory, archive = Index(PAPERS), make()
    archive.add(PAPERS)
    for offset in (0, 5, 35):
        expected = memory.search("노면전차 소식", 5, offset, False, order="newest")
        assert expected == archive.search("노면전차 소식", 5, offset, False, order="newest")
    assert memory.latest(10, 33) == archive.latest(10, 33)
    assert memory.rarity(["노면전차", "12호", "없는말"]) == archive.rarity(["노면전차", "12호", "없는말"])


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_by_day_is_the_same_in_both_where_more_have_the_words_than_are_ranked(
    make: MakeArchive, order: Order
) -> None:
    many = [
        Article(
            f"m{number:04}", f"노면전차 소식 {number}", "노면전차 소식이다. " + "노면전차 소식 " * (number % 7),
            publisher="해온일보", published=date(2020, 1, 1) + timedelta(days=number) if number % 50 else None,
            content_hash=f"{number:032x}",
        )
        for number in range(MOST_RANKED + 300)
    ]  # fmt: skip
    memory, archive = Index(many), make()
    archive.add(many)
    for offset in (0, 10):
        expected = memory.search("노면전차 소식", 10, offset, False, order=order)
        found = archive.search("노면전차 소식", 10, offset, False, order=order)
        assert [hit.article.id for hit in expected.hits] == [hit.article.id for hit in found.hits]
    first = memory.search("노면전차 소식", 1, 0, False, order=order).hits[0].article
    assert (date(2020, 1, 2) if order == "oldest" else many[-1].published) == first.published


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_by_day_those_wanted_are_found_behind_more_that_are_not_than_are_ranked(
    make: MakeArchive, order: Order
) -> None:
    days = [date(2020, 1, 1) + timedelta(days=number) for number in range(MOST_RANKED + 400)]
    long = "농가는 바쁘다. " * 30
    many = [
        Article(f"m{n:04}", f"가격 {n}", "배추 가격 시장", published=days[n + 50], content_hash=f"{n:032x}")
        for n in range(MOST_RANKED + 300)
    ]
    body = f"오늘은 쌀 시장을 두루 보고 가격 이야기를 길게 나눈다. {long}"
    late = days[-1] if order == "newest" else date(2019, 1, 1)
    few = [
        Article(
            f"r{n:02}", f"농가 이야기 {n}", body, content_hash=f"{9_000 + n:032x}",
            published=late if n < 2 else days[n] if order == "newest" else days[-n],
        )
        for n in range(30)
    ]  # fmt: skip
    memory, archive = Index([*many, *few]), make()
    archive.add([*many, *few])
    for text in ("쌀 가격", "가격 -배추", "가격 -제목:가격"):
        expected = memory.search(text, 40, 0, False, order=order)
        assert 30 == expected.total
        assert expected == archive.search(text, 40, 0, False, order=order)


def test_hashes_tell_what_is_there_of_each_folder(make: MakeArchive) -> None:
    archive = make()
    archive.put(PAPERS[:3], "2025")
    archive.put(PAPERS[3:4])
    assert [("p0", f"{0:032x}"), ("p1", f"{1:032x}"), ("p2", f"{2:032x}")] == list(archive.hashes("2025"))
    assert [("p3", f"{3:032x}")] == list(archive.hashes(""))


def test_an_article_that_is_no_text_is_refused_and_keeps_no_other_out(make: MakeArchive) -> None:
    archive = make()
    assert {"bad": "not_utf8"} == archive.put([Article("bad", "여울강 \ud800", "여울강"), *NEWS])
    assert ["3"] == ids(archive.search("여울강"))


def test_an_archive_that_is_not_there_is_missing(node: Nodes) -> None:
    archive = Archive(Cluster(Address(node.urls)), "never-made")
    assert "2.19.6" == archive.alias.version()
    with pytest.raises(ArchiveError) as fault:
        archive.search("노면전차")
    assert "missing" == fault.value.reason
    assert archive.is_away, "nobody asks a cluster that lets us not in or has nothing, search by search"
