"""Running the corpus: the bin, undo, the log, what was refused, how things are, and who are editors."""

from __future__ import annotations

import re
import resource
import sys
from collections.abc import Callable
from datetime import datetime, timedelta

from telegram import BotCommandScopeChat, InlineKeyboardMarkup, MessageOriginUser
from telegram.error import TelegramError

import bot
from bot.editing.history import Person
from bot.editing.manuscript import ID
from bot.entrypoints.telegram.callbacks import (
    CallbackData,
    Leave,
    LogPage,
    RejectedPage,
    Remove,
    Reread,
    Restore,
    button,
)
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.handlers.adding import draft_of, office_of, person_of, take
from bot.entrypoints.telegram.markup import cut, tidy
from bot.entrypoints.telegram.office import Office
from bot.entrypoints.telegram.paging import stored
from bot.entrypoints.telegram.views import mutes, pages, preview
from bot.errors import CorpusError, ReaderError, StoreUnavailable
from bot.i18n import Key, Language, say

PAGE = 10
MUTES_SHOWN, MUTES_COUNTED = 8, 10_000
TITLE_UNITS = 60
_OUTAGES: dict[str, Key] = {
    "away": "store.away",
    "busy": "store.busy",
    "read-only": "store.read_only",
    "full": "store.full",
    "refused": "store.refused",
    "damaged": "store.damaged",
}
_PERSON = re.compile(r"[1-9][0-9]{0,15}")


# -- out and back


async def remove(turn: Turn) -> None:
    """`/remove ID` asks first."""
    office = office_of(turn, owner=True)
    article_id = await _id(turn, "remove")
    manuscript, base = await office.desk.find(article_id)
    number = await office.drafts.save(
        person_of(turn).id, "remove", b"", {"article": manuscript.article.id, "base": base}
    )
    buttons = [
        button(say(turn.language, "button.remove"), Remove(number, turn.language)),
        button(say(turn.language, "button.leave"), Leave(number, turn.language)),
    ]
    about = preview.about(turn.language, manuscript.article)
    await turn.reply(say(turn.language, "editing.remove", **about), InlineKeyboardMarkup([buttons]))


async def remove_pressed(turn: Turn, pressed: Remove) -> None:
    """[지우기]."""
    number = pressed.draft
    office = office_of(turn, owner=True)
    if (await draft_of(turn, number, owner=True)).kind != "remove":
        raise ReaderError("editing.decided")
    notes = (await take(turn, number, owner=True)).notes
    _, base = await office.desk.find(notes["article"])
    if base != notes["base"]:
        raise ReaderError("editing.overtaken")
    try:
        done = await office.desk.remove(person_of(turn), notes["article"])
    except CorpusError as fault:
        await office.drafts.give_back(number)
        raise ReaderError("editing.disk") from fault
    except StoreUnavailable:
        await office.drafts.give_back(number)
        raise
    await office.drafts.close(number)
    turn.note(article=done.article.id)
    await turn.show(say(turn.language, "editing.removed", **preview.about(turn.language, done.article)))


async def leave(turn: Turn, pressed: Leave) -> None:
    """[그만두기]."""
    await take(turn, pressed.draft)
    await office_of(turn).drafts.close(pressed.draft)
    await turn.show(turn.say("editing.cancelled"))


async def restore(turn: Turn) -> None:
    """`/restore ID`; without an id, what is in the bin."""
    office = office_of(turn, owner=True)
    if turn.words:
        await _restore(turn, turn.words.split()[0])
        return
    kept = await office.desk.records.binned(PAGE)
    if not kept:
        raise ReaderError("editing.bin_empty")
    rows = [
        turn.say(
            "editing.bin_row",
            when=_when(turn, one.at),
            id=one.article,
            title=cut(tidy(one.title), TITLE_UNITS),
        )
        for one in kept
    ]
    buttons = [
        [button(say(turn.language, "button.restore", id=one.article), Restore(one.article, turn.language))]
        for one in kept
        if ID.fullmatch(one.article)
    ]
    html = "\n".join([turn.say("editing.bin"), *rows])
    await turn.reply(html, InlineKeyboardMarkup(buttons) if buttons else None)


async def restore_pressed(turn: Turn, pressed: Restore) -> None:
    """[되살리기]."""
    await _restore(turn, pressed.article)


async def _restore(turn: Turn, article_id: str) -> None:
    office = office_of(turn, owner=True)
    try:
        done = await office.desk.restore(person_of(turn), article_id)
    except CorpusError as fault:
        raise ReaderError("editing.disk") from fault
    turn.note(article=done.article.id)
    await turn.answer()
    await turn.reply(say(turn.language, "editing.restored", **preview.about(turn.language, done.article)))


