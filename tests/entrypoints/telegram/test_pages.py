"""What readers see: golden files for its looks, properties for its limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.article import KST, Article
from bot.entrypoints.presentation.phrases import read
from bot.entrypoints.presentation.text import units
from bot.entrypoints.presentation.tree import Node, flatten, text_of
from bot.entrypoints.telegram.markup import ENTITIES, TEXT_UNITS, draw
from bot.entrypoints.telegram.views import pages, results
from bot.entrypoints.telegram.views.pages import Candidate
from bot.i18n import Language
from bot.quotes.quote import Quote
from bot.search.filters import Filters
from bot.search.hit import Correction, Hit, Passage, Results
from bot.search.query_language import read_query

Golden = Callable[[str, str], None]

FULL = Article(
    id="900_0001",
    title="尹시장 “바다열차, <올해> 안에” & 새 역 3곳…해온시 2보(종합)",
    body=(
        "[해온=해온일보] 윤바다 해온시장은 12일 “바다열차는 시민의 발이 될 것”이라고 말했다.\n"
        "시는 3천300만 명이 이용할 것으로 내다봤다. <앵커> 바다열차는 내년 봄에 달린다."
    ),
    publisher="해온일보",
    published=datetime(2026, 3, 12, 5, 38, tzinfo=UTC),
    url="https://news.haeon.example/read?id=1&from=2",
)
BARE = Article(id="900_0002", title=" \u202e\u200b ", body="바다열차 짧은 소식.", url="file:///etc/passwd")
DATED = Article(
    id="900_0003", title="바다열차 시승기", body="타 봤다.", publisher="물결신문", published=date(2026, 3, 2)
)


def passage(article: Article, *words: str) -> Passage:
    spans = tuple((at, at + len(word)) for word in words if (at := article.body.find(word)) >= 0)
    return Passage(0, len(article.body), spans)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_page_of_results_looks_as_it_should(language: Language, golden: Golden) -> None:
    hits = (
        Hit(FULL, 9.0, passage(FULL, "바다열차", "시장"), ("a", "b", "c")),
        Hit(BARE, 5.0, passage(BARE, "바다열차")),
        Hit(DATED, 1.0, Passage(0, 3)),
    )
    found = Results(hits, 13, (Correction("바다얼차", "바다열차"),), 21)
    golden(f"results.{language}.html", draw(results.results(language, "바다얼차 <시장>", found, 0)) + "\n")


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (Results((), 4, articles=4), "«시장» 기사 4건 1–2"),
        (Results((), 2, articles=2), "«시장» 기사 2건"),
        (Results((), 2, articles=5), "«시장» 기사 5건 (주제 2개)"),
        (Results((), 3, articles=5), "«시장» 기사 5건 (주제 3개) 1–2"),
        (Results((), 62, articles=100, more=True), "«시장» 기사 100건 이상, 관련도순 1–2"),
    ],
)
def test_how_many_were_found_is_told_as_far_as_it_is_known(found: Results, told: str) -> None:
    hits = (Hit(BARE, 2.0, passage(BARE)), Hit(DATED, 1.0, Passage(0, 3)))
    [head, *_] = text_of(results.results("ko", "시장", replace(found, hits=hits), 0)).split("\n")
    assert told == head


@pytest.mark.parametrize(
    ("count", "more", "told"), [(1, False, ""), (1, True, ""), (3, False, " 1/3"), (10, True, " 1/10+")]
)
def test_a_quote_says_of_how_many_it_is_as_far_as_it_is_known(count: int, more: bool, told: str) -> None:
    head = text_of(pages.quote("ko", "시민", Candidate(Quote(FULL, 0, 5), 1, count, more=more))).split("\n")[
        0
    ]
    assert f"«시민»과 비슷한 발언{told}" == head


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_quote_looks_as_it_should(language: Language, golden: Golden) -> None:
    start = FULL.body.index("“")
    quote = Quote(FULL, start, FULL.body.index("”") + 1, 97.0, "윤바다", "해온시장")
    golden(f"quote.{language}.html", draw(pages.quote(language, "시민의 발", Candidate(quote, 2, 7))) + "\n")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_newest_and_nothing_look_as_they_should(language: Language, golden: Golden) -> None:
    golden(f"latest.{language}.html", draw(results.latest(language, [FULL, DATED, BARE], 10, 13)) + "\n")
    golden(f"nothing.{language}.html", draw(results.nothing(language, "도롱뇽 & <친구>")) + "\n")


def test_a_long_quote_is_folded_and_one_without_end_is_cut_and_says_so() -> None:
    long = Article(id="1", title="긴 말", body="가나다 " * 200)
    html = draw(pages.quote("ko", "가나다", Candidate(Quote(long, 0, 799), 1, 1)))
    assert "<blockquote expandable>" in html
    assert long.body[:799] in html
    endless = Article(id="2", title="끝없는 말", body="가나다 " * 5000)
    shown = text_of(pages.quote("ko", "가나다", Candidate(Quote(endless, 0, 19_999), 1, 1)))
    assert "앞부분만 옮겼어요" in shown
    assert units(shown) <= TEXT_UNITS


def test_a_quote_is_verbatim_to_the_last_mark() -> None:
    article = Article(id="1", title="말", body="“하나\u00a0둘  \u200b셋\n<넷> & 다섯”")
    parsed = flatten(pages.quote("ko", "하나", Candidate(Quote(article, 0, len(article.body)), 1, 1)))
    (block,) = [span for span in parsed.spans if span.kind == "blockquote"]
    assert article.body == parsed.text[block.start : block.end]


@pytest.mark.parametrize(("length", "fits"), [(1, True), (256, True), (257, False)])
def test_a_quote_can_be_copied_when_it_fits_the_button(length: int, fits: bool) -> None:
    quote = Quote(Article(id="1", title="말", body="가" * 300), 0, length)
    assert ("가" * length if fits else None) == pages.copyable(quote)


def test_a_snippet_shows_where_the_article_goes_on() -> None:
    start = FULL.body.index("시는")
    found = pages.snippet(FULL, Passage(start, start + 11, ((start + 3, start + 8),)))
    assert "…시는 <b>3천300</b>만 명…" == draw(found)


def test_the_time_of_day_is_that_of_korea() -> None:
    assert "2026.3.12. 14:38" == pages.when("ko", FULL.published)
    assert "12 Mar 2026, 14:38 KST" == pages.when("en", FULL.published)
    midnight = datetime(2026, 3, 12, 0, 5, tzinfo=KST)
    assert "2026.3.12. 00:05" == pages.when("ko", midnight)


@pytest.mark.parametrize(
    ("right", "line"),
    [
        ("네이버", "«네이버»로 찾은 결과예요."),
        ("쿠팡", "«쿠팡»으로 찾은 결과예요."),
        ("LG", "«LG»로 찾은 결과예요."),
        ("Naver", "«Naver»로 찾은 결과예요."),
    ],
)
def test_a_correction_is_said_with_the_right_particle(right: str, line: str) -> None:
    assert line == text_of(results.corrections("ko", [Correction("x", right)]))


# Properties: whatever the articles and the reader's words are

ANY = st.text(st.characters() | st.sampled_from("<>&\"'가🗞\u202e\u200b\n \ud800"), max_size=700)
URLS = ANY | ANY.map(lambda text: "https://news.example/" + text)
ARTICLES = st.builds(
    Article,
    id=st.just("1"),
    title=ANY | st.just("제목" * 900),
    body=ANY | st.just("가 " * 5000) | st.just("🗞&" * 3000),
    publisher=ANY,
    published=st.none() | st.dates() | st.datetimes(timezones=st.just(KST), min_value=datetime(1900, 1, 1)),  # noqa: DTZ001
    url=URLS,
)


@st.composite
def passages(draw: st.DrawFn, article: Article) -> Passage:
    size = len(article.body)
    start, end = sorted((draw(st.integers(0, size)), draw(st.integers(0, size))))
    ends = st.tuples(st.integers(0, size + 5), st.integers(0, size + 5))
    return Passage(start, end, tuple(draw(st.lists(ends, max_size=40))))


@st.composite
def found(draw: st.DrawFn) -> Results:
    articles = draw(st.lists(ARTICLES, min_size=1, max_size=12))
    hits = tuple(Hit(one, 1.0, draw(passages(one)), ("x",) * draw(st.integers(0, 20))) for one in articles)
    mended = draw(st.lists(st.builds(Correction, ANY, ANY), max_size=8))
    numbers = st.integers(0, 10**9)
    return Results(hits, draw(numbers), tuple(mended), draw(numbers), draw(st.booleans()))


def assert_sendable(message: Node) -> None:
    html, parsed = draw(message), flatten(message)
    assert parsed == flatten(read(html))
    assert 0 < units(parsed.text) <= TEXT_UNITS
    assert len(parsed.spans) <= ENTITIES
    html.encode()
    assert all(span.url.startswith(("http://", "https://")) for span in parsed.spans if span.kind == "a")


@given(st.sampled_from(["ko", "en"]), ANY, found(), st.integers(0, 10**6))
def test_results_never_exceed_the_limits(language: Language, query: str, page: Results, offset: int) -> None:
    assert_sendable(results.results(language, query, page, offset))


@given(st.sampled_from(["ko", "en"]), found())
def test_a_page_of_five_is_shown_whole(language: Language, page: Results) -> None:
    five = Results(page.hits[:5], 5)
    told = text_of(results.results(language, "말", five, 0)).split("\n")
    assert list(range(1, len(five.hits) + 1)) == [
        n for n in range(1, 6) if any(f"{n}. " == line[:3] for line in told)
    ]


@given(st.sampled_from(["ko", "en"]), ANY, found(), st.booleans(), st.booleans(), st.booleans())
def test_a_page_of_five_is_a_phone_s_screen_and_a_half(
    language: Language, query: str, page: Results, vague: bool, weak: bool, loose: bool
) -> None:
    filters = Filters(publisher=(query[:300],), since=date(2026, 1, 1), last_days=7)
    five = replace(
        page,
        hits=page.hits[:5],
        vague=vague,
        weak=weak,
        loose=loose,
        filters=filters,
        plain=True,
        unknown=(query[:12],),
    )
    assert results.height(results.results(language, query, five, 0)) <= results.LINES


@given(st.sampled_from(["ko", "en"]), ANY, ARTICLES, st.none() | ANY, ANY, st.data())
def test_quotes_never_exceed_the_limits(
    language: Language, query: str, article: Article, speaker: str | None, role: str, data: st.DataObject
) -> None:
    start, end = sorted(data.draw(st.integers(0, len(article.body))) for _ in range(2))
    assert_sendable(
        pages.quote(language, query, Candidate(Quote(article, start, end, 1.0, speaker, role), 1, 9))
    )


@given(st.sampled_from(["ko", "en"]), st.lists(ARTICLES, min_size=1, max_size=30))
def test_the_newest_never_exceed_the_limits(language: Language, articles: list[Article]) -> None:
    assert_sendable(results.latest(language, articles, 0, 30))
    assert_sendable(results.nothing(language, articles[0].title))


def test_what_was_mended_is_offered_as_it_was_typed_but_for_the_value_of_a_filter() -> None:
    def typed(query: str, mended: Correction) -> str:
        return results.as_typed(query, [mended], read_query(query).filters)

    ferry, paper = Correction("나룻베", "나룻배"), Correction("한밭일보", "한빛일보")
    assert '"나룻베" 요금' == typed("나룻베 요금", ferry)
    assert '쿠팡,"나룻베"' == typed("쿠팡,나룻베", ferry)
    assert "" == typed("publisher:Hanbit ferry", Correction("Hanbit", "한빛일보"))
    assert "" == typed("언론사: 한밭일보 버스", paper)
    assert "" == typed("-언론사:나루신문,한밭일보 버스", paper)


def test_the_example_of_a_search_is_what_articles_tell_often() -> None:
    told = "하늘 다리 공사가 끝났다. 하늘 다리 입장은 무료다."
    some = [
        Article(id="1", title="무대 오른 로봇", body="로봇이 나왔다."),
        Article(id="2", title="하늘 다리 열렸다", body=told),
    ]
    assert "하늘 다리" == pages.examples(some)[0]
    far = replace(some[0], body="가" * pages.COUNTED_CHARS + some[0].title * 9)
    assert "하늘 다리" == pages.examples([far, some[1]])[0], "the beginnings of long articles are counted"
