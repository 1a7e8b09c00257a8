"""Who lives on this host, and who does not any more."""

from __future__ import annotations

import os
import subprocess
import sys

from bot.adapters.host import has_ended, own_name

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))  # noqa: PTH120 - for a child's path


def test_who_lives_has_not_ended_and_who_was_killed_has() -> None:
    program = "from bot.adapters.host import own_name; print(own_name(), flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as other:
        assert other.stdout is not None
        name = other.stdout.readline().strip()
        assert not has_ended(name)
        assert not has_ended(f"{name}:more/7")
        other.kill()
        os.waitid(os.P_PID, other.pid, os.WEXITED | os.WNOWAIT)  # a corpse that nobody has buried yet
        assert has_ended(name)
    assert has_ended(name)
    assert not has_ended(own_name())


def test_a_number_given_again_is_another_process() -> None:
    place, number, since = own_name().split(":")
    assert has_ended(f"{place}:{number}:{int(since) - 1}")


def test_nobody_can_tell_of_other_hosts() -> None:
    _, number, _ = own_name().split(":")
    for name in (f"000000000000:{number}:1", "host:12:abc", "", "::", "nonsense"):
        assert not has_ended(name)


def test_a_name_leaves_room_in_its_column() -> None:
    assert len(own_name()) <= 40
