"""Groups, topics and channels."""

from __future__ import annotations

import pytest

from tests.dialog import Voice
from tests.e2e.house import QUOTE, House


async def test_in_a_group_a_command_is_answered_as_a_reply(house: House, alice: Voice) -> None:
    room = Voice.into_group(house.telegram, "편집국", alice)
    said = await room.says("/search@sosik_bot 나룻배")
    heard = await room.hears()
    assert "나룻배" in heard.text
    assert said["message_id"] == heard.replies_to


async def test_in_a_group_pages_are_turned_by_anybody(house: House, alice: Voice) -> None:
    bob = Voice.of(house.telegram, "밥")
    room = Voice.into_group(house.telegram, "편집국", alice, bob, kind="supergroup")
    await room.says("/search 나룻배")
    first = await room.hears()
    await bob.at(room).presses("▶")
    second = await room.hears()
    assert "edited" == second.what
    assert set(first.links.values()).isdisjoint(second.links.values())


async def test_in_a_group_bare_words_are_left_alone(house: House, alice: Voice) -> None:
    room = Voice.into_group(house.telegram, "편집국", alice)
    await room.says("나룻배 이야기 들었어?")
    await room.hears_nothing()


async def test_an_administrator_bot_leaves_bare_words_alone_too(house: House, alice: Voice) -> None:
    room = Voice.into_group(house.telegram, "편집국", alice, bot="administrator")
    await room.says("나룻배 이야기 들었어?")
    await room.says("/dance")
    await room.says("/search@other_bot 나룻배")
    await room.hears_nothing()


async def test_in_a_group_a_mention_is_a_search(house: House, alice: Voice) -> None:
    room = Voice.into_group(house.telegram, "편집국", alice)
    await room.says("@sosik_bot 나룻배 안개")
    assert "안개" in (await room.hears()).text


async def test_in_a_group_a_reply_to_the_bot_is_a_search(house: House, alice: Voice) -> None:
    room = Voice.into_group(house.telegram, "편집국", alice)
    await room.says("/search 나룻배")
    heard = await room.hears()
    await room.says("야간 운항", reply_to=heard)
    assert "야간 운항" in (await room.hears()).text


async def test_in_a_group_somebody_s_words_are_quoted(house: House, alice: Voice) -> None:
    bob = Voice.of(house.telegram, "밥")
    room = Voice.into_group(house.telegram, "편집국", alice, bob, kind="supergroup")
    said = await bob.at(room).says("강은 건너는 사람의 것이라던데")
    await room.says("/quote", reply_to=said)  # a reply in a supergroup has a thread id that is no topic
    assert QUOTE in (await room.hears()).text


async def test_in_a_topic_the_answer_stays_in_it(house: House, alice: Voice) -> None:
    forum = Voice.into_group(house.telegram, "광장", alice, kind="supergroup", forum=True)
    (news,) = forum.topics("뉴스")
    await news.says("/search 나룻배")
    assert news.topic == (await news.hears()).topic
    await news.presses("▶")
    assert "edited" == (await news.hears()).what


async def test_in_the_general_topic_the_answer_stays_there(house: House, alice: Voice) -> None:
    forum = Voice.into_group(house.telegram, "광장", alice, kind="supergroup", forum=True)
    await forum.says("/latest")
    assert (await forum.hears()).topic is None


async def test_in_a_topic_a_bare_quote_does_not_take_the_topic_for_a_reply(
    house: House, alice: Voice
) -> None:
    forum = Voice.into_group(house.telegram, "광장", alice, kind="supergroup", forum=True)
    (news,) = forum.topics("뉴스")
    await news.says("/quote")
    assert "/quote" in (await news.hears()).text


async def test_an_anonymous_administrator_is_answered(house: House, alice: Voice) -> None:
    room = Voice.into_group(house.telegram, "편집국", alice, kind="supergroup")
    await alice.at(room, anonymous=True).says("/search 나룻배")
    assert "나룻배" in (await room.hears()).text


async def test_a_command_in_a_channel_is_answered_there(house: House, alice: Voice) -> None:
    channel = Voice.into_channel(house.telegram, "소식지", alice)
    await channel.says("/latest")
    assert (await channel.hears()).links


async def test_coming_and_going_is_taken_calmly(house: House, alice: Voice) -> None:
    room = Voice.into_group(house.telegram, "편집국", alice, bot="left")
    await room.adds_the_bot()
    await room.hears("안녕하세요")  # a greeting that is on its way would meet a closed door
    await room.removes_the_bot()
    await alice.says("/start")
    await alice.hears()
    await alice.blocks_the_bot()
    await alice.unblocks_the_bot()
    await alice.says("/search 나룻배")
    assert "나룻배" in (await alice.hears()).text


