"""Polls to replay: those that others made of Korean feeds in 2022, and generated ones of the same shape.

The real ones are the commits of github akngs/knews-rss (CC0), branch gh-pages: each is a poll of all feeds. They were
written by a collector that kept the publishers' faults. Nobody knows what is right about them but for what their
links tell; of the generated ones everything is known.
"""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from bot.articles.article import KST

PAPERS, FEEDS, ITEMS, COPIES, POLLS = 21, 158, 5_484, 0.106, 14
_FEED_FILE = re.compile(r"(?:publishers/)?[\w-]+\.xml")
_DAY = re.compile(r"(?<!\d)(20\d\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?=\d{6,}|\D|$)")


@dataclass(frozen=True)
class Poll:
    """One answer of one feed. truth: link as the feed writes it -> article and moment, where they are known."""

    address: str
    at: datetime
    body: bytes
    truth: dict[str, tuple[str, datetime]] | None = None

    @property
    def paper(self) -> str:
        """Whose feed it is: a fault of one feed is a fault of all that the paper has."""
        host, _, name = self.address.partition("://")[2].partition("/")
        return re.split(r"[-.]", name.removeprefix("publishers/"))[0] if host == "feeds.example" else host


def real_polls(folder: Path) -> Iterator[list[Poll]]:
    """The polls of each commit in *folder*, a clone of knews-rss, oldest first."""

    def git(*words: str) -> bytes:
        return subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True).stdout

    refs = git("for-each-ref", "--format=%(refname)").decode().split()
    branch = next((ref for ref in refs if ref.endswith("/gh-pages")), None)
    if branch is None:
        return
    for line in reversed(git("log", "--format=%H %ct", branch).decode().splitlines()):
        commit, _, seconds = line.partition(" ")
        at = datetime.fromtimestamp(int(seconds), UTC)
        polls = []
        for entry in git("ls-tree", "-r", commit).decode().splitlines():
            blob, _, name = entry.partition(" blob ")[2].partition("\t")
            if _FEED_FILE.fullmatch(name):
                with suppress(subprocess.CalledProcessError):  # a partial clone lacks the largest
                    polls.append(Poll(f"https://feeds.example/{name}", at, git("cat-file", "blob", blob)))
        yield polls


def day_in_link(link: str) -> date | None:
    """The day that a link has within, by which a date can be checked."""
    for found in _DAY.finditer(link):
        year, month, day = map(int, found.groups())
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None


_WORDS = (
    "한빛 나루 다리 시청 버스 노선 주민 개통 예산 의회 축제 시장 학교 병원 하천 공원 도서관 골목 상인 나룻배"
).split()
_FORMS = (
    lambda at: at.strftime("%a, %d %b %Y %H:%M:%S +0900"),
    lambda at: at.strftime("%a, %d %b %Y %H:%M:%S GMT"),  # by those who have the fault
    lambda at: at.strftime("%Y-%m-%d %H:%M:%S"),
    lambda at: at.astimezone(UTC).strftime("%a, %d %b %Y %H:%M:%S GMT"),
    lambda at: at.strftime("%Y.%m.%d %H:%M:%S"),
    lambda at: at.strftime("%Y%m%d%H%M%S"),
    lambda at: at.strftime("%a, %d %b %Y %H:%M:%S KST"),
)
_ENCODINGS = (  # declared, and real
    ("utf-8", "utf-8"),
    ("euc-kr", "cp949"),
    ("utf-8", "cp949"),
    ("euc-kr", "utf-8"),
    ("ks_c_5601-1987", "cp949"),
)


def generated_polls(seed: int = 14) -> Iterator[list[Poll]]:
    """Polls of 158 feeds of 21 papers: 5,484 items of which one in ten is in two sections, texts of 200 letters."""
    chance = random.Random(seed)
    start = datetime(2025, 12, 1, 9, tzinfo=KST)
    articles = round(ITEMS * (1 - COPIES))
    written = []
    for number in range(articles):
        paper = number % PAPERS
        at = start + timedelta(days=POLLS - 1) * chance.random() - timedelta(hours=9) * chance.random()
        at = at.replace(hour=chance.randrange(7, 23), microsecond=0)
        sections = chance.sample(range(7), 2 if chance.random() < COPIES / (1 - COPIES) else 1)
        title = " ".join(chance.sample(_WORDS, 4)) + f" {number}호"
        text = " ".join(chance.choices(_WORDS, k=55)) + "."
        written.append((paper, sections, at, title, text, number))
    written.sort(key=lambda one: one[2], reverse=True)
    of_feeds = [
        [one for one in written if one[0] == feed % PAPERS and feed // PAPERS in one[1]]
        for feed in range(FEEDS)
    ]
    for poll in range(POLLS):
        now = start + timedelta(days=poll, hours=6)
        yield [
            _poll(feed, [one for one in shown if one[2] <= now][:30], now, poll)
            for feed, shown in enumerate(of_feeds)
        ]


def _poll(
    feed: int, shown: list[tuple[int, list[int], datetime, str, str, int]], now: datetime, poll: int
) -> Poll:
    paper, section = feed % PAPERS, feed // PAPERS
    form = _FORMS[1 if paper < 12 else 2 + paper % 5 if paper % 5 < 5 else 0]
    declared, real = _ENCODINGS[paper % len(_ENCODINGS)]
    host = f"www.paper{paper}.example"
    items, truth = [], {}
    for _, _, at, title, text, number in shown:
        link = f"https://{host}/news/view?no={number}&section={section}&utm_source=rss{poll}"
        if paper % 3 == 0:
            link = f"https://{host}/news/{number}?from=rss"
        truth[link] = (f"{paper}/{number}", at)
        items.append(
            f"<item><title><![CDATA[{title}]]></title><link>{escape(link)}</link>"
            f"<description>&lt;p&gt;{text}&lt;/p&gt;</description><pubDate>{form(at)}</pubDate>"
            f"<guid isPermaLink='false'>{poll}-{number}-{section}</guid></item>"
        )
    body = (
        f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0"><channel><title>신문 {paper}</title>'
        f"<link>https://{host}/</link><language>ko</language>{''.join(items)}</channel></rss>"
    )
    return Poll(f"https://{host}/rss/{section}.xml", now, body.encode(real), truth)
