"""`sosik chat`: the bot in a terminal. Lines are messages, numbers press buttons.

    printf '/search 하이퍼클로바\\n1\\n' | sosik chat

On a terminal with bold and links; piped as plain text in which every line typed is repeated.
"""

from __future__ import annotations

import asyncio
import codecs
import io
import logging
import os
import signal
import threading
from collections.abc import AsyncIterable, AsyncIterator, Callable, Coroutine, Iterable
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from telegram import Update
from telegram.ext import Application

from bot.concurrency import signals
from bot.entrypoints.telegram.commands import ABOUT
from bot.entrypoints.telegram.services import Network
from bot.entrypoints.terminal.completion import OWN, Suggested, suggestions
from bot.entrypoints.terminal.loopback import Loopback
from bot.entrypoints.terminal.screen import Screen
from bot.entrypoints.terminal.transcript import LINE_CHARS, Json, Person, Room, Shown, group, person
from bot.i18n import Language, language_of, say
from bot.search.names import KnownNames

if TYPE_CHECKING:
    from bot.entrypoints.terminal.line_editor import LineEditor

log = logging.getLogger(__name__)
App = Application[Any, Any, Any, Any, Any, Any]

ME = person("나")  # who talks until /as; give ME.id to the admin_ids of ChatServices to try the desk
PLAIN_TERMINALS = frozenset({"dumb", "unknown"})  # know no escape sequences
ENDS = frozenset({"quit", "exit", "/quit", "/exit", "나가기", "종료"})
_HELP = frozenset(f"/{form}" for one in ABOUT if one.name == "help" for form in (one.name, *one.aliases))


@dataclass(frozen=True, slots=True)
class Aids:
    """What helps who types. names: that Tab completes. history: where lines are kept; None: nowhere."""

    names: KnownNames = lambda kind: {}
    history: Path | None = None


async def run_terminal(
    build: Callable[[Network], App],
    lines: AsyncIterable[str] | Iterable[str],
    out: TextIO,
    language: Language = "ko",
    beside: Callable[[App], AbstractAsyncContextManager[None]] | None = None,
    aids: Aids | None = None,
) -> int:
    """Talk until *lines* end or Ctrl-C; returns the exit code.

    build: makes the Application upon the given line, as build_application does.
    beside: what goes on meanwhile, entered once the bot can send.
    aids: for who types at a terminal.
    """
    stopped, aids = asyncio.Event(), aids or Aids()
    editor = _editor(lines, out, lambda line: conversation.suggested(line, aids.names), aids.history)
    screen = Screen(out, language, stopped.set, above=None if editor is None else editor.above)
    network = Loopback(screen.show)
    conversation = _Conversation(network, screen)
    source = _read(lines) if editor is None else editor.lines(screen)
    application = build(Network(network))
    loop = asyncio.get_running_loop()
    ends = {number: signal.getsignal(number) for number in signals.ending()}
    with suppress(NotImplementedError, RuntimeError, ValueError):  # not the main thread, or not Unix
        for number in ends:
            loop.add_signal_handler(number, stopped.set)
    try:
        async with application:
            if application.post_init is not None:
                await application.post_init(application)
            await application.start()
            try:
                async with nullcontext() if beside is None else beside(application):
                    await _until(stopped, conversation.hold(application, source))
            finally:
                await application.stop()
    finally:
        with suppress(NotImplementedError, RuntimeError, ValueError):
            for number, before in ends.items():
                loop.remove_signal_handler(number)
                signal.signal(
                    number, before
                )  # who is told again while all is closed ends as before it talked
    screen.end()
    return 0


def _editor(
    lines: object, out: TextIO, suggest: Callable[[str], Iterable[Suggested]], history: Path | None
) -> LineEditor | None:
    """For somebody who types at one terminal and reads at it; None where nobody does, or it shows plain text alone."""
    if not (isinstance(lines, io.TextIOBase) and lines.isatty() and out.isatty()):
        return None
    if os.environ.get("TERM", "").lower() in PLAIN_TERMINALS:
        return None
    from bot.entrypoints.terminal.line_editor import LineEditor  # here, so that a pipe does not wait for it

    return LineEditor(out, suggest, history)


async def _until(stopped: asyncio.Event, talking: Coroutine[Any, Any, None]) -> None:
    """*talking*, to its end or until *stopped*."""
    talk, stop = asyncio.ensure_future(talking), asyncio.ensure_future(stopped.wait())
    await asyncio.wait({talk, stop}, return_when=asyncio.FIRST_COMPLETED)
    for task in (talk, stop):
        if not task.done():
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
    if not talk.cancelled():
        talk.result()


