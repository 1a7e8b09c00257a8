"""What tools hand out: letters, wires, saved feeds, tables without names, pastes with summaries."""

# ruff: noqa: E501 # a table of texts reads better a case a line

from __future__ import annotations

import pytest

from bot.articles.article import Article
from bot.articles.reader import read_article, read_shared
from bot.errors import UnreadableArticle
from tests.article_files import MODIFIED
from tests.articles.test_kinds import AT, BODY, DAY, TITLE, URL, Case

ALL = {"title": TITLE, "body": BODY}
HTML = "".join(f"<p>{line}</p>" for line in BODY.split("\n\n"))
LETTER = (
    "From: =?utf-8?B?7ZWc67mb7J2867O0?= <letter@hanbit.example>\nSubject: 야간 도서관\nDate: Wed, 04 Mar 2026 14:38:00 +0900\n"
    "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
)
OF_LETTER = {"title": "야간 도서관", "body": BODY, "publisher": "한빛일보", "published": AT}
CASES = {
    "a letter's hidden line, its buttons and its footer": Case(
        f'{LETTER}<div style="display:none;max-height:0">미리 볼 말</div><a href="{URL}">웹에서 보기</a><h2>야간 도서관</h2>{HTML}'
        "<p>한빛일보 한빛시 강변로 1</p><p><a>수신거부</a> Unsubscribe</p><p>ⓒ 한빛일보</p>".replace("<p>한빛일보 한빛시 강변로 1</p>", ""),
        OF_LETTER, "a.eml",
    ),
    "a letter that says how to get no more": Case(
        f"{LETTER}{HTML}<p>구독을 원치 않으시면 여기를 눌러 주세요.</p><p>한빛시 강변로 1</p>", OF_LETTER, "a.eml"
    ),
    "a wire's end and when it was sent": Case(
        f"{TITLE}\n\n(한빛=한빛통신) 도하람 기자 = {BODY}\n\n    haram@hanbit.example\n\n(끝)\n\n<저작권자(c) 한빛통신, 무단 전재-재배포, AI 학습 및 활용 금지>\n2026/03/04 14:38 송고\n",
        {"title": TITLE, "publisher": "한빛통신", "authors": ["도하람"], "published": AT, "body": f"(한빛=한빛통신) 도하람 기자 = {BODY}"}, "a.txt",
    ),
    "a wire's long code, its desk and version": Case(
        f"HBR20260304001200051\n사회 2보\n{TITLE}\n{BODY}\n(끝)\n2026-03-04 14:38\n", {**ALL, "published": AT}, "a.txt"
    ),
    "labels above, a copyright and an end below": Case(
        f"제목: {TITLE}\n배포일시: 2026년 3월 4일(수) 14:38\n\n{BODY}\n\n(끝)\n\nⓒ 한빛일보. 무단 전재 및 재배포 금지\n", {**ALL, "published": AT, "publisher": "한빛일보"}, "a.txt"
    ),
    "a portal's line with the paper before its time": Case(
        f"{TITLE}\n한빛일보 원문 기사전송 2026-03-04 14:38 최종수정 2026-03-04 15:12\n0\n추천\n0\n댓글 글자크기\n프린트\n{BODY}\n\n<저작권자 ⓒ 한빛일보, 무단전재 및 재배포 금지>\n이 기사의 카테고리는 언론사의 분류를 따릅니다.\n",
        {**ALL, "published": AT, "publisher": "한빛일보"}, "a.txt",
    ),
    "a portal's own summary above the text": Case(
        f"{TITLE}\n도하람 기자\n입력 2026. 3. 4. 14:38\n글씨크기 조절하기\n도서관이 밤에 문을 연다는 말을 줄였다\n요약보기\n자동요약\n기사 제목과 주요 문장을 기반으로 자동요약한 결과입니다.\n\n{BODY}\n\nⓒ 한빛일보. 무단 전재 및 재배포 금지",
        {**ALL, "published": AT}, "a.txt",
    ),
    "crumbs above a title in English, a name alone below it": Case(
        f"Hanbit News > Society\n{TITLE}\n\nPublished 2026-03-04 14:38 KST\nHaram Do\n\n{BODY}\n\nHaram Do haram@hanbit.example\n", {**ALL, "published": AT, "authors": ["Haram Do"]}, "a.txt"
    ),
    "what an agency puts below": Case(
        f"{TITLE}\nBy Haram Do\nMarch 4, 2026\n\n{BODY}\n\nOur Standards: The Hanbit Trust Principles.\n\nPurchase Licensing Rights\n", {**ALL, "published": DAY, "authors": ["Haram Do"]}, "a.txt"
    ),
    "tags that are closed": Case(f"# {TITLE}\n#한빛/도서관 #스크랩#\n\n[원문]({URL})\n\n{BODY}", {**ALL, "url": URL}),
    "tags above the heading, a note's fields below": Case(
        f"Tag(s): 밤, 책\n\n# {TITLE}\n\n{BODY}\n\n---\n    Created at: 2026-03-20T08:00:00+09:00\n    Updated at: 2026-03-20T08:10:00+09:00\n    Author: 도하람\n    Source: {URL}\n",
        {**ALL, "url": URL, "authors": ["도하람"], "published": None},
    ),
    "front matter of JavaScript": Case(f'---js\n{{\n  // 글\n  title: "{TITLE}",\n  date: "{DAY}",\n  tags: ["밤"],\n}}\n---\n\n{BODY}', {**ALL, "published": DAY}),
    "fields of an example in a fence": Case(
        f"제목: {TITLE}\n언론사: 한빛일보\n\n{BODY}\n\n```\n---\n제목: 다른 기사\n언론사: 한빛일보\n```\n", {"title": TITLE, "publisher": "한빛일보"}, "a.txt"
    ),
    "two names of a day by Astro": Case(f"---\ntitle: {TITLE}\npubDatetime: 2026-03-04T05:38:00Z\nmodDatetime: 2026-03-09T00:00:00Z\n---\n{BODY}", {**ALL, "published": "2026-03-04T05:38:00+00:00"}),
}  # fmt: skip


def told(article: Article, wanted: dict[str, object]) -> dict[str, object]:
    found = {
        "title": article.title, "body": article.body, "publisher": article.publisher, "url": article.url, "category": article.category,
        "authors": list(article.authors), "published": article.published.isoformat() if article.published else None, "tags": list(article.tags),
    }  # fmt: skip
    return {key: found[key] for key in wanted}


@pytest.mark.parametrize("name", CASES)
def test_each_kind_is_read(name: str) -> None:
    case = CASES[name]
    assert case.wanted == told(read_article(case.text.encode(), case.path, MODIFIED), case.wanted)


@pytest.mark.parametrize(
    "sentence",
    [
        "이 기사의 본문 전체가 허락 없이 옮겨졌다고 신문사는 주장했다.",
        "언론사는 개별 기사를 내려 달라고 할 수 있다.",
        "이 기사의 섹션 정보가 틀렸다고 독자들은 지적했습니다.",
    ],
)
def test_sentences_about_articles_are_of_the_text(sentence: str) -> None:
    page = f"{TITLE}\n입력 2026.03.04. 오후 2:38\n\n{BODY}\n\n{sentence}\n\nⓒ 한빛일보. 무단 전재 금지"
    assert f"{BODY}\n\n{sentence}" == read_article(page.encode(), "a.txt", MODIFIED).body


def test_a_portals_sentence_about_its_sections_is_not() -> None:
    sections = "기사의 섹션 정보는 해당 언론사의 분류를 따르고 있습니다. 언론사는 개별 기사를 2개 이상 섹션으로 중복 분류할 수 있습니다."
    page = f"{TITLE}\n입력 2026.03.04. 오후 2:38\n\n{BODY}\n\nⓒ 한빛일보. 무단 전재 금지\n{sections}"
    assert read_article(page.encode(), "a.txt", MODIFIED).body == BODY


def test_a_list_of_links_may_have_brackets_in_its_titles() -> None:
    with pytest.raises(UnreadableArticle):
        read_article(
            "# 목차\n\n- [[단독] 다리 열려](a.md)\n- [책 나와](b.md)\n".encode(), "index.md", MODIFIED
        )


def shared(text: str, path: str) -> list[Article | str]:
    return [
        one if isinstance(one, Article) else str(one.reason)
        for _, one in read_shared(text.encode(), path, MODIFIED)
    ]


def item(kind: str = "post", status: str = "publish") -> str:
    paragraphs = "<!-- wp:paragraph -->".join(f"<p>{line}</p>" for line in BODY.split("\n\n"))
    return (
        f"<item><title><![CDATA[{TITLE}]]></title><link>{URL}</link><pubDate>Wed, 04 Mar 2026 05:38:00 +0000</pubDate>"
        f"<dc:creator><![CDATA[haram]]></dc:creator><content:encoded><![CDATA[{paragraphs}]]></content:encoded>"
        f"<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>"
        '<category domain="category"><![CDATA[문화]]></category></item>'
    )


def test_what_wordpress_hands_out_has_an_article_an_item() -> None:
    writer = (
        "<wp:author><wp:author_login><![CDATA[haram]]></wp:author_login>"
        "<wp:author_display_name><![CDATA[도하람]]></wp:author_display_name></wp:author>"
    )
    xml = f"<rss><channel><title>한빛일보</title>{writer}{item()}{item(status='draft')}{item(kind='attachment')}</channel></rss>"
    first, draft, picture = shared(xml, "a.xml")
    wanted: dict[str, object] = {
        "title": TITLE, "body": BODY, "publisher": "한빛일보", "authors": ["도하람"], "url": URL, "category": "문화",
        "published": "2026-03-04T05:38:00+00:00",
    }  # fmt: skip
    assert isinstance(first, Article)
    assert wanted == told(first, wanted)
    assert (True, True) == (isinstance(draft, str), isinstance(picture, str))


ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>한빛일보</title><entry><title>{title}</title><link rel="self" href="https://a.example/"/>'
    '<link rel="alternate" href="{url}"/><author><name>도하람</name></author><published>2026-03-04T14:38:00+09:00</published>{content}</entry></feed>'
)
XML = {
    "Atom with escaped HTML": ATOM.format(title=TITLE, url=URL, content=f"<content type='html'>{HTML.replace('<', '&lt;')}</content>"),
    "Atom with XHTML": ATOM.format(title=TITLE, url=URL, content=f'<content type="xhtml"><div>{HTML}</div></content>'),
    "a crawler's export": f"<items><item><title>{TITLE}</title><press>한빛일보</press><authors><value>도하람</value></authors><date>2026-03-04 14:38</date><url>{URL}</url><content>{BODY}</content></item></items>",
    "trafilatura's own": f'<doc sitename="한빛일보" title="{TITLE}" author="도하람" date="2026-03-04T14:38:00+09:00" source="{URL}"><main>{HTML}</main><comments/></doc>',
}  # fmt: skip


@pytest.mark.parametrize("name", XML)
def test_an_article_in_xml_is_read(name: str) -> None:
    (article,) = shared(XML[name], "a.xml")
    wanted = {
        "title": TITLE,
        "body": BODY,
        "publisher": "한빛일보",
        "authors": ["도하람"],
        "url": URL,
        "published": AT,
    }
    assert isinstance(article, Article)
    assert wanted == told(article, wanted)


@pytest.mark.parametrize(
    "xml",
    [
        "<urlset><url><loc>https://a.example/1</loc></url></urlset>",
        "<rss><channel></channel></rss>",
        "x",
        "<a>" * 999,
    ],
)
def test_xml_without_an_article_is_refused(xml: str) -> None:
    with pytest.raises(UnreadableArticle):
        shared(xml, "a.xml")


def test_a_table_without_names_is_read_by_what_stands_in_its_columns() -> None:
    rows = [
        f'2026-03-0{n} 14:38:00,society,한빛일보,{TITLE} {n}번째,"{BODY.replace(chr(34), chr(39)) * 2} {n}",{URL}{n}'
        for n in (4, 5, 6)
    ]
    articles = shared("\ufeff" + "\n".join(rows), "a.csv")
    wanted: dict[str, object] = {
        "title": f"{TITLE} 4번째",
        "publisher": "한빛일보",
        "category": "society",
        "published": AT,
        "url": f"{URL}4",
    }
    assert len(articles) == 3
    assert isinstance(articles[0], Article)
    assert wanted == told(articles[0], wanted)


@pytest.mark.parametrize("table", ["a,b,c\n1,2,3\n", "2026-03-04,3,40\n2026-03-05,4,50\n", "가,나\n다,라\n"])
def test_a_table_without_names_and_without_articles_is_refused(table: str) -> None:
    with pytest.raises(UnreadableArticle):
        shared(table, "a.csv")
