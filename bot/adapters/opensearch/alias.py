"""The name of an archive, and the index behind it: made, loaded, merged, and exchanged for another.

An index is NAME-VERSION-SERIAL, so that another one can take its place. While very much is loaded it has settings of
its own, and a lease says until when: what a load that was broken off by force leaves is undone once that has run out.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bot.adapters.opensearch.cluster import WRITE_S, Cluster
from bot.adapters.opensearch.documents import VERSION, definition
from bot.adapters.opensearch.upkeep import ALONE, LOADING, lasting
from bot.errors import ArchiveError

log = logging.getLogger(__name__)

OLDEST, NEXT = (2, 10), (4, 0)  # versions of OpenSearch: from, to before
MERGE_S = 6 * 3_600.0
LEASE_S = 900.0  # of a load; renewed when half of it is over
_LEASE = "loading_until"  # in ms, in what the index says of itself


class Alias:
    """Blocks; every method may raise ArchiveError. now: seconds since 1970, as other machines count them too."""

    def __init__(self, cluster: Cluster, name: str, now: Callable[[], float] = time.time) -> None:
        self._cluster, self.name, self._now = cluster, name, now
        self._loading, self._renew_at = "", 0.0

    # -- the index behind the name

    def version(self) -> str:
        """The number of the cluster's version. Raises: ArchiveError, also where it is none that we know."""
        told = self._cluster.ask("GET", "/")["version"]
        number = str(told["number"])
        parts = tuple(int(part) for part in number.split(".")[:2])
        if told.get("distribution") != "opensearch" or not OLDEST <= parts < NEXT:
            raise ArchiveError(
                "version", f"{told.get('distribution', 'no OpenSearch')} {number}; 2.10 to 3 are known"
            )
        return number

    def mapped(self, until: float | None = None) -> tuple[str, int]:
        """The index behind the name, and of which version it is. Raises: ArchiveError "missing" where none is."""
        index, told = self._described(self.name, until)
        return index, int(told.get("version", 0))

    def demand_version(self, until: float | None = None) -> str:
        """The index behind the name.

        Raises: ArchiveError "outdated" where its documents are of another version: scores would mean something else.
        """
        index, version = self.mapped(until)
        if version != VERSION:
            told = f"{index} is of another version of Sosik: `sosik archive reindex`"
            raise self._cluster.failed(ArchiveError("outdated", told))
        return index

    def make(self, shards: int) -> None:
        """The first index and its name at once, unless they are there: of two copies of the bot one makes them."""
        if self._cluster.exists(f"/_alias/{self.name}"):
            return
        body = {**definition(shards), "aliases": {self.name: {}}}
        try:
            self._cluster.ask("PUT", f"/{self.name}-{VERSION}-0", body, timeout_s=WRITE_S)
        except ArchiveError as fault:
            if fault.reason != "rejected" or not self._cluster.exists(f"/_alias/{self.name}"):
                raise

    def create(self, shards: int) -> str:
        """A new, empty index that is not searched yet; its name."""
        index = f"{self.name}-{VERSION}-{int(self._now() * 1000)}"
        self._cluster.ask("PUT", f"/{index}", definition(shards), timeout_s=WRITE_S)
        return index

    def exchange(self, new: str, old: str | None = None) -> None:
        """Search *new* from now on, in place of *old*, which is removed."""
        self._cluster.ask("POST", f"/{new}/_refresh", timeout_s=WRITE_S)
        actions: list[dict[str, Any]] = [{"add": {"index": new, "alias": self.name}}]
        if old is not None:
            actions.append({"remove_index": {"index": old}})
        self._cluster.ask("POST", "/_aliases", {"actions": actions}, timeout_s=WRITE_S)

    def discard(self, index: str) -> None:
        """Remove *index*, which is not searched; says so where that cannot be done."""
        try:
            self._cluster.ask("DELETE", f"/{index}", timeout_s=WRITE_S)
        except ArchiveError as fault:
            log.warning("the index %s is left, and may be removed: %s", index, fault)

    def merge(self) -> None:
        """Have each part written as one piece, in which searches are faster; takes long where there is much."""
        self._cluster.ask("POST", f"/{self.name}/_flush", timeout_s=MERGE_S)
        self._cluster.ask("POST", f"/{self.name}/_forcemerge", timeout_s=MERGE_S, max_num_segments=1)
        self._cluster.ask("POST", f"/{self.name}/_refresh", timeout_s=WRITE_S)

    # -- how much there is

    def count(self, index: str = "") -> int:
        """How many articles are in *index*, or behind the name."""
        return int(self._cluster.ask("GET", f"/{index or self.name}/_count", timeout_s=WRITE_S)["count"])

    def nbytes(self) -> int:
        """What they take on disk, each counted once."""
        told = self._cluster.ask("GET", f"/{self.name}/_stats/store", timeout_s=WRITE_S)
        return int(told["_all"]["primaries"]["store"]["size_in_bytes"])

    # -- while very much is written

    @contextmanager
    def loading(self, index: str = "") -> Iterator[None]:
        """Meanwhile very much is written, into *index* or what is searched; afterwards that is safe, as always.

        An index without articles has no copies meanwhile. What is broken off by force, `settle` mends.
        """
        into = index or self.name
        usual, _ = lasting(self._settings(into))
        self._lease(into, LEASE_S)
        self._set(into, LOADING | (ALONE if not self.count(into) else {}))
        self._loading, self._renew_at = into, self._now() + LEASE_S / 2
        try:
            yield
        finally:
            self._loading = ""
            self._set(into, usual)
            self._lease(into, 0)
            self._cluster.ask("POST", f"/{into}/_flush", timeout_s=MERGE_S)

    def renew(self) -> None:
        """Say again, if it is time, that a load goes on."""
        if self._loading and self._now() > self._renew_at:
            self._lease(self._loading, LEASE_S)
            self._renew_at = self._now() + LEASE_S / 2

    def settle(self) -> None:
        """Undo what a load left in the settings that was broken off by force; not of one that goes on elsewhere."""
        usual, is_left = lasting(self._settings(self.name))
        if is_left and int(self._described(self.name)[1].get(_LEASE, 0)) < self._now() * 1000:
            self._set(self.name, usual)

    def _lease(self, index: str, seconds: float) -> None:
        told = {key: value for key, value in self._described(index)[1].items() if key != _LEASE}
        if seconds:
            told[_LEASE] = int((self._now() + seconds) * 1000)
        self._cluster.ask("PUT", f"/{index}/_mapping", {"_meta": told}, timeout_s=WRITE_S)

    def _described(self, index: str, until: float | None = None) -> tuple[str, dict[str, Any]]:
        """The index behind a name, and what it says of itself."""
        [(name, told)] = self._cluster.ask("GET", f"/{index}/_mapping", until=until).items()
        meta: dict[str, Any] = told["mappings"].get("_meta", {})
        return name, meta

    def _settings(self, index: str) -> dict[str, Any]:
        [told] = self._cluster.ask("GET", f"/{index}/_settings", timeout_s=WRITE_S).values()
        settings: dict[str, Any] = told["settings"]["index"]
        return settings

    def _set(self, index: str, settings: dict[str, Any]) -> None:
        self._cluster.ask("PUT", f"/{index}/_settings", {"index": settings}, timeout_s=WRITE_S)
