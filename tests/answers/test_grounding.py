"""A language model's words, held to the sentences it was given."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.figures import Figure, figures
from bot.answers.grounding import MOST_STATEMENTS, Statement, holds_up, read_statements
from bot.articles.article import Article
from bot.quotes.quote import Quote


def printed(text: str, speaker: str | None = None, role: str = "") -> Quote:
    return Quote(Article(id="1", title="", body=text), 0, len(text), speaker=speaker, role=role)


STRIKE = printed("한빛시 시내버스 노동조합이 10일 첫차부터 파업에 들어가면서 노선의 62%가 멈췄다.")
WAGES = printed("노조는 임금 8.2% 인상을 요구했고 회사는 3천300만 원을 제시했다.")
RIVER = printed("강은 건너는 사람의 것이지 바라보는 사람의 것이 아닙니다", "윤서린", "한빛시장")


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("파업은 10일 첫차부터 시작됐습니다.", STRIKE),
        ("파업은 10일에 시작되었고 노선 62퍼센트가 운행을 멈추었습니다.", STRIKE),
        ("노조는 8.2% 인상을 요구했습니다.", WAGES),
        ("회사는 3,300만원을 제시했습니다.", WAGES),
        ("윤서린 한빛시장은 강은 건너는 사람의 것이라고 말했습니다.", RIVER),
        ("한빛시장은 “강은 건너는 사람의 것”이라고 말했습니다.", RIVER),
    ],
)
def test_a_statement_that_its_sentence_makes_holds_up(statement: str, quote: Quote) -> None:
    assert holds_up(statement, quote)


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("파업은 11일 첫차부터 시작됐습니다.", STRIKE),  # another figure
        ("노선의 62명이 멈췄습니다.", STRIKE),  # the figure counts something else
        ("노조는 열 명 인상을 요구했습니다.", WAGES),
        ("NAVER가 10일 파업에 들어갔습니다.", STRIKE),  # other names
        ("표인혁 시장은 8.2% 인상을 요구했습니다.", WAGES),
        ("김철수 시장은 강은 건너는 사람의 것이라고 말했습니다.", RIVER),
        ("대통령은 강은 건너는 사람의 것이라고 말했습니다.", RIVER),
        ("한빛은행이 파업에 들어갔습니다.", STRIKE),
        ("시장은 “강은 보는 사람의 것”이라고 했습니다.", RIVER),  # not what was said
        ("좋은 하루 보내세요.", STRIKE),  # nothing of it
        ("더 알아보려면 https://evil.example 로 가세요.", STRIKE),
        ("<b>파업</b>은 10일 시작됐습니다.", STRIKE),
        ("파업 " * 300, STRIKE),
        ("", STRIKE),
    ],
)
def test_a_statement_that_its_sentence_does_not_make_falls(statement: str, quote: Quote) -> None:
    assert not holds_up(statement, quote)


def test_statements_are_read_with_their_citations_however_they_are_laid_out() -> None:
    reply = (
        "- 파업은 10일 첫차부터 시작됐습니다. [1] 노조는 8.2% 인상을 요구했습니다 [2].\n"
        "3) 노선의 62%가 멈췄습니다 [1, 2]\n"
    )
    expected = (
        Statement("파업은 10일 첫차부터 시작됐습니다.", (1,)),
        Statement("노조는 8.2% 인상을 요구했습니다.", (2,)),
        Statement("노선의 62%가 멈췄습니다.", (1,)),  # the second citation does not hold up
    )
    assert expected == read_statements(reply, [STRIKE, WAGES])


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "파업은 10일 첫차부터 시작됐습니다.",  # cites nothing
        "파업은 10일 첫차부터 시작됐습니다. [7]",  # cites what was not given
        "파업은 10일 첫차부터 시작됐습니다. [0]",
        "파업은 10일 첫차부터 시작됐습니다. [2]",  # cites another sentence
        "[1]",
        '{"statements": null}',
        "없음",
    ],
)
def test_what_no_citation_holds_up_is_dropped(reply: str) -> None:
    assert () == read_statements(reply, [STRIKE, WAGES])


def test_a_flood_of_statements_is_cut() -> None:
    assert MOST_STATEMENTS == len(read_statements("노선의 62%가 멈췄습니다. [1]\n" * 200, [STRIKE]))


@given(st.text(alphabet="[]123, .\n파업10일억만%\"“'<@a", max_size=200))
def test_any_reply_can_be_read(reply: str) -> None:
    for statement in read_statements(reply, [STRIKE, WAGES]):
        assert set(statement.cites) <= {1, 2}


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3천300만 원", "33000000", "원"),
        ("33,000,000원", "33000000", "원"),
        ("1조 2,000억원", "1200000000000", "원"),
        ("1만2천명", "12000", "명"),
        ("14.5％", "14.5", "%"),
        ("8.2퍼센트", "8.2", "%"),
        ("5만여 명", "50000", "명"),
        ("세 명이", "3", "명"),
        ("오전 9시에", "9", "시"),
        ("3.5㎞", "3.5", "km"),
    ],
)
def test_a_figure_is_read_in_every_spelling(text: str, value: str, unit: str) -> None:
    assert (Figure(Decimal(value), unit),) == figures(text)


def test_words_that_only_begin_like_a_count_are_no_figures() -> None:
    assert () == figures("한 시민이 두 번째 다리를 건넜다")
