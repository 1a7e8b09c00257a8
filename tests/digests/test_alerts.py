"""Watches of one place: each story once, with the names of all that it is for."""

from __future__ import annotations

from dataclasses import replace

from bot.digests.alerts import compose_all
from bot.digests.subscription import Filter, Subscription
from tests.digests.test_digest import DAY, EVERYBODY, edition_of, ids
from tests.stories.test_story import OTHER_PAPER, REPORT, UNRELATED


def watch(number: int, *words: str, **more: int) -> Subscription:
    return replace(EVERYBODY, id=number, kind="watch", wanted=Filter(words, every=True), **more)


def test_a_story_of_several_is_told_by_the_first_and_names_the_others() -> None:
    edition = edition_of(REPORT, UNRELATED)
    word, other = REPORT.title.split()[:2]
    first, second, third = watch(1, word), watch(2, other), watch(3, "없는낱말")
    beside = {first.place: [first, second, third]}
    one, two = compose_all(edition, [(first, DAY), (second, DAY)], beside)
    assert [[REPORT.id]] == ids(one)
    assert (second,) == one.also
    assert [] == ids(two), "it was told just before"
    (alone,) = compose_all(edition, [(first, DAY)], {first.place: [first]})
    assert (one.groups, ()) == (alone.groups, alone.also)


def test_what_another_told_is_not_told_again_and_what_it_was_refused_is() -> None:
    edition = edition_of(REPORT, UNRELATED)
    word, other = REPORT.title.split()[:2]
    first = watch(1, word)
    for last_seq, told in ((2, []), (0, [[REPORT.id]])):
        (made,) = compose_all(
            edition, [(first, DAY)], {first.place: [first, watch(2, other, last_seq=last_seq)]}
        )
        assert told == ids(made)


def test_what_only_one_of_them_wants_is_told_though_another_told_of_the_story() -> None:
    retold = replace(
        OTHER_PAPER,
        body=f"사퇴촉구 이어져. 사퇴촉구에 시장은 답하지 않았다. {OTHER_PAPER.body}",
        title=f"사퇴촉구 {OTHER_PAPER.title}",
    )
    edition = edition_of(REPORT, retold)
    assert 1 == len(edition.stories)
    told, only = watch(1, REPORT.title.split()[1], last_seq=1), watch(2, "사퇴촉구", last_seq=1)
    beside = {told.place: [told, only]}
    first, second = compose_all(edition, [(told, DAY), (only, DAY)], beside)
    assert ([], [[retold.id]]) == (ids(first), ids(second))
    assert () == second.also


def test_reports_of_one_story_that_are_wanted_apart_are_told_apart() -> None:
    retold = replace(
        OTHER_PAPER, body=f"사퇴촉구 이어져. {OTHER_PAPER.body}", title=f"사퇴촉구 {OTHER_PAPER.title}"
    )
    edition = edition_of(replace(REPORT, title=f"경축 {REPORT.title}"), retold)
    one, other = watch(1, "경축"), watch(2, "사퇴촉구")
    first, second = compose_all(edition, [(one, DAY), (other, DAY)], {one.place: [one, other]})
    assert ([[REPORT.id]], [[retold.id]]) == (ids(first), ids(second))
    assert () == first.also == second.also
