"""What is subscribed to: the list, and the panel of each feed with what may be done about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import KeyboardButtonStyle

from bot.entrypoints.presentation.tree import lines
from bot.entrypoints.telegram.buttons.data import CallbackData
from bot.entrypoints.telegram.buttons.feeds import (
    AskFeedCategory,
    AskToRemoveFeed,
    ChangeFeed,
    FeedPage,
    OpenFeed,
    RemoveFeed,
    SetFeedCategory,
)
from bot.entrypoints.telegram.callbacks import button
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.drafts import admitted
from bot.entrypoints.telegram.office import Office
from bot.entrypoints.telegram.paging import leaf
from bot.entrypoints.telegram.routing import Button, Router
from bot.entrypoints.telegram.sender import send_file
from bot.entrypoints.telegram.views import feeds as views
from bot.errors import ReaderError
from bot.feeds.item_filter import require_readable
from bot.i18n import say
from bot.ingest.feed_lists import opml_of
from bot.ingest.feed_ports import Subscribed
from bot.ingest.feeds import Feeds
from bot.patterns import lazy_compile

PAGE = 8
ALL = frozenset({"all", "*", "모두", "전체", "전부"})
_NUMBERED = lazy_compile(r"#?(\d{1,4})[.:번]?(?:\s+(.{1,500}))?", re.DOTALL)
OPML = frozenset({"opml", "내보내기"})


@dataclass(frozen=True, slots=True)
class FeedList:
    """The list and its panels."""

    office: Office
    feeds: Feeds

    @property
    def router(self) -> Router:
        """/feeds and the buttons of its panels."""
        return Router(
            {"feeds": self.listed},
            (
                Button(FeedPage, self.page),
                Button(OpenFeed, self.open),
                Button(ChangeFeed, self.change),
                Button(AskFeedCategory, self.ask_category),
                Button(SetFeedCategory, self.set_category),
                Button(AskToRemoveFeed, self.ask_to_remove),
                Button(RemoveFeed, self.remove),
            ),
        )

    async def listed(self, turn: Turn) -> None:
        """`/feeds`; `/feeds opml`: the same as a file; `/feeds 3 words`: what of the third is wanted."""
        admitted(self.office, turn)
        if numbered := _NUMBERED.fullmatch(turn.words.strip()):
            await self._ask_for(turn, int(numbered[1]), numbered[2])
            return
        if turn.words.strip().lower() in OPML:
            await self._export(turn)
        else:
            await self._show(turn, 0)

    async def _ask_for(self, turn: Turn, number: int, query: str | None) -> None:
        found = await self.feeds.records.all()
        if not 1 <= number <= len(found):
            raise ReaderError("feed.gone")
        feed = found[number - 1]
        if query is not None:
            query = "" if query.strip().lower() in ALL else require_readable(query)
            await self.feeds.records.change(feed.id, query=query)
        await self._panel(turn, await self._feed(turn, feed.id))

    async def page(self, turn: Turn, pressed: FeedPage) -> None:
        """Another page."""
        admitted(self.office, turn)
        await self._show(turn, pressed.offset)

    async def _show(self, turn: Turn, offset: int) -> None:
        found = await self.feeds.records.all()
        if not found:
            await turn.show(turn.say("feed.none"))
            return
        offset = min(offset, (len(found) - 1) // PAGE * PAGE)
        shown = found[offset : offset + PAGE]
        rows = [views.row(turn.language, number, one) for number, one in enumerate(shown, offset + 1)]
        numbers = [
            button(str(number), OpenFeed(one.id, turn.language))
            for number, one in enumerate(shown, offset + 1)
        ]
        keys = [numbers[at : at + 4] for at in range(0, len(numbers), 4)]
        if turning := leaf(turn.language, FeedPage, offset, PAGE, more=offset + PAGE < len(found)):
            keys.append(turning)
        head = turn.say("feed.list", count=len(found))
        await turn.show(lines(head, *rows), InlineKeyboardMarkup(keys))

    async def _export(self, turn: Turn) -> None:
        found = await self.feeds.records.all()
        raw = opml_of(found, say(turn.language, "feed.opml_title"), turn.now)
        if raw is None:
            raise ReaderError("feed.none")
        name = f"sosik-feeds-{turn.now:%Y%m%d}.opml"
        await send_file(turn.bot, turn.spot(is_reply=False), raw, name, silent=turn.silent)

    # -- one of them

    async def open(self, turn: Turn, pressed: OpenFeed) -> None:
        """Its panel."""
        await self._panel(turn, await self._feed(turn, pressed.feed))

    async def _feed(self, turn: Turn, id: int) -> Subscribed:
        admitted(self.office, turn)
        feed = await self.feeds.records.one(id)
        if feed is None:
            raise ReaderError("feed.gone")
        return feed

    async def _panel(self, turn: Turn, feed: Subscribed) -> None:
        language, id = turn.language, feed.id

        def key(label: str, data: CallbackData) -> InlineKeyboardButton:
            return button(label, data)

        pause = (
            key(say(language, "button.feed_go_on"), ChangeFeed(id, language, "go_on"))
            if feed.paused
            else key(say(language, "button.feed_rest"), ChangeFeed(id, language, "pause"))
        )
        shows = (
            key(say(language, "button.feed_sentences"), ChangeFeed(id, language, "sentences"))
            if feed.shows == "title"
            else key(say(language, "button.feed_title"), ChangeFeed(id, language, "title"))
        )
        now = key(say(language, "button.feed_now"), ChangeFeed(id, language, "now"))
        rows = [
            [pause] if feed.kind == "channel" or feed.paused else [now, pause],
            [shows, key(say(language, "button.feed_category"), AskFeedCategory(id, language))],
            [
                key(say(language, "button.feed_remove"), AskToRemoveFeed(id, language)),
                key(say(language, "button.feed_list"), FeedPage(0, language)),
            ],
        ]
        await turn.show(views.panel(language, feed), InlineKeyboardMarkup(rows))

    async def change(self, turn: Turn, pressed: ChangeFeed) -> None:
        """[지금 보기], [쉬기], [제목만]."""
        feed = await self._feed(turn, pressed.feed)
        records, what = self.feeds.records, pressed.what
        if what == "now":
            await records.change(feed.id, next_at=turn.now)
            self.feeds.wake()
            await turn.answer(say(turn.language, "feed.looks_now"), alert=False)
        elif what == "go_on":
            await records.change(feed.id, paused=False, next_at=turn.now)
            self.feeds.wake()
        elif what == "pause":
            await records.change(feed.id, paused=True)
        else:
            await records.change(feed.id, shows="title" if what == "title" else "sentences")
        await self._panel(turn, await self._feed(turn, feed.id))

    async def ask_category(self, turn: Turn, pressed: AskFeedCategory) -> None:
        """[분야]."""
        feed, language = await self._feed(turn, pressed.feed), turn.language
        names = [say(language, "feed.any_category"), *(say(language, key) for key, _ in views.CATEGORIES)]
        keys = [
            button(name, SetFeedCategory(feed.id, language, position)) for position, name in enumerate(names)
        ]
        told = turn.say("feed.category", name=views.name_of(feed.name))
        await turn.show(told, InlineKeyboardMarkup([keys[at : at + 3] for at in range(0, len(keys), 3)]))

    async def set_category(self, turn: Turn, pressed: SetFeedCategory) -> None:
        """Of the articles to come."""
        feed = await self._feed(turn, pressed.feed)
        if pressed.category > len(views.CATEGORIES):
            raise ReaderError("button.unknown")
        category = views.CATEGORIES[pressed.category - 1][1] if pressed.category else ""
        await self.feeds.records.change(feed.id, category=category)
        await self._panel(turn, await self._feed(turn, feed.id))

    async def ask_to_remove(self, turn: Turn, pressed: AskToRemoveFeed) -> None:
        """[지우기] asks once more."""
        feed, language = await self._feed(turn, pressed.feed), turn.language
        keys = [
            button(
                say(language, "button.feed_remove"), RemoveFeed(feed.id, language), KeyboardButtonStyle.DANGER
            ),
            button(say(language, "button.leave"), OpenFeed(feed.id, language)),
        ]
        told = turn.say("feed.remove", name=views.name_of(feed.name))
        await turn.show(told, InlineKeyboardMarkup([keys]))

    async def remove(self, turn: Turn, pressed: RemoveFeed) -> None:
        """It goes; its articles stay."""
        feed = await self._feed(turn, pressed.feed)
        await self.feeds.records.remove(feed.id)
        await turn.show(turn.say("feed.removed", name=views.name_of(feed.name)))
