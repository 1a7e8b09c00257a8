"""`sosik feeds …`: what the bot subscribes to, in its database; a bot that runs polls what is new within seconds."""

from __future__ import annotations

import asyncio
import sys
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.config import DatabaseSettings
from bot.editing.history import SHELL
from bot.entrypoints.cli.console import show
from bot.entrypoints.cli.options import AsJson, print_row, settings_for
from bot.entrypoints.presentation.tree import lines, paragraphs
from bot.entrypoints.terminal.screen import spoken
from bot.errors import ReaderError, SettingsError
from bot.feeds import directory
from bot.feeds.item_filter import count_wanted, require_readable
from bot.feeds.opml import MAX_BYTES, read_opml
from bot.i18n import say
from bot.ingest.feed_finding import Finder, Proof
from bot.ingest.feed_lists import add_all, opml_of
from bot.ingest.feed_ports import FeedRecords, Subscribed, Wish

feeds_app = typer.Typer(
    help="The feeds that articles come from.", no_args_is_help=True, rich_markup_mode=None
)
Address = Annotated[str, typer.Argument(metavar="ADDRESS", help="Of a feed, or of a paper.")]
File = Annotated[Path, typer.Argument(metavar="FILE.opml", help="A list; - is standard input or output.")]


@feeds_app.command(context_settings={"ignore_unknown_options": True})  # -광고 is a word that is left out
def add(
    context: typer.Context,
    address: Address,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS", help="Take only what matches, said as a search is: 다리 -광고."),
    ] = None,
    category: Annotated[
        str, typer.Option("--category", help="Of its articles, in place of what they say.")
    ] = "",
) -> None:
    """Find the feed of a paper and subscribe to it: the first that is found."""
    if unknown := next((word for word in words or () if word.startswith("--")), None):
        raise typer.BadParameter(f"No such option: {unknown}")
    wish = Wish(" ".join(category.split()), require_readable(" ".join(words or ())))

    async def run() -> tuple[Proof, bool]:
        async with opened(context) as (records, finder):
            proof, now = (await finder.find(address, datetime.now(UTC)))[0], datetime.now(UTC)
            _, is_new = await records.add(
                proof.address, proof.name, kind="feed", by=SHELL.id, now=now, wish=wish
            )
            return proof, is_new

    from bot.entrypoints.telegram.views import feeds  # here, as half of the others

    proof, is_new = asyncio.run(run())
    show(feeds.proof(spoken(), proof, there=not is_new))
    if wish.query:
        matching = count_wanted(proof.feed.items, wish.query, proof.name, wish.category)
        print(say(spoken(), "feed.query_proof", query=wish.query, matching=matching))
    if is_new:
        print(say(spoken(), "feed.opml_done", count=1))


@feeds_app.command("papers")
def papers_(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help="Of paper, section or language: 동아 정치.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Korean papers' public feeds, to choose from: none of them is subscribed to by itself."""
    found = directory.find(" ".join(words or ()))
    if as_json:
        print_row({"papers": [one._asdict() for one in found]})
        return
    for one in found:
        print(f"{one.paper} · {one.section} · {one.address}")
    if not found:
        raise typer.Exit(1)


@feeds_app.command("list")
def list_(context: typer.Context, as_json: AsJson = False) -> None:
    """What is subscribed to, and how it is."""

    async def run() -> list[Subscribed]:
        async with opened(context) as (records, _):
            return await records.all()

    from bot.entrypoints.telegram.views import feeds

    found = asyncio.run(run())
    if as_json:
        print_row({"feeds": [_row(one) for one in found]})
        return
    if not found:
        raise ReaderError("feed.none")
    show(lines(*(feeds.row(spoken(), number, one) for number, one in enumerate(found, 1))))


def _row(feed: Subscribed) -> dict[str, object]:
    return {
        "id": feed.id,
        "kind": feed.kind,
        "name": feed.name,
        "address": feed.address,
        "category": feed.category,
        "query": feed.query,
        "paused": feed.paused,
        "mark": feed.health.mark.value,
        "articles": feed.articles,
        "next": feed.next_at.isoformat() if feed.next_at else None,
    }


@feeds_app.command()
def check(
    context: typer.Context,
    address: Annotated[
        str | None, typer.Argument(metavar="ADDRESS", help="Of a feed or a paper; none: of all there are.")
    ] = None,
) -> None:
    """What is at an address, without subscribing; or whether all that is subscribed to can be read just now."""
    from bot.entrypoints.telegram.views import feeds

    async def one() -> list[Proof]:
        async with opened(context) as (_, finder):
            return await finder.find(address or "", datetime.now(UTC))

    if address is not None:
        show(paragraphs(*(feeds.proof(spoken(), proof, there=False) for proof in asyncio.run(one()))))
        return
    failed = asyncio.run(_check_all(context))
    if failed:
        raise typer.Exit(1)


async def _check_all(context: typer.Context) -> int:
    """How many cannot be read; a line for each."""
    failed = 0
    async with opened(context) as (records, finder):
        for feed in await records.all():
            if feed.kind != "feed":
                continue
            try:
                found = await finder.find(feed.address, datetime.now(UTC))
                articles = say(spoken(), "count.articles", count=len(found[0].feed.items))
                print(f"✅ {feed.name} · {articles}")
            except ReaderError as fault:
                failed += 1
                print(f"⚠️ {feed.name} · {feed.address}: {say(spoken(), fault.key, **fault.values)}")
    return failed


@feeds_app.command("import")
def import_(context: typer.Context, path: File) -> None:
    """Subscribe to all feeds of an OPML file that are not there yet."""
    found = read_opml(_content(path))

    async def run() -> int:
        async with opened(context) as (records, _):
            return await add_all(records, found, SHELL.id, datetime.now(UTC))

    print(say(spoken(), "feed.opml_done", count=asyncio.run(run())))


@feeds_app.command()
def export(context: typer.Context, path: File) -> None:
    """All feeds as an OPML file, which must not be there yet."""

    async def run() -> bytes | None:
        async with opened(context) as (records, _):
            return opml_of(await records.all(), say(spoken(), "feed.opml_title"), datetime.now(UTC))

    raw = asyncio.run(run())
    if raw is None:
        raise ReaderError("feed.none")
    if str(path) == "-":
        sys.stdout.buffer.write(raw)
        return
    try:
        with path.open("xb") as file:
            file.write(raw)
    except OSError as fault:
        raise SettingsError([f"{path}: {(fault.strerror or 'cannot be written').lower()}"]) from None


def _content(path: Path) -> bytes:
    try:
        if str(path) == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as fault:
        raise SettingsError([f"{path}: {(fault.strerror or 'cannot be read').lower()}"]) from None


def opened(context: typer.Context) -> AbstractAsyncContextManager[tuple[FeedRecords, Finder]]:
    """The feeds of the bot's database."""
    from bot.bootstrap.feeds import open_feeds  # see commands.run

    return open_feeds(settings_for(DatabaseSettings, context, None))
