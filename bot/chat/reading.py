"""What every reader can do: search, quote, look at the newest."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat import render
from bot.chat.markup import cut, tidy
from bot.chat.turn import Menu, Turn
from bot.errors import QueryError, ReaderError
from bot.texts import Language, say

PAGE = 5  # hits on a page: what a phone shows without much scrolling
LATEST_PAGE = 10  # one or two lines each
QUOTES = 10  # candidates to leaf through
REACH = 10_000_000  # no offset is larger; a larger one is not ours
NEWEST = 30  # are looked at for examples in the greeting
LABEL_UNITS = 30  # words on a button

Show = Callable[[Turn, str, int], Awaitable[None]]
RESULTS, QUOTE, LATEST = "s", "q", "l"  # prefixes of callback data: s:<saved query>:<offset>:<language>


async def start(turn: Turn) -> None:
    """Greet, say how many articles there are, and what to try on them."""
    newest = await turn.desk.newsroom.latest(NEWEST)
    search_for, quoted = render.examples(newest)
    count = f"{len(turn.desk.newsroom.index):,}"
    html = turn.say("start", count=count, search=search_for, quote=quoted)
    await turn.reply(html, InlineKeyboardMarkup([[_latest_button(turn.language)]]))


async def help_(turn: Turn) -> None:
    """The commands this reader has here."""
    menu = Menu.PRIVATE if turn.private else Menu.GROUP | Menu.GROUP_ADMIN
    if turn.private and turn.user_id in turn.desk.admin_ids:
        menu |= Menu.ADMIN
    rows = [
        f"/{command.name} — {turn.say(f'command.{command.name}')}"
        for command in turn.desk.commands
        if command.menu & menu
    ]
    await turn.reply("\n".join([turn.say("help.head"), "", *rows, "", turn.say("help.foot")]))


async def search(turn: Turn) -> None:
    """Articles for the words, or for the message replied to."""
    await _for_words_or_reply(turn, _show_results, "search.empty")


async def search_page(turn: Turn) -> None:
    """Another page of a search."""
    query, offset = await _saved(turn)
    await _show_results(turn, query, offset)


async def _show_results(turn: Turn, query: str, offset: int) -> None:
    found = await turn.desk.newsroom.search(query, PAGE, offset)
    if not found.hits and offset:  # the corpus has shrunk since the button was made
        offset = max(0, (found.total - 1) // PAGE * PAGE) if found.total else 0
        found = await turn.desk.newsroom.search(query, PAGE, offset)
    turn.note(hits=len(found.hits), total=found.total)
    if not found.hits:
        buttons = [[_latest_button(turn.language)]]
        if found.corrections:
            better = render.corrected(query, found.corrections)
            label = _label(turn.language, "button.did_you_mean", better)
            buttons.insert(0, [await _to(turn, RESULTS, better, 0, label)])
        await turn.show(render.nothing(turn.language, query), InlineKeyboardMarkup(buttons))
        return
    keyboard = None
    if found.total > PAGE or offset:
        last = offset + len(found.hits)
        row = await _leaf(
            turn, RESULTS, query, offset - PAGE if offset else None, last if last < found.total else None
        )
        keyboard = InlineKeyboardMarkup([row]) if row else None
    await turn.show(render.results(turn.language, query, found, offset), keyboard)


async def quote(turn: Turn) -> None:
    """The sentence that matches the words best; a reply quotes the message replied to."""
    await _for_words_or_reply(turn, _show_quote, "quote.empty")


async def quote_page(turn: Turn) -> None:
    """Another candidate."""
    query, position = await _saved(turn)
    await _show_quote(turn, query, position)


async def _show_quote(turn: Turn, query: str, position: int) -> None:
    found = await turn.desk.newsroom.quotes(query, QUOTES)
    turn.note(quotes=len(found))
    if not found:
        buttons = [
            [await _to(turn, RESULTS, query, 0, say(turn.language, "button.search_instead"))],
            [_latest_button(turn.language)],
        ]
        html = turn.say("quote.nothing", query=cut(tidy(query), render.QUERY_UNITS))
        await turn.show(html, InlineKeyboardMarkup(buttons))
        return
    position = min(position, len(found) - 1)
    rows: list[list[InlineKeyboardButton]] = []
    if len(found) > 1:
        back = position - 1 if position else None
        on = position + 1 if position + 1 < len(found) else None
        rows.append(await _leaf(turn, QUOTE, query, back, on))
    if (text := render.copyable(found[position])) is not None:
        rows.append([InlineKeyboardButton(say(turn.language, "button.copy"), copy_text=CopyTextButton(text))])
    html = render.quote(turn.language, query, found[position], position + 1, len(found))
    await turn.show(html, InlineKeyboardMarkup(rows) if rows else None)


async def latest(turn: Turn) -> None:
    """The newest articles."""
    await _show_latest(turn, 0)


async def latest_page(turn: Turn) -> None:
    """Another page of the newest articles."""
    (offset,) = _numbers(turn, 1)
    await _show_latest(turn, offset)


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
        buttons.append(_latest_button(turn.language, max(0, offset - LATEST_PAGE), "button.newer"))
    if offset + len(articles) < total:
        buttons.append(_latest_button(turn.language, offset + LATEST_PAGE, "button.older"))
    html = render.latest(turn.language, articles, offset, total)
    await turn.show(html, InlineKeyboardMarkup([buttons]) if buttons else None)


async def unknown_command(turn: Turn) -> None:
    """A command nobody knows, said to the bot alone."""
    await turn.reply(turn.say("command.unknown"))


async def not_text(turn: Turn) -> None:
    """A picture, a sticker, a voice."""
    await turn.reply(turn.say("message.not_text"))


async def unknown_button(turn: Turn) -> None:
    """A button of an older Sosik, or of none."""
    await turn.tell(turn.say("button.unknown"))


def _label(language: Language, key: str, words: str) -> str:
    """A button's label with a reader's words in it; plain, as labels are."""
    return say(language, key, query=cut(tidy(words), LABEL_UNITS))


async def _for_words_or_reply(turn: Turn, show: Show, empty: str) -> None:
    """*show* for what was said or replied to; a reply too long is cut, as nobody can shorten another's."""
    words = turn.words or turn.replied
    if not words.strip():
        raise ReaderError(empty)
    try:
        await show(turn, words, 0)
    except QueryError as error:
        limit = error.values.get("limit")
        if turn.words or error.key != "query.too_long" or not isinstance(limit, int):
            raise
        await show(turn, words[:limit], 0)


