"""The Application: the features with what each needs, and in which order they are asked."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from time import monotonic
from typing import Any

from telegram import Update
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.delivery.rate_limit import RateLimiter
from bot.entrypoints.telegram import refusals, updates
from bot.entrypoints.telegram.commands import READING, commands_of
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.corrections import Corrected
from bot.entrypoints.telegram.handlers.about import About
from bot.entrypoints.telegram.handlers.adding import Adding
from bot.entrypoints.telegram.handlers.articles import Articles
from bot.entrypoints.telegram.handlers.asking import Asking
from bot.entrypoints.telegram.handlers.attachments import Attachments
from bot.entrypoints.telegram.handlers.digesting import Digesting
from bot.entrypoints.telegram.handlers.editors import Editors
from bot.entrypoints.telegram.handlers.exporting import Exporting
from bot.entrypoints.telegram.handlers.feed_channels import FeedChannels
from bot.entrypoints.telegram.handlers.feed_list import FeedList
from bot.entrypoints.telegram.handlers.feeds import Feeding
from bot.entrypoints.telegram.handlers.guesting import Guesting
from bot.entrypoints.telegram.handlers.history import History
from bot.entrypoints.telegram.handlers.inline import Inline
from bot.entrypoints.telegram.handlers.mending import Mending
from bot.entrypoints.telegram.handlers.presence import Presence
from bot.entrypoints.telegram.handlers.quieting import Quieting
from bot.entrypoints.telegram.handlers.quoting import Quoting
from bot.entrypoints.telegram.handlers.reading import Reading
from bot.entrypoints.telegram.handlers.removing import Removing
from bot.entrypoints.telegram.handlers.rewording import Rewording
from bot.entrypoints.telegram.handlers.speaking import Speaking
from bot.entrypoints.telegram.handlers.status import Status
from bot.entrypoints.telegram.handlers.stories import Stories
from bot.entrypoints.telegram.handlers.subscribing import Subscribing
from bot.entrypoints.telegram.handlers.subscription_list import SubscriptionList
from bot.entrypoints.telegram.handlers.subscription_panel import SubscriptionPanel
from bot.entrypoints.telegram.handlers.trends import Trends
from bot.entrypoints.telegram.handlers.watching import Watching
from bot.entrypoints.telegram.intake import Intake
from bot.entrypoints.telegram.lists import Lists
from bot.entrypoints.telegram.manners import KnownManners
from bot.entrypoints.telegram.menus import Menus
from bot.entrypoints.telegram.message_filters import Addressed, CommandName, Mistyped, Typed
from bot.entrypoints.telegram.office import Office
from bot.entrypoints.telegram.paging import SavedWords
from bot.entrypoints.telegram.pastes import Pastes
from bot.entrypoints.telegram.ports import Memory
from bot.entrypoints.telegram.routing import Handler, Router
from bot.entrypoints.telegram.scheduler import FairScheduler
from bot.entrypoints.telegram.sender import Sender
from bot.entrypoints.telegram.services import ChatServices, Network
from bot.entrypoints.telegram.turns import Callback, Context, Turns, refuse
from bot.entrypoints.telegram.typed_commands import GLUED
from bot.errors import StoreError
from bot.ingest.feeds import Feeds
from bot.observability.logging import get_logger

log = get_logger(__name__)
App = Application[Any, Any, Any, Any, Any, Any]

ALLOWED_UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CHANNEL_POST,
    Update.EDITED_CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
    Update.INLINE_QUERY,
    Update.GUEST_MESSAGE,
)


def build_application(token: str, services: ChatServices, network: Network | None = None) -> App:
    """The bot, ready for run_polling, run_webhook or `sosik chat`."""
    line, manners = network or Network(), KnownManners(services.memory) if services.memory else None
    minded = manners.of if manners is not None else None
    turns = Turns(services.clock, _looking_who(services.office), minded)
    commands = commands_of(
        is_telling=services.memory is not None,
        is_editing=services.office is not None,
        is_feeding=services.feeds is not None,
    )
    menus = Menus(commands, services.admin_ids, services.office)

    async def slow_down(refused: updates.Json) -> None:
        if (update := updates.read(refused, application.bot)) is not None:
            await refuse(turns.begin(update, application.bot, "refused"))

    async def set_menus_at_start(application: App) -> None:
        await menus.set_all(application.bot)

    builder: ApplicationBuilder[Any, Any, Any, Any, Any, Any]
    builder = ApplicationBuilder().token(token).concurrent_updates(FairScheduler(slow_down, monotonic))
    builder = builder.updater(None)  # updates come by `polling` or `webhook`, which record them
    if line.request is not None:
        builder = builder.request(line.request).get_updates_request(line.get_updates_request or line.request)
    if line.base_url is not None:
        builder = builder.base_url(line.base_url)
    if line.base_file_url is not None:
        builder = builder.base_file_url(line.base_file_url)
    limiter = services.limiter or RateLimiter(monotonic)
    builder = builder.rate_limiter(Sender(limiter, services.sleep, services.budget))
    application: App = builder.post_init(set_menus_at_start).build()
    add_handlers(application, routers(services, menus, manners), menus, turns)
    application.add_error_handler(on_stray_error)
    return application


def _looking_who(office: Office | None) -> Callable[[int | None], Awaitable[None]]:
    """Before a turn of somebody who is an editor as far as this process knows: whether that still is so."""

    async def look(person: int | None) -> None:
        if office is not None and person in office.editors:
            with suppress(StoreError):  # said already; what needs the database is refused anyway
                await office.read_editors()

    return look


def routers(services: ChatServices, menus: Menus, manners: KnownManners | None = None) -> list[Router]:
    """What each feature takes, in the order in which they are asked about a message."""
    newsroom, answers, saved = services.newsroom, services.answers, SavedWords(services.queries)
    lists = Lists(answers)
    reading = Reading(newsroom, lists, saved, services.zone)
    quoting, articles = Quoting(newsroom, saved), Articles(newsroom, lists)
    asking = Asking(
        newsroom,
        answers,
        saved,
        services.zone,
        search=reading.search,
        quote_reply=quoting.quote_of_reply,
        quote_claim=quoting.quote_claim,
        quote_unfounded=quoting.unfounded,
        open_address=articles.open_address,
        open_article=articles.open,
        go_on=reading.go_on,
        pastes=Pastes(services.sleep),
    )
    reads = (services.pictures is not None, services.voices is not None)
    about = About(newsroom, answers, menus, articles.open, *reads)
    attachments = Attachments(
        services.pictures, services.voices, quoting.quote_message, asking.free_text, about.albums
    )
    stories = Stories(newsroom, lists, saved, services.zone)
    made = [reading.router, quoting.router, articles.router, stories.router]
    made += [
        Trends(newsroom, services.charts).router,
        Inline(newsroom).router,
        Guesting(newsroom, services.zone).router,
    ]
    if services.memory is not None:
        made += telling(services.memory, services, saved, asking.free_text)
        made.append(Speaking(services.memory, manners or KnownManners(services.memory)).router)
    if services.office is not None:
        made += editing(services.office, services, menus, asking, about)
    return [*made, attachments.router, asking.router, about.router]


def telling(memory: Memory, services: ChatServices, saved: SavedWords, free_text: Handler) -> list[Router]:
    """Subscriptions, digests and watches; chats that come and go. free_text: takes words about none of these."""
    newsroom, zone = services.newsroom, services.zone
    subscribing, listed = Subscribing(newsroom, memory, saved, zone), SubscriptionList(memory, zone)
    watching = Watching(newsroom, memory, saved, zone)
    return [
        subscribing.router,
        listed.router,
        SubscriptionPanel(newsroom, memory, zone).router,
        Digesting(newsroom, memory, zone).router,
        watching.router,
        Quieting(memory, zone).router,
        Presence(memory, services.sleep).router,
        Rewording(
            memory,
            saved,
            zone,
            listed=listed.listed,
            watches=watching.watch,
            end=subscribing.unsubscribe,
            end_one=subscribing.ask_to_end,
            otherwise=free_text,
        ).router,
    ]


def editing(
    office: Office, services: ChatServices, menus: Menus, asking: Asking, about: About
) -> list[Router]:
    """The desk. What was meant for readers goes on to *asking* and *about*."""
    newsroom, pastes = services.newsroom, asking.pastes
    intake = Intake(office, newsroom)
    adding = Adding(office, intake, pastes, asking.free_text, about.not_text)
    return [
        *(feeding(office, services.feeds, adding) if services.feeds is not None else ()),
        adding.router,
        Mending(office, newsroom, intake, pastes).router,
        Removing(office, newsroom).router,
        History(office, services.feeds).router,
        Status(office, newsroom, services.memory, services.feeds, services.archiving).router,
        Editors(office, menus).router,
        Exporting(office).router,
    ]


def feeding(office: Office, feeds: Feeds, adding: Adding) -> list[Router]:
    """Feeds and channels that articles come from."""
    channels = FeedChannels(office, feeds)
    return [
        Feeding(office, feeds, channels.feed, adding.document).router,
        FeedList(office, feeds).router,
        channels.router,
    ]


def add_handlers(application: App, routers: Sequence[Router], menus: Menus, turns: Turns) -> None:
    """Bind what the features take. Of edited messages, once they are corrected, what changes nothing is answered anew.

    Commands, and what is replied to our questions, are obeyed as typed by their sender alone.
    """
    for listener in (one for router in routers for one in router.first):
        application.add_handler(
            MessageHandler(listener.which, turns.running(listener.name, listener.handler))
        )
    typed = (filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST) & Typed()
    corrected = Corrected(turns.answered, turns.clock)
    typed_anew = typed | (corrected & Typed())
    taken = {name: handler for router in routers for name, handler in router.commands.items()}
    for command in menus.commands:
        run = turns.running(command.name, taken[command.name])
        which = typed if command.changes else typed_anew
        application.add_handler(CommandHandler(command.name, run, which))
        named = CommandName(command.name, command.aliases, glued=command is GLUED)
        application.add_handler(MessageHandler(which & named, run))
        if command.changes:
            run, which = turns.running("edited", _not_again), corrected & Typed()
            application.add_handler(CommandHandler(command.name, run, which))
            application.add_handler(MessageHandler(which & named, run))
    for command in (one for one in menus.commands if one in READING):
        meant = typed_anew & (filters.ChatType.PRIVATE | Addressed()) & Mistyped(command.name, menus.commands)
        application.add_handler(MessageHandler(meant, turns.running(command.name, taken[command.name])))
    buttons = {button.data: button for router in routers for button in router.buttons}
    application.add_handler(CallbackQueryHandler(turns.pressing(buttons)))
    for listener in (one for router in routers for one in router.messages):
        run, which = turns.running(listener.name, listener.handler), listener.which
        if listener.edited is not None:
            which = which | (listener.edited & corrected)
        application.add_handler(MessageHandler(which, run))
    comings = [router.membership for router in routers if router.membership is not None]
    run = turns.running("member", _each(comings))
    application.add_handler(ChatMemberHandler(run, ChatMemberHandler.MY_CHAT_MEMBER))
    for number, router in enumerate(routers, 1):
        if router.inline is not None:
            application.add_handler(InlineQueryHandler(turns.running("inline", router.inline)))
        if router.seen is not None:  # once it is answered
            application.add_handler(TypeHandler(Update, _seeing(router.seen)), group=number)


async def _not_again(turn: Turn) -> None:
    """A command that changes something was corrected: it was obeyed as it was sent, and is not obeyed twice."""
    await turn.reply(turn.say("command.edited"))


def _each(handlers: Sequence[Handler]) -> Handler:
    """All of *handlers*, whatever befalls one of them. Raises: the first fault."""

    async def run(turn: Turn) -> None:
        faults = list[Exception]()
        for one in handlers:
            try:
                await one(turn)
            except Exception as fault:  # the others have their own to do
                faults.append(fault)
        for later in faults[1:]:
            if isinstance(
                later, StoreError | TelegramError
            ):  # the first is said already, the second may repeat words
                log.warning("failed too", cmd=turn.name, because=type(later).__name__)
            else:
                log.error("failed too", cmd=turn.name, exc_info=later)
        if faults:
            raise faults[0]

    return run


def _seeing(seen: Callable[[Update], Awaitable[None]]) -> Callback:
    async def run(update: Update, _: Context) -> None:
        await seen(update)

    return run


async def on_stray_error(update: object, context: Context) -> None:
    """Errors outside a turn: polling, jobs, background tasks. Nobody is waiting for an answer to them."""
    error = context.error
    if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        log.warning("Telegram cannot be reached", because=refusals.reason(error))
        return
    log.error("failed outside a turn", error_id=secrets.token_hex(4), exc_info=error)
