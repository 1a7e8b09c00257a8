"""What a language model turns into its opposite is dropped."""

from __future__ import annotations

import pytest

from bot.answers.grounding import holds_up, read_statements
from bot.answers.polarity import contradicts
from bot.articles.article import Article
from bot.quotes.quote import Quote

TURNED = [
    ("도서관은 월요일에 문을 열지 않습니다.", "도서관은 월요일에 문을 연다."),
    ("도서관은 월요일에 문을 안 엽니다.", "도서관은 월요일에 문을 연다."),
    ("도서관은 월요일에 문을 엽니다.", "도서관은 월요일에 문을 열지 않는다."),
    ("나룻배는 오전에 운항하지 못했습니다.", "나룻배는 오전에 운항했다."),
    ("나룻배는 오전에 운항했습니다.", "안개로 나룻배는 오전에 운항하지 못했다."),
    ("인명 피해가 있었습니다.", "인명 피해는 없었다고 소방서가 밝혔다."),
    ("인명 피해는 없습니다.", "인명 피해가 두 명 있었다고 소방서가 밝혔다."),
    ("시는 요금을 올리지 않겠다고 밝혔습니다.", "시는 요금을 올리겠다고 밝혔다."),
    ("시는 요금을 올립니다.", "시는 요금을 올리지 않겠다고 밝혔다."),
    ("원인은 화재였습니다.", "원인은 화재가 아니라 정전이었다."),
    ("원인은 정전이 아닙니다.", "원인은 정전이었다."),
    ("노조는 제안에 반대했습니다.", "노조는 제안에 찬성했다."),
    ("요금 인하는 불가능합니다.", "요금 인하는 가능하다고 시장이 말했다."),
    ("승객이 줄었습니다.", "승객이 두 배로 늘었다."),
    ("파업이 끝났습니다.", "파업이 10일 시작됐다."),
]  # fmt: skip
TRUE = [
    ("도서관은 월요일에 문을 엽니다.", "도서관은 월요일에 문을 연다."),
    ("도서관은 월요일에 문을 열지 않습니다.", "도서관은 월요일에 문을 열지 않는다."),
    ("도서관은 월요일에 문을 안 엽니다.", "도서관은 월요일에 문을 열지 않는다고 알렸다."),
    ("농민이 울었습니다.", "비가 내리지 않아 농민이 울었다."),
    ("인명 피해는 없었습니다.", "인명 피해는 없었다고 소방서가 밝혔다."),
    ("원인은 정전이었습니다.", "원인은 화재가 아니라 정전이었다."),
    ("파업은 10일 첫차부터 시작됐습니다.", "노동조합이 10일 첫차부터 파업에 들어가면서 노선의 62%가 멈췄다."),
    ("나룻배는 운항하지 못했습니다.", "안개로 나룻배는 운항하지 못했다."),
    ("회사는 3천300만 원을 제시했습니다.", "노조는 임금 인상을 요구했고 회사는 3천300만 원을 제시했다."),
    ("요금은 안내문에 있습니다.", "요금은 안내문에 있다."),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "sentence"), TURNED)
def test_what_says_the_opposite_contradicts_and_is_not_shown(statement: str, sentence: str) -> None:
    assert contradicts(statement, sentence)
    quote = Quote(Article(id="1", title="", body=sentence), 0, len(sentence))
    assert () == read_statements(f"{statement} [1]", [quote])


@pytest.mark.parametrize(("statement", "sentence"), TRUE)
def test_what_says_the_same_does_not(statement: str, sentence: str) -> None:
    assert not contradicts(statement, sentence)


def test_the_other_checks_stay_as_they_were() -> None:
    sentence = "노조는 임금 8.2% 인상을 요구했고 회사는 3천300만 원을 제시했다."
    assert holds_up(
        "노조는 8.2% 인상을 요구했습니다.", Quote(Article(id="1", title="", body=sentence), 0, len(sentence))
    )
