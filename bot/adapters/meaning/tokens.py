"""Text cut into the pieces of a vocabulary, as SentencePiece's unigram model does: the likeliest cut of all.

Source: Kudo, Subword Regularization, ACL 2018, section 3.2 (Viterbi).
"""

from __future__ import annotations

import math

from bot.adapters.meaning.model_file import Vocabulary
from bot.patterns import lazy_compile

MOST_CHARS = 400  # read of a text; 96 pieces of Korean are some 200
_SPACES = lazy_compile(" {2,}")
_SPACE = "\N{LOWER ONE EIGHTH BLOCK}"  # what SentencePiece writes for one
_WORSE = 10.0  # than the least likely piece: a character that is in none


class Tokenizer:
    """Cuts any text whatever, in time that grows with MOST_CHARS alone."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._known = vocabulary
        self._longest = max(map(len, vocabulary.ids), default=1)
        self._unknown = min(vocabulary.scores) - _WORSE

    def cut(self, text: str, most: int) -> list[int]:
        """The ids of the first pieces of *text* between the marks of begin and end, at most *most* in all."""
        pieces = self._likeliest(self._written(text))
        return [self._known.begin, *pieces[: most - 2], self._known.end]

    def _written(self, text: str) -> str:
        """*text* in the characters that the vocabulary was made of. One may become many: it is cut after that too."""
        becomes = self._known.becomes
        written = "".join(becomes.get(ord(one), one) for one in text[:MOST_CHARS])[:MOST_CHARS]
        written = _SPACES.sub(" ", written)
        return (written if written.startswith(" ") else f" {written}").replace(" ", _SPACE)

    def _likeliest(self, text: str) -> list[int]:
        ids, scores, end = self._known.ids, self._known.scores, len(text)
        best = [0.0] + [-math.inf] * end  # of the cuts up to each place
        last = [(0, self._known.unknown)] * (end + 1)  # where the last piece of it began, and which it is
        for start in range(end):
            so_far = best[start]
            for stop in range(start + 1, min(end, start + self._longest) + 1):
                piece = ids.get(text[start:stop])
                if piece is not None and so_far + scores[piece] > best[stop]:
                    best[stop], last[stop] = so_far + scores[piece], (start, piece)
            if so_far + self._unknown > best[start + 1]:
                best[start + 1], last[start + 1] = so_far + self._unknown, (start, self._known.unknown)
        pieces = []
        at = end
        while at:
            at, piece = last[at]
            pieces.append(piece)
        return pieces[::-1]
