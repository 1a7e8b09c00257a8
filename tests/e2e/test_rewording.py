"""A subscription changed by saying so, without a command; and what only sounds like it."""

from __future__ import annotations

import pytest

from tests.dialog import Voice
from tests.e2e.house import House


async def _subscribes(voice: Voice, *commands: str) -> None:
    for command in commands:
        await voice.says(f"/subscribe {command}")
        await voice.hears()


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("ko", "시간 9시로 바꿔줘", "매일 09:00"),
        ("ko", "주말엔 보내지 마", "평일 07:00"),
        ("ko", "선장 빼줘", "키워드: 나룻배\n"),
        ("ko", "구독에 요금도 추가해줘", "키워드: 나룻배, 선장, 요금"),
        ("ko", "구독 잠깐 멈춰줘", "일시 중지"),
        ("en", "move it to 9am", "Every day 09:00"),
        ("en", "remove 선장 from my digest", "나룻배\n"),
        ("en", "don't send on weekends", "Weekdays 07:00"),
    ],
)
async def test_the_only_subscription_is_changed(house: House, language: str, said: str, told: str) -> None:
    alice = Voice.of(house.telegram, "앨리스", language)
    await _subscribes(alice, "07:00 나룻배, 선장")
    await alice.says(said)
    changed = await alice.hears("구독을 바꿨어요" if language == "ko" else "is changed")
    assert told in changed.text
    await alice.says("/subscriptions")
    assert told in (await alice.hears()).text


async def test_of_several_the_one_with_the_word_or_the_one_replied_to(alice: Voice) -> None:
    await _subscribes(alice, "07:00 나룻배", "09:00 선장, 요금")
    await alice.says("요금 빼줘")
    assert "매일 09:00" in (await alice.hears("구독을 바꿨어요")).text
    await alice.says("시간 8시로 바꿔줘")
    listed = await alice.hears("받는 소식 2개예요")
    await alice.presses("매일 07:00", on=listed)
    await alice.says("시간 8시로 바꿔줘", reply_to=await alice.hears("나룻배"))
    assert "매일 08:00" in (await alice.hears("구독을 바꿨어요")).text


async def test_the_last_keyword_does_not_go_silently(alice: Voice) -> None:
    await _subscribes(alice, "07:00 나룻배")
    await alice.says("나룻배 빼줘")
    await alice.hears("그만 받을까요?")
    await alice.says("구독 취소해줘")
    await alice.presses("구독 해지", on=await alice.hears("그만 받을까요?"))
    await alice.hears("보내지 않을게요")


async def test_the_only_paper_does_not_go_silently(alice: Voice) -> None:
    await _subscribes(alice, "07:00 신문:한빛일보")
    await alice.says("한빛일보 빼줘")
    await alice.hears("그만 받을까요?")
    await alice.says("/subscriptions")
    assert "한빛일보" in (await alice.hears()).text


async def test_what_changes_nothing_is_not_said_to(alice: Voice) -> None:
    await _subscribes(alice, "07:00 매월 1일 나룻배")
    await alice.says("주말엔 보내지 마")
    shown = await alice.hears("매월 1일 07:00")
    assert "구독을 바꿨어요" not in shown.text
    await alice.says("나룻배 요금 삭제")
    assert "구독을 바꿨어요" not in (await alice.hears()).text
    await alice.says("시간 9시로 바꿔?")
    await alice.hears()
    await alice.says("/subscriptions")
    shown = await alice.hears("매월 1일 07:00")
    assert "키워드: 나룻배" in shown.text


async def test_watches_are_shown_to_be_ended(alice: Voice, ann: Voice) -> None:
    await alice.says("/watch 나룻배")
    await alice.hears("바로 알려")
    for said in ("알림 그만", "나룻배 빼줘"):
        await alice.says(said)
        assert ["✕ 나룻배"] == (await alice.hears("알림 키워드 1개")).labels[:1]
    await ann.says("what am i subscribed to?")
    await ann.hears("/subscribe")


async def test_what_is_about_no_subscription_is_searched_for(alice: Voice) -> None:
    for said in ("요금 빼줘", "9시로 바꿔줘", "지워줘"):
        await alice.says(said)
        assert "구독" not in (await alice.hears()).text
    await _subscribes(alice, "07:00 나룻배")
    await alice.says("등대 빼줘")
    assert "구독을 바꿨어요" not in (await alice.hears()).text
    await alice.says("구독 시간 25시로 바꿔줘")
    await alice.hears("없는 시각이에요")


async def test_in_a_group_it_is_said_to_the_bot_by_an_administrator(house: House, alice: Voice) -> None:
    bob = Voice.of(house.telegram, "밥")
    room = Voice.into_group(house.telegram, "독자방", alice, bob, kind="supergroup", bot="administrator")
    await _subscribes(room, "07:00 나룻배")
    await room.says("시간 9시로 바꿔줘")
    await room.hears_nothing()
    await bob.at(room).says("@sosik_bot 시간 9시로 바꿔줘")
    await room.hears("관리자")
    await room.says("@sosik_bot 시간 9시로 바꿔줘")
    assert "매일 09:00" in (await room.hears("구독을 바꿨어요")).text
