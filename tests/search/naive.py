"""An engine in a list and Python loops: what a search is, without anything that makes it fast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.articles.article import Article
from bot.korean.normalize import fold, units
from bot.korean.texts import Buffer, encoded
from bot.korean.tokens import term_ids, terms
from bot.search.bm25 import FULL, UNIT, idf, impacts, whole
from bot.search.engine import SearchEngine
from bot.search.filtering import sorted_by_day
from bot.search.filters import Filters
from bot.search.initials import InitialsBlob, best_titles
from bot.search.keywords import Mentions, Told, Word
from bot.search.names import Known, NameKind, by_letters, letters, names_in
from bot.search.ports import About, Place, Stretch, Terms
from bot.search.spelling import Vocabulary

LEAD = 200  # characters of a body whose words can be suggested


class NaiveSnapshot:
    """All of the ports in one; places are (*room*, number in the list)."""

    def __init__(self, articles: Sequence[Article], room: int = 0) -> None:
        self.articles, self.room = list(articles), room
        self.counts = [Counter(terms(units(f"{a.title}\0{a.body}\0")).ids.tolist()) for a in self.articles]

    def __len__(self) -> int:
        return len(self.articles)

    def within(self, filters: Filters) -> NaiveSnapshot:
        return self

    def document_frequencies(self, terms: Terms) -> NDArray[np.int64]:
        found = [sum(term in count for count in self.counts) for term in terms.tolist()]
        return np.array(found, np.int64)

    def idf(self, terms: Terms) -> NDArray[np.float32]:
        return idf(self.document_frequencies(terms), len(self))

    def rank(self, terms: Terms, weights: NDArray[np.float32], limit: int) -> list[tuple[Place, float]]:
        scores: dict[Place, int] = {}
        for number, count in enumerate(self.counts):
            for term, weight in zip(terms.tolist(), whole(weights).tolist(), strict=True):
                if weight > 0 and count[term]:
                    impact = int(impacts(np.array([count[term]]), np.array([count.total()]))[0])
                    scores[self.room, number] = scores.get((self.room, number), 0) + weight * impact
        ranked = sorted(
            scores, key=lambda p: (-scores[p], -int(self.articles[p[1]].moment), self.articles[p[1]].id)
        )
        return [(place, scores[place] / (FULL * UNIT)) for place in ranked[:limit]]

    def dated(self, words: Sequence[str], *, oldest: bool) -> Iterator[Stretch]:
        yield Stretch(sorted_by_day(self, self.latest(len(self)), "oldest" if oldest else "newest"), False)

    def rank_titles(self, tokens: Sequence[bytes], limit: int) -> list[tuple[Place, float]]:
        blob = InitialsBlob([article.title for article in self.articles])
        moments = np.array([int(article.moment) for article in self.articles], np.int64)
        found = best_titles([(blob, None, moments)], tokens, limit)
        return [((self.room, number), share) for _, number, share in found]

    def get_many(self, places: Sequence[Place]) -> list[Article]:
        return [self.articles[number] for _, number in places]

    def titles(self, places: Sequence[Place]) -> list[Buffer]:
        return [encoded(article.title) for article in self.get_many(places)]

    def bodies(self, places: Sequence[Place]) -> list[Buffer]:
        return [encoded(article.body) for article in self.get_many(places)]

    def moments(self, places: Sequence[Place]) -> list[int]:
        return [int(article.moment) for article in self.get_many(places)]

    def ids(self, places: Sequence[Place]) -> list[str]:
        return [article.id for article in self.get_many(places)]

    def latest(self, limit: int, offset: int = 0) -> list[Place]:
        newest = sorted(
            range(len(self.articles)),
            key=lambda number: (-int(self.articles[number].moment), self.articles[number].id),
        )
        return [(self.room, number) for number in newest[offset : offset + limit]]

    def about(self, words: Sequence[str]) -> About:
        told = (Told(article.title, article.body) for article in self.articles)
        return About(
            [(self.room, number) for number, one in enumerate(told) if words and one.is_about(words)]
        )

    def mentions(self, places: Sequence[Place], words: Sequence[Word]) -> Mentions:
        told = [Told(article.title, article.body) for article in self.get_many(places)]
        found = [[[*one.places(w.text, exact=w.exact), -1, -1][:2] for w in words] for one in told]
        return np.array(found, np.int32).reshape(len(places), len(words), 2)

    def oldest(self, since: float) -> int | None:
        return min((int(one.moment) for one in self.articles if one.moment >= since), default=None)

    def names(self, kind: NameKind) -> Known:
        return by_letters(name for article in self.articles for name in names_in(article, kind))

    def bearers(self, kind: NameKind, names: Sequence[str]) -> set[Place]:
        keys = {letters(name) for name in names}
        borne = (keys & {letters(name) for name in names_in(article, kind)} for article in self.articles)
        return {(self.room, number) for number, some in enumerate(borne) if some}


class NaiveLexicon:
    """Every word of every article."""

    def __init__(self, now: NaiveSnapshot) -> None:
        self.now = now

    def frequencies(self, ids: Terms) -> NDArray[np.int64]:
        return self.now.document_frequencies(ids)

    def knows(self, word: str) -> bool:
        return len(term_ids(word)) > 0 and any(
            word in fold(f"{article.title} {article.body}") for article in self.now.articles
        )

    def neighbours(self, word: str) -> Sequence[tuple[str, float]]:
        texts = (fold(f"{article.title} {article.body[:LEAD]}") for article in self.now.articles)
        return Vocabulary.of(texts).neighbours(word)


class NaiveEngine(SearchEngine):
    """Articles by id; every snapshot is made anew."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        self.articles: dict[str, Article] = {}
        self.add(articles)

    def snapshot(self) -> tuple[NaiveSnapshot, NaiveLexicon]:
        now = NaiveSnapshot(list(self.articles.values()))
        return now, NaiveLexicon(now)

    def add(self, articles: Iterable[Article]) -> None:
        self.articles |= {article.id: article for article in articles}

    def remove(self, ids: Iterable[str]) -> None:
        for article_id in ids:
            self.articles.pop(article_id, None)

    def get_many(self, article_ids: Sequence[str]) -> list[Article | None]:
        return [self.articles.get(article_id) for article_id in article_ids]
