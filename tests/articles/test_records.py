"""JSON, lines of JSON and CSV: one article in a file is read, everything else says why it is not."""

# ruff: noqa: E501 # a table of texts reads better a case a line

from __future__ import annotations

import json

import pytest

from bot.articles.article import Article
from bot.articles.reader import read_article
from bot.errors import UnreadableArticle
from tests.article_files import MODIFIED

TITLE, BODY, URL = "한빛시 도서관 열다", "문을 열었다.\n\n늦게까지 연다.", "https://hanbit.example/news/4821"
JSON = {
    "newspaper3k": {"title": TITLE, "text": BODY, "authors": ["도하람"], "publish_date": "2026-03-04T14:38:00+09:00", "url": URL},
    "news-please": {"title": TITLE, "maintext": BODY, "authors": ["도하람"], "date_publish": "2026-03-04 14:38:00", "url": URL, "language": "ko"},
    "JSON-LD": {"@type": "NewsArticle", "headline": TITLE, "articleBody": BODY, "author": {"@type": "Person", "name": "도하람"}, "datePublished": "2026-03-04T14:38:00+09:00", "mainEntityOfPage": URL},
    "JSON-LD graph": {"@graph": [{"@type": "WebSite", "name": "한빛일보"}, {"@type": "NewsArticle", "headline": TITLE, "articleBody": BODY, "author": [{"name": "도하람"}], "datePublished": "2026-03-04T05:38:00Z", "url": URL}]},
    "Ghost": {"posts": [{"id": "65f00000000000000000aaaa", "title": TITLE, "html": "<p>문을 열었다.</p><p>늦게까지 연다.</p>", "published_at": "2026-03-04T05:38:00.000Z", "primary_author": {"name": "도하람"}, "url": URL, "status": "published"}]},
    "WordPress": [{"id": 7, "title": {"rendered": TITLE}, "content": {"rendered": "<p>문을 열었다.</p>\n<p>늦게까지 연다.</p>"}, "date": "2026-03-04T14:38:00", "link": URL, "author": "도하람"}],
    "a feed's item": {"title": TITLE, "description": BODY, "pubDate": "Wed, 04 Mar 2026 14:38:00 +0900", "link": URL, "dc:creator": "도하람"},
    "Korean names": {"제목": TITLE, "본문": BODY, "기자": "도하람 기자", "일자": "20260304143800", "URL": URL},
}  # fmt: skip


def read(text: str, path: str) -> Article:
    return read_article(text.encode(), path, MODIFIED)


def reason(text: str, path: str) -> str:
    with pytest.raises(UnreadableArticle) as refused:
        read(text, path)
    return refused.value.reason


@pytest.mark.parametrize("ending", ["json", "jsonl"])
@pytest.mark.parametrize("record", JSON.values(), ids=JSON)
def test_an_object_of_any_tool_is_an_article(record: object, ending: str) -> None:
    if ending == "jsonl" and isinstance(record, list):
        record = record[0]
    article = read(json.dumps(record, ensure_ascii=False), f"a.{ending}")
    assert (TITLE, BODY, ("도하람",), URL) == (article.title, article.body, article.authors, article.url)
    assert article.published is not None
    assert "2026-03-04" == str(article.day)


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_row_is_an_article(delimiter: str) -> None:
    names = delimiter.join(("언론사", "제목", "본문", "일자", "기고자", "URL"))
    row = delimiter.join(("한빛일보", TITLE, '"문을 열었다.\n\n늦게까지 연다."', "20260304", "도하람", URL))
    article = read(f"\ufeff{names}\n{row}\n", "a.csv")
    assert ("한빛일보", TITLE, BODY, ("도하람",)) == (
        article.publisher,
        article.title,
        article.body,
        article.authors,
    )
    assert "2026-03-04" == str(article.published)


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("다리 개통\n\n열렸다.", "a.json", "no JSON"),
        ("다리 개통\n\n열렸다.", "a.jsonl", "no JSONL"),
        ("다리 개통\n\n열렸다.", "a.csv", "no CSV"),
        ("[" * 100_000, "a.json", "no JSON"),
        ('{"name": "pkg", "version": "1.0", "scripts": {}}', "package.json", "no article in it: no title and text among the names of this JSON"),
        ("url,title\nhttps://a.example,가\n", "pocket.csv", "a list of links without their texts: save the articles as web pages"),
        ('{"title":"가","body":"나"}\n{"title":"다","body":"라"}', "a.jsonl", "several articles in one file (2): save each in a file of its own"),
        ("제목,본문\n가,나\n다,라\n", "a.csv", "several articles in one file (2): save each in a file of its own"),
        ('{"title": "가", "content": "나", "status": "draft"}', "a.json", "not published: status: draft"),
    ],
)  # fmt: skip
def test_what_is_no_article_or_many_says_so(text: str, path: str, expected: str) -> None:
    assert expected == reason(text, path)
