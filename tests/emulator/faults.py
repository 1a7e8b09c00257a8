"""What goes wrong: the refusal of a call, faults that a test orders, and Telegram's flood limits.

>>> Limits(clock=lambda: 0.0).wait(7) is None  # nothing was sent to chat 7 yet
True
"""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Clock = Callable[[], float]

# what "a message" is to faults and flood limits
CARRIES = ("send", "edit", "forward", "copy")


def carries(method: str) -> bool:
    """Whether *method* puts something before a reader; a chat action does not count."""
    return method.startswith(CARRIES) and method != "sendChatAction"


class Refused(Exception):
    """A call that Telegram refuses: error_code, description and ResponseParameters."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters

    def answer(self) -> dict[str, Any]:
        """The body of the HTTP answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


class Proxied(Refused):
    """What a proxy before Telegram refuses: with a page of its own."""

    page = "<html><body><h1>refused by the proxy</h1></body></html>"


def too_many_requests(retry_after: int) -> Refused:
    """429 as Telegram words it."""
    return Refused(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


@dataclass(slots=True, eq=False)
class Fault:
    """One ordered fault: which calls it meets, how many are left, and what becomes of them.

    refusal: answered instead of doing it. odd: its one item is answered instead of what came of it.
    holds: the call waits until `withdraw` and is then carried out like any other.
    Otherwise the connection breaks: before the call is carried out, or after (*accepted*), at once, or
    never, so that the caller's own timeout ends it (*hangs*).
    method: None meets every call that carries a message.
    times: None means until `withdraw`.
    """

    refusal: Refused | None = None
    accepted: bool = False
    hangs: bool = False
    method: str | None = None
    chat_id: int | None = None
    times: int | None = 1
    holds: bool = False
    odd: tuple[Any] | None = None
    met: int = 0
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def meets(self, method: str, chat_id: object) -> bool:
        """Whether it applies to this call."""
        if self.times == 0 or (self.chat_id is not None and self.chat_id != chat_id):
            return False
        return method == self.method if self.method else carries(method)

    def take(self) -> Fault:
        """Use it up once."""
        self.met += 1
        if self.times is not None:
            self.times -= 1
        return self

    def withdraw(self) -> None:
        """No more calls meet it, and those that hang are let go."""
        self.times = 0
        self.released.set()


class Limits:
    """Telegram's flood limits as sliding windows: 30/s over all, 1/s a chat, 20/min a group.

    The exact numbers are undocumented; these are those of the Bot FAQ, held strictly.
    """

    def __init__(
        self, clock: Clock, per_second: int = 30, chat_per_second: int = 1, group_per_minute: int = 20
    ) -> None:
        self.clock = clock
        self.per_second = per_second
        self.chat_per_second = chat_per_second
        self.group_per_minute = group_per_minute
        self._sent: dict[object, deque[float]] = {}

    def wait(self, chat_id: int) -> int | None:
        """None and the call is counted; or the whole seconds to wait, and it is not."""
        now = self.clock()
        windows = [("all", self.per_second, 1.0), (chat_id, self.chat_per_second, 1.0)]
        if chat_id < 0:
            windows.append((("minute", chat_id), self.group_per_minute, 60.0))
        waits = [0.0]
        for key, most, span in windows:
            sent = self._sent.setdefault(key, deque())
            while sent and sent[0] <= now - span:
                sent.popleft()
            if len(sent) >= most:
                waits.append(sent[-most] + span - now)
        if max(waits) > 0:
            return max(1, math.ceil(max(waits)))
        for key, _, _ in windows:
            self._sent[key].append(now)
        return None
