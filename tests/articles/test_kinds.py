"""Articles as people and their tools keep them: a case a kind, several shapes each."""

# ruff: noqa: E501 # a table of texts reads better a case a line

from __future__ import annotations

from typing import NamedTuple

import pytest

from bot.articles.article import Article
from bot.articles.reader import read_article
from bot.errors import UnreadableArticle
from tests.article_files import MODIFIED

TITLE = "한빛시 야간 도서관 열다…자정까지"
BODY = '한빛시가 야간 도서관을 열었다고 4일 밝혔다.\n\n도하람 관장은 "밤에도 읽을 수 있다"고 말했다.'
URL = "https://hanbit.example/news/4821"
DAY, AT = "2026-03-04", "2026-03-04T14:38:00+09:00"
ALL = {"title": TITLE, "body": BODY}


class Case(NamedTuple):
    text: str
    wanted: dict[str, object]
    path: str = "a.md"


CASES = {
    "yaml with comments": Case(
        f"---\n# 자동\ntitle: {TITLE}\n# 제목\npublisher: 한빛일보\nurl: {URL}\n---\n{BODY}",
        {**ALL, "publisher": "한빛일보", "url": URL},
    ),
    "yaml that ends in dots": Case(f"---\ntitle: {TITLE}\ndate: {DAY}\n...\n\n{BODY}", {**ALL, "published": DAY}),
    "keys in quotes": Case(f'---\n"title": "{TITLE}"\n\'press\': 한빛일보\n---\n{BODY}', {**ALL, "publisher": "한빛일보"}),
    "keys with blanks": Case(f"---\ntitle : {TITLE}\npublish date : {DAY}\n---\n{BODY}", {**ALL, "published": DAY}),
    "Korean keys without blanks": Case(
        f"---\n제목:{TITLE}\n언론사:한빛일보\n기자:도하람\n입력:2026.03.04 14:38\n출처:{URL}\n---\n{BODY}",
        {**ALL, "publisher": "한빛일보", "authors": ["도하람"], "published": AT, "url": URL},
    ),
    "unknown Korean keys": Case(
        f"---\ntitle: {TITLE}\n중요도: 높음\nurl: {URL}\n메모: 다시 볼 것\n---\n{BODY}", {**ALL, "url": URL}
    ),
    "open graph": Case(
        f"---\nog:title: {TITLE}\nog:site_name: 한빛일보\nog:url: {URL}\narticle:published_time: {AT}\n"
        f"og:image: https://hanbit.example/a.png\narticle:section: 문화\n---\n{BODY}",
        {**ALL, "publisher": "한빛일보", "url": URL, "published": AT, "category": "문화"},
    ),
    "nested author": Case(
        f"---\ntitle: {TITLE}\nauthor:\n  name: 도하람\n  picture: /a.png\nogImage:\n  url: https://a.example/x\n---\n{BODY}",
        {**ALL, "authors": ["도하람"], "url": ""},
    ),
    "authors as mappings": Case(
        f"---\ntitle: {TITLE}\nauthors:\n  - name: 도하람\n    url: /d\n  - name: 윤서린\n---\n{BODY}",
        {**ALL, "authors": ["도하람", "윤서린"]},
    ),
    "nothing as null": Case(f"---\ntitle: {TITLE}\nauthor: null\npublisher: ~\n---\n{BODY}", {**ALL, "authors": [], "publisher": ""}),
    "a title of two quotations": Case(
        f'---\ntitle: "밤에도 연다"…시장 "더 늘린다"\npress: 한빛일보\ntags: [밤, 책]\n---\n{BODY}',
        {"title": '"밤에도 연다"…시장 "더 늘린다"', "publisher": "한빛일보", "tags": ["밤", "책"]},
    ),
    "block scalars": Case(
        f"---\ntitle: |\n  {TITLE}\nauthor: >\n  도하람\ndate_published: {DAY} 00:00:00\n---\n{BODY}",
        {**ALL, "authors": ["도하람"], "published": DAY},
    ),
    "an empty block": Case(f"---\n---\n\n# {TITLE}\n\n{BODY}", ALL),
    "something unseen before it": Case(f"\u200b\ufeff---\ntitle: {TITLE}\n---\n{BODY}", ALL),
    "a talk between rules": Case(f"---\n문: 언제 여나\n그는 웃었다.\n답: 오늘\n---\n\n{BODY}", {"body_has": "그는 웃었다."}),
    "TOML": Case(
        f'+++\ntitle = "{TITLE}"\ndate = {AT}\nauthors = ["도하람", "윤서린"]\n[params]\npublisher = "한빛일보"\n+++\n{BODY}',
        {**ALL, "published": AT, "authors": ["도하람", "윤서린"], "publisher": "한빛일보"},
    ),
    "JSON above a text": Case(
        f'{{\n  "title": "{TITLE}", "date": "{DAY}",\n  "author": {{"name": "도하람"}}\n}}\n\n{BODY}',
        {**ALL, "published": DAY, "authors": ["도하람"]},
    ),
    "a clipper's": Case(
        f'---\ntitle: "{TITLE}"\nsource: "{URL}"\nauthor:\n  - "[[도하람]]"\npublished: {DAY}\ncreated: 2026-03-09\n'
        f'tags:\n  - "clippings"\n---\n{BODY}',
        {**ALL, "url": URL, "authors": ["도하람"], "published": DAY},
    ),
    "the day in the name": Case(f"# {TITLE}\n\n{BODY}", {**ALL, "published": DAY}, "_posts/2026-03-04-library.md"),
    "labels": Case(
        f"제목: {TITLE}\n언론사: 한빛일보\n기자: 도하람 기자\n작성일: 2026-03-04 14:38\nURL: {URL}\n본문:\n{BODY}",
        {**ALL, "publisher": "한빛일보", "authors": ["도하람"], "published": AT, "url": URL}, "a.txt",
    ),
    "labels below": Case(f"제목: {TITLE}\n내용: {BODY}\n언론사: 한빛일보\n링크: {URL}", {**ALL, "publisher": "한빛일보", "url": URL}, "a.txt"),
    "labels in brackets": Case(
        f"[제목] {TITLE}\n[언론사] 한빛일보\n[일시] 2026.03.04\n[본문]\n{BODY}", {**ALL, "publisher": "한빛일보", "published": DAY}, "a.txt"
    ),
    "values on lines of their own": Case(
        f"제목:\n{TITLE}\n언론사:\n한빛일보\n본문:\n{BODY}", {**ALL, "publisher": "한빛일보"}, "a.txt"
    ),
    "bold labels under a heading": Case(
        f"# {TITLE}\n\n**언론사**: 한빛일보\n**작성일:** March 4, 2026\n- 링크: [원문]({URL})\n\n{BODY}",
        {**ALL, "publisher": "한빛일보", "published": DAY, "url": URL},
    ),
    "Pelican": Case(f"Title: {TITLE}\nDate: 2026-03-04 14:38\nCategory: 문화\nSlug: lib\n\n{BODY}", {**ALL, "published": AT, "category": "문화"}),
    "Readwise": Case(
        f"# {TITLE}\n\n![c](https://a.example/c.png)\n\n## Metadata\n- Author: [[한빛일보]]\n- Full Title: {TITLE}\n"
        f"- Category: #articles\n- URL: {URL}\n\n## Highlights\n- 첫째 줄이다.\n- 둘째 줄이다.",
        {"title": TITLE, "url": URL, "body": "첫째 줄이다.\n둘째 줄이다."},
    ),
    "Logseq": Case(
        f"title:: {TITLE}\nsource:: {URL}\npublished:: [[{DAY}]]\n\n- 첫째 줄이다.\n- 둘째 줄이다.",
        {"title": TITLE, "url": URL, "published": DAY, "body": "첫째 줄이다.\n둘째 줄이다."},
    ),
    "Joplin": Case(
        f"{TITLE}\n\n{BODY}\n\nid: 0af3\nparent_id: 1bb2\nis_conflict: 0\nsource_url: {URL}\ntype_: 1", {**ALL, "url": URL}
    ),
    "a mail": Case(
        f"From: 한빛일보 <letter@hanbit.example>\nTo: a@b.example\nSubject: {TITLE}\nDate: Wed, 04 Mar 2026 14:38:00 +0900\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{BODY}",
        {**ALL, "publisher": "한빛일보", "published": AT}, "a.eml",
    ),
    "an encoded mail": Case(
        "From: =?utf-8?B?7ZWc67mb7J2867O0?= <a@hanbit.example>\nSubject: =?utf-8?B?64+E7ISc6rSAIOqwnOq0gA==?=\n"
        "Content-Transfer-Encoding: base64\nContent-Type: text/html; charset=utf-8\n\nPHA+66y47J2EIOyXtOyXiOuLpC48L3A+\n",
        {"title": "도서관 개관", "body": "문을 열었다.", "publisher": "한빛일보"}, "a.txt",
    ),
    "a copied page": Case(
        f"한빛일보\n구독\n{TITLE}\n입력2026.03.04. 오후 2:38\n수정2026.03.04. 오후 4:01\n본문 듣기\n댓글 3\n\n도하람 기자\n\n{BODY}\n\n"
        "도하람 기자 haram@hanbit.example\nCopyright ⓒ 한빛일보. All rights reserved. 무단 전재 및 재배포 금지.\n"
        "이 기사는 언론사에서 문화 섹션으로 분류했습니다.\n기자 프로필",
        {**ALL, "published": AT, "authors": ["도하람"], "publisher": "한빛일보", "category": "문화"}, "a.txt",
    ),
    "an address of the portal": Case(
        f"---\ntitle: {TITLE}\nurl: https://n.news.naver.com/mnews/article/901/0000000017?sid=102\n---\n{BODY}",
        {**ALL, "id": "901_0000000017"},
    ),
    "entities in a title": Case(f"---\ntitle: &quot;밤&quot; 한빛 &amp; 도담\n---\n{BODY}", {"title": '"밤" 한빛 & 도담'}),
    "the title, a tag and links again": Case(
        f"---\ntitle: {TITLE}\n---\n# {TITLE}\n#클리핑\n\n[Read on Hub](https://hub.example)\n[Read Original]({URL})\n\n{BODY}",
        {**ALL, "url": URL},
    ),
}  # fmt: skip
WITHHELD = {
    "draft: true": "not published: draft: true",
    "draft: yes # 나중에": "not published: draft: yes",
    "published: false": "not published: published: false",
    "status: draft": "not published: status: draft",
    "공개: 아니오": "not published: 공개: 아니오",
}


