"""The flood budget that copies of the bot share; `rate_limit` is each copy's own, which replies and digests ask too."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from typing import Protocol


@dataclass(slots=True)
class Seat:
    """A message's place; pause_s: 0.0, or in how many seconds to ask again, where there is none.

    is_used: whether its message went, or may have; set to False by whoever did not send it, and then it counts for
    nothing.
    """

    pause_s: float = 0.0
    is_used: bool = True


class Budget(Protocol):
    """Places for messages, common to all copies; `bot.adapters.database.pace.Pace` is one."""

    def place(self, chat: int, patience_s: float, gap_s: float = 0.0) -> AbstractAsyncContextManager[Seat]:
        """A place for a message to *chat*, *gap_s* after its last, waited for and held until Telegram has answered.

        gap_s: of a digest, before which replies go. Where it would take more than *patience_s* there is none.
        """

    async def hold(self, chat: int, seconds: float) -> None:
        """Telegram wants *chat* to be left alone so long, by every copy."""

    async def forget_old(self) -> None:
        """Drop what is kept of chats to which nothing went for a day."""


class OwnBudget:
    """Of a process that has no copies: all of it is its own."""

    def place(self, chat: int, patience_s: float, gap_s: float = 0.0) -> AbstractAsyncContextManager[Seat]:
        return nullcontext(Seat())

    async def hold(self, chat: int, seconds: float) -> None:
        return

    async def forget_old(self) -> None:
        return
