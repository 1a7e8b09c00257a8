"""What a sentence says besides the question, where nothing of the kind asked for stands out in it."""

from __future__ import annotations

import pytest

from bot.answers.frame import read_frame
from bot.answers.remainder import remainder
from bot.quotes.alignment import plain

SAID = [
    (  # a verb of its own
        "해솔시는 폐교를 뭘로 만들겠다는 거야?",
        "해솔시는 문 닫은 학교를 별빛 천문관으로 꾸미고, 운동장은 주민에게 돌려준다.",
        "문 닫은 학교를 별빛 천문관으로 꾸미고",
    ),
    (  # the verb of the question
        "물결역 자판기에는 뭐가 들어가?",
        "물결역 자판기에는 컵라면이 들어간다.",
        "컵라면",
    ),
    (  # of several speakers the one asked about
        "나루한 시장은 새 도로를 두고 뭐라고 했어?",
        '나루한 시장은 "막힌 숨통을 틔우는 길"이라고 평했고, 주민들은 "시끄러울 뿐"이라고 했다.',
        "막힌 숨통을 틔우는 길",
    ),
    (  # a way that is all that the sentence says
        "한빛동 주차장은 어떻게 바뀌었어?",
        "한빛동 주차장은 나무를 심은 쉼터로 다시 태어났다.",
        "나무를 심은 쉼터로 다시 태어났다",
    ),
    (  # a reason that nothing marks
        "은모래선 열차는 왜 느리게 다녀?",
        "은모래선 열차는 낡은 궤도 탓인지 시속 60㎞를 넘지 못하고 있다.",
        "낡은 궤도 탓인지 시속 60㎞를 넘지 못하고 있다",
    ),
    (  # whom it tells of, where the rest is the question's
        "무료로 이용할 수 있는 집은?",
        "다만 홀로 사는 어르신은 무료로 이용할 수 있다.",
        "홀로 사는 어르신",
    ),
]


@pytest.mark.parametrize(("question", "text", "told"), SAID)
def test_what_the_question_does_not_say_is_told(question: str, text: str, told: str) -> None:
    span = remainder(read_frame(question), plain(text))
    assert span is not None
    assert told == text[slice(*span)]


@pytest.mark.parametrize(
    "question", ["축제는 언제 열려?", "누가 열었어?", "축제가 열렸어?", "Why did it open?"]
)
def test_where_a_time_a_name_or_yes_or_no_is_asked_there_is_none(question: str) -> None:
    assert remainder(read_frame(question), "한빛시는 등불축제를 강가에서 열었다.") is None


def test_what_is_told_of_is_no_answer_where_it_was_asked_about() -> None:
    frame = read_frame("물결시 순환버스는 뭐가 달라져?")
    text = "강변 순환버스는 손님이 적어 노선을 줄인다."
    span = remainder(frame, text)
    assert span is not None
    assert "손님이 적어 노선을 줄인다" == text[slice(*span)]


def test_a_verb_by_itself_tells_nothing() -> None:
    text = "연구진은 메모리에 새 기술을 더해 부담을 줄였다."
    span = remainder(read_frame("메모리에 들어가는 새 기술을 뭐라고 해?"), text)
    assert span is None or text[slice(*span)] != "더해"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "시의회는 예산을 왜 깎았어?",
            '시의회는 "78억원을 더 쓰려면 시민에게 물어야 한다", 시장은 "낡은 정치"라고 맞받았다.',
        ),
        ("시장은 어떻게 맞받았어?", '"물어야 한다"는 말에 시장은 "낡은 정치이고 억지"라며 맞받았다.'),
        ("축제에서 뭐 해?", "축제에서 '!!!'"),
    ],
)
def test_half_a_quotation_and_marks_alone_tell_nothing(question: str, text: str) -> None:
    span = remainder(read_frame(question), plain(text))
    said = text[slice(*span)] if span is not None else "없음"
    assert not said.count('"') % 2
    assert any(map(str.isalnum, said))


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        (  # both, with their figures
            "전세랑 월세 중에 뭐가 더 많아?",
            "해솔동 빌린 집 가운데 28.1%는 월세로, 25.4%는 전셋집으로 나타났다.",
            "해솔동 빌린 집 가운데 28.1%는 월세로, 25.4%",
        ),
        (  # the one that the sentence is about
            "물결치킨이랑 노을치킨 중에 가게가 많은 데는 어디야?",
            "물결치킨 가맹점은 1361개로 세 번째로 많은 곳으로 꼽혔다.",
            "물결치킨 가맹점은 1361개",
        ),
        (  # besides what the question names
            "보이스피싱은 은행 말고 또 어디에 책임을 지워?",
            "해솔시는 가상자산거래소에도 보이스피싱 방지 의무를 지우기로 뜻을 모았다.",
            "가상자산거래소에도",
        ),
        (  # the way alone, where it is all of the sentence
            "해솔상품권은 어떻게 안내해 줘?",
            "시청은 대상자에게 문자를 통해 상품권 사용을 차례로 안내할 예정이다.",
            "대상자에게 문자를 통해",
        ),
    ],
)
def test_which_one_and_what_besides_are_told(question: str, text: str, told: str) -> None:
    span = remainder(read_frame(question), plain(text))
    assert span is not None
    assert text[slice(*span)].startswith(told)


@pytest.mark.parametrize("question", ["주민은 몇 명이야?", "입장료는 얼마야?"])
def test_a_number_is_told_by_no_words_alone(question: str) -> None:
    assert remainder(read_frame(question), "해솔동 주민센터는 새 문을 강가에 열어 두었다.") is None
