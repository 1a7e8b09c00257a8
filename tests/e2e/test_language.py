"""The language of a chat, and answers without a sound, over HTTP and over a restart."""

from __future__ import annotations

import pytest

from tests.dialog import Voice
from tests.e2e.house import House


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("ko", "영어로 말해줘", "Which language"), ("ko", "English please", "Which language"),
        ("ko", "이제 영어로 답해 주세요", "Which language"), ("en", "speak Korean please", "언어를 골라"),
        ("en", "한국어로 해줘", "언어를 골라"),
    ],
)  # fmt: skip
async def test_a_language_is_asked_for_without_a_command(
    house: House, language: str, said: str, told: str
) -> None:
    alice = Voice.of(house.telegram, "앨리스", language)
    await alice.says("영어 교육")
    assert told not in (await alice.hears()).text
    await alice.says(said)
    await alice.hears(told)
    await alice.says("/search 나룻배")
    assert ("articles" if told.startswith("W") else "기사 13건") in (await alice.hears()).text


@pytest.mark.parametrize(
    "said", ["영어로 설명회", "영어로 답했다", "한글로 설명서", "영어로 바꿔 부른 노래", "영어로 말하기 대회"]
)
async def test_what_only_begins_like_that_is_searched_for(alice: Voice, said: str) -> None:
    await alice.says(said)
    heard = await alice.hears()
    assert not any(told in heard.text for told in ("Which language", "언어를 골라"))


@pytest.mark.parametrize(
    "said",
    ["영어로 바꿔 줘", "영어로 대답 좀 해줘", "영어로 부탁드려요", "영어로 말씀해 주시겠어요?", "영어로 해"],
)
async def test_it_is_asked_for_in_other_words(alice: Voice, said: str) -> None:
    await alice.says(said)
    await alice.hears("Which language")


async def test_a_reader_chooses_a_language_that_holds(alice: Voice) -> None:
    await alice.says("/language")
    shown = await alice.hears()
    assert ["한국어", "English", "✓ 자동", "🔕 무음으로 답하기"] == shown.labels
    await alice.presses("English")
    changed = await alice.hears()
    assert "Which language" in changed.text
    assert "✓ English" in changed.labels
    await alice.says("/latest")
    assert "Newest articles" in (await alice.hears()).text
    await alice.says("/언어 자동")
    assert "언어를 골라 주세요" in (await alice.hears()).text
    await alice.says("/language 프랑스어")
    assert "한국어(ko)와 영어(en)" in (await alice.hears()).text


async def test_answers_come_without_a_sound(alice: Voice) -> None:
    await alice.says("/language")
    await alice.hears()
    await alice.presses("🔕 무음으로 답하기")
    assert "무음 답장: 켬" in (await alice.hears()).text
    await alice.says("/latest")
    await alice.hears()
    assert alice.telegram.sent("sendMessage", alice.id)[-1].params["disable_notification"]
    await alice.says("/trend 나룻배 안개")
    await alice.hears(timeout_s=60.0)
    assert alice.telegram.sent("sendPhoto", alice.id)[-1].params["disable_notification"]
    await alice.presses("🔔 소리 나게 답하기", alice.screen()[0])
    await alice.hears()
    await alice.says("/latest")
    await alice.hears()
    assert "disable_notification" not in alice.telegram.sent("sendMessage", alice.id)[-1].params


async def test_in_a_group_administrators_choose_for_everybody(house: House, alice: Voice) -> None:
    bob = Voice.of(house.telegram, "밥")
    room = Voice.into_group(house.telegram, "편집국", alice, bob)
    await bob.at(room).says("/language@sosik_bot en")
    assert "관리자" in (await room.hears()).text
    await room.says("/language@sosik_bot en")
    assert "Which language" in (await room.hears()).text
    await bob.at(room).says("/latest@sosik_bot")
    assert "Newest articles" in (await room.hears()).text


async def test_what_was_chosen_holds_over_a_restart(fresh: House) -> None:
    alice = Voice.of(fresh.telegram, "앨리스")
    await alice.says("/language en")
    await fresh.start()
    await alice.hears("Which language")
    await fresh.sosik.stop()
    await fresh.start()
    await alice.says("/help")
    assert "Here is what I can do" in (await alice.hears()).text


@pytest.mark.parametrize("said", ["/language 영어로", "/language to English please", "/언어 영어로 바꿔줘!"])
async def test_a_language_is_named_as_people_name_it(alice: Voice, said: str) -> None:
    await alice.says(said)
    assert "✓ English" in (await alice.hears("Which language")).labels
