"""Which of the ranked articles are as a query's filters demand, read a stretch at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from itertools import starmap
from math import inf

import numpy as np

from bot.articles.article import KST
from bot.korean.normalize import fold
from bot.korean.particles import stem
from bot.korean.texts import decoded
from bot.search.filters import Filters
from bot.search.hit import Correction
from bot.search.initials import token
from bot.search.keywords import word_of
from bot.search.names import KnownNames, NameKind, find_names, letters, name_called
from bot.search.order import Order
from bot.search.ports import ArticleReader, Lexicon, Place, Snapshot
from bot.search.query import Query, in_meant_layout

DEEPER = 2_000  # ranked articles that are looked at where filters drop some
MOST_READ = 50_000  # articles that are looked at where nothing ranks them, or their days do
CHUNK = 200
DAY_S = 86_400
_EPOCH, _KST_S = date(1970, 1, 1).toordinal(), 9 * 3_600
_SETTLED = datetime(1989, 1, 1, tzinfo=KST).timestamp()  # Korea's clocks were never changed since
_OLDEST = date(1910, 1, 1)
UNDATED = datetime(1910, 1, 1, tzinfo=KST).timestamp()  # what has no day is older still, see Article.moment
_FEW_INITIALS = 2
_COMMON, _MANY = 0.25, 1_000  # a word of so large a part of the articles, and of so many, tells none

Ranked = list[tuple[Place, float]]


_KINDS: tuple[NameKind, ...] = ("publisher", "author", "category")


def with_whole_names(
    filters: Filters, known: KnownNames
) -> tuple[Filters, tuple[Correction, ...], tuple[str, ...]]:
    """*filters* with the names that its words mean; what was mended for that; and words that mean no name there is.

    What is left out is never a name that is merely like the one typed: -뉴데일리 is not -이데일리. With a word that
    is a paper's name, what that paper wrote is left out as well.
    """
    papers = filter(None, (name_called(word, known("publisher")) for word in filters.without))
    filters = replace(filters, not_publisher=tuple(dict.fromkeys((*filters.not_publisher, *papers))))
    whole: dict[str, tuple[str, ...]] = {}
    mended: list[Correction] = []
    missing: list[str] = []
    for kind in _KINDS:
        for field in (kind, f"not_{kind}"):
            names: list[str] = []
            for typed in getattr(filters, field):
                found = find_names(typed, known(kind), slips=not field.startswith("not_"))
                names += found or (typed,)
                if not found:
                    missing.append(typed)
                elif all(letters(typed) not in letters(name) for name in found):
                    mended.append(Correction(typed, ", ".join(found[:3])))
            if names:
                whole[field] = tuple(dict.fromkeys(names))
    return replace(filters, whole=True, **whole), tuple(mended), tuple(missing)  # type: ignore[arg-type]


def with_meant_titles(filters: Filters, query: Query) -> Filters:
    """*filters* with the words demanded of titles as *query* mended them, and without initials, which rank alone."""
    if not filters.title or not (query.corrections or query.initials):
        return filters
    meant = {fold(one.wrong): one.right for one in query.corrections}
    words = (
        " ".join(meant.get(fold(part), meant.get(stem(fold(part)), part)) for part in word.split())
        for word in filters.title
    )
    return replace(filters, title=tuple(word for word in words if word.lower() not in query.initials))


def in_meant_layouts(filters: Filters, lexicon: Lexicon) -> tuple[Filters, tuple[Correction, ...]]:
    """*filters* with phrases, and what is left out, as they were meant where the keyboard was in the other language.

    What was mended, too. Of words in Hangul nothing is mended: they are demanded as they stand.
    """
    mended: dict[str, str] = {}
    for word in (*filters.phrases, *filters.without):
        meant = in_meant_layout(word, lexicon) if word.isascii() else word
        if meant != word:
            mended[word] = meant
    if not mended:
        return filters, ()
    phrases, without = (
        tuple(mended.get(word, word) for word in words) for words in (filters.phrases, filters.without)
    )
    return replace(filters, phrases=phrases, without=without), tuple(starmap(Correction, mended.items()))


def day_of(moment: float) -> date | None:
    """The day in Korea of an article's moment; None where the article has none."""
    if moment >= _SETTLED:
        return date.fromordinal(_EPOCH + int(moment + _KST_S) // DAY_S)
    return None if moment < UNDATED else datetime.fromtimestamp(moment, KST).date()


def says_little(now: Snapshot, query: Query) -> bool:
    """Whether *query* tells few articles from the others: two initials, or words of every fourth article."""
    if query.initials:
        return not query.stems and sum(map(len, query.initials)) <= _FEW_INITIALS
    if not query.stems:
        return True
    return bool((now.document_frequencies(query.terms) > max(_MANY, len(now) * _COMMON)).all())


def papers_of(now: Snapshot, places: Sequence[Place]) -> tuple[tuple[str, int], ...]:
    """The papers of the articles at *places*, those with most of them first."""
    counted = Counter(article.publisher for article in now.get_many(places) if article.publisher)
    return tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def newest_day(now: Snapshot) -> date | None:
    """The day of the newest article."""
    newest = now.get_many(now.latest(1))
    return newest[0].day if newest else None


def accepted(now: Snapshot, ranked: Ranked, filters: Filters, limit: int) -> Ranked:
    """The first *limit* of *ranked* that *filters*, with whole names, accept.

    Names and days are told without reading; what is demanded of words is read, a stretch at a time.
    """
    ranked = _in_time(now, _bearing(now, ranked, filters), filters)
    if not filters.reads:
        return ranked[:limit]
    kept: Ranked = []
    for at in range(0, len(ranked), CHUNK):
        kept += _worded(now, ranked[at : at + CHUNK], filters)
        if len(kept) >= limit:
            break
    return kept[:limit]


def _worded(now: Snapshot, ranked: Ranked, filters: Filters) -> Ranked:
    """Those of *ranked* whose words are as demanded."""
    if filters.title or filters.not_title:
        titles = now.titles([place for place, _ in ranked])
        ranked = [
            one for one, title in zip(ranked, titles, strict=True) if filters.accepts_title(decoded(title))
        ]
    wanted = list(filter(None, (word_of(phrase, exact=True) for phrase in filters.phrases)))
    unwanted = list(filter(None, map(word_of, filters.without)))
    if len(wanted) < len(filters.phrases):  # a phrase of nothing but marks
        return []
    if not ranked or not (wanted or unwanted):
        return ranked
    met = now.mentions([place for place, _ in ranked], [*wanted, *unwanted])[:, :, 0] >= 0
    fits = np.flatnonzero(met[:, : len(wanted)].all(axis=1) & ~met[:, len(wanted) :].any(axis=1))
    return [ranked[at] for at in fits.tolist()]


def _bearing(now: Snapshot, ranked: Ranked, filters: Filters) -> Ranked:
    for kind in _KINDS:
        if wanted := getattr(filters, kind):
            bearers = now.bearers(kind, wanted)
            ranked = [one for one in ranked if one[0] in bearers]
        if unwanted := getattr(filters, f"not_{kind}"):
            bearers = now.bearers(kind, unwanted)
            ranked = [one for one in ranked if one[0] not in bearers]
    return ranked


def _in_time(now: Snapshot, ranked: Ranked, filters: Filters) -> Ranked:
    if not filters.in_time:
        return ranked
    first_day, last_day = filters.days(newest_day(now) if filters.last_days is not None else None)
    since, until = first_day or date.min, last_day or date.max
    moments = now.moments([place for place, _ in ranked])
    first, end = moments_of(since, until)
    return [one for one, moment in zip(ranked, moments, strict=True) if first <= moment < end]


def moments_of(since: date, until: date) -> tuple[float, float]:
    """The moments of the articles of these days, both included: from the first to before the second."""
    first = datetime.combine(since, time(), KST).timestamp() if since > _OLDEST else UNDATED
    end = datetime.combine(until, time(), KST).timestamp() + DAY_S if until < date.max else inf
    return first, end


def accepted_by_day(now: Snapshot, filters: Filters, limit: int, order: Order) -> list[Place]:
    """The first *limit* articles that *filters*, with whole names, accept: the newest, unless the oldest are wanted."""
    named = [now.bearers(kind, wanted) for kind in _KINDS if (wanted := getattr(filters, kind))]
    places = list(set.intersection(*named)) if named else now.latest(MOST_READ)
    if named or order == "oldest":
        places = sorted_by_day(now, places, order)
    return _accepted(now, places, filters, limit)


def by_day(
    now: Snapshot, query: Query, filters: Filters, limit: int, order: Order
) -> tuple[list[Place], bool]:
    """The newest, or the oldest, *limit* that have all of the words, and titles with all of the initials.

    Where none has all of them, the *limit* best. And whether there may be more than were looked at.
    """
    tokens = list(filter(None, map(token, query.initials)))
    every = replace(filters, phrases=(*filters.phrases, *query.stems))
    wanted = MOST_READ if tokens else limit
    found: list[Place] = []
    more = False
    for stretch in now.dated(query.stems, oldest=order == "oldest") if query.stems else ():
        found += _accepted(now, stretch.places, every, wanted - len(found))
        more = stretch.more
        if len(found) >= wanted:
            break
    found = _with_initials(now, found, tokens)[:limit]
    if len(found) >= limit or (found and not more):
        return found, more
    ranked: Ranked = []
    if len(query.terms):
        ranked = now.rank(query.terms, query.weights * now.idf(query.terms), MOST_READ)
    elif tokens:
        ranked = now.rank_titles(tokens, MOST_READ)
    best = _with_initials(now, [place for place, _ in ranked], tokens)
    if (
        more or not query.stems
    ):  # of the best some may have all of them, where those by day were not looked at to the end
        others = _accepted(now, sorted_by_day(now, best, order), every, limit)
        if both := dict.fromkeys([*found, *others]):
            return sorted_by_day(now, list(both), order)[:limit], more
    return _accepted(now, sorted_by_day(now, best[:limit], order), filters, limit), more


def _accepted(now: Snapshot, places: Sequence[Place], filters: Filters, limit: int) -> list[Place]:
    return [place for place, _ in accepted(now, unscored(places), filters, limit)]


def unscored(places: Iterable[Place]) -> Ranked:
    """*places*, none before another."""
    return [(place, 0.0) for place in places]


def _with_initials(now: Snapshot, places: list[Place], tokens: Sequence[bytes]) -> list[Place]:
    """Those of *places* whose titles hold all *tokens* of initials; all of them where none does."""
    held = [{place for place, _ in now.rank_titles([one], MOST_READ)} for one in tokens]
    return [one for one in places if all(one in some for some in held)] or places


def sorted_by_day(now: ArticleReader, places: Sequence[Place], order: Order) -> list[Place]:
    """*places* by day, the newest first or the oldest; what has no day comes last."""
    return [place for _, place in sorted(zip(day_keys(now, places, order), places, strict=True))]


def day_keys(now: ArticleReader, places: Sequence[Place], order: Order) -> list[tuple[bool, float, str]]:
    """What the articles at *places* are sorted by."""
    rows = zip(now.moments(places), now.ids(places), strict=True)
    if order == "oldest":
        return [(moment < UNDATED, moment, article_id) for moment, article_id in rows]
    return [(False, -moment, article_id) for moment, article_id in rows]
