"""What the cut of weak matches costs and spares: right articles lost, and hits left for queries that mean nothing.

    python -m bench.tail --data FOLDER

Real queries are those of the exam, judged ones in four forms and known items with a fault each; one is lost where its
article is among the first hundred and not before the cut. Made-up ones are syllables of titles put together at random.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from statistics import fmean, median
from typing import Any

from bench import results
from bench.data import data_folder, news_folder, read_spool, spooled
from bench.exam import Question, news_exam
from bot.articles.article import Article
from bot.errors import QueryError
from bot.index.index import Index
from bot.search.engine import DEPTH, STRONG, cut_tail
from bot.search.query import parse_query

CUTS = (0.25, 0.45, 0.55, 0.6, STRONG, 0.7, 0.8)
MADE_UP = 100
ITEMS = 150  # known items, of each fault
LENGTHS = (2, 3, 3, 4)  # syllables of a made-up word
SEED = 5


def made_up(articles: Sequence[Article], count: int = MADE_UP) -> list[str]:
    """Queries of one to three words that nobody wrote."""
    chance = random.Random(SEED)
    syllables = [char for one in articles for char in one.title if "가" <= char <= "힣"]

    def word() -> str:
        return "".join(chance.choice(syllables) for _ in range(chance.choice(LENGTHS)))

    return [" ".join(word() for _ in range(1 + number % 3)) for number in range(count)]


def ranked(index: Index, text: str) -> list[tuple[str, float]]:
    """Ids and scores of the first hundred, uncut."""
    now, words = index.snapshot()
    try:
        query = parse_query(text, words)
    except QueryError:
        return []
    if not len(query.terms):
        return []
    found = now.rank(query.terms, query.weights * now.idf(query.terms), DEPTH)
    return list(zip(now.ids([place for place, _ in found]), [score for _, score in found], strict=True))


def kept(scored: Sequence[tuple[str, float]], share: float) -> int:
    """How many a cut at *share* leaves."""
    return len(cut_tail([((0, at), score) for at, (_, score) in enumerate(scored)], share))


def measure(index: Index, exam: Sequence[Question], junk: Sequence[str]) -> dict[str, Any]:
    """By cut, and what is loose."""
    real = [(set(one.accepted), ranked(index, one.text)) for one in exam]
    places = [
        (at, scored)
        for accepted, scored in real
        if (at := next((n for n, (id_, _) in enumerate(scored) if id_ in accepted), None)) is not None
    ]
    nothing = [ranked(index, text) for text in junk]
    cuts = {}
    for share in CUTS:
        left = [kept(scored, share) for scored in nothing]
        cuts[f"{share:.2f}"] = {
            "lost": sum(at >= kept(scored, share) for at, scored in places),
            "of": len(places),
            "made_up_mean": round(fmean(left), 1),
            "made_up_median": median(left),
        }
    return {
        "articles": len(index),
        "cuts": cuts,
        "loose": {"real": _loose(index, [one.text for one in exam]), "made_up": _loose(index, junk)},
    }


def _loose(index: Index, texts: Sequence[str]) -> dict[str, float]:
    found = []
    for text in texts:
        try:
            found.append(index.search(text, 5))
        except QueryError:
            continue
    shown = [one.total for one in found]
    return {"of": len(found), "loose": sum(one.loose for one in found), "shown_median": median(shown)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(prog="python -m bench.tail")
    parser.add_argument("--data", help="folder of the data; else SOSIK_BENCH_DATA")
    wanted = parser.parse_args(arguments)
    data = data_folder(wanted.data)
    news = news_folder(data) if data else None
    if data is None or news is None:
        print("No data: name its folder with --data or SOSIK_BENCH_DATA. Nothing was measured.")
        return 0
    spool = spooled(news)
    index = Index(read_spool(spool))
    index.warm_up()
    record = measure(index, news_exam(spool, data, ("judged", "known"), ITEMS), made_up(index.latest(3_000)))
    for share, row in record["cuts"].items():
        print(share, row)
    print(record["loose"])
    results.store({"sosik": {"tail": record}}, "python -m bench.tail")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
