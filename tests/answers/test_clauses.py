"""Which clause of a sentence says why, and which only points back to what was told before."""

from __future__ import annotations

import pytest

from bot.answers.clauses import only_points, why
from bot.answers.frame import read_frame


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
