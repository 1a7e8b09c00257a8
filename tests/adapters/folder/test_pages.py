"""Saved web pages: taken apart in a process of their own, fields from what their head says."""

# ruff: noqa: E501 # pages read better a line of HTML a line

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.adapters.folder.files import read_file, read_files

SENTENCES = "".join(
    f"<p>한빛시가 도서관 {number}호를 열었다고 4일 밝혔다. 도하람 관장은 “밤에도 읽을 수 있다”고 말했다.</p>"
    for number in range(1, 6)
)
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>한빛시 도서관 열다 | 한빛일보</title>
<meta property="og:title" content="한빛시 도서관 &quot;열다&quot;"><meta property="og:site_name" content="한빛일보">
<meta property="article:published_time" content="2026-03-04T14:38:00+09:00"><meta name="author" content="도하람">
<link rel="canonical" href="https://hanbit.example/news/4821"></head>
<body><nav><a href="/">홈</a><a href="/b">문화</a></nav><article><h1>한빛시 도서관 "열다"</h1>{SENTENCES}</article>
<footer>Copyright 한빛일보</footer></body></html>"""


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> None:
    (folder / name).write_text(text, encoding=encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_a_page_gives_its_article(tmp_path: Path, encoding: str) -> None:
    write(tmp_path, "a.html", PAGE, encoding)
    article = read_file(os.path.realpath(tmp_path), "a.html").article
    assert article is not None
    assert ('한빛시 도서관 "열다"', "한빛일보", ("도하람",)) == (
        article.title,
        article.publisher,
        article.authors,
    )
    assert "https://hanbit.example/news/4821" == article.url
    assert article.published is not None
    assert "2026-03-04T14:38:00+09:00" == article.published.isoformat()
    assert article.body.startswith("한빛시가 도서관 1호를 열었다고 4일 밝혔다.")
    assert "홈" not in article.body
    assert "\n\n" in article.body or "\n" in article.body


def test_what_is_no_page_is_refused_alone(tmp_path: Path) -> None:
    write(tmp_path, "a.html", PAGE)
    write(tmp_path, "b.htm", "한빛시 도서관\n\n문을 열었다.")
    write(tmp_path, "c.html", "<html><body><p>짧다</p></body></html>")
    readings = read_files(os.path.realpath(tmp_path), ["a.html", "b.htm", "c.html"])
    assert ["", "no web page: there is no HTML in it"] == [reading.reason for reading in readings[:2]]
    assert readings[0].article is not None
    assert readings[2].reason.startswith("no article in the page")


@pytest.mark.parametrize(
    ("above", "published"),
    [
        ("입력 2026년 3월 4일 14:38", "2026-03-04T14:38:00+09:00"),
        ("2026/03/04 09:10", "2026-03-04T09:10:00+09:00"),
        ("2월 넷째 주 화요일, 한빛 강변에서", None),
    ],
)
def test_a_day_that_only_a_line_above_the_text_tells_is_read_as_written(
    tmp_path: Path, above: str, published: str | None
) -> None:
    text = f"<h1>도서관 열다</h1><p>{above}</p>{SENTENCES}"
    page = f"<html><head><title>도서관 열다</title></head><body><article>{text}</article></body></html>"
    write(tmp_path, "a.html", page)
    article = read_file(os.path.realpath(tmp_path), "a.html").article
    assert article is not None
    assert published == (article.published.isoformat() if article.published else None)
    assert (published is None) == article.body.startswith(above)


FOOT = "<footer>제호 : 한빛신문 | 등록번호 : 경기 아00123 | 등록일자 : 2010.03.04 | 발행인 : 도하람</footer>"
OWN = "<p>승인 2026.03.04 14:38</p>"


@pytest.mark.parametrize(
    ("above", "below", "published"),
    [
        ("<h1>도서관 열다</h1><p>2026.03.04 14:38</p>", FOOT, "2026-03-04T14:38:00+09:00"),
        ("<h1>도서관 열다</h1>", FOOT, None),
        ("<h1>도서관 열다</h1>", "<ul><li>등록번호 경기 아00123</li><li>등록일 2010-03-04</li></ul>", None),
        (f"<aside>입력 2025.01.01 09:00</aside><h1>도서관 열다</h1>{OWN}", "", "2026-03-04T14:38:00+09:00"),
        (f"<script>t='게시 2019-01-01 10:00'</script><h1>도서관 열다</h1>{OWN}", "", "2026-03-04T14:38:00+09:00"),
        ("<script>t='게시 2019-01-01 10:00'</script><h1>도서관 열다</h1>", "", None),
        ("<h1>도서관 열다</h1>", "<p>이 건물은 문화재 등록 2003년 5월 2일에 마쳤다.</p>", None),
        ("<h1>도서관 열다</h1>", f"{OWN}{FOOT}", "2026-03-04T14:38:00+09:00"),
        ("<h1>도서관 열다</h1><dl><dt>등록일</dt><dd>2026-03-04</dd></dl>", FOOT, "2026-03-04"),
    ],
    ids=[
        "a line above the text", "of the paper", "of the paper, a line each", "beside the article", "in a program",
        "only in a program", "of the text", "below the text", "a name and its value",
    ],
)  # fmt: skip
def test_a_page_is_of_the_day_that_stands_at_its_article(
    tmp_path: Path, above: str, below: str, published: str | None
) -> None:
    page = f"<html><head><title>도서관 열다</title></head><body>{above}<article>{SENTENCES}</article>{below}</body></html>"
    write(tmp_path, "a.html", page)
    article = read_file(os.path.realpath(tmp_path), "a.html").article
    assert article is not None
    assert published == (article.published.isoformat() if article.published else None)


CRUMBS = """<!DOCTYPE html><html><head><meta charset="utf-8">
<title>한빛시 도서관 열다 &lt; 문화·공연 &lt; 문화 &lt; 기사본문 - 한빛신문</title>%s
<meta property="article:published_time" content="2026-03-04T14:38:00+09:00"></head><body><article>
<h3 class="heading">한빛시 도서관 열다</h3>%s<div>저작권자 © 한빛신문 무단전재 및 재배포 금지</div></article></body></html>"""


@pytest.mark.parametrize(
    "more",
    ["", '<meta property="og:title" content="한빛시 도서관 열다 - 한빛신문"><meta property="og:site_name" content="한빛신문">'],
    ids=["in the title alone", "behind the title for sharing"],
)  # fmt: skip
def test_crumbs_and_paper_behind_a_title_are_none_of_it(tmp_path: Path, more: str) -> None:
    write(tmp_path, "a.html", CRUMBS % (more, SENTENCES))
    article = read_file(os.path.realpath(tmp_path), "a.html").article
    assert article is not None
    assert ("한빛시 도서관 열다", "한빛신문") == (article.title, article.publisher)
    assert "무단전재" not in article.body


def test_the_publisher_may_be_marked_within_the_text(tmp_path: Path) -> None:
    owner = '<span itemprop="publisher" itemscope><meta itemprop="name" content="한빛일보"></span>'
    page = f'<html><head><title>한빛시 도서관 열다 | 한빛</title></head><body><article>{owner}<h2 itemprop="headline">한빛시 도서관 열다</h2>{SENTENCES}</article></body></html>'  # fmt: skip
    write(tmp_path, "a.html", page)
    article = read_file(os.path.realpath(tmp_path), "a.html").article
    assert article is not None
    assert ("한빛시 도서관 열다", "한빛일보") == (article.title, article.publisher)


def test_a_page_made_for_printing_has_the_title_that_stands_in_it(tmp_path: Path) -> None:
    page = f"<html><head><title>한빛일보 - 인쇄하기</title></head><body><table><tr><td><b>한빛시 도서관 열다</b></td></tr><tr><td>기사입력 : 2026-03-04 14:38</td></tr><tr><td>{SENTENCES.replace('</p>', '<br><br>').replace('<p>', '')}</td></tr></table></body></html>"
    write(tmp_path, "a.html", page)
    article = read_file(os.path.realpath(tmp_path), "a.html").article
    assert article is not None
    assert article.published is not None
    assert ("한빛시 도서관 열다", "2026-03-04T14:38:00+09:00") == (
        article.title,
        article.published.isoformat(),
    )
