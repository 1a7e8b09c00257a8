"""Three real nodes: one killed under load, the others stopped, and all well again."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from bot.adapters.opensearch.archive import Archive
from bot.adapters.opensearch.cluster import AWAY_S, READ_S, Address, Cluster
from bot.index.index import Index
from bot.search.tiered import Tiered
from tests.adapters.opensearch.nodes import Nodes, why_not
from tests.adapters.opensearch.test_archive import PAPERS

ASKED = "노면전차 소식"
RECOVERY_S = 60.0
NEWEST = max(PAPERS, key=lambda one: (one.moment, one.id))


@pytest.fixture(scope="module")
def nodes() -> Iterator[Nodes]:
    """A cluster of three nodes."""
    if reason := why_not():
        pytest.skip(reason)
    with Nodes.start(3) as nodes:
        yield nodes


@pytest.fixture(scope="module")
def both(nodes: Nodes) -> Tiered:
    """The newest article in memory and all in the cluster, each part on two nodes."""
    archive = Archive(Cluster(Address(nodes.urls)), "kill")
    archive.prepare(3)
    archive.add(PAPERS)
    nodes.wait_for_copies("kill")
    return Tiered(Index([NEWEST]), archive, 90)


def found(both: Tiered) -> tuple[list[str], int]:
    told = both.search(ASKED, len(PAPERS), 0, False)
    return [hit.article.id for hit in told.hits], told.recent_days


def until_whole(both: Tiered) -> list[str]:
    """What is found once the archive answers in time, which a cluster just begun does not."""
    end = time.monotonic() + RECOVERY_S
    while time.monotonic() < end:
        ids, days = found(both)
        if not days:
            return ids
        time.sleep(0.5)
    raise AssertionError(f"the archive is away after {RECOVERY_S:.0f} s")


def test_a_node_killed_under_load_is_noticed_by_nobody_for_long(nodes: Nodes, both: Tiered) -> None:
    whole = until_whole(both)
    assert {one.id for one in PAPERS} == set(whole)
    seen: list[tuple[float, tuple[list[str], int]]] = []
    faults: list[Exception] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            began = time.monotonic()
            try:
                told = found(both)
            except Exception as fault:
                faults.append(fault)
                return
            seen.append((time.monotonic() - began, told))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for one in readers:
        one.start()
    wait_for(lambda: len(seen) > 20)
    nodes.kill(0)
    before = len(seen)
    killed = time.monotonic()
    wait_for(lambda: len(seen) > before + 20 and time.monotonic() > killed + READ_S + AWAY_S)
    stop.set()
    for one in readers:
        one.join()
    assert [] == faults
    wrong = [told for _, told in seen if told not in ((whole, 0), ([NEWEST.id], 90))]
    assert [] == wrong, "neither all, nor the newest with a word about it"
    assert (
        max(took for took, _ in seen) < READ_S + 2
    )  # with time for the memory, on a machine that has others to serve
    assert whole == until_whole(both), "two nodes of three have all"


def test_nodes_that_hang_cost_one_reader_two_seconds_and_the_next_nothing(nodes: Nodes, both: Tiered) -> None:
    whole = until_whole(both)
    for number in (1, 2):
        nodes.signal(number, signal.SIGSTOP)
    try:
        began = time.monotonic()
        assert ([NEWEST.id], 90) == found(both)
        assert time.monotonic() - began < READ_S + 1
        began = time.monotonic()
        assert ([NEWEST.id], 90) == found(both)
        assert time.monotonic() - began < 0.5
    finally:
        for number in (1, 2):
            nodes.signal(number, signal.SIGCONT)
    assert whole == until_whole(both)


def wait_for(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + RECOVERY_S
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)
