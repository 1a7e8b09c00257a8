"""Everyday questions over the bundled articles: what answers each is in the short answer or the first sentence."""

from __future__ import annotations

import pytest

from bot.answers.certainty import chance
from bot.answers.reply import Request
from bot.answers.service import reply_to
from bot.index.index import Index
from tests.answers.everyday import ANSWERED, UNANSWERED, bare, bundled, first

# Known to fail; strict, so that what is mended is told.
MISSED = {
    "등불축제 언제까지 해?": "a sentence of the same article that names the festival wins over the one with the day",
    "한빛시 낡은 상수도관 다 바꾸는데 얼마 들어?": "the sum for a part of the pipes wins over the sum for all",
}
ANSWERED_ALL_THE_SAME = {
    "달뫼분교 교가 누가 작곡했어?": "others name somebody beside a school",
    "등불축제 내년 총감독 누구야?": "another year",
}


@pytest.fixture(scope="module")
def index() -> Index:
    return bundled()


def marked(questions: list[str], known: dict[str, str]) -> list[object]:
    """The questions, those that are known to fail marked so."""
    return [
        pytest.param(one, marks=pytest.mark.xfail(strict=True, reason=known[one])) if one in known else one
        for one in questions
    ]


@pytest.mark.parametrize("question", marked([question for question, _ in ANSWERED], MISSED))
def test_an_everyday_question_is_answered_at_once(index: Index, question: str) -> None:
    said = bare(first(reply_to(index, Request(question))))
    assert any(bare(words) in said for words in dict(ANSWERED)[question])


@pytest.mark.parametrize("question", marked(list(UNANSWERED), ANSWERED_ALL_THE_SAME))
def test_what_no_bundled_article_tells_is_said_to_be_so(index: Index, question: str) -> None:
    assert reply_to(index, Request(question)).kind == "none"


def test_confidence_is_a_chance_that_grows_with_the_evidence() -> None:
    chances = [chance(logit) for logit in (-1000.0, 0.0, 1.0, 3.0, 1000.0)]
    assert sorted(chances) == chances
    assert 0.0 <= chances[0] <= chances[-1] <= 1.0
