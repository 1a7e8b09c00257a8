"""Names of people wherever they stand, and which of them is the one that is asked for."""

from __future__ import annotations

import pytest

from bot.answers.frame import read_frame
from bot.answers.people import people_in
from bot.answers.question import read_question
from bot.answers.short import short_answer
from bot.answers.spans import spans_of


def short(question: str, text: str) -> str:
    frame = read_frame(question)
    span = short_answer(frame, text, spans_of(frame, read_question(question), text))
    return text[slice(*span)] if span is not None else ""


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        (
            "여울FC 결승골 누가 넣었어?",
            "여울FC는 주장 나루찬의 프리킥으로 균형을 맞췄고, 연장 후반 13분 오태린이 머리로 결승골을 넣었다.",
            "오태린",
        ),
        ("물꼬 드라마 노래 가사는 누가 썼어?", "작사는 표가람이 맡아 가사를 썼다.", "표가람"),
        ("나루시 새 도서관 설계 누가 해?", "설계는 세계적인 건축가 올레 나르벤이 맡는다.", "올레 나르벤"),
        ("개구리 탈을 쓴 사람은 누구야?", "탈을 쓴 남성은 활동가 세스 토르벤이었다.", "세스 토르벤"),
        ("시구 공은 누가 받았어?", "공은 한가람이 아니라 동료 표인혁이 받았다.", "표인혁"),
    ],
)
def test_who_it_was_is_told_by_the_name_that_does_the_verb(question: str, text: str, expected: str) -> None:
    assert expected == short(question, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("유학생 아미라 하란(24) 씨가 아이를 구했다.", ["아미라 하란"]),
        ("계산원 탁순영(58)씨는 손님들이 준 꽃을 안았다.", ["탁순영"]),
        ("개그맨 표가람씨가 글을 올렸다.", ["표가람"]),
        ("마누엘 레베스 감독의 합류가 힘이 될 것이다.", ["마누엘 레베스"]),
        ("게임 개발자 크리스 벤손이 걱정을 나타냈다.", ["크리스 벤손"]),
        ("과학기술 부총리 주재로 회의를 열고 대표이사 후보로 내정했다.", []),
        ("흉부 엑스레이 검사를 받고, 어도어 소속 아티스트로 함께했다.", []),
    ],
)
def test_a_name_is_known_by_what_stands_beside_it(text: str, expected: list[str]) -> None:
    assert expected == [text[slice(*one.span)] for one in people_in(text) if one.known]
