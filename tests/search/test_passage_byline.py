"""What is shown of a found article is its news, not who wrote it."""

from __future__ import annotations

from bot.articles.article import Article
from bot.entrypoints.presentation.tree import text_of
from bot.entrypoints.telegram.views.pages import snippet
from bot.index.index import Index

BODY = (
    "임금 4.6% 인상(한빛=남도통신) 노다솜 기자 = 한빛시 시내버스 노동조합이 10일 첫차부터 파업에 들어갔다. "
    "노사는 9일 밤늦게까지 마지막 조정을 벌였다."
)


def shown(text: str, body: str = BODY) -> str:
    (hit,) = Index([Article(id="1", title="한빛 버스 파업", body=body)]).search(text).hits
    return text_of(snippet(hit.article, hit.passage))


def test_a_byline_is_not_shown_where_the_news_begins() -> None:
    for text in ("파업", "한빛 파업", "남도통신 파업"):
        assert "노다솜 기자" not in shown(text)
        assert "한빛시 시내버스 노동조합이" in shown(text)


def test_nothing_is_said_to_be_left_out_where_only_the_byline_is() -> None:
    body = BODY.removeprefix("임금 4.6% 인상")
    assert shown("파업", body).startswith("한빛시 시내버스")
    assert shown("파업").startswith("…한빛시 시내버스")


def test_a_passage_far_behind_stays_where_it_is() -> None:
    assert "마지막 조정을" in shown("마지막 조정", BODY + " 시민의 발이 묶였다." * 20)
