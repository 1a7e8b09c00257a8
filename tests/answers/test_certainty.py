"""The confidence of an answer: more where its sentence leads the others, and a chance."""

from __future__ import annotations

import numpy as np

from bot.answers.answer import weigh
from bot.answers.certainty import CERTAINTY, certainty_features
from tests.answers.everyday import bundled


def test_a_sentence_that_leads_by_more_is_surer() -> None:
    weighed = weigh(bundled(), "버스 파업은 언제 시작됐어?")
    assert weighed is not None
    first = weighed.order[0]
    near = dict(
        zip(
            CERTAINTY,
            certainty_features(weighed.support, weighed.worth, weighed.logit, first).tolist(),
            strict=True,
        )
    )
    worth = weighed.worth.copy()
    worth[first] += 1.0
    far = dict(
        zip(CERTAINTY, certainty_features(weighed.support, worth, weighed.logit, first).tolist(), strict=True)
    )
    assert near["lead"] + 1.0 == far["lead"]
    assert near["lead over fifth"] < far["lead over fifth"]


def test_more_evidence_than_enough_makes_nothing_surer() -> None:
    weighed = weigh(bundled(), "버스 파업은 언제 시작됐어?")
    assert weighed is not None
    first = weighed.order[0]
    enough, more = (
        certainty_features(weighed.support, weighed.worth, logit, first).tolist() for logit in (1.5, 9.0)
    )
    assert enough == more


def test_a_sentence_with_none_beside_it_leads_as_by_much_of_either_kind() -> None:
    weighed = weigh(bundled(), "버스 파업은 언제 시작됐어?")
    assert weighed is not None
    found = certainty_features(weighed.support, np.array([1.0]), weighed.logit, 0).tolist()
    assert [4.0, 4.0] == [found[CERTAINTY.index(name)] for name in ("lead", "lead over fifth")]
