"""Yes and no stand before a sentence only where it plainly says so."""

from __future__ import annotations

import pytest

from bot.answers.frame import read_frame
from bot.answers.verdict import yes_or_no

YES = [
    ("시장 청문회 출석했어?", "한빛시장은 9일 청문회에 출석했다."),
    ("다리 개통했어?", "한빛대교가 지난 3일 개통됐다고 시가 밝혔다."),
    ("용의자 체포됐어?", "경찰은 용의자를 체포했으며 조사를 하고 있다."),
    ("승객 늘어났어?", "버스 승객이 두 배로 늘어났습니다."),
    ("박물관 일요일에 개방해?", "박물관은 일요일에도 개방한다."),
    ("공연 취소됐어?", "폭우로 공연이 취소됐다."),
    ("관객들 대피했어?", "극장은 관객을 밖으로 대피시켰으며"),
    ("장터 열리나?", "장터는 토요일마다 열린다."),
]  # fmt: skip
NO = [
    ("시장 청문회 출석했어?", "한빛시장은 청문회 출석을 거부했다."),
    ("시장 청문회 출석했어?", "한빛시장은 청문회에 출석하지 않았다."),
    ("시장 청문회 출석했어?", "한빛시장은 청문회에 불출석했다."),
    ("조선소 매각됐어?", "한빛조선소 매각이 결국 무산됐다."),
    ("노사 합의했어?", "노사는 임금 인상에 합의하지 못했다."),
    ("노사 합의했어?", "노사는 밤샘 협상에도 합의에 이르지 못했다."),
    ("노사 합의했어?", "노사는 합의에 실패했다."),
    ("시장 구속됐어?", "한빛시장은 구속을 면했다."),
    ("다리 개통됐어?", "이 다리는 아직 개통된 것이 아닙니다."),
    ("연극제 개최했어?", "시는 연극제 개최를 미뤘다."),
]  # fmt: skip
NEITHER = [
    ("조선소 매각됐어?", "한빛조선소는 매각을 추진했지만 새 주인을 찾고 있다."),
    ("노사 합의했어?", "시장은 노사 합의에 기대를 나타냈다."),
    ("시장 사면됐어?", "한빛시장 사면 절차가 진행 중이다."),
    ("시청이 별빛동으로 이전했어?", "시청의 별빛동 이전을 두고 시장은 말을 하지 않았다."),
    ("다리 개통했어?", "한빛대교는 내년에 개통한다."),
    ("다리 개통했어?", "한빛대교는 내년 3월 개통 예정이다."),
    ("시장 청문회 출석했어?", "출석을 거부한 시장 대신 과장이 답했다."),
    ("노사 합의했어?", "노사는 합의했으나 조합원 투표에서 부결됐다."),
    ("노사 합의했어?", "노사가 합의했다는 것은 사실이 아니다."),
    ("시장 출석했어?", "시장은 출석하지 않은 것이 아니다."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [(*row, said) for rows, said in ((YES, True), (NO, False), (NEITHER, None)) for row in rows],
)
def test_yes_and_no_are_said_of_the_very_verb_that_was_asked(
    question: str, sentence: str, expected: bool | None
) -> None:
    assert yes_or_no(read_frame(question), sentence, (0, len(sentence.rstrip(".")))) is expected
