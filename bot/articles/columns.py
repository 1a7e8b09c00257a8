"""What the columns of a table are that names none, as crawlers write one: told by what stands in them.

>>> row = ["2026-03-04 14:38:00", "society", "한빛일보", "다리가 네 해 만에 열렸다", "다리가 열렸다. " * 8, "https://hanbit.example/1"]
>>> names_of([row])
['published', 'category', 'publisher', 'title', 'body', 'url']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime, time

from bot.articles.article import KST
from bot.articles.fields import address_in
from bot.articles.furniture import is_prose, reporters_of
from bot.articles.moment import read_published
from bot.articles.signature import is_paper, is_section
from bot.patterns import lazy_compile

MOST_ROWS = 50  # that are looked at
MOST_COLUMNS = 20
LEAST_BODY = 60  # characters, in the mean
TITLE = range(12, 120)  # in the mean: a name is shorter
MOSTLY = 0.8  # of the cells of a column

_PICTURE = lazy_compile(r"\.(?:jpe?g|png|webp|gif)(?:[?#]|$)", re.IGNORECASE)


def names_of(rows: Sequence[Sequence[str]]) -> list[str]:
    """A name for each column, "" for one that tells nothing; [] where these are no articles.

    There has to be a title, a text, and a day or an address.
    """
    width = len(rows[0]) if rows else 0
    same = [row for row in rows[:MOST_ROWS] if len(row) == width]
    if not 3 <= width <= MOST_COLUMNS or len(same) < MOSTLY * len(rows[:MOST_ROWS]):
        return []
    columns = [[cell.strip() for cell in column] for column in zip(*same, strict=True)]
    kinds = {name: [n for n in range(width) if _are(columns[n], is_one)] for name, is_one in _KINDS}
    days = kinds["published"]
    kinds["published"] = _earliest(columns, days)
    names = [""] * width
    for name, found in kinds.items():
        if name != "picture" and (left := [n for n in found if not names[n]]):
            names[left[0]] = name
    taken = {*days, *(n for found in kinds.values() for n in found)}
    free = [n for n in range(width) if n not in taken]
    body = max(free, key=lambda n: _mean(columns[n]), default=None)
    if body is None or _mean(columns[body]) < LEAST_BODY or not _are(columns[body], _is_told):
        return []
    likely = [n for n in free if n != body and _are_titles(columns[n])]
    title = min(likely, key=lambda n: _mean(columns[n]), default=None)
    if title is None or not ("url" in names or days):
        return []
    names[body], names[title] = "body", "title"
    return names


def is_head(row: Sequence[str], names: Sequence[str]) -> bool:
    """Whether the first *row* of a table says what its columns are called, in words that nobody knows: none of its
    cells is what its column, as `names_of` names it, has."""
    kinds = dict(_KINDS)
    cells = [(name, cell.strip()) for name, cell in zip(names, row, strict=False) if name and cell.strip()]
    return not any(
        _is_told(cell) if name == "body" else name in kinds and kinds[name](cell) for name, cell in cells
    )


def _earliest(columns: Sequence[Sequence[str]], days: Sequence[int]) -> list[int]:
    """Of the columns that are days the one before the others in most rows: what was crawled was published before."""
    if len(days) < 2:
        return [*days]
    rows = [row for row in zip(*(map(_moment, columns[n]) for n in days), strict=True) if all(row)]
    first = [n for at, n in enumerate(days) if sum(row[at] == min(row) for row in rows) >= MOSTLY * len(rows)]
    return first[:1] if rows else []


def _moment(cell: str) -> float:
    """Seconds since 1970, of a day its beginning in Korea; 0 where *cell* is neither."""
    at = read_published(cell)
    if at is not None and not isinstance(at, datetime):
        at = datetime.combine(at, time(), KST)
    return at.timestamp() if at else 0


def _are_titles(cells: Sequence[str]) -> bool:
    """Whether each is of an article of its own; sentences are what stands below a title, and keys have commas."""
    return (
        _mean(cells) in TITLE
        and _are(cells, _has_words)
        and len(set(cells)) >= MOSTLY * len(cells)
        and not _are(cells, _is_sentence)
        and not _are(cells, _are_keys)
    )


def _are(cells: Sequence[str], is_one: Callable[[str], bool]) -> bool:
    told = [cell for cell in cells if cell]
    return bool(told) and sum(map(is_one, told)) >= MOSTLY * len(told)


def _mean(cells: Sequence[str]) -> int:
    return sum(map(len, cells)) // max(1, len(cells))


def _is_address(cell: str) -> bool:
    return address_in(cell) == cell and not _is_picture(cell)


def _is_picture(cell: str) -> bool:
    return _PICTURE.search(cell) is not None


def _is_day(cell: str) -> bool:
    return 8 <= len(cell) <= 40 and read_published(cell) is not None


def _is_byline(cell: str) -> bool:
    return bool(reporters_of(cell))


def _is_told(cell: str) -> bool:
    return "." in cell and " " in cell


def _has_words(cell: str) -> bool:
    return " " in cell


def _is_sentence(cell: str) -> bool:
    return cell.endswith((".", "…")) or is_prose(cell)


def _are_keys(cell: str) -> bool:
    return cell.count(",") > 1


_KINDS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("url", _is_address),
    ("published", _is_day),
    ("category", is_section),
    ("publisher", is_paper),
    ("author", _is_byline),
    ("picture", _is_picture),
)
