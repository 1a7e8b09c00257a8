"""How the suite itself begins."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parent.parent


def first_line(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-p", "no:cacheprovider", *arguments],
        cwd=HOUSE, encoding="utf-8", capture_output=True, timeout=120,
    )  # fmt: skip
    return done.stdout.splitlines()[0]


def test_the_whole_suite_says_first_how_long_it_takes_and_what_it_starts() -> None:
    said = first_line("--ignore-glob=*")
    assert "minutes" in said
    assert "PostgreSQL" in said


def test_a_part_of_it_does_not() -> None:
    assert "PostgreSQL" not in first_line("tests/i18n/test_particles.py")
