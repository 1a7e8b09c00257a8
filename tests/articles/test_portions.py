"""A long text in portions: nothing is lost, no sentence is broken that fits, no portion is too long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.portions import portions
from bot.entrypoints.presentation.text import units
from bot.korean.sentences import sentences

PIECES = st.sampled_from(
    [
        "한빛시는 나룻배를 늘린다고 밝혔다. ",
        "시장은 “강은 모두의 것이다. 돌려드린다”고 말했다.\n",
        "🙂",
        "요금",
        " ",
        "\n\n",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join))


@given(TEXTS, st.integers(4, 200))
def test_the_portions_are_the_text(text: str, room: int) -> None:
    spans = portions(text, room)
    assert text == "".join(text[start:end] for start, end in spans)
    assert all(start < end for start, end in spans)


@given(TEXTS, st.integers(4, 200))
def test_no_portion_is_longer_than_its_room(text: str, room: int) -> None:
    assert all(units(text[start:end]) <= room for start, end in portions(text, room))


@given(st.lists(PIECES, max_size=60).map("".join))
def test_a_sentence_that_fits_is_not_broken(text: str) -> None:
    room = 120
    whole = [span for span in sentences(text) if units(text[slice(*span)]) <= room // 2]
    ends = {end for _, end in portions(text, room)}
    assert [] == [text[slice(*span)] for span in whole if any(span[0] < end < span[1] for end in ends)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("짧다.", ["짧다."]),
        ("첫 문단이다.\n둘째 문단이다.", ["첫 문단이다.\n", "둘째 문단이다."]),
        ("가나다라마바사아자차카타파하", ["가나다라마바사아자차", "카타파하"]),
        ("가나다 라마바 사아자 차카타", ["가나다 라마바 ", "사아자 차카타"]),
    ],
)
def test_it_is_parted_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert expected == [text[start:end] for start, end in portions(text, 10)]


def test_a_text_of_two_megabytes_is_parted_in_time() -> None:
    text = "한빛시는 나룻배를 늘린다고 밝혔다. " * 50_000
    assert len(text) // 3_600 < len(portions(text, 3_600)) < len(text) // 3_000
