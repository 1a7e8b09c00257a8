"""What one file says of itself, before the reader makes it an Article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """Fields as found: text is decoded and composed, but neither bounded nor checked."""

    title: str
    body: str
    id: str = ""
    publisher: str = ""
    byline: str = ""
    published: date | datetime | None = None
    added: datetime | None = None
    url: str = ""
    category: str = ""
