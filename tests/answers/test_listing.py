"""Which articles are asked for: those of a paper, and the one whose paper, day or author is asked."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answers.listing import find_listing, find_source, may_ask_for_stories, read_listing, read_source
from bot.answers.reply import Request
from bot.answers.service import reply_to
from bot.articles.article import Article
from bot.index.index import Index
from tests.answers.everyday import bundled

TODAY = date(2026, 10, 21)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("버스 파업 기사 누가 썼어?", "버스 파업"),
        ("여울대교 개통 기사 어느 신문에 났어", "여울대교 개통"),
        ("등불축제 기사 언제 나온 기사야", "등불축제"),
        ("누가 이 시를 썼어?", None),
        ("버스 기사 누가 뽑아?", None),
        ("버스 기사 누가 썼어?", "버스"),
        ("버스 요금 기사 언제 나왔어?", "버스 요금"),
        ("버스 기사 어디서 나왔어?", None),  # drivers
        ("택시 기사 언제 나왔어?", None),
        ("대리기사 언제 나온대?", None),
        ("택배기사 누가 썼어?", None),
    ],
)
def test_where_an_article_is_from_is_asked_by_its_topic(text: str, topic: str | None) -> None:
    assert topic == read_source(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("버스 파업 기사 누가 썼어?", True),
        ("버스파업 기사 누가 썼어?", True),
        ("달뫼분교 문닫는 기사 언제 나왔어?", True),
        ("에이치그리드 공쟝 기사 출처", True),
        ("외계인 침공 기사 누가 썼어?", False),
        ("버스 외계인 기사 누가 썼어?", False),
        ("한빛시 지하철 기사 어느 신문에 났어?", False),
        ("비트코인 기사 언제 나왔어?", False),
    ],
)
def test_no_article_is_shown_as_one_about_what_nobody_wrote_of(text: str, found: bool) -> None:
    assert found == (find_source(bundled(), Request(text)) is not None)
    assert found == (reply_to(bundled(), Request(text)).kind == "stories")


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("가짜뉴스 다룬 기사 찾아줘", ""),
        ("지역경제 나온 기사 보여줘", ""),
        ("어제 가짜뉴스가 뜬 기사 보여줘", ""),
        ("최신 개인방송 다룬 기사", ""),
        ("도담매일신문에서 보도한 버스 기사", "도담매일신문"),
        ("도담매일신문이쓴 버스 기사", "도담매일신문"),
        ("한빛일보 다룬 버스 기사", "한빛일보"),  # there is such a paper
        ("한빛일보가 쓴 가짜뉴스 다룬 기사", "한빛일보"),
    ],
)
def test_a_topic_that_ends_as_papers_do_is_none(text: str, publisher: str) -> None:
    found = read_listing(text, TODAY, frozenset({"한빛일보"}), frozenset())
    assert publisher == (found.publisher if found is not None else "")
    assert found is None or publisher or found.topic in ("가짜뉴스가", "개인방송")


def test_the_few_articles_of_a_paper_are_found_on_a_day_of_very_many_others() -> None:
    day = date(2026, 10, 20)
    others = [
        Article(
            id=f"z{n}", title=f"해솔시 소식 {n}", body="시장이 섰다.", publisher="해솔통신", published=day
        )
        for n in range(600)
    ]
    own = [
        Article(id=f"a{n}", title=title, body=f"{title}. 달래신문.", publisher="달래신문", published=day)
        for n, title in enumerate(("사과 수확 끝나", "나루터 다시 열어"))
    ]
    index = Index([*own, *others])
    for asked in ("달래신문이 10월 20일에 낸 기사들", "달래신문 어제 나온거"):
        reply = find_listing(index, Request(asked, as_of=TODAY))
        assert reply is not None, asked
        assert {"a0", "a1"} == {hit.article.id for hit in reply.stories}, asked


def test_what_came_out_is_an_article_only_behind_a_paper() -> None:
    assert not may_ask_for_stories("해솔전자 새로 나온거")
    assert may_ask_for_stories("달래신문 어제 나온거")


def test_what_is_new_of_a_topic_is_of_all_of_it_where_anything_is() -> None:
    told = [
        ("1", "OREDAN ELECTIONS", "Voters queue in the elections in Oredan. The elections go on."),
        ("2", "TALVIA ELECTIONS", "Voters queue in the elections in Talvia."),
        ("3", "Talvia Election", "A voter shows an inked finger in an election in Talvia."),
        *((f"9{k}", f"Talvia harbour {k}", "Boats wait in the harbour of Talvia.") for k in range(8)),
    ]
    index = Index([Article(id=one, title=title, body=body, published=TODAY) for one, title, body in told])
    for asked in ("what is new in Talvia elections?", "what happened in Talvia elections?"):
        stories = reply_to(index, Request(asked)).stories
        assert {"2", "3"} == {one for hit in stories for one in (hit.article.id, *hit.others)}
    stories = reply_to(index, Request("what is new in Norrin elections?")).stories
    assert {"1", "2", "3"} == {one for hit in stories for one in (hit.article.id, *hit.others)}
