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
    ("나룻배 요금은 얼마야?", "요금은 조 원장의 뜻대로 이천 원으로 정해졌다.", "이천 원"),
    ("입장료 얼마야?", "입장료는 삼만오천원이고 어린이는 무료다.", "삼만오천원"),
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
    (
        "하늘은행 새 행장 누가 됐어?",
        "차민준 금융위원장은 신임 하늘은행장으로 도하람 한빛대 방사선종양학과 교수를 임명했다.",
        "도하람 한빛대 방사선종양학과 교수",
    ),
    ("새 사장은 누가 맡아?", "한빛공사가 도하람 신임 사장을 선임했다.", "도하람 신임 사장"),
    ("누가 중재했어?", "가장 먼저 중재에 나선 이는 벤슨 부통령이었다.", "벤슨 부통령"),
    ("구한 사람 이름이 뭐야?", "아이를 구한 표인혁(41)이 상을 받았다.", "표인혁"),
    (
        "시장을 마중 나온 장관은 누구야?",
        "바트호 몽골 과학기술부 장관이 공항에서 시장을 마중 나왔다.",
        "바트호 몽골 과학기술부 장관",
    ),
    (
        "탄원서를 누구에게 줬어?",
        "의원은 탄원서를 당시 차민준 대표의 보좌관이던 도하람 실장에게 줬다.",
        "도하람 실장",
    ),
    ("몇 명이 찬성했어?", "표결에서는 위원 6명 중 5명이 찬성했다.", "5명"),
    (
        "두루미가 요새 몇 마리쯤 와?",
        "두루미는 처음 약 30마리에서 현재는 약 2300마리까지 늘었다.",
        "약 2300마리",
    ),
    ("전시 어디 가면 볼 수 있어?", "한빛구 문화 공간 ‘가람 스토리지’에서 전시가 열린다.", "가람 스토리지"),
    # what it is, what it means
    (
        "시장이 말한 회색코뿔소가 무슨 뜻이야?",
        "회색코뿔소는 모두가 알면서 지나친 위험을 뜻한다.",
        "모두가 알면서 지나친 위험을 뜻한다",
    ),
    (
        "조작 얘기에 나오는 기준지 진동이 뭐야?",
        "기준지 진동은 원전에서 있을 가장 강한 지진의 흔들림입니다.",
        "원전에서 있을 가장 강한 지진의 흔들림입니다",
    ),
    # where: the whole place
    ("어디서 만났어?", "시장은 8일 여울도 솔바람고 리조트에서 지사를 만났다.", "여울도 솔바람고 리조트"),
    (
        "어디 호텔에서 열려?",
        "행사는 한빛시 은하 호텔에서 열린 미래 2026 라이브에서 공개됐다.",
        "한빛시 은하 호텔",
    ),
    (
        "열차가 어디서 선로를 벗어났어?",
        "기차는 갈매역을 출발해 달래군 솔숲 마을 인근에서 이탈했다.",
        "달래군 솔숲 마을 인근",
    ),
    (
        "불이 어디 몇 층에서 났어?",
        "불은 지난 9월 26일 한빛센터 본원 5층 전산실에서 났다.",
        "한빛센터 본원 5층",
    ),
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
    (
        "표를 어떻게 그렇게 많이 손에 넣었어?",
        "이들은 가족 명의 계정을 이용해 시즌권을 사고 선예매 권한을 활용해 표를 확보했다.",
        "가족 명의 계정을 이용해 시즌권을 사고 선예매 권한을 활용해 표를 확보했다",
    ),
    (
        "사람들을 어떻게 속였어?",
        "일당은 재력가로 행세해 큰 수익을 냈다며 피해자들을 속여 투자를 권했다.",
        "재력가로 행세해 큰 수익을 냈다며",
    ),
    (
        "왜 물 뿌리는 장치가 없었어?",
        "그때는 16층 미만 건물에 장치 설치 의무가 없었다.",
        "그때는 16층 미만 건물에 장치 설치 의무가 없었다",
    ),
    # names: in marks, beside what they name, never what somebody exclaims
    (
        "화폐 기념품 브랜드 이름이 뭐야?",
        "“뜻밖의 결정”이라는 말이 나온 가운데 기념품 브랜드 ‘돈가루’를 내놓았다.",
        "돈가루",
    ),
    ("안전진단 로봇 이름 뭐야?", "시리온은 지도를 읽는 안전진단 로봇이다.", "시리온"),
    ("무슨 상 받았어?", "단편영화 ‘강가의 미소’가 영화제에서 우수상을 받았다.", "우수상"),
    ("뭐라는 사자성어 썼어?", "의원은 어지럽게 만든다는 뜻의 사자성어, 혼용무도에 빗댔다.", "혼용무도"),
    ("과거에 뭘 옹호했어?", "도하람 후보자가 과거 계엄을 옹호했다는 논란에 사과했다.", "계엄"),
    ("무슨 죄로 넘겨졌어?", "경찰은 절도 혐의로 그를 검찰에 넘겼다.", "절도 혐의"),
    # all of them
    (
        "빠진 데 어디어디야?",
        "이에 강변시와 갈매시를 제외하고 나머지 열다섯 곳을 조사했다.",
        "강변시와 갈매시",
    ),
    (
        "개통하는 구간은 어디어디야?",
        "국도 19호선 장미~해솔 구간, 강변~달래 구간, 갈매~둔덕 구간이 오전에 열린다.",
        "국도 19호선 장미~해솔 구간, 강변~달래 구간, 갈매~둔덕 구간",
    ),
    ("유물 뭐뭐 와?", "9월부터 금관·금허리띠·금방울 등 국보를 전시한다.", "금관·금허리띠·금방울 등"),
    # the winner, the turn
    ("남자랑 여자 중 누가 더 많이 걸려?", "남성이 여성보다 두 배 더 많이 걸렸다.", "남성"),
    (
        "수도권이랑 지방 중 어디가 더 모자라?",
        "수도권 부족률은 3%, 비수도권은 5.1%로 비수도권이 높았다.",
        "비수도권",
    ),
    (
        "주민이 제일 많이 넣는 민원이 뭐야?",
        "살면서 발생하는 문제 가운데 '주차 민원'이 가장 많았다.",
        "'주차 민원'",
    ),
    ("나이대 어디가 제일 많이 들었어?", "연령대별로는 50대가 33%로 가장 큰 비중을 차지했다.", "50대"),
    ("어느 쪽이 제일 많이 벌었어?", "국내주식이 78%를 벌어 전체 자산 중 수익률이 가장 높았다.", "국내주식"),
    ("1월 다음으로 많이 오르는 달은?", "4월이 2.33%로 두 번째로 높았으며 11월이 뒤를 이었다.", "4월"),
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
