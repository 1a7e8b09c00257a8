"""What a question names exactly has to be told: a year, a month, one of a numbered row, an age, a name."""

from __future__ import annotations

import pytest

from bot.answers.frame import read_frame
from bot.answers.particulars import (
    keeps_unnamed,
    lacks_age,
    lacks_branch,
    lacks_month,
    lacks_numbered,
    lacks_rank,
    lacks_year,
)

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


def test_a_year_is_told_in_two_figures_or_by_the_one_beside_it() -> None:
    assert not lacks_year("여울다리 1988년에 누가 지었어?", "여울다리는 88년 달래건설이 지었다.", 2025)
    assert not lacks_year("여울다리 2008년에 누가 고쳤어?", "여울다리는 08년 달래건설이 고쳤다.", 2025)
    assert lacks_year("여울다리 1989년에 누가 지었어?", "여울다리는 88년 달래건설이 지었다.", 2025)
    assert not lacks_year(
        "등불제 2014년엔 몇 명 왔어?", "2013년 처음 열린 등불제는 이듬해 3만 명이 찾았다.", 2025
    )
    assert not lacks_year("등불제 2012년엔 몇 명 왔어?", "2013년에는 전년보다 준 3만 명이 찾았다.", 2025)
    assert lacks_year(
        "등불제 2015년엔 몇 명 왔어?", "2013년 처음 열린 등불제는 이듬해 3만 명이 찾았다.", 2025
    )


@pytest.mark.parametrize(
    ("asked", "text", "lacking"),
    [
        ("4월", "달무리는 지난달 공연했다.", False),
        ("12월", "달무리는 내달 공연한다.", True),
        ("6월", "달무리는 다음 달 공연한다.", False),
        ("4월", "달무리는 3~5월 공연한다.", False),
        ("1월", "달무리는 11월부터 2월까지 공연한다.", False),
        ("6월", "달무리는 3~5월 공연한다.", True),
        ("7월", "달무리는 7·9·11월 공연한다.", False),
        ("8월", "달무리는 7·9·11월 공연한다.", True),
        ("3월", "공연일 2026-03-05", False),
        ("8월", "달무리는 3분기에 공연한다.", False),
        ("10월", "달무리는 3분기에 공연한다.", True),
        ("2월", "달무리는 상반기에 공연한다.", False),
        ("2월", "달무리는 하반기에 공연한다.", True),
    ],
)
def test_a_month_is_told_from_the_articles_own_in_a_range_or_a_part_of_the_year(
    asked: str, text: str, lacking: bool
) -> None:
    assert lacking == lacks_month(f"달무리 {asked} 공연 어디서 해?", text, 5)


def test_the_month_after_december_is_january() -> None:
    assert not lacks_month("달무리 1월 공연 어디서 해?", "달무리는 다음 달 공연한다.", 12)


def test_a_month_is_lacking_unless_it_is_told_or_the_articles_own() -> None:
    assert lacks_month("달무리 3월 공연 어디서 해?", "밴드 달무리는 2월에 공연한다.", 1)
    assert not lacks_month("달무리 2월 공연 어디서 해?", "밴드 달무리는 2월에 공연한다.", 1)
    assert not lacks_month("1월 공연 어디서 해?", "오는 15일 공연한다.", 1)


def test_one_of_a_row_is_told_by_its_very_number() -> None:
    assert lacks_numbered("해솔 4호기 언제 허가났어?", "해솔 3호기가 허가를 받았다. 14호기도 있다.")
    assert not lacks_numbered("해솔 4호기 언제 허가났어?", "해솔 4호기가 허가를 받았다.")
    assert not lacks_numbered("58번 국도 언제 개통해?", "국도 58호선이 개통됐다.")


@pytest.mark.parametrize(
    ("question", "text", "lacking"),
    [
        ("해솔 3호기 언제 가동해?", "해솔 3·4호기는 5월 1일 가동한다.", False),
        ("해솔 5호기 언제 가동해?", "해솔 3·4호기는 5월 1일 가동한다.", True),
        ("1단계 공사 언제 끝나?", "1·2단계 공사는 내년에 끝난다.", False),
        ("2차 분양 언제야?", "1~3차 분양은 봄에 있다.", False),
        ("4차 분양 언제야?", "1~3차 분양은 봄에 있다.", True),
        ("1공구는 누가 맡아?", "1, 2공구는 달래건설이 맡는다.", False),
        ("대회에 5팀 나온 거 맞아?", "대회에는 다섯 팀이 나왔다.", False),
        ("3차 회의 언제 했어?", "세 번째 회의는 5일 열렸다.", False),
        ("3차 회의 언제 했어?", "두 번째 회의는 5일 열렸다.", True),
        ("제5기 시민단 언제 뽑아?", "제4기 시민단을 뽑는다.", True),
        ("제5기 시민단 언제 뽑아?", "5기 시민단을 뽑는다.", False),
    ],
)
def test_a_row_written_together_tells_each_of_it_and_a_count_is_no_row(
    question: str, text: str, lacking: bool
) -> None:
    assert lacking == lacks_numbered(question, text)


