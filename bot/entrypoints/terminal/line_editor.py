"""Lines as somebody types them at a terminal: edited with the cursor, earlier ones brought back with the arrows."""

from __future__ import annotations

import io
import termios
from collections.abc import AsyncIterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

from bot.concurrency.pools import Pool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.entrypoints.terminal.screen import Screen

_BOLD_GREEN, _PLAIN = "\001\033[1;32m\002", "\001\033[0m\002"  # between marks that readline does not count


def edits(lines: object, out: TextIO) -> bool:
    """Whether somebody types at one terminal and reads at it, and this Python has readline."""
    if not (isinstance(lines, io.TextIOBase) and lines.isatty() and out.isatty()):
        return False
    try:
        import readline  # noqa: F401 - `input` edits and remembers lines once it is there
    except ImportError:
        return False
    return True


async def edited_lines(screen: Screen) -> AsyncIterator[str]:
    """Line after line until Ctrl-D. What was typed is remembered while this runs, and written nowhere.

    A thread waits for each; when nobody waits for it any more (Ctrl-C), the terminal is as it was before.
    """
    typing = Pool("terminal-input", 1)
    with _restored():
        while True:
            try:
                line = await typing.run(input, f"{_BOLD_GREEN}{screen.asking}{_PLAIN}")
            except EOFError:
                return
            yield line


@contextmanager
def _restored() -> Iterator[None]:
    """The terminal is left as it was found: readline changes it while it waits."""
    before = None
    with suppress(termios.error):
        before = termios.tcgetattr(0)
    try:
        yield
    finally:
        if before is not None:
            with suppress(termios.error):
                termios.tcsetattr(0, termios.TCSADRAIN, before)
