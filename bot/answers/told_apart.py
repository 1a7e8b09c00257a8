"""Two things that are compared, each told of in a sentence of its own: 한빛은 12만 명이다. 도담은 9만 명이다."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.comparing import amount_of, asks_less, compared, places_of
from bot.answers.features import Pool
from bot.answers.figures import Figure
from bot.answers.frame import Frame, Part, Unit, Want
from bot.korean.sentences import Span

_OF_A_DATE = ("", "월", "일", "시")
_A_YEAR = 1_000
_NEAR = 2  # sentences from the one that says what is counted to one that does not say it again


def told_apart(frame: Frame, pool: Pool, likely: Sequence[int]) -> tuple[int, int, Span] | None:
    """The sentence of the one that has more (or less, where that is asked) and the other's; where the first names it.

    None unless both stand in one article, neither names the other thing, and what each has is counted in one unit and
    is what the question counts: 인구, 관객.
    """
    two = compared(frame.text) if frame.want is Want.COMPARE else None
    if two is None:
        return None
    asked = [unit for unit in frame.units if _is_counted(unit, two)]
    here, there = (_told_of(pool, likely, *names) for names in (two, two[::-1]))
    for one, (span, amount) in here.items():
        for other, (other_span, other_amount) in there.items():
            same = pool.owner[one] == pool.owner[other] and amount.unit == other_amount.unit
            if not same or amount.value == other_amount.value or not _both_count(pool, one, other, asked):
                continue
            if (amount.value > other_amount.value) != asks_less(frame.text):
                return one, other, span
            return other, one, other_span
    return None


def _told_of(pool: Pool, likely: Sequence[int], name: str, other: str) -> dict[int, tuple[Span, Figure]]:
    """The sentences that say how much *name* has and do not speak of *other*, with where they name it."""
    found = {}
    for k in likely:
        text = pool.sentences[k].plain
        places = places_of(text, name)
        amount = next(iter(amount_of(text, places[0])), None) if len(places) == 1 else None
        if amount is not None and _is_amount(amount) and not places_of(text, other):
            found[k] = (places[0], amount)
    return found


def _is_amount(figure: Figure) -> bool:
    """Whether it counts something, and is no day and no year."""
    return figure.unit not in _OF_A_DATE and not (figure.unit == "년" and figure.value >= _A_YEAR)


def _is_counted(unit: Unit, two: tuple[str, str]) -> bool:
    return (
        unit.part is not Part.ACT
        and len(unit.root) > 1
        and not any(unit.root in name or name in unit.root for name in two)
    )


def _both_count(pool: Pool, one: int, other: int, asked: Sequence[Unit]) -> bool:
    """Whether both sentences say what is counted, or one does and the other stands beside it."""
    said = [any(unit.root in pool.sentences[k].plain for unit in asked) for k in (one, other)]
    apart = abs(pool.sentences[one].place - pool.sentences[other].place)
    return all(said) or (any(said) and apart <= _NEAR)
