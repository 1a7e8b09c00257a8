"""A cluster as it is reached over HTTP: limits of time, and what its faults mean.

    cluster = Cluster(Address("http://127.0.0.1:9200"))
    cluster.ask("POST", "/articles/_search", {"query": {"match_all": {}}})

A cluster that did not answer is not asked again for a while, so that readers do not wait for it one by one.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from time import monotonic, sleep
from typing import Any, NamedTuple

from bot.adapters.opensearch.bulk import TOO_MUCH, Action, write
from bot.errors import ArchiveError, SettingsError

log = logging.getLogger(__name__)

READ_S = 2.0  # for one search in all
WRITE_S = 60.0  # for one bundle of articles, or a new index
KEPT_OPEN = 16  # connections to a node: as many searches at once need no new one
AWAY_S = 5.0  # for so long nobody asks again


class Address(NamedTuple):
    """urls: of some of its nodes, with commas between. ca: a file of certificates; "": those of the system."""

    urls: str
    user: str = ""
    password: str = ""
    ca: str = ""

    def __repr__(self) -> str:
        return f"Address({self.urls!r})"  # the password reaches no log


class Cluster:
    """Blocks; thread-safe. clock: seconds, of any beginning. read_s: that a search may take in all."""

    def __init__(
        self,
        address: Address,
        clock: Callable[[], float] = monotonic,
        read_s: float = READ_S,
        pause: Callable[[float], None] = sleep,
    ) -> None:
        """Raises: SettingsError when the client library is not installed, or the certificates cannot be read."""
        try:
            import opensearchpy  # an optional extra, and a second to import
        except ImportError:
            raise SettingsError(
                ["an archive in OpenSearch needs packages more: install Sosik as sosik[archive]"]
            ) from None
        hosts = [part.strip() for part in address.urls.split(",") if part.strip()]
        options: dict[str, Any] = {"ca_certs": address.ca} if address.ca else {}
        if address.user:
            options["http_auth"] = (address.user, address.password)
        try:
            self._client: Any = opensearchpy.OpenSearch(
                hosts,
                timeout=READ_S,
                pool_maxsize=KEPT_OPEN,
                max_retries=len(hosts) - 1,  # another node, where one does not take connections
                retry_on_timeout=False,
                **options,
            )
        except OSError as fault:
            raise SettingsError(
                [f"OPENSEARCH_CA: cannot be read: {fault.strerror or 'no certificates'}"]
            ) from None
        for name in (
            "opensearch",
            "opensearchpy.trace",
        ):  # they show what was asked, which has a reader's words
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._faults: Any = opensearchpy.exceptions
        self._clock, self._read_s, self._pause = clock, read_s, pause
        self._away_until = 0.0

    @property
    def is_away(self) -> bool:
        """Whether it failed a moment ago, so that nobody asks."""
        return self._clock() < self._away_until

    def deadline(self, limit_s: float | None = None) -> float:
        """Until when what begins now may ask; a search, unless *limit_s* says otherwise."""
        return self._clock() + (self._read_s if limit_s is None else limit_s)

    def left_s(self, until: float) -> float:
        """Seconds until *until*, of `deadline`."""
        return until - self._clock()

    def ask(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        until: float | None = None,
        timeout_s: float | None = None,
        **parameters: Any,
    ) -> Any:
        """What it answers. until: of `deadline`; then it has failed. Raises: ArchiveError."""
        if self.is_away:
            raise ArchiveError("away", "it did not answer a moment ago")
        left_s = (timeout_s or self._read_s) if until is None else self.left_s(until)
        if left_s <= 0:
            raise self.failed(ArchiveError("slow", "it took longer than a search may"))
        sent = {"request_timeout": left_s, **parameters}
        try:
            return self._client.transport.perform_request(method, path, params=sent, body=body)
        except self._faults.OpenSearchException as fault:
            raise self.failed(self._meant(fault)) from None

    def exists(self, path: str) -> bool:
        """Whether there is something at *path*. Raises: ArchiveError."""
        return bool(self.ask("HEAD", path))

    def write(self, actions: Iterable[Action], *, makes_nothing: bool = False) -> dict[str, str]:
        """Do *actions* in bundles, more slowly where it says that this is too much; those refused, by id, and why.

        makes_nothing: only into what an alias names; else the cluster makes an index of its own where none is.
        Raises: ArchiveError; what was done before stays done.
        """

        def send(lines: bytes) -> Any:
            try:
                told = self._client.bulk(
                    body=lines, request_timeout=WRITE_S, require_alias=str(makes_nothing).lower()
                )
            except self._faults.OpenSearchException as fault:
                if getattr(fault, "status_code", None) == TOO_MUCH:
                    return None
                raise self.failed(self._meant(fault)) from None
            return told["items"]

        refused: dict[str, str] = {}
        for kind, one in write(actions, send, self._pause):
            status = int(one.get("status", 500))
            if status < 300 or (kind == "delete" and one.get("result") == "not_found"):
                continue
            why = str(one.get("error", {}).get("type", "unknown"))
            if (reason := _of_all(status)) is not None:
                raise ArchiveError(reason, f"articles were not taken: {why}")
            refused[str(one["_id"])] = why
        return refused

    def failed(self, fault: ArchiveError) -> ArchiveError:
        """*fault*, after which nobody asks for a while, unless it is of what was asked alone."""
        if fault.reason != "rejected":  # that is of what was asked, and not of the cluster
            if not self.is_away:
                log.warning("%s", fault)
            self._away_until = self._clock() + AWAY_S
        return fault

    def _meant(self, fault: Exception) -> ArchiveError:
        """What *fault* of the client means; nothing of what was asked is told, which has a reader's words."""
        if isinstance(fault, self._faults.ConnectionTimeout):
            return ArchiveError("slow")
        if isinstance(fault, self._faults.SSLError):
            return ArchiveError("refused", "its certificate is not trusted: see OPENSEARCH_CA")
        if isinstance(fault, self._faults.ConnectionError):
            return ArchiveError("away")
        status = getattr(fault, "status_code", None)
        if status in (401, 403):
            return ArchiveError("refused", "OPENSEARCH_USER, OPENSEARCH_PASSWORD or their rights")
        if status == 404:
            return ArchiveError("missing")
        if isinstance(status, int) and (status == 429 or status >= 500):
            return ArchiveError("red" if status == 503 else "slow", f"status {status}")
        return ArchiveError("rejected", f"status {status}: {str(getattr(fault, 'error', ''))[:80]}")


def _of_all(status: int) -> str | None:
    """Why an article was not taken, where that is no fault of its own: it may be taken once that is mended."""
    if status in (401, 403):
        return "refused"
    if status == 404:
        return "missing"
    return "red" if status == 429 or status >= 500 else None
