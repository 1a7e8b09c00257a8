"""Many actions on a cluster, told in bundles; no node is needed."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from bot.adapters.opensearch.bulk import (
    BUNDLE,
    BUNDLE_BYTES,
    FIRST_PAUSE_S,
    IN_FLIGHT,
    TOO_MUCH,
    TRIES,
    Action,
    Outcome,
    bundles,
    write,
)
from bot.errors import ArchiveError

PATIENCE_S = 20.0


def index(name: str, text: str = "여울강") -> Action:
    return {
        "_op_type": "index",
        "_index": "sosik",
        "_id": name,
        "_source": json.dumps({"text": text}, ensure_ascii=False).encode(),
    }


def names_in(lines: bytes) -> list[str]:
    heads = (json.loads(line) for line in lines.splitlines())
    return [one["index"]["_id"] for one in heads if "index" in one]


def taken(names: Sequence[str], status: int = 201) -> list[Mapping[str, Any]]:
    return [{"index": {"_id": name, "status": status}} for name in names]


def test_an_action_is_a_line_and_what_is_written_another() -> None:
    (bundle,) = bundles([index("a", "여\n울"), {"_op_type": "delete", "_index": "sosik", "_id": "b"}])
    assert ["a", "b"] == bundle.ids
    assert [
        '{"index":{"_index":"sosik","_id":"a"}}\n{"text": "여\\n울"}\n',
        '{"delete":{"_index":"sosik","_id":"b"}}\n',
    ] == [line.decode() for line in bundle.lines]


def test_a_bundle_has_so_many_bytes_or_actions_and_one_at_least() -> None:
    big = index("big", "가" * BUNDLE_BYTES)
    assert [["a"], ["big"], ["b"]] == [one.ids for one in bundles([index("a"), big, index("b")])]
    many = [index(str(number)) for number in range(BUNDLE + 1)]
    assert [BUNDLE, 1] == [len(one.ids) for one in bundles(many)]


def test_some_are_on_their_way_at_once_and_the_next_waits_until_one_is_back() -> None:
    made: list[int] = []
    sent = threading.Barrier(IN_FLIGHT + 1)
    back = threading.Event()

    def actions() -> Iterator[Action]:
        for number in range(BUNDLE * (IN_FLIGHT + 3)):
            made.append(number)
            yield index(str(number))

    def send(lines: bytes) -> list[Mapping[str, Any]]:
        if not back.is_set():
            sent.wait(PATIENCE_S)
            back.wait(PATIENCE_S)
        return taken(names_in(lines))

    told: list[Outcome] = []
    writing = threading.Thread(target=lambda: told.extend(write(actions(), send, lambda _: None)))
    writing.start()
    sent.wait(PATIENCE_S)
    assert len(made) <= BUNDLE * (IN_FLIGHT + 1) + 1, "whoever makes actions is no faster than the cluster"
    back.set()
    writing.join(PATIENCE_S)
    assert [str(number) for number in range(BUNDLE * (IN_FLIGHT + 3))] == [one.told["_id"] for one in told]


def test_two_actions_on_one_document_keep_their_order() -> None:
    seen: list[str] = []
    late = threading.Event()

    def send(lines: bytes) -> list[Mapping[str, Any]]:
        if not seen:
            late.wait(0.2)
        seen.extend(json.loads(line)["text"] for line in lines.splitlines() if b"text" in line)
        return taken(names_in(lines))

    first, last = index("same", "first"), index("same", "last")
    others = [index(str(number)) for number in range(BUNDLE - 1)]
    list(write([first, *others, last], send, lambda _: None))
    assert ("first", "last") == (seen[0], seen[-1])


def test_what_is_too_much_is_told_again_later_and_later_and_nothing_else_is() -> None:
    asked: list[list[str]] = []
    pauses: list[float] = []

    def send(lines: bytes) -> list[Mapping[str, Any]] | None:
        names = names_in(lines)
        asked.append(names)
        if len(asked) == 1:
            return None
        if len(asked) == 2:
            return taken(["a"]) + taken(["b"], TOO_MUCH)
        return taken(names)

    told = list(write([index("a"), index("b")], send, pauses.append))
    assert [["a", "b"], ["a", "b"], ["b"]] == asked
    assert [FIRST_PAUSE_S, 2 * FIRST_PAUSE_S] == pauses
    assert [("a", 201), ("b", 201)] == [(one.told["_id"], one.told["status"]) for one in told]


@pytest.mark.parametrize("whole", [False, True])
def test_what_is_too_much_to_the_end_is_told_as_that(whole: bool) -> None:
    tries = 0

    def send(lines: bytes) -> list[Mapping[str, Any]] | None:
        nonlocal tries
        tries += 1
        return None if whole else taken(names_in(lines), TOO_MUCH)

    (told,) = write([index("a")], send, lambda _: None)
    assert (TOO_MUCH, TRIES) == (told.told["status"], tries)


def test_a_fault_is_told_once_the_others_are_back() -> None:
    back: list[str] = []

    def send(lines: bytes) -> list[Mapping[str, Any]]:
        names = names_in(lines)
        if names[0] == "0":
            raise ArchiveError("away")
        back.extend(names)
        return taken(names)

    with pytest.raises(ArchiveError):
        list(write((index(str(number)) for number in range(2 * BUNDLE)), send, lambda _: None))
    assert BUNDLE == len(back)
