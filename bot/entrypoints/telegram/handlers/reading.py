"""What every reader can do: search, look at the newest, be helped."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.entrypoints.telegram import paging
from bot.entrypoints.telegram.callbacks import LatestOfPage, LatestPage, SearchPage, button
from bot.entrypoints.telegram.context import Menu, Turn
from bot.entrypoints.telegram.views import pages
from bot.errors import QueryError, ReaderError
from bot.i18n import Key, Language, say
from bot.search.query_language import read_query

PAGE = 5  # hits on a page: what a phone shows without much scrolling
LATEST_PAGE = 10  # one or two lines each
NEWEST = 30  # are looked at for examples in the greeting

Show = Callable[[str, bool], Awaitable[None]]


async def start(turn: Turn) -> None:
    """Greet, say how many articles there are, and what to try on them."""
    newest = await turn.desk.newsroom.latest(NEWEST)
    search_for, quoted = pages.examples(newest)
    count = len(turn.desk.newsroom.index)
    html = turn.say("start", count=count, search=search_for, quote=quoted)
    await turn.reply(html, InlineKeyboardMarkup([[latest_button(turn.language)]]))


async def help_(turn: Turn) -> None:
    """The commands this reader has here."""
    menu = Menu.PRIVATE if turn.private else Menu.GROUP | Menu.GROUP_ADMIN
    if turn.private:
        menu |= turn.desk.menu_of(turn.user_id)
    rows = [
        f"/{command.name} — {turn.say(command.description)}"
        for command in turn.desk.commands
        if command.menu & menu
    ]
    await turn.reply("\n".join([turn.say("help.head"), "", *rows, "", turn.say("help.foot")]))


async def search(turn: Turn) -> None:
    """Articles for the words, or for the message replied to."""
    await for_words_or_reply(turn, lambda words, _: show_results(turn, words), "search.empty")


async def search_page(turn: Turn, pressed: SearchPage) -> None:
    """Another page of a search."""
    await show_results(turn, await paging.saved_words(turn, pressed.query), pressed.offset)


async def show_results(turn: Turn, query: str, offset: int = 0) -> None:
    """One page of what the search finds."""
    found = await turn.desk.newsroom.search(query, PAGE, offset)
    if not found.hits and offset:  # the corpus has shrunk since the button was made
        offset = max(0, (found.total - 1) // PAGE * PAGE) if found.total else 0
        found = await turn.desk.newsroom.search(query, PAGE, offset)
    turn.note(hits=len(found.hits), total=found.total)
    if not found.hits:
        buttons = [[latest_button(turn.language)]]
        if found.corrections:
            better = pages.corrected(query, found.corrections)
            label = paging.label(turn.language, "button.did_you_mean", better)
            buttons.insert(0, await search_button(turn, label, better))
        words = read_query(query).ranked_by if found.filters else ""
        if words and words != query:
            label = paging.label(turn.language, "button.without_filters", words)
            buttons.insert(0, await search_button(turn, label, words))
        keyboard = InlineKeyboardMarkup([row for row in buttons if row])
        await turn.show(pages.nothing(turn.language, query, found), keyboard)
        return
    row = []
    if found.total > PAGE or offset:
        last = offset + len(found.hits)
        row = await paging.leaf(
            turn,
            query,
            lambda saved, place: SearchPage(saved, place, turn.language),
            offset - PAGE if offset else None,
            last if last < found.total else None,
        )
    html = pages.results(turn.language, query, found, offset)
    await turn.show(html, InlineKeyboardMarkup([row]) if row else None)


async def latest(turn: Turn) -> None:
    """The newest articles; with words, the newest that have them."""
    if turn.words:
        await _show_latest_of(turn, turn.words, 0)
    else:
        await _show_latest(turn, 0)


async def latest_of_page(turn: Turn, pressed: LatestOfPage) -> None:
    """Another page of the newest articles that have some words."""
    await _show_latest_of(turn, await paging.saved_words(turn, pressed.query), pressed.offset)


async def _show_latest_of(turn: Turn, words: str, offset: int) -> None:
    found = await turn.desk.newsroom.search(words, LATEST_PAGE, offset, newest=True)
    turn.note(hits=len(found.hits), total=found.total)
    if not found.hits:
        keys = InlineKeyboardMarkup([[latest_button(turn.language)]])
        await turn.show(pages.nothing(turn.language, words, found), keys)
        return
    last = offset + len(found.hits)
    row = await paging.leaf(
        turn,
        words,
        lambda saved, place: LatestOfPage(saved, place, turn.language),
        offset - LATEST_PAGE if offset else None,
        last if last < found.total else None,
    )
    html = pages.latest_of(turn.language, words, found, offset)
    await turn.show(html, InlineKeyboardMarkup([row]) if row else None)


async def latest_page(turn: Turn, pressed: LatestPage) -> None:
    """Another page of the newest articles."""
    await _show_latest(turn, pressed.offset)


async def _show_latest(turn: Turn, offset: int) -> None:
    total = len(turn.desk.newsroom.index)
    if offset >= total:
        offset = max(0, (total - 1) // LATEST_PAGE * LATEST_PAGE)
    articles = await turn.desk.newsroom.latest(LATEST_PAGE, offset)
    turn.note(hits=len(articles))
    if not articles:
        await turn.show(turn.say("latest.nothing"))
        return
    buttons = []
    if offset:
        buttons.append(latest_button(turn.language, max(0, offset - LATEST_PAGE), "button.newer"))
    if offset + len(articles) < total:
        buttons.append(latest_button(turn.language, offset + LATEST_PAGE, "button.older"))
    html = pages.latest(turn.language, articles, offset, total)
    await turn.show(html, InlineKeyboardMarkup([buttons]) if buttons else None)


async def unknown_command(turn: Turn) -> None:
    """A command nobody knows, said to the bot alone."""
    await turn.reply(turn.say("command.unknown"))


async def passed_on(turn: Turn) -> None:
    """A command that was forwarded, or made by another bot: whoever passed it on has not given it."""
    await turn.reply(turn.say("command.passed_on"))


async def not_text(turn: Turn) -> None:
    """A picture, a sticker, a voice."""
    await turn.reply(turn.say("message.not_text"))


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


def latest_button(language: Language, offset: int = 0, key: Key = "button.latest") -> InlineKeyboardButton:
    return button(say(language, key), LatestPage(offset, language))


async def search_button(turn: Turn, label: str, query: str) -> list[InlineKeyboardButton]:
    """A row with the button that searches for *query*; [] while the store cannot be written."""
    return await paging.to(turn, label, query, lambda saved: SearchPage(saved, 0, turn.language))
