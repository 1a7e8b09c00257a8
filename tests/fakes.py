"""Stand-ins written by hand beside the Protocols they fill."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Literal

from bot.articles.article import KST, Article
from bot.entrypoints.telegram.worker import Entry, Inbox, Worker
from bot.errors import QueryError
from bot.newsroom import Newsroom
from bot.quotes.quote import Quote
from bot.search.hit import Correction, Hit, Passage, Results
from bot.search.order import Order
from bot.search.query_language import Asked, read_query

LIMIT = 500


class FakeIndex:
    """A Searchable that finds words literally; *corrections* are made before it looks."""

    recent_days = 0

    def __init__(self, articles: Iterable[Article] = (), corrections: dict[str, str] | None = None) -> None:
        self._articles = {article.id: article for article in articles}
        self.corrections = corrections or {}
        self.fault: Exception | None = None
        self.others: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self._articles)

    @property
    def revision(self) -> object:
        return tuple(self._articles)

    def add(self, articles: Iterable[Article]) -> None:
        self._articles |= {article.id: article for article in articles}

    def remove(self, ids: Iterable[str]) -> None:
        for article_id in ids:
            self._articles.pop(article_id, None)

    def article(self, article_id: str) -> Article | None:
        return self._articles.get(article_id)

    def get_many(self, article_ids: Sequence[str]) -> list[Article | None]:
        return [self._articles.get(article_id) for article_id in article_ids]

    def latest(self, limit: int, offset: int = 0) -> list[Article]:
        newest = sorted(self._articles.values(), key=lambda article: (-article.moment, article.id))
        return newest[offset : offset + limit]

    def read(self, text: str, today: date | None = None) -> Asked:
        return read_query(text, today)

    def outlets(self, typed: str) -> tuple[str, ...]:
        return tuple({one.publisher for one in self._articles.values() if one.publisher == typed})

    def search(
        self,
        text: str,
        limit: int = 10,
        offset: int = 0,
        stories: bool = True,
        order: Order | None = None,
        today: date | None = None,
    ) -> Results:
        if self.fault is not None:
            raise self.fault
        if len(text) > LIMIT:
            raise QueryError("query.too_long", limit=LIMIT)
        mended = [Correction(wrong, right) for wrong, right in self.corrections.items() if wrong in text]
        for one in mended:
            text = text.replace(one.wrong, one.right)
        words = re.findall(r"\w+", text)
        if not words:
            raise QueryError("query.empty")
        hits = [
            Hit(article, 1.0, Passage(0, min(200, len(article.body)), spans), self.others)
            for article in self.latest(len(self._articles))
            if (spans := _spans(article.body[:200], words)) or any(word in article.title for word in words)
        ]
        return Results(tuple(hits[offset : offset + limit]), len(hits), tuple(mended), len(hits))

    def candidates(self, text: str, limit: int = 50) -> list[tuple[Article, float]]:
        return [(hit.article, hit.score) for hit in self.search(text, limit).hits]

    def in_meant_layout(self, text: str) -> str:
        return text

    def knows(self, words: Sequence[str]) -> list[bool]:
        return [True for _ in words]

    def rarity(self, words: Sequence[str]) -> list[float]:
        return [0.5 for _ in words]


class FakeNewsroom(Newsroom):
    """A Newsroom whose quotes are the quoted sentences that share a word with the question."""

    index: FakeIndex

    async def quotes(self, text: str, limit: int = 10) -> list[Quote]:
        if self.index.fault is not None:
            raise self.index.fault
        if len(text) > LIMIT:
            raise QueryError("query.too_long", limit=LIMIT)
        words = re.findall(r"\w+", text)
        found = [
            Quote(article, match.start(), match.end(), 90.0, "한가람", "해온테크 대표")
            for article in self.index.latest(1000)
            for match in re.finditer("“[^”]*”", article.body)
            if any(word in match.group() for word in words)
        ]
        return found[:limit]


class FakeSavedQueries:
    """SavedQueries that forget when told to."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    async def save(self, text: str) -> int:
        if text not in self.texts:
            self.texts.append(text)
        return self.texts.index(text) + 1

    async def load(self, id: int) -> str | None:
        return self.texts[id - 1] if 0 < id <= len(self.texts) else None


