"""What every engine has to do, held by each of them: the one in memory, the naive one, and the archive.

A module of tests imports these beside a fixture `make` of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from bot.articles.article import Article
from bot.errors import QueryError
from bot.korean.texts import decoded
from bot.korean.tokens import term_ids
from bot.search.engine import SearchEngine
from bot.search.hit import Results
from bot.search.initials import token

Make = Callable[[], SearchEngine]

TRAM = Article(id="1", title="한빛시 노면전차 착공", body="한빛시는 노면전차를 착공했다. 요금은 1,500원이다.",
               published=date(2026, 3, 2))  # fmt: skip
BUS = Article(
    id="2", title="시내버스 파업 끝나", body="시내버스 노조가 파업을 끝냈다.", published=date(2026, 3, 3)
)
RIVER = Article(
    id="3", title="여울강 방수벽 완공", body="여울강 방수벽이 완공됐다.", published=date(2026, 3, 3)
)
NEWS = [TRAM, BUS, RIVER]


@pytest.fixture
def engine(make: Make) -> SearchEngine:
    made = make()
    made.add(NEWS)
    return made


def ids(results: Results) -> list[str]:
    return [hit.article.id for hit in results.hits]


def test_an_empty_engine_finds_nothing(make: Make) -> None:
    empty = make()
    assert 0 == len(empty)
    assert [] == ids(empty.search("노면전차"))
    assert [] == empty.latest(5)
    assert [None] == empty.get_many(["1"])


def test_articles_come_back_as_they_went_in_and_in_the_order_asked_for(engine: SearchEngine) -> None:
    assert [RIVER, None, TRAM] == engine.get_many(["3", "9", "1"])
    assert BUS == engine.article("2")
    assert [] == engine.get_many([])


def test_the_latest_are_the_newest_and_of_a_day_by_id(engine: SearchEngine) -> None:
    assert ["2", "3", "1"] == [article.id for article in engine.latest(5)]
    assert ["3"] == [article.id for article in engine.latest(1, 1)]
    assert [] == engine.latest(0)


@pytest.mark.parametrize("typed", ["노면전차", "노면전챠", "shaus", "ㄴㅁㅈㅊ", "노면 전차 착공", "1500원"])
def test_words_are_found_however_they_are_typed(engine: SearchEngine, typed: str) -> None:
    found = engine.search({"shaus": "shausjsck"}.get(typed, typed))
    assert "1" == ids(found)[0]


@pytest.mark.parametrize("typed", ["한빛", "한빛일뽀", "ㅎㅂㅇㅂ"])
def test_outlets_are_named_however_they_are_typed(engine: SearchEngine, typed: str) -> None:
    assert () == engine.outlets(typed)
    engine.add([replace(TRAM, publisher="한빛일보")])
    assert ("한빛일보",) == engine.outlets(typed)


def test_what_is_replaced_or_removed_is_found_no_more(engine: SearchEngine) -> None:
    engine.add([Article(id="1", title="노면전차 개통", body="한빛시가 노면전차를 개통했다.")])
    assert "노면전차 개통" == engine.search("노면전차").hits[0].article.title
    assert 3 == len(engine)
    engine.remove(["1", "never there"])
    assert [] == ids(engine.search("노면전차"))
    assert 2 == len(engine)


def test_a_word_of_every_article_is_found(make: Make) -> None:
    engine = make()
    engine.add([Article(str(n), f"나룻배 {n}", f"나룻배가 {n}번 떴다.") for n in range(1200)])
    found = engine.search("나룻배")
    assert ids(found)
    assert found.vague
    assert ["7"] == ids(engine.search("나룻배 7번"))[:1]


def test_a_query_of_nothing_is_refused(engine: SearchEngine) -> None:
    with pytest.raises(QueryError):
        engine.search("…")


def test_a_snapshot_stays_as_it_was(engine: SearchEngine) -> None:
    now, _ = engine.snapshot()
    engine.remove(["1"])
    engine.add([Article(id="4", title="노면전차 연기", body="노면전차 개통이 늦어진다.")])
    terms = np.unique(term_ids("노면전차"))
    assert ["1"] == now.ids([place for place, _ in now.rank(terms, now.idf(terms), 5)])
    assert 3 == len(now)


def test_the_ports_tell_one_and_the_same_of_an_article(engine: SearchEngine) -> None:
    now, words = engine.snapshot()
    places = now.latest(3)
    articles = now.get_many(places)
    assert [article.id for article in articles] == now.ids(places)
    assert [int(article.moment) for article in articles] == now.moments(places)
    assert [article.title for article in articles] == [decoded(one) for one in now.titles(places)]
    assert [article.body for article in articles] == [decoded(one) for one in now.bodies(places)]
    assert words.knows("노면전차")
    assert not words.knows("지하철도")
    terms = term_ids("파업")
    assert now.document_frequencies(terms).tolist() == words.frequencies(terms).tolist() == [1]
    assert [("2", 0.9)] == [(now.ids([place])[0], round(share, 1)) for place, share in
                            now.rank_titles([token("ㅅㄴㅂㅅㅍㅇ")], 5)]  # fmt: skip


def test_what_is_about_a_word_is_the_same_everywhere(make: Make) -> None:
    passing = "한빛시는 강변의 산책로를 새로 낸다고 밝혔다. 예산은 의회가 정한다. " * 8
    engine = make()
    engine.add(
        [
            Article("title", "나룻배 요금", passing),
            Article("lead", "요금", f"나룻 배가 뜬다. {passing}"),
            Article("twice", "산책로", f"{passing} 나룻배도 뜬다. 그 나룻배는 새것이다."),
            Article("passing", "산책로", f"{passing} 나룻배도 뜬다. {passing}"),
            Article("tips", "산책로", f"{passing} {passing}■ 나룻배 제보하기▷ 나룻배 채널 추가"),
        ]
    )
    assert {"title", "lead", "twice"} == set(engine.about("나룻배").ids)
    assert {"title", "lead"} == set(engine.about("나룻배 제목:요금").ids)
    assert () == engine.about("우주선").ids
