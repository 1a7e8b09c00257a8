"""What a question names exactly has to be told: a year, a month, one of a numbered row, an age, a name."""

from __future__ import annotations

import pytest

from bot.answers.particulars import keeps_unnamed, lacks_age, lacks_month, lacks_numbered, lacks_year

TOLD = "여울재단은 2021년부터 올해까지 매년 장학금을 냈다. 지난해에는 3000만원이었다."


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("여울재단 장학금 2019년엔 얼마였어?", True),
        ("여울재단 장학금 2021년엔 얼마였어?", False),
        ("여울재단 장학금 2025년엔 얼마야?", False),  # the article's own year
        ("How much did the foundation give in 2018?", True),
        ("여울재단 작년 장학금 얼마야?", False),
        ("여울재단 장학금 얼마야?", False),
    ],
)
def test_a_year_that_no_sentence_tells_is_lacking(question: str, lacking: bool) -> None:
    assert lacking == lacks_year(question, TOLD, 2025)


def test_the_year_before_last_is_lacking_where_only_this_one_is_told() -> None:
    assert lacks_year("등불축제 재작년 대상작 뭐였어?", "올해 등불축제 대상은 강물의 노래가 받았다.", 2025)


def test_a_year_that_something_is_only_compared_with_is_not_asked_about() -> None:
    assert not lacks_year("누수율 작년보다 왜 늘었어?", "한빛시 누수율은 14.8%다.", 2025)


def test_a_range_of_years_tells_each_of_them() -> None:
    assert not lacks_year("2023년에는 얼마였어?", "재단은 2022~2024년 해마다 18억원을 냈다.", 2025)


def test_a_month_is_lacking_unless_it_is_told_or_the_articles_own() -> None:
    assert lacks_month("달무리 3월 공연 어디서 해?", "밴드 달무리는 2월에 공연한다.", 1)
    assert not lacks_month("달무리 2월 공연 어디서 해?", "밴드 달무리는 2월에 공연한다.", 1)
    assert not lacks_month("1월 공연 어디서 해?", "오는 15일 공연한다.", 1)


def test_one_of_a_row_is_told_by_its_very_number() -> None:
    assert lacks_numbered("해솔 4호기 언제 허가났어?", "해솔 3호기가 허가를 받았다. 14호기도 있다.")
    assert not lacks_numbered("해솔 4호기 언제 허가났어?", "해솔 4호기가 허가를 받았다.")
    assert not lacks_numbered("58번 국도 언제 개통해?", "국도 58호선이 개통됐다.")


def test_an_age_is_told_in_years() -> None:
    assert lacks_age("새 지휘자 몇 살이야?", "한빛교향악단 지휘자로 서하린 교수를 위촉했다.")
    assert not lacks_age("새 지휘자 몇 살이야?", "지휘자로 서하린(52) 교수를 위촉했다.")
    assert not lacks_age("새 지휘자 누구야?", "지휘자로 서하린 교수를 위촉했다.")


def test_who_is_kept_unnamed_answers_no_question_for_a_name() -> None:
    assert keeps_unnamed("택시 기사 이름이 뭐야?", "경찰은 70대 택시 기사 A씨를 조사했다.")
    assert not keeps_unnamed("택시 기사는 어디로 갔어?", "경찰은 택시 기사를 조사했다.")
    assert not keeps_unnamed("C사 제품은 어느 나라 거야?", "C사는 여울시에서 만든다.")
