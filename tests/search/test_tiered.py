"""One search over what is near and what is far away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.errors import ArchiveError, QueryError, ReaderError
from bot.index.index import Index
from bot.korean.days import Days
from bot.search.filters import NO_FILTERS, Filters
from bot.search.keywords import Told
from bot.search.order import ORDERS, Order
from bot.search.ports import Place, Stretch
from bot.search.tiered import FAR, Tiered
from tests.search.corpora import corpora, sentences
from tests.search.naive import NaiveLexicon, NaiveSnapshot

OLD = Article(id="old", title="한빛시 노면전차 착공", body="한빛시가 노면전차를 착공했다.", published=date(2019, 3, 2),
              publisher="해온일보", url="https://www.hanbit.example/2019/7")  # fmt: skip
NEW = Article(id="new", title="한빛시 노면전차 개통", body="한빛시가 노면전차를 개통했다.", published=date(2026, 3, 2),
              publisher="새벽신문")  # fmt: skip


class FakeSnapshot(NaiveSnapshot):
    """That of an archive in a list, which lists only what filters accept, and tells two at a time by day."""

    filters = NO_FILTERS

    def within(self, filters: Filters) -> FakeSnapshot:
        narrowed = FakeSnapshot(self.articles, self.room)
        narrowed.filters = replace(filters, phrases=(), without=(), title=(), not_title=())
        return narrowed

    def latest(self, limit: int, offset: int = 0) -> list[Place]:
        places = super().latest(len(self))
        articles = zip(places, self.get_many(places), strict=True)
        return [
            place for place, one in articles if self.filters.accepts(one, Told(one.title, one.body), None)
        ][offset : offset + limit]

    def dated(self, words: Sequence[str], *, oldest: bool) -> Iterator[Stretch]:
        [(places, _)] = super().dated(words, oldest=oldest)
        yield from (Stretch(places[at : at + 2], True) for at in range(0, len(places), 2))
        yield Stretch([], False)

    def at_address(self, wanted: str) -> Article | None:
        return next((one for one in self.articles if one.url.endswith(wanted.rpartition("/")[2])), None)


class FakeArchive:
    """An archive in a list, that fails when it is told to."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.articles = {article.id: article for article in articles}
        self.is_away = self.fails = False

    @property
    def size(self) -> int:
        return len(self.articles)

    @property
    def revision(self) -> object:
        return tuple(self.articles.values())

    def snapshot(self) -> tuple[FakeSnapshot, NaiveLexicon]:
        if self.fails:
            raise ArchiveError("slow")
        now = FakeSnapshot(list(self.articles.values()), FAR)
        return now, NaiveLexicon(now)

    def get_many(self, article_ids: Sequence[str]) -> list[Article | None]:
        if self.fails:
            raise ArchiveError("slow")
        return [self.articles.get(one) for one in article_ids]


@settings(max_examples=40)
@given(corpora, st.integers(1, 4), sentences, st.sampled_from(ORDERS))
def test_both_find_what_one_engine_of_all_finds(
    articles: list[Article], since: int, text: str, order: Order
) -> None:
    near = [article for article in articles if article.day and article.day.day >= since]
    one, both = Index(articles), Tiered(Index(near), FakeArchive(articles), 90)
    one.warm_up()
    assert one.latest(7, 1) == both.latest(7, 1)
    assert one.first_day() == both.first_day()
    days = Days(date(2026, 3, 2), date(2026, 3, 2))
    assert one.of_days(days, 5) == both.of_days(days, 5)
    try:
        expected = one.search(text, 10, 0, order == "nearest", order)
    except QueryError:
        with pytest.raises(QueryError):
            both.search(text)
        return
    assert set(one.about(text, ranked=False).ids) == set(both.about(text, ranked=False).ids)
    if not expected.corrections:  # what a word is a slip for depends on how often others are near
        assert expected == both.search(text, 10, 0, order == "nearest", order)
        assert one.candidates(text) == both.candidates(text)


def test_old_articles_are_found_by_words_names_and_address() -> None:
    both = Tiered(Index([NEW]), FakeArchive([OLD, NEW]), 90)
    for asked in ("노면전차 착공", "publisher:해온", "https://hanbit.example/2019/7", "until:2020-01-01"):
        found = both.search(asked)
        assert "old" == found.hits[0].article.id
        assert 0 == found.recent_days
    assert [OLD, None] == both.get_many(["old", "never"])
    assert [NEW, OLD] == both.latest(5)
    assert 2 == len(both)


def test_while_the_archive_fails_what_is_near_answers_and_says_so() -> None:
    archive = FakeArchive([OLD, NEW])
    both = Tiered(Index([NEW]), archive, 90)
    archive.fails = True
    found = both.search("노면전차")
    assert ["new"] == [hit.article.id for hit in found.hits]
    assert 90 == found.recent_days
    assert [NEW] == both.latest(5)
    assert [NEW] == both.get_many(["new"])
    assert NEW == both.article("new")


def test_an_article_of_an_archive_that_is_away_is_not_told_to_be_gone() -> None:
    archive = FakeArchive([OLD])
    both = Tiered(Index(), archive, 90)
    archive.is_away = True
    with pytest.raises(ReaderError, match=r"archive\.away"):
        both.article("old")
    with pytest.raises(ReaderError, match=r"archive\.away"):
        both.get_many(["new", "old"])
    assert 90 == both.recent_days


def test_an_archive_that_failed_is_not_asked_while_it_is_away() -> None:
    archive = FakeArchive([OLD])
    both = Tiered(Index([NEW]), archive, 30)
    archive.is_away = True
    assert 30 == both.search("노면전차").recent_days
    archive.is_away = False
    assert 0 == both.search("노면전차").recent_days
    assert 0 == both.recent_days


def test_an_edition_is_made_anew_once_something_came_into_memory_or_left_it() -> None:
    archive = FakeArchive([OLD, NEW])
    both = Tiered(Index([NEW]), archive, 90)
    before = both.revision
    assert before == both.revision
    both.add([replace(NEW, title="한빛시 노면전차 개통식")])
    edited = both.revision
    both.remove(["new"])
    gone = both.revision
    archive.articles.pop("old")
    assert 4 == len({before, edited, gone, both.revision})


def test_an_edition_is_made_anew_once_the_archive_changed_though_it_is_as_large_as_before() -> None:
    archive = FakeArchive([OLD])
    both = Tiered(Index([NEW]), archive, 90)
    before = both.revision
    archive.articles["old"] = replace(OLD, title="한빛시 노면전차 착공식")
    edited = both.revision
    del archive.articles["old"]
    archive.articles["older"] = replace(OLD, id="older")
    assert 3 == len({before, edited, both.revision})
