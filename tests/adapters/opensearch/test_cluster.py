"""What a cluster's answers mean, told by a server that plays one; no node is needed."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.adapters.opensearch.archive import Archive
from bot.adapters.opensearch.cluster import AWAY_S, Address, Cluster
from bot.articles.article import Article
from bot.errors import ArchiveError


class Played(ThreadingHTTPServer):
    """Answers everything with one status and body."""

    status, body = 200, json.dumps({"version": {"distribution": "opensearch", "number": "2.19.6"}})
    asked, paths = 0, list[str]()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away."""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, Played)
        server.asked += 1
        server.paths = [*server.paths, self.path]
        self.send_response(server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(server.body)))
        self.end_headers()
        self.wfile.write(server.body.encode())

    do_POST = do_HEAD = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


class _Together(_Handler):
    """Answers four at a time, and keeps connections open."""

    protocol_version = "HTTP/1.1"
    connections, four = 0, threading.Barrier(4)

    def setup(self) -> None:
        type(self).connections += 1
        super().setup()

    def do_GET(self) -> None:
        self.four.wait(10)
        super().do_GET()


@contextmanager
def playing(handler: type[_Handler]) -> Iterator[Played]:
    with Played(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def played() -> Iterator[Played]:
    with playing(_Handler) as server:
        yield server


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def archive_at(played: Played, clock: Clock | None = None) -> Archive:
    address = Address(f"http://127.0.0.1:{played.server_address[1]}", "sosik", "wrong")
    return Archive(Cluster(address, clock or Clock()))


@pytest.mark.parametrize(
    ("status", "reason"),
    [(401, "refused"), (403, "refused"), (404, "missing"), (503, "red"), (500, "slow"), (400, "rejected")],
)
def test_a_status_is_told_by_what_can_be_done_about_it(played: Played, status: int, reason: str) -> None:
    played.status, played.body = status, "{}"
    with pytest.raises(ArchiveError) as fault:
        archive_at(played).alias.version()
    assert reason == fault.value.reason


@pytest.mark.parametrize(
    "version",
    [
        {"distribution": "opensearch", "number": "1.3.2"},
        {"distribution": "opensearch", "number": "4.0.0"},
        {"number": "7.10.2"},
    ],
)
def test_another_version_is_told(played: Played, version: dict[str, str]) -> None:
    played.body = json.dumps({"version": version})
    with pytest.raises(ArchiveError, match=version["number"]):
        archive_at(played).alias.version()


def test_one_that_failed_is_not_asked_for_a_while(played: Played) -> None:
    clock = Clock()
    archive = archive_at(played, clock)
    assert "2.19.6" == archive.alias.version()
    played.status = 503
    with pytest.raises(ArchiveError):
        archive.alias.version()
    asked = played.asked
    assert archive.is_away
    with pytest.raises(ArchiveError):
        archive.search("노면전차")
    assert asked == played.asked
    clock.now = AWAY_S + 0.1
    played.status = 200
    assert "2.19.6" == archive.alias.version()


def test_a_password_is_not_shown() -> None:
    assert "secret" not in repr(Address("http://127.0.0.1:9200", "sosik", "secret"))


def test_nobody_there_is_away() -> None:
    with pytest.raises(ArchiveError) as fault:
        Archive(Cluster(Address("http://127.0.0.1:9"))).alias.version()
    assert "away" == fault.value.reason


@pytest.mark.parametrize(
    ("kind", "status", "reason"),
    [("index", 403, "refused"), ("index", 500, "red"), ("index", 404, "missing"),
     ("delete", 404, "missing"), ("delete", 403, "refused")],
)  # fmt: skip
def test_what_was_not_taken_for_no_fault_of_its_own_is_not_done(
    played: Played, kind: str, status: int, reason: str
) -> None:
    played.body = json.dumps({"items": [{kind: {"_id": "a", "status": status, "error": {"type": "fault"}}}]})
    cluster = Cluster(Address(f"http://127.0.0.1:{played.server_address[1]}"))
    with pytest.raises(ArchiveError) as fault:
        cluster.write([{"_op_type": kind, "_index": "sosik", "_id": "a", "_source": b"{}"}])
    assert reason == fault.value.reason


def test_what_is_not_there_is_removed(played: Played) -> None:
    played.body = json.dumps({"items": [{"delete": {"_id": "a", "status": 404, "result": "not_found"}}]})
    archive_at(played).remove(["a"])


def test_what_is_not_removed_is_told(played: Played) -> None:
    played.body = json.dumps({"items": [{"delete": {"_id": "a", "status": 400, "error": {"type": "fault"}}}]})
    with pytest.raises(ArchiveError):
        archive_at(played).remove(["a"])


def test_a_write_makes_no_index_by_itself(played: Played) -> None:
    played.body = json.dumps({"items": [{"index": {"_id": "a", "status": 201}}]})
    archive_at(played).put([Article("a", "여울강", "여울강이다.")])
    assert "require_alias=true" in played.paths[0]
    archive_at(played).put([Article("a", "여울강", "여울강이다.")], into="sosik-2-1")
    assert "require_alias=false" in played.paths[-1], "that is no alias yet"


class Raced(Cluster):
    """One in which another copy of the bot has made the index a moment before, or (*alone*) has not."""

    def __init__(self, alone: bool) -> None:
        super().__init__(Address("http://127.0.0.1:9"))
        self.alone, self.asked = alone, list[tuple[str, str]]()

    def ask(self, method: str, path: str, *_: object, **__: object) -> object:
        self.asked.append((method, path))
        if method == "PUT":
            raise ArchiveError("rejected")
        if method == "HEAD":
            return not self.alone and self.asked.count((method, path)) > 1
        raise ArchiveError("away")


@pytest.mark.parametrize(("alone", "reason"), [(False, "away"), (True, "rejected")])
def test_of_two_copies_one_makes_the_index(alone: bool, reason: str) -> None:
    cluster = Raced(alone)
    with pytest.raises(ArchiveError) as fault:
        Archive(cluster).prepare()
    assert reason == fault.value.reason, "it goes on with what every search asks"
    assert ["PUT"] == [method for method, _ in cluster.asked if method in ("PUT", "POST")]


def test_searches_at_once_keep_their_connections() -> None:
    with playing(_Together) as server, ThreadPoolExecutor(4) as askers:
        alias = archive_at(server).alias
        for _ in range(3):
            told = list(askers.map(lambda _: alias.version(), range(4)))
    assert ["2.19.6"] * 4 == told
    assert 4 == _Together.connections
