"""Both ends of what changed, where both are asked; what it was changed into, where that is."""

from __future__ import annotations

import pytest

from bot.answers.changes import changed
from bot.answers.frame import Want, read_frame


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        (
            "여울조선 계약 금액이 얼마에서 얼마로 줄었어?",
            "여울조선은 계약 금액이 3조8347억원에서 973만원으로 줄었다고 알렸다.",
            "3조8347억원에서 973만원",
        ),
        (
            "한빛시 평균 거주 기간이 몇 년에서 몇 년으로 늘었어?",
            "집이 있으면 9.7년에서 11.6년으로 늘었고, 한빛시 평균 거주 기간은 6.0년에서 2024년 7.3년으로 늘었다.",
            "6.0년에서 2024년 7.3년",
        ),
        ("금리 몇 퍼센트에서 몇 퍼센트로 됐어", "은행은 금리를 3.5%에서 3.25%까지 내렸다.", "3.5%에서 3.25%"),
        (
            "증자 대상자는 어디로 바뀌었어?",
            "여울제약은 증자 대상자를 기존 도담바이오에서 나루조합1호로 변경한다고 알렸다.",
            "나루조합1호",
        ),
        ("감독은 누구로 교체됐어?", "구단은 감독을 전격적으로 교체했다.", ""),
        ("감독은 누구로 교체됐어?", "구단은 감독을 전격적으로 나루한으로 교체했다.", "나루한"),
        ("감독은 누구로 교체됐어?", "구단은 감독을 외부 인사로 교체했다.", ""),
        ("노선은 뭐로 바뀌었어?", "시는 노선을 획기적으로 바꿨다.", ""),
        (
            "문 닫는 시각이 몇 시에서 몇 시로 늦춰졌어?",
            "문 닫는 시각은 6시에서 9시로 늦춰졌다.",
            "6시에서 9시",
        ),
        ("잔치가 몇 월에서 몇 월로 옮겨졌어?", "잔치는 5월에서 9월로 옮겨졌다.", "5월에서 9월"),
        ("몇 명에서 몇 명으로 늘었어?", "모집은 1일에서 3일로 늘었다.", ""),
        ("계약 금액이 얼마야?", "계약 금액이 3억원에서 9억원으로 늘었다.", ""),
        ("증자 대상자는 왜 바뀌었어?", "대상자를 도담에서 나루로 변경했다.", ""),
    ],
)
def test_both_ends_are_told_only_where_both_are_asked(question: str, sentence: str, expected: str) -> None:
    found = changed(read_frame(question), sentence)
    assert expected == (sentence[slice(*found)] if found else "")


def test_years_that_something_lasts_are_no_time_when_it_is() -> None:
    frame = read_frame("평균 거주 기간이 몇 년에서 몇 년으로 늘었어?")
    assert (Want.NUMBER, "년") == (frame.want, frame.unit)
