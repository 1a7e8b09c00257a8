"""What `sosik doctor` tells of an archive, beside a server that plays a cluster."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

import pytest
from aiohttp import web
from typer.testing import CliRunner

from bot.adapters.opensearch.documents import VERSION
from bot.bootstrap.loading import load
from bot.entrypoints.cli.commands import app as commands
from bot.errors import ArchiveError
from tests.dialog import Voice
from tests.e2e.house import House
from tests.e2e.test_doctor import examine


@dataclass
class Played:
    """A cluster with *articles*, id and content hash, of which it says what it is told to."""

    number: str = "2.19.6"
    mapping: int = VERSION
    status: int = 200
    articles: Mapping[str, str] = field(default_factory=dict)

    asked: list[str] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        if self.status != 200:
            return web.json_response({}, status=self.status)
        if request.path == "/":
            return web.json_response({"version": {"distribution": "opensearch", "number": self.number}})
        if request.path.endswith("/_mapping"):
            return web.json_response({"sosik-1": {"mappings": {"_meta": {"version": self.mapping}}}})
        if request.path.endswith("/_mget"):
            return web.json_response({"docs": []})
        if request.path.endswith("/_count"):
            return web.json_response({"count": 3})
        hits = [{"sort": [one], "fields": {"hash": [content]}} for one, content in self.articles.items()]
        return web.json_response({"hits": {"hits": hits}})


@asynccontextmanager
async def played(cluster: Played) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", cluster.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("cluster", "state", "told", "todo"),
    [
        (Played(), "ok", f"OpenSearch 2.19.6, 3 articles, version {VERSION}", ""),
        (Played(status=401), "fault", "OPENSEARCH_USER", "see OPENSEARCH_USER, OPENSEARCH_PASSWORD"),
        (Played(status=503), "fault", "", "see the cluster's health"),
        (Played(number="1.3.2"), "fault", "1.3.2", "use OpenSearch"),
        (Played(mapping=VERSION - 1), "fault", f"version {VERSION - 1}", "`sosik archive reindex`"),
    ],
)
async def test_what_is_the_matter_with_the_archive_is_told_with_what_to_do(
    fresh: House, cluster: Played, state: str, told: str, todo: str
) -> None:
    corpus, _ = load(fresh.folder)
    cluster = replace(cluster, articles={one.id: one.content_hash for one in corpus.articles()})
    async with played(cluster) as url:
        _, found = await examine(fresh, OPENSEARCH_URL=url)
    (row,) = found["archive"]
    assert state == row["state"]
    assert told in row["told"]
    assert todo in row["todo"]


async def test_nobody_there_is_told_too(fresh: House) -> None:
    _, found = await examine(fresh, OPENSEARCH_URL="http://127.0.0.1:9")
    (row,) = found["archive"]
    assert ("fault", True) == (row["state"], "see OPENSEARCH_URL and the network" in row["todo"])


async def test_what_the_archive_lacks_and_has_yet_to_be_told_is_told(fresh: House) -> None:
    owner = Voice.of(fresh.telegram, "주인")
    owner.chat.started = True
    sosik = await fresh.start(OPENSEARCH_URL="http://127.0.0.1:9", ADMIN_IDS=str(owner.id))
    (fresh.folder / "late.txt").write_text("여울강 나룻배\n\n나룻배가 다시 다닌다.", encoding="utf-8")
    await fresh.telegram.until(lambda: "upserted=1" in sosik.log, 20, "the article to come")
    for _ in range(20):  # it is queued a moment after it is searchable
        await owner.says("/status")
        heard = (await owner.hears()).text
        if "변경" in heard:
            break
    assert "⚠️ 보관소에 연결할 수 없어 최근 기사에서만 찾고 있어요." in heard
    assert "보관소에 아직 옮기지 못한 변경 1건" in heard
    await sosik.stop()
    async with played(Played(articles={"alone": "0" * 32})) as url:
        _, found = await examine(fresh, OPENSEARCH_URL=url)
    notes = {row["told"]: row["todo"] for row in found["archive"] if row["state"] == "note"}
    assert "1 changes have yet to be brought into it" in notes
    corpus, _ = load(fresh.folder)
    lacking = f"{len(corpus)} articles of the folder are lacking or otherwise, 1 are in it alone"
    assert "`sosik archive load` makes it like the folder" == notes[lacking]


async def test_nothing_is_compared_with_or_written_into_an_archive_of_another_version(fresh: House) -> None:
    cluster = Played(mapping=VERSION - 1)
    async with played(cluster) as url:
        told = {"OPENSEARCH_URL": url, "CORPUS_DIR": str(fresh.folder)}
        done = await asyncio.to_thread(CliRunner().invoke, commands, ["archive", "check"], env=told)
    assert isinstance(done.exception, ArchiveError)
    assert "outdated" == done.exception.reason
    assert ["/", "/sosik/_mapping"] == cluster.asked


async def test_status_says_what_to_do_about_an_archive_of_another_version(fresh: House) -> None:
    owner = Voice.of(fresh.telegram, "주인")
    owner.chat.started = True
    async with played(Played(mapping=VERSION - 1)) as url:
        sosik = await fresh.start(OPENSEARCH_URL=url, ADMIN_IDS=str(owner.id))
        await fresh.telegram.until(lambda: "is not kept up" in sosik.log, 20, "the start to ask the archive")
        await owner.says("/status")
        heard = (await owner.hears()).text
        await sosik.stop()
    assert "sosik archive reindex" in heard
