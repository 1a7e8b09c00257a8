"""The rows of a spreadsheet, as lines of JSON under the names that stand above them.

An .xlsx is an archive of XML that a stranger packed: calamine reads it, in a process with limits (`extract` is what
that process runs), and of its cells only words, numbers and dates are taken.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from bot.articles.fields import field_of
from bot.errors import UnreadableArticle
from bot.patterns import lazy_compile

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")
MOST_SHEETS = 20
MOST_ROWS = 100_000
MOST_CELLS = 60  # of a row that are looked at
HEAD_WITHIN = 20  # rows: a title, a day and blanks stand above the names

_NUMBER = lazy_compile(r"(?:3[6-9]|[4-6]\d)\d{3}(?:\.\d{1,15})?", re.ASCII)  # a day from 1998 to 2091

Cell = int | float | str | bool | time | date | datetime | timedelta


def extract(raw: bytes) -> bytes:
    """Lines of JSON, an object a row of the first sheet that has articles. Raises: UnreadableArticle."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        for name in book.sheet_names[:MOST_SHEETS]:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=True, nrows=MOST_ROWS)
            if lines := list(_lines(rows)):
                return "\n".join(lines).encode()
    except (CalamineError, OSError, ValueError):
        raise UnreadableArticle("reason.sheet") from None
    raise UnreadableArticle("reason.no_rows")


def _lines(rows: list[list[Cell]]) -> Iterator[str]:
    """The rows below the one that names a title and a text; none where no row does."""
    for head, row in enumerate(rows[:HEAD_WITHIN], 1):  # noqa: B007
        names = [singular(_text(cell).strip()) for cell in row[:MOST_CELLS]]
        if is_head(names):
            break
    else:
        return
    for row in rows[head:]:
        if cells := {name: text for name, text in row_of(names, map(_text, row)).items() if name and text}:
            yield json.dumps(cells, ensure_ascii=False)


def row_of(names: Iterable[str], cells: Iterable[str]) -> dict[str, str]:
    """The *cells* of a row by name; of two with one name the first that is filled."""
    row: dict[str, str] = {}
    for name, cell in zip(names, cells, strict=False):
        if not row.get(name):
            row[name] = cell
    return row


def day_of(cell: str) -> str:
    """*cell*, where it is a day's number as spreadsheets count them, as a day and a time in words.

    >>> day_of("46085.61"), day_of("2026.03.04")
    ('2026-03-04 14:38:24', '2026.03.04')
    """
    if not _NUMBER.fullmatch(cell):
        return cell
    moment = datetime(1899, 12, 30) + timedelta(seconds=round(float(cell) * 86_400))  # noqa: DTZ001 # as the sheet says it
    return moment.isoformat(" ") if "." in cell else moment.date().isoformat()


def singular(name: str) -> str:
    """A column's name as one of its cells is called: headlines are of a headline each."""
    one = name[:-1] if name.endswith("s") else ""
    return one if one and not field_of(name) and field_of(one) else name


def is_head(names: Iterable[str]) -> bool:
    """Whether a row's cells name the title and the text of what stands below it."""
    known = {found[0] for name in names if (found := field_of(singular(name)))}
    return "title" in known and bool(known & {"body", "lead"})


def _text(cell: Cell) -> str:
    """A cell as it is shown: 20250211 is no 20250211.0, a midnight is a day."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != time() else cell.date().isoformat()
    return str(cell)
