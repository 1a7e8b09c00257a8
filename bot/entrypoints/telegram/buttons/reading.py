"""The actions of buttons that are about what readers leaf through; `callbacks` writes and reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.entrypoints.telegram.buttons.data import ArticleId, CallbackData, Few, Flag, Number, Offset
from bot.i18n import Language

Menu = Literal["days", "papers"]


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
class OldestOfPage(CallbackData):
    """The oldest articles that have the words of a saved query."""

    query: Number
    offset: Offset
    language: Language


@dataclass(frozen=True)
class StoryPage(CallbackData):
    """Days of the story of a saved topic; offset: how many newer days there are."""

    query: Number
    offset: Offset
    language: Language


@dataclass(frozen=True)
class SearchMenu(CallbackData):
    """The choices of a menu, in the place of the buttons under a search. order: the place of its order in ORDERS."""

    query: Number
    order: Few
    menu: Menu
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


@dataclass(frozen=True)
class OfArticle(CallbackData):
    """An action upon one article."""

    article: ArticleId
    language: Language


@dataclass(frozen=True)
class OpenArticle(OfArticle):
    """A number under a list: the whole article, in a message of its own."""


@dataclass(frozen=True)
class ArticlePage(OfArticle):
    """A page of it, in the place of the message; from 0."""

    page: Offset


@dataclass(frozen=True)
class RelatedArticles(OfArticle):
    """[관련 기사]"""


@dataclass(frozen=True)
class ArticleQuotations(OfArticle):
    """[인용문]"""

    offset: Offset


TAGS: dict[type[CallbackData], str] = {
    SearchPage: "s",
    LatestPage: "l",
    LatestOfPage: "lo",
    OldestOfPage: "oo",
    SearchMenu: "sm",
    StoryPage: "ls",
    QuotePage: "q",
    WidenQuote: "c",
    RateAnswer: "f",
    OpenArticle: "r",
    ArticlePage: "rp",
    RelatedArticles: "rr",
    ArticleQuotations: "rq",
}
