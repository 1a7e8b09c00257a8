"""Learn WEIGHTS of `bot.answers.model`: `python -m bench.learn_answers --data FOLDER` prints them.

They come from every other article of KorQuAD dev (paragraph given, and among all paragraphs) and from our own judged
needs, with our answers beside them, over the news. Only the weights of KEPT are taken from what there is.

With --crossed it also says how well all of KorQuAD dev is answered by weights learned from the other four fifths of its
articles: the figure for the features, beside that of `bench.answers` for the very weights there are.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.answers import OWN_ANSWERS, OWN_NEEDS, bare
from bench.data import Need, data_folder, news_folder, read_korquad, read_spool, spooled
from bench.judge import Judge
from bench.listwise import Descent, Floats, learn_listwise
from bot.answers.answer import ARTICLES
from bot.answers.features import features, make_pool
from bot.answers.model import FEATURES, WEIGHTS
from bot.answers.question import read_question
from bot.articles.article import Article
from bot.index.index import Index

AMONG_ALL = 0.6  # what a question among all paragraphs counts, against one whose paragraph is given
DESCENT = Descent(0.03)
FOLDS = 5
# What an encyclopaedia without titles cannot teach, and sixty needs teach badly: learned freely, these lose a tenth.
KEPT = frozenset({"title", "lead", "beyond title", "echo", "first", "quoted"})


@dataclass(frozen=True, slots=True)
class Case:
    """The sentences that one question has to choose from, and which of them answer it.

    place: of the article in KorQuAD, -1 for the news. given: whether the paragraph is.
    """

    table: Floats
    right: Floats
    weight: float
    place: int = -1
    given: bool = False


def korquad_cases(path: Path, crossed: bool) -> list[Case]:
    """The articles at even places only, since the others are for measuring; all of them when *crossed*."""
    cases = []
    paragraphs, _ = read_korquad(path)
    index = Index(paragraphs)
    for place, article in enumerate(json.loads(path.read_text(encoding="utf-8"))["data"]):
        for paragraph in article["paragraphs"] if crossed or place % 2 == 0 else ():
            for row in paragraph["qas"]:
                asked, gold = read_question(row["question"]), row["answers"][0]
                pool = make_pool(asked, [(Article(id="k", title="", body=paragraph["context"]), 1.0)])
                at = gold["answer_start"]
                right = np.array([s.start <= at < s.end for s in pool.sentences], float)
                cases.append(Case(features(asked, pool), right, 1.0, place, True))
                pool = make_pool(asked, index.candidates(row["question"], ARTICLES))
                right = np.array([gold["text"] in s.text for s in pool.sentences], float)
                cases.append(Case(features(asked, pool), right, AMONG_ALL, place))
    return cases


def news_cases(index: Index, judge: Judge) -> list[Case]:
    """Our own needs, in both forms."""
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
    for row, ids in zip(needs, accepted, strict=True):
        gold = [bare(words) for words in answers[row["article_id"]]]
        for question in (row["question"], row["sloppy"]):
            if not question:
                continue
            asked = read_question(question)
            pool = make_pool(asked, index.candidates(question, ARTICLES), len(index))
            right = np.array(
                [
                    s.article.id in ids and any(words in bare(s.text) for words in gold)
                    for s in pool.sentences
                ],
                float,
            )
            if right.any():
                cases.append(Case(features(asked, pool), right, 1.0))
    return cases


def learn_weights(cases: Sequence[Case]) -> Floats:
    """Those of all columns, on their own scale; those of KEPT stay as they are."""
    cases = [case for case in cases if case.right.any()]
    scale = np.concatenate([case.table for case in cases]).std(0) + 1e-3
    learned: Floats = learn_listwise(
        [case.table / scale for case in cases],
        [case.right for case in cases],
        DESCENT,
        counts=np.array([case.weight for case in cases]),
        start=np.array([WEIGHTS[name] if name in KEPT else 0.0 for name in FEATURES]) * scale,
        learns=np.array([name not in KEPT for name in FEATURES], float),
    )
    return learned / scale


def crossed_figures(cases: Sequence[Case], own: Sequence[Case]) -> tuple[float, float]:
    """The share of questions answered first, paragraph given and among all, by what other articles taught."""
    right: tuple[list[bool], list[bool]] = ([], [])
    for fold in range(FOLDS):
        weights = learn_weights([*(c for c in cases if c.place // 2 % FOLDS != fold), *own])
        for case in cases:
            if case.place // 2 % FOLDS == fold:
                first = len(case.right) > 0 and case.right[int(np.argmax(case.table @ weights))] > 0
                right[0 if case.given else 1].append(bool(first))
    return float(np.mean(right[0])), float(np.mean(right[1]))


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.learn_answers", description=__doc__)
    parser.add_argument("--data", help="folder with the parts that bench.data names")
    parser.add_argument("--crossed", action="store_true", help="cross-validate over all of KorQuAD, too")
    wanted = parser.parse_args(arguments)
    data = data_folder(wanted.data)
    news = news_folder(data) if data else None
    korquad = data / "korquad-1.0-dev.json" if data else None
    if news is None or korquad is None or not korquad.is_file():
        print(
            "Needs articles and KorQuAD: --data or SOSIK_BENCH_DATA, see bench/data.py. Nothing was learned."
        )
        return 0
    articles = list(read_spool(spooled(news)))
    index = Index(articles)
    own = news_cases(index, Judge(articles))
    cases = korquad_cases(korquad, wanted.crossed)
    weights = learn_weights([*(case for case in cases if case.place % 2 == 0), *own])
    for name, weight in zip(FEATURES, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')
    if wanted.crossed:
        given, among_all = crossed_figures(cases, own)
        print(f"KorQuAD, cross-validated: paragraph given {given:.4f}, end to end {among_all:.4f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
