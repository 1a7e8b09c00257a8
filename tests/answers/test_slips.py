"""A noun that no article has as it is typed is not missing where the article has it but for a slip or for spaces."""

from __future__ import annotations

import pytest

from bot.answers.answer import find_answer
from bot.answers.frame import read_frame
from bot.answers.slips import slipped
from bot.articles.article import Article
from bot.index.index import Index

TOLD = "도담나루에서 5일 나룻배 축제가 열렸다. 달래백화점 여울점은 양산을 나눠 줬다."


@pytest.mark.parametrize(
    ("word", "there"),
    [
        ("도담나누", True),  # a neighbour's key
        ("도담나", True),  # one missing
        ("돋담나루", True),  # one too many
        ("도당마루", False),  # two
        ("도다만루", True),  # two in the wrong order
        ("나룻배축제", True),
        ("여울잠", True),
        ("물안점", False),
        ("양선", True),
        ("우산", False),
        ("배", False),
    ],
)
def test_one_slip_or_a_missing_space_is_forgiven(word: str, there: bool) -> None:
    units = read_frame(f"{word} 언제 열렸어?").units
    assert [there] == [bool(much) for much in slipped(units[:1], [0.4], TOLD)]


def test_what_some_article_has_is_no_slip() -> None:
    units = read_frame("도담나누 축제 언제 열렸어?").units
    assert [0.0, 0.0] == slipped(units[:2], [1.0, 1.0], TOLD).tolist()


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        ("여울호텔 누가 샀어?", True),
        ("어울호텔 누가 샀어?", True),
        ("여울호털 얼마에 팔렸어?", True),
        ("여윯호텔 매각 대금 얼마야?", True),
        ("물안호텔 누가 샀어?", False),
        ("달래호텔 얼마에 팔렸어?", False),
    ],
)
def test_a_slip_in_a_name_is_answered_and_another_name_is_not(question: str, answered: bool) -> None:
    told = (
        ("여울호텔 매각", "여울호텔이 달래재단에 팔렸다. 매각 대금은 30억원이다. 호텔은 5월 문을 다시 연다."),
        ("달래빌딩 매각", "달래빌딩이 한빛은행에 팔렸다. 매각 대금은 90억원이다."),
    )
    index = Index([Article(id=title, title=title, body=body) for title, body in told])
    assert answered == (find_answer(index, question) is not None)
