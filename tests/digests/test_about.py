"""What a keyword of a subscription finds: what an article is about; and what does not lead a digest."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.articles.article import Article
from bot.digests.edition import Arrival, Edition, make_edition
from bot.digests.lead import is_caption, is_figures, is_routine
from bot.digests.subscription import Filter
from bot.digests.subscription_parser import read_wish, write_wish
from bot.digests.watch_parser import read_watch
from bot.errors import ReaderError

NOW = datetime(2026, 3, 12, tzinfo=UTC)
LONG = "한빛시는 강변의 산책로를 새로 낸다고 밝혔다. 예산은 의회가 정한다. " * 8


def edition(*articles: Article) -> Edition:
    known = {one.id: one for one in articles}
    arrivals = [Arrival(at, one.id, NOW) for at, one in enumerate(articles, 1)]
    return make_edition(arrivals, lambda ids: [known[id] for id in ids])


@pytest.mark.parametrize(
    ("title", "body", "wanted"),
    [
        ("나룻배 요금 인상", LONG, True),
        ("요금 인상", f"나룻배 요금이 오른다. {LONG}", True),
        ("산책로", f"{LONG} 나룻배도 다시 뜬다. {LONG} 그 나룻배는 새것이다.", True),
        ("산책로", f"{LONG} 지난해에는 나룻배가 떴다. {LONG}", False),
        ("산책로", LONG, False),
    ],
)
def test_a_keyword_finds_what_an_article_is_about(title: str, body: str, wanted: bool) -> None:
    one = Article("1", title, body)
    assert wanted == bool(edition(one).wanted(Filter(("나룻배",))))
    assert wanted == bool(edition(one).wanted(Filter(("나룻배",), every=True)))


def test_what_is_to_be_left_out_is_left_out_wherever_it_stands() -> None:
    one = Article("1", "산책로", f"{LONG} 지난해에는 나룻배가 떴다. {LONG}")
    assert () == edition(one).wanted(Filter(("산책로",), ("나룻배",)))


@pytest.mark.parametrize(
    "body",
    [
        "도하람 시장이 12일 한빛나루에서 나룻배에 오르고 있다. 2026.3.12 naru@hanbit.example",
        "한빛나루를 찾은 어린이들이 나룻배를 타며 즐거워하고 있다. 2026.3.12/해온뉴스",
        "나룻배가 첫 손님을 싣고 있다. (사진=한빛시 제공) 2026.03.12.",
        "A ferry leaves Hanbit, Thursday, March 12, 2026. (AP Photo/Do Haram)",
    ],
)
def test_a_caption_is_known(body: str) -> None:
    assert is_caption(Article("1", "나룻배에 오르는 시장", body))
    assert is_routine(Article("1", "나룻배에 오르는 시장", body))


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "나룻배 요금 인상",
            "한빛시는 12일 나룻배 요금을 이천 원으로 올린다고 밝혔다. 시민들은 비싸다고 했다.",
        ),
        ("[속보] 나룻배 운항 중단", "나룻배 운항이 12일 중단됐다. 승객들이 기다리고 있다."),
        ("나룻배 승객 늘어", f"{LONG} 승객이 늘고 있다. 2026.3.12"),
    ],
)
def test_what_is_no_caption(title: str, body: str) -> None:
    assert not is_caption(Article("1", title, body))


def test_columns_of_figures_do_not_lead() -> None:
    figures = "강동구 절도 1,204 폭행 982 사기 2,310 강서구 절도 1,104 폭행 1,082 사기 1,932 " * 4
    assert is_figures(Article("1", "구별 범죄 발생", figures))
    assert not is_figures(
        Article("2", "요금 인상", "나룻배 요금이 12일부터 1,500원에서 2,000원으로 오른다. " * 3)
    )


HANBIT = Article("1", "나룻배 요금 인상", LONG, publisher="한빛일보", authors=("도하람",), category="경제")
NARU = Article(
    "2",
    "나룻배 시간표",
    LONG + "요금은 그대로다.",
    publisher="나루신문",
    authors=("나은결",),
    category="사회",
)


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("나룻배", {"1", "2"}),
        ("나룻배 언론사:한빛일보", {"1"}),
        ("나룻배 publisher:나루신문", {"2"}),
        ("나룻배 기자:나은결", {"2"}),
        ("기자:나은결", {"2"}),
        ("나룻배 분류:경제", {"1"}),
        ("나룻배 제목:시간표", {"2"}),
        ("나룻배 titel:시간표", {"2"}),
        ("나룻배 -언론사:한빛일보", {"2"}),
        ("나룻배 -제목:인상", {"2"}),
        ("나룻배 분류:경제,사회", {"1", "2"}),
        ("나룻배 분류:경제 기자:나은결", set()),
        ('언론사:"한빛 일보"', {"1"}),
        ("언론사:‘한빛 일보’ 나룻배", {"1"}),
        ('나룻배 -언론사:"한빛 일보"', {"2"}),
        ('제목:"요금 인상"', {"1"}),
    ],
)
def test_filters_are_those_of_a_search(said: str, ids: set[str]) -> None:
    for wanted in (read_wish(f"08:00 {said}").wanted, read_watch(said)):
        found = {entry.article.id for reports in edition(HANBIT, NARU).wanted(wanted) for entry in reports}
        assert ids == found


def test_what_is_written_has_its_filters() -> None:
    wish = read_wish("08:00 나룻배 titel:시간표 -author:도하람 매체:한빛일보")
    assert "08:00 나룻배 제목:시간표 -기자:도하람 신문:한빛일보" == write_wish(wish)
    assert wish == read_wish(write_wish(wish))


@pytest.mark.parametrize(
    ("demanded", "ids"),
    [
        ("기간:2일", {"new"}),
        ("기간:30일", {"new", "old"}),
        ("기간:어제", {"old"}),
        ("부터:2026-03-12", {"new"}),
        ("까지:어제", {"old"}),
        ("기간:지난주", set()),
    ],
)
def test_days_of_a_filter_are_told_as_of_the_day_of_the_edition(demanded: str, ids: set[str]) -> None:
    """No subscription has them now; one that was kept since before has."""
    old = Article("old", "나룻배 요금", LONG, published=date(2026, 3, 11))
    new = Article("new", "나룻배 시간표", LONG, published=date(2026, 3, 12))
    if demanded == "기간:2일":
        old = replace(old, published=date(2026, 3, 9))
    found = edition(old, new).wanted(Filter(("나룻배", demanded), every=True))
    assert ids == {entry.article.id for reports in found for entry in reports}
    left = edition(old, new).wanted(Filter(("나룻배",), (demanded,), every=True))
    assert {"old", "new"} - ids == {entry.article.id for reports in left for entry in reports}


@pytest.mark.parametrize("said", ["나룻배 기간:7일", "나룻배 부터:2026-01-01", "나룻배 until:2026-02"])
def test_days_are_for_searches(said: str) -> None:
    for read in (read_wish, read_watch):
        with pytest.raises(ReaderError) as refused:
            read(said)
        assert "subscribe.no_period" == refused.value.key


def test_two_hundred_keywords_are_taken_and_grouped_in_no_time() -> None:
    words = [f"나루{number}" for number in range(199)] + ["나룻배"]
    wish = read_wish(", ".join(words))
    assert tuple(words) == wish.wanted.include
    assert {"1", "2"} == {e.article.id for some in edition(HANBIT, NARU).wanted(wish.wanted) for e in some}
    with pytest.raises(ReaderError):
        read_wish(", ".join([*words, "하나더"]))
