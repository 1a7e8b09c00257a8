"""The line to Telegram, when what is at the other end answers without end."""

from __future__ import annotations

import asyncio
import contextlib

import pytest
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData

from bot.entrypoints.telegram import refusals
from bot.entrypoints.telegram.listening import Line, QuietRequest
from bot.errors import Refusal


async def test_an_answer_that_drips_holds_no_call_for_ever() -> None:
    hung_up = asyncio.Event()

    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        while not reader.at_eof():
            writer.write(b" ")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(0.05):
                    await reader.read(65536)
        writer.close()
        await writer.wait_closed()
        hung_up.set()

    line = Line(lambda: None, 1, longest_s=0.5)
    async with await asyncio.start_server(drip, "127.0.0.1", 0) as server, line, asyncio.timeout(30):
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(TimedOut):
            await line.post(f"http://127.0.0.1:{port}/", RequestData([]))
        await hung_up.wait()


@pytest.mark.parametrize("body", [b'{"ok":false}', b'{ "ok": false, "description": [] }'])
async def test_a_refusal_with_the_status_of_success_is_a_server_s_that_did_nothing(body: bytes) -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        writer.close()
        await writer.wait_closed()

    line = QuietRequest(lambda: None)
    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server, line, asyncio.timeout(30):
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(NetworkError) as caught:
            await line.post(f"http://127.0.0.1:{port}/", RequestData([]))
    assert Refusal.NOT_RECEIVED is refusals.kind(caught.value)
