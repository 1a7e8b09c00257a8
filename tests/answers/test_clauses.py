"""Which clause of a sentence says why, and which only points back to what was told before."""

from __future__ import annotations

import pytest

from bot.answers.clauses import how, is_the_event, only_points, why
from bot.answers.frame import read_frame
from bot.answers.reply import Request
from bot.answers.service import reply_to
from tests.answers.everyday import bundled


@pytest.mark.parametrize(
    "clause", ["이 문제 때문에", "이런 변화에 따라", "같은 혐의로", "그 결정 때문에", "이 주장 때문에"]
)
def test_a_clause_that_points_back_says_no_reason(clause: str) -> None:
    assert only_points(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "이 시장 때문에",
        "이 의원 탓에",
        "이 씨 때문에",
        "이 대표의 책임으로",
        "이 위원장 때문에",
        "이 전 때문에",
    ],
)
def test_a_surname_before_an_office_points_at_nothing(clause: str) -> None:
    assert not only_points(clause)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("이 시장 때문에 여울다리 공사가 멈췄다고 상인들은 말했다.", "이 시장 때문에"),
        ("이 문제 때문에 여울다리 공사가 멈췄다고 상인들은 말했다.", None),
    ],
)
def test_who_is_to_blame_is_the_reason(text: str, told: str | None) -> None:
    found = why(read_frame("여울다리 공사 왜 멈췄어?"), text)
    said = text[slice(*found[0])] if found is not None else ""
    assert (told is not None) == said.startswith("이 시장 때문")


@pytest.mark.parametrize("meeting", ["청문회에서", "회의까지", "수사본부에서", "간담회장에서", "토론회에"])
def test_what_a_meeting_is_held_for_is_no_reason_whatever_particle_follows(meeting: str) -> None:
    text = f"시장은 정보 유출 대책 마련을 위한 {meeting} 관리가 부실했다고 말했다."
    told = why(read_frame("정보 왜 유출됐어?"), text)
    assert told is None or not text[slice(*told[0])].endswith("위한")


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        # what somebody is charged with is why he is tried, and not why he did it
        ("노인은 왜 재판받아?", "노인은 지난달 19일 방화 혐의로 재판에 넘겨졌다.", "지난달 19일 방화 혐의로"),
        (
            "도연재 의원은 왜 사퇴했어?",
            "도연재 의원은 뇌물 수수 의혹으로 사퇴했다.",
            "도연재 의원은 뇌물 수수 의혹으로",
        ),
        (
            "도연재 의원은 왜 사과했어?",
            "도연재 의원은 막말 의혹으로 고개를 숙였다.",
            "도연재 의원은 막말 의혹으로",
        ),
        (
            "도연재 의원은 왜 쫓겨났어?",
            "도연재 의원은 투기 혐의로 당에서 제명됐다.",
            "도연재 의원은 투기 혐의로",
        ),
        (
            "서하린은 왜 귀국했어?",
            "가수 서하린은 표절 의혹으로 급히 귀국했다.",
            "가수 서하린은 표절 의혹으로",
        ),
        ("노인은 왜 불을 질렀어?", "노인은 지난달 19일 방화 혐의로 재판에 넘겨졌다.", None),
        (
            "노인은 왜 불을 질렀어?",
            "노인은 아들이 몇 달째 찾아오지 않자 집에 불을 질렀다.",
            "아들이 몇 달째 찾아오지 않자",
        ),
        # a reason stands before 이유로, and behind it only where it is named as one
        (
            "여우를 왜 사냥했어?",
            "농부들은 닭을 해친다는 이유로 여우를 마구 사냥하기 시작했다.",
            "농부들은 닭을 해친다는 이유로",
        ),
        ("표가 왜 안 팔려?", "상인들은 표가 안 팔리는 이유로 비싼 요금을 꼽았다.", "비싼 요금을 꼽았다"),
        # what would be needed is no reason
        ("다리를 왜 그 회사가 놓아?", "다리를 놓기 위해서는 높은 기술이 필수적이다.", None),
        # no reason stands in 잇따라
        (
            "손님이 왜 줄었어?",
            "시장에서 상인이 잇따라 다치면서 손님이 줄었기 때문이다.",
            "시장에서 상인이 잇따라 다치면서",
        ),
        # what changed or went wrong
        ("빵값이 왜 뛰었어?", "달걀 수요 증가로 재료가 달려 빵값이 뛰었다.", "달걀 수요 증가로"),
        # a quotation goes on with its particle
        (
            "시장은 왜 거절했어?",
            '시장은 거절한 까닭이 지금이 "민감한 시기"임을 고려했기 때문이라고 말했다.',
            '민감한 시기"임을 고려했기 때문이라고',
        ),
        # who told it, or by what it was counted, is no part of the reason
        (
            "가게들 장사가 왜 안돼?",
            "한빛시에 따르면 손님이 줄어든 영향으로 가게들 장사가 안된다.",
            "손님이 줄어든 영향으로",
        ),
    ],
)
def test_a_reason_is_what_leads_to_what_was_asked(question: str, text: str, told: str | None) -> None:
    found = why(read_frame(question), text)
    assert told == (None if found is None else text[slice(*found[0])])


@pytest.mark.parametrize("means", ["CCTV를 토대로", "주민의 신고를 받고", "사흘 추적 끝에"])
def test_what_led_to_somebody_is_the_way_he_was_found(means: str) -> None:
    text = f"경찰은 {means} 달아난 운전자를 붙잡았다."
    found = how(read_frame("운전자 어떻게 잡았어?"), text)
    assert found is not None
    assert means in text[slice(*found[0])]
    assert found[1] > 1.0


@pytest.mark.parametrize(
    ("question", "clause", "expected"),
    [
        ("파업은 왜 시작됐어?", "노조가 10일 첫차부터 파업에 들어가면서", True),
        ("여울다리 공사 왜 시작했어", "여울다리 공사가 시작되자", True),
        ("노조는 왜 파업했어?", "노조가 파업하면서", True),
        ("요금 왜 올랐어?", "원자재 값이 오르면서", False),
        ("파업은 왜 시작됐어?", "임금 인상률을 놓고 합의하지 못하면서", False),
        ("수도관 왜 터졌어", "도로 아래 묻힌 수도관이 터져", True),
        ("수도관 왜 터졌어", "도로 아래 묻힌 30년 넘은 수도관이 터져", False),
        ("창고 왜 무너졌어?", "낡은 창고가 무너지면서", False),
    ],
)
def test_what_is_asked_about_is_no_reason_for_itself(question: str, clause: str, expected: bool) -> None:
    asked = read_frame(question)
    assert expected is is_the_event(asked, clause)
    told = why(asked, f"{clause} 시민들의 불편이 예상된다.")
    assert (told is None) >= expected


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("파업은 왜 시작됐어?", "임금 인상률을 놓고 합의하지 못했다"),
        ("버스 파업 왜 했어?", "준공영제"),
    ],
)
def test_a_sentence_that_tells_the_reason_wins_over_one_that_says_what_is_asked(
    question: str, told: str
) -> None:
    answer = reply_to(bundled(), Request(question)).answer
    assert answer is not None
    assert told in answer.short
