"""The bundled corpus: a newcomer's first conversation, and every trap of the formats in a file that is ours."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.adapters.folder.files import Reading, list_files, read_files
from bot.articles.article import Article

FOLDER = Path(__file__).resolve().parents[2] / "corpus"
RETOLD = "906_"  # ids of the two articles that retell what real papers reported


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return read_files(os.path.realpath(FOLDER), sorted(list_files(FOLDER).stamps))


@pytest.fixture(scope="module")
def articles(readings: list[Reading]) -> list[Article]:
    return [reading.article for reading in readings if reading.article]


@pytest.fixture(scope="module")
def raw() -> dict[str, bytes]:
    return {path: (FOLDER / path).read_bytes() for path in list_files(FOLDER).stamps}


def one(articles: list[Article], words: str) -> Article:
    """The only article with *words* in its title."""
    (found,) = (article for article in articles if words in article.title)
    return found


def test_at_least_thirty_articles_and_none_refused(readings: list[Reading], articles: list[Article]) -> None:
    assert {} == list_files(FOLDER).refused
    assert [] == [(reading.path, reading.reason) for reading in readings if reading.article is None]
    assert len(articles) >= 36


def test_every_file_below_the_folder_is_an_article(raw: dict[str, bytes]) -> None:
    files = {
        path.relative_to(FOLDER).as_posix()
        for path in FOLDER.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }
    assert files == set(raw)


def test_no_article_is_there_twice(articles: list[Article]) -> None:
    assert [] == [id for id, times in Counter(article.id for article in articles).items() if times > 1]
    assert [] == [
        digest for digest, times in Counter(article.content_hash for article in articles).items() if times > 1
    ]


def test_nothing_of_the_frame_is_left_in_title_and_body(articles: list[Article]) -> None:
    frame = re.compile(
        r"&(?:quot|amp|lt|gt|#x27|#x3D);|Crawled at|\*\*제목|날짜:|content_hash|원문 보기|\r|\ufeff"
    )
    assert [] == [article.path for article in articles if frame.search(article.title + article.body)]
    assert [] == [article.path for article in articles if not article.title or not article.body]


def _crawled(data: bytes) -> bool:
    return data.startswith(b"---\nid: 9") and b"\nauthor: \n\t\t\n\t\t\t" in data and b"*Crawled at:" in data


def _has(text: str) -> Callable[[bytes], bool]:
    return lambda data: text.encode() in data


def _matches(pattern: str) -> Callable[[bytes], bool]:
    return lambda data: re.search(pattern, data.decode("utf-8", "replace")) is not None


def _is_cp949(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return "한빛" in data.decode("cp949") or "여울강" in data.decode("cp949")
    return False


TRAPS: dict[str, Callable[[bytes], bool]] = {
    "format A, tab-indented author": _crawled,
    "format B, dates run together": _matches(r"\*\*날짜: \d{4}\.\d\d\.\d\d\. 오[전후] \d+:\d{6}\."),
    "plain markdown": lambda data: data.startswith(b"# ") and "제목:" not in data.decode()[:20],
    "plain text": lambda data: data.startswith("버들동".encode()),
    "clean front matter": _matches(r"^---\nid: \S+\ntitle: [^\"\n]+\n"),
    "CP949": _is_cp949,
    "byte order mark": lambda data: data.startswith(b"\xef\xbb\xbf---"),
    "CRLF": _has("---\r\nid: "),
    "decomposed Hangul": _has(unicodedata.normalize("NFD", "등불")),
    "no-break spaces": _has("\u00a0"),
    "compatibility ideograph": _has("\uf9e1시장"),
    "HTML-escaped title": _matches(r'title: "[^"\n]*&quot;'),
    "escaped dateline": _has("한빛&#x3D;남도통신"),
    "escaped apostrophe": _has("&#x27;"),
    "escaped angle brackets": _has("&lt;앵커&gt;"),
    "glued sentences": _matches(r"[가-힣]다\.[가-힣]+ (?:시장|교수|의원|위원장|대표)은 [“&]"),
    "glued subheads": _matches(r"---\n\n[^\n.]{10,60}한빛시 "),
    "empty category": _has("\ncategory: \n"),
    "no author": _has("\nauthor: \npublished_at"),
    "no publisher and no date": _has("\npublisher: \nauthor: \npublished_at: \n"),
    "authors on two lines": _matches(r"\t\t\t[^\n]+\n\t\t\t[^\n]+\n"),
    "authors between commas": _matches(r"\t\t\t[^\n]+@[^\n]+,[^\n]+@"),
    "authors around a dot": _has("탁은결·마루한 기자"),
    "author with a place": _has("\t한빛=계윤슬"),
    "rule within the body": lambda data: data.count(b"\n---\n") > 3,
    "tip line": _has("당신의 제보가 뉴스가 됩니다"),
    "hashtags": _has("#한빛등불축제 #여울강"),
    "Hanja headline": _matches(r'title: "[^\n]*(?:與野|靑|檢|尹|美|中·日)'),
    "numbers, spelt in thousands": _has("3천300만원"),
    "numbers, plain": _has("3300만원"),
    "numbers, with a comma": _has("3,300만 원"),
    "units": _matches("㎡.*％|％.*㎡|㎡(?:.|\n)*％"),
    "Latin and Hangul names": _has("에이치그리드(H-Grid)"),
    "full-width full stop": _has("．"),
    "broadcast script": _has("▶ 인터뷰 : 복진하 / 한빛시내버스노조 위원장 - &quot;"),
    "speaker before": _matches("복진하 [가-힣]+ 위원장은 “"),
    "split quotation": _matches(r"위원장은 “[^”]+”며 “[^”]+”"),
    "short form of a name": _matches(r"\.복 위원장은 “"),
    "pronoun": _matches(r"그는 “"),
    "speaker after": _matches(r"” 밤새 [^.]+ 기사의 말이다"),
    "organisation": _matches(r"장보새는 &quot;"),
    "unnamed official": _matches(r"(?:시|검찰) 관계자는 &quot;"),
    "nested quotation": _matches("“[^”]*‘[^’”]+’[^”]*”"),
    "mark without its pair": _matches(r"“결제 정보는 안전[^”]+“"),
    "marks that do not match": _matches(r"“[^”\n]+&quot;이라고"),
    "English wire": lambda data: b"HANBIT, Dec. 12 (Namdo) -- " in data,
    "photo caption": _matches(r'title: "\[포토\]'),
    "flash headline": _matches(r'title: "\[속보\]'),
    "figures that differ, one paper": _has("운행률은 14.5%"),
    "figures that differ, the other": _has("운행률은 14.6％"),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_the_trap_is_in_the_corpus(trap: str, raw: dict[str, bytes]) -> None:
    assert any(TRAPS[trap](data) for data in raw.values())


def test_odd_encodings_read_like_any_other(articles: list[Article]) -> None:
    cp949 = one(articles, "강을 가두나")
    assert ("새벽신문", ("진여울",)) == (cp949.publisher, cp949.authors)
    assert "3.2m 벽이 서면 우리 집은 담벼락 보는 집이 된다" in cp949.body
    decomposed = one(articles, "시민상에 제온순")
    assert unicodedata.normalize("NFC", decomposed.body) == decomposed.body
    assert one(articles, "버스 원가 6월 공개").title.startswith("\uf9e1시장")
    assert "\u00a0" in one(articles, "자정까지").body


def test_fields_of_each_format_are_right(articles: list[Article]) -> None:
    wire = one(articles, "영하 7도에")
    assert '한빛 시내버스 11년 만의 파업…"영하 7도에 40분 기다렸다"(종합)' == wire.title
    assert ("901_0000000014", "남도통신", date(2025, 12, 10)) == (wire.id, wire.publisher, wire.published)
    assert (("노다솜", "계윤슬"), ("dasom@namdo.example", "yunseul@namdo.example")) == (
        wire.authors,
        wire.emails,
    )
    assert wire.body.endswith("노사는 11일 오후 2시 다시 만나기로 했다.")
    pasted = one(articles, "파업 사흘 만에 끝")
    assert ("새벽신문", ("봉예린",)) == (pasted.publisher, pasted.authors)
    assert isinstance(pasted.published, datetime)
    assert "2025-12-12T06:48:00+09:00" == pasted.published.isoformat()
    flash = one(articles, "[속보]")
    assert ("", (), None) == (flash.publisher, flash.authors, flash.published)
    assert len(flash.body) < 100


def test_reports_of_one_story_share_their_paragraphs(articles: list[Article]) -> None:
    shared = "마지막 조정을 벌였"
    reports = [article for article in articles if shared in article.body]
    assert len(reports) >= 5
    assert {"남도통신", "한빛일보", "한빛경제"} == {report.publisher for report in reports}


@pytest.mark.parametrize("words", ["네이버클라우드", "하이퍼클로바", "소버린 AI"])
def test_the_two_retold_articles_are_found_by_their_subject(words: str, articles: list[Article]) -> None:
    retold = [article for article in articles if article.id.startswith(RETOLD)]
    assert 2 == len(retold)
    assert all(words in article.body for article in retold)


def test_the_retold_articles_name_their_source_and_quote_nobody(articles: list[Article]) -> None:
    retold = sorted((article for article in articles if article.id.startswith(RETOLD)), key=lambda a: a.id)
    assert ["n.news.naver.com", "www.newsis.com"] == [urlsplit(article.url).hostname for article in retold]
    assert ["아이뉴스24", "뉴시스"] == [
        article.body[article.body.rindex("출처: ") :][4:].split(",")[0] for article in retold
    ]
    assert [] == [article.path for article in retold if re.search('["“”]', article.body)]


def test_invented_papers_live_under_reserved_names(articles: list[Article]) -> None:
    hosts = {urlsplit(a.url).hostname or "" for a in articles if a.url and not a.id.startswith(RETOLD)}
    assert [] == sorted(host for host in hosts if not host.endswith(".example"))
    emails = {address for article in articles for address in article.emails}
    assert [] == sorted(address for address in emails if not address.endswith(".example"))
