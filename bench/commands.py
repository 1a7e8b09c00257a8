"""Each command's own work, with many people at once: what a thread computes, from the words to the drawn message.

    python -m bench.commands --data FOLDER [--people 20] [--rounds 40]

Every person asks one command after the other, in an order of their own, without a pause; the work is done by as many
threads as the newsroom has. What a command takes is the processor's time of its thread, so that it is the command that
is measured and not the queue; how long who asks waits behind the others is given beside it.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench import results
from bench.concurrent import quantiles
from bench.data import data_folder, news_folder, read_spool, spooled
from bench.exam import news_exam
from bot.answers.related import related
from bot.answers.reply import Request
from bot.answers.service import reply_to
from bot.answers.timeline import profile, timeline
from bot.answers.trend import read_wish, trend
from bot.articles.portions import portions
from bot.concurrency.pools import ANSWERS
from bot.entrypoints.presentation.tree import Node
from bot.entrypoints.telegram.markup import draw
from bot.entrypoints.telegram.views import answers, articles, citations, pages, stories, trends
from bot.entrypoints.telegram.views import results as found_views
from bot.index.index import Index
from bot.korean.particles import stem
from bot.quotes.attribution import quotations
from bot.quotes.comparison import compare
from bot.quotes.finder import find_quotes
from bot.search.order import Order
from bot.search.ports import Searchable

PEOPLE, ROUNDS = 20, 40
SEED = 15
_FEWEST = 3  # articles that are about a topic of the exam

Command = Callable[[], Node]


class Desk:
    """The commands over one index, each with words of its own drawn by *chance*."""

    def __init__(self, index: Searchable, spool: Path, data: Path, chance: random.Random) -> None:
        self.index, self.chance = index, chance
        exam = [one for one in news_exam(spool, data, ("judged",)) if one.text]
        self.words = {
            form: [one.text for one in exam if one.group.endswith(form)]
            for form in ("question", "keywords", "sloppy", "misquote")
        }
        self.articles = index.latest(len(index))
        newest = self.articles[0].day
        self.today = newest or date.today()  # noqa: DTZ011 # of a corpus without a day
        self.topics = self._topics()
        self.names = self._names()

    def _topics(self) -> list[str]:
        """Words of titles, as often as titles have them: much reported ones come often."""
        words = [stem(word) for one in self.articles for word in one.title.split()]
        words = [word for word in words if word.isalpha() and 2 <= len(word) <= 6]
        found = self.chance.sample(words, 400)
        return [word for word in found if len(self.index.about(word, ranked=False).ids) >= _FEWEST]

    def _names(self) -> list[str]:
        """Who is quoted."""
        some = self.chance.sample(self.articles, 400)
        return [one.speaker for article in some for one in quotations(article)[:1] if one.speaker]

    def commands(self) -> dict[str, Command]:
        """By name."""
        return {
            "/search": lambda: self.search("nearest"),
            "/search, newest first": lambda: self.search("newest"),
            "/latest": self.latest,
            "/quote": self.quote,
            "a question": self.question,
            "/article": self.article,
            "related": self.related,
            "quotations": self.quotations,
            "/story": lambda: self.story(0),
            "/story, earlier": lambda: self.story(10),
            "/person": self.person,
            "/trend, one": lambda: self.trend(1),
            "/trend, four": lambda: self.trend(4),
            "inline": self.inline,
            "guest": self.guest,
        }

    def _any(self, words: Sequence[Any]) -> Any:
        return self.chance.choice(words)

    def search(self, order: Order) -> Node:
        text = self._any(self.words[self._any(("keywords", "sloppy"))])
        found = self.index.search(text, 5, stories=order == "nearest", order=order, today=self.today)
        return found_views.of_any("ko", text, found)

    def latest(self) -> Node:
        offset = 10 * self.chance.randrange(20)
        return found_views.latest("ko", self.index.latest(10, offset), offset, len(self.index))

    def quote(self) -> Node:
        text = self._any(self.words["misquote"])
        quotes = find_quotes(self.index, text, 10)
        if not quotes:
            return found_views.nothing("ko", text)
        compared = compare(text, quotes[0])
        return pages.quote("ko", text, pages.Candidate(quotes[0], 1, len(quotes), compared=compared))

    def question(self) -> Node:
        text = self._any(self.words["question"])
        reply = reply_to(self.index, Request(text, None, self.today))
        if reply.answer is not None:
            return answers.page("ko", text, reply)
        nearest = self.index.search(text, 3, today=self.today)
        return answers.nothing("ko", text, [hit.article for hit in nearest.hits])

    def article(self) -> Node:
        one = self._any(self.articles)
        return articles.page("ko", one, portions(one.body, articles.PAGE_UNITS), 0)

    def related(self) -> Node:
        one = self._any(self.articles)
        return articles.related("ko", one, related(self.index, one))

    def quotations(self) -> Node:
        one = self._any(self.articles)
        said = quotations(one)
        return articles.quotations("ko", one, said[:5], 0, len(said))

    def story(self, newer: int) -> Node:
        found = timeline(self.index, self._any(self.topics), self.today, newer=newer)
        return stories.timeline("ko", found, found.before + 1)

    def person(self) -> Node:
        name = self._any(self.names)
        found = profile(self.index, name)
        return stories.profile("ko", found) if found else found_views.nothing("ko", name)

    def trend(self, topics: int) -> Node:
        found = trend(self.index, read_wish(", ".join(self.chance.sample(self.topics, topics))))
        return trends.caption("ko", found, numbered=False) if found else ""

    def inline(self) -> Node:
        text = self._any(self.words["keywords"])
        hits = self.index.search(text, 10, today=self.today).hits
        find_quotes(self.index, text, 3)
        return [citations.article("ko", hit.article, hit.passage) for hit in hits][-1] if hits else ""

    def guest(self) -> Node:
        text = self._any(self.words["misquote"])
        quotes = find_quotes(self.index, text, 1)
        if not quotes:
            return found_views.nothing("ko", text)
        return citations.checked("ko", text, quotes[0], compare(text, quotes[0]))


def timed(command: Command) -> tuple[float, float]:
    """Seconds of this thread's work, and seconds of the clock."""
    began, started = time.thread_time(), time.perf_counter()
    draw(command())
    return time.thread_time() - began, time.perf_counter() - started


