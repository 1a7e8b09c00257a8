"""How long an answer of a server is waited for.

with unhurried():  # a migration may take minutes
    await connection.run_sync(migrate)
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

ANSWER_S = 3.0  # a reader waits for it; more than the two that a lock may take
limit_s: ContextVar[float | None] = ContextVar("limit_s", default=ANSWER_S)


@contextmanager
def unhurried() -> Iterator[None]:
    """Within, an answer may take as long as it does."""
    before = limit_s.set(None)
    try:
        yield
    finally:
        limit_s.reset(before)
