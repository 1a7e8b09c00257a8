"""One real node for all tests of this folder, and an archive of its own for each."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import pytest

from bot.adapters.opensearch.archive import Archive
from bot.adapters.opensearch.cluster import Address, Cluster
from tests.adapters.opensearch.nodes import Nodes, why_not

SERIAL = itertools.count(1)
PATIENCE_S = 30.0  # the machine may have others to serve; that a search has a limit is another test's


@pytest.fixture(scope="session")
def node() -> Iterator[Nodes]:
    """A cluster of one node."""
    if reason := why_not():
        pytest.skip(reason)
    with Nodes.start(1) as nodes:
        yield nodes


@pytest.fixture(scope="session")
def make_many(node: Nodes) -> Callable[..., Archive]:
    """Makes empty archives."""

    def new(shards: int = 2) -> Archive:
        archive = Archive(Cluster(Address(node.urls), read_s=PATIENCE_S), f"sosik{next(SERIAL)}")
        archive.prepare(shards)
        return archive

    return new


@pytest.fixture
def make(make_many: Callable[..., Archive]) -> Callable[..., Archive]:
    """The same, by the name that the contract of engines knows."""
    return make_many
