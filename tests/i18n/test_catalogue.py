"""The catalogue of sentences: complete, and well-formed in both languages."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from bot.entrypoints.telegram.markup import parse
from bot.i18n import TEXTS, language_of, say


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_both_languages_say_the_same_values(key: str) -> None:
    korean, english = ({name for _, name, _, _ in Formatter().parse(text) if name} for text in TEXTS[key])
    assert korean - {"ro"} == english  # a particle that only Korean has


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_every_sentence_can_be_sent(key: str) -> None:
    for text in TEXTS[key]:
        assert parse(text).text.strip()


def test_korean_is_spoken_unless_another_language_is_plain() -> None:
    assert ["ko", "ko", "ko", "en", "en"] == [language_of(code) for code in (None, "ko", "KO-kr", "en", "de")]


def test_an_unknown_sentence_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("ko", "no.such.sentence")


def test_english_texts_have_english_examples() -> None:
    """소식, which the bot is called, is the one Korean word in them."""
    korean = {
        key: text.en for key, text in TEXTS.items() if re.search("[가-힣]", text.en.replace("소식", ""))
    }
    assert {} == korean
