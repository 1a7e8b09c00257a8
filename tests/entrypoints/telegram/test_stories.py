"""/story and /person as dialogues."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest

from bot.answers.timeline import Day, Profile, Timeline
from bot.answers.trend import Series, Trend
from bot.articles.article import Article
from bot.entrypoints.presentation.text import units
from bot.entrypoints.presentation.tree import text_of
from bot.entrypoints.telegram.markup import fits
from bot.entrypoints.telegram.views import stories as views
from bot.entrypoints.telegram.views import trends
from bot.index.index import Index
from bot.newsroom import Newsroom
from bot.quotes.quote import Quote
from tests.entrypoints.telegram.stage import ANN, MINSU, Stage

ARTICLES = [
    Article(
        id=f"901_{n:04}",
        title=f"나룻배 {n}번째 날",
        body=f"한빛강 나룻배가 {n}번 건넜다. 윤서린 시장은 “오늘은 {n}번입니다”라고 말했다.",
        publisher="한빛일보",
        published=date(2026, 2, n),
        url=f"https://news.hanbit.example/{n}",
    )
    for n in range(1, 24)
]
WORST = Article(
    id="x" * 40,
    title="가🙂<" * 200,
    body="“" + "&<🙂" * 900 + "”",
    publisher="신" * 300,
    url="https://a.example/" + "a" * 1_900,
)


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    index = Index()
    index.add(ARTICLES)
    stage = Stage(newsroom=Newsroom(index))
    await stage.app.initialize()
    yield stage
    await stage.app.shutdown()


def test_a_quotation_of_an_article_without_paper_and_day_is_beside_its_title_alone() -> None:
    bare = Article(id="901_0001", title="나룻배", body="“오늘은 안개입니다”라고 말했다.")
    said = views.profile("ko", Profile("윤서린", quotes=(Quote(bare, 1, 9),)))
    assert "나룻배" == text_of(said).split("\n")[-1]


async def test_a_story_is_told_day_by_day_the_newest_days_first(stage: Stage) -> None:
    (newest,) = await stage.says(MINSU, "/story 나룻배")
    rows = newest.text.split("\n")
    assert "나룻배 흐름 · 기사 23건" == rows[0]
    assert rows[1].startswith("2026.2.1. – 2026.2.23.")
    assert "14. 2월 14일 나룻배 14번째 날 · 1건" == rows[3]
    assert 13 == len(rows), "a line a day"
    (before,) = await stage.presses(MINSU, newest, "◀ 이전")
    assert "\n4. 2월 4일 나룻배 4번째 날 · 1건\n" in before.text
    (first,) = await stage.presses(MINSU, before, "◀ 이전")
    assert "\n1. 2월 1일" in first.text
    assert "◀" not in str(first.keyboard)
    (again,) = await stage.presses(MINSU, first, "다음 ▶")
    (last,) = await stage.presses(MINSU, again, "다음 ▶")
    assert newest.text == last.text
    (opened,) = await stage.presses(MINSU, last, "23")
    assert opened.text.startswith("나룻배 23번째 날")


@pytest.mark.parametrize("said", ["/timeline 나룻배", "/흐름 나룻배", "/타임라인 나룻배"])
async def test_a_story_has_other_names(stage: Stage, said: str) -> None:
    (shown,) = await stage.says(MINSU, said)
    assert "나룻배 흐름" in shown.text


async def test_a_person_is_shown_with_articles_and_quotations(stage: Stage) -> None:
    (shown,) = await stage.says(MINSU, "/person 윤서린")
    assert shown.text.startswith("윤서린 시장 (2026.2.23. 기사)\n\n최근 기사\n1. 나룻배 23번째 날")
    assert "최근 발언\n오늘은 23번입니다\n한빛일보 · 2026.2.23. · 나룻배 23번째 날" in shown.text
    (more,) = await stage.presses(MINSU, shown, "발언 더 보기")
    assert "윤서린의 말 1/10" in more.text


async def test_both_speak_english(stage: Stage) -> None:
    (story,) = await stage.says(ANN, "/story 나룻배")
    assert "나룻배 day by day · 23 articles\n1 Feb 2026 – 23 Feb 2026" in story.text
    assert "23. 23 Feb 나룻배 23번째 날 · 1 article" in story.text
    (person,) = await stage.says(ANN, "/person 윤서린")
    assert "윤서린, 시장 (as of 23 Feb 2026)" in person.text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/story", "무엇의 흐름을 볼까요?"),
        ("/person", "누구를 찾을까요?"),
        ("/story 우주선", "«우주선»에 맞는 기사를 찾지 못했어요"),
        ("/person 고길동", "«고길동»에 맞는 기사를 찾지 못했어요"),
        ("/story ???", "찾을"),
    ],
)
async def test_what_is_not_there_is_said_with_what_to_do(stage: Stage, said: str, answer: str) -> None:
    (shown,) = await stage.says(MINSU, said)
    assert answer in shown.text


async def test_a_trend_without_pictures_is_told_in_words(stage: Stage) -> None:
    (shown,) = await stage.says(MINSU, "/trend 나룻배 5일")
    assert "하루 기사 수, 2026.2.19. – 2026.2.23.\n나룻배 5건 · 가장 많은 날 2월 19일 1건" == shown.text


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_worst_articles_fit(language: views.Language) -> None:
    days = tuple(Day(date(2026, 1, 1) + timedelta(n), WORST, 999, 99_999) for n in range(10))
    story = Timeline("가🙂<" * 100, days, days[0].day, days[-1].day, 10**7, 999, 999)
    assert fits(views.timeline(language, story, 999))
    quotes = tuple(Quote(WORST, 0, len(WORST.body), speaker="이" * 200, role="장" * 300) for _ in range(3))
    one = Profile("이" * 300, "장" * 300, date(2026, 1, 1), (WORST,) * 5, quotes)
    assert fits(views.profile(language, one))
    topics = tuple(Series("가🙂<" * 100, (10**7,) * 3) for _ in range(4))
    caption = text_of(trends.caption(language, Trend(date(2026, 12, 29), topics), numbered=True))
    assert units(caption) <= 1_024


async def test_a_story_is_limited_as_a_search_is_and_says_so(stage: Stage) -> None:
    (shown,) = await stage.says(MINSU, "/story 나룻배 부터:2026-02-20 언론사:한빛일보")
    assert "조건: 매체 한빛일보 · 2026.2.20.–" in shown.text
    assert "나룻배 20번째 날" in shown.text
    assert "나룻배 19번째 날" not in shown.text
