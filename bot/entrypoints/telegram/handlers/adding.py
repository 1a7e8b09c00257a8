"""Putting articles in: whatever an editor throws at the bot becomes a proof to decide upon, or a clear refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from telegram import Document, ForceReply, Message, MessageOriginChannel
from telegram.error import TelegramError

from bot.adapters.web.fetcher import is_url
from bot.adapters.web.page import read_page
from bot.articles.article import KST
from bot.articles.encoding import MAX_BYTES
from bot.articles.reader import read_article
from bot.articles.written import written
from bot.concurrency.pools import PAGES
from bot.editing.duplicate import Twin
from bot.editing.history import Draft, Person
from bot.editing.manuscript import FIELDS, Field, Manuscript, Source, fingerprint, kept, read_manuscript
from bot.entrypoints.telegram import refusals
from bot.entrypoints.telegram.callbacks import (
    AskField,
    CancelDraft,
    ChooseField,
    Publish,
    ShowProof,
    UpdateExisting,
)
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.handlers import asking, reading
from bot.entrypoints.telegram.handlers.bundling import open_bundle, propose_bundle, publish_bundle
from bot.entrypoints.telegram.markup import escape
from bot.entrypoints.telegram.message_filters import words_in
from bot.entrypoints.telegram.office import Notes, Office
from bot.entrypoints.telegram.sender import once_more, send
from bot.entrypoints.telegram.views import preview
from bot.entrypoints.telegram.views.preview import mark
from bot.errors import CorpusError, ReaderError, Refusal, UnreadableArticle
from bot.i18n import Key, say

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


def office_of(turn: Turn, *, owner: bool = False) -> Office:
    """The office, for those who may use it here. Raises: ReaderError."""
    office, chat = turn.desk.office, turn.update.effective_chat
    assert office is not None
    assert chat is not None
    office.require(turn.user_id, chat.id, owner=owner)
    return office


def person_of(turn: Turn) -> Person:
    """Who speaks; office_of has seen to it that it is somebody."""
    user = turn.update.effective_user
    assert user is not None
    return Person(user.id, user.full_name)


async def add(turn: Turn) -> None:
    """What is in this message, else in the one replied to; else ask for it."""
    office_of(turn)
    message = turn.message
    assert message is not None
    replied = message.reply_to_message
    if message.document is not None:
        await take_document(turn, message.document, source_of(message))
    elif turn.words:
        words, is_full = await turn.desk.pastes.whole(message, turn.words)
        await take_words(turn, words, source_of(message), is_full=is_full)
    elif replied is not None and replied.document is not None:
        await take_document(turn, replied.document, source_of(replied))
    elif replied is not None and turn.replied:
        await take_words(turn, turn.replied, source_of(replied))
    else:
        await ask(turn, "editing.ask_add", 0, "add")


async def document(turn: Turn) -> None:
    """A file without a command: offered for adding to editors; of others the words under it are read."""
    office = turn.desk.office
    message = turn.message
    assert office is not None
    assert message is not None
    assert message.document is not None
    if not office.is_editor(turn.user_id):
        await (asking.free_text(turn) if message.caption else reading.not_text(turn))
        return
    office_of(turn)
    await take_document(turn, message.document, source_of(message))


async def forwarded(turn: Turn) -> None:
    """A channel's post passed on by an editor is offered for adding; others search with its words."""
    office = turn.desk.office
    message = turn.message
    assert office is not None
    assert message is not None
    if not office.is_editor(turn.user_id) or not isinstance(message.forward_origin, MessageOriginChannel):
        await asking.free_text(turn)
        return
    office_of(turn)
    await take_words(turn, words_in(message), source_of(message))


def source_of(message: Message) -> Source | None:
    """The channel that a forwarded post is from."""
    origin = message.forward_origin
    if not isinstance(origin, MessageOriginChannel):
        return None
    name = origin.chat.username
    url = f"https://t.me/{name}/{origin.message_id}" if name else ""
    return Source(origin.chat.title or "", origin.date.astimezone(KST).replace(second=0), url)


async def piece(turn: Turn) -> None:
    """A message that an app sent because the text was too long for one."""
    assert turn.message is not None
    if not turn.desk.pastes.add(turn.message):  # it came too late
        await asking.free_text(turn)