async def ask(desk: Desk, people: int, rounds: int) -> dict[str, list[tuple[float, float, float]]]:
    """Of each command every time it was asked: its work, how long that took, and how long was waited for it."""
    commands = desk.commands()
    taken: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}

    async def person(number: int) -> None:
        order = random.Random(SEED + number)
        for _ in range(rounds):
            for name in order.sample(list(commands), len(commands)):
                asked = time.perf_counter()
                work, took = await ANSWERS.run(timed, commands[name])
                taken[name].append((work, took, time.perf_counter() - asked))

    async with asyncio.TaskGroup() as group:
        for number in range(people):
            group.create_task(person(number))
    return taken


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(prog="python -m bench.commands")
    parser.add_argument("--data", help="folder of the data; else SOSIK_BENCH_DATA")
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="of every command, by each of them")
    wanted = parser.parse_args(arguments)
    data = data_folder(wanted.data)
    news = news_folder(data) if data else None
    if data is None or news is None:
        print("No data: name its folder with --data or SOSIK_BENCH_DATA. Nothing was measured.")
        return 0
    spool = spooled(news)
    index = Index(read_spool(spool))
    index.warm_up()
    desk = Desk(index, spool, data, random.Random(SEED))
    asyncio.run(ask(desk, 1, 2))  # compiles the patterns
    taken = asyncio.run(ask(desk, wanted.people, wanted.rounds))
    records: dict[str, Any] = {}
    for name, some in taken.items():
        work, took, waited = (quantiles(column) for column in zip(*some, strict=True))
        records[name] = {"times": len(some), "work_ms": work, "took_ms": took, "waited_ms": waited}
        print(f"{name:24} {len(some):5}  work {work['p50']:6} {work['p95']:6}  took {took['p95']:6}")
    command = f"python -m bench.commands --people {wanted.people} --rounds {wanted.rounds}"
    results.store({"sosik": {"commands": {"articles": len(index), **records}}}, command)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
