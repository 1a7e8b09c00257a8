"""Vectors are those of BERT's formulas, written out plainly here in double precision."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.adapters.meaning.encoder import Encoder
from bot.adapters.meaning.model_file import Model, read_model, unpack
from tests.adapters.meaning.model_files import HEADS, LAYERS, PIECES, WIDTH, write_model

Doubles = NDArray[np.float64]
TEXTS = [[0, 4, 5, 6, 2], [0, 2], [0, *range(4, 18), *range(17, 3, -1), 2], [0, 3, 2]]


@pytest.fixture
def model(tmp_path: Path) -> Model:
    return read_model(write_model(tmp_path))


def norm(x: Doubles, by: tuple[NDArray[np.float32], NDArray[np.float32]]) -> Doubles:
    spread = np.sqrt(x.var(1, keepdims=True) + 1e-12)
    normed: Doubles = (x - x.mean(1, keepdims=True)) / spread * by[0] + by[1]
    return normed


def plainly(model: Model, text: list[int]) -> Doubles:
    """The vector of one text."""
    x: Doubles = unpack(model.words)[text].astype(float) + model.positions[: len(text)] + model.kind
    x = norm(x, model.norm)
    for layer in model.layers:
        asked = x @ layer.attention[0].astype(float) + layer.attention[1]
        heads = []
        for head in range(HEADS):
            size = WIDTH // HEADS
            q, k, v = (asked[:, part * WIDTH + head * size :][:, :size] for part in range(3))
            shares = np.exp(q @ k.T / np.sqrt(size))
            heads.append(shares / shares.sum(1, keepdims=True) @ v)
        x = norm(x + np.hstack(heads) @ layer.mixed[0].astype(float) + layer.mixed[1], layer.norm)
        y = x @ layer.inner[0].astype(float) + layer.inner[1]
        y = y / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (y + 0.044715 * y**3)))
        x = norm(x + y @ layer.outer[0].astype(float) + layer.outer[1], layer.last_norm)
    mean = x.mean(0)
    vector: Doubles = mean / np.linalg.norm(mean)
    return vector


def test_vectors_are_those_of_the_formulas(model: Model) -> None:
    vectors = Encoder(model).encode(TEXTS, lambda: False)
    assert vectors is not None
    for text, vector in zip(TEXTS, vectors, strict=True):
        np.testing.assert_allclose(plainly(model, text), vector, atol=2e-5)


def test_a_text_has_the_same_vector_whatever_stands_beside_it(model: Model) -> None:
    encoder = Encoder(model)
    alone = encoder.encode(TEXTS[:1], lambda: False)
    beside = encoder.encode(TEXTS, lambda: False)
    assert alone is not None
    assert beside is not None
    np.testing.assert_allclose(alone[0], beside[0], atol=1e-6)


@pytest.mark.parametrize("layers", range(LAYERS))
def test_it_stops_before_the_layer_at_which_it_is_late(model: Model, layers: int) -> None:
    asked = []

    def is_late() -> bool:
        asked.append(None)
        return len(asked) > layers

    assert Encoder(model).encode(TEXTS, is_late) is None
    assert layers + 1 == len(asked)


def test_every_piece_and_every_place_can_be_encoded(model: Model) -> None:
    text = [number % len(PIECES) for number in range(len(model.positions))]
    vectors = Encoder(model).encode([text], lambda: False)
    assert vectors is not None
    assert 1.0 == pytest.approx(float(np.linalg.norm(vectors[0])), abs=1e-5)
