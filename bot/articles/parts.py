"""Articles that share a file, and what they are called: the file's path, and the number of their record in it.

>>> part_path("모음/crawl.jsonl", 3), file_of("모음/crawl.jsonl#3"), file_of("모음/다리.md")
('모음/crawl.jsonl#3', '모음/crawl.jsonl', '')
"""

from __future__ import annotations

from bot.articles import collections, records, sheet
from bot.articles.telegram_export import is_page_name

MAX_SHARED_BYTES = 32 * 1024 * 1024  # of a file with many articles, some 20,000 of them

_MOST_DIGITS = 6
_SUFFIXES = (*records.SUFFIXES, *collections.SUFFIXES, *sheet.SUFFIXES)


def part_path(file: str, number: int) -> str:
    """The path of the article in record *number*, from 1, of *file*."""
    return f"{file}#{number}"


def file_of(path: str) -> str:
    """The file that the article at *path* shares with others; "" where it has one of its own."""
    file, _, number = path.rpartition("#")
    is_number = (
        number.isascii() and number.isdigit() and not number.startswith("0") and len(number) <= _MOST_DIGITS
    )
    return file if is_number and may_have_parts(file) else ""


def may_have_parts(path: str) -> bool:
    """Whether a file of that name may have several articles."""
    return path.lower().endswith(_SUFFIXES) or is_page_name(path)
