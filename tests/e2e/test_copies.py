"""Several copies of the bot on one PostgreSQL: no copy is special, and what one knows the others know."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from bot.adapters.database.store import Store
from tests.article_files import crawled
from tests.databases import postgres_server, postgres_url
from tests.dialog import Voice
from tests.e2e.copies import WITHIN_S, Copies, Copy, open_copies
from tests.e2e.house import add_article
from tests.emulator.faults import Limits

__all__ = ["postgres_server", "postgres_url"]


@pytest_asyncio.fixture(loop_scope="session")
async def copies(tmp_path: Path, postgres_url: str) -> AsyncIterator[Copies]:
    async with open_copies(tmp_path, postgres_url) as copies:
        yield copies


async def within(seconds: float, is_so: Callable[[], bool]) -> float:
    """Wait until it is so; after how long. Raises: AssertionError."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < seconds, f"not within {seconds} s"
        await asyncio.sleep(0.02)
    return time.monotonic() - began


def texts(copy: Copy) -> dict[str, bytes]:
    """What is in its folder now; what goes while it is looked at is not."""
    found = {}
    for one in copy.folder.glob("*.md"):
        with contextlib.suppress(FileNotFoundError):
            found[one.name] = one.read_bytes()
    return {name: content for name, content in found.items() if content}


async def finds(copies: Copies, copy: Copy, words: str, expected: str) -> None:
    """Somebody new asks that copy, and again while what its folder has may not be searched yet; then it is found."""
    copies.post_to(copy)
    began = time.monotonic()
    while True:
        reader = Voice.of(copies.telegram, "독자")
        await reader.says(f"/search {words}")
        shown = (await reader.hears()).text
        if expected in shown or time.monotonic() - began > WITHIN_S:
            break
    assert expected in shown


async def test_a_copy_with_an_empty_folder_has_what_the_others_have(copies: Copies) -> None:
    first = await copies.start()
    second = await copies.start()
    assert texts(first) == texts(second)
    await finds(copies, second, "나룻배 선장", "새 선장이 키를 잡았다")


async def test_a_file_dropped_into_one_folder_is_found_on_the_others(copies: Copies) -> None:
    first, second, third = [await copies.start() for _ in range(3)]
    text = crawled("한빛시 굴뚝에 황새가 둥지를 틀었다.", id="901_0000000777", title="황새 둥지")
    add_article(second.folder, "황새.md", text)
    for other in (first, third):
        await within(WITHIN_S, lambda other=other: "황새.md" in texts(other))  # type: ignore[misc]
        await finds(copies, other, "황새 둥지", "황새가 둥지를 틀었다")
    add_article(third.folder, "황새.md", text.replace("황새가", "먹황새가"))  # and a correction, elsewhere
    await within(WITHIN_S, lambda: "먹황새가".encode() in texts(first).get("황새.md", b""))
    (first.folder / "황새.md").unlink()
    for other in (second, third):
        await within(WITHIN_S, lambda other=other: "황새.md" not in texts(other))  # type: ignore[misc]


async def test_what_an_editor_publishes_is_found_on_the_others(copies: Copies) -> None:
    first, second = [await copies.start() for _ in range(2)]
    owner = copies.owner
    copies.post_to(first)
    await owner.says("/add 모래섬에 등대\n\n한빛시 모래섬에 등대가 섰다고 도하람 기자가 전했다.")
    await owner.hears("모래섬에 등대")
    copies.post_to(second)  # who presses the button is somebody else's reader
    await owner.presses("게시")
    await within(WITHIN_S, lambda: texts(first) == texts(second) and len(texts(first)) == 14)
    await finds(copies, first, "모래섬 등대", "등대가 섰다")


async def test_what_changed_while_a_copy_was_away_is_settled_when_it_is_back(copies: Copies) -> None:
    first, second = [await copies.start() for _ in range(2)]
    assert second.sosik is not None
    await second.sosik.stop()
    (first.folder / "배03.md").unlink()
    add_article(first.folder, "첫째.md", crawled("첫째가 쓴 글이다.", id="901_0000000701", title="첫째 글"))
    (second.folder / "배05.md").unlink()
    add_article(second.folder, "둘째.md", crawled("둘째가 쓴 글이다.", id="901_0000000702", title="둘째 글"))
    mended = (second.folder / "배07.md").read_text(encoding="utf-8").replace("물가에서", "언덕에서")
    add_article(second.folder, "배07.md", mended)
    await finds(copies, first, "첫째 글", "첫째가 쓴 글이다")  # so it has looked
    await copies.go_on(second)
    await within(WITHIN_S, lambda: texts(first) == texts(second))
    expected = {f"배{n:02}.md" for n in range(1, 14)} - {"배03.md", "배05.md"} | {"첫째.md", "둘째.md"}
    assert expected == set(texts(first))
    assert "언덕에서".encode() in texts(first)["배07.md"]


