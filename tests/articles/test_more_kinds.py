"""More shapes of articles: press releases, pastes, other calendars and encodings, databases' records."""

# ruff: noqa: E501 # a table of texts reads better a case a line

from __future__ import annotations

import pytest

from bot.articles.draft import Draft
from bot.articles.moment import read_published
from bot.articles.reader import article_of, read_article
from bot.articles.records import read_records
from bot.errors import UnreadableArticle
from tests.article_files import MODIFIED
from tests.articles.test_kinds import AT, BODY, DAY, TITLE, URL, Case

ALL = {"title": TITLE, "body": BODY}
CASES = {
    "a label of two words": Case(f"Full Title: {TITLE}\nPublished Date: {DAY}\n\n{BODY}", {"title": TITLE, "published": DAY, "body": BODY}, "a.txt"),
    "a press release in lines": Case(
        f"보 도 자 료\n\n보도시점\n2026. 3. 4.(수) 14:38\n배포\n2026. 3. 4.(수) 09:00\n\n{TITLE}\n\n{BODY}\n\n담당 부서\n문화과\n담당자\n이담호\n(031-000-0000)\n",
        {**ALL, "published": AT}, "a.txt",
    ),
    "a press release by its name in brackets": Case(f"[보도자료] {TITLE}\n\n{BODY}", ALL, "a.txt"),
    "a title block of Pandoc": Case(f"% {TITLE}\n% 윤서린; 도하람\n% {DAY}\n\n{BODY}", {**ALL, "published": DAY, "authors": ["윤서린", "도하람"]}),
    "a post copied out of Telegram": Case(
        f"한빛일보 속보, [2026-03-04 오후 2:38]\n{TITLE}\n\n{BODY}\n{URL}", {**ALL, "publisher": "한빛일보 속보", "published": AT, "url": URL}, "a.txt"
    ),
    "a paste of a cafe": Case(
        f"{TITLE}\n프로필\n도하람\n1:1 채팅\n2026.03.04. 14:38조회 123\n댓글 4URL 복사\n\n{BODY}\n\n좋아요 3\n댓글 4공유신고\n",
        {**ALL, "published": AT}, "a.txt",
    ),
    "codes of a wire above the title": Case(f"HBT0123 4 사회 0311  /R01\n\n{TITLE}\n\n{BODY}", ALL, "a.txt"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_kind_is_read(name: str) -> None:
    case = CASES[name]
    article = read_article(case.text.encode(), case.path, MODIFIED)
    published = article.published.isoformat() if article.published else None
    found = {
        "title": article.title, "body": article.body, "publisher": article.publisher, "url": article.url,
        "authors": list(article.authors), "published": published,
    }  # fmt: skip
    assert case.wanted == {key: found[key] for key in case.wanted}


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_two_bytes_a_character_need_no_mark(codec: str) -> None:
    article = read_article(f"# {TITLE}\n\n{BODY}\n".encode(codec), "a.md", MODIFIED)
    assert (TITLE, BODY) == (article.title, article.body)


def test_bytes_that_are_no_text_are_refused_as_before() -> None:
    with pytest.raises(UnreadableArticle):
        read_article(bytes(range(256)) * 20, "a.md", MODIFIED)


@pytest.mark.parametrize(
    "text", ["단기 4359년 3월 4일", "檀紀 4359年 3月 4日", "民國115年3月4日", "令和8年3月4日"]
)
def test_years_of_other_calendars_are_ours(text: str) -> None:
    published = read_published(text)
    assert published is not None
    assert DAY == published.isoformat()


@pytest.mark.parametrize("text", ["民國一一五年", "단기 4359", "令和元", "2시간 전"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_published(text) is None


@pytest.mark.parametrize(
    "text",
    [
        f'{{"_index": "news", "_id": "1", "_source": {{"title": "{TITLE}", "content": "{BODY.splitlines()[0]}", "date": "{DAY}"}}}}\n' * 2,
        f'[{{"title": "{TITLE}", "body": "{BODY.splitlines()[0]}", "date": {{"$date": "{DAY}T00:00:00+09:00"}}}}, 1]',
    ],
    ids=["of a search engine, one after another", "of a database"],
)  # fmt: skip
def test_records_of_databases_are_read(text: str) -> None:
    drafts = [one for one in read_records(text, "a.json") if isinstance(one, Draft)]
    article = article_of(drafts[0], "a.json", MODIFIED)
    assert (TITLE, BODY.splitlines()[0]) == (article.title, article.body)
    assert article.published is not None
    assert article.published.isoformat().startswith(DAY)


def test_a_whole_talk_of_a_messenger_is_no_article() -> None:
    with pytest.raises(UnreadableArticle) as refusal:
        read_article(
            "뉴스방 님과 카카오톡 대화\n저장한 날짜 : 2026-03-04 09:00\n\n[도하람] [오후 3:20] 봤어?\n".encode(),
            "a.txt",
            MODIFIED,
        )
    assert "reason.talk" == refusal.value.reason.key
