"""Logs: one line a record, text or JSON, and no way for a token to get into them."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from bot.observability.logging import Formatter, StderrHandler, get_logger, named, redact, set_up_logs

SECRET = "AAEhBP0av28fxlnxzZPQ0ZQhhWlZxWbQ0Ao"
TOKEN = f"123456789:{SECRET}"


@pytest.fixture(params=["text", "json"], autouse=True)
def form(request: pytest.FixtureRequest) -> Iterator[str]:
    root, hook = logging.getLogger(), sys.excepthook
    handlers, level = root.handlers[:], root.level
    set_up_logs("DEBUG", request.param, TOKEN)
    yield request.param
    logging.captureWarnings(False)
    logging.basicConfig(handlers=handlers, level=level, force=True)
    sys.excepthook = hook


@pytest.fixture
def log(form: str) -> logging.Logger:
    """A logger outside the tree: pytest's own handlers fail a test over a record that fits no arguments."""
    log = logging.Logger("bot.test", "DEBUG")
    log.handlers = [one for one in logging.getLogger().handlers if isinstance(one, StderrHandler)]
    return log


class Heard:
    """What was written to standard error so far."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self) -> str:
        return self._capsys.readouterr().err


@pytest.fixture
def heard(capsys: pytest.CaptureFixture[str]) -> Heard:
    return Heard(capsys)


class Talkative(Exception):
    def __repr__(self) -> str:
        return f"Talkative({TOKEN})"

    __str__ = __repr__


def nested(address: str) -> None:
    try:
        raise Talkative
    except Talkative as error:
        raise httpx.ConnectError(f"no way to {address}") from error


LEAKS = {
    "message": lambda log: log.error(f"token is {TOKEN}"),
    "argument": lambda log: log.error("token is %s", TOKEN),
    "named argument": lambda log: log.error("token is %(token)r", {"token": TOKEN}),
    "object": lambda log: log.error("it was %s, %r", Talkative(), [Talkative()]),
    "address": lambda log: log.error("POST https://api.telegram.org/bot%s/getMe", TOKEN),
    "file address": lambda log: log.error("GET https://api.telegram.org/file/bot%s/a.txt", TOKEN),
    "quoted address": lambda log: log.error("GET /bot%s/x", quote(TOKEN, safe="")),
    "bytes": lambda log: log.error("sent %r", TOKEN.encode()),
    "secret half": lambda log: log.error("half of it: %s", SECRET),
    "arguments that do not fit": lambda log: log.error("%d tokens", TOKEN),
    "too many arguments": lambda log: log.error("none", TOKEN, TOKEN),
    "another bot's": lambda log: log.error("and 987654321:BBBhBP0av28fxlnxzZPQ0ZQhhWlZxWbQ0Ao too"),
    "stack": lambda log: log.error("here", stack_info=True, extra={"token": TOKEN}),
}


@pytest.mark.parametrize("leak", LEAKS.values(), ids=LEAKS.keys())
def test_a_token_is_not_in_a_record(
    leak: Callable[[logging.Logger], None], log: logging.Logger, heard: Heard
) -> None:
    leak(log)
    said = heard()
    assert "bot.test" in said
    assert SECRET not in said
    assert "BBBhBP0av28" not in said


def test_a_token_is_not_in_a_traceback_nor_in_its_causes(heard: Heard) -> None:
    try:
        nested(f"https://api.telegram.org/bot{TOKEN}/getMe")
    except httpx.ConnectError:
        logging.getLogger("bot.test").exception("failed with %s", TOKEN)
    said = heard()
    assert "Talkative([token])" in said
    assert "/bot[token]/getMe" in said
    assert SECRET not in said


def test_a_token_is_not_in_what_nothing_caught(heard: Heard) -> None:
    try:
        nested(TOKEN)
    except httpx.ConnectError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    said = heard()
    assert "ConnectError" in said
    assert SECRET not in said


def test_a_token_is_not_in_a_warning(heard: Heard) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        warnings.warn(f"do not use {TOKEN}", stacklevel=1)
        said = heard()
    assert "do not use [token]" in said
    assert SECRET not in said


def test_a_record_that_cannot_be_written_does_not_print_its_arguments(
    log: logging.Logger, heard: Heard
) -> None:
    class Unspeakable:
        token = TOKEN

        def __str__(self) -> str:
            raise RuntimeError(TOKEN)

        __repr__ = __str__

    log.error("%s", Unspeakable(), TOKEN)
    said = heard()
    assert "A log record of bot.test" in said
    assert SECRET not in said


async def test_httpx_does_not_log_addresses_even_at_debug(heard: Heard) -> None:
    transport = httpx.MockTransport(lambda request: httpx.Response(200))
    async with httpx.AsyncClient(transport=transport) as client:
        await client.get(f"https://api.telegram.org/bot{TOKEN}/getMe")
    logging.getLogger("bot.test").info("done")
    said = heard()
    assert "done" in said
    assert "api.telegram.org" not in said


def test_a_line_break_in_a_message_does_not_begin_a_new_record(form: str, heard: Heard) -> None:
    logging.getLogger("bot.test").warning("one\r\n2026-01-01 INFO bot: forged\x1b[2J\u2028two")
    lines = heard().splitlines()
    assert 1 == len(lines)
    assert "\x1b" not in lines[0]


def test_json_is_one_object_a_line_with_the_trace_inside(form: str, heard: Heard) -> None:
    try:
        nested("nowhere")
    except httpx.ConnectError:
        logging.getLogger("bot.test").exception("소식 실패")
    said = heard()
    if form == "json":
        row = json.loads(said)
        assert ["time", "level", "logger", "message", "trace"] == list(row)
        assert ("ERROR", "bot.test", "소식 실패") == (row["level"], row["logger"], row["message"])
        assert "ConnectError: no way to nowhere" in row["trace"]
    else:
        assert " ERROR bot.test: 소식 실패\nTraceback" in said


def test_a_password_in_an_address_is_redacted() -> None:
    assert "at postgres://kim:[password]@db/news" == redact("at postgres://kim:p:w0rd@db/news")
    assert "https://t.me/a 12:30 a@b.kr" == redact("https://t.me/a 12:30 a@b.kr")


def test_another_key_is_redacted_too(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO", "text", "", "sk-very-secret", "", "a")
    logging.getLogger("bot.test").info("asking with sk-very-secret and a cat")
    assert "asking with [token] and a cat" in capsys.readouterr().err


def test_a_token_is_not_in_the_report_of_a_dying_process(form: str) -> None:
    program = f"""
