"""What the commands share: their options, and the settings they lead to."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

from bot.config import AnswerSettings, BotSettings, Kind, read_settings, strange_names
from bot.entrypoints.cli.jsonl import Row, as_json
from bot.observability.logging import set_up_logs

log = logging.getLogger(__name__)

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
Adopt = Annotated[
    bool,
    typer.Option("--adopt", help="Let this folder take the place of the one that the database belongs to."),
]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, max=100, help="At most so many.")]


def settings_for(kind: type[Kind], context: typer.Context, corpus: Path | None) -> Kind:
    """The settings, and logs as they say. --corpus may stand before the command or after it."""
    settings = read_settings(kind, corpus or context.find_object(Path))
    token = settings.telegram_bot_token.get_secret_value() if isinstance(settings, BotSettings) else ""
    key = settings.llm_api_key.get_secret_value() if isinstance(settings, AnswerSettings) else ""
    dsn = settings.sentry_dsn.get_secret_value() if isinstance(settings, BotSettings) else ""
    set_up_logs(
        settings.log_level,
        settings.log_format,
        token,
        key,
        dsn,
        settings.opensearch_password.get_secret_value(),
    )
    for hint in strange_names():
        log.warning("%s", hint)
    return settings


def print_row(row: Row) -> None:
    print(as_json(row))
    if "error" in row:
        raise typer.Exit(1)
