"""Names in the environment that look like a setting of ours and are none.

>>> misspelt({"CORPUS_DRI": "/srv/news"}, {"CORPUS_DIR"})
['CORPUS_DRI: no such setting; did you mean CORPUS_DIR?']
"""

from __future__ import annotations

from collections.abc import Mapping, Set

from rapidfuzz.distance import OSA

# in whose company a part of a name is enough
OUR_WORDS = set("CORPUS TELEGRAM BOT LLM NEWS WEBHOOK FEEDS OPENSEARCH".split())
OTHER_NAMES = {  # of the tests and the benchmarks
    "SOSIK_TEST_POSTGRES_URL",
    "SOSIK_ARCHIVE_TESTS",
    "SOSIK_BENCH_DATA",
}


def misspelt(said: Mapping[str, str | None], ours: Set[str]) -> list[str]:
    """The names in *said* that look like one of *ours* and are none, one line each."""
    given = {name.upper() for name in said}
    filled = {name.upper() for name, value in said.items() if value}
    hints = []
    for name in sorted(given - ours - OTHER_NAMES):
        if (meant := _meant(name, ours, filled)) is not None:
            hints.append(f"{name}: no such setting{meant and f'; did you mean {meant}?'}")
    return hints


def _meant(name: str, ours: Set[str], filled: Set[str]) -> str | None:
    """The setting that *name* was meant to be; "" where it is ours but like none, None where it is not ours."""
    mine = name.removeprefix("SOSIK_")
    if mine in ours:
        return mine
    slips = 1 if len(mine) < 10 else 2
    near = [one for one in sorted(ours) if mine.replace("_", "") == one.replace("_", "")]
    near = near or sorted(
        (one for one in ours if OSA.distance(mine, one) <= slips), key=lambda one: OSA.distance(mine, one)
    )
    if near:
        return near[0]
    words = set(mine.split("_"))
    if words & OUR_WORDS:  # TELEGRAM_TOKEN; where the right one is given too, it is another program's
        for one in sorted(ours - filled, key=len):
            if words < set(one.split("_")):
                return one
    return "" if mine != name else None
