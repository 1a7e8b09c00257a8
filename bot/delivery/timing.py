"""The clocks that deliveries go by, each of which a test or another process may stand in for."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.delivery.budget import Budget, OwnBudget
from bot.delivery.rate_limit import RateLimiter

LEASE = timedelta(minutes=2)  # longer than any one call to Telegram takes


def utc_now() -> datetime:
    """The clock on the wall."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Timing:
    """What deliveries go by: *limiter* is for the application too, so that replies go before digests.

    budget: what copies of the bot share of Telegram's limits.
    clock: aware now; ticks: seconds, monotonic, the clock of *limiter*. lease: how long others wait for who dies.
    """

    clock: Callable[[], datetime] = utc_now
    limiter: RateLimiter = field(default_factory=lambda: RateLimiter(time.monotonic))
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    lease: timedelta = LEASE
    ticks: Callable[[], float] = time.monotonic
    budget: Budget = field(default_factory=OwnBudget)
