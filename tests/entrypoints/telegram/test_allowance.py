"""How much one person may ask within a while."""

from __future__ import annotations

from bot.entrypoints.telegram.allowance import PERSONS, Allowance


def test_a_person_may_ask_so_often_and_again_later() -> None:
    now = [0.0]
    few = Allowance(2, 60.0, clock=lambda: now[0])
    assert [True, True, False] == [few.take(7) for _ in range(3)]
    assert few.take(8), "another person is another person"
    now[0] = 60.0
    assert [True, True, False] == [few.take(7) for _ in range(3)]


def test_it_remembers_no_more_people_than_it_says() -> None:
    few = Allowance(1, 60.0, clock=lambda: 0.0)
    assert all(few.take(person) for person in range(PERSONS + 1))
    assert few.take(0), "who asked longest ago is forgotten"
    assert not few.take(PERSONS)


def test_whoever_asked_long_enough_ago_is_forgotten() -> None:
    now = [0.0]
    few = Allowance(1, 60.0, clock=lambda: now[0])
    for person in range(1_000):
        now[0] += 1.0
        assert few.take(person)
    assert not few.take(999 - 59)
    assert 60 == len(few._taken)
