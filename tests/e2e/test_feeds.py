"""Feeds and channels as editors have them: found, proved, polled, told of; in and out as a file."""

from __future__ import annotations

from datetime import timedelta

from bot.feeds.discovery import WELL_KNOWN
from bot.feeds.opml import read_opml
from tests.dialog import Voice
from tests.e2e.feed_room import Newsroom, room, until

__all__ = ["room"]


async def test_a_paper_is_found_proved_and_read(room: Newsroom) -> None:
    await room.owner.says(f"/feed {room.paper.url('/')}")
    proof = await room.owner.hears("한빛일보")
    assert room.paper.url("/rss.xml") in proof.text
    assert "4건" in proof.text
    assert 3 == proof.text.count("• ")
    assert ["구독", "취소"] == proof.labels
    assert [] == await room.feeds()
    await room.owner.presses("구독", on=proof)
    await room.owner.hears("구독했어요")
    await room.until_polled(1)
    assert 4 == len(room.desk.index)
    assert (room.desk.folder / "feeds" / "한빛일보").is_dir()
    await room.owner.says("나룻배")
    await room.owner.hears("나룻배를 늘린다")
    await room.owner.says(f"/feed {room.paper.url('/rss.xml')}")
    assert "이미 받고 있어요" in (await room.owner.hears("한빛일보")).text


async def test_what_is_published_since_is_in_the_next_mornings_digest(room: Newsroom) -> None:
    await room.subscribes()
    await room.owner.says("/subscribe 08:00")
    await room.owner.hears("구독했어요")
    await room.polls()
    room.paper.publish("한빛강에 얼음이 얼었다", "한빛강이 처음으로 얼었다고 한빛시가 밝혔다.")
    await room.polls()
    room.clock.ahead = timedelta(days=1)
    await room.desk.services.deliveries.deliver_due()
    await room.desk.services.deliveries.finished()
    digest = await room.owner.hears("한빛강에 얼음이 얼었다", timeout_s=20)
    assert "새 다리를 놓는다" not in digest.text  # the first poll was archive


async def test_a_feed_that_dies_is_told_once_and_heals(room: Newsroom) -> None:
    await room.subscribes()
    room.paper.plays["/rss.xml"] = "gone"
    await room.polls()
    room.desk.services.feeds.wake()
    assert "410" in (await room.owner.hears("멈췄어요")).text
    await room.owner.says("/feeds")
    await room.owner.hears("⛔ 1. 한빛일보")
    await room.owner.says("/status")
    await room.owner.hears("멈춤 1")
    del room.paper.plays["/rss.xml"]
    room.paper.publish("다시 나온다", "한빛일보가 다시 나온다.")
    await room.polls()
    room.desk.services.feeds.wake()
    await room.owner.hears("다시 잘 받고 있어요")


async def test_a_notice_that_telegram_did_not_take_comes_later(room: Newsroom) -> None:
    await room.subscribes()
    room.paper.plays["/rss.xml"] = "gone"
    fault = room.desk.telegram.refuse(502, "Bad Gateway", method="sendMessage", times=None)
    await room.polls()
    room.desk.services.feeds.wake()

    async def was_met() -> bool:
        return fault.met > 0

    await until(was_met)
    fault.withdraw()
    room.desk.services.feeds.wake()
    assert "410" in (await room.owner.hears("멈췄어요")).text


async def test_the_panel_pauses_shows_titles_sets_a_category_and_removes(room: Newsroom) -> None:
    await room.subscribes()
    await room.owner.says("/feeds")
    await room.owner.presses("1", on=await room.owner.hears("받는 곳 1곳"))
    panel = await room.owner.hears("잘 받고 있어요")
    assert ["지금 보기", "일시 중지", "제목만", "분야", "지우기", "◀ 목록"] == panel.labels
    await room.owner.presses("일시 중지", on=panel)
    panel = await room.owner.hears("일시 중지했어요")
    assert (await room.feeds())[0].paused
    await room.owner.presses("다시 받기", on=panel)
    await room.owner.presses("제목만", on=await room.owner.hears("잘 받고 있어요"))
    panel = await room.owner.hears("기사 글: 제목만")
    await room.owner.presses("분야", on=panel)
    await room.owner.presses("경제", on=await room.owner.hears("어느 분야"))
    panel = await room.owner.hears("분야: 경제")
    assert ("title", "경제") == ((await room.feeds())[0].shows, (await room.feeds())[0].category)
    await room.owner.presses("지우기", on=panel)
    await room.owner.presses("지우기", on=await room.owner.hears("지울까요"))
    await room.owner.hears("지웠어요")
    assert [] == await room.feeds()
    assert 4 == len(room.desk.index)


async def test_of_a_feed_only_what_matches_its_keywords_is_taken(room: Newsroom) -> None:
    await room.owner.says(f"/feed {room.paper.url('/rss.xml')} 나룻배 -도서관")
    proof = await room.owner.hears("나룻배 -도서관»에 맞는 기사만")
    assert "1건" in proof.text
    await room.owner.presses("구독", on=proof)
    await room.owner.hears("구독했어요")
    await room.until_polled(1)
    assert 1 == len(room.desk.index)
    await room.owner.says("/feeds 1 등대")
    await room.owner.hears("키워드: 등대")
    await room.owner.says("/feeds 1 모두")
    assert "키워드" not in (await room.owner.hears("잘 받고 있어요")).text
    assert "" == (await room.feeds())[0].query
    await room.owner.says("/feeds 1 -등대")
    await room.owner.hears("등대")
    assert "" == (await room.feeds())[0].query


