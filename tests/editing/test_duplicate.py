"""What is there already of an article that is handed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.articles.article import Article
from bot.editing.duplicate import find_twin
from bot.editing.manuscript import as_stored
from bot.errors import ReaderError
from bot.index.index import Index
from tests.article_files import MODIFIED

BODY = (
    "연못 마을 주민들이 새 두레박을 달았다. 이장 한가람 씨는 물이 달다고 말했다. 잔치에는 떡 세 말이 나왔다. "
    * 5
)


def article(id: str, title: str, body: str, day: date | None = date(2026, 3, 4)) -> Article:
    return as_stored(Article(id, title, body, "연못신문", published=day, added=MODIFIED))


POND = article("a1", "연못 마을에 새 두레박", BODY)
OTHERS = [article(f"b{i}", f"별내골 소식 {i}", f"별내골에 {i}번째 눈이 왔다. " * 20) for i in range(30)]
INDEX = Index([POND, *OTHERS])


def test_another_report_of_its_story_is_found() -> None:
    twin = find_twin(INDEX, article("c1", "연못 마을에 새 두레박(종합)", BODY + "저녁까지 이어졌다."))
    assert twin
    assert ("a1", "story") == (twin.article.id, twin.kind)


def test_the_same_content_under_another_id_is_the_same() -> None:
    twin = find_twin(INDEX, replace(POND, id="c2"))
    assert twin
    assert ("a1", "same") == (twin.article.id, twin.kind)


def test_its_id_with_other_words_is_told_apart_from_itself() -> None:
    twins = [find_twin(INDEX, one) for one in (POND, article("a1", "다른 제목", "다른 글이다."))]
    assert ["same", "id"] == [twin.kind for twin in twins if twin]


class Away(Index):
    """An index whose archive does not answer."""

    def article(self, article_id: str) -> Article | None:
        raise ReaderError("archive.away")


def test_while_the_archive_is_away_articles_can_be_added_and_are_compared_with_what_is_near() -> None:
    away = Away([POND, *OTHERS])
    assert find_twin(away, article("c3", "연못 마을에 기차역", "기차가 처음 섰다. " * 30)) is None
    twin = find_twin(away, article("c1", "연못 마을에 새 두레박(종합)", BODY + "저녁까지 이어졌다."))
    assert twin
    assert "a1" == twin.article.id


def test_news_is_news() -> None:
    assert find_twin(INDEX, article("c3", "연못 마을에 기차역", "기차가 처음 섰다. " * 30)) is None
    assert find_twin(INDEX, article("c4", "…", "점뿐인 제목이다. " * 30)) is None
    assert find_twin(Index(), POND) is None
