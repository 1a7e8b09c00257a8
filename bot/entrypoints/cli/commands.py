"""The commands of `sosik`. Thin: each reads its settings, calls the house, prints.

Exit codes: 0 done; 1 could not be done; 2 asked for or set wrongly.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.markup import escape

import bot
from bot.adapters.folder.corpus import Corpus
from bot.answers.reply import Request
from bot.config import (
    AnswerSettings,
    BotSettings,
    ChatSettings,
    DatabaseSettings,
    Kind,
    Settings,
    read_settings,
)
from bot.entrypoints.cli.console import progress_bar, show, spoken
from bot.entrypoints.cli.jsonl import (
    Ask,
    Row,
    answer_lines,
    answering,
    as_json,
    asking_for_answers,
    asking_for_hits,
    asking_for_quotes,
)
from bot.entrypoints.telegram.markup import tidy
from bot.entrypoints.telegram.views import answers, pages
from bot.errors import ReaderError, SettingsError, SosikError
from bot.i18n import say
from bot.index.index import Index
from bot.ingest.loading import load, shelf_of
from bot.observability.logging import redact, set_up_logs
from bot.quotes.finder import find_quotes, person_quoted

app = typer.Typer(
    help="Sosik (소식): Korean news, searched and quoted, in Telegram and here.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
corpus_app = typer.Typer(help="The folder of articles.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(corpus_app, name="corpus")
db_app = typer.Typer(help="The database.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(db_app, name="db")

Folder = Annotated[
    Path | None, typer.Option("--corpus", metavar="DIR", help="Folder of articles, instead of CORPUS_DIR.")
]
Words = Annotated[
    list[str] | None, typer.Argument(metavar="TEXT", help="The words; quotation marks are optional.")
]
AsJson = Annotated[bool, typer.Option("--json", help="For programs: one line of JSON.")]
Batch = Annotated[
    Path | None,
    typer.Option(
        "--jsonl",
        metavar="FILE",
        help='A file (or -) of lines {"id": …, "text": …}; a line of JSON for each.',
    ),
]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, max=100, help="At most so many.")]


@app.callback(invoke_without_command=True)
def sosik(
    context: typer.Context,
    corpus: Folder = None,
    version: Annotated[bool, typer.Option("--version", help="Say which Sosik this is.")] = False,
) -> None:
    context.obj = corpus
    if version:
        print(f"sosik {bot.__version__}")
        raise typer.Exit


@app.command()
def run(context: typer.Context, corpus: Folder = None) -> None:
    """The bot on Telegram. Needs TELEGRAM_BOT_TOKEN."""
    settings = settings_for(BotSettings, context, corpus)
    from bot.bootstrap import (
        run as run_bot,  # here, so that a search does not wait for half a second of imports
    )

    run_bot(settings, progress_bar)


@app.command()
def chat(context: typer.Context, corpus: Folder = None) -> None:
    """The same bot in this terminal: no token, no network."""
    settings = settings_for(ChatSettings, context, corpus)
    from bot.bootstrap import chat as talk  # see run

    raise typer.Exit(talk(settings, progress_bar))


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
        found = index.search(words, limit, 0, not no_stories)
        show(pages.results(spoken(), words, found, 0) if found.hits else pages.nothing(spoken(), words))

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
            person = person_quoted(words, found)
            more = len(found) == limit
            show(pages.quote(spoken(), words, one, number, len(found), person=person, more=more))
        if not found:
            show(pages.nothing(spoken(), words))

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
    words = words_of(text, jsonl)
    settings = settings_for(AnswerSettings, context, corpus)
    index = index_of(settings)

    def tell() -> None:
        reply = answer(Request(words))
        if reply.kind != "none":
            show(answers.page(spoken(), words, reply))
        else:
            nearest = index.search(words, answers.NEAREST).hits
            show(answers.nothing(spoken(), words, [hit.article for hit in nearest]))

    with answering(settings, index) as answer:
        respond(asking_for_answers(answer), words, jsonl, as_json, tell)


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
) -> None:
    """Add an article, or a .zip of many, with the checks of /add."""
    from bot.entrypoints.cli import editing  # see run

    settings = settings_for(DatabaseSettings, context, corpus)
    added = asyncio.run(editing.add(settings, source, sys.stdin.buffer.read, anyway, progress_bar))
    for name, why in added.refused:
        print(f"sosik: {tidy(name)}: {why}", file=sys.stderr)
    if len(added.ids) == 1 and not added.known and not added.refused:
        print(say(spoken(), "shell.added", id=added.ids[0]))
        return
    counts = {"count": len(added.ids), "known": added.known, "refused": len(added.refused)}
    print(say(spoken(), "shell.added_many", **counts))


@corpus_app.command()
def remove(context: typer.Context, article_id: ArticleId, corpus: Folder = None) -> None:
    """Take an article out, into the bin."""
    from bot.entrypoints.cli import editing  # see run

    settings = settings_for(DatabaseSettings, context, corpus)
    done = asyncio.run(editing.remove(settings, article_id, progress_bar))
    print(say(spoken(), "shell.removed", id=done.article.id, title=tidy(done.article.title)))


@corpus_app.command()
def restore(context: typer.Context, article_id: ArticleId, corpus: Folder = None) -> None:
    """Bring an article back out of the bin."""
    from bot.entrypoints.cli import editing  # see run

    settings = settings_for(DatabaseSettings, context, corpus)
    done = asyncio.run(editing.restore(settings, article_id, progress_bar))
    print(say(spoken(), "shell.restored", id=done.article.id, title=tidy(done.article.title)))


@corpus_app.command()
def export(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="FILE.zip", help="Where to; it must not be there yet.")],
    corpus: Folder = None,
) -> None:
    """All articles in one .zip."""
    from bot.entrypoints.cli import editing  # see run

    settings = settings_for(DatabaseSettings, context, corpus)
    count = asyncio.run(editing.export(settings, path, progress_bar))
    print(say(spoken(), "shell.exported", count=count, path=path))


@db_app.command()
def upgrade(context: typer.Context, as_json: AsJson = False) -> None:
    """Bring DATABASE_URL to this version's schema, as every start does. A newer one is left alone."""
    settings = settings_for(DatabaseSettings, context, None)
    from bot.adapters.database.store import upgrade_now  # see run

    before, after = upgrade_now(settings.database_url)
    if as_json:
        print_row({"before": before, "after": after})
    elif before == after:
        print(f"The database is at {after} already.")
    else:
        print(f"The database was {f'at {before}' if before else 'new'} and is at {after} now.")


