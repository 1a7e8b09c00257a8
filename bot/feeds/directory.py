"""Korean papers' public feeds to choose from, papers.tsv: nothing is subscribed to by itself.

>>> [feed.section for feed in find("동아 정치")]
['정치']
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple


class PaperFeed(NamedTuple):
    """One feed of the list. language: "ko" or "en"."""

    paper: str
    section: str
    address: str
    language: str


@cache
def papers() -> tuple[PaperFeed, ...]:
    """All feeds of the list, by paper."""
    text = Path(__file__).with_name("papers.tsv").read_text("utf-8")
    return tuple(
        PaperFeed(*line.split("\t")) for line in text.splitlines() if line and not line.startswith("#")
    )


def find(words: str) -> tuple[PaperFeed, ...]:
    """The feeds whose paper, section or language has each of *words*; all for none."""
    wanted = words.casefold().split()
    return tuple(
        feed
        for feed in papers()
        if all(word in " ".join((*feed[:2], feed.language)).casefold() for word in wanted)
    )
