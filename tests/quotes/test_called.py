"""Whose a quotation is not, though it is told so."""

from __future__ import annotations

import pytest

from bot.articles.article import Article
from bot.quotes.called import is_of_another
from bot.quotes.claim import told_speaker
from bot.quotes.quote import Quote

BODY = "“버스가 안 와서 한참 기다렸다”고 말했다. 이담호 한빛시장은 이날 당 대표를 겸하는 윤 대표와 만났다."


def said(speaker: str | None, role: str = "", relayed_by: str | None = None) -> Quote:
    return Quote(
        Article(id="1", title="", body=BODY), 1, 17, speaker=speaker, role=role, relayed_by=relayed_by
    )


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        (said("도연재", "회사원"), "시장"),
        (said("도연재", "회사원"), "이담호 시장"),
        (said("이담호", "한빛시장"), "김나래 시장"),
    ],
)
def test_words_of_another_are_known(quote: Quote, told: str) -> None:
    assert is_of_another(quote, told)


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        (said("이담호", "한빛시장"), "시장"),
        (said("이담호", "한빛시장"), "이 시장"),
        (said("이담호", "한빛시장"), "이담호 시장"),
        (said("이담호"), "교수"),
        (said(None), "시장"),
        (said("윤해솔", "의장"), "대표"),  # who is both
        (said("복진하", "위원장"), "노조위원장"),
        (said("도연재", "회사원", relayed_by="이담호"), "시장"),
    ],
)
def test_nobody_is_said_to_be_another_where_it_is_not_plain(quote: Quote, told: str) -> None:
    assert not is_of_another(quote, told)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("시장이 영하 7도에 40분 기다렸다고 했대", "시장"),
        ("어제 시장이 “강은 모두의 것이다”라고 했대", "시장"),
        ("이담호 시장은 “강은 모두의 것이다”라고 했다던데", "이담호 시장"),
        ("윤 대표께서 강은 건너는 사람의 것이라고 하셨대", ""),
        ("버스가 영하 7도에 40분 늦었다고 했대", ""),
        ("시장 나룻배 요금", ""),
        ("“강은 모두의 것이다”라고 누가 말했어?", ""),
    ],
)
def test_who_is_told_to_have_said_it(text: str, who: str) -> None:
    assert who == told_speaker(text)
