"""Quoting: the words as they were printed, who said them, what stands around them, and what was made of them."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.entrypoints.presentation.text import cut, tidy, units
from bot.entrypoints.telegram.buttons.reading import QuotePage, WidenQuote
from bot.entrypoints.telegram.callbacks import button
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.markup import button_url
from bot.entrypoints.telegram.message_filters import words_in
from bot.entrypoints.telegram.paging import SavedWords, for_words_or_reply, latest_button, opener
from bot.entrypoints.telegram.routing import Button, Router
from bot.entrypoints.telegram.sender import Pointing
from bot.entrypoints.telegram.views import pages
from bot.errors import ReaderError
from bot.i18n import Key, say
from bot.newsroom import Newsroom
from bot.quotes.claim import claims, told_speaker
from bot.quotes.comparison import Comparison
from bot.quotes.context import FURTHEST, Context
from bot.quotes.finder import person_quoted
from bot.quotes.quote import Quote
from bot.search.query import LONGEST

QUOTES = 10  # candidates to leaf through
STYLED = frozenset(("bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji"))
SHARED_UNITS = 100  # of a quote, by which it is found again; an inline query has at most 256


@dataclass(frozen=True, slots=True)
class Quoting:
    """Quotations, by words or of a message."""

    newsroom: Newsroom
    saved: SavedWords

    @property
    def router(self) -> Router:
        """/quote, its candidates and what stands around them."""
        return Router({"quote": self.quote}, (Button(QuotePage, self.page), Button(WidenQuote, self.widen)))

    async def quote(self, turn: Turn) -> None:
        """What matches the words best, or what a person said; as a reply, whose words the message has."""

        async def show(words: str, given: bool) -> None:
            await (self._show(turn, words, 0, False) if given else self.quote_message(turn, words))

        await for_words_or_reply(turn, show, "quote.empty")

    async def quote_of_reply(self, turn: Turn) -> None:
        """What the articles have of the message that is pointed at: `이거 사실이야?`, `출처?`."""
        await self.quote_message(turn, turn.replied)

    async def quote_message(self, turn: Turn, words: str) -> None:
        """Whose *words*, of a message or a clipping, stand between quotation marks; else what is like all of them."""
        if not await self.quote_claim(turn, words):
            await self._show(turn, words[:LONGEST], 0, True)

    async def quote_claim(self, turn: Turn, words: str, *, whole: bool = False) -> bool:
        """Whose are those of *words* between quotation marks, or retold; whether they are like anybody's.

        whole: all of them may be, too.
        """
        if claimed := await self.newsroom.claimed(words, QUOTES, whole=whole):
            said, found = claimed
            await self._show(turn, said, 0, True, found)
        return claimed is not None

    async def unfounded(self, turn: Turn, words: str) -> None:
        """What *words* tell with quotation marks is nobody's: said so, with the quotation that is nearest."""
        (said, *_) = claims(words)
        await self._show(turn, said[:LONGEST], 0, True)

    async def page(self, turn: Turn, pressed: QuotePage) -> None:
        """Another candidate for words, or for a message replied to."""
        query = await self.saved.load(pressed.query)
        await self._show(turn, query, pressed.position, pressed.of_reply)

    async def widen(self, turn: Turn, pressed: WidenQuote) -> None:
        """The same quote with more or less of what stands around it."""
        if max(pressed.position, pressed.before, pressed.after) > max(QUOTES, FURTHEST):
            raise ReaderError("button.unknown")
        query = await self.saved.load(pressed.query)
        found = await self.newsroom.quotes(query, QUOTES)
        # the corpus may have changed since: the quote on the screen is meant, not what has its place now
        here = next((k for k in _from(pressed.position, len(found)) if _mark(found[k]) == pressed.mark), None)
        if here is None:
            raise ReaderError("button.expired")
        await self._show(turn, query, here, pressed.of_reply, found, (pressed.before, pressed.after))

    async def _show(
        self,
        turn: Turn,
        query: str,
        position: int,
        of_reply: bool,
        found: list[Quote] | None = None,
        reach: tuple[int, int] = (0, 0),
    ) -> None:
        newsroom = self.newsroom
        if found is None:
            found = await newsroom.quotes(query, QUOTES)
        turn.note(quotes=len(found))
        if not found:
            await self._nothing(turn, query)
            return
        position = min(position, len(found) - 1)
        one = found[position]
        context = await newsroom.around(one, *reach)
        message = _that_has(turn, query)
        by = told_speaker(words_in(message)) if message is not None else ""
        compared = await newsroom.compare(query, one, by) if of_reply else None
        candidate = pages.Candidate(
            one,
            position + 1,
            len(found),
            person=person_quoted(query, found),
            context=context,
            compared=compared,
            more=len(found) == QUOTES,
            recent_days=newsroom.recent_days,
        )
        said = pages.quote(turn.language, query, candidate)
        back = position - 1 if position else None
        on = position + 1 if position + 1 < len(found) else None
        rows = [
            await self.saved.leaf(
                turn, query, lambda saved, place: QuotePage(saved, place, of_reply, turn.language), back, on
            ),
            await self._context_buttons(turn, query, position, of_reply, one, context),
            _taking_away(turn, one),
        ]
        pointing = _misquoted(turn, query, compared) if compared is not None else None
        await turn.show(said, InlineKeyboardMarkup([row for row in rows if row]), pointing)

    async def _nothing(self, turn: Turn, query: str) -> None:
        instead = say(turn.language, "button.search_instead")
        rows = [await self.saved.to_search(turn, instead, query), [latest_button(turn.language)]]
        none = turn.say("quote.nothing", query=cut(tidy(query), pages.QUERY_UNITS))
        said = pages.of_recent(turn.language, none, self.newsroom.recent_days)
        await turn.show(said, InlineKeyboardMarkup([row for row in rows if row]))

    async def _context_buttons(
        self, turn: Turn, query: str, position: int, of_reply: bool, one: Quote, context: Context
    ) -> list[InlineKeyboardButton]:
        """A sentence more before or after; or the quote alone again."""
        query_id = await self.saved.save(turn, query)
        if query_id is None:
            return []

        def leading(key: Key, before: int, after: int) -> InlineKeyboardButton:
            data = WidenQuote(query_id, position, _mark(one), of_reply, before, after, turn.language)
            return button(say(turn.language, key), data)

        row = []
        if context.more_before:
            row.append(leading("button.before", context.before + 1, context.after))
        if context.more_after:
            row.append(leading("button.after", context.before, context.after + 1))
        if context.before or context.after:
            row.append(leading("button.quote_alone", 0, 0))
        return row


