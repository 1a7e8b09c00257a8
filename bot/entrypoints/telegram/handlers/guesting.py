"""Guest mode: in a chat that the bot is no member of, a message that names it is answered, once (Bot API 10.0).

It sees that message and the one replied to, nothing else of the chat; nothing of either is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
)
from telegram.constants import ParseMode
from telegram.ext import filters

from bot.answers.approach import approaches
from bot.answers.follow_up import points_at
from bot.answers.reply import Reply, Request
from bot.answers.small_talk import read_small_talk
from bot.articles.article import Article
from bot.entrypoints.presentation.tree import Node, lines, paragraphs
from bot.entrypoints.telegram.allowance import Allowance
from bot.entrypoints.telegram.article_links import start_link
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.markup import draw
from bot.entrypoints.telegram.message_filters import ByBot
from bot.entrypoints.telegram.routing import Listener, Router
from bot.entrypoints.telegram.sender import NO_PREVIEW
from bot.entrypoints.telegram.views import answers, citations, results
from bot.errors import ReaderError
from bot.i18n import say
from bot.newsroom import Newsroom
from bot.quotes.claim import claims, retold, told_speaker
from bot.quotes.quote import Quote
from bot.search.query import LONGEST

A_MINUTE = 6  # answers to one person: others read along
CONTEXT_CHARS = 300

Said = tuple[Node, Article | None]  # the answer, and the article it rests on


@dataclass(frozen=True, slots=True)
class Guesting:
    """Answers in other people's chats. zone: whose day `오늘` is."""

    newsroom: Newsroom
    zone: str
    allowance: Allowance = field(default_factory=lambda: Allowance(A_MINUTE, 60.0))

    @property
    def router(self) -> Router:
        """No commands: messages that name the bot where it is no member."""
        by_people = filters.UpdateType.GUEST_MESSAGE & ~ByBot()
        return Router({}, first=(Listener("guest", self.answer, by_people),))

    async def answer(self, turn: Turn) -> None:
        """The check of the claim replied to, or a cited answer. Who asks too often is not answered."""
        message = turn.said
        if message.guest_query_id is None or not self.allowance.take(turn.user_id or message.chat.id):
            turn.note(limited=1)
            return
        try:
            said, cited = await self._said(turn)
        except ReaderError as error:
            turn.note(said=error.key)
            said, cited = turn.say(error.key, **error.values), None
        keyboard = None
        if cited is not None:
            link = start_link(turn.bot.username, cited.id)
            keyboard = InlineKeyboardMarkup([[InlineKeyboardButton(say(turn.language, "button.read"), link)]])
        content = InputTextMessageContent(draw(said), ParseMode.HTML, link_preview_options=NO_PREVIEW)
        title = say(turn.language, "guest.title")
        await turn.bot.answer_guest_query(
            message.guest_query_id, InlineQueryResultArticle("1", title, content, keyboard)
        )

    async def _said(self, turn: Turn) -> Said:
        claim, words = turn.replied[:LONGEST], turn.words[:LONGEST]
        if not claim and not words:
            return turn.say("guest.how", name=turn.bot.username), None
        if not claim and (line := read_small_talk(words)) is not None:
            turn.note(talk=line)
            return turn.say(line), None
        if claim and (not words or points_at(words)):
            return await self._checked(turn, claim)
        for approach in approaches(words):
            if approach == "claim" and (found := await self.newsroom.claimed(words, 1)):
                return await self._compared(turn, *found)
            if approach == "route" and (reply := await self.newsroom.routed(self._request(turn, words))):
                return await self._shown(turn, words, reply)
        if approach == "question":
            asked = self._request(turn, words, claim[-CONTEXT_CHARS:] or None)
            return await self._shown(turn, words, await self.newsroom.answer(asked))
        return await (self._checked(turn, words) if approach == "unfounded" else self._found(turn, words))

    async def _checked(self, turn: Turn, claim: str) -> Said:
        """The quotation that *claim* has, and what is otherwise; else the nearest article, as that."""
        for said in (*claims(claim), *retold(claim), claim):
            if found := await self.newsroom.quotes(said, 1):
                return await self._compared(turn, said, found)
        nearest, cited = await self._found(turn, claim, noted=False)
        if cited is None:
            return nearest, None
        return paragraphs(turn.say("guest.no_quote"), nearest), cited

    async def _compared(self, turn: Turn, said: str, found: Sequence[Quote]) -> Said:
        by = told_speaker(turn.replied or turn.words)
        compared = await self.newsroom.compare(said, found[0], by)
        days = self.newsroom.recent_days
        return citations.checked(turn.language, said, found[0], compared, days), found[0].article

    def _request(self, turn: Turn, words: str, context: str | None = None) -> Request:
        return Request(words, context, turn.day(self.zone))

    async def _shown(self, turn: Turn, question: str, reply: Reply) -> Said:
        if reply.kind == "stories" and reply.stories:
            return answers.stories(turn.language, question, reply), reply.stories[0].article
        if reply.kind == "quotes" and reply.quotes:
            return answers.quotes(turn.language, question, reply), reply.quotes[0].article
        if reply.answer is not None:
            return answers.page(turn.language, question, reply), reply.answer.quotes[0].article
        found = await self.newsroom.search(question, answers.NEAREST, today=turn.day(self.zone))
        nearest = [hit.article for hit in found.hits]
        return answers.nothing(turn.language, question, nearest, found.recent_days, reply.vague), None

    async def _found(self, turn: Turn, words: str, *, noted: bool = True) -> Said:
        """The best article for *words*. noted: with how they were read; a claim is no query."""
        found = await self.newsroom.search(words, 1, today=turn.day(self.zone))
        hits = found.hits
        if not hits:
            return results.nothing(turn.language, words, found), None
        cited = citations.article(turn.language, hits[0].article, hits[0].passage)
        notes = results.notes(turn.language, found, 0) if noted else []
        return paragraphs(lines(*notes), cited), hits[0].article
