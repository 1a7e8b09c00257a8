"""What a pressed button brings back: one small dataclass for each action, and the one codec between them and 64 bytes.

On the wire an action is `<version><tag>:<field>:<field>…`, in the order of its fields. A new action is a class and a
row of TAGS; who changes what a tag means counts VERSION up, and the buttons of before are told to be out of date.

>>> encode(SearchPage(12, 5, "ko"))
'2s:12:5:ko'
>>> decode("2s:12:5:ko")
SearchPage(query=12, offset=5, language='ko')
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from telegram import InlineKeyboardButton

from bot.digests.subscription import MOST_STORIES
from bot.entrypoints.telegram.callback_data import ArticleId, Few, Flag, Number, OfDraft, Offset
from bot.entrypoints.telegram.callback_data import CallbackData as CallbackData
from bot.entrypoints.telegram.feed_buttons import (
    AskFeedCategory,
    AskToRemoveFeed,
    ChangeFeed,
    ChooseFeeds,
    FeedPage,
    ImportFeeds,
    OpenFeed,
    RemoveFeed,
    SetFeedCategory,
    SubscribeCurated,
    SubscribeFeed,
)
from bot.errors import ReaderError
from bot.i18n import Language

VERSION = 2  # 1 had no number before its tag
MOST_BYTES = 64  # Bot API InlineKeyboardButton
_FORM = re.compile(r"(\d{0,3})([a-z]{1,2})(?::(.*))?", re.ASCII)
_NUMBER = re.compile(r"0|[1-9]\d{0,14}", re.ASCII)

# --- reading


@dataclass(frozen=True)
class SearchPage(CallbackData):
    """Hits of a saved query."""

    query: Number
    offset: Offset
    language: Language


@dataclass(frozen=True)
class LatestPage(CallbackData):
    """The newest articles."""

    offset: Offset
    language: Language


@dataclass(frozen=True)
class LatestOfPage(CallbackData):
    """The newest articles that have the words of a saved query."""

    query: Number
    offset: Offset
    language: Language


@dataclass(frozen=True)
class QuotePage(CallbackData):
    """Another candidate for the saved words; of_reply: for those of a message replied to."""

    query: Number
    position: Offset
    of_reply: Flag
    language: Language


@dataclass(frozen=True)
class WidenQuote(CallbackData):
    """A quote, told from its neighbours by *mark*, with so many sentences around it."""

    query: Number
    position: Few
    mark: Number
    of_reply: Flag
    before: Few
    after: Few
    language: Language


@dataclass(frozen=True)
class RateAnswer(CallbackData):
    """👍 or 👎."""

    answer: Number
    good: Flag
    language: Language


# --- subscriptions


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
class Keep(OfSubscription):
    """It goes on."""


@dataclass(frozen=True)
class DigestNow(OfSubscription):
    """[지금 보기]"""


@dataclass(frozen=True)
class Unwatch(OfSubscription):
    """A watch ends. listed: pressed in the list of them."""

    listed: Flag


# --- editing


@dataclass(frozen=True)
class Publish(OfDraft):
    """[게시]"""


@dataclass(frozen=True)
class UpdateExisting(OfDraft):
    """[기존 기사 갱신]"""


@dataclass(frozen=True)
class ChooseField(OfDraft):
    """[고치기]"""


@dataclass(frozen=True)
class ShowProof(OfDraft):
    """[◀]"""


@dataclass(frozen=True)
class CancelDraft(OfDraft):
    """[취소]"""


@dataclass(frozen=True)
class Remove(OfDraft):
    """[지우기]"""


@dataclass(frozen=True)
class Leave(OfDraft):
    """[그만두기]"""


@dataclass(frozen=True)
class AskField(CallbackData):
    """field: its place among those of a manuscript."""

    draft: Number
    field: Few
    language: Language


@dataclass(frozen=True)
class Restore(CallbackData):
    """[되살리기]"""

    article: ArticleId
    language: Language


@dataclass(frozen=True)
class LogPage(CallbackData):
    """What was done."""

    offset: Offset
    language: Language


@dataclass(frozen=True)
class RejectedPage(CallbackData):
    """Files that could not be read."""

    offset: Offset
    language: Language


@dataclass(frozen=True)
class Reread(CallbackData):
    """[다시 읽기]"""

    language: Language


TAGS: dict[type[CallbackData], str] = {
    SearchPage: "s", LatestPage: "l", LatestOfPage: "lo", QuotePage: "q", WidenQuote: "c", RateAnswer: "f",
    MoreStories: "dm", Subscribe: "du", OpenPanel: "dn", ShowPanel: "e", ChooseValue: "eo", AskValue: "ea",
    Toggle: "ex", SetTime: "et", SetDays: "ed", ToggleDay: "ew", SetZone: "ez", SetCount: "en",
    AskToEnd: "dx", End: "dy", Keep: "dk", DigestNow: "dg", Unwatch: "w",
    Publish: "ap", UpdateExisting: "au", ChooseField: "af", ShowProof: "ab", CancelDraft: "ac", AskField: "aq",
    Remove: "ar", Leave: "an", Restore: "at", LogPage: "al", RejectedPage: "aj", Reread: "ax",
    SubscribeFeed: "fs", ImportFeeds: "fi", ChooseFeeds: "fc", SubscribeCurated: "fu", FeedPage: "fp", OpenFeed: "fo",
    ChangeFeed: "fx", AskFeedCategory: "fk", SetFeedCategory: "fy", AskToRemoveFeed: "fa", RemoveFeed: "fr",
}  # fmt: skip
_CLASSES = {tag: kind for kind, tag in TAGS.items()}
_HINTS = {kind: get_type_hints(kind, include_extras=True) for kind in TAGS}
_KINDS: dict[type[CallbackData], dict[str, Any]] = {
    kind: {field.name: hints[field.name] for field in fields(kind)} for kind, hints in _HINTS.items()
}  # the types of their fields, in the fields' order


def encode(data: CallbackData) -> str:
    """*data* for a button. Raises: ValueError for what `decode` would not take, or more than MOST_BYTES."""
    written = [_write(kind, getattr(data, name)) for name, kind in _KINDS[type(data)].items()]
    wire = ":".join([f"{VERSION}{TAGS[type(data)]}", *written])
    if len(wire.encode()) > MOST_BYTES:
        raise ValueError(f"too long for a button: {wire}")
    return wire


def decode(wire: str | None) -> CallbackData:
    """What `encode` wrote.

    Raises: ReaderError: `button.expired` for a button of an earlier VERSION, `button.unknown` for what is none.
    """
    form = _FORM.fullmatch(wire or "")
    kind = _CLASSES.get(form[2]) if form else None
    if form is None or kind is None or form[1] not in ("", str(VERSION)):
        raise ReaderError("button.unknown")
    if not form[1]:
        raise ReaderError("button.expired")
    kinds, given = _KINDS[kind], form[3].split(":") if form[3] is not None else []
    if len(given) != len(kinds):
        raise ReaderError("button.unknown")
    try:
        return kind(*(_read(field, text) for field, text in zip(kinds.values(), given, strict=True)))
    except ValueError:
        raise ReaderError("button.unknown") from None


def button(text: str, data: CallbackData) -> InlineKeyboardButton:
    """The button that brings *data* back."""
    return InlineKeyboardButton(text, callback_data=encode(data))


def _write(kind: Any, value: Any) -> str:
    text = str(int(value)) if kind in (bool, int) or isinstance(value, int) else str(value)
    if _read(kind, text) != value:
        raise ValueError(f"no {kind}: {value!r}")
    return text


def _read(kind: Any, text: str) -> Any:
    """Raises: ValueError."""
    if kind is bool:
        return ("0", "1").index(text) == 1
    if get_origin(kind) is Literal:
        return get_args(kind)[get_args(kind).index(text)]
    (limit,) = kind.__metadata__
    if isinstance(limit, range):
        if not _NUMBER.fullmatch(text) or int(text) not in limit:
            raise ValueError(text)
        return int(text)
    if not limit.fullmatch(text):
        raise ValueError(text)
    return text
