"""Learn SUPPORT and CONFIDENCE of `bot.answers.model`: `python -m bench.learn_structure --data FOLDER` prints both.

From the needs to tune on (`needs-tune.jsonl` in the folder) and from our own sixty with their answers, over the news;
the confidence also from the near misses among the former and from the unanswerable questions. Needs of a speaker, a
story, a list of articles or the holder of an office are left out: they have routes of their own.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.answers import OWN_ANSWERS, OWN_NEEDS, UNANSWERABLE, bare
from bench.data import data_folder, news_folder, read_spool, spooled
from bot.answers.answer import ARTICLES, gate_features
from bot.answers.colloquial import standard
from bot.answers.confidence import CONFIDENCE, confidence_features
from bot.answers.features import Pool, features, make_pool
from bot.answers.frame import read_frame
from bot.answers.model import FEATURES, GATE, GATE_BIAS, WEIGHTS
from bot.answers.question import read_question
from bot.answers.support import STRUCTURE, Support, find_support
from bot.index.index import Index

Floats = NDArray[np.float64]
ROUTED = frozenset({"said", "overview", "metadata", "holder"})
ABOUT_IT = 0.35  # of the question around a sentence of another article, from which it may be the same event
TOWARDS_NONE, STEPS, STEP = 0.003, 250, 0.05
# Which way each column of CONFIDENCE may point: what is missing never speaks for an answer.
SIGNS = np.array([1, -1, -1, -1, -1, 1, 1, 1, -1, 1, -1, 1, 1, -1])


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; its answers, none where nothing answers it; the articles that are known to."""

    text: str
    answers: tuple[str, ...]
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Case:
    """The sentences that one question has to choose from; which of them are right; the logit that words give."""

    pool: Pool
    support: Support
    right: Floats
    by_words: float


def read_asked(needs: Path) -> Iterator[Asked]:
    """The needs to tune on, our own in both forms, and what nothing answers."""
    for row in map(json.loads, needs.read_text(encoding="utf-8").splitlines()):
        if row["expect"] in ("answer", "refuse") and row["kind"] not in ROUTED:
            ids = frozenset({row.get("article_id", ""), *row.get("also", ())})
            yield Asked(row["text"], tuple(row["answer"]), ids)
    answers = {
        row["article_id"]: tuple(row["answers"])
        for row in map(json.loads, OWN_ANSWERS.read_text(encoding="utf-8").splitlines())
    }
    for row in map(json.loads, OWN_NEEDS.read_text(encoding="utf-8").splitlines()):
        for text in filter(None, (row["question"], row["sloppy"])):
            if row["article_id"] in answers:
                ids = frozenset({row["article_id"], *row["relevant"]})
                yield Asked(text, answers[row["article_id"]], ids)
    for line in UNANSWERABLE.read_text(encoding="utf-8").splitlines():
        yield Asked(json.loads(line)["question"], (), frozenset())


def look(index: Index, asked: Asked) -> Case | None:
    """What the answer to *asked* is chosen from."""
    frame, question = read_frame(asked.text), read_question(standard(asked.text))
    found = index.candidates(frame.text, ARTICLES)
    if not found or not question.stems or not frame.units:
        return None
    pool = make_pool(question, found, len(index))
    table = features(question, pool)
    base = table @ np.array([WEIGHTS[name] for name in FEATURES])
    rarity = index.rarity([unit.root or unit.others[0] for unit in frame.units])
    support = find_support(frame, question, pool, base, rarity)
    around = support.table[:, STRUCTURE.index("around")]
    held = [any(bare(words) in bare(s.text) for words in asked.answers) for s in pool.sentences]
    known = [s.article.id in asked.ids for s in pool.sentences]
    right = np.array(held) & (np.array(known) | (around > ABOUT_IT))
    order = [int(k) for k in np.argsort(-base, kind="stable")]
    by_words = float(gate_features(question, pool, table, order) @ np.array(list(GATE.values()))) + GATE_BIAS
    return Case(pool, support, right.astype(float), by_words)


def learn_support(cases: Sequence[Case]) -> Floats:
    """Maximise the likelihood that a right sentence is first; Adam, pulled towards zero."""
    cases = [case for case in cases if case.right.any()]
    weights = np.zeros(len(STRUCTURE))
    momentum, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        gradient = TOWARDS_NONE * weights * len(cases)
        for case in cases:
            logits = case.support.table @ weights
            chance = np.exp(logits - logits.max())
            chance /= chance.sum()
            among_right = chance * case.right
            gradient += case.support.table.T @ (chance - among_right / max(among_right.sum(), 1e-12))
        gradient /= len(cases)
        momentum = 0.9 * momentum + 0.1 * gradient
        spread = 0.99 * spread + 0.01 * gradient**2
        size = STEP * (1.0 - 0.9 * step / STEPS)
        weights -= size * (momentum / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return weights


def learn_confidence(table: Floats, right: Floats) -> tuple[Floats, float]:
    """A logistic regression whose weights keep to SIGNS; both outcomes count alike."""
    counts = np.where(right == 1, 1.0, right.sum() / max((1 - right).sum(), 1.0))
    mean, scale = table.mean(0), table.std(0) + 1e-6
    scaled = (table - mean) / scale
    weights, bias = np.zeros(table.shape[1]), 0.0
    for _ in range(1500):
        off = (1.0 / (1.0 + np.exp(-(scaled @ weights + bias))) - right) * counts
        weights -= 0.3 * (scaled.T @ off / len(right) + 0.05 * weights)
        weights = np.where(weights * SIGNS < 0, 0.0, weights)
        bias -= 0.3 * float(off.mean())
    learned: Floats = weights / scale
    return learned, bias - float(learned @ mean)


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.learn_structure", description=__doc__)
    parser.add_argument("--data", help="folder with the parts that bench.data names, and needs-tune.jsonl")
    data = data_folder(parser.parse_args(arguments).data)
    news = news_folder(data) if data else None
    if data is None or news is None or not (data / "needs-tune.jsonl").is_file():
        print("Needs articles and needs-tune.jsonl: --data or SOSIK_BENCH_DATA. Nothing was learned.")
        return 0
    index = Index(list(read_spool(spooled(news))))
    seen = [
        (one, case) for one in read_asked(data / "needs-tune.jsonl") if (case := look(index, one)) is not None
    ]
    weights = learn_support([case for _, case in seen])
    for name, weight in zip(STRUCTURE, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')
    rows = [
        confidence_features(
            case.support, case.pool, int(np.argmax(case.support.table @ weights)), case.by_words
        )
        for _, case in seen
    ]
    learned, bias = learn_confidence(np.array(rows), np.array([float(bool(one.answers)) for one, _ in seen]))
    for name, weight in zip(CONFIDENCE, learned, strict=True):
        print(f'    "{name}": {weight:.2f},')
    print(f"CONFIDENCE_BIAS = {bias:.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
