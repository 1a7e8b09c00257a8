"""Of files with one id or one content the newest is kept."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from types import CodeType, FrameType

from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.folder.corpus import Corpus
from bot.articles.changes import Duplicate, Record, Stamp
from bot.i18n.reasons import Reason
from tests.adapters.folder.numbered import folder, ids, number, write
from tests.article_files import BODY, crawled, decomposed

__all__ = ["folder"]


def test_of_one_id_the_newer_is_kept_and_the_other_reported_once(folder: Path) -> None:
    write(folder / "old.md", number(1, crawled_at="2026-03-04 07:00:00"))
    write(folder / "new.md", number(1, title="고침", crawled_at="2026-03-04 08:00:00"))
    corpus = Corpus(folder)
    assert ["new.md"] == [article.path for article in corpus.scan().upserted]
    assert not corpus.scan()
    assert [Duplicate("old.md", "new.md", "the same id 901_1")] == corpus.duplicates


def test_of_one_content_the_newer_is_kept(folder: Path) -> None:
    write(folder / "old.md", crawled(id="1_1", crawled_at="2026-03-04 07:00:00"))
    write(folder / "new.md", crawled(id="2_2", crawled_at="2026-03-04 08:00:00"))
    corpus = Corpus(folder)
    assert ["2_2"] == ids(corpus.scan())
    assert [Duplicate("old.md", "new.md", "the same content")] == corpus.duplicates


def test_reasons_are_worded_for_what_is_left_out_alone(folder: Path) -> None:
    for n in range(20):
        write(folder / f"{n}.md", number(n))
    write(folder / "old.md", number(1, crawled_at="2026-03-04 07:00:00"))
    corpus, called = Corpus(folder), Counter[CodeType]()

    def count(frame: FrameType, event: str, _: object) -> None:
        called[frame.f_code] += event == "call"

    sys.setprofile(count)
    try:
        corpus.scan()
    finally:
        sys.setprofile(None)
    assert (20, 1) == (len(corpus), len(corpus.duplicates))
    assert 1 == called[Reason.__new__.__code__]


def test_crawled_at_one_moment_the_later_file_is_kept(folder: Path) -> None:
    write(folder / "b.md", number(1), age_s=100)
    write(folder / "a.md", number(1, title="고침"), age_s=50)
    corpus = Corpus(folder)
    assert ["a.md"] == [article.path for article in corpus.scan().upserted]


def test_a_newer_duplicate_displaces_and_its_removal_brings_the_other_back(folder: Path) -> None:
    write(folder / "old.md", crawled(id="1_1", crawled_at="2026-03-04 07:00:00"))
    corpus = Corpus(folder)
    corpus.scan()
    new = write(folder / "new.md", crawled(id="2_2", crawled_at="2026-03-04 08:00:00"))
    changes = corpus.scan()
    assert (["2_2"], ("1_1",)) == (ids(changes), changes.removed)
    new.unlink()
    changes = corpus.scan()
    assert (["1_1"], ("2_2",)) == (ids(changes), changes.removed)
    assert BODY == changes.upserted[0].body
    assert ([], 1) == (corpus.duplicates, len(corpus))


def test_a_duplicate_that_is_removed_is_no_longer_reported(folder: Path) -> None:
    old = write(folder / "old.md", number(1, crawled_at="2026-03-04 07:00:00"))
    write(folder / "new.md", number(1, crawled_at="2026-03-04 08:00:00"))
    corpus = Corpus(folder)
    corpus.scan()
    old.unlink()
    assert not corpus.scan()
    assert [] == corpus.duplicates


def test_one_name_in_two_compositions_of_hangul_is_two_files(folder: Path) -> None:
    write(folder / "소식.md", number(1))
    write(folder / decomposed("소식.md"), number(2))
    assert ["901_1", "901_2"] == ids(Corpus(folder).scan())


RECORDS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 3)), min_size=1, max_size=12
).map(
    lambda rows: [
        Record(f"{n}.md", Stamp(1, 1, n), str(id), f"content {content}", float(added))
        for n, (id, content, added) in enumerate(rows)
    ]
)


def kept_naively(records: list[Record]) -> list[str]:
    """From the newest to the oldest: kept unless something that was kept has its id or its content."""
    kept: list[Record] = []
    for record in sorted(records, key=lambda record: record.age_key, reverse=True):
        if not any(record.id == other.id or record.content_hash == other.content_hash for other in kept):
            kept.append(record)
    return sorted(record.id for record in kept)


@given(RECORDS)
def test_duplicates_are_decided_as_from_newest_to_oldest(records: list[Record]) -> None:
    assert kept_naively(records) == sorted(Corpus("unused").restore(records))
