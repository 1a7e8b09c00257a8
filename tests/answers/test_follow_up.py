"""What a follow-up takes over from the question before it, and what it leaves there."""

from __future__ import annotations

import pytest

from bot.answers.follow_up import nth_asked, refers_back, with_context


@pytest.mark.parametrize(
    ("before", "question", "topic"),
    [
        ("노면전차 개통 얼마나?", "그럼 언제?", "노면전차 개통 언제?"),
        ("해솔시 노면전차는 언제 개통해?", "그럼 왜?", "해솔시 노면전차는 개통해 왜?"),
        ("해솔시 노면전차는 언제 개통해?", "그럼 요금은?", "해솔시 노면전차는 요금은?"),
        ("달래면 사과 수확량은 몇 % 줄었어?", "배는?", "달래면 사과 수확량은 배는?"),
        ("도서관은 사서를 몇 명 뽑아?", "근데 언제까지?", "도서관은 사서를 뽑아 언제까지?"),
        (
            "한빛 시내버스 노조가 파업에 들어가면서 시민들이 오래 기다렸다던데 몇 분이나 기다린 거야?",
            "그럼 요금은?",
            "한빛 시내버스 노조가 파업에 시민들이 오래 기다린 요금은?",
        ),
        ("표 대표는 어디로 출마한대?", "재판은 어떻게 됐어?", "표 대표는 재판은 어떻게 됐어?"),
        ("달빛역 택시 사고로 몇 명 다쳤어?", "운전자는 몇 살이야?", "달빛역 택시 사고로 운전자는 몇 살이야?"),
        ("시장은 뭐라고 말했어?", "그 사람은 누구야?", "시장은 말했어 누구야?"),
    ],
)
def test_a_follow_up_keeps_what_the_question_before_is_about(before: str, question: str, topic: str) -> None:
    assert topic == with_context(question, before)


@pytest.mark.parametrize(
    "question", ["달래면 사과 수확량은 몇 % 줄었어?", "도담나루 나룻배 요금은?", "버스 파업 언제 끝나?"]
)
def test_a_question_of_its_own_takes_nothing_over(question: str) -> None:
    assert question == with_context(question, "노면전차 개통 언제?")


def test_what_both_questions_say_is_said_once() -> None:
    assert "해솔시 개통 노면전차 요금은?" == with_context(
        "그럼 노면전차 요금은?", "해솔시 노면전차 개통 언제?"
    )


def test_a_thread_does_not_gather_question_words() -> None:
    topic = with_context("그럼 왜?", with_context("그럼 언제부터?", "도담나루 나룻배 요금은 얼마야?"))
    assert "도담나루 나룻배 요금은 왜?" == topic


@pytest.mark.parametrize(
    "text", ["그럼 언제?", "왜?", "언제부터?", "그 사고는 왜 났어?", "근데 누가 그랬어?", "그건얼마야"]
)
def test_what_cannot_be_understood_alone_refers_back(text: str) -> None:
    assert refers_back(text)


@pytest.mark.parametrize(
    "text", ["파업은 언제?", "버스 파업", "그린벨트 해제", "이건희 미술관", "거기장군 생가", "안녕", ""]
)
def test_what_can_be_understood_alone_does_not(text: str) -> None:
    assert not refers_back(text)


@pytest.mark.parametrize(
    ("asked", "alone"),
    [
        ("Well Street fire cause?", "Well Street fire cause?"),
        ("So Jin-woo drama title?", "So Jin-woo drama title?"),
        ("So when does the ferry start?", "when does the ferry start?"),
        ("well, when does the ferry start?", "when does the ferry start?"),
    ],
)
def test_an_english_name_is_no_joining_word(asked: str, alone: str) -> None:
    assert alone == with_context(asked, None)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("show me article 3", 3), ("article no. 4", 4), ("open the 2nd one", 2), ("the ninth one", 9),
        ("number 20", 20),
        ("please show me the sixth article", 6), ("3번 기사 보여줘", 3), ("story #2", 2), ("article", None),
        ("show me the money", None), ("number one hit", None), ("article 370 Kashmir", None), ("read 2026", None),
    ],
)  # fmt: skip
def test_one_of_a_list_is_asked_for(text: str, number: int | None) -> None:
    assert number == nth_asked(text)
