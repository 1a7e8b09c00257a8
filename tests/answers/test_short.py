"""The short answer, kind by kind, on sentences of an invented city; always words of the sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.colloquial import standard
from bot.answers.frame import read_frame
from bot.answers.question import read_question
from bot.answers.short import short_answer
from bot.answers.spans import spans_of
from bot.quotes.alignment import plain

SAID = [
    # how much, how many: with the unit, the range, 약 and 최대; the new figure of two, the sum of several
    (
        "계약 금액 얼마로 줄었어?",
        "한빛중공업은 공급 금액이 기존 3조8000억원에서 973만원으로 줄었다고 알렸다.",
        "973만원",
    ),
    ("벌금 얼마 내?", "어기면 300만∼500만 원의 벌금을 내야 한다.", "300만∼500만 원"),
    (
        "최대 몇 퍼센트까지 할인해?",
        "다른 쌀이 12~56% 할인되는 데 비해 햇살쌀은 최대 63%까지 할인한다.",
        "최대 63%",
    ),
    ("지원자 몇 명 떨어졌어?", "교과 전형에서 9명, 종합 전형에서 9명 등 총 18명이 떨어졌다.", "총 18명"),
    ("부동액하고 물은 몇 대 몇으로 섞어?", "부동액과 물은 5대 5로 섞는 것이 좋다.", "5대 5"),
    ("다리 길이가 얼마야?", "새로 놓은 보행교는 길이 40m의 철골 구조물이다.", "40m"),
    # who, with the office; by the clause and the particle
    (
        "신사업은 누가 맡아?",
        "표인혁 부회장은 화장품 사업을 맡고, 남도윤 부회장은 신사업을 이끈다.",
        "남도윤 부회장",
    ),
    # where: the whole place
    (
        "취임 선서 어디서 했어?",
        "시장은 옛 한빛시청역 역사 계단에서 남도윤 의장 앞에 취임 선서를 했다.",
        "옛 한빛시청역 역사 계단",
    ),
    ("어느 나라에 넘겨?", "장미함은 퇴역 뒤 폴란드에 무상으로 넘긴다.", "폴란드"),
    # why, how: the clause, cut at its ends
    ("왜 동전을 바꿔?", "한빛은행은 통화 가치 안정을 위해 동전을 바꾸기로 했다.", "통화 가치 안정을 위해"),
    (
        "연금은 왜 올라?",
        "지난해 물가 상승분이 반영되면서 연금이 2.1% 오르기 때문이다.",
        "지난해 물가 상승분이 반영되면서",
    ),
    (
        "왜 시장에 갔어?",
        "시장에 간 것은 상인들을 격려하고 주민에게 인사를 전하기 위해서라고 밝혔다.",
        "상인들을 격려하고 주민에게 인사를 전하기 위해서라고",
    ),
    (
        "어떻게 전화를 엿들었어?",
        "정보국은 암호화 장치의 결함을 틈타 시장의 전화를 엿들었다.",
        "암호화 장치의 결함을 틈타",
    ),
    # names: in marks, beside what they name, never what somebody exclaims
    (
        "화폐 기념품 브랜드 이름이 뭐야?",
        "“뜻밖의 결정”이라는 말이 나온 가운데 기념품 브랜드 ‘돈가루’를 내놓았다.",
        "돈가루",
    ),
    ("안전진단 로봇 이름 뭐야?", "시리온은 지도를 읽는 안전진단 로봇이다.", "시리온"),
    ("무슨 상 받았어?", "단편영화 ‘강가의 미소’가 영화제에서 우수상을 받았다.", "우수상"),
    # all of them
    (
        "개통하는 구간은 어디어디야?",
        "국도 19호선 장미~해솔 구간, 강변~달래 구간, 갈매~둔덕 구간이 오전에 열린다.",
        "국도 19호선 장미~해솔 구간, 강변~달래 구간, 갈매~둔덕 구간",
    ),
    ("유물 뭐뭐 와?", "9월부터 금관·금허리띠·금방울 등 국보를 전시한다.", "금관·금허리띠·금방울 등"),
    # the winner, the turn
    ("남자랑 여자 중 누가 더 많이 걸려?", "남성이 여성보다 두 배 더 많이 걸렸다.", "남성"),
    ("외국인은 작년보다 늘었어 줄었어?", "외국인은 160만 명으로 작년보다 8.0% 늘었다.", "8.0% 늘었다"),
    (
        "어느 업종이 제일 많이 써?",
        "업종별 투자는 금융 및 보험업(85억원), 정보통신업(62억원) 순으로 많았다.",
        "금융 및 보험업",
    ),
    ("제일 많이 팔린 차는 뭐야?", "가장 많이 팔린 차는 별빛80으로 집계됐다.", "별빛80"),
    # whether: the clause that says so
    (
        "돈을 받았다고 인정했어?",
        "의원은 “저는 자리를 약속하고 돈을 받은 사실이 전혀 없다”고 말했다.",
        "저는 자리를 약속하고 돈을 받은 사실이 전혀 없다",
    ),
]


def short(question: str, sentence: str) -> str:
    """The short answer as the sentence has it."""
    frame, asked, text = read_frame(question), read_question(standard(question)), plain(sentence)
    found = short_answer(frame, text, spans_of(frame, asked, text))
    return sentence[slice(*found)] if found else ""


@pytest.mark.parametrize(("question", "sentence", "expected"), SAID)
def test_what_was_asked_is_said_in_the_words_of_the_sentence(
    question: str, sentence: str, expected: str
) -> None:
    assert expected == short(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("왜 미뤄졌어?", "한빛 공연은 내년 봄에 열린다."),
        ("얼마야?", "시는 요금을 곧 정한다."),
        ("브랜드 이름이 뭐야?", "시장은 “놀라운 결정”이라며 “더 기다려 달라”고 말했다."),
        ("노원이랑 관악 중에 어디가 더 길어?", "강변구의 평균 거주 기간은 6년이다."),
    ],
)
def test_nothing_is_said_where_the_sentence_has_nothing_of_the_kind(question: str, sentence: str) -> None:
    assert short(question, sentence) == ""


@given(
    st.sampled_from([question for question, _, _ in SAID]),
    st.text("가나다라한빛시은는이가에서 고며,·()‘’“”'\"0123456789%원명.~및과등가장더", max_size=120),
)
def test_whatever_the_sentence_the_short_answer_lies_within_it(question: str, sentence: str) -> None:
    frame, asked, text = read_frame(question), read_question(standard(question)), plain(sentence)
    found = short_answer(frame, text, spans_of(frame, asked, text))
    assert found is None or 0 <= found[0] < found[1] <= len(sentence)
