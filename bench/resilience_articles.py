"""Articles made to take long: what one of them costs a search, a quote, an answer, a digest, in milliseconds.

    python -m bench.resilience_articles

Milliseconds of the processor, the best of three, each anew. No single one is to hold the interpreter for over 50.
"""

from __future__ import annotations

import argparse
import gc
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bot.answers.answer import find_answer
from bot.articles.article import Article
from bot.articles.reader import read_article
from bot.digests.lead import lead
from bot.index.index import Index
from bot.korean.marks import quoted
from bot.korean.sentences import sentences
from bot.quotes.attribution import quotations
from bot.quotes.finder import find_quotes

NOW = datetime(2026, 3, 5, 1, 2, 3, tzinfo=UTC)
HOSTILE = {
    "a table of figures": "요금은 " + " ".join(f"{n * 1234567 % 9999999:,}" for n in range(3_000)),
    "30,000 quotation marks": '"' * 30_000,
    "quotations that never close": "“요금 " * 10_000,
    "one sentence of 30,000 characters": "해솔시의 요금 체계와 노면전차 이야기를 " * 1_400,
    "one word of 30,000 characters": "요금가나다라마바사아자차카타파하" * 1_900,
    "10,000 sentences": "".join(f"요금은 {n}원이다. " for n in range(10_000)),
    "3,000 quotations": "".join(
        f'김수현 대표는 "요금은 {n}원이라고 생각한다"고 했다. ' for n in range(3_000)
    ),
    "stops": "요금.." * 8_000,
    "numbers of a list": "1.1." * 9_000,
    "brackets": "(" * 30_000,
    "glued addresses": "a@b.co" * 5_000,
    "lines": "요금 인상\n" * 10_000,
    "bullets": "▲요금 " * 8_000,
    "English": "The Fare is 1,200 won. " * 1_500,
    "English names": 'Kim Su said "the fare is high," Lee A. Park said. ' * 700,
    "apostrophes": "'요금 " * 8_000,
    "captions": "[요금/가 - 나/다 " * 3_000,
}
QUESTIONS = (
    "요금은 얼마야?",
    "요금은 왜 올랐어?",
    "요금을 누가 정했어?",
    "요금을 어떻게 내?",
    "요금은 언제 올라?",
)
REMEMBERED = ("요금은 얼마라고 생각한다", "김수현: 요금")


def measure(times: int = 3) -> dict[str, Any]:
    """For each hostile article the dearest act and its milliseconds; and the worst of all."""
    found = {
        name: max(_costs(body, times).items(), key=lambda cost: cost[1]) for name, body in HOSTILE.items()
    }
    return {"articles": found, "worst, ms": max(ms for _, ms in found.values())}


def article_of(body: str) -> Article:
    """An article with *body*, as it is read from a file."""
    return read_article(f"# 노면전차 요금\n\n{body}".encode(), "hostile.md", NOW)


def _costs(body: str, times: int) -> dict[str, float]:
    article = article_of(body)
    others = [
        read_article(f"# 다리 {n}호\n\n한빛시가 {n}호 다리를 열었다.".encode(), f"{n}.md", NOW)
        for n in range(40)
    ]
    index = Index()
    index.add([article, *others])
    acts: dict[str, Callable[[], object]] = {
        "indexed": lambda: Index().add([article]),
        "sentences": lambda: sentences(article.body),
        "quotations": lambda: quotations(article),
        "lead": lambda: lead(article),
        "search": lambda: index.search("노면전차 요금", 10),
    }
    acts |= {text: lambda text=text: find_quotes(index, text, 5) for text in REMEMBERED}  # type: ignore[misc]
    acts |= {text: lambda text=text: find_answer(index, text) for text in QUESTIONS}  # type: ignore[misc]
    return {name: min(_ms(act) for _ in range(times)) for name, act in acts.items()}


def _ms(act: Callable[[], object]) -> float:
    for remembering in (sentences, quoted, quotations):
        remembering.cache_clear()
    gc.collect()
    gc.disable()  # what else is in memory, such as that of a test run, is no cost of the article's
    try:
        began = time.process_time()
        act()
        return round((time.process_time() - began) * 1000, 1)
    finally:
        gc.enable()


def main() -> None:
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    print(json.dumps(measure(), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
