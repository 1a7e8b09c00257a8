"""Articles as the cluster keeps them.

Searched are our own terms, each with its impact in the place of a frequency (`term|impact`), and a similarity that
multiplies it with the weight asked for, so that a sum there is the score that the engine in memory gives. What else is
asked for stands in small fields beside them; the article itself is kept word for word and not searched.

A term is a number of 32 bits, written with 6 of 64 signs: numpy writes those of many articles at once, and the cluster
has a third less to read. They go into the JSON of a document as they are, since none of them is escaped there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.articles.article import Article
from bot.articles.links import normal
from bot.korean.hangul import keystrokes
from bot.korean.normalize import fold, fold_units
from bot.korean.particles import stem
from bot.korean.texts import Texts, encoded
from bot.korean.tokens import count_terms
from bot.patterns import lazy_compile
from bot.search.bm25 import FULL, impacts
from bot.search.initials import pairs_of_titles
from bot.search.names import letters
from bot.search.ports import Terms

VERSION = 3  # of all this; another one needs a new index
LEAD = 200  # characters of a body whose words can be suggested
MOST_LETTERS = 1_000  # of a name or an address that is searched by; Lucene takes 32,766 bytes
DERIVED = ("terms", "initials", "words")  # made of the article, and not kept beside it
SPREAD = {"auto_expand_replicas": "0-1"}  # where there are several nodes, each part is there twice
_SIGNS = np.frombuffer(
    b"-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz", np.uint8
)  # in order
_PAIRS = np.stack([_SIGNS.repeat(64), np.tile(_SIGNS, 64)], 1).view(np.uint16)[:, 0]  # of 12 bits, two signs
_SHIFTS = np.arange(24, -1, -12, dtype=np.uint32)  # of the three pairs of a term
_IMPACTS = np.frombuffer("".join(f"|{one:03} " for one in range(FULL + 1)).encode(), np.uint8).reshape(-1, 5)
_ROW = np.dtype([("term", np.uint16, (len(_SHIFTS),)), ("impact", np.uint8, (_IMPACTS.shape[1],))])
_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
_WORD = lazy_compile(r"[가-힣]{2,12}|[a-z]{3,20}")
_KEYWORD = {"type": "keyword", "ignore_above": MOST_LETTERS}
_LOOKED_UP = {**_KEYWORD, "doc_values": False}  # neither sorted nor counted by
_COUNTED = {**_KEYWORD, "index": False}  # not searched
_WEIGHTED = {"type": "custom", "tokenizer": "whitespace", "filter": ["delimited_term_freq"]}
_SUM = {"type": "scripted", "script": {"source": "return query.boost * doc.freq;"}}
_TOKENS = {"type": "text", "analyzer": "whitespace", "norms": False, "index_options": "docs"}


def definition(shards: int) -> dict[str, Any]:
    """Of an index of *shards* parts."""
    return {
        "settings": {
            "number_of_shards": shards,
            **SPREAD,
            "analysis": {"analyzer": {"weighted": _WEIGHTED}},
            "similarity": {"sum": _SUM},
        },
        "mappings": {
            "dynamic": "strict",
            "_meta": {"version": VERSION},
            "_source": {"excludes": list(DERIVED)},
            "properties": {
                "terms": {**_TOKENS, "analyzer": "weighted", "index_options": "freqs", "similarity": "sum"},
                "initials": _TOKENS,
                "words": _TOKENS,
                "id": {"type": "keyword"},
                "moment": {"type": "long"},
                "changed": {"type": "long"},
                "hash": {"type": "keyword", "index": False},
                "source": _KEYWORD,
                "publisher": _KEYWORD,
                "author": _KEYWORD,
                "category": _KEYWORD,
                "publisher_name": _COUNTED,
                "author_name": _COUNTED,
                "category_name": _COUNTED,
                "address": _LOOKED_UP,
                "kept": {"type": "object", "enabled": False},
            },
        },
    }


class Document(NamedTuple):
    """What is written of an article: JSON on one line."""

    id: str
    json: bytes


def documents(articles: Sequence[Article], source: str, changed: int) -> Iterator[Document]:
    """The document of each of *articles*. source: the folder it is of. changed: the moment of writing, in ms."""
    texts = Texts.of([encoded(one.title) + encoded(one.body) for one in articles])
    counts = count_terms(texts.codes, fold_units(texts.codes), texts.ends, 0)
    owners = (counts.keys >> np.uint64(8) & np.uint64(0xFFFF)).astype(np.int64)
    frequencies = counts.keys.astype(np.uint8)
    rows = weighted(
        (counts.keys >> np.uint64(24)).astype(np.uint32), impacts(frequencies, counts.lengths[owners])
    )
    initials = pairs_of_titles([one.title for one in articles])
    ends = np.searchsorted(owners, np.arange(len(articles) + 1)).tolist()
    for number, article in enumerate(articles):
        terms = rows[ends[number] : ends[number + 1]].tobytes()
        others = {
            "initials": " ".join(map(str, initials[number])),
            "words": " ".join(words_of(article)),
            "id": article.id,
            "moment": int(article.moment),
            "changed": changed,
            "hash": article.content_hash,
            "source": source,
            **_named("publisher", [article.publisher]),
            **_named("author", article.authors),
            **_named("category", [article.category]),
            "address": normal(article.url) if article.url else "",
            "kept": _particulars(article),
        }
        yield Document(article.id, b'{"terms":"%b",%b' % (terms, _JSON.encode(others)[1:].encode()))


def spelled(terms: Terms) -> list[str]:
    """Each of *terms* as the cluster knows it."""
    return [one.tobytes().decode("ascii") for one in _signs(terms)]


def weighted(terms: Terms, worth: NDArray[np.uint8]) -> NDArray[np.void]:
    """A row for each of *terms*: its 6 signs, `|`, its impact as three digits, and a space."""
    rows = np.empty(len(terms), _ROW)
    rows["term"], rows["impact"] = _signs(terms), _IMPACTS[worth]
    return rows


def _signs(terms: Terms) -> NDArray[np.uint16]:
    """Of each the 6 signs, as three pairs."""
    return _PAIRS[(terms[:, None] >> _SHIFTS & np.uint32(0xFFF)).astype(np.intp)]


def words_of(article: Article) -> list[str]:
    """The words that a slip of the finger may have been meant for, by the keys that are typed for them."""
    found = _WORD.findall(fold(f"{article.title} {article.body[:LEAD]}"))
    return sorted(set(map(_TYPED.__getitem__, found)))


class Typed(dict[str, str]):
    """Up to *most* words, and the keys that are typed for each without its particle."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __missing__(self, word: str) -> str:
        if len(self) >= self._most:
            self.clear()
        typed = self[word] = keystrokes(stem(word))
        return typed


