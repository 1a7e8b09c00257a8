"""The editing desk from the shell: the same checks, the same records, nobody to ask back.

What arrives this way is recorded as an editor's, and told by the running bot, which sees the folder change.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

from bot.adapters.folder.atomic_write import content_of
from bot.adapters.folder.corpus import Corpus
from bot.adapters.folder.files import is_article_name
from bot.adapters.web.fetcher import Fetcher, is_url
from bot.adapters.web.page import read_page
from bot.articles.encoding import MAX_BYTES
from bot.bootstrap.loading import ShowProgress
from bot.delivery.timing import utc_now
from bot.editing.archive import Bundle, Packer
from bot.editing.duplicate import Kind
from bot.editing.history import SHELL
from bot.editing.manuscript import as_stored, read_manuscript
from bot.editing.service import Done, EditingDesk
from bot.editing.web_page import MOST_BYTES
from bot.entrypoints.cli.console import progress_bar
from bot.errors import ReaderError, SettingsError, UnreadableArticle
from bot.i18n import Key
from bot.i18n.reasons import Reason

ZIP_MOST = 1024 * 1024 * 1024  # nobody's upload: no limit of Telegram's
PACKED_AT_ONCE = 200
_THERE: dict[Kind, Key] = {"same": "shell.same", "id": "shell.id", "story": "shell.story"}

OpenDesk = Callable[[], AbstractAsyncContextManager[EditingDesk]]


@dataclass(frozen=True, slots=True)
class Added:
    """What came of it: the articles put in, how many there were already, and the files that were none, with why."""

    ids: tuple[str, ...]
    known: int = 0
    refused: tuple[tuple[str, Reason], ...] = ()


async def add(open_desk: OpenDesk, source: str, read_input: Callable[[int], bytes], anyway: bool) -> Added:
    """Add what *source* names: a file, an address, or "-" for what *read_input* gives.

    anyway: also when there is a near-duplicate, or one with the same id.
    Raises: ReaderError and UnreadableArticle, with *source* as their note; CorpusError, SettingsError. Then nothing was
    added.
    """
    try:
        return await _add(open_desk, source, read_input, anyway)
    except (ReaderError, UnreadableArticle) as refusal:
        refusal.add_note(source)
        raise


async def _add(open_desk: OpenDesk, source: str, read_input: Callable[[int], bytes], anyway: bool) -> Added:
    now, kind = utc_now(), source.lower().rpartition(".")[2]
    if is_url(source):
        page, url = await Fetcher().fetch(source)
        article = (await asyncio.to_thread(read_page, page, now, url)).article
    elif kind == "zip" and source != "-":
        return await _add_bundle(open_desk, Bundle(_content(source, ZIP_MOST)), source)
    elif kind in {"html", "htm"}:
        article = (await asyncio.to_thread(read_page, _content(source, MOST_BYTES), now)).article
    elif source != "-" and not is_article_name(Path(source).name):
        raise ReaderError("editing.no_kind")
    else:
        raw = read_input(MAX_BYTES + 1) if source == "-" else _content(source, MAX_BYTES)
        article = read_manuscript(raw, "" if source == "-" else source, now).article
    async with open_desk() as desk:
        twin = await desk.twin(article)
        if twin is not None and (twin.kind == "same" or not anyway):
            raise ReaderError(_THERE[twin.kind], title=twin.article.title, id=twin.article.id)
        if twin is not None and twin.kind == "id":
            article = as_stored(article, keep_id=False)
        return Added(((await desk.publish(SHELL, article)).article.id,))


async def _add_bundle(open_desk: OpenDesk, bundle: Bundle, source: str) -> Added:
    members = await asyncio.to_thread(lambda: list(bundle.members(utc_now())))
    articles = [one.manuscript.article for one in members if one.manuscript is not None]
    refused = tuple((one.name, one.reason) for one in members if one.manuscript is None)
    async with open_desk() as desk:
        new = [one for one in articles if desk.corpus.path_of(one.id) is None]
        with progress_bar() as progress:

            async def tell(done: int) -> None:
                if progress is not None:
                    progress(done, len(new))

            await desk.publish_many(SHELL, Path(source).name, new, tell)
    ids = tuple(dict.fromkeys(one.id for one in new))
    return Added(ids, len(articles) - len(ids), refused)


async def remove(open_desk: OpenDesk, article_id: str) -> Done:
    """Into the bin. Raises: ReaderError when there is none."""
    async with open_desk() as desk:
        return await desk.remove(SHELL, article_id)


async def restore(open_desk: OpenDesk, article_id: str) -> Done:
    """Out of the bin. Raises: ReaderError when it is not there."""
    async with open_desk() as desk:
        return await desk.restore(SHELL, article_id)


def export(folder: Path, to: Path, show_progress: ShowProgress) -> int:
    """The articles of *folder* as a .zip at *to*, which must not be there yet; how many. Nothing else is written."""
    corpus, packer = Corpus(folder), Packer()
    with show_progress() as progress:
        corpus.scan(progress)
    paths = corpus.sources()
    for at in range(0, len(paths), PACKED_AT_ONCE):
        packer.add((path, content) for path in paths[at : at + PACKED_AT_ONCE]
                   if (content := content_of(folder, path)) is not None)  # fmt: skip
    content = packer.close()
    try:
        with to.open("xb") as file:
            file.write(content)
    except OSError as fault:
        raise SettingsError([f"{to}: {(fault.strerror or 'cannot be written').lower()}"]) from None
    return len(paths)


def _content(source: str, most: int) -> bytes:
    try:
        with Path(source).open("rb") as file:
            content = file.read(most + 1)
    except OSError as fault:
        raise SettingsError([f"{source}: {(fault.strerror or 'cannot be read').lower()}"]) from None
    if len(content) > most:
        raise ReaderError("shell.too_big", mebibytes=most >> 20)
    return content
