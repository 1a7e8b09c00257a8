"""Starting, stopping, and what the outside world does to a running `sosik run`."""

from __future__ import annotations

import asyncio
import os
import signal
import sys

import pytest

from tests.article_files import crawled
from tests.dialog import Voice
from tests.e2e.house import START_S, House, add_article
from tests.emulator import BOT_ID, TOKEN


def reader(house: House, name: str = "앨리스") -> Voice:
    return Voice.of(house.telegram, name)


async def search_until(voice: Voice, words: str, wanted: str, seconds: float) -> None:
    """Ask again and again until *wanted* is in the answer. Raises: TimeoutError."""
    async with asyncio.timeout(seconds):
        while True:
            await voice.says(words)
            if wanted in (await voice.hears()).text:
                return


# -- stopping and coming back


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
async def test_a_signal_ends_it_within_five_seconds(fresh: House, number: int) -> None:
    sosik = await fresh.start()
    code, seconds = await sosik.stop(number)
    assert 0 == code, sosik.log
    assert seconds < sosik.may_take_s


async def test_what_is_being_said_is_finished(fresh: House) -> None:
    alice = reader(fresh)
    sosik = await fresh.start()
    fault = fresh.telegram.hold()
    await alice.says("/search 나룻배")
    await fresh.telegram.until(lambda: fault.met)
    stopping = asyncio.create_task(sosik.stop())
    await fresh.telegram.until(lambda: "stopping" in sosik.log, why="the log to say so")
    fault.withdraw()

    assert "나룻배" in (await alice.hears()).text
    code, seconds = await stopping
    assert 0 == code
    assert seconds < sosik.may_take_s


async def test_a_telegram_that_does_not_answer_does_not_keep_it(fresh: House) -> None:
    alice = reader(fresh)
    sosik = await fresh.start()
    fault = fresh.telegram.break_off(accepted=False, hangs=True)
    await alice.says("/search 나룻배")
    await fresh.telegram.until(lambda: fault.met)

    code, seconds = await sosik.stop()

    assert 0 == code, sosik.log
    assert seconds < sosik.may_take_s


async def test_buttons_work_after_a_restart_in_private_and_in_a_group(fresh: House) -> None:
    alice = reader(fresh)
    room = Voice.into_group(fresh.telegram, "편집국", alice, kind="supergroup")
    sosik = await fresh.start()
    first = {}
    for voice in (alice, room):
        await voice.says("/search 나룻배")
        first[voice] = await voice.hears()
    await sosik.stop()

    await fresh.start()

    for voice in (alice, room):
        await voice.presses("▶")
        second = await voice.hears()
        assert "edited" == second.what
        assert set(first[voice].links.values()).isdisjoint(second.links.values())


async def test_what_was_asked_while_it_was_dead_is_answered(fresh: House) -> None:
    alice = reader(fresh)
    sosik = await fresh.start()
    await sosik.end()
    await alice.says("/search 나룻배")

    await fresh.start()

    assert "나룻배" in (await alice.hears()).text


async def test_it_waits_for_a_telegram_that_cannot_be_reached(fresh: House) -> None:
    alice = reader(fresh)
    async with fresh.telegram.unreachable():
        sosik = await fresh.launch()
        await fresh.telegram.until(lambda: "cannot be reached" in sosik.log, 30, "a word of complaint")
    await alice.says("/search 나룻배")

    assert "나룻배" in (await alice.hears(timeout_s=30)).text


async def test_a_token_nobody_knows_ends_it_with_a_clear_word(fresh: House) -> None:
    strange = "5555555555:" + "x" * 35
    sosik = await fresh.launch(TELEGRAM_BOT_TOKEN=strange)
    assert 2 == await sosik.ends()
    assert "TELEGRAM_BOT_TOKEN" in sosik.log
    assert strange.partition(":")[2] not in sosik.log
    fresh.telegram.expect_refused("Unauthorized")


async def test_a_token_taken_back_ends_it(fresh: House) -> None:
    sosik = await fresh.start()
    fresh.telegram.token = "7000000001:" + "n" * 35
    await reader(fresh).says("/start")  # ends the poll that is under way
    assert 2 == await sosik.ends()
    assert "TELEGRAM_BOT_TOKEN" in sosik.log
    assert TOKEN.partition(":")[2] not in sosik.log
    fresh.telegram.expect_refused("Unauthorized")


async def test_it_can_be_stopped_while_telegram_cannot_be_reached(fresh: House) -> None:
    sosik = await fresh.start()
    async with fresh.telegram.unreachable():
        await fresh.telegram.until(lambda: "interrupted" in sosik.log, 30, "a word of complaint")
        code, seconds = await sosik.stop()
    assert 0 == code, sosik.log
    assert seconds < sosik.may_take_s


