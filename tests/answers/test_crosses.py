"""Pairs of words, one asked and one said: what they are, what they are worth, and how they are learned."""

from __future__ import annotations

import numpy as np
import pytest

from bench.learn_crosses import Choice, learn_table
from bot.answers.crosses import (
    LIKELY,
    Floats,
    Table,
    asked_words,
    crosses,
    read_table,
    said_words,
    with_crosses,
)
from bot.answers.frame import read_frame

ASKED = "등불축제 왜 미뤄졌어"
REASON, OTHER = "큰비가 예보됐기 때문이다.", "축제장에는 가게 서른 곳이 들어선다."
NOTHING = Table(np.array([1], np.uint32), np.array([0.0]))


def pairs(question: str, sentence: str) -> list[int]:
    found: list[int] = crosses(asked_words(read_frame(question)), said_words(sentence)).tolist()
    return found


def test_a_word_on_both_sides_is_in_no_pair() -> None:
    alone = {*pairs("폭설", "눈이 온다.")}
    assert alone & {*pairs("폭설", "비가 온다.")}
    both = len(asked_words(read_frame("폭설"))) * len(said_words("폭설이 온다."))
    assert len(pairs("폭설", "폭설이 온다.")) < both


def test_a_pair_is_the_same_whatever_stands_beside_it() -> None:
    one, two = pairs("왜 늦었어", "눈 때문이다."), pairs("왜 쉬었어", "고장 때문이다.")
    assert {*one} & {*two}
    assert {*one} != {*two}


def test_what_pairs_are_worth_is_added_to_the_likeliest_alone() -> None:
    frame = read_frame(ASKED)
    key = np.array(sorted(pairs(ASKED, REASON)), np.uint32)
    table = Table(key, np.full(len(key), 0.5))
    sentences = [OTHER, REASON, *[f"{n}번째 가게가 문을 연다." for n in range(LIKELY)]]
    before: Floats = np.linspace(5.0, 4.0, len(sentences))
    after = with_crosses(before, frame, sentences, table)
    assert after[1] - before[1] > after[0] - before[0]
    assert after[-1] == before[-1], "beyond the likeliest"
    assert with_crosses(before, frame, sentences, NOTHING).tolist() == before.tolist()


def test_no_other_sentence_passes_the_likeliest_where_pairs_speak_against_these() -> None:
    frame = read_frame(ASKED)
    key = np.array(sorted(pairs(ASKED, OTHER)), np.uint32)
    sentences = [OTHER] * LIKELY + [REASON]
    after = with_crosses(np.zeros(LIKELY + 1), frame, sentences, Table(key, np.full(len(key), -1.0)))
    assert after[-1] <= after[:LIKELY].min() < 0.0


def test_what_stands_in_right_sentences_is_learned() -> None:
    """왜 with 때문, whatever the matter; what stands in right and wrong ones alike is worth nothing."""
    things = "폭설 공연 정전 파업 축제 경기 배편 수업 행사 공사 접수 전시".split()
    choices = []
    for thing in things:
        asked = asked_words(read_frame(f"{thing} 왜 멈췄어"))
        said = ["기계 고장 때문이다.", "표는 만 원이다.", "시민 백 명이 모였다."]
        found = [crosses(asked, said_words(sentence)) for sentence in said]
        choices.append(Choice(found, np.zeros(3), np.array([1.0, 0.0, 0.0])))
    table = learn_table(choices)
    frame = read_frame("진료 왜 멈췄어")
    after = with_crosses(np.zeros(2), frame, ["표는 만 원이다.", "의사 파업 때문이다."], table)
    assert after[1] > after[0]


@pytest.mark.parametrize("sentence", ["", " ", "…", "가" * 100_000, "1 " * 50_000, "가1" * 30_000])
def test_any_sentence_whatever_is_read(sentence: str) -> None:
    worth = with_crosses(np.zeros(1), read_frame(ASKED), [sentence], read_table())
    assert np.isfinite(worth).all()


def test_the_table_is_sorted_and_small() -> None:
    table = read_table()
    assert (np.diff(table.keys.astype(np.int64)) > 0).all()
    assert len(table.keys) == len(table.weights) > 10_000
    assert np.isfinite(table.weights).all()
    assert np.abs(table.weights).max() < 3.0, "no pair decides alone"
