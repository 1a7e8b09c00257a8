"""What a message claims that somebody said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.quotes.claim import MOST, claims, reports_saying


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('시장이 "강은 건너는 사람의 것이다"라고 했대', ("강은 건너는 사람의 것이다",)),
        ("시장이 “강은 건너는 사람의 것이다”라고 했대", ("강은 건너는 사람의 것이다",)),
        ("제목이 ‘강은 건너는 사람의 것’인 기사", ("강은 건너는 사람의 것",)),
        ("He said 'the river belongs to everyone' yesterday", ("the river belongs to everyone",)),
        ("나룻배 요금이 얼마야?", ()),
        ('"나룻배"가 뭐야?', ()),
        ("it's the mayor's own boat, isn't it", ()),
        ('"앞말이 이렇게 길다"와 "뒷말도 이렇게 길다"', ("앞말이 이렇게 길다", "뒷말도 이렇게 길다")),
    ],
)
def test_words_in_quotation_marks_are_claims(text: str, expected: tuple[str, ...]) -> None:
    assert expected == claims(text)


@given(st.text(alphabet="가나 \"'“”‘’\n", max_size=200))
def test_whatever_is_written_is_read(text: str) -> None:
    found = claims(text)
    assert len(found) <= MOST
    assert all(one in text for one in found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("시장이 “강은 건너는 사람의 것이다”라고 했대", True),
        ("“강은 건너는 사람의 것이다” 이거 진짜야", True),
        ("“강은 건너는 사람의 것이다” 누가 한 말?", True),
        ('The mayor said "the river belongs to everyone"', True),
        ("“강은 건너는 사람의 것이다” 나룻배 -요금", False),
        ("“강은 건너는 사람의 것이다”", False),
        ("나룻배가 진짜야?", False),
    ],
)
def test_a_query_for_a_phrase_is_told_from_what_somebody_is_said_to_have_said(text: str, told: bool) -> None:
    assert told == reports_saying(text)
