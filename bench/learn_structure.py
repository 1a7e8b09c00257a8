"""Learn SUPPORT, CONFIDENCE and CERTAINTY of `bot.answers.model` and the table of `bot.answers.crosses`.

`python -m bench.learn_structure --data FOLDER` prints the weights and writes the table. From 1,429 needs and near
misses of our own over the news (`bench/needs_news.jsonl`, `needs_later.jsonl`, `needs_fresh1.jsonl`,
`needs_fresh2.jsonl`), 15,446 more (`needs_many.jsonl`), our own sixty in both forms, the unanswerable questions, and
the needs to tune on (`needs-tune.jsonl` in the folder). Needs of a speaker, a story, a list of articles or the holder
of an office are left out: they have routes of their own. The confidence is learned from three sizes of index at once,
since what is rare in a folder of forty articles is not what is rare in one of ten thousand. Printed first is what
holds of it where the article asked about took no part in learning (five folds by article). Takes a quarter of an hour.
"""

from __future__ import annotations

import argparse
import json
import random
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bench.answers import OWN_ANSWERS, OWN_NEEDS, UNANSWERABLE, bare
from bench.data import data_folder, news_folder, read_spool, spooled
from bench.learn_crosses import Choice, learn_table, write_table
from bench.listwise import Floats, learn_listwise
from bot.answers import model
from bot.answers.answer import ARTICLES
from bot.answers.certainty import CERTAINTY, certainty_features
from bot.answers.colloquial import standard
from bot.answers.confidence import CONFIDENCE, confidence_features
from bot.answers.crosses import LIKELY, Table, asked_words, crosses, said_words, with_crosses
from bot.answers.features import Pool, features, make_pool
from bot.answers.frame import read_frame
from bot.answers.model import FEATURES, SUPPORT, WEIGHTS
from bot.answers.question import read_question
from bot.answers.reply import Request
from bot.answers.service import as_meant
from bot.answers.support import STRUCTURE, Support, find_support
from bot.articles.article import Article
from bot.index.index import Index

