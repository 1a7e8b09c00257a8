"""Buttons that lead back to what was asked: their 64 bytes hold the number of a saved text, not the text."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from telegram import InlineKeyboardButton

from bot.articles.article import Article
from bot.entrypoints.presentation.text import cut, tidy
from bot.entrypoints.telegram.article_links import start_link
from bot.entrypoints.telegram.buttons.data import CallbackData
from bot.entrypoints.telegram.buttons.reading import LatestPage, OpenArticle, SearchPage
from bot.entrypoints.telegram.callbacks import button
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.ports import SavedQueries
from bot.errors import QueryError, ReaderError, StoreUnavailable
from bot.i18n import Key, Language, say
from bot.quotes.quote import Quote

LABEL_UNITS = 30  # words on a button
NAME_UNITS = 16  # a name on one of two in a row
IN_A_ROW = 5  # numbers
LATEST_PAGE = 10  # of the newest articles on a page, one or two lines each

T = TypeVar("T")
Row = list[InlineKeyboardButton]
Show = Callable[[str, bool], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class SavedWords:
    """The words behind buttons, remembered in the store, so that a restart does not matter."""

    queries: SavedQueries

    async def load(self, query_id: int) -> str:
        """The words saved under that number. Raises: ReaderError when they are forgotten."""
        query = await self.queries.load(query_id)
        if query is None:
            raise ReaderError("button.expired")
        return query

    async def save(self, turn: Turn, query: str) -> int | None:
        """The number of *query*; None while the store cannot be written."""
        return await stored(turn, self.queries.save(query))

    async def to(self, turn: Turn, label: str, query: str, data: Callable[[int], CallbackData]) -> Row:
        """A row with a button that leads to *query*; [] while the store cannot be written.

        data: of the button, from the number of the saved query.
        """
        query_id = await self.save(turn, query)
        return [] if query_id is None else [button(label, data(query_id))]

    async def to_search(self, turn: Turn, label: str, query: str) -> Row:
        """A row with the button that searches for *query*; [] while the store cannot be written."""
        return await self.to(turn, label, query, lambda saved: SearchPage(saved, 0, turn.language))

    async def leaf(
        self,
        turn: Turn,
        query: str,
        data: Callable[[int, int], CallbackData],
        back: int | None,
        on: int | None,
    ) -> Row:
        """◀ and ▶, each where there is somewhere to go; [] while the store cannot be written.

        data: of a button, from the number of the saved query and the place it leads to.
        """
        query_id = await self.save(turn, query)
        if query_id is None:
            return []
        row = []
        if back is not None:
            row.append(button(say(turn.language, "button.back"), data(query_id, max(0, back))))
        if on is not None:
            row.append(button(say(turn.language, "button.on"), data(query_id, on)))
        return row


async def stored(turn: Turn, storing: Awaitable[T]) -> T | None:
    """What the store says; None while it cannot be used: an answer is then given without what needs it."""
    try:
        return await storing
    except StoreUnavailable as outage:
        turn.note(store=outage.reason)
        return None


def label(language: Language, key: Key, words: str) -> str:
    """A button's label with a reader's words in it; plain, as labels are."""
    return say(language, key, query=cut(tidy(words), LABEL_UNITS))


def short(name: str) -> str:
    """*name* as a button has room for it."""
    return cut(tidy(name), NAME_UNITS)


def latest_button(language: Language, offset: int = 0, key: Key = "button.latest") -> InlineKeyboardButton:
    """The button that leads to the newest articles."""
    return button(say(language, key), LatestPage(offset, language))


def opener(turn: Turn, label: str, article: Article) -> InlineKeyboardButton:
    """The button that opens the whole *article*: here where one reads alone, else in the reader's own chat."""
    if turn.private:
        return button(label, OpenArticle(article.id, turn.language))
    return InlineKeyboardButton(label, url=start_link(turn.bot.username, article.id))


def openers(turn: Turn, articles: Sequence[Article], first: int = 1) -> list[Row]:
    """The numbers of a list that begins with number *first*, each of which opens its article."""
    keys = [opener(turn, str(number), article) for number, article in enumerate(articles, first)]
    return [keys[at : at + IN_A_ROW] for at in range(0, len(keys), IN_A_ROW)]


def openers_of_quotes(turn: Turn, quotes: Sequence[Quote]) -> list[Row]:
    """The articles that *quotes* are of, each once, in their order; at most as many as a row holds."""
    articles = list({quote.article.id: quote.article for quote in quotes}.values())[:IN_A_ROW]
    if len(articles) == 1:
        return [[opener(turn, say(turn.language, "button.read"), articles[0])]]
    labels = [say(turn.language, "button.read_nth", number=at) for at in range(1, len(articles) + 1)]
    row = [opener(turn, label, article) for label, article in zip(labels, articles, strict=True)]
    return [row] if row else []


async def for_words_or_reply(turn: Turn, show: Show, empty: Key) -> None:
    """*show* what was said or replied to; a reply too long is cut, as nobody can shorten another's.

    *show* is told the words and whether they were given here. *empty*: what to say where there are none.
    """
    words, given = turn.words or turn.replied, bool(turn.words)
    if not words.strip():
        raise ReaderError(empty)
    try:
        await show(words, given)
    except QueryError as error:
        limit = error.values.get("limit")
        if given or error.key != "query.too_long" or not isinstance(limit, int):
            raise
        await show(words[:limit], given)


def leaf(
    language: Language, page: Callable[[int, Language], CallbackData], offset: int, size: int, *, more: bool
) -> list[InlineKeyboardButton]:
    """◀ and ▶, each where there is somewhere to go."""
    row = []
    if offset:
        row.append(button(say(language, "button.back"), page(max(0, offset - size), language)))
    if more:
        row.append(button(say(language, "button.on"), page(offset + size, language)))
    return row
