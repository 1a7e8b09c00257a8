"""What is written of an article; no node is needed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from bot.adapters.opensearch.documents import (
    DERIVED,
    Typed,
    article_of,
    definition,
    documents,
    is_text,
    spelled,
    weighted,
    words_of,
)
from bot.articles.article import Article
from bot.index.index import Index
from bot.korean.hangul import keystrokes
from bot.korean.tokens import term_ids
from bot.search.bm25 import FULL, UNIT
from bot.search.initials import pairs, pairs_of_titles, token

FERRY = Article("ferry", "여울강 나룻배", "나룻배가 다닌다. 나룻배는 하루 네 번 다닌다.")


def written_of(article: Article) -> dict[str, Any]:
    (document,) = documents([article], "", 1)
    assert article.id == document.id
    written: dict[str, Any] = json.loads(document.json)
    return written


def test_the_terms_of_an_article_stand_beside_their_impacts_which_add_up_to_what_memory_scores() -> None:
    written = written_of(FERRY)
    impacts = {term: int(one) for term, _, one in (w.partition("|") for w in written["terms"].split())}
    ids = term_ids("나룻배")
    assert set(spelled(ids)) <= set(impacts)
    memory, _ = Index([FERRY]).snapshot()
    ((_, score),) = memory.rank(ids, memory.idf(ids), 1)
    weights = (memory.idf(ids) * UNIT).round().astype(int)
    told = sum(impacts[term] * weight for term, weight in zip(spelled(ids), weights.tolist(), strict=True))
    assert score == pytest.approx(told / (FULL * UNIT))


@given(arrays(np.uint32, st.integers(0, 50)), st.integers(1, FULL))
def test_a_term_is_six_signs_of_its_own_and_its_impact_three_digits(
    terms: NDArray[np.uint32], impact: int
) -> None:
    written = weighted(terms, np.full(len(terms), impact, np.uint8)).tobytes().decode()
    assert "".join(f"{term}|{impact:03} " for term in spelled(terms)) == written
    assert all(re.fullmatch(r"[-\w]{6}", term, re.ASCII) for term in spelled(terms))
    assert np.argsort(terms, kind="stable").tolist() == sorted(
        range(len(terms)), key=spelled(terms).__getitem__
    ), "different terms are spelled differently"


def test_words_are_written_by_their_keystrokes_also_where_some_were_forgotten() -> None:
    assert {keystrokes("여울강"), keystrokes("나룻배"), keystrokes("하루")} <= set(words_of(FERRY))
    remembered = Typed(1)
    for _ in range(2):
        assert keystrokes("나룻배") == remembered["나룻배는"], "without its particle"
        assert keystrokes("하루") == remembered["하루"]
        assert 1 == len(remembered)


def test_a_document_is_one_line_whatever_an_article_holds() -> None:
    article = replace(
        FERRY, title='여울강 "나룻배" \\ 둘', body="첫째 줄\n둘째\t줄\r\u2028 끝 \U0001f6a2\0", url=""
    )
    (document,) = documents([article], "신문\n", 1)
    assert b"\n" not in document.json
    assert article == article_of(json.loads(document.json))
    (alone,) = documents([Article("empty", "", "")], "", 1)
    assert "" == json.loads(alone.json)["terms"]


@pytest.mark.parametrize(
    "article",
    [replace(FERRY, **{name: "\ud800"}) for name in ("id", "title", "body", "category", "path", "url")],
)
def test_half_of_a_pair_of_code_units_is_no_text_wherever_it_stands(article: Article) -> None:
    assert is_text(FERRY)
    assert not is_text(article)


def test_what_is_made_of_an_article_is_not_kept_beside_it() -> None:
    written = written_of(FERRY)
    assert set(DERIVED) < set(written)
    assert set(written) == set(definition(1)["mappings"]["properties"])


@given(st.lists(st.text("한빛강가나다 ab12[]()<>.,%\ud800", max_size=12), max_size=6))
def test_the_pairs_of_titles_are_those_of_each_alone(titles: list[str]) -> None:
    assert [pairs_of_titles([title])[0] for title in titles] == pairs_of_titles(titles)


def test_the_pairs_of_a_title_hold_those_of_its_initials() -> None:
    other, ferry = pairs_of_titles(["버스", "여울강 나룻배"])
    assert set(pairs(token("ㅇㅇㄱㄴㄹㅂ"))) == set(ferry)
    assert set(pairs(token("ㅂㅅ"))) == set(other)
