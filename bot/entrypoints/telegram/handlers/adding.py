"""Putting articles in: whatever an editor throws at the bot becomes a proof to decide upon, or a clear refusal."""

from __future__ import annotations

from dataclasses import dataclass, replace

from telegram import MessageOriginChannel
from telegram.ext import filters

from bot.editing.manuscript import FIELDS, as_stored, fingerprint
from bot.entrypoints.telegram.bundles import publish_bundle
from bot.entrypoints.telegram.buttons.editing import (
    AskField,
    CancelDraft,
    ChooseField,
    Publish,
    ShowProof,
    UpdateExisting,
)
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.drafts import admitted, load, manuscript_of, person_of, take
from bot.entrypoints.telegram.intake import DOWNLOAD_MOST, QUESTIONS, Intake, download, source_of
from bot.entrypoints.telegram.message_filters import WORDS, words_in
from bot.entrypoints.telegram.office import Office
from bot.entrypoints.telegram.pastes import Pastes
from bot.entrypoints.telegram.routing import PRIVATE, Button, Handler, Listener, Router
from bot.entrypoints.telegram.views import preview
from bot.errors import CorpusError, ReaderError


@dataclass(frozen=True, slots=True)
class Adding:
    """otherwise: takes words that were meant for readers. not_text: what is said to a bare file."""

    office: Office
    intake: Intake
    pastes: Pastes
    otherwise: Handler
    not_text: Handler

    @property
    def router(self) -> Router:
        """/add, files and forwarded posts, and the buttons of a proof."""
        return Router(
            {"add": self.add},
            (
                Button(Publish, self.publish),
                Button(UpdateExisting, self.update),
                Button(ChooseField, self.fix),
                Button(AskField, self.ask_field),
                Button(ShowProof, self.back),
                Button(CancelDraft, self.cancel),
            ),
            messages=(
                Listener("document", self.document, PRIVATE & filters.Document.ALL),
                Listener("forwarded", self.forwarded, PRIVATE & filters.FORWARDED & WORDS),
            ),
        )

    async def add(self, turn: Turn) -> None:
        """What is in this message, else in the one replied to; else ask for it."""
        admitted(self.office, turn)
        message = turn.said
        replied = message.reply_to_message
        if message.document is not None:
            await self.intake.take_document(turn, message.document, source_of(message))
        elif turn.words:
            words, is_full = await self.pastes.whole(message, turn.words)
            await self.intake.take_words(turn, words, source_of(message), is_full=is_full)
        elif replied is not None and replied.document is not None:
            await self.intake.take_document(turn, replied.document, source_of(replied))
        elif replied is not None and turn.replied:
            await self.intake.take_words(turn, turn.replied, source_of(replied))
        else:
            await self.intake.ask(turn, turn.say("editing.ask_add"), 0, "add")

    async def document(self, turn: Turn) -> None:
        """A file without a command: offered for adding to editors; of others the words under it are read."""
        office = self.office
        message = turn.said
        if message.document is None or not office.is_editor(turn.user_id):
            await (self.otherwise(turn) if message.caption else self.not_text(turn))
            return
        admitted(self.office, turn)
        await self.intake.take_document(turn, message.document, source_of(message))

    async def forwarded(self, turn: Turn) -> None:
        """A channel's post passed on by an editor is offered for adding; others search with its words."""
        office = self.office
        message = turn.said
        if not office.is_editor(turn.user_id) or not isinstance(message.forward_origin, MessageOriginChannel):
            await self.otherwise(turn)
            return
        admitted(self.office, turn)
        await self.intake.take_words(turn, words_in(message), source_of(message))

    async def publish(self, turn: Turn, pressed: Publish) -> None:
        """[게시]: once, however many press at once."""
        await self._decide(turn, pressed.draft, update=False)

    async def update(self, turn: Turn, pressed: UpdateExisting) -> None:
        """[기존 기사 갱신]: the article that is there gets the new text, under its own id."""
        await self._decide(turn, pressed.draft, update=True)

    async def _decide(self, turn: Turn, number: int, *, update: bool) -> None:
        office, draft = admitted(self.office, turn), await take(self.office, turn, number)
        content, notes = draft.content, draft.notes
        try:
            if draft.kind == "bundle":
                file_id = notes["file"]
                is_in = await publish_bundle(
                    office, turn, number, notes, lambda: download(turn, file_id, None, DOWNLOAD_MOST)
                )
                await (office.drafts.close if is_in else office.drafts.give_back)(number)
                return
            article, base = manuscript_of(turn, content, notes).article, notes.get("base", "")
            if update and "twin" in notes:
                article, base = as_stored(replace(article, id=notes["twin"])), notes["twin_base"]
            elif notes.get("twin_kind") == "id":
                article = as_stored(article, keep_id=False)
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
        await turn.show(turn.say(key, **preview.about(turn.language, done.article)))

    async def fix(self, turn: Turn, pressed: ChooseField) -> None:
        """[고치기]: which field?"""
        content, notes = await load(self.office, turn, pressed.draft)
        twin = await self.intake.twin(turn, notes)
        proof = preview.proof(
            turn.language, manuscript_of(turn, content, notes), twin, notes.get("target", "")
        )
        await turn.show(proof, preview.field_buttons(turn.language, pressed.draft))

    async def ask_field(self, turn: Turn, pressed: AskField) -> None:
        """A field's button: ask for its value."""
        await load(self.office, turn, pressed.draft)
        if pressed.field >= len(FIELDS):
            raise ReaderError("button.unknown")
        await turn.answer()
        field = FIELDS[pressed.field]
        await self.intake.ask(turn, turn.say(QUESTIONS[field]), pressed.draft, field)

    async def back(self, turn: Turn, pressed: ShowProof) -> None:
        """[◀]: the proof again."""
        await self.intake.show_proof(turn, pressed.draft)

    async def cancel(self, turn: Turn, pressed: CancelDraft) -> None:
        """[취소]."""
        office = admitted(self.office, turn)
        await take(self.office, turn, pressed.draft)
        await office.drafts.close(pressed.draft)
        office.looked_through = None
        await turn.show(turn.say("editing.cancelled"))
