from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.dates import When, resolve
from bot.answers.question import answering_spans, read_question

PUBLISHED = date(2026, 10, 14)  # a Wednesday


@pytest.mark.parametrize(
    ("told", "published", "expected"),
    [
        ("오늘", PUBLISHED, When(2026, 10, 14)),
        ("어제", date(2026, 1, 1), When(2025, 12, 31)),
        ("내일", date(2026, 12, 31), When(2027, 1, 1)),
        ("30일", PUBLISHED, When(2026, 10, 30)),
        ("31일", date(2026, 1, 1), When(2025, 12, 31)),
        ("2일", date(2026, 10, 30), When(2026, 11, 2)),
        ("지난 30일", PUBLISHED, When(2026, 9, 30)),
        ("오는 3일", PUBLISHED, When(2026, 11, 3)),
        ("내년 3월", PUBLISHED, When(2027, 3)),
        ("내년 3월 2일", PUBLISHED, When(2027, 3, 2)),
        ("지난해", PUBLISHED, When(2025)),
        ("지난해 12월", PUBLISHED, When(2025, 12)),
        ("다음 달", date(2026, 12, 30), When(2027, 1)),
        ("다음달 5일", PUBLISHED, When(2026, 11, 5)),
        ("지난달 30일", date(2026, 1, 2), When(2025, 12, 30)),
        ("이달 말", PUBLISHED, When(2026, 10)),
        ("지난 11월", date(2026, 1, 20), When(2025, 11)),
        ("오는 3월 2일부터", date(2025, 12, 20), When(2026, 3, 2)),
        ("3월 2일", PUBLISHED, When(2026, 3, 2)),
        ("12월 30일", date(2026, 1, 2), When(2025, 12, 30)),
        ("다음 주 월요일", PUBLISHED, When(2026, 10, 19)),
        ("내년 상반기", PUBLISHED, When(2027, part="상반기")),
        ("지난해 하반기", PUBLISHED, When(2025, part="하반기")),
        ("올해 3분기", PUBLISHED, When(2026, part="3분기")),
        ("내년 봄", PUBLISHED, When(2027, part="봄")),
        ("9월 초", PUBLISHED, When(2026, 9)),
        ("전날", PUBLISHED, When(2026, 10, 13)),
        ("이튿날", PUBLISHED, When(2026, 10, 15)),
        ("같은 날", PUBLISHED, When(2026, 10, 14)),
        ("오는 금요일", PUBLISHED, When(2026, 10, 16)),
        ("지난 토요일", PUBLISHED, When(2026, 10, 10)),
        ("내년 2월 29일", date(2027, 5, 1), When(2028, 2, 29)),
    ],
)
def test_a_date_told_from_the_articles_day_is_told_in_full(
    told: str, published: date, expected: When
) -> None:
    assert expected == resolve(told, (0, len(told)), published)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2027년 3월 2일 연다", "2027년 3월 2일"),  # nothing to add
        ("오전 10시에 연다", "오전 10시"),
        ("2019년 문을 닫고 3월 다시 연다", "3월"),
        ("내년 2월 30일", "내년 2월 30일"),
        ("9일 뒤", "뒤"),
    ],
)
def test_what_is_in_full_or_not_plain_is_left_alone(text: str, told: str) -> None:
    at = text.rindex(told)
    assert resolve(text, (at, at + len(told)), PUBLISHED) is None


def test_a_day_far_from_publication_is_of_no_month_that_is_plain() -> None:
    assert resolve("5일", (0, 2), date(2026, 10, 29)) is None


@given(
    st.text(alphabet="0123456789년월일 지난오는해내이다음달주요", max_size=14),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
)
def test_whatever_is_read_is_a_day_there_is(text: str, published: date) -> None:
    found = resolve(text, (0, len(text)), published)
    if found is not None:
        assert date(found.year, found.month or 1, found.day or 1).year == found.year


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("도서관은 다음 달 3일 문을 연다", "다음 달 3일"),
        ("도서관이 다음 달부터 열람실을 연다", "다음 달부터"),
        ("노면전차는 지난달 30일 멈췄다", "지난달 30일"),
        ("시장은 내일 물러난다", "내일"),
        ("공사는 내년부터 한다", "내년부터"),
    ],
)
def test_words_that_say_from_where_a_date_counts_belong_to_it(sentence: str, told: str) -> None:
    asked = read_question("언제야?")
    assert [told] == [sentence[start:end].strip() for start, end in answering_spans(asked, sentence)]


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("12일 공사를 마치고 다음 날 문을 연다", "다음 날", When(2026, 10, 13)),
        ("지난달 30일 불이 났고 이튿날 꺼졌다", "이튿날", When(2026, 10, 1)),
        ("2027년 3월 2일 개통해 같은 날 기념식을 한다", "같은 날", When(2027, 3, 2)),
        ("28일부터 3일까지", "3일", When(2026, 11, 3)),
        ("12월 30일부터 1월 2일까지", "1월 2일", When(2027, 1, 2)),
        ("내년 3월 2일과 5일에 연다", "5일", When(2027, 3, 5)),
        ("이달 31일, 30일", "30일", When(2026, 10, 30)),
        ("9월 28일 시작해 5일 끝났다", "5일", When(2026, 10, 5)),
    ],
)
def test_a_date_counts_from_the_one_told_before_it(text: str, told: str, expected: When) -> None:
    at = text.rindex(told)
    assert expected == resolve(text, (at, at + len(told)), PUBLISHED)
