"""What other programs and people hand on: blogs and libraries, notes, mails that were broken for the way, prints of a page."""

# ruff: noqa: E501 # a table of texts reads better a case a line

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from bot.adapters.folder.files import read_file
from bot.articles.article import KST, Article
from bot.articles.moment import read_published
from bot.articles.page import read_page, why_no_page
from bot.articles.reader import read_article
from bot.errors import UnreadableArticle
from bot.i18n.reasons import Reason
from tests.article_files import MODIFIED
from tests.articles.test_kinds import AT, BODY, DAY, TITLE, URL, Case
from tests.articles.test_tools_kinds import shared, told

ALL = {"title": TITLE, "body": BODY}
OF_PAPER = {**ALL, "publisher": "한빛일보", "url": URL}
SIGNED = {**OF_PAPER, "authors": ["도하람"]}
FIRST, SECOND = BODY.split("\n\n")
HTML = "".join(f"<p>{line}</p>\n" for line in BODY.split("\n\n"))
MAIL = "From: 한빛일보 <letter@hanbit.example>\nSubject: 야간 도서관\nDate: Wed, 04 Mar 2026 14:38:00 +0900\nMIME-Version: 1.0\n"
OF_MAIL = {"title": "야간 도서관", "body": BODY, "publisher": "한빛일보", "published": AT}
FLOWED = "Content-Type: text/plain; charset=utf-8; format=flowed; delsp="
HANDED_ON = f"> From: 한빛일보 <letter@hanbit.example>\n> Subject: {TITLE}\n> Date: 2026년 3월 4일 오후 2시 38분 0초 GMT+9\n> To: reader@mail.example\n> \n"
RULED = f"Title: {TITLE}\n\n----\n\nDate: {DAY} 14:38:00\n\n----\n\nPublisher: 한빛일보\n\n----\n\nLink: {URL}\n\n----\n\nText:\n\n{BODY}\n\n----\n\nUuid: a1B2c3\n"
BLOG = f"AUTHOR: 도하람\nTITLE: {TITLE}\nSTATUS: Publish\nALLOW PINGS: 1\nDATE: 03/04/2026 02:38:00 PM\nCATEGORY: 문화\n-----\nBODY:\n<p>{FIRST}</p>\n-----\nEXTENDED BODY:\n<p>{SECOND}</p>\n-----\nCOMMENT:\nAUTHOR: 이웃\nDATE: 03/15/2026 09:00:00 AM\n나도 갈래요.\n-----\nPING:\nTITLE: 남의 글\n-----\n--------\n"
RIS = f"TY  - NEWS\nTI  - {TITLE}\nAU  - 도하람\nT2  - 한빛일보\nDA  - 2026/03/04/\nY2  - 2026/03/09/\nUR  - {URL}\nKW  - 책\nKW  - 밤\nAB  - {FIRST}\n\n{SECOND}\nER  - \n"
NATE = f"{TITLE}\n한빛일보원문 | 입력 2026.03.04 14:38\n최종수정 2026.03.05 09:00\n댓글 3\n출력하기\n\n{BODY}\n\n도하람 기자 haram@hanbit.example\n"
CASES = {
    "fields apart by rules": Case(RULED, {**OF_PAPER, "published": AT}, "a.txt"),
    "fields apart by rules, a rule within the text": Case(RULED.replace("\n\n도하람", "\n\n\\----\n\n도하람"), {"body": BODY.replace("\n\n", "\n\n----\n\n")}, "a.txt"),
    "a text below a rule": Case(f"Title: {TITLE}\n----\n{BODY}\n", ALL, "a.txt"),
    "a blog that was handed out": Case(BLOG, {**ALL, "authors": ["도하람"], "published": AT, "category": "문화"}, "a.txt"),
    "a library's codes": Case(RIS, {**SIGNED, "published": DAY, "tags": ["책", "밤"]}, "a.txt"),
    "a note of TiddlyWiki's": Case(f"created: 20260304053800000\nmodified: 20260305010000000\ntags: 책 [[밤의 도서관]]\ntitle: {TITLE}\ntype: text/vnd.tiddlywiki\n\n{BODY}\n", {**ALL, "published": "2026-03-04T05:38:00+00:00", "tags": ["책", "밤의 도서관"]}, "a.txt"),
    "a clipping in TiddlyWiki": Case(f"created: 20260304053800000\nsource: {URL}\ntags: [[밤의 도서관]] [[새 책]]\ntitle: {TITLE}\n\n{BODY}\n", {**ALL, "url": URL, "published": None, "tags": ["밤의 도서관", "새 책"]}, "a.txt"),
    "links as tags": Case(f"---\ntitle: {TITLE}\ntags: '[[밤의 책]], [[도서관]]'\n---\n{BODY}\n", {"tags": ["밤의 책", "도서관"]}),
    "a page of Grav": Case(f"---\ntitle: '{TITLE}'\ndate: '14:38 04-03-2026'\ntaxonomy:\n    category: [문화]\n    tag: [책, 밤]\n---\n\n{FIRST}\n\n===\n\n{SECOND}\n", {**ALL, "published": AT, "category": "문화", "tags": ["책", "밤"]}),
    "a heading with a line of equals signs": Case(f"{TITLE}\n===\n\n{BODY}\n", ALL),
    "a list of what a page is": Case(f"# {TITLE}\n\n## Metadata\n* Author: 도하람\n* Publisher: 한빛일보\n* Reference: {URL}\n\n## Full text\n{BODY}\n", SIGNED),
    "a mail whose lines flow": Case(f"{MAIL}{FLOWED}no\n\n한빛시가 야간 도서관을 \n열었다고 4일 밝혔다.\n\n{SECOND}\n\n-- \n한빛일보 수신거부\n", OF_MAIL, "a.eml"),
    "a mail whose lines flow within words": Case(f"{MAIL}{FLOWED}yes\n\n한빛시가 야간 도서 \n관을  \n열었다고 4일 밝혔다.\n\n{SECOND}\n", OF_MAIL, "a.eml"),
    "a mail with a line that is stuffed": Case(f"{MAIL}{FLOWED}no\n\n{FIRST}\n\n {SECOND}\n", OF_MAIL, "a.eml"),
    "a mail whose lines do not flow": Case(f"{MAIL}Content-Type: text/plain; charset=utf-8\n\n{FIRST} \n{SECOND}\n", {**OF_MAIL, "body": f"{FIRST} \n{SECOND}"}, "a.eml"),
    "a mail that was quoted as a whole": Case(f"From: 독자 <reader@mail.example>\nSubject: Fwd: {TITLE}\nDate: Mon, 09 Mar 2026 08:00:00 +0900\n\n읽어 보세요\n\n> Begin forwarded message:\n> \n{HANDED_ON}> {FIRST}\n> \n> {SECOND}\n\n나의 iPhone에서 보냄\n", {**ALL, "publisher": "한빛일보", "published": AT}, "a.eml"),
    "what a telephone puts below": Case(f"{MAIL}\n{BODY}\n\nSent from my iPhone\n", OF_MAIL, "a.eml"),
    "a text about a telephone": Case(f"{MAIL}\n{FIRST}\n\n문자는 iPhone에서 보냈다.\n", {**OF_MAIL, "body": f"{FIRST}\n\n문자는 iPhone에서 보냈다."}, "a.eml"),
    "a note with a picture": Case(f"{TITLE}\n\n2026년 3월 4일 수요일 오후 2:38\n\n한빛일보 도하람 기자\n{URL}\n\n\ufffc\n\n{BODY}\n", {**SIGNED, "published": AT}, "a.txt"),
    "paper and reporter below the title": Case(f"{TITLE}\n한빛일보 도하람 기자\n\n{BODY}\n", {**ALL, "publisher": "한빛일보", "authors": ["도하람"]}, "a.txt"),
    "handed round in a group": Case(f'[책모임] 이웃 님이 공유한 글\n2026년 3월 9일 오후 7:30\n\n"{TITLE}"\n출처 : 한빛일보 | 네이버\n{URL}\n\n{BODY}\n\n표정짓기 5 · 댓글 2\n', {**OF_PAPER, "published": None}, "a.txt"),
    "handed round without a year": Case(f"이웃님이 공유했습니다.\n3월 9일 오후 7:30\n\n{TITLE}\n{URL}\n\n{BODY}\n\n좋아요 3개 댓글 2개\n", {**ALL, "url": URL, "published": None}, "a.txt"),
    "one message of a talk": Case(f"[이웃] [오후 7:30] {TITLE}\n{URL}\n\n{BODY}\n", {**ALL, "url": URL}, "a.txt"),
    "a text about what somebody shared": Case(f"시장님이 공유한 글이 논란이다.\n\n{BODY}\n", {"title": "시장님이 공유한 글이 논란이다."}, "a.txt"),
    "paper and reporter above the day": Case(f"{TITLE}\n\n한빛일보 | 도하람 기자\n2026.03.04 14:38\n{URL}\n\n{BODY}\n", {**SIGNED, "published": AT}, "a.txt"),
    "a printed page with its line below": Case(f"{TITLE}\n\n{BODY}\n\n– 12 –\n한빛일보   2026년 3월 4일 수요일   12면\n", {**ALL, "publisher": "한빛일보", "published": DAY}, "a.txt"),
    "a day below that is of the text": Case(f"{TITLE}\n\n{BODY}\n\n한빛신문사 강당 2026년 3월 9일\n", {"body": f"{BODY}\n\n한빛신문사 강당 2026년 3월 9일"}, "a.txt"),
    "the number of a page first": Case(f"12면   한빛일보    2026년 3월 4일 수요일\n\n{TITLE}\n\n{BODY}\n", {**ALL, "publisher": "한빛일보", "published": DAY}, "a.txt"),
    "a portal's times behind the paper": Case(NATE, {**ALL, "publisher": "한빛일보", "authors": ["도하람"], "published": AT}, "a.txt"),
    "a printed page": Case(f"한빛일보                     2026년 3월 4일 수요일  제8431호  12면\n\n\n{TITLE}\n\n{BODY}\n               도하람 기자\n        haram@hanbit.example\n\n             - 12 -\n\f", {**ALL, "publisher": "한빛일보", "authors": ["도하람"], "published": DAY}, "a.txt"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_kind_is_read(name: str) -> None:
    case = CASES[name]
    assert case.wanted == told(read_article(case.text.encode(), case.path, MODIFIED), case.wanted)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (BLOG + BLOG, "reason.many"),
        (RIS + RIS, "reason.many"),
        (RIS.partition("AB  - ")[0], "reason.references"),
        (f"{MAIL}Auto-Submitted: auto-replied\n\n{BODY}\n", "reason.automatic_mail"),
        (f"{MAIL}Content-Type: multipart/report; boundary=b\n\n--b\n\nx\n--b--\n", "reason.automatic_mail"),
        (MAIL.replace("letter@", "MAILER-DAEMON@") + f"\n{BODY}\n", "reason.automatic_mail"),
    ],
)
def test_what_is_many_or_none_is_refused(text: str, key: str) -> None:
    with pytest.raises(UnreadableArticle) as refusal:
        read_article(text.encode(), "a.eml" if key.endswith("mail") else "a.txt", MODIFIED)
    assert key == refusal.value.reason.key


