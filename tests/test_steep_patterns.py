"""No pattern is steep: four times as much of one character costs nothing near the square of that.

`bench.resilience_patterns` feeds worse food, for minutes; here each pattern has a moment.
"""

from __future__ import annotations

import time

import pytest

from bench.pattern_food import patterns

PATTERNS = patterns()
FOODS = ("관", " ", "1", "a ", "“", "1,")
GENEROUS_S = 0.5  # of the processor, for 1,500 characters; a millisecond or two on a quiet machine


@pytest.mark.parametrize("food", FOODS)
def test_no_pattern_takes_long_over_a_row_of_one_thing(food: str) -> None:
    slow = {}
    for name, pattern in PATTERNS.items():
        began = time.process_time()
        for _ in pattern.finditer((food * 1_500)[:1_500]):
            pass
        took = time.process_time() - began
        if took > GENEROUS_S:
            slow[name] = round(took, 2)
    assert {} == slow
