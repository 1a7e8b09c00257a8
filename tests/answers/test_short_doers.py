"""The short answer: who, where nobody has an office, and which one of a kind, in an invented city."""

from __future__ import annotations

import pytest

from bot.answers.doers import is_somebody, subject
from bot.answers.frame import read_frame
from tests.answers.test_short import short


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        (  # a name at the head of the sentence, whatever office follows
            "새 공장 두고 말한 임원 누구",
            '표인혁 물꼬당 사업부문장은 "공장을 새로 짓겠다"고 말했다.',
            "표인혁",
        ),
        (
            "물꼬당 책임자 이름 뭐야?",
            '도하람 물꼬당 마을 지사장은 "손님이 늘었다"고 밝혔다.',
            "도하람 물꼬당 마을 지사장",
        ),
        (  # a foreign name without an office
            "결승 심판 막으려고 달려든 사람 이름이 뭐야?",
            "관중이던 코스테르 벨란스키의 난입으로 시합이 멈췄다.",
            "코스테르 벨란스키",
        ),
        (  # the subject of the verb that is asked about
            "빚 못 갚으면 누가 떠안아?",
            "준공 뒤에도 갚지 못하면 물꼬신탁이 채무를 떠안는다.",
            "물꼬신탁",
        ),
        ("다리는 누가 관리해?", "나루 상인회가 지난해부터 다리를 관리한다.", "나루 상인회"),
        (  # the one of the office that is asked for
            "새 부시장 누구야?",
            "차민준 시장은 도하람 신임 부시장에게 임명장을 줬다.",
            "도하람 신임 부시장",
        ),
    ],
)
def test_who_is_told_without_an_office(question: str, sentence: str, expected: str) -> None:
    assert expected == short(question, sentence)


def test_nobody_is_named_where_the_question_names_the_one_who_did_it() -> None:
    assert not short("여울교는 누가 지었어?", "여울교는 지난해 문을 열었다.")


@pytest.mark.parametrize(
    "sentence",
    [
        "오래된 나무를 지키는 다리를 관리한다.",  # a verb before its noun
        "손님이 찾는 다리를 관리한다.",
        "손님이 내놓은 다리를 관리한다.",
        "유명 작가 다리를 관리한다.",
    ],
)
def test_a_verb_before_its_noun_does_nothing(sentence: str) -> None:
    assert subject(read_frame("다리는 누가 관리해?"), sentence) is None


@pytest.mark.parametrize("who", ["물꼬 작가", "김 씨", "나루 상인회", "물꼬시 전문가", "나루 팀"])
def test_somebody_who_ends_as_a_verb_does_it(who: str) -> None:
    sentence = f"{who}{'은' if who[-1] == '팀' else '는'} 다리를 관리한다."
    span = subject(read_frame("다리는 누가 관리해?"), sentence)
    assert span is not None
    assert sentence[slice(*span)] == who


def test_a_space_is_nobody() -> None:
    assert not is_somebody(" ")


def test_the_end_of_a_word_longer_than_a_subject_does_nothing() -> None:
    sentence = f"{'물꼬나루' * 9}회가 다리를 관리한다."
    assert subject(read_frame("다리는 누가 관리해?"), sentence) is None


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("어느 대학 나왔어?", "차민준은 나루대학교 국제통상학과를 졸업했다.", "나루대학교"),
        ("벤치를 둔 공항은 어디야?", "물꼬당은 여울공항 쉼터에 벤치를 설치했다.", "여울공항"),
        (
            "이 앱은 어느 부처가 만들어?",
            "행정안전부는 '마을 알림 앱 사업'을 추진 중이다.",
            "행정안전부",
        ),
        (
            "흡연실도 못 만들게 하는 나라는?",
            "현재 스페인과 아일랜드 등에서는 흡연실을 두지 못한다.",
            "스페인과 아일랜드",
        ),
        (
            "얼굴 덴 고양이가 나온 동네가 어디야?",
            "경찰에 따르면 여울동과 나루동 일대에서 고양이가 발견됐다.",
            "여울동과 나루동",
        ),
        ("임명식 어디서 했어?", "임명식은 지난 27일 ‘도모헌’에서 열렸다.", "도모헌"),
        ("박사가 제일 못 잊는 산은?", "박사는 물꼬산을 가장 못 잊는다고 했다.", "물꼬산"),
    ],
)
def test_which_one_of_a_kind_is_told_with_those_beside_it(
    question: str, sentence: str, expected: str
) -> None:
    assert expected == short(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("축제 처음 연 곳", "등불축제는 여울공원에서 처음 열렸다.", "여울공원"),  # without a question word
        ("상 받은 도시는?", "상은 한빛시가 받았다.", "한빛시"),
        ("계약서 쓴 건물은 어느 건물이야?", "계약서는 여울회관에서 썼다.", "여울회관"),
        (  # a place that no ending tells
            "손님이 놀림받은 가게는 어디에 있어?",
            "손님은 후난성 나루촌에 있는 한 가게를 찾았다.",
            "후난성 나루촌",
        ),
        ("차민준은 어디 출신이야?", "차민준은 중국 하얼빈 출신이다.", "중국 하얼빈"),
        (
            "구조된 고양이는 어디서 발견됐어?",
            "고양이는 여울시의 한 공원 앞에서 발견됐다.",
            "여울시의 한 공원 앞",
        ),
        *(  # towns and countries that end as a time or somebody does
            ("열차는 어디로 가던 거야?", f"지난달 여울읍 철로에서 {town}{to} 가던 열차가 멈췄다.", town)
            for town, to in (
                ("대전", "으로"),
                ("속초", "로"),
                ("영월", "로"),
                ("용인", "으로"),
                ("대만", "으로"),
            )
        ),
        (  # where to, and not where
            "사고 난 열차는 어디로 가던 거야?",
            "지난달 여울읍의 철로에서 강릉으로 가던 열차가 멈췄다.",
            "강릉",
        ),
    ],
)
def test_where_is_told_by_the_verb_and_with_all_of_the_place(
    question: str, sentence: str, expected: str
) -> None:
    assert expected == short(question, sentence)
