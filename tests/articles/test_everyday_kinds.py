"""What people paste, hand on and hand out day by day: pages of portals, printed pages, labels, tables, programs' JSON."""

# ruff: noqa: E501 # a table of texts reads better a case a line

from __future__ import annotations

import json
from datetime import date

import pytest

from bot.articles.article import Article
from bot.articles.moment import date_in_path, read_published
from bot.articles.reader import read_article, read_shared
from bot.errors import UnreadableArticle
from tests.article_files import MODIFIED
from tests.articles.test_kinds import AT, BODY, DAY, TITLE, URL, Case

ALL = {"title": TITLE, "body": BODY}
SIGNED = {**ALL, "published": AT, "authors": ["도하람"]}
PORTAL = f"""본문 바로가기
뉴스
정치
사회
한빛일보
한빛일보
구독
{TITLE}
입력2026.03.04. 오후 2:38
수정2026.03.04. 오후 4:40
기사원문
도하람 기자
구독
응원
본문듣기
0
처음 보는 단추
본문 요약봇
인쇄하기

{BODY}

도하람 기자 haram@hanbit.example
이 기사는 언론사에서 문화 섹션으로 분류했습니다.
QR을 촬영해보세요.
Copyright ⓒ 한빛일보. All rights reserved. 무단 전재 및 재배포 금지.
이 기사를 추천합니다
다른 기사의 제목이 여기 있다
"""
PASTES = {
    "a portal's whole page": Case(PORTAL, {**SIGNED, "publisher": "한빛일보", "category": "문화"}, "a.txt"),
    "buttons of local papers": Case(
        f"{TITLE}\n기자명 도하람 기자 \n 입력 2026.03.04 14:38  수정 2026.03.04 16:02  댓글 0\n\n페이스북(으)로 기사보내기\n"
        f" 다른 찾기\n바로가기\n 메일보내기\n 본문 글씨 줄이기\n스크롤 이동 상태바\n\n{BODY}\n\n"
        "저작권자 © 한빛신문 무단전재 및 재배포 금지\n도하람 기자 haram@hanbit.example\n다른기사 보기\n",
        {**SIGNED, "publisher": "한빛신문"}, "a.txt",
    ),
    "name and date in one": Case(f"{TITLE}\n도하람2026. 3. 4. 14:38\n요약보기\n번역 설정\n이 글자크기로 변경됩니다.\n\n{BODY}", SIGNED, "a.txt"),
    "put in, as another portal says it": Case(
        f"뉴스\n사회\n{TITLE}\n한빛일보\n원문\n기사전송 2026-03-04 14:38 최종수정 2026-03-04 15:31\n\n{BODY}\n\nⓒ 한빛일보, 무단전재 및 재배포 금지\n이 기사에 대한 의견\n0개\n",
        {**ALL, "published": AT, "publisher": "한빛일보"}, "a.txt",
    ),
    "a printed page": Case(f"한빛일보 2026년 3월 4일 수요일 A12면 문화\n\n{TITLE}\n\n도하람 기자\n\n{BODY}", {**ALL, "published": DAY, "publisher": "한빛일보", "authors": ["도하람"]}, "a.txt"),
    "a day above the title": Case(f"2026.03.04 (수)\n\n{TITLE}\n\n{BODY}", {**ALL, "published": DAY}, "a.txt"),
    "who, where and when in italics": Case(f"{TITLE}\n=====\n\n*도하람 기자 · 한빛일보 · 2026년 3월 4일*\n\n{BODY}", {**ALL, "published": DAY, "publisher": "한빛일보", "authors": ["도하람"]}),
    "an English agency": Case("Library opens\nBy HARAM DO\nUpdated 4:01 PM KST, March 4, 2026\n\nIt opened.", {"title": "Library opens", "authors": ["Haram Do"], "published": None, "body": "It opened."}, "a.txt"),
    "a city's briefing room": Case(
        f"{TITLE}\n2026.03.04 한빛시\n글자크기 설정\n목록\n\n{BODY}\n\n“이 자료는 한빛시의 보도자료를 전재하여 제공함을 알려드립니다.”\n\n첨부파일\n밤 도서관.hwp\n",
        {**ALL, "published": DAY, "publisher": "한빛시"}, "a.txt",
    ),
}  # fmt: skip
LABELS = {
    "with tabs": Case(f"제목\t{TITLE}\n매체\t한빛일보\n보도일시\t2026-03-04 14:38\n링크\t{URL}\n\n{BODY}", {**ALL, "published": AT, "publisher": "한빛일보", "url": URL}, "a.txt"),
    "in pointed brackets": Case(f"〈제목〉 {TITLE}\n〈매체〉 한빛일보\n〈본문〉\n{BODY}", {**ALL, "publisher": "한빛일보"}, "a.txt"),
    "behind numbers": Case(f"1. 제목: {TITLE}\n2. 날짜: 2026-03-04 14:38\n3. 본문:\n{BODY}", {**ALL, "published": AT}, "a.txt"),
    "behind squares": Case(f"■ 제목 : {TITLE}\n■ 언론사 : 한빛일보\n■ 내용\n{BODY}", {**ALL, "publisher": "한빛일보"}, "a.txt"),
    "of reStructuredText": Case(f"=====\n{TITLE}\n=====\n\n:Author: 도하람\n:Date: 2026-03-04 14:38\n\n{BODY}", SIGNED, "a.txt"),
    "of Org": Case(f"#+TITLE: {TITLE}\n#+AUTHOR: 도하람\n#+DATE: <2026-03-04 Wed 14:38>\n\n{BODY}", SIGNED, "a.txt"),
    "the paper as a link's words": Case(f"# {TITLE}\n\n* 출처: [한빛일보]({URL})\n* 발행일: 2026년 3월 4일\n\n## 본문\n\n{BODY}", {**ALL, "published": DAY, "publisher": "한빛일보", "url": URL}),
    "the kind behind the rule": Case(f'---json\n{{"title": "{TITLE}", "date": "{AT}", "author": {{"name": "도하람"}}}}\n---\n{BODY}', SIGNED),
    "Markdown that escapes its marks": Case(f"# **\\[르포\\] {TITLE}**\n\n{BODY}\n\n![][image1]\n\n[image1]: <data:image/png;base64,iVBORw0K>", {"title": f"[르포] {TITLE}", "body": BODY}),
    "components of a site": Case(f'---\ntitle: {TITLE}\n---\n<Badge text="새" />\n{BODY}\n\n<Note>끝이다.</Note> <S-Oil>도 낱말이다.', {"title": TITLE, "body": f"{BODY}\n\n끝이다. <S-Oil>도 낱말이다."}),
}  # fmt: skip
FRAMES = {
    "a reporter above the text": Case(f"{TITLE}\n\n도하람 기자\n\n{BODY}", {**ALL, "authors": ["도하람"]}, "a.txt"),
    "a reporter and a copyright below": Case(f"{TITLE}\n\n{BODY}\n\n/한빛=도하람 기자 haram@hanbit.example\n\nⓒ 한빛일보, 무단전재 금지", {**ALL, "authors": ["도하람"], "publisher": "한빛일보"}, "a.txt"),
    "where it is from, below": Case(f"{TITLE}\n\n{BODY}\n\n출처 : 한빛일보 (2026.03.04)\n원문보기: {URL}", {**ALL, "published": DAY, "publisher": "한빛일보", "url": URL}, "a.txt"),
    "where it is from, in brackets": Case(f"{TITLE}\n\n{BODY}\n\n[출처] 한빛일보\n[원본링크] {URL}", {**ALL, "publisher": "한빛일보", "url": URL}, "a.txt"),
    "where a table is from": Case(f"{TITLE}\n\n{BODY}\n\n출처: 통계청", {"title": TITLE, "body": f"{BODY}\n\n출처: 통계청", "publisher": ""}, "a.txt"),
    "when something will be": Case(f"{TITLE}\n\n{BODY}\n\n일시: 2026년 3월 10일 오후 2시", {"title": TITLE, "published": None}, "a.txt"),
    "a talk that ends with a question": Case(f"{TITLE}\n\n{BODY}\n\n기자: 왜 밤인가요?", {"title": TITLE, "body": f"{BODY}\n\n기자: 왜 밤인가요?", "authors": []}, "a.txt"),
    "an address above the title": Case(f"{URL}\n\n{TITLE}\n\n{BODY}", {**ALL, "url": URL}, "a.txt"),
    "hours ago is no day": Case(f"{TITLE}\n작성자: 도하람\n • 3시간\n • 2분 읽기\n\n{BODY}", {**ALL, "authors": ["도하람"], "published": None}, "a.txt"),
    "the paper in brackets above the title": Case(f"[한빛일보]\n{TITLE}\n2026-03-04\n\n{BODY}", {**ALL, "published": DAY, "publisher": "한빛일보"}, "a.txt"),
    "fields below the day": Case(f"{TITLE}\n\n2026-03-04\n\nSection: NEWS\n\nLength: 31 words\n\nByline: Haram Do\n\nBody\n\n{BODY}\n\nLoad-Date: March 9, 2026\n\nEnd of Document", {**ALL, "published": DAY, "authors": ["Haram Do"]}, "a.txt"),
    "fields in a comment": Case(f"<!--\n.. title: {TITLE}\n.. slug: night\n.. date: 2026-03-04 14:38:00 UTC+09:00\n.. author: 도하람\n-->\n\n{BODY}", SIGNED),
    "fields in a table with a head": Case(f"# {TITLE}\n\n| 항목 | 내용 |\n|---|---|\n| 언론사 | 한빛일보 |\n| 기자 | 도하람 |\n| 발행일 | 2026-03-04 14:38 |\n\n## 기사 본문\n\n{BODY}", {**SIGNED, "publisher": "한빛일보"}),
    "the address of the page itself": Case(f"---\ntitle: {TITLE}\nurl: https://amp.hanbit.example/4821\ncanonical_url: {URL}\n---\n{BODY}", {**ALL, "url": URL}),
    "MDX that fetches and hands on": Case(f'export const meta = {{\n  title: "x",\n}}\n\nimport {{ Note }} from "../note"\n\n# {TITLE}\n\n<Note type="a">\n{BODY}\n</Note>', ALL, "a.mdx"),
    "a heading of a wiki": Case(f"====== {TITLE} ======\n\n{BODY}", ALL, "a.txt"),
    "a heading of Textile": Case(f"h1. {TITLE}\n\n{BODY}", ALL, "a.txt"),
    "a day in Chinese characters": Case(f"{TITLE}\n2026年3月4日 14時38分\n\n{BODY}", {**ALL, "published": AT}, "a.txt"),
    "put in, changed, signed": Case(f"{TITLE}\n26.03.04 14:38 ㅣ최종 업데이트 26.03.04 15:00 ㅣ 도하람(haram)\n\n{BODY}", SIGNED, "a.txt"),
    "a post copied out of Discord": Case(f"뉴스봇 — 2026.03.04. 오후 2:38\n{TITLE}\n{BODY}", {**ALL, "published": AT, "publisher": "뉴스봇"}, "a.txt"),
    "abbreviations": Case(f"# {TITLE}\n\n{BODY}\n\n*[㎞]: 킬로미터\n", ALL),
}  # fmt: skip


