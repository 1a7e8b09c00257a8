"""A citation for somebody else's chat, and what the list of offers shows: within all limits."""

from __future__ import annotations

from datetime import date

import pytest

from bot.articles.article import Article
from bot.entrypoints.presentation.tree import flatten, text_of
from bot.entrypoints.telegram.markup import fits
from bot.entrypoints.telegram.views import citations
from bot.i18n import Language
from bot.quotes.comparison import compare
from bot.quotes.quote import Quote
from bot.search.hit import Passage

WORST = Article(
    id="x" * 40,
    title="가🙂<" * 200,
    body="&<🙂 " * 900,
    publisher="신" * 300,
    url="https://a.example/" + "a" * 1_900,
)
FERRY = Article(
    id="901_1",
    title="한빛강 나룻배",
    body="윤서린 시장은 “강은 건너는 사람의 것이지 바라보는 사람의 것이 아닙니다”라고 말했다.",
    publisher="한빛일보",
    published=date(2026, 3, 2),
    url="https://news.hanbit.example/1",
)
START = FERRY.body.index("강은")
SAID = Quote(FERRY, START, FERRY.body.index("”"), 90.0, "윤서린", "시장")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_worst_article_fits(language: Language) -> None:
    quote = Quote(WORST, 0, len(WORST.body), 90.0, "이" * 300, "장" * 300)
    assert fits(citations.quotation(language, quote))
    assert fits(citations.article(language, WORST, Passage(0, len(WORST.body))))
    said = "&<🙂 다른 말 " * 60
    assert fits(citations.checked(language, said, quote, compare(said, quote)))


def test_a_quotation_has_its_words_its_speaker_its_paper_its_day_and_its_link() -> None:
    flat = flatten(citations.quotation("ko", SAID))
    assert (
        "강은 건너는 사람의 것이지 바라보는 사람의 것이 아닙니다\n— 윤서린 시장\n한빛일보 · 2026.3.2. · 한빛강 나룻배"
        == flat.text
    )
    assert [FERRY.url] == [span.url for span in flat.spans if span.url]


def test_what_is_otherwise_comes_first() -> None:
    said = "강은 건너는 사람의 것이지 구경하는 사람의 것이 아닙니다"
    told = text_of(citations.checked("ko", said, SAID, compare(said, SAID)))
    assert told.startswith("✗ 기사에 실린 말과 이렇게 달라요.\n구경하는 → 바라보는\n\n강은 건너는")
    assert text_of(citations.checked("ko", SAID.text, SAID, compare(SAID.text, SAID))).startswith("✓")
