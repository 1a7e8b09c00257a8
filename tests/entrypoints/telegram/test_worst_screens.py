"""Every screen that lists what people and papers wrote is within Telegram's limits, whatever they wrote."""

from __future__ import annotations

import inspect
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

import pytest

from bot.answers.answer import Answer
from bot.answers.dates import When
from bot.answers.grounding import Statement
from bot.answers.related import Related
from bot.answers.reply import Reply
from bot.answers.timeline import Day, Profile, Timeline
from bot.answers.trend import Series, Trend
from bot.articles.article import Article
from bot.articles.portions import portions
from bot.delivery.model import Mute
from bot.digests.digest import Digest, Group, Item
from bot.digests.quiet_hours import NIGHT
from bot.digests.subscription import EVERY_DAY, Filter, Place, Slot, Subscription
from bot.editing.duplicate import Twin
from bot.editing.history import Action, Person
from bot.editing.manuscript import FIELDS, Manuscript
from bot.entrypoints.presentation.text import units
from bot.entrypoints.presentation.tree import Node, lines, text_of
from bot.entrypoints.telegram.handlers.articles import QUOTATIONS
from bot.entrypoints.telegram.handlers.feed_list import PAGE
from bot.entrypoints.telegram.markup import fits
from bot.entrypoints.telegram.paging import LATEST_PAGE
from bot.entrypoints.telegram.views import (
    answers,
    articles,
    citations,
    digests,
    feeds,
    filters,
    mutes,
    pages,
    preview,
    results,
    stories,
    subscriptions,
    trends,
)
from bot.entrypoints.telegram.views.pages import Candidate
from bot.errors import Refusal
from bot.feeds.health import Health, Notice
from bot.feeds.model import Feed, FeedItem, RefusedItem
from bot.feeds.opml import Outline
from bot.i18n import Language
from bot.i18n.reasons import Reason
from bot.ingest.feed_finding import Proof
from bot.ingest.feed_ports import Refused, Subscribed
from bot.quotes.comparison import compare
from bot.quotes.context import Context
from bot.quotes.quote import Quote
from bot.search.filters import Filters
from bot.search.hit import Correction, Hit, Passage, Results
from bot.search.no_days import Unread

LANGUAGES: tuple[Language, ...] = ("ko", "en")
NOW = datetime(2026, 12, 29, 23, 59, tzinfo=UTC)
LONG = "가🙂<&\u202e" * 800
WORST = Article(
    "x" * 40, LONG, f"“{LONG}”", LONG, (LONG,) * 9, (), NOW, url="https://a.example/" + "a" * 1_900
)
NEAR = replace(WORST, id="y" * 40)
MOST = 10**7
CAPTION_UNITS = 1_024  # Bot API sendPhoto
SAID = Quote(WORST, 0, len(WORST.body), speaker=LONG, role=LONG)
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


@cache
def screens(language: Language) -> dict[str, Node]:
    """Each by the function of the views that makes it, and which of its forms it is."""
    return (
        of_search(language)
        | of_answers(language)
        | of_articles(language)
        | of_chats(language)
        | of_desk(language)
    )


def of_search(language: Language) -> dict[str, Node]:
    limits = Filters(*((LONG[:90],) * 20 for _ in range(6)), date(2026, 1, 1), date(2026, 12, 31))
    everywhere = tuple((at, at + 1) for at in range(0, len(WORST.body), 2))
    hit = Hit(WORST, 1.0, Passage(0, len(WORST.body), everywhere), tuple(LONG[:40] for _ in range(20)))
    found = Results(
        (hit,) * 5, MOST, (Correction(LONG, LONG),) * 9, MOST, more=True, filters=limits, unknown=(LONG,) * 9,
        plain=True, dropped=True, missing=(LONG,) * 9, weak=True, recent_days=MOST,
        unread=Unread("turned", LONG),
    )  # fmt: skip
    return {
        "results.of_any": results.of_any(language, LONG, found, MOST),
        "results.of_any, vague": results.of_any(language, LONG, replace(found, vague=True, loose=True), 0),
        "results.of_any, of nothing": results.of_any(language, LONG, replace(found, hits=(), total=0)),
        "results.results": results.results(language, LONG, found, MOST),
        "results.unknown": results.unknown(language, found),
        "results.unread_days": results.unread_days(language, Unread("turned", LONG)),
        "results.corrections": results.corrections(language, found.corrections),
        "results.latest_of": results.latest_of(language, LONG, replace(found, hits=(hit,) * LATEST_PAGE), MOST),
        "results.oldest_of": results.oldest_of(language, LONG, replace(found, hits=(hit,) * LATEST_PAGE), MOST),
        "results.latest": results.latest(language, [WORST] * LATEST_PAGE, MOST, MOST),
        "results.nothing": results.nothing(language, LONG, recent_days=MOST),
        "results.nothing, limited": results.nothing(language, LONG, found),
        "filters.demanded": results.phrase(language, "search.demanded", filters=filters.demanded(language, limits)),
        "trends.caption": trends.caption(
            language, Trend(NOW.date(), (Series(LONG, (MOST,) * 30),) * 4), numbered=True, recent_days=MOST
        ),
        "stories.timeline": stories.timeline(
            language,
            Timeline(LONG, (Day(NOW.date(), WORST, MOST, MOST),) * 10, NOW.date(), NOW.date(), MOST, MOST, MOST),
            MOST, MOST,
        ),
    }  # fmt: skip


