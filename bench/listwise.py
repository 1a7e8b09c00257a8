"""Weights by which a right row of a list comes first, for the benchmarks that learn some: a listwise logistic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
STEPS = 250


@dataclass(frozen=True, slots=True)
class Descent:
    """How Adam goes down. step: the first one's size; pull: towards zero, the stronger the fewer lists there are."""

    step: float
    pull: float = 0.03


def learn_listwise(
    tables: Sequence[Floats],
    right: Sequence[Floats],
    descent: Descent,
    counts: Floats | None = None,
    start: Floats | None = None,
    learns: Floats | None = None,
) -> Floats:
    """Maximise the likelihood that a right row is first in its list; Adam, pulled towards zero.

    All columns are learned in units of their standard deviation, so that a step and the pull weigh alike on each.

    tables: one of shape (rows, columns) a list; right: 1.0 where the row is, at least one in each list; counts: what
    each list counts, alike if None; start: of the weights, zero if None; learns: 0.0 for each column that keeps its
    start.
    """
    table, rights = np.concatenate(tables), np.concatenate(right)
    scale = table.std(0) + 1e-6
    table = table / scale
    sizes = [len(one) for one in right]
    begin, owner = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(sizes)), sizes)
    # Alike, they are summed and divided afterwards: nothing is lost to rounding.
    share, total = (np.ones(len(sizes)), len(sizes)) if counts is None else (counts / counts.sum(), 1)
    share = share[owner]
    weights = np.zeros(table.shape[1]) if start is None else start * scale
    learning = np.ones_like(weights) if learns is None else learns
    momentum, spread = np.zeros_like(weights), np.zeros_like(weights)
    for at in range(1, STEPS + 1):
        logits = table @ weights
        chance = np.exp(logits - np.maximum.reduceat(logits, begin)[owner])
        chance /= np.add.reduceat(chance, begin)[owner]
        among = chance * rights
        among /= np.maximum(np.add.reduceat(among, begin), 1e-9)[owner]
        gradient = (table.T @ (share * (chance - among)) / total + descent.pull * weights) * learning
        momentum = 0.9 * momentum + 0.1 * gradient
        spread = 0.99 * spread + 0.01 * gradient**2
        size = descent.step * (1.0 - 0.9 * at / STEPS)
        weights -= size * (momentum / (1 - 0.9**at)) / (np.sqrt(spread / (1 - 0.99**at)) + 1e-8)
    learned: Floats = weights / scale
    return learned
