"""The table of commands: their names in both languages and whose menus they stand in.

They stand in the menus and in /help in this order. What a command does, the router of its feature says.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, auto

from bot.i18n import Key


class Menu(Flag):
    """Whose command menu a command is in."""

    PRIVATE = auto()
    GROUP = auto()
    GROUP_ADMIN = auto()
    ADMIN = auto()
    EDITOR = auto()
    EVERYONE = PRIVATE | GROUP


@dataclass(frozen=True, slots=True)
class Command:
    """A row of the table.

    description: what its line in the menu says.
    aliases: other names, most of them Korean. Telegram makes no command of those, so they are read from the text.
    changes: whether it changes something, and is not obeyed again where it is corrected.
    """

    name: str
    description: Key
    menu: Menu = Menu.EVERYONE
    aliases: tuple[str, ...] = ()
    changes: bool = False


READING = (
    Command("search", "command.search", aliases=("검색", "찾기")),
    Command("ask", "command.ask", aliases=("질문", "물음")),
    Command("quote", "command.quote", aliases=("인용", "어록")),
    Command("latest", "command.latest", aliases=("최신", "새기사")),
    Command("story", "command.story", aliases=("timeline", "흐름", "타임라인")),
    Command("person", "command.person", aliases=("인물", "사람")),
    Command("trend", "command.trend", aliases=("추이", "트렌드")),
    Command("article", "command.article", aliases=("기사", "전문")),
)
# Where something is kept of chats, they are told things.
TELLING = (
    Command(
        "subscribe", "command.subscribe", Menu.PRIVATE | Menu.GROUP_ADMIN, aliases=("구독",), changes=True
    ),
    Command(
        "subscriptions",
        "command.subscriptions",
        Menu.PRIVATE | Menu.GROUP_ADMIN,
        aliases=("구독목록", "설정", "settings"),
    ),
    Command(
        "unsubscribe", "command.unsubscribe", Menu.PRIVATE | Menu.GROUP_ADMIN, aliases=("구독해지", "stop")
    ),
    Command("digest", "command.digest", aliases=("소식",)),
    Command("watch", "command.watch", Menu.PRIVATE | Menu.GROUP_ADMIN, aliases=("알림",), changes=True),
    Command("language", "command.language", Menu.PRIVATE | Menu.GROUP_ADMIN, aliases=("언어",), changes=True),
    Command(
        "quiet",
        "command.quiet",
        Menu.PRIVATE | Menu.GROUP_ADMIN,
        aliases=("방해금지", "조용히"),
        changes=True,
    ),
)
ABOUT = (
    Command("help", "command.help", aliases=("도움말", "도움")),
    Command("privacy", "command.privacy", Menu.PRIVATE, aliases=("개인정보",)),
    Command("start", "command.start", Menu.PRIVATE, aliases=("시작",)),
)
# Where there is an editing desk. Owners have both menus.
EDITING = (
    Command("add", "command.add", Menu.EDITOR, aliases=("추가", "넣기"), changes=True),
    Command("edit", "command.edit", Menu.EDITOR, aliases=("고치기",), changes=True),
    Command("undo", "command.undo", Menu.EDITOR, aliases=("되돌리기",), changes=True),
    Command("rejected", "command.rejected", Menu.EDITOR, aliases=("거절",)),
    Command("log", "command.log", Menu.EDITOR, aliases=("기록",)),
    Command("status", "command.status", Menu.EDITOR, aliases=("상태",)),
    Command("remove", "command.remove", Menu.ADMIN, aliases=("지우기",), changes=True),
    Command("restore", "command.restore", Menu.ADMIN, aliases=("되살리기",), changes=True),
    Command("export", "command.export", Menu.ADMIN, aliases=("내보내기",)),
    Command("editors", "command.editors", Menu.ADMIN, aliases=("편집자",), changes=True),
)
# Where news is fetched for the desk.
FEEDING = (
    Command("feed", "command.feed", Menu.EDITOR, aliases=("피드", "받아오기"), changes=True),
    Command("feeds", "command.feeds", Menu.EDITOR, aliases=("피드목록", "받는곳"), changes=True),
)
COMMANDS = (*READING, *TELLING, *ABOUT, *EDITING, *FEEDING)


def commands_of(*, is_telling: bool, is_editing: bool, is_feeding: bool = False) -> tuple[Command, ...]:
    """Those at work, in the order of the table."""
    at_work = [(READING, True), (TELLING, is_telling), (ABOUT, True), (EDITING, is_editing)]
    at_work.append((FEEDING, is_editing and is_feeding))
    return tuple(command for commands, is_there in at_work if is_there for command in commands)
