"""An article as programs keep it: a JSON object, a line of JSON, a row under a head of names.

A file has one article; what has none (a configuration), or many (a dump), is refused with the reason.

>>> draft = read_record('{"headline": "다리 개통", "articleBody": "열렸다.", "author": {"name": "도하람"}}', "a.json")
>>> draft.title, draft.fields["author"]
('다리 개통', '도하람')
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping

from bot.articles.draft import Draft
from bot.articles.fields import field_of, flatten, gather
from bot.errors import UnreadableArticle

SUFFIXES = (".json", ".jsonl", ".csv")
LEAST_ID = 6  # characters; a shorter one is a row's number, which another file has too
_CONTAINERS = (
    "@graph",
    "articles",
    "items",
    "article",
    "data",
    "results",
    "posts",
    "post",
    "entries",
    "documents",
)


def read_record(text: str, path: str) -> Draft:
    """The one article of a file. Raises: UnreadableArticle."""
    ending = path.lower().rpartition(".")[2]
    try:
        records = _rows(text) if ending == "csv" else _objects(text, lines=ending == "jsonl")
    except (ValueError, RecursionError, csv.Error):
        raise UnreadableArticle(f"no {ending.upper()}") from None
    told = [one for one in records if _is_article(one)]
    if not told:
        raise UnreadableArticle(
            f"no article in it: no title and text among the names of this {ending.upper()}"
        )
    if len(told) > 1:
        raise UnreadableArticle(f"several articles in one file ({len(told)}); a file with one is read")
    fields = gather(flatten(told[0]))
    if len(fields["id"]) < LEAST_ID:
        fields["id"] = ""
    return Draft(ending.upper(), fields["title"].strip(), fields["body"] or fields["lead"], fields, "plain")


def _is_article(record: Mapping[str, object]) -> bool:
    fields = gather(flatten(record))
    return bool(fields["title"].strip() and (fields["body"] or fields["lead"]).strip())


def _objects(text: str, *, lines: bool) -> list[Mapping[str, object]]:
    if lines:
        values = [json.loads(line) for line in text.split("\n") if line.strip()]
    else:
        value = json.loads(text)
        values = value if isinstance(value, list) else [value]
    if len(values) == 1 and isinstance(values[0], dict) and not _is_article(values[0]):
        inner = next((values[0][name] for name in _CONTAINERS if values[0].get(name)), None)
        values = inner if isinstance(inner, list) else [inner]
    return [one for one in values if isinstance(one, dict)]


def _rows(text: str) -> list[Mapping[str, object]]:
    head = text.partition("\n")[0]
    delimiter = max(",\t;|", key=head.count)
    table = csv.reader(io.StringIO(text), delimiter=delimiter)
    names = [name.strip().lstrip("\ufeff") for name in next(table, [])]
    if not any(field_of(name) for name in names):
        raise ValueError("no names above the rows")
    return [dict(zip(names, row, strict=False)) for row in table if any(row)]
