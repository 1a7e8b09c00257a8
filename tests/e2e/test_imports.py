"""What Sosik does not import until it is needed: each of these keeps a start, and its first answer, waiting."""

from __future__ import annotations

import asyncio
import re
import sys

from tests.dialog import Voice
from tests.e2e.house import House

TIMED = {"PYTHONPROFILEIMPORTTIME": "1"}  # Python names each module that it imports
# What `sosik run` needs only where something is set up, or for a rare wish; and the room that it belongs to.
OF_SOME = {
    "psycopg": "a database on PostgreSQL",
    "sqlalchemy.dialects.postgresql": "a database on PostgreSQL",
    "alembic": "a database of an older version",
    "feedparser": "feeds that are XML",
    "matplotlib": "/trend",
    "trafilatura": "pages from the web",
    "lxml": "pages from the web",
    "python_calamine": "spreadsheets",
    "striprtf": "rich text",
    "opensearchpy": "OPENSEARCH_URL",
    "openai": "LLM_URL",
    "sentry_sdk": "SENTRY_DSN",
    "prompt_toolkit": "lines typed in a terminal",
    "babel": "the build",
}
# What a search in the shell needs none of, besides: the bot, and what understands questions.
OF_THE_BOT = (
    "bot.answers",
    "telegram",
    "sqlalchemy",
    "aiosqlite",
    "httpx",
    "tornado",
    "apscheduler",
    "watchfiles",
    "prometheus_client",
)


def imported(told: str) -> set[str]:
    found = set(re.findall(r"import time:[ \d]+\|[ \d]+\| +([\w.]+)", told))
    assert "bot.search.engine" in found
    return found


async def test_a_start_imports_nothing_that_its_first_answer_does_not_need(fresh: House) -> None:
    await (await fresh.start()).stop()  # the database is made
    sosik = await fresh.start(**TIMED)
    alice = Voice.of(fresh.telegram, "앨리스")
    await alice.says("/search 나룻배")
    assert "나룻배" in (await alice.hears()).text
    assert set() == imported(sosik.log) & set(OF_SOME)


async def test_a_search_in_the_shell_imports_nothing_of_the_bot(fresh: House) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "search", "나룻배", cwd=fresh.home, env=fresh.environment(**TIMED),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    told, errors = await process.communicate()
    assert "나룻배" in told.decode()
    assert set() == imported(errors.decode()) & {*OF_SOME, *OF_THE_BOT}
