"""What a reader hears who writes a schedule that Sosik does not keep, or several times in one."""

from __future__ import annotations

import pytest

from bot.digests.subscription import HOURLY
from tests.dialog import Voice
from tests.e2e.house import House


async def test_what_cannot_be_had_is_asked_about_and_a_press_subscribes(alice: Voice) -> None:
    await alice.says("/subscribe 30분마다 나룻배")
    asked = await alice.hears("«30분마다»")
    assert "/subscribe 08:00 18:00 나룻배" in asked.marked("code")
    assert "/watch 나룻배" in asked.marked("code")
    await alice.says("/subscriptions")
    assert "30분" not in (await alice.hears()).text
    await alice.presses("구독: 08:00 나룻배", on=asked)
    done = await alice.hears("구독했어요")
    assert "나룻배" in done.text
    assert "매일 08:00" in done.text
    await alice.says("/subscriptions")
    assert "나룻배" in (await alice.hears()).text


async def test_an_english_reader_is_asked_in_english(ann: Voice) -> None:
    await ann.says("/subscribe every 30 minutes ferry")
    asked = await ann.hears("«every 30 minutes»")
    assert "/subscribe 08:00 18:00 ferry" in asked.marked("code")
    await ann.says("/subscribe weekly ferry")
    assert "/subscribe 08:00 mon ferry" in (await ann.hears("On which day")).marked("code")


async def test_several_times_are_several_digests(alice: Voice) -> None:
    await alice.says("/subscribe 08:00 18:00 나룻배,선장")
    done = await alice.hears("구독했어요")
    assert "매일 08:00" in done.text
    assert "매일 18:00" in done.text
    assert 2 == len(done.labels)
    assert "나룻배, 선장" in done.text
    await alice.says("/subscribe 08:00 18:00 나룻배,선장")
    await alice.hears("이미 그렇게")


async def test_every_three_hours_are_five_digests_of_the_day(alice: Voice) -> None:
    await alice.says("/subscribe 3시간마다 나룻배 제목:요금 -광고")
    done = await alice.hears("구독했어요")
    assert 5 == len(done.labels)
    assert "나룻배, 제목:요금, −광고" in done.text
    assert "매일 20:00" in done.text


async def test_a_watch_has_the_filters_of_a_search(alice: Voice) -> None:
    await alice.says("/watch 나룻배 언론사:한빛일보 -제목:광고")
    assert "나룻배 + 언론사:한빛일보 −제목:광고" in (await alice.hears()).text
    await alice.says("/watch 나룻배 기간:7일")
    assert "검색에만" in (await alice.hears()).text


async def test_what_no_article_can_have_is_not_waited_for(alice: Voice, ann: Voice) -> None:
    for command in ("/watch", "/subscribe 07:00"):
        for marks in ("(", "🔥", "%", "ㅤ", "\u2800"):
            await alice.says(f"{command} {marks}")
            await alice.hears("글자나 숫자가 있는 키워드를")
        await ann.says(f"{command} 🔥")
        await ann.hears("letters or numbers")
        await alice.says(f"{command} 나룻배 🔥")
        assert "🔥" not in (await alice.hears("나룻배")).text


async def test_a_blank_that_is_a_letter_to_unicode_is_no_word(alice: Voice, ann: Voice) -> None:
    for voice, said in ((alice, "찾을 키워드가 없어요"), (ann, "There is nothing to search for")):
        await voice.says("/search ㅤㅤ")
        await voice.hears(said)
    await alice.says("/search 새ㅤ선장")
    await alice.hears("새 선장이 키를 잡았다")


async def test_quiet_hours_are_set_shown_and_ended(alice: Voice, ann: Voice) -> None:
    await alice.says("/quiet")
    await alice.hears("방해 금지 시간이 없어요")
    await alice.says("/quiet 밤 11시부터 아침 7시까지")
    await alice.hears("23:00부터 07:00까지 (한국 시간)")
    await alice.says("/quiet 언젠가")
    assert "/quiet 23:00-07:00" in (await alice.hears("시간을 읽지 못했어요")).marked("code")
    await alice.says("/quiet")
    await alice.hears("23:00부터 07:00까지")
    await alice.says("/quiet 끄기")
    await alice.hears("방해 금지 시간을 껐어요")
    await ann.says("/quiet 11pm to 7am")
    await ann.hears("23:00 to 07:00")