def found(article: Article) -> dict[str, object]:
    published = article.published.isoformat() if article.published else None
    return {
        "title": article.title, "body": article.body, "publisher": article.publisher, "url": article.url,
        "authors": list(article.authors), "published": published, "category": article.category,
    }  # fmt: skip


@pytest.mark.parametrize(
    "case", [*PASTES.values(), *LABELS.values(), *FRAMES.values()], ids=[*PASTES, *LABELS, *FRAMES]
)
def test_each_kind_is_read(case: Case) -> None:
    told = found(read_article(case.text.encode(), case.path, MODIFIED))
    assert case.wanted == {key: told[key] for key in case.wanted}


FORWARDED = """From: 윤서린 <serin@home.example>
To: me@home.example
Subject: Fwd: 한빛일보 기사
Date: Sat, 7 Mar 2026 09:00:00 +0900

읽어 보세요.

---------- Forwarded message ---------
보낸사람: 한빛일보 <news@hanbit.example>
Date: 2026년 3월 4일 (수) 오후 2:38
Subject: {title}
To: <serin@home.example>

{body}
"""


def test_a_mail_that_is_handed_on_tells_of_the_first_one() -> None:
    told = found(read_article(FORWARDED.format(title=TITLE, body=BODY).encode(), "a.eml", MODIFIED))
    wanted = {**ALL, "published": AT, "publisher": "한빛일보", "authors": []}
    assert wanted == {key: told[key] for key in wanted}


