"""Files with several articles, and pages of tools: spreadsheets, Telegram's and Notion's HTML."""

# ruff: noqa: E501 # pages read better a tag a line

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

import pytest

from bot.adapters.folder.corpus import Corpus
from bot.adapters.folder.files import read_all, read_file
from bot.articles.article import Article
from tests.sheets import sheet_of

TITLE, OTHER = "한빛시 야간 도서관 열다…자정까지", "솔내동 다리 다시 열려"
BODY = "한빛시가 야간 도서관을 열었다고 4일 밝혔다. 자정까지 문을 연다."
URL = "https://hanbit.example/news/4821"


def articles(folder: Path, name: str, content: bytes) -> list[Article]:
    (folder / name).write_bytes(content)
    readings = read_all(os.path.realpath(folder), name)
    return [one.article for one in readings if one.article is not None]


@pytest.mark.parametrize(
    "above",
    [[], [["2026년 3월 스크랩"], [""]]],
    ids=["names in the first row", "a title above the names"],
)
def test_a_spreadsheet_has_an_article_a_row(tmp_path: Path, above: list[list[str | int]]) -> None:
    rows: list[list[str | int]] = [
        *above,
        ["번호", "제목", "본문", "매체", "기자", "일자", "링크"],
        [1, TITLE, BODY, "한빛일보", "도하람 기자", 20260304, URL],
        [2, OTHER, "다리가 석 달 만에 열렸다.", "솔내신문", "", "2026.03.05", ""],
    ]
    first, second = articles(tmp_path, "스크랩.xlsx", sheet_of(rows))
    assert (TITLE, BODY, "한빛일보", ("도하람",), URL) == (
        first.title, first.body, first.publisher, first.authors, first.url,
    )  # fmt: skip
    assert [date(2026, 3, 4), date(2026, 3, 5)] == [first.day, second.day]
    assert (OTHER, "솔내신문", ()) == (second.title, second.publisher, second.authors)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("취재비.xlsx", sheet_of([["항목", "금액"], ["교통비", 12000]]), "reason.no_rows"),
        ("깨진.xlsx", b"PK\x03\x04" + b"\0" * 300, "reason.sheet"),
        ("깨진.ods", b"PK\x03\x04" + b"\0" * 300, "reason.sheet"),
        ("옛.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "reason.sheet"),
    ],
)
def test_a_spreadsheet_without_articles_is_refused_alone(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "a.md").write_text(f"# {TITLE}\n\n{BODY}\n", encoding="utf-8")
    corpus = Corpus(tmp_path)
    corpus.scan()
    assert {name: reason} == {path: why.key for path, why in corpus.refused.items()}
    assert ["a.md"] == [one.path for one in corpus.articles()]


def message(number: int, minute: int, text: str, *, joined: bool = False) -> str:
    name = "" if joined else '<div class="from_name">\n한빛 데스크\n</div>\n'
    return (
        f'<div class="message default clearfix{" joined" if joined else ""}" id="message{number}">\n<div class="body">\n'
        f'<div class="pull_right date details" title="04.03.2026 14:{minute}:00 UTC+09:00">\n14:{minute}\n</div>\n'
        f'{name}<div class="text">\n{text}\n</div>\n</div>\n</div>\n'
    )


def test_a_page_of_telegram_has_an_article_a_message(tmp_path: Path) -> None:
    link = f'<a href="{URL}">{URL}</a>'
    page = (
        '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8"/>\n<title>Exported Data</title>\n</head>\n<body>\n'
        '<div class="page_header"><div class="content"><div class="text bold">\n한빛 데스크\n</div></div></div>\n'
        '<div class="page_body chat_page">\n<div class="history">\n'
        + message(10, 38, f"{TITLE}<br><br>{BODY}<br>{link}")
        + message(11, 45, f"{OTHER}<br><br>다리가 석 달 만에 열렸다.", joined=True)
        + "</div></div></body></html>"
    )
    first, second = articles(tmp_path, "messages.html", page.encode())
    assert (TITLE, "한빛 데스크", URL) == (first.title, first.publisher, first.url)
    assert [BODY, URL] == first.body.split("\n")
    assert isinstance(first.published, datetime)
    assert "2026-03-04T14:38:00+09:00" == first.published.isoformat()
    assert (OTHER, "다리가 석 달 만에 열렸다.") == (second.title, second.body)
    assert "<" not in first.body


def test_another_page_of_that_name_is_a_page(tmp_path: Path) -> None:
    sentences = "".join(f"<p>{BODY} {number}번째 문단이다.</p>" for number in range(6))
    page = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{sentences}</article></body></html>"
    assert [TITLE] == [article.title for article in articles(tmp_path, "messages.html", page.encode())]


def test_a_page_of_notion_has_its_properties_as_fields(tmp_path: Path) -> None:
    rows = "".join(
        f'<tr class="property-row property-row-{kind}"><th><span class="icon property-icon"><svg></svg></span>{name}</th>'
        f"<td>{value}</td></tr>"
        for kind, name, value in (
            ("created_time", "생성 일시", "<time>@2026년 3월 9일 오전 9:00</time>"),
            ("date", "게시일", "<time>@2026년 3월 4일 오후 2:38 (GMT+9)</time>"),
            ("person", "기자", '<span class="user">도하람</span>'),
            ("select", "매체", '<span class="selected-value">한빛일보</span>'),
            ("url", "링크", f'<a href="{URL}" class="url-value">{URL}</a>'),
        )
    )
    page = (
        f'<html><head><title>{TITLE}</title></head><body><article id="x" class="page sans"><header>'
        f'<h1 class="page-title">{TITLE}</h1><table class="properties"><tbody>{rows}</tbody></table></header>'
        f'<div class="page-body"><p id="1" class="">{BODY}</p></div></article></body></html>'
    )
    (tmp_path / "도서관 1a2b3c.html").write_text(page, encoding="utf-8")
    article = read_file(os.path.realpath(tmp_path), "도서관 1a2b3c.html").article
    assert article is not None
    assert (TITLE, BODY, "한빛일보", ("도하람",), URL) == (
        article.title, article.body, article.publisher, article.authors, article.url,
    )  # fmt: skip
    assert isinstance(article.published, datetime)
    assert "2026-03-04T14:38:00+09:00" == article.published.isoformat()


def test_a_page_of_telegram_that_never_closes_ends(tmp_path: Path) -> None:
    """By a pattern each of the beginnings would be read to the end of the file."""
    page = '<div class="page_body chat_page">' + message(1, 10, '<div class="text">' * 400_000).replace(
        "</div>", ""
    )
    assert 1 >= len(articles(tmp_path, "messages.html", page.encode()))