async def test_quiet_hours_are_asked_for_as_people_ask(alice: Voice) -> None:
    await alice.says("/quiet 밤 11시부터 아침 7시까지 조용히")
    await alice.hears("23:00부터 07:00까지")
    await alice.says("/quiet 8시부터 8시까지")
    await alice.hears("같은 시각(08:00)")
    await alice.says("/quiet 주말엔 10시 전에 보내지마")
    await alice.hears("주말 00:00부터 10:00까지, 평일 23:00부터 07:00까지 (한국 시간)")
    await alice.says("/quiet 방해금지 꺼줘")
    await alice.hears("방해 금지 시간을 껐어요")


@pytest.mark.parametrize(
    ("language", "said", "shown"),
    [
        ("ko", ("평일 밤 11시~7시 조용히", "주말엔 하루 종일 조용히"), "주말 하루 종일, 평일 23:00부터 07:00까지"),
        ("ko", ("/quiet 23-7", "일요일엔 알림 끄기"), "일요일 하루 종일, 매일 23:00부터 07:00까지"),
        ("en", ("quiet on weekdays 11pm to 7am", "no alerts on Sundays"), "Sun all day, Weekdays 23:00 to 07:00"),
    ],
)  # fmt: skip
async def test_quiet_hours_of_some_days_are_kept_beside_others_and_shown(
    house: House, language: str, said: tuple[str, ...], shown: str
) -> None:
    alice = Voice.of(house.telegram, "앨리스", language)
    for words in said:
        await alice.says(words)
        await alice.hears("방해 금지 시간" if language == "ko" else "Quiet hours")
    for words in ("/quiet", "/subscriptions", "/watch 나룻배", "/watch"):
        await alice.says(words)
        if words != "/watch 나룻배":
            assert shown in (await alice.hears(shown)).text
        else:
            await alice.hears("나룻배")
    await alice.says("/quiet 주말 끄기" if language == "ko" else "/quiet weekends off")
    left = await alice.hears("23:00")
    assert ("하루 종일" if language == "ko" else "all day") not in left.text


async def test_days_beside_the_words_of_a_watch_are_days_of_quiet(alice: Voice) -> None:
    await alice.says("/watch 나룻배 주말엔 하루 종일 조용히")
    assert "방해 금지 시간: 주말 하루 종일" in (await alice.hears("«나룻배» 새 기사")).text
    await alice.says("/watch 선장 평일 하루 종일 조용히")
    await alice.hears("영영 오지 않아요")
    await alice.says("/watch")
    assert ["✕ 나룻배"] == (await alice.hears("알림 키워드 1개")).labels[:1]


async def test_a_paper_that_alone_is_wanted_is_a_filter(alice: Voice) -> None:
    await alice.says("/subscribe 한빛일보만 나룻배 밤 9시")
    done = await alice.hears("구독했어요")
    assert "키워드: 나룻배\n매체: 한빛일보" in done.text
    await alice.says("/watch 나룻배 단 한빛일보 것만")
    await alice.hears("«나룻배 + 언론사:한빛일보» 새 기사")
    await alice.says("/watch 나룻배 하나만")  # no paper
    await alice.hears("«나룻배 + 하나만» 새 기사")


async def test_an_end_asked_for_where_a_beginning_is_expected_is_an_end(alice: Voice) -> None:
    await alice.says("/subscribe 나룻배 8시")
    await alice.hears("구독했어요")
    await alice.says("/subscribe 나룻배 그만 보내")
    assert "나룻배" in (await alice.hears("그만 받을까요?")).text


