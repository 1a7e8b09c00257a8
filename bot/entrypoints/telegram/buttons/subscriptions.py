"""The actions of buttons that are about subscriptions, digests and watches; `callbacks` writes and reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from bot.digests.subscription import LAST_DAY, MOST_HOURLY, MOST_STORIES
from bot.entrypoints.telegram.buttons.data import CallbackData, Few, Flag, Number, Offset
from bot.i18n import Language


@dataclass(frozen=True)
class MoreStories(CallbackData):
    """The digest of a subscription as after once, from *offset* on. after, upto: the arrivals between which it lies."""

    subscription: Number
    after: Number
    upto: Number
    offset: Offset


@dataclass(frozen=True)
class Subscribe(CallbackData):
    """What may have been meant: the saved words of a subscription."""

    query: Number
    language: Language


@dataclass(frozen=True)
class Watch(CallbackData):
    """What may have been meant: the saved words of a watch."""

    query: Number
    language: Language


@dataclass(frozen=True)
class OfSubscription(CallbackData):
    """An action upon one subscription."""

    subscription: Number


@dataclass(frozen=True)
class OpenPanel(OfSubscription):
    """Its panel, in a message of its own."""


@dataclass(frozen=True)
class ShowPanel(OfSubscription):
    """Its panel, in the place of the message."""


@dataclass(frozen=True)
class ChooseValue(OfSubscription):
    """The values of a field, on buttons."""

    field: Literal["time", "days", "zone", "count"]


@dataclass(frozen=True)
class AskValue(OfSubscription):
    """Ask for a value in writing."""

    field: Literal["words", "papers", "zone", "time"]


@dataclass(frozen=True)
class Toggle(OfSubscription):
    """Turn a switch."""

    switch: Literal["silent", "when_empty", "paused"]


@dataclass(frozen=True)
class SetTime(OfSubscription):
    """minute: of the day."""

    minute: Annotated[int, range(24 * 60)]


@dataclass(frozen=True)
class SetDays(OfSubscription):
    """Several days at once."""

    days: Literal["every_day", "weekdays", "weekend"]


@dataclass(frozen=True)
class SetMonthDay(OfSubscription):
    """One day of each month; the 31st is its last."""

    day: Annotated[int, range(1, LAST_DAY + 1)]


@dataclass(frozen=True)
class ToggleDay(OfSubscription):
    """One day more or less, Monday first."""

    day: Annotated[int, range(7)]


@dataclass(frozen=True)
class SetZone(OfSubscription):
    """zone: its place among those on the buttons."""

    zone: Few


@dataclass(frozen=True)
class SetCount(OfSubscription):
    """How many stories."""

    count: Annotated[int, range(1, MOST_STORIES + 1)]


@dataclass(frozen=True)
class AskToEnd(OfSubscription):
    """[구독 해지], which asks once more."""


@dataclass(frozen=True)
class End(OfSubscription):
    """It ends."""


@dataclass(frozen=True)
class EndAll(CallbackData):
    """All of a kind end, in the place where it is pressed. newest: the last that was there when it was shown."""

    kind: Literal["digest", "watch"]
    newest: Number


@dataclass(frozen=True)
class BringBack(CallbackData):
    """Those that ended at once come back. removed: the saved words of which they are made again."""

    removed: Number


@dataclass(frozen=True)
class ChangeSo(OfSubscription):
    """It is changed as was said. query: the saved words that say how."""

    query: Number


@dataclass(frozen=True)
class Keep(OfSubscription):
    """It goes on."""


@dataclass(frozen=True)
class DigestNow(OfSubscription):
    """[지금 보기]"""


@dataclass(frozen=True)
class Unwatch(OfSubscription):
    """A watch ends. listed: pressed in the list of them."""

    listed: Flag


@dataclass(frozen=True)
class SetHourly(CallbackData):
    """How many messages of watches the chat gets in an hour."""

    count: Annotated[int, range(1, MOST_HOURLY + 1)]


TAGS: dict[type[CallbackData], str] = {
    MoreStories: "dm",
    Subscribe: "du",
    OpenPanel: "dn",
    ShowPanel: "e",
    ChooseValue: "eo",
    AskValue: "ea",
    Toggle: "ex",
    SetTime: "et",
    SetDays: "ed",
    ToggleDay: "ew",
    SetMonthDay: "em",
    SetZone: "ez",
    SetCount: "en",
    AskToEnd: "dx",
    End: "dy",
    EndAll: "dz",
    BringBack: "db",
    ChangeSo: "ec",
    Keep: "dk",
    DigestNow: "dg",
    Watch: "wu",
    Unwatch: "w",
    SetHourly: "wh",
}
