"""Names of papers as readers type them."""

from __future__ import annotations

import pytest

from bot.search.names import by_letters, find_names

PAPERS = by_letters(["연합뉴스", "조선일보", "인공지능신문", "현대자동차뉴스룸", "한빛일보"])


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Yonhap", ("연합뉴스",)),
        ("yonhap news", ("연합뉴스",)),
        ("Chosun Ilbo", ("조선일보",)),
        ("AI신문", ("인공지능신문",)),
        ("AI 신문", ("인공지능신문",)),
        ("현대차", ("현대자동차뉴스룸",)),
        ("Chosun Biz", ()),
        ("AI타임스", ()),
        ("AI매거진", ()),
        ("현대차증권", ()),
    ],
)
def test_an_alias_stands_for_its_own_letters_and_the_rest_stays(typed: str, found: tuple[str, ...]) -> None:
    assert found == find_names(typed, PAPERS)
