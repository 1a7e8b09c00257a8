"""A text with several articles is refused, with what to do about it; one with parts is read."""

from __future__ import annotations

from datetime import UTC, datetime
from time import process_time

import pytest

from bot.articles.article import Article
from bot.articles.reader import read_article
from bot.errors import UnreadableArticle

NOW = datetime(2026, 4, 1, tzinfo=UTC)
TITLES = ("한빛시 새 다리 개통", "가람저수지 물 다 빠져", "여울항공 노사 임금 합의")
BODY = '한빛시가 4일 다리를 열었다고 밝혔다.\n\n표인혁 시장은 "강을 돌려준다"고 말했다.'
URL = "https://hanbit.example/"
AS_PEOPLE_KEEP_THEM = {
    "fields, a blank line apart": ["제목: {title}\n언론사: 한빛일보\n일자: 2026-03-04\n본문: {body}", "\n\n"],
    "fields, a rule apart": ["제목: {title}\n언론사: 한빛일보\n일자: 2026-03-04\n본문: {body}", "\n-----\n"],
    "fields below a number": ["[{number}]\n제목: {title}\n언론사: 한빛일보\n내용: {body}", "\n\n"],
    "fields below a title": ["{number}. {title}\n일자: 20260304\n언론사: 한빛일보\n본문: {body}", "\n\n"],
    "English fields": ["Title: {title}\nDate: 2026-03-04\nURL: {url}\n\n{body}", "\n"],
    "a digest": ["# {title}\n\n한빛일보 | 2026-03-04\n\n{body}", "\n\n---\n\n"],
    "a digest of subheads": ["## {title}\n\n{body}\n\n출처: 한빛일보 {url}", "\n\n"],
    "pages": ["{title}\n입력 2026.03.04 14:38\n도하람 기자\n\n{body}\n\nⓒ 한빛일보. 무단전재 금지", "\n\n\n"],
    "dispatches": ["{title}\n\n    (한빛=한빛통신) 도하람 기자 = {body}\n(끝)", "\n\n"],
    "shared": ["{title}\n{url}\n{body}", "\n\n"],
    "front matter": ["---\ntitle: {title}\ndate: 2026-03-04\n---\n{body}\n", "\n"],
}


def read(text: str, path: str = "a.md") -> Article:
    return read_article(text.encode(), path, NOW)


def several(form: str, apart: str, count: int) -> str:
    told = [
        form.format(number=number, title=title, body=BODY, url=f"{URL}{number}")
        for number, title in enumerate(TITLES[:count], 1)
    ]
    return apart.join(told)


@pytest.mark.parametrize("path", ["a.md", "a.txt"])
@pytest.mark.parametrize("kind", AS_PEOPLE_KEEP_THEM)
def test_several_articles_are_refused_and_one_is_read(kind: str, path: str) -> None:
    form, apart = AS_PEOPLE_KEEP_THEM[kind]
    assert BODY in read(several(form, apart, 1), path).body
    for count in (2, 3):
        with pytest.raises(UnreadableArticle) as refusal:
            read(several(form, apart, count), path)
        assert f"several articles in one file ({count}): save each in a file of its own" == str(
            refusal.value.reason
        )


@pytest.mark.parametrize(
    "part",
    [
        "---\n\n# 배경\n\n다리는 40년 전에 놓였다.",
        "## 관련 자료\n\nhttps://hanbit.example/2",
        "## 일정\n\n날짜: 5월 1일\n시간: 오후 2시\n\n날짜: 5월 2일\n시간: 오후 3시\n\n다음 달에 또 연다.",
        "기자: 언제 여나\n시장: 내일이다.\n기자: 얼마나 들었나\n시장: 310억 원이다.",
        "누리집 주소는 아래와 같다.\nhttps://hanbit.example/2\n신청은 10일까지다.",
        "(끝)",
        "## 값\n\n값이 올랐다.\n\n출처: 통계청\n\n## 길이\n\n길이는 3㎞다.\n\n출처: 한빛시 https://hanbit.example/2",
        "## 1. 다리는 왜 늦었나\n\n비가 왔다.\n\n## 2. 돈은 누가 냈나\n\n시가 냈다.",
    ],
)
def test_one_article_with_parts_is_read(part: str) -> None:
    assert TITLES[0] == read(f"# {TITLES[0]}\n\n한빛일보 | 2026-03-04\n\n{BODY}\n\n{part}\n").title
    assert TITLES[0] == read(f"제목: {TITLES[0]}\n언론사: 한빛일보\n\n{BODY}\n\n{part}\n", "a.txt").title