async def test_quiet_hours_and_how_often_are_set_beside_words(alice: Voice, ann: Voice) -> None:
    await alice.says("/watch 나룻배 밤 11시부터 7시까지는 조용히, 시간당 2번")
    done = await alice.hears("«나룻배» 새 기사")
    assert "23:00부터 07:00까지" in done.text
    assert "한 시간에 2번까지" in done.text
    await alice.says("/watch 나룻배 22-6 방해금지")
    await alice.hears("22:00부터 06:00까지")
    await alice.says("/subscribe 8시 선장 23-7 무음")
    assert "23:00부터 07:00까지" in (await alice.hears("구독했어요")).text
    await ann.says("/watch ferry only between 9am and 6pm")
    assert "18:00 to 09:00" in (await ann.hears("«ferry»")).text
    await ann.says("/quiet")
    await ann.hears("18:00 to 09:00")


async def test_how_often_may_be_the_topic_and_is_kept_where_else_is_asked_about(
    alice: Voice, ann: Voice
) -> None:
    await alice.says("/watch 나룻배 시간당 4회")
    asked = await alice.hears("«시간당 4회»는 알림을 받을 횟수인가요")
    assert ["/watch 나룻배 시간당 4번까지", '/watch 나룻배 "시간당 4회"'] == asked.marked("code")
    await alice.presses("알림: 나룻배 시간당 4번까지", on=asked)
    assert "한 시간에 4번까지" in (await alice.hears("«나룻배» 새 기사")).text
    await alice.presses('알림: 나룻배 "시간당 4회"', on=asked)
    await alice.hears("«나룻배 + 시간당 4회» 새 기사")
    await ann.says("/watch 07:00 ferry at most 2 an hour, quiet 11pm to 7am")
    asked = await ann.hears("«07:00»")
    assert [
        "/subscribe 07:00 ferry quiet 23:00-07:00", "/watch ferry quiet 23:00-07:00 at most 2 an hour"
    ] == asked.marked("code")  # fmt: skip


async def test_what_is_refused_leaves_quiet_hours_and_how_often_as_they_were(alice: Voice) -> None:
    await alice.says("/watch -광고 23-7 조용히, 시간당 2번")
    await alice.hears()
    await alice.says("/quiet")
    await alice.hears("방해 금지 시간이 없어요")
    await alice.says("/watch")
    await alice.hears(f"한 시간에 {HOURLY}번까지")
    for hour in range(10):
        await alice.says(f"/subscribe {hour}시 나룻배")
        await alice.hears("구독했어요")
    await alice.says("/subscribe 11시 나룻배 23-7 무음")
    await alice.hears("10개까지")
    await alice.says("/quiet")
    await alice.hears("방해 금지 시간이 없어요")


async def test_a_night_is_asked_about_and_a_press_sets_its_hours(alice: Voice, ann: Voice) -> None:
    await alice.says("/watch 나룻배 밤에는 조용히")
    asked = await alice.hears("«밤에는 조용히»는 몇 시부터")
    assert ["/watch 나룻배 방해금지 23:00-07:00"] == asked.marked("code")
    await alice.says("/quiet")
    await alice.hears("방해 금지 시간이 없어요")
    await alice.presses("나룻배", on=asked)
    assert "23:00부터 07:00까지" in (await alice.hears("바로 알려")).text
    await ann.says("/subscribe 8am ferry but not at night")
    assert ["/subscribe 08:00 ferry quiet 23:00-07:00"] == (await ann.hears("«but not at night»")).marked(
        "code"
    )


async def test_so_many_hours_apart_within_a_stretch_of_the_day(alice: Voice) -> None:
    await alice.says("/subscribe 9시부터 18시까지 3시간마다 나룻배")
    done = await alice.hears("구독했어요")
    assert ["09:00", "12:00", "15:00", "18:00"] == sorted(label.split()[1] for label in done.labels)


async def test_a_zone_is_understood_and_shown(alice: Voice) -> None:
    await alice.says("/subscribe 8am New York")
    assert "(뉴욕 시간)" in (await alice.hears("구독했어요")).text
    await alice.says("/subscribe 07:00 UTC+3 나룻배")
    assert "(UTC+3)" in (await alice.hears("구독했어요")).text


async def test_for_a_channel_the_proposal_is_for_the_channel_too(house: House, alice: Voice) -> None:
    channel = Voice.into_channel(house.telegram, "나루 소식", alice, username="naru_sosik")
    await alice.says("/subscribe @naru_sosik 격주 나룻배")
    await alice.presses("08:00 월", on=await alice.hears("«격주»"))
    assert "나루 소식" in (await alice.hears("구독했어요")).text
    await channel.hears_nothing()


