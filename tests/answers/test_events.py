"""What a question takes for happened, and an article has no word of; the opposite of what is asked."""

from __future__ import annotations

import pytest

from bot.answers.answer import find_answer
from bot.answers.events import lacks_event
from bot.articles.article import Article
from bot.index.index import Index

ARREST = "여울동에서 이웃의 자전거를 훔친 20대가 10일 체포됐다. 경찰은 구속영장을 신청할 방침이다."


@pytest.mark.parametrize(
    ("question", "article", "expected"),
    [
        ("자전거 훔친 20대 언제 송치됐어?", ARREST, True),
        ("자전거 훔친 20대 징역 몇 년 받았어?", ARREST, True),
        ("자전거 훔친 20대 언제 붙잡혔어?", ARREST, False),
        ("나룻배 축제 왜 취소됐대", "나룻배 축제가 5일 열린다.", True),
        ("나룻배 축제 왜 취소됐대", "나룻배 축제를 열지 않기로 했다.", False),
        ("한빛은행장 왜 물러났어?", "한빛은행장이 사의를 밝혔다.", False),
        ("한빛은행장 왜 물러났어?", "한빛은행장이 새 지점을 둘러봤다.", True),
        ("양계장 불로 닭 몇 마리 죽었어?", "양계장에서 불이 나 닭 4만 마리가 폐사했다.", False),
        ("자전거 훔친 20대 2심에서 어떻게 됐어?", "20대는 1심에서 집행유예를 선고받았다.", True),
        ("도연재는 무슨 과 의사임?", "도연재 교수는 외과 전문의다.", False),  # no 사임
        ("도연재가 연기한 왕 이름이 뭐야", "도연재는 왕 역을 맡았다.", False),  # acted, not put off
    ],
)
def test_an_event_without_a_word_of_it_is_untold(question: str, article: str, expected: bool) -> None:
    assert expected == lacks_event(question, article, article)


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("한빛시 버스 요금 왜 낮췄어?", "한빛시는 버스 요금을 200원 인상했다.", True),
        ("한빛시 버스 요금 왜 올렸어?", "한빛시는 버스 요금을 200원 인상했다.", False),
        (
            "버스 요금 오른 뒤 승객이 얼마나 줄었어?",
            "요금이 인상된 뒤 승객이 늘었다.",
            False,
        ),  # both are asked
        (
            "버스 요금 얼마나 내렸어?",
            "한빛시는 오늘 버스 요금을 1,500원으로 정했다.",
            False,
        ),  # 오늘 is no rise
        ("등불축제 규모 왜 늘었어?", "등불축제는 낮 12시에 열린다.", False),  # nor is noon a fall
        ("관람료 얼마나 깎여?", "관람료는 3천원에서 2천원으로 낮아진다.", False),
    ],
)
def test_a_rise_is_no_answer_to_a_fall(question: str, sentence: str, expected: bool) -> None:
    assert expected == lacks_event(question, sentence, sentence)


def test_what_did_not_happen_is_refused_and_what_did_is_answered() -> None:
    body = f"{ARREST} 20대는 일정한 직업이 없는 것으로 알려졌다."
    index = Index([Article(id="1", title="여울동 자전거 훔친 20대 체포", body=body)])
    assert find_answer(index, "여울동 자전거 훔친 20대 언제 체포됐어?") is not None
    assert find_answer(index, "여울동 자전거 훔친 20대 언제 기소됐어?") is None
