"""Any text whatever is cut into pieces, by the likeliest cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.meaning.model_file import Vocabulary
from bot.adapters.meaning.tokens import MOST_CHARS, Tokenizer

KNOWN = Vocabulary(
    ids={"▁": 3, "가": 4, "나": 5, "가나": 6, "나가": 7, "▁가": 8, "가나가": 9},
    scores=(0.0, 0.0, -9.0, -3.0, -2.0, -2.5, -3.5, -4.0, -4.0, -9.0),
    becomes={0xFDFA: "صلى الله عليه وسلم" * 10, 0x3000: " ", 0x00AD: "", 0x1B: "가" * 255},
    begin=0,
    end=1,
    unknown=2,
)
ANY = st.text(st.characters(), max_size=600)  # lone surrogates too


def cuts(text: str) -> list[list[str]]:
    """Every way to cut *text*."""
    if not text:
        return [[]]
    return [[text[:at], *rest] for at in range(1, len(text) + 1) for rest in cuts(text[at:])]


def worth(cut: list[str]) -> float:
    """A character that is in no piece costs ten more than the least likely piece; longer ones are no pieces."""
    return sum(
        KNOWN.scores[KNOWN.ids[one]] if one in KNOWN.ids else -19.0 if len(one) == 1 else -1e9 for one in cut
    )


@settings(deadline=None)
@given(st.text("가나 x", min_size=1, max_size=8))
def test_the_cut_is_the_likeliest_of_all(text: str) -> None:
    written = " " + text if not text.startswith(" ") else text
    while "  " in written:
        written = written.replace("  ", " ")
    best = max(map(worth, cuts(written.replace(" ", "▁"))))
    pieces = Tokenizer(KNOWN).cut(text, 100)[1:-1]
    assert best == pytest.approx(sum(-19.0 if one == KNOWN.unknown else KNOWN.scores[one] for one in pieces))


@settings(deadline=None)
@given(ANY, st.integers(3, 80))
def test_any_text_has_so_many_pieces_at_most(text: str, most: int) -> None:
    pieces = Tokenizer(KNOWN).cut(text, most)
    assert (KNOWN.begin, KNOWN.end) == (pieces[0], pieces[-1])
    assert 3 <= len(pieces) <= most
    assert all(0 <= one < len(KNOWN.scores) for one in pieces)


@pytest.mark.parametrize(
    "text", ["", "\ufdfa" * 100_000, "\x1b" * 5_000, "가나" * 50_000, " " * 100_000, "\ud800" * 9, "\0"]
)
def test_what_one_character_becomes_is_bounded_too(text: str) -> None:
    assert 3 <= len(Tokenizer(KNOWN).cut(text, 10_000)) <= MOST_CHARS + 3


def test_what_stands_behind_the_characters_read_changes_nothing() -> None:
    tokenizer = Tokenizer(KNOWN)
    assert tokenizer.cut("가" * MOST_CHARS, 999) == tokenizer.cut("가" * MOST_CHARS + "나", 999)
