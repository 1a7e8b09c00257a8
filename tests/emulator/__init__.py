"""Telegram on a loopback port: a Bot API server that refuses what Telegram refuses and breaks when told to.

    async with Emulator() as telegram:
        ...  # TELEGRAM_API_URL=telegram.url, TELEGRAM_BOT_TOKEN=telegram.token
        assert telegram.violations == []

`server` speaks HTTP, `world` is the state, `people` acts for everyone but the bot, `sending` and `asking`
are the bot's calls, `spec` holds calls to the Bot API's own tables, `faults` is what goes wrong on command.
tests/dialog.py turns it into conversations.
"""

from __future__ import annotations

from tests.emulator.faults import Fault, Limits, Refused
from tests.emulator.server import TOKEN, Accepted, Emulator, Violation
from tests.emulator.world import BOT_ID, Chat, Wire

__all__ = [
    "BOT_ID",
    "TOKEN",
    "Accepted",
    "Chat",
    "Emulator",
    "Fault",
    "Limits",
    "Refused",
    "Violation",
    "Wire",
]
