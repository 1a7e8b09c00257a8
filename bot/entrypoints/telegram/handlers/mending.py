"""Mending articles: by a field's name in one line, by buttons, and by answering what was asked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegram import Message
from telegram.ext import filters

from bot.articles.article import Article
from bot.articles.written import written
from bot.concurrency.pools import PAGES
from bot.editing.manuscript import FIELDS, Manuscript, as_stored, mended
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.drafts import admitted, load, manuscript_of, person_of, unreadable
from bot.entrypoints.telegram.intake import Intake, source_of
from bot.entrypoints.telegram.message_filters import Typed
from bot.entrypoints.telegram.office import Office
from bot.entrypoints.telegram.pastes import Pastes
from bot.entrypoints.telegram.routing import Listener, Router
from bot.entrypoints.telegram.views import preview
from bot.entrypoints.telegram.views.preview import FIELD_NAMES, read_mark
from bot.errors import CorpusError, ReaderError, UnreadableArticle
from bot.newsroom import Newsroom
from bot.patterns import lazy_compile

_EDIT = lazy_compile(r"(\S+)(?:\s+([^\s:：]{1,40})(?:\s*[:：]\s*(.*)|\s+(\S.*)))?", re.DOTALL)


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


@dataclass(frozen=True, slots=True)
class Mending:
    """Changes to articles, and answers to what was asked of one."""

    office: Office
    newsroom: Newsroom
    intake: Intake
    pastes: Pastes

    @property
    def router(self) -> Router:
        """/edit, and what is replied to a question."""
        replied = Typed() & Asked() & ~filters.COMMAND
        answered = Listener("answered", self.answered, filters.UpdateType.MESSAGE & replied, replied)
        return Router({"edit": self.edit}, messages=(answered,))

    async def edit(self, turn: Turn) -> None:
        """`/edit ID field: value` at once, the colon left out or not; `/edit ID` by buttons."""
        office, words = admitted(self.office, turn), turn.words.strip()
        found = _EDIT.fullmatch(words)
        if found is None and words:
            raise ReaderError("editing.which_field", id=words.split()[0])
        if found is None:
            newest = await self.newsroom.latest(1)
            raise ReaderError("editing.which", command="edit", id=newest[0].id if newest else "ID")
        article_id, name = found[1], found[2]
        value = found[3] or found[4] or ""
        manuscript, base = await office.desk.find(article_id)
        manuscript = Manuscript(_kept(turn, manuscript))
        if name is None:
            await self.intake.propose(turn, manuscript, base)
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
        await turn.reply(turn.say("editing.mended", **preview.about(turn.language, done.article)))

    async def answered(self, turn: Turn) -> None:
        """What was replied to a question: an article, or the value of a field."""
        message, asked = turn.said, read_mark(turn.asked)
        if asked is None:
            raise ReaderError("button.unknown")
        office, (number, about) = admitted(self.office, turn), asked
        if about == "add":
            await self._take(turn, message)
            return
        if about not in FIELDS:
            raise ReaderError("button.unknown")
        if not message.text:
            raise ReaderError("editing.answer_text")
        content, notes = await load(self.office, turn, number)
        try:
            changed = await _mended(turn, manuscript_of(turn, content, notes), about, message.text)
        except ReaderError as fault:  # asked again, since the answer to that is no search
            turn.note(said=fault.key)
            await self.intake.ask(turn, turn.say(fault.key, **fault.values), number, about)
            return
        notes = {**notes, "guessed": list(changed.guessed), "asked": [*notes["asked"], about]}
        if not await office.drafts.change(number, written(changed.article), notes):
            raise ReaderError("editing.decided")
        await self.intake.show_proof(turn, number)

    async def _take(self, turn: Turn, message: Message) -> None:
        if message.document is not None:
            await self.intake.take_document(turn, message.document, source_of(message))
        elif message.text:
            words, is_full = await self.pastes.whole(message, message.text)
            await self.intake.take_words(turn, words, source_of(message), is_full=is_full)
        else:
            raise ReaderError("editing.no_kind")


def _kept(turn: Turn, manuscript: Manuscript) -> Article:
    try:
        return as_stored(manuscript.article)
    except UnreadableArticle as refusal:
        raise unreadable(turn, refusal) from None


async def _mended(turn: Turn, manuscript: Manuscript, field: str, value: str) -> Manuscript:
    try:
        return await PAGES.run(mended, manuscript, field, value, turn.now)
    except UnreadableArticle as refusal:
        raise unreadable(turn, refusal) from None
