"""Learn what `bot.answer.weights` holds: `python -m bench.learn_answers --data FOLDER` prints both tables.

The weights of the features come from every other article of KorQuAD dev (paragraph given) and from our own judged
needs, with our answers beside them, over the news; the gate from our own needs alone, once with the articles that
answer them and once without. Both start from the weights there are, so that repeating it changes little.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.answers import OWN_ANSWERS, OWN_NEEDS, bare
from bench.data import Need, data_folder, news_folder, read_spool, spooled
from bench.judge import Judge
from bot.answer.answer import ARTICLES, gate_features
from bot.answer.asking import read_question
from bot.answer.evidence import features, make_pool
from bot.answer.weights import FEATURES, GATE, WEIGHTS
from bot.corpus.article import Article
from bot.search.index import Index

Floats = NDArray[np.float64]
KORQUAD_EVERY = 4  # questions; more of them change the second decimal
NEWS_SHARE = 0.3  # of the whole loss, so that encyclopaedia and news both count
TOWARDS = 0.02  # strength of the pull towards the weights there are
STEPS, STEP = 150, 0.05


@dataclass(frozen=True, slots=True)
class Case:
    """The sentences that one question has to choose from, and which of them answer it."""

    table: Floats
    right: Floats
    weight: float


def korquad_cases(path: Path) -> list[Case]:
    """Paragraph given; the articles at even places only, since the others are for measuring."""
    cases = []
    number = 0
    for place, article in enumerate(json.loads(path.read_text(encoding="utf-8"))["data"]):
        for paragraph in article["paragraphs"] if place % 2 == 0 else ():
            for row in paragraph["qas"]:
                number += 1
                if number % KORQUAD_EVERY:
                    continue
                asked = read_question(row["question"])
                pool = make_pool(asked, [(Article(id="k", title="", body=paragraph["context"]), 1.0)])
                at = row["answers"][0]["answer_start"]
                right = np.array([s.start <= at < s.end for s in pool.sentences], float)
                if right.any():
                    cases.append(Case(features(asked, pool), right, 1.0))
    return cases


def news_cases(index: Index, judge: Judge) -> tuple[list[Case], list[tuple[Floats, bool]]]:
    """Our own needs: for the weights, and for the gate with and without the articles that answer."""
    answers = {
        row["article_id"]: row["answers"]
        for row in map(json.loads, OWN_ANSWERS.read_text(encoding="utf-8").splitlines())
    }
    needs: list[dict[str, Any]] = [
        row
        for row in map(json.loads, OWN_NEEDS.read_text(encoding="utf-8").splitlines())
        if row["article_id"] in answers and row["article_id"] in judge.places
    ]
    accepted = judge.accepted([Need(row["article_id"], {}, "", tuple(row["relevant"])) for row in needs])
    cases: list[Case] = []
    gate: list[tuple[Floats, bool]] = []
    for row, ids in zip(needs, accepted, strict=True):
        gold = [bare(words) for words in answers[row["article_id"]]]
        for question in (row["question"], row["sloppy"]):
            if not question:
                continue
            asked = read_question(question)
            found = index.candidates(question, 30)
            others = [
                (article, score)
                for article, score in found
                if article.id not in ids and not any(words in bare(article.body) for words in gold)
            ]
            for answerable, articles in ((True, found[:ARTICLES]), (False, others[:ARTICLES])):
                pool = make_pool(asked, articles, len(index))
                if not pool.sentences or not asked.stems:
                    continue
                table = features(asked, pool)
                order = np.argsort(-(table @ np.array(list(WEIGHTS.values())))).tolist()
                gate.append((gate_features(asked, pool, table, order), answerable))
                right = np.array(
                    [
                        s.article.id in ids and any(words in bare(s.text) for words in gold)
                        for s in pool.sentences
                    ],
                    float,
                )
                if answerable and right.any():
                    cases.append(Case(table, right, 1.0))
    return cases, gate


def learn_weights(cases: Sequence[Case]) -> Floats:
    """Maximise the likelihood that a right sentence is first; Adam, pulled towards WEIGHTS."""
    stacked = np.concatenate([case.table for case in cases])
    scale = stacked.std(0) + 1e-3
    start = np.array(list(WEIGHTS.values())) * scale
    weights, momentum, spread = start.copy(), np.zeros_like(start), np.zeros_like(start)
    total = sum(case.weight for case in cases)
    for _ in range(STEPS):
        gradient = TOWARDS * (weights - start)
        for case in cases:
            table = case.table / scale
            logits = table @ weights
            chance = np.exp(logits - logits.max())
            chance /= chance.sum()
            among_right = chance * case.right
            among_right /= max(float(among_right.sum()), 1e-9)
            gradient += case.weight / total * ((chance - among_right) @ table)
        momentum = 0.9 * momentum + 0.1 * gradient
        spread = 0.99 * spread + 0.01 * gradient**2
        weights = weights - STEP * momentum / (np.sqrt(spread) + 1e-9)
    learned: Floats = weights / scale
    return learned


def learn_gate(rows: Sequence[tuple[Floats, bool]]) -> tuple[Floats, float]:
    """A logistic regression by plain gradient descent."""
    table = np.array([row for row, _ in rows])
    right = np.array([answerable for _, answerable in rows], float)
    mean, scale = table.mean(0), table.std(0) + 1e-6
    scaled = (table - mean) / scale
    weights, bias = np.zeros(table.shape[1]), 0.0
    for _ in range(3000):
        off = 1.0 / (1.0 + np.exp(-(scaled @ weights + bias))) - right
        weights -= 0.3 * (scaled.T @ off / len(right) + 0.02 * weights)
        bias -= 0.3 * float(off.mean())
    learned: Floats = weights / scale
    return learned, bias - float(learned @ mean)


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.learn_answers", description=__doc__)
    parser.add_argument("--data", help="folder with the parts that bench.data names")
    data = data_folder(parser.parse_args(arguments).data)
    news = news_folder(data) if data else None
    korquad = data / "korquad-1.0-dev.json" if data else None
    if news is None or korquad is None or not korquad.is_file():
        print(
            "Needs articles and KorQuAD: --data or SOSIK_BENCH_DATA, see bench/data.py. Nothing was learned."
        )
        return 0
    articles = list(read_spool(spooled(news)))
    own, gate = news_cases(Index(articles), Judge(articles))
    encyclopaedia = korquad_cases(korquad)
    each = NEWS_SHARE * len(encyclopaedia) / max(len(own), 1)
    weights = learn_weights(encyclopaedia + [Case(case.table, case.right, each) for case in own])
    for name, weight in zip(FEATURES, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')
    learned, bias = learn_gate(gate)
    for name, weight in zip(GATE, learned, strict=True):
        print(f'    "{name}": {weight:.2f},')
    print(f"GATE_BIAS = {bias:.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
