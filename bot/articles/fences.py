"""Which lines of a text are fenced as code or quoted: what stands there is shown, and says nothing of the text itself.

>>> without_fenced(["다리가 열렸다.", "```", "제목: 다리", "```"])
['다리가 열렸다.', '', '', '']
"""

from __future__ import annotations

from bot.patterns import lazy_compile

_FENCE = lazy_compile(r" {0,3}(?:`{3,}+|~{3,}+)")


def without_fenced(lines: list[str], *, quoted: bool = False) -> list[str]:
    """*lines* with those that are fenced blank; *quoted*: with those that are quoted blank as well."""
    is_fenced, kept = False, []
    for line in lines:
        is_fence = _FENCE.match(line) is not None
        kept.append("" if is_fence or is_fenced or (quoted and line.startswith(">")) else line)
        is_fenced ^= is_fence
    return kept
