"""Articles as programs keep them: JSON objects, lines of JSON, rows under a head of names.

What has none (a configuration) is refused with the reason; of many each is an article of its own, and one that is
broken costs no other.

>>> draft = read_record('{"headline": "다리 개통", "articleBody": "열렸다.", "author": {"name": "도하람"}}', "a.json")
>>> draft.title, draft.fields["author"]
('다리 개통', '도하람')
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice

from bot.articles import sheet
from bot.articles.draft import Draft, Markup
from bot.articles.fields import Fields, field_of, flatten, gather
from bot.articles.telegram_export import PAGE_MARK, is_telegram, telegram_page_posts, telegram_posts
from bot.errors import UnreadableArticle
from bot.patterns import lazy_compile

SUFFIXES = (".json", ".jsonl", ".jl", ".ndjson", ".csv", ".tsv")
MAX_RECORDS = 100_000
MAX_DEPTH = 6  # of the objects around a list of articles
LEAST_ID = 6  # characters; a shorter one is a row's number, which another file has too
_CONTAINERS = (  # what programs call the list of articles, or what is around it; then whatever else has one
    "@graph articles items article data results posts post entries documents document news records rows list response "
    "docs db"
).split()
MOST_INNER = 200  # names of an object that are looked into
_CUT = lazy_compile(r"\s{0,4}(?:…|\.\.\.)?\s{0,4}\[\+?\d{1,7} chars\]\s{0,9}\Z")  # as services sell it
_NO_TITLE = lazy_compile(
    r"(?P<paper>(?:\S{1,20} ){0,2})(?:19|20)\d\d년 기사"
)  # of a corpus, whose title is the first paragraph
_OF_TABLES = frozenset(ending.removeprefix(".").upper() for ending in (".csv", ".tsv", *sheet.SUFFIXES))
_OF_TALK = frozenset(("date", "user", "message"))  # KakaoTalk's table of one
MOST_OF_TALK = 4  # columns
_MARKDOWN = ("markdown", "content_markdown", "markdown_content")

Record = Mapping[str, object]


def read_record(text: str, path: str) -> Draft:
    """The one article of a file. Raises: UnreadableArticle."""
    told = [draft for draft in read_records(text, path) if isinstance(draft, Draft)]
    if len(told) > 1:
        raise UnreadableArticle("reason.many", articles=len(told))
    return told[0]


def read_records(text: str, path: str) -> list[Draft | UnreadableArticle]:
    """What each record of a file says, or why it is no article; of one article beside other things, that alone.

    Raises: UnreadableArticle where none is an article.
    """
    ending = path.lower().rpartition(".")[2]
    none = UnreadableArticle("reason.no_fields", kind=ending.upper())
    try:
        read = [
            _draft(value, ending.upper()) or _refusal(value, none)
            if not isinstance(value, int)
            else UnreadableArticle("reason.bad_line", line=value, kind=ending.upper())
            for value in islice(_READERS[ending](text), MAX_RECORDS + 1)
        ]
    except (ValueError, RecursionError, csv.Error):
        raise UnreadableArticle("reason.no_kind", kind=ending.upper()) from None
    if len(read) > MAX_RECORDS:
        raise UnreadableArticle("reason.records", most=MAX_RECORDS)
    told = [one for one in read if isinstance(one, Draft)]
    if not told and len(read) == 1 and ending in ("jsonl", "jl", "ndjson"):
        return read_records(text, "a.json")  # an object in one line, with the list of articles within
    if not told:
        why = {one.reason: one for one in read if isinstance(one, UnreadableArticle)}
        same = next(iter(why.values())) if len(why) == 1 else none
        raise none if same.reason.key == "reason.nothing" else same
    if len(told) == 1 and (len(read) == 1 or ending == "json"):
        return [*told]
    return read


def _draft(record: Record, form: str) -> Draft | None:
    fields = _fields(record)
    if not _is_told(fields):
        return None
    if len(fields["id"]) < LEAST_ID:
        fields["id"] = ""
    if form in _OF_TABLES:
        fields["published"] = sheet.day_of(fields["published"])
    body = _CUT.sub("…", fields["body"] or fields["lead"])
    title = fields["title"].strip()
    if _is_paper_and_year(title, fields):
        from bot.articles.plain import split_title

        first, rest = split_title(body)
        title, body = (first, rest) if rest else (title, body)
    markup: Markup = "markdown" if fields.keys_found.get("body", "").lower() in _MARKDOWN else "plain"
    return Draft(form, title, body, fields, markup)


def _is_paper_and_year(title: str, fields: Fields) -> bool:
    found = _NO_TITLE.fullmatch(title)
    if found is None:
        return False
    from bot.articles.signature import is_paper

    paper = found["paper"].strip()
    return not paper or paper == fields["publisher"] or is_paper(paper)


def _refusal(record: Record, none: UnreadableArticle) -> UnreadableArticle:
    """Why *record* is no article: it tells where one is and no more, it is a message of a talk, or has no words.

    none: for one of which nobody called anything a title or a text.
    """
    fields = _fields(record)
    if fields.names >= _OF_TALK and len(fields.names) <= MOST_OF_TALK:
        return UnreadableArticle("reason.talk")
    is_link = fields["title"].strip() and fields["url"] and fields.keys_found["title"].lower() != "name"
    if is_link:
        return UnreadableArticle("reason.bookmarks")
    told = (known[0] for name in record if (known := field_of(str(name))))
    return UnreadableArticle("reason.nothing") if not record or {"title", "body"} & {*told} else none


def _fields(record: Record) -> Fields:
    stored = record.get("_source")  # as a search engine hands out what it stores
    told = stored if isinstance(stored, dict) else record
    return gather(flatten({name: value for name, value in told.items() if not _is_numbers(value)}))


def _is_numbers(value: object) -> bool:
    """Whether these are numbers of rows elsewhere, as WordPress tells of its categories."""
    return isinstance(value, list) and bool(value) and all(isinstance(one, int) for one in value)


def _is_told(fields: Fields) -> bool:
    """Whether they have a title and a text; a name with a description is a program's, or a shop's."""
    is_name = fields.keys_found.get("title", "").lower() == "name"
    return bool(fields["title"].strip() and (fields["body"] or ("" if is_name else fields["lead"])).strip())


def _objects(text: str) -> Iterator[Record]:
    try:
        value = json.loads(text)
    except ValueError:
        value = _one_after_another(text)  # in a file of a database, though it is called .json
    listed = telegram_posts(value) if is_telegram(value) else _listed(value, 0)
    yield from (one for one in listed if isinstance(one, dict))


def _one_after_another(text: str) -> list[object]:
    """The values of JSON in *text*. Raises: ValueError where something else stands there, or only one."""
    values: list[object] = []
    decoder, at = json.JSONDecoder(), 0
    while (at := _next_visible(text, at)) < len(text):
        value, at = decoder.raw_decode(text, at)
        values.append(value)
        if len(values) > MAX_RECORDS:
            break
    if len(values) < 2:
        raise ValueError("no values")
    return values


def _next_visible(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _pages(text: str) -> Iterator[Record]:
    if PAGE_MARK not in text:
        raise ValueError("no page of Telegram's")
    return telegram_page_posts(text)


def _listed(value: object, depth: int) -> list[object]:
    """The list of articles in *value*, within what programs put around one."""
    if isinstance(value, dict) and (rows := _transposed(value) or _below_names(value)):
        return rows
    if isinstance(value, list):
        inner = value[0] if len(value) == 1 else None
        if not isinstance(inner, dict) or _is_told(_fields(inner)):
            return value
        value = inner
    if isinstance(value, dict) and depth < MAX_DEPTH and not _is_told(_fields(value)):
        inner = next((value[name] for name in _CONTAINERS if isinstance(value.get(name), list | dict)), None)
        if inner:
            return _listed(inner, depth + 1)
        if found := _first_list(value, depth + 1):
            return found
    return [value]


def _transposed(table: Record) -> list[object]:
    """The rows of a table that stands column by column, as pandas writes one; [] of anything else.

    >>> _transposed({"title": {"0": "다리", "1": "공원"}, "text": {"0": "열렸다.", "1": "닫혔다."}})[1]
    {'title': '공원', 'text': '닫혔다.'}
    """
    columns = [
        [*column.values()] if isinstance(column, dict) else column if isinstance(column, list) else []
        for column in table.values()
    ]
    if not (columns and sheet.is_head(table)) or {len(column) for column in columns} != {len(columns[0])}:
        return []
    return [dict(zip(table, row, strict=True)) for row in zip(*columns, strict=True)]


def _below_names(table: Record) -> list[object]:
    """The rows of a table whose names stand apart, as pandas writes one too; [] of anything else."""
    names, rows = table.get("columns"), table.get("data")
    if not (
        isinstance(names, list) and isinstance(rows, list) and all(isinstance(row, list) for row in rows)
    ):
        return []
    return [dict(zip(map(str, names), row, strict=False)) for row in rows]


def _first_list(value: Mapping[str, object], depth: int) -> list[object]:
    """The first article or list of them in *value*, whatever it is called; [] where none is in it."""
    named = list(value.values())
    objects = [one for one in named if isinstance(one, dict)]
    if sum(map(_has_text, objects[:MOST_INNER])) > 1:
        return [*objects]  # each under its id, whatever is said of all beside them
    for inner in named[:MOST_INNER]:
        if isinstance(inner, list) and any(map(_has_text, inner[:MOST_INNER])):
            return inner
        if isinstance(inner, dict) and _has_text(inner):
            return [inner]
        if isinstance(inner, dict) and depth < MAX_DEPTH and (found := _first_list(inner, depth + 1)):
            return found
    return []


def _has_text(one: object) -> bool:
    return isinstance(one, dict) and bool((fields := _fields(one))["body"]) and _is_told(fields)


def _lines(text: str) -> Iterator[Record | int]:
    """The number of a line, from 1, that is no JSON, where another one is."""
    sound = False
    for number, line in enumerate(io.StringIO(text), 1):
        if line.strip():
            try:
                value = json.loads(line)
            except (ValueError, RecursionError):
                yield number
                continue
            sound = True
            yield value if isinstance(value, dict) else {}
    if not sound:
        raise ValueError("no line of JSON")


def _rows(text: str) -> Iterator[Record]:
    delimiter, above = _head(text)
    table = csv.reader(io.StringIO(text), delimiter=delimiter)
    names = [sheet.singular(name.strip().lstrip("\ufeff")) for name in next(islice(table, above, None), [])]
    rows: Iterable[list[str]] = table
    if not any(field_of(name) for name in names):
        from bot.articles import columns  # its patterns, which a crawler's files need not

        first = [names, *islice(table, columns.MOST_ROWS)]
        names = columns.names_of(first)
        if not names and len(first[0]) < 2:
            raise ValueError("no table")
        if not names:
            return  # a table with names that nobody knows
        rows = chain(first[columns.is_head(first[0], names) :], table)
    for row in rows:
        if any(row):
            yield sheet.row_of(names, row)


def _head(text: str) -> tuple[str, int]:
    """What parts the cells of a table, and how many rows stand above the one with the names: 0 where none tells."""
    delimiter = ","
    for above, line in enumerate(text.split("\n", sheet.HEAD_WITHIN)[: sheet.HEAD_WITHIN]):
        parted = max(",\t;|", key=line.count)
        delimiter = delimiter if above else parted
        if sheet.is_head(cell.strip('\ufeff" \r') for cell in line.split(parted)):
            return parted, above
    return delimiter, 0


_READERS: dict[str, Callable[[str], Iterator[Record | int]]] = {
    "csv": _rows, "tsv": _rows, "jsonl": _lines, "jl": _lines, "ndjson": _lines, "json": _objects, "html": _pages,
    **{ending.removeprefix("."): _lines for ending in sheet.SUFFIXES},
}  # fmt: skip
