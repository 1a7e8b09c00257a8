"""The years that dates may have, and days that there are."""

from __future__ import annotations

from datetime import date, datetime

YEARS = range(1900, 2101)  # anything else is a slip, and breaks arithmetic with zones
SHORT_YEARS = {
    **{year: 2000 + year for year in range(10, 30)},
    **{year: 1900 + year for year in range(90, 100)},
}


def in_years(published: date | datetime) -> date | datetime | None:
    """*published*, where its year is one."""
    return published if published.year in YEARS else None


def day_of(year: str, month: str, day: str) -> date | None:
    """None where there is no such day."""
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year in YEARS else None
