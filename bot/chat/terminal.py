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
import re
import signal
import threading
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, TextIO

from rich.console import Console
from rich.style import Style
from rich.text import Text
from telegram import Update
from telegram.ext import Application
from telegram.request import BaseRequest

from bot.chat.loopback import Json, Loopback, Person, Room, Shown, group, person
from bot.chat.markup import Parsed, cut, safe_url
from bot.texts import Language, say

log = logging.getLogger(__name__)
App = Application[Any, Any, Any, Any, Any, Any]

ME = person("나")  # who talks until /as; give ME.id to build_application's admin_ids to try the desk
LINE_CHARS = 65_536  # no line typed is longer; what is more is not read as one message
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_NUMBERED = re.compile(r"\d{1,4}\. ")
ECHO_UNITS = 200
_STYLES = {"b": "bold", "i": "italic", "u": "underline", "s": "strike", "code": "cyan", "pre": "cyan"}


async def run_terminal(
    build: Callable[[BaseRequest], App],
    lines: AsyncIterable[str] | Iterable[str],
    out: TextIO,
    language: Language = "ko",
) -> int:
    """Talk until *lines* end or Ctrl-C; returns the exit code.

    build: makes the Application upon the given network layer, as build_application(…, request=…) does.
    """
    stopped = asyncio.Event()
    screen = Screen(out, language, stopped.set)
    network = Loopback(screen.show)
    application = build(network)
    loop = asyncio.get_running_loop()
    with suppress(NotImplementedError, RuntimeError, ValueError):  # not the main thread, or not Unix
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stopped.set)
    try:
        async with application:
            if application.post_init is not None:
                await application.post_init(application)
            await application.start()
            try:
                talk = asyncio.ensure_future(_talk(application, network, screen, _read(lines)))
                stop = asyncio.ensure_future(stopped.wait())
                await asyncio.wait({talk, stop}, return_when=asyncio.FIRST_COMPLETED)
                for task in (talk, stop):
                    if not task.done():
                        task.cancel()
                        with suppress(asyncio.CancelledError):
                            await task
                if not talk.cancelled():
                    talk.result()
            finally:
                await application.stop()
    finally:
        with suppress(NotImplementedError, RuntimeError, ValueError):
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(number)
    screen.end()
    return 0


async def _talk(application: App, network: Loopback, screen: Screen, lines: AsyncIterator[str]) -> None:
    """Every line a message, a press, or a wish to the terminal itself."""
    who = Person(ME.id, say(screen.language, "terminal.me"), screen.language)
    room = Room(who.id, who.name)
    screen.welcome()
    screen.prompt(who, room)
    async for line in lines:
        screen.echo(line)
        words = line.split()
        update: Json | None = None
        if not words:
            pass
        elif words[0] == "/as":
            if len(words) > 1:
                who = person(words[1], words[2] if len(words) > 2 else "ko")
                who = Person(ME.id, who.name, who.language) if words[1] in (ME.name, "me") else who
                room = Room(who.id, who.name) if room.type == "private" else room
            else:
                screen.hint("terminal.as")
        elif words[0] == "/in":
            room = group(words[1]) if len(words) > 1 else Room(who.id, who.name)
            screen.hint("terminal.in" if len(words) > 1 else "terminal.out", name=room.title)
        elif words[0] == "/reply":
            if (last := screen.last_in(room)) is None:
                screen.hint("terminal.nothing_to_reply")
            else:
                update = network.says(who, line.split(None, 1)[1] if words[1:] else "…", room, reply_to=last)
        elif (pressed := screen.button(line.strip())) is not None:
            update = _press(network, screen, who, *pressed)
        else:
            update = network.says(who, line, room)
        if update is not None:
            await application.process_update(Update.de_json(update, application.bot))
        screen.prompt(who, room)


def _press(network: Loopback, screen: Screen, who: Person, shown: Shown, button: Json) -> Json | None:
    """What a button does: calls the bot, or shows what it would have opened or copied."""
    if "callback_data" in button and shown.room is not None:
        return network.presses(who, shown.room, shown.message_id, button["callback_data"])
    if "copy_text" in button:
        screen.hint("terminal.copied", text=button["copy_text"]["text"])
    elif "url" in button:
        screen.line(button["url"])
    return None


