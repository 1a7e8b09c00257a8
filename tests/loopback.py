"""What servers that tests play on a loopback port have in common."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Self

from aiohttp import web

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]


class LoopbackApi:
    """Answers POST at *paths*; url: of its `/v1`. closing: set when it ends, for what never answers before."""

    def __init__(self, paths: Mapping[str, Answering], most: int = 1024 * 1024) -> None:
        self._paths, self._most = paths, most
        self.closing = asyncio.Event()

    async def __aenter__(self) -> Self:
        application = web.Application(client_max_size=self._most)
        for path, answering in self._paths.items():
            application.router.add_post(path, answering)
        self._runner = web.AppRunner(application, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/v1"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.closing.set()
        await self._runner.cleanup()
