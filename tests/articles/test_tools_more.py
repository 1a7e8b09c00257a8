"""More of what tools hand out: numbers for days, a corpus's records, other agencies' lines, marks of site generators."""

# ruff: noqa: E501 # a table of texts reads better a case a line

from __future__ import annotations

import json

import pytest

from bot.articles.article import Article
from bot.articles.page import read_page
from bot.articles.reader import article_of, read_article
from bot.articles.release import is_name
from bot.articles.sheet import day_of
from bot.articles.signature import read_signature
from bot.errors import UnreadableArticle
from tests.article_files import MODIFIED
from tests.articles.test_kinds import AT, BODY, DAY, TITLE, URL, Case
from tests.articles.test_tools_kinds import shared, told

ALL = {"title": TITLE, "body": BODY}
FIRST, SECOND = BODY.split("\n\n")
CASES = {
    "a link for a heading below a tool's own links": Case(f"[[ReadItLater]] [[Article]]\n\n# [{TITLE}]({URL})\n\n{BODY}\n", {**ALL, "url": URL}),
    "a post named by its title alone": Case(f"---\npublished: true\n---\n\n{BODY}\n", {"title": "밤 도서관", "body": BODY, "published": DAY}, "_posts/2026-03-04-밤-도서관.md"),
    "an anchor behind a heading": Case(f"---\nlang: ko\n---\n# {TITLE} {{#library}}\n\n{BODY}\n", ALL),
    "an admonition of MkDocs": Case(f'# {TITLE}\n\n!!! note "알림"\n    {FIRST}\n\n{SECOND}\n', ALL),
    "a component in colons": Case(f'# {TITLE}\n\n::alert{{type="info"}}\n{FIRST}\n::\n\n{SECOND}\n', ALL),
    "a list behind tabs": Case(f"---\ntitle: {TITLE}\ntags:\n\t- 밤\n\t- 책\n---\n{BODY}\n", {**ALL, "tags": ["밤", "책"]}),
    "facts under a heading of theirs": Case(
        f"# 기사 정리\n\n## 기본 정보\n- **제목**: {TITLE}\n- **언론사**: 한빛일보\n- **작성일**: {DAY}\n- **URL**: {URL}\n\n## 본문\n{BODY}\n", {**ALL, "publisher": "한빛일보", "published": DAY, "url": URL}
    ),
    "a link to the original below": Case(f"# {TITLE}\n\n{BODY}\n\n[기사 원문 보기]({URL})\n", {**ALL, "url": URL}),
    "an agency's line of reporter and times": Case(
        f"{TITLE}\n(한빛=한빛원) 도하람 기자 | 2026-03-04 14:38 송고 | 2026-03-04 15:00 최종수정\n\n{BODY}\n\nharam@hanbit.example\n<저작권자 © 한빛원, 무단전재 및 재배포 금지>\n",
        {**ALL, "published": AT, "authors": ["도하람"]}, "a.txt",
    ),
    "an agency's mark and its longer name below": Case(
        f"{TITLE}\n등록 2026.03.04 14:38:00수정 2026.03.04 15:12:24\n작게\n크게\n\n[한빛=한빛통신] 도하람 기자 = {BODY}\n\n◎공감언론 한빛통신 haram@hanbit.example\n\n<저작권자ⓒ 공감언론 한빛통신사. 무단전재-재배포 금지.>\n",
        {"title": TITLE, "body": f"[한빛=한빛통신] 도하람 기자 = {BODY}", "authors": ["도하람"], "publisher": "한빛통신", "published": AT}, "a.txt",
    ),
    "a reporter in brackets, two names in a copyright": Case(
        f"{TITLE}\n한빛일보\n입력 2026.03.04 14:38\n공유하기\n{BODY}\n\n[도하람 기자 haram@hanbit.example]\n\n[ⓒ 한빛일보 & hanbit.example, 무단전재 및 재배포 금지]\n",
        {**ALL, "publisher": "한빛일보", "authors": ["도하람"]}, "a.txt",
    ),
    "a town's press release": Case(
        f"한빛시 보도자료\n\n제공일자 : 2026. 3. 4.(수)\n제공부서 : 문화과 도서관팀\n담당자 : 팀장 도하람(031-000-0000)\n사진 : 있음 / 자료 : 있음\n\n{TITLE}\n{BODY}\n", {**ALL, "published": DAY}, "a.txt"
    ),
    "what a board tells above": Case(f"제목\t{TITLE}\n담당부서\t문화과\n등록일\t{DAY}\n조회수\t12\n첨부파일\t도서관.hwp\n\n{BODY}\n", {**ALL, "published": DAY}, "a.txt"),
    "a date and its source in Chinese": Case(f"{TITLE}\n2026年3月4日 14:38 来源：晓报\n\n{BODY}\n", {**ALL, "published": AT, "publisher": "晓报"}, "a.txt"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_kind_is_read(name: str) -> None:
    case = CASES[name]
    assert case.wanted == told(read_article(case.text.encode(), case.path, MODIFIED), case.wanted)


RECORDS: dict[str, tuple[object, dict[str, object]]] = {
    "a title and a byline within": (
        {"data": {"article": {"headline": {"main": TITLE, "kicker": None}, "byline": {"original": "도하람 기자"}, "pub_date": AT, "web_url": URL, "body": [{"type": "paragraph", "content": line} for line in (FIRST, SECOND)]}}},
        {"title": TITLE, "body": BODY, "authors": ["도하람"], "url": URL, "published": AT},
    ),
    "numbers of categories elsewhere": ({"title": {"rendered": TITLE}, "content": {"rendered": BODY}, "link": URL, "categories": [3], "tags": [9, 12]}, {**ALL, "category": "", "tags": []}),
    "a text that was cut": ({"title": TITLE, "content": f"{FIRST} 관장은… [+1234 chars]"}, {"title": TITLE, "body": f"{FIRST} 관장은…"}),
    "a corpus whose title is its first paragraph": ({"document": [{"metadata": {"title": "한빛일보 2026년 기사", "publisher": "한빛일보", "date": "20260304"}, "paragraph": [{"form": TITLE}, {"form": FIRST}]}]}, {"title": TITLE, "body": FIRST, "publisher": "한빛일보", "published": DAY}),
    "references of Zotero": ([{"id": "http://zotero.example/1", "title": TITLE, "container-title": "한빛일보", "URL": URL, "abstract": FIRST, "issued": {"date-parts": [[2026, 3, 4]]}}], {"title": TITLE, "body": FIRST, "publisher": "한빛일보", "published": DAY, "url": URL}),
}  # fmt: skip


@pytest.mark.parametrize("name", RECORDS)
def test_each_kind_of_record_is_read(name: str) -> None:
    record, wanted = RECORDS[name]
    (article,) = shared(json.dumps(record, ensure_ascii=False), "a.json")
    assert isinstance(article, Article)
    assert wanted == told(article, wanted)


def test_lines_of_json_have_a_short_ending_too() -> None:
    line = json.dumps(
        {"title": [f"\n\t{TITLE}\n"], "content": ["\r\n", f"{FIRST}\xa0"], "url": URL}, ensure_ascii=False
    )
    assert [TITLE, TITLE] == [
        one.title for one in shared(f"{line}\n{line}", "a.jl") if isinstance(one, Article)
    ]


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        (
            f"headlines,articles,pub_date\n{TITLE},{FIRST},2026-03-04\n",
            {"title": TITLE, "body": FIRST, "published": DAY},
        ),
        (
            f"기사 제목,기사 원문,입력 시간,기사 링크\n{TITLE},{FIRST * 4},2026.03.04. 오후 2:38,{URL}\n",
            {"title": TITLE, "body": FIRST * 4, "published": AT, "url": URL},
        ),
        (f"제목,날짜,내용\n{TITLE},46085,{FIRST}\n", {"title": TITLE, "body": FIRST, "published": DAY}),
    ],
)
def test_each_kind_of_table_is_read(table: str, wanted: dict[str, object]) -> None:
    (article,) = shared(table, "a.csv")
    assert isinstance(article, Article)
    assert wanted == told(article, wanted)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("46085.6097222222", "2026-03-04 14:38:00"),
        ("46085", "2026-03-04"),
        ("1234", "1234"),
        ("99999", "99999"),
        ("20260304", "20260304"),
    ],
)
def test_a_spreadsheets_number_is_a_day(cell: str, day: str) -> None:
    assert day == day_of(cell)


