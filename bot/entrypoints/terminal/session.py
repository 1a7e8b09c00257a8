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
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from typing import Any, TextIO

from telegram import Update
from telegram.ext import Application

from bot.entrypoints.telegram.services import Network
from bot.entrypoints.terminal.line_editor import edited_lines, edits
from bot.entrypoints.terminal.loopback import Loopback
from bot.entrypoints.terminal.screen import Screen
from bot.entrypoints.terminal.transcript import Json, Person, Room, Shown, group, person
from bot.i18n import Language, say

log = logging.getLogger(__name__)
App = Application[Any, Any, Any, Any, Any, Any]

ME = person("나")  # who talks until /as; give ME.id to the admin_ids of ChatServices to try the desk
ENDS = frozenset({"quit", "exit", "/quit", "/exit", "나가기", "종료"})
LINE_CHARS = 65_536  # no line typed is longer; what is more is not read as one message


async def run_terminal(
    build: Callable[[Network], App],
    lines: AsyncIterable[str] | Iterable[str],
    out: TextIO,
    language: Language = "ko",
    beside: Callable[[App], AbstractAsyncContextManager[None]] | None = None,
) -> int:
    """Talk until *lines* end or Ctrl-C; returns the exit code.

    build: makes the Application upon the given line, as build_application does.
    beside: what goes on meanwhile, entered once the bot can send.
    """
    stopped = asyncio.Event()
    is_edited = edits(lines, out)
    screen = Screen(out, language, stopped.set, prompts=not is_edited)
    source = edited_lines(screen) if is_edited else _read(lines)
    network = Loopback(screen.show)
    application = build(Network(network))
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
                async with nullcontext() if beside is None else beside(application):
                    talk = asyncio.ensure_future(_talk(application, network, screen, source))
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
        elif line.strip().lower() in ENDS:
            return
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
            if (last := network.last_in(room)) is None:
                screen.hint("terminal.nothing_to_reply")
            else:
                update = network.says(who, line.split(None, 1)[1] if words[1:] else "…", room, reply_to=last)
        elif (pressed := screen.button(line.strip())) is not None:
            update = _press(network, screen, who, *pressed)
        elif (last_button := screen.beyond(line.strip())) is not None:
            screen.hint("terminal.no_button", number=line.strip(), last=last_button)
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