MADE_UP = "제목: 다리\n언론사: 없는일보"
TEXT = "다리는 40년 전에 놓였다. 시는 310억 원을 들였다."


@pytest.mark.parametrize(
    "text",
    [
        f"# {TITLES[0]}\n\n{BODY}\n\n---\n\n# 배경과 남은 일\n\n{TEXT}\n\n---\n\n# 앞으로 할 일\n\n{TEXT}",
        f"{TITLES[0]}\n\n{BODY}\n\n{MADE_UP}\n\n{TEXT}\n\n{MADE_UP}\n\n{TEXT}",
        f"제목: {TITLES[0]}\n언론사: 한빛일보\n\n{BODY} 꾸민 글은 다음과 같다.\n\n{MADE_UP}\n\n{TEXT}",
        f"제목: {TITLES[0]}\n언론사: 한빛일보\n\n{BODY}\n\n```\n{MADE_UP}\n```\n\n{TEXT}",
        f"제목: {TITLES[0]}\n언론사: 한빛일보\n\n{BODY}\n\n> 제목: 다리\n> 언론사: 없는일보\n\n{TEXT}",
        f"{TITLES[0]}\n\n다리가 늦은 까닭\n{URL}1\n{TEXT}\n\n돈을 낸 사람\n{URL}2\n{TEXT}",
        f"# 다리를 읽다\n\n## 값\n\n{TEXT}\n\n출처: {URL}1\n\n## 길이\n\n{TEXT}\n\n출처: {URL}2",
        f"다리 일지\n\n1월 3일 점검\n등록 2026.01.03 14:00\n{TEXT}\n\n2월 4일 착공\n등록 2026.02.04 14:00\n{TEXT}",
        f"다리 점검\n등록 2026.01.03 14:00\n{TEXT}\n\n다리 착공\n등록 2026.02.04 14:00\n{TEXT}",
        f"{TITLES[0]}\n\n(한빛=한빛통신) 도하람 기자 = {BODY}\n\n다리\n\n(한빛=한빛통신) 도하람 기자 = {TEXT}\n(끝)",
        f"{TITLES[0]}\n\n{BODY}\n(끝)\n\n{TEXT}\n(끝)",
        f"# {TITLES[0]}\n\n한빛일보 | 2026-03-04\n\n{BODY}\n\n# 배경\n\n{TEXT}\n\n출처: {URL}2",
    ],
)
@pytest.mark.parametrize("path", ["a.md", "a.txt"])
def test_an_article_that_quotes_lists_or_goes_on_is_one(text: str, path: str) -> None:
    assert TEXT in read(text, path).body


@pytest.mark.parametrize("end", ["(끝)", "<끝>", "[끝]", "(END)", "〈끝〉", "-30-"])
def test_dispatches_with_their_ends_between_are_several(end: str) -> None:
    told = [f"{title}\n\n(한빛=한빛통신) 도하람 기자 = {BODY}\n{end}" for title in TITLES[:2]]
    with pytest.raises(UnreadableArticle, match="2"):
        read("\n\n".join(told), "a.txt")


def test_a_text_of_heads_alone_is_counted_at_once() -> None:
    began = process_time()
    for line in (
        "입력 2026.03.04 14:38",
        "# 한빛시 새 다리",
        "제목: 다리",
        "https://hanbit.example/1",
        "(끝)",
    ):
        text = "\n".join(f"{line}{number}" for number in range(5_000))
        try:
            read(text)
        except UnreadableArticle:
            continue
    assert process_time() - began < 3
