"""Whether an article is there already: itself, its id with other words, or another report of its story.

>>> find_twin(index, manuscript.article)
Twin(article=Article(id='901_0000000017', …), kind='story')
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.articles.article import Article
from bot.errors import QueryError, ReaderError
from bot.search.ports import Searchable
from bot.stories.minhash import similarity
from bot.stories.story import same_story, trace

LOOKED_AT = 20  # a near-duplicate has most of the title's words; recall@20 of whole titles is above .99
TITLE_CHARS = 100

Kind = Literal["same", "id", "story"]


@dataclass(frozen=True, slots=True)
class Twin:
    """An article that is there; *kind* says what it has in common with the new one: all, its id, its story."""

    article: Article
    kind: Kind


def find_twin(index: Searchable, article: Article) -> Twin | None:
    """The article of *index* that *article* repeats most, or None."""
    if (known := _of_id(index, article.id)) is not None:
        return Twin(known, "same" if known.content_hash == article.content_hash else "id")
    mine = trace(article)
    best: tuple[float, Article] | None = None
    for other, _ in _candidates(index, article):
        if other.content_hash == article.content_hash:
            return Twin(other, "same")
        theirs = trace(other)
        if same_story(mine, theirs):
            likeness = similarity(mine.signature, theirs.signature)
            if best is None or likeness > best[0]:
                best = (likeness, other)
    return Twin(best[1], "story") if best else None


def _of_id(index: Searchable, article_id: str) -> Article | None:
    try:
        return index.article(article_id)
    except (
        ReaderError
    ):  # an archive that may have it is away; whether the id is free the desk asks folder and record
        return None


def _candidates(index: Searchable, article: Article) -> list[tuple[Article, float]]:
    try:
        return index.candidates(article.title[:TITLE_CHARS], LOOKED_AT)
    except QueryError:  # a title without a word to search for
        return []