async def undo(turn: Turn) -> None:
    """The last that this person did."""
    office = office_of(turn)
    try:
        action = await office.desk.undo(person_of(turn))
    except CorpusError as fault:
        raise ReaderError("editing.disk") from fault
    turn.note(undid=action.kind, articles=action.articles)
    await turn.reply(turn.say("editing.undone", what=preview.deed(turn.language, action)))


async def _id(turn: Turn, command: str) -> str:
    words = turn.words.split()
    if len(words) == 1:
        return words[0]
    newest = await turn.desk.newsroom.latest(1)
    raise ReaderError("editing.which", command=command, id=newest[0].id if newest else "ID")


# -- looking


async def log(turn: Turn) -> None:
    """What was done, the latest first."""
    await _show_log(turn, 0)


async def log_page(turn: Turn, pressed: LogPage) -> None:
    """Another page of it."""
    await _show_log(turn, pressed.offset)


async def _show_log(turn: Turn, offset: int) -> None:
    actions = await office_of(turn).desk.records.actions(PAGE + 1, offset)
    if not actions:
        raise ReaderError("log.none")
    shown = actions[:PAGE]
    rows = [
        turn.say(
            "log.row",
            when=_when(turn, one.at),
            who=cut(tidy(one.person.name), preview.NAME_UNITS),
            what=preview.deed(turn.language, one),
        )
        for one in shown
    ]
    head = turn.say("log.head", first=offset + 1, last=offset + len(shown))
    await turn.show("\n".join([head, *rows]), _leaf(turn, LogPage, offset, len(actions) > PAGE))


async def rejected(turn: Turn) -> None:
    """Files that could not be read, and why."""
    await _show_rejected(turn, 0)


async def rejected_page(turn: Turn, pressed: RejectedPage) -> None:
    """Another page of them."""
    await _show_rejected(turn, pressed.offset)


async def _show_rejected(turn: Turn, offset: int) -> None:
    refused = list(office_of(turn).desk.corpus.refused.items())
    if not refused:
        await turn.show(turn.say("rejected.none"))
        return
    if offset >= len(refused):
        offset = (len(refused) - 1) // PAGE * PAGE
    shown = refused[offset : offset + PAGE]
    unreadable = turn.say("count.unreadable", count=len(refused))
    head = turn.say("rejected.head", unreadable=unreadable, first=offset + 1, last=offset + len(shown))
    leaf = _leaf(turn, RejectedPage, offset, offset + PAGE < len(refused))
    rows = [
        *(leaf.inline_keyboard if leaf else ()),
        (button(say(turn.language, "button.reread"), Reread(turn.language)),),
    ]
    html = f"{head}\n{preview.refusals(turn.language, shown)}"
    await turn.show(html, InlineKeyboardMarkup(rows))


async def reread(turn: Turn, pressed: Reread) -> None:
    """[다시 읽기]."""
    desk = office_of(turn).desk
    await desk.reread()
    articles = turn.say("count.articles", count=len(desk.corpus))
    unreadable = turn.say("count.unreadable", count=len(desk.corpus.refused))
    await turn.show(turn.say("rejected.reread", articles=articles, unreadable=unreadable))


def _leaf(
    turn: Turn, page: Callable[[int, Language], CallbackData], offset: int, more: bool
) -> InlineKeyboardMarkup | None:
    row = []
    if offset:
        row.append(button(say(turn.language, "button.back"), page(max(0, offset - PAGE), turn.language)))
    if more:
        row.append(button(say(turn.language, "button.on"), page(offset + PAGE, turn.language)))
    return InlineKeyboardMarkup([row]) if row else None


async def status(turn: Turn) -> None:
    """How things are, in figures."""
    office = office_of(turn)
    figures = await stored(turn, office.drafts.figures())
    newest = await turn.desk.newsroom.latest(1)
    title = cut(tidy(newest[0].title), TITLE_UNITS) if newest else say(turn.language, "editing.none")
    html = turn.say(
        "status",
        version=bot.__version__,
        uptime=_span(turn.now - office.opened),
        articles=turn.say("count.articles", count=len(turn.desk.newsroom.index)),
        unreadable=turn.say("count.unreadable", count=len(office.desk.corpus.refused)),
        newest=f"{title} · {pages.date_line(turn.language, newest[0])}" if newest else title,
        memory=f"{memory_mebibytes():,}",
        index=f"{office.index_bytes() / 2**20:,.1f}",
        subscriptions=figures.subscriptions if figures else "?",
        chats=figures.chats if figures else "?",
        sent=f"{figures.sent:,}" if figures else "?",
        failed=f"{figures.failed:,}" if figures else "?",
        archived=f"{figures.archived:,}" if figures else "?",
    )
    muted = await stored(turn, _muted(turn)) or []
    await turn.reply("\n".join([html, *_outage(turn, office), *muted]))


