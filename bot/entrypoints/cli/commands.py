"""The commands of `sosik`. Thin: each reads its settings, calls the house, prints.

Exit codes: 0 done; 1 could not be done; 2 asked for or set wrongly.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn

import typer

import bot
from bot.articles.article import KST
from bot.articles.encoding import compose
from bot.bootstrap.archive import archive_of, load_for, searching
from bot.concurrency import signals
from bot.config import (
    AnswerSettings,
    BotSettings,
    ChatSettings,
    DatabaseSettings,
    Settings,
    StorageSettings,
    bundled_corpus,
)
from bot.entrypoints.cli.archive import archive_app
from bot.entrypoints.cli.console import open_streams, progress_bar, show
from bot.entrypoints.cli.corpus import corpus_app
from bot.entrypoints.cli.examples import give_examples
from bot.entrypoints.cli.feeds import feeds_app
from bot.entrypoints.cli.jsonl import (
    Ask,
    answer_lines,
    asking_for_hits,
    asking_for_quotes,
)
from bot.entrypoints.cli.options import Adopt, AsJson, Batch, Folder, Limit, Words, print_row, settings_for
from bot.entrypoints.telegram.views import pages, results
from bot.entrypoints.terminal.screen import spoken
from bot.errors import ReaderError, SettingsError, SosikError, UnreadableArticle
from bot.i18n import say
from bot.ingest.memory import uncollected
from bot.observability.logging import redact
from bot.quotes.finder import find_quotes, person_quoted
from bot.search.ports import Searchable

BUILT_FROM = "commit.txt"  # beside the package, where setup.py built it from a checkout
app = typer.Typer(
    help="Sosik (소식): Korean news, searched and quoted, in Telegram and here.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(corpus_app, name="corpus")
app.add_typer(feeds_app, name="feeds")
app.add_typer(archive_app, name="archive")
db_app = typer.Typer(help="The database.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(db_app, name="db")


@app.callback(invoke_without_command=True)
def sosik(
    context: typer.Context,
    corpus: Folder = None,
    version: Annotated[bool, typer.Option("--version", help="Say which Sosik this is.")] = False,
) -> None:
    context.obj = corpus
    if context.invoked_subcommand != "run":  # which ends otherwise, once it is imported
        signals.obey()
    if version:
        print(f"sosik {bot.__version__}{version_details()}")
        raise typer.Exit


@app.command()
def run(
    context: typer.Context,
    corpus: Folder = None,
    adopt: Adopt = False,
    demo: Annotated[
        bool, typer.Option("--demo", help="With the bundled articles of an invented city.")
    ] = False,
) -> None:
    """The bot on Telegram. Needs TELEGRAM_BOT_TOKEN and CORPUS_DIR."""
    settings = settings_for(BotSettings, context, bundled_corpus() if demo else corpus)
    with uncollected():  # here, so that a search does not wait for half a second of imports
        from bot.bootstrap.running import run as run_bot

    run_bot(settings, progress_bar, "always" if adopt else "never")


@app.command()
def chat(context: typer.Context, corpus: Folder = None, adopt: Adopt = False) -> None:
    """The same bot in this terminal: no token, no network."""
    settings = settings_for(ChatSettings, context, corpus).with_own_database()
    with uncollected():  # see run
        from bot.bootstrap.running import chat as talk

    raise typer.Exit(talk(settings, progress_bar, "always" if adopt else "while nothing is published"))


@app.command()
def search(
    context: typer.Context,
    text: Words = None,
    corpus: Folder = None,
    as_json: AsJson = False,
    jsonl: Batch = None,
    limit: Limit = 10,
    no_stories: Annotated[
        bool, typer.Option("--no-stories", help="The bare ranking: reports of one story are not folded.")
    ] = False,
) -> None:
    """The articles that match best."""
    words = words_of(text, jsonl)
    index = index_of(settings_for(Settings, context, corpus))

    def tell() -> None:
        found = index.search(words, limit, 0, not no_stories, today=datetime.now(KST).date())
        show(results.of_any(spoken(), words, found))

    respond(asking_for_hits(index, limit, not no_stories), words, jsonl, as_json, tell)


@app.command()
def quote(
    context: typer.Context,
    text: Words = None,
    corpus: Folder = None,
    as_json: AsJson = False,
    jsonl: Batch = None,
    limit: Limit = 5,
) -> None:
    """The verbatim quotations or sentences that match best, also when half-remembered."""
    words = words_of(text, jsonl)
    index = index_of(settings_for(Settings, context, corpus))

    def tell() -> None:
        found = find_quotes(index, words, limit)
        for number, one in enumerate(found, 1):
            person, more = person_quoted(words, found), len(found) == limit
            days = index.recent_days
            candidate = pages.Candidate(one, number, len(found), person=person, more=more, recent_days=days)
            show(pages.quote(spoken(), words, candidate))
        if not found:
            show(results.nothing(spoken(), words, recent_days=index.recent_days))

    respond(asking_for_quotes(index, limit), words, jsonl, as_json, tell)


@app.command()
def ask(
    context: typer.Context,
    text: Words = None,
    corpus: Folder = None,
    as_json: AsJson = False,
    jsonl: Batch = None,
) -> None:
    """Verbatim sentences that answer a question, with their articles; or that none does."""
    from bot.entrypoints.cli import asking  # see run

    words = words_of(text, jsonl)
    settings = settings_for(AnswerSettings, context, corpus)
    index = index_of(settings)

    with asking.answering(settings, index) as answer:
        show_answer = partial(asking.show_answer, answer, index, words)
        respond(asking.asking_for_answers(answer), words, jsonl, as_json, show_answer)


@db_app.command()
def upgrade(context: typer.Context, as_json: AsJson = False) -> None:
    """Bring DATABASE_URL to this version's schema, as every start does. A newer one is left alone."""
    settings = settings_for(StorageSettings, context, None)
    from bot.adapters.database.store import upgrade_now  # see run

    before, after = upgrade_now(settings.database_url)
    if as_json:
        print_row({"before": before, "after": after})
    elif before == after:
        print(f"The database is at {after} already.")
    else:
        print(f"The database was {f'at {before}' if before else 'new'} and is at {after} now.")


