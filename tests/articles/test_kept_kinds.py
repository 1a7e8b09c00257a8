"""Files as people keep them: odd rules and anchors in front matter, tables of labels, exports, posts, and what is none."""

# ruff: noqa: E501 # a table of texts reads better a case a line

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from bot.adapters.folder.corpus import Corpus
from bot.articles.article import Article
from bot.articles.fields import gather
from bot.articles.frontmatter import MAX_CHARS
from bot.articles.mail import read_mail
from bot.articles.markup import shown
from bot.articles.moment import date_in_path, read_published
from bot.articles.names import why_not
from bot.articles.page import read_page
from bot.articles.reader import read_article, read_shared
from bot.articles.yaml_values import MAX_SAID_AGAIN, Anchors, read_yaml
from bot.errors import UnreadableArticle
from tests.article_files import MODIFIED
from tests.articles.test_kinds import ALL, AT, BODY, DAY, TITLE, URL, Case
from tests.articles.test_tools_kinds import shared, told

FIRST, SECOND = BODY.split("\n\n")
SIGNED = {**ALL, "publisher": "한빛일보", "authors": ["도하람"], "published": DAY}
LINKED = json.dumps(
    {"@type": "NewsArticle", "headline": TITLE, "datePublished": AT, "author": {"name": "도하람"}, "mainEntityOfPage": URL},
    ensure_ascii=False,
)  # fmt: skip
CASES = {
    "longer rules": Case(f"-----\ntitle: {TITLE}\ndate: {DAY}\n-----\n\n{BODY}", {**ALL, "published": DAY}),
    "rules that a phone set as dashes": Case(f"—-\ntitle: {TITLE}\ndate: {DAY}\n—-\n\n{BODY}", {**ALL, "published": DAY}),
    "rules with a comment behind them": Case(f"--- # 기사\ntitle: {TITLE}\n--- # 끝\n{BODY}", ALL),
    "rules within a fence": Case(f"```yaml\n---\ntitle: {TITLE}\ndate: {DAY}\n---\n```\n\n{BODY}", {**ALL, "published": DAY}),
    "JSON between semicolons": Case(f';;;\n{{"title": "{TITLE}", "date": "{DAY}"}}\n;;;\n\n{BODY}', {**ALL, "published": DAY}),
    "what an anchor names": Case(f"---\npaper: &p 한빛일보\nwho: &w [도하람]\ntitle: {TITLE}\npublisher: *p\nauthors: *w\ndate: &d {DAY}\nupdated: *d\n---\n{BODY}", SIGNED),
    "a mapping that is taken over": Case(f"---\nbase: &base\n  publisher: 한빛일보\n  author: 도하람\n<<: *base\ntitle: {TITLE}\ndate: {DAY}\n---\n{BODY}", SIGNED),
    "two mappings that are taken over": Case(f"---\na: &a\n  publisher: 한빛일보\nb: &b\n  author: 도하람\n<<: [*a, *b]\ntitle: {TITLE}\ndate: {DAY}\n---\n{BODY}", SIGNED),
    "an alias of nothing": Case(f"---\ntitle: {TITLE}\npublisher: *paper\n---\n{BODY}", {**ALL, "publisher": ""}),
    "tags of plain values": Case(f"---\ntitle: !!str {TITLE}\ndate: !!timestamp {DAY}\n---\n{BODY}", {**ALL, "published": DAY}),
    "JSON-LD in a field": Case(f"---\njsonld: '{LINKED}'\n---\n{BODY}", {**ALL, "published": AT, "authors": ["도하람"], "url": URL}),
    "JSON-LD in a block": Case(f"---\nschema: |\n  {LINKED}\n---\n{BODY}", {**ALL, "published": AT, "authors": ["도하람"], "url": URL}),
    "a text in a block": Case(f"---\ntitle: {TITLE}\ncontent: |\n  {FIRST}\n\n  {SECOND}\n---\n", ALL),
    "a line for nothing": Case(f"---\ntitle: {TITLE}\ncategory: -\npublisher: --\n---\n{BODY}", {**ALL, "category": "", "publisher": ""}),
    "a table that is drawn": Case(f"┌────┬────┐\n│ 제목 │ {TITLE} │\n├────┼────┤\n│ 매체 │ 한빛일보 │\n│ 기자 │ 도하람 │\n│ 날짜 │ {DAY} │\n└────┴────┘\n\n{BODY}", SIGNED, "a.txt"),
    "a table of HTML": Case(f"<table>\n<tr><th>제목</th><td>{TITLE}</td></tr>\n<tr><th>매체</th><td>한빛일보</td></tr>\n</table>\n\n{BODY}", {**ALL, "publisher": "한빛일보"}),
    "squares and blanks": Case(f"□ 제목  {TITLE}\n□ 언론사  한빛일보\n\n{BODY}", {**ALL, "publisher": "한빛일보"}, "a.txt"),
    "names in brackets": Case(f"(제목) {TITLE}\n(일자) {DAY}\n(출처) 한빛일보\n\n{BODY}", {**ALL, "publisher": "한빛일보", "published": DAY}, "a.txt"),
    "Korean ordinals": Case(f"가. 제목: {TITLE}\n나. 매체: 한빛일보\n다. 내용:\n{BODY}", {**ALL, "publisher": "한빛일보"}, "a.txt"),
    "circled numbers": Case(f"① 제목 : {TITLE}\n② 매체 : 한빛일보\n③ 내용\n{BODY}", {**ALL, "publisher": "한빛일보"}, "a.txt"),
    "names in two languages": Case(f"제목(Title): {TITLE}\nPress / 언론사 : 한빛일보\n\n{BODY}", {**ALL, "publisher": "한빛일보"}, "a.txt"),
    "fields below a rule": Case(f"# {TITLE}\n\n{BODY}\n\n---\n\n- 매체: 한빛일보\n- 기자: 도하람\n- 날짜: {DAY}\n", SIGNED),
    "an event's fields below a rule": Case(f"# {TITLE}\n\n{BODY}\n\n---\n\n- 일시: {DAY}\n- 문의: 031-000-0000\n", {"title": TITLE, "published": None, "body": f"{BODY}\n\n일시: {DAY}\n문의: 031-000-0000"}),
    "a database's codes": Case(f"SE 문화\nHD {TITLE}\nBY 도하람\nWC 40 단어\nPD 2026년 3월 4일\nSN 한빛일보\nLA 한국어\n\nLP\n{FIRST}\n\nTD\n{SECOND}\n\nAN Document HANB0001", SIGNED, "a.txt"),
    "a database's paper and day": Case(f"Hanbit Times\n\nMarch 4, 2026 Wednesday\n\n{TITLE}\n\nBYLINE: Haram Do\n\nLENGTH: 40 words\n\n{BODY}\n\nLOAD-DATE: March 5, 2026\n\nLANGUAGE: KOREAN\n", {**ALL, "publisher": "Hanbit Times", "published": DAY, "authors": ["Haram Do"]}, "a.txt"),
    "a mail that Gmail handed on": Case(f"---------- Forwarded message ---------\n보낸사람: 한빛일보 <a@hanbit.example>\nDate: 2026년 3월 4일 (수) 오후 2:38\nSubject: {TITLE}\nTo: <b@c.example>\n\n{BODY}", {**ALL, "published": AT, "publisher": "한빛일보"}, "a.txt"),
    "a mail that Apple handed on": Case(f"전달된 메시지 시작:\n\n보낸 사람: 한빛일보 <a@hanbit.example>\n제목: {TITLE}\n날짜: 2026년 3월 4일 오후 2시 38분 GMT+9\n받는 사람: b@c.example\n\n{BODY}", {**ALL, "published": AT}, "a.txt"),
    "a paper above a portal's reading": Case(f"한빛일보\n{TITLE}\n도하람 기자의 스토리 • 3시간 • 읽는 데 1분\n\n{BODY}", {**ALL, "authors": ["도하람"], "published": None}, "a.txt"),
    "day, paper and reporter with blanks": Case(f"네이트뉴스\n{TITLE}\n2026-03-04 14:38 한빛일보 도하람 기자\n\n{BODY}", {**ALL, "published": AT, "publisher": "한빛일보", "authors": ["도하람"]}, "a.txt"),
    "the page of the printed paper above the time": Case(f"{TITLE}\n지면A3 입력 2026.03.04 14:38 수정 2026.03.05 01:00\n\n{BODY}", {**ALL, "published": AT}, "a.txt"),
    "who signs in brackets": Case(f"{TITLE}\n입력 2026-03-04 14:38\n\n[한빛일보 도하람 기자] {BODY}", {"title": TITLE, "authors": ["도하람"], "publisher": "한빛일보"}, "a.txt"),
    "counts below a post": Case(f"{TITLE}\n\n{BODY}\n오후 2:38 · 2026년 3월 4일\n·\n1,234\n조회수\n재게시 12\n마음에 들어요 40\n", {**ALL, "published": AT}, "a.txt"),
    "whose post it is": Case(f"한빛일보\n3월 4일 오후 2:38 · 전체 공개\n\n{BODY}\n\n모든 공감:\n12\n댓글 3개\n댓글 달기\n", {"title": "한빛일보", "body": BODY, "published": None}, "a.txt"),
    "a release that a service sends out": Case(f"{TITLE}\n2026-03-04 14:38 출처: 한빛시\n\n한빛--(뉴스와이어)--{BODY}\n\n웹사이트: https://hanbit.example\n\n연락처\n한빛시 홍보담당관\n031-000-0000\n이메일 보내기\n\n이 뉴스는 기업·기관이 발표한 보도자료 전문입니다.\n", {"title": TITLE, "body": f"한빛--(뉴스와이어)--{BODY}", "published": AT}, "a.txt"),
    "what a board says below": Case(f"{TITLE}\n작성일 2026-03-04 14:38\n\n{BODY}\n\n목록\n이전글 알림\n다음글 없음\n", {**ALL, "published": AT}, "a.txt"),
    "what Naver says below": Case(f"{TITLE}\n입력 2026.03.04. 오후 2:38\n\n{BODY}\n\n기사가 속한 카테고리는 언론사가 분류합니다.\n한빛일보 언론사홈 바로가기\n", {**ALL, "published": AT}, "a.txt"),
    "buttons with their counts below them": Case(f"{TITLE}\n\n{BODY}\n번역하기\n좋아요\n12\n답글\n3\n", ALL, "a.txt"),
    "paper and day in brackets below": Case(f"{TITLE}\n\n{BODY}\n\n(출처: 한빛일보, 2026.03.04)\n", {**ALL, "publisher": "한빛일보", "published": DAY}, "a.txt"),
    "a title that ends with a time": Case(f"Culture\nHanbit Library Stays Open Until 11 p.m.\nBy Haram Do\nMarch 4, 2026 at 2:38 PM GMT+9\nUpdated on March 5, 2026 at 9:00 AM GMT+9\n\n{BODY}", {"title": "Hanbit Library Stays Open Until 11 p.m.", "published": AT, "authors": ["Haram Do"], "body": BODY}, "a.txt"),
    "a day between bars of letters": Case(f"{TITLE}\nㅣ 2026.03.04 14:38 ㅣ 댓글 2\n\n{BODY}", {**ALL, "published": AT}, "a.txt"),
    "Org's day and tags": Case(f"#+title: {TITLE}\n#+date: [2026-03-04 수 14:38]\n#+filetags: :밤:책:\n\n{BODY}", {**ALL, "published": AT, "tags": ["밤", "책"]}, "a.txt"),
    "a release with its contacts on a line": Case(f"보도자료\n보도시점 : 2026. 3. 4.(수) 조간\n배포 : 2026. 3. 3.(화)\n\n{TITLE}\n\n{BODY}\n\n담당 부서  문화과  책임자  과장  윤서린 (031-000-0000)\n", {**ALL, "published": DAY}, "260304(조간) 도서관.txt"),
}  # fmt: skip
RECORDS: dict[str, object] = {
    "a table whose names stand apart": {"columns": ["title", "text", "press"], "index": [0], "data": [[TITLE, BODY, "한빛일보"]]},
    "by languages": {"entries": [{"sys": {"id": "x"}, "fields": {"title": {"ko-KR": TITLE}, "body": {"ko-KR": BODY}, "publisher": {"ko-KR": "한빛일보"}}}]},
    "a row within a row": {"rows": [{"row_idx": 0, "row": {"title": TITLE, "document": BODY, "publisher": "한빛일보"}}]},
    "kinds behind the names": {"response": {"docs": [{"title_txt_ko": TITLE, "content_txt_ko": BODY, "press_s": "한빛일보"}]}},
    "a text with its form": {"data": [{"attributes": {"title": TITLE, "body": {"value": BODY, "format": "plain"}, "press": "한빛일보"}}]},
    "paragraphs by a Korean name": {"기사": {"제목": TITLE, "본문": [{"문단": FIRST}, {"문단": SECOND}], "매체": "한빛일보"}},
}  # fmt: skip
NO_TEXTS = {
    "minutes": ("# 편집회의 회의록\n\n- 일시: 2026-03-04\n- 참석자: 도하람, 윤서린\n\n## 안건\n1. 다리\n", "reason.minutes"),
    "a talk": ("".join(f"2026/3/4, 14:{n:02} - 도하람: 사진 {n}번 보냈어\n" for n in range(10, 16)), "reason.talk"),
    "clippings of a book": ("밤의 책 (도하람)\n- 31페이지의 하이라이트 | 위치 412-413 | 추가된 날짜 2026년 3월 4일\n\n밤에 읽는다.\n==========\n", "reason.clippings"),
    "lines that differ in their numbers": ("".join(f"[{n}/9] downloading page {n}... done\n" for n in range(9)), "reason.list"),
    "how a program failed": ("Trace:\n  Error: connect\n    at Wrap.after (net.js:1141:16)\n", "reason.list"),
    "code alone": ("# 띄우기\n\n```sh\ndocker compose up\n```\n", "reason.list"),
    "links with their days": ("# 모음\n\n- 2026-03-04 [다리](https://a.example/1)\n- 2026-03-05 [공원](https://a.example/2) 한빛일보\n", "reason.list"),
    "a card of a person": ("한빛일보\n도하람 기자\n031-000-0000\nharam@hanbit.example\n", "reason.list"),
    "two versions that are merged": (f"# {TITLE}\n\n<<<<<<< HEAD\n{FIRST}\n=======\n{SECOND}\n>>>>>>> main\n", "reason.unmerged"),
    "a title to be filled in": ("# 제목을 적으세요\n\n여기에 본문을 적으세요.\n", "reason.template"),
    "a title with a name to be filled in": ("---\ntitle: ${title}\n---\n${content}\n", "reason.template"),
    "nothing but a mark": (".\n", "reason.nothing"),
}  # fmt: skip
MARKS = {
    "a note within its sentence": ("다리가 열렸다.^[시청에 따르면.]", "다리가 열렸다."),
    "what was put in": ("다리를 ++다섯++ 놓는다. C++와 A++도 쓴다.", "다리를 다섯 놓는다. C++와 A++도 쓴다."),
    "a field within a line": ("다리가 열렸다. [source:: 한빛일보] (keep:: 네)", "다리가 열렸다."),
    "what Dataview puts in": ("다리는 `= this.title` 열렸다.", "다리는  열렸다."),
    "an attribute behind a picture": ("![밤](a.jpg){width=50%}\n\n다리가 열렸다.", "다리가 열렸다."),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_field_is_right_or_missing(case: Case) -> None:
    assert case.wanted == told(read_article(case.text.encode(), case.path, MODIFIED), case.wanted)


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_a_program_s_export_is_read(record: object) -> None:
    (article,) = shared(json.dumps(record, ensure_ascii=False), "a.json")
    assert (TITLE, BODY, "한빛일보") == (article.title, article.body, article.publisher)


@pytest.mark.parametrize(("text", "key"), NO_TEXTS.values(), ids=NO_TEXTS)
def test_what_is_no_article_says_why(text: str, key: str) -> None:
    with pytest.raises(UnreadableArticle) as refusal:
        read_article(text.encode(), "a.md", MODIFIED)
    assert key == refusal.value.reason.key


@pytest.mark.parametrize(("source", "wanted"), MARKS.values(), ids=MARKS)
def test_marks_are_not_shown(source: str, wanted: str) -> None:
    assert wanted == shown(source).rstrip()


def test_a_few_anchors_cannot_become_a_thousand_million_words() -> None:
    names = "abcdefghi"
    lines = [
        "a: &a [웃음, 웃음, 웃음]",
        *(f"{y}: &{y} [{', '.join([f'*{x}'] * 9)}]" for x, y in pairwise(names)),
    ]
    with pytest.raises(UnreadableArticle) as refusal:
        read_article(
            f"---\ntitle: {TITLE}\n{chr(10).join(lines)}\ntags: *i\n---\n{BODY}".encode(), "a.md", MODIFIED
        )
    assert "reason.tags" == refusal.value.reason.key
    assert MAX_SAID_AGAIN <= MAX_CHARS


def test_what_names_itself_is_nothing() -> None:
    assert {"a": ["다리", ""]} == read_yaml("a: &a [다리, *a]", Anchors())


def test_names_in_a_catalogue_are_put_together() -> None:
    authors = [{"family": "도", "given": "하람"}, {"family": "윤", "given": "서린"}]
    (article,) = shared(
        json.dumps(
            [{"title": TITLE, "abstract": BODY, "author": authors, "issued": {"date-parts": [[2026, 3, 4]]}}]
        ),
        "a.json",
    )
    assert (("도하람", "윤서린"), DAY) == (article.authors, str(article.published))


@pytest.mark.parametrize("said", ["음력 2026년 3월 4일", "(음) 2026.3.4", "農曆 2026年3月4日"])
def test_a_day_of_the_moon_is_none(said: str) -> None:
    assert read_published(said) is None


def test_a_time_behind_the_day_of_a_name_is_passed_over() -> None:
    assert DAY == str(date_in_path("2026-03-04T14-38-11 다리.txt"))


@pytest.mark.parametrize(
    "name",
    [
        "다리_DiskStation_Mar-04-140511-2026_Conflict.md",
        "다리 (SFConflict a@b.example 2026-03-04-14-05-11).md",
        "다리 [conflicted].md",
        "다리_LOCAL_1234.md",
    ],
)
def test_a_copy_of_a_conflict_is_known_by_its_name(name: str) -> None:
    assert "reason.conflict" == why_not(name).key


@pytest.mark.parametrize("line", ["상태: 작성 중", "status: 미발행", "status: 초고", "발행: 아니오"])
def test_what_is_not_ready_is_withheld(line: str) -> None:
    name, _, value = line.partition(": ")
    assert gather([("title", TITLE), (name, value)]).withheld


def test_a_letter_of_headlines_is_no_article() -> None:
    with pytest.raises(UnreadableArticle):
        read_mail(
            "From: Google <googlealerts-noreply@google.com>\nSubject: 알리미\n\n다리 개통\nhttps://a.example\n"
        )


def test_a_mail_within_a_mail_tells_its_own_day() -> None:
    inner = f"From: 한빛일보 <a@hanbit.example>\nSubject: {TITLE}\nDate: Wed, 4 Mar 2026 14:38:00 +0900\n\n{BODY}\n"
    outer = f"From: b@c.example\nSubject: Fwd: x\nDate: Thu, 5 Mar 2026 09:00:00 +0900\nContent-Type: multipart/mixed; boundary=X\n\n--X\nContent-Type: text/plain\n\n\n--X\nContent-Type: message/rfc822\n\n{inner}\n--X--\n"
    draft = read_mail(outer)
    assert draft is not None
    assert (TITLE, BODY, "Wed, 4 Mar 2026 14:38:00 +0900") == (
        draft.title,
        draft.body,
        draft.fields["published"],
    )


def test_who_sent_a_mail_stands_below_its_mark_and_is_not_shown() -> None:
    draft = read_mail(
        f"From: 한빛시 <a@hanbit.example>\nSubject: {TITLE}\n\n{BODY}\n\n--\n홍보담당관 윤서린\n031-000-0000\n"
    )
    assert draft is not None
    assert draft.body == BODY


def test_a_page_s_own_link_is_its_address() -> None:
    html = f'<title>{TITLE}</title><p>{BODY}</p><a href="{URL}" class="p-canonical">Canonical link</a>'
    assert read_page(html, BODY, {"title": TITLE}).fields["url"] == URL


def test_a_page_of_a_site_made_of_files_has_front_matter(tmp_path: Path) -> None:
    (tmp_path / "다리.html").write_text(
        f"---\ntitle: {TITLE}\nauthor: 도하람\n---\n<p>{FIRST}</p>\n<p>{SECOND}</p>\n", "utf-8"
    )
    (tmp_path / "#다리.md").write_text(f"# #다리 소식\n\n{FIRST}\n", "utf-8")
    (tmp_path / "#다리.md#").write_text("x", "utf-8")
    corpus = Corpus(tmp_path)
    found = {article.title: article.body for article in corpus.scan().upserted}
    assert {TITLE: BODY, "#다리 소식": FIRST} == found
    assert not corpus.refused


def test_marks_between_lines_are_lines_ends() -> None:
    assert (TITLE, BODY) == (
        (
            article := read_article(
                f"{TITLE}\u2028\u2028{FIRST}\u2029\u2029{SECOND}".encode(), "a.txt", MODIFIED
            )
        ).title,
        article.body,
    )


def test_drafts_and_comments_of_a_blog_are_no_articles() -> None:
    entries = "".join(
        f"<entry><blogger:type>{kind}</blogger:type><blogger:status>{status}</blogger:status><title>{title}</title><content>열렸다.</content></entry>"
        for kind, status, title in (
            ("POST", "LIVE", TITLE),
            ("POST", "DRAFT", "쓰다 만 글"),
            ("COMMENT", "LIVE", "좋네요"),
        )
    )
    read = read_shared(f"<feed><title>한빛</title>{entries}</feed>".encode(), "a.atom", MODIFIED)
    assert [TITLE] == [one.title for _, one in read if isinstance(one, Article)]
