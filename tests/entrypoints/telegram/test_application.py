"""What holds for every command: one log line, one way to fail, menus."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

import pytest
from telegram import Update
from telegram.error import Forbidden, NetworkError
from telegram.ext import ApplicationBuilder

from bot.entrypoints.telegram.application import ALLOWED_UPDATES, add_handlers
from bot.entrypoints.telegram.commands import COMMANDS, Menu
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.menus import Menus
from bot.entrypoints.telegram.routing import Router
from bot.entrypoints.telegram.turns import Turns
from bot.entrypoints.terminal.loopback import Refused
from bot.errors import StoreUnavailable
from bot.i18n import say
from tests.entrypoints.telegram.stage import ANN, GROUP, MINSU, Stage

SECRET = "아무도모를말"


async def test_every_update_leaves_one_line_without_a_readers_words(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await stage.says(MINSU, f"/search 로봇 {SECRET}")
    await stage.says(ANN, f"/quote {SECRET}", GROUP)
    await stage.says(ANN, f"/nosuch {SECRET}")
    await stage.says(ANN, SECRET * 100)
    lines = [record.getMessage() for record in caplog.records]
    assert ["search", "quote", "unknown", "text"] == [line.split()[1].removeprefix("cmd=") for line in lines]
    assert lines[0].startswith("answered cmd=search hits=5 total=12 ms=")
    assert f" chat={MINSU.id} update=1" in lines[0]
    assert "error=QueryError said=query.too_long" in lines[3]
    assert SECRET not in caplog.text


async def test_a_fault_is_logged_with_a_number_that_the_reader_is_told(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.index.fault = ZeroDivisionError("segment 7")
    (shown,) = await stage.says(MINSU, f"/search {SECRET}")
    (line,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    error_id = line.getMessage().split()[1].removeprefix("error_id=")
    assert f"관리자에게 이 번호를 알려 주세요: {error_id}" in shown.text
    assert line.exc_info
    assert line.exc_info[0] is ZeroDivisionError
    assert "ZeroDivision" not in shown.text
    assert "segment" not in shown.text
    assert SECRET not in caplog.text


async def test_a_fault_under_a_button_is_told_over_the_chat(stage: Stage) -> None:
    (page,) = await stage.says(ANN, "/search 로봇")
    stage.index.fault = ZeroDivisionError()
    (notice,) = await stage.presses(ANN, page, "▶")
    assert notice.notice
    assert notice.text.startswith("Sorry, something went wrong")


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (403, "Forbidden: bot was blocked by the user"),
        (400, "Bad Request: not enough rights to send text messages to the chat"),
        (400, "Bad Request: TOPIC_CLOSED"),
        (502, "Bad Gateway"),
    ],
)
async def test_a_chat_that_is_closed_is_no_error_of_ours(
    stage: Stage, caplog: pytest.LogCaptureFixture, code: int, reason: str
) -> None:
    def refuse(_: object) -> None:
        raise Refused(code, reason)

    stage.network.answers["sendMessage"] = refuse
    assert [] == await stage.says(MINSU, "/search 로봇")
    assert [] == [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert "unsaid cmd=search" in caplog.text


async def test_an_apology_that_cannot_be_said_is_logged(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(_: object) -> None:
        raise Refused(400, "Bad Request: can't parse entities")

    stage.network.answers["sendMessage"] = refuse
    assert [] == await stage.says(MINSU, "/search 로봇")
    assert "apology unsaid cmd=search" in caplog.text


async def test_an_unreachable_telegram_is_a_warning_and_no_traceback(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    await stage.app.process_error(None, NetworkError("Bad Gateway"))
    (record,) = caplog.records
    assert logging.WARNING == record.levelno
    assert record.exc_info is None


async def test_menus_are_set_for_every_scope_in_both_languages(stage: Stage) -> None:
    assert stage.app.post_init is not None
    await stage.says(MINSU, "/start")  # an admin's menu needs a chat
    await stage.app.post_init(stage.app)
    scopes = [
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        f"chat:{MINSU.id}",
    ]
    assert {f"{scope}:{code}" for scope in scopes for code in ("", "ko")} == set(stage.network.menus)
    korean = {row["command"]: row["description"] for row in stage.network.menus["all_private_chats:ko"]}
    assert "기사 찾기 (예: /search 네이버 클라우드)" == korean["search"]
    english = {row["command"]: row["description"] for row in stage.network.menus["default:"]}
    assert "Search articles (/search Naver AI)" == english["search"]
    assert "start" not in {row["command"] for row in stage.network.menus["all_group_chats:ko"]}


async def test_a_menu_that_is_refused_does_not_stop_the_start(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(_: object) -> None:
        raise Refused(400, "Bad Request: chat not found")

    stage.network.answers["setMyCommands"] = refuse
    assert stage.app.post_init is not None
    caplog.set_level(logging.INFO)
    await stage.app.post_init(stage.app)
    assert {} == stage.network.menus
    warned = [one.getMessage() for one in caplog.records if one.levelno == logging.WARNING]
    assert any(line.startswith("menu not set: scope=default") for line in warned)
    assert not any(f"menu of {MINSU.id}" in line for line in warned), "an owner who comes later is no fault"
    assert f"menu of {MINSU.id} not set yet" in caplog.text


async def test_an_owner_who_starts_the_bot_later_has_the_whole_menu_then(stage: Stage) -> None:
    assert {} == stage.network.menus
    await stage.says(ANN, "/start")
    assert {} == stage.network.menus
    await stage.says(MINSU, "/start")
    assert {f"chat:{MINSU.id}:", f"chat:{MINSU.id}:ko"} == set(stage.network.menus)


def test_the_table_of_commands_fits_telegram() -> None:
    assert len(COMMANDS) == len({command.name for command in COMMANDS})
    aliases = [alias for command in COMMANDS for alias in command.aliases]
    assert len(aliases) == len(set(aliases))
    for command in COMMANDS:
        assert f"command.{command.name}" == command.description
        assert all(1 <= len(say(language, command.description)) <= 256 for language in ("ko", "en"))
        assert command.menu & (Menu.EVERYONE | Menu.GROUP_ADMIN | Menu.ADMIN | Menu.EDITOR)


def test_updates_about_the_bots_own_membership_are_asked_for() -> None:
    assert {"message", "channel_post", "callback_query", "my_chat_member"} <= set(ALLOWED_UPDATES)


async def test_the_job_queue_is_there_and_updates_are_answered_concurrently(stage: Stage) -> None:
    assert stage.app.job_queue is not None
    assert stage.app.concurrent_updates > 1


@pytest.mark.parametrize(
    ("fault", "level"),
    [
        (StoreUnavailable("away", datetime.now(UTC)), logging.WARNING),
        (Forbidden("Forbidden: bot was kicked from the group chat"), logging.WARNING),
        (ZeroDivisionError("segment 7"), logging.ERROR),
    ],
)
async def test_that_the_bot_was_removed_is_seen_by_every_feature_whatever_befalls_the_others(
    stage: Stage, caplog: pytest.LogCaptureFixture, fault: Exception, level: int
) -> None:
    seen: list[str] = []

    def feature(name: str, fault: Exception | None = None) -> Router:
        async def membership(turn: Turn) -> None:
            seen.append(name)
            if fault is not None:
                raise fault

        return Router({}, membership=membership)

    async def nobody(person: int | None) -> None:
        return

    network = stage.network
    application = (
        ApplicationBuilder().token("1:stage").updater(None).request(network).get_updates_request(network)
    ).build()
    features = [
        feature("first", StoreUnavailable("away", datetime.now(UTC))),
        feature("second", fault),
        feature("third"),
    ]
    turns = Turns(lambda: datetime.now(UTC), nobody)
    add_handlers(application, features, Menus((), frozenset(), None), turns)
    await application.initialize()
    bot = {"id": application.bot.id, "is_bot": True, "first_name": "소식"}
    change = {"chat": {"id": -7, "type": "group", "title": "방"}, "from": bot, "date": 0,
              "old_chat_member": {"user": bot, "status": "member"},
              "new_chat_member": {"user": bot, "status": "left"}}  # fmt: skip
    await application.process_update(
        Update.de_json({"update_id": 1, "my_chat_member": change}, application.bot)
    )
    await application.shutdown()
    assert ["first", "second", "third"] == seen
    (later,) = [one for one in caplog.records if one.getMessage().startswith("failed too")]
    assert level == later.levelno
    assert (level == logging.ERROR) == bool(later.exc_info)
    assert [] == stage.heard, "nobody waits for an answer"
