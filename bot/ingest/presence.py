"""Whether what arrived is here: an article that this process does not have yet is not one that is gone.

Another process, or the shell, may have recorded it a moment ago; its file may still be on its way into the folder; or
the folder itself is away, as a mount is that comes back. A digest that took such an article for deleted would count it
as told. So who composes asks here first, and here the folder is looked at again, and the record asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Protocol, TypeVar

from bot.errors import CorpusError, ReaderError


class Came(Protocol):
    """An arrival."""

    @property
    def seq(self) -> int: ...
    @property
    def article(self) -> str: ...


C = TypeVar("C", bound=Came)


class Ids(Protocol):
    """An index, as far as it is asked here."""

    def ids(self) -> frozenset[str]: ...


class Underway(Protocol):
    """The record of arrivals; see `bot.adapters.database.arrivals.Arrivals`."""

    async def underway(self, ids: Collection[str]) -> set[str]:
        """Those of *ids* that an editor published so lately that their files may not be in the folder yet."""


class Archived(Protocol):
    """Articles of the folder that may be in an archive and in memory no more."""

    def __len__(self) -> int:
        """How many the folder has."""

    def __contains__(self, article_id: object) -> bool:
        """Whether the folder has it."""

    def get_many(self, article_ids: Sequence[str]) -> Sequence[object | None]:
        """Those in memory or in the archive. Raises: ReaderError where that has to be asked and is away."""


class Presence:
    """look: takes in what changed in every source; raises CorpusError where one cannot be looked at.

    archive: where articles are that *index* has no more; None where it has all.
    """

    def __init__(
        self,
        index: Ids,
        record: Underway,
        look: Callable[[], Awaitable[None]],
        archive: Archived | None = None,
    ) -> None:
        self._index, self._record, self._look, self._archive = index, record, look, archive
        self._gone: set[int] = set()  # arrivals of which that is known

    async def all_here(self, arrivals: Sequence[Came]) -> bool:
        """Whether the article of each of *arrivals* is here, or surely gone."""
        try:
            if not await self._missing(arrivals):
                return True
            await self._look()
            missing = await self._missing(arrivals)
            if missing and not self._index.ids() and not self._archive:
                return False  # a folder in which nothing is at all has not been emptied: it is away
        except (CorpusError, ReaderError):
            return False
        if await self._record.underway({one.article for one in missing}):
            return False
        self._gone.update(one.seq for one in missing)
        return True

    async def still_here(self, arrivals: Sequence[C]) -> Sequence[C]:
        """Those of *arrivals* that are not known as gone; one whose article came back is not gone."""
        if self._gone.isdisjoint(one.seq for one in arrivals):
            return arrivals
        here = await asyncio.to_thread(self._index.ids)
        return [one for one in arrivals if one.seq not in self._gone or one.article in here]

    async def _missing(self, arrivals: Sequence[Came]) -> list[Came]:
        def find() -> list[Came]:
            here = self._index.ids()
            missing = [one for one in arrivals if one.article not in here and one.seq not in self._gone]
            if self._archive is None:
                return missing
            let_go = list(dict.fromkeys(one.article for one in missing if one.article in self._archive))
            there = self._archive.get_many(let_go) if let_go else ()
            found = {one for one, article in zip(let_go, there, strict=True) if article is not None}
            return [one for one in missing if one.article not in found]

        return await asyncio.to_thread(find)
