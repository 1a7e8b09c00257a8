"""A short answer stands on top only where it is likely enough; its sentence is shown either way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from bot.answers.answer import Weighed, answer_of, first_of, weigh, weigh_told
from bot.answers.model import WITHHOLDING
from bot.answers.withholding import withholding_features
from bot.articles.article import Article
from bot.index.index import Index


def article(name: str, title: str, body: str) -> Article:
    return Article(id=name, title=title, body=body, publisher="한빛일보", published=date(2026, 10, 15))


MARKET = article(
    "market",
    "한빛시 여울시장, 새 지붕 공사",
    "한빛시는 여울시장 지붕을 새로 얹는 공사를 이달 시작하고, 상인들의 걱정을 덜기 위해 밤에만 일하기로 했으며 "
    "손님이 다니는 길은 그대로 두고 주차장도 계속 연다고 밝혔다. "
    "여울시장 상인회는 지붕 공사가 끝나면 손님이 늘 것으로 내다보고 장터를 넓히는 방안도 시와 함께 살피고 있다. "
    "주차장은 시장 뒤에 있고 차 예순 대를 세울 수 있다. 여울시장 지붕은 스무 해 전에 얹었다. 공사는 내년 봄에 끝난다.",
)
FARE = article("fare", "나룻배 요금 이천 원", "나룻배 요금은 이천 원으로 정해졌다. 첫 배는 아침에 떠난다.")
AGAIN = article("again", "나룻배 타려면", "한빛강 나룻배 요금은 이천 원이다. 배는 하루 여섯 번 다닌다.")


def asked(question: str, *articles: Article) -> Weighed:
    weighed = weigh(Index(articles), question)
    assert weighed is not None
    return weighed


def columns(weighed: Weighed) -> dict[str, float]:
    said = first_of(weigh_told(weighed)[1])
    found = withholding_features(weighed.support, weighed.pool, weighed.worth, weighed.order, said)
    return dict(zip(WITHHOLDING, found.tolist(), strict=True))


def test_what_is_plainly_told_stands_on_top() -> None:
    answer = answer_of(asked("나룻배 요금은 얼마야?", FARE))
    assert answer is not None
    assert "이천 원" == answer.short


def test_what_is_likely_wrong_is_left_to_its_sentence() -> None:
    weighed = asked("여울시장 주차장 돈 내야 해?", MARKET)
    even = replace(weighed, worth=np.full(len(weighed.worth), 3.0), logit=1.0)
    answer = answer_of(even)
    assert answer is not None
    assert "" == answer.short
    assert answer.quotes[0].text in MARKET.body


@pytest.mark.parametrize(("articles", "expected"), [((FARE,), 0.0), ((FARE, AGAIN), 1.0)])
def test_an_answer_that_others_give_too_is_said_again(articles: tuple[Article, ...], expected: float) -> None:
    assert expected == columns(asked("나룻배 요금은 얼마야?", *articles))["said again"]


@pytest.mark.parametrize(("other", "expected"), [("30명을", 0.0), ("130명을", 1.0)])
def test_a_number_that_has_another_one_in_it_says_otherwise(other: str, expected: float) -> None:
    one = article("one", "여울호 출항", "여울호에 승객 30명이 탔다. 배는 아침에 떠났다.")
    two = article("two", "여울호 떠나", f"여울호는 승객 {other} 태우고 떠났다. 날은 맑았다.")
    weighed = asked("여울호에 승객 몇 명 탔어?", one, two)
    texts = [sentence.text for sentence in weighed.pool.sentences]
    order = sorted(range(len(texts)), key=lambda k: ("승객" not in texts[k], "탔다" not in texts[k]))
    even = replace(weighed, order=order, worth=np.full(len(texts), 3.0))
    assert expected == columns(even)["said otherwise"]


def test_how_far_the_sentence_is_ahead_counts_up_to_a_bound() -> None:
    weighed = asked("나룻배 요금은 얼마야?", FARE, AGAIN)
    best = weighed.order[0]
    worth = np.full(len(weighed.worth), 1.0)
    worth[best] = 2.5
    assert 1.5 == columns(replace(weighed, worth=worth))["ahead"]
    worth[best] = 50.0
    assert 3.0 == columns(replace(weighed, worth=worth))["ahead"]


def test_a_short_answer_that_repeats_the_question_shows_it() -> None:
    repeats = columns(asked("여울시장 지붕 공사 해?", MARKET))["own words"]
    assert columns(asked("나룻배 요금은 얼마야?", FARE))["own words"] < repeats
