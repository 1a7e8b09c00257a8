"""Logs on standard error, as lines for people or as JSON, from which no bot token can be read.

One configuration of structlog: the loggers of libraries and those of Sosik's rooms go through the same processors. The
fields of a record are those of an event (`get_logger(__name__).info("answered", cmd="search", hits=5)`), or the
`name=%s` of a message with arguments. The last processor before a record is written redacts: it does not matter if a
token came in by a message, an argument, an address, an exception or its traceback. Anything shaped like a token goes,
known or not; of a known one its secret half alone goes too.

>>> redact("POST https://api.telegram.org/bot123456789:AAEhBP0av28fxlnxzZPQ0ZQhhWlZxWbQ0Ao/getMe")
'POST https://api.telegram.org/bot[token]/getMe'
"""

from __future__ import annotations

import copy
import json
import logging
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor

from bot.patterns import lazy_compile

# Wider than what @BotFather gives today, and also as written inside an address (%3A).
TOKEN_SHAPED = lazy_compile(r"[0-9]{5,20}(?::|%3[Aa])[A-Za-z0-9_-]{20,}")
REDACTED = "[token]"
PASSWORD = lazy_compile(r"(://[^/\s:@]{0,200}:)[^@\s]{1,300}+@")  # in a database's address
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
# What is printf's in a message, and the name before it, where there is one: `chat=%s`.
_PLACES = lazy_compile(r"%%|(?:(?<![\w.])([a-z_]{1,30})=)?%[-+ #0]{0,5}\d{0,5}(?:\.\d{1,5})?[a-zA-Z]")
# One record is one line of text: what a record quotes cannot forge the next line.
_VISIBLE = {code: f"\\x{code:02x}" for code in (*range(32), 127, *range(0x80, 0xA0)) if code != 9}
_VISIBLE.update({10: "\\n", 13: "\\r", 0x2028: "\\u2028", 0x2029: "\\u2029"})
# What JSON does not quote by itself although it ends a line or steers a terminal.
_VISIBLE_JSON = {code: f"\\u{code:04x}" for code in (127, *range(0x80, 0xA0), 0x2028, 0x2029)}


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


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    """The logger of a room, whose events have fields: numbers and short words, never a reader's."""
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return logger


# --- the processors


def to_record(_logger: Any, _method: str, event: EventDict) -> tuple[tuple[str], dict[str, Any]]:
    """An event as a record of `logging`: `answered cmd=search hits=5`, with its fields beside it."""
    about = {name: event.pop(name) for name in ("exc_info", "stack_info") if name in event}
    said = " ".join([str(event.pop("event")), *(f"{name}={value}" for name, value in event.items())])
    return (said,), {"extra": {FIELDS: dict(event)}, **about}


def add_origin(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """When, how grave, whose and what, before the fields, which do not take their place."""
    record: logging.LogRecord = event["_record"]
    row = {
        "time": moment(record),
        "level": record.levelname,
        "logger": record.name,
        "message": event.pop("event"),
    }
    return {
        **row,
        **{name: value for name, value in getattr(record, FIELDS, {}).items() if name not in row},
        **event,
    }


def add_trace(logger: Any, method: str, event: EventDict) -> EventDict:
    """The traceback and the stack as text."""
    event = structlog.processors.format_exc_info(logger, method, event)
    if trace := "\n".join(str(event.pop(name)) for name in ("exception", "stack_info") if event.get(name)):
        event["trace"] = trace
    return event


class Redaction:
    """Every value without the secrets; what is no number is text."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._secrets = tuple(secrets)

    def __call__(self, _logger: Any, _method: str, event: EventDict) -> EventDict:
        """The event, redacted."""
        return {
            name: value if isinstance(value, int | float) else redact(str(value), self._secrets)
            for name, value in event.items()
        }


def write_line(_logger: Any, _method: str, event: EventDict) -> str:
    """`2026-01-01T00:00:00.000Z INFO bot.bootstrap.services: …`; tracebacks follow on lines of their own."""
    line = f"{event['time']} {event['level']} {event['logger']}: {str(event['message']).translate(_VISIBLE)}"
    return "\n".join([line, event["trace"]] if "trace" in event else [line])


def write_json(_logger: Any, _method: str, event: EventDict) -> str:
    """`{"time": …, "level": …, "logger": …, "message": …, "cmd": "search", "hits": 5, …}`, one object a line."""
    return json.dumps(event, ensure_ascii=False).translate(_VISIBLE_JSON)


WRITERS: Mapping[str, Processor] = {"text": write_line, "json": write_json}

structlog.configure(
    processors=[structlog.stdlib.filter_by_level, to_record],
    wrapper_class=structlog.stdlib.BoundLogger,
    logger_factory=structlog.stdlib.LoggerFactory(),
)


# --- records of `logging`, which libraries write and structlog's events have become


class Formatter(ProcessorFormatter):
    """Every record through the processors."""

    def __init__(self, form: str, secrets: Iterable[str] = ()) -> None:
        last: list[Processor] = [
            ProcessorFormatter.remove_processors_meta,
            add_trace,
            Redaction(secrets),
            WRITERS[form],
        ]
        super().__init__(processors=last, foreign_pre_chain=[add_origin])

    def format(self, record: logging.LogRecord) -> str:
        """The record in one line, redacted."""
        plain = copy.copy(record)  # other handlers have the record as it was
        plain.msg, plain.args = message(record), ()
        setattr(plain, FIELDS, {**named(record), **getattr(record, FIELDS, {})})
        return super().format(plain)


class StderrHandler(logging.StreamHandler):  # type: ignore[type-arg] # generic only in its stubs
    """Standard error as it is at that moment, so that a progress bar or a test may stand in for it."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> object:
        """Looked up for every record."""
        return sys.stderr

    def handleError(self, record: logging.LogRecord) -> None:
        """A record that cannot be written is named, not printed: the usual report shows its arguments.

        Where that cannot be written either (a full disk, a pipe that nobody reads any more) people are answered all
        the same.
        """
        with suppress(OSError, ValueError):
            print(
                f"A log record of {record.name}, line {record.lineno}, could not be written", file=sys.stderr
            )


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


def named(record: logging.LogRecord) -> dict[str, object]:
    """The arguments of a message that have a name in it: the 5 of `hits=%d`.

    >>> named(logging.LogRecord("bot", 20, "", 1, "moved: chat=%d to=%d because %s", (1, 2, "so"), None))
    {'chat': 1, 'to': 2}
    """
    if not isinstance(record.args, tuple) or not isinstance(record.msg, str):
        return {}
    places = [place for place in _PLACES.finditer(record.msg) if place[0] != "%%"]
    if len(places) != len(record.args):
        return {}
    return {place[1]: value for place, value in zip(places, record.args, strict=True) if place[1]}


def set_up_logs(level: str, form: str, token: str = "", *keys: str) -> None:
    """Send every log record and warning to standard error in *form* ("text" or "json"), without *token* or *keys*.

    What nothing catches goes the same way, so its traceback is redacted too.
    """
    secrets = (*secrets_of(token), *(key for key in keys if len(key) >= SHORTEST_KEY))
    handler = StderrHandler()
    handler.setFormatter(Formatter(form, secrets))
    handler.addFilter(lambda record: record.levelno >= logging.WARNING or not record.name.startswith(CHATTY))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    sys.excepthook = _log_uncaught


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    logging.getLogger("bot").critical("Stopped by %s", kind.__name__, exc_info=(kind, error, trace))