@app.command()
def doctor(context: typer.Context, corpus: Folder = None, as_json: AsJson = False) -> None:
    """Look at everything the bot needs, and say what to do. Changes nothing; exit code 1 where something is wrong."""
    settings = settings_for(BotSettings, context, corpus)
    from bot.entrypoints.cli import doctor as checks  # see run

    logging.getLogger().setLevel(logging.ERROR)  # what is wrong is a finding
    found = asyncio.run(checks.examine(settings))
    for one in found:
        if as_json:
            print_row({"state": one.state, "about": one.about, "told": one.told, "todo": one.todo})
        else:
            print(redact(f"{one.state:5} {one.about:9} {one.told}"))
            if one.todo:
                print(f"{'':15} {one.todo}")
    if any(one.state == "fault" for one in found):
        raise typer.Exit(1)


@app.command()
def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The .zip to write; none may be there yet.")],
    corpus: Folder = None,
    without_articles: Annotated[
        bool, typer.Option("--without-articles", help="The database alone; the folder is kept elsewhere.")
    ] = False,
) -> None:
    """Copy the database and the folder of articles into one file, also while the bot is at work."""
    settings = settings_for(DatabaseSettings, context, corpus)
    from bot.entrypoints.cli import backup as copies  # see run

    folder = None if without_articles or settings.is_bundled else settings.corpus_dir
    done = copies.backup(settings.database_url, folder, file)
    print(f"{file}: {done.rows} rows, {done.files} files, {done.bytes / 1e6:.1f} MB.")


