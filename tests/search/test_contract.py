"""The engines of this process: the one in memory and the naive one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.errors import QueryError
from bot.index.index import Index
from bot.search.filtering import accepted, newest_day, with_whole_names
from bot.search.keywords import Told
from bot.search.query_language import read_query
from tests.search.contract import *  # noqa: F403
from tests.search.contract import Make
from tests.search.corpora import corpora, sentences
from tests.search.naive import NaiveEngine


@pytest.fixture(params=[Index, NaiveEngine], ids=["memory", "naive"])
def make(request: pytest.FixtureRequest) -> Make:
    maker: Make = request.param
    return maker


changes = st.lists(st.one_of(corpora, st.lists(st.sampled_from([f"a{n}" for n in range(16)]))), max_size=4)


@settings(max_examples=60)
@given(changes, sentences, st.booleans())
def test_the_engines_agree(history: list[list[Article] | list[str]], text: str, stories: bool) -> None:
    memory, naive = Index(), NaiveEngine()
    for step in history:
        for engine in (memory, naive):
            if all(isinstance(one, Article) for one in step):
                engine.add([one for one in step if isinstance(one, Article)])
            else:
                engine.remove([one for one in step if isinstance(one, str)])
    memory.warm_up()
    assert len(naive) == len(memory)
    assert naive.latest(7, 1) == memory.latest(7, 1)
    try:
        expected = naive.search(text, 10, 0, stories)
    except QueryError:
        with pytest.raises(QueryError):
            memory.search(text, 10, 0, stories)
        return
    assert expected == memory.search(text, 10, 0, stories)
    assert naive.candidates(text) == memory.candidates(text)


@settings(max_examples=60, deadline=None)
@given(
    corpora,
    sentences,
    st.sampled_from(
        [
            "",
            ' "네이버 클라우드"',
            " -실적",
            ' -"삼성전자 발표"',
            " 제목:실적",
            " -제목:네이버",
            " 기간:2일",
            " 부터:2026-03-02",
        ]
    ),
)
def test_filters_of_a_search_accept_what_they_accept_one_by_one(
    articles: list[Article], words: str, demanded: str
) -> None:
    engine = Index(articles)
    now, _ = engine.snapshot()
    places = now.latest(len(engine))
    filters, _, _ = with_whole_names(read_query(f"{words} 네이버{demanded}").filters, now.names)
    newest = newest_day(now)
    alone = [
        place
        for place, one in zip(places, now.get_many(places), strict=True)
        if filters.accepts(one, Told(one.title, one.body), newest)
    ]
    together = accepted(now, [(place, 0.0) for place in places], filters, len(places))
    assert alone == [place for place, _ in together]


@settings(max_examples=60, deadline=None)
@given(corpora, sentences)
def test_the_fast_engine_is_about_what_the_naive_one_is(articles: list[Article], words: str) -> None:
    asked = words.split()[:2]
    found = [
        sorted(engine.snapshot()[0].ids(engine.snapshot()[0].about(asked).places))
        for engine in (Index(articles), NaiveEngine(articles))
    ]
    assert found[0] == found[1]
