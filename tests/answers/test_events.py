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
        ("자전거 훔친 20대 대법원에서 몇 년 확정됐어?", "20대는 2심에서 징역 1년을 선고받았다.", True),
        ("한빛시 소송 언제 취하했어?", "한빛시가 소송을 냈다.", True),
        ("한빛시 소송 언제 취하했어?", "한빛시가 소송을 취하했다.", False),
        # verbs of several senses
        ("달무리 공연 날짜는 언제로 잡혔어?", "밴드 달무리가 5일 공연한다.", False),
        ("여울다리 현판 왜 잘렸어?", "여울다리 현판을 톱으로 베어 냈다.", False),
        ("오염수 언제 방출해?", "달래발전소가 오염수를 바다에 흘려보낸다.", False),
        ("태풍 언제 여울시 통과해?", "태풍이 5일 여울시를 지난다.", False),
        ("도연재 판사 왜 그만뒀어?", "도연재 판사가 법복을 벗었다.", False),
        ("도서관 몇 시에 문 닫아?", "도서관은 오후 6시까지 연다.", False),
        ("서하린 직구 구속이 얼마나 나와?", "서하린의 직구는 시속 150㎞였다.", False),
        ("주민 몇 명 대피했어?", "주민 30명이 몸을 피했다.", False),
        # what tells of it begins a word, or is one
        ("달래건설이 왜 패소했어?", "새 다리는 돌로 만들어졌다.", True),
        ("여울호텔이 왜 사과했어?", "여울호텔은 숙박료를 받는다.", True),
        ("죽도시장 화재로 몇 명 사망했어?", "죽도시장에서 불이 났다.", True),
        ("여울아파트 언제 철거해?", "여울아파트가 헐값에 나왔다.", True),
        ("가스통 왜 폭발했어?", "트럭의 바퀴가 펑크 났다.", True),
        ("가스통 왜 폭발했어?", "가스폭발로 둘이 다쳤다.", False),
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
        ("휘발유값 왜 올랐어?", "산유국들이 생산량을 줄인 영향이다.", False),
        ("배춧값 왜 올랐어?", "배춧값은 출하량이 크게 줄어든 탓으로 풀이된다.", False),
        ("배춧값은 왜 이렇게 올랐어?", "배춧값은 한 달 새 20% 떨어졌다.", True),
        ("물안지구 집값 왜 떨어졌어?", "찾는 사람보다 새집이 늘어난 영향이다.", False),
        ("등불축제 관객 왜 늘었어?", "등불축제 관객이 지난해보다 줄었다.", True),
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
