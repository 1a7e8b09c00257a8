"""What an archive remembers of its cluster, and what it reads at once; no node is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import pytest

from bot.adapters.opensearch.archive import FRESH_S, Archive
from bot.adapters.opensearch.bulk import Action
from bot.adapters.opensearch.cluster import Address, Cluster
from bot.adapters.opensearch.documents import VERSION, spelled
from bot.adapters.opensearch.snapshot import MOST_RANKED, MOST_READ, ArchiveSnapshot
from bot.search.names import Known, NameKind

TERMS = np.array([7], np.uint32)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Reindexed(Cluster):
    """One whose index another process writes anew into *shards* parts; in each of them a word stands once."""

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__(Address("http://127.0.0.1:9"), clock)
        self.shards = 1

    def ask(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        if path.endswith("/point_in_time"):
            return {"pit_id": f"of {self.shards}"}
        if path.endswith("/_settings"):
            return {
                f"sosik-{VERSION}-{self.shards}": {
                    "settings": {"index": {"number_of_shards": str(self.shards)}}
                }
            }
        if path.endswith("/_mapping"):
            return {f"sosik-{VERSION}-{self.shards}": {"mappings": {"_meta": {"version": VERSION}}}}
        if path.endswith("/_search_shards"):
            return {"shards": [[{"shard": more["routing"] % self.shards}]]}
        if path == "/_mtermvectors":
            told = {"terms": {"terms": {spelled(TERMS)[0]: {"doc_freq": 1}}}}
            return {"docs": [{"term_vectors": told} for _ in {one["routing"] for one in body["docs"]}]}
        index = {"buckets": [{"key": f"sosik-{VERSION}-{self.shards}"}]}
        return {"hits": {"total": {"value": 9}}, "aggregations": {"changed": {"value": 1}, "index": index}}


def test_its_revision_is_another_once_it_was_written_or_seen_to_be_changed() -> None:
    class Written(Reindexed):
        def write(self, actions: Iterable[Action], *, makes_nothing: bool = False) -> dict[str, str]:
            return {}

    clock = Clock()
    cluster = Written(clock)
    archive = Archive(cluster, clock=clock)
    archive.snapshot()
    looked_at = archive.revision
    archive.snapshot()
    assert looked_at == archive.revision
    archive.remove(["901_1"])
    removed = archive.revision
    cluster.shards = 3
    archive.snapshot()
    assert 3 == len({looked_at, removed, archive.revision})


def test_after_another_process_made_other_parts_words_are_counted_by_these() -> None:
    clock = Clock()
    cluster = Reindexed(clock)
    archive = Archive(cluster, clock=clock)
    assert [1] == archive.snapshot()[0].document_frequencies(TERMS).tolist()
    cluster.shards = 3
    clock.now += FRESH_S + 0.1
    assert [3] == archive.snapshot()[0].document_frequencies(TERMS).tolist()


class Told(Reindexed):
    """One whose every term is in one article and no word in any; it counts how often articles are asked for."""

    searched = 0

    def ask(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        if path == "/_mtermvectors":
            counts = {term: {"doc_freq": 1} for term in body["docs"][0]["doc"]["terms"].split()}
            return {"docs": [{"term_vectors": {"terms": {"terms": counts}}}]}
        if path == "/_search" and "query" in body:
            self.searched += 1
            return {"hits": {"hits": []}}
        return super().ask(method, path, body, **more)


def test_whether_an_article_has_a_word_is_asked_once_for_each_state() -> None:
    clock = Clock()
    cluster = Told(clock)
    archive = Archive(cluster, clock=clock)
    for asked in (1, 1):
        assert not archive.snapshot()[1].knows("나룻배")
        assert asked == cluster.searched
    clock.now += FRESH_S + 0.1
    assert not archive.snapshot()[1].knows("나룻배")
    assert 1 == cluster.searched, "nothing changed"
    cluster.shards = 3
    before = archive.snapshot()[1]
    clock.now += FRESH_S + 0.1
    now = archive.snapshot()[1]
    assert not before.knows("도선장")
    assert not now.knows("도선장")
    assert not now.knows("나룻배")
    assert 4 == cluster.searched, "what one state has says nothing of another"


class Many:
    """An archive of *count* articles on a ferry, the newest first; of every second it is no more than a word."""

    def __init__(self, count: int) -> None:
        self.count, self.asked = count, 0

    def search_in(self, view: str, body: dict[str, Any], until: float) -> list[dict[str, Any]]:
        self.asked += 1
        start = 0 if "search_after" not in body else -int(body["search_after"][0])
        numbers = range(start + (start > 0), self.count)[: body["size"]]
        return [self.hit(number) for number in numbers]

    def hit(self, number: int) -> dict[str, Any]:
        body = "나룻배가 다닌다." if number % 2 else "강이 흐른다. " * 80 + "나룻배가 다닌다."
        kept = {"title": "강", "body": body, "publisher": "", "authors": [], "emails": [], "published": "",
                "added": "", "url": "", "category": "", "path": ""}  # fmt: skip
        article_id = f"{number:06}"
        return {
            "fields": {"id": [article_id], "moment": [-number]},
            "sort": [-number, article_id],
            "_source": {"id": article_id, "hash": "", "kept": kept},
        }

    def frequencies(self, terms: Sequence[str], until: float) -> dict[str, int]:
        return dict.fromkeys(terms, 1)

    def names(self, kind: NameKind, until: float) -> Known:
        return {}


@pytest.mark.parametrize(
    ("count", "read", "since"),
    [(3, 3, None), (MOST_RANKED + 500, MOST_RANKED + 500, None), (MOST_READ + 7, MOST_READ, 1 - MOST_READ)],
)
def test_all_that_may_be_about_a_topic_are_read_or_it_is_told_since_when(
    count: int, read: int, since: int | None
) -> None:
    archive = Many(count)
    now = ArchiveSnapshot(archive, "view", count, 0)
    found = now.about(["나룻배"])
    assert [f"{number:06}" for number in range(1, read, 2)] == now.ids(found.places)
    assert since == found.since
    assert archive.asked == min(read // MOST_RANKED + 1, MOST_READ // MOST_RANKED)
