"""Which clause of a sentence says why, and which only points back to what was told before."""

from __future__ import annotations

import pytest

from bot.answers.clauses import is_the_event, only_points, why
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
    [("파업은 왜 시작됐어?", "임금 인상률을 놓고 합의하지 못했다"), ("버스 파업 왜 했어?", "준공영제")],
)
def test_a_sentence_that_tells_the_reason_wins_over_one_that_says_what_is_asked(
    question: str, told: str
) -> None:
    answer = reply_to(bundled(), Request(question)).answer
    assert answer is not None
    assert told in answer.short
