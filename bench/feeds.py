"""What becomes of feeds: polls replayed, every item once, with its right moment (`just bench-feeds`).

The real polls of 158 Korean feeds come from a clone of github akngs/knews-rss (CC0), named by --feeds or
SOSIK_BENCH_FEEDS; without one that part is left out with a notice. Generated polls of the same shape are always
replayed. Times are CPU times of one thread. Writes `bench/results/feeds.md`.
"""

from __future__ import annotations

import argparse
import os
import re
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench.feed_polls import Poll, day_in_link, generated_polls, real_polls
from bench.results import FOLDER, _commit, machine
from bot.articles.article import day_in_korea
from bot.errors import FeedError, UnreadableArticle
from bot.feeds.item_file import article_text
from bot.feeds.model import FeedItem
from bot.feeds.reader import parse_feed
from bot.feeds.revision import Known, revised
from bot.feeds.sameness import item_names, text_hash

SLACK = timedelta(minutes=15)
_LINK = re.compile(r"^https?://(?:www\.|m\.)?|/$|#.*$")


@dataclass
class Kept:
    """An article that a replay has made."""

    known: Known
    item: FeedItem
    versions: int = 1
    links: set[str] = field(default_factory=set)


class Replay:
    """A house of feeds without disk, network and database: what is decided, by the parts that decide it."""

    def __init__(self) -> None:
        self.articles: list[Kept] = []
        self.by_name: dict[str, int] = {}
        self.faults: Counter[str] = Counter()
        self.shifted: dict[str, bool] = {}
        self.polled = self.items = 0
        self.ahead: list[tuple[str, object, datetime]] = []
        self.read_s = self.written_s = 0.0

    def poll(self, poll: Poll) -> None:
        began = time.process_time()
        try:
            feed = parse_feed(
                poll.body,
                content_type="text/xml",
                address=poll.address,
                now=poll.at,
                utc_is_kst=self.shifted.get(poll.paper, False),
            )
        except FeedError as fault:
            self.faults[fault.key] += 1
            return
        finally:
            self.read_s += time.process_time() - began
        self.polled += 1
        self.shifted[poll.paper] = feed.utc_is_kst
        self.faults.update(one.reason for one in feed.refused)
        for item in feed.items:
            self.items += 1
            if _is_ahead(item.published, poll.at):
                self.ahead.append((poll.address, item.published, poll.at))
            self._take(item, poll)

    def _take(self, item: FeedItem, poll: Poll) -> None:
        began = time.process_time()
        names = item_names(item, poll.address)
        number = next((self.by_name[name] for name in names if name in self.by_name), None)
        if number is None:
            number = len(self.articles)
            self.articles.append(Kept(Known(text_hash(item), item.published), item))
            self._write(item, poll)
        else:
            kept = self.articles[number]
            if (new := revised(kept.known, item)) is not None:
                kept.known, kept.item = Known(text_hash(new), new.published), new
                kept.versions += 1
                self._write(new, poll)
        for name in names:
            self.by_name.setdefault(name, number)
        self.written_s += time.process_time() - began
        self.articles[number].links.add(item.link or "")

    def _write(self, item: FeedItem, poll: Poll) -> None:
        try:
            article_text(item, publisher="신문", feed_address=poll.address, added=poll.at)
        except UnreadableArticle as fault:
            self.faults[fault.reason] += 1


def _is_ahead(published: date | datetime | None, at: datetime) -> bool:
    if isinstance(published, datetime):
        return published > at + SLACK
    return published is not None and published > (day_in_korea(at + SLACK) or published)


def replay(polls: Iterable[list[Poll]]) -> tuple[Replay, dict[str, set[str]], dict[str, datetime]]:
    """What came of *polls*; the articles behind each tidied link, and their moments, where that is known."""
    from bot.articles.links import tidy

    done = Replay()
    truth: dict[str, set[str]] = {}
    moments: dict[str, datetime] = {}
    for batch in polls:
        for poll in batch:
            done.poll(poll)
            for link, (article, at) in (poll.truth or {}).items():
                truth.setdefault(tidy(link), set()).add(article)
                moments[article] = at
    return done, truth, moments