_TYPED = Typed(1 << 17)  # most words of an article were in one before; 25 MB where very much is loaded


def _named(kind: str, names: Sequence[str]) -> dict[str, list[str]]:
    known = {key: name for name in names if (key := letters(name))}
    return {kind: list(known), f"{kind}_name": list(known.values())}


def _particulars(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "body": article.body,
        "publisher": article.publisher,
        "authors": list(article.authors),
        "emails": list(article.emails),
        "published": article.published.isoformat() if article.published else "",
        "added": article.added.isoformat() if article.added else "",
        "url": article.url,
        "category": article.category,
        "path": article.path,
    }


def article_of(source: dict[str, Any]) -> Article:
    """The article of what is kept of a document."""
    kept = source["kept"]
    published, added = kept["published"], kept["added"]
    return Article(
        id=source["id"],
        title=kept["title"],
        body=kept["body"],
        publisher=kept["publisher"],
        authors=tuple(kept["authors"]),
        emails=tuple(kept["emails"]),
        published=_published(published),
        added=datetime.fromisoformat(added) if added else None,
        url=kept["url"],
        category=kept["category"],
        path=kept["path"],
        content_hash=source["hash"],
    )


def _published(text: str) -> date | datetime | None:
    if not text:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def is_text(article: Article) -> bool:
    """Whether it can be written as UTF-8, which half of a surrogate pair cannot."""
    names = (article.id, article.content_hash, article.publisher, article.url, article.category, article.path)
    try:
        "".join((article.title, article.body, *names, *article.authors, *article.emails)).encode()
    except UnicodeEncodeError:
        return False
    return True
