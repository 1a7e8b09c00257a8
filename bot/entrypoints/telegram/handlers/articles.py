"""An article read in the chat: whole, in pages; what else there is on its story; what is quoted in it."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.answers.follow_up import asks_to_show, points_at
from bot.articles.article import Article
from bot.articles.links import addresses, without_addresses
from bot.entrypoints.presentation.tree import Node
from bot.entrypoints.telegram.article_links import linked_id
from bot.entrypoints.telegram.buttons.reading import (
    ArticlePage,
    ArticleQuotations,
    OpenArticle,
    RelatedArticles,
)
from bot.entrypoints.telegram.callbacks import button
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.lists import Lists
from bot.entrypoints.telegram.markup import button_url
from bot.entrypoints.telegram.paging import leaf, openers
from bot.entrypoints.telegram.routing import Button, Router
from bot.entrypoints.telegram.views import articles as views
from bot.errors import ReaderError
from bot.i18n import say
from bot.newsroom import Newsroom

QUOTATIONS = 5  # on a page
BESIDE_CHARS = 12  # beside an address: 이 기사 보여줘


@dataclass(frozen=True, slots=True)
class Articles:
    """Single articles."""

    newsroom: Newsroom
    lists: Lists

    @property
    def router(self) -> Router:
        """/article, the numbers under lists, and what stands under an article."""
        return Router(
            {"article": self.article},
            (
                Button(OpenArticle, self.open_pressed),
                Button(ArticlePage, self.page),
                Button(RelatedArticles, self.related),
                Button(ArticleQuotations, self.quotations),
            ),
        )

    async def article(self, turn: Turn) -> None:
        """The article of an id or an address, said here or in the message replied to."""
        words = (turn.words or turn.replied).strip()
        if not words:
            raise ReaderError("article.which")
        found = await self._linked(turn, words)
        if found is None and not any(char.isspace() for char in words):
            found = await self.newsroom.article(words)
        if found is None:
            raise ReaderError("article.not_found")
        await self._show(turn, found, 0)

    async def open(self, turn: Turn, article_id: str) -> None:
        """The article of that id, in a message of its own. Raises: ReaderError when it is gone."""
        await self._show(turn, await self._get(article_id), 0)

    async def open_address(self, turn: Turn) -> bool:
        """Open the article whose address is said, with next to nothing beside it; whether an address is said.

        Raises: ReaderError when there is no such article, and nothing is said that could be searched for.
        """
        words = turn.words
        beside = without_addresses(words)
        if not addresses(words) or len(beside) > BESIDE_CHARS:
            return False
        found = await self._linked(turn, words)
        if found is None:
            if beside and not (points_at(beside) or asks_to_show(beside)):
                return False
            raise ReaderError("article.not_found")
        await self._show(turn, found, 0)
        return True

    async def open_pressed(self, turn: Turn, pressed: OpenArticle) -> None:
        """A number under a list, which stays."""
        article = await self._get(pressed.article)
        await turn.answer()
        said, keyboard = await self._page(turn, article, 0)
        await turn.reply(said, keyboard)

    async def page(self, turn: Turn, pressed: ArticlePage) -> None:
        """Another page of it."""
        await self._show(turn, await self._get(pressed.article), pressed.page)

    async def related(self, turn: Turn, pressed: RelatedArticles) -> None:
        """Other reports of the event and other turns of the story, each to be opened."""
        article = await self._get(pressed.article)
        found = await self.newsroom.related(article)
        turn.note(reports=len(found.reports), turns=len(found.turns))
        if not found.articles:
            await turn.answer(say(turn.language, "article.no_related"))
            return
        rows = [*openers(turn, found.articles), [_back(turn, article)]]
        message = await turn.show(views.related(turn.language, article, found), InlineKeyboardMarkup(rows))
        await self.lists.remember(turn, message, found.articles)

    async def quotations(self, turn: Turn, pressed: ArticleQuotations) -> None:
        """What is quoted in it, each with who says it."""
        article = await self._get(pressed.article)
        quotes = await self.newsroom.quotations(article)
        turn.note(quotes=len(quotes))
        if not quotes:
            await turn.answer(say(turn.language, "article.no_quotations"))
            return
        offset = min(pressed.offset, (len(quotes) - 1) // QUOTATIONS * QUOTATIONS)
        some = quotes[offset : offset + QUOTATIONS]
        row = leaf(
            turn.language,
            lambda place, language: ArticleQuotations(article.id, language, place),
            offset,
            QUOTATIONS,
            more=offset + QUOTATIONS < len(quotes),
        )
        said = views.quotations(turn.language, article, some, offset, len(quotes))
        rows = [one for one in (row, [_back(turn, article)]) if one]
        await turn.show(said, InlineKeyboardMarkup(rows))

    async def _linked(self, turn: Turn, words: str) -> Article | None:
        """The article that the one address in *words* leads to; None where it leads to none of ours."""
        if (ours := linked_id(words, turn.bot.username)) is not None:
            return await self.newsroom.article(ours)
        given = addresses(words)
        if len(given) != 1:
            return None
        hits = (await self.newsroom.search(given[0], 1, today=None)).hits
        return hits[0].article if hits else None

    async def _get(self, article_id: str) -> Article:
        article = await self.newsroom.article(article_id)
        if article is None:
            raise ReaderError("article.gone")
        return article

    async def _show(self, turn: Turn, article: Article, number: int) -> None:
        said, keyboard = await self._page(turn, article, number)
        await turn.show(said, keyboard)

    async def _page(self, turn: Turn, article: Article, number: int) -> tuple[Node, InlineKeyboardMarkup]:
        portions = await self.newsroom.portions(article, views.PAGE_UNITS)
        number = min(number, max(0, len(portions) - 1))  # the article may have become shorter
        turn.note(page=number, pages=len(portions))
        said = views.page(turn.language, article, portions, number)
        row = leaf(
            turn.language,
            lambda place, language: ArticlePage(article.id, language, place),
            number,
            1,
            more=number + 1 < len(portions),
        )
        beside = [
            button(say(turn.language, "button.related"), RelatedArticles(article.id, turn.language)),
            button(say(turn.language, "button.quotations"), ArticleQuotations(article.id, turn.language, 0)),
        ]
        if (url := button_url(article.url)) is not None:
            beside.append(InlineKeyboardButton(say(turn.language, "button.original"), url=url))
        return said, InlineKeyboardMarkup([keys for keys in (row, beside) if keys])


def _back(turn: Turn, article: Article) -> InlineKeyboardButton:
    """To the article, in the place of the message."""
    return button(say(turn.language, "button.to_article"), ArticlePage(article.id, turn.language, 0))