def test_a_mail_of_a_server_costs_no_other_of_its_box() -> None:
    returned = MAIL.replace("letter@", "postmaster@")
    read = shared(
        f"From a@a.example x\n{returned}\n돌아온 편지\n\nFrom b@b.example x\n{MAIL}\n{BODY}\n", "a.mbox"
    )
    assert [str(Reason("reason.automatic_mail")), "야간 도서관"] == [
        one.title if isinstance(one, Article) else one for one in read
    ]


@pytest.mark.parametrize(
    "content",
    [
        {
            "type": "link",
            "url": URL,
            "author": "도하람",
            "publisher": "한빛일보",
            "datePublished": AT,
            "htmlContent": HTML,
        },
        {"url": URL, "siteName": "한빛일보", "byline": "도하람", "publishedAt": AT, "text": BODY},
    ],
)
def test_what_a_bookmark_keeps_of_its_page_is_read(content: dict[str, str]) -> None:
    kept = {
        "bookmarks": [
            {"createdAt": 1773710700, "title": TITLE, "content": content, "note": "나중에", "archived": False}
        ]
    }
    (article,) = shared(json.dumps(kept, ensure_ascii=False), "a.json")
    assert isinstance(article, Article)
    wanted = {**SIGNED, "published": AT}
    assert wanted == told(article, wanted)


