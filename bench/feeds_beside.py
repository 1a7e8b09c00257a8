"""1,000 feeds that are all due at once, polled while readers search (`python -m bench.feeds_beside --data FOLDER`).

Each feed is of a host of its own, played by a server on this machine; the way is that of a running bot: claims,
requests, the reader in its own process, files, index, database. Searches go out ten a second, none waiting for the
one before, as in `bench.concurrent`. Every item must be an article once. Prints its figures.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from aiohttp import web

from bench.concurrent import quantiles
from bench.data import data_folder, news_folder, read_spool, spooled
from bench.results import machine
from bot.adapters.database.store import Store
from bot.adapters.feeds.parsing import FeedParser
from bot.adapters.feeds.poller import Hosts, Poller
from bot.adapters.folder.article_files import ArticleFiles
from bot.adapters.folder.corpus import Corpus
from bot.adapters.web.hops import Hops
from bot.concurrency.pools import ANSWERS
from bot.delivery.service import Owner
from bot.delivery.timing import utc_now
from bot.editing.service import EditingDesk
from bot.index.index import Index
from bot.ingest.feed_finding import FeedReader
from bot.ingest.feed_items import FeedItems
from bot.ingest.feeds import Feeds
from bot.ingest.pipeline import Pipeline

RATE = 10  # searches a second
OLD, FRESH = 28, 2  # items of a feed: archive, and of the last day


async def here(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


async def answer(request: web.Request) -> web.Response:
    """The feed of the host that is asked."""
    paper, now = request.host.partition(".")[0], datetime.now(UTC)
    items = []
    for number in range(OLD + FRESH):
        age = timedelta(hours=1 + number) if number < FRESH else timedelta(days=2 + number)
        items.append(
            f"<item><title>{paper} 소식 {number}: 다리가 열렸다</title><link>http://{request.host}/news/{number}</link>"
            f"<description>{paper}의 {number}번째 소식이다. 강가에 사람이 모였다고 시청이 밝혔다.</description>"
            f"<pubDate>{format_datetime(now - age)}</pubDate></item>"
        )
    body = f'<rss version="2.0"><channel><title>{paper}</title>{"".join(items)}</channel></rss>'
    return web.Response(body=body.encode(), content_type="application/rss+xml")


async def beside(home: Path, index: Index, questions: list[str], count: int) -> dict[str, object]:
    """The figures of *count* first polls and of the searches meanwhile."""
    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    (home / "corpus").mkdir()
    store = await Store.open(f"sqlite:///{home}/sosik.db", utc_now)
    corpus, before = Corpus(home / "corpus"), len(index)
    pipeline = Pipeline(index, store.arrivals)
    desk = EditingDesk(corpus, index, store.desk, pipeline, utc_now)
    items = FeedItems(store.feeds, store.arrivals, ArticleFiles(corpus), desk, pipeline)
    hops = Hops(here, lambda _: True, ports=None, limit_s=10.0)
    reader = FeedReader(FeedParser())
    feeds = Feeds(
        Poller("Sosik", hops, Hosts(0.0)), reader, items, utc_now, Owner("bench:1:1"), store.database.outlast
    )
    for number in range(count):
        await store.feeds.add(
            f"http://paper{number}.example:{port}/rss", f"신문 {number}", kind="feed", by=1, now=utc_now()
        )
    taken: list[float] = []

    async def ask(text: str) -> None:
        start = time.perf_counter()
        await ANSWERS.run(index.search, text)
        taken.append(time.perf_counter() - start)

    async def never() -> None:
        """Nothing has to be waited for."""

    began, used = time.perf_counter(), _cpu_s()
    async with feeds.at_work(_told, never), asyncio.TaskGroup() as group:
        while sum(feed.begun for feed in await store.feeds.all()) < count:
            for _ in range(5 * RATE):
                group.create_task(ask(questions[len(taken) % len(questions)]))
                await asyncio.sleep(1 / RATE)
    passed = time.perf_counter() - began
    used = _cpu_s() - used
    found = Counter(one.title for key in index.ids() if (one := index.article(key)) and "소식" in one.title)
    await store.close()
    await runner.cleanup()
    return quantiles(taken) | {
        "searches": len(taken), "feeds": count, "seconds": round(passed, 1),
        "articles": len(index) - before, "wanted": count * FRESH,
        "twice": sum(many > 1 for title, many in found.items() if title.startswith("paper")),
        "CPU s of 1,000 items, searches included": round(used / (count * (OLD + FRESH)) * 1000, 2),
    }  # fmt: skip


async def _told(*_: object) -> bool:
    return True


def _cpu_s() -> float:
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def main() -> int:
    """Run it and print what was measured."""
    parser = argparse.ArgumentParser(prog="python -m bench.feeds_beside")
    parser.add_argument("--data", help="folder of the data; else SOSIK_BENCH_DATA")
    parser.add_argument("--feeds", type=int, default=1_000)
    wanted = parser.parse_args()
    data = data_folder(wanted.data)
    news = news_folder(data) if data else None
    if news is None:
        print("No data: name its folder with --data or SOSIK_BENCH_DATA. Nothing was measured.")
        return 0
    articles = list(read_spool(spooled(news)))
    index = Index(articles)
    index.warm_up()
    questions = [" ".join(one.title.split()[:2]) for one in articles[::100]]
    with tempfile.TemporaryDirectory(prefix="sosik-bench-") as home:
        figures = asyncio.run(beside(Path(home), index, questions, wanted.feeds))
    print(figures, machine())
    return 0 if figures["articles"] == figures["wanted"] and not figures["twice"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
