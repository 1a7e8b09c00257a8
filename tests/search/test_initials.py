"""What a reader means who types initial consonants: whole words, in order, the longest of those he remembers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.index.index import Index
from bot.korean.hangul import initials
from bot.search.initials import InitialsBlob, Titles, best_titles, share_in_body, token


def index_of(*titles: str) -> Index:
    """Articles that are called by their titles, each newer than the one before."""
    return Index(
        Article(id=title, title=title, body="본문입니다.", published=date(2026, 1, 1 + n))
        for n, title in enumerate(titles)
    )


def found(text: str, *titles: str) -> list[str]:
    return [hit.article.id for hit in index_of(*titles).search(text, stories=False).hits]


@pytest.mark.parametrize(
    ("text", "meant", "other"),
    [
        pytest.param(
            "ㅅㅅㅈㅈ", "삼성전자 실적", "삼성전자서비스 실적", id="a whole word before the start of one"
        ),
        pytest.param(
            "ㅅㅅㅈㅈ", "삼성전자서비스 실적", "주식회사삼성전자서비스 실적", id="a start before the inside"
        ),
        pytest.param("ㅅㅅㅈㅈ ㅅㅈ", "삼성전자 새 실적", "실적 새 삼성전자", id="in order"),
        pytest.param(
            "ㅅㅅㅈㅈ ㅅㅈ", "삼성전자 실적 발표", "삼성전자 발표 실적", id="one at once after the other"
        ),
        pytest.param(
            "ㅅㅅㅈㅈ",
            "삼성전자 새해 실적",
            "삼성전자 성과급지급 실적",
            id="no longer word that was not typed",
        ),
        pytest.param("ㅅㅅㅈㅈ", "새 삼성전자 실적", "새 [삼성전자] 실적", id="outside brackets"),
        pytest.param("ㅋㅍㄷㅍ", "쿠팡대표 사과", "쿠팡 대표 사과", id="spaced as it was typed"),
        pytest.param("ㅋㅍㄷㅍ", "쿠팡 대표 사과", "쿠팡 새 대표", id="spaced otherwise before not at all"),
        pytest.param(
            "ㄴㅇㅂ ㅋㄹㅇㄷ",
            "네이버클라우드 실적",
            "네이버카페 클라우드사업 실적",
            id="two that are one word",
        ),
        pytest.param(
            "ㅅㅅㅈㅈ ㅅㅈ", "삼성전자 사업 실적", "삼성전자 사업 발표", id="both before one of them"
        ),
    ],
)
def test_the_title_that_was_meant_comes_before_a_newer_one(text: str, meant: str, other: str) -> None:
    assert meant == found(text, meant, other)[0]


def test_of_titles_that_are_alike_the_newest_comes_first() -> None:
    titles = [f"네이버 소식 {number}" for number in range(9)]
    assert titles[::-1] == found("ㄴㅇㅂ", *titles)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("13ㅁ ㅈㅂ", "도박 일당 13명 적발"),
        ("3300ㅁ ㅇㅊ", "고객 3,300만 명 유출"),
        ("5.6ㅈ ㄱㅇ", "천무 5.6조 계약"),
        ("6%ㄷ ㄱㄹ", "주가 6%대 급락"),
        ("ㄱㄱㄱ", "섬을 찾은 관광객"),
        ("ㅅㅅ ㅊㅅ", "경찰 수사 착수"),
        ("ㅂㄳㅌ", "산을 지킨 보기새터 주민"),
        ("ㄱㅅㅌ", "부산 김신태 취임"),
        ("LGㅇㄴㅌ", "LG이노텍 기부"),
    ],
)
def test_initials_stand_beside_figures_letters_and_their_like(text: str, title: str) -> None:
    assert [title] == found(text, title, "눈이 온 마을")[:1]


def test_a_cluster_is_the_two_consonants_that_were_typed() -> None:
    assert token("ㅂㄱㅅㅌ") == token("ㅂㄳㅌ")


def test_laughter_asks_for_nothing() -> None:
    assert [] == found("ㅋㅋㅋ", "쿠키 크기 커져")
    assert ["쿠팡 사과"] == found("쿠팡 ㅎㅎ", "쿠팡 사과", "한화 합병")


def test_beside_words_a_body_counts_too() -> None:
    index = Index(
        [
            Article(id="told", title="분기 실적 발표", body="삼성전자가 매출을 밝혔다."),
            Article(id="untold", title="분기 실적 발표", body="어느 회사가 매출을 밝혔다."),
        ]
    )
    assert "told" == index.search("ㅅㅅㅈㅈ 실적", stories=False).hits[0].article.id
    assert 0.5 == share_in_body("삼성전자가 웃었다", [token("ㅅㅅㅈㅈ"), token("ㅇㅍㄹㅅ")])


@given(st.lists(st.text("가나 다[]().,%1aA尹\x01🙂", max_size=12), min_size=1, max_size=6), st.data())
def test_a_title_is_found_by_its_own_words(titles: list[str], data: st.DataObject) -> None:
    blob = InitialsBlob(titles)
    assert len(titles) == len(blob)
    number = data.draw(st.integers(0, len(titles) - 1))
    runs = [initials(word) for word in titles[number].split() if len(word) > 1 and set(word) <= set("가나다")]
    tokens = list(dict.fromkeys(map(token, runs)))
    if not tokens:
        return
    same_age: Titles = (blob, None, blob.ends * 0)
    shares = {title: share for _, title, share in best_titles([same_age], tokens, 10)}
    assert all(0 < share <= 1 for share in shares.values())
    assert number in shares


@given(st.lists(st.text("가나 [](", max_size=9), max_size=6), st.text("ㄱㄴ", min_size=2, max_size=5))
def test_every_place_of_a_token_is_found_and_no_other(titles: list[str], run: str) -> None:
    def letters(text: str) -> str:
        return "".join(char for char in initials(text) if char in "ㄱㄴ")

    blob = InitialsBlob(titles)
    holding = set(blob.titles(blob.find(token(run))).tolist())
    if len(run) < 4:  # only within a word
        expected = {n for n, title in enumerate(titles) if run in "".join(initials(title))}
        words = {n for n, title in enumerate(titles) if any(run in letters(w) for w in title.split())}
        assert expected <= holding <= words | expected
    else:
        assert {n for n, title in enumerate(titles) if run in letters(title)} == holding
