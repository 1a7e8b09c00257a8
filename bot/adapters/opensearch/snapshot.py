"""The archive as one search sees it: the ports of `bot.search.ports`, answered by a cluster.

A place is (FAR, number), the number that of the article among those this search has seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.adapters.opensearch.documents import LEAD, article_of, spelled
from bot.articles.article import Article
from bot.errors import ArchiveError
from bot.korean.hangul import keystrokes
from bot.korean.normalize import fold
from bot.korean.texts import Buffer, encoded
from bot.korean.tokens import term_ids
from bot.search.bm25 import FULL, UNIT, idf, whole
from bot.search.filtering import UNDATED, moments_of
from bot.search.filters import NO_FILTERS, Filters
from bot.search.initials import InitialsBlob, best_titles, pairs
from bot.search.keywords import Mentions, Told, Word, articles_about, terms_needed, word_of
from bot.search.names import Known, NameKind, letters
from bot.search.ports import About, Place, Stretch, Terms
from bot.search.spelling import Vocabulary
from bot.search.tiered import FAR

MOST_RANKED = 1_000  # of one ranking; the cluster drops by names and days what is not wanted
MOST_READ = 5_000  # of those that may be about a topic; each is read
MOST_LATEST = 10_000  # how far back lists of the newest go: a cluster's `index.max_result_window`
_STRETCH = 200  # articles by day that come at first; each further stretch has twice as many
_WITH_TEXTS = 100  # articles that come with their texts when they are ranked, since most are read
_TITLES = 1_000  # with the initials looked for, the newest of them
_NEAR = 50  # articles with a word like the one typed, that are looked at
_WITNESSES = 5
_SHORT = 7  # keystrokes up to which one slip is forgiven; as `bot.search.spelling`
_KINDS: tuple[NameKind, ...] = ("publisher", "author", "category")
_BY_SCORE = [{"_score": "desc"}, {"moment": "desc"}, {"id": "asc"}]
_BY_MOMENT = [{"moment": "desc"}, {"id": "asc"}]
_SMALL = ["id", "moment", *_KINDS]

Clause = dict[str, Any]


class Reading(Protocol):
    """What a snapshot needs of the archive that it is of; every method may raise ArchiveError."""

    def search_in(self, view: str, body: dict[str, Any], until: float) -> list[dict[str, Any]]: ...
    def frequencies(self, terms: Sequence[str], until: float) -> dict[str, int]: ...
    def names(self, kind: NameKind, until: float) -> Known: ...
    def left_s(self, until: float) -> float: ...


@dataclass(slots=True)
class _Entry:
    """An article that was seen; its title, and the article itself, once they were read."""

    id: str
    moment: int
    names: dict[NameKind, list[str]]
    title: str | None = None
    article: Article | None = None


@dataclass(slots=True)
class _Seen:
    """Every article that one search has seen, by number."""

    entries: list[_Entry] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def note(self, hit: dict[str, Any]) -> Place:
        fields = hit.get("fields", {})
        article_id = fields["id"][0]
        number = self.numbers.setdefault(article_id, len(self.entries))
        if number == len(self.entries):
            names: dict[NameKind, list[str]] = {kind: fields.get(kind, []) for kind in _KINDS}
            self.entries.append(_Entry(article_id, fields["moment"][0], names))
        source = hit.get("_source", {})
        kept = source.get("kept", {})
        self.entries[number].title = kept.get("title", self.entries[number].title)
        if "body" in kept:
            self.entries[number].article = article_of(source)
        return (FAR, number)


@dataclass(frozen=True, slots=True)
class ArchiveSnapshot:
    """See `bot.search.ports.Snapshot`. Every method may raise ArchiveError.

    view: names one state of the articles to the cluster. size: how many there are in it. until: by when all must be
    asked, see `Cluster.deadline`.
    """

    archive: Reading
    view: str
    size: int
    until: float
    filters: Filters = NO_FILTERS
    seen: _Seen = field(default_factory=_Seen)

    def __len__(self) -> int:
        return self.size

    def within(self, filters: Filters) -> ArchiveSnapshot:
        """Only what *filters* accept by names and days is ranked and listed."""
        return ArchiveSnapshot(self.archive, self.view, self.size, self.until, filters, self.seen)

    # -- how common terms are

    def document_frequencies(self, terms: Terms) -> NDArray[np.int64]:
        """In how many articles each term occurs; what is deleted counts until the cluster merges it away."""
        wanted = spelled(terms)
        known = self.archive.frequencies(wanted, self.until)
        return np.array([min(known[term], self.size) for term in wanted], np.int64)

    def idf(self, terms: Terms) -> NDArray[np.float32]:
        """Inverse document frequency of each term."""
        return idf(self.document_frequencies(terms), self.size)

    # -- the first stage

    def rank(self, terms: Terms, weights: NDArray[np.float32], limit: int) -> list[tuple[Place, float]]:
        """The best by BM25, at most MOST_RANKED."""
        wanted = [
            {"term": {"terms": {"value": term, "boost": weight}}}
            for term, weight in zip(spelled(terms), whole(weights).tolist(), strict=True)
            if weight > 0
        ]
        if not wanted or limit < 1:
            return []
        hits = self._search(self._demanded(wanted), min(limit, MOST_RANKED), _BY_SCORE)
        return [(self.seen.note(hit), hit["sort"][0] / (FULL * UNIT)) for hit in hits]

    def dated(self, words: Sequence[str], *, oldest: bool) -> Iterator[Stretch]:
        """As the cluster sorts them, with their texts, at most MOST_READ; what has no day comes last.

        No further stretch is asked for once half of the time that is left at the start has gone.
        """
        wanted = [word for word in map(word_of, words) if word is not None]
        held = [{"term": {"terms": term}} for term in spelled(terms_needed(wanted))]
        if not held:  # a single syllable is no term
            yield Stretch([], True)
            return
        sort = [{"moment": "asc" if oldest else "desc"}, {"id": "asc"}]
        left, size, enough_s = MOST_READ, _STRETCH, self.archive.left_s(self.until) / 2
        for span in ({"gte": int(UNDATED)}, {"lt": int(UNDATED)}):
            asked, after = self._demanded([], [*held, {"range": {"moment": span}}]), list[Any]()
            while size:
                hits = self._search(asked, size, sort, True, after=after)
                yield Stretch([self.seen.note(hit) for hit in hits], True)
                if len(hits) < size:
                    break
                left, after = left - size, hits[-1]["sort"]
                size = min(2 * size, MOST_RANKED, left) if self.archive.left_s(self.until) > enough_s else 0
        yield Stretch([], not size)

    def rank_titles(self, tokens: Sequence[bytes], limit: int) -> list[tuple[Place, float]]:
        """The titles that hold *tokens* of initials best; of very many that may, the newest are looked at."""
        for wanted in sorted(tokens, key=len, reverse=True):
            held = [{"term": {"initials": str(pair)}} for pair in sorted(set(pairs(wanted)))]
            places = [
                self.seen.note(hit)
                for hit in self._search(self._demanded([], held), _TITLES, _BY_MOMENT, ["kept.title"])
            ]
            titles = [self.seen.entries[number].title or "" for _, number in places]
            moments = np.array(self.moments(places), np.int64)
            blob = InitialsBlob(titles)
            if len(titles) and len(blob.find(wanted)):
                return [
                    (places[number], share)
                    for _, number, share in best_titles([(blob, None, moments)], tokens, limit)
                ]
        return []

    def about(self, words: Sequence[str]) -> About:
        """The articles that are about *words*; of very many that have them, the newest MOST_READ are read."""
        wanted = [word for word in map(word_of, words) if word is not None]
        if not wanted:
            return About([])
        held = [{"term": {"terms": term}} for term in spelled(terms_needed(wanted))]
        asked, after, found = self._demanded([], held), list[Any](), list[Place]()
        for _ in range(MOST_READ // MOST_RANKED):
            hits = self._search(asked, MOST_RANKED, _BY_MOMENT, True, after=after)
            places = [self.seen.note(hit) for hit in hits]
            about = articles_about(self.get_many(places), wanted)
            found += [places[number] for number in np.flatnonzero(about).tolist()]
            if len(hits) < MOST_RANKED:
                return About(found)
            after = hits[-1]["sort"]
        return About(found, int(after[0]))

    # -- articles

    def mentions(self, places: Sequence[Place], words: Sequence[Word]) -> Mentions:
        """Where they have *words*."""
        told = [Told(one.title, one.body) for one in self.get_many(places)]
        found = [[[*one.places(w.text, exact=w.exact), -1, -1][:2] for w in words] for one in told]
        return np.array(found, np.int32).reshape(len(places), len(words), 2)

    def oldest(self, since: float) -> int | None:
        """The moment of the oldest that is not before *since*."""
        hits = self._search({"range": {"moment": {"gte": int(since)}}}, 1, [{"moment": "asc"}])
        return self.moments([self.seen.note(hits[0])])[0] if hits else None

    def get_many(self, places: Sequence[Place]) -> list[Article]:
        """The articles at *places*, in order; those not read yet in one way there and back."""
        missing = [self.seen.entries[n].id for _, n in places if self.seen.entries[n].article is None]
        for at in range(0, len(missing), MOST_RANKED):
            some = missing[at : at + MOST_RANKED]
            for hit in self._search({"terms": {"id": some}}, len(some), ["_doc"], True):
                self.seen.note(hit)
        articles = [self.seen.entries[number].article for _, number in places]
        if any(one is None for one in articles):
            raise ArchiveError("red", "an article went while it was looked for")
        return [one for one in articles if one is not None]

    def titles(self, places: Sequence[Place]) -> list[Buffer]:
        """Their titles, `encoded`."""
        return [encoded(article.title) for article in self.get_many(places)]

    def bodies(self, places: Sequence[Place]) -> list[Buffer]:
        """Their bodies, likewise."""
        return [encoded(article.body) for article in self.get_many(places)]

    def moments(self, places: Sequence[Place]) -> list[int]:
        """When they were published, in whole seconds."""
        return [self.seen.entries[number].moment for _, number in places]

    def ids(self, places: Sequence[Place]) -> list[str]:
        """Their article ids."""
        return [self.seen.entries[number].id for _, number in places]

    def latest(self, limit: int, offset: int = 0) -> list[Place]:
        """The newest first, not beyond MOST_LATEST."""
        size = min(limit, MOST_LATEST - offset)
        if size < 1:
            return []
        hits = self._search(self._demanded([]), size, _BY_MOMENT, start=offset)
        return [self.seen.note(hit) for hit in hits]

    def at_address(self, wanted: str) -> Article | None:
        """The newest article whose address is, when `normal`, *wanted*."""
        hits = self._search({"term": {"address": wanted}}, 1, _BY_MOMENT, True)
        return self.get_many([self.seen.note(hit) for hit in hits])[0] if hits else None

    def names(self, kind: NameKind) -> Known:
        """The papers, authors or sections by their letters, also of some that are gone."""
        return self.archive.names(kind, self.until)

    def bearers(self, kind: NameKind, names: Sequence[str]) -> set[Place]:
        """Of the articles that bear one of *names* those seen, or where none is seen yet, the newest MOST_RANKED."""
        keys = {letters(name) for name in names}
        if not self.seen.entries:
            clause = {"terms": {kind: sorted(keys)}}
            for hit in self._search(self._demanded([], [clause]), MOST_RANKED, _BY_MOMENT):
                self.seen.note(hit)
        entries = enumerate(self.seen.entries)
        return {(FAR, number) for number, entry in entries if keys.intersection(entry.names[kind])}

    # -- asking

    def _demanded(self, should: Sequence[Clause], must: Sequence[Clause] = ()) -> Clause:
        """Any of *should* and all of *must*, among what the filters accept."""
        needed, unwanted = list(must), []
        for kind in _KINDS:
            if wanted := getattr(self.filters, kind):
                needed.append({"terms": {kind: [letters(name) for name in wanted]}})
            if refused := getattr(self.filters, f"not_{kind}"):
                unwanted.append({"terms": {kind: [letters(name) for name in refused]}})
        if self.filters.since or self.filters.until:
            first, end = moments_of(self.filters.since or date.min, self.filters.until or date.max)
            span = {"gte": int(first)} if end == float("inf") else {"gte": int(first), "lt": int(end)}
            needed.append({"range": {"moment": span}})
        bool_: Clause = {"filter": needed, "must_not": unwanted}
        if should:
            bool_ |= {"should": list(should), "minimum_should_match": 1}
        return {"bool": bool_}

    def _search(
        self,
        query: Clause,
        size: int,
        sort: Sequence[object],
        source: bool | Sequence[str] | None = None,
        start: int = 0,
        after: Sequence[object] = (),
    ) -> list[dict[str, Any]]:
        """source: which of what is kept of the articles; None: all, of few. after: the sort values of the last seen."""
        body = {
            "query": query,
            "from": start,
            "size": size,
            "sort": list(sort),
            "track_total_hits": False,
            "docvalue_fields": _SMALL,
            "_source": size <= _WITH_TEXTS if source is None else source,
            **({"search_after": list(after)} if after else {}),
        }
        return self.archive.search_in(self.view, body, self.until)


@dataclass(frozen=True, slots=True)
class ArchiveLexicon:
    """The `Lexicon` of a snapshot: words are told by the articles that have some like them.

    known: what `knows` told in this state before.
    """

    now: ArchiveSnapshot
    known: dict[str, bool]

    def frequencies(self, ids: Terms) -> NDArray[np.int64]:
        return self.now.document_frequencies(ids)

    def knows(self, word: str) -> bool:
        """A known word stands in one of the articles that hold all its terms."""
        if word not in self.known:
            self.known[word] = self._stands(word)
        return self.known[word]

    def _stands(self, word: str) -> bool:
        ids = term_ids(word)
        if not len(ids) or not (self.now.document_frequencies(ids) > 0).all():
            return False
        if len(ids) == 1:
            return True
        ranked = self.now.rank(ids, self.now.idf(ids), _WITNESSES)
        articles = self.now.get_many([place for place, _ in ranked])
        return any(word in fold(f"{one.title} {one.body}") for one in articles)

    def neighbours(self, word: str) -> Sequence[tuple[str, float]]:
        """Words of the articles in which the cluster finds one within a slip or two of *word*."""
        typed = keystrokes(word)
        like = {
            "value": typed,
            "fuzziness": 1 if len(typed) <= _SHORT else 2,
            "rewrite": "top_terms_boost_50",
        }
        wanted = ["id", "hash", "kept"]
        hits = self.now._search({"fuzzy": {"words": like}}, _NEAR, _BY_SCORE, wanted)
        articles = self.now.get_many([self.now.seen.note(hit) for hit in hits])
        texts = [fold(f"{one.title} {one.body[:LEAD]}") for one in articles]
        return Vocabulary.of(texts).neighbours(word)
