"""The command menus that Telegram shows, by who reads them and in which language."""

from __future__ import annotations

import logging

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

from bot.entrypoints.telegram.context import Desk, Menu
from bot.i18n import Language, say

log = logging.getLogger(__name__)


async def set_menus(bot: Bot, desk: Desk) -> None:
    """Set the command menus of every scope in both languages. A refused one is logged, and the bot starts."""
    menus: list[tuple[BotCommandScope, Menu]] = [
        (BotCommandScopeDefault(), Menu.EVERYONE),
        (BotCommandScopeAllPrivateChats(), Menu.PRIVATE),
        (BotCommandScopeAllGroupChats(), Menu.GROUP),
        (BotCommandScopeAllChatAdministrators(), Menu.GROUP | Menu.GROUP_ADMIN),
    ]
    known = desk.admin_ids | set(desk.office.editors if desk.office is not None else ())
    menus += [(BotCommandScopeChat(person), desk.menu_of(person)) for person in sorted(known)]
    languages: tuple[tuple[Language, str | None], ...] = (("en", None), ("ko", "ko"))
    for scope, menu in menus:
        for language, code in languages:
            rows = [
                (command.name, say(language, command.description))
                for command in desk.commands
                if command.menu & menu
            ]
            try:
                await bot.set_my_commands(rows, scope=scope, language_code=code)
            except TelegramError as refusal:  # an admin who has not yet started the bot has no chat
                log.warning("menu not set: scope=%s language=%s: %s", scope.type, language, refusal)
                break
