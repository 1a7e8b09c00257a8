"""Who wrote it, from the bylines that papers print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.byline import read_byline
from tests.article_files import crawled
from tests.articles.test_reader import read

BYLINES = {
    "도하람(haram1@hanbit.example)": ["도하람"],
    "도하람 기자(haram1@hanbit.example)": ["도하람"],
    "도하람 기자 haram1@hanbit.example": ["도하람"],
    "\n\t\t\n\t\t\t도하람(haram1@hanbit.example)\n\t\t\n\t\t\t윤서린(b@hanbit.example)\n\t": [
        "도하람",
        "윤서린",
    ],
    "도하람 기자(a@hanbit.example),윤서린 인턴기자(b@hanbit.example)": ["도하람", "윤서린"],
    "도하람 aa@hanbit.example,윤서린 bb@hanbit.example": ["도하람", "윤서린"],
    "도하람·윤서린 기자": ["도하람", "윤서린"],
    "도하람ㆍ윤서린 기자 a@hanbit.example": ["도하람", "윤서린"],
    "도하람, 윤서린 기자": ["도하람", "윤서린"],
    "도하람 윤서린 기자": ["도하람", "윤서린"],
    "고양=이도담": ["이도담"],
    "나루(도담)=도하람 특파원 (a@hanbit.example)": ["도하람"],
    "나루 | 도하람 특파원 a@hanbit.example": ["도하람"],
    "도하람 기자(=경북)": ["도하람"],
    "도하람 기자(=경북)(a@hanbit.example)": ["도하람"],
    "도하람 한빛닷컴 인턴 기자": ["도하람"],
    "한빛CBS 도하람 기자 a@hanbit.example": ["도하람"],
    "동부취재본부 도하람 기자": ["도하람"],
    "도하람기자 a@hanbit.example": ["도하람"],
    "도하람(a@hanbit.example) 영상편집 : 윤서린": ["도하람", "윤서린"],
    "도하람 피아니스트, 한빛시립대 음악학과 교수": ["도하람"],
    "제갈도담 기자": ["제갈도담"],
    "도하람 선임기자": ["도하람"],
    "도하람 문화전문기자": ["도하람"],
    "글·사진 도하람 기자": ["도하람"],
    "기자 도하람": ["도하람"],
    "Do Ha-ram haram@hanbit.example": ["Do Ha-ram"],
    "BY DO HA-RAM, YOON SEO-RIN [haram@hanbit.example]": ["DO HA-RAM", "YOON SEO-RIN"],
    "온라인뉴스팀": ["온라인뉴스팀"],
    "한빛일보": [],
    "한빛일보 지역국": [],
    "GE ASE KG KG": [],
    "haram@hanbit.example": [],
    "": [],
}


@pytest.mark.parametrize(("byline", "names"), BYLINES.items(), ids=repr)
def test_a_byline_gives_names(byline: str, names: list[str]) -> None:
    assert tuple(names) == read(crawled(author=byline)).authors


def test_addresses_stand_apart_from_names() -> None:
    article = read(crawled(author="\n\t\t도하람 기자(a@hanbit.example)\n\t\t윤서린 기자 b.c@hanbit.example"))
    assert ("a@hanbit.example", "b.c@hanbit.example") == article.emails


@given(st.text(max_size=200))
def test_any_byline_gives_bounded_names(text: str) -> None:
    names, emails = read_byline(text, "한빛일보")
    assert len(names) <= 20
    assert all(0 < len(name) <= 60 for name in names)
    assert all("@" in address for address in emails)
