"""Watches end to end: at once, but no more often than a chat wants to hear of them, and never in its quiet hours."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.delivery.hourly import WATCH_PAUSE
from bot.digests.subscription import HOURLY, MOST_WORDS
from tests.dialog import Voice
from tests.e2e.morning import paper, voice
from tests.e2e.paper import Paper

__all__ = ["paper"]

WORDS = ("노면전차", "나룻배", "방파제", "수온", "등대")


async def _watches(alice: Voice, *words: str) -> None:
    for word in words:
        await alice.says(f"/watch {word}")
        await alice.hears("바로 알려 드릴게요")


async def test_a_chat_hears_at_most_so_many_an_hour_and_is_told_when_it_is_held_back(paper: Paper) -> None:
    alice = voice(paper)
    await alice.says("/watch 시간당 2번")
    await alice.hears("한 시간에 2번까지")
    await _watches(alice, *WORDS[:4])
    await paper.publish(*(f"{word} 소식이 한빛에 왔다" for word in WORDS[:4]))
    await paper.deliver()
    first, second = await alice.hears("새 기사"), await alice.hears("새 기사")
    assert "한 시간에 2번까지" not in first.text
    assert "알림은 한 시간에 2번까지예요. 08:30까지 나오는 기사는 그 뒤에 모아서" in second.text
    assert [] == alice.unheard()
    await paper.publish("방파제 공사가 끝났다")  # while it is held back
    paper.clock.now += timedelta(minutes=59)
    await paper.deliver()
    assert [] == alice.unheard()
    paper.clock.now += timedelta(minutes=1)
    await paper.deliver()
    held = [await alice.hears("새 기사"), await alice.hears("새 기사")]
    assert {"방파제 소식이 한빛에 왔다", "방파제 공사가 끝났다", "수온 소식이 한빛에 왔다"} == {
        title for one in held for title in one.links
    }, "what was held back is told as one, and nothing is lost"
    assert [] == alice.unheard()


async def test_an_article_of_several_watches_is_one_message_that_names_them(paper: Paper) -> None:
    alice, bob = voice(paper), voice(paper, "밥")
    await _watches(alice, "노면전차", "나룻배", "등대")
    await _watches(bob, "나룻배")
    await paper.publish("노면전차와 나룻배가 만난다")
    await paper.deliver()
    told = await alice.hears("노면전차와 나룻배가 만난다")
    assert told.text.startswith("노면전차, 나룻배 새 기사")
    assert ["알림 끄기: 노면전차", "알림 끄기: 나룻배"] == told.labels
    assert [] == alice.unheard()
    assert (await bob.hears("노면전차와 나룻배가 만난다")).text.startswith("나룻배 새 기사")
    await alice.presses("알림 끄기: 나룻배", on=told)
    paper.clock.now += WATCH_PAUSE
    await paper.publish("나룻배에 등대 달았다", "등대 새 단장")
    await paper.deliver()
    told = await alice.hears("나룻배에 등대 달았다")
    assert told.text.startswith("등대 새 기사"), "the other one has ended"
    assert "등대 새 단장" in told.text


async def test_what_one_watch_told_another_of_the_place_does_not_tell_after_its_pause(paper: Paper) -> None:
    alice = voice(paper)
    await _watches(alice, "노면전차", "나룻배")
    await paper.publish("노면전차 첫 운행")
    await paper.deliver()
    await alice.hears("노면전차 첫 운행")
    paper.clock.now += WATCH_PAUSE / 2
    await paper.publish("나룻배와 노면전차 표가 하나로", "노면전차 기사 모집")
    await paper.deliver()
    assert (await alice.hears("나룻배와 노면전차 표가 하나로")).text.startswith("나룻배, 노면전차 새 기사")
    paper.clock.now += WATCH_PAUSE
    await paper.deliver()
    later = await alice.hears("노면전차 기사 모집")
    assert "나룻배와 노면전차 표가 하나로" not in later.text
    assert [] == alice.unheard()


async def test_others_hear_what_one_chat_holds_back(paper: Paper) -> None:
    alice, bob = voice(paper), voice(paper, "밥")
    await alice.says("/watch 한 시간에 1번")
    await alice.hears("한 시간에 1번까지")
    await _watches(alice, "노면전차", "나룻배")
    await _watches(bob, "노면전차", "나룻배")
    await paper.publish("노면전차 달린다", "나룻배 뜬다")
    await paper.deliver()
    await alice.hears("새 기사")
    assert [] == alice.unheard()
    assert 2 == len({(await bob.hears("새 기사")).text, (await bob.hears("새 기사")).text})


async def test_how_often_is_chosen_by_a_button_in_both_languages(paper: Paper) -> None:
    alice, ann = voice(paper), voice(paper, "Ann", "en")
    await _watches(alice, "노면전차")
    await alice.says("/watch")
    listed = await alice.hears(f"한 시간에 {HOURLY}번까지")
    assert [f"✓ 시간당 {HOURLY}번"] == [label for label in listed.labels if label.startswith("✓")]
    await alice.presses("시간당 3번", on=listed)
    assert "✓ 시간당 3번" in (await alice.hears("한 시간에 3번까지")).labels
    await ann.says("/watch 3 an hour")
    await ann.hears("At most 3 alerts an hour")
    await ann.says("/watch 0 an hour")
    await ann.hears("Choose between 1 and 60")


async def test_a_group_s_number_is_chosen_by_its_administrators(paper: Paper) -> None:
    alice, bob = voice(paper), voice(paper, "밥")
    room = Voice.into_group(paper.telegram, "편집국", alice, bob)
    his = bob.at(room)
    await room.says("/watch@sosik_bot 나룻배")
    await room.hears("바로 알려 드릴게요")
    await his.says("/watch@sosik_bot 시간당 1번")
    await room.hears("관리자만")
    await room.says("/watch@sosik_bot")
    listed = await room.hears(f"한 시간에 {HOURLY}번까지")
    assert "관리자만" in (await his.presses("시간당 1번", on=listed)).text
    await room.presses("시간당 20번", on=listed)
    await room.hears("한 시간에 20번까지")


async def test_a_burst_is_told_as_one(paper: Paper) -> None:
    alice = voice(paper)
    await _watches(alice, "나룻배")
    titles = [f"나룻배 {number}호 뜬다, {word} 앞에서" for number, word in enumerate(WORDS, 1)]
    await paper.publish("나룻배 첫 소식")
    await paper.deliver()
    await alice.hears("새 기사")
    for title in titles:
        await paper.publish(title)
        await paper.deliver()
    assert [] == alice.unheard()
    paper.clock.now += WATCH_PAUSE
    await paper.deliver()
    assert set(titles) == set((await alice.hears("새 기사")).links)
    assert [] == alice.unheard()


async def test_quiet_hours_hold_a_watch_back_until_they_end(paper: Paper) -> None:
    alice = voice(paper)
    await _watches(alice, "나룻배")
    await alice.says("/quiet 07:00-09:00")
    await alice.hears("07:00부터 09:00까지")
    await paper.publish("나룻배 뜬다")
    await paper.at(8, 59)
    assert [] == alice.unheard()
    await paper.publish("나룻배 선장 윤서린 돌아온다")
    await paper.at(9)
    assert {"나룻배 뜬다", "나룻배 선장 윤서린 돌아온다"} == set((await alice.hears("새 기사")).links)
    assert [] == alice.unheard()


async def test_quiet_days_hold_a_watch_back_until_they_are_over(paper: Paper) -> None:
    alice = voice(paper)
    await _watches(alice, "나룻배")
    await alice.says("월요일엔 알림 끄기")  # today
    await alice.hears("월요일 하루 종일")
    await paper.publish("나룻배 뜬다")
    await paper.at(23, 59)
    assert [] == alice.unheard()
    await paper.at(0, 1, days=1)
    assert "나룻배 뜬다" in (await alice.hears("새 기사")).links


@pytest.mark.parametrize("command", ["/watch", "/subscribe"])
async def test_two_hundred_keywords_are_the_most(paper: Paper, command: str) -> None:
    alice = voice(paper)
    await alice.says(f"{command} {' '.join(f'말{number}' for number in range(MOST_WORDS + 1))}")
    await alice.hears(f"{MOST_WORDS}개까지")
    await alice.says(f"{command} {' '.join(f'말{number}' for number in range(MOST_WORDS))}")
    await alice.hears("말0")


async def test_where_there_is_nothing_new_an_example_of_the_last_day_is_shown(paper: Paper) -> None:
    alice = voice(paper)
    await alice.says("/digest")
    sample = await alice.hears()
    assert "옛날 소식" in sample.text
    await alice.says("/subscribe 08:00")
    await alice.hears("구독했어요")
    await paper.at(8, days=2)
    await alice.says("/digest")
    shown = await alice.hears("다음 소식")
    assert "옛날 소식" in shown.text, "an example where there is nothing new"
    await alice.says("/subscribe 09:00 잠수함")
    await alice.hears("구독했어요")
    await alice.presses("지금 보기")
    assert "옛날 소식" not in (await alice.hears("다음 소식")).text, "no example of what nobody asked for"


async def test_either_of_two_is_watched_by_two(paper: Paper) -> None:
    alice = voice(paper)
    await alice.says("/watch 나룻배 or 등대")
    await alice.hears("«나룻배 / 등대» 새 기사")
    await alice.says("/watch")
    listed = await alice.hears("한 시간에")
    assert {"✕ 나룻배", "✕ 등대"} <= set(listed.labels)
