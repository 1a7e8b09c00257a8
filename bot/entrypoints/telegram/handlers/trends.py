"""How much was reported on some topics: a picture, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from bot.answers.trend import read_wish
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.ports import Charts
from bot.entrypoints.telegram.routing import Router
from bot.entrypoints.telegram.sender import send_photo
from bot.entrypoints.telegram.views import results
from bot.entrypoints.telegram.views import trends as views
from bot.newsroom import Newsroom


@dataclass(frozen=True, slots=True)
class Trends:
    """charts: None where no pictures are drawn; then the words alone are sent."""

    newsroom: Newsroom
    charts: Charts | None

    @property
    def router(self) -> Router:
        """/trend."""
        return Router({"trend": self.trend})

    async def trend(self, turn: Turn) -> None:
        """The articles a day on each topic."""
        wish = read_wish(turn.words)
        found = await self.newsroom.trend(wish)
        if found is None:
            topics, days = ", ".join(wish.topics), self.newsroom.recent_days
            await turn.reply(results.nothing(turn.language, topics, recent_days=days))
            return
        told = partial(views.caption, turn.language, found, recent_days=self.newsroom.recent_days)
        turn.note(topics=len(found.series), days=len(found.days))
        if self.charts is not None and len(found.days) > 1:
            picture = await self.charts.draw(found)
            caption = told(numbered=not self.charts.writes_hangul)
            spot = turn.spot(is_reply=turn.replies)
            if await send_photo(turn.bot, spot, picture, caption, silent=turn.silent):
                return
        await turn.reply(told(numbered=False))
