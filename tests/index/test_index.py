"""However an index came to be, it is the index of the articles that are in it; and readers are never disturbed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.index import index as index_module
from bot.index.index import Index
from bot.korean.tokens import term_ids
from tests.search.corpora import WORDS, articles, sentences

Step = Callable[[Index, dict[str, Article]], None]


def add(some: list[Article]) -> Step:
    def step(index: Index, model: dict[str, Article]) -> None:
        index.add(some)
        for article in some:
            model.pop(article.id, None)
            model[article.id] = article

    return step


def add_many(some: list[Article]) -> Step:
    """So many that they become a segment at once."""
    many = [replace(a, id=f"{a.id}-{turn}") for turn in range(140 // max(1, len(some))) for a in some]
    return add(many + some)


def remove(ids: list[int]) -> Step:
    def step(index: Index, model: dict[str, Article]) -> None:
        index.remove(f"a{number}" for number in ids)
        for number in ids:
            model.pop(f"a{number}", None)

    return step


def flush(index: Index, model: dict[str, Article]) -> None:
    with index._adding:
        index._flush()


def compact(index: Index, model: dict[str, Article]) -> None:
    while index.compact():
        pass


steps = st.one_of(
    st.lists(articles(), max_size=4).map(add),
    st.lists(articles(), min_size=1, max_size=4).map(add_many),
    st.lists(st.integers(0, 15), max_size=8).map(remove),
    st.just(flush),
    st.just(compact),
)


def ranking(index: Index, query: str) -> list[tuple[str, float]]:
    return [(article.id, score) for article, score in index.candidates(query, 200)]


# Shrinking a history of writes takes minutes and makes it hardly shorter.
@settings(max_examples=30, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.lists(steps, max_size=12), st.sampled_from([word for word in WORDS if len(term_ids(word))]))
def test_any_way_to_an_index_leads_to_the_same_index(path: list[Step], query: str) -> None:
    index, model = Index(), dict[str, Article]()
    for step in path:
        step(index, model)
    fresh = Index(model.values())
    assert len(model) == len(index)
    assert all(article == index.article(id_) for id_, article in model.items())
    assert fresh.latest(300) == index.latest(300)
    ids = term_ids(query)
    assert fresh._view.document_frequencies(ids).tolist() == index._view.document_frequencies(ids).tolist()
    assert ranking(fresh, query) == ranking(index, query)
    for stories in (True, False):
        found, expected = (one.search(query, 50, 0, stories) for one in (index, fresh))
        assert expected == found


def test_many_small_segments_become_few() -> None:
    index = Index()
    for turn in range(index_module._FAN_IN * 2):
        index.add(Article(id=f"{turn}-{i}", title="네이버 실적", body="발표") for i in range(130))
    before = ranking(index, "네이버")
    assert index.compact()
    while index.compact():
        pass
    assert len(index._view.segments) < index_module._FAN_IN
    assert before == ranking(index, "네이버")


def test_a_segment_that_is_mostly_forgotten_is_made_anew() -> None:
    index = Index(Article(id=str(i), title="네이버 실적", body="발표") for i in range(200))
    index.remove(str(i) for i in range(150))
    assert index.compact()
    assert [50] == [len(segment) for segment in index._view.segments]
    assert (None,) == index._view.live


def test_what_is_forgotten_while_segments_merge_stays_forgotten() -> None:
    index = Index()
    for turn in range(index_module._FAN_IN):
        index.add(Article(id=f"{turn}-{i}", title=f"네이버 {turn}", body="발표") for i in range(130))
    merged = index_module.merge_segments([(s, np.ones(len(s), bool)) for s in index._view.segments])
    old = index._view.segments
    index.remove(["3-7"])
    index.add([Article(id="4-9", title="카카오", body="새로")])
    with index._publishing:
        index._replace(old, merged)
    assert index.article("3-7") is None
    assert "카카오" == index.article("4-9").title  # type: ignore[union-attr]
    found = [article.id for article, _ in index.candidates("네이버", 2000)]
    assert len(set(found)) == len(found) == index_module._FAN_IN * 130 - 2


@settings(max_examples=20, deadline=None)
@given(st.lists(articles(), min_size=1, max_size=10, unique_by=lambda a: a.id), sentences)
def test_a_view_once_taken_never_changes(some: list[Article], query: str) -> None:
    index = Index(some)
    view, ids = index._view, term_ids(query)
    before = view.rank(ids, view.idf(ids), 50)
    add_many([replace(article, title="카카오", body=query) for article in some])(index, {})
    index.remove([some[0].id])
    flush(index, {})
    compact(index, {})
    assert before == view.rank(ids, view.idf(ids), 50)
    assert [a.id for a in some] == [view.id(place) for place in view.places()]


def test_readers_see_whole_changes_only_while_others_write_and_merge() -> None:
    """Every article of a batch says the same number, and a batch replaces the one before it."""
    index = Index()
    batch = [Article(id=f"a{i}", title=f"네이버 {i}", body="회차 100") for i in range(150)]
    index.add(batch)
    done = threading.Event()
    faults: list[str] = []

    def write() -> None:
        try:
            for turn in range(101, 130):
                index.add(replace(article, body=f"회차 {turn}") for article in batch)
        finally:
            done.set()

    def merge() -> None:
        while not done.is_set():
            index.compact()

    def read() -> None:
        while not done.is_set():
            results = index.search("네이버 회차", 100, 0, False)
            seen = {hit.article.body for hit in results.hits}
            if len(seen) != 1 or len({hit.article.id for hit in results.hits}) != 100:
                faults.append(f"{len(results.hits)} hits of {sorted(seen)}")

    threads = [threading.Thread(target=work) for work in (write, merge, read, read)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [] == faults
    assert {"회차 129"} == {hit.article.body for hit in index.search("네이버 회차", 100, 0, False).hits}


def test_dates_decide_what_is_latest() -> None:
    index = Index(
        Article(id=f"{day}", title="제목", body="본문", published=date(2026, 3, day)) for day in (2, 9, 5)
    )
    assert ["9", "5", "2"] == [article.id for article in index.latest(5)]
    assert ["5"] == [article.id for article in index.latest(1, 1)]


def test_what_has_no_date_stands_after_all_that_have_one() -> None:
    """A copied folder gives its undated files the time of copying: that is no news."""
    arrived = datetime(2026, 5, 1, tzinfo=UTC)
    undated = [
        Article(id="earlier", title="제목", body="본문", added=arrived - timedelta(days=1)),
        Article(id="later", title="제목", body="본문", added=arrived),
        Article(id="never", title="제목", body="본문"),
    ]
    dated = Article(id="dated", title="제목", body="본문", published=date(1901, 1, 1), added=arrived)
    index = Index([*undated, dated])
    assert ["dated", "later", "earlier", "never"] == [article.id for article in index.latest(5)]
    assert ["dated", "later", "earlier", "never"] == [
        hit.article.id for hit in index.search("제목", stories=False).hits
    ]


def test_initials_find_the_same_titles_however_many_segments_there_are() -> None:
    many = [
        Article(id=f"i{n}", title=f"{first} {second} {n}", body="가나다", published=date(2026, 1, 1 + n % 7))
        for n, (first, second) in enumerate(
            (a, b) for a in ("네이버", "나이뷰", "내의방") for b in WORDS[:9] * 9
        )
    ]
    whole = Index(many)
    parted = Index()
    for start in range(0, len(many), 31):
        parted.add(many[start : start + 31])
        with parted._adding:
            parted._flush()
    for text in ("ㄴㅇㅂ", "ㄴㅇㅂ ㅅㅈ", "ㄴㅇㅂㅋㄹㅇㄷ ㄴㅇㅂ", "ㄴㅇㅂ 실적"):
        expected = [(hit.article.id, hit.score) for hit in whole.search(text, 100, 0, stories=False).hits]
        actual = [(hit.article.id, hit.score) for hit in parted.search(text, 100, 0, stories=False).hits]
        assert expected == actual