async def test_all_faulty_settings_are_reported_together(fresh: House) -> None:
    sosik = await fresh.launch(TELEGRAM_BOT_TOKEN="secret", ADMIN_IDS="@alice", CORPUS_DIR="nowhere")
    assert 2 == await sosik.ends()
    for name in ("TELEGRAM_BOT_TOKEN", "ADMIN_IDS", "CORPUS_DIR"):
        assert name in sosik.log
    assert "secret" not in sosik.log


async def test_the_token_is_in_no_log_even_when_everything_is_logged(fresh: House) -> None:
    alice = reader(fresh)
    sosik = await fresh.start(LOG_LEVEL="DEBUG")
    fresh.telegram.refuse(502, "Bad Gateway", method="getUpdates")
    fresh.telegram.break_off(accepted=False)
    await alice.says("/search 안개")
    await alice.says("/search 나룻배")
    await alice.hears()
    await sosik.stop()
    assert "sendMessage" in sosik.log, "calls are logged"
    assert fresh.telegram.token.partition(":")[2] not in sosik.log


@pytest.mark.parametrize("code", [401, 404])
async def test_a_page_of_a_proxy_does_not_end_it_as_a_token_that_is_withdrawn_does(
    fresh: House, code: int
) -> None:
    alice = reader(fresh)
    sosik = await fresh.start()
    fresh.telegram.proxy_refuses(code, method="getUpdates", times=2)
    await alice.says("/search 나룻배")
    await alice.hears("나룻배")
    assert sosik.process.returncode is None
    fresh.telegram.refuse(code, "Unauthorized", method="getUpdates")
    await alice.says("/search 안개")
    assert 2 == await sosik.ends()
    assert "TELEGRAM_BOT_TOKEN" in sosik.log


async def test_two_with_one_token_and_two_databases_say_so_and_the_one_that_stays_goes_on(
    fresh: House,
) -> None:
    alice = reader(fresh)
    await fresh.start()
    second = await fresh.start(DATABASE_URL=f"sqlite:///{fresh.home / 'other.db'}")
    await fresh.telegram.until(lambda: "another process" in fresh.log, 30, "a word of complaint")
    await second.end()
    await alice.says("/search 나룻배")

    assert "나룻배" in (await alice.hears(timeout_s=30)).text
    assert {409} == {v.code for v in fresh.telegram.expect_refused("other getUpdates request")}


# -- the folder


async def test_a_dropped_file_is_found_within_two_seconds_and_gone_as_soon(
    house: House, alice: Voice
) -> None:
    add_article(house.folder, "새.md", crawled("물새가 왔다.", id="901_0000000099", title="저어새 열두 마리"))
    await search_until(alice, "/search 저어새", "저어새 열두 마리", 2)

    (house.folder / "새.md").unlink()
    await search_until(alice, "/search 저어새", "찾지 못했어요", 2)


async def test_broken_files_hurt_nothing(house: House, alice: Voice) -> None:
    (house.folder / "이진.md").write_bytes(bytes(range(256)) * 40)
    (house.folder / "크다.txt").write_bytes("가".encode() * 1024 * 1024)
    add_article(house.folder, "새.md", crawled("물새가 왔다.", id="901_0000000098", title="도요새 일곱 마리"))
    await search_until(alice, "/search 도요새", "도요새 일곱 마리", 2)
    for name in ("이진.md", "크다.txt", "새.md"):
        (house.folder / name).unlink()
    await search_until(alice, "/search 도요새", "찾지 못했어요", 2)


# -- Telegram in a bad mood


async def test_a_flood_wait_is_obeyed_and_nobody_else_waits(house: House, alice: Voice) -> None:
    bob = reader(house, "밥")
    fault = house.telegram.flood(1, chat_id=alice.id)
    await alice.says("/search 나룻배")
    await house.telegram.until(lambda: fault.met)
    refused_at = house.telegram.clock()
    await bob.says("/search 안개")
    bobs = await bob.hears()
    alices = await alice.hears()

    assert "나룻배" in alices.text
    assert alices.seen.at - refused_at >= 0.99
    assert bobs.seen.at < alices.seen.at


@pytest.mark.parametrize("code", [500, 502, 504])
async def test_a_server_error_is_survived(house: House, alice: Voice, code: int) -> None:
    fault = house.telegram.refuse(code, "Internal Server Error")
    await alice.says("/search 안개")
    await house.telegram.until(lambda: fault.met)
    await alice.says("/search 나룻배")
    await alice.hears("나룻배")


