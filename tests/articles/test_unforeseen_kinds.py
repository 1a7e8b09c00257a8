"""Shapes that nobody planned for: comments in front matter, tables that lie on their side, what forums and phones add."""

# ruff: noqa: E501 # a table of texts reads better a case a line

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from bot.articles.article import KST, Article
from bot.articles.encoding import decode
from bot.articles.fields import Fields, gather
from bot.articles.furniture import take_credit
from bot.articles.mail import read_mail
from bot.articles.markup import shown_title
from bot.articles.moment import read_published
from bot.articles.names import original_of, why_not
from bot.articles.page import read_page
from bot.articles.reader import article_of, read_article
from bot.errors import UnreadableArticle
from tests.article_files import MODIFIED
from tests.articles.test_kinds import AT, BODY, DAY, TITLE, URL, Case
from tests.articles.test_tools_kinds import shared, told

ALL = {"title": TITLE, "body": BODY}
FIRST, SECOND = BODY.split("\n\n")
PARK = {"title": "한빛시 새 공원 문 열어", "text": "공원이 문을 열었다. 넓이는 3㏊다."}
CASES = {
    "comments behind values": Case(f"---\ntitle: {TITLE} # 제목\npublisher: 한빛일보 # 매체\nurl: {URL}#top # 원문\nauthor: # 나중에\n---\n{BODY}\n", {**ALL, "publisher": "한빛일보", "url": f"{URL}#top", "authors": []}),
    "a mark that begins no comment": Case(f"---\ntitle: C#과 #한빛\ntags: #밤 #책\n---\n{BODY}\n", {"title": "C#과 #한빛", "body": BODY, "tags": ["밤", "책"]}),
    "front matter within braces": Case(f'---\n{{title: "{TITLE}", author: {{name: 도하람}}, date: {DAY}}}\n---\n{BODY}\n', {**ALL, "authors": ["도하람"], "published": DAY}),
    "a tool's front matter above a site's": Case(f"---\nlayout: post\n---\n\n---\ntitle: {TITLE}\npublisher: 한빛일보\n---\n{BODY}\n", {**ALL, "publisher": "한빛일보"}),
    "a title of AsciiDoc": Case(f"= {TITLE}\n{DAY}\n\n{BODY}\n", {**ALL, "published": DAY}, "a.txt"),
    "marks of a forum": Case(f"[b]{TITLE}[/b]\n\n[quote={URL}]{FIRST}[/quote]\n\n[color=#f00]{SECOND}[/color]\n[img]{URL}.jpg[/img]\n", ALL, "a.txt"),
    "a bracket that is no mark": Case(f"[속보] {TITLE}\n\n[b] {FIRST}\n\n{SECOND}\n", {"title": f"[속보] {TITLE}", "body": f"[b] {FIRST}\n\n{SECOND}"}, "a.txt"),
    "words before the address below": Case(f"{TITLE}\n\n{BODY}\n\n자세히 보기 ▶ {URL}\n", {**ALL, "url": URL}, "a.txt"),
    "an address that a text tells": Case(f"{TITLE}\n\n{BODY}\n\n신청은 다음 주소로 {URL}\n", {"title": TITLE, "body": f"{BODY}\n\n신청은 다음 주소로 {URL}", "url": ""}, "a.txt"),
    "a page that a browser shows for reading": Case(f"hanbit.example\n{TITLE}\n도하람\n3–4분\n\n{BODY}\n", {**ALL, "authors": ["도하람"]}, "a.txt"),
    "a page for reading, with who wrote it alone": Case(f"news.hanbit.example\n\n{TITLE}\n도하람 기자\n\n{BODY}\n", {**ALL, "authors": ["도하람"]}, "a.txt"),
    "a site that is the title": Case(f"node.js\n\n{BODY}\n", {"title": "node.js", "body": BODY}, "a.txt"),
    "a site that is the title, above its reporter": Case(f"kakao.com\n도하람 기자\n\n{BODY}\n", {"title": "kakao.com", "body": BODY, "authors": ["도하람"]}, "a.txt"),
    "a site above a title that is one": Case(f"hanbit.example\nnode.js\n도하람\n3–4분\n\n{BODY}\n", {"title": "node.js", "body": BODY, "authors": ["도하람"]}, "a.txt"),
    "a year and a time without a blank": Case(f"{TITLE}\nBy Haram Do\nMarch 4, 20262:38 PM GMT+9Updated 2 hours ago\n\n{BODY}\n", {**ALL, "published": AT, "authors": ["Haram Do"]}, "a.txt"),
    "what a blog says below": Case(f"{TITLE}\n2026. 3. 4. 14:38\n\n{BODY}\n\n공감 12\n댓글 3\n[출처] {TITLE}|작성자 한빛\n", {**ALL, "published": AT}, "a.txt"),
    "an end in English": Case(f"{TITLE}\n\n{BODY}\n\n(END)\n", ALL, "a.txt"),
    "an address with when it was seen": Case(f"---\ntitle: {TITLE}\nurl: {URL} (접속 2026. 3. 5.)\n---\n{BODY}\n", {**ALL, "url": URL}),
    "whom to write to, with a subject": Case(f"{TITLE}\n입력 2026-03-04 14:38\n\n{BODY}\n\n제보는 카카오톡 hanbit\nⓒ 한빛일보. 무단 전재 금지\n", {**ALL, "published": AT, "publisher": "한빛일보"}, "a.txt"),
}  # fmt: skip
RECORD = {"title": TITLE, "text": BODY}
FILES = {
    "columns under names of rows": {
        "title": {"0": TITLE, "1": PARK["title"]},
        "text": {"0": BODY, "1": PARK["text"]},
    },
    "columns as lists": {"title": [TITLE, PARK["title"]], "text": [BODY, PARK["text"]]},
    "each under its id": {"articles": {"-N1": RECORD, "-N2": PARK}},
    "each under its id, unnamed": {"a1": RECORD, "a2": PARK},
    "each under its id, beside their number": {"count": 2, "a1": RECORD, "a2": PARK, "next": None},
}


