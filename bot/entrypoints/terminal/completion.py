"""What a line that is being typed may go on with: commands, names of filters, and papers, reporters and sections.

>>> known = {"publisher": {"한빛일보": "한빛일보"}, "author": {}, "category": {}}
>>> [one.text for one in suggestions("나룻배 언론사:한빛", [], known.__getitem__, "ko")]
['언론사:한빛일보 ']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from bot.entrypoints.telegram.commands import COMMANDS
from bot.i18n import Key, Language, say
from bot.search.filter_names import NAMES, known_filter
from bot.search.names import KnownNames, NameKind, find_names, letters

MOST = 60
_LEAST = 2  # letters of a name, without its filter before it
OWN: dict[str, Key] = {
    "/as": "terminal.command_as",
    "/in": "terminal.command_in",
    "/reply": "terminal.command_reply",
}
_KINDS: tuple[NameKind, ...] = get_args(NameKind)


@dataclass(frozen=True, slots=True)
class Suggested:
    """*text* in the place of the last *replaced* characters; what it means."""

    text: str
    replaced: int
    meaning: str = ""


def suggestions(
    line: str, menu: Sequence[tuple[str, str]], known: KnownNames, language: Language
) -> list[Suggested]:
    """What *line* may go on with. menu: the commands at work here, and what each does."""
    word = line[line.rfind(" ") + 1 :]
    found = (
        _commands(word, menu, language)
        if line.startswith("/") and word == line
        else _names(word, known, language)
    )
    return [one for one, _ in zip(found, range(MOST), strict=False)]


def _commands(word: str, menu: Sequence[tuple[str, str]], language: Language) -> Iterator[Suggested]:
    aliases = {command.name: command.aliases for command in COMMANDS}
    for name, meaning in menu:
        for form in (name, *aliases.get(name, ())):
            if f"/{form}".startswith(word.lower()) and (form == name or word != "/"):
                yield Suggested(f"/{form} ", len(word), meaning)
    for own, key in OWN.items():
        if own.startswith(word.lower()):
            yield Suggested(f"{own} ", len(word), say(language, key))


def _names(word: str, known: KnownNames, language: Language) -> Iterator[Suggested]:
    before, colon, begun = word.rpartition(":")
    kind = known_filter(before) if colon else None
    if kind in _KINDS:
        names = (
            find_names(begun.strip('"'), known(kind)) if begun.strip('"') else sorted(known(kind).values())
        )
        for name in names:
            yield Suggested(f"{before}:{_written(name)} ", len(word))
    if colon or not letters(word):
        return
    for name in NAMES[language].values():
        if name.startswith(word.lower()):
            yield Suggested(f"{name}:", len(word))
    if len(letters(word)) >= _LEAST:
        for each in _KINDS:
            for key, name in sorted(known(each).items()):
                if key.startswith(letters(word)):
                    yield Suggested(f"{name} ", len(word), NAMES[language][each])


def _written(name: str) -> str:
    return f'"{name}"' if " " in name else name
