"""A story day by day, and a person by what is newest of them."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import InlineKeyboardMarkup

from bot.answers.timeline import DAYS
from bot.entrypoints.presentation.text import cut, tidy
from bot.entrypoints.telegram.buttons.reading import QuotePage, StoryPage
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.lists import Lists
from bot.entrypoints.telegram.paging import SavedWords, for_words_or_reply, latest_button, openers
from bot.entrypoints.telegram.routing import Button, Router
from bot.entrypoints.telegram.views import pages
from bot.entrypoints.telegram.views import stories as views
from bot.errors import ReaderError
from bot.i18n import say
from bot.newsroom import Newsroom


@dataclass(frozen=True, slots=True)
class Stories:
    """What goes over many articles. zone: where the days of readers are."""

    newsroom: Newsroom
    lists: Lists
    saved: SavedWords
    zone: str

    @property
    def router(self) -> Router:
        """/story and its pages, /person."""
        return Router({"story": self.story, "person": self.person}, (Button(StoryPage, self.page),))

    async def story(self, turn: Turn) -> None:
        """The newest days of a topic's story."""
        await for_words_or_reply(turn, lambda words, _: self._show(turn, words, 0), "story.empty")

    async def page(self, turn: Turn, pressed: StoryPage) -> None:
        """Its earlier or later days."""
        await self._show(turn, await self.saved.load(pressed.query), pressed.offset)

    async def _show(self, turn: Turn, topic: str, offset: int) -> None:
        """offset: how many newer days there are."""
        story = await self.newsroom.timeline(topic, offset, today=turn.day(self.zone))
        turn.note(days=len(story.days), reports=story.reports)
        if not story.days:
            await self._nothing(turn, topic)
            return
        count, end = story.before + len(story.days) + story.after, story.before + len(story.days)
        row = await self.saved.leaf(
            turn,
            topic,
            lambda saved, place: StoryPage(saved, count - place, turn.language),
            story.before or None,
            min(count, end + DAYS) if story.after else None,
        )
        first = story.before + 1
        articles = [day.article for day in story.days]
        rows = openers(turn, articles, first)
        said = views.timeline(turn.language, story, first, self.newsroom.recent_days)
        message = await turn.show(said, InlineKeyboardMarkup([*rows, row] if row else rows))
        await self.lists.remember(turn, message, articles, first)

    async def person(self, turn: Turn) -> None:
        """Who somebody is, by the newest title; their latest articles and last quotations."""
        name = turn.words.strip()
        if not name:
            raise ReaderError("person.empty")
        found = await self.newsroom.profile(name)
        if found is None:
            await self._nothing(turn, name)
            return
        turn.note(hits=len(found.articles), quotes=len(found.quotes))
        row = await self.saved.to_search(turn, say(turn.language, "button.more_articles"), found.name)
        if found.quotes:
            label = say(turn.language, "button.more_quotes")
            row += await self.saved.to(
                turn, label, found.name, lambda saved: QuotePage(saved, 0, False, turn.language)
            )
        rows = openers(turn, found.articles)
        said = views.profile(turn.language, found, self.newsroom.recent_days)
        message = await turn.show(said, InlineKeyboardMarkup([*rows, row] if row else rows))
        await self.lists.remember(turn, message, found.articles)

    async def _nothing(self, turn: Turn, words: str) -> None:
        none = turn.say("search.nothing", query=cut(tidy(words), pages.QUERY_UNITS))
        said = pages.of_recent(turn.language, none, self.newsroom.recent_days)
        instead = say(turn.language, "button.search_instead")
        rows = [await self.saved.to_search(turn, instead, words), [latest_button(turn.language)]]
        await turn.show(said, InlineKeyboardMarkup([row for row in rows if row]))
