"""What breaks in a running bot is told to the Sentry of SENTRY_DSN: that it broke, and nobody's words or numbers."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.dialog import Voice
from tests.e2e.house import open_house
from tests.sentry import Sentry

WORDS = (
    "아무도 모르는 나룻배 이야기 " * 3 + "끝"
)  # too long for the data of a button: they go into the database


async def test_an_error_arrives_without_token_words_and_ids(tmp_path: Path) -> None:
    with Sentry.listening() as sentry:
        async with open_house(tmp_path) as house:
            sosik = await house.start(SENTRY_DSN=sentry.dsn)
            with closing(sqlite3.connect(tmp_path / "sosik.db")) as database:
                database.execute("DROP TABLE saved_queries")
            alice = Voice.of(house.telegram, "앨리스")
            await alice.says(f"/search {WORDS}")
            answer = (await alice.hears()).text
            assert (0, True) == ((await sosik.stop())[0], "error_id=" in sosik.log), sosik.log
            token, secrets = house.telegram.token, (WORDS[:10], answer, str(alice.id), str(tmp_path))
    assert sentry.events()
    assert [] == [one for one in (token, token.partition(":")[2], *secrets) if one in sentry.everything()]