MANY = Path(__file__).parent / "needs_many.jsonl"
NEEDS = [Path(__file__).parent / f"needs_{name}.jsonl" for name in ("news", "later", "fresh1", "fresh2")]
ROUTED = frozenset({"said", "overview", "metadata", "holder"})
ABOUT_IT = 0.35  # of the question around a sentence of another article, from which it may be the same event
STEP = 0.05
MOST = 24  # of the likeliest sentences of a case, by which SUPPORT is learned
FOLDS = 5
GROUPS = (12, 100)  # needs whose articles make a small index, with twice as many others
STRAY = 6  # one in so many of a small index is asked about articles that it has not
WRONGLY = 0.08  # of the needs with an answer: what the bias refuses of them
# Which way each column of CONFIDENCE may point, 0 either: what is missing never speaks for an answer.
SIGNS = np.array([-1, 1, 1, -1, -1, -1, -1, 1, -1, -1, -1, -1, 0, -1, 1, *[-1] * 13])


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; its answers, none where nothing answers it; the articles that are known to, or that are near."""

    text: str
    answers: tuple[str, ...]
    ids: tuple[str, ...]

    @property
    def fold(self) -> int:
        """In which of FOLDS it is: what is asked about one article is in one."""
        return zlib.crc32((self.ids[0] if self.ids else self.text).encode()) % FOLDS


@dataclass(frozen=True, slots=True)
class Case:
    """The sentences that one question has to choose from, and which of them are right."""

    asked: Asked
    pool: Pool
    support: Support
    right: Floats


def read_needs(path: Path) -> Iterator[Asked]:
    """The needs and near misses of *path* that an answer is for."""
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        if row["expect"] in ("answer", "refuse") and row["kind"] not in ROUTED:
            ids = (row.get("near") or row.get("article_id", ""), *row.get("also", ()))
            yield Asked(row["text"], tuple(row.get("answer", ())), ids)


def read_asked(needs: Path) -> Iterator[Asked]:
    """The needs to tune on, if they are there; our own; and what nothing answers."""
    for path in filter(Path.is_file, (needs, *NEEDS)):
        yield from read_needs(path)
    answers = {
        row["article_id"]: tuple(row["answers"])
        for row in map(json.loads, OWN_ANSWERS.read_text(encoding="utf-8").splitlines())
    }
    for row in map(json.loads, OWN_NEEDS.read_text(encoding="utf-8").splitlines()):
        for text in filter(None, (row["question"], row["sloppy"])):
            if row["article_id"] in answers:
                ids = (row["article_id"], *row["relevant"])
                yield Asked(text, answers[row["article_id"]], ids)
    for line in UNANSWERABLE.read_text(encoding="utf-8").splitlines():
        yield Asked(json.loads(line)["question"], (), ())


def look(index: Index, asked: Asked) -> Case | None:
    """What the answer to *asked* is chosen from."""
    text = as_meant(index, Request(asked.text)).text
    frame, question = read_frame(text), read_question(standard(text))
    found = index.candidates(frame.text, ARTICLES)
    if not found or not question.stems or not frame.units:
        return None
    pool = make_pool(question, found, len(index))
    if not pool.sentences:
        return None
    base = features(question, pool) @ np.array([WEIGHTS[name] for name in FEATURES])
    rarity = index.rarity([unit.root or unit.others[0] for unit in frame.units])
    support = find_support(frame, question, pool, base, rarity)
    around = support.table[:, STRUCTURE.index("around")]
    wanted = [bare(words) for words in asked.answers]
    held = [any(words in bare(s.text) for words in wanted) for s in pool.sentences]
    known = [s.article.id in asked.ids for s in pool.sentences]
    right = np.array(held, bool) & (np.array(known, bool) | (around > ABOUT_IT))
    return Case(asked, pool, support, right.astype(float))


def look_in_small(articles: Sequence[Article], asked: Sequence[Asked], size: int) -> Iterator[Case]:
    """The same in indexes of the articles of *size* questions and twice as many others, and some questions in vain."""
    rng, known = random.Random(size), {article.id: article for article in articles}
    order = list(asked)
    rng.shuffle(order)
    for at in range(0, len(order), size):
        group = order[at : at + size]
        named = [known[one] for asked in group for one in asked.ids[:2] if one in known]
        some = {article.id: article for article in (*named, *rng.sample(list(articles), 2 * size))}
        index = Index(list(some.values()))
        strays = [
            replace(one, answers=(), ids=())
            for one in rng.sample(order, -(-len(group) // STRAY))
            if not any(id in some for id in one.ids)
        ]
        yield from filter(None, (look(index, one) for one in (*group, *strays)))


def learn_support(cases: Sequence[Case]) -> Floats:
    """The weights of STRUCTURE, by the likeliest sentences of the cases that have a right one among them."""
    standing = np.array([SUPPORT[name] for name in STRUCTURE])
    likely = [np.argsort(-(case.support.table @ standing), kind="stable")[:MOST] for case in cases]
    found = [(case.support.table[k], case.right[k]) for case, k in zip(cases, likely, strict=True)]
    found = [(table, right) for table, right in found if right.any()]
    return learn_listwise([table for table, _ in found], [right for _, right in found], STEP)


def learn_crosses(cases: Sequence[Case], weights: Floats) -> Table:
    """The table of pairs, on top of *weights* of STRUCTURE."""
    return learn_table([as_choice(case, weights) for case in cases if case.right.any()])


def as_choice(case: Case, weights: Floats) -> Choice:
    """The sentences of *case* that are likeliest by *weights*."""
    worth = case.support.table @ weights
    likely = np.argsort(-worth, kind="stable")[:LIKELY]
    asked = asked_words(case.support.frame)
    pairs = [crosses(asked, said_words(case.pool.sentences[k].plain)) for k in likely]
    return Choice(pairs, worth[likely], case.right[likely])


def worth_of(case: Case, weights: Floats, table: Table) -> Floats:
    """What each sentence of *case* is worth."""
    said = [sentence.plain for sentence in case.pool.sentences]
    return with_crosses(case.support.table @ weights, case.support.frame, said, table)


def learn_confidence(table: Floats, answered: Floats) -> tuple[Floats, float]:
    """A logistic regression whose weights keep to SIGNS; both outcomes count alike."""
    counts = np.where(answered == 1, 0.5 / answered.mean(), 0.5 / (1.0 - answered.mean()))
    mean, scale = table.mean(0), table.std(0) + 1e-6
    scaled = (table - mean) / scale
    weights, bias = np.zeros(table.shape[1]), 0.0
    for _ in range(3000):
        off = (1.0 / (1.0 + np.exp(-(scaled @ weights + bias))) - answered) * counts
        weights -= 0.5 * (scaled.T @ off / len(answered) + 0.005 * weights)
        weights = np.where(weights * SIGNS < 0, 0.0, weights)
        bias -= 0.5 * float(off.mean())
    learned: Floats = weights / scale
    return learned, bias - float(learned @ mean)


def confidence_table(cases: Sequence[Case], worth: Sequence[Floats]) -> Floats:
    """The columns of CONFIDENCE of the best sentence of each case."""
    return np.array(
        [
            confidence_features(case.support, case.pool, int(np.argmax(one)))
            for case, one in zip(cases, worth, strict=True)
        ]
    )


def learn_certainty(table: Floats, right: Floats) -> tuple[Floats, float]:
    """A plain logistic regression of whether the first sentence is right."""
    mean, scale = table.mean(0), table.std(0) + 1e-6
    scaled = (table - mean) / scale
    weights, bias = np.zeros(table.shape[1]), 0.0
    for _ in range(3000):
        off = 1.0 / (1.0 + np.exp(-(scaled @ weights + bias))) - right
        weights -= 0.5 * (scaled.T @ off / len(right) + 0.01 * weights)
        bias -= 0.5 * float(off.mean())
    learned: Floats = weights / scale
    return learned, bias - float(learned @ mean)


def crossed(cases: Sequence[Case], small: Sequence[Case]) -> tuple[Floats, Floats, Sequence[Floats]]:
    """What the other folds teach of each case.

    For each that is answered the columns of CERTAINTY of its first sentence, and whether that is right; for all of them
    what each sentence is worth.
    """
    logits, right = np.zeros(len(cases)), np.zeros(len(cases))
    third, worth = np.zeros(len(cases)), [np.zeros(0)] * len(cases)
    for fold in range(FOLDS):
        taught = [case for case in cases if case.asked.fold != fold]
        weights = learn_support(taught)
        table = learn_crosses(taught, weights)
        others = [*taught, *(case for case in small if case.asked.fold != fold)]
        answered = np.array([float(bool(case.asked.answers)) for case in others])
        told = confidence_table(others, [worth_of(case, weights, table) for case in others])
        learned, bias = learn_confidence(told, answered)
        for k, case in enumerate(cases):
            if case.asked.fold == fold:
                worth[k] = worth_of(case, weights, table)
                order = np.argsort(-worth[k], kind="stable")
                logits[k] = float((confidence_table([case], [worth[k]]) @ learned)[0]) + bias
                right[k], third[k] = case.right[order[0]], case.right[order[:3]].max()
    answered = np.array([bool(case.asked.answers) for case in cases])
    bound = float(np.quantile(logits[answered], WRONGLY))
    print(f"# first {right[answered].mean():.3f}, of the best three {third[answered].mean():.3f};")
    near = ~answered & np.array([bool(case.asked.ids) for case in cases])
    print(f"# at {WRONGLY:.2f} wrongly refused {(logits[near] < bound).mean():.3f} of near misses")
    kept = np.flatnonzero(logits >= bound)
    columns = [
        certainty_features(cases[k].support, worth[k], logits[k] - bound, int(np.argmax(worth[k])))
        for k in kept.tolist()
    ]
    return np.array(columns), right[kept], worth


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.learn_structure", description=__doc__)
    parser.add_argument("--data", help="folder with the parts that bench.data names")
    data = data_folder(parser.parse_args(arguments).data)
    news = news_folder(data) if data else None
    if data is None or news is None:
        print("Needs articles: --data or SOSIK_BENCH_DATA. Nothing was learned.")
        return 0
    articles = list(read_spool(spooled(news)))
    index, asked = Index(articles), list(read_asked(data / "needs-tune.jsonl"))
    ours = [case for one in asked if (case := look(index, one)) is not None]
    cases = [*ours, *(case for one in read_needs(MANY) if (case := look(index, one)) is not None)]
    small = [case for size in GROUPS for case in look_in_small(articles, asked, size)]
    sure, right, worth = crossed(cases, small)
    weights = learn_support(cases)
    table = learn_crosses(cases, weights)
    print(f"# {len(table.keys)} pairs in {write_table(table)} bytes")
    for name, weight in zip(STRUCTURE, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')
    everywhere = [*cases, *small]
    answered = np.array([float(bool(case.asked.answers)) for case in everywhere])
    told = confidence_table(everywhere, [*worth, *(worth_of(case, weights, table) for case in small)])
    learned, bias = learn_confidence(told, answered)
    for name, weight in zip(CONFIDENCE, learned, strict=True):
        print(f'    "{name}": {weight:.2f},')
    standing = np.array([model.CONFIDENCE[name] for name in CONFIDENCE])
    here = told[: len(ours)][answered[: len(ours)] == 1]
    for of, confidence in (("learned", learned), ("that stand", standing)):
        bounds = ", ".join(f"{-float(np.quantile(here @ confidence, q)):.2f}" for q in (0.04, 0.06, WRONGLY))
        print(
            f"# of those {of}: CONFIDENCE_BIAS {bounds} refuse .04, .06, {WRONGLY:.2f} wrongly; {bias:.2f} learned"
        )
    learned, bias = learn_certainty(sure, right)
    for name, weight in zip(CERTAINTY, learned, strict=True):
        print(f'    "{name}": {weight:.2f},')
    print(f"CERTAINTY_BIAS = {bias:.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
