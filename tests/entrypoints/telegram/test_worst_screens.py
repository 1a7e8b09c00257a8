"""Every screen that lists what people and papers wrote is within Telegram's limits, whatever they wrote."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.answers.related import Related
from bot.articles.article import Article
from bot.digests.subscription import EVERY_DAY, Filter, Place, Slot, Subscription
from bot.entrypoints.presentation.tree import Node, lines
from bot.entrypoints.telegram.handlers.articles import QUOTATIONS
from bot.entrypoints.telegram.handlers.feed_list import PAGE
from bot.entrypoints.telegram.handlers.reading import LATEST_PAGE
from bot.entrypoints.telegram.markup import fits
from bot.entrypoints.telegram.views import articles, feeds, filters, results, subscriptions
from bot.feeds.health import Health, Notice
from bot.feeds.model import Feed, FeedItem, RefusedItem
from bot.feeds.opml import Outline
from bot.i18n import Language
from bot.ingest.feed_finding import Proof
from bot.ingest.feed_ports import Refused, Subscribed
from bot.quotes.quote import Quote
from bot.search.filters import Filters

LANGUAGES: tuple[Language, ...] = ("ko", "en")
NOW = datetime(2026, 12, 29, 23, 59, tzinfo=UTC)
LONG = "가🙂<&\u202e" * 800
WORST = Article(
    "x" * 40, LONG, f"“{LONG}”", LONG, (LONG,) * 9, (), NOW, url="https://a.example/" + "a" * 1_900
)
NEAR = replace(WORST, id="y" * 40)
MOST = 10**7
ITEM = FeedItem("1", "https://a.example/", LONG, LONG, False, published=NOW)
FEED = Subscribed(
    MOST, "feed", "https://a.example/" + "a" * 1_900, LONG, LONG, articles=MOST, health=Health(last_new=NOW)
)
WORDS = tuple(f"{number:03}{LONG[:47]}" for number in range(60))
SUBSCRIPTION = Subscription(
    MOST,
    Place(-MOST, MOST),
    Slot(NOW.time(), EVERY_DAY, "America/Argentina/ComodRivadavia"),
    wanted=Filter(WORDS, WORDS, WORDS),
    count=30,
    paused=True,
)
OUTLINES = [Outline("https://a.example/" + "a" * 1_900, LONG)] * 500


def screens(language: Language) -> dict[str, Node]:
    proof = Proof(
        FEED.address, Feed(LONG, None, "ko", (ITEM,) * 500, (RefusedItem(0, LONG, "feed.item_broken"),) * 99)
    )
    limits = Filters(*((LONG[:90],) * 20 for _ in range(6)), date(2026, 1, 1), date(2026, 12, 31))
    quotes = [Quote(WORST, 0, len(WORST.body), speaker=LONG, role=LONG)] * QUOTATIONS
    rows = [feeds.row(language, MOST + number, FEED) for number in range(PAGE)]
    return {
        "/latest": results.latest(language, [WORST] * LATEST_PAGE, MOST, MOST),
        "what was limited": results.phrase(
            language, "search.demanded", filters=filters.demanded(language, limits)
        ),
        "nothing found": results.nothing(language, LONG),
        "related": articles.related(language, WORST, Related((NEAR,) * 5, (NEAR,) * 5)),
        "quotations": articles.quotations(language, WORST, quotes, MOST, MOST),
        "/feeds": lines(*rows),
        "a feed": feeds.panel(language, FEED),
        "a feed found": feeds.proof(language, proof, there=True),
        "feeds refused": feeds.refusals(language, [Refused(LONG, LONG, "feed.item_broken")] * 10),
        "feeds imported": feeds.import_proof(language, LONG, OUTLINES, OUTLINES),
        "a notice": lines(*(feeds.notice(language, FEED, told) for told in Notice)),
        "a subscription": subscriptions.panel(language, "Asia/Seoul", SUBSCRIPTION, NOW, None),
        "/watch": results.phrase(
            language, "watch.done", words=subscriptions.words(language, SUBSCRIPTION.wanted)
        ),
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", screens("ko"))
def test_the_worst_of_it_fits(name: str, language: Language) -> None:
    assert fits(screens(language)[name])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_labels_of_buttons_are_short(language: Language) -> None:
    assert len(subscriptions.short(language, SUBSCRIPTION)) <= 2 * subscriptions.LINE_UNITS
    assert subscriptions.panel_keyboard(language, SUBSCRIPTION) is not None