def _outage(turn: Turn, office: Office) -> list[str]:
    """What is the matter with the database, if anything."""
    if (outage := office.outage()) is None:
        return []
    why = say(turn.language, _OUTAGES[outage.reason])
    return [turn.say("status.store", since=_when(turn, outage.since), why=why)]


async def _muted(turn: Turn) -> list[str]:
    """The places that take no digest, the latest first."""
    if turn.desk.memory is None:
        return []
    found = await turn.desk.memory.mutes.every(MUTES_COUNTED)
    if not found:
        return []
    lines = [mutes.row(turn.language, mute, title) for mute, title in found[:MUTES_SHOWN]]
    if len(found) > MUTES_SHOWN:
        lines.append(turn.say("status.muted_more", count=len(found) - MUTES_SHOWN))
    return ["", turn.say("status.muted", count=len(found)), *lines]


def memory_mebibytes() -> int:
    """The most that this process had at once, in MiB; the index is nearly all of it."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used // 1024 if sys.platform != "darwin" else used // 1024 // 1024


def _span(time: timedelta) -> str:
    minutes = int(time.total_seconds()) // 60
    return f"{minutes // 1440}d {minutes // 60 % 24:02}:{minutes % 60:02}"


def _when(turn: Turn, moment: datetime) -> str:
    return pages.when(turn.language, moment)


# -- editors


async def editors(turn: Turn) -> None:
    """`/editors`, `/editors add`, `/editors remove`; by a reply or a number, since names change hands."""
    office = office_of(turn, owner=True)
    what, _, rest = turn.words.partition(" ")
    if what in {"add", "추가"}:
        who = _who(turn, rest)
        if not await office.drafts.appoint(who, person_of(turn).id):
            raise ReaderError("editors.already", name=who.name)
        await office.read_editors()
        await office.desk.note("appoint", person_of(turn), f"{who.id} {who.name}")
        await set_menu(turn, who.id)
        await turn.reply(turn.say("editors.appointed", name=who.name))
    elif what in {"remove", "빼기"}:
        who = _who(turn, rest)
        if not await office.drafts.dismiss(who.id):
            raise ReaderError("editors.not_one", name=who.name)
        await office.read_editors()
        await office.desk.note("dismiss", person_of(turn), f"{who.id} {who.name}")
        await set_menu(turn, who.id)
        await turn.reply(turn.say("editors.dismissed", name=who.name))
    else:
        await turn.reply(_listed(turn))


def _listed(turn: Turn) -> str:
    office = turn.desk.office
    assert office is not None
    owners = ", ".join(f"<code>{number}</code>" for number in sorted(office.owners))
    rows = [
        turn.say("editors.row", name=cut(tidy(one.name), preview.NAME_UNITS), id=one.id)
        for one in office.editors.values()
    ]
    return "\n".join(
        [say(turn.language, "editors.head", owners=owners), *(rows or [say(turn.language, "editors.none")])]
    )


def _who(turn: Turn, words: str) -> Person:
    """The person meant. Raises: ReaderError where it is nobody, a name, a bot or a group."""
    words = words.strip()
    if _PERSON.fullmatch(words):
        known = turn.desk.office.editors.get(int(words)) if turn.desk.office else None
        return known or Person(int(words), words)
    replied = turn.message.reply_to_message if turn.message else None
    if words or replied is None:
        raise ReaderError("editors.who")
    if isinstance(replied.forward_origin, MessageOriginUser):
        user = replied.forward_origin.sender_user
    elif replied.forward_origin is None and replied.sender_chat is None:
        user = replied.from_user  # type: ignore[assignment] # of a message that is no channel's there is one
    else:
        raise ReaderError("editors.who")
    if user is None or user.is_bot:
        raise ReaderError("editors.who")
    return Person(user.id, user.full_name)


async def set_menu(turn: Turn, person: int) -> None:
    """The command menu of somebody who became an editor, or is none any more."""
    languages: tuple[tuple[Language, str | None], ...] = (("en", None), ("ko", "ko"))
    for language, code in languages:
        rows = [
            (one.name, say(language, one.description))
            for one in turn.desk.commands
            if one.menu & turn.desk.menu_of(person)
        ]
        try:
            await turn.bot.set_my_commands(rows, scope=BotCommandScopeChat(person), language_code=code)
        except TelegramError:  # who has not yet started the bot has no chat; the next start sets it
            return
