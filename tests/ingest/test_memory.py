"""What is loaded at once is never looked through for garbage."""

from __future__ import annotations

import gc

from bot.ingest.memory import uncollected


def test_what_was_loaded_is_not_looked_through_afterwards() -> None:
    try:
        with uncollected():
            loaded = [[number] for number in range(10_000)]
            assert not gc.isenabled()
        assert gc.isenabled()
        assert gc.get_freeze_count() > len(loaded)
        assert not any(one is loaded for one in gc.get_objects())
    finally:
        gc.unfreeze()


def test_within_another_the_looks_come_back_at_the_end_of_the_outer_one() -> None:
    try:
        with uncollected():
            with uncollected():
                pass
            assert not gc.isenabled()
        assert gc.isenabled()
    finally:
        gc.unfreeze()
