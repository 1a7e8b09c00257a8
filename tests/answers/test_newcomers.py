"""What somebody who has just cloned the project might ask the bundled articles, typed as on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answers.answer import find_answer
from bot.bootstrap.loading import load
from bot.index.index import Index
from bot.quotes.finder import find_quotes

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def bundled() -> Index:
    return load(CORPUS)[1]


# question, what the reply has to tell, and how many of its sentences may be read until it does
QUESTIONS = [
    ("버스 파업 언제 들어갔어?", "10일", 1),
    ("버스 파업 며칠만에 끝났어", "사흘", 1),
    ("파업 첫날 버스 운행률 몇프로였어?", "14.5%", 2),
    ("버스 노사 몇 % 인상에 합의했대", "4.6%", 1),
    ("은하사거리 상수도관 왜 터졌어", "38년", 3),
    ("은하사거리에서 단수된 게 몇세대야", "6천400세대", 1),
    ("여울강 방수벽 높이 몇미터?", "3.2m", 1),
    ("방수벽 언제 완공돼?", "2028년 6월", 2),
    ("방수벽 사업비 얼마", "840억원", 1),
    ("여울fc 결승골 누가 넣었어?", "오태린", 1),
    ("에이치그리드 2공장 얼마 투자한대", "4천200억", 1),
    ("에이치그리드 몇명 뽑아?", "650명", 1),
    ("달뫼분교 전교생 몇명?", "6명", 1),
    ("달뫼분교 언제 문닫아?", "2월 말", 2),
    ("소아 야간진료소 첫날 몇명 왔어", "47명", 1),
    ("장보새 개인정보 몇명꺼 유출됐어?", "41만", 1),
    ("중앙도서관 몇 시까지 열어?", "자정", 3),
    ("버들주공 재건축 찬성 몇프로", "72.4%", 1),
    ("시민상 누가 받았어?", "제온순", 1),
    ("한빛시 눈 얼마나 왔어?", "21.3㎝", 1),
    ("종이나루 책 몇권 남았어", "2만 3천 권", 1),
    ("한빛시 예산 누가 중재했어?", "의장", 3),
]


@pytest.mark.parametrize(("question", "told", "within"), QUESTIONS)
def test_a_newcomer_s_question_is_answered(bundled: Index, question: str, told: str, within: int) -> None:
    answer = find_answer(bundled, question)
    assert answer is not None
    shown = [quote.text for quote in answer.quotes]
    assert any(told in text for text in shown[:within]), shown


@pytest.mark.parametrize(
    "question",
    ["한빛시 지하철 언제 개통해?", "제주 항공권 요금 얼마야?", "올해 노벨상 누가 받았어?", "비트코인 얼마야"],
)
def test_what_the_bundled_articles_do_not_say_is_not_answered(bundled: Index, question: str) -> None:
    assert find_answer(bundled, question) is None


def test_two_counts_of_the_buses_stand_side_by_side(bundled: Index) -> None:
    answer = find_answer(bundled, "버스 파업 첫날 운행률은 몇 %였어?")
    assert answer is not None
    assert 1 == answer.differing
    shown = [quote.text for quote in answer.quotes[:2]]
    assert {"14.5%", "14.6％"} == {
        figure for figure in ("14.5%", "14.6％") for text in shown if figure in text
    }
    assert answer.quotes[0].article.publisher != answer.quotes[1].article.publisher


@pytest.mark.parametrize(
    ("remembered", "speaker"),
    [
        ("눈은 어두워도 손은 길을 안다", "제 할머니"),
        ("손님은 강을 마시러온다", "어은채"),
        ("영하 칠도에 40분 기다림", "도연재"),
        ("두시간이면 한학기 더 사는셈", "금다슬"),
        ("눈 치우는건 순서가 아니라 속도", "추온달"),
        ("책보다 무릎이 먼저 낡았네", "맹부영"),
    ],
)
def test_half_remembered_words_are_found_with_who_said_them(
    bundled: Index, remembered: str, speaker: str
) -> None:
    assert speaker == find_quotes(bundled, remembered)[0].speaker


@pytest.mark.parametrize("name", ["구나래", "맹부영", "나해온", "채온유", "노을봄: 열쇠"])
def test_a_person_s_own_words_are_given_for_the_name(bundled: Index, name: str) -> None:
    assert {name.partition(":")[0]} == {quote.speaker for quote in find_quotes(bundled, name)}