class Screen:
    """What the terminal shows. Colours, wrapping and links only where somebody looks at it."""

    def __init__(self, out: TextIO, language: Language, hang_up: Callable[[], None]) -> None:
        """*hang_up* is called when nobody reads *out* any more."""
        self.language = language
        self._out = out
        self._hang_up = hang_up
        if isinstance(out, io.TextIOWrapper):
            out.reconfigure(errors="replace")  # a terminal that is not UTF-8 shows ? and goes on
        self._live = out.isatty()
        self._console = Console(file=out, highlight=False, markup=False, emoji=False)
        self._buttons: list[tuple[Shown, Json]] = []
        self._last: dict[int, int] = {}
        self._asking = ""
        self._began = False

    def welcome(self) -> None:
        """How to talk, for whoever sits there."""
        if self._live:
            self._draw(Row("", Text(say(self.language, "terminal.welcome"), style="dim")))

    def prompt(self, who: Person, room: Room) -> None:
        """Who speaks next, and where."""
        place = "" if room.type == "private" else f" @{room.title}"
        self._asking = f"{who.name}{place}> "
        with self._open():
            if self._live:
                self._console.print(Text(f"\n{self._asking}", style="bold green"), end="", soft_wrap=True)
            self._out.flush()

    def echo(self, line: str) -> None:
        """Repeat what was typed where it is not on the screen already."""
        if not self._live:
            if self._began:
                self.line("")
            self._began = True
            self.line(f"{self._asking}{_printable(cut(line, ECHO_UNITS))}")

    def show(self, shown: Shown) -> None:
        """A message of the bot; its buttons become the numbers to type."""
        self.line("")
        if shown.notice:
            self._draw(Row("※ ", Text(_printable(shown.text))))
            return
        for row in _rows(shown.parsed, linked=self._live):
            self._draw(row)
        self._remember(shown)
        number = 1
        for place, keys in enumerate(shown.keyboard):
            labels = [f"[{n}] {_printable(key['text'])}" for n, key in enumerate(keys, number)]
            number += len(keys)
            if place == 0:
                self.line("")
            self._draw(Row("", Text("   ".join(labels), style="bold cyan")))

    def _remember(self, shown: Shown) -> None:
        """Keep the newest buttons until others come or their own message loses them."""
        assert shown.room is not None
        self._last[shown.room.id] = shown.message_id
        theirs = any(
            old.room == shown.room and old.message_id == shown.message_id for old, _ in self._buttons
        )
        if shown.keyboard or theirs:
            self._buttons = [(shown, button) for button in shown.buttons]

    def _draw(self, row: Row) -> None:
        """One row: wrapped at words where somebody looks at it, whole where a program reads it."""
        if not self._live:
            self.line(row.prefix + row.text.plain)
            return
        hang = row.prefix if row.hang is None else row.hang
        width = max(20, self._console.width - max(len(row.prefix), len(hang)))
        with self._open():
            for place, line in enumerate(row.text.wrap(self._console, width) or [Text()]):
                line.rstrip()
                before = hang if place else row.prefix
                self._console.print(Text.assemble((before, "dim"), line), soft_wrap=True)

    def button(self, typed: str) -> tuple[Shown, Json] | None:
        """The button of that number under the newest message, if there is one."""
        if typed.isascii() and typed.isdigit() and 0 < int(typed[:6]) <= len(self._buttons):
            return self._buttons[int(typed[:6]) - 1]
        return None

    def last_in(self, room: Room) -> int | None:
        """The bot's last message there."""
        return self._last.get(room.id)

    def hint(self, key: str, **values: object) -> None:
        """A word of the terminal itself."""
        self.line(_printable(say(self.language, key, **values)))

    def line(self, text: str) -> None:
        """One line, plain."""
        with self._open():
            self._out.write(text + "\n")

    def end(self) -> None:
        """Leave the cursor on a line of its own."""
        if self._live:
            self.line("")
        with self._open():
            self._out.flush()

    @contextmanager
    def _open(self) -> Iterator[None]:
        """Writing to a pipe whose reader has gone (`| head`) ends the conversation, quietly."""
        try:
            yield
        except BrokenPipeError:
            self._hang_up()
            with suppress(OSError, ValueError):  # or Python complains again when it closes the pipe
                os.dup2(os.open(os.devnull, os.O_WRONLY), self._out.fileno())


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a message; *prefix* stands before it, *hang* before the lines it is wrapped to (default: same)."""

    prefix: str
    text: Text
    hang: str | None = None


def _rows(parsed: Parsed, linked: bool) -> Iterator[Row]:
    """The lines of a message with styles; links live, or as addresses below the lines they belong to.

    What stands under a numbered line is moved in to stand under its words.
    """
    at, inset = 0, ""
    for line in parsed.text.split("\n"):
        end = at + len(line)
        drawn, urls = Text(_printable(line)), []
        for span in parsed.spans:
            left, right = max(span.start, at) - at, min(span.end, end) - at
            if left >= right:
                continue
            if span.kind in _STYLES:
                drawn.stylize(_STYLES[span.kind], left, right)
            elif span.kind == "a" and linked and safe_url(span.url):
                drawn.stylize(Style(underline=True, link=span.url), left, right)
            elif span.kind == "a" and span.end <= end:
                urls.append(_printable(span.url))
        numbered = _NUMBERED.match(line)
        inset = inset if line and not numbered else ""
        quoted = any(s.kind == "blockquote" and s.start <= at and end <= s.end for s in parsed.spans)
        before = "│ " if quoted else inset
        if numbered:
            inset = " " * len(numbered.group())
        yield Row(before, drawn, None if quoted else inset)
        for url in urls:
            yield Row(inset, Text(url))
        at = end + 1


def _printable(text: str) -> str:
    """*text* with the same length and nothing that steers a terminal."""
    return _STEERING.sub("�", text)


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
