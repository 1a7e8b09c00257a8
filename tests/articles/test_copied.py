"""What people copy and forward: the date stands alone under the title, the address on a line of its own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.articles.article import Article
from bot.articles.page import read_page
from bot.articles.reader import read_article

TITLE = "한빛도서관 밤 열 시까지 연다"
BODY = "한빛도서관이 다음 달부터 밤 열 시까지 문을 연다. 한빛시가 4일 밝혔다."
ENGLISH = "The library will stay open until ten at night from next month, the city said."
URL = "https://hanbit.example/news/7"
AT = "2026-03-04T14:38:00+09:00"
NOW = datetime(2026, 4, 1, tzinfo=UTC)


def read(text: str, path: str = "a.txt") -> Article:
    return read_article(text.encode(), path, NOW)


PASTED = {
    "a name and a date": f"{TITLE}\n도하람\n2026. 3. 4. 14:38\n글씨크기 조절하기\n\n{BODY}",
    "date, then byline": f"{TITLE}\n2026년 3월 4일 14시 38분\n도하람 기자\n\n{BODY}",
    "section, title, subtitle": f"사회\n{TITLE}\n도서관장 “밤에도 온다”\n도하람 기자\n"
    "입력 2026.03.04. 14:38업데이트 2026.03.04. 16:01\n\n" + BODY,
    "changed before put in": f"{TITLE}\n도하람기자\n수정 2026-03-04 18:20 등록 2026-03-04 14:38\n\n{BODY}",
    "time in brackets": f"{TITLE}\n입력 2026.03.04 (14:38)\n수정 2026.03.04 (21:40)\n도하람 기자\n\n{BODY}",
    "with how often it was read": f"{TITLE}\n도하람 기자\n작성 2026.03.04 14:38\n조회 1,204\n\n{BODY}",
}


@pytest.mark.parametrize("text", PASTED.values(), ids=PASTED)
def test_a_copied_page_has_title_reporter_and_time(text: str) -> None:
    article = read(text)
    assert (TITLE, ("도하람",), AT, BODY) == (
        article.title,
        article.authors,
        article.published.isoformat() if article.published else None,
        article.body,
    )


FOREIGN = {
    "By and an abbreviated month": "By Dasom Noh and Damho Lee\n\nMarch 4, 2026 2:38 PM KST",
    "time with a dot": "Dasom Noh and Damho Lee in Hanbit\nWed 4 Mar 2026 05.38 GMT\n"
    "Last modified on Wed 4 Mar 2026 09.01 GMT",
    "how long ago it was changed": "By Dasom Noh, Damho Lee\nMarch 4, 2026 2:38 PM GMT+9 Updated 2 hours ago",
    "two labels": "By Dasom Noh and Damho Lee, Staff Writers\nPublished : Mar. 4, 2026 - 14:38:00\n"
    "Updated : Mar. 4, 2026 - 17:01:00",
}


@pytest.mark.parametrize("head", FOREIGN.values(), ids=FOREIGN)
def test_an_english_page_has_reporters_and_time(head: str) -> None:
    article = read(f"Library stays open at night\n\n{head}\n\n{ENGLISH}")
    assert ("Library stays open at night", datetime.fromisoformat(AT), ENGLISH) == (
        article.title,
        article.published,
        article.body,
    )
    if "in Hanbit" not in head:
        assert ("Dasom Noh", "Damho Lee") == article.authors


def test_a_date_within_the_text_is_text() -> None:
    text = f"{TITLE}\n{BODY}\n2026년 3월 4일\n그날은 비가 왔다."
    assert f"{BODY}\n2026년 3월 4일\n그날은 비가 왔다." == read(text).body


@pytest.mark.parametrize("text", [f"{TITLE}\n{URL}\n\n{BODY}", f"{TITLE}\n\n{BODY}\n\n{URL}"])
@pytest.mark.parametrize("path", ["a.txt", "a.md"])
def test_an_address_alone_on_a_line_is_where_it_came_from(text: str, path: str) -> None:
    article = read(text if path == "a.txt" else f"# {text}", path)
    assert (TITLE, URL, BODY) == (article.title, article.url, article.body)


def test_an_address_among_others_stays_in_the_text() -> None:
    text = f"{TITLE}\n\n{BODY} https://other.example/1\n\n{URL}"
    assert "" == read(text).url


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("created: 1772602680000", AT),
        ("created: 2026-03-04 05:38:00Z", AT),
        (f"created: 2026-03-09\npublished: {AT}", AT),
    ],
)
def test_when_a_note_was_made_counts_where_nothing_else_tells(line: str, wanted: str) -> None:
    published = read(f"---\ntitle: {TITLE}\n{line}\n---\n{BODY}", "a.md").published
    assert datetime.fromisoformat(wanted) == published


def test_a_press_release_has_fields_with_blanks_in_their_names() -> None:
    text = f"보도자료\n배포일시 : 2026. 3. 4.(수) 14:38\n담 당 자 : 윤서린 과장\n제    목 : {TITLE}\n\n{BODY}"
    article = read(text)
    assert (TITLE, datetime.fromisoformat(AT), BODY) == (article.title, article.published, article.body)


def test_programs_name_fields_in_their_own_ways() -> None:
    text = (
        f'[{{"headline": [" {TITLE}"], "paragraphs": ["{BODY}"], "regDate": 1772602680000, '
        f'"mainEntityOfPage": {{"@id": "{URL}"}}}}]'
    )
    article = read(text, "a.json")
    assert (TITLE, BODY, URL, datetime.fromisoformat(AT)) == (
        article.title,
        article.body,
        article.url,
        article.published,
    )


def test_a_day_of_six_digits_with_dots_in_a_name_counts() -> None:
    assert "2026-03-04" == str(read(f"# {TITLE}\n\n{BODY}", "도서관_26.03.04.md").published)


def test_a_saved_page_says_in_json_when_it_was_and_in_a_comment_where() -> None:
    page = (
        f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Thu Mar 12 2026 -->"
        f'<script type=application/ld+json>{{"@graph": [{{"headline": "{TITLE}", "datePublished": "{AT}",'
        ' "publisher": {"name": "한빛일보"}, "author": [{"name": "도하람"}]}]}</script>'
    )
    draft = read_page(page, BODY, {"date": "2026-03-04"})
    assert (TITLE, AT, "한빛일보", "도하람", URL) == (
        draft.title,
        *(draft.fields[name] for name in ("published", "publisher", "author", "url")),
    )


def test_a_page_without_a_title_loses_no_sentence() -> None:
    draft = read_page("<p>…</p>", f"{BODY}\n둘째 문단이다.", {})
    assert (f"{BODY}\n둘째 문단이다.", BODY) == (draft.body, draft.title)