ROW = {"title": TITLE, "content": BODY, "provider": "한빛일보"}
ANSWERS = {
    "of a search engine": {"hits": {"total": 1, "hits": [{"_source": {**ROW, "published_at": AT}}] * 2}},
    "of an archive of news": {"return_object": {"documents": [{**ROW, "published_at": AT}] * 2}},
    "of a graph": {"data": {"newsList": {"edges": [{"node": {**ROW, "date": AT}}] * 2}}},
    "of a set for reading tests": {"version": 1, "data": [{"doc_title": TITLE, "doc_source": "한빛일보", "doc_published": AT, "paragraphs": [{"context": BODY, "qas": [{"question": "언제?"}]}]}] * 2},
    "of a blog, with two clocks": [{"date": "2026-03-04T14:38:00", "date_gmt": "2026-03-04T05:38:00", "publisher": "한빛일보", "title": {"rendered": TITLE}, "content": {"rendered": BODY}}] * 2,
    "of a set with names of its own": [{"headline": TITLE, "article": BODY, "newspaper": "한빛일보", "publish_dt": AT}] * 2,
    "of a blog, in UTC alone": [{"date_gmt": "2026-03-04T05:38:00", "publisher": "한빛일보", "title": TITLE, "content": BODY}] * 2,
}  # fmt: skip


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_the_list_of_articles_is_found_in_a_programs_answer(answer: object) -> None:
    parts = read_shared(json.dumps(answer, ensure_ascii=False).encode(), "a.json", MODIFIED)
    assert ["a.json#1", "a.json#2"] == [path for path, _ in parts]
    for _, one in parts:
        assert isinstance(one, Article)
        told = found(one)
        assert (TITLE, BODY, "한빛일보") == (told["title"], told["body"], told["publisher"])
        assert read_published(AT) == one.published


