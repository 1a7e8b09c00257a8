"""Names of fields with words around them, marks in place of a colon, and what else people and their tools vary."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from bot.articles.article import Article
from bot.articles.fields import gather
from bot.articles.moment import date_in_path, read_published
from bot.articles.page import read_page
from bot.articles.reader import read_article
from bot.errors import UnreadableArticle

NOW = datetime(2026, 4, 1, tzinfo=UTC)
TITLE = "한빛시 야간 도서관 열다…자정까지"
BODY = '한빛시가 야간 도서관을 열었다고 4일 밝혔다.\n\n도하람 관장은 "밤에도 읽을 수 있다"고 말했다.'


def read(text: str, path: str = "a.txt") -> Article:
    return read_article(text.encode(), path, NOW)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("articlePublishedAt", "published"),
        ("news_pub_date", "published"),
        ("first_published_at", "published"),
        ("post_date_kst", "published"),
        ("기사 등록 시간", "published"),
        ("입력시각", "published"),
        ("newsTitle", "title"),
        ("기사의 제목", "title"),
        ("rawContent", "body"),
        ("뉴스 매체명", "publisher"),
        ("story_category", "category"),
        ("문서 제목", "title"),
    ],
)
def test_a_name_with_words_around_it_is_that_field(name: str, field: str) -> None:
    value = {"published": "2026-03-04 14:38"}.get(field, "한빛일보")
    assert value == gather([(name, value)])[field]


@pytest.mark.parametrize(
    "name", ["full_name", "image_title_ratio", "article_count", "title_length", "page_status"]
)
def test_a_name_that_only_holds_one_is_no_field(name: str) -> None:
    assert {} == dict(gather([(name, "한빛일보")]))


def test_what_a_clipper_made_on_a_day_is_not_of_that_day() -> None:
    article = read(
        f"---\ncreated: 2026-03-20\nsource: https://hanbit.example/1\n---\n# {TITLE}\n\n{BODY}", "a.md"
    )
    assert (None, date(2026, 3, 20)) == (article.published, article.added and article.added.date())
    assert (
        date(2026, 3, 4) == read(f"---\ntitle: {TITLE}\ncreated: 2026-03-04\n---\n{BODY}", "a.md").published
    )


def test_a_portal_is_not_the_paper() -> None:
    assert "" == gather([("sitename", "네이버 뉴스")])["publisher"]
    assert "한빛일보" == gather([("sitename", "네이버 뉴스"), ("출처", "한빛일보")])["publisher"]


@pytest.mark.parametrize("mark", ["-", "–", "—"])
def test_a_dash_stands_for_a_colon(mark: str) -> None:
    article = read(
        f"기사제목 {mark} {TITLE}\n매체명 {mark} 한빛일보\n작성일 {mark} 2026년 3월 4일\n본문 {mark}\n{BODY}"
    )
    assert (TITLE, BODY, "한빛일보", date(2026, 3, 4)) == (
        article.title, article.body, article.publisher, article.published,
    )  # fmt: skip


def test_a_rule_below_the_text_is_not_of_it() -> None:
    rule = "=" * 40
    article = read(f"제목: {TITLE}\n{rule}\n{BODY}\n{rule}\n출처: https://hanbit.example/1")
    assert (BODY, "https://hanbit.example/1") == (article.body, article.url)


def test_matter_within_a_fence_is_read() -> None:
    article = read(f"```yaml\ntitle: {TITLE}\ndate: 2026-03-04\n```\n\n{BODY}", "a.md")
    assert (TITLE, BODY, date(2026, 3, 4)) == (article.title, article.body, article.published)


def test_a_heading_in_an_outline_is_the_title() -> None:
    assert (
        TITLE
        == read(
            f"type:: article\nurl:: https://hanbit.example/1\n\n- # {TITLE}\n- 첫 문장이다.", "a.md"
        ).title
    )


def test_times_behind_the_papers_name_are_read() -> None:
    text = f"{TITLE}\n한빛일보입력 2026. 3. 4. 14:38수정 2026. 3. 4. 15:00\n도하람 기자\n번역beta\n인쇄하기\n\n{BODY}"
    article = read(text)
    assert (TITLE, BODY, "한빛일보", ("도하람",), "2026-03-04T14:38:00+09:00") == (
        article.title, article.body, article.publisher, article.authors,
        article.published and article.published.isoformat(),
    )  # fmt: skip


def test_the_line_of_a_printed_page_tells_paper_and_day() -> None:
    article = read(f"[한빛일보] 2026-03-04 12면 (사회)\n{TITLE}\n{BODY}")
    assert (TITLE, "한빛일보", date(2026, 3, 4)) == (article.title, article.publisher, article.published)


def test_where_a_page_stands_is_no_title() -> None:
    assert TITLE == read(f"홈 > 사회 > 교통\n{TITLE}\n승인 2026.03.04 14:38\n\n{BODY}").title


def test_a_year_of_two_digits_is_read_with_its_words() -> None:
    assert date(2026, 3, 4) == read_published("26년 3월 4일")


@pytest.mark.parametrize(
    "path", ["2026-03/04/a.md", "2026.03/04.md", "202603/04/a.md", "2026년 03월/04일/a.md"]
)
def test_a_folder_may_be_of_a_month(path: str) -> None:
    assert date(2026, 3, 4) == date_in_path(path)


def test_a_portals_page_tells_paper_and_time() -> None:
    head = '<meta property="og:article:author" content="한빛일보 | 네이버">'
    head += '<meta property="og:site_name" content="네이버 뉴스">'
    page = f'{head}<title>{TITLE}</title><span data-date-time="2026-03-04 14:38:00">2026.03.04.</span>'
    fields = read_page(page, BODY, {"date": "2026-03-04"}).fields
    assert ("한빛일보", "2026-03-04 14:38:00") == (fields["publisher"], fields["published"])


def test_a_list_of_words_is_no_article() -> None:
    words = "그리고 그러나 하지만 또는 그래서 따라서 즉 혹은 및".split()
    with pytest.raises(UnreadableArticle):
        read("\n".join(words))
    assert words[0] == read("\n".join(words[:5])).title


def test_an_answer_of_an_api_tells_when_by_its_dateline() -> None:
    record = {"headline": TITLE, "contents": BODY, "dateline": "2026-03-04T14:38:00.000+09:00"}
    article = read(json.dumps({"data": {"items": [record]}}), "a.json")
    assert "2026-03-04T14:38:00+09:00" == (article.published and article.published.isoformat())


@pytest.mark.parametrize("name", ["작성일자", "기사작성시각", "등록날짜", "보도시간", "기사 입력일자"])
def test_a_day_may_be_called_a_time(name: str) -> None:
    assert "2026-03-04" == gather([(name, "2026-03-04")])["published"]


def test_names_with_equal_signs_are_read() -> None:
    article = read(f"title={TITLE}\npress=한빛일보\ndate=20260304\ntext={BODY}")
    assert (TITLE, BODY, "한빛일보", date(2026, 3, 4)) == (
        article.title, article.body, article.publisher, article.published,
    )  # fmt: skip


def test_an_unknown_name_in_a_section_of_fields_ends_nothing() -> None:
    fields = (
        "- **Item Type**: 기사\n- **Authors**: [[도하람]]\n- **Date**: [[2026-03-04]]\n- **Cite Key**: do2026"
    )
    article = read(f"# {TITLE}\n\n## Metadata\n\n{fields}\n\n## Text\n\n{BODY}", "a.md")
    assert (TITLE, BODY, ("도하람",)) == (article.title, article.body, article.authors)


def test_paper_and_day_may_stand_between_commas() -> None:
    article = read(f"# {TITLE}\n\n*한빛일보, 2026년 3월 4일*\n\n{BODY}", "a.md")
    assert (BODY, "한빛일보", date(2026, 3, 4)) == (article.body, article.publisher, article.published)


def test_a_highlight_before_a_particle_is_shown_without_its_marks() -> None:
    assert "저수율이 18%까지 떨어졌다." == read(f"# {TITLE}\n\n저수율이 ==18%==까지 떨어졌다.", "a.md").body


@pytest.mark.parametrize(
    "below",
    [
        "도하람 haram@hanbit.example\nⓒ 한빛일보. 무단전재 및 재배포 금지",
        "Copyright ⓒ 한빛일보. All rights reserved. 무단 전재 금지.\n\n많이 본 기사\n- [공원](https://hanbit.example/2)",
        "[맨 위로 이동하기](#){: .btn}",
    ],
)
def test_what_stands_around_a_text_below_matter_is_not_of_it(below: str) -> None:
    assert BODY == read(f"---\ntitle: {TITLE}\n---\n{BODY}\n\n{below}\n", "a.md").body


def test_a_title_with_marks_of_its_own_within_an_attribute_is_whole() -> None:
    head = (
        f'<meta property="og:title" content="{TITLE} "밤에도 읽는다"" /><meta name="author" content="도하람">'
    )
    fields = read_page(head, BODY, {}).fields
    assert (f'{TITLE} "밤에도 읽는다"', "도하람") == (fields["title"], fields["author"])


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ('"농민들 "모내기 어쩌나""', '농민들 "모내기 어쩌나"'),
        ('""막차 끊겼다" 심야버스"', '"막차 끊겼다" 심야버스'),
        ('"버스 멈춘다"…노조 "총파업"', '"버스 멈춘다"…노조 "총파업"'),
        ("'늦은 밤' 여는 '도서관'", "'늦은 밤' 여는 '도서관'"),
    ],
)
def test_the_marks_of_a_title_are_not_those_around_it(written: str, title: str) -> None:
    assert title == read(f"---\ntitle: {written}\n---\n{BODY}", "a.md").title


def test_names_within_names_are_read() -> None:
    matter = "publication: {name: 한빛일보, url: https://hanbit.example}\ndates:\n  published: 2026-03-04"
    article = read(f"---\ntitle: {TITLE}\n{matter}\n---\n{BODY}", "a.md")
    assert ("한빛일보", date(2026, 3, 4)) == (article.publisher, article.published)


def test_an_article_deep_within_an_answer_is_found() -> None:
    record = {
        "props": {
            "pageProps": {"article": {"headline": TITLE, "bodyText": BODY, "byline": [{"name": "도하람"}]}}
        }
    }
    article = read(json.dumps(record), "a.json")
    assert (TITLE, BODY, ("도하람",)) == (article.title, article.body, article.authors)


def test_fields_below_front_matter_that_tells_little_are_read() -> None:
    fields = "> [!info] 기사 정보\n> - 언론사: 한빛일보\n> - 링크: https://hanbit.example/1"
    article = read(f"---\naliases: []\n---\n# {TITLE}\n\n{fields}\n\n{BODY}", "a.md")
    assert (TITLE, BODY, "한빛일보", "https://hanbit.example/1") == (
        article.title, article.body, article.publisher, article.url,
    )  # fmt: skip
    with pytest.raises(UnreadableArticle):
        read(f"---\ndraft: true\n---\n# {TITLE}\n\n{fields}\n\n{BODY}", "a.md")


def test_a_paragraph_behind_a_name_is_of_the_text() -> None:
    text = f"글 : 도하람 원장어깨에 관한 병명은 많이 있습니다. {'어깨가 아픈 까닭은 여럿입니다. ' * 12}"
    assert text.strip() in read(f"{TITLE}\n입력 2026.03.04 14:38\n\n{text}\n\n{BODY}").body
