"""The archive: an engine of `bot.search.engine` whose articles are in an OpenSearch cluster.

    archive = Archive(Cluster(address), "sosik")
    archive.prepare()
    archive.add(articles)
    archive.search("노면전차")

Its name is an alias of the cluster's (`bot.adapters.opensearch.alias`).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Any, NamedTuple

from bot.adapters.opensearch.alias import Alias
from bot.adapters.opensearch.cluster import WRITE_S, Cluster
from bot.adapters.opensearch.documents import article_of, documents, is_text
from bot.adapters.opensearch.snapshot import ArchiveLexicon, ArchiveSnapshot
from bot.articles.article import Article
from bot.errors import ArchiveError
from bot.korean.days import Days
from bot.search.engine import SearchEngine
from bot.search.filters import Filters
from bot.search.names import Known, NameKind, by_letters

FRESH_S = 1.0  # for so long searches see the same state
_KEPT = "10s"  # how long the cluster keeps a state; a search has two
_STRETCH = 500  # articles whose terms are counted at once
_PAGE = 10_000  # ids in one answer
_MOST_NAMES = 10_000
_NAMES_S = 60.0
_REMEMBERED = 1 << 16  # document frequencies, and words that were asked for


class _State(NamedTuple):
    """One state of the articles: *view* names it to the cluster, *of* tells it from others, with the index it is of.

    known: of words whether an article has them, as far as was asked.
    """

    view: str
    of: tuple[int, int, str]
    until: float
    known: dict[str, bool]

    @property
    def size(self) -> int:
        return self.of[0]

    @property
    def behind(self) -> str:
        """ "" where it has no article."""
        return self.of[2]


class Archive(SearchEngine):
    """See the module. Blocks; thread-safe; every method may raise ArchiveError."""

    def __init__(
        self, cluster: Cluster, name: str = "sosik", clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._cluster, self.name, self._clock = cluster, name, clock
        self.alias = Alias(cluster, name)
        self._state: _State | None = None
        self._opening = threading.Lock()
        self._counted: tuple[tuple[int, int, str], dict[str, int]] = ((0, 0, ""), {})
        self._names: dict[NameKind, tuple[float, Known]] = {}
        self._routes: tuple[str, list[str]] = ("", [])  # an index, and one into each of its shards
        self._of, self._current = (0, 0, ""), ""
        self._writes = 0

    @property
    def is_away(self) -> bool:
        """Whether it failed a moment ago, so that nobody asks."""
        return self._cluster.is_away

    @property
    def size(self) -> int:
        """How many articles it had when it was last looked at; asks nobody."""
        return self._of[0]

    @property
    def revision(self) -> object:
        """Another one once it was written by this bot, or seen to be changed by another; asks nobody."""
        return self._writes, self._of

    def prepare(self, shards: int = 1) -> None:
        """Make the index, unless it is there; and learn what every search asks, which a new cluster tells slowly."""
        self.alias.make(shards)
        self._current = self.alias.demand_version()
        self.alias.settle()
        until = self._cluster.deadline(WRITE_S)
        self._ways(until)
        self._state = self._open(until)

    def settle(self) -> None:
        """Undo what a load left that was broken off meanwhile; makes nothing."""
        self.alias.settle()

    # -- writing

    def add(self, articles: Iterable[Article]) -> None:
        """Add, or replace those whose id is known; searchable on return. Raises: ArchiveError where one is refused."""
        if refused := self.put(articles):
            raise ArchiveError("rejected", f"{len(refused)} articles")

    def put(self, articles: Iterable[Article], source: str = "", *, into: str = "") -> dict[str, str]:
        """As `add`; those refused, by id, and why. into: an index, which is not made searchable."""
        refused: dict[str, str] = {}
        actions = self._actions(articles, source, into or self.name, refused)
        refused |= self._write(actions, makes_nothing=not into)
        if not into:
            self.refresh()
        return refused

    def _actions(
        self, articles: Iterable[Article], source: str, index: str, refused: dict[str, str]
    ) -> Iterator[Mapping[str, Any]]:
        waiting = iter(articles)
        while some := list(islice(waiting, _STRETCH)):
            self.alias.renew()
            written = [one for one in some if is_text(one)]
            refused |= {one.id: "not_utf8" for one in some if not is_text(one)}
            for document in documents(written, source, time.time_ns() // 1_000_000):
                yield {"_op_type": "index", "_index": index, "_id": document.id, "_source": document.json}

    def remove(self, ids: Iterable[str]) -> None:
        """Forget; unknown ids are ignored."""
        gone = ({"_op_type": "delete", "_index": self.name, "_id": article_id} for article_id in ids)
        refused = self._write(gone)
        self.refresh()
        if refused:
            raise ArchiveError("rejected", f"{len(refused)} articles were not removed")

    def _write(self, actions: Iterable[Mapping[str, Any]], *, makes_nothing: bool = False) -> dict[str, str]:
        try:
            return self._cluster.write(actions, makes_nothing=makes_nothing)
        finally:  # some may be written where others were not
            self._writes += 1

    def refresh(self) -> None:
        """Make searchable what was written."""
        self._cluster.ask("POST", f"/{self.name}/_refresh", timeout_s=WRITE_S)
        self._forget()

    def _forget(self) -> None:
        self._state = None
        self._names = {}

    # -- reading

    def of_days(self, days: Days, most: int) -> list[Article]:
        """Up to *most* articles of *days*, newest first."""
        now, _ = self.snapshot()
        narrowed = now.within(Filters(since=days.first, until=days.last))
        return narrowed.get_many(narrowed.latest(most))

    def snapshot(self) -> tuple[ArchiveSnapshot, ArchiveLexicon]:
        """The articles as they are now, or were FRESH_S ago."""
        until = self._cluster.deadline()
        state = self._state
        if state is None or self._clock() > state.until:
            with self._opening:
                state = self._state
                if state is None or self._clock() > state.until:
                    state = self._state = self._open(until)
        now = ArchiveSnapshot(self, state.view, state.size, until)
        return now, ArchiveLexicon(now, state.known)

    def _open(self, until: float) -> _State:
        path = f"/{self.name}/_search/point_in_time"
        view = str(self._cluster.ask("POST", path, until=until, keep_alive=_KEPT)["pit_id"])
        body = {
            "size": 0,
            "track_total_hits": True,
            "pit": {"id": view},
            "aggs": {
                "changed": {"max": {"field": "changed"}},
                "index": {"terms": {"field": "_index", "size": 1}},
            },
        }
        found = self._cluster.ask("POST", "/_search", body, until=until, allow_partial_search_results="false")
        changed = int(found["aggregations"]["changed"]["value"] or 0)
        index = next((str(one["key"]) for one in found["aggregations"]["index"]["buckets"]), "")
        if index and index != self._current:
            self._current = self.alias.demand_version(until)
        self._of = (int(found["hits"]["total"]["value"]), changed, index)
        known: dict[str, bool] = {}
        if (old := self._state) is not None and old.of == self._of and len(old.known) <= _REMEMBERED:
            known = old.known
        return _State(view, self._of, self._clock() + FRESH_S, known)

    def search_in(self, view: str, body: dict[str, Any], until: float) -> list[dict[str, Any]]:
        """The hits of a request of OpenSearch's language."""
        asked = {**body, "pit": {"id": view}}
        found = self._cluster.ask(
            "POST", "/_search", asked, until=until, allow_partial_search_results="false"
        )
        hits: list[dict[str, Any]] = found["hits"]["hits"]
        return hits

    def left_s(self, until: float) -> float:
        """Seconds until *until*, of `Cluster.deadline`."""
        return self._cluster.left_s(until)

    def frequencies(self, terms: Sequence[str], until: float) -> dict[str, int]:
        """In how many articles each of *terms*, as `spelled`, occurs; remembered as long as nothing changes."""
        state = self._state
        of, counted = self._counted
        if state is not None and (state.of != of or len(counted) > _REMEMBERED):
            counted = {}
            self._counted = (state.of, counted)
        if missing := [term for term in dict.fromkeys(terms) if term not in counted]:
            counted |= self._count(missing, until)
        return {term: counted[term] for term in terms}

    def _count(self, terms: Sequence[str], until: float) -> dict[str, int]:
        """Asked as the term vectors of an article that is made of *terms*, once in each shard."""
        written = " ".join(terms)
        asked = [
            {
                "_index": self.name,
                "doc": {"terms": written},
                "routing": route,
                "fields": ["terms"],
                "term_statistics": True,
                "field_statistics": False,
                "positions": False,
                "offsets": False,
            }
            for route in self._ways(until)
        ]
        told = self._cluster.ask("POST", "/_mtermvectors", {"docs": asked}, until=until)["docs"]
        counts = dict.fromkeys(terms, 0)
        for one in told:
            if "term_vectors" not in one:
                raise ArchiveError("red", "a part of it told no frequencies")
            for term, found in one["term_vectors"].get("terms", {}).get("terms", {}).items():
                counts[term] += found.get("doc_freq", 0)
        return counts

    def _ways(self, until: float) -> list[str]:
        """A routing into each shard of the index that was last looked at: another bot may have put it in its place."""
        state = self._state
        known, ways = self._routes
        if not ways or (state is not None and state.behind not in ("", known)):
            [(index, told)] = self._cluster.ask("GET", f"/{self.name}/_settings", until=until).items()
            shards = int(told["settings"]["index"]["number_of_shards"])
            found: dict[int, str] = {}
            for number in range(100 * shards):
                if len(found) == shards:
                    break
                path = f"/{self.name}/_search_shards"
                copies = self._cluster.ask("GET", path, until=until, routing=number)["shards"][0]
                found.setdefault(int(copies[0]["shard"]), str(number))
            ways = list(found.values())
            self._routes = (index, ways)
        return ways

    def names(self, kind: NameKind, until: float) -> Known:
        """The papers, authors or sections that most articles have, by their letters; a minute old at most."""
        at, known = self._names.get(kind, (0.0, {}))
        if not known or self._clock() > at + _NAMES_S:
            body = {"size": 0, "aggs": {"names": {"terms": {"field": f"{kind}_name", "size": _MOST_NAMES}}}}
            told = self._cluster.ask("POST", f"/{self.name}/_search", body, until=until)
            known = by_letters(one["key"] for one in told["aggregations"]["names"]["buckets"])
            self._names[kind] = (self._clock(), known)
        return known

    def get_many(self, article_ids: Sequence[str]) -> list[Article | None]:
        """The articles of those ids, in order; None in the place of one that is not there."""
        if not article_ids:
            return []
        told = self._cluster.ask("POST", f"/{self.name}/_mget", {"ids": list(article_ids)})["docs"]
        return [article_of(one["_source"]) if one.get("found") else None for one in told]

    def held(self, article_ids: Sequence[str]) -> dict[str, str]:
        """The content hashes of those of the articles that are there, by id."""
        if not article_ids:
            return {}
        path, asked = f"/{self.name}/_mget", {"ids": list(article_ids)}
        told = self._cluster.ask("POST", path, asked, timeout_s=WRITE_S, _source_includes="hash")["docs"]
        return {one["_id"]: one["_source"]["hash"] for one in told if one.get("found")}

    def stored(self, index: str) -> Iterator[tuple[str, list[Article]]]:
        """Every article of *index*, some at a time, with the source that they are of."""
        after: list[str] = []
        while True:
            body = {
                "size": _STRETCH,
                "sort": [{"source": "asc"}, {"id": "asc"}],
                **({"search_after": after} if after else {}),
            }
            hits = self._cluster.ask("POST", f"/{index}/_search", body, timeout_s=WRITE_S)["hits"]["hits"]
            for source, some in groupby(hits, key=lambda hit: str(hit["_source"]["source"])):
                yield source, [article_of(hit["_source"]) for hit in some]
            if len(hits) < _STRETCH:
                return
            after = hits[-1]["sort"]

    def hashes(self, source: str) -> Iterator[tuple[str, str]]:
        """Id and content hash of every article of *source*, by id."""
        after: list[str] = []
        while True:
            body: dict[str, Any] = {
                "query": {"term": {"source": source}},
                "size": _PAGE,
                "sort": [{"id": "asc"}],
                "_source": False,
                "docvalue_fields": ["hash"],
                **({"search_after": after} if after else {}),
            }
            hits = self._cluster.ask("POST", f"/{self.name}/_search", body, timeout_s=WRITE_S)["hits"]["hits"]
            yield from ((hit["sort"][0], hit["fields"]["hash"][0]) for hit in hits)
            if len(hits) < _PAGE:
                return
            after = hits[-1]["sort"]
