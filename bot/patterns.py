"""Regular expressions that are compiled when they are first used: of a thousand, a start needs a few.

>>> COUNT = lazy_compile(r"(\\d+)건")
>>> COUNT.findall("기사 9건, 주제 6건")
['9', '6']
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, AnyStr, cast
from weakref import WeakSet

_waiting: WeakSet[LazyPattern] = WeakSet()  # those `compile_waiting` has not looked at yet
_ATTRIBUTES = [name for name in vars(re.Pattern) if not name.startswith("_") and name != "pattern"]


def lazy_compile(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile`, put off until something is matched; a call then costs some 15 ns more.

    What is returned has all that a pattern has, but is none for `isinstance` and for the functions of `re`.
    """
    return cast("re.Pattern[AnyStr]", LazyPattern(pattern, flags))


def compile_waiting(stopped: Callable[[], bool] = lambda: False) -> None:
    """Compile all that nothing was asked of yet, half a second of the processor, before somebody has to wait for it."""
    while _waiting and not stopped():
        _ = _waiting.pop().flags


class CompiledPattern:
    """What a pattern has, as its own attributes: no method of the class stands between."""

    pattern: str | bytes


class LazyPattern(CompiledPattern):
    """Stands in for a pattern until something of it is asked for; then it is a `CompiledPattern`.

    Threads that meet here do the same twice.
    """

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags
        _waiting.add(self)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # no pattern has it in its own way; a copy asks before there is one
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        vars(self).update({attribute: getattr(compiled, attribute) for attribute in _ATTRIBUTES})
        self.__class__ = CompiledPattern  # type: ignore[assignment]
        return getattr(compiled, name)
