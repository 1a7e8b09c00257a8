"""A slip of the thumb is mended by the words of the articles found; no name becomes another."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.answers.mending import mended
from bot.answers.reply import Reply, Request
from bot.answers.service import reply_to
from bot.articles.article import Article
from bot.index.index import Index
from bot.search.hit import Correction

BODIES = (
    "해솔시가 노면전차 개통일을 내년 3월 2일로 정했다. 노면전차 요금은 1,450원이다. 첫 기관사로 도하람 씨가 뽑혔다.",
    "물안시가 노면전차 요금 인상을 미뤘다. 물안시 시내버스 요금은 그대로다.",
    "카카오물안 지원자는 없다. 모래섬 등대지기 공모에 지원자 41명이 몰렸다. 모래섬 주민들은 어제 등대 축제를 열었다.",
)
INDEX = Index([Article(id=f"a{n}", title=body[:14], body=body) for n, body in enumerate(BODIES)])


def _asked(text: str) -> str:
    return mended(text, lambda: BODIES, INDEX.knows)[0]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("노면젼차 요금은 얼마야?", "노면전차 요금은 얼마야?"),  # one that sounds alike
        ("노면전차 게통일은 언제야?", "노면전차 개통일은 언제야?"),
        ("노면전자 요금은 얼마야?", "노면전차 요금은 얼마야?"),  # a neighbour's key
        ("노면전ㅊ차 요금은 얼마야?", "노면전차 요금은 얼마야?"),  # one too many
        ("노며전차 요금은 얼마야?", "노면전차 요금은 얼마야?"),  # one missing
        ("모래섬 등대지키 몇 명 몰렸어?", "모래섬 등대지기 몇 명 몰렸어?"),
        ("첫 기관샤로 누가 뽑혔어?", "첫 기관사로 누가 뽑혔어?"),
        (
            "카카오물얀 지원자 있어?",
            "카카오물안 지원자 있어?",
        ),  # in which a name stands that has another form
        ("시내뻐스요금은 얼마야?", "시내버스요금은 얼마야?"),  # of two words of the articles
    ],
)
def test_a_slip_is_mended_by_what_the_articles_write(typed: str, meant: str) -> None:
    assert meant == _asked(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("노면전차 개통일 언재야?", "노면전차 개통일 언제야?"),
        ("첫 기관사가 누규임", "첫 기관사가 누구임"),
        ("노면전차 요금 을마예요", "노면전차 요금 얼마예요"),
        ("등대 축제 오디서 열렸어?", "등대 축제 어디서 열렸어?"),
        ("등대지기 상금 을마받음", "등대지기 상금 얼마받음"),
        ("노면전차 요금 을마인가요?", "노면전차 요금 얼마인가요?"),
        ("노면전차 언재부터얌", "노면전차 언제부터얌"),
    ],
)
def test_what_asks_is_mended_where_nothing_else_asks(typed: str, meant: str) -> None:
    assert meant == _asked(typed)


@pytest.mark.parametrize(
    "text",
    [
        "노면전차 요금은 얼마야?",
        "물안시 요금은 얼마야?",  # of which the articles tell, as of 해솔시
        "한솔시 요금은 얼마야?",  # two keys
        "모래섬 등대 축제 어제 나온 거",  # no 언제
        "언재 얘기 누가 했어?",  # something asks already
        "운제산 등대 축제",  # no 언제
        "노면전차 요금 나옴",
        "노면전차 기관차 이름이 뭐야?",  # no 기관사
        "노면전차 삼십대 승객은 몇 명이야?",
        "비비큐 요금은 얼마야?",  # another name of BBQ
        "ㅋㅋ 노면전차 요금",
        "노면전차 공사 올해 마칠 예정이야?",  # no 며칠
        "노면전차 올해 마칠지?",
        "노면전차 타면 어지러워요?",  # no 어디
        "첫 기관사 나이 어리지?",
        "첫 기관사 투구 좋았어?",  # no 누구
        "해솔시 누수 있어?",
        "해솔시가 이익 추구함",
        "노면전차 어이없음",
    ],
)
def test_nothing_else_is_touched(text: str) -> None:
    assert (text, ()) == mended(text, lambda: BODIES, INDEX.knows)


def test_articles_are_not_read_where_every_word_is_known() -> None:
    def texts() -> Sequence[str]:
        raise AssertionError("read")

    assert ("노면전차 요금은 얼마야?", ()) == mended("노면전차 요금은 얼마야?", texts, INDEX.knows)


def _reply(text: str) -> Reply:
    return reply_to(INDEX, Request(text))


def test_an_answer_says_what_was_read_for_what_was_typed() -> None:
    reply = _reply("노면젼차 게통일은 언재야?")
    slips = (("노면젼차", "노면전차"), ("게통일", "개통일"), ("언재", "언제"))
    assert tuple(Correction(*slip) for slip in slips) == reply.mended
    assert reply.answer is not None
    assert "3월 2일" in reply.answer.short


def test_a_name_that_an_article_has_is_not_read_as_another() -> None:
    index = Index(
        [
            Article(
                id="one", title="수완 도서관", body="수완 도서관이 5월 3일 문을 연다. 수완 주민 누구나 쓴다."
            ),
            Article(id="two", title="수원 도서관", body="수원 도서관은 공사 중이다. 수원 시민은 기다린다."),
        ]
    )
    assert () == reply_to(index, Request("수원 도서관 언제 문 열어?")).mended
    assert () == reply_to(index, Request("수완 도서관 언제 문 열어?")).mended


def test_a_word_that_some_article_has_is_not_read_as_one_that_asks() -> None:
    """Though none of those found has it."""
    text = "등대 축제 오디서 열렸어?"
    assert (text, ()) == mended(text, lambda: BODIES, lambda words: [True] * len(words))


@pytest.mark.parametrize(
    ("typed", "told"),
    [("한유민", "한유빈"), ("강선우", "강성우"), ("안세연", "안세영"), ("안세연이", "안세영")],
)
def test_a_full_name_is_not_read_as_another(typed: str, told: str) -> None:
    bodies = [f"{told} 선수가 해솔컵에서 메달을 땄다. {told} 선수는 열네 살이다."]
    text = f"{typed} 해솔컵 메달 땄어?"
    assert (text, ()) == mended(text, lambda: bodies, lambda words: [word != typed[:3] for word in words])
