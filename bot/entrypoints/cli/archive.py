"""`sosik archive …`: the archive in an OpenSearch cluster, filled, compared and written anew."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot.config import DatabaseSettings
from bot.entrypoints.cli.console import progress_bar
from bot.entrypoints.cli.options import Folder, settings_for
from bot.errors import SettingsError

if TYPE_CHECKING:
    from bot.adapters.opensearch.archive import Archive
    from bot.bootstrap.archive import Difference

archive_app = typer.Typer(
    help="The archive in an OpenSearch cluster.", no_args_is_help=True, rich_markup_mode=None
)
Source = Annotated[
    str,
    typer.Option(
        "--source",
        metavar="NAME",
        help="Of a folder that the bot does not follow: what its articles are known by in the archive.",
    ),
]
Shards = Annotated[int, typer.Option("--shards", min=1, max=1024, help="Parts of a new index.")]


@archive_app.command("load")
def load_(
    context: typer.Context,
    corpus: Folder = None,
    source: Source = "",
    shards: Shards = 1,
    merge: Annotated[
        bool,
        typer.Option("--merge", help="Afterwards write each part in one piece: searches are faster then."),
    ] = False,
) -> None:
    """Bring into the archive what it lacks of the folder; goes on where it was broken off."""
    settings, archive = opened(context, corpus)
    from bot.bootstrap.archive import compare  # see run

    archive.prepare(shards)
    bring(archive, compare(archive, settings.corpus_dir, source, progress_bar), source)
    if merge:
        archive.alias.merge()


@archive_app.command()
def check(
    context: typer.Context,
    corpus: Folder = None,
    source: Source = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Change nothing; exit code 1 where they differ.")
    ] = False,
) -> None:
    """Compare folder and archive, name what differs, and mend it in the archive."""
    settings, archive = opened(context, corpus)
    from bot.bootstrap.archive import compare  # see run

    archive.alias.demand_version()
    found = compare(archive, settings.corpus_dir, source, progress_bar)
    for article_id in found.lacking:
        print(f"lacks {article_id}")
    for article_id in found.strange:
        print(f"alone {article_id}")
    print(f"{len(found.lacking)} are lacking or otherwise, {len(found.strange)} are in the archive alone.")
    if dry_run:
        raise typer.Exit(1 if found.lacking or found.strange else 0)
    if found.lacking or found.strange:
        bring(archive, found, source)


@archive_app.command()
def reindex(context: typer.Context, corpus: Folder = None, shards: Shards = 1) -> None:
    """Write every document anew: after an update that says so, or into more parts. Searches go on meanwhile."""
    _, archive = opened(context, corpus)
    from bot.bootstrap.archive import rebuild  # see run

    with bar("Writing articles anew") as tell:
        refused = rebuild(archive, shards, tell)
    if refused:
        print(f"{len(refused)} articles were refused: the index is the one it was.", file=sys.stderr)
        raise typer.Exit(1)
    print(f"{archive.alias.count()} articles are in the new index.")


def bring(archive: Archive, found: Difference, source: str) -> None:
    """Make the archive like the folder, and tell how it went; exit code 1 where articles were refused."""
    from bot.bootstrap.archive import mend  # see run

    began = monotonic()
    with bar("Loading articles") as tell:
        refused = mend(archive, found, source, tell)
    for article_id, why in refused.items():
        print(f"sosik: {article_id}: {why}", file=sys.stderr)
    brought = len(found.lacking) - len(refused)
    rate = brought / max(monotonic() - began, 1e-9)
    print(
        f"{brought} articles brought ({rate:.0f} a second), {len(found.strange)} removed, "
        f"{len(refused)} refused; {archive.alias.count()} are in the archive."
    )
    if refused:
        raise typer.Exit(1)


def opened(context: typer.Context, corpus: Path | None) -> tuple[DatabaseSettings, Archive]:
    """The settings, and the archive, whose version is one that we know. Raises: SettingsError, ArchiveError."""
    settings = settings_for(DatabaseSettings, context, corpus)
    from bot.bootstrap.archive import archive_of  # see run

    archive = archive_of(settings)
    if archive is None:
        raise SettingsError(["OPENSEARCH_URL: is not set"])
    archive.alias.version()
    return settings, archive


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, where somebody sees it."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(what, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)
