"""Many articles in one .zip: looked through first, then put in, with progress in one message that is edited."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from itertools import islice

from telegram import InlineKeyboardMarkup
from telegram.constants import KeyboardButtonStyle

from bot.articles.article import Article
from bot.concurrency.pools import ARCHIVES
from bot.editing.archive import Bundle, Member
from bot.entrypoints.presentation.text import cut, tidy
from bot.entrypoints.presentation.tree import lines
from bot.entrypoints.telegram.buttons.editing import CancelDraft, Publish
from bot.entrypoints.telegram.callbacks import button
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.drafts import person_of
from bot.entrypoints.telegram.office import Notes, Office
from bot.entrypoints.telegram.progress import Progress
from bot.entrypoints.telegram.scheduler import step_aside
from bot.entrypoints.telegram.views import preview
from bot.errors import CorpusError, ReaderError, StoreUnavailable
from bot.i18n import say
from bot.i18n.reasons import Reason

SOME = 100  # files read in one go: some 0.1 s in a thread
REFUSED_SHOWN = 5


async def open_bundle(raw: bytes) -> Bundle:
    """The archive, looked through. Raises: ReaderError."""
    return await ARCHIVES.run(Bundle, raw)


async def read_all(
    turn: Turn, bundle: Bundle, progress: Progress
) -> tuple[list[Article], list[tuple[str, Reason]]]:
    """Its articles, and the files that are none with the reasons; others are answered meanwhile."""
    articles: list[Article] = []
    refused: list[tuple[str, Reason]] = []
    members, seen = bundle.members(turn.now), 0
    while some := await ARCHIVES.run(_some, members):
        for member in some:
            if member.manuscript is None:
                refused.append((member.name, member.reason))
            else:
                articles.append(member.manuscript.article)
        seen += len(some)
        await progress.tell(seen, len(bundle))
    return articles, refused


def _some(members: Iterator[Member]) -> list[Member]:
    return list(islice(members, SOME))


async def propose_bundle(office: Office, turn: Turn, bundle: Bundle, name: str, file_id: str) -> None:
    """What is in it, and [게시] [취소]."""
    step_aside()
    progress = Progress(turn, "bundle.reading")
    articles, refused = await read_all(turn, bundle, progress)
    if not articles:
        await progress.end(turn.say("editing.zip_empty"))
        return
    known = sum(office.desk.corpus.path_of(article.id) is not None for article in articles)
    turn.note(articles=len(articles), refused=len(refused))
    notes = {"file": file_id, "name": cut(tidy(name), preview.NAME_UNITS)}
    number = await office.drafts.save(person_of(turn).id, "bundle", b"", notes)
    office.looked_through = (number, articles)
    blocks = [
        turn.say(
            "bundle.proof",
            name=notes["name"],
            articles=turn.say("count.articles", count=len(articles)),
            known=known,
            unreadable=turn.say("count.unreadable", count=len(refused)),
        )
    ]
    if refused:
        blocks.append(preview.refusals(turn.language, refused[:REFUSED_SHOWN]))
    if len(refused) > REFUSED_SHOWN:
        blocks.append(turn.say("bundle.more", count=len(refused) - REFUSED_SHOWN))
    await progress.end(lines(*blocks), _buttons(turn, number))


def _buttons(turn: Turn, number: int) -> InlineKeyboardMarkup:
    buttons = [
        button(
            say(turn.language, "button.publish"), Publish(number, turn.language), KeyboardButtonStyle.SUCCESS
        ),
        button(say(turn.language, "button.cancel"), CancelDraft(number, turn.language)),
    ]
    return InlineKeyboardMarkup([buttons])


async def publish_bundle(
    office: Office, turn: Turn, number: int, notes: Notes, fetch: Callable[[], Awaitable[bytes]]
) -> bool:
    """Put in what is not there yet, as one action that one /undo takes back; whether all of it is in.

    fetch: the archive once more, where an earlier process looked it through. Where database or disk fail, how far it
    went is said above the buttons, which put in the rest.
    """
    step_aside()
    if office.looked_through is not None and office.looked_through[0] == number:
        articles = office.looked_through[1]
    else:
        bundle = await open_bundle(await fetch())
        articles, _ = await read_all(turn, bundle, Progress(turn, "bundle.reading"))
    office.looked_through = None
    progress = Progress(turn, "bundle.publishing")

    async def tell(done: int) -> None:
        await progress.tell(done, len(articles))

    try:
        _, count = await office.desk.publish_many(person_of(turn), notes["name"], articles, tell)
    except ReaderError as fault:
        await progress.end(turn.say(fault.key, **fault.values), _buttons(turn, number))
    except StoreUnavailable:
        await progress.end(turn.say("store.unavailable"), _buttons(turn, number))
    except CorpusError:
        await progress.end(turn.say("editing.disk"), _buttons(turn, number))
    else:
        turn.note(published=count)
        await progress.end(turn.say("bundle.published", count=count))
        return True
    return False