async def test_a_watch_that_says_when_is_asked_about(alice: Voice) -> None:
    await alice.says("/watch 07:00 나룻배")
    asked = await alice.hears("«07:00»")
    assert "/subscribe 07:00 나룻배" in asked.marked("code")
    assert "/watch 나룻배" in asked.marked("code")


async def test_a_month_that_has_no_such_day_is_spoken_of(alice: Voice, ann: Voice) -> None:
    await alice.says("/subscribe 매월 30일 9시 나룻배")
    done = await alice.hears("구독했어요")
    assert "매월 30일 09:00" in done.text
    assert "그 날짜가 없는 달에는 말일에" in done.text
    await alice.presses("설정", on=done)
    await alice.presses("요일", on=await alice.hears("다음 소식"))
    days = await alice.hears("매월 30일")
    await alice.presses("매월 1일", on=days)
    days = await alice.hears("매월 1일 09:00")
    assert {"✓ 매월 1일", "매월 말일", "월", "매일"} < set(days.labels)
    await alice.presses("수", on=days)
    assert "수 09:00" in (await alice.hears("수 09:00")).text
    await ann.says("/subscribe monthly on the last day 6pm ferry")
    assert "Monthly on the last day 18:00" in (await ann.hears("Subscribed")).text


async def test_a_day_that_is_over_is_no_subscription_and_a_press_keeps_the_rest(
    alice: Voice, ann: Voice
) -> None:
    await alice.says("/subscribe 지난주 나룻배")
    asked = await alice.hears("«지난주» 나온 기사는 구독할 수 없어요")
    assert "/subscribe 08:00 나룻배" in asked.marked("code")
    await alice.presses("구독: 08:00 나룻배", on=asked)
    await alice.hears("구독했어요")
    await ann.says("/watch yesterday ferry")
    asked = await ann.hears("«yesterday»")
    await ann.presses("Watch: ferry", on=asked)
    assert "«ferry»" in (await ann.hears("as soon as")).text


async def test_the_name_of_a_filter_without_its_colon_is_asked_about(alice: Voice) -> None:
    await alice.says("/subscribe 언론사 한빛일보 나룻배")
    await alice.presses("구독: 08:00 나룻배 신문:한빛일보", on=await alice.hears("조건인가요, 키워드인가요"))
    assert "한빛일보" in (await alice.hears("구독했어요")).text


async def test_off_ends_and_is_no_keyword(alice: Voice, ann: Voice) -> None:
    await alice.says("/subscribe 나룻배")
    await alice.hears("구독했어요")
    await alice.says("/subscribe 끄기")
    await alice.presses("구독 해지", on=await alice.hears("나룻배"))
    await alice.says("/watch 나룻배 -광고")
    assert "«나룻배 −광고»" in (await alice.hears("바로 알려")).text
    await alice.says("/watch 끄기")
    await alice.presses("✕ 나룻배 −광고", on=await alice.hears("누르면 지워요"))
    await ann.says("/watch off")
    assert "off" not in (await ann.hears()).labels


async def test_a_digest_is_chosen_by_its_words(alice: Voice) -> None:
    for words in ("07:00 나룻배", "08:00 선장", "09:00 요금", "10:00 안개"):
        await alice.says(f"/subscribe {words}")
        await alice.hears("구독했어요")
    await alice.says("/digest 안개")
    assert "10:00 · 안개" in (await alice.hears("새 소식이 없어요")).text
    assert [] == alice.unheard()
    await alice.says("/digest 등대")
    await alice.hears("«등대» 키워드로 받는 소식은 없어요")
    await alice.says("/digest")
    shown = [await alice.hears("새 소식이 없어요") for _ in range(3)]
    assert [True, False, False] == ["이렇게 생겼어요" in one.text for one in shown]
    assert ["매일 10:00 · 안개"] == (await alice.hears("1개 더 있어요")).labels
    await alice.says("/unsubscribe 안개")
    assert "안개" in (await alice.hears("그만 받")).text
