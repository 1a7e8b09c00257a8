"""Five hits fill at most sixteen lines of forty characters, broken as a phone breaks them, whatever is found."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.articles.article import Article
from bot.entrypoints.presentation.text import rows
from bot.entrypoints.presentation.tree import text_of
from bot.entrypoints.telegram.commands import COMMANDS
from bot.entrypoints.telegram.views import citations, results
from bot.i18n import Key, Language, say
from bot.quotes.quote import Quote
from bot.search.filters import Filters
from bot.search.hit import Correction, Hit, Passage, Results

LINES, LINE = 16, 40
TITLE = '[단독] 한빛시 나룻배 조합, 요금 8.2% 인상안 거부하고 전면 운항 중단…"영하 7도에 40분 기다렸다" ' * 5
BODY = "한빛시 나룻배 조합이 10일 첫 배부터 운항을 멈췄다. 조합원들은 “협상은 끝나지 않았다”고 말했다. " * 9
PAPER = "한빛지역시민언론협동조합신문"
NOW = datetime(2026, 12, 29, 23, 59, tzinfo=UTC)
ENGLISH = (
    "Ferrymen of Hanbit Walk Out Over an Increase in Fares, Passengers Wait Forty Minutes in the Cold " * 3
)
ARTICLES = {
    "long": Article("1", TITLE[:300], BODY, PAPER, published=NOW),
    "bare": Article("1", "나룻배", BODY),
    "untitled": Article("1", "", BODY, PAPER, published=NOW),
    "huge words": Article("1", "나룻배요금인상" * 40, "나룻배요금인상" * 90, "한빛" * 30, published=NOW),
    "english": Article("1", ENGLISH, ENGLISH * 9, "The Hanbit Intelligencer", published=NOW),
    "short": Article("1", "나룻배 멈췄다", "짧다.", "KBN", published=date(2026, 12, 30)),
}
LIMITS = Filters(publisher=("한빛일보", "나루신문"), since=date(2026, 1, 1), until=date(2026, 12, 31))
QUERIES = ("나룻배", TITLE[:90], "나룻배요금인상" * 12)


def found_of(article: Article, query: str) -> Sequence[Results]:
    spans = tuple((at, at + 2) for at in range(0, min(200, len(article.body) - 2), 9))
    hit = Hit(article, 1.0, Passage(0, len(article.body), spans), ("2",) * 20)
    plain = Results((hit,) * 5, 12_345, articles=23_456)
    mended = replace(plain, corrections=(Correction(query[:40], query[:40][::-1]),) * 3)
    return (
        plain,
        replace(plain, weak=True, total=5),
        replace(mended, vague=True, recent_days=90, weak=True, total=5),
        replace(mended, dropped=True, plain=True, filters=LIMITS, unknown=("속보",), weak=True, total=5),
        replace(mended, loose=True, weak=True, total=5, unknown=(query[:20],), more=True),
    )


def drawn(page: str) -> list[str]:
    """The rows of *page*, by a breaker of lines that is not ours."""
    return [
        row for line in page.split("\n") for row in textwrap.wrap(line, LINE, break_on_hyphens=False) or [""]
    ]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("query", QUERIES, ids=["a word", "a headline", "one long word"])
@pytest.mark.parametrize("shape", ARTICLES)
def test_a_page_of_five_hits_is_a_phone_and_a_half(shape: str, query: str, language: Language) -> None:
    for found in found_of(ARTICLES[shape], query):
        page = text_of(results.of_any(language, query, found))
        assert len(drawn(page)) <= LINES, page
        assert 5 == len(re.findall(r"^\d\. \S", page, re.MULTILINE))
        assert all("[" not in row or row.endswith("]") for row in page.split("\n") if "· [" in row), page


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("shape", ARTICLES)
def test_a_title_in_a_list_has_two_rows(shape: str, language: Language) -> None:
    page = text_of(results.latest(language, [ARTICLES[shape]] * 10, 0, 10))
    titles = [line for line in page.split("\n") if re.match(r"\d+\. ", line)]
    assert 10 == len(titles)
    assert max(len(title) for title in titles) <= 2 * LINE


@pytest.mark.parametrize("shape", ARTICLES)
def test_an_offer_to_post_has_two_rows_for_each_of_its_lines(shape: str) -> None:
    article = ARTICLES[shape]
    for words in (article.title, f"“{article.body}”", f"한가람 해온테크 대표 · {PAPER} · 2026.12.30."):
        assert len(drawn(citations.offered(words))) <= 2


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("shape", ARTICLES)
def test_a_citation_in_another_chat_is_a_page_at_most(shape: str, language: Language) -> None:
    article = ARTICLES[shape]
    cited = text_of(citations.article(language, article, Passage(0, len(article.body))))
    assert len(drawn(cited)) <= LINES, cited
    quote = Quote(article, 0, min(300, len(article.body)), 90.0, "한가람", "해온테크 대표")
    quoted = text_of(citations.quotation(language, quote))
    assert len(drawn(quoted)) <= LINES, quoted


@pytest.mark.parametrize("language", ["ko", "en"])
def test_in_help_a_line_has_two_rows_and_a_paragraph_three(language: Language) -> None:
    assert max(len(drawn(f"/{one.name} — {say(language, one.description)}")) for one in COMMANDS) <= 2
    parts: tuple[Key, ...] = ("help.head", "help.filters", "help.foot")
    assert max(len(drawn(line)) for key in parts for line in say(language, key).split("\n")) <= 3


@pytest.mark.parametrize(
    ("text", "count"), [("", 1), ("가" * 40, 1), ("가" * 41, 2), ("가 " * 30, 2), ("\n", 2)]
)
def test_rows_are_counted_as_they_are_drawn(text: str, count: int) -> None:
    assert count == rows(text.strip(" "), LINE)
    assert count == len(drawn(text.strip(" ")))


def test_what_is_shown_instead_of_what_was_asked_is_always_said() -> None:
    found = found_of(ARTICLES["short"], "나룻배")[3]
    page = text_of(results.of_any("ko", "나룻배", replace(found, vague=True)))
    assert "한빛일보, 나루신문" in page
