"""Logs on standard error, as text or JSON, a line a record, from which no bot token can be read.

Redaction works on the finished text, so it does not matter whether a token came in by a message, an argument,
an address, an exception or its traceback. Anything shaped like a token goes, known or not; of a known one its
secret half alone goes too.

>>> redact("POST https://api.telegram.org/bot123456789:AAEhBP0av28fxlnxzZPQ0ZQhhWlZxWbQ0Ao/getMe")
'POST https://api.telegram.org/bot[token]/getMe'
"""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from types import TracebackType

# Wider than what @BotFather gives today, and also as written inside an address (%3A).
TOKEN_SHAPED = re.compile(r"[0-9]{5,20}(?::|%3[Aa])[A-Za-z0-9_-]{20,}")
REDACTED = "[token]"
PASSWORD = re.compile(r"(://[^/\s:@]{0,200}:)[^@\s]{1,300}+@")  # in a database's address
FIELDS = "sosik_fields"  # the attribute of a record
SHORTEST_KEY = 6  # a shorter one is nobody's secret, and redacting it would garble every line
# They log every request's address, and so the token, at INFO (python-telegram-bot #4724).
# The scheduler tells of every job twice, of one that comes every minute too.
# openai's client, at DEBUG, repeats what readers asked. alembic names every plugin of its own at every start.
CHATTY = (
    "httpx",
    "httpcore",
    "httpx2",
    "httpcore2",
    "openai",
    "apscheduler.executors",
    "apscheduler.scheduler",
    "alembic",
)
# One record is one line of text: what a record quotes cannot forge the next line.
_VISIBLE = {code: f"\\x{code:02x}" for code in (*range(32), 127, *range(0x80, 0xA0)) if code != 9}
_VISIBLE.update({10: "\\n", 13: "\\r", 0x2028: "\\u2028", 0x2029: "\\u2029"})
# What JSON does not quote by itself although it ends a line or steers a terminal.
_VISIBLE_JSON = {code: f"\\u{code:04x}" for code in (127, *range(0x80, 0xA0), 0x2028, 0x2029)}


def fields(**values: object) -> dict[str, object]:
    """`log.info("cmd=search hits=5", extra=fields(cmd="search", hits=5))`: what LOG_FORMAT=json has as fields."""
    return {FIELDS: values}


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """*text* without anything shaped like a bot token, any password in an address, or any of *secrets*."""
    text = PASSWORD.sub(r"\1[password]@", TOKEN_SHAPED.sub(REDACTED, text))
    for secret in secrets:
        text = text.replace(secret, REDACTED)
    return text


def secrets_of(token: str) -> tuple[str, ...]:
    """What must not be seen of *token*: all of it, and the half that makes it a secret."""
    _bot_id, _colon, secret = token.partition(":")
    return tuple(part for part in (token, secret) if part)


class TextFormatter(logging.Formatter):
    """`2026-01-01T00:00:00.000Z INFO bot.bootstrap: …`; tracebacks follow on lines of their own."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """The record as text, redacted."""
        line = f"{moment(record)} {record.levelname} {record.name}: {message(record).translate(_VISIBLE)}"
        return redact("\n".join(part for part in (line, self._trace(record)) if part), self._secrets)

    def _trace(self, record: logging.LogRecord) -> str:
        trace = self.formatException(record.exc_info) if record.exc_info else ""
        stack = self.formatStack(record.stack_info) if record.stack_info else ""
        return "\n".join(part for part in (trace, stack) if part)


class JsonFormatter(TextFormatter):
    """`{"time": …, "level": …, "logger": …, "message": …, "cmd": "search", "hits": 5, …}`, one object a line.

    The fields are those of the record, given as `extra=fields(…)`; what is no number is text.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of JSON, redacted before it is quoted."""
        row = {
            "time": moment(record),
            "level": record.levelname,
            "logger": record.name,
            "message": message(record),
            "trace": self._trace(record),
        }
        told: dict[str, object] = {key: redact(value, self._secrets) for key, value in row.items() if value}
        for key, value in getattr(record, FIELDS, {}).items():
            is_number = isinstance(value, int | float)
            told.setdefault(key, value if is_number else redact(str(value), self._secrets))
        return json.dumps(told, ensure_ascii=False).translate(_VISIBLE_JSON)


class StderrHandler(logging.StreamHandler):  # type: ignore[type-arg] # generic only in its stubs
    """Standard error as it is at that moment, so that a progress bar or a test may stand in for it."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> object:
        """Looked up for every record."""
        return sys.stderr

    def handleError(self, record: logging.LogRecord) -> None:
        """A record that cannot be written is named, not printed: the usual report shows its arguments."""
        print(f"A log record of {record.name}, line {record.lineno}, could not be written", file=sys.stderr)


def moment(record: logging.LogRecord) -> str:
    """When, in UTC, to the millisecond."""
    when = datetime.fromtimestamp(record.created, UTC)
    return f"{when:%Y-%m-%dT%H:%M:%S}.{when.microsecond // 1000:03d}Z"


def message(record: logging.LogRecord) -> str:
    """The message; where its arguments do not fit it, message and arguments side by side."""
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        return f"{record.msg} {record.args!r}"


def set_up_logs(level: str, form: str, token: str = "", *keys: str) -> None:
    """Send every log record and warning to standard error in *form* ("text" or "json"), without *token* or *keys*.

    What nothing catches goes the same way, so its traceback is redacted too.
    """
    secrets = (*secrets_of(token), *(key for key in keys if len(key) >= SHORTEST_KEY))
    handler = StderrHandler()
    handler.setFormatter(JsonFormatter(secrets) if form == "json" else TextFormatter(secrets))
    handler.addFilter(lambda record: record.levelno >= logging.WARNING or not record.name.startswith(CHATTY))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    sys.excepthook = _log_uncaught


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    logging.getLogger("bot").critical("Stopped by %s", kind.__name__, exc_info=(kind, error, trace))
