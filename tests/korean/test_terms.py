"""Folding keeps every offset; terms stand where they are said to; numbers have one form."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.korean.hangul import compose, initials, keystrokes, to_hangul, to_latin
from bot.korean.normalize import fold, units
from bot.korean.particles import is_filler, particle_length, stem
from bot.korean.tokens import BIGRAM, CROSS, LATIN, LONE, MIXED, term_ids, terms

syllables = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=8)


def shared(one: str, other: str) -> set[int]:
    return set(term_ids(one).tolist()) & set(term_ids(other).tolist())


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(text) == len(fold(text))
    assert len(units(text)) == len(units(fold(text)))


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(text) == fold(fold(text))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＬＧ", "lg"), ("S-Oil", "s-oil"), ("尹", "윤"), ("李대통령", "이대통령"), ("金利", "금리"),
        ("東北亞", "동북아"), ("\uf9b6", unicodedata.normalize("NFC", "예")), ("É", "é"), ("가\u00a0나", "가 나"),
    ],
)  # fmt: skip
def test_what_is_matched_alike_is_folded_alike(text: str, folded: str) -> None:
    assert folded == fold(text)


@given(st.text())
def test_terms_stand_where_they_are_said_to(text: str) -> None:
    raw, codes = units(text), units(fold(text))
    found = terms(raw)
    assert ((found.positions >= 0) & (found.positions < max(1, len(raw)))).all()
    for id_, at, kind in zip(found.ids.tolist(), found.positions.tolist(), found.kinds.tolist(), strict=True):
        if kind == LONE and id_ > 0xFFFF:
            raise AssertionError("a lone syllable is one unit")
        if kind in (BIGRAM, CROSS) and codes[at] == id_ >> 16:
            assert id_ & 0xFFFF in codes[at + 1 :].tolist()


def test_each_kind_of_term() -> None:
    found = terms(units("네이 버 naver 3300만"))
    kinds = {kind: found.ids[found.kinds == kind].tolist() for kind in (BIGRAM, LONE, LATIN, MIXED, CROSS)}
    assert [ord("네") << 16 | ord("이")] == kinds[BIGRAM]
    assert [ord("버"), ord("만")] == kinds[LONE]
    assert [ord("이") << 16 | ord("버")] == kinds[CROSS]
    assert [ord("0") << 16 | ord("만")] == kinds[MIXED]
    assert 2 == len(kinds[LATIN])


@given(syllables, st.data())
def test_a_space_gone_or_put_in_leaves_the_bigrams(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word)))
    together = {id_ for id_ in term_ids(word).tolist() if id_ > 0xFFFF}
    apart = set(term_ids(f"{word[:at]} {word[at:]}").tolist())
    assert together <= apart


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3천300만", "3300만"), ("3,300만", "3300만"), ("3천300만", "3,300만"), ("1만2천", "12000"),
        ("1만2천", "12,000"), ("2만5000", "25000"), ("5천명", "5000명"), ("㎡", "m2"), ("30㎏", "kg"), ("㈜", "주"),
    ],
)  # fmt: skip
def test_spellings_of_a_number_or_unit_share_a_term(one: str, other: str) -> None:
    whole = [i for i in term_ids(other).tolist() if i >= 0x10000000] or term_ids(other).tolist()
    assert shared(one, other) & set(whole)


def test_different_numbers_share_no_whole_term() -> None:
    for one, other in (("3300", "330"), ("1만2천", "1만3천"), ("14.6", "146")):
        latin = [terms(units(text)) for text in (one, other)]
        ids = [set(found.ids[found.kinds == LATIN].tolist()) for found in latin]
        assert not ids[0] & ids[1] - {i for found in latin for i in term_ids("1").tolist()}


def test_no_term_joins_what_a_zero_separates() -> None:
    ids = set(term_ids("네이\0버스").tolist())
    assert ord("이") << 16 | ord("버") not in ids
    assert (
        not {i for i in ids if i > 0xFFFF} - set(term_ids("네이").tolist()) - set(term_ids("버스").tolist())
    )


@given(syllables)
def test_keystrokes_are_composed_back(word: str) -> None:
    assert keystrokes(word) == keystrokes(compose(keystrokes(word)))
    assert len(word) == len(initials(word))


@pytest.mark.parametrize("word", ["네이버", "클라우드", "닭값", "의사", "삼성전자", "외교부"])
def test_the_keyboard_left_in_the_other_language_is_read_both_ways(word: str) -> None:
    assert word == to_hangul(to_latin(word))


def test_english_typed_in_hangul_is_read() -> None:
    assert "naver" == to_latin("ㅜㅁㅍㄷㄱ")
    assert "네이버" == to_hangul("spdlqj")


def test_particles_are_played_down_and_never_eat_a_word() -> None:
    assert ("네이버", "네이버", "삼성", "회") == (
        stem("네이버에서는"),
        stem("네이버의"),
        stem("삼성으로"),
        "회",
    )
    assert 0 == particle_length("의"), "one syllable is a word"
    assert 0 == particle_length("회의"), "at least two syllables stay"


@given(syllables)
def test_a_stem_is_the_beginning_of_its_word(word: str) -> None:
    assert word.startswith(stem(word))
    assert len(stem(word)) >= min(2, len(word))


def test_question_words_are_fillers_and_names_are_not() -> None:
    assert all(map(is_filler, ("누구야", "언제", "찾아줘", "보여주세요")))
    assert not any(map(is_filler, ("네이버", "실적", "보여주기")))


@given(st.text())
def test_distinct_terms_are_sorted(text: str) -> None:
    ids = term_ids(text)
    assert np.array_equal(np.unique(ids), ids)
