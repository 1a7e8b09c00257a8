"""Asking: questions answered with the articles' own sentences, followed up, and judged by their readers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from telegram import InlineKeyboardMarkup, Message
from telegram.ext import filters

from bot.answers.approach import approaches
from bot.answers.asked_apart import questions_in
from bot.answers.follow_up import LAST, asks_for_more, nth_asked, points_at, refers_back, with_context
from bot.answers.intent import is_question
from bot.answers.reply import Reply, Request
from bot.answers.routes import may_be_routed
from bot.answers.small_talk import read_small_talk
from bot.entrypoints.telegram.buttons.reading import RateAnswer
from bot.entrypoints.telegram.callbacks import button, decode
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.message_filters import ByBot, SpokenTo
from bot.entrypoints.telegram.paging import LATEST_PAGE, SavedWords, openers, openers_of_quotes, stored
from bot.entrypoints.telegram.pastes import Continues, Pastes
from bot.entrypoints.telegram.ports import Answers
from bot.entrypoints.telegram.routing import SAID, Button, Handler, Listener, Router
from bot.entrypoints.telegram.views import answers
from bot.errors import ReaderError
from bot.i18n import say
from bot.newsroom import Newsroom
from bot.search.order import ORDERS, Order

KEYWORDS = 4  # more are hardly a search
QUESTIONS = 3  # of one message that are answered
TOPIC_CHARS = 300  # of earlier questions; a thread goes on for as long as readers like


class ClaimHandler(Protocol):
    """See `Quoting.quote_claim`."""

    async def __call__(self, turn: Turn, words: str, *, whole: bool = False) -> bool: ...


@dataclass(frozen=True, slots=True)
class Asking:
    """Questions, and whatever is said to the bot without a command.

    search: takes words that ask for nothing. quote_reply: takes `이거 사실이야?` of somebody's message.
    quote_claim: shows whose words are between quotation marks, or retold; whether they are anybody's.
    quote_unfounded: says that what is told with quotation marks is nobody's, with what is nearest.
    open_address: opens the article whose address a message is; whether it is one. open_article: takes the id of one.
    go_on: shows the page that begins at a place, of a search or, without words, of the newest articles.
    """

    newsroom: Newsroom
    answers: Answers
    saved: SavedWords
    zone: str
    search: Handler
    quote_reply: Handler
    quote_claim: ClaimHandler
    quote_unfounded: Callable[[Turn, str], Awaitable[None]]
    open_address: Callable[[Turn], Awaitable[bool]]
    open_article: Callable[[Turn, str], Awaitable[None]]
    go_on: Callable[[Turn, str, Order, int], Awaitable[None]]
    pastes: Pastes

    @property
    def router(self) -> Router:
        """/ask, the thumbs under an answer, and words without a command."""
        spoken = filters.ChatType.PRIVATE | (SpokenTo() & ~filters.IS_AUTOMATIC_FORWARD)
        asked = SAID & spoken & ~filters.VIA_BOT & ~ByBot()
        return Router(
            {"ask": self.ask},
            (Button(RateAnswer, self.rate),),
            first=(Listener("piece", self.piece, filters.UpdateType.MESSAGE & Continues(self.pastes)),),
            messages=(Listener("text", self.free_text, filters.UpdateType.MESSAGE & asked, asked),),
        )

    async def ask(self, turn: Turn) -> None:
        """The answer to a question, or to the message replied to."""
        thread = await self._thread(turn)
        question = turn.words or ("" if thread else turn.replied)
        if not question.strip():
            raise ReaderError("ask.empty")
        await self._answer(turn, question, thread)

    async def piece(self, turn: Turn) -> None:
        """A message that an app sent because the text was too long for one."""
        if not self.pastes.add(turn.said):  # it came too late
            await self.free_text(turn)

    async def free_text(self, turn: Turn) -> None:
        """Words without a command: a question is answered, and so is whatever replies to an answer; else a search."""
        turn.words, _ = await self.pastes.whole(turn.said, turn.words)
        line = read_small_talk(turn.words)
        if line is not None and not (line == "talk.whom" and (turn.replied or await self._thread(turn))):
            turn.note(talk=line, route="talk")
            await turn.reply(turn.say(line))
            return
        if await self.open_address(turn):
            return
        thread = await self._thread(turn)
        words = turn.words or ("" if thread else turn.replied)
        if (number := nth_asked(turn.words)) is not None and await self._open(turn, number):
            turn.note(route="number")
            return
        if asks_for_more(turn.words) and await self._more(turn):
            turn.note(route="more")
            return
        if turn.words and turn.replied and not thread and points_at(turn.words):
            await self.quote_reply(turn)  # 이거 사실이야? of somebody's message
        elif thread and words.strip():
            turn.note(asks=1)
            await self._answer(turn, words, thread)
        else:
            await self._approach(turn, words)

    async def _approach(self, turn: Turn, words: str) -> None:
        """Take *words* as what they are."""
        brought = is_brought(turn)
        is_told_on = brought and len(words.split()) > KEYWORDS
        for approach in approaches(words, is_brought=brought):
            if approach == "claim" and await self.quote_claim(turn, words, whole=is_told_on):
                turn.note(route="claim")
                return
            if approach == "route" and words.strip() and await self._route(turn, words):
                turn.note(asks=1)
                return
        if approach == "question":
            turn.note(asks=1)
            await self._answer(turn, words, ())
        elif approach == "unfounded":
            turn.note(route="claim")
            await self.quote_unfounded(turn, words)
        elif is_pointed_at(turn):
            await self.quote_reply(turn)
        else:
            turn.note(route="search")
            await self.search(turn)

    async def rate(self, turn: Turn, pressed: RateAnswer) -> None:
        """What a reader thinks of an answer."""
        chat, person = turn.update.effective_chat, turn.user_id
        if chat is None or person is None:
            raise ReaderError("button.unknown")
        if not await self.answers.rate(pressed.answer, chat.id, person, pressed.good):
            raise ReaderError("button.expired")
        await turn.answer(say(turn.language, "answer.thanks"), alert=False)

    async def _thread(self, turn: Turn) -> tuple[str, ...]:
        """The questions that led to the answer which is replied to; () where it is none.

        Alone with a reader, `그럼 언제?` goes on with the newest answer or search without a reply.
        """
        chat = turn.update.effective_chat
        answer = turn.message.reply_to_message if turn.message else None
        ours = answer is not None and answer.from_user is not None and answer.from_user.id == turn.bot.id
        thread: tuple[str, ...] = ()
        if answer is not None and ours and chat is not None:
            asked = self.answers.asked(chat.id, answer.message_id, _rated(answer))
            thread = await stored(turn, asked) or ()
        alone = chat is not None and turn.private and (ours or not turn.replied)
        if not thread and alone and chat is not None and refers_back(turn.words):
            thread = await stored(turn, self.answers.latest(chat.id)) or ()
        return thread

    async def _open(self, turn: Turn, number: int) -> bool:
        """Open the article that stands at *number* of the list before, or replied to; whether there was a list.

        Raises: ReaderError with the numbers that there are.
        """
        numbered = await self._listed(turn)
        number = max(numbered, default=0) if number == LAST else number
        article_id = numbered.get(number) or (
            await self._beyond(turn, number, numbered) if numbered else None
        )
        if article_id is not None:
            await self.open_article(turn, article_id)
        elif numbered:
            first, last = min(numbered), max(numbered)
            raise ReaderError("list.no_such_number" if last > first else "list.one", first=first, last=last)
        return bool(numbered)

    async def _more(self, turn: Turn) -> bool:
        """Show the page behind the list before, or replied to; whether there was a list.

        Raises: ReaderError where it has no other page.
        """
        shown = await self._listed(turn)
        if not shown:
            return False
        asked = await self._search_of(turn, shown)
        if asked is None:  # an answer, or a page of the newest
            newest = await self.newsroom.latest(LATEST_PAGE, min(shown) - 1)
            if [article.id for article in newest] != [shown[at] for at in sorted(shown)]:
                raise ReaderError("list.no_more")
        await self.go_on(turn, *(asked or ("", "newest")), max(shown))
        return True

    async def _listed(self, turn: Turn) -> Mapping[int, str]:
        """The numbered articles of the list before, or replied to; {} where there is none."""
        chat, said = turn.update.effective_chat, turn.message.reply_to_message if turn.message else None
        if chat is None or not (said or turn.private):
            return {}
        if said is None:
            return await stored(turn, self.answers.listed(chat.id)) or {}
        ours = said.from_user is not None and said.from_user.id == turn.bot.id
        return (
            await stored(turn, self.answers.listed(chat.id, said.message_id, _rated(said))) or {}
            if ours
            else {}
        )

    async def _beyond(self, turn: Turn, number: int, shown: Mapping[int, str]) -> str | None:
        """The article at *number* of the search of which *shown* is another page; None where it is of none."""
        if (asked := await self._search_of(turn, shown)) is None:
            return None
        query, order = asked
        found = await self.newsroom.search(query, 1, number - 1, order=order, today=turn.day(self.zone))
        return found.hits[0].article.id if found.hits else None

    async def _search_of(self, turn: Turn, shown: Mapping[int, str]) -> tuple[str, Order] | None:
        """The search of which *shown* is a page, and its order; None where it is of none."""
        said, chat = turn.message.reply_to_message if turn.message else None, turn.chat.id
        if said is not None:
            asked = self.answers.asked(chat, said.message_id, _rated(said))
        else:
            asked = self.answers.latest(chat, among=1)  # an older search is not what is shown
        thread = await stored(turn, asked) or ()
        if not thread or is_question(thread[-1]) or may_be_routed(thread[-1]):
            return None
        today = turn.day(self.zone)
        for order in ORDERS:  # a page does not tell its order, its articles do
            page = await self.newsroom.search(
                thread[-1], len(shown), min(shown) - 1, order=order, today=today
            )
            if [hit.article.id for hit in page.hits] == [shown[at] for at in sorted(shown)]:
                return thread[-1], order
        return None

    async def _route(self, turn: Turn, words: str) -> bool:
        """Show what *words*, which are no question, plainly ask for: stories, articles, quotations; whether they do."""
        if not may_be_routed(words):
            return False
        reply = await self.newsroom.routed(Request(words, as_of=turn.day(self.zone)))
        if reply is not None:
            await self._show(turn, words, reply, words, None)
        return reply is not None

    async def _answer(self, turn: Turn, words: str, thread: Sequence[str]) -> None:
        """Each question in *words*, QUESTIONS at most; one goes on with what was asked before it.

        What another wrote is taken as one: who writes an article asks its readers nothing.
        """
        asked = (words,) if is_brought(turn) else questions_in(words)
        for question in asked[:QUESTIONS]:
            await self._answer_one(turn, question, thread)
            thread = (*thread, question)
        if len(asked) > QUESTIONS:
            await turn.reply(turn.say("ask.too_many", most=QUESTIONS))

    async def _answer_one(self, turn: Turn, question: str, thread: Sequence[str]) -> None:
        context = _topic(thread)
        reply = await self.newsroom.answer(Request(question, context, turn.day(self.zone)))
        await self._show(turn, question, reply, with_context(question, context), context)

    async def _show(self, turn: Turn, question: str, reply: Reply, topic: str, context: str | None) -> None:
        """*reply*, with the buttons to judge it by, kept so that it can be followed up."""
        newsroom, kept = self.newsroom, self.answers
        told = reply.quotes or (reply.answer.quotes if reply.answer else ())
        quotes = [(q.article.id, q.start, q.end) for q in told]
        turn.note(route=reply.kind)
        turn.note(sentences=len(quotes), statements=len(reply.statements), stories=len(reply.stories))
        listed = [hit.article for hit in reply.stories]
        if reply.kind not in {"stories", "quotes"} and reply.answer is None:
            nearest = await newsroom.search(topic, answers.NEAREST, today=turn.day(self.zone))
            listed = [hit.article for hit in nearest.hits]
        if listed:
            quotes = [(article.id, number, number) for number, article in enumerate(listed, 1)]
        questions = [context, question] if context else [question]
        answer_id = await stored(turn, kept.save(turn.chat.id, questions, quotes))
        rows = openers(turn, listed) if listed else openers_of_quotes(turn, told)
        told_as = answers.shown_reply(turn.language, question, reply, listed)
        row = []
        if answer_id is not None:
            thumbs = (("👍", True), ("👎", False))
            row += [button(label, RateAnswer(answer_id, good, turn.language)) for label, good in thumbs]
        row += await self.saved.to_search(turn, say(turn.language, "button.more_articles"), topic)
        rows += [row] if row else []
        message = await turn.reply(told_as, InlineKeyboardMarkup(rows) if rows else None)
        if message is not None and answer_id is not None:
            await stored(turn, kept.sent(answer_id, message.message_id))


def is_brought(turn: Turn) -> bool:
    """Whether the words are another's: replied to, or forwarded."""
    return not turn.words or turn.said.forward_origin is not None


def is_pointed_at(turn: Turn) -> bool:
    """Whether the bot's name alone stands under somebody's sentence: more words than one searches for."""
    return not turn.words and len(turn.replied.split()) > KEYWORDS


def _rated(message: Message) -> int | None:
    """The answer that the buttons under *message* rate; None without such buttons."""
    keys = message.reply_markup.inline_keyboard if message.reply_markup else ()
    for wire in [key.callback_data for row in keys for key in row if isinstance(key.callback_data, str)]:
        with suppress(ReaderError):  # of an earlier version
            if isinstance(data := decode(wire), RateAnswer):
                return data.answer
    return None


def _topic(thread: Sequence[str]) -> str | None:
    """What a thread of questions is about; None before the first."""
    topic = None
    for question in thread:
        topic = with_context(question, topic)[-TOPIC_CHARS:]
    return topic
