"""Inline mode: `@bot 네이버` in any chat offers citations of articles and quotations to post there.

Nothing of it is kept. The offers depend on the words and the language alone; a person may ask so often and no more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from zlib import crc32

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
)
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.articles.article import KST, Article
from bot.articles.encoding import compose
from bot.entrypoints.presentation.text import cut, tidy
from bot.entrypoints.presentation.tree import Node, text_of
from bot.entrypoints.telegram import refusals
from bot.entrypoints.telegram.allowance import Allowance
from bot.entrypoints.telegram.article_links import start_link
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.markup import button_url, draw
from bot.entrypoints.telegram.routing import Router
from bot.entrypoints.telegram.sender import NO_PREVIEW
from bot.entrypoints.telegram.views import citations, results
from bot.entrypoints.telegram.views.pages import date_line
from bot.errors import ReaderError, Refusal
from bot.i18n import say
from bot.newsroom import Newsroom
from bot.quotes.quote import Quote
from bot.search.hit import Hit, Passage

PAGE = 10  # articles; Bot API answerInlineQuery takes 50 results
QUOTES = 3  # before the articles of the first page
DEEPEST = 100  # articles; nobody scrolls further
CACHE_S = 300  # Telegram's own copy; what is new is offered five minutes later
AGAIN_S = 5  # of an answer that tells to wait
LABEL_UNITS = 64  # of the line over the offers, which a phone cuts
A_MINUTE = 40  # queries of one person: clients ask while one types


@dataclass(frozen=True, slots=True)
class Inline:
    """Offers of what to post in another chat."""

    newsroom: Newsroom
    allowance: Allowance = field(default_factory=lambda: Allowance(A_MINUTE, 60.0))

    @property
    def router(self) -> Router:
        """No commands: what is typed behind the bot's name."""
        return Router({}, inline=self.offer)

    async def offer(self, turn: Turn) -> None:
        """Quotations, then articles, page by page; the newest articles where nothing is typed yet."""
        query = turn.update.inline_query
        if query is None:
            return
        if not self.allowance.take(query.from_user.id):
            await self._answer(turn, [], "", say(turn.language, "inline.wait"), AGAIN_S)
            return
        offset = min(int(query.offset), DEEPEST) if query.offset.isascii() and query.offset.isdigit() else 0
        words = compose(query.query.strip())
        try:
            offers, more, note = await self._offers(turn, words, offset)
        except ReaderError as fault:
            turn.note(said=fault.key)
            await self._answer(turn, [], "", say(turn.language, fault.key, **fault.values), AGAIN_S)
            return
        turn.note(hits=len(offers))
        following = str(offset + PAGE) if more and offset + PAGE < DEEPEST else ""
        label = note or say(turn.language, "inline.open" if offers else "inline.nothing")
        await self._answer(turn, offers, following, label, CACHE_S)

    async def _offers(
        self, turn: Turn, words: str, offset: int
    ) -> tuple[list[InlineQueryResultArticle], bool, str]:
        """One page, whether there is another, and how the words were read where that is not plain."""
        if not words:
            newest = await self.newsroom.latest(PAGE, offset)
            shown = [self._article(turn, Hit(one, 0.0, Passage(0, 0))) for one in newest]
            return shown, len(newest) == PAGE, ""
        day = turn.day(KST.key)
        found = await self.newsroom.search(words, PAGE, offset, today=day)
        offers = []
        asked = await self.newsroom.read(words, day)
        if offset == 0 and not (asked.filters or asked.order):
            quotes = await self.newsroom.quotes(words, QUOTES)
            if not quotes and found.corrections:
                quotes = await self.newsroom.quotes(results.corrected(words, found.corrections), QUOTES)
            offers += [self._quotation(turn, one) for one in quotes]
        offers += [self._article(turn, one) for one in found.hits]
        notes = results.notes(turn.language, found, 0)
        note = text_of(results.unknown(turn.language, found) if found.unknown else notes[0]) if notes else ""
        return list({one.id: one for one in offers}.values()), offset + len(found.hits) < found.total, note

    def _article(self, turn: Turn, hit: Hit) -> InlineQueryResultArticle:
        one = hit.article
        said = citations.article(turn.language, one, hit.passage)
        return _offer(turn, f"a{one.id}", one.title, date_line(turn.language, one), said, one)

    def _quotation(self, turn: Turn, quote: Quote) -> InlineQueryResultArticle:
        one = quote.article
        speaker = " ".join(part for part in (quote.speaker or "", quote.role) if part)
        beside = " · ".join(part for part in (speaker, date_line(turn.language, one)) if part)
        mark = crc32(f"{quote.start}:{quote.end}".encode())
        said = citations.quotation(turn.language, quote)
        return _offer(turn, f"q{mark:x}.{one.id}", f"“{quote.text}”", beside, said, one)

    async def _answer(
        self, turn: Turn, offers: list[InlineQueryResultArticle], following: str, label: str, cache_s: int
    ) -> None:
        if (query := turn.update.inline_query) is None:
            raise LookupError("an update without an inline query")
        button = InlineQueryResultsButton(cut(tidy(label), LABEL_UNITS), start_parameter="inline")
        try:
            await turn.bot.answer_inline_query(
                query.id,
                offers,
                cache_time=cache_s,
                is_personal=True,  # in the language of who asks
                next_offset=following,
                button=button,
            )
        except TelegramError as error:
            if refusals.kind(error) is not Refusal.LATE:
                raise
            turn.note(late=1)


def _offer(
    turn: Turn, id: str, title: str, description: str, said: Node, cited: Article
) -> InlineQueryResultArticle:
    row = [InlineKeyboardButton(say(turn.language, "button.read"), start_link(turn.bot.username, cited.id))]
    if (url := button_url(cited.url)) is not None:
        row.append(InlineKeyboardButton(say(turn.language, "button.original"), url))
    return InlineQueryResultArticle(
        id,
        citations.offered(title) or say(turn.language, "article.untitled"),
        InputTextMessageContent(draw(said), ParseMode.HTML, link_preview_options=NO_PREVIEW),
        InlineKeyboardMarkup([row]),
        description=citations.offered(description) or None,
    )