def read(text: str, path: str = "a.md") -> Article:
    return read_article(text.encode(), path, MODIFIED)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_kind_is_read(case: Case) -> None:
    article = read(case.text, case.path)
    for name, value in case.wanted.items():
        if name == "body_has":
            assert str(value) in article.body
        elif name == "published":
            assert value == (article.published.isoformat() if article.published else None)
        else:
            found = getattr(article, name)
            assert value == (list(found) if isinstance(found, tuple) else found), name


@pytest.mark.parametrize(("line", "reason"), WITHHELD.items())
def test_what_says_it_is_not_published_is_not(line: str, reason: str) -> None:
    with pytest.raises(UnreadableArticle, match=f"^{reason}$"):
        read(f"---\ntitle: {TITLE}\n{line}\n---\n{BODY}")


@pytest.mark.parametrize("line", ["draft: false", "published: true", "status: published", "draft:"])
def test_what_says_it_is_published_is(line: str) -> None:
    assert BODY == read(f"---\ntitle: {TITLE}\n{line}\n---\n{BODY}").body


@pytest.mark.parametrize(
    ("text", "path", "reason"),
    [
        (
            "---\ntitle: {{title}}\ndate: {{date}}\n---\n{{content}}",
            "a.md",
            "a template: its title is not filled in",
        ),
        (f"{TITLE}\n\n{BODY}", "a.eml", "no mail: it does not begin with a mail's headers"),
        (f"{TITLE}\n\n{BODY}", "a.mdx", "neither front matter, fields nor a heading: not an article"),
        (
            "가  나다.  라마.\n바  사아.  자차.\n카  타파.  하.",
            "a.txt",
            "several articles in one file, one a line: save each in a file of its own",
        ),
        ("공책\n\nid: 1b\nparent_id: \ntype_: 2", "a.md", "Joplin's record of a folder, a tag or a picture"),
    ],
)
def test_what_is_no_article_says_why(text: str, path: str, reason: str) -> None:
    with pytest.raises(UnreadableArticle) as refused:
        read(text, path)
    assert reason == refused.value.reason


@pytest.mark.parametrize(
    "text",
    ["기자: 언제 여나\n시장: 오늘이다.\n기자: 왜 여나", "날짜: 3월 4일\n장소: 한빛시청\n\n행사가 열린다."],
)
def test_a_talk_and_an_event_are_text(text: str) -> None:
    article = read(text, "a.txt")
    assert text == f"{article.title}\n{article.body}"


def test_one_address_and_one_title_are_one_article_and_two_titles_are_two() -> None:
    one, same, other = (
        read(f"---\ntitle: {title}\nurl: {url}\n---\n{BODY}", path).id
        for title, url, path in (
            ("가", URL, "1.md"),
            ("가", f"{URL}?utm_source=x", "2.md"),
            ("나", URL, "3.md"),
        )
    )
    assert one == same != other
