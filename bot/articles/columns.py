"""What the columns of a table are that names none, as crawlers write one: told by what stands in them.

>>> row = ["2026-03-04 14:38:00", "society", "한빛일보", "다리가 네 해 만에 열렸다", "다리가 열렸다. " * 8, "https://hanbit.example/1"]
>>> names_of([row])
['published', 'category', 'publisher', 'title', 'body', 'url']
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.articles.fields import address_in
from bot.articles.moment import read_published
from bot.articles.signature import is_paper, is_section

MOST_ROWS = 50  # that are looked at
MOST_COLUMNS = 20
LEAST_BODY = 60  # characters, in the mean
TITLE = range(8, 120)
MOSTLY = 0.8  # of the cells of a column


def names_of(rows: Sequence[Sequence[str]]) -> list[str]:
    """A name for each column, "" for one that tells nothing; [] where these are no articles.

    There has to be a title, a text, and a day or an address.
    """
    width = len(rows[0]) if rows else 0
    same = [row for row in rows[:MOST_ROWS] if len(row) == width]
    if not 3 <= width <= MOST_COLUMNS or len(same) < MOSTLY * len(rows[:MOST_ROWS]):
        return []
    columns = [[cell.strip() for cell in column] for column in zip(*same, strict=True)]
    names = [""] * width
    for name, is_one in _KINDS:
        found = next((n for n, cells in enumerate(columns) if not names[n] and _are(cells, is_one)), None)
        if found is not None:
            names[found] = name
    free = [n for n in range(width) if not names[n]]
    body = max(free, key=lambda n: _mean(columns[n]), default=None)
    if body is None or _mean(columns[body]) < LEAST_BODY or not _are(columns[body], _is_told):
        return []
    likely = [n for n in free if n != body and _mean(columns[n]) in TITLE and _are(columns[n], _has_words)]
    title = max(likely, key=lambda n: (len(set(columns[n])), _mean(columns[n])), default=None)
    if title is None or not {"url", "published"} & set(names):
        return []
    names[body], names[title] = "body", "title"
    return names


def _are(cells: Sequence[str], is_one: Callable[[str], bool]) -> bool:
    told = [cell for cell in cells if cell]
    return bool(told) and sum(map(is_one, told)) >= MOSTLY * len(told)


def _mean(cells: Sequence[str]) -> int:
    return sum(map(len, cells)) // max(1, len(cells))


def _is_address(cell: str) -> bool:
    return address_in(cell) == cell


def _is_day(cell: str) -> bool:
    return 8 <= len(cell) <= 40 and read_published(cell) is not None


def _is_told(cell: str) -> bool:
    return "." in cell and " " in cell


def _has_words(cell: str) -> bool:
    return " " in cell


_KINDS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("url", _is_address),
    ("published", _is_day),
    ("category", is_section),
    ("publisher", is_paper),
)