async def _saved(turn: Turn) -> tuple[str, int]:
    """The words a button stands for, and its position."""
    query_id, offset = _numbers(turn, 2)
    query = await turn.desk.queries.load(query_id)
    if query is None:
        raise ReaderError("button.expired")
    return query, offset


def _numbers(turn: Turn, count: int) -> tuple[int, ...]:
    """The button's numbers; takes the language of its message from it too, so that pages stay in one."""
    *numbers, language = turn.args or ("",)
    ours = len(numbers) == count and all(n.isascii() and n.isdigit() and len(n) < 16 for n in numbers)
    if not ours or language not in ("ko", "en") or int(numbers[-1]) > REACH:
        raise ReaderError("button.unknown")
    turn.language = "ko" if language == "ko" else "en"
    return tuple(int(number) for number in numbers)


async def _to(turn: Turn, prefix: str, query: str, offset: int, label: str) -> InlineKeyboardButton:
    """A button that leads to *offset* of *query*; remembered in the store, so a restart does not matter."""
    return _button(turn, prefix, await turn.desk.queries.save(query), offset, label)


async def _leaf(
    turn: Turn, prefix: str, query: str, back: int | None, on: int | None
) -> list[InlineKeyboardButton]:
    """◀ and ▶, each where there is somewhere to go."""
    query_id = await turn.desk.queries.save(query)
    row = []
    if back is not None:
        row.append(_button(turn, prefix, query_id, max(0, back), say(turn.language, "button.back")))
    if on is not None:
        row.append(_button(turn, prefix, query_id, on, say(turn.language, "button.on")))
    return row


def _button(turn: Turn, prefix: str, query_id: int, offset: int, label: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=f"{prefix}:{query_id}:{offset}:{turn.language}")


def _latest_button(language: Language, offset: int = 0, key: str = "button.latest") -> InlineKeyboardButton:
    return InlineKeyboardButton(say(language, key), callback_data=f"{LATEST}:{offset}:{language}")