def _from(position: int, count: int) -> list[int]:
    """Every place, the likeliest first."""
    return sorted(range(count), key=lambda place: place != position)


def _mark(one: Quote) -> int:
    """Tells a quote from its neighbours, whatever is found before it."""
    return crc32(f"{one.article.id}:{one.start}:{one.end}".encode("utf-8", "replace"))


def _that_has(turn: Turn, query: str) -> Message | None:
    """The message that has *query*: what was said, or what that is a reply to; None where a press shows neither."""
    message = turn.message
    if message is None or (turn.update.callback_query is None and query in words_in(message)):
        return message
    return message.reply_to_message


def _misquoted(turn: Turn, query: str, compared: Comparison) -> Pointing | None:
    """The first words that are otherwise than in the quote, in the message that has them; None where none are.

    Where others said all of them, all are.

    Telegram finds them only where they are plain: no bold, no hidden ones (Bot API ReplyParameters).
    """
    is_otherwise = compared.is_quote and (compared.differences or compared.not_by)
    if not is_otherwise or turn.update.callback_query is not None:
        return None
    theirs = (one.theirs for one in compared.differences if one.theirs[0] < one.theirs[1])
    wrong = next(theirs, (0, len(query)))  # where words are only missing, all of what was said
    message = _that_has(turn, query)
    if message is None or (begins := words_in(message).find(query)) < 0:
        return None
    before, words = words_in(message)[: begins + wrong[0]], query[slice(*wrong)]
    at = units(before)
    styled = [one for one in (*message.entities, *message.caption_entities) if one.type in STYLED]
    if any(one.offset < at + units(words) and at < one.offset + one.length for one in styled):
        return None
    return Pointing(message.message_id, words, at)


def _taking_away(turn: Turn, one: Quote) -> list[InlineKeyboardButton]:
    """Read the article here, copy the quote, and the article where it was printed."""
    row = [opener(turn, say(turn.language, "button.read"), one.article)]
    if (text := pages.copyable(one)) is not None:
        row.append(InlineKeyboardButton(say(turn.language, "button.copy"), copy_text=CopyTextButton(text)))
    if turn.bot.bot.supports_inline_queries:
        shared = cut(tidy(one.text), SHARED_UNITS)
        row.append(InlineKeyboardButton(say(turn.language, "button.share"), switch_inline_query=shared))
    if (url := button_url(one.article.url)) is not None:
        row.append(InlineKeyboardButton(say(turn.language, "button.original"), url=url))
    return row
