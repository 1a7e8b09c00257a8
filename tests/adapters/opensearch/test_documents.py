"""What is written of an article, and how an index is prepared for very many; no node is needed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.opensearch.archive import Archive
from bot.adapters.opensearch.cluster import Address, Cluster
from bot.adapters.opensearch.documents import DERIVED, VERSION, definition, documents
from bot.articles.article import Article
from bot.errors import ArchiveError
from bot.index.index import Index
from bot.korean.tokens import term_ids
from bot.search.bm25 import FULL, UNIT
from bot.search.initials import pairs, pairs_of_titles, token

FERRY = Article("ferry", "여울강 나룻배", "나룻배가 다닌다. 나룻배는 하루 네 번 다닌다.")


def test_the_terms_of_an_article_stand_beside_their_impacts_which_add_up_to_what_memory_scores() -> None:
    (written,) = documents([FERRY], "", 1)
    impacts = {int(term): int(one) for term, _, one in (w.partition("|") for w in written["terms"].split())}
    ids = term_ids("나룻배")
    assert set(ids.tolist()) <= set(impacts)
    memory, _ = Index([FERRY]).snapshot()
    ((_, score),) = memory.rank(ids, memory.idf(ids), 1)
    weights = (memory.idf(ids) * UNIT).round().astype(int)
    told = sum(impacts[term] * weight for term, weight in zip(ids.tolist(), weights.tolist(), strict=True))
    assert score == pytest.approx(told / (FULL * UNIT))


def test_what_is_made_of_an_article_is_not_kept_beside_it() -> None:
    (written,) = documents([FERRY], "", 1)
    assert set(DERIVED) < set(written)
    assert set(written) == set(definition(1)["mappings"]["properties"])


@given(st.lists(st.text("한빛강가나다 ab12[]()<>.,%\ud800", max_size=12), max_size=6))
def test_the_pairs_of_titles_are_those_of_each_alone(titles: list[str]) -> None:
    assert [pairs_of_titles([title])[0] for title in titles] == pairs_of_titles(titles)


def test_the_pairs_of_a_title_hold_those_of_its_initials() -> None:
    other, ferry = pairs_of_titles(["버스", "여울강 나룻배"])
    assert set(pairs(token("ㅇㅇㄱㄴㄹㅂ"))) == set(ferry)
    assert set(pairs(token("ㅂㅅ"))) == set(other)


class Noting(Cluster):
    """One that notes the settings it is given, and has *count* articles behind a name of *version*."""

    def __init__(self, count: int, version: int = VERSION, **settings: Any) -> None:
        super().__init__(Address("http://127.0.0.1:9"))
        self.count, self.version, self.settings = count, version, settings or {"auto_expand_replicas": "0-1"}
        self.index, self.asked = f"sosik-{version}-0", list[str]()
        self.told: list[dict[str, Any]] = []

    def ask(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        self.asked.append(path)
        if path.endswith("/_settings"):
            if method == "PUT":
                self.told.append(body["index"])
            return {self.index: {"settings": {"index": {"number_of_shards": "1", **self.settings}}}}
        if path.endswith("/_search_shards"):
            return {"shards": [[{"shard": 0}]]}
        if path.endswith("/_mapping"):
            return {self.index: {"mappings": {"_meta": {"version": self.version}}}}
        if path.endswith("/_search"):
            index = {"buckets": [{"key": self.index}]}
            return {
                "hits": {"total": {"value": 1}},
                "aggregations": {"changed": {"value": 1}, "index": index},
            }
        return {"count": self.count, "pit_id": "now"}


@pytest.mark.parametrize(("count", "replicas"), [(0, 0), (7, None)])
def test_while_very_much_is_loaded_nothing_is_searchable_and_afterwards_all_is_as_always(
    count: int, replicas: int | None
) -> None:
    cluster = Noting(count)

    def load() -> None:
        with Archive(cluster).loading():
            raise ArchiveError("slow")

    with pytest.raises(ArchiveError, match="slow"):
        load()
    during = cluster.told[0]
    assert ("-1", "async") == (during["refresh_interval"], during["translog.durability"])
    assert replicas == during.get("number_of_replicas"), "what is searched keeps its copies"
    usual = {"refresh_interval": None, "translog.durability": None, "auto_expand_replicas": "0-1"}
    assert usual == cluster.told[-1]


def test_documents_of_another_release_are_neither_searched_nor_written_beside() -> None:
    archive = Archive(Noting(1, VERSION - 1))
    with pytest.raises(ArchiveError) as fault:
        archive.snapshot()
    assert "outdated" == fault.value.reason
    assert archive.is_away, "memory answers, and says so"
    archive = Archive(Noting(1, VERSION - 1))
    with pytest.raises(ArchiveError, match="sosik archive reindex"):
        archive.prepare()


LOADING: dict[str, Any] = {"refresh_interval": "-1", "translog": {"durability": "async"}}
OWN: dict[str, Any] = {"refresh_interval": "30s", "auto_expand_replicas": "false", "number_of_replicas": "2"}
KEPT = {**OWN, "translog.durability": None}
USUAL = {"refresh_interval": None, "translog.durability": None, "auto_expand_replicas": "0-1"}


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ({"auto_expand_replicas": "0-1", "number_of_replicas": "1"}, []),
        (OWN, []),
        ({**LOADING, "auto_expand_replicas": "0-1", "number_of_replicas": "1"}, [USUAL]),
        ({**LOADING, "auto_expand_replicas": "false", "number_of_replicas": "0"}, [USUAL]),
        ({**OWN, "translog": {"durability": "async"}}, [KEPT]),
    ],
)
def test_a_start_undoes_what_a_load_left_and_no_setting_of_anybody_else(
    found: dict[str, Any], told: list[dict[str, Any]]
) -> None:
    cluster = Noting(1, **found)
    Archive(cluster).prepare()
    assert told == cluster.told


def test_a_load_puts_back_the_settings_that_it_found() -> None:
    cluster = Noting(1, **OWN)
    with Archive(cluster).loading():
        pass
    assert KEPT == cluster.told[-1]


def test_the_version_is_that_of_the_documents_whatever_the_index_is_called_and_asked_once() -> None:
    cluster = Noting(1)
    cluster.index = "restored-of-monday"
    clock = iter(range(0, 100, 10))
    archive = Archive(cluster, clock=lambda: next(clock))
    for _ in range(3):
        assert 1 == len(archive)
    assert 3 == cluster.asked.count("/_search")
    assert 1 == cluster.asked.count("/sosik/_mapping")
    cluster.index, cluster.version = f"sosik-{VERSION}-9", VERSION - 1
    with pytest.raises(ArchiveError, match="outdated"):
        len(archive)