def test_when_a_page_was_kept_is_not_its_day() -> None:
    kept = {
        "bookmarks": [{"createdAt": 1773710700, "title": TITLE, "content": {"url": URL, "htmlContent": HTML}}]
    }
    (article,) = shared(json.dumps(kept, ensure_ascii=False), "a.json")
    assert isinstance(article, Article)
    assert (TITLE, BODY, None) == (article.title, article.body, article.published)
    assert 1773710700 == article.added.timestamp()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-W10-3", DAY), ("2026W103", DAY), ("2026-063", DAY), ("04/Mar/2026:14:38:00 +0900", AT), ("14:38 04-03-2026", AT),
        ("20260304143800000", AT), ("2024-366", "2024-12-31"), ("2026-366", None), ("2026-000", None), ("2026-W54-1", None),
        ("2026-W10-8", None), ("14:38 4-3-2026", None), ("14:38 04/03/2026", None), ("14:38 31-02-2026", None), ("041/Mar/2026:14:38:00", None),
    ],
)  # fmt: skip
def test_days_are_read_as_programs_number_them(text: str, expected: str | None) -> None:
    found = read_published(text)
    found = found.astimezone(KST) if isinstance(found, datetime) else found
    assert expected == (found.isoformat() if found else None)


PAGE = json.dumps(
    {
        "title": TITLE,
        "link": URL,
        "pub_date": AT,
        "section": "문화",
        "author": "도하람",
        "tags": ["책", "밤"],
    },
    ensure_ascii=False,
)
MARKS = {
    "a mark a field": "".join(
        f'<meta name="parsely-{name}" content="{value}">'
        for name, value in {"title": TITLE, "link": URL, "pub-date": AT, "section": "문화", "author": "도하람", "tags": "책,밤"}.items()
    ),
    "an object": f"<meta name='parsely-page' content='{PAGE}'>",
}  # fmt: skip


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ({"dcterms.created": AT}, AT),
        ({"dcterms.created": "2026-03-01", "dcterms.issued": AT}, AT),
        ({"cXenseParse:recs:publishtime": AT, "date": "2026-03-05"}, AT),
        ({"sailthru.date": AT, "dcterms.modified": "2026-03-09"}, AT),
        ({"dcterms.modified": "2026-03-09", "og:updated_time": "2026-03-09"}, ""),
    ],
)
def test_the_day_of_a_page_is_read_by_every_mark_of_it(marks: dict[str, str], expected: str) -> None:
    head = "".join(f'<meta name="{name}" content="{value}">' for name, value in marks.items())
    assert expected == read_page(f"<head><title>{TITLE}</title>{head}</head>", BODY, {}).fields["published"]


