"""Who holds an office now: 전, 후보 and those of other bodies told apart."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answers.holder import Office, find_holder, read_office
from bot.answers.reply import Request
from bot.answers.routes import routed
from bot.articles.article import Article
from bot.index.index import Index


def told(id: str, title: str, body: str, day: date) -> Article:
    return Article(id=id, title=title, body=body, published=day)


ARTICLES = [
    told(
        "old",
        "한빛공사 사장에 표인혁",
        "한빛공사는 표인혁 부사장을 사장에 선임했다고 3일 밝혔다. 임기는 3년이다.",
        date(2025, 3, 3),
    ),
    told(
        "new",
        "한빛공사 새 사장",
        "한빛공사는 곽서린 한빛대 교수를 신임 사장으로 선임했다고 5일 밝혔다. 표인혁 전 사장은 지난달 물러났다.",
        date(2026, 10, 5),
    ),
    told(
        "club",
        "해솔FC 초대 단장 선임",
        "해솔FC 초대 단장에 남도윤 전 달래FC 단장이 임명됐다. 연지우 감독이 함께한다.",
        date(2026, 10, 7),
    ),
    told(
        "guard",
        "여울경비대 새해 훈련",
        "주일석 여울경비대사령관이 31일 대원들과 만났다. 도진 한빛항만협회 회장이 함께했다.",
        date(2026, 10, 7),
    ),
    told(
        "rank",
        "가람제과 임원 인사",
        "가람제과는 허담이 가람제과 부회장을 수석 부회장으로 선임했다. 표담오 대표는 부회장으로 승진한다.",
        date(2026, 10, 7),
    ),
    told(
        "town",
        "해솔시 예산 통과",
        "연나루 해솔시장은 8일 예산을 두고 시의회와 만났다. 시의회는 예산을 통과시켰다.",
        date(2026, 10, 8),
    ),
]


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(ARTICLES)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("지금 한빛공사 사장은 누구야?", "곽서린"),
        ("한빛공사 사장 새로 누가 됐어?", "곽서린"),
        ("한빛공사 사장 누구로 정해짐", "곽서린"),
        ("해솔FC 단장은 누구예요?", "남도윤"),
        ("지금 해솔시장이 누구야", "연나루"),
        ("한빛공사 사장님 누구임", "곽서린"),
        ("한빛공사 사장 이름이 뭐야", "곽서린"),
        ("한빛공사 신임 사장은?", "곽서린"),
        ("누가 한빛공사 사장 됐어?", "곽서린"),
        ("한빛공사 사장으로 선임된 사람은 누구야?", "곽서린"),
        ("한빛공사 사장 후임 누구야", "곽서린"),
        ("이번에 새로 뽑힌 한빛공사 사장 누구야?", "곽서린"),
        ("여울경비대 사령관 지금 누구임", "주일석"),
        ("한빛항만협회 회장은 지금 누가 맡고 있어?", "도진"),
        ("가람제과 수석 부회장은 누가 됐어?", "허담이"),
    ],
)
def test_the_one_who_holds_it_now_is_named_with_the_sentence_that_says_so(
    index: Index, text: str, name: str
) -> None:
    reply = routed(index, Request(text))
    assert reply is not None
    assert reply.answer is not None
    assert name == reply.answer.short
    first = reply.answer.quotes[0]
    (start, end), *_ = reply.answer.spans[0]
    assert name == first.article.body[start:end]
    assert first.start <= start < end <= first.end


@pytest.mark.parametrize(
    "text",
    [
        "사장을 만난 장관은 누구야?",
        "누가 사장을 고소했어?",
        "한빛공사는 누구랑 계약했어?",
        "표인혁이 누구야?",
        "사고를 낸 운전자가 누구야",
        "단장은 언제 뽑아?",
    ],
)
def test_a_question_that_names_no_office_takes_no_route(index: Index, text: str) -> None:
    assert routed(index, Request(text)) is None


def test_an_office_that_no_article_names_is_left_to_the_answer(index: Index) -> None:
    assert routed(index, Request("지금 나루은행 행장은 누구야?")) is None


def test_the_body_in_the_word_of_an_office_is_found() -> None:
    assert Office(("서민금융진흥원",), "서민금융진흥원장") == read_office("서민금융진흥원장 지금 누구야")
    assert Office(("한빛공사",), "사장") == read_office("지금 한빛공사 사장은 누구야?")


@pytest.mark.parametrize(
    ("asked", "body", "holder"),
    [
        (  # an adjective in what the holder says has the syllables of a name
            "달래공사 사장 요즘 누가 맡고 있어?",
            "나도윤 달래공사 사장은 “이번 도움은 어려운 농가에 힘이 될 것이며, 선임 직원도 함께한다”고 말했다.",
            "나도윤",
        ),
        (  # whoever tells of it
            "여울시장 지금 누구야?",
            "작가 이나루 씨가 새해 첫날 여울시장으로 취임하는 다만 파로니 여울시장 당선인을 축하했다.",
            "다만 파로니",
        ),
        (  # one who left, and a deputy made president for now
            "가람나라 대통령 지금 누구야?",
            "마도로 대통령 체포 후 일을 맡아 온 켈튼베르크 부통령이 가람나라 임시 대통령으로 공식 취임했다.",
            "켈튼베르크",
        ),
        (  # who is only asked to go is still there
            "가람나라 대통령 지금 누구야?",
            "야당은 가람나라에서 마도로 대통령 사퇴 요구를 이어 갔다. 마도로 대통령은 듣지 않았다.",
            "마도로",
        ),
        ("솔뫼공사 사장은 누구야?", "솔뫼공사 사장은 한빛대 곽서린 교수다. 솔뫼공사는 물을 판다.", "곽서린"),
    ],
)
def test_who_tells_who_left_and_what_only_looks_like_a_name_hold_nothing(
    asked: str, body: str, holder: str
) -> None:
    reply = find_holder(Index([told("one", "소식", body, date(2026, 10, 9))]), Request(asked))
    assert reply is not None
    assert reply.answer is not None
    assert holder == reply.answer.short
