"""A subscription changed by saying so, without a command; and what only sounds like it."""

from __future__ import annotations

import pytest

from tests.dialog import Heard, Voice
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
    await alice.says("/subscriptions")
    await alice.presses("매일 07:00", on=await alice.hears("받는 소식 2개예요"))
    await alice.says("시간 8시로 바꿔줘", reply_to=await alice.hears("나룻배"))
    assert "매일 08:00" in (await alice.hears("구독을 바꿨어요")).text


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("ko", "시간 9시로 바꿔줘", "매일 09:00\n키워드: 선장"), ("ko", "일주일만 쉬어줘", "기간을 정해 쉴 수는"),
        ("ko", "구독 잠깐 멈춰줘", "일시 중지"), ("en", "change the time to 9am", "Every day 09:00\nKeywords: 선장"),
        ("en", "pause for a week", "I cannot pause for «a week»"),
    ],
)  # fmt: skip
async def test_of_several_a_press_does_what_was_said(
    house: House, language: str, said: str, told: str
) -> None:
    alice = Voice.of(house.telegram, "앨리스", language)
    await _subscribes(alice, "07:00 나룻배", "07:30 선장")
    await alice.says(said)
    which = await alice.hears("어느 소식을" if language == "ko" else "Which digest")
    await alice.presses("선장", on=which)
    assert told in (await alice.hears("바꿨어요" if language == "ko" else "is changed")).text
    await alice.says("/unsubscribe 선장")
    await alice.presses("구독 해지" if language == "ko" else "Unsubscribe", on=await alice.hears())
    await alice.hears("보내지 않을게요" if language == "ko" else "Stopped")
    gone = await alice.presses("선장", on=which)
    assert ("이미 없는 구독" if language == "ko" else "is gone") in gone.text


@pytest.mark.parametrize(
    ("language", "said", "all", "undo"),
    [
        ("ko", "/unsubscribe 전부", "3개 모두 해지", "되돌리기"),
        ("ko", "구독 다 취소해줘", "3개 모두 해지", "되돌리기"),
        ("ko", "모든 구독 해지해줘", "3개 모두 해지", "되돌리기"), ("ko", "/unsubscribe", "3개 모두 해지", "되돌리기"),
        ("en", "/unsubscribe all", "End all 3", "Undo"), ("en", "cancel all my subscriptions", "End all 3", "Undo"),
    ],
)  # fmt: skip
async def test_all_end_at_once_and_are_taken_back_as_they_were(
    house: House, language: str, said: str, all: str, undo: str
) -> None:
    alice = Voice.of(house.telegram, "앨리스", language)
    await _subscribes(alice, "07:00 나룻배 5개", "매월 1일 8시 선장", "09:00 평일 요금")
    await alice.says("/subscriptions")
    before = await alice.hears()
    await alice.says(said)
    await alice.presses(all, on=await alice.hears())
    ended = await alice.hears("3")
    assert [undo] == ended.labels
    await alice.says("/subscriptions")
    assert [] == (await alice.hears()).labels
    for _ in range(2):  # a second press does no harm
        await alice.presses(undo, on=ended)
    await alice.says("/subscriptions")
    assert before.buttons == (await alice.hears(before.text)).buttons


@pytest.mark.parametrize(
    "said", ["전부", "전부 해지", "해줘", "해지해 주세요", "전부요", "모두 해줘", "all please"]
)
async def test_what_names_none_asks_to_end_the_only_one(alice: Voice, said: str) -> None:
    await _subscribes(alice, "07:00 나룻배")
    await alice.says(f"/unsubscribe {said}")
    assert "나룻배" in (await alice.hears("그만 받을까요?")).text


@pytest.mark.parametrize("said", ["전부 해지", "전부요", "모두 해줘", "all please"])
async def test_all_are_named_in_other_words(alice: Voice, said: str) -> None:
    await _subscribes(alice, "07:00 나룻배", "09:00 선장")
    await alice.says(f"/unsubscribe {said}")
    await alice.hears("2개를 모두 그만 받을까요?")


async def test_what_comes_back_is_not_there_twice(alice: Voice) -> None:
    await _subscribes(alice, "07:00 나룻배", "09:00 선장")
    await alice.says("/unsubscribe 전부")
    await alice.presses("2개 모두 해지", on=await alice.hears("모두 그만"))
    ended = await alice.hears("모두 그만 보낼게요")
    await _subscribes(alice, "07:00 나룻배")
    await alice.presses("되돌리기", on=ended)
    await alice.hears("1개를 그대로 되살렸어요")
    await alice.says("/subscriptions")
    await alice.hears("받는 소식 2개예요")


async def test_one_that_came_after_the_question_is_asked_about_anew(alice: Voice) -> None:
    await _subscribes(alice, "07:00 나룻배", "09:00 선장")
    await alice.says("/unsubscribe 전부")
    asked = await alice.hears("2개를 모두 그만 받을까요?")
    await _subscribes(alice, "10:00 요금")
    await alice.presses("2개 모두 해지", on=asked)
    again = await alice.hears("3개를 모두 끝낼까요?")
    await alice.presses("3개 모두 해지", on=again)
    await alice.hears("3개를 모두 그만 보낼게요")


async def test_all_watches_end_at_once(alice: Voice) -> None:
    for word in ("나룻배", "선장"):
        await alice.says(f"/watch {word}")
        await alice.hears("새 기사")
    await alice.says("알림 다 꺼줘")
    await alice.presses("2개 모두 해지", on=await alice.hears("알림 키워드 2개"))
    await alice.presses("되돌리기", on=await alice.hears("2개를 모두 지웠어요"))
    await alice.hears("되살렸어요")
    await alice.says("/watch")
    await alice.hears("알림 키워드 2개")


