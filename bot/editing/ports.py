"""What the editing desk asks of the folder of articles, of the database and of the way into the index."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Literal, Protocol

from bot.articles.changes import Changes
from bot.i18n.reasons import Reason


class Files(Protocol):
    """Files of articles, by paths relative to their folder. Every method may raise CorpusError."""

    def content_of(self, path: str) -> bytes | None:
        """What is in a file; None when there is none."""

    def is_taken(self, path: str) -> bool:
        """Whether anything has that name."""

    def prepared(self, path: str, content: bytes) -> AbstractContextManager[Callable[[], None]]:
        """Write *content* durably under a hidden name; the function given puts it in its place."""

    def discard(self, path: str) -> None:
        """Take a file away; one that is gone already is no fault."""

    def sweep(self) -> int:
        """Take away what a crash left unfinished; how many files."""


class Archive(Protocol):
    """The folder of articles as this process knows it; `bot.adapters.folder.corpus.Corpus` is one."""

    @property
    def disk(self) -> Files:
        """Its files."""

    @property
    def refused(self) -> Mapping[str, Reason]:
        """Why files are no articles, by path."""

    def __len__(self) -> int:
        """How many articles there are."""

    def path_of(self, article_id: str) -> str | None:
        """The file of an article; None when there is none of that id."""

    def paths(self) -> list[str]:
        """The files of all articles."""

    def look_at(self, paths: Iterable[str]) -> Changes:
        """Read these files again; what is different then."""


class Intake(Protocol):
    """The way into the index; `bot.ingest.pipeline.Pipeline` is it."""

    @property
    def busy(self) -> asyncio.Lock:
        """Held whenever folder and index change, by whomever."""

    async def catch_up(self) -> None:
        """Take in what other copies of the bot have changed; not with *busy* held."""

    async def take_in(self, origin: Literal["desk"], changes: Changes) -> None:
        """Make the index follow *changes*, which are searchable on return; the caller holds *busy*."""