def figures_of_generated() -> list[tuple[str, str]]:
    done, truth, moments = replay(generated_polls())
    of = [{article for link in kept.links for article in truth[link]} for kept in done.articles]
    times = Counter(article for articles in of for article in articles)
    wrong = [
        kept for kept, articles in zip(done.articles, of, strict=True)
        if kept.item.published is not None and any(kept.item.published != moments[one] for one in articles)
    ]  # fmt: skip
    undated = sum(kept.item.published is None for kept in done.articles)
    return [
        ("items in all polls", f"{done.items:,}"),
        ("articles there are", f"{len(moments):,}"),
        ("… kept", f"{len(done.articles):,}"),
        ("… kept twice", f"{sum(count > 1 for count in times.values())}"),
        ("… of which two became one", f"{sum(len(articles) > 1 for articles in of)}"),
        ("wrong dates", f"{len(wrong)}"),
        ("without a date", f"{undated}"),
        *_common(done),
    ]


def figures_of_real(folder: Path) -> list[tuple[str, str]]:
    done, _, _ = replay(real_polls(folder))
    links = Counter(link for kept in done.articles for link in {_LINK.sub("", one) for one in kept.links})
    days = [(kept, day) for kept in done.articles if kept.item.published for link in sorted(kept.links)[:1]
            if (day := day_in_link(link))]  # fmt: skip
    apart = Counter((day_in_korea(kept.item.published) - day).days for kept, day in days)  # type: ignore[operator]
    several = [kept for kept in done.articles if len(kept.links) > 1]
    return [
        ("polls of a feed", f"{done.polled:,}"),
        ("items in all polls", f"{done.items:,}"),
        ("different links", f"{len(links):,}"),
        ("articles kept", f"{len(done.articles):,}"),
        ("links that became two articles", f"{sum(count > 1 for count in links.values())}"),
        ("articles with several links (one text)", f"{len(several):,}"),
        ("versions after the first", f"{sum(kept.versions - 1 for kept in done.articles):,}"),
        ("dates after the poll", f"{len(done.ahead)}"),
        ("papers that call Korea's time UTC's", f"{sum(done.shifted.values())} of {len(done.shifted)}"),
        ("articles with a day in the link", f"{len(days):,}"),
        ("… published on that day", f"{apart[0]:,}"),
        ("… the day after", f"{apart[1]:,}"),
        ("… earlier, or later", f"{sum(apart.values()) - apart[0] - apart[1]:,}"),
        ("without a date", f"{sum(kept.item.published is None for kept in done.articles):,}"),
        *_common(done),
    ]


def _common(done: Replay) -> list[tuple[str, str]]:
    thousand = 1000 / max(done.items, 1)
    return [
        ("refused", ", ".join(f"{key} {count}" for key, count in sorted(done.faults.items())) or "none"),
        ("reading 1,000 items, CPU s", f"{done.read_s * thousand:.2f}"),
        ("telling what is new of 1,000 and writing it, CPU s", f"{done.written_s * thousand:.2f}"),
    ]


def _clone(named: str | None) -> Path | None:
    name = named or os.environ.get("SOSIK_BENCH_FEEDS", "")
    folder = Path(name).expanduser()
    return folder if name and folder.is_dir() else None


def main() -> None:
    """Run the bench and write its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", help="a clone of github akngs/knews-rss; else SOSIK_BENCH_FEEDS")
    folder = _clone(parser.parse_args().feeds)
    with ProcessPoolExecutor(2) as processes:
        generated = processes.submit(figures_of_generated)
        real = processes.submit(figures_of_real, folder) if folder else None
        parts = [("Generated polls", generated.result())]
        if real is None:
            print("no clone of knews-rss: name it with --feeds or SOSIK_BENCH_FEEDS; real polls not replayed")
        else:
            parts.append(
                ("14 polls of 158 Korean feeds, July 2022 (github akngs/knews-rss, CC0)", real.result())
            )
    lines = ["# Feeds: figures", ""]
    for title, rows in parts:
        lines += [
            f"## {title}",
            "",
            "| | |",
            "|---|---|",
            *(f"| {what} | {figure} |" for what, figure in rows),
            "",
        ]
    lines += [
        f"{machine()}; {_commit()}; {datetime.now(UTC):%Y-%m-%d %H:%M} UTC; `python -m bench.feeds`",
        "",
    ]
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "feeds.md").write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
