"""Several things, what something is, a cause with its noun, as the short answer: in quotation marks, by offices."""

from __future__ import annotations

import pytest

from bot.answers.doers import doer
from bot.answers.enumerations import BULLETS, enumerations
from bot.answers.frame import read_frame
from tests.answers.test_short import short


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        (
            "뭐뭐 유출됐대?",
            "그는 “이메일, 배송지 주소, 주문 내역이 유출됐다”고 말했다.",
            "이메일, 배송지 주소, 주문 내역",
        ),
        ("준비물 뭐뭐 챙겨야 해?", "시는 “물, 모자, 장갑 등을 챙겨 달라”고 했다.", "물, 모자, 장갑 등"),
        (
            "새로 임명한 차관 누구누구야?",
            "부의장엔 이하늘 의장, 농림부 차관에는 김가람 식량실장, 국토부 2차관에는 나루찬 한빛시 부시장을 임명했다.",
            "농림부 차관에는 김가람 식량실장, 국토부 2차관에는 나루찬 한빛시 부시장",
        ),
        (
            "한빛 시민안전보험이 뭔데?",
            "시민안전보험은 시에서 운영하는 ‘무료 재난 보험제도’로 주민이면 저절로 가입된다.",
            "시에서 운영하는 ‘무료 재난 보험제도’로",
        ),
        (
            "장사가 왜 안돼?",
            "업종별로 보면 고환율에 따른 재료값 부담이 큰 빵집은 장사가 안된다.",
            "고환율에 따른 재료값 부담",
        ),
        ("학생들 영화 무슨 상 탔어?", "학생들은 큰 시상식인 한빛영화제에서 우수상을 탔다.", "우수상"),
    ],
)
def test_a_list_is_whole_and_a_name_is_known_in_more_words(
    question: str, sentence: str, expected: str
) -> None:
    assert expected == short(question, sentence)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "시는 ▶통학로 신설 ▶고등학교 급식 개선 ▶평등한 일터 만들기 등을 내놨다.",
            "▶통학로 신설 ▶고등학교 급식 개선 ▶평등한 일터 만들기 등",
        ),
        (
            "시는 ▶통학로 신설 ▶등교 시간 늦추기 ▶아이가 마음껏 웃는 도시를 공약으로 내걸었다.",
            "▶통학로 신설 ▶등교 시간 늦추기 ▶아이가 마음껏 웃는 도시",
        ),
        ("행사는 동구, 중구 등굣길에 열린다.", "동구, 중구 등굣길"),
    ],
)
def test_the_last_of_several_things_is_whole(text: str, row: str) -> None:
    assert row == text[slice(*enumerations(text)[0])]


def test_a_row_with_bullets_is_told_whole_however_long_its_things_are() -> None:
    text = "시는 대책으로 ▶낡은 다리를 먼저 고치는 방안 ▶두려움 없는 도전 ▶건강한 일터 등을 내놨다."
    assert (
        "▶낡은 다리를 먼저 고치는 방안 ▶두려움 없는 도전 ▶건강한 일터 등"
        == text[slice(*enumerations(text)[0])]
    )


@pytest.mark.parametrize("bullet", BULLETS)
def test_too_long_a_row_keeps_its_first_things(bullet: str) -> None:
    things = [f"{letter}동 낡은 다리를 먼저 고치는 방안" for letter in "가나다라마바"]
    row = " ".join(bullet + thing for thing in things)
    expected = f" {bullet}".join(things[:4])
    assert expected == short("대책 뭐뭐 내놨어?", f"시는 {row} 등을 내놨다.")


@pytest.mark.parametrize("bullet", BULLETS)
def test_who_is_named_behind_a_bullet_is_known(bullet: str) -> None:
    text = f"공장 {bullet}표인혁 물꼬당 사업부문장은 공장을 새로 짓는다고 말했다."
    span = doer(read_frame("공장 얘기한 임원은 누구야?"), text)
    assert span is not None
    assert "표인혁" == text[slice(*span)]
