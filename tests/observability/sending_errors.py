"""A process that fails with everything secret at hand, and reports it; run by test_error_reports."""

from __future__ import annotations

import logging
import sys

from bot.observability.error_reports import reporting
from bot.observability.logging import get_logger, set_up_logs

WORDS, TOKEN = "아무도 모르는 이야기", "7000000001:" + "A" * 35


def fail(words: str, token: str) -> None:
    """As a handler does it: words in a local variable, in the exception and in its cause."""
    url = f"https://api.telegram.org/bot{token}/sendMessage"
    try:
        raise KeyError(words)
    except KeyError as cause:
        raise RuntimeError(f"{words} at {url}") from cause


def main(dsn: str) -> None:
    """Every way in which an error is logged here."""
    set_up_logs("INFO", "text", TOKEN)
    with reporting(dsn, "1.2.3"):
        logging.getLogger("bot.somewhere").warning("only a warning: %s", WORDS)
        try:
            fail(WORDS, TOKEN)
        except RuntimeError as error:
            get_logger("bot.somewhere").error("failed", said=WORDS, token=TOKEN, exc_info=error)
            logging.getLogger("bot.somewhere").exception("failed with %s and %s", WORDS, TOKEN)
        logging.getLogger("bot.somewhere").error(f"{WORDS} without an exception, {TOKEN}")


if __name__ == "__main__":
    main(sys.argv[1])