def test_a_notes_own_marks_are_not_shown() -> None:
    note = f'<note><title>{TITLE}</title><content><![CDATA[<en-note><div>{FIRST}</div><div><en-media type="image/jpeg" hash="a"/></div></en-note>]]></content></note>'
    (article,) = shared(f"<en-export>{note}</en-export>", "a.enex")
    assert isinstance(article, Article)
    assert article.body == FIRST


@pytest.mark.parametrize(
    ("head", "found", "wanted"),
    [
        ('<meta property="og:site_name" content="다음 - 한빛일보">', {}, {"publisher": "한빛일보"}),
        ('<p class="date">2026-03-04 14:38:00</p>', {"date": DAY}, {"published": AT}),
        (
            f'<meta name="created" content="2026-03-04 08:00:00"><meta name="source-url" content="{URL}">',
            {"date": DAY},
            {"published": None, "url": URL},
        ),
    ],
)
def test_a_page_tells_its_paper_and_its_time(
    head: str, found: dict[str, str], wanted: dict[str, object]
) -> None:
    article = article_of(read_page(f"<title>{TITLE}</title>{head}", BODY, found), "a.html", MODIFIED)
    assert wanted == told(article, wanted)


@pytest.mark.parametrize("line", ["한빛시청 보도자료", "한빛시 문화과 보도자료", "보도자료"])
def test_an_office_names_its_press_releases(line: str) -> None:
    assert is_name(line)


@pytest.mark.parametrize("line", ["검찰이 낸 보도자료", "보도자료를 베낀 신문", "2026.03.04 장소: 시청"])
def test_a_sentence_about_one_does_not(line: str) -> None:
    assert not is_name(line)
    assert not read_signature(line)


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        (f"title,url,time_added\n{TITLE},{URL},1772602680\n", "a list of links without their texts"),
        ("Date,User,Message\n2026-03-04 14:38:00,도하람,오\n", "a whole talk"),
        ("날짜,기온\n2026-03-04,3\n", "no article in it"),
        ("no,nick,comment\n1,갯바람,그래도 낡은 관은 바꿔야죠\n", "no article in it"),
    ],
)
def test_a_table_without_texts_is_refused_for_what_it_is(table: str, reason: str) -> None:
    with pytest.raises(UnreadableArticle) as refused:
        shared(table, "a.csv")
    assert reason in str(refused.value.reason)
