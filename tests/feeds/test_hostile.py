"""Broken and hostile feeds: what is good of them is read, what is bad is refused, in little time."""

from __future__ import annotations

import time

import pytest

from bot.errors import FeedError
from tests.feeds.documents import read, titles
from tests.feeds.hostile import CASES

SECONDS = 5.0  # of the processor; the slowest takes a fifth


@pytest.mark.parametrize("name", CASES)
def test_what_is_good_is_read_and_what_is_bad_refused(name: str) -> None:
    case = CASES[name]
    began = time.process_time()
    if case.fault:
        with pytest.raises(FeedError) as raised:
            read(case.body, case.content_type)
        assert case.fault == raised.value.key
    else:
        feed = read(case.body, case.content_type)
        assert (case.titles, case.refused) == (titles(feed), [one.reason for one in feed.refused])
    assert time.process_time() - began < SECONDS


def test_there_are_enough() -> None:
    assert len(CASES) >= 60
