"""What one file says of itself, before the reader makes it an Article."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from bot.articles.fields import Fields

Markup = Literal["none", "plain", "markdown", "mdx"]


@dataclass(frozen=True, slots=True)
class Draft:
    """As found: text is decoded and composed, but neither rendered, nor bounded, nor checked.

    format: what shape the file has, for those who look after the folder.
    markup: the marks in *title* and *body* that no reader is to see.
    """

    format: str
    title: str
    body: str
    fields: Fields = field(default_factory=Fields)
    markup: Markup = "plain"


def markup_of(path: str) -> Markup:
    """The marks that a file of that name may have."""
    ending = path.lower().rpartition(".")[2]
    return "mdx" if ending == "mdx" else "markdown" if ending in ("md", "markdown") else "plain"
