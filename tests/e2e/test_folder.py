"""The folder as readers and editors notice it: what is added is found and mended, what is old is not told, and which
folder it is.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta

from bot.adapters.database.store import Store
from bot.adapters.folder.identity import MARK
from bot.articles.article import KST
from bot.config import bundled_corpus
from tests.article_files import crawled
from tests.dialog import Voice
from tests.e2e.house import House, add_article
from tests.e2e.test_running import reader, search_until
from tests.feeds_server import FeedsServer, fill

TRAM = "노면전차가 첫 운행을 마쳤다\n\n노면전차가 해온역에서 첫 운행을 마쳤다고 도하람 기자가 전했다."


def owner_of(house: House) -> tuple[Voice, dict[str, str]]:
    """Somebody who may edit, and the setting that says so."""
    owner = Voice.of(house.telegram, "주인")
    owner.chat.started = True
    return owner, {"ADMIN_IDS": str(owner.id)}


async def publishes(owner: Voice, text: str) -> None:
    await owner.says(f"/add {text}")
    await owner.hears("게시 전에")
    await owner.presses("게시")
    await owner.hears("게시했어요")


async def test_a_mistyped_word_of_what_the_desk_added_is_mended_soon_after(fresh: House) -> None:
    owner, setting = owner_of(fresh)
    await fresh.start(**setting)
    await publishes(owner, TRAM)
    await search_until(reader(fresh), "/search 노면전챠", "노면전차가 첫 운행을 마쳤다", 60)


async def test_what_is_years_old_is_found_and_told_to_nobody_and_counted(fresh: House) -> None:
    (owner, setting), alice = owner_of(fresh), reader(fresh)
    await fresh.start(**setting, NEWS_MAX_AGE_DAYS="30")
    await alice.says("/watch 저어새")
    await alice.hears()
    add_article(
        fresh.folder, "옛.md", crawled("저어새가 왔다.", id="901_0000000090", title="옛날 저어새 한 마리")
    )
    await search_until(owner, "/search 저어새", "옛날 저어새 한 마리", 30)
    day = f"{datetime.now(KST) - timedelta(days=1):%Y-%m-%d} 00:00"
    fresh_one = crawled(
        "저어새가 또 왔다.", id="901_0000000091", title="어제 온 저어새 두 마리", published_at=day
    )
    add_article(fresh.folder, "새.md", fresh_one)
    told = await alice.hears("저어새 두 마리", timeout_s=60)
    assert "옛날" not in told.text
    await owner.says("/status")
    assert "지난 기사 1건" in (await owner.hears("켜진 지")).text
    assert [] == [one for one in alice.screen() if "옛날 저어새" in one.text]


async def test_the_folder_moved_away_and_made_anew_is_live_again(fresh: House) -> None:
    alice = reader(fresh)
    await fresh.start()
    await search_until(alice, "/search 나룻배", "나룻배", 30)
    fresh.folder.rename(fresh.home / "away")
    fresh.folder.mkdir()
    add_article(fresh.folder, "새.md", crawled("물새가 왔다.", id="901_0000000099", title="저어새 열두 마리"))
    await search_until(alice, "/search 저어새", "저어새 열두 마리", 10)
    add_article(fresh.folder, "또.md", crawled("도요새다.", id="901_0000000098", title="도요새 일곱 마리"))
    await search_until(alice, "/search 도요새", "도요새 일곱 마리", 10)


async def test_without_a_folder_of_ones_own_it_does_not_start_and_says_what_to_do(fresh: House) -> None:
    for wrong in ({"CORPUS_DIR": ""}, {"CORPUS_DIR": "", "CORPUS": str(fresh.folder)}):
        sosik = await fresh.launch(**wrong)
        assert 2 == await sosik.ends()
        assert "CORPUS_DIR: is not set" in sosik.log
        assert "--demo" in sosik.log
    assert "CORPUS: no such setting; did you mean CORPUS_DIR?" in sosik.log


async def test_the_demo_answers_and_is_not_written_to(fresh: House) -> None:
    (owner, setting), there = owner_of(fresh), sorted(bundled_corpus().rglob("*"))
    await fresh.start("--demo", **setting, CORPUS_DIR="")
    await search_until(owner, "/search 버스 파업", "파업", 30)
    await owner.says(f"/add {TRAM}")
    assert "CORPUS_DIR" in (await owner.hears("예시 기사")).text
    assert there == sorted(bundled_corpus().rglob("*"))


async def test_a_feed_that_is_subscribed_to_brings_nothing_into_the_demo(fresh: House) -> None:
    there = sorted(bundled_corpus().rglob("*"))
    async with FeedsServer(datetime.now(UTC)) as paper:
        fill(paper)
        store = await Store.open(f"sqlite:///{fresh.home / 'sosik.db'}")
        await store.feeds.add(paper.url("/rss.xml"), "한빛일보", kind="feed", by=1, now=datetime.now(UTC))
        await store.close()
        owner, setting = owner_of(fresh)
        await fresh.start("--demo", **setting, CORPUS_DIR="", FEEDS_ALLOW_PRIVATE="1")
        await search_until(owner, "/search 버스 파업", "파업", 30)
        assert 0 == (await fresh.sosik.stop())[0]
        assert 0 == paper.polls("/rss.xml")
    assert there == sorted(bundled_corpus().rglob("*"))


async def test_a_trial_with_another_folder_is_refused_until_it_is_adopted(fresh: House) -> None:
    owner, setting = owner_of(fresh)
    await fresh.start(**setting)
    alice = reader(fresh)
    await alice.says("/watch 기사")
    await alice.hears()
    await publishes(owner, TRAM)
    assert 0 == (await fresh.sosik.stop())[0]
    trial = fresh.home / "trial"
    trial.mkdir()
    add_article(trial, "남의.md", crawled("남의 기사다.", id="777_1", title="남의 기사 하나"))

    sosik = await fresh.launch(**setting, CORPUS_DIR=str(trial))
    assert 2 == await sosik.ends()
    assert str(fresh.folder) in sosik.log
    assert "--adopt" in sosik.log
    assert ["남의.md"] == [path.name for path in trial.iterdir()]

    await fresh.start("--adopt", **setting, CORPUS_DIR=str(trial))
    await search_until(owner, "/search 남의 기사", "남의 기사 하나", 30)
    add_article(trial, "새.md", crawled("새로 온 기사다.", id="777_2", title="남의 기사 둘"))
    told = await alice.hears("남의 기사 둘", timeout_s=60)
    assert "남의 기사 하나" not in told.links, "a first look is no news"


async def test_a_disk_that_is_not_mounted_for_a_while_takes_nothing_away(fresh: House) -> None:
    alice = reader(fresh)
    await fresh.start()
    add_article(fresh.folder, "또.md", crawled("도요새다.", id="901_0000000098", title="도요새 일곱 마리"))
    await search_until(alice, "/search 도요새", "도요새 일곱 마리", 30)  # the folder is followed
    fresh.folder.rename(fresh.home / "away")
    fresh.folder.mkdir()  # the place where it was mounted
    await fresh.telegram.until(lambda: "is it not mounted?" in fresh.log, 30, "a word in the log")
    await alice.says("/search 선장")
    await alice.hears("새 선장이 키를 잡았다")
    fresh.folder.rmdir()
    (fresh.home / "away").rename(fresh.folder)
    add_article(fresh.folder, "새.md", crawled("물새가 왔다.", id="901_0000000099", title="저어새 열두 마리"))
    await search_until(alice, "/search 저어새", "저어새 열두 마리", 10)


async def test_a_start_without_the_disk_is_refused_and_leaves_nothing_in_its_place(fresh: House) -> None:
    await fresh.start()
    await search_until(alice := reader(fresh), "/search 선장", "새 선장이 키를 잡았다", 30)
    assert 0 == (await fresh.sosik.stop())[0]
    away = fresh.folder.rename(fresh.home / "away")
    fresh.folder.mkdir()  # the place where it was mounted
    sosik = await fresh.launch(LANG="en_US.UTF-8")
    assert 1 == await sosik.ends()
    assert f"{fresh.folder}: there were articles in this folder" in sosik.log
    assert [] == list(fresh.folder.iterdir())
    (fresh.folder / MARK).write_bytes((away / MARK).read_bytes())  # as a start of an older version left it
    sosik = await fresh.launch(LANG="ko_KR.UTF-8")
    assert 1 == await sosik.ends()
    assert "디스크가 연결되지 않았다면" in sosik.log
    for options in (["--adopt"], []):  # emptied on purpose, which is said once
        await fresh.start(*options)
        assert 0 == (await fresh.sosik.stop())[0]
    (fresh.folder / MARK).unlink()
    fresh.folder.rmdir()
    away.rename(fresh.folder)
    await fresh.start()
    await search_until(alice, "/search 선장", "새 선장이 키를 잡았다", 30)


async def test_a_start_without_the_disk_is_refused_whatever_the_desk_published(fresh: House) -> None:
    owner, setting = owner_of(fresh)
    await fresh.start(**setting)
    add_article(fresh.folder, "또.md", crawled("도요새다.", id="901_0000000098", title="도요새 일곱 마리"))
    await search_until(owner, "/search 도요새", "도요새 일곱 마리", 30)
    await publishes(owner, TRAM)
    assert 0 == (await fresh.sosik.stop())[0]
    away = fresh.folder.rename(fresh.home / "away")
    fresh.folder.mkdir()  # the place where it was mounted
    sosik = await fresh.launch(**setting)
    assert 1 == await sosik.ends()
    assert f"{fresh.folder}: " in sosik.log
    assert [] == list(fresh.folder.iterdir())
    fresh.folder.rmdir()
    away.rename(fresh.folder)
    await fresh.start(**setting)
    for words, title in (("도요새", "도요새 일곱 마리"), ("노면전차", "노면전차가 첫 운행을 마쳤다")):
        await search_until(owner, f"/search {words}", title, 30)


async def test_on_a_host_that_forgets_its_disk_the_desk_puts_its_own_articles_back(fresh: House) -> None:
    owner, setting = owner_of(fresh)
    for one in fresh.folder.iterdir():
        one.unlink()
    await fresh.start(**setting)
    await publishes(owner, TRAM)
    assert 0 == (await fresh.sosik.stop())[0]
    for one in fresh.folder.iterdir():
        one.unlink()
    await fresh.start(**setting)
    await search_until(owner, "/search 노면전차", "노면전차가 첫 운행을 마쳤다", 30)


async def test_what_the_shell_adds_is_found_and_told(fresh: House) -> None:
    alice = reader(fresh)
    await fresh.start(NEWS_MAX_AGE_DAYS="30")
    await alice.says("/watch 저어새")
    await alice.hears()
    (fresh.home / "옛.md").write_text(
        crawled("저어새가 왔다.", id="901_0000000090", title="옛날 저어새 한 마리"), encoding="utf-8"
    )
    done = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "corpus", "add", "옛.md", cwd=fresh.home, env=fresh.environment()
    )  # fmt: skip
    assert 0 == await done.wait()
    await alice.hears("옛날 저어새 한 마리", timeout_s=90)  # an editor's is news, whatever its day
