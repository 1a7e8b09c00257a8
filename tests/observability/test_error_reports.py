"""What a Sentry is told: where it broke, and no word of a reader, no token, no text of an exception."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from bot.errors import SettingsError
from bot.observability.error_reports import reporting, stripped
from tests.observability.sending_errors import TOKEN, WORDS

KEY = "0123456789abcdef0123456789abcdef"


class Sink:
    """A Sentry on this machine: keeps what is posted."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.headers: list[str] = []
        sink = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                is_packed = self.headers.get("Content-Encoding") == "gzip"
                sink.bodies.append(gzip.decompress(body) if is_packed else body)
                sink.headers.append(f"{self.path} {self.headers}")
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None: ...

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def dsn(self) -> str:
        return f"http://{KEY}@127.0.0.1:{self.server.server_port}/1"

    def events(self) -> list[dict[str, Any]]:
        lines = [line for body in self.bodies for line in body.splitlines() if line]
        return [one for one in map(json.loads, lines) if "exception" in one]


@pytest.fixture
def sink() -> Iterator[Sink]:
    sink = Sink()
    yield sink
    sink.server.shutdown()
    sink.server.server_close()


def test_no_word_and_no_token_arrives_and_where_it_broke_does(sink: Sink) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.observability.sending_errors", sink.dsn], capture_output=True, text=True
    )
    assert 0 == done.returncode, done.stderr
    everything = b"\n".join(sink.bodies).decode() + "\n".join(sink.headers)
    unescaped = everything.encode().decode("unicode_escape", "replace").encode("utf-8", "replace").decode()
    for secret in (WORDS, WORDS.split()[0], json.dumps(WORDS)[1:-1], TOKEN, TOKEN.partition(":")[2]):
        assert secret not in everything
        assert secret not in unescaped
    events = sink.events()
    assert 3 == len(events)
    (broken, *_) = events
    kinds = [one["type"] for one in broken["exception"]["values"]]
    assert ["KeyError", "RuntimeError"] == kinds
    functions = [
        frame["function"] for one in broken["exception"]["values"] for frame in one["stacktrace"]["frames"]
    ]
    assert "fail" in functions
    assert {"release": "1.2.3", "level": "error", "logger": "bot.somewhere"}.items() <= broken.items()


def test_what_may_go_is_chosen_and_not_what_may_not() -> None:
    event = {
        "level": "error",
        "extra": {"words": WORDS},
        "request": {"data": WORDS},
        "user": {"id": 7},
        "breadcrumbs": [WORDS],
        "logentry": {"message": WORDS},
        "exception": {
            "values": [{"type": "E", "value": WORDS, "stacktrace": {"frames": [{"vars": {"a": WORDS}}]}}]
        },
    }
    assert {"level", "exception"} == stripped(event).keys()
    assert WORDS not in json.dumps(stripped(event), ensure_ascii=False)


def test_an_address_that_is_none_is_said_without_showing_it() -> None:
    with pytest.raises(SettingsError) as caught, reporting("https://127.0.0.1/none", "1"):
        pass
    assert "127.0.0.1" not in str(caught.value.faults)


def test_without_an_address_nothing_is_told() -> None:
    with reporting("", "1"):
        pass
