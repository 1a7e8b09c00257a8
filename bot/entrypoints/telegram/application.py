"""The Application: which command is whose, what is logged, and what is said when something fails.

The commands stand in the menus and in /help in the order of the tables.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import datetime
from functools import partial
from time import monotonic, perf_counter
from typing import TYPE_CHECKING, Any

from telegram import Message, Update
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import BaseRequest

from bot.delivery.rate_limit import Pace
from bot.digests.subscription import Place
from bot.entrypoints.telegram import callbacks, refusals
from bot.entrypoints.telegram.callbacks import CallbackData
from bot.entrypoints.telegram.context import (
    Answers,
    Button,
    Command,
    Desk,
    Handler,
    Menu,
    SavedQueries,
    Turn,
    language_of_update,
    said_words,
    utc_now,
)
from bot.entrypoints.telegram.handlers import (
    adding,
    asking,
    exporting,
    managing,
    mending,
    quoting,
    reading,
    subscribing,
    subscription_list,
    subscription_panel,
)
from bot.entrypoints.telegram.menus import set_menus
from bot.entrypoints.telegram.message_filters import WORDS, CommandName, SlashWord, SpokenTo, Typed
from bot.entrypoints.telegram.pastes import Continues, Pastes
from bot.entrypoints.telegram.ports import Memory
from bot.entrypoints.telegram.scheduler import FairScheduler
from bot.entrypoints.telegram.sender import Sender, Sleep
from bot.errors import ReaderError, StoreError, StoreUnavailable
from bot.observability.logging import get_logger
from bot.observability.metrics import UPDATE_SECONDS, UPDATES

if TYPE_CHECKING:
    from bot.entrypoints.telegram.office import Office
    from bot.newsroom import Newsroom

log = get_logger(__name__)
App = Application[Any, Any, Any, Any, Any, Any]
Context = CallbackContext[Any, Any, Any, Any]

COMMANDS = (
    Command("search", "command.search", reading.search, aliases=("검색", "찾기")),
    Command("ask", "command.ask", asking.ask, aliases=("질문", "물음")),
    Command("quote", "command.quote", quoting.quote, aliases=("인용", "어록")),
    Command("latest", "command.latest", reading.latest, aliases=("최신", "새기사")),
)
BUTTONS = (
    Button(callbacks.SearchPage, reading.search_page),
    Button(callbacks.QuotePage, quoting.page),
    Button(callbacks.WidenQuote, quoting.widen),
    Button(callbacks.RateAnswer, asking.rate),
    Button(callbacks.LatestPage, reading.latest_page),
    Button(callbacks.LatestOfPage, reading.latest_of_page),
)
# Where something is kept of chats, they are told things.
TELLING = (
    Command(
        "subscribe",
        "command.subscribe",
        subscribing.subscribe,
        Menu.PRIVATE | Menu.GROUP_ADMIN,
        aliases=("구독",),
    ),
    Command(
        "subscriptions",
        "command.subscriptions",
        subscription_list.listed,
        Menu.PRIVATE | Menu.GROUP_ADMIN,
        aliases=("구독목록", "설정"),
    ),
    Command(
        "unsubscribe",
        "command.unsubscribe",
        subscribing.unsubscribe,
        Menu.PRIVATE | Menu.GROUP_ADMIN,
        aliases=("구독해지",),
    ),
    Command("digest", "command.digest", subscribing.digest, aliases=("소식",)),
    Command("watch", "command.watch", subscribing.watch, Menu.PRIVATE | Menu.GROUP_ADMIN, aliases=("알림",)),
)
TELLING_BUTTONS = (
    Button(callbacks.MoreStories, subscribing.more),
    Button(callbacks.Subscribe, subscribing.proposed),
    Button(callbacks.OpenPanel, subscription_panel.open_panel),
    Button(callbacks.ShowPanel, subscription_panel.show_panel),
    Button(callbacks.ChooseValue, subscription_panel.choose),
    Button(callbacks.AskValue, subscription_panel.ask_value),
    Button(callbacks.Toggle, subscription_panel.change),
    Button(callbacks.SetTime, subscription_panel.change),
    Button(callbacks.SetDays, subscription_panel.change),
    Button(callbacks.ToggleDay, subscription_panel.change),
    Button(callbacks.SetZone, subscription_panel.change),
    Button(callbacks.SetCount, subscription_panel.change),
    Button(callbacks.AskToEnd, subscribing.end_pressed),
    Button(callbacks.End, subscribing.end),
    Button(callbacks.Keep, subscribing.keep),
    Button(callbacks.DigestNow, subscribing.digest_pressed),
    Button(callbacks.Unwatch, subscribing.unwatch),
)
ABOUT = (
    Command("help", "command.help", reading.help_, aliases=("도움말", "도움")),
    Command("privacy", "command.privacy", asking.privacy, Menu.PRIVATE, aliases=("개인정보",)),
    Command("start", "command.start", reading.start, Menu.PRIVATE, aliases=("시작",)),
)
# Where there is an editing desk. Owners have both menus.
EDITING = (
    Command("add", "command.add", adding.add, Menu.EDITOR, aliases=("추가", "넣기")),
    Command("edit", "command.edit", mending.edit, Menu.EDITOR, aliases=("고치기",)),
    Command("undo", "command.undo", managing.undo, Menu.EDITOR, aliases=("되돌리기",)),
    Command("rejected", "command.rejected", managing.rejected, Menu.EDITOR, aliases=("거절",)),
    Command("log", "command.log", managing.log, Menu.EDITOR, aliases=("기록",)),
    Command("status", "command.status", managing.status, Menu.EDITOR, aliases=("상태",)),
    Command("remove", "command.remove", managing.remove, Menu.ADMIN, aliases=("지우기",)),
    Command("restore", "command.restore", managing.restore, Menu.ADMIN, aliases=("되살리기",)),
    Command("export", "command.export", exporting.export, Menu.ADMIN, aliases=("내보내기",)),
    Command("editors", "command.editors", managing.editors, Menu.ADMIN, aliases=("편집자",)),
)
EDITING_BUTTONS = (
    Button(callbacks.Publish, adding.publish),
    Button(callbacks.UpdateExisting, adding.update),
    Button(callbacks.ChooseField, adding.fix),
    Button(callbacks.AskField, adding.ask_field),
    Button(callbacks.ShowProof, adding.back),
    Button(callbacks.CancelDraft, adding.cancel),
    Button(callbacks.Remove, managing.remove_pressed),
    Button(callbacks.Leave, managing.leave),
    Button(callbacks.Restore, managing.restore_pressed),
    Button(callbacks.LogPage, managing.log_page),
    Button(callbacks.RejectedPage, managing.rejected_page),
    Button(callbacks.Reread, managing.reread),
)
FREE_TEXT = asking.free_text  # words without a command, said to the bot

ALLOWED_UPDATES = (
    Update.MESSAGE,
    Update.CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
)


def build_application(
    token: str,
    newsroom: Newsroom,
    saved_queries: SavedQueries,
    answers: Answers,
    *,
    admin_ids: Collection[int] = (),
    request: BaseRequest | None = None,
    get_updates_request: BaseRequest | None = None,
    base_url: str | None = None,
    base_file_url: str | None = None,
    memory: Memory | None = None,
    zone: str = "Asia/Seoul",
    pace: Pace | None = None,
    sleep: Sleep = asyncio.sleep,
    clock: Callable[[], datetime] = utc_now,
    office: Office | None = None,
) -> App:
    """The bot, ready for run_polling or for `sosik chat`.

    memory: of chats and what they are told; without it there are no digests. zone: theirs unless they say.
    pace: shared with the courier of digests, before which replies go. sleep: in its time.
    office: of the editors; without it there is no editing.
    request: another network layer; also used for getUpdates unless *get_updates_request* is given.
    base_url, base_file_url: where requests go, in PTB's form: the token is put after it.

    Start polling with allowed_updates=ALLOWED_UPDATES and drop_pending_updates=False.
    """
    builder: ApplicationBuilder[Any, Any, Any, Any, Any, Any]

    async def slow_down(update: Update) -> None:
        await refuse(Turn(desk, update, application.bot, language_of_update(update), "refused"))

    builder = ApplicationBuilder().token(token).concurrent_updates(FairScheduler(slow_down, monotonic))
    if request is not None:
        builder = builder.request(request).get_updates_request(get_updates_request or request)
    if base_url is not None:
        builder = builder.base_url(base_url)
    if base_file_url is not None:
        builder = builder.base_file_url(base_file_url)
    builder = builder.rate_limiter(Sender(pace or Pace(monotonic), sleep))
    telling = TELLING if memory is not None else ()
    commands = (*COMMANDS, *telling, *ABOUT, *(EDITING if office is not None else ()))
    owners, made = frozenset(admin_ids), Pastes(sleep)
    desk = Desk(newsroom, saved_queries, answers, owners, commands, memory, zone, clock, office, pastes=made)

    async def set_menus_at_start(application: App) -> None:
        await set_menus(application.bot, desk)

    application: App = builder.post_init(set_menus_at_start).build()
    add_handlers(application, desk)
    application.add_error_handler(on_stray_error)
    return application


def add_handlers(application: App, desk: Desk) -> None:
    """Bind the tables. Edited messages match nothing: who corrects a typo asks again.

    Commands, and what is replied to our questions, are obeyed as typed by their sender alone.
    """
    if desk.office is not None:
        piece = filters.UpdateType.MESSAGE & Continues(desk.pastes)
        application.add_handler(MessageHandler(piece, _telling(desk, "piece", adding.piece)))
    typed = (filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST) & Typed()
    for command in desk.commands:
        run = _telling(desk, command.name, command.handler)
        application.add_handler(CommandHandler(command.name, run, typed))
        application.add_handler(MessageHandler(typed & CommandName(command.name, command.aliases), run))
    telling = TELLING_BUTTONS if desk.memory is not None else ()
    buttons = (*BUTTONS, *telling, *(EDITING_BUTTONS if desk.office is not None else ()))
    pressed = partial(_press, {button.data: button.handler for button in buttons})
    application.add_handler(CallbackQueryHandler(_telling(desk, "button-unknown", pressed)))
    said = filters.UpdateType.MESSAGE & WORDS & ~filters.COMMAND & ~SlashWord()
    private = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
    application.add_handler(
        MessageHandler(private & SlashWord() & ~Typed(), _telling(desk, "passed-on", reading.passed_on))
    )
    if desk.memory is not None:
        asked = said & Typed() & subscription_panel.Asked()
        application.add_handler(MessageHandler(asked, _telling(desk, "written", subscription_panel.written)))
        moved = _telling(desk, "migrated", subscribing.migrated)
        application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, moved))
        member = _telling(desk, "member", subscribing.membership)
        application.add_handler(ChatMemberHandler(member, ChatMemberHandler.MY_CHAT_MEMBER))
        application.add_handler(TypeHandler(Update, _alive(desk.memory)), group=1)  # once it is answered
    if desk.office is not None:
        taken: tuple[tuple[str, Handler, filters.BaseFilter], ...] = (
            (
                "answered",
                mending.answered,
                filters.UpdateType.MESSAGE & Typed() & mending.Asked() & ~filters.COMMAND,
            ),
            ("document", adding.document, private & filters.Document.ALL),
            ("forwarded", adding.forwarded, private & filters.FORWARDED & WORDS),
        )
        for name, handler, which in taken:
            application.add_handler(MessageHandler(which, _telling(desk, name, handler)))
    others: tuple[tuple[str, Handler, filters.BaseFilter], ...] = (
        ("text", FREE_TEXT, said & (filters.ChatType.PRIVATE | (SpokenTo() & ~filters.IS_AUTOMATIC_FORWARD))),
        ("unknown", reading.unknown_command, private & WORDS),
        ("other", reading.not_text, private & ~filters.StatusUpdate.ALL),
    )
    for name, handler, which in others:
        application.add_handler(MessageHandler(which, _telling(desk, name, handler)))


async def _press(handlers: Mapping[type[CallbackData], Callable[..., Awaitable[None]]], turn: Turn) -> None:
    """Hand what the button brings back to whom it is for. Raises: ReaderError where that is nobody."""
    query = turn.update.callback_query
    data = callbacks.decode(query.data if query is not None else None)
    handler = handlers.get(type(data))
    if handler is None:
        raise ReaderError("button.unknown")
    turn.name = f"button-{callbacks.TAGS[type(data)]}"
    turn.language = getattr(data, "language", turn.language)
    await handler(turn, data)


def _telling(desk: Desk, name: str, handler: Handler) -> Any:
    """*handler* as PTB calls it, with one log line for each update, whatever happens.

    What is not for the bot leaves no line: what people say among themselves is theirs.
    """

    async def run(update: Update, context: Context) -> None:
        began = perf_counter()
        message = update.effective_message
        turn = Turn(desk, update, context.bot, language_of_update(update), name)
        if update.callback_query is None and isinstance(message, Message):
            turn.words = said_words(message, context.bot.username)
        try:
            await handler(turn)
        except Exception as error:
            await _explain(turn, error)
        finally:
            chat, seconds = update.effective_chat, perf_counter() - began
            UPDATES.labels(name, str(turn.noted.get("error", "ok"))).inc()
            UPDATE_SECONDS.labels(name).observe(seconds)
            turn.note(
                ms=round(seconds * 1000),
                chat=chat.id if chat else "-",
                update=update.update_id,
            )
            log.info("answered", cmd=turn.name, **turn.noted)

    return run


def _alive(memory: Memory) -> Any:
    """Whatever comes from a place is a sign of life; what is written while the database is away is not missed."""

    async def run(update: Update, context: Context) -> None:
        message = update.effective_message
        if update.my_chat_member is not None or message is None:
            return
        topic = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else 0
        try:
            await memory.mutes.alive(Place(message.chat.id, topic or 0))
        except StoreError as fault:
            log.debug("sign of life not kept", because=type(fault).__name__)

    return run


async def refuse(turn: Turn) -> None:
    """The one polite line for who sends more than can wait; a channel's readers are spared it."""
    if turn.update.channel_post is None:
        try:
            await turn.tell(turn.say("message.slow_down"))
        except TelegramError as fault:
            log.warning("unsaid", **_where(turn), because=refusals.reason(fault))


