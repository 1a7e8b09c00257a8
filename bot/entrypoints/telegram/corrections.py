"""Questions that were corrected: a message edited after it was answered is answered anew, for what it says now.

So is what was not answered before, as where a message names the bot only since it was edited, or was answered by a
process that is gone. Telegram tells of an edit also where only a preview came, or somebody reacted: those say the same
words, or have no date of their own, and are no news; nor is another blank between the words.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from zlib import crc32

from telegram import Message, Update
from telegram.ext import filters

FRESH = timedelta(
    minutes=2
)  # since the edit; what comes later may be about an edit that was seen by another process
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

    def is_corrected(self, message: Message, now: datetime) -> bool:
        """Whether *message* was answered and says something else now, or was not, and its sender just changed it."""
        said = self._said.get((message.chat.id, message.message_id))
        if said is None:
            return message.edit_date is not None and abs(now - message.edit_date) <= FRESH
        return said != _mark(message)


class Corrected(filters.UpdateFilter):
    """An edit of a message that says something else now than when it was answered, if it was."""

    def __init__(self, answered: Answered, clock: Callable[[], datetime]) -> None:
        super().__init__(name="Corrected")
        self._answered, self._clock = answered, clock

    def filter(self, update: Update) -> bool:
        """See the class."""
        message = update.edited_message
        return message is not None and self._answered.is_corrected(message, self._clock())


def _mark(message: Message) -> int:
    words = (message.text or message.caption or "").split()
    return crc32(" ".join(words).encode("utf-8", "replace"))
