"""Digests end to end: asked for in Telegram, due by the clock, delivered over HTTP, whatever happens."""

from __future__ import annotations

from bot.delivery.hourly import WATCH_PAUSE
from tests.e2e.morning import NEWS, paper, voice
from tests.e2e.paper import Paper

__all__ = ["paper"]


# --- settings ---


async def test_everything_is_set_by_buttons(paper: Paper) -> None:
    alice = voice(paper)
    await alice.says("/subscribe")
    await alice.hears("구독했어요")
    await alice.presses("설정")
    panel = await alice.hears("다음 소식")
    for first, then, seen in (
        ("시각", "18:00", "매일 18:00"),
        ("요일", "평일", "평일 18:00"),
        ("시간대", "뉴욕", "(뉴욕 시간)"),
        ("기사 수", "20", "20개"),
    ):
        await alice.presses("돌아가기" if "◀ 돌아가기" in panel.labels else first, on=panel)
        panel = await alice.hears()
        if first in panel.labels:
            await alice.presses(first, on=panel)
            panel = await alice.hears()
        await alice.presses(then, on=panel)
        panel = await alice.hears()
        assert seen in panel.text
    for label, seen in (
        ("무음 알림", "무음 알림: 켬"),
        ("새 소식이 없어도 알림", "알림: 켬"),
        ("일시 중지", "일시 중지 중"),
    ):
        await alice.presses(label, on=panel)
        panel = await alice.hears()
        assert seen in panel.text
    (one,) = await paper.store.subscriptions.of_chat(alice.id)
    assert (True, True, True, 20) == (one.silent, one.when_empty, one.paused, one.count)
    assert ("America/New_York", {0, 1, 2, 3, 4}) == (one.slot.zone, one.slot.days)


async def test_single_days_are_toggled(paper: Paper) -> None:
    alice = voice(paper)
    await alice.says("/subscribe 08:00 월")
    await alice.hears("구독했어요")
    await alice.says("/subscriptions")
    panel = await alice.hears("월 08:00")
    await alice.presses("요일", on=panel)
    panel = await alice.hears()
    await alice.presses("수", on=panel)
    panel = await alice.hears()
    assert "월·수 08:00" in panel.text
    assert {"✓ 월", "✓ 수", "금"} < set(panel.labels)


async def test_words_papers_zone_and_time_are_written_as_a_reply(paper: Paper) -> None:
    alice = voice(paper)
    await alice.says("/subscribe")
    await alice.hears("구독했어요")
    for press, words, seen in (
        (("키워드",), "노면전차, 수온 -축구", "노면전차, 수온, −축구"),
        (("매체",), "2일보, 해온일보", "매체: 2일보, 해온일보"),
        (("시간대", "직접 입력"), "europe/paris", "(파리 시간)"),
        (("시각", "직접 입력"), "저녁 6시 반", "매일 18:30"),
    ):
        await alice.says("/subscriptions")
        panel = await alice.hears("다음 소식")
        for label in press[:-1]:
            await alice.presses(label, on=panel)
            panel = await alice.hears()
        await alice.presses(press[-1], on=panel)
        asked = await alice.hears("답장으로")
        await alice.says(words, reply_to=asked)
        assert seen in (await alice.hears()).text
    await alice.says("Nowhere/Land", reply_to=[h for h in alice.screen() if " z)" in h.text][-1])
    await alice.hears("시간대를 몰라요")
    (one,) = await paper.store.subscriptions.of_chat(alice.id)
    assert (("노면전차", "수온"), ("축구",), ("2일보", "해온일보")) == (
        one.wanted.include,
        one.wanted.exclude,
        one.wanted.papers,
    )


async def test_a_forged_button_changes_nothing(paper: Paper) -> None:
    alice, mallory = voice(paper), voice(paper, "말로리")
    await alice.says("/subscribe")
    await alice.hears("구독했어요")
    (one,) = await paper.store.subscriptions.of_chat(alice.id)
    await mallory.says("/start")
    hers = await mallory.hears()
    for data in (f"2dy:{one.id}", f"2ex:{one.id}:paused", f"2w:{one.id}:0", f"2dn:{one.id}"):
        answer = await mallory.presses_data(data, hers.id)
        assert "관리자만" in answer.text, data
    for data in (
        "2et:1:9999",
        "2e:999999999999999999999",
        "2dm:1:2",
        "2ex:-1:paused",
        "2dy:",
        f"2dm:{one.id}:0:0:0",
    ):
        answer = await mallory.presses_data(data, hers.id)
        assert answer.text, data
    assert [one] == await paper.store.subscriptions.of_chat(alice.id)


# --- the digest's own buttons ---


