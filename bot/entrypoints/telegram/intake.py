"""Taking in what editors send: a text, an address, a file, an archive; each becomes a proof to decide upon."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from telegram import Document, ForceReply, Message, MessageOriginChannel
from telegram.error import TelegramError

from bot.adapters.web.fetcher import is_url
from bot.adapters.web.page import read_page
from bot.articles.article import KST
from bot.articles.encoding import MAX_BYTES
from bot.articles.written import written
from bot.concurrency.pools import PAGES
from bot.editing.duplicate import Twin
from bot.editing.manuscript import Field, Manuscript, Source, read_manuscript
from bot.entrypoints.presentation.tree import Node, lines
from bot.entrypoints.telegram import refusals
from bot.entrypoints.telegram.bundles import open_bundle, propose_bundle
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.drafts import admitted, load, manuscript_of, person_of, unreadable
from bot.entrypoints.telegram.office import Notes, Office
from bot.entrypoints.telegram.sender import once_more, send
from bot.entrypoints.telegram.views import preview
from bot.entrypoints.telegram.views.preview import mark
from bot.errors import ReaderError, Refusal, UnreadableArticle
from bot.i18n import Key
from bot.newsroom import Newsroom

log = logging.getLogger(__name__)
T = TypeVar("T")

DOWNLOAD_MOST = 20 * 1024 * 1024  # Bot API getFile
PAGE_MOST = 5 * 1024 * 1024
QUESTIONS: dict[Field, Key] = {
    "title": "editing.ask_title",
    "publisher": "editing.ask_publisher",
    "published": "editing.ask_published",
    "author": "editing.ask_author",
    "url": "editing.ask_url",
    "category": "editing.ask_category",
}
KINDS = {"md": "text", "markdown": "text", "txt": "text", "html": "page", "htm": "page", "zip": "bundle"}


def source_of(message: Message) -> Source | None:
    """The channel that a forwarded post is from."""
    origin = message.forward_origin
    if not isinstance(origin, MessageOriginChannel):
        return None
    name = origin.chat.username
    url = f"https://t.me/{name}/{origin.message_id}" if name else ""
    return Source(origin.chat.title or "", origin.date.astimezone(KST).replace(second=0), url)


@dataclass(frozen=True, slots=True)
class Intake:
    """What comes in, as proofs with their buttons."""

    office: Office
    newsroom: Newsroom

    async def take_words(
        self, turn: Turn, words: str, source: Source | None, *, is_full: bool = False
    ) -> None:
        """The text itself, or the page at the address that it is. is_full: its last message had no room for more."""
        office = admitted(self.office, turn)
        if is_url(words):
            page, url = await office.fetch(words.strip())
            manuscript = await _read(turn, lambda: read_page(page, turn.now, url))
        else:
            manuscript = await _read(turn, lambda: read_manuscript(words.encode(), "", turn.now, source))
        await self.propose(turn, manuscript, is_full=is_full)

    async def take_document(self, turn: Turn, file: Document, source: Source | None) -> None:
        """A file, by the ending of its name; of the name nothing else is used."""
        office = admitted(self.office, turn)
        name = file.file_name or {"text/plain": ".txt", "text/html": ".html"}.get(file.mime_type or "", "")
        kind = KINDS.get(name.lower().rpartition(".")[2])
        if kind is None:
            raise ReaderError("editing.no_kind")
        most = {"text": MAX_BYTES, "page": PAGE_MOST, "bundle": DOWNLOAD_MOST}[kind]
        raw = await download(turn, file.file_id, file.file_size, most)
        turn.note(kind=kind, bytes=len(raw))
        if kind == "bundle":
            await propose_bundle(office, turn, await open_bundle(raw), name, file.file_id)
        elif kind == "page":
            await self.propose(turn, await _read(turn, lambda: read_page(raw, turn.now)))
        else:
            await self.propose(turn, await _read(turn, lambda: read_manuscript(raw, name, turn.now, source)))

    async def propose(
        self, turn: Turn, manuscript: Manuscript, base: str = "", *, is_full: bool = False
    ) -> None:
        """Show the proof of a new article, or with *base*, a fingerprint, of one that is being mended."""
        office, notes = admitted(self.office, turn), _notes(manuscript) | ({"full": True} if is_full else {})
        office.desk.require_writable()
        if base:
            notes |= {"target": manuscript.article.id, "base": base}
        elif (twin := await office.desk.twin(manuscript.article)) is not None:
            if twin.kind == "same":
                raise ReaderError("editing.same", title=twin.article.title, id=twin.article.id)
            _, twin_base = await office.desk.find(twin.article.id)
            notes |= {"twin": twin.article.id, "twin_kind": twin.kind, "twin_base": twin_base}
        person = person_of(turn)
        number = await office.drafts.save(person.id, "article", written(manuscript.article), notes)
        await self.show_proof(turn, number)

    async def show_proof(self, turn: Turn, number: int) -> None:
        """The proof with its buttons, and the question for a missing field that was not asked for before."""
        content, notes = await load(self.office, turn, number)
        manuscript, twin = manuscript_of(turn, content, notes), await self.twin(turn, notes)
        proof = preview.proof(
            turn.language, manuscript, twin, notes.get("target", ""), is_full="full" in notes
        )
        await turn.show(proof, preview.proof_buttons(turn.language, number, twin))
        missing = [field for field in manuscript.missing if field not in notes["asked"]]
        if missing and "target" not in notes:
            asked = {**notes, "asked": [*notes["asked"], missing[0]]}
            if await admitted(self.office, turn).drafts.change(number, content, asked):
                await self.ask(turn, turn.say(QUESTIONS[missing[0]]), number, missing[0])

    async def twin(self, turn: Turn, notes: Notes) -> Twin | None:
        if "twin" not in notes:
            return None
        article = await self.newsroom.article(notes["twin"])
        return None if article is None else Twin(article, notes["twin_kind"])

    async def ask(self, turn: Turn, question: Node, number: int, about: str) -> None:
        """A question; what is replied to it is read by `mending.answered`."""
        foot = turn.say("editing.ask_foot") if about not in ("add", "title") else ""
        asked = lines(question, foot, mark(number, about))
        # selective: in a group only who was asked has the reply opened
        await send(turn.bot, turn.spot(is_reply=True), asked, ForceReply(selective=True), silent=turn.silent)


async def download(turn: Turn, file_id: str, size: int | None, most: int) -> bytes:
    """A file from Telegram's servers. Raises: ReaderError when it is larger than *most*, or they do not give it."""
    if size is not None and size > most:
        raise ReaderError("editing.too_big")
    try:
        file = await turn.bot.get_file(file_id)
        raw = bytes(await once_more(file.download_as_bytearray))
    except TelegramError as error:
        if refusals.kind(error) is Refusal.TOO_BIG:
            raise ReaderError("editing.too_big") from None
        log.warning("a file is not given: %s", refusals.reason(error))
        raise ReaderError("file.away") from None
    if len(raw) > most:
        raise ReaderError("editing.too_big")
    return raw


async def _read(turn: Turn, read: Callable[[], T]) -> T:
    try:
        return await PAGES.run(read)
    except UnreadableArticle as refusal:
        raise unreadable(turn, refusal) from None


def _notes(manuscript: Manuscript) -> Notes:
    return {"guessed": list(manuscript.guessed), "asked": []}
