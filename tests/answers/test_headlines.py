"""The stories of a day are chosen once for all who ask, and nothing is kept of it but what is shown."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import date

from bot.answers.headlines import headlines_of
from bot.articles.article import Article
from bot.digests.edition import Entry
from bot.index.index import Index
from bot.korean.days import Days
from tests.digests.test_digest import story

DAY = date(2026, 3, 12)
DAYS = Days(DAY, DAY)


def living(kind: type) -> int:
    gc.collect()
    return sum(isinstance(one, kind) for one in gc.get_objects())


def index_of_the_day() -> Index:
    index = Index()
    index.add(replace(story(number), published=DAY) for number in range(30))
    return index


def test_what_was_chosen_is_not_kept_with_its_edition() -> None:
    index = index_of_the_day()
    before = living(Entry)
    found = headlines_of(index, DAYS, 3)
    assert 3 == len(found)
    assert before == living(Entry)
    assert found is headlines_of(index, DAYS, 3)
    index.add([replace(story(3), title="한빛시 도서관 이전", published=DAY)])
    assert found is not headlines_of(index, DAYS, 3)


def test_articles_that_were_not_chosen_are_let_go_with_their_index() -> None:
    before = living(Article)
    found = headlines_of(index_of_the_day(), DAYS, 4)
    assert 4 == len(found)
    assert before + len(found) == living(Article)
