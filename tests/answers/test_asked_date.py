from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import dated
from bot.answers.answer import find_answer
from bot.answers.asked_date import find_date
from bot.answers.dates import When
from bot.answers.frame import read_frame
from bot.articles.article import Article
from bot.entrypoints.telegram.views.answers import day_told
from bot.index.index import Index

DAY = date(2026, 6, 10)
STRIKE = "한빛버스 노조는 지난 1일 시작한 파업을 7일 끝냈다."


def test_of_a_hundred_dated_sentences_the_dates_shown_are_right() -> None:
    rows = dated.rows()
    assert len(rows) == 100
    assert sum(dated.shown(row) == row["right"] for row in rows) >= 95


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("파업은 언제 시작했어?", When(2026, 6, 1)),
        ("파업은 언제 끝났어?", When(2026, 6, 7)),
        ("파업은 누가 끝냈어?", None),
    ],
)
def test_the_date_is_that_of_the_verb_asked_about(question: str, expected: When | None) -> None:
    found = find_date(read_frame(question), STRIKE, DAY)
    assert expected == (found.when if found is not None else None)


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        (
            "지진 며칠 몇 시에 났어?",
            "오늘 한빛관측소에 따르면 8일 밤 11시 5분 난 지진은 컸다.",
            "8일 밤 11시 5분",
        ),
        ("행사 날짜가 언제야?", "구청장은 내년 초 물러난 뒤 7월 18일 행사를 연다.", "7월 18일"),
        ("극장 문은 몇 년에 열어?", "한빛 극장은 2027년 말 준공과 2028년 개관을 목표로 하고 있다.", "2028년"),
        (
            "방문 기간이 며칠부터 며칠까지야?",
            "시장은 다음 달 4일부터 7일까지 방문한다.",
            "다음 달 4일부터 7일",
        ),
        ("요금은 언제부터 올라?", "시는 내년 7월부터 요금을 올린다.", "내년 7월부터"),
        ("극장 문은 몇 년에 열어?", "올해 문을 연 시장과 2027년 문을 여는 극장이 있다.", "2027년"),
        ("가방은 며칠에 팔아?", "2일에는 가방과 조개가, 3일에는 크림과 비타민이 판매된다.", "2일"),
        ("신발은 며칠에 팔아?", "2일에는 가방을 알리고, 3일에는 신발을 판매한다.", "3일"),
        ("내일배달은 언제 시작해?", "회사는 내일배달을 7월 8일 시작한다.", "7월 8일"),
    ],
)
def test_the_date_is_as_exact_as_the_sentence_has_it(question: str, sentence: str, expected: str) -> None:
    found = find_date(read_frame(question), sentence, DAY)
    assert expected == (sentence[slice(*found.span)] if found is not None else None)


@given(st.text(alphabet="0123456789년월일~ 지난오는다음날이튿같은부터까지열린다고시작했끝났,.", max_size=80))
def test_whatever_the_sentence_the_date_lies_within_it(text: str) -> None:
    found = find_date(read_frame("파업은 언제 끝났어?"), text, DAY)
    if found is not None:
        assert 0 <= found.span[0] < found.span[1] <= len(text)


@pytest.mark.parametrize(
    ("when", "ko", "en"),
    [
        (When(2026, part="상반기"), "2026년 상반기", "first half of 2026"),
        (When(2027, part="봄"), "2027년 봄", "spring 2027"),
        (When(2026, 4, 3, until=When(2026, 4, 7)), "2026년 4월 3일~7일", "3 Apr 2026 – 7 Apr 2026"),
        (When(2026, 4, 30, until=When(2026, 5, 3)), "2026년 4월 30일~5월 3일", "30 Apr 2026 – 3 May 2026"),
    ],
)
def test_a_part_of_a_year_and_several_days_are_told_in_both_languages(when: When, ko: str, en: str) -> None:
    assert (ko, en) == (day_told("ko", when), day_told("en", when))


def test_an_answer_shows_no_date_of_another_clause() -> None:
    body = "한빛지하철 노조의 파업은 끝났고 요금은 다음 달 3일 오른다."
    index = Index(
        [Article(id="one", title="한빛지하철 파업 끝나", body=body, publisher="한빛일보", published=DAY)]
    )
    strike, fare = (
        find_answer(index, asked) for asked in ("파업은 언제 끝났어?", "한빛지하철 요금은 언제 올라?")
    )
    assert strike is None or not any(strike.when)
    assert fare is not None
    assert When(2026, 7, 3) == fare.when[0]


def test_what_ends_while_something_else_is_done_ends_on_its_day() -> None:
    sentence = "노사가 12일 새벽 임금 인상에 합의하면서 사흘간의 파업이 끝났다."
    found = find_date(read_frame("파업은 언제 끝났어?"), sentence, date(2026, 6, 12))
    assert found is not None
    assert "12일" == sentence[slice(*found.span)]


def test_until_when_something_else_goes_on_is_no_answer_to_when_it_ends() -> None:
    sentence = "노사는 협상에서 내년 6월까지 배차표 전면 개편에 합의했다."
    assert find_date(read_frame("파업은 언제 끝났어?"), sentence, date(2026, 6, 12)) is None
