"""What all tests share: golden files, and examples that are the same in every run.

`--hypothesis-profile=explore` looks at many more of them, other ones each time.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# a busy machine, or the sanitizers, make the drawing of examples slow: that is no fault of what is tested
settings.register_profile(
    "repeatable",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("explore", max_examples=1000, deadline=None)
settings.load_profile("repeatable")

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write what is seen now as what is expected"
    )


@pytest.hookimpl(trylast=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """The first line of the whole suite, once: not in pytest-xdist's workers, nor where a part is asked for."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and not hasattr(session.config, "workerinput"):
        for line in announcement(session.config.args_source):
            reporter.write_line(line)


def announcement(source: pytest.Config.ArgsSource) -> list[str]:
    """What is said of a run that got its paths from *source*."""
    if source is pytest.Config.ArgsSource.ARGS:
        return []
    return ["The whole suite takes some thirteen minutes on two cores, and starts a PostgreSQL of its own."]


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare text with tests/golden/<name>; with --update-golden write it there instead."""

    def compare(name: str, seen: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(seen, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == seen

    return compare
