"""The engines of this process: the one in memory and the naive one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.errors import QueryError
from bot.index.index import Index
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
