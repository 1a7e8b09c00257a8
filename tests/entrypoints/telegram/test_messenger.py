"""A digest is rendered once for all who asked for the same, and nothing of it is kept but its words."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from telegram.ext import ExtBot

from bot.delivery.model import Delivery
from bot.digests.digest import Digest, compose
from bot.digests.edition import Arrival, Entry, make_edition
from bot.digests.subscription import EVERY_DAY, Place, Slot, Subscription
from bot.entrypoints.telegram.messenger import TelegramMessenger
from tests.digests.test_digest import story

DAY = date(2026, 3, 12)
NOW = datetime(2026, 3, 12, tzinfo=UTC)
MINE = Subscription(5, Place(7), Slot(time(8), EVERY_DAY, "Asia/Seoul"), count=1)  # of two
ARTICLES = {
    one.id: one
    for one in (story(1, "나루신문", "골목 책방 셋 문 열다"), story(2, "나루신문", "새 다리 놓여"))
}


@pytest.fixture
def messenger() -> TelegramMessenger:
    return TelegramMessenger(ExtBot("0:in-this-process"))


def made() -> Digest:
    arrivals = [Arrival(n, one, NOW) for n, one in enumerate(ARTICLES, 1)]
    return compose(make_edition(arrivals, lambda ids: [ARTICLES.get(one) for one in ids]), MINE, DAY)


def delivery(subscription: Subscription = MINE) -> Delivery:
    return Delivery(1, "here", subscription, DAY.isoformat(), NOW, 2)


def entries() -> int:
    gc.collect()
    return sum(isinstance(one, Entry) for one in gc.get_objects())


def test_those_who_asked_for_the_same_get_what_was_rendered_once(messenger: TelegramMessenger) -> None:
    one = made()
    (mine,), _ = messenger._pages(one, MINE, "")
    (same,), _ = messenger._pages(one, replace(MINE, id=6, place=Place(8)), "")
    assert mine is same


def test_what_was_rendered_is_not_kept_with_the_articles_of_its_edition(messenger: TelegramMessenger) -> None:
    before = entries()
    for _ in range(20):
        assert messenger.parts(made(), delivery())
    assert entries() == before


def test_another_digest_in_the_place_of_one_that_is_gone_is_rendered_anew(
    messenger: TelegramMessenger,
) -> None:
    for number in range(50):  # whose ids are often those of the ones before
        title = f"{number}번째 책방"
        arrived, known = [Arrival(1, "3", NOW)], [story(3, "나루신문", title)]
        digest = compose(make_edition(arrived, lambda _, known=known: known), MINE, DAY)  # type: ignore[misc]
        assert title in messenger.parts(digest, delivery())[0].html
