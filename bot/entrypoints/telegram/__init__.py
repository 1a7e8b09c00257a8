"""Telegram: the only room that knows it."""

import os

# Times from Telegram as timedelta, where python-telegram-bot is going; the old way warns at every 429.
os.environ.setdefault("PTB_TIMEDELTA", "true")
