"""More rows than a statement takes: nothing of it depends on how many there are."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Table, func, insert, select, text, update

from bot.adapters.database.answer_time import unhurried
from bot.adapters.database.answers import Answers
from bot.adapters.database.chunks import CHUNK
from bot.adapters.database.editing_tables import audit_changes, audit_log, managed_articles
from bot.adapters.database.schema import arrivals, chats, deliveries, parts, saved_queries, subscriptions
from bot.adapters.database.sharing_tables import shared_files
from bot.adapters.database.store import Store
from bot.adapters.database.subscriptions import to_row
from bot.digests.subscription import Place, Subscription
from tests.adapters.database.conftest import Clock
from tests.adapters.database.delivering import BEFORE, MORNING

MANY = 33_500  # SQLite takes 32,766 parameters in a statement
FEW = 2 * CHUNK + 1
DAY = timedelta(days=1)


async def put(store: Store, table: Table, rows: list[dict[str, Any]]) -> None:
    async with store.database.write() as connection:
        for start in range(0, len(rows), 5_000):
            await connection.execute(insert(table), rows[start : start + 5_000])


async def subscribe(store: Store, count: int, kind: Any) -> list[int]:
    """The first as it is made, the others after it, by the database itself."""
    chat = {"id": 1, "kind": "private", "title": "", "language": "ko", "greeted": True}
    await put(store, chats, [chat])
    wish = to_row(Subscription(0, Place(1), MORNING, kind))
    await put(store, subscriptions, [{"id": 1, **wish, "since": 0, "last_seq": 0, "made_at": BEFORE}])
    counted = f"WITH RECURSIVE c(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM c WHERE n < {count})"
    with unhurried():
        async with store.database.write() as connection:
            for table in (chats, subscriptions) if count > 1 else ():
                names = [column.name for column in table.columns]
                values = ["n" if name in ("id", "chat") else name for name in names]
                statement = f"{counted} SELECT {', '.join(values)} FROM {table.name}, c WHERE id = 1"
                await connection.execute(text(f"INSERT INTO {table.name} ({', '.join(names)}) {statement}"))
    return list(range(1, count + 1))


async def count(store: Store, table: Table, *which: Any) -> int:
    async with store.database.read() as connection:
        return int(
            (await connection.execute(select(func.count()).select_from(table).where(*which))).scalar_one()
        )


async def test_tens_of_thousands_of_watches_are_opened_and_passed_by(store: Store) -> None:
    ids = await subscribe(store, MANY, "watch")
    await put(store, arrivals, [{"article": "a", "content_hash": "h", "kind": "new", "at": BEFORE}])
    await store.outbox.open_watches(ids, 1, BEFORE)
    assert MANY == await count(store, deliveries, deliveries.c.state == "open")
    await store.outbox.open_watches(ids, 1, BEFORE)
    assert MANY == await count(store, deliveries)
    await store.outbox.passed_by(ids, 1)
    assert MANY == await count(store, subscriptions, subscriptions.c.last_seq == 1)


async def test_tens_of_thousands_of_digests_are_due_at_one_time(store: Store) -> None:
    await subscribe(store, MANY, "digest")
    day = BEFORE.date() + DAY
    assert MANY == await store.outbox.open_issues(MORNING, day, BEFORE + DAY)
    assert MANY == await count(store, subscriptions, subscriptions.c.last_issue == day)
    assert 0 == await store.outbox.open_issues(MORNING, day, BEFORE + DAY)


async def test_a_clock_set_right_frees_tens_of_thousands_of_digests(store: Store) -> None:
    await subscribe(store, MANY, "digest")
    ahead = BEFORE + 30 * DAY
    with unhurried():
        async with store.database.write() as connection:
            await connection.execute(update(subscriptions).values(last_issue=ahead.date()))
    await store.outbox.set_right(BEFORE)
    assert 0 == await count(store, subscriptions, subscriptions.c.last_issue >= BEFORE.date() + DAY)


async def test_a_backlog_of_old_deliveries_is_forgotten_with_their_parts(store: Store, clock: Clock) -> None:
    (one,) = await subscribe(store, 1, "digest")
    old = clock.now - 100 * DAY
    fixed = {"subscription": one, "after": 0, "upto": 0, "tries": 0}
    rows = [{"id": n, "issue": str(n), "state": "sent", "opened": old, **fixed} for n in range(1, FEW + 1)]
    await put(
        store, deliveries, [*rows, {"id": FEW + 1, "issue": "x", "state": "open", "opened": old, **fixed}]
    )
    part = {"number": 1, "state": "sent", "html": "", "buttons": [], "plain": False, "attempt": 1}
    await put(store, parts, [{"delivery": n, **part} for n in range(1, FEW + 2)])
    assert FEW == await store.outbox.forget_old(clock.now)
    assert [1, 1] == [await count(store, deliveries), await count(store, parts)]


async def test_a_backlog_of_old_questions_is_forgotten(store: Store, clock: Clock) -> None:
    old = (clock.now - 1000 * DAY).date()
    await put(store, saved_queries, [{"sha256": str(n), "text": "낱말", "used_on": old} for n in range(FEW)])
    await store.queries.save("오늘의 물음")
    assert FEW == await store.queries.forget_old()
    assert 1 == await count(store, saved_queries)
    assert 0 == await Answers(store.database, clock).forget_old()


async def test_the_bin_is_emptied_of_thousands_of_articles(store: Store, clock: Clock) -> None:
    old = clock.now - 100 * DAY
    fixed = {"state": "binned", "fingerprint": "f", "content": b"text", "title": "t", "at": old}
    await put(store, managed_articles, [{"article": f"a{n}", "path": f"{n}.md", **fixed} for n in range(FEW)])
    await put(
        store,
        audit_log,
        [
            {
                "id": 1,
                "kind": "remove",
                "person": 1,
                "name": "",
                "subject": "",
                "articles": FEW,
                "undone": False,
                "at": old,
            }
        ],
    )
    change = {"action": 1, "before": b"text", "fingerprint_before": "f", "fingerprint_after": ""}
    await put(store, audit_changes, [{"article": f"a{n}", "path": f"{n}.md", **change} for n in range(FEW)])
    await store.desk.forget_before(clock.now)
    assert FEW == await count(store, managed_articles, managed_articles.c.state == "forgotten")
    assert 0 == await count(store, audit_changes, audit_changes.c.before.is_not(None))


async def test_tens_of_thousands_of_articles_are_known_by_their_ids(store: Store, clock: Clock) -> None:
    ids = [f"a{n}" for n in range(MANY)]
    assert {} == await store.desk.known(ids)
    assert {} == await store.desk.fingerprints(ids)


async def test_shared_files_are_read_as_many_as_memory_holds(store: Store) -> None:
    large = b"x" * 3_000_000
    files = [(f"{n}.md", large if n != 2 else None) for n in range(6)]
    for one in files:
        await store.files.put([one])
    paths, found = [path for path, _ in files], {}
    sizes = []
    while paths:
        some = await store.files.contents(paths)
        sizes.append(sum(len(text or b"") for text in some.values()))
        found |= some
        paths = paths[len(some) :]
    assert dict(files) == found
    assert max(sizes) <= 8_000_000
    await store.files.put([("huge.md", b"y" * 9_000_000)])
    assert {"huge.md"} == set(await store.files.contents(["huge.md", "0.md"]))
    assert 6 == await count(store, shared_files, shared_files.c.content.is_not(None))
