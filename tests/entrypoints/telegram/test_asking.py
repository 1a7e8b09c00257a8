"""Questions and answers as dialogues."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import date
from typing import Any

import pytest

from bot.articles.article import Article
from bot.entrypoints.terminal.loopback import BOT_USERNAME
from bot.entrypoints.terminal.transcript import Shown
from bot.index.index import Index
from bot.newsroom import Newsroom
from tests.entrypoints.telegram.stage import ANN, CHANNEL, GROUP, MINSU, Stage

ARTICLES = [
    Article(
        id="901_1",
        title="한빛 시내버스 파업 돌입",
        body=(
            "한빛시 시내버스 노동조합이 10일 첫차부터 파업을 시작했다. 노선의 62%가 멈췄다. "
            "노조는 임금 8.2% 인상을 요구하고 있다. 파업에는 기사 1천40명이 참여했다."
        ),
        publisher="한빛일보",
        published=date(2026, 3, 10),
        url="https://news.hanbit.example/901/1",
    ),
    Article(
        id="902_1",
        title="도담나루 나룻배 요금 이천 원",
        body="도담나루 나룻배 요금이 2천 원으로 정해졌다. 나룻배는 4월 2일부터 다닌다.",
        publisher="도담통신",
        published=date(2026, 3, 12),
        url="https://dodam.example/902/1",
    ),
]
WHEN = "한빛 시내버스 노동조합은 파업을 언제 시작했어?"


class Echo:
    """A Phraser that says what it is told to."""

    timeout_s = 20.0

    def __init__(self, says: str) -> None:
        self.says = says

    async def phrase(self, question: str, sentences: Sequence[str], within_s: float) -> str:
        return self.says


async def staged(newsroom: Newsroom) -> AsyncIterator[Stage]:
    stage = Stage(newsroom=newsroom)
    await stage.app.initialize()
    yield stage
    await stage.app.shutdown()


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async for stage in staged(Newsroom(Index(ARTICLES))):
        yield stage


@pytest.fixture
async def with_model() -> AsyncIterator[Stage]:
    async for stage in staged(Newsroom(Index(ARTICLES), Echo(""))):
        yield stage


def parts(shown: Shown, kind: str) -> list[str]:
    return [shown.text[span.start : span.end] for span in shown.flat.spans if span.kind == kind]


async def reply(stage: Stage, who: Any, text: str, to: Shown, **more: Any) -> list[Shown]:
    room = to.room if to.room and to.room.type != "private" else None
    return await stage.says(who, text, room, reply_to=to.message_id, **more)


async def test_a_question_is_answered_with_verbatim_sentences_and_their_source(stage: Stage) -> None:
    (shown,) = await stage.says(MINSU, f"/ask {WHEN}")
    sentences = parts(shown, "blockquote")
    assert "한빛시 시내버스 노동조합이 10일 첫차부터 파업을 시작했다." == sentences[0]
    assert all(any(sentence in article.body for article in ARTICLES) for sentence in sentences)
    assert "10일" in "".join(parts(shown, "b"))
    assert "→ 2026년 3월 10일\n" in shown.text  # what `10일` means in an article of that month
    assert "한빛일보 · 2026.3.10." in shown.text
    assert ARTICLES[0].url in [span.url for span in shown.flat.spans]
    assert ["기사 읽기", "👍", "👎", "기사 더 보기"] == [button["text"] for button in shown.buttons]


async def test_a_bare_question_is_answered_and_bare_words_are_searched(stage: Stage) -> None:
    (answer,) = await stage.says(MINSU, WHEN)
    assert answer.text.startswith(f"«{WHEN}»\n\n10일 → 2026년 3월 10일\n\n한빛시 시내버스 노동조합이 10일")
    (page,) = await stage.says(MINSU, "시내버스 파업")
    assert page.text.startswith("«시내버스 파업» 기사")


async def test_in_a_group_only_what_is_said_to_the_bot_is_answered(stage: Stage) -> None:
    assert [] == await stage.says(MINSU, WHEN, GROUP)
    (shown,) = await stage.says(MINSU, f"@{BOT_USERNAME} {WHEN}", GROUP)
    assert "10일 첫차부터" in shown.text
    assert shown.reply_to is not None
    (again,) = await reply(stage, ANN, f"{WHEN}", shown)
    assert "10일 첫차부터" in again.text


async def test_a_mention_as_a_reply_answers_the_question_replied_to(stage: Stage) -> None:
    said = stage.network.says(ANN, WHEN, GROUP)
    (shown,) = await stage.says(MINSU, f"@{BOT_USERNAME}", GROUP, reply_to=said["message"]["message_id"])
    assert "10일 첫차부터" in shown.text


async def test_ask_as_a_reply_answers_the_message(stage: Stage) -> None:
    said = stage.network.says(ANN, WHEN, GROUP)
    (shown,) = await stage.says(MINSU, "/ask", GROUP, reply_to=said["message"]["message_id"])
    assert "10일 첫차부터" in shown.text


async def test_a_reply_to_an_answer_keeps_its_topic(stage: Stage) -> None:
    (first,) = await stage.says(MINSU, "도담나루 나룻배 요금은 얼마야?")
    assert "2천 원" in "".join(parts(first, "b"))
    (second,) = await reply(stage, MINSU, "그럼 언제부터 다녀?", first)
    assert "4월 2일" in second.text
    assert "나룻배" in stage.answers.given[-1][1][0]


async def test_a_thread_goes_on_after_a_restart_by_anyone_and_as_a_command(stage: Stage) -> None:
    (first,) = await stage.says(MINSU, f"/ask@{BOT_USERNAME} 도담나루 나룻배 요금은 얼마야?", GROUP)
    await stage.restart()
    (second,) = await reply(stage, ANN, "그럼 언제?", first)
    assert "4월 2일" in second.text
    (third,) = await reply(stage, MINSU, "/ask 요금은?", second)
    assert "2천 원" in third.text


async def test_alone_with_a_reader_a_question_that_refers_back_needs_no_reply(stage: Stage) -> None:
    await stage.says(MINSU, "도담나루 나룻배 요금은 얼마야?")
    (second,) = await stage.says(MINSU, "그럼 언제부터 다녀?")
    assert "4월 2일" in second.text
    (theirs,) = await stage.says(ANN, "그럼 언제부터 다녀?")
    assert "나룻배" not in stage.answers.given[-1][1][0]
    assert "4월 2일" not in theirs.text


async def test_alone_with_a_reader_a_search_is_followed_up_as_an_answer_is(stage: Stage) -> None:
    await stage.says(MINSU, "나룻배 요금")
    (second,) = await stage.says(MINSU, "그럼 언제부터 다녀?")
    assert "4월 2일" in second.text
    (found,) = await stage.says(MINSU, "/search 시내버스 파업")
    (third,) = await reply(stage, MINSU, "그럼 언제 시작했어?", found)
    assert "10일 첫차부터" in third.text


@pytest.mark.parametrize("words", ["1", "첫번째 기사 원문", "1번 보여줘"])
async def test_a_number_after_a_search_opens_what_stands_there(stage: Stage, words: str) -> None:
    await stage.says(MINSU, "시내버스 파업")
    (opened,) = await stage.says(MINSU, words)
    assert "한빛 시내버스 파업 돌입" in opened.text
    assert not opened.text.startswith("«")
    assert "원문" in [key["text"] for key in opened.buttons], "the whole article, as under the button"
    (none,) = await stage.says(MINSU, "19")
    assert "1번만 있어요" in none.text


@pytest.mark.parametrize("words", ["2", "두번째 기사 원문", "the second article"])
async def test_a_number_after_an_answer_is_the_article_of_that_quotation(stage: Stage, words: str) -> None:
    first, second, *_ = await stage.newsroom.latest(9)
    await stage.answers.save(MINSU.id, [WHEN], [(first.id, 0, 9), (first.id, 9, 12), (second.id, 0, 9)])
    (opened,) = await stage.says(MINSU, words)
    assert opened.text.startswith(second.title)


async def test_more_than_there_is_is_said_and_without_a_list_it_is_a_word(stage: Stage) -> None:
    (searched,) = await stage.says(MINSU, "다음")
    assert "«다음»" in searched.text
    await stage.says(MINSU, "시내버스 파업")
    (none,) = await stage.says(MINSU, "더 보여줘")
    assert "여기까지" in none.text


async def test_in_a_group_a_search_is_kept_to_nobody(stage: Stage) -> None:
    await stage.says(MINSU, f"@{BOT_USERNAME} 나룻배 요금", GROUP)
    assert () == await stage.answers.latest(GROUP.id)


async def test_a_thread_goes_on_from_a_message_that_telegram_shows_without_its_buttons(stage: Stage) -> None:
    (first,) = await stage.says(MINSU, "도담나루 나룻배 요금은 얼마야?")
    update = stage.network.says(MINSU, "그럼 언제?", reply_to=first.message_id)
    del update["message"]["reply_to_message"]["reply_markup"]
    (second,) = await stage.update(update)
    assert "4월 2일" in second.text


async def test_a_reply_to_somebody_else_is_no_follow_up(stage: Stage) -> None:
    said = stage.network.says(ANN, "나룻배 이야기", GROUP)
    text = f"@{BOT_USERNAME} 시내버스 파업"
    (shown,) = await stage.says(MINSU, text, GROUP, reply_to=said["message"]["message_id"])
    assert shown.text.startswith("«시내버스 파업» 기사")


async def test_words_in_reply_to_a_search_are_still_searched(stage: Stage) -> None:
    (page,) = await stage.says(MINSU, "/search 나룻배", GROUP)
    (shown,) = await reply(stage, MINSU, "시내버스", page)
    assert shown.text.startswith("«시내버스» 기사")


async def test_what_no_article_says_is_said_to_be_so_with_the_nearest_as_such(stage: Stage) -> None:
    (shown,) = await stage.says(MINSU, "/ask 화성 탐사선 나룻배는 누가 만들었어?")
    assert "답하는 문장을 기사에서 찾지 못했어요" in shown.text
    assert "답은 아니지만" in shown.text
    assert "도담나루 나룻배 요금 이천 원" in shown.text
    assert [] == parts(shown, "blockquote")
    assert ["👍", "👎", "기사 더 보기"] == [button["text"] for button in shown.buttons][-3:]
    (page,) = await stage.presses(MINSU, shown, "기사 더 보기")
    assert "기사" in page.text


@pytest.mark.parametrize("said", ["/ask", "/질문", f"/ask@{BOT_USERNAME}"])
async def test_without_a_question_it_says_what_to_do(stage: Stage, said: str) -> None:
    (shown,) = await stage.says(MINSU, said)
    assert "무엇이 궁금하세요?" in shown.text


@pytest.mark.parametrize(
    "question", ["?!?", "언제?", "누가" * 2_000 + "?", "왜 " * 2_000, "\u202e언제\x00?", "who is"]
)
async def test_any_question_gets_an_answer_or_a_word(stage: Stage, question: str) -> None:
    (shown,) = await stage.says(MINSU, f"/ask {question}")
    assert shown.text


async def test_an_english_reader_is_told_in_english(stage: Stage) -> None:
    (shown,) = await stage.says(ANN, "/ask 화성 탐사선은 누가 만들었어?")
    assert "I found no sentence in the articles that answers this." in shown.text


async def test_a_thumb_is_kept_with_question_and_sentences_once_a_person(stage: Stage) -> None:
    (shown,) = await stage.says(MINSU, WHEN, None)
    (thanks,) = await stage.presses(MINSU, shown, "👍")
    assert thanks.notice
    await stage.presses(MINSU, shown, "👎")
    assert {(1, MINSU.id): False} == stage.answers.votes
    _, questions, quotes = stage.answers.given[0]
    assert (WHEN,) == questions
    article, start, end = quotes[0]
    assert "901_1" == article
    assert ARTICLES[0].body[start:end] == parts(shown, "blockquote")[0]


async def test_a_thumb_still_counts_after_a_restart_and_from_others_in_a_group(stage: Stage) -> None:
    (shown,) = await stage.says(MINSU, f"/ask {WHEN}", GROUP)
    await stage.restart()
    await stage.presses(ANN, shown, "👍")
    assert {(1, ANN.id): True} == stage.answers.votes


@pytest.mark.parametrize("data", ["2f:1:2:ko", "2f:99:1:ko", "2f:1:ko", "2f:x:1:ko", "2f:0:1:ko"])
async def test_a_forged_thumb_counts_nothing(stage: Stage, data: str) -> None:
    (shown,) = await stage.says(MINSU, WHEN)
    (notice,) = await stage.press(MINSU, shown, data)
    assert notice.notice
    assert {} == stage.answers.votes


async def test_an_answer_in_another_chat_is_not_judged_from_here(stage: Stage) -> None:
    (theirs,) = await stage.says(MINSU, f"/ask {WHEN}", GROUP)
    (mine,) = await stage.says(ANN, WHEN)
    data = next(button["callback_data"] for button in theirs.buttons if button["text"] == "👍")
    await stage.press(ANN, mine, data)
    assert {} == stage.answers.votes


async def test_a_question_in_a_channel_is_answered(stage: Stage) -> None:
    (shown,) = await stage.says(ANN, f"/ask {WHEN}", CHANNEL)
    assert "10일 첫차부터" in shown.text


async def test_privacy_tells_what_is_kept_and_of_a_model_only_where_there_is_one(
    stage: Stage, with_model: Stage
) -> None:
    (shown,) = await stage.says(MINSU, "/privacy")
    assert "400일" in shown.text
    assert "언어 모델" not in shown.text
    (shown,) = await with_model.says(MINSU, "/개인정보")
    assert "언어 모델 서버로 보내요" in shown.text


async def test_a_model_s_statements_stand_above_the_sentences_they_cite(with_model: Stage) -> None:
    with_model.newsroom.phraser.says = (
        "파업은 10일 첫차부터 <b>시작</b>됐습니다 [1]\n파업은 10일 시작됐습니다. [1]"
    )
    (shown,) = await with_model.says(MINSU, WHEN)
    head, told, note, first, *_ = shown.text.split("\n\n")
    assert (f"«{WHEN}»", "파업은 10일 시작됐습니다. [1]") == (head, told)
    assert "언어 모델이 아래 문장만 보고" in note
    assert first.startswith("[1]\n한빛시 시내버스 노동조합이 10일 첫차부터 파업을 시작했다.\n")


async def test_a_model_s_lies_leave_the_sentences_alone(with_model: Stage) -> None:
    (extractive,) = await with_model.says(MINSU, WHEN)
    with_model.newsroom.phraser.says = "파업은 11일 시작됐습니다. [1]"
    (shown,) = await with_model.says(MINSU, WHEN)
    assert extractive.text == shown.text


async def test_a_number_of_another_page_is_in_the_order_that_was_asked_for() -> None:
    """The older, the nearer: by nearness other articles would stand at the numbers."""
    told = [
        Article(
            id=f"9{day:02}_1",
            title=f"{news} 나룻배" if day <= 6 else news,
            body=f"{news}는 {day}일의 일이다. 나룻배 소식도 있었다. "
            + f"{news}에 대해 시청이 말했다. " * day,
            publisher="한빛일보",
            published=date(2026, 3, day),
        )
        for day, news in enumerate(
            "다리 버스 학교 시장 공원 극장 병원 소방 전차 항구 농장 도서관 수영장".split(), 1
        )
    ]
    async for stage in staged(Newsroom(Index(told))):
        (first,) = await stage.says(MINSU, "/latest 나룻배")
        (second,) = await stage.presses(MINSU, first, "다음")
        assert "11." in second.text
        (opened,) = await stage.says(MINSU, "2")
        assert opened.text.startswith("도서관")
