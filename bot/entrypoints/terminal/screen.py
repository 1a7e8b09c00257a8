"""What a message of the bot looks like in a terminal: bold and links where somebody looks, plain text in a pipe."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from bot.entrypoints.presentation.text import cut, safe_url
from bot.entrypoints.presentation.tree import Flat
from bot.entrypoints.terminal.transcript import Json, Person, Room, Shown
from bot.i18n import Key, Language, language_of, say
from bot.patterns import lazy_compile

_STEERING = lazy_compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_NUMBER = lazy_compile(r"[1-9]\d{0,3}", re.ASCII)
_NUMBERED = lazy_compile(r"\d{1,4}\. ")
ECHO_UNITS = 200
Above = Callable[[Callable[[], None]], None]
_STYLES = {"b": "bold", "i": "italic", "u": "underline", "s": "strike", "code": "cyan"}


class Screen:
    """What the terminal shows. Colours, wrapping and links only where somebody looks at it."""

    def __init__(
        self, out: TextIO, language: Language, hang_up: Callable[[], None], above: Above | None = None
    ) -> None:
        """*hang_up* is called when nobody reads *out* any more.

        above: writes above a line that is being edited, whose editor shows who speaks next; None where there is none.
        """
        self._above = above
        self.language = language
        self._out = out
        self._hang_up = hang_up
        if isinstance(out, io.TextIOWrapper):
            out.reconfigure(errors="replace")  # a terminal that is not UTF-8 shows ? and goes on
        self._live = out.isatty()
        self._console = Console(file=out, highlight=False, markup=False, emoji=False)
        self._buttons: dict[int, tuple[Shown, Json]] = {}
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
            if self._live and self._above is not None:
                self._out.write("\n")
            elif self._live:
                self._console.print(Text(f"\n{self._asking}", style="bold green"), end="", soft_wrap=True)
            self._out.flush()

    @property
    def asking(self) -> str:
        """Who speaks next, and where: `나> `."""
        return self._asking

    def echo(self, line: str) -> None:
        """Repeat what was typed where it is not on the screen already."""
        if not self._live:
            if self._began:
                self.line("")
            self._began = True
            self.line(f"{self._asking}{_printable(cut(line, ECHO_UNITS))}")

    def show(self, shown: Shown) -> None:
        """A message of the bot; its buttons become the numbers to type."""
        if self._above is None:
            self._show(shown)
        else:
            self._above(partial(self._show, shown))

    def _show(self, shown: Shown) -> None:
        self.line("")
        if shown.notice:
            self._draw(Row("※ ", Text(_printable(shown.text))))
            return
        for row in _rows(shown.flat, linked=self._live):
            self._draw(row)
        self._remember(shown)
        numbers = iter(_numbers(shown.buttons))
        for place, keys in enumerate(shown.keyboard):
            labels = [_label(next(numbers), key) for key in keys]
            if place == 0:
                self.line("")
            for line in self._abreast(labels):
                self._draw(Row("", Text(line, style="bold cyan")))

    def _abreast(self, labels: Sequence[str]) -> list[str]:
        """Rows of them: one, or where somebody looks at a narrow screen as many as no label is broken in."""
        rows = [""]
        for label in labels:
            longer = f"{rows[-1]}   {label}" if rows[-1] else label
            if rows[-1] and self._live and cell_len(longer) > self._console.width:
                rows.append(label)
            else:
                rows[-1] = longer
        return rows

    def _remember(self, shown: Shown) -> None:
        """Keep the newest buttons until others come or their own message loses them."""
        assert shown.room is not None
        theirs = any(
            old.room == shown.room and old.message_id == shown.message_id for old, _ in self._buttons.values()
        )
        if shown.keyboard or theirs:
            numbers = _numbers(shown.buttons)
            self._buttons = {n: (shown, key) for n, key in zip(numbers, shown.buttons, strict=True)}

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
        return self._buttons.get(int(typed[:6])) if typed.isascii() and typed.isdigit() else None

    def beyond(self, typed: str) -> int | None:
        """The number of the last button where *typed* is a number beyond it; no year, no sum."""
        meant = self._buttons and typed.isascii() and typed.isdigit() and len(typed) <= 2
        return max(self._buttons) if meant and int(typed) > max(self._buttons) else None

    def hint(self, key: Key, **values: object) -> None:
        """A word of the terminal itself."""
        self.line(_printable(say(self.language, key, **values)))

    def own_commands(self, commands: Mapping[str, Key], language: Language) -> None:
        """What the terminal itself does upon a command, under the help of the bot."""
        self.line("")
        for command, key in commands.items():
            self.line(_printable(f"{command} — {say(language, key)}"))

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


def _rows(flat: Flat, linked: bool) -> Iterator[Row]:
    """The lines of a message with styles; links live, or as addresses below the lines they belong to.

    What stands under a numbered line is moved in to stand under its words.
    """
    at, inset = 0, ""
    for line in flat.text.split("\n"):
        end = at + len(line)
        drawn, urls = Text(_printable(line)), []
        for span in flat.spans:
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
        quoted = any(s.kind == "blockquote" and s.start <= at and end <= s.end for s in flat.spans)
        before = "│ " if quoted else inset
        if numbered:
            inset = " " * len(numbered.group())
        yield Row(before, drawn, None if quoted else inset)
        for url in urls:
            yield Row(inset, Text(url))
        at = end + 1


def _numbers(buttons: Sequence[Json]) -> list[int]:
    """What is typed to press each of *buttons*: the number that it reads, else the next free one."""
    read = [int(key["text"]) if _NUMBER.fullmatch(key["text"]) else 0 for key in buttons]
    if len(set(filter(None, read))) < sum(map(bool, read)):
        read = [0] * len(buttons)
    free = count(max(read, default=0) + 1)
    return [number or next(free) for number in read]


def _label(number: int, key: Json) -> str:
    return f"[{number}]" if key["text"] == str(number) else f"[{number}] {_printable(key['text'])}"


def _printable(text: str) -> str:
    """*text* with the same length and nothing that steers a terminal."""
    return _STEERING.sub("�", text)


def spoken() -> Language:
    """The language of this terminal, by its locale; Korean where that says nothing."""
    locale = next(
        (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), ""
    )
    return "ko" if locale.partition(".")[0] in {"C", "POSIX"} else language_of(locale)
