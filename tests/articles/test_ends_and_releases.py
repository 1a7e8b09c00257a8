"""What stands below a text that was copied, tables and times of press releases, and what a page says beside its head."""

# ruff: noqa: E501 # a table of texts reads better a case a line

from __future__ import annotations

import json

import pytest

from bot.articles.names import original_of, why_not
from bot.articles.page import read_page
from bot.articles.reader import read_article, read_shared
from tests.article_files import MODIFIED
from tests.articles.test_kinds import ALL, AT, BODY, DAY, TITLE, URL, Case, read

CASES = {
    "a portal's name above the address": Case(
        f"{TITLE}\n\n{BODY}\n\n도하람 기자 haram@hanbit.example\n\n출처 : 네이버\n\n{URL}\n", {**ALL, "authors": ["도하람"], "url": URL, "publisher": ""}, "a.txt"
    ),
    "the paper above the address": Case(
        f"{TITLE}\n\n{BODY}\n\n출처: 한빛일보\n{URL}\n", {**ALL, "publisher": "한빛일보", "url": URL}, "a.txt"
    ),
    "when it was entered, below": Case(
        f"{TITLE}\n\n{BODY}\n\n입력 2026-03-04 14:38 | 수정 2026-03-05 08:00\n", {**ALL, "published": AT}, "a.txt"
    ),
    "a day of the text, below": Case(
        f"{TITLE}\n\n{BODY}\n\n다음 회의 2026-03-09 14:00\n", {"published": None, "body_has": "다음 회의"}, "a.txt"
    ),
    "addresses of the text, below": Case(
        f"{TITLE}\n\n{BODY}\n\nhttps://hanbit.example/1\n\nhttps://hanbit.example/2\n", {"url": "", "body_has": "hanbit.example/1"}, "a.txt"
    ),
    "a release with its times on one line": Case(
        f"보도자료\n\n보도시점 2026. 3. 4.(수) 14:38  배포 2026. 3. 3.(화) 16:00\n\n{TITLE}\n\n{BODY}\n\n담당 부서\n교통과\n책임자\n과장 윤서린 (031-000-0000)\n", {**ALL, "published": AT}, "a.txt"
    ),
    "a release whose table has blank lines": Case(
        f"보도자료\n\n배포일시\n\n2026. 3. 4.(수) 14:38\n\n담당부서\n\n교통과\n\n{TITLE}\n\n{BODY}", {**ALL, "published": AT}, "a.txt"
    ),
    "a list below its name": Case(
        f"title: {TITLE}\ndate: {DAY}\ncategories:\n- 문화\ntags:\n- 책\n- 밤\n---\n{BODY}", {**ALL, "category": "문화", "tags": ["책", "밤"]}
    ),
    "a reader's whole document": Case(
        f"# {TITLE}\n\n## Metadata\n- Author: [[도하람]]\n- URL: {URL}\n\n## Full Document\n{BODY}", {**ALL, "authors": ["도하람"], "url": URL}
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_kind_is_read(case: Case) -> None:
    article = read(case.text, case.path)
    told = {
        "published": article.published and article.published.isoformat(),
        **{name: getattr(article, name) for name in ("title", "body", "publisher", "url", "category")},
        "authors": list(article.authors),
        "tags": list(article.tags),
    }
    wanted = dict(case.wanted)
    assert str(wanted.pop("body_has", "")) in article.body
    assert wanted == {name: told[name] for name in wanted}


def linked(**more: object) -> str:
    told = {"@type": "NewsArticle", "headline": TITLE, **more}
    graph = {"@graph": [{"@type": "WebSite", "url": "https://hanbit.example"}, told]}
    return f'<script type="application/ld+json">{json.dumps(graph)}</script>'


@pytest.mark.parametrize(
    "head",
    [
        linked(url=URL),
        linked(mainEntityOfPage={"@type": "WebPage", "@id": URL}, url="https://hanbit.example"),
        linked(mainEntityOfPage=True, url=URL),
        linked(mainEntityOfPage={"@type": "WebPage"}, url=URL),
        f'<link itemprop="mainEntityOfPage" href="{URL}">',
        f'<link rel="canonical" href="{URL}">{linked(url="https://hanbit.example/other")}',
    ],
    ids=[
        "JSON-LD",
        "its main entity",
        "a main entity that is true",
        "one without an address",
        "microdata",
        "canonical before JSON-LD",
    ],
)
def test_a_page_says_where_it_is_from(head: str) -> None:
    assert URL == read_page(f"<title>{TITLE}</title>{head}", BODY, {}).fields["url"]


@pytest.mark.parametrize(
    ("html", "published"),
    [
        ("<td>도하람 기자 | 승인 2026.03.04 14:38</td>", "2026.03.04 14:38"),
        ("<li>기사입력 : <em>2026-03-04 오후 2:38</em></li>", "2026-03-04 오후 2:38"),
        ("<p>수정 2026.03.04 14:38</p>", ""),
        ("<p>등록번호 20260304</p>", ""),
    ],
)
def test_a_page_without_a_date_in_its_head_says_when_it_was_entered(html: str, published: str) -> None:
    assert published == read_page(f"<title>{TITLE}</title>{html}", BODY, {}).fields["published"]


def test_copies_are_told_by_their_names() -> None:
    copies = ("다리 copy.md", "다리 복사본 2.md", "다리 사본.md", "다리 2.md", "다리 (1).md")
    assert {"다리.md"} == {original_of(path) for path in copies}
    assert [""] * 3 == [original_of(path) for path in ("사본.md", "photocopy.md", "다리 copy 없이.md")]
    assert "reason.conflict" == why_not("다리-DESKTOP-7QK2A1B.md").key
    for name in ("책상-desktop-monitor.md", "신제품-DESKTOP-LINUX.md", "2026-LAPTOP-MARKET.md"):
        assert not why_not(name)


@pytest.mark.parametrize("below", ["\n\n", "\n"], ids=["a blank line", "no blank line"])
@pytest.mark.parametrize(
    "table",
    [
        "보도자료\n담당자\n",
        "보도자료\n\n배포일시\n2026. 3. 4.\n담당자\n",
        "보도자료\n\n보도시점\n\n\n\n배포\n2026. 3. 4.(수) 09:00\n",
        "보도자료\n\n담당부서\n교통과\n(031-000-0000)\n",
        "보도자료\n\n담당부서\n교통과\n\n(031-000-0000)\n",
        "보도자료\n담당부서\n\n교통과\n담당자\n\n과장 윤서린\n",
        "보도자료\n담당부서: 교통과\n전화: 031-000-0000\n031-000-0001\n",
        "보도자료\n\n보도시점 배포 즉시  배포일시 2026. 3. 4.\n",
        "보도시점 배포 즉시  배포일시 2026. 3. 4.\n",
    ],
)
def test_a_table_of_a_release_takes_nothing_of_its_text(table: str, below: str) -> None:
    article = read(f"{table}\n{TITLE}{below}{BODY}", "a.txt")
    assert (TITLE, BODY) == (article.title, article.body)


@pytest.mark.parametrize(
    "told",
    [
        "최초 승인 2019년 3월 4일",
        "등록 1987년 3월 4일",
        "신청 접수\n등록 2026-04-01 09:00",
        "자세한 내용은 누리집에서 볼 수 있다.\n\nhttps://apply.hanbit.example/form",
        "신청은 아래에서 하면 된다.\nhttps://apply.hanbit.example/form",
    ],
)
def test_what_a_text_tells_at_its_end_is_of_the_text(told: str) -> None:
    article = read(f"{TITLE}\n\n{BODY}\n\n{told}\n", "a.txt")
    assert (f"{BODY}\n\n{told}", None, "") == (article.body, article.published, article.url)


def test_a_title_that_names_a_year_is_one_unless_a_paper_is_named() -> None:
    records = [
        {"title": title, "content": BODY} for title in ("다리 개통 2026년 기사", "한빛일보 2026년 기사")
    ]
    read = read_shared(json.dumps(records).encode(), "a.json", MODIFIED)
    assert ["다리 개통 2026년 기사", BODY.partition("\n")[0]] == [
        getattr(one, "title", "") for _, one in read
    ]


def test_whom_to_tell_of_faults_is_no_article() -> None:
    assert "reason.repository" == why_not("security.txt").key
    assert TITLE == read_article(f"# {TITLE}\n\n{BODY}".encode(), "security-2026.md", MODIFIED).title
