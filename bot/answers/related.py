"""What else there is on the story of an article: other papers' reports of it, and its other turns.

>>> related(index, article)
Related(reports=(its_report,), turns=(what_came_next, what_was_before))
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.articles.article import Article
from bot.errors import QueryError
from bot.patterns import lazy_compile
from bot.search.ports import Searchable
from bot.stories.story import bare_title, group, worth

MOST = 10  # reports and turns together
_LOOKED_AT = 60  # articles that are like the title
_TURN = 0.4  # of the score of the article itself: what is further behind shares a name with it, and no story
_TITLE_CHARS = 200
_NOT_WORD = lazy_compile(r"[\W_]+")
_TAGS = lazy_compile(r"\[[^\]]{0,60}+\]|\([^)]{0,60}+\)|<[^>]{0,60}+>")


@dataclass(frozen=True, slots=True)
class Related:
    """reports: of the same event, the one to read first first. turns: of the story, the newest first."""

    reports: tuple[Article, ...] = ()
    turns: tuple[Article, ...] = ()

    @property
    def articles(self) -> tuple[Article, ...]:
        return self.reports + self.turns


def related(index: Searchable, article: Article) -> Related:
    """What is on the story of *article*, at most MOST articles, each told once."""
    words = " ".join(_NOT_WORD.sub(" ", _TAGS.sub(" ", article.title)).split())[:_TITLE_CHARS]
    try:
        found = index.candidates(words, _LOOKED_AT)
    except QueryError:  # a title without a word
        return Related()
    own = next((score for one, score in found if one.id == article.id), found[0][1] if found else 0.0)
    near = [one for one, score in found if one.id != article.id and score >= _TURN * own]
    stories = group([article, *near])
    reports = sorted((one for one in stories[0].articles if one.id != article.id), key=worth, reverse=True)
    told = {bare_title(article.title), *(bare_title(one.title) for one in reports)}
    turns = [story.best for story in stories[1:] if bare_title(story.best.title) not in told]
    turns = sorted(turns[:MOST], key=lambda one: (-one.moment, one.id))
    kept = reports[: max(MOST // 2, MOST - len(turns))]
    return Related(tuple(kept), tuple(turns[: MOST - len(kept)]))
