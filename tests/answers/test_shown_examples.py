"""The questions that Sosik gives as examples are answered rightly by the articles that come with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bot.i18n
from bot.answers.reply import Request
from bot.answers.service import reply_to
from bot.index.index import Index
from tests.answers.everyday import bare, bundled, first

LOCALES = Path(bot.i18n.__file__).parent / "locales"
_ASKED = re.compile(r"(?:/ask|@\{name\})\s([^</()]{4,80}\?)")
RIGHT = {
    "버스 파업은 언제 시작됐어?": "10일",
    "What pay rise did the bus drivers get?": "4.6 percent",
}


@pytest.fixture(scope="module")
def index() -> Index:
    return bundled()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_question_given_as_an_example_is_answered_rightly(index: Index, language: str) -> None:
    text = (LOCALES / language / "LC_MESSAGES" / "sosik.po").read_text(encoding="utf-8")
    shown = set(_ASKED.findall(text.replace('"\n"', "")))
    assert shown
    for question in shown:
        assert bare(RIGHT[question]) in bare(first(reply_to(index, Request(question))))


def test_what_goes_on_from_the_example_is_answered_as_well(index: Index) -> None:
    told = first(reply_to(index, Request("그럼 요금은?", "버스 파업은 언제 시작됐어?")))
    assert "요금은 4년째 1천500원" in told
    assert "10일" in first(reply_to(index, Request("그럼 언제?", "버스 파업")))
