"""Quotations found again: from what a reader remembers of them, or from who said them.

>>> found = find_quotes(index, "시민들이 10년 기다렸다 더 늦출수 없다")
>>> found[0].text, found[0].speaker
('시민이 십 년을 기다렸다. 더는 늦출 수 없다', '표인혁')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from rapidfuzz.distance import Levenshtein

from bot.articles.article import Article
from bot.korean.marks import quoted
from bot.korean.particles import stem
from bot.korean.sentences import Span, sentences
from bot.patterns import lazy_compile
from bot.quotes.alignment import MAX_REMEMBERED, plain, recall
from bot.quotes.attribution import quotations
from bot.quotes.called import is_by
from bot.quotes.marked import READ_CHARS
from bot.quotes.mention import mentions
from bot.quotes.quote import Quote
from bot.search.ports import Searchable

_CANDIDATES = 50  # recall@50 of misquotations is .99, and all of them align in some 5 ms
_LONG = 120  # characters; so many words find their article among the first few
_NOTHING = 55.0  # unrelated Korean sentences are up to 50 alike, human misquotations 70 and more
_BY_PERSON = 120  # articles that name a person, from the newest of which on is read what was said
_NAME = lazy_compile(r"[가-힣A-Za-z][가-힣A-Za-z·.\- ]{1,24}")
_COLON = lazy_compile("[:：]")
_NOT_A_NAME = lazy_compile('["“”]')
_NAME_CHARS = range(2, 26)  # before the colon
_NOT_LETTER = lazy_compile(r"\W+")
_REACH, _PLACES = (
    150,
    8,
)  # characters between a name and words of its own; places of a name that are looked at
_AROUND = 50.0  # of 100: the subject is in the sentence, not in the quote itself
_WORD = lazy_compile(r"\S+")
_MARK = lazy_compile('["“”]')


def find_quotes(index: Searchable, text: str, limit: int = 10) -> list[Quote]:
    """The verbatim quotations or sentences for *text*, best first; [] when nothing is near.

    Where nothing is like *text*, sentences that have all of its words.
    text: remembered words; or a name (`성낙호`) or a name and a subject (`김유원: 소버린`), which give
        what that person said, newest first.
    """
    asked = _person(text)
    if asked is not None and (said := said_by(index, *asked, limit)):
        return said
    enough = _CANDIDATES if len(text) <= _LONG else _CANDIDATES // 3  # aligning takes as long as the text is
    candidates = index.candidates(text[:MAX_REMEMBERED], enough)
    found = [
        Quote(match.article, match.start, match.end, score=match.score)
        for match in recall(candidates, text, limit)
        if match.score >= _NOTHING
    ]
    return [
        attributed(quote) for quote in found or mentions((article for article, _ in candidates), text, limit)
    ]


def person_quoted(text: str, quotes: Sequence[Quote]) -> tuple[str, str] | None:
    """Name and subject, where *quotes*, found for *text*, are what a person said about it; None otherwise."""
    asked = _person(text)
    if asked is None or not all(q.speaker is not None and is_called(q, asked[0]) for q in quotes):
        return None
    return asked


def _person(text: str) -> tuple[str, str] | None:
    """The name and the subject that *text* may mean: `성낙호`, `김유원: 소버린`."""
    text = text.strip()
    if colon := _COLON.search(text):
        name, subject = text[: colon.start()].rstrip(), text[colon.end() :].lstrip()
        if len(name) in _NAME_CHARS and subject and not _NOT_A_NAME.search(name):
            return name, subject
    return (text, "") if _NAME.fullmatch(text) and len(text.split()) <= 3 else None


def attributed(quote: Quote) -> Quote:
    """*quote* with its speaker and role, where the article makes plain whose words they are.

    A sentence is somebody's when at least half of it is, and nobody else speaks in it.
    """
    start, end = quote.start, quote.end
    if not any(left < end and start < right for left, right in quoted(quote.article.body[:READ_CHARS])):
        return quote
    spoken = [one for one in quotations(quote.article) if one.start < end and start < one.end]
    words = sum(min(one.end, end) - max(one.start, start) for one in spoken)
    if not spoken or len({one.speaker for one in spoken}) > 1 or 2 * words < end - start:
        return quote
    return replace(quote, speaker=spoken[0].speaker, role=spoken[0].role)


def said_by(index: Searchable, name: str, subject: str = "", limit: int = 10) -> list[Quote]:
    """What *name* said, newest first; with a *subject* only what touches it.

    Telling whose words an article has takes milliseconds, so articles are read from the newest on, as many as it takes.
    """
    wanted = [plain(stem(word)) for word in subject.split()]
    articles = [
        article
        for article, _ in index.candidates(f"{name} {subject}".strip(), _BY_PERSON)
        if any(word in article.body for word in name.split())
    ]
    articles.sort(key=lambda article: (-article.moment, article.id))
    speaking = [article for article in articles if _is_spoken_of(article, wanted)]
    return _said(name, wanted, speaking, limit, _AROUND) or _said(name, wanted, articles, limit, 0.0)


def said_in(articles: Sequence[Article], name: str, limit: int, most: int) -> list[Quote]:
    """What *name* said in *articles*, in their order; of those where it may be said who did, *most* are read."""
    speaking = islice((one for one in articles if _is_near_words(one, name)), most)
    return _said(name, [], speaking, limit, 0.0)


def _is_near_words(article: Article, name: str) -> bool:
    """Whether a word of *name* stands so near to a quotation mark that the words there may be theirs."""
    places = (found.start() for word in name.split() for found in re.finditer(re.escape(word), article.body))
    around = (article.body[max(0, at - _REACH) : at + _REACH] for at in islice(places, _PLACES))
    return any(_MARK.search(some) for some in around)


def _said(name: str, wanted: list[str], articles: Iterable[Article], limit: int, least: float) -> list[Quote]:
    """What *name* said in *articles*, in their order, that touches the subject more than *least*.

    Without the same words from another paper.
    """
    kept: list[Quote] = []
    seen: set[str] = set()
    for article in articles:
        said = quotations(article)
        speakers = {(one.speaker, one.role): one for one in said if one.speaker is not None}
        called = {who for who, one in speakers.items() if is_called(one, name)}
        for quote in said:
            if (quote.speaker, quote.role) not in called:
                continue
            words = _NOT_LETTER.sub("", quote.text)
            score = _touches(quote, wanted)
            if score > least and words not in seen:
                seen.add(words)
                kept.append(replace(quote, score=score))
        if len(kept) >= limit:
            break
    return kept[:limit]


def _is_spoken_of(article: Article, wanted: list[str]) -> bool:
    """Whether anything between quotation marks has a word of the subject."""
    if not wanted:
        return True
    body = plain(article.body)
    return any(word in body[start:end] for start, end in quoted(article.body[:READ_CHARS]) for word in wanted)


def is_called(quote: Quote, name: str) -> bool:
    """Whether a reader who types *name* means the speaker of *quote*: whole, a part of it, or by office."""
    speaker = quote.speaker or ""
    return speaker.replace(" ", "") == name.replace(" ", "") or is_by(quote, tuple(name.split()))


def _touches(quote: Quote, wanted: list[str]) -> float:
    """How much of the subject the quote has, 0..100; up to _AROUND where only its sentence has some."""
    if not wanted:
        return 100.0
    own = sum(word in plain(quote.text) for word in wanted) / len(wanted)
    if own:
        return _AROUND + (100.0 - _AROUND) * own
    before, after = neighbours(quote.article, quote.start, quote.end)[1:3]
    words = plain(quote.article.body[before:after])
    return _AROUND * sum(word in words for word in wanted) / len(wanted)


def neighbours(article: Article, start: int, end: int) -> tuple[Span | None, int, int, Span | None]:
    """The sentence before, where the sentences of article.body[start:end] begin and end, the sentence after."""
    spans = sentences(article.body)
    inside = [k for k, (left, right) in enumerate(spans) if left < end and start < right]
    if not inside:
        return None, start, end, None
    first, last = inside[0], inside[-1]
    return (
        spans[first - 1] if first else None,
        min(start, spans[first][0]),
        max(end, spans[last][1]),
        spans[last + 1] if last + 1 < len(spans) else None,
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """Where remembered words and the original part: `remembered[theirs]` stands for `quote.text[original]`.

    An empty span means that there is nothing on that side: words left out, or words added.
    """

    theirs: Span
    original: Span


def differences(remembered: str, quote: Quote) -> tuple[Difference, ...]:
    """What *remembered* has otherwise than *quote*, word by word, in order; () when it is verbatim.

    Case, width, quotation marks and punctuation at the edge of a word do not count.
    """
    theirs = [match.span() for match in _WORD.finditer(remembered)]
    original = [match.span() for match in _WORD.finditer(quote.text)]
    steps = Levenshtein.opcodes(
        [_key(remembered[start:end]) for start, end in theirs],
        [_key(quote.text[start:end]) for start, end in original],
    )
    return tuple(
        Difference(
            _cover(theirs, step.src_start, step.src_end), _cover(original, step.dest_start, step.dest_end)
        )
        for step in steps
        if step.tag != "equal"
    )


def _key(word: str) -> str:
    return plain(word).strip("\"'.,!?…()[]<>")


def _cover(words: list[Span], first: int, last: int) -> Span:
    """The span of words[first:last]; an empty one where they would stand when there are none."""
    if first < last:
        return words[first][0], words[last - 1][1]
    at = words[first][0] if first < len(words) else (words[-1][1] if words else 0)
    return at, at
