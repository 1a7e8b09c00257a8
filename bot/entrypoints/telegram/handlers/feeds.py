"""Adding sources of news: feeds by any address of their paper, from the curated list, or many by an OPML file."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup
from telegram.constants import ChatAction
from telegram.ext import filters

from bot.articles.links import normal
from bot.entrypoints.presentation.tree import Node, paragraphs
from bot.entrypoints.telegram.buttons.editing import CancelDraft
from bot.entrypoints.telegram.buttons.feeds import ChooseFeeds, ImportFeeds, SubscribeCurated, SubscribeFeed
from bot.entrypoints.telegram.callbacks import button
from bot.entrypoints.telegram.channels import is_channel_wish
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.drafts import admitted, draft_of, person_of, take
from bot.entrypoints.telegram.intake import download
from bot.entrypoints.telegram.office import Office
from bot.entrypoints.telegram.paging import leaf
from bot.entrypoints.telegram.routing import PRIVATE, Button, Handler, Listener, Router
from bot.entrypoints.telegram.scheduler import step_aside
from bot.entrypoints.telegram.views import feeds as views
from bot.errors import ReaderError
from bot.feeds.directory import PaperFeed, find, papers
from bot.feeds.item_filter import count_wanted, require_readable
from bot.feeds.opml import MAX_BYTES, Outline, read_opml
from bot.i18n import say
from bot.ingest.feed_finding import Proof
from bot.ingest.feed_lists import add_all
from bot.ingest.feed_ports import Wish
from bot.ingest.feeds import Feeds

PAGE = 8  # of the curated list
WHOLE = "전체"  # what the list calls a feed of everything


@dataclass(frozen=True, slots=True)
class Feeding:
    """of_channel: takes /feed where a channel is meant. otherwise: takes files of those who are no editors."""

    office: Office
    feeds: Feeds
    of_channel: Handler
    otherwise: Handler

    @property
    def router(self) -> Router:
        """/feed, the buttons of proofs and of the curated list, and OPML files."""
        return Router(
            {"feed": self.feed},
            (
                Button(SubscribeFeed, self.subscribe),
                Button(ImportFeeds, self.import_all),
                Button(ChooseFeeds, self.curated_page),
                Button(SubscribeCurated, self.subscribe_curated),
            ),
            messages=(Listener("opml", self.document, PRIVATE & filters.Document.FileExtension("opml")),),
        )

    async def feed(self, turn: Turn) -> None:
        """`/feed ADDRESS [words]`, `/feed here`, `/feed @channel`; without anything how it is done."""
        if is_channel_wish(turn.words) or turn.update.channel_post is not None:
            await self.of_channel(turn)
            return
        office = admitted(self.office, turn)
        if not turn.words:
            await self._show_how(turn)
            return
        office.desk.require_writable()
        address, query = _divided(turn.words)
        if "." not in address and (named := find(turn.words)):
            await turn.reply(turn.say("feed.how_choose"), self._named(turn, named[:PAGE]))
            return
        step_aside()
        await turn.bot.send_chat_action(turn.chat.id, ChatAction.TYPING)
        query = require_readable(query)
        found = await self.feeds.finder.find(address, turn.now)
        there = [await self.feeds.records.at(one.address) is not None for one in found]
        notes = {"found": [{"address": one.address, "name": one.name} for one in found], "query": query}
        number = await office.drafts.save(person_of(turn).id, "feed", b"", notes)
        turn.note(found=len(found))
        blocks = [
            views.proof(turn.language, one, there=is_there)
            for one, is_there in zip(found, there, strict=True)
        ]
        if query:
            wanted = await asyncio.to_thread(_count_wanted, found, query)
            blocks.append(turn.say("feed.query_proof", query=query, matching=wanted))
        rows = [
            [
                button(
                    say(turn.language, "button.feed_subscribe")
                    if len(found) == 1
                    else say(turn.language, "button.feed_subscribe_one", name=views.name_of(one.name)),
                    SubscribeFeed(number, turn.language, position),
                )
            ]
            for position, one in enumerate(found)
            if not there[position]
        ]
        if rows:
            rows[-1].append(button(say(turn.language, "button.cancel"), CancelDraft(number, turn.language)))
        await turn.reply(paragraphs(*blocks), InlineKeyboardMarkup(rows) if rows else None)

    async def subscribe(self, turn: Turn, pressed: SubscribeFeed) -> None:
        """[구독]."""
        draft = await draft_of(self.office, turn, pressed.draft)
        found = draft.notes.get("found", ()) if draft.kind == "feed" else ()
        if pressed.position >= len(found):
            raise ReaderError("editing.decided")
        one = found[pressed.position]
        told = await self._add(turn, one["address"], one["name"], query=draft.notes.get("query", ""))
        if len(found) == 1:
            await self.office.drafts.close(pressed.draft)
            await turn.show(told)
        else:
            await turn.answer()
            await turn.reply(told)

    async def _add(self, turn: Turn, address: str, name: str, category: str = "", query: str = "") -> Node:
        """What came of it."""
        self.office.desk.require_writable()
        _, is_new = await self.feeds.records.add(
            address, name, kind="feed", by=person_of(turn).id, now=turn.now, wish=Wish(category, query)
        )
        self.feeds.wake()
        return turn.say("feed.subscribed" if is_new else "feed.already", name=views.name_of(name))

    # -- the curated list

    async def _show_how(self, turn: Turn) -> None:
        told = paragraphs(turn.say("feed.how"), turn.say("feed.how_choose"))
        await turn.reply(told, self._choice(turn, 0))

    async def curated_page(self, turn: Turn, pressed: ChooseFeeds) -> None:
        """Another page of it."""
        admitted(self.office, turn)
        offset = pressed.offset if pressed.offset < len(papers()) else 0
        told = paragraphs(turn.say("feed.how"), turn.say("feed.how_choose"))
        await turn.show(told, self._choice(turn, offset))

    def _choice(self, turn: Turn, offset: int) -> InlineKeyboardMarkup:
        shown = papers()[offset : offset + PAGE]
        names = [
            button(views.name_of(_name(one)), SubscribeCurated(offset + position, turn.language))
            for position, one in enumerate(shown)
        ]
        rows = [names[at : at + 2] for at in range(0, len(names), 2)]
        turning = leaf(turn.language, ChooseFeeds, offset, PAGE, more=offset + PAGE < len(papers()))
        return InlineKeyboardMarkup([*rows, turning] if turning else rows)

    @staticmethod
    def _named(turn: Turn, named: tuple[PaperFeed, ...]) -> InlineKeyboardMarkup:
        """Those of the list that were meant."""
        every = papers()
        keys = [
            button(views.name_of(_name(one)), SubscribeCurated(every.index(one), turn.language))
            for one in named
        ]
        return InlineKeyboardMarkup([keys[at : at + 2] for at in range(0, len(keys), 2)])

    async def subscribe_curated(self, turn: Turn, pressed: SubscribeCurated) -> None:
        """One of the list."""
        admitted(self.office, turn)
        if pressed.position >= len(papers()):
            raise ReaderError("button.expired")
        one = papers()[pressed.position]
        told = await self._add(turn, one.address, _name(one), "" if one.section == WHOLE else one.section)
        await turn.answer()
        await turn.reply(told)

    # -- OPML

    async def document(self, turn: Turn) -> None:
        """A list of another reader: what it would bring."""
        if not self.office.is_editor(turn.user_id):
            await self.otherwise(turn)
            return
        office = admitted(self.office, turn)
        office.desk.require_writable()
        if (file := turn.said.document) is None:
            raise LookupError("a message without a file")
        raw = await download(turn, file.file_id, file.file_size, MAX_BYTES)
        found = await asyncio.to_thread(read_opml, raw)
        new = await self._new(found)
        told = views.import_proof(turn.language, file.file_name or "OPML", found, new)
        turn.note(found=len(found), new=len(new))
        if not new:
            await turn.reply(told)
            return
        number = await office.drafts.save(person_of(turn).id, "opml", raw, {})
        buttons = [
            button(say(turn.language, "button.feed_subscribe_all"), ImportFeeds(number, turn.language)),
            button(say(turn.language, "button.cancel"), CancelDraft(number, turn.language)),
        ]
        await turn.reply(told, InlineKeyboardMarkup([buttons]))

    async def import_all(self, turn: Turn, pressed: ImportFeeds) -> None:
        """[모두 구독]."""
        draft = await draft_of(self.office, turn, pressed.draft)
        if draft.kind != "opml":
            raise ReaderError("editing.decided")
        self.office.desk.require_writable()
        draft = await take(self.office, turn, pressed.draft)
        found = await asyncio.to_thread(read_opml, draft.content)
        added = await add_all(self.feeds.records, found, person_of(turn).id, turn.now)
        self.feeds.wake()
        await self.office.drafts.close(pressed.draft)
        turn.note(added=added)
        await turn.show(turn.say("feed.opml_done", count=added))

    async def _new(self, found: tuple[Outline, ...]) -> list[Outline]:
        there = {normal(feed.address) for feed in await self.feeds.records.all()}
        return [one for one in found if normal(one.address) not in there]


def _divided(words: str) -> tuple[str, str]:
    """The address, and what of its items is wanted: `hanbit.example 다리 -광고`."""
    address, _, query = words.strip().partition(" ")
    return (address, query.strip()) if "." in address else (words, "")


def _count_wanted(found: Sequence[Proof], query: str) -> int:
    return sum(count_wanted(one.feed.items, query, one.name) for one in found)


def _name(feed: PaperFeed) -> str:
    return feed.paper if feed.section == WHOLE else f"{feed.paper} {feed.section}"
