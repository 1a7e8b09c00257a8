"""Any string is a query or a QueryError; what is found is where it is said to be; spellings find each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.errors import QueryError
from bot.index.index import Index
from bot.search.engine import FEW, LOOSE, STRONG, cut_tail
from bot.search.hit import Results
from tests.search.corpora import corpora, sentences

FACTS = {
    "naver": (
        "네이버클라우드 실적 발표",
        "네이버클라우드가 3분기 실적을 발표했다. 매출은 7천200만 원 늘었다. naver",
    ),
    "coupang": ("쿠팡 개인정보 유출", "쿠팡에서 고객 3,300만 명의 개인정보가 새어 나갔다."),
    "hall": ("시립 미술관 증축", "미술관이 1만2천㎡ 넓어진다. 관람료는 30％ 내린다."),
    "oil": ("S-Oil 정제마진 개선", "S-Oil은 정제마진이 나아졌다고 밝혔다. LG도 올랐다."),
    "summit": ("尹, 美 대통령과 회담", "尹 대통령이 워싱턴을 찾았다. 李 의원은 반대했다."),
    "samsung": ("삼성전자 주주총회", "삼성전자 주주총회가 수원에서 열렸다."),
    "weather": ("내일 전국 비", "기상청은 내일 전국에 비가 온다고 예보했다."),
}
INDEX = Index(Article(id=id_, title=title, body=body) for id_, (title, body) in FACTS.items())

WORST = {
    "five thousand letters": "가나다라마" * 1000,
    "as much as allowed": ("네이버 실적 발표 3천300만 " * 100)[:1000],
    "a hundred thousand ㅋ": "ㅋ" * 100_000,
    "only punctuation": "…!?.,·“”" * 50,
    "one letter": "가",
    "one Latin letter": "a",
    "only fillers": "누구 무엇 언제 어디 어떻게 왜 " * 10,
    "nothing": "",
    "only spaces": " \n\t\u3000" * 40,
    "lone surrogates": "\ud800네이버\udfff",
    "NUL": "네이버\0실적\0",
    "emoji": "🙂👨‍👩‍👧🏳️‍🌈" * 60,
    "combining marks": "ㄱ" + "\u0301" * 900,
    "every initial": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ" * 60,
    "Latin layout without end": "spdlqj" * 160,
    "digits": "1234567890" * 100,
    "myriads": "3천300만" * 120,
    "brackets": "([{<" * 250,
    "a pattern": r"(a+)+$ .*.*.*[\w]{9,}" * 40,
}


def found(text: str) -> list[str]:
    return [hit.article.id for hit in INDEX.search(text, 5).hits]


def outcome(text: str) -> Results | QueryError:
    try:
        return INDEX.search(text)
    except QueryError as refused:
        return refused


@pytest.mark.parametrize("text", WORST.values(), ids=WORST)
def test_the_worst_queries_are_answered_or_refused(text: str) -> None:
    assert isinstance(outcome(text), Results | QueryError)


@given(st.text(st.characters(), max_size=80) | st.text(max_size=80))
def test_any_string_is_answered_or_refused(text: str) -> None:
    assert isinstance(outcome(text), Results | QueryError)


def test_a_refusal_says_which() -> None:
    for text, key in (("ㅋ" * 100_000, "query.too_long"), ("…!?", "query.empty"), ("", "query.empty")):
        with pytest.raises(QueryError) as refused:
            INDEX.search(text)
        assert key == refused.value.key


@given(corpora, sentences)
def test_passages_lie_in_the_body_and_spans_in_the_passage(articles: list[Article], query: str) -> None:
    try:
        results = Index(articles).search(query, 20)
    except QueryError:
        return
    for hit in results.hits:
        passage, body = hit.passage, hit.article.body
        assert 0 <= passage.start <= passage.end <= len(body)
        ends = passage.start
        for start, end in passage.spans:
            assert ends <= start < end <= passage.end
            ends = end


def test_matched_words_are_marked_behind_characters_beyond_the_basic_plane() -> None:
    index = Index([Article(id="1", title="🙂", body="🙂👍 오늘 🙂네이버 실적이 나왔다")])
    [hit] = index.search("네이버 실적").hits
    marked = [hit.article.body[start:end] for start, end in hit.passage.spans]
    assert "네이버" in "".join(marked)
    assert all(set(text) <= set("네이버 실적") for text in marked)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("3천300만 쿠팡", "coupang"), ("3300만 쿠팡", "coupang"), ("3,300만", "coupang"),
        ("7,200만", "naver"), ("7200만 원", "naver"), ("7천200만", "naver"),
        ("12,000㎡", "hall"), ("1만2천m2", "hall"), ("12000 미술관", "hall"), ("30%", "hall"), ("30％", "hall"),
    ],
)  # fmt: skip
def test_numbers_and_units_are_found_in_any_spelling(text: str, first: str) -> None:
    assert first == found(text)[0]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("에쓰오일", "oil"), ("S-Oil", "oil"), ("s-oil", "oil"), ("엘지", "oil"), ("LG", "oil"), ("ＬＧ", "oil"),
        ("윤 대통령", "summit"), ("尹 대통령", "summit"), ("미국 회담", "summit"), ("美 회담", "summit"),
        ("이 의원 반대", "summit"), ("李 의원 반대", "summit"),
    ],
)  # fmt: skip
def test_names_and_hanja_are_found_in_either_spelling(text: str, first: str) -> None:
    assert first == found(text)[0]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("spdlqj zmffkdnem", "naver"), ("ㅜㅁㅍㄷㄱ", "naver"), ("네이버 클 라우드", "naver"),
        ("네이버클라우두", "naver"), ("ㄴㅇㅂㅋㄹㅇㄷ", "naver"), ("ㄴㅇㅂㅋㄹㅇㄷ 실적", "naver"),
        ("ㅅㅅㅈㅈ 주주총회", "samsung"), ("삼성전자의 주주총회에서", "samsung"), ("쿠팡개인정보유출", "coupang"),
        ("tkatjdwjswk", "samsung"),
    ],
)  # fmt: skip
def test_slips_of_finger_layout_and_spacing_are_forgiven(text: str, first: str) -> None:
    assert first == found(text)[0]


def test_what_was_mended_is_said() -> None:
    [correction] = INDEX.search("tkatjdwjswk").corrections
    assert ("tkatjdwjswk", "삼성전자") == (correction.wrong, correction.right)


def test_an_english_word_that_articles_have_is_no_slip() -> None:
    index = Index(
        [Article("1", "Missile launch", "A missile was launched. More missiles follow."), INDEX.latest(1)[0]]
    )
    assert () == index.search("missile launches").corrections


def test_a_slip_ranks_as_if_the_word_had_been_typed() -> None:
    index = Index(
        [
            Article(id="meant", title="물결톡 새 기능", body="물결톡이 새 기능을 냈다. 물결톡은 무료다."),
            Article(id="also", title="물결톡 이용자", body="물결톡 이용자가 늘었다."),
            Article(id="syllables", title="커피톱밥", body="결톱 모양의 톱. 물결 톱니."),
        ]
    )
    typed, meant = index.search("물결톱"), index.search("물결톡")
    assert [hit.article.id for hit in meant.hits] == [hit.article.id for hit in typed.hits]
    assert [("물결톱", "물결톡")] == [(one.wrong, one.right) for one in typed.corrections]


@pytest.mark.parametrize("said", ["Lee Dam-ho", "lee damho", "Dam-ho Lee", "lee dam ho"])
def test_a_name_in_latin_letters_is_that_of_the_articles(said: str) -> None:
    index = Index(
        [
            Article(id="1", title="이담호 시장 인사", body="이담호 시장이 말했다."),
            Article(id="2", title="이담", body="담호"),
        ]
    )
    found = index.search(said)
    assert "1" == found.hits[0].article.id
    assert "이담호" == found.corrections[0].right


def test_a_name_that_articles_have_in_latin_letters_stays() -> None:
    index = Index(
        [
            Article(id="1", title="Lee Dam-ho", body="Lee Dam-ho said so."),
            Article(id="2", title="이담호", body="이담호"),
        ]
    )
    assert () == index.search("Lee Dam-ho").corrections


def test_pages_follow_one_another() -> None:
    index = Index(Article(id=f"{i:03}", title=f"네이버 소식 {i}", body=f"네이버 {i}번째") for i in range(60))
    whole = index.search("네이버", 30, 0, False)
    pages = [hit for start in (0, 10, 20) for hit in index.search("네이버", 10, start, False).hits]
    assert whole.hits == tuple(pages)
    assert whole.total == 60


@pytest.mark.parametrize("text", ["미술전챠", "관람챠", "양자회담", "개인택시", "zztop 예보관"])
def test_what_shares_syllables_alone_is_said_to_be_loose(text: str) -> None:
    results = INDEX.search(text)
    assert results.hits
    assert results.loose
    assert results.total <= LOOSE


def test_the_tail_of_weak_matches_is_cut_behind_the_tenth() -> None:
    ranked = [((0, n), score) for n, score in enumerate([1.0, 0.9, *[STRONG] * 9, *[STRONG - 0.01] * 20])]
    assert 11 == len(cut_tail(ranked))
    assert FEW == len(cut_tail([ranked[0], *ranked[11:]]))
    assert 3 == len(cut_tail(ranked[:3]))
    assert [] == cut_tail([])


@pytest.mark.parametrize(
    "text",
    [
        "미술관",
        "미술관증축",
        "개인 정보",
        "쿠팡 양자",
        "쿠팔 개인정보",
        "spdlqj",
        "美",
        "삼성전자",
        "증축",
        "ㅋㅍ",
    ],
)
def test_what_has_a_word_is_not_said_to_be_loose(text: str) -> None:
    results = INDEX.search(text)
    assert results.hits
    assert not results.loose
