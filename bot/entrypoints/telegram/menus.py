"""The command menus that Telegram shows, by who reads them and in which language."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from telegram import (
    Bot,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from bot.entrypoints.telegram.commands import Command, Menu
from bot.entrypoints.telegram.office import Office
from bot.i18n import Language, say

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Menus:
    """Who has which commands. owners: by their numbers. office: None where nothing is edited."""

    commands: tuple[Command, ...]
    owners: frozenset[int]
    office: Office | None

    def of(self, person: int | None) -> Menu:
        """The menu of *person*'s private chat."""
        menu = Menu.PRIVATE
        if person in self.owners:
            menu |= Menu.ADMIN | Menu.EDITOR
        elif self.office is not None and self.office.is_editor(person):
            menu |= Menu.EDITOR
        return menu

    async def set_all(self, bot: Bot) -> None:
        """Set the command menus of every scope in both languages. A refused one is logged, and the bot starts."""
        await self._set(bot, BotCommandScopeDefault(), Menu.EVERYONE)
        await self._set(bot, BotCommandScopeAllPrivateChats(), Menu.PRIVATE)
        await self._set(bot, BotCommandScopeAllGroupChats(), Menu.GROUP)
        await self._set(bot, BotCommandScopeAllChatAdministrators(), Menu.GROUP | Menu.GROUP_ADMIN)
        for person in sorted(self.owners | set(self.office.editors if self.office is not None else ())):
            await self.set_for(bot, person)

    async def set_for(self, bot: Bot, person: int) -> None:
        """The menu of one who is an owner or an editor, or is none any more."""
        await self._set(bot, BotCommandScopeChat(person), self.of(person))

    async def _set(self, bot: Bot, scope: BotCommandScope, menu: Menu) -> None:
        languages: tuple[tuple[Language, str | None], ...] = (("en", None), ("ko", "ko"))
        for language, code in languages:
            rows = [(one.name, say(language, one.description)) for one in self.commands if one.menu & menu]
            try:
                await bot.set_my_commands(rows, scope=scope, language_code=code)
            except TelegramError as refusal:
                if isinstance(scope, BotCommandScopeChat):  # who has not started the bot yet: /start sets it
                    log.info("menu of %s not set yet: %s", scope.chat_id, refusal)
                else:
                    log.warning("menu not set: scope=%s language=%s: %s", scope.type, language, refusal)
                break
