"""Arrivals: what counts as news, and in what order."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from bot.adapters.database.schema import arrivals
from bot.adapters.database.store import Store
from bot.adapters.folder.identity import Bound
from bot.articles.article import Article
from bot.editing.history import Change, Person
from tests.adapters.database.conftest import Clock


def article(id: str, text: str = "") -> Article:
    return Article(id=id, title=id, body=text, content_hash=f"hash of {id} {text}")


async def test_what_is_there_at_the_first_start_is_no_news(store: Store, clock: Clock) -> None:
    assert 0 == await store.arrivals.record([article("a"), article("b")])
    assert 2 == await store.arrivals.last_arrival()
    assert [] == await store.arrivals.arrivals(0, 99, 99)
    clock.now += timedelta(days=1)
    assert 1 == await store.arrivals.record([article("b"), article("c")])
    assert [("c", clock.now, False)] == [
        (one.article, one.at, one.is_update) for one in await store.arrivals.arrivals(0, 99, 99)
    ]


async def test_an_empty_folder_at_the_first_start_makes_the_first_article_news(store: Store) -> None:
    assert 0 == await store.arrivals.record([])
    assert 1 == await store.arrivals.record([article("a")])


async def test_restarts_renames_and_touched_files_are_no_arrivals(store: Store) -> None:
    await store.arrivals.record([])
    here = article("a")
    assert 1 == await store.arrivals.record([here])
    assert 0 == await store.arrivals.record([here, replace(here, path="elsewhere.md")])
    assert 0 == await store.arrivals.record([replace(here, id="derived-from-another-path")])


async def test_a_changed_text_of_a_known_id_is_an_update(store: Store) -> None:
    await store.arrivals.record([article("old")])
    await store.arrivals.record([article("a")])
    await store.arrivals.record([article("a", "changed"), article("old", "changed")])
    found = await store.arrivals.arrivals(0, 99, 99)
    assert [("a", False), ("a", True), ("old", True)] == [(one.article, one.is_update) for one in found]
    assert 0 == await store.arrivals.record([article("a")]), "changed back is not news"


async def test_arrivals_are_counted_in_order_and_asked_for_by_range(store: Store, clock: Clock) -> None:
    await store.arrivals.record([])
    for name in "abcdef":
        clock.now += timedelta(hours=1)
        await store.arrivals.record([article(name)])
    seqs = [one.seq for one in await store.arrivals.arrivals(0, 99, 99)]
    assert sorted(set(seqs)) == seqs
    assert ["c", "d"] == [one.article for one in await store.arrivals.arrivals(seqs[1], seqs[3], 99)]
    assert ["e", "f"] == [one.article for one in await store.arrivals.arrivals(0, 99, 2)], "the newest"
    assert seqs[3] == await store.arrivals.last_arrival_before(clock.now - timedelta(minutes=90))
    assert 0 == await store.arrivals.last_arrival_before(clock.now - timedelta(days=1))


async def test_replicas_that_see_the_same_files_record_each_once(store: Store, database_url: str) -> None:
    other = await Store.open(database_url)
    await store.arrivals.record([])
    articles = [article(str(n)) for n in range(700)]
    counts = await asyncio.gather(*(one.arrivals.record(articles) for one in (store, other, store)))
    assert [0, 0, 700] == sorted(counts)
    assert 700 == len(await store.arrivals.arrivals(0, 10_000, 10_000))
    await other.close()


async def test_names_that_no_database_can_hold_are_recorded(store: Store) -> None:
    await store.arrivals.record([])
    assert 1 == await store.arrivals.record([article("a\0b\ud800")])
    assert 0 == await store.arrivals.record([article("a\0b\ud800")])


# --- what is no news


async def kinds(store: Store) -> dict[str, str]:
    async with store.database.read() as connection:
        rows = await connection.execute(select(arrivals.c.article, arrivals.c.kind))
        return {row.article: row.kind for row in rows}


async def test_what_was_published_long_ago_is_archive(store: Store) -> None:
    await store.arrivals.record([])
    assert 1 == await store.arrivals.record([article("old"), article("new")], is_old=lambda id: id == "old")
    assert {"old": "archive", "new": "new"} == await kinds(store)
    assert ["new"] == [one.article for one in await store.arrivals.arrivals(0, 99, 99)]
    assert 0 == await store.arrivals.record([article("old", "mended")], is_old=lambda id: id == "old")


async def test_what_an_editor_puts_in_is_news_whenever_it_was_published(store: Store) -> None:
    assert 1 == await store.arrivals.record([article("first")], by_desk=True, is_old=lambda _: True)
    await store.arrivals.record([article("there"), article("first")])
    assert {"first": "new", "there": "baseline"} == await kinds(store)
    change = Change("seen by the folder first", "a.md", "제목", None, b"text", None)
    await store.desk.record("add", Person(7, "편집자"), "", [change])
    assert 1 == await store.arrivals.record([article(change.article)], is_old=lambda _: True)


async def test_the_first_look_at_an_adopted_folder_is_no_news(store: Store) -> None:
    await store.arrivals.record([article("a")])
    await store.corpus.bind(Bound("1" * 32, "/one"))
    assert 1 == await store.arrivals.record([article("b")])
    await store.corpus.bind(Bound("2" * 32, "/two"), first_look=True)
    assert Bound("2" * 32, "/two") == await store.corpus.bound()
    assert 0 == await store.arrivals.record([article("c"), article("b")])
    assert 1 == await store.arrivals.record([article("d")])
    assert {"a": "baseline", "b": "new", "c": "baseline", "d": "new"} == await kinds(store)
