"""While the archive is away, whatever a reader asks says that only new articles were looked through."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest

from bot.articles.article import Article
from bot.digests.edition import Arrival
from bot.errors import ArchiveError, ReaderError
from bot.index.index import Index
from bot.newsroom import Newsroom
from bot.search.tiered import Tiered
from tests.entrypoints.telegram.stage import ANN, MINSU, Stage

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ARTICLES = [
    Article(
        id=f"901_{n:04}",
        title=f"나룻배 {n}번째 날",
        body=f"한빛강 나룻배가 {n}번 건넜다. 윤서린 시장은 “오늘은 안개가 짙어 나룻배가 {n}번만 건넙니다”라고 말했다.",
        publisher="한빛일보",
        published=date(2026, 2, n),
    )
    for n in range(1, 5)
]
ASKED = (
    "/search 나룻배",
    "/search 쇄빙선",
    "/quote 오늘은 안개가 짙어",
    "/quote 윤서린",
    "/quote 쇄빙선",
    "나룻배는 몇 번 건넜어?",
    "쇄빙선은 언제 떠났어?",
    "윤서린 시장이 뭐라고 했어?",
    "/story 나룻배",
    "/story 쇄빙선",
    "/person 윤서린",
    "/person 강미로",
    "/trend 나룻배",
    "/trend 쇄빙선",
    "/latest",
    "/latest 나룻배",
)


class Away:
    """An archive that failed a moment ago."""

    is_away, size, revision = True, 0, 0

    def snapshot(self) -> tuple[object, object]:
        raise ArchiveError("away")

    def get_many(self, article_ids: object) -> list[Article | None]:
        raise ArchiveError("away")


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    stage = Stage(newsroom=Newsroom(Tiered(Index(ARTICLES), Away(), 90)))  # type: ignore[arg-type]
    await stage.app.initialize()
    yield stage
    await stage.app.shutdown()


@pytest.mark.parametrize("asked", ASKED)
async def test_every_answer_says_so(stage: Stage, asked: str) -> None:
    (said,) = await stage.says(MINSU, asked)
    assert 1 == said.text.count("지금은 최근 90일 기사에서만 찾았어요."), said.text
    (said,) = await stage.says(ANN, asked)
    assert 1 == said.text.count("Only the last 90 days could be searched just now."), said.text


@pytest.mark.parametrize("asked", ASKED)
async def test_where_nothing_is_away_nothing_is_said_of_it(asked: str) -> None:
    stage = Stage(newsroom=Newsroom(Index(ARTICLES)))
    await stage.app.initialize()
    (said,) = await stage.says(MINSU, asked)
    await stage.app.shutdown()
    assert "기사에서만 찾았어요" not in said.text


async def test_an_old_article_is_not_told_to_be_gone(stage: Stage) -> None:
    (said,) = await stage.says(MINSU, "/article 900_0001")
    assert "지금은 오래된 기사를 열 수 없어요. 잠시 뒤에 다시 해 주세요." in said.text


async def test_a_digest_of_what_may_be_in_the_archive_waits_and_says_so(stage: Stage) -> None:
    arrivals = [Arrival(1, "901_0001", NOW), Arrival(2, "900_0001", NOW)]
    with pytest.raises(ReaderError) as said:
        await stage.newsroom.edition(arrivals)
    assert "archive.away" == said.value.key
    there = await stage.newsroom.edition(arrivals[:1])
    assert ["901_0001"] == [reports[0].article.id for reports in there.stories], (
        "what memory has is told meanwhile"
    )
