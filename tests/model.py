"""A language model behind an OpenAI-compatible API on a loopback port: it says what a test wants it to.

async with Model() as model:
    model.says = "파업은 10일 시작됐습니다. [1]"
    model = LanguageModel(model.url, "seed", "key", timeout_s=20)
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from aiohttp import web

from tests.loopback import LoopbackApi

Json = dict[str, Any]


class Model(LoopbackApi):
    """says: the words it answers with, or what makes them of the request.

    status: other than 200 refuses. body: sent instead of a completion, as it is. hangs: never answers.
    asked: the bodies of all requests; keys: what they carried as authorization.
    """

    def __init__(self) -> None:
        self.says: str | Callable[[Json], str] = ""
        self.status = 200
        self.body: bytes | None = None
        self.hangs = False
        self.asked: list[Json] = []
        self.keys: list[str] = []
        super().__init__({"/v1/chat/completions": self._complete, "/elsewhere": self._complete})

    @property
    def material(self) -> str:
        """What the last request gave as data."""
        (message,) = [one for one in self.asked[-1]["messages"] if one["role"] == "user"]
        return str(message["content"])

    async def _complete(self, request: web.Request) -> web.StreamResponse:
        asked = await request.json()
        self.asked.append(asked)
        self.keys.append(request.headers.get("Authorization", ""))
        if self.hangs:
            await self.closing.wait()
        if self.status in (301, 302, 307, 308):
            return web.Response(status=self.status, headers={"Location": "/elsewhere"})
        if self.body is not None:
            return web.Response(body=self.body, status=self.status, content_type="application/json")
        if self.status != 200:
            return web.json_response({"error": {"message": f"no: {asked['messages']}"}}, status=self.status)
        said = self.says if isinstance(self.says, str) else self.says(asked)
        message = {"role": "assistant", "content": said}
        return web.json_response(
            {
                "id": "1",
                "object": "chat.completion",
                "created": 0,
                "model": asked["model"],
                "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
            }
        )


@contextmanager
def model_at_work() -> Iterator[Model]:
    """A Model in a thread of its own, for tests that are not asynchronous."""
    ready, done = threading.Event(), threading.Event()
    model = Model()

    async def work() -> None:
        async with model:
            ready.set()
            await asyncio.to_thread(done.wait)

    thread = threading.Thread(target=asyncio.run, args=(work(),))
    thread.start()
    try:
        assert ready.wait(30)
        yield model
    finally:
        done.set()
        thread.join()
