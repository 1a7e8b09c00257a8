"""A Sentry on this machine, which keeps what is posted to it."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, Self

KEY = "0123456789abcdef0123456789abcdef"


class Sentry:
    """Takes envelopes: lines of JSON, packed or not."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.headers: list[str] = []
        sentry = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                is_packed = self.headers.get("Content-Encoding") == "gzip"
                sentry.bodies.append(gzip.decompress(body) if is_packed else body)
                sentry.headers.append(f"{self.path} {self.headers}")
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None: ...

        self.server = HTTPServer(("127.0.0.1", 0), Handler)

    @classmethod
    @contextmanager
    def listening(cls) -> Iterator[Self]:
        sentry = cls()
        threading.Thread(target=sentry.server.serve_forever, daemon=True).start()
        try:
            yield sentry
        finally:
            sentry.server.shutdown()
            sentry.server.server_close()

    @property
    def dsn(self) -> str:
        """What SENTRY_DSN is set to."""
        return f"http://{KEY}@127.0.0.1:{self.server.server_port}/1"

    def events(self) -> list[dict[str, Any]]:
        """The errors that were told."""
        lines = [line for body in self.bodies for line in body.splitlines() if line]
        return [one for one in map(json.loads, lines) if "exception" in one]

    def everything(self) -> str:
        """All that came, as it stands and with its escapes read."""
        told = b"\n".join(self.bodies).decode() + "\n".join(self.headers)
        return told + told.encode().decode("unicode_escape", "replace").encode("utf-8", "replace").decode()
