"""What the service of feeds remembers, and what it asks of the world: servers, a parser, a record, editors."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal, Protocol

from bot.articles.article import Article
from bot.articles.changes import Changes
from bot.editing.history import Person
from bot.feeds.health import Health, Notice
from bot.feeds.model import Feed, RefusedItem
from bot.feeds.timing import Hints

Shows = Literal["title", "sentences"]
Kind = Literal["feed", "channel"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What an editor wants of a feed, as in `Subscribed`."""

    category: str = ""
    query: str = ""


EVERYTHING = Wish()


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A feed, or a channel, as it is remembered.

    name: of the paper. category: "" for what the items say. query: which items become articles, "" for all.
    begun: its first items, which are no news, are in.
    etag, last_modified: of the version that was read last. recent: when its last items were published or came.
    articles: how many came from it, where that was asked for.
    """

    id: int
    kind: Kind
    address: str
    name: str
    category: str = ""
    shows: Shows = "sentences"
    query: str = ""
    paused: bool = False
    begun: bool = False
    etag: str = ""
    last_modified: str = ""
    utc_is_kst: bool = False
    hints: Hints = field(default_factory=Hints)
    recent: tuple[datetime, ...] = ()
    health: Health = field(default_factory=Health)
    next_at: datetime | None = None
    articles: int = 0


@dataclass(frozen=True, slots=True)
class KnownItem:
    """An article that came from a feed. fingerprint: of its file as it was written; "" is left alone from now on."""

    id: int
    feed: int | None
    article: str
    path: str
    text_hash: str
    fingerprint: str
    versions: int
    seen_on: date


@dataclass(frozen=True, slots=True)
class TakenItem:
    """What a poll did about one item: a new article (known is None), another version of it, or it was seen again."""

    names: tuple[str, ...]
    article: str
    path: str
    text_hash: str
    fingerprint: str
    known: KnownItem | None = None


@dataclass(frozen=True, slots=True)
class Polled:
    """How a feed is after a poll, to be written in one transaction. refused: None leaves those of before."""

    feed: Subscribed
    items: Sequence[TakenItem]
    notice: Notice | None
    refused: Sequence[RefusedItem] | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """An item in quarantine. feed: the name of its feed."""

    feed: str
    title: str
    reason: str


class FeedRecords(Protocol):
    """What is remembered of feeds; `bot.adapters.database.feeds.Feeds` does it. Every method is one transaction."""

    async def add(
        self,
        address: str,
        name: str,
        *,
        kind: Kind,
        by: int,
        now: datetime,
        wish: Wish = EVERYTHING,
    ) -> tuple[int, bool]:
        """The number of the feed at *address*, and whether it was not there before."""

    async def all(self) -> list[Subscribed]: ...
    async def one(self, id: int) -> Subscribed | None: ...
    async def at(self, address: str) -> Subscribed | None: ...
    async def remove(self, id: int) -> bool: ...

    async def change(
        self,
        id: int,
        *,
        paused: bool | None = None,
        shows: Shows | None = None,
        category: str | None = None,
        query: str | None = None,
        next_at: datetime | None = None,
    ) -> bool:
        """What an editor decides; whether the feed is there."""

    async def claim(self, owner: str, now: datetime, lease: timedelta, limit: int) -> list[Subscribed]:
        """At most *limit* feeds that are due, of as many hosts, none of which anybody asks just now."""

    async def release(self, has_ended: Callable[[str], bool]) -> int:
        """Let others claim what a process had that has ended."""

    async def known(self, names: Collection[str]) -> Mapping[str, KnownItem]:
        """The items that go by one of *names*."""

    async def settle(self, owner: str | None, polled: Polled, today: date, now: datetime) -> bool:
        """Write a poll down, and give the lease back; False, and nothing, where *owner* has it no more."""

    async def give_back(self, owner: str, id: int) -> None:
        """Nothing came of a claim: somebody may claim it again."""

    async def refused(self, limit: int) -> list[Refused]: ...

    async def take_notices(self) -> list[tuple[Subscribed, Notice]]:
        """What editors are still to be told; nobody else is given it."""

    async def return_notice(self, id: int, notice: Notice) -> None:
        """It could not be told: whoever asks next is given it, unless there is another by now."""

    async def forget_old(self) -> None:
        """Drop what no feed has shown for long."""


class Reply(Protocol):
    """What a server said; `bot.adapters.feeds.poller.Reply` is one, and tells what the fields mean."""

    @property
    def kind(self) -> Literal["fed", "unchanged", "gone", "busy", "failed"]: ...
    @property
    def address(self) -> str: ...
    @property
    def moved(self) -> str | None: ...
    @property
    def body(self) -> bytes: ...
    @property
    def content_type(self) -> str | None: ...
    @property
    def etag(self) -> str: ...
    @property
    def last_modified(self) -> str: ...
    @property
    def max_age(self) -> timedelta | None: ...
    @property
    def retry_after(self) -> timedelta | None: ...
    @property
    def reason(self) -> str: ...
    @property
    def status(self) -> int: ...


class Server(Protocol):
    """Publishers' servers; `bot.adapters.feeds.poller.Poller` asks them."""

    async def poll(self, address: str, *, now: datetime, etag: str = "", last_modified: str = "") -> Reply:
        """What is at *address*, unless it is as it was; whatever goes wrong is an answer too."""


class Parser(Protocol):
    """Reads feeds where it can be given up; `bot.adapters.feeds.parsing.FeedParser`. Blocks, one thread at a time."""

    def parse(
        self, body: bytes, *, content_type: str | None, address: str, now: datetime, utc_is_kst: bool = False
    ) -> Feed:
        """Raises: FeedError."""

    def close(self) -> None: ...


class Files(Protocol):
    """The folder of articles; `bot.adapters.folder.article_files.ArticleFiles`. Every method blocks."""

    def content(self, path: str) -> bytes | None:
        """What is in a file; None when there is none. Raises: CorpusError."""

    def place(self, files: Sequence[tuple[str, bytes]]) -> Changes:
        """Put them in, each wholly or not at all; what that means for an index. Raises: CorpusError."""


class Desk(Protocol):
    """Where corrections go, so that they are in the log and can be taken back; `bot.editing.service.EditingDesk`."""

    def require_writable(self) -> None: ...
    async def publish(self, person: Person, article: Article, base: str = "") -> object: ...
