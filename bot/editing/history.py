"""What editors do, as it is remembered: people, articles as they are to be, changes, and who made them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

State = Literal["live", "binned", "forgotten"]
Kind = Literal["add", "edit", "remove", "restore", "undo", "appoint", "dismiss"]


@dataclass(frozen=True, slots=True)
class Person:
    """Who does something; 0 is the shell."""

    id: int
    name: str


SHELL = Person(0, "shell")


@dataclass(frozen=True, slots=True)
class Draft:
    """What waits for a decision of *person*, or of an owner: an article, a bundle, or a removal."""

    person: int
    kind: str
    content: bytes
    notes: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ManagedArticle:
    """An article as the database has it."""

    article: str
    path: str
    state: State
    fingerprint: str
    content: bytes
    title: str
    at: datetime


def as_known(managed: ManagedArticle | None) -> tuple[State, str] | None:
    """What a `Change` says was known of it."""
    return None if managed is None else (managed.state, managed.fingerprint)


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one article: its file's bytes before and after, None where there is none.

    known: the row of the database that this was decided upon; another one there now means somebody was faster.
    """

    article: str
    path: str
    title: str
    before: bytes | None
    after: bytes | None
    known: tuple[State, str] | None


@dataclass(frozen=True, slots=True)
class Past:
    """What an action did to one article."""

    article: str
    path: str
    before: bytes | None
    fingerprint_before: str
    fingerprint_after: str


@dataclass(frozen=True, slots=True)
class Action:
    """Who did what when; *subject* says to what, and *articles* to how many."""

    id: int
    kind: Kind
    person: Person
    subject: str
    articles: int
    undone: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Figures:
    """What the store counts. archived: articles that were too old to be told when they came."""

    subscriptions: int
    chats: int
    sent: int
    failed: int
    archived: int


class Records(Protocol):
    """What the database remembers for the desk. Every method is one transaction."""

    async def known(self, ids: Sequence[str]) -> dict[str, ManagedArticle]: ...

    async def record(
        self,
        kind: Kind,
        person: Person,
        subject: str,
        changes: Sequence[Change],
        *,
        more_of: int | None = None,
        undoes: int | None = None,
    ) -> int:
        """Write *changes* and who made them; the action's number. *more_of*: it is a further part of that action.

        Raises: ReaderError when an article is not as it was known, or *undoes* is undone already.
        """

    async def note(self, kind: Kind, person: Person, subject: str) -> None:
        """Write down what was done to no article; later, where the database cannot be used just now."""

    async def afterwards(self, work: Callable[[], Awaitable[None]]) -> None:
        """Have *work* done in the background as soon as the database can be used, and again until it goes through."""

    async def page(self, after: str, limit: int) -> list[ManagedArticle]:
        """All articles in the order of their ids."""

    async def fingerprints(self, ids: Sequence[str]) -> dict[str, set[str]]:
        """Every text that each of *ids* ever had."""

    async def last_action(self, person: int, since: datetime) -> Action | None:
        """The latest that can be undone."""

    async def actions(self, limit: int, offset: int) -> list[Action]: ...

    async def past(self, action: int, after: str, limit: int) -> list[Past]: ...

    async def binned(self, limit: int) -> list[ManagedArticle]:
        """What is in the bin, the latest first."""

    async def forget_before(self, when: datetime) -> None: ...