class FakeAnswers:
    """Answers in a list; *votes* by answer and person."""

    kept_days = 400

    def __init__(self) -> None:
        self.given: list[tuple[int, tuple[str, ...], list[tuple[str, int, int]]]] = []
        self.messages: dict[tuple[int, int], int] = {}
        self.votes: dict[tuple[int, int], bool] = {}

    async def save(self, chat: int, questions: Sequence[str], quotes: Sequence[tuple[str, int, int]]) -> int:
        self.given.append((chat, tuple(questions), list(quotes)))
        return len(self.given)

    async def sent(self, id: int, message: int) -> None:
        self.messages[self.given[id - 1][0], message] = id

    async def asked(self, chat: int, message: int, id: int | None = None) -> tuple[str, ...]:
        id = id or self.messages.get((chat, message))
        return self.given[id - 1][1] if id and id <= len(self.given) else ()

    async def latest(self, chat: int, among: int = 20) -> tuple[str, ...]:
        mine = [questions for place, questions, _ in reversed(self.given) if place == chat]
        return next((questions for questions in mine[:among] if questions), ())

    async def listed(self, chat: int, message: int | None = None, id: int | None = None) -> dict[int, str]:
        if message is not None:
            id = id or self.messages.get((chat, message))
            shown = [self.given[id - 1][2]] if id and id <= len(self.given) else []
        else:
            shown = [quotes for place, _, quotes in reversed(self.given) if place == chat]
        places = shown[0] if shown else []
        listed = {start: article for article, start, end in places if start == end}
        return listed or dict(enumerate(dict.fromkeys(article for article, _, _ in places), 1))

    async def rate(self, id: int, chat: int, person: int, good: bool) -> bool:
        if not 0 < id <= len(self.given) or self.given[id - 1][0] != chat:
            return False
        self.votes[id, person] = good
        return True


def _spans(text: str, words: Iterable[str]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted(match.span() for word in words for match in re.finditer(re.escape(word), text)))


def some_articles(count: int = 12) -> list[Article]:
    """Articles about an invented firm in an invented city."""
    return [
        Article(
            id=f"900_{number:04}",
            title=f"해온테크, {number}번째 로봇 “물결” 공개",
            body=(
                f"해온시의 로봇 회사 해온테크가 {number}번째 로봇을 공개했다. "
                f"한가람 대표는 “로봇 {number}호는 사람 곁에서 일한다”고 말했다.\n"
                "시민 스무 명이 시험 운행에 참여했다."
            ),
            publisher="해온일보",
            published=date(2026, 3, 1 + number)
            if number % 2
            else datetime(2026, 3, 1 + number, 14, 38, tzinfo=KST),
            url=f"https://news.haeon.example/{number}",
        )
        for number in range(1, count + 1)
    ]


class FakeInbox:
    """Updates recorded in memory, each leased to whom it came to; what waits is nobody's."""

    def __init__(self) -> None:
        self.rows: dict[int, tuple[int, int, str]] = {}
        self.done_ids: set[int] = set()

    async def put(
        self, came: Sequence[tuple[int, int, str]], owner: str = "", most: int = 1_000
    ) -> list[Literal["claimed", "waits", "known"]]:
        made: list[Literal["claimed", "waits", "known"]] = []
        for row in came:
            known = row[0] in self.rows
            self.rows.setdefault(row[0], row)
            made.append("known" if known else "claimed")
        return made

    async def claim(self, owner: str, most: int) -> list[Entry]:
        return []

    async def renew(self, owner: str, ids: Collection[int]) -> Collection[int]:
        return ids

    async def done(self, ids: Collection[int], owner: str) -> bool:
        self.done_ids |= set(ids)
        return False

    async def put_done(self, ids: Collection[int]) -> None:
        self.rows |= {id: (id, 0, "") for id in ids}
        self.done_ids |= set(ids)

    async def release(self, owner: str, ids: Collection[int] | None = None) -> None: ...
    async def release_ended(self, has_ended: Callable[[str], bool]) -> None: ...


def worker_alone(inbox: Inbox | None = None) -> Worker:
    """Of a bot that alone takes what is in *inbox*."""
    name = secrets.token_hex(4)
    return Worker(inbox or FakeInbox(), name, lambda other: other != name)
