"""Lines as somebody types them at a terminal: edited, completed with Tab, earlier ones brought back with the arrows."""

from __future__ import annotations

import logging
import os
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from prompt_toolkit import PromptSession
from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.output.vt100 import Vt100_Output

from bot.entrypoints.terminal.history import make_private
from bot.entrypoints.terminal.transcript import LINE_CHARS

if TYPE_CHECKING:
    from bot.entrypoints.terminal.completion import Suggested
    from bot.entrypoints.terminal.screen import Screen

log = logging.getLogger(__name__)

HISTORY_BYTES, HISTORY_LINES = 1_000_000, 1_000  # beyond so many bytes, so many of the newest lines are kept
Suggest = Callable[[str], Iterable["Suggested"]]  # of what stands before the cursor


class LineEditor:
    """Reads lines from the terminal of *out*."""

    def __init__(self, out: TextIO, suggest: Suggest, history: Path | None) -> None:
        """history: where what is typed is kept; None: it is remembered while this runs, and written nowhere."""
        output = Vt100_Output.from_pty(out, term=os.environ.get("TERM"))
        output.enable_cpr = False  # a terminal that does not say where its cursor stands is complained about
        self._session: PromptSession[str] = PromptSession(
            output=output,
            history=InMemoryHistory() if history is None else open_history(history),
            completer=_Suggestions(suggest),
            complete_while_typing=False,
        )

    async def lines(self, screen: Screen) -> AsyncIterator[str]:
        """Line after line, and what is pasted as one, until Ctrl-D, or Ctrl-C where no line is begun."""
        while True:
            try:
                line = await self._session.prompt_async(
                    FormattedText([("bold ansigreen", screen.asking)]),
                    handle_sigint=False,  # the conversation itself ends with a signal
                    set_exception_handler=False,
                )
            except EOFError:
                return
            except KeyboardInterrupt:
                if not self._session.default_buffer.text:
                    return
            else:
                yield line[:LINE_CHARS]

    def above(self, write: Callable[[], None]) -> None:
        """Write to the terminal, above the line that is being typed, if one is."""
        if self._session.app.is_running:
            run_in_terminal(write)
        else:
            write()


class _Suggestions(Completer):
    def __init__(self, suggest: Suggest) -> None:
        self._suggest = suggest

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """See Completer."""
        for one in self._suggest(document.text_before_cursor):
            yield Completion(one.text, -one.replaced, display=one.text.strip(), display_meta=one.meaning)


class _KeptHistory(FileHistory):
    """Lines in a file; on a full disk what is typed is remembered while this runs."""

    def store_string(self, string: str) -> None:
        """See History."""
        with suppress(OSError):
            super().store_string(string)


def open_history(path: Path) -> History:
    """The lines at *path*; where they cannot be kept, those of this conversation alone."""
    try:
        make_private(path)
        _shorten(path)
    except OSError as fault:
        log.warning("lines are not kept in %s: %s", path, fault.strerror)
        return InMemoryHistory()
    return _KeptHistory(path)


def _shorten(path: Path) -> None:
    if path.stat().st_size <= HISTORY_BYTES:
        return
    newest = [
        line for line, _ in zip(FileHistory(path).load_history_strings(), range(HISTORY_LINES), strict=False)
    ]
    new = path.with_name(f"{path.name}.{os.getpid()}.new")  # whole beside it first: a full disk loses nothing
    try:
        os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        kept = FileHistory(new)
        for line in reversed(newest):
            kept.store_string(line)
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise
