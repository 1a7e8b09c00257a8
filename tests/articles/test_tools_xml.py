"""Articles in XML: which of its elements are records, what is none of its text, and that time grows with size alone."""

# ruff: noqa: E501 # a table of texts reads better a case a line

from __future__ import annotations

import sys
from types import FrameType

import pytest

from bot.articles.article import Article
from bot.articles.collections import read_collection
from bot.errors import UnreadableArticle
from tests.articles.test_kinds import BODY, TITLE
from tests.articles.test_tools_kinds import shared, told

HTML = "".join(f"<p>{line}</p>" for line in BODY.split("\n\n"))
TEXT = f"<title>{TITLE}</title><content>{HTML}</content>"
KEYWORDS = "<keywords><item>다리</item><item>책</item></keywords>"
RELATED = "<related><item><title>다른 기사</title></item></related>"
RECORDS = {
    "a document with its keywords as items": f"<docs><doc>{KEYWORDS}{TEXT}</doc><doc>{TEXT}{KEYWORDS}</doc></docs>",
    "one document with its keywords as items": f"<docs><doc>{TEXT}{KEYWORDS}</doc></docs>",
    "a document with what is related to it above its text": f"<docs><doc>{RELATED}{TEXT}</doc></docs>",
    "documents with a lead and what is related, then their text": f"<docs><doc><title>{TITLE}</title><summary>한 줄</summary>{RELATED}<content>{HTML}</content></doc></docs>",
    "news whose text is called article": f"<news><title>{TITLE}</title><article>{BODY}</article></news>",
    "news whose text is called article, in marks": f"<list><news><title>{TITLE}</title><article>{HTML}</article></news></list>",
    "a root that is called news": f"<news><title>한빛일보</title><description>한빛시의 소식</description><item>{TEXT}</item><item>{TEXT}</item></news>",
    "a root whose items are deeper": f"<document><body><items><item>{TEXT}</item></items></body></document>",
    "a title in the header": f"<records><record><header><title>{TITLE}</title></header><content>{HTML}</content></record></records>",
    "a title in the head": f"<article><head><title>{TITLE}</title></head><body>{HTML}</body></article>",
    "records with a prefix": f"<ns0:items><ns0:item><ns0:title>{TITLE}</ns0:title><ns0:content>{HTML}</ns0:content></ns0:item></ns0:items>",
    "Atom with a prefix": f'<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>한빛일보</a:title><a:entry><a:title>{TITLE}</a:title><a:content type="html">{HTML.replace("<", "&lt;")}</a:content></a:entry></a:feed>',
    "a root with a prefix alone": f"<n:page><n:title>{TITLE}</n:title><n:content>{HTML}</n:content></n:page>",
    "others' prefixes are kept": f"<rss><item><media:title>사진 제목</media:title><media:text>사진 설명</media:text><title>{TITLE}</title><content:encoded>{HTML}</content:encoded></item></rss>",
}  # fmt: skip


@pytest.mark.parametrize("name", RECORDS)
def test_the_records_of_a_file_are_told_by_their_titles(name: str) -> None:
    articles = shared(RECORDS[name], "a.xml")
    wanted: dict[str, object] = {"title": TITLE, "body": BODY}
    for article in articles:
        assert isinstance(article, Article)
        assert wanted == told(article, wanted)
    assert (RECORDS[name].count(f"{TITLE}</")) == len(articles)


def test_a_title_of_something_else_within_a_record_is_not_the_articles() -> None:
    (article,) = shared(
        f"<items><item><topic><title>한빛시의 밤</title></topic>{TEXT}</item></items>", "a.xml"
    )
    assert isinstance(article, Article)
    assert article.title == TITLE


def test_a_comment_is_not_read() -> None:
    taken_out = f"<!-- <item><title>지운 기사</title><content>지운 글. <![CDATA[그 글]]></content></item> --><item>{TEXT}</item>"
    (article,) = shared(f"<rss><channel>{taken_out}</channel></rss>", "a.xml")
    assert isinstance(article, Article)
    assert (TITLE, BODY) == (article.title, article.body)


def test_a_comments_mark_within_a_text_is_of_the_text() -> None:
    xml = f"<rss><item><title>{TITLE}</title><description><![CDATA[<p>처음</p><pre>&lt;!-- 말</pre>]]></description></item><item>{TEXT}<!-- 끝</item></rss>"
    first, second = shared(xml, "a.xml")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert ("처음\n\n<!-- 말", BODY) == (first.body, second.body)


@pytest.mark.parametrize(
    "aside",
    [
        "<image><title>로고</title><url>https://a.example/a.png</url></image>",
        "<textInput><title>찾기</title></textInput>",
        '<image rdf:resource="https://a.example/a.png"/>',
    ],
)
def test_the_paper_is_not_called_by_its_picture(aside: str) -> None:
    (article,) = shared(f"<rss><channel>{aside}<title>한빛일보</title><item>{TEXT}</item></channel></rss>", "a.xml")  # fmt: skip
    assert isinstance(article, Article)
    assert article.publisher == "한빛일보"


def searches(text: str) -> int:
    """How often a text is searched from some place on for where something ends."""
    counted = 0

    def count(_: FrameType, event: str, function: object) -> None:
        nonlocal counted
        counted += event == "c_call" and getattr(function, "__name__", "") in ("find", "rfind", "index")

    sys.setprofile(count)
    try:
        read_collection(text, "a.xml")
    except UnreadableArticle:
        pass
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize(
    "many",
    [
        lambda n: "<main>" * n,
        lambda n: "<title>가</title><body>" * n,
        lambda n: "<text>" * n + "<body.content>",
        lambda n: "<body>" * n + "<body.content></body>",
        lambda n: "".join(f"<bo{'-' * (i % 20)}dy{'.' * (i // 20)}>" for i in range(n)),
        lambda n: "<!-- " * n + "<![CDATA[" * n,
        lambda n: "<image><textInput>" * n,
    ],
)
def test_what_is_never_closed_is_sought_as_often_in_twice_as_much(many: object) -> None:
    assert callable(many)
    _, once, twice = (searches(f"<rss>{many(n)}<item>{many(n)}</item></rss>") for n in (1, 400, 800))
    assert 0 < once == twice
