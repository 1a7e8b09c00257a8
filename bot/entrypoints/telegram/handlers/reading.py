"""What every reader can do: search, look at the newest, be helped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from telegram import InlineKeyboardMarkup

from bot.entrypoints.presentation.tree import Node
from bot.entrypoints.telegram import paging
from bot.entrypoints.telegram.buttons.data import CallbackData
from bot.entrypoints.telegram.buttons.reading import (
    LatestOfPage,
    LatestPage,
    Menu,
    OldestOfPage,
    SearchMenu,
    SearchPage,
)
from bot.entrypoints.telegram.callbacks import button
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.lists import Lists
from bot.entrypoints.telegram.paging import (
    LATEST_PAGE,
    Row,
    SavedWords,
    for_words_or_reply,
    latest_button,
    openers,
)
from bot.entrypoints.telegram.routing import Button, Router
from bot.entrypoints.telegram.views import pages, results
from bot.errors import ReaderError
from bot.i18n import Language, say
from bot.newsroom import Newsroom
from bot.search.filters import Filters
from bot.search.hit import Results
from bot.search.order import ORDERS, Order, read_order
from bot.search.query_language import Asked, write_query

PAGE = 5  # hits on a page: what a phone shows without much scrolling
PERIODS = (1, 3, 7, 30)  # days on the buttons
MOST_PAPERS = 8
PAPERS_IN_A_ROW = 2

Rows = list[Row]


@dataclass(frozen=True, slots=True)
class Listing:
    """How hits in an order are shown: the nearest ones with snippets, those by day a line each."""

    size: int
    page: Callable[[int, int, Language], CallbackData]
    show: Callable[[Language, str, Results, int], Node]


LISTINGS: Mapping[Order, Listing] = {
    "nearest": Listing(PAGE, SearchPage, results.of_any),
    "newest": Listing(LATEST_PAGE, LatestOfPage, results.latest_of),
    "oldest": Listing(LATEST_PAGE, OldestOfPage, results.oldest_of),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """Search, and the newest articles. zone: where the days of readers are."""

    newsroom: Newsroom
    lists: Lists
    saved: SavedWords
    zone: str

    @property
    def router(self) -> Router:
        """/search and /latest, their pages and menus."""
        return Router(
            {"search": self.search, "latest": self.latest},
            (
                Button(SearchPage, self.search_page),
                Button(LatestPage, self.latest_page),
                Button(LatestOfPage, self.latest_of_page),
                Button(OldestOfPage, self.oldest_of_page),
                Button(SearchMenu, self.menu),
            ),
        )

    async def search(self, turn: Turn) -> None:
        """Articles for the words, or for the message replied to."""
        await for_words_or_reply(turn, lambda words, _: self._search(turn, words), "search.empty")

    async def _search(self, turn: Turn, words: str) -> None:
        asked, order = read_order(words)
        if asked or order != "newest":
            await self._show(turn, asked or words, order or "nearest")
        else:
            await self._show_latest(turn, 0)

    async def search_page(self, turn: Turn, pressed: SearchPage) -> None:
        """Another page of a search."""
        await self._show(turn, await self.saved.load(pressed.query), "nearest", pressed.offset)

    async def latest(self, turn: Turn) -> None:
        """The newest articles; with words, the newest that have them."""
        if turn.words:
            words, order = read_order(turn.words)
            await self._show(turn, words or turn.words, order or "newest")
        else:
            await self._show_latest(turn, 0)

    async def latest_of_page(self, turn: Turn, pressed: LatestOfPage) -> None:
        """Another page of the newest articles that have some words."""
        await self._show(turn, await self.saved.load(pressed.query), "newest", pressed.offset)

    async def oldest_of_page(self, turn: Turn, pressed: OldestOfPage) -> None:
        """Another page of the oldest articles that have some words."""
        await self._show(turn, await self.saved.load(pressed.query), "oldest", pressed.offset)

    async def go_on(self, turn: Turn, query: str, order: Order, offset: int) -> None:
        """The page that begins at *offset*, of a search or, without *query*, of the newest articles.

        Raises: ReaderError where there is none.
        """
        there = (
            (await self._find(turn, query, order, offset)).hits
            if query
            else offset < len(self.newsroom.index)
        )
        if not there:
            raise ReaderError("list.no_more")
        await (self._show(turn, query, order, offset) if query else self._show_latest(turn, offset))

    async def menu(self, turn: Turn, pressed: SearchMenu) -> None:
        """The first page again, with the choices of a menu in the place of its buttons."""
        if pressed.order >= len(ORDERS):
            raise ReaderError("button.unknown")
        order = ORDERS[pressed.order]
        await self._show(turn, await self.saved.load(pressed.query), order, menu=pressed.menu)

    async def _show(
        self, turn: Turn, query: str, order: Order, offset: int = 0, menu: Menu | None = None
    ) -> None:
        """One page of what is found for *query*."""
        size = LISTINGS[order].size
        found = await self._find(turn, query, order, offset)
        if not found.hits and offset:  # the corpus has shrunk since the button was made
            offset = max(0, (found.total - 1) // size * size) if found.total else 0
            found = await self._find(turn, query, order, offset)
        turn.note(hits=len(found.hits), total=found.total)
        if menu is not None:
            rows = await self._choices(turn, query, found, order, menu)
        elif not found.hits:
            rows = await self._ways_out(turn, query, found)
        else:
            rows = openers(turn, [hit.article for hit in found.hits], offset + 1)
            rows += await self._ways_on(turn, query, found, order, offset)
        said = LISTINGS[order].show(turn.language, query, found, offset)
        rows = [row for row in rows if row]
        message = await turn.show(said, InlineKeyboardMarkup(rows) if rows else None)
        if menu is None:  # `그럼 왜?` and `2` go on with it
            await self.lists.remember(turn, message, [hit.article for hit in found.hits], offset + 1, query)

    async def _find(self, turn: Turn, query: str, order: Order, offset: int) -> Results:
        return await self.newsroom.search(
            query, LISTINGS[order].size, offset, order=order, today=turn.day(self.zone)
        )

    async def _ways_out(self, turn: Turn, query: str, found: Results) -> Rows:
        """Where nothing was found: without what was demanded, the word that was meant, the newest articles."""
        rows = []
        asked = await self.newsroom.read(query, turn.day(self.zone))
        if asked.filters and asked.ranked_by and asked.ranked_by != query:
            label = paging.label(turn.language, "button.without_filters", asked.ranked_by)
            rows.append(await self.saved.to_search(turn, label, asked.ranked_by))
        if found.corrections:
            better = results.corrected(query, found.corrections)
            label = paging.label(turn.language, "button.did_you_mean", better)
            rows.append(await self.saved.to_search(turn, label, better))
        rows += await self._narrower(turn, query)
        return [*rows, [latest_button(turn.language)]]

    async def _narrower(self, turn: Turn, query: str) -> Rows:
        """A paper's articles alone, or a month's, where the words may mean that."""
        rows = []
        for one in await self.newsroom.narrower(query, turn.day(self.zone)):
            label = results.only(turn.language, one.filters)
            rows.append(await self.saved.to_search(turn, label, write_query(one, turn.language)))
        return rows

    async def _ways_on(self, turn: Turn, query: str, found: Results, order: Order, offset: int) -> Rows:
        """Other pages; the words as they were typed, where they were mended; order, days and papers."""
        number = await self.saved.save(turn, query)
        if number is None:
            return []
        language, last, listing = turn.language, offset + len(found.hits), LISTINGS[order]
        leaves = []
        if offset:
            back = listing.page(number, max(0, offset - listing.size), language)
            leaves.append(button(say(language, "button.back"), back))
        if last < found.total:
            leaves.append(button(say(language, "button.on"), listing.page(number, last, language)))
        rows = [leaves]
        if not offset:
            rows += await self._narrower(turn, query)
        if not offset and (typed := await self._as_typed(turn, query, found)):
            label = paging.label(language, "button.as_typed", found.corrections[0].wrong)
            rows.append(await self.saved.to_search(turn, label, typed))
        if not offset and (found.total > 1 or found.filters):
            rows += self._menus(language, number, found, order)
        return rows

    async def _as_typed(self, turn: Turn, query: str, found: Results) -> str:
        """*query* with what was mended as it was typed; "" where nothing was."""
        if not found.corrections:
            return ""
        asked = await self.newsroom.read(query, turn.day(self.zone))
        return results.as_typed(query, found.corrections, asked.filters)

    def _menus(self, language: Language, number: int, found: Results, order: Order) -> Rows:
        """The other orders, and the menus of days and of papers; below the nearest the newest is one press away."""
        others: tuple[Order, ...] = (
            ("newest",) if order == "nearest" else tuple(one for one in ORDERS if one != order)
        )
        orders = [
            button(_order_label(language, one), LISTINGS[one].page(number, 0, language)) for one in others
        ]
        place = ORDERS.index(order)
        menus = [button(say(language, "button.days"), SearchMenu(number, place, "days", language))]
        if found.papers:
            label = say(language, "button.papers", count=len(found.papers))
            menus.append(button(label, SearchMenu(number, place, "papers", language)))
        return [orders + menus] if len(orders) == 1 else [orders, menus]

    async def _choices(self, turn: Turn, query: str, found: Results, order: Order, menu: Menu) -> Rows:
        """The choices of a menu, each a search of its own, and the way back."""
        asked = await self.newsroom.read(query, turn.day(self.zone))
        if menu == "days":
            free = replace(asked.filters, since=None, until=None, last_days=None)
            choices = [
                (say(turn.language, "button.last_days", count=days), replace(free, last_days=days))
                for days in PERIODS
            ]
        else:
            free = replace(asked.filters, publisher=())
            if asked.filters.publisher:  # then *found* has these alone
                wide = write_query(replace(asked, filters=free), turn.language)
                found = await self._find(turn, wide, order, 0) if wide else Results((), 0)
            choices = [
                (f"{paging.short(name)} {count}", replace(free, publisher=(name,)))
                for name, count in found.papers[:MOST_PAPERS]
            ]
        made = [await self._choice(turn, label, asked, filters, order) for label, filters in choices]
        every = await self._choice(turn, say(turn.language, "button.all"), asked, free, order)
        row = [key for one in made for key in one]
        size = PAPERS_IN_A_ROW if menu == "papers" else len(PERIODS)
        number = await self.saved.save(turn, query)
        way_back = [] if number is None else [
            button(say(turn.language, "button.to_results"), LISTINGS[order].page(number, 0, turn.language))
        ]  # fmt: skip
        return [*(row[at : at + size] for at in range(0, len(row), size)), every + way_back]

    async def _choice(self, turn: Turn, label: str, asked: Asked, filters: Filters, order: Order) -> Row:
        query = write_query(replace(asked, filters=filters), turn.language)
        if not query:
            return []
        return await self.saved.to(
            turn, label, query, lambda number: LISTINGS[order].page(number, 0, turn.language)
        )

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
            nothing = turn.say("latest.nothing")
            await turn.show(pages.of_recent(turn.language, nothing, self.newsroom.recent_days))
            return
        buttons = []
        if offset:
            buttons.append(latest_button(turn.language, max(0, offset - LATEST_PAGE), "button.newer"))
        if offset + len(articles) < total:
            buttons.append(latest_button(turn.language, offset + LATEST_PAGE, "button.older"))
        said = results.latest(turn.language, articles, offset, total, self.newsroom.recent_days)
        rows = openers(turn, articles, offset + 1)
        message = await turn.show(said, InlineKeyboardMarkup([*rows, buttons] if buttons else rows))
        await self.lists.remember(turn, message, articles, offset + 1)


def _order_label(language: Language, order: Order) -> str:
    if order == "nearest":
        return say(language, "button.nearest")
    return say(language, "button.newest" if order == "newest" else "button.oldest")