async def test_errors_while_listening_are_survived(house: House, alice: Voice) -> None:
    house.telegram.refuse(502, "Bad Gateway", method="getUpdates")
    house.telegram.break_off(accepted=False, method="getUpdates")
    await alice.says("/search 나룻배")
    await alice.hears("나룻배", timeout_s=20)


async def test_an_answer_that_was_received_is_not_said_twice(house: House, alice: Voice) -> None:
    house.telegram.break_off(accepted=True, chat_id=alice.id)
    await alice.says("/search 나룻배")
    await alice.hears("나룻배")
    await alice.hears("답이 보이지 않으면 다시")
    await alice.hears_nothing()


async def test_who_was_not_answered_since_the_line_broke_is_told(house: House, alice: Voice) -> None:
    house.telegram.break_off(accepted=False, chat_id=alice.id)
    await alice.says("/search 안개")
    await alice.hears("답이 보이지 않으면 다시")
    await alice.says("/search 나룻배")
    await alice.hears("나룻배")


async def test_nobody_waits_for_a_call_that_hangs(house: House, alice: Voice) -> None:
    bob = reader(house, "밥")
    fault = house.telegram.break_off(accepted=False, hangs=True, chat_id=alice.id)
    await alice.says("/search 나룻배")
    await house.telegram.until(lambda: fault.met)
    await bob.says("/search 나룻배")
    await bob.hears("나룻배")
    fault.withdraw()


async def test_a_closed_chat_is_left_in_peace(house: House, alice: Voice) -> None:
    fault = house.telegram.refuse(403, "Forbidden: bot was blocked by the user", chat_id=alice.id, times=None)
    await alice.says("/search 나룻배")
    await house.telegram.until(lambda: fault.met)
    await alice.hears_nothing()
    fault.withdraw()
    assert 1 == fault.met


async def test_the_answer_follows_a_group_that_moved(house: House, alice: Voice) -> None:
    room = Voice.into_group(house.telegram, "편집국", alice)
    fault = house.telegram.hold(chat_id=room.chat.id)
    await room.says("/search 나룻배")
    await house.telegram.until(lambda: fault.met)
    moved = Voice(house.telegram, alice.user, house.telegram.people.upgrade(room.chat))
    fault.withdraw()

    assert "나룻배" in (await moved.hears()).text
    house.telegram.expect_refused("upgraded to a supergroup")


async def test_the_answer_follows_a_topic_that_was_deleted(house: House, alice: Voice) -> None:
    forum = Voice.into_group(house.telegram, "광장", alice, kind="supergroup", forum=True)
    (news,) = forum.topics("뉴스")
    fault = house.telegram.hold(chat_id=forum.chat.id)
    await news.says("/search 나룻배")
    await house.telegram.until(lambda: fault.met)
    assert news.topic is not None
    house.telegram.people.delete_topic(forum.chat, news.topic)
    fault.withdraw()

    assert "나룻배" in (await forum.hears()).text
    house.telegram.expect_refused("message thread not found")


async def test_a_message_deleted_before_the_page_is_turned(house: House, alice: Voice) -> None:
    await alice.says("/search 나룻배")
    first = await alice.hears()
    del alice.chat.messages[first.id]
    await alice.presses("▶", on=first)
    assert "나룻배" in (await alice.hears()).text
    house.telegram.expect_refused("message to edit not found")


async def test_a_muted_bot_in_a_group_says_nothing_and_lives(house: House, alice: Voice) -> None:
    room = Voice.into_group(house.telegram, "편집국", alice, kind="supergroup", bot="restricted")
    await room.says("/search 나룻배")
    await house.telegram.until(lambda: house.telegram.violations)
    await room.hears_nothing()
    assert {"sendMessage"} == {v.method for v in house.telegram.expect_refused("not enough rights")}
    assert BOT_ID in room.chat.members


@pytest.mark.parametrize("broken", ["a full disk", "a pipe that nobody reads"])
async def test_a_log_that_cannot_be_written_keeps_nobody_from_an_answer(fresh: House, broken: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    full = os.open("/dev/full", os.O_WRONLY)
    where = full if broken == "a full disk" else writing
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=fresh.home, env=fresh.environment(), stdout=where, stderr=where
    )  # fmt: skip
    try:
        for one in (writing, full):
            os.close(one)
        alice = reader(fresh)
        for words in ("/search 선장", "/search 요금"):
            await alice.says(words)
            await alice.hears(words.partition(" ")[2], timeout_s=START_S)
        assert process.returncode is None
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
