"""The particle after any word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n.particles import PARTICLES, particle


@pytest.mark.parametrize(
    ("word", "topic", "direction"),
    [
        ("네이버", "는", "로"),
        ("쿠팡", "은", "으로"),
        ("서울", "은", "로"),
        ("3", "은", "으로"),
        ("2", "는", "로"),
        ("1", "은", "로"),
        ("100", "은", "으로"),
        ("KBS", "는", "로"),
        ("LG SDN", "은", "으로"),
        ("SQL", "은", "로"),
        ("Naver", "는", "로"),
        ("coupang", "은", "으로"),
        ("site:", "는", "로"),
        ("title", "은", "로"),
        ("Facebook", "은(는)", "(으)로"),
        ("Nestle", "은(는)", "(으)로"),
        ("viva Chile", "은(는)", "(으)로"),
        ("anime", "은(는)", "(으)로"),
        ("Google", "은", "로"),
        ("언론사:", "는", "로"),
        ("8.2%", "는", "로"),
        ("2025-12-30", "은", "으로"),
        ("신문(가칭)", "은", "으로"),
        ("«한빛»", "은", "으로"),
        ("<b>한빛</b>", "은", "으로"),
        ("&lt;바다&gt;", "는", "로"),
        ("07:30", "은", "으로"),
        ("08:00", "는", "로"),
        ("25:99", "은", "으로"),
        ("", "은(는)", "(으)로"),
        ("漢字", "은(는)", "(으)로"),
    ],
)
def test_it_follows_the_last_sound(word: str, topic: str, direction: str) -> None:
    assert (topic, direction) == (particle(word, "은"), particle(word, "로"))


@given(st.text(), st.sampled_from(sorted(PARTICLES)))
def test_there_is_one_after_anything(word: str, kind: str) -> None:
    assert particle(word, kind) in PARTICLES[kind]