@app.command()
def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `sosik backup` wrote.")],
    corpus: Annotated[
        Path | None, typer.Option("--corpus", metavar="DIR", help="An empty folder, instead of CORPUS_DIR.")
    ] = None,
    without_articles: Annotated[
        bool, typer.Option("--without-articles", help="The database alone; the folder is there already.")
    ] = False,
) -> None:
    """Put a copy back: into an empty DATABASE_URL, SQLite or PostgreSQL, and an empty CORPUS_DIR."""
    settings = settings_for(StorageSettings, context, corpus)
    from bot.entrypoints.cli import backup as copies  # see run

    folder = None if without_articles else settings.corpus_dir
    if folder is not None and settings.is_bundled:
        raise SettingsError(["CORPUS_DIR: is not set; name an empty folder, or say --without-articles"])
    done = copies.restore(file, settings.database_url, folder)
    print(f"{done.rows} rows and {done.files} files are back. Nothing that was sent is sent again.")


give_examples(app)


def version_details() -> str:
    """The commit, of a checkout or of the build, and whether the inner loops are those in C."""
    from bot.kernel import HAS_KERNEL  # see run

    built = Path(bot.__file__).with_name(BUILT_FROM)
    commit = built.read_text(encoding="ascii").strip() if built.is_file() else ""
    if (root := Path(bot.__file__).parent.parent).joinpath(".git").exists():
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            asked = ["git", "-C", str(root), "rev-parse", "--short", "HEAD"]
            commit = subprocess.run(
                asked, capture_output=True, text=True, timeout=5, check=True
            ).stdout.strip()
    kernel = (
        "with its kernel in C" if HAS_KERNEL else "without its kernel in C: searches take four times as long"
    )
    return f" ({', '.join(part for part in (commit, kernel) if part)})"


def main() -> None:
    """The command line: whatever goes wrong is one clear line, and never a token."""
    open_streams()
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:  # who reads us has seen enough; the interpreter's own flush must not complain
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except SettingsError as error:
        fail("\n".join(error.faults), 2)
    except ReaderError as error:
        fail(named(error, say(spoken(), error.key, **error.values)), 1)
    except UnreadableArticle as error:
        fail(named(error, error.reason.said(spoken())), 1)
    except SosikError as error:
        fail(named(error, str(error)), 1)
    except Exception as error:
        logging.getLogger(__name__).debug("unexpected", exc_info=error)
        fail(f"unexpected {type(error).__name__}: {error} (LOG_LEVEL=DEBUG shows where)", 1)


def named(error: SosikError, text: str) -> str:
    """*text* after what it is about: its notes are names of files."""
    return "".join(f"{note}: " for note in getattr(error, "__notes__", ())) + text


def fail(text: str, code: int) -> NoReturn:
    for line in redact(text).splitlines():
        print(f"sosik: {line}", file=sys.stderr)
    sys.exit(code)


def index_of(settings: Settings) -> Searchable:
    return searching(settings, load_for(settings, progress_bar)[1], archive_of(settings))


def respond(ask: Ask, words: str, jsonl: Path | None, as_json: bool, tell: Callable[[], None]) -> None:
    """What was asked for in the form that was asked for: a file of rows, one row, or *tell* for people."""
    if jsonl:
        answer_file(jsonl, ask)
    elif as_json:
        print_row(ask(words, None))
    else:
        tell()


def words_of(text: list[str] | None, jsonl: Path | None) -> str:
    """The words, as one text, composed; "" when they are in a file. What is not UTF-8 in them becomes �."""
    if bool(text) == (jsonl is not None):
        raise typer.BadParameter("give either the words or --jsonl FILE")
    return compose(os.fsencode(" ".join(text or [])).decode("utf-8", "replace"))


def answer_file(path: Path, ask: Ask) -> None:
    """Answer every line of a batch; exit code 2 when some were no questions."""
    bad: list[str] = []

    def complain(fault: str) -> None:
        bad.append(fault)
        print(f"sosik: {path}: {fault}", file=sys.stderr)

    try:
        with sys.stdin.buffer if str(path) == "-" else path.open("rb") as lines:
            for line in answer_lines(lines, ask, complain):
                print(line, flush=True)
    except OSError as fault:
        if fault.filename is None:  # not of the file: nobody reads what we print
            raise
        raise SettingsError([f"--jsonl: {path}: {(fault.strerror or 'cannot be read').lower()}"]) from None
    if bad:
        raise typer.Exit(2)
