"""Small encoders of random weights, in files of the form that `bot.adapters.meaning.model_file` reads."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np

WIDTH, LAYERS, HEADS, INNER, POSITIONS = 64, 3, 4, 96, 48
BEGIN, PAD, END, UNKNOWN = range(4)
PIECES = (
    "<s>",
    "<pad>",
    "</s>",
    "<unk>",
    "▁",
    "다",
    "리",
    "다리",
    "▁다리",
    "는",
    "가",
    "▁길이",
    "길",
    "이",
    "412",
    "4",
    "m",
    "?",
)
SPARE_WORDS = 3  # rows of the table that no piece has
BECOMES = {0xFDFA: "صلى الله عليه وسلم", 0x3000: " ", 0x00AD: "", 0xFF4D: "m"}


def model_bytes(seed: int = 7, **other: int) -> bytes:
    """The file. other: sizes and marks told otherwise than they are."""
    told = {
        "width": WIDTH, "layers": LAYERS, "heads": HEADS, "inner": INNER, "words": len(PIECES) + SPARE_WORDS,
        "positions": POSITIONS, "kinds": 2, "pieces": len(PIECES), "begin": BEGIN, "end": END, "unknown": UNKNOWN,
    } | other  # fmt: skip
    sizes = [told[name] for name in ("width", "layers", "heads", "inner", "words", "positions", "kinds")]
    marks = [told[name] for name in ("pieces", "begin", "end")]
    blob = [piece.encode() for piece in PIECES]
    bounds = np.cumsum([0, *map(len, blob)]).astype("<u4").tobytes()
    scores = np.linspace(-2.0, -9.0, len(PIECES)).astype("<f4").tobytes()
    becomes = b"".join(
        struct.pack(f"<IB{len(text)}I", one, len(text), *map(ord, text)) for one, text in BECOMES.items()
    )
    head = b"".join(
        [
            b"E5S1", struct.pack("<i7ifi", 1, *sizes, 1e-12, 32),
            struct.pack("<5iQ", *marks, PAD, told["unknown"], sum(map(len, blob))),
            bounds, scores, *blob, struct.pack("<iI", len(BECOMES), len(becomes)), becomes,
        ]
    )  # fmt: skip
    return head + _tensors(len(head), np.random.default_rng(seed))


def _tensors(at: int, chance: np.random.Generator) -> bytes:
    """The directory, and what it leads to; *at*: where it begins."""

    def floats(count: int, around: float = 0.0) -> bytes:
        return (around + chance.normal(0, 0.1, count)).astype("<f4").tobytes()

    def packed(rows: int, columns: int) -> bytes:
        blocks = rows * columns // 32
        raw = chance.integers(0, 256, (blocks, 18), dtype=np.uint8)
        raw[:, :2] = chance.uniform(0.01, 0.05, (blocks, 1)).astype("<f2").view(np.uint8)
        return raw.tobytes()

    tensors = {
        "emb.word": packed(len(PIECES) + SPARE_WORDS, WIDTH),
        "emb.pos": floats(POSITIONS * WIDTH),
        "emb.type": floats(2 * WIDTH),
        "emb.ln.w": floats(WIDTH, 1.0),
        "emb.ln.b": floats(WIDTH),
    }
    for number in range(LAYERS):
        for name, rows, columns in (
            ("q", WIDTH, WIDTH), ("k", WIDTH, WIDTH), ("v", WIDTH, WIDTH), ("ao", WIDTH, WIDTH),
            ("fi", INNER, WIDTH), ("fo", WIDTH, INNER),
        ):  # fmt: skip
            tensors[f"l{number}.{name}.w"] = packed(rows, columns)
            tensors[f"l{number}.{name}.b"] = floats(rows)
        for name in ("aln", "oln"):
            tensors[f"l{number}.{name}.w"] = floats(WIDTH, 1.0)
            tensors[f"l{number}.{name}.b"] = floats(WIDTH)
    start = at + 4 + sum(2 + len(name) + 21 for name in tensors)
    listed = [struct.pack("<i", len(tensors))]
    for name, raw in tensors.items():
        kind, count = (1, len(raw) // 18 * 32) if len(raw) % 18 == 0 else (0, len(raw) // 4)
        listed.append(
            struct.pack(f"<H{len(name)}sBIQQ", len(name), name.encode(), kind, count, start, len(raw))
        )
        start += len(raw)
    return b"".join([*listed, *tensors.values()])


def write_model(folder: Path, raw: bytes | None = None) -> Path:
    """The file in *folder*, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "e5-small-q4.bin"
    path.write_bytes(model_bytes() if raw is None else raw)
    return path
