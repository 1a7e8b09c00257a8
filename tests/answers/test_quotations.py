"""Words in marks that answer, where the rest of the sentence only leads to them."""

from __future__ import annotations

import pytest

from bot.answers.completing import completed
from bot.answers.frame import read_frame
from bot.answers.remainder import remainder
from bot.quotes.alignment import plain


def _completed(question: str, text: str, short: str) -> str:
    at = text.index(short)
    return text[slice(*completed(read_frame(question), text, (at, at + len(short))))]


@pytest.mark.parametrize(
    ("question", "text", "short", "told"),
    [
        (  # who says it
            "나루한 의원 출마한대?",
            '나루한 의원은 출마를 묻는 말에 "생각해 본 적 없다"고 일축했다.',
            "나루한 의원은 출마를 묻는 말에",
            "생각해 본 적 없다",
        ),
        (  # who said it, behind
            "나루한 의원 출마한대?",
            '나루한 의원은 거듭 물어도 "생각해 본 적 없다"고 일축했다.',
            "고 일축했다",
            "생각해 본 적 없다",
        ),
        (  # of several the one that has what was asked
            "물결로 단속은 위법 맞대?",
            '법원은 "현장을 살핀 바 없다"며 "물결로 단속은 위법하다"고 밝혔다.',
            "법원은",
            "물결로 단속은 위법하다",
        ),
        (  # what is told besides what is said
            "해솔시 보상 더 할 계획 있대?",
            '해솔시는 "전례가 없다"고 말해 보상 계획이 없음을 비쳤다.',
            "해솔시는",
            "말해 보상 계획이 없음을 비쳤다",
        ),
        (  # a clause that says it itself
            "해솔시 다리 고친대?",
            '해솔시는 다리를 고친다며 "늦지 않게 열겠다"고 했다.',
            "해솔시는 다리를 고친다며",
            "해솔시는 다리를 고친다며",
        ),
    ],
)
def test_yes_or_no_is_told_by_what_is_said(question: str, text: str, short: str, told: str) -> None:
    assert told == _completed(question, plain(text), short)


def test_what_is_said_for_a_reason_is_one() -> None:
    text = plain(
        '나루한 대표는 "자리에서 물러난 지 일곱 달이 지나 회사를 대신해 말할 처지가 아니고 '
        '아는 것도 얼마 남지 않았다"고 불출석 사유를 제시했다.'
    )
    span = remainder(read_frame("나루한 대표는 청문회에 왜 안 나온대?"), text)
    assert span is not None
    assert text[slice(*span)].startswith("자리에서 물러난")


def test_why_is_told_by_the_one_thing_that_somebody_says() -> None:
    frame = read_frame("뺑소니 운전자는 왜 달아났대?")
    text = plain('조사에서 나 씨는 "사람을 친 줄 모르고 겁이 났다"고 진술한 것으로 알려졌다.')
    span = remainder(frame, text)
    assert span is not None
    assert text[slice(*span)] == "사람을 친 줄 모르고 겁이 났다"
    two = plain('나 씨는 "겁이 났다"고, 곁에 있던 이는 "말렸다"고 진술한 것으로 알려졌다.')
    span = remainder(frame, two)
    assert span is None or two[slice(*span)] not in ("겁이 났다", "말렸다")