async def take_words(turn: Turn, words: str, source: Source | None, *, is_full: bool = False) -> None:
    """The text itself, or the page at the address that it is. is_full: its last message had no room for more."""
    office = office_of(turn)
    if is_url(words):
        page, url = await office.fetch(words.strip())
        manuscript = await _read(turn, lambda: read_page(page, turn.now, url))
    else:
        manuscript = await _read(turn, lambda: read_manuscript(words.encode(), "", turn.now, source))
    await propose(turn, manuscript, is_full=is_full)


async def take_document(turn: Turn, file: Document, source: Source | None) -> None:
    """A file, by the ending of its name; of the name nothing else is used."""
    office_of(turn)
    name = file.file_name or {"text/plain": ".txt", "text/html": ".html"}.get(file.mime_type or "", "")
    kind = KINDS.get(name.lower().rpartition(".")[2])
    if kind is None:
        raise ReaderError("editing.no_kind")
    most = {"text": MAX_BYTES, "page": PAGE_MOST, "bundle": DOWNLOAD_MOST}[kind]
    raw = await download(turn, file.file_id, file.file_size, most)
    turn.note(kind=kind, bytes=len(raw))
    if kind == "bundle":
        await propose_bundle(turn, await open_bundle(raw), name, file.file_id)
    elif kind == "page":
        await propose(turn, await _read(turn, lambda: read_page(raw, turn.now)))
    else:
        await propose(turn, await _read(turn, lambda: read_manuscript(raw, name, turn.now, source)))


async def download(turn: Turn, file_id: str, size: int | None, most: int) -> bytes:
    """A file from Telegram's servers. Raises: ReaderError when it is larger than *most*."""
    if size is not None and size > most:
        raise ReaderError("editing.too_big")
    try:
        file = await turn.bot.get_file(file_id)
    except TelegramError as error:
        if refusals.kind(error) is not Refusal.TOO_BIG:
            raise
        raise ReaderError("editing.too_big") from None
    raw = bytes(await once_more(file.download_as_bytearray))
    if len(raw) > most:
        raise ReaderError("editing.too_big")
    return raw


async def _read(turn: Turn, read: Callable[[], T]) -> T:
    try:
        return await PAGES.run(read)
    except UnreadableArticle as refusal:
        raise unreadable(turn, refusal) from None


def unreadable(turn: Turn, refusal: UnreadableArticle) -> ReaderError:
    """The refusal, in the reader's language."""
    return ReaderError("editing.unreadable", reason=preview.reason(turn.language, refusal.reason))


# -- the proof


async def propose(turn: Turn, manuscript: Manuscript, base: str = "", *, is_full: bool = False) -> None:
    """Show the proof of a new article, or with *base*, a fingerprint, of one that is being mended."""
    office, notes = office_of(turn), _notes(manuscript) | ({"full": True} if is_full else {})
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
    await show_proof(turn, number)


def _notes(manuscript: Manuscript) -> Notes:
    return {"guessed": list(manuscript.guessed), "asked": []}


async def draft_of(turn: Turn, number: int, *, owner: bool = False) -> Draft:
    """What nobody has decided upon yet, for whoever made it and for owners.

    Raises: ReaderError where it is decided, or somebody else's.
    """
    office = office_of(turn, owner=owner)
    draft = await office.drafts.load(number)
    if draft is None:
        raise ReaderError("editing.decided")
    if draft.person != turn.user_id and not office.is_owner(turn.user_id):
        raise ReaderError("editing.not_your_draft")
    return draft


async def take(turn: Turn, number: int, *, owner: bool = False) -> Draft:
    """The same, decided upon by this turn alone. Raises: ReaderError."""
    draft = await draft_of(turn, number, owner=owner)
    if not await office_of(turn).drafts.take(number):
        raise ReaderError("editing.decided")
    return draft


async def load(turn: Turn, number: int) -> tuple[bytes, Notes]:
    """An article's manuscript. Raises: ReaderError."""
    draft = await draft_of(turn, number)
    if draft.kind != "article":
        raise ReaderError("editing.decided")
    return draft.content, draft.notes


def manuscript_of(turn: Turn, content: bytes, notes: Notes) -> Manuscript:
    """As it was saved."""
    article = replace(read_article(content, "saved.md", turn.now), path="")
    return Manuscript(article, tuple(field for field in FIELDS if field in notes["guessed"]))


