"""The engines that a user could pick instead, behind one small protocol, each as its documentation sets it up.

All index title and body as one text and get the words of the query joined by OR, which is what suits them best
on questions. Sosik is in `bench.sosik`.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from rapidfuzz import fuzz, process

from bot.articles.article import Article


class Engine(Protocol):
    """What is measured."""

    def build(self, articles: Iterable[Article]) -> None:
        """Index *articles*; searchable on return."""

    def search(self, text: str, k: int) -> list[str]:
        """Ids of the *k* best articles, best first."""

    def add(self, article: Article) -> None:
        """Make one more article searchable."""


@runtime_checkable
class StoryEngine(Engine, Protocol):
    """An engine that folds reports of one story, and can be asked for less and for more than a ranking."""

    def search_stories(self, text: str, k: int) -> list[tuple[str, ...]]:
        """The *k* best stories: each the shown article's id and those of the reports folded under it."""

    def search_ranked(self, text: str) -> None:
        """The bare ranking, for its time."""

    def search_everything(self, text: str) -> None:
        """One page with all that a reader gets, for its time."""


@runtime_checkable
class Starting(Engine, Protocol):
    """An engine that reads a folder of articles by itself, and saves what it made of it."""

    def start(self, folder: Path, saved: Path) -> int:
        """Be ready for the first question; the number of articles. *saved* is empty the first time."""


@runtime_checkable
class Settling(Engine, Protocol):
    """An engine that goes on behind its first answers."""

    def settle(self) -> None:
        """Be as after a while."""


def words(text: str) -> list[str]:
    """Lower-case words, each once."""
    return list(dict.fromkeys(re.findall(r"\w+", text.lower())))


def whole(article: Article) -> str:
    """Title and body as one text."""
    return f"{article.title}\n{article.body}"


class Tantivy:
    """tantivy with its default tokenizer, or ngram(2,3); in memory, one indexing thread unless told otherwise."""

    def __init__(self, ngram: bool, threads: int = 1) -> None:
        import tantivy

        self.tantivy: Any = tantivy
        self.ngram = ngram
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("id", stored=True, tokenizer_name="raw")
        schema.add_text_field("text", stored=False, tokenizer_name="ngram23" if ngram else "default")
        self.schema = schema.build()
        self.index = tantivy.Index(self.schema)
        if ngram:
            grams = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(2, 3, False))
            self.index.register_tokenizer("ngram23", grams.filter(tantivy.Filter.lowercase()).build())
        self.threads = threads

    def build(self, articles: Iterable[Article]) -> None:
        writer = self.index.writer(heap_size=300_000_000, num_threads=self.threads)
        for article in articles:
            writer.add_document(self.tantivy.Document(id=article.id, text=whole(article)))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()
        self.writer: Any = None

    def add(self, article: Article) -> None:
        self.writer = self.writer or self.index.writer(heap_size=50_000_000, num_threads=1)
        self.writer.add_document(self.tantivy.Document(id=article.id, text=whole(article)))
        self.writer.commit()
        self.index.reload()
        self.searcher = self.index.searcher()

    def search(self, text: str, k: int) -> list[str]:
        query, should = self.tantivy.Query, self.tantivy.Occur.Should
        if self.ngram:
            terms = dict.fromkeys(
                word[i : i + n] for word in words(text) for n in (2, 3) for i in range(len(word) - n + 1)
            )
        else:
            terms = dict.fromkeys(words(text))
        if not terms:
            return []
        parts = [(should, query.term_query(self.schema, "text", term)) for term in terms]
        hits = self.searcher.search(query.boolean_query(parts), k).hits
        return [self.searcher.doc(address)["id"][0] for _, address in hits]


class Fts5:
    """SQLite FTS5, in memory, with its trigram or unicode61 tokenizer, ranked by its bm25."""

    def __init__(self, tokenizer: str) -> None:
        self.trigram = tokenizer == "trigram"
        self.database = sqlite3.connect(":memory:")
        self.database.execute(
            f"create virtual table texts using fts5(text, tokenize='{tokenizer}', content='')"
        )
        self.ids: list[str] = []

    def build(self, articles: Iterable[Article]) -> None:
        for article in articles:
            self._insert(article)
        self.database.commit()

    def add(self, article: Article) -> None:
        self._insert(article)
        self.database.commit()

    def _insert(self, article: Article) -> None:
        self.database.execute("insert into texts(rowid, text) values (?, ?)", (len(self.ids), whole(article)))
        self.ids.append(article.id)

    def search(self, text: str, k: int) -> list[str]:
        if self.trigram:
            bare = re.sub(r"[^\w ]", " ", text)
            grams = (bare[i : i + 3] for i in range(len(bare) - 2))
            terms = list(dict.fromkeys(gram for gram in grams if gram[0] != " " and gram[2] != " "))
        else:
            terms = words(text)
        if not terms:
            return []
        query = " OR ".join(f'"{term}"' for term in terms)
        rows = self.database.execute(
            "select rowid from texts where texts match ? order by rank limit ?", (query, k)
        )
        return [self.ids[number] for (number,) in rows]


class Bm25s:
    """bm25s on words, with its default k1 and b. It cannot take one more article: it is built anew."""

    def build(self, articles: Iterable[Article]) -> None:
        import bm25s

        self.ids: list[str] = []
        self.numbers: dict[str, int] = {}
        texts: list[list[int]] = []
        for article in articles:
            self.ids.append(article.id)
            texts.append(
                [
                    self.numbers.setdefault(word, len(self.numbers))
                    for word in re.findall(r"\w+", whole(article).lower())
                ]
            )
        self.retriever = bm25s.BM25()
        self.retriever.index((texts, self.numbers), show_progress=False)

    def add(self, article: Article) -> None:
        raise NotImplementedError("bm25s is built once")

    def search(self, text: str, k: int) -> list[str]:
        known = [self.numbers[word] for word in words(text) if word in self.numbers]
        if not known:
            return []
        places = self.retriever.retrieve([known], k=min(k, len(self.ids)), show_progress=False)[0][0]
        return [self.ids[place] for place in places.tolist()]


class BruteForce:
    """rapidfuzz token_set_ratio over every whole text: no index at all."""

    def build(self, articles: Iterable[Article]) -> None:
        self.ids: list[str] = []
        self.texts: list[str] = []
        for article in articles:
            self.add(article)

    def add(self, article: Article) -> None:
        self.ids.append(article.id)
        self.texts.append(whole(article).lower())

    def search(self, text: str, k: int) -> list[str]:
        best = process.extract(text.lower(), self.texts, scorer=fuzz.token_set_ratio, limit=k)
        return [self.ids[place] for _, _, place in best]


PEERS: dict[str, Callable[[], Engine]] = {
    "tantivy": lambda: Tantivy(ngram=False),
    "tantivy ngram(2,3)": lambda: Tantivy(ngram=True),
    "FTS5 unicode61": lambda: Fts5("unicode61"),
    "FTS5 trigram": lambda: Fts5("trigram"),
    "bm25s words": Bm25s,
    "rapidfuzz brute force": BruteForce,
}
# How many questions of each group a contender is asked that takes seconds over each, by part of the exam.
SAMPLES = {"rapidfuzz brute force": {"korquad": 300, "judged": 25, "known": 25}}
TIMED = {"rapidfuzz brute force": 2}  # … and of each group where only time is measured
# More articles than this are not worth anybody's hour: rows of the table are left out.
ONLY_SMALL = {
    "bm25s words": 50_000,
    "FTS5 unicode61": 50_000,
    "FTS5 trigram": 50_000,
    "rapidfuzz brute force": 12_000,
}
