"""How an index is made, prepared for very many articles, and told from another release's; no node is needed."""

from __future__ import annotations

from typing import Any

import pytest

from bot.adapters.opensearch.alias import LEASE_S, Alias
from bot.adapters.opensearch.archive import Archive
from bot.adapters.opensearch.cluster import Address, Cluster
from bot.adapters.opensearch.documents import VERSION
from bot.errors import ArchiveError


class Noting(Cluster):
    """One that notes the settings it is given, and has *count* articles behind a name of *version*."""

    def __init__(self, count: int, version: int = VERSION, **settings: Any) -> None:
        super().__init__(Address("http://127.0.0.1:9"))
        self.count, self.settings = count, settings or {"auto_expand_replicas": "0-1"}
        self.meta: dict[str, Any] = {"version": version}
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
            if method == "PUT":
                self.meta = body["_meta"]
            return {self.index: {"mappings": {"_meta": self.meta}}}
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
        with Archive(cluster).alias.loading():
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
    with Archive(cluster).alias.loading():
        pass
    assert KEPT == cluster.told[-1]


class Load:
    """A load, by a clock of its own, that is broken off by force: nothing of what should follow is done."""

    def __init__(self, cluster: Cluster, at: float) -> None:
        self.at = at
        self.alias = Alias(cluster, "sosik", lambda: self.at)
        self.loading = self.alias.loading()
        self.loading.__enter__()


def test_a_start_leaves_a_load_alone_that_goes_on_and_undoes_one_that_does_not() -> None:
    cluster = Noting(7)
    load = Load(cluster, 1_000.0)
    cluster.settings = LOADING | {"auto_expand_replicas": "0-1"}
    during = len(cluster.told)
    start = Alias(cluster, "sosik", lambda: load.at)
    load.at += LEASE_S * 0.6
    load.alias.renew()
    load.at += LEASE_S * 0.6
    start.settle()
    assert during == len(cluster.told)
    load.at += LEASE_S
    start.settle()
    assert [USUAL] == cluster.told[during:]


def test_a_load_says_seldom_that_it_goes_on_and_takes_that_back_at_its_end() -> None:
    cluster, now = Noting(7), [0.0]
    alias = Alias(cluster, "sosik", lambda: now[0])
    with alias.loading():
        said = cluster.meta
        for _ in range(100):
            alias.renew()
        assert said is cluster.meta
        assert {"version": VERSION, "loading_until": LEASE_S * 1_000} == said
        now[0] = LEASE_S * 0.6
        alias.renew()
        assert LEASE_S * 1_600 == cluster.meta["loading_until"]
    assert {"version": VERSION} == cluster.meta


def test_the_version_is_that_of_the_documents_whatever_the_index_is_called_and_asked_once() -> None:
    cluster = Noting(1)
    cluster.index = "restored-of-monday"
    clock = iter(range(0, 100, 10))
    archive = Archive(cluster, clock=lambda: next(clock))
    for _ in range(3):
        assert 1 == len(archive)
    assert 3 == cluster.asked.count("/_search")
    assert 1 == cluster.asked.count("/sosik/_mapping")
    cluster.index, cluster.meta = f"sosik-{VERSION}-9", {"version": VERSION - 1}
    with pytest.raises(ArchiveError, match="outdated"):
        len(archive)
