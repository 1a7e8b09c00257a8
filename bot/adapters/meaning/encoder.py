"""Pieces of texts become unit vectors: BERT's encoder in numpy, the mean over the pieces of each text.

All texts go through a layer together, one after the other without padding, so that each weight is fetched once; only
attention is by text. Source: Devlin et al., BERT, NAACL 2019; Wang et al., Multilingual E5, 2024.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from bot.adapters.meaning.model_file import Floats, Layer, Model, unpack

_GELU = np.float32(0.7978845608)  # sqrt(2 / pi), of its approximation by tanh
_GELU_CUBE = np.float32(0.044715)


class Encoder:
    """Vectors of texts by *model*."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.most_pieces = len(model.positions)

    def encode(self, texts: Sequence[Sequence[int]], is_late: Callable[[], bool]) -> Floats | None:
        """A unit vector (float32) for each of *texts*, which are pieces, none empty.

        is_late: asked before each layer; once it says so None is returned, as where a vector is none of numbers.
        """
        model = self._model
        ends = np.cumsum([0, *map(len, texts)]).tolist()
        places = np.concatenate([np.arange(len(text)) for text in texts])
        x = unpack(model.words[np.concatenate([np.asarray(text) for text in texts])])
        x = _normed(x + model.positions[places] + model.kind, model.norm, model.epsilon)
        for layer in model.layers:
            if is_late():
                return None
            x = self._through(layer, x, ends)
        means = np.stack([x[start:end].mean(0) for start, end in pairwise(ends)])
        vectors: Floats = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), np.float32(1e-12))
        return vectors if np.isfinite(vectors).all() else None

    def _through(self, layer: Layer, x: Floats, ends: Sequence[int]) -> Floats:
        epsilon = self._model.epsilon
        mixed = self._attend(_linear(x, layer.attention), ends)
        x = _normed(x + _linear(mixed, layer.mixed), layer.norm, epsilon)
        return _normed(x + _linear(_gelu(_linear(x, layer.inner)), layer.outer), layer.last_norm, epsilon)

    def _attend(self, asked: Floats, ends: Sequence[int]) -> Floats:
        """asked: queries, keys and values side by side."""
        width, heads = self._model.width, self._model.heads
        scale = np.float32((width // heads) ** -0.5)
        told = np.empty((len(asked), width), np.float32)
        for start, end in pairwise(ends):
            parts = asked[start:end].reshape(end - start, 3, heads, -1).transpose(1, 2, 0, 3)
            likeness = parts[0] @ parts[1].transpose(0, 2, 1) * scale
            likeness -= likeness.max(-1, keepdims=True)
            np.exp(likeness, out=likeness)
            likeness /= likeness.sum(-1, keepdims=True)
            told[start:end] = (likeness @ parts[2]).transpose(1, 0, 2).reshape(end - start, width)
        return told


def _linear(x: Floats, weights: tuple[Floats, Floats]) -> Floats:
    y: Floats = x @ weights[0]
    y += weights[1]
    return y


def _normed(x: Floats, norm: tuple[Floats, Floats], epsilon: float) -> Floats:
    x -= x.mean(1, keepdims=True)
    x /= np.sqrt((x * x).mean(1, keepdims=True) + np.float32(epsilon))
    x *= norm[0]
    x += norm[1]
    return x


def _gelu(x: Floats) -> Floats:
    """Source: Hendrycks and Gimpel, Gaussian Error Linear Units, 2016; in place where that can be."""
    y = x * x
    y *= _GELU * _GELU_CUBE
    y += _GELU
    y *= x
    np.tanh(y, out=y)
    y += 1
    y *= x
    y *= np.float32(0.5)
    return y