class _Conversation:
    """Who talks, where."""

    def __init__(self, network: Loopback, screen: Screen) -> None:
        self._network, self._screen = network, screen
        self._who = Person(ME.id, say(screen.language, "terminal.me"), screen.language)
        self._room = Room(self._who.id, self._who.name)

    def suggested(self, line: str, names: KnownNames) -> list[Suggested]:
        """What *line*, as it is being typed, may go on with."""
        menu = [(row["command"], row["description"]) for row in self._network.menu(self._who, self._room)]
        return suggestions(line, menu, names, language_of(self._who.language))

    async def hold(self, application: App, lines: AsyncIterator[str]) -> None:
        """Every line a message, a press, or a wish to the terminal itself."""
        self._screen.welcome()
        self._screen.prompt(self._who, self._room)
        async for line in lines:
            self._screen.echo(line)
            if line.strip().lower() in ENDS:
                return
            if (update := self._said(line)) is not None:
                await application.process_update(Update.de_json(update, application.bot))
            if line.strip().lower() in _HELP:
                self._screen.own_commands(OWN, language_of(self._who.language))
            self._screen.prompt(self._who, self._room)

    def _said(self, line: str) -> Json | None:
        """The update that *line* is, if it is one."""
        network, screen, words = self._network, self._screen, line.split()
        if not words:
            return None
        if words[0] == "/as":
            self._turn_into(words[1:])
        elif words[0] == "/in":
            self._room = group(words[1]) if len(words) > 1 else Room(self._who.id, self._who.name)
            screen.hint("terminal.in" if len(words) > 1 else "terminal.out", name=self._room.title)
        elif words[0] == "/reply":
            if (last := network.last_in(self._room)) is None:
                screen.hint("terminal.nothing_to_reply")
            else:
                said = line.split(None, 1)[1] if words[1:] else "…"
                return network.says(self._who, said, self._room, reply_to=last)
        elif (pressed := screen.button(line.strip())) is not None:
            return _press(network, screen, self._who, *pressed)
        elif (last_button := screen.beyond(line.strip())) is not None:
            screen.hint("terminal.no_button", number=line.strip(), last=last_button)
        else:
            return network.says(self._who, line, self._room)
        return None

    def _turn_into(self, named: list[str]) -> None:
        if not named:
            self._screen.hint("terminal.as")
            return
        who = person(named[0], named[1] if len(named) > 1 else "ko")
        self._who = Person(ME.id, who.name, who.language) if named[0] in (ME.name, "me") else who
        if self._room.type == "private":
            self._room = Room(self._who.id, self._who.name)


def _press(network: Loopback, screen: Screen, who: Person, shown: Shown, button: Json) -> Json | None:
    """What a button does: calls the bot, or shows what it would have opened or copied."""
    if "callback_data" in button and shown.room is not None:
        return network.presses(who, shown.room, shown.message_id, button["callback_data"])
    if "copy_text" in button:
        screen.hint("terminal.copied", text=button["copy_text"]["text"])
    elif "url" in button:
        screen.line(button["url"])
    return None


async def _read(lines: AsyncIterable[str] | Iterable[str]) -> AsyncIterator[str]:
    """Lines without their ends, from a file (waited for without holding the event loop) or from a test."""
    source: AsyncIterable[str]
    if isinstance(lines, AsyncIterable):
        source = lines
    elif (fileno := _descriptor(lines)) is not None:
        source = _typed_lines(fileno)
    else:
        source = _given_lines(lines)
    async for line in source:
        yield line.rstrip("\r\n")[:LINE_CHARS]


def _descriptor(lines: object) -> int | None:
    """The file descriptor behind *lines*; a StringIO or a list has none."""
    if not isinstance(lines, io.TextIOBase):
        return None
    try:
        return lines.fileno()
    except OSError:  # io.UnsupportedOperation
        return None


async def _given_lines(lines: Iterable[str]) -> AsyncIterator[str]:
    for line in lines:
        yield line


async def _typed_lines(fileno: int) -> AsyncIterator[str]:
    """Lines of a file descriptor. A thread reads the bare descriptor, which works for terminals, pipes and
    files alike, and whose lock cannot hang the interpreter's end as that of sys.stdin would."""
    loop = asyncio.get_running_loop()
    arrived: asyncio.Queue[str | None] = asyncio.Queue()
    decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def read() -> None:
        rest = ""
        with suppress(RuntimeError):  # the loop is closed: nobody listens any more
            while True:
                try:
                    block = os.read(fileno, 65_536)
                except OSError as fault:
                    log.warning("input ended: %s", fault)
                    block = b""
                *whole, rest = (rest + decoder.decode(block, final=not block)).split("\n")
                for line in whole:
                    loop.call_soon_threadsafe(arrived.put_nowait, line)
                if len(rest) > LINE_CHARS:
                    rest = rest[:LINE_CHARS]
                if not block:
                    if rest:
                        loop.call_soon_threadsafe(arrived.put_nowait, rest)
                    loop.call_soon_threadsafe(arrived.put_nowait, None)
                    return

    threading.Thread(target=read, name="terminal-input", daemon=True).start()
    while (line := await arrived.get()) is not None:
        yield line
