"""A story day by day, and a person by what is newest of them: what /story and /person show.

>>> [(day.day.isoformat(), day.article.title) for day in timeline(index, "버스 파업").days]
[('2026-01-06', '버스 노조, 파업 예고'), ('2026-01-07', '첫차부터 버스 멈췄다')]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.articles.article import Article
from bot.digests.keywords import has, told_by, without_spaces
from bot.korean.normalize import fold
from bot.korean.particles import stem
from bot.quotes.finder import said_by
from bot.quotes.quote import Quote
from bot.search.ports import Searchable
from bot.stories.story import group

_LOOKED_AT = 2_000  # articles that may be on a topic
_GROUPED = 60  # of a day: those that are most on the topic
_LEAD = 200  # characters; what a text begins with is what it is about
_ARTICLES, _QUOTES = 5, 3  # of a person
_ROLES = 10  # quotations that are looked through for a title


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a story. article: the report to read first of what most papers carried. reports: all of that day."""

    day: date
    article: Article
    papers: int
    reports: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """topic: as it was understood. days: the oldest first; those without an article are not among them."""

    topic: str
    days: tuple[Day, ...] = ()

    @property
    def reports(self) -> int:
        return sum(day.reports for day in self.days)


@dataclass(frozen=True, slots=True)
class Profile:
    """role: the title that the newest quotation gives, "" where none does; its day. articles, quotes: newest first."""

    name: str
    role: str = ""
    role_day: date | None = None
    articles: tuple[Article, ...] = ()
    quotes: tuple[Quote, ...] = ()


def about(index: Searchable, topic: str, most: int = _LOOKED_AT) -> tuple[str, list[Article]]:
    """*topic* as it was understood, and the articles that are about it, those most on it first.

    An article is about a topic that has all its words, and one of them in its title, its lead, or twice.
    Raises: QueryError, see `Searchable.search`.
    """
    for one in index.search(topic, 1).corrections:
        topic = topic.replace(one.wrong, one.right)
    words = [stem(word) or word for word in topic.split()]
    found = (article for article, _ in index.candidates(topic, most))
    return topic, [article for article in found if is_about(words, article)]


def is_about(words: Sequence[str], article: Article) -> bool:
    """Whether *article* is about something called by *words*; see `about`."""
    head = fold(f"{article.title}\n{article.body[:_LEAD]}")
    squeezed_head = without_spaces(head)
    in_head = [has(word, squeezed_head, head) for word in words]
    if all(in_head):
        return True
    folded = told_by(article.title, article.body)
    squeezed = without_spaces(folded)
    if not all(has(word, squeezed, folded) for word in words):
        return False
    return any(in_head) or any(_is_twice(word, squeezed) for word in words)


def _is_twice(word: str, squeezed: str) -> bool:
    return squeezed.count(without_spaces(fold(word))) > 1


def timeline(index: Searchable, topic: str) -> Timeline:
    """The days of *topic*, each with what most papers carried on it. Raises: QueryError."""
    topic, articles = about(index, topic)
    by_day: dict[date, list[Article]] = {}
    for article in articles:
        if article.day is not None:
            by_day.setdefault(article.day, []).append(article)
    return Timeline(topic, tuple(_day(day, by_day[day]) for day in sorted(by_day)))


def _day(day: date, articles: list[Article]) -> Day:
    stories = group(
        articles[:_GROUPED]
    )  # in the order of who is most on the topic, which decides between equals
    told = max(stories, key=lambda story: (story.papers, len(story.articles)))
    return Day(day, told.best, told.papers, len(articles))


def _newest_first(article: Article) -> tuple[float, str]:
    return -article.moment, article.id


def profile(index: Searchable, name: str) -> Profile | None:
    """Who *name* is and what is newest of them; None where no article is about them. Raises: QueryError."""
    name, articles = about(index, name)
    quotes = said_by(index, name, "", _ROLES)
    if not articles and not quotes:
        return None
    titled = next((one for one in quotes if one.role), None)
    in_title = [one for one in articles if name in one.title]
    newest = sorted(in_title, key=_newest_first)[:_ARTICLES]
    newest += sorted((one for one in articles if one not in in_title), key=_newest_first)
    return Profile(
        name,
        titled.role if titled else "",
        titled.article.day if titled else None,
        tuple(newest[:_ARTICLES]),
        tuple(quotes[:_QUOTES]),
    )
