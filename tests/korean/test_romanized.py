"""Korean names as they are written in Latin letters: every way of these is read, and words are no names."""

from __future__ import annotations

import pytest

from bot.korean.romanized import hangul_names


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Lee Dam-ho", "이담호"), ("lee damho", "이담호"), ("Dam Ho Lee", "이담호"), ("Damho Yi", "이담호"),
        ("Do Ha-ram", "도하람"), ("Yoon Seo-rin", "윤서린"), ("Yun Seorin", "윤서린"), ("Na Eun-gyeol", "나은결"),
        ("Park Young-hee", "박영희"), ("Bak Yeonghui", "박영희"), ("Chung Kyung-soo", "정경수"),
        ("Jeong Gyeong-su", "정경수"), ("Choi Woo-shik", "최우식"), ("Kwak Suk-hyun", "곽석현"),
    ],
)  # fmt: skip
def test_a_name_is_among_its_readings(said: str, name: str) -> None:
    assert name in hangul_names(said)


@pytest.mark.parametrize(
    "said", ["ferry fares", "lee", "no fly zone", "park in seoul", "이담호", "Kim & Chang", ""]
)
def test_what_is_no_name_has_none(said: str) -> None:
    assert () == hangul_names(said)


def test_no_name_has_so_many_readings_that_looking_them_up_takes_long() -> None:
    assert max(len(hangul_names(f"Kim {one}-{one}")) for one in ("jung", "suk", "kyung", "tae", "pyu")) < 200
