"""A segment, and a vocabulary, as named stretches of bytes and back, so that another room can keep them in a file.

>>> read_segment(dict(sections(segment))).ids == segment.ids
True

What comes back reads the stretches where they lie: mapped from a file, text and postings take no memory of their own.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from importlib.resources import files
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.index.docstore import Records
from bot.index.lexicon import Learnt
from bot.index.segment import Segment
from bot.search.spelling import Vocabulary

Item = TypeVar("Item", bound=np.generic)


class Unsound(ValueError):
    """These stretches are not those of a segment, or of a vocabulary."""


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
    found["ids"] = _lines(segment.ids)
    return found


def learnt_sections(learnt: Learnt) -> dict[str, bytes | memoryview]:
    """Everything of *learnt*, by name."""
    words = learnt.words
    return {
        "made of": str(learnt.of).encode(),
        "came since": _lines(sorted(learnt.came)),
        "words": _lines(words.words),
        "typed": _lines(words.typed),
        "counts": _bytes_of(words.counts),
        "lengths": _bytes_of(words.lengths),
        "owners": _bytes_of(words.owners),
        "owners' starts": _bytes_of(words.starts),
        "grams": _bytes_of(words.grams),
    }


def _lines(texts: Sequence[str]) -> bytes:
    return "\n".join(texts).encode("utf-8", "surrogatepass")


def _of_lines(lines: memoryview) -> list[str]:
    return str(lines, "utf-8", "surrogatepass").split("\n") if lines else []


def _bytes_of(array: NDArray[Any]) -> memoryview:
    return np.ascontiguousarray(array).reshape(-1).view(np.uint8).data


def read_learnt(stretches: Mapping[str, memoryview]) -> Learnt | None:
    """What was learnt, whose `learnt_sections` are among these; None where it was nothing yet. Raises: Unsound."""
    if "made of" not in stretches:
        return None
    array = partial(_array, stretches)
    try:
        words = Vocabulary(
            words=_of_lines(stretches["words"]),
            counts=array("counts", np.int64),
            typed=_of_lines(stretches["typed"]),
            lengths=array("lengths", np.int16),
            owners=array("owners", np.uint32),
            starts=array("owners' starts", np.int64),
            grams=array("grams", np.uint32),
        )
        learnt = Learnt(
            int(bytes(stretches["made of"])), words, frozenset(_of_lines(stretches["came since"]))
        )
    except (KeyError, ValueError) as fault:
        raise Unsound(str(fault)) from fault
    count = len(words.words)
    sound = (
        len(words.counts) == len(words.typed) == len(words.lengths) == count
        and len(words.starts) == len(words.grams) + 1
        and _bounds_fit(words.starts, len(words.owners), least=1)
        and (not len(words.owners) or int(words.owners.max()) < count)
    )
    if not sound:
        raise Unsound("the lengths do not fit")
    return learnt


def _array(stretches: Mapping[str, memoryview], name: str, item: type[Item]) -> NDArray[Item]:
    return np.frombuffer(stretches[name], item)


def read_segment(stretches: Mapping[str, memoryview]) -> Segment:
    """The segment whose `sections` these are. Raises: Unsound when they do not fit each other."""
    array = partial(_array, stretches)
    try:
        segment = Segment(
            terms=array("terms", np.uint32),
            starts=array("starts", np.int64),
            docs=array("docs", np.uint16),
            impacts=array("impacts", np.uint8),
            moments=array("moments", np.int64),
            ids=tuple(_of_lines(stretches["ids"])),
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