@pytest.mark.parametrize("name", CASES)
def test_each_kind_is_read(name: str) -> None:
    case = CASES[name]
    assert case.wanted == told(read_article(case.text.encode(), case.path, MODIFIED), case.wanted)


@pytest.mark.parametrize("name", FILES)
def test_each_article_of_an_object_is_read(name: str) -> None:
    read = shared(json.dumps(FILES[name], ensure_ascii=False), "a.json")
    assert [(TITLE, BODY), (PARK["title"], PARK["text"])] == [
        (one.title, one.body) for one in read if isinstance(one, Article)
    ]


def test_an_article_beside_other_things_is_one() -> None:
    (article,) = shared(
        json.dumps({"version": 3, "item": RECORD, "next": PARK}, ensure_ascii=False), "a.json"
    )
    assert isinstance(article, Article)
    assert TITLE == article.title


@pytest.mark.parametrize(
    "blocks",
    [
        [FIRST, SECOND],
        [{"type": "image", "url": f"{URL}.jpg"}, {"type": "paragraph", "text": FIRST}, {"type": "paragraph", "text": SECOND}],
    ],
)  # fmt: skip
def test_blocks_of_a_text_stand_apart(blocks: list[object]) -> None:
    (article,) = shared(json.dumps({"title": TITLE, "content": blocks}, ensure_ascii=False), "a.json")
    assert isinstance(article, Article)
    assert BODY == article.body


@pytest.mark.parametrize(
    ("xml", "wanted"),
    [
        (f"<기사목록><기사><제목>{TITLE}</제목><언론사>한빛일보</언론사><본문>{BODY}</본문></기사></기사목록>", {**ALL, "publisher": "한빛일보"}),
        (f"<nitf><head><title>{TITLE}</title></head><body><body.head><hl1>{TITLE}</hl1></body.head><body.content><p>{FIRST}</p><p>{SECOND}</p></body.content></body></nitf>", ALL),
    ],
)  # fmt: skip
def test_marks_of_any_language_part_an_xml(xml: str, wanted: dict[str, object]) -> None:
    (article,) = shared(xml, "a.xml")
    assert isinstance(article, Article)
    assert wanted == told(article, wanted)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Published 2:38 PM GMT+9, March 4, 2026", datetime(2026, 3, 4, 14, 38, tzinfo=KST)),
        ("March 4, 202612:38 PM GMT+9", datetime(2026, 3, 4, 12, 38, tzinfo=KST)),
        ("March 4, 20261", None),
    ],
)
def test_a_date_as_agencies_print_it(text: str, published: date | None) -> None:
    assert published == read_published(text)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("AGENTS.md", "reason.repository"),
        ("LICENSE-MIT.txt", "reason.repository"),
        ("읽어주세요.txt", "reason.repository"),
        ("drafts/다리.md", "reason.drafts"),
        ("license-plates.md", ""),
        ("notice.md", ""),
        ("security.md", ""),
    ],
)
def test_a_name_tells_what_is_no_article(name: str, why: str) -> None:
    assert why == why_not(name).key