def of_answers(language: Language) -> dict[str, Node]:
    spans = tuple((at, at + 1) for at in range(0, len(WORST.body), 2))
    told = When(2026, 12, 31, until=When(2027, 12, 31))
    answer = Answer(LONG, (SAID,) * 3, (spans,) * 3, 2, 1.0, LONG, (told,) * 3, MOST, LONG[:200])
    hit = Hit(WORST, 1.0, Passage(0, 90), (LONG[:40],) * 20)
    reply = Reply("answer", 1.0, answer, (SAID,) * 9, (hit,) * 9, newest=NOW.date(), recent_days=MOST)
    phrased = replace(reply, statements=(Statement(LONG[:600], (1, 2, 3)),) * 5)
    shown = Candidate(
        SAID, MOST, MOST, (LONG, LONG), Context(WORST, 0, 2_900), compare(LONG[:900] + "나", SAID), True, MOST
    )
    return {
        "answers.page": answers.page(language, LONG, reply),
        "answers.page, phrased": answers.page(language, LONG, phrased),
        "answers.quotes": answers.quotes(language, LONG, reply),
        "answers.stories": answers.stories(language, LONG, reply),
        "answers.nothing": answers.nothing(language, LONG, [WORST] * answers.NEAREST, MOST),
        "pages.quote": pages.quote(language, LONG, shown),
        "pages.quote, of a message": pages.quote(language, LONG, replace(shown, person=None)),
        "citations.article": citations.article(language, WORST, Passage(0, len(WORST.body), spans)),
        "citations.quotation": citations.quotation(language, SAID, shown.compared),
        "citations.checked": citations.checked(language, LONG, SAID, compare(LONG[:900] + "나", SAID), MOST),
    }


def of_articles(language: Language) -> dict[str, Node]:
    spans = portions(WORST.body, 3_000)
    return {
        "articles.page": articles.page(language, WORST, spans, 0),
        "articles.page, the last": articles.page(language, WORST, spans, len(spans) - 1),
        "articles.related": articles.related(language, WORST, Related((NEAR,) * 5, (NEAR,) * 5)),
        "articles.quotations": articles.quotations(language, WORST, [SAID] * QUOTATIONS, MOST, MOST),
        "stories.profile": stories.profile(
            language, Profile(LONG, LONG, NOW.date(), (WORST,) * 5, (SAID,) * 3), MOST
        ),
    }


def of_chats(language: Language) -> dict[str, Node]:
    items = tuple(Item(WORST, MOST, MOST, (0, len(WORST.body))) for _ in range(5))
    digest = Digest(
        NOW.date(), (Group("keyword", LONG, items),) * 6, MOST, MOST, MOST, (), (SUBSCRIPTION,) * 9
    )
    watch = replace(SUBSCRIPTION, kind="watch")
    mute = Mute(-MOST, 0, Refusal.RIGHTS, NOW, NOW)
    first, *rest = digests.pages(language, digest, SUBSCRIPTION, LONG[:200])[0]
    told, *_ = digests.pages(language, digest, watch)[0]
    return {
        "digests.pages": first,
        "digests.pages, the second": rest[-1],
        "digests.pages, of a watch": told,
        "digests.more_page": digests.more_page(language, digest, 0),
        "mutes.report": mutes.report(language, [(LONG, Refusal.RIGHTS)]),
        "mutes.report, of many": mutes.report(language, [(LONG, Refusal.RIGHTS)] * mutes.REPORTED, MOST),
        "mutes.notice": mutes.notice(language, mute),
        "mutes.row": lines(*(mutes.row(language, mute, LONG) for _ in range(mutes.REPORTED))),
        "subscriptions.summary": subscriptions.summary(language, "Asia/Seoul", SUBSCRIPTION),
        "subscriptions.panel": subscriptions.panel(language, "Asia/Seoul", SUBSCRIPTION, NOW, mute),
        "subscriptions.quiet": subscriptions.quiet(language, NIGHT, "America/Argentina/ComodRivadavia"),
        "subscriptions.words": results.phrase(
            language, "watch.done", words=subscriptions.words(language, SUBSCRIPTION.wanted)
        ),
    }


