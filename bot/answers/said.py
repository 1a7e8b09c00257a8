"""`A가 B에 대해 뭐라고 했어`: what somebody said about something, in their own words; how it is asked, see `speaker`.

>>> find_said(index, Request("표인혁 시장이 요금에 대해 뭐라고 했어?")).kind
'quotes'
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import log

from bot.answers.frame import read_frame
from bot.answers.reply import Reply, Request
from bot.answers.speaker import read_said
from bot.articles.article import Article
from bot.korean.particles import stem
from bot.korean.sentences import sentences
from bot.quotes.alignment import plain
from bot.quotes.attribution import quotations
from bot.quotes.called import is_by
from bot.quotes.names import is_full_name, is_role
from bot.quotes.quote import Quote
from bot.search.ports import Searchable

_ARTICLES = 22  # read for one question; telling whose words they have takes a millisecond or two each
_SHOWN = 3
_ALIKE = 0.4  # of the best score: what is further behind is about something else
_SHORTEST, _LONGEST = 6, 420  # characters of words that were said, and of a sentence that is shown whole
_OTHER = 1.5  # what a word that papers write for one of the question's counts, in pairs of syllables
_AROUND = 160  # characters before and after a quotation that tell what it is about


def find_said(index: Searchable, request: Request) -> Reply | None:
    """The route of *request* where it asks what somebody said; None where it does not, or nobody is found."""
    said = read_said(request.text)
    if said is None:
        return None
    query = " ".join([*said.who, said.about])
    found = (article for article, _ in index.candidates(query, _ARTICLES))
    articles = [article for article in found if _may_quote(article, said.who)]
    spoken = _spoken(articles, lambda quote: is_by(quote, said.who))
    if not spoken and any(map(is_role, said.who)):
        spoken = _of_the_only_one(articles, said.who)
    if not spoken:
        return None
    ranked = _ranked(spoken, said.about)
    if not any(map(is_role, said.who)) and not _touched(ranked[:_SHOWN], said.about):
        return Reply("none")
    best = ranked[0].score
    shown: list[Quote] = []
    for quote in ranked:
        held = any(one.article is quote.article and one.start <= quote.start < one.end for one in shown)
        if len(shown) < _SHOWN and quote.score >= _ALIKE * best and not held:
            shown.append(_with_what_follows(quote, [one for _, one in spoken]))
    return Reply("quotes", min(1.0, best / 100.0), quotes=tuple(shown))


def _may_quote(article: Article, who: Sequence[str]) -> bool:
    """Whether *article* names the one asked about; whose words it has takes long to tell."""
    whole = [word for word in who if len(word) > 2 and is_full_name(word) and not is_role(word)]
    return any(word in article.body for word in whole or who)


def _with_what_follows(quote: Quote, spoken: Sequence[Quote]) -> Quote:
    """*quote* together with the next sentences of its article in which the same one goes on, while it is not long."""
    body, end = quote.article.body, quote.end
    following = sorted(
        (one for one in spoken if one.article is quote.article and one.start >= end), key=_start
    )
    for one in following:
        if one.end - quote.start > _LONGEST or body[end : one.start].strip():
            break
        end = one.end
    return replace(quote, end=end)


def _start(quote: Quote) -> int:
    return quote.start


def _touched(quotes: Sequence[Quote], about: str) -> bool:
    """Whether any word of the subject stands near one of *quotes*, or at the head of its article."""
    words = [plain(stem(word)) for word in about.split()]
    words += [unit.root for unit in read_frame(about).units] if about else []
    words = [word for word in words if len(word) >= 2]
    for quote in quotes:
        body = quote.article.body
        near = plain(quote.article.title + body[:200] + body[max(0, quote.start - 300) : quote.end + 100])
        if any(word in near or (len(word) > 3 and word[:-1] in near) for word in words):
            return True
    return not words


def _spoken(articles: Sequence[Article], meant: Callable[[Quote], bool]) -> list[tuple[int, Quote]]:
    """The sentences in which the one meant is quoted, with the rank of their article; none twice."""
    found: list[tuple[int, Quote]] = []
    seen: set[str] = set()
    for rank, article in enumerate(articles):
        spans = sentences(article.body)
        for quote in quotations(article):
            if quote.speaker is None or not meant(quote):
                continue
            start, end = next(
                ((s, e) for s, e in spans if s <= quote.start and quote.end <= e), (quote.start, quote.end)
            )
            if end - start > _LONGEST:
                start, end = quote.start, quote.end
            words = re.sub(r"\W+", "", quote.text)
            if words not in seen and len(words) >= _SHORTEST:
                seen.add(words)
                if not found or (found[-1][1].article, found[-1][1].start) != (article, start):
                    found.append((rank, replace(quote, start=start, end=end)))
    return found


def _of_the_only_one(articles: Sequence[Article], who: Sequence[str]) -> list[tuple[int, Quote]]:
    """What the person says who is quoted most where the body of *who* is written about: 사장 may be a CEO there."""
    bodies = [word for word in who if not is_role(word)]
    about = [
        article
        for article in articles[:4]
        if any(word in article.title + article.body[:300] for word in bodies)
    ]
    said = Counter(
        quote.speaker for article in about for quote in quotations(article) if quote.role and quote.speaker
    )
    if not said:
        return []
    name = said.most_common(1)[0][0]
    return _spoken(about, lambda quote: quote.speaker == name)


def _ranked(spoken: Sequence[tuple[int, Quote]], about: str) -> list[Quote]:
    """*spoken*, what touches the subject most first; syllables count the more the fewer sentences have them."""
    wanted = [plain(stem(word)) for word in about.split()]
    pairs = {word[i : i + 2] for word in wanted for i in range(len(word) - 1)}
    others = [unit.others for unit in read_frame(about).units if unit.others] if about else []
    texts = []
    for _, quote in spoken:
        body = quote.article.body
        near = plain(body[max(0, quote.start - _AROUND) : quote.end + _AROUND // 4])
        texts.append((plain(quote.text), near, plain(quote.article.title)))
    held = Counter(pair for own, _, _ in texts for pair in pairs if pair in own)
    weight = {pair: log(1.0 + len(texts) / (1 + held[pair])) for pair in pairs}
    whole = 4.2 * (sum(weight.values()) + _OTHER * len(others)) or 1.0
    found = []
    for (rank, quote), (own, near, title) in zip(spoken, texts, strict=True):
        touched = sum(
            weight[pair] * (2.0 * (pair in own) + 1.5 * (pair in near) + 0.7 * (pair in title))
            for pair in pairs
        )
        touched += sum(
            2.0 * _OTHER * (any(one in own for one in forms) + any(one in near for one in forms))
            for forms in others
        )
        score = touched / whole + 0.25 / (1 + rank) + 0.05 * min(1.0, len(own) / 80)
        found.append(replace(quote, score=round(100.0 * score / 1.3, 2)))
    return sorted(found, key=lambda quote: (-quote.score, quote.article.id, quote.start))
