"""What people see in the shell: messages drawn as in the chat, in its language, and a bar while files are read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot.adapters.folder.corpus import Progress as Tell
from bot.entrypoints.presentation.tree import Node, flatten
from bot.entrypoints.terminal.screen import Screen, spoken
from bot.entrypoints.terminal.transcript import Room, Shown
from bot.i18n import say


def show(message: Node) -> None:
    """A message of the bot, drawn as `sosik chat` draws it."""
    Screen(sys.stdout, spoken(), nobody_reads).show(Shown(Room(0, "sosik"), 0, flatten(message)))


def nobody_reads() -> NoReturn:
    raise SystemExit(1)


@contextmanager
def progress_bar() -> Iterator[Tell | None]:
    """A bar on standard error while files are read, where somebody sees it."""
    if not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(say(spoken(), "shell.reading"), total=None)

        def tell(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield tell
