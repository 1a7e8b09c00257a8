"""Questions that were corrected: a message edited after it was answered is answered anew, for what it says now.

Telegram tells of an edit also where only a preview came, or somebody reacted: those say the same words and are no news.
"""

from __future__ import annotations

from collections import OrderedDict
from zlib import crc32

from telegram import Message, Update
from telegram.ext import filters

MOST = 5_000  # messages whose words are remembered, by their checksums alone


class Answered:
    """What the last messages said when they were answered."""

    def __init__(self) -> None:
        self._said: OrderedDict[tuple[int, int], int] = OrderedDict()

    def note(self, message: Message) -> None:
        """*message* is being answered for what it says now."""
        self._said[message.chat.id, message.message_id] = _mark(message)
        if len(self._said) > MOST:
            self._said.popitem(last=False)

    def is_corrected(self, message: Message) -> bool:
        """Whether *message* was answered, and says something else now."""
        said = self._said.get((message.chat.id, message.message_id))
        return said is not None and said != _mark(message)


class Corrected(filters.UpdateFilter):
    """An edit of a message that was answered, which says something else now."""

    def __init__(self, answered: Answered) -> None:
        super().__init__(name="Corrected")
        self._answered = answered

    def filter(self, update: Update) -> bool:
        """See the class."""
        return update.edited_message is not None and self._answered.is_corrected(update.edited_message)


def _mark(message: Message) -> int:
    return crc32((message.text or message.caption or "").encode("utf-8", "replace"))
