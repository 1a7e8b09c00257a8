"""What every reader can do: search, look at the newest, be helped."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup

from bot.entrypoints.telegram import paging
from bot.entrypoints.telegram.buttons.reading import LatestOfPage, LatestPage, SearchPage
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.paging import SavedWords, for_words_or_reply, latest_button, openers, stored
from bot.entrypoints.telegram.ports import Answers
from bot.entrypoints.telegram.routing import Button, Router
from bot.entrypoints.telegram.views import pages
from bot.newsroom import Newsroom
from bot.search.query_language import read_query

PAGE = 5  # hits on a page: what a phone shows without much scrolling
LATEST_PAGE = 10  # one or two lines each
NEWEST = 30  # are looked at for examples in the greeting

Show = Callable[[str, bool], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Reading:
    """Search, and the newest articles."""

    newsroom: Newsroom
    answers: Answers
    saved: SavedWords

    @property
    def router(self) -> Router:
        """/search and /latest, and their pages."""
        return Router(
            {"search": self.search, "latest": self.latest},
            (
                Button(SearchPage, self.search_page),
                Button(LatestPage, self.latest_page),
                Button(LatestOfPage, self.latest_of_page),
            ),
        )

    async def search(self, turn: Turn) -> None:
        """Articles for the words, or for the message replied to."""
        await for_words_or_reply(turn, lambda words, _: self.show_results(turn, words), "search.empty")

    async def search_page(self, turn: Turn, pressed: SearchPage) -> None:
        """Another page of a search."""
        await self.show_results(turn, await self.saved.load(pressed.query), pressed.offset)

    async def show_results(self, turn: Turn, query: str, offset: int = 0) -> None:
        """One page of what the search finds."""
        found = await self.newsroom.search(query, PAGE, offset)
        if not found.hits and offset:  # the corpus has shrunk since the button was made
            offset = max(0, (found.total - 1) // PAGE * PAGE) if found.total else 0
            found = await self.newsroom.search(query, PAGE, offset)
        turn.note(hits=len(found.hits), total=found.total)
        if not found.hits:
            buttons = [[latest_button(turn.language)]]
            if found.corrections:
                better = pages.corrected(query, found.corrections)
                label = paging.label(turn.language, "button.did_you_mean", better)
                buttons.insert(0, await self.saved.to_search(turn, label, better))
            words = read_query(query).ranked_by if found.filters else ""
            if words and words != query:
                label = paging.label(turn.language, "button.without_filters", words)
                buttons.insert(0, await self.saved.to_search(turn, label, words))
            keyboard = InlineKeyboardMarkup([row for row in buttons if row])
            await turn.show(pages.nothing(turn.language, query, found), keyboard)
            return
        row = []
        if found.total > PAGE or offset:
            last = offset + len(found.hits)
            row = await self.saved.leaf(
                turn,
                query,
                lambda saved, place: SearchPage(saved, place, turn.language),
                offset - PAGE if offset else None,
                last if last < found.total else None,
            )
        if turn.private and not offset:  # `그럼 왜?` and `2` go on with it
            await stored(turn, self.answers.save(turn.chat.id, [query], []))
        said = pages.results(turn.language, query, found, offset)
        rows = openers(turn, [hit.article for hit in found.hits], offset + 1)
        await turn.show(said, InlineKeyboardMarkup([*rows, row] if row else rows))

    async def latest(self, turn: Turn) -> None:
        """The newest articles; with words, the newest that have them."""
        if turn.words:
            await self._show_latest_of(turn, turn.words, 0)
        else:
            await self._show_latest(turn, 0)

    async def latest_of_page(self, turn: Turn, pressed: LatestOfPage) -> None:
        """Another page of the newest articles that have some words."""
        await self._show_latest_of(turn, await self.saved.load(pressed.query), pressed.offset)

    async def _show_latest_of(self, turn: Turn, words: str, offset: int) -> None:
        found = await self.newsroom.search(words, LATEST_PAGE, offset, newest=True)
        turn.note(hits=len(found.hits), total=found.total)
        if not found.hits:
            keys = InlineKeyboardMarkup([[latest_button(turn.language)]])
            await turn.show(pages.nothing(turn.language, words, found), keys)
            return
        last = offset + len(found.hits)
        row = await self.saved.leaf(
            turn,
            words,
            lambda saved, place: LatestOfPage(saved, place, turn.language),
            offset - LATEST_PAGE if offset else None,
            last if last < found.total else None,
        )
        said = pages.latest_of(turn.language, words, found, offset)
        rows = openers(turn, [hit.article for hit in found.hits], offset + 1)
        await turn.show(said, InlineKeyboardMarkup([*rows, row] if row else rows))

    async def latest_page(self, turn: Turn, pressed: LatestPage) -> None:
        """Another page of the newest articles."""
        await self._show_latest(turn, pressed.offset)

    async def _show_latest(self, turn: Turn, offset: int) -> None:
        total = len(self.newsroom.index)
        if offset >= total:
            offset = max(0, (total - 1) // LATEST_PAGE * LATEST_PAGE)
        articles = await self.newsroom.latest(LATEST_PAGE, offset)
        turn.note(hits=len(articles))
        if not articles:
            await turn.show(turn.say("latest.nothing"))
            return
        buttons = []
        if offset:
            buttons.append(latest_button(turn.language, max(0, offset - LATEST_PAGE), "button.newer"))
        if offset + len(articles) < total:
            buttons.append(latest_button(turn.language, offset + LATEST_PAGE, "button.older"))
        said = pages.latest(turn.language, articles, offset, total)
        rows = openers(turn, articles, offset + 1)
        await turn.show(said, InlineKeyboardMarkup([*rows, buttons] if buttons else rows))