async def _explain(turn: Turn, error: Exception) -> None:
    """The one place where a failed turn is told: to the log always, to the reader where it can be."""
    turn.note(error=type(error).__name__)
    try:
        if isinstance(error, ReaderError):
            turn.note(said=error.key)
            await turn.tell(turn.say(error.key, **error.values))
        elif isinstance(error, StoreUnavailable):
            turn.note(store=error.reason)
            await turn.tell(turn.say("store.unavailable"))
        elif isinstance(error, TelegramError) and refusals.kind(error) in refusals.UNSAYABLE:
            log.warning("unsaid", **_where(turn), because=refusals.reason(error))
        else:
            error_id = secrets.token_hex(4)
            turn.note(error_id=error_id)
            if isinstance(error, TelegramError):  # which may repeat what was said
                log.error("failed", error_id=error_id, **_where(turn), because=refusals.reason(error))
            else:
                log.error("failed", error_id=error_id, **_where(turn), exc_info=error)
            await turn.tell(turn.say("error", id=error_id))
    except TelegramError as second:
        log.warning("apology unsaid", **_where(turn), because=refusals.reason(second))


def _where(turn: Turn) -> dict[str, object]:
    return {"cmd": turn.name, "update": turn.update.update_id}


async def on_stray_error(update: object, context: Context) -> None:
    """Errors outside a turn: polling, jobs, background tasks. Nobody is waiting for an answer to them."""
    error = context.error
    if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        log.warning("Telegram cannot be reached", because=refusals.reason(error))
        return
    log.error("failed outside a turn", error_id=secrets.token_hex(4), exc_info=error)
