"""The one boundary around what strangers wrote: any fault of reading it is its refusal, and ends nothing else.

    @refusing_faults
    def read_article(raw: bytes, …) -> Article: ...

What is raised on purpose (`SosikError`) goes through as it is.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from bot.errors import SosikError, UnreadableArticle

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)


def refusal_of(fault: Exception) -> UnreadableArticle:
    """The refusal of an article for *fault*, which nobody foresaw; where it was is logged for who looks for it."""
    log.debug("refused for an unforeseen fault", exc_info=fault)
    return UnreadableArticle("reason.fault", fault=type(fault).__name__)


def refusing_faults(read: Callable[P, T]) -> Callable[P, T]:
    """*read*, with every fault that it does not raise on purpose as UnreadableArticle."""

    @wraps(read)
    def guarded(*args: P.args, **named: P.kwargs) -> T:
        try:
            return read(*args, **named)
        except SosikError:
            raise
        except Exception as fault:  # MemoryError and RecursionError too
            raise refusal_of(fault) from fault

    return guarded
