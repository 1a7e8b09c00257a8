"""How the table of `bot.answers.crosses` is learned, for `bench.learn_structure`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answers.crosses import FILE, Hashes, Places, Table, known_pairs

Floats = NDArray[np.float64]

OFTEN = 8  # needs among whose likeliest sentences a pair stands, at least
PULL = 0.4  # strength of the pull towards zero
STEPS = 120
STEP = 0.02
LEAST = 3  # steps of what is written; what is worth less is left out
_MOST = 127  # steps of what is written


@dataclass(frozen=True, slots=True)
class Choice:
    """The likeliest sentences of a need: their pairs, what each is worth without them, which are right (1.0)."""

    pairs: Sequence[Hashes]
    worth: Floats
    right: Floats


def learn_table(choices: Sequence[Choice]) -> Table:
    """The pairs by which right sentences come first: a listwise logistic on top of their worth; Adam."""
    choices = [one for one in choices if one.right.any()]
    seen = np.concatenate([np.unique(np.concatenate(one.pairs)) for one in choices])
    keys, counts = np.unique(seen, return_counts=True)
    keys = keys[counts >= OFTEN]
    rows, columns, norm = _known(keys, choices)
    sizes = [len(one.right) for one in choices]
    begin, owner = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(sizes)), sizes)
    worth = np.concatenate([one.worth for one in choices])
    rights = np.concatenate([one.right for one in choices])
    weights, momentum, spread = (np.zeros(len(keys)) for _ in range(3))
    for at in range(1, STEPS + 1):
        logits = worth + np.bincount(rows, weights[columns], len(norm)) / norm
        chance = np.exp(logits - np.maximum.reduceat(logits, begin)[owner])
        chance /= np.add.reduceat(chance, begin)[owner]
        among = chance * rights
        among /= np.maximum(np.add.reduceat(among, begin), 1e-9)[owner]
        off = (chance - among) / norm
        gradient = np.bincount(columns, off[rows], len(keys)) + PULL * weights
        momentum = 0.9 * momentum + 0.1 * gradient
        spread = 0.99 * spread + 0.01 * gradient**2
        size = STEP * (1.0 - 0.9 * at / STEPS)
        weights -= size * (momentum / (1 - 0.9**at)) / (np.sqrt(spread / (1 - 0.99**at)) + 1e-4)
    return _rounded(keys, weights)


def _known(keys: Hashes, choices: Sequence[Choice]) -> tuple[Places, Places, Floats]:
    """`known_pairs` of all *choices*, one after the other: most of their pairs are not among *keys*."""
    found = [known_pairs(keys, one.pairs) for one in choices]
    before = np.cumsum([0, *(len(one.pairs) for one in choices[:-1])])
    rows = np.concatenate([rows + first for (rows, _, _), first in zip(found, before, strict=True)])
    return rows, np.concatenate([one[1] for one in found]), np.concatenate([one[2] for one in found])


def _rounded(keys: Hashes, weights: Floats) -> Table:
    """As it is written: in _MOST steps of the greatest weight, without what is worth next to nothing."""
    scale = float(np.abs(weights).max()) / _MOST
    steps = np.round(weights / scale)
    kept = np.abs(steps) >= LEAST
    return Table(keys[kept], steps[kept] * scale)


def write_table(table: Table) -> int:
    """Write what `bot.answers.crosses` reads; bytes."""
    scale = float(np.abs(table.weights).max()) / _MOST
    steps = np.round(table.weights / scale).astype(np.int8)
    np.savez_compressed(FILE, keys=table.keys, weights=steps, scale=np.float64(scale))
    return FILE.stat().st_size
