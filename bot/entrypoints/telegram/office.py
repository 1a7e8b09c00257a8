"""What the editing handlers work with, and who may use it.

Owners stand in ADMIN_IDS, editors are appointed by them. Only a person's number counts: names change hands, and who
speaks as a group or a channel is nobody here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from bot.articles.article import Article
from bot.editing.history import Draft, Figures, Person
from bot.editing.service import EditingDesk
from bot.errors import ReaderError, StoreUnavailable

Fetch = Callable[[str], Awaitable[tuple[bytes, str]]]
Notes = dict[str, Any]


class Drafts(Protocol):
    """What waits for somebody's decision, and who are editors; the database implements it."""

    async def save(self, person: int, kind: str, content: bytes, notes: Notes) -> int:
        """Keep a manuscript; the number that its buttons carry."""

    async def load(self, id: int) -> Draft | None:
        """None when it was decided upon, or forgotten."""

    async def change(self, id: int, content: bytes, notes: Notes) -> bool:
        """Keep it otherwise; False when it was decided upon meanwhile."""

    async def take(self, id: int) -> bool:
        """Decide upon it; True for one alone, however many press at once."""

    async def close(self, id: int) -> None:
        """What was decided upon has been done; written later where the database cannot be used just now."""

    async def give_back(self, id: int) -> None:
        """It could not be done after all; written as `close` is."""

    async def reopen(self) -> None:
        """At the start: what was decided upon when an earlier process died may be decided upon again.

        Where it had been done after all, doing it again is refused by what is there already.
        """

    async def editors(self) -> list[Person]: ...
    async def appoint(self, person: Person, by: int) -> bool: ...
    async def dismiss(self, person: int) -> bool: ...
    async def figures(self) -> Figures: ...
    async def subscriptions(self) -> list[Notes]:
        """All that was subscribed to, as rows for a file."""


@dataclass(slots=True)
class Office:
    """groups: the chats besides private ones in which editing is done. editors: as the store has them.

    outage: what is the matter with the database.
    looked_through: the last bundle's number and articles, so that publishing it need not read it again.
    """

    desk: EditingDesk
    drafts: Drafts
    fetch: Fetch
    owners: frozenset[int]
    groups: frozenset[int]
    opened: datetime
    index_bytes: Callable[[], int]
    outage: Callable[[], StoreUnavailable | None] = lambda: None
    editors: dict[int, Person] = field(default_factory=dict)
    looked_through: tuple[int, list[Article]] | None = None

    async def read_editors(self) -> None:
        """Look again who they are; at the start, and when that changes."""
        self.editors = {person.id: person for person in await self.drafts.editors()}

    def is_owner(self, person: int | None) -> bool:
        return person is not None and person in self.owners

    def is_editor(self, person: int | None) -> bool:
        """Owners are editors too."""
        return self.is_owner(person) or (person is not None and person in self.editors)

    def require(self, person: int | None, chat: int, *, owner: bool = False) -> None:
        """Raises: ReaderError with the one line for those who may not."""
        if not self.is_editor(person):
            raise ReaderError("editing.not_yours")
        if chat < 0 and chat not in self.groups:
            raise ReaderError("editing.not_here")
        if owner and not self.is_owner(person):
            raise ReaderError("editing.owners_only")
