"""What people see in the shell: messages drawn as in the chat, in its language, and a bar while files are read."""

from __future__ import annotations

import os
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


def open_streams() -> None:
    """Standard input, output and error, also where whoever started us closed one: then nothing comes, and nobody reads.

    Its number would go to the next file that is opened, and what is printed into that.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            descriptor = os.open(
                os.devnull, os.O_RDWR
            )  # takes the lowest number that is free: the closed one
            os.set_inheritable(
                descriptor, True
            )  # as the others are: what we start has it closed no more either
            setattr(sys, name, os.fdopen(descriptor, "r" if name == "stdin" else "w", encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr] # LANG=C too


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
