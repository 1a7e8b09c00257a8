"""What messages are being changed to, so that no change is sent that changes nothing: Telegram refuses those.

A button pressed twice asks for the same change twice, and the second press shows the message as it was before.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from telegram import InlineKeyboardMarkup, MaybeInaccessibleMessage, Message

FRESH_S = 5.0  # a press that comes later shows the message as it is now

Place = tuple[int, int]
Said = tuple[str, InlineKeyboardMarkup | None]


class Edits:
    """The latest changes, by chat and message; those that are not fresh any more are let go, as each is a whole message
    with its buttons.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._latest: OrderedDict[Place, tuple[float, Said]] = OrderedDict()  # in the order of their moments

    def begin(
        self, message: MaybeInaccessibleMessage, text: str, keyboard: InlineKeyboardMarkup | None
    ) -> bool:
        """Whether *message*, as it was when its button was pressed, is to be changed to this: then it is noted."""
        place, wanted, now = (message.chat.id, message.message_id), (text, keyboard), self._now()
        self._let_go(now - FRESH_S)
        said: Said | None = None
        if place in self._latest:
            _, said = self._latest[place]
        elif isinstance(message, Message):
            said = (message.text or "", message.reply_markup)
        if wanted == said:
            return False
        self._latest[place] = (now, wanted)
        self._latest.move_to_end(place)
        return True

    def _let_go(self, until: float) -> None:
        """Forget the changes up to that moment."""
        while self._latest and next(iter(self._latest.values()))[0] <= until:
            self._latest.popitem(last=False)

    def failed(self, message: MaybeInaccessibleMessage) -> None:
        """Forget a change that did not come about."""
        self._latest.pop((message.chat.id, message.message_id), None)
