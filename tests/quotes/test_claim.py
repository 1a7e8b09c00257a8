"""What a message claims that somebody said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.quotes.claim import MOST, asks_whether_said, claims, reports_saying, retold


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


@pytest.mark.parametrize(
    "beside",
    [
        "시장이 {}라고 말했다던데 사실이야?",
        "시장이 {}라고 했대",
        "{} 진짜?",
        "{} 이 말 맞아?",
        "{} 누가 한 말이야?",
        "{} 언제 한 말?",
        "{}",
        "{}?",
        "Did the mayor say {}?",
        "Is it true that the mayor said {}?",
    ],
)
@pytest.mark.parametrize(
    "marked",
    [
        '"강은 누구의 것도 아니라 물고기의 것이다"',
        "‘왜 다리를 언제 놓는지 묻지 말라’",
        "“강은 우리 모두의 것이다 여러분”",
    ],
)
def test_whether_somebody_said_it_is_asked_whatever_words_were_said(beside: str, marked: str) -> None:
    assert asks_whether_said(beside.format(marked))


@pytest.mark.parametrize(
    "text",
    [
        "시장이 왜 “강은 모두의 것이다”라고 했어?",
        "시장이 “강은 모두의 것이다”라고 했는데 요금은 얼마야?",
        "“강변 나룻배 운항 재개”는 확정됐나요?",
        "“강을 시민에게 돌려주자”라는 공약은 지켜졌나요?",
        "Why did the mayor say “the river belongs to everyone”?",
    ],
)
def test_what_is_asked_about_words_is_no_question_whether_they_were_said(text: str) -> None:
    assert not asks_whether_said(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("시장이 강은 누구나 건너는 곳이라고 했대", "강은 누구나 건너는 곳"),
        ("시장이 왜곡된 강을 바로잡겠다고 했다던데", "왜곡된 강을 바로잡겠다"),
        ("시장이 언제든 나룻배를 띄우겠다고 했대", "언제든 나룻배를 띄우겠다"),
        ("시장이 몇 년 동안 요금을 안 올리겠다고 했대", "몇 년 동안 요금을 안 올리겠다"),
        ("시장이 강은 건너는 모두의 것이라던데", "강은 건너는 모두의 것"),
        ("시장이 나룻배 요금을 올린다던데 진짜야?", "나룻배 요금을 올린다"),
        ("시장이 나룻배 요금을 안 올린대요", "나룻배 요금을 안 올린"),
        ("시장이 강은 건너는 모두의 것이래", "강은 건너는 모두의 것"),
    ],
)
def test_what_is_retold_is_read_in_every_form(text: str, said: str) -> None:
    assert said in retold(text)


@pytest.mark.parametrize(
    "text",
    [
        "시장이 나룻배 요금을 왜 올린대?",
        "시장이 요금을 몇 원이라고 했대?",
        "나룻배 출퇴근 시간대",
        "한빛강 나룻배 요금 인상 반대",
        "한빛강 나룻배 개통 이래",
    ],
)
def test_what_asks_or_searches_retells_nothing(text: str) -> None:
    assert () == retold(text)
