"""Photos and voice messages without words: what they say is read or heard, shown, and looked up."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from telegram import Voice
from telegram.ext import filters

from bot.entrypoints.presentation.text import cut, tidy
from bot.entrypoints.presentation.tree import Quote, lines
from bot.entrypoints.telegram.albums import Albums
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.intake import download
from bot.entrypoints.telegram.message_filters import ByBot, SpokenTo
from bot.entrypoints.telegram.ports import PictureReader, Transcriber
from bot.entrypoints.telegram.routing import Handler, Listener, Router
from bot.errors import ReaderError
from bot.i18n import Key

PICTURE_MOST, VOICE_MOST = 10 * 1024 * 1024, 20 * 1024 * 1024  # bytes
LONGEST_S = 300  # of a voice message
SHOWN_UNITS = 600  # of what was read or heard
LEAST_CHARS = 4  # less is no sentence of a clipping, rather dust

_SPOKEN = (
    filters.UpdateType.MESSAGE
    & (filters.ChatType.PRIVATE | (SpokenTo() & ~filters.IS_AUTOMATIC_FORWARD))
    & ~filters.CAPTION
    & ~filters.VIA_BOT
    & ~ByBot()
)


@dataclass(frozen=True, slots=True)
class Attachments:
    """Each kind only where the operator has set it up.

    check: looks words up as a quotation, all of them, or what stands between quotation marks in them.
    ask: takes words that somebody said.
    """

    pictures: PictureReader | None
    voices: Transcriber | None
    check: Callable[[Turn, str], Awaitable[None]]
    ask: Handler
    albums: Albums

    @property
    def router(self) -> Router:
        """Photos without a caption, and voice messages."""
        listeners = []
        if self.pictures is not None:
            listeners.append(Listener("photo", partial(self.photo, self.pictures), _SPOKEN & filters.PHOTO))
        if self.voices is not None:
            listeners.append(Listener("voice", partial(self.voice, self.voices), _SPOKEN & filters.VOICE))
        return Router({}, messages=tuple(listeners))

    async def photo(self, pictures: PictureReader, turn: Turn) -> None:
        """The clipping in a photo, checked as a quotation; of an album the first."""
        if self.albums.is_answered(turn.update.message):
            return
        fitting = [one for one in turn.said.photo if (one.file_size or 0) <= PICTURE_MOST]
        if not fitting:
            raise ReaderError("picture.too_big", limit=PICTURE_MOST // 1024 // 1024)
        largest = max(fitting, key=lambda one: one.width * one.height)
        words = await pictures.read(await download(turn, largest.file_id, largest.file_size, PICTURE_MOST))
        turn.note(read=len(words))
        if sum(map(str.isalnum, words)) < LEAST_CHARS:
            raise ReaderError("picture.nothing")
        await self._show(turn, "picture.read", words)
        await self.check(turn, words)

    async def voice(self, voices: Transcriber, turn: Turn) -> None:
        """A question that was spoken."""
        voice = turn.said.voice
        if voice is None:
            return
        if _seconds(voice) > LONGEST_S or (voice.file_size or 0) > VOICE_MOST:
            raise ReaderError("voice.too_big", limit=LONGEST_S // 60)
        raw = await download(turn, voice.file_id, voice.file_size, VOICE_MOST)
        words = await voices.hear(raw, "speech.ogg")  # Bot API Voice: OGG with OPUS
        turn.note(heard=len(words))
        if not any(map(str.isalnum, words)):
            raise ReaderError("voice.nothing")
        await self._show(turn, "voice.heard", words)
        turn.words = words
        await self.ask(turn)

    async def _show(self, turn: Turn, key: Key, words: str) -> None:
        await turn.reply(lines(turn.say(key), Quote(cut(tidy(words), SHOWN_UNITS))))


def _seconds(voice: Voice) -> float:
    return voice.duration.total_seconds() if isinstance(voice.duration, timedelta) else voice.duration
