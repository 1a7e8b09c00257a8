"""Papers by the names that readers use, where it is said that a paper is meant, and words where it is not."""

from __future__ import annotations

import pytest

from bot.search.filtering import with_whole_names
from bot.search.filters import NO_FILTERS, Filters
from bot.search.names import Known, NameKind, by_letters, find_names
from bot.search.query_language import read_query, write_query
from tests.search.test_query_table import TODAY, F

PAPERS = (
    "조선일보 조선비즈 중앙일보 동아일보 한국경제 매일경제 경향신문 연합뉴스 연합뉴스TV 한겨레 오마이뉴스"
)
NAMES: dict[NameKind, Known] = {
    "publisher": by_letters(f"{PAPERS} YTN MBC SBS 코리아헤럴드".split()),
    "author": by_letters(["도하람", "Nam Gung-min", "편집국"]),
    "category": {},
}

# typed | words | filters
TABLE: list[tuple[str, str, Filters]] = [
    ("한경에서 나룻배", "나룻배", F(publisher="한국경제")),
    ("나룻배 매경에서", "나룻배", F(publisher="매일경제")),
    ("매경이랑 한경에서 나룻배", "나룻배", F(publisher=("매일경제", "한국경제"))),
    ("한경 나룻배 기사", "나룻배", F(publisher="한국경제")),
    ("매경 기사", "", F(publisher="매일경제")),
    ("나룻배 오마이 거", "나룻배", F(publisher="오마이뉴스")),
    ("어제 엠비씨", "", F(publisher="MBC", day=20260106)),
    ("나룻배 한겨레에 난 기사", "나룻배", F(publisher="한겨레")),
    ("조선에 실린 나룻배", "나룻배", F(publisher="조선일보")),
    ("나룻배 와이티엔에 나온 거", "나룻배", F(publisher="YTN")),
    ("나룻배 sbs나 엠비씨", "나룻배", F(publisher=("SBS", "MBC"))),
    ("엠비씨나 ytn 나룻배 요금", "나룻배 요금", F(publisher=("MBC", "YTN"))),
    ("조중동 칼럼", "칼럼", F(publisher=("조선일보", "중앙일보", "동아일보"))),
    ("나룻배 조중동 말고", "나룻배", F(not_publisher=("조선일보", "중앙일보", "동아일보"))),
    ("나룻배 연합 빼고", "나룻배", F(not_publisher="연합뉴스")),
    ("한경 말고 나룻배", "나룻배", F(not_publisher="한국경제")),
    ("동아 기사 나룻배", "나룻배", F(publisher="동아일보")),
    ("언론사 중앙 나룻배", "나룻배", F(publisher="중앙일보")),
    ("fares in Korea Herald", "fares", F(publisher="코리아헤럴드")),
    ("fares by Nam Gung-min", "fares", F(author="Nam Gung-min")),
    ("한경 도하람 나룻배", "나룻배", F(publisher="한국경제", author="도하람")),
    ("나룻배 한겨래에서", "나룻배", F(publisher="한겨래")),  # mended where names are looked up
    # days beside them
    ("주말 나룻배 mbc나 sbs", "나룻배", F(publisher=("MBC", "SBS"), since=20260103, until=20260104)),
    ("나룻배 한경 주말", "나룻배", F(publisher="한국경제", since=20260103, until=20260104)),
    (
        "한경 도하람 나룻배 12월",
        "나룻배",
        F(publisher="한국경제", author="도하람", since=20251201, until=20251231),
    ),
    ("나룻배 도하람 기자 11월", "나룻배", F(author="도하람", since=20251101, until=20251130)),
    ("나룻배 12월", "나룻배 12월", NO_FILTERS),
    ("주말 나룻배", "주말 나룻배", NO_FILTERS),
    # words
    ("조선 시대 나룻배", "조선 시대 나룻배", NO_FILTERS),
    ("조선 수주 소식", "조선 수주 소식", NO_FILTERS),
    ("중앙 정부 예산 기사", "중앙 정부 예산 기사", NO_FILTERS),
    ("중앙에서 만나는 나룻배", "중앙에서 만나는 나룻배", NO_FILTERS),
    ("동아 대학", "동아 대학", NO_FILTERS),
    ("연합 훈련", "연합 훈련", NO_FILTERS),
    ("중앙 말고 지방", "지방", F(without="중앙")),
    ("한경 편집국 개편", "한경 편집국 개편", NO_FILTERS),
    ("MBC와 SBS 중계권", "MBC와 SBS 중계권", NO_FILTERS),
    ("제이티비씨에서 나룻배", "제이티비씨에서 나룻배", NO_FILTERS),  # no such paper is here
    ("서경에서 나룻배", "서경에서 나룻배", NO_FILTERS),
]


@pytest.mark.parametrize(("typed", "words", "filters"), TABLE, ids=[row[0] for row in TABLE])
def test_it_is_read_so_and_what_is_written_is_read_the_same(typed: str, words: str, filters: Filters) -> None:
    asked = read_query(typed, TODAY, NAMES.__getitem__)
    assert (words, filters) == (asked.words, asked.filters)
    assert asked == read_query(write_query(asked), TODAY, NAMES.__getitem__)


def test_a_nickname_behind_the_name_of_the_filter_is_that_paper_alone() -> None:
    assert ("연합뉴스",) == find_names("연합", NAMES["publisher"])
    assert ("조선일보",) == find_names("조선", NAMES["publisher"])
    assert ("조선일보", "중앙일보", "동아일보") == find_names("조중동", NAMES["publisher"])


def test_a_slip_in_the_name_of_a_paper_is_mended_and_said() -> None:
    asked = read_query("한겨래에 실린 나룻배", TODAY, NAMES.__getitem__)
    whole, mended, missing = with_whole_names(asked.filters, NAMES.__getitem__)
    assert (("한겨레",), ()) == (whole.publisher, missing)
    assert [("한겨래", "한겨레")] == [(one.wrong, one.right) for one in mended]
