"""An archive filled by the shell and searched by the bot, on a real node."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.adapters.opensearch.archive import FRESH_S, Archive
from bot.adapters.opensearch.cluster import Address, Cluster
from bot.bootstrap.archive import archive_of, load_for
from bot.bootstrap.services import Parts, Services, open_services
from bot.config import ChatSettings
from bot.delivery.timing import Timing
from bot.entrypoints.cli.commands import app
from bot.search.hit import Results
from tests.adapters.opensearch.conftest import PATIENCE_S
from tests.adapters.opensearch.nodes import Nodes

ARTICLE = """---
title: {title}
publisher: 해온일보
date: {day}
---

{body}
"""
NOW = datetime(2026, 3, 5, tzinfo=UTC)


def write(folder: Path, name: str, title: str, day: str, body: str) -> None:
    (folder / f"{name}.md").write_text(ARTICLE.format(title=title, day=day, body=body), encoding="utf-8")


@pytest.fixture
def settings(node: Nodes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ChatSettings:
    folder = tmp_path / "articles"
    folder.mkdir()
    write(folder, "old", "여울강 방수벽 착공", "2019-03-02", "여울강 방수벽이 착공됐다. 높이는 12미터다.")
    write(folder, "new", "여울강 방수벽 완공", "2026-03-02", "여울강 방수벽이 완공됐다. 길이는 3킬로미터다.")
    monkeypatch.setenv("OPENSEARCH_URL", node.urls)
    monkeypatch.setenv("OPENSEARCH_INDEX", f"shell{abs(hash(str(tmp_path)))}")
    monkeypatch.setenv("CORPUS_DIR", str(folder))
    monkeypatch.setenv("INDEX_DIR", str(tmp_path / "index"))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'sosik.db'}")
    monkeypatch.chdir(tmp_path)
    return ChatSettings()


def test_the_shell_loads_checks_and_writes_anew(settings: ChatSettings) -> None:
    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["archive", *words])
        return done.exit_code, done.output

    assert "2 articles brought" in run("load")[1]
    assert (0, True) == ((again := run("load", "--merge"))[0], "0 articles brought" in again[1])
    assert 0 == run("check", "--dry-run")[0]
    write(settings.corpus_dir, "third", "시내버스 파업", "2020-01-01", "시내버스 노조가 파업했다.")
    code, told = run("check", "--dry-run")
    assert (1, True) == (code, "1 are lacking" in told)
    code, told = run("check")
    assert (0, True) == (code, "1 articles brought" in told)
    (settings.corpus_dir / "third.md").unlink()
    assert "1 removed" in run("load")[1]
    assert "2 articles are in the new index" in run("reindex")[1]
    archive = Archive(Cluster(Address(settings.opensearch_url), read_s=PATIENCE_S), settings.opensearch_index)
    assert "여울강 방수벽 착공" == archive.search("방수벽 착공").hits[0].article.title
    assert 0 == run("check", "--dry-run")[0]


async def whole(services: Services) -> Results:
    """What is found once the archive answers in time, which a node just begun does not."""
    for _ in range(60):
        found = await services.newsroom.search("여울강 방수벽 착공", today=None)
        if not found.recent_days:
            return found
        await asyncio.sleep(0.5)
    raise AssertionError("the archive does not answer in time")


async def test_the_bot_fills_it_by_itself_lets_go_of_the_old_and_follows_the_folder(
    settings: ChatSettings,
) -> None:
    archive = archive_of(settings)
    assert archive is not None
    corpus, index = await asyncio.to_thread(load_for, settings)
    async with open_services(settings, corpus, index, Parts(timing=Timing(clock=lambda: NOW))) as services:
        for _ in range(600):
            if len(index) == 1:
                break
            await asyncio.sleep(0.05)
        assert 1 == len(index)
        found = await whole(services)
        assert ["2019-03-02", "2026-03-02"] == [str(hit.article.published) for hit in found.hits]
        (settings.corpus_dir / "old.md").unlink()
        await services.pipeline.look_again()
        for _ in range(40):
            await asyncio.sleep(0.05)
            if await asyncio.to_thread(archive.get_many, [found.hits[0].article.id]) == [None]:
                break
        else:
            raise AssertionError("it is there after 2 s")
        await asyncio.sleep(FRESH_S + 0.1)
        again = await whole(services)
        assert ["2026-03-02"] == [str(hit.article.published) for hit in again.hits]


def test_what_is_old_and_in_the_archive_is_not_read_into_memory(settings: ChatSettings) -> None:
    def in_memory() -> set[str]:
        corpus, index = load_for(settings)
        assert 2 == len(corpus)
        return {one.body[-6:] for one in index.latest(9) if one.published == date(2019, 3, 2)}

    assert {"12미터다."} == in_memory(), "the archive has nothing yet"
    assert 0 == CliRunner().invoke(app, ["archive", "load"]).exit_code
    assert set() == in_memory()
    write(
        settings.corpus_dir,
        "old",
        "여울강 방수벽 착공",
        "2019-03-02",
        "여울강 방수벽이 착공됐다. 높이는 20미터다.",
    )
    assert {"20미터다."} == in_memory(), "that the archive has otherwise"