async def test_all_of_a_group_end_by_its_administrators_alone(house: House, alice: Voice) -> None:
    bob = Voice.of(house.telegram, "밥")
    room = Voice.into_group(house.telegram, "독자방", alice, bob, kind="supergroup", bot="administrator")
    await _subscribes(room, "07:00 나룻배", "09:00 선장")
    await room.says("/unsubscribe")
    which = await room.hears("어느 소식을")
    assert "관리자" in (await bob.at(room).presses("2개 모두 해지", on=which)).text
    await room.presses("2개 모두 해지", on=which)
    ended = await room.hears("모두 그만")
    assert "관리자" in (await bob.at(room).presses("되돌리기", on=ended)).text
    stranger = await bob.presses_data(ended.buttons[0]["callback_data"], (await _anything(bob)).id)
    assert "되살렸어요" not in stranger.text


async def _anything(voice: Voice) -> Heard:
    await voice.says("/help")
    return await voice.hears()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("선장 구독 시간을 9시로 바꿔", "매일 09:00\n키워드: 선장"), ("2번 구독에 요금도 넣어줘", "키워드: 선장, 요금"),
        ("첫 번째 구독 시간 10시로 바꿔줘", "매일 10:00\n키워드: 나룻배"),
    ],
)  # fmt: skip
async def test_one_of_several_is_named_by_its_word_or_its_number(alice: Voice, said: str, told: str) -> None:
    await _subscribes(alice, "07:00 나룻배", "07:30 선장")
    await alice.says(said)
    assert told in (await alice.hears("구독을 바꿨어요")).text
    await alice.says("등대 구독 시간을 9시로 바꿔")
    assert "구독을 바꿨어요" not in (await alice.hears()).text
    await alice.says("선장 구독 해지해줘")
    assert "키워드: 선장" in (await alice.hears("그만 받을까요?")).text


@pytest.mark.parametrize(
    "said",
    [
        "나룻배 말고 다른 구독 멈춰줘", "나룻배 빼고 다른 구독에 눈 추가해줘", "나룻배 제외한 구독 시간을 9시로 바꿔줘",
        "나룻배 구독 말고 선장 구독 멈춰줘", "나룻배 아닌 구독 멈춰줘",
    ],
)  # fmt: skip
async def test_which_of_several_is_asked_where_more_than_its_word_is_said(alice: Voice, said: str) -> None:
    await _subscribes(alice, "07:00 나룻배", "07:30 선장")
    await alice.says(said)
    which = await alice.hears("어느 소식을 바꿀까요?")
    assert ["매일 07:00 · 나룻배", "매일 07:30 · 선장"] == which.labels
    await alice.presses("선장", on=which)
    assert "키워드: 선장" in (await alice.hears("구독을 바꿨어요")).text


async def test_one_that_is_alone_is_asked_about_as_well_where_another_is_spoken_of(alice: Voice) -> None:
    await _subscribes(alice, "07:00 나룻배")
    await alice.says("나룻배 말고 다른 구독 멈춰줘")
    assert ["매일 07:00 · 나룻배"] == (await alice.hears("어느 소식을 바꿀까요?")).labels
    await alice.says("나룻배의 구독을 멈춰줘")
    await alice.hears("구독을 바꿨어요")


async def test_an_end_said_in_reply_to_one_means_that_one(alice: Voice) -> None:
    await _subscribes(alice, "07:00 나룻배", "07:30 선장")
    await alice.says("/subscriptions")
    await alice.presses("선장", on=await alice.hears("받는 소식 2개예요"))
    await alice.says("해지해줘", reply_to=await alice.hears("키워드: 선장"))
    assert "키워드: 선장" in (await alice.hears("그만 받을까요?")).text
    await alice.says("나룻배 말고 다른 구독 해지해줘")
    assert 2 == len([one for one in (await alice.hears("어느 소식을 그만")).labels if "매일" in one])


async def test_an_end_is_asked_for_in_other_words_and_of_what_is_not_there(alice: Voice, ann: Voice) -> None:
    await _subscribes(alice, "07:00 나룻배")
    await alice.says("이제 그만 보내")
    assert "나룻배" in (await alice.hears("그만 받을까요?")).text
    await alice.says("/unsubscribe 등대")
    assert ["매일 07:00 · 나룻배"] == (await alice.hears("«등대» 구독은 없어요")).labels
    await alice.says("이번 주는 쉬고 다음 주 월요일부터 다시")
    assert "«다음 주 월요일부터»" in (await alice.hears("구독을 바꿨어요")).text
    await alice.says("/quiet 23-7")
    await alice.hears("23:00")
    await alice.says("무음 꺼줘")
    await alice.hears("방해 금지 시간을 껐어요")
    await ann.says("/quiet 23-7")
    await ann.hears("23:00")
    await ann.says("turn off quiet hours")
    await ann.hears("Quiet hours are off")


async def test_a_wish_without_a_command_is_offered_and_a_press_keeps_it(alice: Voice, ann: Voice) -> None:
    await alice.says("나룻배 소식 매일 아침 7시에 받아보고 싶어요")
    await alice.presses("구독:", on=await alice.hears("소식으로 받으시겠어요?"))
    assert "매일 07:00\n키워드: 나룻배" in (await alice.hears("구독했어요")).text
    await ann.says("tell me when there is news about 나룻배")
    await ann.presses("나룻배", on=await ann.hears("Shall I tell you"))
    await ann.hears("I will tell you as soon as")


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