import asyncio
from bot.observability.logging import set_up_logs
set_up_logs("DEBUG", {form!r}, "123456789:" + {SECRET!r})
async def fail():
    raise OSError("https://api.telegram.org/bot123456789:" + {SECRET!r})
async def main():
    task = asyncio.create_task(fail())  # its exception is never fetched: asyncio logs it
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    await fail()
asyncio.run(main())
"""
    died = subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parents[2], capture_output=True, text=True
    )
    assert 1 == died.returncode
    assert 2 <= died.stderr.count("bot[token]")
    # the program's own source line is quoted by the traceback with the parts still apart
    assert TOKEN not in died.stderr
    assert SECRET not in died.stderr


def test_an_event_is_a_readable_line_or_has_its_fields(form: str, heard: Heard) -> None:
    get_logger("bot.test").info(
        "answered", cmd="search", hits=5, ms=1.5, chat=-1001, said=f"bot{TOKEN} 100%", level="mine"
    )
    said = heard()
    if form == "json":
        row = json.loads(said)
        assert ("search", 5, -1001, 1.5) == (row["cmd"], row["hits"], row["chat"], row["ms"])
        assert ("INFO", "bot.test", "bot[token] 100%") == (row["level"], row["logger"], row["said"])
        assert row["message"].startswith("answered cmd=search hits=5")
    else:
        assert " INFO bot.test: answered cmd=search hits=5 ms=1.5 chat=-1001 said=bot[token] 100%" in said
    assert SECRET not in said


def test_a_librarys_record_has_the_fields_of_its_arguments(form: str, heard: Heard) -> None:
    logging.getLogger("library").info("moved: chat=%d to=%s in %.1f s", -5, f"https://x/bot{TOKEN}", 0.5)
    said = heard()
    if form == "json":
        row = json.loads(said)
        assert (-5, "https://x/bot[token]") == (row["chat"], row["to"])
    assert "moved: chat=-5 to=https://x/bot[token] in 0.5 s" in said
    assert SECRET not in said


@pytest.mark.parametrize(
    ("text", "arguments", "fields"),
    [
        ("100%% of hits=%d", (5,), {"hits": 5}),
        ("hits=%d", (1, 2), {}),
        ("hits=%d", (), {}),
        ("%s", ("hits=5",), {}),
        ("a.b=%s x.hits=%s", (1, 2), {}),
        ("seconds=%.2f files=%-5d", (0.123, 3), {"seconds": 0.123, "files": 3}),
    ],
)
def test_what_is_named_in_a_message(
    text: str, arguments: tuple[object, ...], fields: dict[str, object]
) -> None:
    assert fields == named(logging.LogRecord("bot", logging.INFO, __file__, 1, text, arguments, None))


def test_a_field_cannot_forge_a_line_nor_take_the_place_of_another(form: str, heard: Heard) -> None:
    get_logger("bot.test").warning(
        "refused", logger="root", time="never", why="one\n2026-01-01 INFO bot: two\x1b[2J"
    )
    lines = heard().splitlines()
    assert 1 == len(lines)
    assert "\x1b" not in lines[0]
    assert "bot.test" in lines[0]


def test_an_event_of_an_error_has_its_trace(form: str, heard: Heard) -> None:
    try:
        nested(TOKEN)
    except httpx.ConnectError as error:
        get_logger("bot.test").error("failed", error_id="ab", exc_info=error)
    said = heard()
    assert "ConnectError: no way to [token]" in (json.loads(said)["trace"] if form == "json" else said)
    assert SECRET not in said


def test_a_level_that_is_not_wanted_is_not_written(form: str, heard: Heard) -> None:
    set_up_logs("WARNING", form)
    get_logger("bot.test").info("answered", cmd="search")
    assert "" == heard()


def test_a_formatter_leaves_the_record_to_others() -> None:
    record = logging.LogRecord("bot", logging.INFO, __file__, 1, "hits=%d", (5,), None)
    Formatter("json").format(record)
    assert ("hits=%d", (5,)) == (record.msg, record.args)
