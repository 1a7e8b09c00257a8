"""Files made to take long, any bytes and any values: an article or a refusal, soon."""

from __future__ import annotations

import html
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.articles.encoding import compose
from bot.articles.reader import read_article
from bot.errors import UnreadableArticle
from tests.article_files import MODIFIED, crawled


def read(text: str | bytes, path: str = "a/b.md") -> Article:
    return read_article(text if isinstance(text, bytes) else text.encode(), path, MODIFIED)


@pytest.mark.parametrize(
    "text",
    [
        " " * 10**6 + "제목",
        "# " + "a " * 500_000 + "\t" * 500_000 + "b",
        "제목: 가\n" + " " * 10**6 + "내용",
        "제목: 가\n내용: " + "날짜\n" * 200_000,
        "---\ntitle: 가\n---\n# 가\n" + "** |" * 250_000,
        "---\ntitle: 가\n---\n# 가\n" + "\n" * 10**6 + "**",
        "---\ntitle: [" + "[" * 60_000 + "\n---\n본문",
        "---\nauthor: " + "(" * 60_000 + "\n---\n본문",
        "---\n" * 300_000,
        "관련 기사\n" * 140_000,
        "---\ntitle: 가\n---\n본문 " + "&" * 10**6,
        "가\n" + "\u1112\u1161" * 300_000,
    ],
    ids=lambda text: repr(text[:20]),
)
def test_a_file_made_to_take_long_does_not(text: str) -> None:
    began = time.perf_counter()
    try_to_read(text.encode())
    assert time.perf_counter() - began < 5  # quadratic would be hours


# Properties

LINE = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"], include_characters=" \xa0"), max_size=60
)


def try_to_read(text: bytes) -> Article | None:
    try:
        return read(text)
    except UnreadableArticle:
        return None


@given(st.binary(max_size=400))
def test_any_bytes_are_an_article_or_refused(raw: bytes) -> None:
    for start in (b"", b"---\n", b"---\ntitle: ", "제목: ".encode(), b"\xff\xfe"):
        article = try_to_read(start + raw)
        assert article is None or (article.title and article.id.isascii())


@given(
    st.text(max_size=300), st.sampled_from(["author", "title", "published_at", "crawled_at", "id", "body"])
)
def test_any_value_of_any_field_is_survived(value: str, field: str) -> None:
    article = try_to_read(crawled(**{field: value}).encode("utf-8", "replace"))
    assert article is None or len(article.id.encode()) <= 40


@given(st.lists(LINE, max_size=8).map("\n".join), LINE.filter(str.strip))
def test_a_crawled_file_round_trips(body: str, title: str) -> None:
    article = read(crawled(html.escape(body), title=html.escape(title)))
    assert compose(body).strip() == article.body
    assert compose(title).split() == article.title.split()
