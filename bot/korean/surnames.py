"""Korean surnames, from `bot/korean/surnames.tsv`: the common ones, those of few people, and those of two syllables.

>>> "김" in COMMON_SURNAMES, "온" in RARE_SURNAMES, "남궁" in LONG_SURNAMES
(True, True, True)
"""

from __future__ import annotations

from bot.korean.normalize import read_table

_ROWS = [(how, names.split()) for how, names in read_table("surnames.tsv")]
COMMON_SURNAMES = frozenset(name for how, names in _ROWS if how == "common" for name in names)
RARE_SURNAMES = frozenset(name for how, names in _ROWS if how == "rare" for name in names)
LONG_SURNAMES = tuple(name for how, names in _ROWS if how == "long" for name in names)
