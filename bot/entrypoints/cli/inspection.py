"""What was understood of a folder: `sosik corpus check`, `show` and `rejected`, for whoever looks after it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.adapters.folder.corpus import Corpus
from bot.adapters.folder.files import Reading, read_all
from bot.articles.article import Article
from bot.articles.encoding import decode
from bot.articles.moment import date_in_path
from bot.articles.names import why_not, why_unread
from bot.articles.parts import file_of
from bot.articles.reader import read_draft
from bot.config import Settings
from bot.entrypoints.cli.console import progress_bar
from bot.entrypoints.cli.jsonl import Row
from bot.entrypoints.cli.options import AsJson, Folder, print_row, settings_for
from bot.entrypoints.presentation.text import tidy
from bot.entrypoints.terminal.screen import spoken
from bot.errors import SettingsError, UnreadableArticle
from bot.i18n import Key, Language, say
from bot.i18n.reasons import NONE, Reason
from bot.patterns import lazy_compile

corpus_app = typer.Typer(help="The folder of articles.", no_args_is_help=True, rich_markup_mode=None)

WANTED = ("body", "publisher", "authors", "published", "url")
SHOWN = ("title", "publisher", "authors", "published", "url", "category", "tags", "id")
LONG_TITLE = 299  # characters; the reader cuts a longer one
LABEL_CELLS = 10
NEVER_READ = frozenset(("reason.ending", "reason.no_ending"))
MOST_OF_A_KIND = (
    3  # that are listed by name; a vault has thousands of pictures, and `rejected` lists them all
)

_LETTER = lazy_compile(r"[^\W\d_]")


class Glance(NamedTuple):
    """What `check` counts of an article; small, since it comes from other processes."""

    path: str
    format: str
    missing: tuple[str, ...]
    odd: Reason


def glance(articles: Iterable[Article]) -> list[Glance]:
    """A Glance at each."""
    return [
        Glance(
            one.path, one.format, tuple(name for name in WANTED if not getattr(one, name)), _odd(one.title)
        )
        for one in articles
    ]


def _odd(title: str) -> Reason:
    if not _LETTER.search(title):
        return Reason("odd.no_letter")
    return Reason("odd.cut", most=LONG_TITLE + 1) if len(title) > LONG_TITLE else NONE


@corpus_app.command()
def check(context: typer.Context, corpus: Folder = None, as_json: AsJson = False) -> None:
    """Read every file; list those that are no articles, and why. Exit code 0 also then."""
    folder, looked_at, seen = look_at(context, corpus)
    formats = Counter(one.format for one in seen)
    missing = Counter(name for one in seen for name in one.missing)
    odd = [one for one in seen if one.odd]
    if as_json:
        print_row(
            {
                "files": looked_at.files,
                "articles": len(looked_at),
                "refused": refused(looked_at),
                "duplicates": [
                    {"path": one.path, "kept": one.kept, "reason": one.reason} for one in looked_at.duplicates
                ],
                "formats": dict(formats.most_common()),
                "missing": {name: missing[name] for name in WANTED if missing[name]},
                "odd": [{"path": one.path, "reason": one.odd} for one in odd],
                "seconds": round(looked_at.seconds, 3),
            }
        )
        return
    language = spoken()
    console = Console(highlight=False, soft_wrap=True)
    articles = say(language, "count.articles", count=len(looked_at))
    files = say(language, "count.files", count=looked_at.files)
    seconds, place = f"{looked_at.seconds:.2f}", str(folder)
    head = say(language, "check.head", articles=articles, files=files, seconds=seconds, folder=place)
    console.print(f"[bold]{escape(tidy(head))}[/]")
    rows = [("red", say(language, "check.refused"), what, why.said(language))
            for what, why in _summed(looked_at.refused, language)]  # fmt: skip
    for one in looked_at.duplicates:
        why = say(language, "check.same", reason=one.reason.said(language), path=one.kept)
        rows.append(("yellow", say(language, "check.duplicate"), one.path, why))
    rows += [("yellow", say(language, "check.odd"), one.path, one.odd.said(language)) for one in odd]
    for colour, what, path, why in rows:
        print_row_of_check(console, _label(what, colour), f"{escape(tidy(path))}: {escape(tidy(why))}")
    if formats:
        counts = " · ".join(
            f"{say(language, SHAPES[name]) if name in SHAPES else name} {count}"
            for name, count in formats.most_common()
        )
        print_row_of_check(console, _label(say(language, "check.formats"), "bold"), counts)
    if missing:
        counts = " · ".join(say(language, "check.without", name=say(language, LABELS[name]), number=missing[name])
                            for name in WANTED if missing[name])  # fmt: skip
        print_row_of_check(console, _label(say(language, "check.missing"), "bold"), counts)


def _summed(refused: Mapping[str, Reason], language: Language) -> Iterator[tuple[str, Reason]]:
    """What was refused and why; of many files of a kind that is never read only how many, below the others."""
    kinds = Counter(why for why in refused.values() if why.key in NEVER_READ)
    for path, why in refused.items():
        if kinds[why] <= MOST_OF_A_KIND:
            yield path, why
    for why, count in kinds.most_common():
        if count > MOST_OF_A_KIND:
            yield say(language, "count.files", count=count), why


def print_row_of_check(console: Console, label: str, text: str) -> None:
    """A line; on a screen that is too narrow for it, the text goes on below itself."""
    if not console.is_terminal:
        console.print(f"  {label} {text}")
        return
    row = Table.grid()
    row.add_column(width=LABEL_CELLS + 3)
    row.add_column(overflow="fold")
    row.add_row(f"  {label}", text)
    console.print(row, soft_wrap=False)


# What shapes are called that have no name of their own, as Markdown has.
SHAPES: dict[str, Key] = {
    "crawler": "check.shape_crawler",
    "front matter": "check.shape_front_matter",
    "labels": "check.shape_labels",
    "mail": "check.shape_mail",
    "note": "check.shape_note",
    "plain text": "check.shape_text",
    "portal page": "check.shape_copied",
    "web page": "check.shape_page",
}
LABELS: dict[str, Key] = {
    "title": "check.title",
    "body": "check.body",
    "publisher": "check.publisher",
    "authors": "check.authors",
    "published": "check.published",
    "url": "check.url",
    "category": "check.category",
    "tags": "check.tags",
    "id": "check.id",
}


def _label(text: str, style: str = "") -> str:
    """*text* in a column, for rich."""
    rest = " " * (LABEL_CELLS - cell_len(text))
    return f"[{style}]{text}[/]{rest}" if style else text + rest


@corpus_app.command()
def rejected(context: typer.Context, corpus: Folder = None, as_json: AsJson = False) -> None:
    """The files that could not be read, and why."""
    _folder, looked_at, _ = look_at(context, corpus)
    if as_json:
        print_row({"refused": refused(looked_at)})
        return
    for path, why in looked_at.refused.items():
        print(f"{tidy(path)}: {why.said(spoken())}")


@corpus_app.command("show")
def show_article(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="PATH|ID", help="A file of the folder, or an article's id.")
    ] = None,
    corpus: Folder = None,
    as_json: AsJson = False,
    everything: Annotated[bool, typer.Option("--all", help="Every file of the folder.")] = False,
) -> None:
    """What was understood of a file, and from which of its lines."""
    if bool(name) == everything:
        raise typer.BadParameter("give either a PATH or ID, or --all")
    folder = settings_for(Settings, context, corpus).corpus_dir
    rows = all_rows(folder) if name is None else rows_of(folder, _path_of(folder, name))
    for row in rows:
        if as_json:
            print_row(row)
        elif "refused" in row:
            print(f"{tidy(row['path'])}: {say(spoken(), 'check.refused')}, {row['refused'].said(spoken())}")
        else:
            _tell(folder, row)


def all_rows(folder: Path) -> Iterator[Row]:
    """A row for each file, in the order of paths."""
    looked = Corpus(folder).look()
    for path in sorted((*looked.stamps, *looked.refused)):
        if path in looked.refused:
            yield {"path": path, "refused": looked.refused[path]}
        else:
            yield from rows_of(folder, path)


def rows_of(folder: Path, path: str) -> list[Row]:
    """The fields of one file, or why it is refused; of each of its articles where it has several."""
    file = file_of(path) or path
    if reason := why_unread(file.rpartition("/")[2]) or why_not(file):
        return [{"path": path, "refused": reason}]
    readings = read_all(os.path.realpath(folder), file)
    return [_row(one) for one in readings if not file_of(path) or one.path == path]


def _row(reading: Reading) -> Row:
    article, path = reading.article, reading.path
    if article is None:
        return {"path": path, "refused": reading.reason or Reason("reason.unfinished")}
    published = article.published
    return {
        "path": path,
        "id": article.id,
        "title": article.title,
        "body": article.body,
        "publisher": article.publisher,
        "authors": list(article.authors),
        "published": published.isoformat() if published else None,
        "url": article.url,
        "category": article.category,
        "tags": list(article.tags),
        "format": article.format,
    }


def _path_of(folder: Path, name: str) -> str:
    """The path of a file, which may be given as the shell completes it, or of the article with that id."""
    root = Path(os.path.realpath(folder))
    for path in (root / name, Path(os.path.realpath(name))):
        if path.is_file() and path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    if (root / file_of(name)).is_file() and rows_of(folder, name):
        return name
    looked_at = Corpus(folder)
    for _ in looked_at.scan_packed(glance):
        pass
    if path_of := looked_at.path_of(name):
        return path_of
    raise SettingsError([f"{name}: neither a file of {folder} nor the id of an article"])


def _tell(folder: Path, row: Row) -> None:
    language, console = spoken(), Console(highlight=False, soft_wrap=True)
    shape = say(language, SHAPES[row["format"]]) if row["format"] in SHAPES else row["format"]
    console.print(f"[bold]{escape(tidy(row['path']))}[/] ({shape})")
    lines = _lines(folder, row)
    for name in SHOWN:
        value = row[name]
        shown = ", ".join(value) if isinstance(value, list) else value or ""
        where = f"  [dim]{escape(lines[name])}[/]" if shown and name in lines else ""
        given = escape(tidy(shown)) if shown else f"[yellow]{say(language, 'check.not_given')}[/]"
        console.print(f"  {_label(say(language, LABELS[name]))} {given}{where}")
    length = say(language, "check.chars", number=len(row["body"]))
    console.print(f"  {_label(say(language, 'check.body'))} {length}")
    for line in row["body"].split("\n"):
        console.print(f"  │ {escape(tidy(line))}")


def _lines(folder: Path, row: Row) -> dict[str, str]:
    """Where each field was found: the line of the file, and the name it has there."""
    if row["format"] == "web page" or file_of(row["path"]):
        return {}
    try:
        text = decode((Path(os.path.realpath(folder)) / row["path"]).read_bytes())
        draft = read_draft(text, row["path"])
    except (OSError, UnreadableArticle):
        return {}
    lines = text.split("\n")
    found = {}
    for name in SHOWN:
        field = {"authors": "author"}.get(name, name)
        key = draft.fields.keys_found.get(field, "")
        wanted = key or (draft.title if field == "title" else "")
        number = next((n for n, line in enumerate(lines, 1) if wanted and wanted in line), 0)
        if number:
            line = say(spoken(), "check.line", number=number)
            found[name] = f"{line}, {key}" if key and len(key) < 40 else line
        elif name == "published" and row[name] and row[name] == str(date_in_path(row["path"])):
            found[name] = say(spoken(), "check.file_name")
    return found


def look_at(context: typer.Context, corpus: Path | None) -> tuple[Path, Corpus, list[Glance]]:
    """The folder, and every file of it read; a Glance at each that is an article."""
    folder = settings_for(Settings, context, corpus).corpus_dir
    looked_at, seen = Corpus(folder), []
    with progress_bar() as tell:
        for changes in looked_at.scan_packed(glance, tell):
            seen += [*changes.packed, *glance(changes.upserted)]
    kept = frozenset(looked_at.paths())
    last = {one.path: one for one in seen if one.path in kept}
    return folder, looked_at, [last[path] for path in sorted(last)]


def refused(looked_at: Corpus) -> list[Row]:
    return [{"path": path, "reason": why} for path, why in looked_at.refused.items()]