async def test_more_turns_the_pages_and_back(paper: Paper) -> None:
    alice = voice(paper)
    await alice.says("/subscribe")
    await alice.hears("구독했어요")
    titles = [f"{n}번째 소식이 나왔다" for n in range(1, 24)]
    await paper.publish(*titles)
    await paper.at(8)
    digest = await alice.hears("월요일 소식")
    assert "(주제 23개) 가운데 10개" in digest.text
    seen = list(digest.links)
    await alice.presses("더 보기", on=digest)
    for label in ("11–20 / 23", "21–23 / 23"):
        digest = await alice.hears(label)
        seen += list(digest.links)
        if "뒤 ▶" in digest.labels:
            await alice.presses("뒤", on=digest)
    assert sorted(titles) == sorted(seen), "each story once"
    await alice.presses("앞", on=digest)
    digest = await alice.hears("11–20 / 23")
    await alice.presses("앞", on=digest)
    assert seen[:10] == list((await alice.hears("가운데 10개")).links)


async def test_unsubscribing_from_the_digest(paper: Paper) -> None:
    alice = voice(paper)
    await alice.says("/subscribe 08:00 노면전차 “남쪽 바다”")
    await alice.hears("구독했어요")
    await paper.publish(*NEWS)
    await paper.at(8)
    digest = await alice.hears("월요일 소식")
    await alice.presses("구독 해지", on=digest)
    ask = await alice.hears("그만 받을까요")
    await alice.presses("그대로", on=ask)
    await alice.hears("그대로 둘게요")
    await alice.presses("구독 해지", on=digest)
    ask = await alice.hears("그만 받을까요")
    await alice.presses("구독 해지", on=ask)
    assert '/subscribe 08:00 노면전차 "남쪽 바다"' in (await alice.hears("보내지 않을게요")).text
    await paper.publish("노면전차 또 달린다")
    await paper.at(8, days=1)
    assert [] == alice.unheard()
    assert "이미 없는 구독" in (await alice.presses("설정", on=digest)).text
    await alice.says("/unsubscribe")
    await alice.hears("아직 없어요")


async def test_digest_shows_the_next_one_without_counting_it_as_told(paper: Paper) -> None:
    alice = voice(paper)
    await alice.says("/subscribe 08:00")
    await alice.hears("구독했어요")
    await alice.says("/digest")
    await alice.hears("아직 새 소식이 없어요")
    await paper.publish(*NEWS)
    await alice.says("/digest")
    assert {*NEWS} == set((await alice.hears("소식")).links)
    await paper.at(8)
    assert {*NEWS} == set((await alice.hears("소식")).links)


async def test_who_has_no_digest_sees_what_one_looks_like(paper: Paper) -> None:
    alice = voice(paper)
    await alice.says("/digest")
    sample = await alice.hears("이렇게 생겼어요")
    assert ["옛날 소식"] == list(sample.links)
    assert "/subscribe" in sample.text


async def test_an_empty_day_is_silent_or_one_quiet_line(paper: Paper) -> None:
    alice, bob = voice(paper), voice(paper, "밥")
    for one in (alice, bob):
        await one.says("/subscribe")
        await one.hears("구독했어요")
    await bob.says("/subscriptions")
    await bob.hears("다음 소식")
    await bob.presses("새 소식이 없어도 알림")
    await bob.hears("알림: 켬")
    await paper.at(8)
    assert [] == alice.unheard()
    await bob.hears("3월 2일 월요일 · 새 소식이 없어요")


# --- watches ---


async def test_a_watch_tells_at_once_and_is_removed_with_one_tap(paper: Paper) -> None:
    alice = voice(paper)
    await alice.says("/watch")
    await alice.hears("알림 키워드가 없어요")
    await alice.says("/watch 노면전차 달린다")
    await alice.hears("바로 알려 드릴게요")
    await alice.says("/watch 노면전차 달린다")
    await alice.hears("이미 알림을 받고 있는")
    await paper.publish(*NEWS)
    told = await alice.hears("새 기사")
    assert [NEWS[0]] == list(told.links)
    await paper.publish("노면전차 또 달린다")
    await paper.deliver()
    assert [] == alice.unheard()
    paper.clock.now += WATCH_PAUSE
    await paper.deliver()
    assert ["노면전차 또 달린다"] == list((await alice.hears("새 기사")).links)
    await alice.says("/watch")
    listed = await alice.hears("1개예요")
    answer = await alice.presses("✕", on=listed)
    assert "노면전차" in answer.text
    await alice.hears("알림 키워드가 없어요")
    paper.clock.now += WATCH_PAUSE
    await paper.publish("노면전차 자꾸 달린다")
    await paper.deliver()
    assert [] == alice.unheard()
