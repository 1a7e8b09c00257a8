"""A conversation with the bot, read as a dialogue: `await stage.says(ann, "/search 로봇")` gives what is heard."""

from __future__ import annotations

from typing import Any

from telegram import Update

from bot.entrypoints.telegram.application import App, build_application
from bot.entrypoints.telegram.services import ChatServices, Network
from bot.entrypoints.terminal.loopback import Loopback
from bot.entrypoints.terminal.transcript import Person, Room, Shown, person
from bot.newsroom import Newsroom
from tests.fakes import FakeAnswers, FakeIndex, FakeNewsroom, FakeSavedQueries, some_articles

MINSU = person("민수")
ANN = person("Ann", "en")
GROUP = Room(-1_001, "해온 사람들", "supergroup")
CHANNEL = Room(-1_002, "해온 소식", "channel")


class Stage:
    """The Application upon a Loopback, with what it needs."""

    def __init__(
        self,
        index: FakeIndex | None = None,
        queries: FakeSavedQueries | None = None,
        newsroom: Newsroom | None = None,
    ) -> None:
        self.index = FakeIndex(some_articles(), {"로붓": "로봇"}) if index is None else index
        self.newsroom = FakeNewsroom(self.index) if newsroom is None else newsroom
        self.queries = queries or FakeSavedQueries()
        self.answers = FakeAnswers()
        self.heard: list[Shown] = []
        self.network = Loopback(self.heard.append)
        self.app = self.build(admin_ids=frozenset({MINSU.id}))

    def build(self, **more: Any) -> App:
        services = ChatServices(newsroom=self.newsroom, queries=self.queries, answers=self.answers, **more)
        return build_application("1:stage", services, Network(self.network))

    async def restart(self) -> None:
        """A new process on the same Telegram, with only what the store keeps."""
        await self.app.shutdown()
        self.app = self.build()
        await self.app.initialize()

    async def says(self, who: Person, text: str, room: Room | None = None, **more: Any) -> list[Shown]:
        return await self.update(self.network.says(who, text, room, **more))

    async def presses(self, who: Person, shown: Shown, label: str) -> list[Shown]:
        exact = [one for one in shown.buttons if label == one["text"]]
        (button,) = exact or [one for one in shown.buttons if label in one["text"]]
        return await self.press(who, shown, button["callback_data"])

    async def press(self, who: Person, shown: Shown, data: str) -> list[Shown]:
        assert shown.room is not None
        return await self.update(self.network.presses(who, shown.room, shown.message_id, data))

    async def update(self, update: dict[str, Any]) -> list[Shown]:
        """What the bot says to one update."""
        before = len(self.heard)
        await self.app.process_update(Update.de_json(update, self.app.bot))
        return self.heard[before:]
