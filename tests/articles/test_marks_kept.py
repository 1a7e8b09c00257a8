"""What reads like a mark of a page's and is none: offices, addresses, papers with an &, quotes in lists."""

from __future__ import annotations

import pytest

from bot.articles.fields import Fields
from bot.articles.frontmatter import read_pairs
from bot.articles.furniture import is_last, take_credit
from bot.articles.release import is_name


@pytest.mark.parametrize(
    ("line", "paper"),
    [
        ("ⓒ 뉴스&이슈. 무단 전재 금지", "뉴스&이슈"),
        ("ⓒ 한빛&나루뉴스", "한빛&나루뉴스"),
        ("ⓒ 한빛일보 & hanbit.example", "한빛일보"),
    ],
)
def test_a_paper_may_have_an_ampersand(line: str, paper: str) -> None:
    fields = Fields()
    assert take_credit(line, fields)
    assert paper == fields["publisher"]


def test_a_sentence_with_an_address_ends_no_text() -> None:
    assert not is_last("◎ 참가 신청은 haram@hanbit.example 로 하면 된다")
    assert is_last("◎한빛통신 haram@hanbit.example")
    assert is_last("◎한빛통신 haram@hanbit.example, serin@hanbit.example")


@pytest.mark.parametrize("line", ["검찰청 허위 보도자료", "학원 보도자료", "도시 보도자료"])
def test_a_headline_about_press_releases_is_none(line: str) -> None:
    assert not is_name(line)


@pytest.mark.parametrize(
    "line", ["한빛시 보도자료", "한빛시 교통과 보도자료", "중구 보도자료", "한빛부 대변인실 보도자료"]
)
def test_an_office_names_its_press_release(line: str) -> None:
    assert is_name(line)


def test_an_item_keeps_the_quotes_of_its_words() -> None:
    assert [("tags", '"다리" 개통\n강변\n나루')] == read_pairs(
        'tags:\n\t- "다리" 개통\n\t- "강변"\n\t- \'나루\''
    )
