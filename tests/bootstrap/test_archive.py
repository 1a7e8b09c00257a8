"""The archive written anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from bot.bootstrap.archive import rebuild
from bot.errors import ArchiveError


class FakeArchive:
    """Notes what becomes of the new index; *refuses* what it is given, or *fails*."""

    def __init__(self, refuses: bool = False, fails: bool = False) -> None:
        self.refuses, self.fails = refuses, fails
        self.told: list[str] = []

    @property
    def alias(self) -> FakeArchive:
        return self

    def refresh(self) -> None:
        self.told.append("looked at")

    def mapped(self) -> tuple[str, int]:
        return "old", 1

    def create(self, shards: int) -> str:
        return "new"

    def count(self, index: str) -> int:
        return 1

    def stored(self, index: str) -> Iterator[tuple[str, list[str]]]:
        yield "", ["a"]

    def put(self, articles: list[str], source: str, *, into: str) -> dict[str, str]:
        if self.fails:
            raise ArchiveError("away")
        return {"a": "fault"} if self.refuses else {}

    def loading(self, index: str) -> nullcontext[None]:
        return nullcontext()

    def exchange(self, new: str, old: str) -> None:
        self.told.append(f"{new} for {old}")

    def discard(self, index: str) -> None:
        self.told.append(f"no {index}")


def test_a_new_index_takes_the_place_of_the_old_only_when_it_has_all() -> None:
    whole, partly, broken = FakeArchive(), FakeArchive(refuses=True), FakeArchive(fails=True)
    assert {} == rebuild(whole, 1, lambda done, total: None)  # type: ignore[arg-type]
    assert {"a": "fault"} == rebuild(partly, 1, lambda done, total: None)  # type: ignore[arg-type]
    with pytest.raises(ArchiveError):
        rebuild(broken, 1, lambda done, total: None)  # type: ignore[arg-type]
    assert [["new for old", "looked at"], ["no new"], ["no new"]] == [
        one.told for one in (whole, partly, broken)
    ]