async def test_now_is_looked_at_once_and_what_is_new_comes(room: Newsroom) -> None:
    await room.subscribes()
    await room.polls()
    room.paper.publish("한빛강에 얼음이 얼었다", "한빛강이 처음으로 얼었다고 한빛시가 밝혔다.")
    await room.owner.says("/feeds")
    await room.owner.presses("1", on=await room.owner.hears("받는 곳 1곳"))
    await room.owner.presses("지금 보기", on=await room.owner.hears("잘 받고 있어요"))

    async def is_there() -> bool:
        return bool(room.desk.found("얼음"))

    await until(is_there)


async def test_the_curated_list_is_turned_over(room: Newsroom) -> None:
    await room.owner.says("/feed")
    first = await room.owner.hears("골라도 돼요")
    onward = first.labels[-1]
    await room.owner.presses(onward, on=first)
    second = await room.owner.hears("골라도 돼요")
    assert 8 == len(set(first.labels[:8]) - set(second.labels))
    await room.owner.says("/feed 국민일보")
    named = await room.owner.hears("골라도 돼요")
    assert named.labels
    assert all(label.startswith("국민일보") for label in named.labels)


async def test_a_list_goes_out_and_comes_in(room: Newsroom) -> None:
    feed = await room.subscribes()
    await room.owner.says("/feeds opml")
    name, content = (await room.owner.hears()).file
    assert name.endswith(".opml")
    assert [(feed.address, "한빛일보")] == [(one.address, one.title) for one in read_opml(content)]
    await room.owner.sends(name, content)
    await room.owner.hears("이미 다 받고 있어요")
    await room.desk.store.feeds.remove(feed.id)
    await room.owner.sends(name, content)
    proof = await room.owner.hears("새로운 곳 1곳")
    await room.owner.presses("모두 구독", on=proof)
    await room.owner.hears("1곳을 구독했어요")
    await room.until_polled(1)
    assert 4 == len(room.desk.index)
    await room.owner.sends("목록.opml", b"<html>no list</html>")
    await room.owner.hears("OPML 파일이 아니에요")


async def test_a_channel_that_an_editor_leads_is_a_source(room: Newsroom) -> None:
    channel = Voice.into_channel(room.desk.telegram, "나루 소식", room.owner, username="naru_news")
    await channel.says("/feed here")
    await channel.hears("기사가 돼요")
    post = await channel.says("도담나루에 새 등대가 섰다\n등대는 밤마다 불을 켠다고 나루지기가 말했다.")

    async def is_there() -> bool:
        return bool(room.desk.found("등대"))

    await until(is_there)
    (article,) = [room.desk.index.article(one) for one in room.desk.found("등대")]
    assert article is not None
    assert ("도담나루에 새 등대가 섰다", "나루 소식") == (article.title, article.publisher)
    assert article.url.startswith("https://t.me/naru_news/")
    await channel.edits(post, "도담나루에 새 등대가 섰다\n등대는 새벽까지 불을 켠다고 나루지기가 말했다.")

    async def is_corrected() -> bool:
        return "새벽까지" in getattr(room.desk.index.article(article.id), "body", "")

    await until(is_corrected)
    assert 1 == len(room.desk.found("등대"))


async def test_a_channel_of_somebody_else_brings_nothing_in(room: Newsroom) -> None:
    stranger = Voice.of(room.desk.telegram, "낯선이")
    channel = Voice.into_channel(room.desk.telegram, "낯선 채널", stranger)
    await channel.says("/feed here")
    await channel.hears("편집자가 관리자인 채널")
    await channel.says("낯선 등대가 섰다\n아무도 모르는 등대다.")
    await stranger.says("/feeds")
    await stranger.hears()
    assert [] == await room.feeds()
    assert [] == room.desk.found("낯선 등대")


async def test_what_leads_to_no_feed_is_said(room: Newsroom) -> None:
    for known in WELL_KNOWN:
        room.paper.plays[known] = "missing"
    for path, said in (("/missing", "404"), ("/nofeed", "피드를 찾지 못했어요")):
        await room.owner.says(f"/feed {room.paper.url(path)}")
        await room.owner.hears(said)
    await room.owner.says("/feed")
    how = await room.owner.hears("주소를 함께 보내면")
    assert "국민일보" in how.labels
    stranger = Voice.of(room.desk.telegram, "손님")
    await stranger.says("/feed hanbit.example")
    await stranger.hears("편집자")


async def test_an_english_editor_is_spoken_to_in_english(room: Newsroom) -> None:
    ann = Voice.of(room.desk.telegram, "Ann", "en")
    ann.chat.started = True
    await room.owner.says(f"/editors add {ann.id}")
    await room.owner.hears()
    await ann.says(f"/feed {room.paper.url('/rss.xml')}")
    proof = await ann.hears("한빛일보")
    assert ["Subscribe", "Cancel"] == proof.labels
    await ann.presses("Subscribe", on=proof)
    await ann.hears("Subscribed to")
    await ann.says("/feeds")
    await ann.hears("1 source")


async def test_an_item_that_cannot_be_read_is_seen_by_rejected(room: Newsroom) -> None:
    room.paper.publish("", "")
    await room.subscribes()
    await room.owner.says("/rejected")
    assert (
        "한빛일보 · (제목 없음): 글에 제목도 내용도 없어요"
        in (await room.owner.hears("읽지 못한 기사 1건")).text
    )
