"""Foreign parsers in a process that is given up: what it may cost, and that the next is served all the same."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from bot.adapters.sandbox.limited_process import (
    BROKEN,
    NOT_STARTED,
    TOO_LONG,
    TOO_MUCH,
    LimitedProcess,
    Limits,
    run_limited,
)
from bot.errors import UnreadableArticle

WORK = "tests.adapters.sandbox.work:"
BRIEF = Limits(cpu_s=1, wall_s=20.0, memory=64 * 1024 * 1024)
linux = pytest.mark.skipif(sys.platform != "linux", reason="the system does not limit memory")


def reason_of(process: LimitedProcess, raw: bytes) -> str:
    with pytest.raises(UnreadableArticle) as refusal:
        process.run(raw)
    return refusal.value.reason


def test_a_function_is_given_bytes_and_names_and_gives_json() -> None:
    found = run_limited(WORK + "count", b"\x00\xff" * 500_000, {"name": "다리"})
    assert {"bytes": 1_000_000, "name": "다리"} == {key: found[key] for key in ("bytes", "name")}


def test_or_bytes_whatever_the_parser_prints() -> None:
    raw = bytes(range(256)) * 8_000
    assert raw[::-1] == run_limited(WORK + "mirror", raw)


def test_one_process_serves_many() -> None:
    with LimitedProcess(WORK + "count") as process:
        assert 1 == len({process.run(b"x" * size)["process"] for size in range(20)})


def test_a_refusal_is_passed_on_and_any_other_fault_is_one_too() -> None:
    for work, reason in (("refuse", "no article in the page"), ("fail", BROKEN), ("recurse", BROKEN)):
        with LimitedProcess(WORK + work) as process:
            assert reason == reason_of(process, b"x")
            assert reason == reason_of(process, b"x"), "the process goes on"


def test_what_never_gives_the_interpreter_back_is_ended_by_its_processor_time() -> None:
    began = time.monotonic()
    with LimitedProcess(WORK + "burn", BRIEF) as process:
        assert TOO_LONG == reason_of(process, b"x")
    assert time.monotonic() - began < BRIEF.wall_s


def test_no_input_pays_for_a_slow_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    def clock() -> float:
        """By which the import takes ten minutes, and nothing else takes any time."""
        return 600.0 * (tmp_path / "imported").exists()

    with LimitedProcess("tests.adapters.sandbox.slow_start:size", Limits(wall_s=30.0), clock) as process:
        assert 1 == process.run(b"x")


@pytest.mark.parametrize(
    ("function", "limits"),
    [(WORK + "count", Limits(start_s=0.0)), ("tests.adapters.sandbox.nowhere:size", Limits())],
)
def test_where_no_process_can_be_asked_no_input_is_said_to_be_at_fault(
    function: str, limits: Limits, caplog: pytest.LogCaptureFixture
) -> None:
    with LimitedProcess(function, limits) as process:
        assert NOT_STARTED == reason_of(process, b"x")
    assert f"{function} cannot be asked" in caplog.text


def test_what_only_waits_is_ended_by_the_clock() -> None:
    with LimitedProcess(WORK + "sleep", Limits(wall_s=1.5)) as process:
        assert TOO_LONG == reason_of(process, b"x")


@linux
def test_what_wants_too_much_memory_is_refused_and_the_next_is_served() -> None:
    with LimitedProcess(WORK + "grow", BRIEF) as process:
        assert TOO_MUCH == reason_of(process, b"500000000")
        assert 1 == process.run(b"little")


def test_what_was_killed_is_asked_no_more_also_where_its_process_was_just_being_started() -> None:
    with LimitedProcess(WORK + "sleep", Limits(wall_s=60.0)) as process:
        process.kill()
        assert TOO_MUCH == reason_of(process, b"x")


def test_a_process_that_dies_is_a_refusal() -> None:
    with LimitedProcess(WORK + "die") as process:
        reason_of(process, b"x")
        reason_of(process, b"x")


@linux
def test_it_has_no_secret_and_writes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "0:secret")
    assert "TELEGRAM_BOT_TOKEN" not in run_limited(WORK + "secrets", b"")
    with pytest.raises(UnreadableArticle):
        run_limited(WORK + "write", b"x", {"path": str(tmp_path / "x")})
    assert not (tmp_path / "x").exists() or (tmp_path / "x").stat().st_size == 0
