"""As what words without a command are taken, and in which order."""

from __future__ import annotations

import pytest

from bot.answers.approach import approaches


@pytest.mark.parametrize(
    ("words", "order"),
    [
        ("버스 파업", ("route", "search")),
        ("버스 파업은 언제 끝나?", ("question",)),
        ('시장이 "강은 모두의 것이다"라고 했대', ("claim", "unfounded")),
        ('시장이 "강은 모두의 것이다"라고 말했다던데 사실이야?', ("claim", "unfounded")),
        ('시장이 왜 "강은 모두의 것이다"라고 했어?', ("claim", "question")),
        ("윤 시장이 강은 구경하는 사람의 것이라고 했다던데 진짜야?", ("claim", "question")),
        ("did the mayor say “the river is for everybody”?", ("claim", "unfounded")),
        ("", ("route", "search")),
    ],
)
def test_whether_somebody_said_it_is_asked_before_what_else_is(words: str, order: tuple[str, ...]) -> None:
    assert order == approaches(words)


def test_another_s_words_are_looked_up_first() -> None:
    assert ("claim", "route", "search") == approaches("강은 모두의 것이다", is_brought=True)
