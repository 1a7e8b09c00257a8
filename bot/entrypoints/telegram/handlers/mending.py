"""Mending articles: by a field's name in one line, by buttons, and by answering what was asked."""

from __future__ import annotations

import re

from telegram import Message
from telegram.ext import filters

from bot.articles.article import Article
from bot.articles.written import written
from bot.concurrency.pools import PAGES
from bot.editing.manuscript import FIELDS, Manuscript, kept, mended
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.handlers import adding
from bot.entrypoints.telegram.handlers.adding import (
    load,
    manuscript_of,
    office_of,
    person_of,
    propose,
    show_proof,
)
from bot.entrypoints.telegram.views import preview
from bot.entrypoints.telegram.views.preview import FIELD_NAMES, read_mark
from bot.errors import CorpusError, ReaderError, UnreadableArticle
from bot.i18n import say

_EDIT = re.compile(r"(\S+)(?:\s+([^\s:：]{1,40})\s*[:：]\s*(.*))?", re.DOTALL)


class Asked(filters.MessageFilter):
    """A reply to a question of ours."""

    def filter(self, message: Message) -> bool:
        """Whether it is one; whose, `answered` sees."""
        reply = message.reply_to_message
        return (
            reply is not None
            and reply.from_user is not None
            and reply.from_user.id == message.get_bot().id
            and read_mark(reply.text or "") is not None
        )


async def edit(turn: Turn) -> None:
    """`/edit ID field: value` at once; `/edit ID` by buttons."""
    office = office_of(turn)
    found = _EDIT.fullmatch(turn.words.strip())
    if found is None:
        newest = await turn.desk.newsroom.latest(1)
        raise ReaderError("editing.which", command="edit", id=newest[0].id if newest else "ID")
    article_id, name, value = found.groups()
    manuscript, base = await office.desk.find(article_id)
    manuscript = Manuscript(_kept(turn, manuscript))
    if name is None:
        await propose(turn, manuscript, base)
        return
    field = FIELD_NAMES.get(name.lower())
    if field is None:
        raise ReaderError("editing.no_field", field=name)
    changed = await _mended(turn, manuscript, field, value)
    try:
        done = await office.desk.publish(person_of(turn), changed.article, base)
    except CorpusError as fault:
        raise ReaderError("editing.disk") from fault
    turn.note(article=done.article.id, field=field)
    await turn.reply(say(turn.language, "editing.mended", **preview.about(turn.language, done.article)))


def _kept(turn: Turn, manuscript: Manuscript) -> Article:
    try:
        return kept(manuscript.article)
    except UnreadableArticle as refusal:
        raise adding.unreadable(turn, refusal) from None


async def answered(turn: Turn) -> None:
    """What was replied to a question: an article, or the value of a field."""
    message = turn.message
    assert message is not None
    assert message.reply_to_message is not None
    asked = read_mark(message.reply_to_message.text or "")
    assert asked is not None
    office, (number, about) = office_of(turn), asked
    if about == "add":
        await _take(turn, message)
        return
    if about not in FIELDS:
        raise ReaderError("button.unknown")
    if not message.text:
        raise ReaderError("editing.answer_text")
    content, notes = await load(turn, number)
    changed = await _mended(turn, manuscript_of(turn, content, notes), about, message.text)
    notes = {**notes, "guessed": list(changed.guessed), "asked": [*notes["asked"], about]}
    if not await office.drafts.change(number, written(changed.article), notes):
        raise ReaderError("editing.decided")
    await show_proof(turn, number)


async def _take(turn: Turn, message: Message) -> None:
    if message.document is not None:
        await adding.take_document(turn, message.document, adding.source_of(message))
    elif message.text:
        words, is_full = await turn.desk.pastes.whole(message, message.text)
        await adding.take_words(turn, words, adding.source_of(message), is_full=is_full)
    else:
        raise ReaderError("editing.no_kind")


async def _mended(turn: Turn, manuscript: Manuscript, field: str, value: str) -> Manuscript:
    try:
        return await PAGES.run(mended, manuscript, field, value, turn.now)
    except UnreadableArticle as refusal:
        raise adding.unreadable(turn, refusal) from None
