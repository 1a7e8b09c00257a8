"""The actions of buttons that are about feeds; `callbacks` writes and reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.entrypoints.telegram.buttons.data import CallbackData, Few, Number, OfDraft, Offset
from bot.i18n import Language


@dataclass(frozen=True)
class SubscribeFeed(OfDraft):
    """[구독] under a proof; position: of those found. What was found stays, so that several may be chosen."""

    position: Few


@dataclass(frozen=True)
class ImportFeeds(OfDraft):
    """[모두 구독] under the proof of an OPML file."""


@dataclass(frozen=True)
class ChooseFeeds(CallbackData):
    """A page of the curated list."""

    offset: Offset
    language: Language


@dataclass(frozen=True)
class SubscribeCurated(CallbackData):
    """position: in the curated list."""

    position: Number
    language: Language


@dataclass(frozen=True)
class FeedPage(CallbackData):
    """A page of what is subscribed to."""

    offset: Offset
    language: Language


@dataclass(frozen=True)
class OfFeed(CallbackData):
    """An action upon one feed."""

    feed: Number
    language: Language


@dataclass(frozen=True)
class OpenFeed(OfFeed):
    """Its panel."""


@dataclass(frozen=True)
class ChangeFeed(OfFeed):
    """[지금 보기], [쉬기], [제목만] and what takes them back."""

    what: Literal["now", "pause", "go_on", "title", "sentences"]


@dataclass(frozen=True)
class AskFeedCategory(OfFeed):
    """[분야]"""


@dataclass(frozen=True)
class SetFeedCategory(OfFeed):
    """category: its place among those on the buttons, after "as the articles say"."""

    category: Few


@dataclass(frozen=True)
class AskToRemoveFeed(OfFeed):
    """[지우기], which asks once more."""


@dataclass(frozen=True)
class RemoveFeed(OfFeed):
    """It goes."""


TAGS: dict[type[CallbackData], str] = {
    SubscribeFeed: "fs",
    ImportFeeds: "fi",
    ChooseFeeds: "fc",
    SubscribeCurated: "fu",
    FeedPage: "fp",
    OpenFeed: "fo",
    ChangeFeed: "fx",
    AskFeedCategory: "fk",
    SetFeedCategory: "fy",
    AskToRemoveFeed: "fa",
    RemoveFeed: "fr",
}
