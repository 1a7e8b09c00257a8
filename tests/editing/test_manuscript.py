"""What is handed in is kept to the letter, or refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.articles.reader import read_article
from bot.editing.manuscript import Source, as_stored, file_name, mended, read_manuscript, written
from bot.errors import ReaderError, UnreadableArticle
from tests.article_files import MODIFIED, crawled, decomposed, pasted

NOW = MODIFIED
BUNDLED = Path(__file__).parent.parent.parent / "corpus"
PLAIN = "# 여울강 다리 개통\n\n(한빛=남도통신) 노다솜 기자 = 한빛시가 다리를 놓았다."
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).filter(str.strip)


@pytest.mark.parametrize("path", sorted(BUNDLED.rglob("*.*")), ids=lambda path: path.name)
def test_every_bundled_article_is_kept_as_it_is(path: Path) -> None:
    raw = path.read_bytes()
    as_read = read_article(raw, path.name, NOW)
    if not as_read.body:
        return
    article = read_manuscript(raw, path.name, NOW).article
    said = ("title", "body", "authors", "emails", "published", "url", "category")
    assert [getattr(as_read, name) for name in said] == [getattr(article, name) for name in said]
    assert as_read.publisher in {article.publisher, ""}


@given(title=words, body=words, publisher=words | st.just(""), names=st.lists(words, max_size=3))
def test_what_is_kept_reads_as_it_was_written(
    title: str, body: str, publisher: str, names: list[str]
) -> None:
    article = Article("a1", title, body, publisher, tuple(names), published=date(2026, 3, 4), added=NOW)
    try:
        found = as_stored(article)
    except UnreadableArticle:
        return  # refused before anything is published
    again = read_article(written(found), "a1.md", NOW)
    assert (found.title, found.body, found.publisher) == (again.title, again.body, again.publisher)
    assert (found.authors, found.published, found.id) == (again.authors, again.published, again.id)


def test_the_file_is_yaml_to_others_with_every_value_as_text() -> None:
    article = as_stored(
        Article("031", 'Tom\'s "quote": &amp; #1 \\', "글.", "뉴스1", added=NOW, published=date(2026, 3, 4))
    )
    metadata, content = frontmatter.parse(written(article).decode())
    assert {"id": "031", "title": 'Tom\'s "quote": &amp; #1 \\', "publisher": "뉴스1", "published_at": "2026-03-04",
            "added_at": "2026-03-05 01:02:03+00:00", "markup": "text"} == metadata  # fmt: skip
    assert "글." == content


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        ("\u200b\u202e\u2060".encode(), "empty"),
        ("# 제목뿐이다".encode(), "no text under the title"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not text"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)), "not text"),
        (b"a" * (20 * 1024 * 1024), "larger than 2 MiB"),
        (
            b"---\ntitle: !!python/object/apply:os.system ['id']\n---\nx",
            "front matter with YAML tags, or aliases that say too much",
        ),
    ],
)
def test_what_is_no_article_is_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableArticle) as refused:
        read_manuscript(raw, "a.md", NOW)
    assert reason == refused.value.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_encodings_that_people_use_are_read(encoding: str) -> None:
    assert "여울강 다리 개통" == read_manuscript(PLAIN.encode(encoding), "a.md", NOW).article.title


def test_what_was_not_said_is_guessed_and_named() -> None:
    manuscript = read_manuscript(PLAIN.encode(), "", NOW)
    assert ("title", "publisher", "author") == manuscript.guessed
    assert ("남도통신", ("노다솜",)) == (manuscript.article.publisher, manuscript.article.authors)
    assert ("published",) == manuscript.missing
    assert () == read_manuscript(crawled().encode(), "a.md", NOW).guessed
    assert ("title", "publisher") == read_manuscript(pasted().encode(), "a.txt", NOW).guessed[:2]


def test_an_author_who_was_named_is_no_guess_though_another_signed_the_text() -> None:
    named = f"제목: 여울강 다리 개통\n기자: 도하람\n언론사: 한빛일보\n\n{PLAIN.splitlines()[-1]}"
    manuscript = read_manuscript(named.encode(), "", NOW)
    assert ("도하람",) == manuscript.article.authors
    assert "author" not in manuscript.guessed


def test_a_source_fills_what_the_text_leaves_open_and_no_more() -> None:
    source = Source("모래섬 소식", date(2026, 3, 1), "https://t.me/moraeseom/7")
    mine = read_manuscript("다리가 열렸다\n\n긴 이야기".encode(), "", NOW, source).article
    assert ("모래섬 소식", date(2026, 3, 1), "https://t.me/moraeseom/7") == (
        mine.publisher,
        mine.published,
        mine.url,
    )
    theirs = read_manuscript(crawled().encode(), "a.md", NOW, source).article
    assert ("한빛일보", date(2026, 3, 4)) == (theirs.publisher, theirs.published)


def test_unseen_and_turning_characters_are_taken_out_and_decomposed_ones_composed() -> None:
    text = f"# \u202e{decomposed('여울강')}\u200b 다리\u2069\n\n다리가\u200b 열렸다.\u202e"
    article = read_manuscript(text.encode(), "a.md", NOW).article
    assert ("여울강 다리", "다리가 열렸다.") == (article.title, article.body)


def test_an_id_depends_on_what_is_said_not_on_the_file() -> None:
    ids = {
        read_manuscript(PLAIN.encode(), name, NOW + timedelta(n)).article.id
        for n, name in enumerate(("a.md", "b.md"))
    }
    assert 1 == len(ids)
    assert "901_0000000017" == read_manuscript(crawled().encode(), "x.md", NOW).article.id


@pytest.mark.parametrize(
    "id", ["../../etc/passwd", "a/b", "x" * 300, "가나다", "CON:", ".hidden", "-rf", "a\nb"]
)
def test_no_id_of_a_sender_becomes_a_path(id: str) -> None:
    article = read_manuscript(crawled(id=id).encode(), "a.md", NOW).article
    assert file_name(article.id) == Path(file_name(article.id)).name
    assert article.id.isascii()
    assert len(article.id) <= 40


def test_fields_are_mended_one_by_one() -> None:
    manuscript = read_manuscript(PLAIN.encode(), "", NOW)
    for field, value in {
        "title": " 새\u200b   제목 ",
        "publisher": "새 신문",
        "published": "2026.3.4. 오후 2:38",
        "author": "윤서린 기자(seorin@hanbit.example), 도하람",
        "url": "https://news.example/1",
        "category": "사회",
    }.items():
        manuscript = mended(manuscript, field, value, NOW)
    article = manuscript.article
    assert ("새 제목", "새 신문", "사회") == (article.title, article.publisher, article.category)
    assert datetime(2026, 3, 4, 5, 38, tzinfo=UTC) == article.published
    assert (("윤서린", "도하람"), ("seorin@hanbit.example",)) == (article.authors, article.emails)
    assert () == manuscript.guessed
    assert mended(manuscript, "published", "-", NOW).article.published is None


@pytest.mark.parametrize(
    ("field", "value", "key"),
    [
        ("title", "-", "editing.no_title"),
        ("title", "\u200b", "editing.no_title"),
        ("weight", "3", "editing.no_field"),
        ("published", "어제", "editing.no_date"),
        ("published", "2026-13-40", "editing.no_date"),
        ("published", "2031-01-01", "editing.future"),
        ("url", "javascript:alert(1)", "editing.no_url"),
    ],
)
def test_a_value_that_cannot_be_is_refused(field: str, value: str, key: str) -> None:
    with pytest.raises(ReaderError) as refused:
        mended(read_manuscript(PLAIN.encode(), "", NOW), field, value, NOW)
    assert key == refused.value.key
