"""The questions that every contender is asked, with the answers that count, worked out once for all of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.data import FORMS, OWN_NEEDS, Need, read_korquad, read_needs, read_spool
from bench.faults import FAULTS, faulty, known_items
from bench.judge import Judge
from bot.articles.article import Article

DEPTH = 10  # results asked for
KNOWN_ITEMS = 400


@dataclass(frozen=True, slots=True)
class Question:
    """group: which line and column of the table it counts for, as "part/set/kind".

    accepted: ids of the articles that satisfy it, first that which it was written from.
    """

    group: str
    text: str
    accepted: tuple[str, ...]


def judged_exam(judge: Judge, needs: Sequence[Need]) -> list[Question]:
    """Each need in each of its forms, grouped by split."""
    return [
        Question(
            f"judged/{need.split}/{form}",
            need.forms[form],
            (need.article_id, *sorted(accepted - {need.article_id})),
        )
        for need, accepted in zip(needs, judge.accepted(needs), strict=True)
        for form in FORMS
        if need.forms[form]
    ]


def known_exam(judge: Judge, articles: Sequence[Article], count: int = KNOWN_ITEMS) -> list[Question]:
    """Words of a title with each fault in turn; a near-identical title counts as found."""
    items = known_items(articles, count)
    accepted = judge.same_title(id_ for id_, _ in items)
    return [
        Question(f"known/all/{kind}", text, (id_, *sorted(accepted[id_] - {id_})))
        for kind in FAULTS
        for id_, text in faulty(items, kind)
    ]


def news_exam(spool: Path, data: Path, parts: Iterable[str], count: int = KNOWN_ITEMS) -> list[Question]:
    """The judged and known parts over the articles of *spool*."""
    articles = list(read_spool(spool))
    judge = Judge(articles)
    exam: list[Question] = []
    if "judged" in parts:
        needs = read_needs(OWN_NEEDS)
        if (data / "questions.jsonl").is_file():
            needs += read_needs(data / "questions.jsonl")
        exam += judged_exam(judge, [need for need in needs if need.article_id in judge.places])
    if "known" in parts:
        exam += known_exam(judge, articles, count)
    return exam


def korquad_exam(path: Path, every: int = 1) -> tuple[list[Article], list[Question]]:
    """KorQuAD's paragraphs and every *every*-th question about them."""
    paragraphs, questions = read_korquad(path)
    return paragraphs, [Question("korquad/dev/all", text, (id_,)) for text, id_ in questions[::every]]


def speed_exam(exam: Sequence[Question], per_group: int = 40) -> list[Question]:
    """A mixture for timing: as many of every form and every fault."""
    groups: dict[str, list[Question]] = {}
    for question in exam:
        groups.setdefault(question.group, []).append(question)
    return [question for group in groups.values() for question in group[:per_group]]


def write_exam(path: Path, exam: Sequence[Question]) -> None:
    """*exam* as JSON, for the contenders' processes."""
    path.write_text(json.dumps([asdict(question) for question in exam], ensure_ascii=False), encoding="utf-8")


def read_exam(path: Path) -> list[Question]:
    """What `write_exam` wrote."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [Question(row["group"], row["text"], tuple(row["accepted"])) for row in rows]
