"""Updates posted to a webhook: several at once, again until they are taken, those of a chat one after the other."""

from __future__ import annotations

import asyncio
import contextlib

import aiohttp

from tests.emulator.world import Wire, World

AGAIN_S = 0.05  # Telegram waits longer
MOST = 40  # setWebhook's max_connections
ANSWER_S = 10.0


class Posting:
    """What Telegram does with updates once a webhook is set."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._posting: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        self.answers: list[tuple[int, int]] = []  # (update, HTTP status), 0 where nobody listened

    def go_on(self) -> None:
        """Post what waits, if there is somewhere to post it to."""
        if not self._world.webhook:
            return
        for update in list(self._world.updates):
            if len(self._tasks) >= MOST:
                return
            if update["update_id"] not in self._posting:
                self._posting.add(update["update_id"])
                task = asyncio.get_running_loop().create_task(self._post(update))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def _post(self, update: Wire) -> None:
        try:
            while self._world.webhook and not await self.post(update):  # noqa: ASYNC110 # as Telegram does
                await asyncio.sleep(AGAIN_S)
            if self._world.webhook and update in self._world.updates:
                self._world.updates.remove(update)
        finally:
            self._posting.discard(update["update_id"])
        asyncio.get_running_loop().call_soon(self.go_on)

    async def post(self, update: Wire) -> bool:
        """Post *update* once; whether it was taken."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_S))
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._world.secret} if self._world.secret else {}
        status = 0
        with contextlib.suppress(aiohttp.ClientError, TimeoutError):
            async with self._session.post(self._world.webhook, json=update, headers=headers) as answer:
                status = answer.status
        self.answers.append((update["update_id"], status))
        return 200 <= status < 300

    async def end(self) -> None:
        """Post nothing more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None