async def show_proof(turn: Turn, number: int) -> None:
    """The proof with its buttons, and the question for a missing field that was not asked for before."""
    content, notes = await load(turn, number)
    manuscript, twin = manuscript_of(turn, content, notes), await _twin(turn, notes)
    html = preview.proof(turn.language, manuscript, twin, notes.get("target", ""), is_full="full" in notes)
    await turn.show(html, preview.proof_buttons(turn.language, number, twin))
    missing = [field for field in manuscript.missing if field not in notes["asked"]]
    if missing and "target" not in notes:
        asked = {**notes, "asked": [*notes["asked"], missing[0]]}
        if await office_of(turn).drafts.change(number, content, asked):
            await ask(turn, QUESTIONS[missing[0]], number, missing[0])


async def _twin(turn: Turn, notes: Notes) -> Twin | None:
    if "twin" not in notes:
        return None
    article = await turn.desk.newsroom.article(notes["twin"])
    return None if article is None else Twin(article, notes["twin_kind"])


async def ask(turn: Turn, key: Key, number: int, about: str) -> None:
    """A question; what is replied to it is read by `mending.answered`."""
    chat, message = turn.update.effective_chat, turn.message
    assert chat is not None
    end = mark(number, about)
    html = turn.say(key, mark=end)
    if about != "add":
        html += "\n" + turn.say("editing.ask_foot", mark=end)
    topic = message.message_thread_id if message and message.is_topic_message else None
    # selective: in a group only who was asked has the reply opened
    asked_here = message is not None and turn.update.callback_query is None
    reply_to = message.message_id if message is not None and asked_here else None
    await send(turn.bot, chat.id, html, ForceReply(selective=True), thread_id=topic, reply_to=reply_to)


# -- its buttons


async def publish(turn: Turn, pressed: Publish) -> None:
    """[게시]: once, however many press at once."""
    await _decide(turn, pressed.draft, update=False)


async def update(turn: Turn, pressed: UpdateExisting) -> None:
    """[기존 기사 갱신]: the article that is there gets the new text, under its own id."""
    await _decide(turn, pressed.draft, update=True)


async def _decide(turn: Turn, number: int, *, update: bool) -> None:
    office, draft = office_of(turn), await take(turn, number)
    content, notes = draft.content, draft.notes
    try:
        if draft.kind == "bundle":
            file_id = notes["file"]
            await publish_bundle(turn, number, notes, lambda: download(turn, file_id, None, DOWNLOAD_MOST))
            await office.drafts.close(number)
            return
        article, base = manuscript_of(turn, content, notes).article, notes.get("base", "")
        if update and "twin" in notes:
            article, base = kept(replace(article, id=notes["twin"])), notes["twin_base"]
        elif notes.get("twin_kind") == "id":
            article = kept(article, keep_id=False)
        done = await office.desk.publish(person_of(turn), article, base)
    except CorpusError as fault:
        await office.drafts.give_back(number)
        turn.note(disk=type(fault).__name__)
        raise ReaderError("editing.disk") from fault
    except BaseException:
        await office.drafts.give_back(number)
        raise
    await office.drafts.close(number)
    turn.note(article=done.article.id, fingerprint=fingerprint(content)[:8])
    key = "editing.mended" if base else "editing.published"
    await turn.show(say(turn.language, key, **preview.about(turn.language, done.article)))


async def fix(turn: Turn, pressed: ChooseField) -> None:
    """[고치기]: which field?"""
    content, notes = await load(turn, pressed.draft)
    twin = await _twin(turn, notes)
    html = preview.proof(turn.language, manuscript_of(turn, content, notes), twin, notes.get("target", ""))
    await turn.show(html, preview.field_buttons(turn.language, pressed.draft))


async def ask_field(turn: Turn, pressed: AskField) -> None:
    """A field's button: ask for its value."""
    await load(turn, pressed.draft)
    if pressed.field >= len(FIELDS):
        raise ReaderError("button.unknown")
    await turn.answer()
    await ask(turn, QUESTIONS[FIELDS[pressed.field]], pressed.draft, FIELDS[pressed.field])


async def back(turn: Turn, pressed: ShowProof) -> None:
    """[◀]: the proof again."""
    await show_proof(turn, pressed.draft)


async def cancel(turn: Turn, pressed: CancelDraft) -> None:
    """[취소]."""
    office = office_of(turn)
    await take(turn, pressed.draft)
    await office.drafts.close(pressed.draft)
    office.looked_through = None
    await turn.show(escape(say(turn.language, "editing.cancelled")))