async def test_a_folder_that_is_taken_away_empties_no_other(copies: Copies) -> None:
    first, second = [await copies.start() for _ in range(2)]
    theirs = set(texts(first))

    def logged(line: str) -> bool:
        assert theirs <= set(texts(first)), "at any moment"
        return second.sosik is not None and line in second.sosik.log

    away = second.folder.with_name("away")
    second.folder.rename(away)  # as a mount does that is lost
    second.folder.mkdir()
    await within(2 * WITHIN_S, lambda: logged(f"removed={len(theirs)}"))
    second.folder.rmdir()
    away.rename(second.folder)
    await within(2 * WITHIN_S, lambda: logged(f"folder upserted={len(theirs)}"))
    add_article(second.folder, "뒤.md", crawled("뒤에 온 글이다.", id="901_0000000703", title="뒤에 온 글"))
    await within(
        WITHIN_S, lambda: logged("") and "뒤.md" in texts(first)
    )  # what was told before it has arrived too
    assert theirs | {"뒤.md"} == set(texts(first)) == set(texts(second))


async def test_a_start_without_the_disk_has_all_from_the_database_and_loses_nothing(copies: Copies) -> None:
    only, owner = await copies.start(), copies.owner
    assert only.sosik is not None
    await owner.says("/watch 빵집")
    await owner.hears()
    await owner.says("/add 언덕 빵집\n\n한빛시 언덕 빵집이 백 년을 맞았다고 도하람 기자가 전했다.")
    await owner.presses("게시", await owner.hears("게시 전에"))
    await owner.hears("새 기사")
    before = texts(only)
    assert 0 == (await only.sosik.stop())[0]
    away = copies.house.home / "away"
    only.folder.rename(away)
    only.folder.mkdir()  # the place where it was mounted
    await copies.go_on(only)
    assert before == texts(only)
    await finds(copies, only, "언덕 빵집", "백 년을 맞았다")
    add_article(only.folder, "황새.md", crawled("황새다.", id="901_0000000777", title="황새 한 쌍의 둥지"))
    await finds(copies, only, "황새", "한 쌍의 둥지")
    assert 0 == (await only.sosik.stop())[0]
    only.folder.rename(copies.house.home / "meanwhile")
    away.rename(only.folder)  # mounted again, without what came meanwhile
    await copies.go_on(only)
    await finds(copies, only, "황새", "한 쌍의 둥지")
    await finds(copies, only, "언덕 빵집", "백 년을 맞았다")
    assert before.keys() | {"황새.md"} == texts(only).keys()
    assert [] == [one.text for one in owner.unheard() if "빵집" in one.text], "nothing is news again"


async def test_another_folder_with_articles_of_its_own_is_refused(copies: Copies) -> None:
    await copies.start()
    stranger = Copy(copies.house.home / "stranger", 1)
    stranger.folder.mkdir()
    add_article(stranger.folder, "남.md", crawled("남의 글이다.", id="901_0000000801", title="남의 글"))
    with pytest.raises(AssertionError, match="this database belongs to the articles in"):
        await copies.go_on(stranger)


async def test_a_dismissed_editor_is_one_everywhere_at_once(copies: Copies) -> None:
    first, second = [await copies.start() for _ in range(2)]
    owner = copies.owner
    editor = Voice.of(copies.telegram, "편집자")
    editor.chat.started = True
    copies.post_to(first)
    await owner.says(f"/editors add {editor.id}")
    await owner.hears()
    copies.post_to(second)
    began = time.monotonic()
    while "편집자만" in await asks_for_the_log(editor):
        assert time.monotonic() - began < WITHIN_S
    copies.post_to(first)
    await owner.says(f"/editors remove {editor.id}")
    await owner.hears()
    copies.post_to(second)
    assert "편집자만" in await asks_for_the_log(editor)


async def asks_for_the_log(editor: Voice) -> str:
    await editor.says("/log")
    return (await editor.hears()).text