def test_a_copy_is_named_before_its_original() -> None:
    assert "뉴스/다리.md" == original_of("뉴스/Copy of 다리.md")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("제목\t언론사\t본문\n다리 개통\t한빛일보\t열렸다.\n", "reason.table"),
        ("뉴스\n다리 개통\n3시간 전\n공원 문 열어\n어제\n축제 연기\n2일 전\n", "reason.list"),
        (f"제목: {TITLE}\n상태: 작성 중\n\n{BODY}\n", "reason.withheld"),
    ],
)
def test_a_text_that_is_no_article_is_refused(text: str, why: str) -> None:
    with pytest.raises(UnreadableArticle) as refused:
        read_article(text.encode(), "a.txt", MODIFIED)
    assert why == refused.value.reason.key


def test_times_in_a_text_make_no_list() -> None:
    text = f"{TITLE}\n\n3시간 전\n{FIRST}\n\n어제\n{SECOND}\n\n2일 전\n공원이 문을 열었다."
    assert "어제" in read_article(text.encode(), "a.txt", MODIFIED).body


def test_a_mail_of_seven_bits_is_read() -> None:
    raw = f"From: a@hanbit.example\nSubject: library\nContent-Type: text/plain; charset=iso-2022-kr\n\n{FIRST}\n"
    draft = read_mail(decode(raw.encode("iso2022_kr")))
    assert draft is not None
    assert FIRST == draft.body


@pytest.mark.parametrize(
    ("line", "published"), [("입력 2026.03.04 14:38", AT), ("입력 2026.03.05 14:38", DAY)]
)
def test_a_page_tells_the_time_of_a_day_that_a_library_found(line: str, published: str) -> None:
    page = f"<title>{TITLE}</title><h1>{TITLE}</h1><p>도하람 기자 | {line}</p><p>{FIRST}</p><p>{SECOND}</p>"
    article = article_of(read_page(page, BODY, {"date": DAY}), "a.html", MODIFIED)
    assert {"published": published} == told(article, {"published": published})


def test_what_made_a_note_is_no_paper() -> None:
    head = f'<title>{TITLE}</title><meta name="source" content="web.clip"><meta name="source-url" content="{URL}">'
    article = article_of(read_page(head, BODY, {}), "a.html", MODIFIED)
    assert ("", URL) == (article.publisher, article.url)


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        (f"제목,링크,본문,본문\n{TITLE},{URL},{FIRST},\n", {"title": TITLE, "body": FIRST, "url": URL}),
        (f"title,text,text\n{TITLE},,{FIRST}\n", {"title": TITLE, "body": FIRST}),
    ],
)
def test_of_two_columns_with_one_name_the_filled_one_counts(table: str, wanted: dict[str, object]) -> None:
    (article,) = shared(table, "a.csv")
    assert isinstance(article, Article)
    assert wanted == told(article, wanted)


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("**[단독]** `A4` 구간 *연기*", "[단독] A4 구간 연기"),
        ("2*3*4 나누기", "2*3*4 나누기"),
        (r"\*단독\* 다리 연기", "*단독* 다리 연기"),
        (r"\`A4\` *구간 \* 연기*", "`A4` 구간 * 연기"),
        ("별 * 하나 * 둘", "별 * 하나 * 둘"),
    ],
)
def test_a_title_has_no_marks(source: str, title: str) -> None:
    assert title == shown_title(source)


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("© 2026 The Hanbit Times", "The Hanbit Times"),
        ("Copyright ⓒ 2019-2026 한빛일보. All rights reserved.", "한빛일보"),
    ],
)
def test_a_year_is_of_no_papers_name(line: str, publisher: str) -> None:
    fields = Fields()
    assert take_credit(line, fields)
    assert publisher == fields["publisher"]


def test_a_shortcode_in_a_feed_is_not_shown() -> None:
    item = f'<item><title>{TITLE}</title><description>[caption id="1"]{FIRST}[/caption] [단독]</description></item>'
    (article,) = shared(f"<rss><channel>{item}</channel></rss>", "a.xml")
    assert isinstance(article, Article)
    assert f"{FIRST} [단독]" == article.body


@pytest.mark.parametrize("name", ["DC.date.issued", "dcterms.issued", "DCTERMS.date"])
def test_a_librarys_names_tell_a_day(name: str) -> None:
    assert DAY == gather([(name, DAY)])["published"]