@pytest.mark.parametrize("is_known", [True, False])
async def test_a_group_that_becomes_a_supergroup_is_not_greeted_as_a_new_one(
    house: House, alice: Voice, is_known: bool
) -> None:
    room = Voice.into_group(house.telegram, "편집국", alice, bot="left" if is_known else "member")
    if is_known:
        await room.adds_the_bot()
        await room.hears("안녕하세요")
    else:  # it was added while nobody was there
        await room.says("/subscribe@sosik_bot 08:00")
        await room.hears("구독했어요")
    moved = Voice(house.telegram, alice.user, house.telegram.people.upgrade(room.chat))
    added = Voice.into_group(house.telegram, "새 방", alice, kind="supergroup", bot="left")
    await added.adds_the_bot()
    await added.hears("안녕하세요")
    await moved.hears_nothing()


async def test_the_bot_s_name_alone_under_somebody_s_words_checks_them(house: House, alice: Voice) -> None:
    room = Voice.into_group(house.telegram, "편집국", alice)
    claim = await room.says("시장이 강은 건너는 사람의 것이지 구경하는 사람의 것이 아니라던데")
    await room.says("@sosik_bot", reply_to=claim)
    checked = await room.hears("구경하는 → 바라보는")
    assert claim["message_id"] == checked.replies_to, "at the very words"
    few = await room.says("나룻배 겨울 시간표")
    await room.says("@sosik_bot", reply_to=few)
    assert "기사 1건" in (await room.hears()).text


async def test_start_in_a_group_promises_what_works_in_one(house: House, alice: Voice) -> None:
    room = Voice.into_group(house.telegram, "편집국", alice)
    await room.says("/start@sosik_bot")
    said = (await room.hears()).text
    assert "그냥 보내" not in said
    assert "/ask" in said


async def test_what_is_told_with_quotation_marks_and_is_nobody_s_is_said_so(alice: Voice) -> None:
    await alice.says('윤서린이 "강은 아무나 건너면 위험하니 다리를 놓자"라고 했대')
    assert "비슷한 발언을 기사에서 찾지 못했어요" in (await alice.hears()).text


@pytest.mark.parametrize("asked", ["사실이야?", "진짜?", "맞아?", "누가 한 말이야?"])
async def test_whether_somebody_said_what_nobody_did_is_no_question_for_an_answer(
    alice: Voice, asked: str
) -> None:
    await alice.says(f'시장이 "강은 누구의 것도 아니라 물고기의 것이다"라고 말했다던데 {asked}')
    assert "비슷한 발언을 기사에서 찾지 못했어요" in (await alice.hears()).text


async def test_what_is_retold_without_quotation_marks_is_checked(house: House, alice: Voice) -> None:
    told = await alice.says("시장이 강은 건너는 사람의 것이지 구경하는 사람의 것이 아니라고 했다던데 진짜야?")
    checked = await alice.hears("구경하는 → 바라보는")
    assert told["message_id"] == checked.replies_to, "at the very words"
    assert "구경하는" == checked.wire["quote"]["text"]
    await alice.says("시장이 나룻배를 하늘로 띄우겠다고 했대")
    assert "비슷한 발언" not in (await alice.hears()).text


async def test_where_words_are_missing_the_answer_points_at_all_that_was_quoted(alice: Voice) -> None:
    told = await alice.says('시장이 "강은 건너는 사람의 것이지 바라보는 것이 아닙니다"라고 했대')
    checked = await alice.hears("(빠진 말) → 사람의")
    assert told["message_id"] == checked.replies_to
    assert "강은 건너는 사람의 것이지 바라보는 것이 아닙니다" == checked.wire["quote"]["text"]


@pytest.mark.parametrize(
    "told",
    ["교수가 강은 건너는 사람의 것이지 바라보는 사람의 것이 아니라고 했대", "교수가 “{quote}”라고 했대"],
)
async def test_words_told_of_another_than_who_said_them_are_said_to_be_so(
    house: House, alice: Voice, told: str
) -> None:
    bob = Voice.of(house.telegram, "밥")
    room = Voice.into_group(house.telegram, "편집국", alice, bob, kind="supergroup")
    claim = await bob.at(room).says(told.format(quote=QUOTE))
    await room.says("/quote@sosik_bot", reply_to=claim)
    heard = await room.hears(QUOTE)
    assert "교수가 아니라 윤서린 시장의 말로" in heard.text
    assert claim["message_id"] == heard.replies_to


async def test_words_told_of_who_said_them_are_not_said_to_be_another_s(house: House, alice: Voice) -> None:
    for told in ("시장이", "어제 시장이", "윤서린 시장이", "윤 시장이"):
        await alice.says(f"{told} “{QUOTE}”라고 했대")
        assert "아니라 윤서린" not in (await alice.hears(QUOTE)).text
