"""Fuzzing what strangers write: files, queries, feeds, long texts for messages, the data of buttons.

    python -m bench.fuzz [--seconds 60] [--only reader query feed splitter callback]

By atheris where it is installed (`pip install atheris`), which follows the branches that an input takes; else by
mutations of the seeds alone. What is interesting is kept in bench/corpus/<target>, with which the next run begins. An
input at which anything but the target's own refusal is raised, or which takes SLOW_S of the processor, is written to
bench/corpus/<target>-faults.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from bench.mutated_files import mutated
from bot.articles.portions import portions
from bot.articles.reader import read_article, read_shared
from bot.entrypoints.presentation.text import units
from bot.entrypoints.telegram import callbacks
from bot.entrypoints.telegram.buttons.editing import Publish
from bot.entrypoints.telegram.buttons.feeds import ImportFeeds
from bot.entrypoints.telegram.buttons.reading import RateAnswer
from bot.entrypoints.telegram.markup import TEXT_UNITS
from bot.entrypoints.telegram.views import plain
from bot.errors import FeedError, QueryError, ReaderError, UnreadableArticle
from bot.feeds.reader import parse_feed
from bot.search.query_language import read_query
from tests.feeds_server import Story, atom, json_feed, rss

CORPUS = Path(__file__).parent / "corpus"
SLOW_S = 2.0
NOW = datetime(2026, 3, 5, 9, tzinfo=UTC)
LONGEST = 16_384  # bytes of an input
PATHS = ("배.md", "배.json", "배.csv", "배.txt")
MOST_KEPT, MOST_BYTES = 60, 100_000  # inputs of a target


def reader(data: bytes) -> None:
    """A file, of the kind that its first byte says."""
    path = PATHS[data[0] % len(PATHS)] if data else PATHS[0]
    try:
        if path.endswith((".json", ".csv")):
            read_shared(data[1:], path, NOW)
        else:
            read_article(data[1:], path, NOW)
    except UnreadableArticle:
        return


def query(data: bytes) -> None:
    """The words of a search."""
    try:
        asked = read_query(data.decode("utf-8", "replace"))
    except (QueryError, ReaderError):
        return
    assert isinstance(asked.ranked_by, str)


def feed(data: bytes) -> None:
    """The body of a feed."""
    try:
        found = parse_feed(
            data, content_type=None, address="https://hanbit.example/rss", now=NOW, utc_is_kst=False
        )
    except FeedError:
        return
    assert all(item.title or item.text for item in found.items)


def splitter(data: bytes) -> None:
    """A long text: no character is lost, no piece is too long."""
    text = data.decode("utf-8", "replace")
    spans = portions(text, 100)
    assert text == "".join(text[start:end] for start, end in spans)
    assert all(units(text[start:end]) <= 100 for start, end in spans)
    pieces = plain.pieces(text)
    assert all(units(piece) <= TEXT_UNITS for piece in pieces)
    assert "".join(text.split()) == "".join("".join(pieces).split())


def callback(data: bytes) -> None:
    """The data of a button: what is taken is what would be written."""
    try:
        wire = data.decode("utf-8", "replace")
        found = callbacks.decode(wire)
    except ReaderError:
        return
    assert found == callbacks.decode(callbacks.encode(found))


TARGETS: dict[str, Callable[[bytes], None]] = {
    one.__name__: one for one in (reader, query, feed, splitter, callback)
}  # fmt: skip


def seeds(name: str) -> list[bytes]:
    """Inputs of ours to begin with."""
    stories = [
        Story(1, "나룻배", "한빛강 나룻배가 떠났다.", NOW),
        Story(2, "등대", "등대가 섰다. <b>새로</b>", NOW),
    ]
    made = {
        "reader": [bytes([n]) + mutated(Random(n)) for n in range(40)],
        "query": [one.encode() for one in (
            '나룻배 -선장 "새 선장"', "신문:한빛일보 2026-02..2026-03 안개", "제목:등대 기자:도하람", "skfntqo",
        )],
        "feed": [one.encode() for one in (
            rss("한빛", "https://hanbit.example", stories), atom("한빛", "https://hanbit.example", stories),
            json_feed("한빛", "https://hanbit.example", stories),
        )],
        "splitter": ["한 문장이다. 두 문장이다.\n\n".encode() * 50, "가" .encode() * 9000, "🚲🚲 ".encode() * 3000],
        "callback": [callbacks.encode(one).encode() for one in (
            RateAnswer(12, True, "ko"), RateAnswer(3, False, "en"), Publish(7, "ko"), ImportFeeds(9, "en"),
        )],
    }  # fmt: skip
    return made[name]


def kept(name: str) -> list[bytes]:
    """What an earlier run found interesting."""
    return [one.read_bytes() for one in sorted((CORPUS / name).glob("*"))]


def keep(folder: Path, data: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / hashlib.sha256(data).hexdigest()[:16]
    path.write_bytes(data)
    return path


def check(name: str, data: bytes) -> None:
    """Raises: what the target raises, or AssertionError when it took too long; the input is kept."""
    began = time.process_time()  # a busy machine makes nothing slow
    try:
        TARGETS[name](data)
        took = time.process_time() - began
        assert took < SLOW_S, f"slow: {took:.1f} s"
    except Exception:
        print(f"{name}: {keep(CORPUS / f'{name}-faults', data)}", file=sys.stderr)
        raise


def mutate(random: Random, data: bytes, others: list[bytes]) -> bytes:
    """*data* with a stretch gone, doubled, noisy, or another's in its place."""
    for _ in range(random.randrange(1, 5)):
        start = random.randrange(len(data) + 1)
        end = min(len(data), start + random.randrange(1, 40))
        other = random.choice(others)
        begin = random.randrange(len(other) + 1)
        middle = random.choice((b"", data[start:end] * random.randrange(2, 50), random.randbytes(end - start),
                                other[begin : begin + 60]))  # fmt: skip
        data = (data[:start] + middle + data[end:])[:LONGEST]
    return data


def fuzz_by_mutation(name: str, seconds: float) -> int:
    """Returns: how many inputs were tried."""
    random, pool = Random(time.time_ns()), [*seeds(name), *kept(name)]
    until, tried = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        check(name, mutate(random, random.choice(pool), pool))
        tried += 1
    return tried


def thin(name: str) -> None:
    """Keep the smallest inputs: MOST_KEPT, and MOST_BYTES of them."""
    size = 0
    for number, path in enumerate(
        sorted((CORPUS / name).glob("*"), key=lambda one: (one.stat().st_size, one.name))
    ):
        size += path.stat().st_size
        if number >= MOST_KEPT or size > MOST_BYTES:
            path.unlink()


def has_atheris() -> bool:
    try:
        import atheris  # noqa: F401
    except ImportError:
        return False
    return True


def main(seconds: float, names: list[str]) -> int:
    """Every target; 1 when one of them failed."""
    failed = 0
    for name in names:
        if not has_atheris():
            print(f"{name}: {fuzz_by_mutation(name, seconds)} inputs, by mutation", flush=True)
            continue
        for data in seeds(name):
            keep(CORPUS / name, data[:LONGEST])
        own = [
            sys.executable,
            "-m",
            "bench.fuzz_coverage",
            name,
            f"{seconds:.0f}",
        ]  # atheris ends its process
        code = subprocess.run(own, check=False).returncode
        thin(name)
        print(f"{name}: {'failed' if code else 'nothing found'}, by atheris", flush=True)
        failed |= bool(code)
    return failed


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--only", nargs="+", choices=list(TARGETS), default=list(TARGETS))
    given = parser.parse_args()
    sys.exit(main(given.seconds, given.only))
