"""The folder of articles for who writes many of them: feeds. A file is wholly there or wholly not."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack

from bot.adapters.folder.atomic_write import content_of, prepared
from bot.adapters.folder.corpus import Corpus
from bot.articles.changes import Changes


class ArticleFiles:
    """Of one corpus; every method blocks."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def content(self, path: str) -> bytes | None:
        """What is in a file; None when there is none. Raises: CorpusError."""
        return content_of(self._corpus.folder, path)

    def place(self, files: Sequence[tuple[str, bytes]]) -> Changes:
        """Put *files*, paths with contents, in; what that means for an index. The caller holds the pipeline's `busy`.

        Raises: CorpusError when the disk refuses; then none is there, or those are that were written before.
        """
        with ExitStack() as stack:
            folder = self._corpus.folder
            places = [stack.enter_context(prepared(folder, path, content)) for path, content in files]
            for place in places:
                place()
        return self._corpus.look_at([path for path, _ in files])
