"""`sosik corpus …`: the folder of articles, looked at and edited."""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from bot.adapters.folder.corpus import Corpus
from bot.config import DeskSettings, Settings
from bot.entrypoints.cli.console import progress_bar, spoken
from bot.entrypoints.cli.jsonl import Row
from bot.entrypoints.cli.options import Adopt, AsJson, Folder, print_row, settings_for
from bot.entrypoints.telegram.markup import tidy
from bot.errors import SettingsError
from bot.i18n import say

if TYPE_CHECKING:
    from bot.entrypoints.cli.editing import OpenDesk

corpus_app = typer.Typer(help="The folder of articles.", no_args_is_help=True, rich_markup_mode=None)


@corpus_app.command()
def check(context: typer.Context, corpus: Folder = None, as_json: AsJson = False) -> None:
    """Read every file; list those that are no articles, and why. Exit code 0 also then."""
    folder, looked_at = look_at(context, corpus)
    if as_json:
        print_row(
            {
                "files": looked_at.files,
                "articles": len(looked_at),
                "refused": refused(looked_at),
                "duplicates": [
                    {"path": one.path, "kept": one.kept, "reason": one.reason} for one in looked_at.duplicates
                ],
                "seconds": round(looked_at.seconds, 3),
            }
        )
        return
    console = Console(highlight=False, soft_wrap=True)
    console.print(
        f"[bold]{len(looked_at)}[/] articles in {looked_at.files} files, {looked_at.seconds:.2f} s"
        f" ({escape(str(folder))})"
    )
    for path, why in looked_at.refused.items():
        console.print(f"  [red]refused[/]    {escape(tidy(path))}: {escape(why)}")
    for one in looked_at.duplicates:
        console.print(
            f"  [yellow]duplicate[/]  {escape(tidy(one.path))}: {escape(one.reason)} as {escape(tidy(one.kept))}"
        )


@corpus_app.command()
def rejected(context: typer.Context, corpus: Folder = None, as_json: AsJson = False) -> None:
    """The files that could not be read, and why."""
    _folder, looked_at = look_at(context, corpus)
    if as_json:
        print_row({"refused": refused(looked_at)})
        return
    for path, why in looked_at.refused.items():
        print(f"{tidy(path)}: {why}")


def look_at(context: typer.Context, corpus: Path | None) -> tuple[Path, Corpus]:
    """The folder, and every file of it read."""
    folder = settings_for(Settings, context, corpus).corpus_dir
    looked_at = Corpus(folder)
    with progress_bar() as tell:
        looked_at.scan(tell)
    return folder, looked_at


def refused(looked_at: Corpus) -> list[Row]:
    return [{"path": path, "reason": why} for path, why in looked_at.refused.items()]


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
        print(f"sosik: {tidy(name)}: {why}", file=sys.stderr)
    if len(added.ids) == 1 and not added.known and not added.refused:
        print(say(spoken(), "shell.added", id=added.ids[0]))
        return
    counts = {"count": len(added.ids), "known": added.known, "refused": len(added.refused)}
    print(say(spoken(), "shell.added_many", **counts))


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
    from bot.bootstrap import open_desk  # see run

    settings = settings_for(DeskSettings, context, corpus)
    if settings.is_bundled:
        raise SettingsError(
            ["CORPUS_DIR: the bundled articles are not written to; name a folder of your own"]
        )
    return partial(open_desk, settings, progress_bar, "always" if adopt else "never")
