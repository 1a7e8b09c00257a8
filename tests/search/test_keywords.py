"""Words in articles: the short way to a word's places is the pattern's."""

from __future__ import annotations

from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from bot.search.keywords import OFTEN, Told, word_of

WORDS = st.text("가나다 a", min_size=1, max_size=5)
TEXTS = st.text("가나다 a.", max_size=40)


@given(WORDS, TEXTS, TEXTS)
def test_a_word_stands_where_its_pattern_finds_it(typed: str, title: str, body: str) -> None:
    told, word = Told(title, body), word_of(typed)
    found = () if word is None else tuple(one.start() for one in word.pattern.finditer(told.text))
    assert tuple(islice(found, OFTEN)) == told.places(typed)
    assert bool(found) == told.has(typed)


def test_a_word_that_overlaps_itself_is_met_where_it_begins_first() -> None:
    assert (0,) == Told("가나가 나 가나가", "").places("가나가나")[:1]
    assert (3,) == Told("다. 가나가", "").places("가나가")


def test_another_word_asked_in_between_changes_nothing() -> None:
    told = Told("나룻배 요금", "나룻배가 다닌다.")
    assert [told.places("나룻배"), told.places("요금"), told.places("나룻배")] == [(0, 7), (4,), (0, 7)]
    assert told.places("나룻배 요금") == told.places("나룻배 요금", exact=True) == (0,)
    assert ((), (0,)) == (told.places("나룻배요금", exact=True), told.places("나룻배요금"))
