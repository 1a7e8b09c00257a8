"""Errors told to a Sentry (`SENTRY_DSN`): what broke and where in the code, and not a word besides.

    with reporting(dsn, release="1.0.0"):
        ...

An event is made anew of what may go: the kinds of exceptions, and the functions and lines of their frames. Messages,
arguments, local variables, texts of exceptions, lines of source and names of hosts stay here: a reader's words or the
token may be in any of them. The log has the rest, by the same moment.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from bot.errors import SettingsError

FRAME = ("module", "function", "lineno", "in_app")
EVENT = ("event_id", "timestamp", "level", "logger", "platform", "release", "environment")
FLUSH_S = 2.0

Event = dict[str, Any]


@contextmanager
def reporting(dsn: str, release: str) -> Iterator[None]:
    """Report errors that are logged meanwhile; nothing without a *dsn*.

    Raises: SettingsError where the client is not installed, or cannot read the address.
    """
    if not dsn:
        yield
        return
    sentry = _client()
    try:
        sentry.init(
            dsn=dsn,
            release=release,
            before_send=lambda event, _: stripped(event),
            before_breadcrumb=lambda *_: None,
            max_breadcrumbs=0,
            default_integrations=False,
            auto_enabling_integrations=False,
            integrations=[_of_logs(level=None, event_level=logging.ERROR)],
            include_local_variables=False,
            include_source_context=False,
            send_client_reports=False,
            auto_session_tracking=False,
            server_name="",
            traces_sample_rate=None,
        )
    except ValueError:  # its words show the address, with its key
        raise SettingsError(["SENTRY_DSN: is not the address that Sentry gives a project"]) from None
    try:
        yield
    finally:
        sentry.flush(timeout=FLUSH_S)
        sentry.get_client().close(timeout=FLUSH_S)


def stripped(event: Event) -> Event:
    """What may go of *event*."""
    told = {name: event[name] for name in EVENT if name in event}
    exceptions = (event.get("exception") or {}).get("values") or []
    told["exception"] = {"values": [_exception(one) for one in exceptions]}
    if not exceptions:
        told["message"] = "an error without an exception"
    return told


def _exception(one: Event) -> Event:
    frames = (one.get("stacktrace") or {}).get("frames") or []
    kept = [{name: frame[name] for name in FRAME if frame.get(name) is not None} for frame in frames]
    return {"type": one.get("type"), "module": one.get("module"), "stacktrace": {"frames": kept}}


def _client() -> ModuleType:
    try:
        return importlib.import_module("sentry_sdk")
    except ImportError:
        raise SettingsError(["SENTRY_DSN: needs one package more: pip install 'sosik[sentry]'"]) from None


def _of_logs(**levels: int | None) -> Any:
    return importlib.import_module("sentry_sdk.integrations.logging").LoggingIntegration(**levels)