def main() -> None:
    """The command line: whatever goes wrong is one clear line, and never a token."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr] # LANG=C too
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
        fail(say(spoken(), error.key, **error.values), 1)
    except SosikError as error:
        fail(str(error), 1)
    except Exception as error:
        logging.getLogger(__name__).debug("unexpected", exc_info=error)
        fail(f"unexpected {type(error).__name__}: {error} (LOG_LEVEL=DEBUG shows where)", 1)


def fail(text: str, code: int) -> NoReturn:
    for line in redact(text).splitlines():
        print(f"sosik: {line}", file=sys.stderr)
    sys.exit(code)


def settings_for(kind: type[Kind], context: typer.Context, corpus: Path | None) -> Kind:
    """The settings, and logs as they say. --corpus may stand before the command or after it."""
    settings = read_settings(kind, corpus or context.find_object(Path))
    token = settings.telegram_bot_token.get_secret_value() if isinstance(settings, BotSettings) else ""
    key = settings.llm_api_key.get_secret_value() if isinstance(settings, AnswerSettings) else ""
    set_up_logs(settings.log_level, settings.log_format, token, key)
    return settings


def index_of(settings: Settings) -> Index:
    return load(settings.corpus_dir, progress_bar, shelf_of(settings))[1]


def respond(ask: Ask, words: str, jsonl: Path | None, as_json: bool, tell: Callable[[], None]) -> None:
    """What was asked for in the form that was asked for: a file of rows, one row, or *tell* for people."""
    if jsonl:
        answer_file(jsonl, ask)
    elif as_json:
        print_row(ask(words, None))
    else:
        tell()


def words_of(text: list[str] | None, jsonl: Path | None) -> str:
    """The words, as one text; "" when they are in a file. What is not UTF-8 in them becomes �."""
    if bool(text) == (jsonl is not None):
        raise typer.BadParameter("give either the words or --jsonl FILE")
    return os.fsencode(" ".join(text or [])).decode("utf-8", "replace")


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


def print_row(row: Row) -> None:
    print(as_json(row))
    if "error" in row:
        raise typer.Exit(1)
