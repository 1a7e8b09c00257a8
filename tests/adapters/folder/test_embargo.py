"""What is dated ahead is neither searched nor told before its time, and is there when that has come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.adapters.folder.corpus import Corpus
from bot.articles.changes import Changes

AHEAD = datetime(2027, 3, 5, 0, 0, tzinfo=UTC)  # 09:00 in Korea
FILE = "---\nid: 901_7\ntitle: 다리가 열린다\npublished_at: {}\n---\n한빛시가 다리를 연다."


class Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> int:
        return int(self.now.timestamp() * 1e9)


@pytest.fixture
def clock() -> Clock:
    return Clock(AHEAD - timedelta(days=2))


def corpus_of(folder: Path, written: str, clock: Clock) -> Corpus:
    (folder / "a.md").write_text(FILE.format(written), encoding="utf-8")
    return Corpus(folder, clock)


def test_an_article_dated_ahead_waits_and_is_listed(tmp_path: Path, clock: Clock) -> None:
    corpus = corpus_of(tmp_path, "2027-03-05 09:00", clock)
    assert Changes() == corpus.scan()
    assert {"a.md": "not before 2027-03-05 09:00 (KST)"} == corpus.refused


@pytest.mark.parametrize("written", ["2027-03-05 09:00", "2027-03-05T00:00:00Z"])
def test_it_is_there_when_its_time_has_come(tmp_path: Path, clock: Clock, written: str) -> None:
    corpus = corpus_of(tmp_path, written, clock)
    corpus.scan()
    clock.now = AHEAD - timedelta(seconds=1)
    assert Changes() == corpus.scan()
    clock.now = AHEAD
    assert ["901_7"] == [article.id for article in corpus.scan().upserted]
    assert Changes() == corpus.scan()
    assert {} == corpus.refused


def test_a_day_begins_at_midnight_in_korea(tmp_path: Path, clock: Clock) -> None:
    corpus = corpus_of(tmp_path, "2027-03-05", clock)
    clock.now = datetime(2027, 3, 4, 14, 59, tzinfo=UTC)
    assert not corpus.scan()
    clock.now += timedelta(minutes=1)
    assert corpus.scan()


def test_a_later_process_remembers_what_waits(tmp_path: Path, clock: Clock) -> None:
    corpus = corpus_of(tmp_path, "2027-03-05 09:00", clock)
    corpus.scan()
    later = Corpus(tmp_path, clock)
    later.restore(corpus.records())
    assert not later.scan()
    clock.now = AHEAD
    assert ["901_7"] == [article.id for article in later.scan().upserted]


def test_an_article_that_is_dated_ahead_afterwards_is_taken_back(tmp_path: Path, clock: Clock) -> None:
    corpus = corpus_of(tmp_path, "2027-03-01", clock)
    assert corpus.scan().upserted
    (tmp_path / "a.md").write_text(FILE.format("2027-03-05 09:00") + " 늦췄다.", encoding="utf-8")
    assert Changes(removed=("901_7",)) == corpus.scan()


def test_what_is_looked_at_by_hand_waits_for_its_time_too(tmp_path: Path, clock: Clock) -> None:
    corpus = corpus_of(tmp_path, "2027-03-05 09:00", clock)
    assert Changes() == corpus.look_at(["a.md"])
    assert ["a.md"] == list(corpus.refused)
    clock.now = AHEAD
    assert ["901_7"] == [article.id for article in corpus.scan().upserted]
