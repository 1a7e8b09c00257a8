"""Speech written down by an OpenAI-compatible server: POST /audio/transcriptions. Off by default.

What is sent is the voice message alone. What comes back is words of a stranger like any message: it is shown to the
reader, and looked up. Whatever goes wrong is one line in the log, without a word of it, and a sentence to the reader.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter

import httpx

from bot.errors import ReaderError

log = logging.getLogger(__name__)

AT_ONCE = 2  # messages before the server
MOST_ANSWER = 256 * 1024  # bytes; five minutes of speech are some thousand characters
MOST_CHARS = 4_000


class Transcription:
    """A `bot.entrypoints.telegram.ports.Transcriber` that asks a server."""

    def __init__(self, url: str, model: str, api_key: str, timeout_s: float) -> None:
        """*url*: of the API, as `http://host/v1`. *timeout_s*: for one message, waiting in line included."""
        self._url, self._model, self._timeout_s = f"{url.rstrip('/')}/audio/transcriptions", model, timeout_s
        self._turns = asyncio.Semaphore(AT_ONCE)
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        # the key goes to this server and nowhere it points to
        self._client = httpx.AsyncClient(headers=headers, timeout=timeout_s, follow_redirects=False)

    async def hear(self, voice: bytes, name: str) -> str:
        """The words of *voice*, in one line; "" without any. name: with the ending of its format.

        Raises: ReaderError where the server is late, refuses or does not make sense.
        """
        began = perf_counter()
        try:
            async with asyncio.timeout(self._timeout_s), self._turns:
                said = await self._ask(voice, name)
        except TimeoutError:
            log.warning("not heard: late after %d ms", round((perf_counter() - began) * 1000))
            raise ReaderError("voice.too_long") from None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, RecursionError) as fault:
            # its name only: the text of an error may repeat what a reader said
            log.warning("not heard: %s bytes=%d", type(fault).__name__, len(voice))
            raise ReaderError("voice.unreadable") from None
        log.info("heard: chars=%d ms=%d", len(said), round((perf_counter() - began) * 1000))
        return said

    async def _ask(self, voice: bytes, name: str) -> str:
        asked = {"model": self._model, "response_format": "json"}
        async with self._client.stream(
            "POST", self._url, data=asked, files={"file": (name, voice)}
        ) as answer:
            if answer.status_code != 200:
                raise ValueError("refused")
            raw = b""
            async for piece in answer.aiter_bytes():
                raw += piece
                if len(raw) > MOST_ANSWER:
                    raise ValueError("endless")
        told = json.loads(raw)
        said = told.get("text") if isinstance(told, dict) else None
        if not isinstance(said, str):
            raise ValueError("not a transcription")
        return " ".join(said.split())[:MOST_CHARS]

    async def close(self) -> None:
        """Close its connections."""
        await self._client.aclose()


@asynccontextmanager
async def transcription(
    url: str, model: str, api_key: str, timeout_s: float
) -> AsyncIterator[Transcription | None]:
    """A transcriber for as long as it is needed; None where *url* is ""."""
    if not url:
        yield None
        return
    asked = Transcription(url, model, api_key, timeout_s)
    try:
        yield asked
    finally:
        await asked.close()
