"""Every command says what it is for, with examples, for -h as for --help."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from bot.entrypoints.cli.commands import app
from bot.entrypoints.cli.examples import EXAMPLES


@pytest.mark.parametrize("command", EXAMPLES)
def test_each_command_shows_its_examples(command: str) -> None:
    short, long = (CliRunner().invoke(app, [*command.split(), one]) for one in ("-h", "--help"))
    assert (0, 0) == (short.exit_code, long.exit_code)
    assert short.output == long.output
    for example in EXAMPLES[command]:
        assert f"  {example}\n" in short.output


def test_examples_begin_with_their_command() -> None:
    assert [] == [one for name, some in EXAMPLES.items() for one in some if not one.startswith(f"sosik {name} ")
                  and one != f"sosik {name}"]  # fmt: skip


def test_completion_can_be_installed() -> None:
    assert "--install-completion" in CliRunner().invoke(app, ["-h"]).output
