"""About the bot: a greeting, its commands, what is kept of readers; and what is said to what nobody takes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from telegram import InlineKeyboardMarkup
from telegram.ext import filters

from bot.entrypoints.presentation.text import cut, tidy
from bot.entrypoints.presentation.tree import code, lines, paragraphs, text
from bot.entrypoints.telegram.albums import Albums
from bot.entrypoints.telegram.article_links import read_start
from bot.entrypoints.telegram.commands import Command, Menu
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.menus import Menus
from bot.entrypoints.telegram.message_filters import WORDS, Addressed, SlashWord, Typed, words_in
from bot.entrypoints.telegram.paging import latest_button
from bot.entrypoints.telegram.ports import Answers
from bot.entrypoints.telegram.routing import PRIVATE, Listener, Router
from bot.entrypoints.telegram.typed_commands import likely
from bot.entrypoints.telegram.views import pages
from bot.newsroom import Newsroom

SHOWN_CHARS = 300  # of a command that is most likely meant
NEWEST = 30  # are looked at for examples in the greeting


@dataclass(frozen=True, slots=True)
class About:
    """What a reader can do here, and what becomes of what they say. open_article: takes the id of one.

    reads_pictures, hears_voices: whether photos and voice messages are looked at.
    """

    newsroom: Newsroom
    answers: Answers
    menus: Menus
    open_article: Callable[[Turn, str], Awaitable[None]]
    reads_pictures: bool = False
    hears_voices: bool = False
    albums: Albums = field(default_factory=Albums)

    @property
    def router(self) -> Router:
        """/help, /privacy and /start; messages that no other feature takes."""
        in_groups = filters.UpdateType.MESSAGE & Addressed() & Typed()
        retyped = (filters.ChatType.PRIVATE | Addressed()) & SlashWord() & Typed()
        return Router(
            {"help": self.help, "privacy": self.privacy, "start": self.start},
            first=(Listener("passed-on", self.passed_on, PRIVATE & SlashWord() & ~Typed()),),
            messages=(
                Listener(
                    "unknown", self.unknown_command, (PRIVATE & WORDS & ~filters.VIA_BOT) | in_groups, retyped
                ),
                Listener("other", self.not_text, PRIVATE & ~filters.StatusUpdate.ALL & ~filters.VIA_BOT),
            ),
            seen=self.albums.note,
        )

    async def start(self, turn: Turn) -> None:
        """Open the article that a link brought here; else greet, and say what there is to try on how many articles."""
        if turn.private and turn.user_id is not None and self.menus.of(turn.user_id) != Menu.PRIVATE:
            await self.menus.set_for(turn.bot, turn.user_id)  # it could not be before the bot was started
        if (article_id := read_start(turn.words)) is not None:
            await self.open_article(turn, article_id)
            return
        if not turn.private:
            await turn.reply(turn.say("greeting.group"))
            return
        newest = await self.newsroom.latest(NEWEST)
        search_for, quoted = pages.examples(newest)
        count = len(self.newsroom.index)
        greeting = turn.say("start", count=count, search=search_for, quote=quoted)
        await turn.reply(greeting, InlineKeyboardMarkup([[latest_button(turn.language)]]))

    async def help(self, turn: Turn) -> None:
        """The commands this reader has here."""
        rows = [text(f"/{command.name} — ", turn.say(command.description)) for command in self._offered(turn)]
        await turn.reply(
            paragraphs(turn.say("help.head"), lines(*rows), turn.say("help.filters"), turn.say("help.foot"))
        )

    def _offered(self, turn: Turn) -> tuple[Command, ...]:
        """The commands that this reader has here."""
        menu = Menu.PRIVATE | self.menus.of(turn.user_id) if turn.private else Menu.GROUP | Menu.GROUP_ADMIN
        return tuple(one for one in self.menus.commands if one.menu & menu)

    async def privacy(self, turn: Turn) -> None:
        """What is kept of readers."""
        parts = [turn.say("privacy", count=self.answers.kept_days)]
        if self.newsroom.reader is not None or self.newsroom.phraser is not None:
            parts.append(turn.say("privacy.model"))
        if self.reads_pictures:
            parts.append(turn.say("privacy.pictures"))
        if self.hears_voices:
            parts.append(turn.say("privacy.voices"))
        await turn.reply(paragraphs(*parts))

    async def unknown_command(self, turn: Turn) -> None:
        """A command nobody knows, said to the bot alone or by its name; with the one that it most likely means."""
        typed = words_in(turn.said)
        meant = likely(typed, self._offered(turn)) if typed.startswith(("/", "／")) else None
        if meant is None:
            await turn.reply(turn.say("command.unknown"))
            return
        command = cut(tidy(f"/{meant.name} {turn.words}"), SHOWN_CHARS)
        await turn.reply(lines(turn.say("command.likely"), code(command)))

    async def passed_on(self, turn: Turn) -> None:
        """A command that was forwarded, or made by another bot: whoever passed it on has not given it."""
        await turn.reply(turn.say("command.passed_on"))

    async def not_text(self, turn: Turn) -> None:
        """A picture, a sticker, a voice; of an album the first."""
        if self.albums.is_answered(turn.update.message):
            return
        await turn.reply(turn.say("message.picture" if turn.said.photo else "message.not_text"))
