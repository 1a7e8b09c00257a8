"""Many actions on a cluster: in bundles of so many bytes, some of them on their way at once.

While as many are on their way as may be, the next one waits: whoever makes actions is no faster than the cluster. What
it says is too much just now it is told again, later and later.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, NamedTuple

IN_FLIGHT = 4  # bundles
BUNDLE_BYTES, BUNDLE = 4 << 20, 1_000  # of actions
TRIES, FIRST_PAUSE_S, LONGEST_PAUSE_S = 8, 0.5, 30.0  # of a bundle while it is too much
TOO_MUCH = 429  # the status that says so

Action = Mapping[str, Any]
Send = Callable[
    [bytes], Sequence[Mapping[str, Any]] | None
]  # the outcomes in order; None: all of it is too much


class Bundle(NamedTuple):
    """lines: of each action, as `_bulk` takes it."""

    ids: list[str]
    lines: list[bytes]


class Outcome(NamedTuple):
    """What became of an action. kind: index or delete. told: by the cluster."""

    kind: str
    told: Mapping[str, Any]


def line_of(action: Action) -> bytes:
    """An action as `_bulk` takes it; its `_source` is JSON already."""
    head = {action["_op_type"]: {"_index": action["_index"], "_id": action["_id"]}}
    told = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return b"%b\n%b\n" % (told, action["_source"]) if "_source" in action else b"%b\n" % told


def bundles(actions: Iterable[Action]) -> Iterator[Bundle]:
    """*actions* in order, in bundles that hold one at least."""
    bundle, room = Bundle([], []), BUNDLE_BYTES
    for action in actions:
        line = line_of(action)
        if bundle.ids and (len(line) > room or len(bundle.ids) == BUNDLE):
            yield bundle
            bundle, room = Bundle([], []), BUNDLE_BYTES
        bundle.ids.append(str(action["_id"]))
        bundle.lines.append(line)
        room -= len(line)
    if bundle.ids:
        yield bundle


def write(actions: Iterable[Action], send: Send, pause: Callable[[float], None]) -> Iterator[Outcome]:
    """Do *actions*; those on one document in their order. Raises: what *send* raises, once the others are back."""
    flying: deque[tuple[frozenset[str], Future[list[Outcome]]]] = deque()
    with ThreadPoolExecutor(IN_FLIGHT) as threads:
        for bundle in bundles(actions):
            while len(flying) == IN_FLIGHT or any(not ids.isdisjoint(bundle.ids) for ids, _ in flying):
                yield from flying.popleft()[1].result()
            sent = threads.submit(_until_taken, bundle.lines, send, pause)
            flying.append((frozenset(bundle.ids), sent))
        while flying:
            yield from flying.popleft()[1].result()


def _until_taken(lines: list[bytes], send: Send, pause: Callable[[float], None]) -> list[Outcome]:
    """What became of each, the last time that it was tried."""
    done: list[Outcome] = []
    for number in range(TRIES):
        if number:
            pause(min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** (number - 1)))
        items = send(b"".join(lines))
        if items is None:
            continue
        told = [Outcome(kind, one) for item in items for kind, one in item.items()]
        late = [one.told.get("status") == TOO_MUCH and number < TRIES - 1 for one in told]
        done += [one for one, again in zip(told, late, strict=True) if not again]
        lines = [line for line, again in zip(lines, late, strict=True) if again]
        if not lines:
            return done
    return done + [Outcome("index", {"_id": "", "status": TOO_MUCH}) for _ in lines]
