"""A feed as its document writes it, before dates, links and texts are settled: the same for XML and JSON."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class RawItem:
    """texts: all that could be the text, HTML or plain. plain: the text where it is none of HTML.

    source, source_address: of the feed that it was first in. refused: why it cannot be read, a key of the catalogue.
    """

    guid: str = ""
    link: str = ""
    title: str = ""
    texts: list[str] = field(default_factory=list)
    plain: str = ""
    authors: list[str] = field(default_factory=list)
    published: str = ""
    updated: str = ""
    categories: list[str] = field(default_factory=list)
    source: str = ""
    source_address: str = ""
    refused: str = ""


@dataclass(slots=True)
class RawFeed:
    """authors: of all items that name none. items: in the document's order; None where nothing can be read of one."""

    title: str = ""
    link: str = ""
    language: str = ""
    authors: list[str] = field(default_factory=list)
    items: list[RawItem | None] = field(default_factory=list)
    ttl: str = ""
    skip_hours: list[str] = field(default_factory=list)
    skip_days: list[str] = field(default_factory=list)
