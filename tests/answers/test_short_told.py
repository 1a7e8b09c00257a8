"""The short answer among others of its kind: the figure that is meant, the name in marks, who has the least."""

from __future__ import annotations

import pytest

from bot.answers.phrases import with_role
from tests.answers.test_short import short


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("관람객이 얼마나 왔어?", "관람객 3만 명으로 자리가 찼다.", "3만 명"),  # not a syllable of 으로
        ("디자인이 몇가지임", "여울사진기는 총 7가지 디자인으로 나온다.", "총 7가지"),
        (
            "나루한은 결승에서 몇 점 넣었어?",
            "나루한은 결승에서 총 18득점과 함께 마지막 3점슛을 넣었다.",
            "총 18득점",
        ),
        (
            "벌금 얼마까지 올라?",
            "'1년 이하의 징역 또는 1000만원 이하의 벌금'에서 '2년 이하의 징역 또는 2000만원 이하의 벌금'으로 상향한다.",
            "2000만원",
        ),
        (
            "여울차가 공장 팔고 받은 돈이 얼마야?",
            "여울차는 약 4천억원 가치의 지분 전부를 1만 루블에 매각했다.",
            "1만 루블",
        ),
    ],
)
def test_of_several_figures_the_one_that_is_meant_is_told(
    question: str, sentence: str, expected: str
) -> None:
    assert expected == short(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        (
            "물꼬당 파우더가 뭐야?",
            "연구진은 상처를 막는 파우더형 지혈제 ‘물꼬당 파우더’를 개발했다.",
            "파우더형 지혈제",
        ),
        (
            "시집 제목이 뭐야?",
            "차민준 시인이 시집 ‘강을 건너니 밤이 되었다’를 냈다.",
            "강을 건너니 밤이 되었다",
        ),
        (
            "신메뉴 음료는 뭐가 나와?",
            "여울다방은 '달빛 라떼'와 '별빛 라떼' 등 음료를 냈다.",
            "달빛 라떼'와 '별빛 라떼",
        ),
        (
            "여울옷이 노인들한테 준 건 뭐야?",
            "여울옷은 노인 3만 명에게 담요 6만 장을 전달했다.",
            "담요 6만 장",
        ),
        ("여울차가 처음 판 차는 뭐야?", "여울차는 첫 전륜구동 승용차 ‘물꼬당’을 팔았다.", "물꼬당"),
    ],
)
def test_a_thing_is_told_by_its_name_and_a_name_by_its_kind(
    question: str, sentence: str, expected: str
) -> None:
    assert expected == short(question, sentence)


def test_the_least_is_no_other_than_what_is_said_to_have_it() -> None:
    sentence = (
        "가격이 가장 높은 한빛은 도담보다 100원 비싼 1800원이었고, 가장 가격이 낮은 나루는 1600원이었다."
    )
    assert short("기름값 제일 싼 지역은 어디야?", sentence) == "나루"


def test_a_clause_that_leads_to_what_is_said_is_no_yes_and_no_no() -> None:
    sentence = "한 소식통은 여울차가 팔았던 공장과 관련해 “재매입이 가능한 상황이 아니다”라고 말했다."
    assert short("여울차가 공장 다시 사 올 수 있대?", sentence) == "재매입이 가능한 상황이 아니다"


def test_a_foreign_place_that_ends_like_a_particle_is_part_of_a_name() -> None:
    sentence = "북섬 아사리가와 온천 스키장에서 아이가 다쳤다는 신고가 들어왔다."
    assert short("아이가 다친 스키장이 어디야?", sentence) == "북섬 아사리가와 온천 스키장"


def test_behind_a_calling_stands_who_it_is() -> None:
    sentence = "공연에는 첼리스트 나루한과 합창단이 나온다."
    start, end = with_role(sentence, (5, 9))
    assert sentence[start:end] == "나루한"


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        (
            "가장 높은 낮 기온은 어디야?",
            "낮 기온은 한빛이 30도로 가장 높고, 나루가 20도로 가장 낮았다.",
            "한빛",
        ),
        ("제일 큰 어린이 시설은 어디야?", "어린이 시설은 한빛이 가장 크고, 나루가 가장 작았다.", "한빛"),
        ("제일 어린 선수는 누구야?", "한빛이 가장 나이가 많고 나루가 가장 어렸다.", "나루"),
    ],
)
def test_the_least_is_told_only_where_it_was_asked(question: str, sentence: str, expected: str) -> None:
    assert expected == short(question, sentence)


def test_what_somebody_said_is_in_his_own_marks_and_no_name_that_he_said() -> None:
    sentence = "한빛시장은 “‘별빛 축제’가 또 열려 기쁘다”고 했고, 상인들은 “손님이 늘 것”이라고 했다."
    assert short("한빛시장은 뭐라고 했어?", sentence) == "‘별빛 축제’가 또 열려 기쁘다"


def test_a_thing_that_is_named_is_no_answer_where_something_else_is_asked_of_it() -> None:
    sentence = "연계 순환버스는 손님이 적어 노선을 줄인다."
    assert short("순환버스는 뭐가 달라져?", sentence) != "연계 순환버스"


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("새 아파트 몇 세대야?", "여울동에는 1,474세대가 들어선다.", "1,474세대"),  # no 세 of 세대
        ("집을 몇 채 지어?", "여울동에 3만3000세대 규모의 주택을 짓는다.", "3만3000세대"),
        ("아침에 몇 도까지 떨어져?", "아침 기온이 영하 11도까지 떨어진다.", "영하 11도"),
        ("다음번은 며칠에 해?", "내년에는 2월 13~15일 사흘간 진행된다.", "13~15일"),
        ("환영 행사는 몇 시에 했어?", "역에서 오후 8시23분 환영 행사가 열렸다.", "오후 8시23분"),
    ],
)
def test_a_figure_is_told_whole(question: str, sentence: str, expected: str) -> None:
    assert expected == short(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        (
            "내년 물량은 올해보다 얼마나 줄어?",
            "내년 물량은 1만6412가구로 올해(3만1856가구)보다 48% 급감할 것으로 보인다.",
            "48%",
        ),
        (
            "비만율이 10년 새 얼마나 늘었어?",
            "비만율은 2014년 30.9%로 조사됐고 이후 14.5%포인트 늘었다.",
            "14.5%포인트",
        ),
    ],
)
def test_by_how_much_is_told_and_not_what_it_came_to(question: str, sentence: str, expected: str) -> None:
    assert expected == short(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("관람객이 얼마나 많이 왔어?", "관람객은 3만 명으로 지난해보다 20% 늘었다.", "3만 명"),
        ("방수벽은 얼마나 높아?", "방수벽은 높이 3.2m로 이전 벽보다 1m 높다.", "3.2m"),
        ("몇 명이 줄 섰어?", "300명이 몰려 지난해보다 50명 늘었다.", "300명"),
        ("방수벽은 이전 벽보다 얼마나 높아?", "방수벽은 높이 3.2m로 이전 벽보다 1m 높다.", "1m"),
        ("방수벽이 얼마나 높아졌어?", "방수벽은 높이 3.2m로 이전 벽보다 1m 높다.", "1m"),
        ("관람객이 얼마나 많이 늘었어?", "관람객은 3만 명으로 지난해보다 20% 늘었다.", "20%"),
    ],
)
def test_how_much_it_is_is_told_and_not_by_how_much_more(question: str, sentence: str, expected: str) -> None:
    assert expected == short(question, sentence)