@pytest.mark.parametrize("name", MARKS)
def test_the_marks_of_a_page_tell_more_than_what_was_guessed(name: str) -> None:
    fields = read_page(f"<head>{MARKS[name]}</head>", BODY, {"date": "2026-03-01"}).fields
    assert (TITLE, URL, AT, "문화", "도하람") == tuple(
        fields[field] for field in ("title", "url", "published", "category", "author")
    )
    assert ["책", "밤"] == fields["tags"].replace(",", "\n").split("\n")


def test_a_line_that_signs_a_page_is_none_of_its_text() -> None:
    text = f"{TITLE}\n한빛일보 · 도하람 기자 · 2026.03.04 14:38\n{BODY}"
    apart = f"{TITLE}\n2026.03.04 14:38\n한빛일보 도하람 기자\n{URL}\n{BODY}"
    for draft in (read_page(f"<title>{TITLE}</title>", shown, {}) for shown in (text, apart)):
        assert BODY == draft.body
        assert ("한빛일보", "도하람 기자", "2026.03.04 14:38") == tuple(
            draft.fields[field] for field in ("publisher", "author", "published")
        )
    assert URL == draft.fields["url"]
    other = read_page(f"<title>{TITLE}</title><meta name='date' content='2026-03-09'>", text, {})
    assert other.body.startswith("한빛일보 · ")
    assert "2026-03-09" == other.fields["published"]


@pytest.mark.parametrize(
    ("title", "refused"),
    [
        ("404 Not Found", True), ("페이지를 찾을 수 없습니다 - 한빛일보", True), ("요청하신 기사가 존재하지 않습니다.", True),
        ("503 Service Unavailable", True), ("Not Found", True), ("404호 주민의 밤", False), ("사라진 글을 찾을 수 없습니다", False), ("500", True),
        ("1000 not found after flood", False),
    ],
)  # fmt: skip
def test_what_a_server_shows_in_place_of_a_page_is_no_article(title: str, refused: bool) -> None:
    assert ("reason.no_article" if refused else "") == why_no_page(f"<title>{title}</title>").key


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_a_page_that_a_browser_saved_is_read_whatever_its_name(encoding: str, tmp_path: Path) -> None:
    page = f'<html><head><title>{TITLE} - 한빛일보</title><meta property="article:published_time" content="{AT}"></head><body><article>{HTML * 3}</article></body></html>'
    saved = f"From: <Saved by Blink>\nSnapshot-Content-Location: {URL}\nSubject: x\nDate: Mon, 09 Mar 2026 08:00:00 -0000\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: 8bit\n\n{page}\n--b--\n"
    (tmp_path / "a.eml").write_bytes(saved.encode(encoding))
    article = read_file(str(tmp_path), "a.eml").article
    assert isinstance(article, Article)
    wanted = {"title": TITLE, "publisher": "한빛일보", "url": URL, "published": AT}
    assert wanted == told(article, wanted)
