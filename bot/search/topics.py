"""Which articles are about a topic: what a story, a person and a trend are made of.

>>> find_about(now, words, read_query("나룻배 언론사:한빛일보"), ranked=True).topic
'나룻배'
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from operator import itemgetter

from bot.korean.normalize import fold
from bot.korean.particles import stem
from bot.korean.tokens import term_ids
from bot.search.aliases import aliases_in
from bot.search.filtering import accepted, with_whole_names
from bot.search.hit import OnTopic
from bot.search.ports import Lexicon, Snapshot
from bot.search.query import parse_query
from bot.search.query_language import Asked

_FAR_MORE = 4
_RANKED = 1_000  # the others are as much on the topic as the last of these


def find_about(
    now: Snapshot, words: Lexicon, asked: Asked, ranked: bool, since: date | None = None
) -> OnTopic:
    """The articles that are about the words of *asked*, of those its filters accept; see `Searchable.about`."""
    topic = asked.words or asked.ranked_by
    filters, _, _ = with_whole_names(asked.filters, now.names)
    if since is not None:
        filters = replace(filters, since=max(since, filters.since or since))
    now = now.within(filters)
    query = parse_query(topic, words)
    for one in query.corrections:
        topic = topic.replace(one.wrong, one.right)
    topic = " ".join(_as_written(word, words) for word in topic.split())
    about = now.about([stem(word) or word for word in topic.split()])
    scored = [(place, 0.0) for place in about.places]
    if ranked and len(query.terms):
        scores = dict(now.rank(query.terms, query.weights * now.idf(query.terms), _RANKED))
        scored = sorted(
            [(place, scores.get(place, 0.0)) for place in about.places], key=itemgetter(1), reverse=True
        )
    if filters:
        scored = accepted(now, scored, filters, len(scored))
    kept = [place for place, _ in scored]
    return OnTopic(topic, tuple(now.ids(kept)), tuple(now.moments(kept)), asked.filters, about.since)


def _as_written(word: str, words: Lexicon) -> str:
    """*word* as the articles write it, where that is another form of a name and far more frequent: 쿠팡 for Coupang."""
    folded = fold(word)
    forms = [other for form, other in aliases_in(folded) if form == folded and not other.isascii()]
    if not word.isascii() or not forms:
        return word
    told = {form: int(words.frequencies(term_ids(form)).min()) for form in (word, *forms)}
    likeliest = max(forms, key=told.__getitem__)
    return likeliest if told[likeliest] // _FAR_MORE > told[word] else word
