"""The stories of a day are chosen once for all who ask, and nothing is kept of it but what is shown."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import date

from bot.answers.headlines import headlines_of
from bot.digests.edition import Entry
from bot.index.index import Index
from bot.korean.days import Days
from tests.digests.test_digest import story

DAY = date(2026, 3, 12)
DAYS = Days(DAY, DAY)


def entries() -> int:
    gc.collect()
    return sum(isinstance(one, Entry) for one in gc.get_objects())


def test_what_was_chosen_is_not_kept_with_its_edition() -> None:
    index = Index()
    index.add(replace(story(number), published=DAY) for number in range(30))
    before = entries()
    found = headlines_of(index, DAYS, 3)
    assert 3 == len(found)
    assert entries() == before
    assert found is headlines_of(index, DAYS, 3)
