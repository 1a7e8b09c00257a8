"""Which lines of a text are fenced as code or quoted: what stands there is shown, and says nothing of the text itself.

>>> without_fenced(["다리가 열렸다.", "```", "제목: 다리", "```"])
['다리가 열렸다.', '', '', '']
>>> without_fenced(["~~~ 봄이 왔다 ~~~", "다리가 열렸다."])  # which nothing closes
['~~~ 봄이 왔다 ~~~', '다리가 열렸다.']
"""

from __future__ import annotations

from bot.patterns import lazy_compile

_FENCE = lazy_compile(r" {0,3}(?P<mark>`{3,}+(?=[^`]*$)|~{3,}+)(?P<info>.*)")


def without_fenced(lines: list[str], *, quoted: bool = False) -> list[str]:
    """*lines* with those that are fenced blank; *quoted*: with those that are quoted blank as well."""
    fenced = fenced_lines(lines)
    return [
        "" if number in fenced or (quoted and line.startswith(">")) else line
        for number, line in enumerate(lines)
    ]


def fenced_lines(lines: list[str]) -> set[int]:
    """The numbers of those that are fenced, and of their fences, each of which a mark alone of the same kind closes."""
    fenced: set[int] = set()
    opened, mark = 0, ""
    for number, line in enumerate(lines):
        fence = _FENCE.fullmatch(line)
        if fence is None:
            continue
        if not mark:
            opened, mark = number, fence["mark"]
        elif fence["mark"].startswith(mark) and not fence["info"].strip():
            fenced.update(range(opened, number + 1))
            mark = ""
    return fenced
