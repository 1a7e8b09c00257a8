"""Articles out of web pages."""

from __future__ import annotations

import pytest

from bot.adapters.web.page import read_page
from bot.errors import UnreadableArticle
from tests.article_files import MODIFIED

PARAGRAPHS = [
    f"솔숲 산책길에 {i}번째 벤치가 놓였다. 주민들은 앉아서 “바다가 보인다”고 말했다." for i in range(8)
]
HEAD = (
    "<meta property='og:title' content='솔숲 산책길에 벤치'><meta property='og:site_name' content='솔숲신문'>"
    "<meta property='article:published_time' content='2026-02-03T10:00:00+09:00'>"
)


def page(paragraphs: list[str], head: str = HEAD) -> bytes:
    text = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<html><head><title>솔숲 산책길에 벤치</title>{head}</head><body><nav><a href='/'>로그인</a> 메뉴</nav>"
        f"<article><h1>솔숲 산책길에 벤치</h1>{text}</article><footer>무단 전재 금지</footer>"
        "<script>alert('x')</script></body></html>"
    ).encode()


def test_title_text_paper_and_day_are_read_off_a_page() -> None:
    manuscript = read_page(page(PARAGRAPHS), MODIFIED, "https://news.solsup.example/7")
    article = manuscript.article
    assert ("솔숲 산책길에 벤치", "솔숲신문", "2026-02-03") == (
        article.title,
        article.publisher,
        str(article.day),
    )
    assert "https://news.solsup.example/7" == article.url
    assert all(one in article.body for one in PARAGRAPHS)
    assert not any(word in article.body for word in ("로그인", "무단 전재", "alert"))
    assert {"title", "publisher", "published"} <= set(manuscript.guessed)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (b"", "empty"),
        (b"<html><body><nav>menu</nav></body></html>", "no article in the page"),
        (b"just words", "no article in the page"),
        (page(["짧다."]), "no article in the page"),
        (b"\x89PNG" + bytes(1000), "no article in the page"),
        (b"<" * 5_500_000, "larger than 5 MiB"),
        (b"<div>" * 20_000, "no article in the page"),
    ],
    ids=["empty", "menu", "words", "short", "binary", "large", "nested"],
)
def test_a_page_without_an_article_is_refused(html: bytes, reason: str) -> None:
    with pytest.raises(UnreadableArticle) as refused:
        read_page(html, MODIFIED)
    assert reason == refused.value.reason


SHORT = "한빛대교가 30일 열렸다. 시청은 하루 사만 대가 다리를 건널 것으로 내다봤다. 걸어서도 건널 수 있다."
MENU = "".join(f"<li><a href='/{n}'>{n}번째로 많이 읽힌 긴 소식의 제목이다</a></li>" for n in range(30))


@pytest.mark.parametrize(
    "around",
    [
        "<div id='printArea'>{}</div>",
        "<article><div class='article_print'>{}</div></article>",
        "<div class='view hidden-print'>{}</div>",
        "<div class='most'>{}</div>",
        "<div class='news tag-politics'>{}</div>",
        "<section class='social-issue'>{}</section>",
        "<table><tr><td><img src='/1.jpg'></td></tr><tr><td>{}</td></tr></table>",
    ],
)
def test_a_short_article_stays_whatever_its_box_is_called(around: str) -> None:
    text = around.format(f"<p>{SHORT}</p>")
    html = (
        f"<html><head><title>다리가 열렸다</title>{HEAD}</head><body><ul>{MENU}</ul>{text}"
        "<div>회사 소개와 찾아오는 길을 알려 드립니다.</div></body></html>"
    )
    assert SHORT in read_page(html.encode(), MODIFIED).article.body
