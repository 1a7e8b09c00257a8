"""What waits for an editor's decision: who may decide, and that it is decided once."""

from __future__ import annotations

from dataclasses import replace

from bot.articles.reader import read_article
from bot.editing.history import Draft, Person
from bot.editing.manuscript import FIELDS, Manuscript
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.office import Notes, Office
from bot.errors import ReaderError, UnreadableArticle


def admitted(office: Office, turn: Turn, *, owner: bool = False) -> Office:
    """*office*, for those who may use it here. Raises: ReaderError."""
    chat = turn.update.effective_chat
    if chat is None:
        raise ReaderError("editing.not_here")
    office.require(turn.user_id, chat.id, owner=owner)
    return office


def person_of(turn: Turn) -> Person:
    """Who speaks. Raises: ReaderError where that is nobody."""
    user = turn.update.effective_user
    if user is None:
        raise ReaderError("editing.not_yours")
    return Person(user.id, user.full_name)


async def draft_of(office: Office, turn: Turn, number: int, *, owner: bool = False) -> Draft:
    """What nobody has decided upon yet, for whoever made it and for owners.

    Raises: ReaderError where it is decided, or somebody else's.
    """
    admitted(office, turn, owner=owner)
    draft = await office.drafts.load(number)
    if draft is None:
        raise ReaderError("editing.decided")
    if draft.person != turn.user_id and not office.is_owner(turn.user_id):
        raise ReaderError("editing.not_your_draft")
    return draft


async def take(office: Office, turn: Turn, number: int, *, owner: bool = False) -> Draft:
    """The same, decided upon by this turn alone. Raises: ReaderError."""
    draft = await draft_of(office, turn, number, owner=owner)
    if not await office.drafts.take(number):
        raise ReaderError("editing.decided")
    return draft


async def load(office: Office, turn: Turn, number: int) -> tuple[bytes, Notes]:
    """An article's manuscript. Raises: ReaderError."""
    draft = await draft_of(office, turn, number)
    if draft.kind != "article":
        raise ReaderError("editing.decided")
    return draft.content, draft.notes


def manuscript_of(turn: Turn, content: bytes, notes: Notes) -> Manuscript:
    """As it was saved."""
    article = replace(read_article(content, "saved.md", turn.now), path="")
    return Manuscript(article, tuple(field for field in FIELDS if field in notes["guessed"]))


def unreadable(turn: Turn, refusal: UnreadableArticle) -> ReaderError:
    """The refusal, in the reader's language."""
    return ReaderError("editing.unreadable", reason=refusal.reason.said(turn.language))
