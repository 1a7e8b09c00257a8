"""Learn WITHHOLDING of `bot.answers.model`: `python -m bench.learn_withholding --data FOLDER` prints it.

From the short answers given to our own needs over the news (`bench/needs_news.jsonl`, `bench/needs_later.jsonl`) and
the needs to tune on: a logistic regression of whether each is right. Printed first is what holds of it where the
article asked about took no part in learning (five folds by article), by how many short answers are left.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from bench.data import data_folder, news_folder, read_spool, spooled
from bench.learn_structure import FOLDS, LATER, NEEDS, ROUTED
from bench.listwise import Floats
from bench.needs import tells
from bot.answers.answer import answer_of, first_of, weigh, weigh_told
from bot.answers.model import WITHHOLDING
from bot.answers.reply import Request
from bot.answers.service import as_meant
from bot.answers.withholding import LEAST, withholding_features
from bot.index.index import Index

TOWARDS_NONE = 10.0  # strength of the pull towards zero, of scaled columns
STEPS = 30
GIVEN = (1.0, 0.95, 0.9, 0.85, 0.8, 0.7)


def read_needs(path: Path) -> Iterator[tuple[str, list[str], int]]:
    """The questions of *path* that have an answer; their answers; the fold."""
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        if row["expect"] == "answer" and row["kind"] not in ROUTED:
            yield row["text"], row["answer"], zlib.crc32(row["article_id"].encode()) % FOLDS


def look(index: Index, text: str, answers: Sequence[str]) -> tuple[Floats, bool] | None:
    """The columns of the short answer to *text*, and whether it is right; None where there is none."""
    weighed = weigh(index, as_meant(index, Request(text)).text)
    if weighed is None or answer_of(weighed) is None:
        return None
    weighed, spans = weigh_told(weighed)
    order, said = weighed.order, first_of(spans)
    if order[0] not in said:
        return None
    words = weighed.pool.sentences[order[0]].article.body[slice(*said[order[0]])]
    columns = withholding_features(weighed.support, weighed.pool, weighed.worth, order, said)
    return columns, tells(answers, words)


def learn(table: Floats, right: Floats) -> tuple[Floats, float]:
    """Weights and bias of a logistic regression, by Newton's method."""
    mean, scale = table.mean(0), table.std(0) + 1e-9
    scaled = np.column_stack([(table - mean) / scale, np.ones(len(table))])
    pull = np.diag([TOWARDS_NONE] * table.shape[1] + [1e-6])
    weights = np.zeros(scaled.shape[1])
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-(scaled @ weights)))
        slope = scaled.T @ (chance - right) + pull @ weights
        weights -= np.linalg.solve((scaled.T * (chance * (1.0 - chance))) @ scaled + pull, slope)
    learned: Floats = weights[:-1] / scale
    return learned, float(weights[-1] - learned @ mean)


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.learn_withholding", description=__doc__)
    parser.add_argument("--data", help="folder with the parts that bench.data names")
    data = data_folder(parser.parse_args(arguments).data)
    news = news_folder(data) if data else None
    if data is None or news is None:
        print("Needs articles: --data or SOSIK_BENCH_DATA. Nothing was learned.")
        return 0
    index = Index(read_spool(spooled(news)))
    files = filter(Path.is_file, (data / "needs-tune.jsonl", NEEDS, LATER))
    needs = [need for path in files for need in read_needs(path)]
    found = [(look(index, text, answers), fold) for text, answers, fold in needs]
    given = [(*one, fold) for one, fold in found if one is not None]
    table, right = np.array([one[0] for one in given]), np.array([float(one[1]) for one in given])
    folds, logits = np.array([one[2] for one in given]), np.zeros(len(given))
    for fold in range(FOLDS):
        weights, bias = learn(table[folds != fold], right[folds != fold])
        logits[folds == fold] = table[folds == fold] @ weights + bias
    order = np.argsort(-logits)
    for share in GIVEN:
        left = right[order[: int(share * len(order))]]
        print(f"# of {len(order)} short answers to {len(needs)}, {len(left)} left: {left.mean():.3f} right")
    kept = 1.0 / (1.0 + np.exp(-logits)) >= LEAST
    print(
        f"# at {LEAST}: {kept.sum() / len(needs):.3f} given, {right[kept].mean():.3f} right, "
        f"of those withheld {right[~kept].mean():.3f}"
    )
    weights, bias = learn(table, right)
    for name, weight in zip(WITHHOLDING, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')
    print(f"WITHHOLDING_BIAS = {bias:.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
