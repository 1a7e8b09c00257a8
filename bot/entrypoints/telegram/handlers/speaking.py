"""/language: in which language a chat is spoken to, and whether its answers are heard."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from telegram import InlineKeyboardMarkup, Message
from telegram.ext import filters

from bot.digests.subscription import Manners
from bot.entrypoints.presentation.tree import lines
from bot.entrypoints.telegram.buttons.speaking import BeSilent, Speak
from bot.entrypoints.telegram.callbacks import button
from bot.entrypoints.telegram.context import Turn, language_of_update, said_words
from bot.entrypoints.telegram.manners import KnownManners
from bot.entrypoints.telegram.message_filters import SpokenTo, Typed
from bot.entrypoints.telegram.permissions import require
from bot.entrypoints.telegram.ports import Memory
from bot.entrypoints.telegram.routing import SAID, Button, Listener, Router
from bot.errors import ReaderError
from bot.i18n import Language, say
from bot.patterns import lazy_compile

LONGEST = 40  # characters of what may name a language

_NAMES: dict[str, Language | None] = {
    "ko": "ko", "kor": "ko", "korean": "ko", "한국어": "ko", "한글": "ko", "한국말": "ko",
    "en": "en", "eng": "en", "english": "en", "영어": "en", "영문": "en",
    "auto": None, "automatic": None, "자동": None,
}  # fmt: skip
_ASKED = lazy_compile(
    r"(?:to\s|in\s)?(\S{1,12}?)(?:으?로)?(?:\s?(?:해|바꿔|변경|설정|말해|답해|답장해|하기)\S{0,6}|\splease)?[.!~]?"
)  # 영어로 해줘


_GIVE = r"(?:줘요?|주세요|주십시오|줄래요?|주실래요|주시겠어요|줄\s?수\s?있(?:어|나|을까)요?)"
_WISH = lazy_compile(  # without a command: 영어로 말해줘, English please; not 영어 교육, 영어로 답했다
    r"(?:(?:나한테|저한테|앞으로|이제)\s)?(?:한국어|한국말|한글|영어|영문)로\s?(?:좀\s)?(?:말|말씀|답|답장|대답|얘기|이야기|설명|바꿔|변경|설정|부탁)?\s?(?:좀\s)?"
    rf"(?:해(?:요|라)?|해\s?{_GIVE}|할래요?|하자|부탁(?:해요?|드려요|드립니다)"
    rf"|(?<=꿔)(?:\s?{_GIVE})?)[.!~?]*"
    r"|(?:please\s)?(?:can\syou\s)?(?:speak|talk|answer|reply|switch\sto|change\sto|use)\s(?:to\sme\s)?(?:in\s)?(?:korean|english)"
    r"(?:\splease)?[.!?]*|(?:in\s)?(?:korean|english),?\splease[.!]*",
    re.IGNORECASE,
)
_LANGUAGE = lazy_compile(r"한국어|한국말|한글|영어|영문|korean|english", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaking:
    """How a chat is spoken to; chosen by its person, elsewhere by the administrators."""

    memory: Memory
    manners: KnownManners

    @property
    def router(self) -> Router:
        """/language and its buttons, and the wish for a language without a command."""
        said = filters.UpdateType.MESSAGE & SAID & (filters.ChatType.PRIVATE | SpokenTo()) & Typed()
        return Router(
            {"language": self.language},
            (Button(Speak, self.speak), Button(BeSilent, self.be_silent)),
            messages=(Listener("language", self.asked, said & NamesLanguage()),),
        )

    async def asked(self, turn: Turn) -> None:
        """영어로 말해줘"""
        named = _LANGUAGE.search(turn.words)
        turn.words = named[0] if named is not None else ""
        await self.language(turn)

    async def language(self, turn: Turn) -> None:
        """What is chosen, on buttons; with a language, that one from now on."""
        if not turn.words:
            await self._show(turn, await self.manners.of(turn.chat.id))
            return
        asked = _ASKED.fullmatch(" ".join(turn.words.lower().split())[:LONGEST])
        name = asked[1] if asked is not None else ""
        if name not in _NAMES:
            raise ReaderError("language.unknown")
        await self._choose(turn, replace(await self.manners.of(turn.chat.id), language=_NAMES[name]))

    async def speak(self, turn: Turn, pressed: Speak) -> None:
        """A language's button."""
        chosen = None if pressed.spoken == "auto" else pressed.spoken
        await self._choose(turn, replace(await self.manners.of(turn.chat.id), language=chosen))

    async def be_silent(self, turn: Turn, pressed: BeSilent) -> None:
        """With or without a sound."""
        await self._choose(turn, replace(await self.manners.of(turn.chat.id), silent=pressed.silent))

    async def _choose(self, turn: Turn, chosen: Manners) -> None:
        await require(turn, turn.chat.id)
        await self.manners.choose(turn.chat.id, chosen)
        if chosen.language is not None:  # digests speak it, too
            await self.memory.chats.speak(turn.chat.id, chosen.language)
        turn.language = chosen.language or language_of_update(turn.update)
        turn.silent = chosen.silent
        await self._show(turn, chosen)

    async def _show(self, turn: Turn, chosen: Manners) -> None:
        def label(text: str, *, is_chosen: bool) -> str:
            return f"✓ {text}" if is_chosen else text

        auto = say(turn.language, "language.auto")
        languages = [
            button(label("한국어", is_chosen=chosen.language == "ko"), Speak("ko")),
            button(label("English", is_chosen=chosen.language == "en"), Speak("en")),
            button(label(auto, is_chosen=chosen.language is None), Speak("auto")),
        ]
        sound = say(turn.language, "language.loud" if chosen.silent else "language.silent")
        said = lines(
            turn.say("language.which"),
            turn.say("language.is_silent" if chosen.silent else "language.is_loud"),
        )
        rows = [languages, [button(sound, BeSilent(not chosen.silent))]]
        await turn.show(said, InlineKeyboardMarkup(rows))


class NamesLanguage(filters.MessageFilter):
    """Words that ask to be spoken to in a language, and for nothing else."""

    def filter(self, message: Message) -> bool:
        """See the class."""
        return (
            _WISH.fullmatch(" ".join(said_words(message, message.get_bot().username).split())[:LONGEST])
            is not None
        )
