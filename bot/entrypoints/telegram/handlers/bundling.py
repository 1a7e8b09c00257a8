"""Many articles in one .zip: looked through first, then put in, with progress in one message that is edited."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from itertools import islice

from telegram import InlineKeyboardMarkup, Message
from telegram.constants import ParseMode
from telegram.error import NetworkError, RetryAfter, TelegramError

from bot.articles.article import Article
from bot.concurrency.pools import ARCHIVES
from bot.editing.archive import Bundle, Member
from bot.editing.history import Person
from bot.entrypoints.telegram import refusals
from bot.entrypoints.telegram.callbacks import CancelDraft, Publish, button
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.markup import cut, escape, tidy
from bot.entrypoints.telegram.office import Notes
from bot.entrypoints.telegram.scheduler import step_aside
from bot.entrypoints.telegram.views import preview
from bot.errors import Refusal
from bot.i18n import Key, say

SOME = 100  # files read in one go: some 0.1 s in a thread
EVERY_S = 2.0  # between two edits of a message: Telegram allows about one a second in a chat
REFUSED_SHOWN = 5


class Progress:
    """One message, edited now and then: the one whose button was pressed, or a new one.

    When Telegram is slow or refuses an edit the work goes on; the last word comes by `Turn.show` or a new message.
    """

    def __init__(self, turn: Turn, key: Key) -> None:
        self._turn = turn
        self._key = key
        self._message: Message | None = None
        self._next = 0.0

    async def tell(self, done: int, total: int) -> None:
        """So many of *total*."""
        now = asyncio.get_running_loop().time()
        if now < self._next:
            return
        self._next = now + EVERY_S
        html = self._turn.say(self._key, done=done, total=total)
        with suppress(NetworkError, RetryAfter):  # the next one will do
            await self._show(html, None)

    async def end(self, html: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
        """The result, in place of the progress."""
        await self._show(html, keyboard)

    async def _show(self, html: str, keyboard: InlineKeyboardMarkup | None) -> None:
        if self._turn.update.callback_query is not None:
            await self._turn.show(html, keyboard)
        elif self._message is None:
            self._message = await self._turn.reply(html, keyboard)
        else:
            try:
                await self._message.edit_text(html, parse_mode=ParseMode.HTML, reply_markup=keyboard)
            except TelegramError as error:
                if refusals.kind(error) is not Refusal.UNCHANGED:
                    raise


async def open_bundle(raw: bytes) -> Bundle:
    """The archive, looked through. Raises: ReaderError."""
    return await ARCHIVES.run(Bundle, raw)


async def read_all(
    turn: Turn, bundle: Bundle, progress: Progress
) -> tuple[list[Article], list[tuple[str, str]]]:
    """Its articles, and the files that are none with the reasons; others are answered meanwhile."""
    articles: list[Article] = []
    refused: list[tuple[str, str]] = []
    members, seen = bundle.members(turn.now), 0
    while some := await ARCHIVES.run(_some, members):
        for member in some:
            if member.manuscript is None:
                refused.append((member.name, member.reason))
            else:
                articles.append(member.manuscript.article)
        seen += len(some)
        await progress.tell(seen, len(bundle))
    return articles, refused


def _some(members: Iterator[Member]) -> list[Member]:
    return list(islice(members, SOME))


async def propose_bundle(turn: Turn, bundle: Bundle, name: str, file_id: str) -> None:
    """What is in it, and [게시] [취소]."""
    office = turn.desk.office
    assert office is not None
    assert turn.user_id is not None
    step_aside()
    progress = Progress(turn, "bundle.reading")
    articles, refused = await read_all(turn, bundle, progress)
    if not articles:
        await progress.end(turn.say("editing.zip_empty"))
        return
    known = sum(office.desk.corpus.path_of(article.id) is not None for article in articles)
    turn.note(articles=len(articles), refused=len(refused))
    notes = {"file": file_id, "name": cut(tidy(name), preview.NAME_UNITS)}
    number = await office.drafts.save(turn.user_id, "bundle", b"", notes)
    office.looked_through = (number, articles)
    blocks = [
        say(
            turn.language,
            "bundle.proof",
            name=escape(notes["name"]),
            articles=turn.say("count.articles", count=len(articles)),
            known=known,
            unreadable=turn.say("count.unreadable", count=len(refused)),
        )
    ]
    if refused:
        blocks.append(preview.refusals(turn.language, refused[:REFUSED_SHOWN]))
    if len(refused) > REFUSED_SHOWN:
        blocks.append(turn.say("bundle.more", count=len(refused) - REFUSED_SHOWN))
    buttons = [
        button(say(turn.language, "button.publish"), Publish(number, turn.language)),
        button(say(turn.language, "button.cancel"), CancelDraft(number, turn.language)),
    ]
    await progress.end("\n".join(blocks), InlineKeyboardMarkup([buttons]))


async def publish_bundle(
    turn: Turn, number: int, notes: Notes, fetch: Callable[[], Awaitable[bytes]]
) -> None:
    """Put in what is not there yet, as one action that one /undo takes back.

    fetch: the archive once more, where an earlier process looked it through.
    """
    office, user = turn.desk.office, turn.update.effective_user
    assert office is not None
    assert user is not None
    step_aside()
    if office.looked_through is not None and office.looked_through[0] == number:
        articles = office.looked_through[1]
    else:
        bundle = await open_bundle(await fetch())
        articles, _ = await read_all(turn, bundle, Progress(turn, "bundle.reading"))
    office.looked_through = None
    progress = Progress(turn, "bundle.publishing")

    async def tell(done: int) -> None:
        await progress.tell(done, len(articles))

    person = Person(user.id, user.full_name)
    _, count = await office.desk.publish_many(person, notes["name"], articles, tell)
    turn.note(published=count)
    await progress.end(turn.say("bundle.published", count=count))
