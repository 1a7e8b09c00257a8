"""When papers agree on a fact, when they differ, and what only looks like a difference."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.answers.answer import Answer, find_answer
from bot.articles.article import Article
from bot.index.index import Index
from tests.answers.samples import ORCHARD, TRAM

HARVEST = "달래면 올해 사과 수확량은 지난해보다 몇 % 줄었어?"


def paper(of: Article, publisher: str, body: str, published: date | None = None, title: str = "") -> Article:
    """The same matter in another paper."""
    return replace(
        of,
        id=publisher,
        publisher=publisher,
        title=title or of.title,
        body=body,
        published=published or of.published,
    )


def answered(question: str, *articles: Article) -> Answer:
    others = [
        Article(id=f"other{n}", title=f"{name} 소식", body=f"{name} 단장이 끝났다. 주민들은 반겼다고 한다.")
        for n, name in enumerate(["너울항 등대", "버들마을 장터", "가람시 박물관", "도담나루 다리"])
    ]
    found = find_answer(Index([*articles, *others]), question)
    assert found is not None
    return found


def told(answer: Answer) -> list[tuple[str, str]]:
    """Paper and figure of what is shown as one fact."""
    return [
        (quote.article.publisher, quote.article.body[slice(*spans[0])])
        for quote, spans in zip(answer.quotes, answer.spans, strict=True)
        if spans
    ][: 1 + answer.differing]


def test_two_figures_of_one_fact_stand_side_by_side() -> None:
    other = paper(
        ORCHARD,
        "가람일보",
        "달래면의 올해 사과 수확량이 지난해보다 14.6% 감소했다.\n\n농협은 봄 서리를 까닭으로 들었다.",
        title="사과 수확 14.6% 감소",
    )
    answer = answered(HARVEST, ORCHARD, other, TRAM)
    assert {("달래신문", "14.5%"), ("가람일보", "14.6%")} == set(told(answer))
    assert 1 == answer.differing


def test_the_same_figure_written_otherwise_is_agreement() -> None:
    fine = Article(
        id="fine",
        title="너울항 어민 벌금 3천300만 원",
        body="너울항 어민 곽도하 씨가 금어기에 그물을 쳐 벌금 3천300만 원을 물었다.",
        publisher="너울신문",
        published=date(2026, 5, 2),
    )
    other = paper(
        fine, "도담통신", "금어기에 그물을 친 너울항 어민 곽도하 씨가 벌금 33,000,000원을 물게 됐다."
    )
    answer = answered("너울항 어민은 금어기에 그물을 쳐 벌금을 얼마 물었어?", fine, other, TRAM)
    assert (0, 2) == (answer.differing, answer.agreeing)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("24조원", "24조 1613억원"),
        ("200여 명", "203명"),
        ("최소 40명", "43명"),
        ("8%", "8.2%"),
    ],
)
def test_a_rounded_figure_is_no_other_figure(ours: str, theirs: str) -> None:
    first = Article(
        id="fair",
        title="해솔 연등 잔치 결산",
        body=f"해솔 연등 잔치의 올해 결산에서 집계된 것은 {ours} 규모였다고 조직위원회가 밝혔다.",
        publisher="해솔일보",
        published=date(2026, 5, 20),
    )
    other = paper(
        first,
        "가람일보",
        f"해솔 연등 잔치의 올해 결산에서 집계된 것은 {theirs} 규모라고 조직위원회가 알렸다.",
    )
    unit = "얼마나" if ours.endswith("원") else "몇 %" if ours.endswith("%") else "몇 명"
    answer = answered(f"해솔 연등 잔치 올해 결산에서 집계된 것은 {unit}야?", first, other, TRAM)
    assert 0 == answer.differing


def test_what_one_article_tells_of_two_things_is_no_difference() -> None:
    first = Article(
        id="share",
        title="한빛상선, 너울해운 지분 늘려",
        body="한빛상선이 너울해운 지분 46.6%를 인수해 지분율을 61.5%로 확대하고 자회사로 편입했다.",
        publisher="한빛통신",
        published=date(2026, 4, 7),
    )
    other = paper(
        first, "해솔일보", "한빛상선은 너울해운 지분율을 61.5%로 늘리려 지분 46.6%를 인수했다고 밝혔다."
    )
    answer = answered("한빛상선은 너울해운 지분을 몇 % 인수했어?", first, other, TRAM)
    assert 0 == answer.differing


def test_figures_of_different_things_are_no_difference() -> None:
    other = paper(
        ORCHARD,
        "가람일보",
        "버들마을의 올해 복숭아 출하량이 지난해보다 9.1% 줄었다. 긴 장마 탓이다.",
        title="복숭아 출하 9.1% 줄어",
    )
    answer = answered(HARVEST, ORCHARD, other, TRAM)
    assert 0 == answer.differing


def test_dates_of_one_fact_may_differ_too() -> None:
    other = paper(
        TRAM,
        "도담통신",
        "해솔시가 노면전차를 내년 5월 9일 개통한다고 14일 발표했다.",
        title="노면전차 내년 5월",
    )
    answer = answered("해솔시 노면전차는 언제 개통해?", TRAM, other, ORCHARD)
    assert {("한빛통신", "내년 3월 2일"), ("도담통신", "내년 5월 9일")} == set(told(answer))


def test_what_happens_every_day_is_the_news_of_each_day() -> None:
    market = Article(
        id="market",
        title="해솔 어시장 경매 마감",
        body="해솔 어시장의 오징어 경매가 29일 오전 여섯 시에 마감됐다.",
        publisher="해솔일보",
        published=date(2026, 9, 29),
    )
    later = paper(
        market, "가람일보", "해솔 어시장의 오징어 경매가 30일 오전 여섯 시에 마감됐다.", date(2026, 9, 30)
    )
    answer = answered("해솔 어시장 오징어 경매는 언제 마감됐어?", market, later, TRAM)
    assert 0 == answer.differing


def test_a_paper_counts_once_however_many_articles_it_has() -> None:
    again = replace(ORCHARD, id="again", body=ORCHARD.body.replace("봄 서리 때문이다.", "농협이 밝혔다."))
    assert 1 == answered(HARVEST, ORCHARD, again, TRAM).agreeing
