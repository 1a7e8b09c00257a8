"""A web page's article, by trafilatura: what of it is text, and what the page says of itself."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime

from bot.articles.boundary import refusing_faults
from bot.articles.moment import read_published
from bot.editing.manuscript import Field, Manuscript, Source, read_manuscript
from bot.editing.page_frame import without_frame
from bot.errors import UnreadableArticle

# Looked for in every language of the world, a day in Korean words is another day: 2026년 3월 4일 is the 1st of January.
_DATES = {"extensive_search": False, "original_date": True}
# A short report is one: below these sizes all words of the page are taken for the text.
_SHORT = {"MIN_EXTRACTED_SIZE": "60", "MIN_OUTPUT_SIZE": "1"}
LEAST_CHARS = 80  # what is shorter is a cookie notice or a menu
MOST_BYTES = 5 * 1024 * 1024
FOUND = ("title", "text", "author", "sitename", "date")


def extract(html: bytes, url: str = "") -> dict[str, str]:
    """Title, text, author, sitename and date of the article in *html*; "" for what it does not give.

    What a stranger wrote can make this take minutes and gigabytes: to be run where it can be given up.
    Raises: UnreadableArticle.
    """
    import trafilatura  # half a second to import, for what is rarely done
    from trafilatura.metadata import extract_metadata
    from trafilatura.settings import use_config

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it complains of every page without text
    if len(html) > MOST_BYTES:
        raise UnreadableArticle("reason.large", mebibytes=MOST_BYTES >> 20)
    if not html.strip():
        raise UnreadableArticle("reason.empty")
    tree = trafilatura.load_html(html)
    if tree is None:
        raise UnreadableArticle("reason.no_article")
    said = extract_metadata(deepcopy(tree), url or None, _DATES)
    config = use_config()
    config["DEFAULT"].update(_SHORT)
    document = trafilatura.bare_extraction(
        without_frame(tree), url=url or None, include_comments=False, include_tables=False, config=config
    )
    if document is None:
        raise UnreadableArticle("reason.no_article")
    return {name: str(getattr(said, name, None) or "") for name in FOUND} | {
        "text": str(getattr(document, "text", None) or "")
    }


@refusing_faults
def compose_page(found: Mapping[str, str], now: datetime, url: str = "") -> Manuscript:
    """The manuscript of what `extract` found in the page at *url*. Raises: UnreadableArticle."""
    title, text = " ".join(found["title"].split()), found["text"].strip()
    if not title or len(text) < LEAST_CHARS:
        raise UnreadableArticle("reason.no_article")
    first, _, rest = text.partition("\n")
    body = rest.strip() if first.strip(" #") == title and len(rest) >= LEAST_CHARS else text
    source = Source(" ".join(found["sitename"].split()), read_published(found["date"]), url)
    manuscript = read_manuscript(f"# {title}\n\n{body}".encode(), "page.md", now, source)
    return Manuscript(manuscript.article, tuple(dict.fromkeys((*manuscript.guessed, *_known(manuscript)))))


def _known(manuscript: Manuscript) -> tuple[Field, ...]:
    """Whatever a machine read off a page was guessed."""
    fields: tuple[Field, ...] = ("title", "publisher", "published")
    return tuple(field for field in fields if getattr(manuscript.article, field))
