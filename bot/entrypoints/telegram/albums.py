"""Albums: pictures sent together come as a message each, and are answered as one."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from telegram import Message, Update

MOST_KEPT = 1_000


@dataclass(frozen=True, slots=True)
class Albums:
    """Those of which a message has been answered, the newest last."""

    _answered: OrderedDict[tuple[int, str], None] = field(default_factory=OrderedDict)

    async def note(self, update: Update) -> None:
        """*update* has been answered."""
        if (album := _album_of(update.message)) is not None:
            self._answered[album] = None
            self._answered.move_to_end(album)
            while len(self._answered) > MOST_KEPT:
                self._answered.popitem(last=False)

    def is_answered(self, message: Message | None) -> bool:
        """Whether *message* is of an album of which another has been answered."""
        return _album_of(message) in self._answered


def _album_of(message: Message | None) -> tuple[int, str] | None:
    if message is None or message.media_group_id is None:
        return None
    return message.chat.id, message.media_group_id
