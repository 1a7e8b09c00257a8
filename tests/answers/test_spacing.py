"""Questions without spaces, or typed on the other keyboard, are read as they were meant; nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.reply import Request
from bot.answers.service import reply_to
from bot.answers.spacing import may_lack_spaces, spaced
from bot.articles.article import Article
from bot.index.index import Index

TRAM = (
    "해솔시가 노면전차 개통일을 내년 3월 2일로 정했다. 노면전차 요금은 1,450원이다. 첫 기관사로 도하람 씨가 뽑혔다. "
    "해솔시 노면전차 차고지에 왜가리가 둥지를 틀었다."
)
BODIES = (
    TRAM,
    "모래섬 등대지기 공모에 지원자 41명이 몰렸다. 모래섬 주민들은 등대 축제를 열었다.",
    "한빛시 도서관이 새벽까지 문을 연다. 이용료는 없다.",
)
INDEX = Index([Article(id=f"a{n}", title=body[:14], body=body) for n, body in enumerate(BODIES)])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("해솔시노면전차개통일이언제야?", "해솔시 노면전차 개통일이 언제야?"),
        ("노면전차요금은얼마임", "노면전차 요금은 얼마임"),
        ("노면전차 차고지에 왜가리가둥지를틀었나", "노면전차 차고지에 왜가리가 둥지를 틀었나"),
        ("노면전차첫기관사로누가뽑혔어?", "노면전차 첫 기관사로 누가 뽑혔어?"),
    ],
)
def test_the_articles_tell_where_a_word_ends(typed: str, meant: str) -> None:
    assert meant == spaced(typed, [TRAM])


@pytest.mark.parametrize(
    "text",
    [
        "노면전차 요금은 얼마야?",  # has its spaces
        "https://news.example/언제열리는지몰라",
        '"노면전차개통일이언제"',  # to be met as it is typed
        "1,450원",
        "KBS1라디오",
        "AI 반도체가 뭐야?",
        "왜가리를 왜곡보도라고 한 사람은?",
        "어디까지나 추측이라고 한 사람은?",
        "몇십명이 다쳤어?",
        "몇년도에 열렸어?",
        "몇몇이 반대했어?",
    ],
)
def test_what_is_no_run_of_words_stays_as_it_is(text: str) -> None:
    assert text == spaced(text, [TRAM])


@pytest.mark.parametrize(
    "text",
    [
        "노면전차랑 버스 중 뭐가 더 싸?",
        "노면전차하고 버스 중 뭐가 더 싸?",
        "노면전차보다 버스가 더 싸?",
        "노면전차들이랑 버스는 어디서 서?",
        "노면전차, 버스 중에 뭐가 더 싸?",
    ],
)
def test_no_space_stands_before_what_a_word_ends_with(text: str) -> None:
    writes = "노면전차 랑데부 하고 보다 나은 노면전차 하고 들이 랑 노면전차 보다 노면전차 들이"
    assert text == spaced(text, [writes])


@pytest.mark.parametrize("text", ["노면전차 언제 멈춘거야?", "차고지는 언제 지은거임", "요금 왜 올린건가요?"])
def test_no_space_stands_before_what_thumbs_end_a_question_with(text: str) -> None:
    assert text == spaced(text, ["노면전차가 멈춘 거리에서 요금을 올린 건물과 새로 지은 거실, 지은 거야."])


def test_short_words_are_not_looked_at() -> None:
    assert [False, True] == [may_lack_spaces("버스 파업 언제"), may_lack_spaces("버스파업언제끝나")]


@given(
    st.text(alphabet="가나다언제몇명왜 1,.%abㄱ?\n", max_size=120), st.lists(st.text(max_size=60), max_size=3)
)
def test_nothing_but_spaces_is_added(text: str, texts: list[str]) -> None:
    assert "".join(text.split()) == "".join(spaced(text, texts).split())


@pytest.mark.parametrize(
    ("typed", "short"),
    [
        ("해솔시노면전차개통일이언제야?", "3월 2일"),
        ("노면전차요금은얼마임", "1,450원"),
        ("모래섬등대지기지원자몇명이몰렸어", "41명"),
    ],
)
def test_a_question_without_spaces_is_answered(typed: str, short: str) -> None:
    answer = reply_to(INDEX, Request(typed)).answer
    assert answer is not None
    assert short in answer.quotes[0].text
    assert short in answer.short


@pytest.mark.parametrize(
    ("typed", "short"),
    [
        ("gothftl shauswjsck roxhddlf djswpdi?", "3월 2일"),
        ("shauswjsck roxhddlf djswpdla", "3월 2일"),
        ("해솔시 shauswjsck 요금은 djfakdi?", "1,450원"),
        ("shauswjsck dyrma djfakdla?", "1,450원"),
    ],
)
def test_a_question_typed_while_the_keyboard_was_in_english_is_answered(typed: str, short: str) -> None:
    answer = reply_to(INDEX, Request(typed)).answer
    assert answer is not None
    assert short in answer.quotes[0].text


@pytest.mark.parametrize(
    "text",
    [
        "when does the tram open", "AI 반도체 수출은 얼마야?", "KBS1라디오", "", "where do we go?", "who is dr. so?",
        "What did co-op do?", "www.hanbit.co.kr 기사", "kim@so.example",
    ],
)  # fmt: skip
def test_what_was_meant_in_latin_letters_stays_so(text: str) -> None:
    assert text == INDEX.in_meant_layout(text)


def test_a_long_message_is_one_that_nothing_answers() -> None:
    assert "none" == reply_to(INDEX, Request("해밀시 버스요금은얼마로 오르나요? " * 60)).kind


def test_a_paper_stays_whole_though_articles_write_its_words_apart() -> None:
    written = ["요즘 헬스 나루에서 쉬는 사람이 다룬 이야기", "헬스 나루에서 다룬 기사"]
    assert "헬스 나루에서 다룬 기사" == spaced("헬스나루에서 다룬 기사", written)
    assert "헬스나루에서 다룬 기사" == spaced("헬스나루에서 다룬 기사", written, ["헬스나루"])