@pytest.mark.parametrize(
    ("question", "text", "lacking"),
    [
        ("달래재단 2차관 누구야?", "달래부 제1차관에 서하린 씨가 임명됐다.", True),
        ("여울구 3호선 언제 개통해?", "여울구를 지나는 2호선이 개통한다.", True),
        ("제29회 등불축제 때 버스 몇 대였어?", "제30회 등불축제에 버스 12대를 운영한다.", True),
        ("한빛전시관 11대 대표 누구야?", "한빛전시관 제10대 대표에 서하린 씨가 취임했다.", True),
        ("한빛전시관 10대 대표 누구야?", "한빛전시관 제10대 대표에 서하린 씨가 취임했다.", False),
        ("제30회 등불축제 때 버스 몇 대야?", "제30회 등불축제에 버스 12대를 운영한다.", False),
    ],
)
def test_what_has_a_number_of_its_own_is_told_by_it(question: str, text: str, lacking: bool) -> None:
    assert lacking == lacks_numbered(question, text)


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("달래백화점 물안점 반짝가게 몇 층이야?", True),
        ("달래백화점 본점 반짝가게 몇 층이야?", False),
        ("달래백화점 여울 점 반짝가게 몇 층이야?", False),  # a slip of spacing is no other branch
        ("갈매뜰지구 공사 언제 끝나?", True),
        *(
            (f"달래 {thing} 뭐야?", False)
            for thing in "문제점 차이점 공통점 개선점 전환점 편의점 할인점".split()
        ),
        ("여울 아파트단지 공사 언제 끝나?", False),
        ("한빛군수 이름이 뭐야?", False),
        ("도담군수 이름이 뭐야?", True),
        ("도담구청장 이름이 뭐야?", True),
    ],
)
def test_another_branch_or_district_is_lacking(question: str, lacking: bool) -> None:
    told = "달래백화점은 여울점과 본점 9층에 반짝가게를 연다. 물안지구 공사는 5월 끝난다. 한빛군의 서하린 군수도 왔다."
    assert lacking == lacks_branch(read_frame(question).units, told)


def test_a_row_without_end_is_cut() -> None:
    assert lacks_numbered("300호기 언제 가동해?", "해솔 1~9999호기를 가동한다. " + "1," * 5_000)


def test_an_age_is_asked_by_the_very_word_and_told_in_korean_numerals_too() -> None:
    assert not lacks_age("나이지리아 대사 누구야?", "대사에 서하린 교수를 임명했다.")
    assert lacks_age("새 지휘자 나이는?", "지휘자로 서하린 교수를 위촉했다.")
    assert not lacks_age("새 지휘자 나이가 어떻게 돼?", "서하린 지휘자는 올해 쉰두 살이다.")
    assert not lacks_age("회장 몇 살이야?", "회장은 지난주 칠순을 맞았다.")


def test_an_age_is_told_in_years() -> None:
    assert lacks_age("새 지휘자 몇 살이야?", "한빛교향악단 지휘자로 서하린 교수를 위촉했다.")
    assert not lacks_age("새 지휘자 몇 살이야?", "지휘자로 서하린(52) 교수를 위촉했다.")
    assert not lacks_age("새 지휘자 누구야?", "지휘자로 서하린 교수를 위촉했다.")


def test_who_is_kept_unnamed_answers_no_question_for_a_name() -> None:
    assert keeps_unnamed("택시 기사 이름이 뭐야?", "경찰은 70대 택시 기사 A씨를 조사했다.")
    assert keeps_unnamed("불 지른 20대 이름이 뭐야?", "경찰은 20대 남성을 붙잡았다.")
    assert not keeps_unnamed("택시 기사는 어디로 갔어?", "경찰은 택시 기사를 조사했다.")
    assert not keeps_unnamed("C사 제품은 어느 나라 거야?", "C사는 여울시에서 만든다.")


@pytest.mark.parametrize(
    ("question", "sentence", "unnamed"),
    [
        ("누가 구했어?", "물에 빠진 B군을 이웃 문가람 씨가 구했다.", False),
        ("누가 구했어?", "물에 빠진 B군을 문가람 소방관이 구했다.", False),
        ("누가 구했어?", "장모 홍나루 씨가 사위 도하람을 구했다.", False),
        ("누구 손에서 자랐어?", "그는 이모 (59) 손에서 자랐다.", False),
        ("누가 구했어?", "물에 빠진 아이를 김모 씨가 구했다.", True),
        ("누가 구했어?", "물에 빠진 아이를 박모(41)씨가 구했다.", True),
        ("누가 구했어?", "물에 빠진 아이를 최○○ 씨가 구했다.", True),
        ("문가람 씨를 누가 구했어?", "물에 빠진 문가람 씨를 C씨가 구했다.", True),
    ],
)
def test_a_sentence_that_names_somebody_else_keeps_nobody_unnamed(
    question: str, sentence: str, unnamed: bool
) -> None:
    assert unnamed == keeps_unnamed(question, sentence)


@pytest.mark.parametrize(
    ("question", "text", "lacking"),
    [
        ("요금 오른 곳 가운데 2위는 어디야?", "한빛이 가장 많이 올랐다.", True),
        ("요금 오른 곳 가운데 2위는 어디야?", "한빛이 가장 많이 올랐고 도담이 뒤를 이었다.", False),
        ("원인 중 4위는 뭐야?", "▲판매 부진(59%) ▲원·부자재 값(51%) ▲인건비(33%) 순이었다.", True),
        ("원인 중 3위는 뭐야?", "▲판매 부진(59%) ▲원·부자재 값(51%) ▲인건비(33%) 순이었다.", False),
        ("대회 3위는 누구야?", "나루한이 세 번째로 들어왔다.", False),
        ("대회 1위는 누구야?", "나루한이 우승했다.", False),
        ("3위 한 나루한은 어디 사람이야?", "나루한은 한빛 사람이다.", False),
    ],
)
def test_a_rank_that_nobody_tells_is_lacking(question: str, text: str, lacking: bool) -> None:
    assert lacking == lacks_rank(question, text)


def test_the_third_is_told_by_a_medal_of_bronze() -> None:
    assert not lacks_rank("나룻배 대회 3위는 누구야?", "나룻배 대회에서 서하린이 동메달을 땄다.")
    assert lacks_rank("나룻배 대회 3위는 누구야?", "나룻배 대회에서 서하린이 은메달을 땄다.")
