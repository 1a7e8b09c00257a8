"""Quotes and answers against what was judged: `python -m bench.answers --data FOLDER`.

The folder comes from --data or SOSIK_BENCH_DATA, as in `bench.data`; its parts can be named one by one with --news,
--questions, --korquad and --needs. What is not there is left out with a notice. Times are CPU times of one thread, so
that other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import rapidfuzz

from bench.data import ROOT, Need, data_folder, news_folder, read_articles, read_korquad
from bench.faults import FAULTS, Fault, all_english_layout, few_spaces
from bench.judge import Judge
from bench.needs import Tally, judge
from bench.table import figure, rows
from bot.answers.answer import find_answer
from bot.answers.features import make_pool, scores
from bot.answers.question import read_question
from bot.articles.article import Article
from bot.index.index import Index
from bot.quotes.finder import find_quotes

HERE = Path(__file__).parent
UNANSWERABLE = HERE / "unanswerable.jsonl"
OWN_NEEDS = ROOT / "tests" / "relevance" / "needs.jsonl"
OWN_ANSWERS = HERE / "needs_answers.jsonl"
# Files of needs of every kind, see bench/needs.py; of those that are held out no row is ever printed.
NEEDS = {"needs-tune.jsonl": "tuned on", "needs.jsonl": "held out"}
LATER = HERE / "needs_later.jsonl"  # of our own, asked as thumbs type
THUMBS: dict[str, Fault] = {name: FAULTS[name] for name in ("clean", "typo", "particle", "no spaces")} | {
    "few spaces": few_spaces,
    "English layout": all_english_layout,
}
RESULTS = HERE / "results" / "answers.md"
OVERLAP = 0.8  # of intersection over union, from which a span is the right one
TARGETS = {
    "misquote: article that has the quote": 0.93,
    "misquote: span IoU > 0.8": 0.90,
    "speaker right, of attributed": 0.95,
    "speaker attributed at all": 0.80,
    "KorQuAD, sentence of the given paragraph": 0.88,
    "KorQuAD, first sentence, end to end": 0.86,
    "question, first sentence": 0.60,
    "question, whole reply": 0.80,
    "answerable wrongly refused": 0.10,
    "unanswerable said to be so": 0.80,
    "quote, p95 ms": 25.0,
    "answer, p95 ms": 25.0,
}


@dataclass(slots=True)
class Figures:
    """Shares by name: a list of 0 and 1; and milliseconds by name."""

    shares: dict[str, list[bool]] = field(default_factory=dict)
    times: dict[str, list[float]] = field(default_factory=dict)

    def note(self, name: str, right: bool) -> None:
        """Count one case."""
        self.shares.setdefault(name, []).append(right)

    def timed(self, name: str, started: float) -> None:
        """Note the CPU time since *started*."""
        self.times.setdefault(name, []).append((time.thread_time() - started) * 1000.0)


def bare(text: str) -> str:
    """*text* without spaces: papers space differently."""
    return re.sub(r"\s+", "", text)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Intersection over union of two spans."""
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return shared / (max(one[1], other[1]) - min(one[0], other[0]))


def judge_quotes(index: Index, given: Sequence[dict[str, Any]], figures: Figures) -> None:
    """The misquotations of the judged needs."""
    for row in given:
        if not row.get("quote") or not row.get("misquote"):
            continue
        started = time.thread_time()
        found = find_quotes(index, row["misquote"], 5)
        figures.timed("quote", started)
        first = found[0] if found else None
        has = first is not None and (
            first.article.id == row["article_id"] or bare(row["quote"]) in bare(first.article.body)
        )
        figures.note("misquote: article that has the quote", has)
        at = first.article.body.find(row["quote"]) if first is not None and has else -1
        right = first is not None and at >= 0
        figures.note(
            "misquote: span IoU > 0.8",
            right
            and first is not None
            and overlap((first.start, first.end), (at, at + len(row["quote"]))) > OVERLAP,
        )
        if row.get("speaker") and first is not None and has:
            figures.note("speaker attributed at all", first.speaker is not None)
            if first.speaker is not None:
                figures.note("speaker right, of attributed", same_person(first.speaker, row["speaker"]))


def same_person(found: str, gold: str) -> bool:
    """Whether two ways of naming a speaker are one: 해럴드 로저스 and 로저스, 업체 관계자 and 관계자."""
    return bare(found) in bare(gold) or bare(gold) in bare(found)


