"""The likeliest sentences compared with the question by meaning, where an encoder is at hand: a further feature.

A sentence tells more with the title of its article before it; without it nothing is gained.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from bot.answers.answer import Weighed
from bot.answers.features import Sentence

COMPARED = 5  # sentences; more cost more and gain no more
MIXED = 0.3  # what a deviation of the cosine among them is worth, beside the worth of a sentence


class Meaning(Protocol):
    """Tells how near texts are in meaning; `bot.adapters.meaning.sentence_vectors` has one."""

    def cosines(self, question: str, passages: Sequence[str]) -> Sequence[float] | None:
        """How near each of *passages* is to *question*, -1..1; None where that takes too long."""


def weigh_by_meaning(weighed: Weighed, meaning: Meaning) -> Weighed:
    """*weighed* with its first sentences in the order that their meaning gives them too.

    Whether they answer at all is not changed: a near miss is as like its question as an answer is.
    """
    best = list(weighed.order[:COMPARED])
    if weighed.logit < 0 or len(best) < 2:
        return weighed
    found = meaning.cosines(weighed.topic, [passage_of(weighed.pool.sentences[k]) for k in best])
    if found is None:
        return weighed
    cosines = np.array(found)
    scores = weighed.worth[best] + MIXED * (cosines - cosines.mean()) / max(float(cosines.std()), 1e-6)
    first = [best[place] for place in np.argsort(-scores, kind="stable").tolist()]
    worth = weighed.worth.copy()
    worth[first] = weighed.worth[best]  # each place has the worth that it had
    return replace(weighed, order=[*first, *weighed.order[COMPARED:]], worth=worth)


def passage_of(sentence: Sentence) -> str:
    """What is compared of *sentence*."""
    return f"{' '.join(sentence.article.title.split())}. {' '.join(sentence.text.split())}"