async def test_a_press_that_a_killed_copy_was_at_is_done_by_another(copies: Copies) -> None:
    first, second = [await copies.start() for _ in range(2)]
    assert first.sosik is not None
    owner = copies.owner
    copies.post_to(first)
    await owner.says("/add 언덕 빵집\n\n한빛시 언덕 빵집이 백 년을 맞았다고 도하람 기자가 전했다.")
    proof = await owner.hears("언덕 빵집")
    held = copies.telegram.hold(method="editMessageText", times=None)
    pressing = asyncio.create_task(owner.presses("게시", proof))
    await within(10.0, lambda: len(texts(first)) == 14)
    first.sosik.process.send_signal(signal.SIGKILL)
    await first.sosik.ends()
    held.withdraw()
    await copies.telegram.until(lambda: len(texts(second)) == 14, why="the article")
    await finds(copies, second, "언덕 빵집", "백 년을 맞았다")
    pressing.cancel()
    await asyncio.gather(pressing, return_exceptions=True)


async def test_a_second_process_that_polls_says_what_to_do(copies: Copies) -> None:
    home = copies.house.home
    folder = home / "polling"
    folder.mkdir()
    add_article(folder, "글.md", crawled())
    settings = {"DATABASE_URL": copies.database_url, "CORPUS_DIR": str(folder)}
    first = await copies.house.start(**settings)
    second = await copies.house.launch(**settings)
    await copies.telegram.until(
        lambda: "another process polls with this token" in second.log, 60, "a clear line"
    )
    assert 2 == await second.ends()
    assert "WEBHOOK_URL" in second.log
    first.process.send_signal(signal.SIGKILL)
    await first.ends()
    await copies.house.start(**settings)  # who died is not waited for


async def test_on_a_file_too_a_second_process_that_polls_says_what_to_do(copies: Copies) -> None:
    add_article(copies.house.folder, "글.md", crawled())
    first = await copies.house.start()
    second = await copies.house.launch()
    await copies.telegram.until(
        lambda: "another process polls with this token" in second.log, 60, "a clear line"
    )
    assert 2 == await second.ends()
    first.process.send_signal(signal.SIGKILL)
    await first.ends()
    await copies.house.start()


async def test_an_article_is_news_once_though_all_copies_see_it_and_one_is_killed(
    copies: Copies, postgres_url: str
) -> None:
    first, second, third = [await copies.start() for _ in range(3)]
    reader = Voice.of(copies.telegram, "망보기")
    await reader.says("/watch 황새")
    await reader.hears("황새")
    store = await Store.open(postgres_url)
    try:
        before = await store.arrivals.last_arrival()
        for number, copy in enumerate((first, second, third)):
            text = crawled(f"{number}번 굴뚝에 황새가 둥지를 {number}개 틀었다.", id=f"901_000000090{number}",
                           title=f"황새 {number}번 둥지")  # fmt: skip
            add_article(copy.folder, f"황새{number}.md", text)
            if number == 0:
                await reader.hears("황새 0번", timeout_s=30)
        assert first.sosik is not None
        first.sosik.process.send_signal(signal.SIGKILL)
        await first.sosik.ends()
        for other in (second, third):
            await within(10.0, lambda other=other: len(texts(other)) == 16)  # type: ignore[misc]
            for number in range(3):
                await finds(copies, other, f"황새 {number}번 둥지", f"둥지를 {number}개")
        news = await store.arrivals.arrivals(before, await store.arrivals.last_arrival(), 100)
    finally:
        await store.close()
    assert [f"901_000000090{number}" for number in range(3)] == sorted(one.article for one in news)
    assert 1 == sum("황새 0번" in heard.text for heard in reader.screen()), "told once"
    assert texts(second) == texts(third)


async def test_copies_keep_one_flood_budget(tmp_path: Path, postgres_url: str) -> None:
    async with open_copies(tmp_path, postgres_url) as copies:
        copies.telegram.limits = Limits(time.time, per_second=30, chat_per_second=100, group_per_minute=20)
        all_three = [await copies.start() for _ in range(3)]
        people = [Voice.of(copies.telegram, f"사람{n}") for n in range(20)]
        room = Voice.into_group(copies.telegram, "나루 사람들", *people)
        name = copies.telegram.world.bot["username"]
        for number in range(18):
            copies.post_to(all_three[number % 3])
            await people[number].at(room).says(f"/search@{name} 나룻배")
            await people[number].says("/search 나룻배")
        for person in people[:18]:
            await person.hears(timeout_s=60)
        await copies.telegram.until(
            lambda: len(copies.telegram.sent(chat_id=room.chat.id)) == 18, 60, "the group"
        )
        assert [] == [one for one in copies.telegram.violations if one.code == 429]
