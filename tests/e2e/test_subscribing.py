"""Subscribing end to end, in each kind of chat: who may, where it goes, and that the news come there."""

from __future__ import annotations

from tests.dialog import Voice
from tests.e2e.morning import NEWS, paper, voice
from tests.e2e.paper import Paper

__all__ = ["paper"]


async def test_a_person_subscribes_and_gets_the_news_at_eight(paper: Paper) -> None:
    alice = voice(paper)
    await alice.says("/subscribe")
    said = await alice.hears("구독했어요")
    assert "오늘 08:00" in said.text
    assert ["설정", "지금 보기", "구독 해지"] == said.labels
    await paper.publish(*NEWS)
    await paper.at(7, 59)
    assert [] == alice.unheard()
    await paper.at(8)
    digest = await alice.hears("3월 2일 월요일 소식")
    assert "새 기사 2건 (주제 2개)" in digest.text
    assert {*NEWS} == set(digest.links)
    assert "옛날 소식" not in digest.text
    assert "노면전차 2호선 달린다고 2일보가 전했다." in digest.text, "a verbatim sentence"
    assert ["설정", "구독 해지"] == digest.labels
    await paper.at(8, 1)
    assert [] == alice.unheard(), "once"


async def test_english_is_spoken_to_who_speaks_it(paper: Paper) -> None:
    ann = voice(paper, "Ann", "en")
    await ann.says("/subscribe 7:45am weekdays 노면전차 -축구")
    said = await ann.hears("Subscribed")
    assert "Weekdays 07:45" in said.text
    assert "노면전차, −축구" in said.text
    await paper.publish(*NEWS)
    await paper.at(7, 45)
    digest = await ann.hears("News of Mon, 2 Mar")
    assert [NEWS[0]] == list(digest.links)


async def test_two_digests_with_different_words(paper: Paper) -> None:
    alice = voice(paper)
    for words in ("노면전차", "수온"):
        await alice.says(f"/subscribe 08:00 {words}")
        await alice.hears("구독했어요")
    await alice.says("/subscribe 08:00 수온")
    await alice.hears("이미 그렇게 받고 있어요")
    await paper.publish(*NEWS, "아무도 찾지 않는 소식")
    await paper.at(8)
    digests = [heard for heard in alice.unheard() if "월요일 소식" in heard.text]
    assert [[NEWS[0]], [NEWS[1]]] == [list(digest.links) for digest in digests]
    assert ["노면전차", "수온"] == [digest.marked("bold")[1] for digest in digests]


async def test_only_administrators_of_a_group_subscribe_it(paper: Paper) -> None:
    alice, bob = voice(paper), voice(paper, "밥")
    room = Voice.into_group(paper.telegram, "편집국", alice, bob)
    his = bob.at(room)
    await his.says("/subscribe@sosik_bot 08:00")
    await room.hears("관리자만")
    await room.says("/subscribe@sosik_bot 08:00")
    await room.hears("구독했어요")
    answer = await his.presses("설정")
    assert "관리자만" in answer.text
    await paper.publish(*NEWS)
    await paper.at(8)
    digest = await room.hears("월요일 소식")
    assert "관리자만" in (await his.presses("구독 해지", on=digest)).text
    assert 1 == len(await paper.store.subscriptions.of_chat(room.chat.id))


async def test_an_anonymous_administrator_is_one_and_a_channel_speaking_is_not(paper: Paper) -> None:
    alice = voice(paper)
    room = Voice.into_group(paper.telegram, "편집국", alice, kind="supergroup")
    await room.at(room, anonymous=True).says("/subscribe@sosik_bot 08:00")
    await room.hears("구독했어요")
    channel = Voice.into_channel(paper.telegram, "남의 채널", alice)
    paper.telegram.people.speak_as_channel(room.chat, channel.chat, "/subscribe@sosik_bot 09:00")
    await room.hears("관리자만")


async def test_a_forum_topic_is_its_own_place(paper: Paper) -> None:
    alice = voice(paper)
    room = Voice.into_group(paper.telegram, "포럼", alice, kind="supergroup", forum=True)
    trams, seas = room.topics("전차", "바다")
    await trams.says("/subscribe@sosik_bot 08:00 노면전차")
    await trams.hears("구독했어요")
    await seas.says("/subscribe@sosik_bot 08:00 수온")
    await seas.hears("구독했어요")
    await paper.publish(*NEWS)
    await paper.at(8)
    assert [NEWS[0]] == list((await trams.hears("월요일 소식")).links)
    assert [NEWS[1]] == list((await seas.hears("월요일 소식")).links)
    paper.telegram.people.delete_topic(room.chat, trams.topic or 0)
    await paper.publish("노면전차 또 달린다")
    await alice.says("/start")  # who never talked with the bot cannot be told anything by it
    await alice.hears()
    await paper.at(8, days=1)
    paper.telegram.expect_refused("thread not found")
    assert "주제가 없어져서" in (await alice.hears()).text
    general = room.at(room)
    assert ["노면전차 또 달린다"] == list([h for h in general.screen() if "화요일 소식" in h.text][-1].links)


async def test_a_channel_is_subscribed_from_a_private_chat_by_its_administrator(paper: Paper) -> None:
    alice, bob = voice(paper), voice(paper, "밥")
    channel = Voice.into_channel(paper.telegram, "해온 알림", alice, "haeon_news")
    await bob.says("/subscribe @haeon_news 08:00")
    await bob.hears("그 채널의 관리자만")
    await alice.says("/subscribe @nowhere_at_all")
    await alice.hears("찾지 못했어요")
    await alice.says("/subscribe @haeon_news 08:00 노면전차")
    assert "해온 알림 채널" in (await alice.hears("구독했어요")).text
    await paper.publish(*NEWS)
    await paper.at(8)
    digest = await channel.hears("월요일 소식")
    assert [NEWS[0]] == list(digest.links)
    assert [] == digest.labels, "readers of a channel change nothing"
    await alice.says("/subscriptions")
    await alice.presses("일시 중지", on=await alice.hears("다음 소식"))
    await alice.hears("일시 중지 중")
    await paper.publish("노면전차 또 달린다")
    await paper.at(8, days=1)
    assert [] == channel.unheard()
    paper.telegram.expect_refused("chat not found")


async def test_a_channel_where_the_bot_may_not_post_is_not_subscribed(paper: Paper) -> None:
    alice = voice(paper)
    Voice.into_channel(paper.telegram, "닫힌 채널", alice, "closed_news", bot="member")
    await alice.says("/subscribe @closed_news")
    await alice.hears("글을 올릴 수 없어요")
    paper.telegram.expect_refused("member list is inaccessible")
    await alice.says("/subscribe@sosik_bot")
    await alice.hears("구독했어요")


async def test_a_reply_to_a_question_of_ours_that_is_corrected_is_read_anew_and_not_searched_for(
    paper: Paper,
) -> None:
    alice = voice(paper)
    await alice.says("/subscribe")
    await alice.hears("구독했어요")
    await alice.says("/subscriptions")
    await alice.presses("키워드", on=await alice.hears("다음 소식"))
    written = await alice.says("노면전챠", reply_to=await alice.hears("답장으로"))
    assert "노면전챠" in (await alice.hears()).text
    await alice.edits(written, "노면전차")
    anew = await alice.hears()
    assert "노면전차" in anew.text
    assert "다음 소식" in anew.text
    (one,) = await paper.store.subscriptions.of_chat(alice.id)
    assert ("노면전차",) == one.wanted.include