def test_names_of_columns_may_stand_below_a_title() -> None:
    table = f'3월 스크랩,,,\r\n번호,매체,제목,기사내용\r\n1,한빛일보,{TITLE},"{BODY.replace(chr(34), chr(34) * 2)}"\r\n'
    (_, one), *more = read_shared(table.encode("cp949"), "a.csv", MODIFIED)
    assert isinstance(one, Article)
    assert ([], TITLE, BODY, "한빛일보") == (more, one.title, one.body, one.publisher)


@pytest.mark.parametrize("embargo", ["embargo: 2026-03-10 06:00", "엠바고: 2026년 3월 10일 오전 6시"])
def test_an_embargo_counts_before_an_earlier_day(embargo: str) -> None:
    text = f"---\ntitle: {TITLE}\ndate: 2026-03-04\n{embargo}\n---\n{BODY}"
    article = read_article(text.encode(), "a.md", MODIFIED)
    assert read_published("2026-03-10 06:00") == article.published


def test_an_embargo_that_is_over_changes_no_day() -> None:
    text = f"---\ntitle: {TITLE}\ndate: 2026-03-04\nembargo: 2026-03-01\n---\n{BODY}"
    assert date(2026, 3, 4) == read_article(text.encode(), "a.md", MODIFIED).published


NO_ARTICLES = {
    "links": ("목차.md", "# 목차\n\n- [[다리]]\n- [공원](공원.md)\n"),
    "tasks": ("a.md", "# 할 일\n\n- [ ] 기사 모으기\n- [x] 폴더 만들기\n"),
    "a log": ("a.txt", "2026-03-04 14:38:00,123 INFO got 1\n2026-03-04 14:39:00,123 ERROR lost 2\n"),
    "two below a rule": ("a.txt", f"제목: {TITLE}\n본문: {BODY}\n\n---\n\n제목: 둘째\n본문: 둘째 글이다.\n"),
    "two front matters": (
        "a.md",
        f"---\ntitle: {TITLE}\n---\n{BODY}\n\n---\ntitle: 둘째\n---\n둘째 글이다.\n",
    ),
    "a program's name": ("package.json", '{"name": "site", "version": "1.0", "description": "a site"}'),
}


@pytest.mark.parametrize("kind", NO_ARTICLES)
def test_what_is_no_article_or_several_is_refused(kind: str) -> None:
    path, text = NO_ARTICLES[kind]
    with pytest.raises(UnreadableArticle):
        read_article(text.encode(), path, MODIFIED)


def test_a_list_with_words_beside_its_links_is_a_text() -> None:
    article = read_article("# 다리\n\n- [[한빛대교]]가 열렸다.\n- [[공원]]\n".encode(), "a.md", MODIFIED)
    assert "다리" == article.title


NAMED = ["26-03-04 다리.txt", "260304_다리.txt", "2026년/03월/04일/다리.txt", "Mar 4, 2026 - bridge.txt", "news-2026_03_04-bridge.txt"]  # fmt: skip
UNNAMED = ["3월4일 다리.txt", "20261332_다리.txt", "01012345678 다리.txt", "report-20260304999.txt", "1-2-3 다리.txt", "260399_다리.txt", "다리 260304호.txt", "101112_다리.txt"]  # fmt: skip


@pytest.mark.parametrize("path", NAMED)
def test_days_in_names_are_read(path: str) -> None:
    assert date(2026, 3, 4) == date_in_path(path)


@pytest.mark.parametrize("path", UNNAMED)
def test_numbers_in_names_are_no_days(path: str) -> None:
    assert date_in_path(path) is None


@pytest.mark.parametrize(
    "text",
    [
        "2:38 PM KST, March 4, 2026",
        "Posted at 2:38 p.m. on March 4, 2026",
        "오후 2:38 · 2026년 3월 4일",
        "14:38 2026-03-04",
        "/Date(1772602680000)/",
    ],
)
def test_a_time_may_stand_before_its_day(text: str) -> None:
    assert AT == getattr(read_published(text), "isoformat", str)()


def test_a_time_between_two_days_is_the_first_ones() -> None:
    assert AT == getattr(read_published("2026.03.04 14:38 2026.03.05"), "isoformat", str)()