def of_desk(language: Language) -> dict[str, Node]:
    found = Proof(
        FEED.address, Feed(LONG, None, "ko", (ITEM,) * 500, (RefusedItem(0, LONG, "feed.item_broken"),) * 99)
    )
    manuscript = Manuscript(WORST, FIELDS)
    action = Action(MOST, "add", Person(MOST, LONG), LONG, MOST, True, NOW)
    broken = [(LONG, Reason("feed.item_broken"))] * 10
    return {
        "preview.proof": preview.proof(language, manuscript, Twin(NEAR, "story"), LONG[:90], is_full=True),
        "preview.proof, of little": preview.proof(
            language, Manuscript(Article("1", "", LONG)), Twin(NEAR, "id"), "", is_full=True
        ),
        "preview.about": lines(*preview.about(language, WORST).values()),
        "preview.deed": lines(*(preview.deed(language, action) for _ in range(10))),
        "preview.refusals": preview.refusals(language, broken),
        "feeds.proof": feeds.proof(language, found, there=True),
        "feeds.row": lines(*(feeds.row(language, MOST + number, FEED) for number in range(PAGE))),
        "feeds.panel": feeds.panel(language, FEED),
        "feeds.notice": lines(*(feeds.notice(language, FEED, told) for told in Notice)),
        "feeds.status": lines(*feeds.status(language, [FEED] * 30)),
        "feeds.refusals": feeds.refusals(language, [Refused(LONG, LONG, "feed.item_broken")] * 10),
        "feeds.import_proof": feeds.import_proof(language, LONG, OUTLINES, OUTLINES),
    }


# What stands in the screens above, and what is sent as text without markup, see `test_plain`.
PARTS = set(
    """answers.short answers.sentence answers.source answers.day_told answers.when_told answers.agreement
    pages.of_recent pages.quote_head pages.by_whom pages.block pages.marked pages.comparison pages.headline
    pages.numbered pages.beside pages.date_line pages.when pages.day_of pages.snippet pages.shown pages.copyable
    results.notes results.only results.corrected results.as_typed digests.day_name digests.item_line feeds.name_of
    feeds.mark
    preview.mark preview.read_mark preview.value_of subscriptions.short subscriptions.days subscriptions.as_typed
    subscriptions.next_time subscriptions.quiet_hours subscriptions.quiet_line answers.shown_reply
    citations.offered""".split()
)


def test_every_view_is_among_them() -> None:
    told = {
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in (answers, articles, citations, digests, feeds, filters, mutes, pages, preview, results,
                       stories, subscriptions, trends)
        for name, view in vars(module).items()
        if inspect.isfunction(view) and view.__module__ == module.__name__ and not name.startswith("_")
        and re.search("Node|str", str(view.__annotations__["return"]))
    }  # fmt: skip
    shown = {name.partition(",")[0] for name in screens("ko")}
    assert told - PARTS - {"pages.examples"} == shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", screens("ko"))
def test_the_worst_of_it_fits(name: str, language: Language) -> None:
    assert fits(screens(language)[name])


@pytest.mark.parametrize(
    ("name", "row", "count"),
    [
        ("results.latest", r"^\d+\. ", LATEST_PAGE),
        ("digests.more_page", "^• ", digests.PAGE),
        ("results.results", r"^\d+\. ", 5),
    ],
)
def test_where_links_weigh_too_much_no_row_is_lost(name: str, row: str, count: int) -> None:
    assert count == len(re.findall(row, text_of(screens("ko")[name]), re.MULTILINE))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_caption_fits_under_its_picture(language: Language) -> None:
    assert units(text_of(screens(language)["trends.caption"])) <= CAPTION_UNITS


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_labels_of_buttons_are_short(language: Language) -> None:
    assert len(subscriptions.short(language, SUBSCRIPTION)) <= 2 * subscriptions.LINE_UNITS
    assert subscriptions.panel_keyboard(language, SUBSCRIPTION) is not None
