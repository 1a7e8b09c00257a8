"""A segment as named stretches of bytes and back, so that another room can keep it in a file.

>>> read_segment(dict(sections(segment))).ids == segment.ids
True

What comes back reads the stretches where they lie: mapped from a file, text and postings take no memory of their own.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.index.docstore import Records
from bot.index.segment import Segment

Item = TypeVar("Item", bound=np.generic)


class Unsound(ValueError):
    """These stretches are not those of a segment."""


def sections(segment: Segment) -> dict[str, bytes | memoryview]:
    """Everything of *segment*, by name."""
    arrays: dict[str, NDArray[Any]] = {
        "terms": segment.terms,
        "starts": segment.starts,
        "docs": segment.docs,
        "impacts": segment.impacts,
        "moments": segment.moments,
        "places": segment.records.places,
        "offsets": segment.records.offsets,
    }
    found: dict[str, bytes | memoryview] = {name: _bytes_of(array) for name, array in arrays.items()}
    found["texts"] = memoryview(segment.records.texts)
    found["particulars"] = memoryview(segment.records.particulars)
    found["ids"] = "\n".join(segment.ids).encode("utf-8", "surrogatepass")
    return found


def _bytes_of(array: NDArray[Any]) -> memoryview:
    return np.ascontiguousarray(array).reshape(-1).view(np.uint8).data


def read_segment(stretches: Mapping[str, memoryview]) -> Segment:
    """The segment whose `sections` these are. Raises: Unsound when they do not fit each other."""

    def array(name: str, item: type[Item]) -> NDArray[Item]:
        return np.frombuffer(stretches[name], item)

    try:
        segment = Segment(
            terms=array("terms", np.uint32),
            starts=array("starts", np.int64),
            docs=array("docs", np.uint16),
            impacts=array("impacts", np.uint8),
            moments=array("moments", np.int64),
            ids=tuple(str(stretches["ids"], "utf-8", "surrogatepass").split("\n")),
            records=Records(
                stretches["texts"],
                array("places", np.int64),
                stretches["particulars"],
                array("offsets", np.int64),
            ),
        )
    except (KeyError, ValueError) as fault:
        raise Unsound(str(fault)) from fault
    _check(segment)
    return segment


def _check(segment: Segment) -> None:
    """That the parts have the lengths and bounds that reading them relies on."""
    count, postings, records = len(segment.ids), len(segment.docs), segment.records
    sound = (
        len(segment.starts) == len(segment.terms) + 1
        and len(segment.impacts) == postings
        and _bounds_fit(segment.starts, postings, least=0)
        and len(segment.moments) == count
        and len(records.places) == 2 * count + 1
        and len(records.texts) % 2 == 0
        and _bounds_fit(records.places, len(records.texts) // 2, least=1)
        and len(records.offsets) == count + 1
        and _bounds_fit(records.offsets, len(records.particulars), least=0)
    )
    if not sound:
        raise Unsound("the lengths do not fit")


def _bounds_fit(bounds: NDArray[np.int64], end: int, least: int) -> bool:
    """Whether they cut 0..end into stretches of *least* or more."""
    return bool(bounds[0] == 0 and bounds[-1] == end and (np.diff(bounds) >= least).all())


def recipe() -> str:
    """A digest of what decides how a text becomes a segment: a saved one of another recipe is of no use.

    The reader of files, folding, terms and their data files, and the order of bytes in this machine.
    """
    digest = hashlib.blake2b(sys.byteorder.encode(), digest_size=16)
    for room in ("bot.articles", "bot.korean", "bot.index", "bot.kernel", "bot.search", "bot.stories"):
        for file in sorted(files(room).iterdir(), key=lambda entry: entry.name):
            if file.name.endswith((".py", ".tsv", ".c", ".h")):
                digest.update(file.name.encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()
