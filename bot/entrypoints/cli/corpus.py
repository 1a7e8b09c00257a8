"""`sosik corpus …`: the folder of articles, looked at and edited."""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.config import DeskSettings, Settings
from bot.entrypoints.cli.console import progress_bar
from bot.entrypoints.cli.inspection import corpus_app as corpus_app
from bot.entrypoints.cli.options import Adopt, Folder, settings_for
from bot.entrypoints.presentation.text import tidy
from bot.entrypoints.terminal.screen import spoken
from bot.errors import SettingsError
from bot.i18n import say

if TYPE_CHECKING:
    from bot.entrypoints.cli.editing import OpenDesk

Anyway = Annotated[bool, typer.Option("--anyway", help="Also when there is one much like it.")]
ArticleId = Annotated[str, typer.Argument(metavar="ID", help="The article's id.")]


@corpus_app.command()
def add(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="FILE|URL|-", help="What to add; - reads standard input.")],
    corpus: Folder = None,
    anyway: Anyway = False,
    adopt: Adopt = False,
) -> None:
    """Add an article, or a .zip of many, with the checks of /add."""
    from bot.entrypoints.cli import editing  # see run

    desk = desk_for(context, corpus, adopt)
    added = asyncio.run(editing.add(desk, source, sys.stdin.buffer.read, anyway))
    for name, why in added.refused:
        print(f"sosik: {tidy(name)}: {why.said(spoken())}", file=sys.stderr)
    if len(added.ids) == 1 and not added.known and not added.refused:
        print(say(spoken(), "shell.added", id=added.ids[0]))
        return
    unreadable = say(spoken(), "count.unreadable", count=len(added.refused))
    print(say(spoken(), "shell.added_many", count=len(added.ids), known=added.known, unreadable=unreadable))


@corpus_app.command()
def remove(
    context: typer.Context, article_id: ArticleId, corpus: Folder = None, adopt: Adopt = False
) -> None:
    """Take an article out, into the bin."""
    from bot.entrypoints.cli import editing  # see run

    done = asyncio.run(editing.remove(desk_for(context, corpus, adopt), article_id))
    print(say(spoken(), "shell.removed", id=done.article.id, title=tidy(done.article.title)))


@corpus_app.command()
def restore(
    context: typer.Context, article_id: ArticleId, corpus: Folder = None, adopt: Adopt = False
) -> None:
    """Bring an article back out of the bin."""
    from bot.entrypoints.cli import editing  # see run

    done = asyncio.run(editing.restore(desk_for(context, corpus, adopt), article_id))
    print(say(spoken(), "shell.restored", id=done.article.id, title=tidy(done.article.title)))


@corpus_app.command()
def export(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="FILE.zip", help="Where to; it must not be there yet.")],
    corpus: Folder = None,
) -> None:
    """All articles in one .zip."""
    from bot.entrypoints.cli import editing  # see run

    count = editing.export(settings_for(Settings, context, corpus).corpus_dir, path, progress_bar)
    print(say(spoken(), "shell.exported", count=count, path=path))


def desk_for(context: typer.Context, corpus: Path | None, adopt: bool) -> OpenDesk:
    """What opens the desk of the bot's folder and database. Raises: SettingsError in the bundled articles."""
    from bot.bootstrap.services import open_desk  # see run

    settings = settings_for(DeskSettings, context, corpus)
    if settings.is_bundled:
        raise SettingsError(
            ["CORPUS_DIR: the bundled articles are not written to; name a folder of your own"]
        )
    return partial(open_desk, settings, progress_bar, "always" if adopt else "never")
