"""A Searchable that counts shared bigrams: enough to hand candidates to quotes and answers."""

from __future__ import annotations

from collections.abc import Iterable

from bot.corpus.article import Article
from bot.search.hit import Hit, Passage, Results


def _bigrams(text: str) -> set[str]:
    letters = "".join(char for char in text.lower() if char.isalnum())
    return {letters[i : i + 2] for i in range(len(letters) - 1)}


class FakeIndex:
    """Articles in the order of how many of the query's bigrams they have."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        self._articles: dict[str, Article] = {}
        self.add(articles)

    def __len__(self) -> int:
        return len(self._articles)

    def add(self, articles: Iterable[Article]) -> None:
        self._articles |= {article.id: article for article in articles}

    def remove(self, ids: Iterable[str]) -> None:
        for article_id in ids:
            self._articles.pop(article_id, None)

    def article(self, article_id: str) -> Article | None:
        return self._articles.get(article_id)

    def latest(self, limit: int, offset: int = 0) -> list[Article]:
        newest = sorted(self._articles.values(), key=lambda article: -article.moment)
        return newest[offset : offset + limit]

    def search(self, text: str, limit: int = 10, offset: int = 0, stories: bool = True) -> Results:
        found = self.candidates(text, 1000)
        page = [Hit(article, score, Passage(0, 0)) for article, score in found[offset : offset + limit]]
        return Results(tuple(page), len(found))

    def candidates(self, text: str, limit: int = 50) -> list[tuple[Article, float]]:
        wanted = _bigrams(text)
        scored = [
            (article, float(len(wanted & _bigrams(article.title + " " + article.body))))
            for article in self._articles.values()
        ]
        found = sorted((pair for pair in scored if pair[1]), key=lambda pair: (-pair[1], -pair[0].moment))
        return found[:limit]