def judge_answers(
    index: Index,
    questions: Sequence[tuple[str, list[str], frozenset[str]]],
    name: str,
    figures: Figures,
    misses: bool,
) -> None:
    """Questions over the news: (question, gold answers, accepted articles)."""
    for question, gold, _ in questions:
        started = time.thread_time()
        answer = find_answer(index, question)
        figures.timed("answer", started)
        figures.note(f"{name}wrongly refused" if name else "answerable wrongly refused", answer is None)
        held = [
            any(bare(words) in bare(quote.text) for words in gold)
            for quote in (answer.quotes if answer else ())
        ]
        figures.note(f"{name}question, first sentence", bool(held) and held[0])
        figures.note(f"{name}question, whole reply", any(held))
        if misses and not (held and held[0]):
            print(f"  {question} [{gold[0]}]: {answer.quotes[0].text if answer else 'refused'}")


def judge_unanswerable(index: Index, figures: Figures, misses: bool) -> None:
    """Forty questions about things that no article tells."""
    for line in UNANSWERABLE.read_text(encoding="utf-8").splitlines():
        question = json.loads(line)["question"]
        answer = find_answer(index, question)
        figures.note("unanswerable said to be so", answer is None)
        if misses and answer is not None:
            print(f"  {question}: {answer.confidence:.2f} {answer.quotes[0].text}")


def judge_korquad(path: Path, every: int, figures: Figures) -> None:
    """The sentence that holds the gold answer, its paragraph given and among all paragraphs.

    Only the articles at odd places: from the others the weights were learned.
    """
    paragraphs, _ = read_korquad(path)
    by_text = {article.body: article for article in paragraphs}
    index = Index(paragraphs)
    number = 0
    for article in json.loads(path.read_text(encoding="utf-8"))["data"][1::2]:
        for paragraph in article["paragraphs"]:
            for row in paragraph["qas"]:
                number += 1
                if number % every == 0:
                    gold = row["answers"][0]
                    _judge_paragraph(index, by_text[paragraph["context"]], row["question"], gold, figures)


def _judge_paragraph(
    index: Index, article: Article, question: str, gold: dict[str, Any], figures: Figures
) -> None:
    asked = read_question(question)
    pool = make_pool(asked, [(article, 1.0)])
    best = pool.sentences[int(np.argmax(scores(asked, pool)))] if pool.sentences else None
    figures.note(
        "KorQuAD, sentence of the given paragraph",
        best is not None and best.start <= gold["answer_start"] < best.end,
    )
    found = index.candidates(question, 6)
    pool = make_pool(asked, found)
    best = pool.sentences[int(np.argmax(scores(asked, pool)))] if pool.sentences else None
    figures.note("KorQuAD, first sentence, end to end", best is not None and gold["text"] in best.text)


def given_questions(
    given: Sequence[dict[str, Any]], judge: Judge, form: str
) -> list[tuple[str, list[str], frozenset[str]]]:
    """The questions that came with the data."""
    needs = [Need(row["article_id"], {}, row.get("evidence", "")) for row in given]
    accepted = judge.accepted(needs)
    return [
        (row[form], [row["answer"]], ids) for row, ids in zip(given, accepted, strict=True) if row.get(form)
    ]


def own_questions(judge: Judge) -> list[tuple[str, list[str], frozenset[str]]]:
    """Our own needs, with the answers noted beside them; the weights were learned from them."""
    answers = {
        row["article_id"]: row["answers"]
        for row in map(json.loads, OWN_ANSWERS.read_text(encoding="utf-8").splitlines())
    }
    needs = [
        row
        for row in map(json.loads, OWN_NEEDS.read_text(encoding="utf-8").splitlines())
        if row["article_id"] in answers and row["article_id"] in judge.places
    ]
    return [(row["question"], answers[row["article_id"]], frozenset({row["article_id"]})) for row in needs]


def table(figures: Figures, command: str) -> str:
    """The figures as Markdown, with machine, versions and date."""
    lines = [
        [
            name,
            figure(float(np.mean(right))),
            str(len(right)),
            figure(TARGETS[name]) if name in TARGETS else "",
        ]
        for name, right in figures.shares.items()
    ]
    for name, spent in figures.times.items():
        label = f"{name}, p95 ms"
        lines.append(
            [label, f"{np.percentile(spent, 95):.1f}", str(len(spent)), f"{TARGETS.get(label, 0):.0f}"]
        )
    stamp = (
        f"Measured on {platform.machine()}, Python {platform.python_version()}, numpy {np.__version__}, "
        f"rapidfuzz {rapidfuzz.__version__}, {datetime.now(UTC):%Y-%m-%d}: `{command}`"
    )
    head = rows(["", "figure", "cases", "target"], lines)
    return "\n".join(["# Quotes and answers: figures", "", *head, stamp, ""])


