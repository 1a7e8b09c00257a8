"""Learn SUPPORT, CONFIDENCE and CERTAINTY of `bot.answers.model` and the table of `bot.answers.crosses`.

`python -m bench.learn_structure --data FOLDER` prints the weights and writes the table. From 1,429 needs and near
misses of our own over the news (`bench/needs_news.jsonl`, `needs_later.jsonl`, `needs_fresh1.jsonl`,
`needs_fresh2.jsonl`), many more (`needs_many.jsonl`), our own sixty in both forms, the unanswerable questions, the
needs to tune on (`needs-tune.jsonl` in the folder), and questions over folders of our own: invented articles
(`folders.jsonl`, `needs_folders.jsonl`) and the bundled ones (`needs_bundled.jsonl`). The confidence is learned from
three sizes of index at once, since what is rare in a folder of forty articles is not what is rare in one of ten
thousand. Printed first is what holds of it where the article asked about took no part in learning (three folds by
article). Takes half an hour of two cores.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context

import numpy as np

from bench.answers import bare
from bench.asked import FOLDS, MANY, Asked, own_folders, read_asked, read_needs
from bench.data import data_folder, news_folder, read_spool, spooled
from bench.learn_crosses import Choice, learn_table, write_table
from bench.listwise import Descent, Floats, learn_listwise
from bot.answers import model
from bot.answers.answer import ARTICLES
from bot.answers.certainty import CERTAINTY, certainty_features
from bot.answers.colloquial import standard
from bot.answers.confidence import CONFIDENCE, confidence_features
from bot.answers.crosses import LIKELY, Hashes, Table, asked_words, crosses, said_words, with_crosses
from bot.answers.features import Pool, features, make_pool
from bot.answers.frame import read_frame
from bot.answers.model import FEATURES, SUPPORT, WEIGHTS
from bot.answers.question import read_question
from bot.answers.reply import Request
from bot.answers.service import as_meant
from bot.answers.support import STRUCTURE, Support, find_support
from bot.articles.article import Article
from bot.index.index import Index

ABOUT_IT = 0.35  # of the question around a sentence of another article, from which it may be the same event
DESCENT = Descent(0.05, 0.01)
MOST = 24  # of the likeliest sentences of a case, by which SUPPORT is learned
GROUPS = (12, 100)  # needs whose articles make a small index, with twice as many others
STRAY = 6  # one in so many of a small index is asked about articles that it has not
WRONGLY = 0.08  # of the needs with an answer: what the bias refuses of them
# Which way each column of CONFIDENCE may point, 0 either: what is missing never speaks for an answer.
SIGNS = np.array([-1, 1, 1, -1, -1, -1, -1, 1, -1, -1, -1, -1, 0, -1, 1, *[-1] * 13])
_STANDING = np.array([SUPPORT[name] for name in STRUCTURE])
_SHARED: list[Index] = []  # the one that forked processes look into


@dataclass(frozen=True, slots=True)
class Case:
    """The sentences that one question has to choose from, and which of them are right."""

    asked: Asked
    pool: Pool
    support: Support
    right: Floats


@dataclass(frozen=True, slots=True)
class Likely:
    """The MOST likeliest sentences of a case that has a right one: no more of so many cases fits into memory."""

    asked: Asked
    table: Floats
    right: Floats
    words: Hashes
    said: Sequence[Hashes]


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


def likely_of(case: Case) -> Likely | None:
    """What SUPPORT and the pairs are learned from; None where nothing right is likely."""
    likely = np.argsort(-(case.support.table @ _STANDING), kind="stable")[:MOST]
    if not case.right[likely].any():
        return None
    said = [_hashes(said_words(case.pool.sentences[k].plain)) for k in likely]
    words = _hashes(asked_words(case.support.frame))
    return Likely(case.asked, case.support.table[likely], case.right[likely], words, said)


def _hashes(words: frozenset[int]) -> Hashes:
    return np.array([*words], np.uint32)


def learn_support(cases: Sequence[Likely]) -> Floats:
    """The weights of STRUCTURE, by which a right sentence is the first of its case."""
    return learn_listwise([case.table for case in cases], [case.right for case in cases], DESCENT)


def learn_crosses(cases: Sequence[Likely], weights: Floats) -> Table:
    """The table of pairs, on top of *weights* of STRUCTURE."""
    return learn_table([as_choice(case, weights) for case in cases])


def as_choice(case: Likely, weights: Floats) -> Choice:
    """The sentences of *case* that are likeliest by *weights*."""
    worth = case.table @ weights
    likely = np.argsort(-worth, kind="stable")[:LIKELY]
    asked = frozenset(case.words.tolist())
    pairs = [crosses(asked, frozenset(case.said[k].tolist())) for k in likely]
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


def crossed(
    likely: Sequence[Likely], cases: Sequence[Case], small: Sequence[Case]
) -> tuple[Floats, Floats, Sequence[Floats]]:
    """What the other folds teach of each case.

    For each of *cases* that is answered the columns of CERTAINTY of its first sentence, and whether that is right; for
    all of them what each sentence is worth.
    """
    logits, right, worth = np.zeros(len(cases)), np.zeros(len(cases)), [np.zeros(0)] * len(cases)
    places: list[int] = []
    for fold in range(FOLDS):
        taught = [one for one in likely if one.asked.fold != fold]
        weights = learn_support(taught)
        table = learn_crosses(taught, weights)
        places += [_place(one, weights, table) for one in likely if one.asked.fold == fold]
        others = [case for case in (*cases, *small) if case.asked.fold != fold]
        answered = np.array([float(bool(case.asked.answers)) for case in others])
        told = confidence_table(others, [worth_of(case, weights, table) for case in others])
        learned, bias = learn_confidence(told, answered)
        for k, case in enumerate(cases):
            if case.asked.fold == fold:
                worth[k] = worth_of(case, weights, table)
                logits[k] = float((confidence_table([case], [worth[k]]) @ learned)[0]) + bias
                right[k] = case.right[int(np.argmax(worth[k]))]
    first, three = np.mean(np.array(places) == 0), np.mean(np.array(places) < 3)
    print(
        f"# of {len(places)} with the answer in the pool: first {first:.3f}, of the best three {three:.3f};"
    )
    answered = np.array([bool(case.asked.answers) for case in cases])
    bound = float(np.quantile(logits[answered], WRONGLY))
    near = ~answered & np.array([bool(case.asked.ids) for case in cases])
    print(f"# at {WRONGLY:.2f} wrongly refused {(logits[near] < bound).mean():.3f} of near misses")
    kept = np.flatnonzero(logits >= bound)
    columns = [
        certainty_features(cases[k].support, worth[k], logits[k] - bound, int(np.argmax(worth[k])))
        for k in kept.tolist()
    ]
    return np.array(columns), right[kept], worth


def _place(case: Likely, weights: Floats, table: Table) -> int:
    """How many sentences of *case* come before the first right one; LIKELY where none of the likeliest is right."""
    choice = as_choice(case, weights)
    order = np.argsort(-(choice.worth + table.worth(choice.pairs)), kind="stable")
    return int(np.argmax(choice.right[order])) if choice.right.any() else LIKELY


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
    index, many = Index(articles), list(read_needs(MANY))
    asked = [*read_asked(data / "needs-tune.jsonl"), *(one for one in many if not one.answers)]
    cases = [case for one in asked if (case := look(index, one)) is not None]
    small = [case for size in GROUPS for case in look_in_small(articles, asked, size)]
    likely = [one for case in cases if (one := likely_of(case)) is not None]
    for found, needs in ((index, many), *((Index(ours), needs) for ours, needs in own_folders())):
        likely += look_at_many(found, [one for one in needs if one.answers])
    sure, right, worth = crossed(likely, cases, small)
    weights = learn_support(likely)
    table = learn_crosses(likely, weights)
    print(f"# {len(table.keys)} pairs in {write_table(table)} bytes")
    print_weights(STRUCTURE, weights)
    everywhere = [*cases, *small]
    answered = np.array([float(bool(case.asked.answers)) for case in everywhere])
    told = confidence_table(everywhere, [*worth, *(worth_of(case, weights, table) for case in small)])
    learned, bias = learn_confidence(told, answered)
    print_weights(CONFIDENCE, learned)
    standing = np.array([model.CONFIDENCE[name] for name in CONFIDENCE])
    here = told[: len(cases)][answered[: len(cases)] == 1]
    for of, confidence in (("learned", learned), ("that stand", standing)):
        bounds = ", ".join(f"{-float(np.quantile(here @ confidence, q)):.2f}" for q in (0.04, 0.06, WRONGLY))
        print(
            f"# of those {of}: CONFIDENCE_BIAS {bounds} refuse .04, .06, {WRONGLY:.2f} wrongly; {bias:.2f} learned"
        )
    learned, bias = learn_certainty(sure, right)
    print_weights(CERTAINTY, learned)
    print(f"CERTAINTY_BIAS = {bias:.2f}")
    return 0


def look_at_many(index: Index, asked: Sequence[Asked]) -> list[Likely]:
    """What is likely for each of *asked* that is answered in *index*; by all cores, which share it."""
    _SHARED[:] = [index]
    with ProcessPoolExecutor(mp_context=get_context("fork")) as cores:
        found = cores.map(_look_in_shared, asked, chunksize=100)
        return [one for one in found if one is not None]


def _look_in_shared(asked: Asked) -> Likely | None:
    case = look(_SHARED[0], asked)
    return None if case is None else likely_of(case)


def print_weights(names: Sequence[str], weights: Floats) -> None:
    """As they stand in `bot.answers.model`."""
    for name, weight in zip(names, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    raise SystemExit(main())
