"""Quotes as dialogues: whose they are, what stands around them, what was made of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

import pytest

from bot.articles.article import Article
from bot.index.index import Index
from bot.newsroom import Newsroom
from tests.entrypoints.telegram.stage import ANN, GROUP, MINSU, Stage

RIVER = "강은 건너는 사람의 것이지 바라보는 사람의 것이 아닙니다"
BRIDGE = Article(
    id="901_1",
    title="한빛시, 새 다리 개통",
    body=(
        "한빛시가 4일 새 다리를 열었다. "
        f"윤서린 한빛시장은 “{RIVER}”라고 말했다. "
        "다리는 3.5㎞로 이 강에서 가장 길다. 개통식에는 시민 오백 명이 모였다."
    ),
    publisher="한빛일보",
    published=date(2026, 3, 4),
    url="https://news.hanbit.example/901/1",
)
FERRY = Article(
    id="901_2",
    title="나룻배 요금 동결",
    body="나룻배 요금은 오르지 않는다. 윤서린 한빛시장은 “나룻배 요금은 내년에도 이천 원으로 두겠습니다”라고 밝혔다.",
    publisher="도담통신",
    published=date(2026, 3, 9),
)


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """With the real index and the real quotations."""
    stage = Stage(newsroom=Newsroom(Index([BRIDGE, FERRY])))
    await stage.app.initialize()
    yield stage
    await stage.app.shutdown()


def kinds(shown: object, kind: str) -> list[str]:
    parsed = shown.flat  # type: ignore[attr-defined]
    return [parsed.text[span.start : span.end] for span in parsed.spans if span.kind == kind]


async def test_a_half_remembered_quote_is_whole_with_its_speaker(stage: Stage) -> None:
    (shown,) = await stage.says(MINSU, "/quote 강은 건너는 사람것이지")
    assert [RIVER] == kinds(shown, "blockquote")
    assert "— 윤서린 한빛시장" in shown.text


async def test_a_name_gives_what_that_person_said_newest_first(stage: Stage) -> None:
    (first,) = await stage.says(MINSU, "/quote 윤서린")
    assert first.text.startswith("윤서린의 말 1/2, 최신순\n나룻배 요금은")
    (second,) = await stage.presses(MINSU, first, "▶")
    assert RIVER in second.text


async def test_a_name_and_a_subject_gives_what_was_said_about_it(stage: Stage) -> None:
    (shown,) = await stage.says(ANN, "/quote 윤서린: 강")
    assert shown.text.startswith("윤서린 on «강», 1/1, newest first")
    assert [RIVER] == kinds(shown, "blockquote")


async def test_a_reply_to_a_misquotation_shows_whose_words_they_are_and_what_differs(stage: Stage) -> None:
    said = stage.network.says(ANN, "시장이 강은 구경하는 사람의 것이지 바라보는 사람의 것이 아니래", GROUP)
    (shown,) = await stage.says(MINSU, "/quote", GROUP, reply_to=said["message"]["message_id"])
    assert "— 윤서린 한빛시장" in shown.text
    assert "이렇게 달라요.\n구경하는 → 건너는\n아니 → 아닙니다" in shown.text
    assert ["구경하는", "아니"] == kinds(shown, "s")
    assert ["건너는", "아닙니다"] == kinds(shown, "u")[:2]  # in the quote itself


@pytest.mark.parametrize("asked", ["/quote", "@sosik_bot 이거 진짜야?", "@sosik_bot"])
async def test_of_a_message_its_words_in_quotation_marks_are_compared_alone(stage: Stage, asked: str) -> None:
    claim = "시장님이 “강은 건너는 사람의 것이지 구경하는 사람의 것이 아닙니다”라고 하셨다는데 맞나요"
    said = stage.network.says(ANN, claim, GROUP)
    (shown,) = await stage.says(MINSU, asked, GROUP, reply_to=said["message"]["message_id"])
    assert "이렇게 달라요.\n구경하는 → 바라보는" in shown.text
    assert "시장님이 →" not in shown.text


async def test_forwarded_words_in_quotation_marks_are_checked(stage: Stage) -> None:
    update = stage.network.says(MINSU, f"윤서린 시장 “{RIVER}”")
    update["message"]["forward_origin"] = {"type": "hidden_user", "sender_user_name": "누구", "date": 1}
    (shown,) = await stage.update(update)
    assert "기사에 실린 말과 같아요" in shown.text


async def test_a_reply_to_the_very_words_says_that_they_are_right(stage: Stage) -> None:
    said = stage.network.says(ANN, f"윤 시장 말: '{RIVER}'", GROUP)
    (shown,) = await stage.says(MINSU, "/quote", GROUP, reply_to=said["message"]["message_id"])
    assert "기사에 실린 말과 같아요" in shown.text


async def test_words_looked_for_are_not_held_against_the_reader(stage: Stage) -> None:
    (shown,) = await stage.says(MINSU, "/quote 강은 구경하는 사람의 것이지 바라보는 사람의 것이 아니래")
    assert "달라요" not in shown.text


async def test_differences_are_still_told_after_a_restart_and_by_anyone(stage: Stage) -> None:
    said = stage.network.says(ANN, "강은 구경하는 사람의 것이지 바라보는 사람의 것이 아니래", GROUP)
    (first,) = await stage.says(MINSU, "/quote", GROUP, reply_to=said["message"]["message_id"])
    await stage.restart()
    (wider,) = await stage.presses(ANN, first, "앞 문장")
    assert "구경하는 → 건너는" in wider.text
    (back,) = await stage.presses(ANN, wider, "인용문만")
    assert first.text == back.text


async def test_context_is_added_sentence_by_sentence_around_the_quote_in_bold(stage: Stage) -> None:
    (alone,) = await stage.says(MINSU, "/quote 강은 건너는 사람의 것이지")
    (wider,) = await stage.presses(MINSU, alone, "앞 문장")
    (block,) = kinds(wider, "blockquote")
    assert block.startswith("한빛시가 4일 새 다리를 열었다. 윤서린")
    assert block in BRIDGE.body
    assert RIVER in kinds(wider, "b")
    assert "▲ 앞 문장" not in [button["text"] for button in wider.buttons]
    (widest,) = await stage.presses(MINSU, wider, "뒤 문장")
    (block,) = kinds(widest, "blockquote")
    assert block.endswith("가장 길다.")
    assert block in BRIDGE.body
    (again,) = await stage.presses(MINSU, widest, "인용문만")
    assert alone.text == again.text


async def test_context_follows_its_quote_when_others_come_before_it(stage: Stage) -> None:
    (first,) = await stage.says(MINSU, "/quote 윤서린")
    (river,) = await stage.presses(MINSU, first, "▶")
    newer = replace(
        FERRY,
        id="901_3",
        body="윤서린 한빛시장은 “새 배를 한 척 더 띄우겠습니다”라고 했다.",
        published=date(2026, 3, 20),
    )
    stage.newsroom.index.add([newer])
    (wider,) = await stage.presses(MINSU, river, "앞 문장")
    assert RIVER in kinds(wider, "b")
    assert "3/3" in wider.text


async def test_context_of_a_quote_that_is_gone_says_so(stage: Stage) -> None:
    (shown,) = await stage.says(MINSU, "/quote 강은 건너는 사람의 것이지")
    stage.newsroom.index.remove([BRIDGE.id])
    (notice,) = await stage.presses(MINSU, shown, "앞 문장")
    assert notice.notice


@pytest.mark.parametrize(
    "data", ["2c:1:0:0:0:1:0:ko", "2c:1:99:0:0:1:0:ko", "2c:1:0:0:2:1:0:ko", "2c:1:0:0:0:9999:0:ko"]
)
async def test_forged_context_is_declined(stage: Stage, data: str) -> None:
    (shown,) = await stage.says(MINSU, "/quote 강은 건너는 사람의 것이지")
    (notice,) = await stage.press(MINSU, shown, data)
    assert notice.notice


async def test_the_article_is_one_press_away_where_it_has_an_address(stage: Stage) -> None:
    (shown,) = await stage.says(MINSU, "/quote 강은 건너는 사람의 것이지")
    assert [BRIDGE.url] == [button["url"] for button in shown.buttons if "url" in button]
    (without,) = await stage.says(MINSU, "/quote 나룻배 요금은 내년에도")
    assert [] == [button for button in without.buttons if "url" in button]


async def test_every_button_fits_its_64_bytes(stage: Stage) -> None:
    stage.queries.texts = ["…"] * 10_000
    (shown,) = await stage.says(MINSU, "/quote 윤서린: 강")
    (shown,) = await stage.presses(MINSU, shown, "앞 문장")
    assert all(len(button.get("callback_data", "").encode()) <= 64 for button in shown.buttons)