def needs_tables(tallies: dict[str, Tally]) -> str:
    """Needs of every kind, a column a file; and how far confidence is a chance, all files together."""
    names = list(tallies)
    shares = {name: list(tally.shares()) for name, tally in tallies.items()}
    lines = [
        [shares[names[0]][k][0], *(f"{figure(shares[name][k][1])} ({shares[name][k][2]})" for name in names)]
        for k in range(len(shares[names[0]]))
    ]
    lines.append(
        [
            "answer, p95 ms",
            *(f"{np.percentile(tally.ms, 95):.1f} ({len(tally.ms)})" for tally in tallies.values()),
        ]
    )
    every = Tally(sure=[one for tally in tallies.values() for one in tally.sure])
    bins = [
        [which, figure(mean), figure(right), str(cases)] for which, mean, right, cases in every.reliability()
    ]
    return "\n".join(
        [
            "## Needs of every kind: share (cases)", "", *rows(["", *names], lines),
            "## Confidence, in tenths, against what was right", "",
            *rows(["confidence", "mean", "right", "cases"], bins),
        ]
    )  # fmt: skip


def thumbs_table(index: Index) -> str:
    """Our own later needs (the weights of refusing were learned from them), each with one fault of typing."""
    lines = []
    for name, fault in THUMBS.items():
        tally = judge(index, LATER, typed=lambda text, fault=fault: fault(text, Random(text)))  # type: ignore[misc]
        shares = [share for _, share, _ in tally.shares()][:4]
        lines.append([name, *map(figure, shares)])
    head = ["typed", "first sentence", "whole reply", "wrongly refused", "near misses refused"]
    return "\n".join(["## The same questions as thumbs type them", "", *rows(head, lines)])


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.answers", description=__doc__)
    parser.add_argument("--data", help="folder with all parts")
    parser.add_argument("--news", type=Path, help="folder of article files")
    parser.add_argument("--questions", type=Path, help="judged needs, one JSON object a line")
    parser.add_argument("--korquad", type=Path, help="KorQuAD 1.0 dev")
    parser.add_argument("--needs", type=Path, action="append", default=[], help="another file of needs")
    parser.add_argument("--every", type=int, default=1, help="only every n-th question of KorQuAD")
    parser.add_argument("--misses", action="store_true", help="print what went wrong")
    parser.add_argument("--quick", action="store_true", help="a look: few questions, nothing is written")
    return parser.parse_args(arguments)


def measure_news(
    wanted: argparse.Namespace, news: Path, data: Path | None, figures: Figures
) -> tuple[dict[str, Tally], str]:
    """Everything about the news; what is not there is left out with a notice. Returns: needs by file, a table."""
    articles = list(read_articles(news))  # a spool has no authors, by whom needs ask
    index = Index(articles)
    judged = Judge(articles)
    questions = wanted.questions or (data / "questions.jsonl" if data else None)
    if questions is None or not questions.is_file():
        print("questions: no questions.jsonl, left out")
    else:
        lines = questions.read_text(encoding="utf-8").splitlines()
        given = [json.loads(line) for line in lines if line.strip()]
        judge_quotes(index, given, figures)
        judge_answers(index, given_questions(given, judged, "question"), "", figures, wanted.misses)
        judge_answers(index, given_questions(given, judged, "sloppy"), "sloppy ", figures, False)
    judge_answers(index, own_questions(judged), "our own (learned from): ", figures, wanted.misses)
    judge_unanswerable(index, figures, wanted.misses)
    files = {name: data / file for file, name in NEEDS.items()} if data is not None else {}
    tallies = {}
    for name, path in (files | {path.stem: path for path in wanted.needs}).items():
        if path.is_file():
            tallies[name] = judge(index, path, print if wanted.misses and name == "tuned on" else None)
        else:
            print(f"needs, {name}: no {path.name}, left out")
    return tallies, "" if wanted.quick else thumbs_table(index)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write."""
    wanted = options(arguments)
    data = data_folder(wanted.data)
    news = wanted.news or (news_folder(data) if data else None)
    korquad = wanted.korquad or (data / "korquad-1.0-dev.json" if data else None)
    figures = Figures()
    tallies: dict[str, Tally] = {}
    thumbs = ""
    if news is None:
        print("news: no articles, left out (--data or SOSIK_BENCH_DATA, see bench/data.py)")
    else:
        tallies, thumbs = measure_news(wanted, news, data, figures)
    if korquad is None or not korquad.is_file():
        print("korquad: no korquad-1.0-dev.json, left out")
    else:
        judge_korquad(korquad, 40 if wanted.quick else wanted.every, figures)
    if not figures.shares:
        print("Nothing was measured.")
        return 0
    text = table(figures, f"python -m bench.answers --every {wanted.every}")
    if tallies:
        text += f"\n{needs_tables(tallies)}\n{thumbs}\n"
    print(text)
    if not wanted.quick:
        RESULTS.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
