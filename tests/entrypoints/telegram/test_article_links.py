"""Links that open an article: whatever its id, within what Telegram passes on."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.entrypoints.telegram.article_links import linked_id, read_start, start_link, to_start

IDS = st.from_regex(r"\A[A-Za-z0-9][A-Za-z0-9_.-]{0,39}\Z")  # what the reader gives articles


@given(IDS)
def test_every_id_fits_a_link_and_comes_back(article_id: str) -> None:
    payload = to_start(article_id)
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload)
    assert article_id == read_start(payload)


@given(st.text(max_size=80))
def test_what_somebody_made_up_is_no_fault(payload: str) -> None:
    read_start(payload)
    read_start(f"b_{payload}")


def test_an_id_that_cannot_be_passed_on_is_an_error() -> None:
    with pytest.raises(ValueError, match="too long"):
        to_start("가" * 30)


def test_only_a_link_to_this_bot_is_ours() -> None:
    link = start_link("sosik_bot", "901_0000000001")
    assert "https://t.me/sosik_bot?start=a_901_0000000001" == link
    assert "901_0000000001" == linked_id(f"이거 봐 {link}", "Sosik_bot")
    assert linked_id(link, "other_bot") is None
    assert linked_id("https://t.me/sosik_bot", "sosik_bot") is None
