"""`sosik run`, killed while it delivers: the next one goes on where it was."""

from __future__ import annotations

import signal
import sqlite3
from collections import Counter
from contextlib import closing

from tests.article_files import crawled
from tests.dialog import Voice
from tests.e2e.house import House, add_article

READERS = 4


def change(house: House, statement: str) -> None:
    """Change what `sosik run` has kept, as time would."""
    with closing(sqlite3.connect(house.home / "sosik.db")) as connection:
        connection.execute(statement)
        connection.commit()


async def test_killed_between_two_digests_and_in_the_middle_of_one(fresh: House) -> None:
    readers = [Voice.of(fresh.telegram, f"독자{n}") for n in range(READERS)]
    await fresh.start()
    for one in readers:
        await one.says("/subscribe 00:00")  # which has passed today, wherever the clock stands
        await one.hears("구독했어요")
    assert 0 == (await fresh.sosik.stop())[0]
    add_article(fresh.folder, "새.md", crawled(title="한빛강에 새 나룻배가 떴다", id="901_0000000777"))
    change(fresh, "UPDATE subscriptions SET last_issue = '2000-01-01'")
    # the third digest is accepted, and its answer never comes
    silence = fresh.telegram.break_off(accepted=True, hangs=True, method="sendMessage", chat_id=readers[2].id)
    await fresh.start()
    await readers[2].hears("새 나룻배")
    fresh.sosik.process.send_signal(signal.SIGKILL)
    await fresh.sosik.ends()
    silence.withdraw()
    await fresh.start()
    await readers[3].hears("새 나룻배", timeout_s=5)  # the lease of who is dead is not waited for
    await fresh.telegram.until(lambda: "in doubt" in fresh.log, why="the log to say so")
    told = Counter(
        one.id for one in readers for heard in one.screen() if "한빛강에 새 나룻배가 떴다" in heard.links
    )
    assert {readers[0].id: 1, readers[1].id: 1, readers[2].id: 2, readers[3].id: 1} == told
