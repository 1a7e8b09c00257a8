"""What the kernel gives. Arrays are contiguous; results go into those passed in; the C files tell the shapes."""

import numpy as np
from numpy.typing import NDArray

U8 = NDArray[np.uint8]
U16 = NDArray[np.uint16]
U32 = NDArray[np.uint32]
U64 = NDArray[np.uint64]
I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
Mask = NDArray[np.bool_]

EDITION: int

def fold(raw: U16, medial: U16, initial: U16, is_hanja: Mask, kind: U8, powers: U64, out: U16, /) -> int: ...
def terms(codes: U16, kind: U8, powers: U64, ids: U32, positions: I64, kinds: U8, /) -> int: ...
def marked(codes: U16, marks: Mask, places: I64, /) -> int: ...
def count(
    codes: U16,
    ends: I64,
    kind: U8,
    powers: U64,
    extra_ids: U32,
    extra_numbers: I64,
    keys: U64,
    sizes: I64,
    base: int,
    /,
) -> int: ...
def sort(keys: U64, scratch: U64, /) -> int: ...
def postings(keys: U64, norms: F32, terms: U32, starts: I64, docs: U16, impacts: U8, /) -> int: ...
def sign(codes: U16, kept: Mask, bins: U16, /) -> int: ...
def frequencies(
    terms: U32, starts: I64, docs: U16, live: Mask, guide: U32, wanted: U32, totals: I64, /
) -> int: ...
def recall(memory: U64, wanted: U32, totals: I64, missing: I64, /) -> int: ...
def remember(memory: U64, terms: U32, totals: I64, /) -> int: ...
def tally(owners: U32, starts: I64, rows: I64, counts: U8, /) -> int: ...
def best(
    terms: U32,
    starts: I64,
    docs: U16,
    impacts: U8,
    moments: I64,
    live: Mask,
    wanted: U32,
    weights: I32,
    numbers: I64,
    scores: I32,
    limit: int,
    least: int,
    /,
) -> int: ...
def find(
    codes: U16,
    medial: U16,
    initial: U16,
    is_hanja: Mask,
    kind: U8,
    powers: U64,
    wanted: U32,
    places: I64,
    positions: I64,
    kinds: U8,
    /,
) -> int: ...
def look(
    raw: U16,
    ends: I64,
    medial: U16,
    initial: U16,
    is_hanja: Mask,
    kind: U8,
    powers: U64,
    wanted: U32,
    worth: F64,
    words: U16,
    word_ends: I64,
    densities: F64,
    wheres: I64,
    held: Mask,
    /,
) -> int: ...
def compare(
    raw: U16,
    ends: I64,
    medial: U16,
    initial: U16,
    is_hanja: Mask,
    kind: U8,
    powers: U64,
    strokes: U16,
    words: U16,
    word_ends: I64,
    typed: U16,
    typed_ends: I64,
    whole: U16,
    least: F64,
    needed: Mask,
    held: Mask,
    shapes: F64,
    slips: F64,
    /,
) -> int: ...
def leads(
    raw: U16,
    ends: I64,
    medial: U16,
    initial: U16,
    is_hanja: Mask,
    kind: U8,
    powers: U64,
    keys: U64,
    scratch: U64,
    distinct: U32,
    /,
) -> tuple[int, int]: ...
def cosines(keys: U64, rarities: F64, roots: F64, out: F64, /) -> int: ...
def follow(
    raw: U16,
    ends: I64,
    medial: U16,
    initial: U16,
    is_hanja: Mask,
    kind: U8,
    powers: U64,
    words: U16,
    word_ends: I64,
    shares: F64,
    limits: F64,
    told: F64,
    order: F64,
    /,
) -> int: ...
def mentions(
    raw: U16,
    starts: I64,
    ends: I64,
    medial: U16,
    initial: U16,
    is_hanja: Mask,
    kind: U8,
    powers: U64,
    words: U16,
    word_ends: I64,
    exact: U8,
    found: I32,
    /,
) -> int: ...
