"""What is asked as done and told as planned only; and the columns that the refusal is weighed by."""

from __future__ import annotations

import pytest

from bot.answers.answer import weigh
from bot.answers.confidence import CONFIDENCE, confidence_features, is_only_planned
from bot.answers.model import CONFIDENCE as WEIGHTS
from bot.articles.article import Article
from bot.index.index import Index


@pytest.mark.parametrize(
    ("asked", "sentence", "expected"),
    [
        ("여울다리 언제 열렸어?", "여울다리는 내년 봄에 열릴 예정이다.", True),
        ("나룻배 몇 척 샀어?", "한빛시는 나룻배 세 척을 사들일 계획이다.", True),
        ("여울다리 언제 열렸어?", "여울다리가 3월 2일 열렸다.", False),
        ("증편 계획을 언제 발표했어?", "한빛시는 버스 증편 계획을 10일 발표했다.", False),
        ("한빛시장 후보로 누가 뽑혔어?", "달빛당은 한빛시장 후보로 표인혁 씨를 뽑았다.", False),
        ("전망대 언제 문 열었어?", "여울산 전망대가 지난 3일 문을 열었다.", False),
        ("전망대 언제 문 열었어?", "여울산 전망대는 내년 3월 문을 열 예정이다.", True),
        ("누가 반대했어?", "상인회는 길이 막힐 우려가 있다며 제안에 반대했다.", False),
    ],
)
def test_a_plan_answers_what_was_done_only_where_the_plan_is_asked_about(
    asked: str, sentence: str, expected: bool
) -> None:
    assert expected == is_only_planned(asked, sentence)


@pytest.mark.parametrize(
    ("question", "expected"), [("증편 계획을 언제 발표했어?", 0.0), ("버스를 언제 증편했어?", 1.0)]
)
def test_the_column_of_plans_goes_by_the_question(question: str, expected: float) -> None:
    body = "한빛시는 버스 증편 계획을 10일 발표했다. 시민들은 반겼다."
    weighed = weigh(Index([Article(id="1", title="버스 증편 계획", body=body)]), question)
    assert weighed is not None
    found = confidence_features(weighed.support, weighed.pool, 0)
    assert expected == found[CONFIDENCE.index("only planned")]


def test_every_column_of_the_refusal_has_a_weight_that_counts() -> None:
    assert set(CONFIDENCE) == set(WEIGHTS)
    assert all(abs(weight) > 0.1 for weight in WEIGHTS.values())
