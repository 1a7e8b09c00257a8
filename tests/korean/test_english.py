"""English words beside Korean ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.index.index import Index
from bot.korean.english import forms_of, is_stop_word, stem_english
from bot.korean.sentences import sentences


@pytest.mark.parametrize(
    "forms",
    [
        ("layoff", "layoffs"),
        ("announce", "announced", "announces", "announcing"),
        ("company", "companies"),
        ("missile", "missiles"),
        ("running", "runs"),
    ],
)
def test_the_forms_of_a_word_have_one_stem_that_each_begins_with(forms: tuple[str, ...]) -> None:
    assert 1 == len({stem_english(form) for form in forms})
    assert all(form.startswith(stem_english(form)) for form in forms)


def test_words_without_an_ending_stay_as_they_are() -> None:
    assert ["business", "boss", "bus", "ai", "한빛"] == [
        stem_english(word) for word in ("business", "boss", "bus", "ai", "한빛")
    ]


def test_what_says_nothing_is_known_and_abbreviations_beside_korean_are_not() -> None:
    assert all(map(is_stop_word, ["the", "is", "how", "does"]))
    assert not any(map(is_stop_word, ["who", "it", "us", "tram"]))
    assert is_stop_word("who", alone=True)


@given(st.text(alphabet="abcdefginrstyelo", max_size=26))
def test_a_stem_begins_its_word_and_forms_share_it(word: str) -> None:
    assert word.startswith(stem_english(word))
    assert word not in forms_of(word)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opened at 3 p.m. The line runs on.", ["It opened at 3 p.m.", "The line runs on."]),
        ("He left for the U.S. But he came back.", ["He left for the U.S.", "But he came back."]),
        ("The U.S. border was shut.", ["The U.S. border was shut."]),
        ("Mr. Park met Dr. Lee.", ["Mr. Park met Dr. Lee."]),
        ("Nos. 3 and 4 ran late.", ["Nos. 3 and 4 ran late."]),
        (
            "It was sold to Hanbit Inc. The price was low.",
            ["It was sold to Hanbit Inc.", "The price was low."],
        ),
        ("Hanbit Inc. said so.", ["Hanbit Inc. said so."]),
    ],
)
def test_a_sentence_ends_after_an_abbreviation_only_where_another_plainly_begins(
    text: str, expected: list[str]
) -> None:
    assert expected == [text[start:end] for start, end in sentences(text)]


def test_another_form_of_an_english_word_is_found() -> None:
    index = Index(
        [
            Article(
                id="cuts",
                title="Hanbit Motors announces layoffs",
                body="Hanbit Motors announced 300 layoffs on Monday.",
            ),
            Article(
                id="tram",
                title="The tram opens",
                body="The tram line of Hanbit opened. What is new is the fare.",
            ),
        ]
    )
    assert "cuts" == index.search("what is the layoff of Hanbit Motors").hits[0].article.id
    assert "cuts" == index.search("announcing a layoff").hits[0].article.id
