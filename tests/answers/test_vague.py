"""A question of which nobody can tell what it is about is asked back, and never answered of the first thing met."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answers.frame import read_frame
from bot.answers.reply import Request
from bot.answers.service import reply_to
from bot.answers.vague import bare_thing
from bot.articles.article import Article
from bot.index.index import Index


def told(number: int, title: str, body: str) -> Article:
    return Article(
        id=f"a{number}", title=title, body=body, publisher="한빛일보", published=date(2026, 1, number)
    )


ACTOR = told(
    1, "배우 표인혁 장례 4일장으로", "배우 표인혁의 장례는 여울대병원 장례식장에서 치른다. 발인은 6일이다."
)
MINER = told(
    2,
    "달뫼 광부 합동 장례 엄수",
    "달뫼 광산에서 숨진 광부들의 장례가 해솔체육관에서 엄수됐다. 유족이 울었다.",
)
PAINTER = told(
    3, "화가 도하람 장례 조용히", "화가 도하람의 장례는 버들성당에서 가족끼리 치렀다. 그림은 시에 기증한다."
)
RATE = told(
    4, "나룻배 요금 이천 원", "나룻배 요금은 올해부터 이천 원이라고 한빛시가 밝혔다. 어린이는 받지 않는다."
)


@pytest.mark.parametrize("question", ["장례는 어디서 해?", "장례 어디서 치렀어", "그 장례는 어디서 하나요"])
def test_one_of_many_that_nothing_names_is_asked_back(question: str) -> None:
    reply = reply_to(Index([ACTOR, MINER, PAINTER, RATE]), Request(question))
    assert ("none", "장례") == (reply.kind, reply.vague)


@pytest.mark.parametrize(
    ("question", "short"),
    [("표인혁 장례는 어디서 해?", "장례식장"), ("광부 장례는 어디서 했어?", "해솔체육관")],
)
def test_a_name_says_which(question: str, short: str) -> None:
    answer = reply_to(Index([ACTOR, MINER, PAINTER, RATE]), Request(question)).answer
    assert answer is not None
    assert short in answer.short


def test_what_was_asked_before_says_which() -> None:
    asked = Request("장례는 어디서 해?", context="배우 표인혁 별세")
    assert "" == reply_to(Index([ACTOR, MINER, PAINTER, RATE]), asked).vague


def test_the_only_one_that_is_told_of_is_meant() -> None:
    again = told(
        5, "표인혁 장례에 조문 이어져", "표인혁의 장례가 열리는 여울대병원 장례식장에 조문이 이어졌다."
    )
    answer = reply_to(Index([ACTOR, again, RATE]), Request("장례는 어디서 해?")).answer
    assert answer is not None
    assert "장례식장" in answer.short


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("화재 원인이 뭐야?", "화재"),
        ("회장은 누구야?", "회장"),
        ("안산시장 누구야", ""),
        ("등불축제 언제까지 해", ""),
        ("뮷즈가 뭐예요?", ""),
        ("표인혁 왜 쓰러졌어", ""),
        ("환율 얼마야", ""),
        ("한빛시 축제 언제 해", ""),
    ],
)
def test_a_common_word_alone_names_nothing(question: str, thing: str) -> None:
    assert thing == bare_thing(read_frame(question))
