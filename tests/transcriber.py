"""A server behind an OpenAI-compatible API on a loopback port that hears voice messages, strictly as the API says.

async with Transcriber() as server:
    server.says = "나룻배 요금은 얼마야"
    heard = await Transcription(server.url, "whisper-1", "key", timeout_s=5).hear(b"OggS…", "voice.ogg")
"""

from __future__ import annotations

from aiohttp import web

from tests.loopback import LoopbackApi


class Transcriber(LoopbackApi):
    """says: the words it hears. status: other than 200 refuses. body: sent instead, as it is. hangs: never answers.

    heard: the bytes of all voices; asked: the other fields beside them; keys: what came as authorization.
    """

    def __init__(self) -> None:
        self.says, self.status, self.hangs = "", 200, False
        self.body: bytes | None = None
        self.heard: list[bytes] = []
        self.asked: list[dict[str, str]] = []
        self.keys: list[str] = []
        self.elsewhere = 0
        paths = {"/v1/audio/transcriptions": self._transcribe, "/elsewhere": self._led_away}
        super().__init__(paths, 32 * 1024 * 1024)

    async def _led_away(self, request: web.Request) -> web.Response:
        self.elsewhere += 1
        return web.json_response({"text": "엉뚱한 곳"})

    async def _transcribe(self, request: web.Request) -> web.StreamResponse:
        self.keys.append(request.headers.get("Authorization", ""))
        fields, voice = {}, b""
        async for part in await request.multipart():
            name = getattr(part, "name", None)
            if name == "file":
                if not str(getattr(part, "filename", "")).endswith((".ogg", ".mp3", ".wav", ".webm", ".m4a")):
                    return web.json_response({"error": {"message": "Unrecognized file format."}}, status=400)
                voice = await part.read()
            else:
                fields[str(name)] = await part.text()
        if not voice or set(fields) != {"model", "response_format"} or fields["response_format"] != "json":
            return web.json_response({"error": {"message": f"wrong fields: {sorted(fields)}"}}, status=400)
        self.heard.append(voice)
        self.asked.append(fields)
        if self.hangs:
            await self.closing.wait()
        if self.status in (301, 302, 307, 308):
            return web.Response(status=self.status, headers={"Location": "/elsewhere"})
        if self.body is not None:
            return web.Response(body=self.body, status=self.status, content_type="application/json")
        if self.status != 200:
            return web.json_response({"error": {"message": "no"}}, status=self.status)
        return web.json_response({"text": self.says})
