"""An item's file reads back as it was written, and lies where every file system takes it."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime
from pathlib import PurePosixPath

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.adapters.folder.files import is_article_name
from bot.articles.article import KST
from bot.articles.names import why_not, why_unread
from bot.articles.reader import read_article
from bot.errors import UnreadableArticle
from bot.feeds.item_file import article_text, file_path, folder_name, item_article
from bot.feeds.model import FeedItem
from tests.feeds.documents import ADDRESS, NOW

RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{name}{n}" for name in ("COM", "LPT") for n in range(1, 10))}
BRIDGE = FeedItem(
    guid="urn:hanbit:1",
    link="https://www.hanbit.example/news/1",
    title="한빛대교 개통: '하루 4만 대' #기대",
    text='한빛대교가 30일 열렸다.\n\n---\n\n# 주민들은 "반갑다"고 했다.\n\ttitle: 다리',
    full=True,
    authors=("윤서린", "도하람"),
    published=datetime(2025, 12, 30, 14, 20, tzinfo=KST),
    categories=("사회", "교통: 다리"),
)


def test_it_reads_back_to_the_same_fields() -> None:
    text = article_text(BRIDGE, publisher="한빛일보", feed_address=ADDRESS, added=NOW)
    path = file_path(BRIDGE, "한빛일보", ADDRESS)
    again = read_article(text.encode(), str(path), datetime(2030, 1, 1, tzinfo=UTC))
    assert again == item_article(BRIDGE, publisher="한빛일보", feed_address=ADDRESS, added=NOW)
    assert (BRIDGE.title, BRIDGE.text, BRIDGE.link) == (again.title, again.body, again.url)
    assert (BRIDGE.authors, BRIDGE.published, "한빛일보") == (again.authors, again.published, again.publisher)
    assert ("사회", NOW, BRIDGE.categories) == (again.category, again.added, again.tags)


TEXT = st.text(max_size=120)
MARKS = ["---", "# 제목", "- 가", "title: 가", "***", "|", "{{x}}", "<b>", "&amp;", "\ufeff"]
LINES = st.lists(TEXT | st.sampled_from(MARKS))
LINKS = ["https://www.hanbit.example/news/1", "https://n.news.naver.com/article/031/0000993116"]
ITEMS = st.builds(
    FeedItem,
    guid=st.none() | TEXT,
    link=st.none() | st.sampled_from(LINKS),
    title=TEXT,
    text=LINES.map("\n".join),
    full=st.booleans(),
    authors=st.lists(st.sampled_from(["윤서린", "도하람", "Jane Doe"]), max_size=3, unique=True).map(tuple),
    published=st.none()
    | st.dates(date(1990, 1, 1), date(2099, 1, 1))
    | st.datetimes(datetime(1990, 1, 1), datetime(2099, 1, 1), timezones=st.sampled_from([UTC, KST])).map(  # noqa: DTZ001
        lambda moment: moment.replace(microsecond=0)
    ),
    categories=st.lists(TEXT, max_size=3).map(tuple),
)  # fmt: skip


@given(ITEMS, TEXT)
def test_whatever_an_item_says_reads_back_as_it_was_written(item: FeedItem, publisher: str) -> None:
    try:
        article = item_article(item, publisher=publisher, feed_address=ADDRESS, added=NOW)
    except UnreadableArticle:
        assume(False)
        return
    text = article_text(item, publisher=publisher, feed_address=ADDRESS, added=NOW)
    assert article == read_article(text.encode(), article.path, datetime(2030, 1, 1, tzinfo=UTC))


ORDINARY = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=80)


@given(ORDINARY, ORDINARY)
def test_nothing_of_an_ordinary_item_is_lost(title: str, text: str) -> None:
    """Letters, figures and marks of any script; what readers could not see aside."""
    from bot.articles.encoding import compose
    from bot.articles.written import UNSEEN

    title, text = (" ".join(UNSEEN.sub("", compose(words)).split()) for words in (title, text))
    assume(title and text)
    item = FeedItem(None, None, title, text, False)
    article = item_article(item, publisher="한빛일보", feed_address=ADDRESS, added=NOW)
    assert (title, text) == (article.title, article.body)


NAMES = [
    "한빛일보", "../../etc", "/abs", "C:\\news", "a/b\\c", ".hidden", "..", ".", "", "   ",
    "CON", "con.txt", "nul", "LPT1",
    "COM¹", "한빛일보.", "한빛 ", "a" * 300, "가" * 300,
    "\u1112\u1161\u11ab빛", "한\u202e빛", "한\x00빛\n일보", "~$한빛", "#한빛",
    "templates", "초안", "_drafts", "node_modules",
    "👨‍👩‍👧" * 30, "<>:\"|?*", "-rf", "\ud800", "서식", "Template",
]  # fmt: skip


def is_safe(path: PurePosixPath) -> bool:
    names = path.parts
    return (
        len(names) == 3
        and names[0] == "feeds"
        and all(
            name
            and unicodedata.is_normalized("NFC", name)
            and len(name.encode()) <= 200
            and not name.startswith((".", "-", "~", "#", " "))
            and not name.endswith((".", " "))
            and name.split(".")[0].upper() not in RESERVED
            and not set(name) & set('<>:"/\\|?*')
            and all(ord(character) >= 32 for character in name)
            for name in names
        )
        and is_article_name(names[2])
        and not why_not(str(path))
        and not why_unread(names[2])
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_path_is_safe_whatever_the_paper_is_called(name: str) -> None:
    assert is_safe(file_path(BRIDGE, name, ADDRESS)), file_path(BRIDGE, name, ADDRESS)


@given(TEXT, ITEMS)
def test_a_path_is_safe_whatever_anything_is_called(name: str, item: FeedItem) -> None:
    assert is_safe(file_path(item, name, ADDRESS))


def test_names_in_every_form_lead_to_one_folder() -> None:
    assert folder_name("한빛 일보") == folder_name("\u1112\u1161\u11ab빛  일보 ")


def test_a_corrected_item_keeps_its_file() -> None:
    from dataclasses import replace

    corrected = replace(BRIDGE, title="한빛대교 개통식", text="바로잡습니다.", published=None)
    assert file_path(BRIDGE, "한빛일보", ADDRESS) == file_path(corrected, "한빛일보", ADDRESS)


def test_an_item_without_a_title_has_its_first_line_for_one() -> None:
    item = FeedItem(None, None, "", "다리가 열렸다.\n\n끝.", False)
    article = item_article(item, publisher="한빛일보", feed_address=ADDRESS, added=NOW)
    assert ("다리가 열렸다.", "다리가 열렸다.\n\n끝.") == (article.title, article.body)
