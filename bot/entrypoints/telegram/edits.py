"""What messages are being changed to, so that no change is sent that changes nothing: Telegram refuses those.

A button pressed twice asks for the same change twice, and the second press shows the message as it was before.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from telegram import InlineKeyboardMarkup, MaybeInaccessibleMessage, Message

FRESH_S = 5.0  # a press that comes later shows the message as it is now
MOST = 1000

Place = tuple[int, int]


class Edits:
    """The latest changes, by chat and message."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._latest: dict[Place, tuple[float, tuple[str, InlineKeyboardMarkup | None]]] = {}

    def begin(
        self, message: MaybeInaccessibleMessage, text: str, keyboard: InlineKeyboardMarkup | None
    ) -> bool:
        """Whether *message*, as it was when its button was pressed, is to be changed to this: then it is noted."""
        place, wanted, now = (message.chat.id, message.message_id), (text, keyboard), self._now()
        at, latest = self._latest.get(place, (now - FRESH_S, None))
        if now - at >= FRESH_S:
            latest = (message.text or "", message.reply_markup) if isinstance(message, Message) else None
        if wanted == latest:
            return False
        if len(self._latest) >= MOST:
            self._latest = {key: one for key, one in self._latest.items() if now - one[0] < FRESH_S}
        self._latest[place] = (now, wanted)
        return True

    def failed(self, message: MaybeInaccessibleMessage) -> None:
        """Forget a change that did not come about."""
        self._latest.pop((message.chat.id, message.message_id), None)
