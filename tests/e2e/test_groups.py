"""Groups: whom the bot leaves alone, who may set it up, and where what it tells stands."""

from __future__ import annotations

import pytest

from tests.dialog import Voice
from tests.e2e.house import QUOTE, House
from tests.emulator import Wire

OTHER_BOT: Wire = {"id": 555_002, "is_bot": True, "first_name": "Other", "username": "other_bot"}
ASKED = (
    "/search@sosik_bot 나룻배",
    "@sosik_bot 나룻배",
    "@sosik_bot 나룻배 요금은 얼마야?",
    "/subscribe@sosik_bot",
    "/language@sosik_bot en",
)
MISQUOTED = QUOTE.replace("바라보는", "구경하는")
SETTINGS = ("/subscribe", "/watch 나룻배", "/quiet 23-7", "/language en", "/unsubscribe")


@pytest.mark.parametrize("asked", ASKED)
async def test_what_comes_from_the_linked_channel_or_another_bot_is_not_answered(
    house: House, alice: Voice, asked: str
) -> None:
    room = Voice.into_group(house.telegram, "독자방", alice, kind="supergroup", bot="administrator")
    channel = Voice.into_channel(house.telegram, "소식지", alice)
    people = house.telegram.people
    people.copy_into_discussion(room.chat, channel.chat, asked)
    people.add_members(room.chat, [OTHER_BOT])
    people.write(room.chat, OTHER_BOT, {"text": asked})
    await room.puts({"text": asked, "via_bot": OTHER_BOT})
    await room.puts({"text": asked, "via_bot": house.telegram.world.bot})  # its own, posted inline
    await room.hears_nothing()


async def test_a_reply_of_its_own_inline_post_to_the_bot_is_not_answered(house: House, alice: Voice) -> None:
    room = Voice.into_group(house.telegram, "독자방", alice)
    await room.says("/search 나룻배")
    found = await room.hears()
    await room.puts({"text": "나룻배 요금은 이천 원", "via_bot": house.telegram.world.bot}, reply_to=found)
    await room.hears_nothing()


@pytest.mark.parametrize("command", SETTINGS)
async def test_a_member_may_not_change_what_a_group_is_told(house: House, alice: Voice, command: str) -> None:
    bob = Voice.of(house.telegram, "밥")
    room = Voice.into_group(house.telegram, "독자방", alice, bob, kind="supergroup")
    said = await bob.at(room).says(command)
    heard = await room.hears("관리자")
    assert said["message_id"] == heard.replies_to
    await room.says("/subscriptions")
    assert "나룻배" not in (await room.hears()).text


async def test_an_anonymous_administrator_sets_it_up_in_a_topic_and_a_member_presses_in_vain(
    house: House, alice: Voice
) -> None:
    bob = Voice.of(house.telegram, "밥")
    room = Voice.into_group(house.telegram, "독자방", alice, bob, kind="supergroup", forum=True)
    (boss,) = alice.at(room, anonymous=True).topics("소식")
    said = await boss.says("/subscribe 18:00 나룻배")
    done = await boss.hears("구독했어요")
    assert (boss.topic, said["message_id"]) == (done.topic, done.replies_to)
    refused = await bob.at(room, topic=boss.topic).presses("구독 해지", on=done)
    assert refused.alert
    assert "관리자" in refused.text
    await boss.says("/subscriptions")
    assert "18:00" in (await boss.hears()).text


SET = {
    "ko": ("23:00", "나룻배", "구독했어요", "매일 18:00", "매일 07:30", "보내지 않을게요"),
    "en": ("23:00", "나룻배", "Subscribed", "Every day 18:00", "Every day 07:30", "Stopped"),
}


@pytest.mark.parametrize("language", SET)
async def test_an_anonymous_administrator_changes_every_setting(house: House, language: str) -> None:
    alice = Voice.of(house.telegram, "앨리스", language)
    room = Voice.into_group(house.telegram, "독자방", alice, kind="supergroup")
    boss = alice.at(room, anonymous=True)
    await boss.says(f"/language@sosik_bot {language}")
    await boss.hears({"ko": "언어", "en": "language"}[language])
    commands = (
        "/quiet@sosik_bot 23-7",
        "/watch@sosik_bot 나룻배",
        "/subscribe@sosik_bot 18:00",
        "/subscriptions@sosik_bot",
    )
    for command, told in zip(commands, SET[language], strict=False):
        await boss.says(command)
        heard = await boss.hears(told)
    await boss.presses({"ko": "시각", "en": "Time"}[language], on=heard)
    await boss.presses({"ko": "직접 입력", "en": "Type it"}[language], on=await boss.hears())
    question = await boss.hears("#")
    await boss.says("07:30", reply_to=question)
    await boss.hears(SET[language][4])
    await boss.says("/unsubscribe@sosik_bot")
    await boss.presses({"ko": "구독 해지", "en": "Unsubscribe"}[language], on=await boss.hears())
    await boss.hears(SET[language][5])


async def test_in_a_discussion_a_post_of_the_linked_channel_is_quoted_for_who_replies_to_it(
    house: House, alice: Voice
) -> None:
    room = Voice.into_group(house.telegram, "독자방", alice, kind="supergroup")
    channel = Voice.into_channel(house.telegram, "소식지", alice)
    post = house.telegram.people.copy_into_discussion(
        room.chat, channel.chat, "강은 건너는 사람의 것이라던데"
    )
    await room.says("/quote@sosik_bot", reply_to=post)
    assert post["message_id"] == (await room.hears(QUOTE)).replies_to, "at the very words"


async def test_only_administrators_see_the_settings_in_their_menu(house: House, alice: Voice) -> None:
    menus = house.telegram.world.menus
    seen = {
        scope: {name for name, _ in menu} for (scope, language), menu in menus.items() if language == "ko"
    }
    settings = {"subscribe", "subscriptions", "unsubscribe", "watch", "quiet", "language"}
    everyone = next(names for scope, names in seen.items() if "all_group_chats" in scope)
    administrators = next(names for scope, names in seen.items() if "all_chat_administrators" in scope)
    assert set() == settings & everyone
    assert settings <= administrators
    assert {"search", "quote", "ask"} <= everyone


async def test_a_subscription_of_a_channel_is_shown_with_its_name(house: House, alice: Voice) -> None:
    Voice.into_channel(house.telegram, "나루 소식지", alice, username="naru_news")
    await alice.says("/subscribe @naru_news 18:00 나룻배")
    await alice.hears("나루 소식지")
    await alice.says("/subscriptions")
    listed = await alice.hears("매일 18:00")
    assert listed.text.startswith("나루 소식지\n")
    await alice.presses("시각", on=listed)
    assert (await alice.hears()).text.startswith("나루 소식지\n")


async def test_a_watch_for_a_channel_is_not_taken_for_words(house: House, alice: Voice) -> None:
    await alice.says("/watch @naru_paper 나룻배 안개")
    assert "/subscribe @naru_paper 08:00 나룻배 안개" in (await alice.hears("채널에는")).text
    await alice.says("/watch")
    await alice.hears("알림 키워드가 없어요")


async def test_an_edited_command_is_said_not_to_be_obeyed_again(house: House, alice: Voice) -> None:
    said = await alice.says("/subscribe 08:00 나룻배")
    await alice.hears("구독했어요")
    await alice.edits(said, "/subscribe 09:00 나룻배")
    assert said["message_id"] == (await alice.hears("다시 실행하지 않아요")).replies_to
    await alice.edits(said, "/구독 09:30 나룻배")
    await alice.hears("다시 실행하지 않아요")
    await alice.says("/subscriptions")
    assert "09:" not in (await alice.hears("매일 08:00")).text


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ("/hlep", "/help", "이렇게 쓰시면 돼요"), ("/hlep", "/구독목록", "받는 소식이 아직 없어요"),
        ("/help", "/hepl", "이 명령을 보내려고"), ("/help", "/digest", "받는 소식이 아직 없어요"),
        ("/watch", "/privacy", "남겨"), ("/구독해쥐", "/구독해지", "받는 소식이 아직 없어요"),
    ],
)  # fmt: skip
async def test_an_edited_command_that_changes_nothing_is_answered_anew(
    alice: Voice, first: str, then: str, told: str
) -> None:
    said = await alice.says(first)
    await alice.hears()
    for typed in (then, f"{then} ", first, then):  # as often as more than its blanks is corrected
        await alice.edits(said, typed)
        if typed == then:
            assert said["message_id"] == (await alice.hears(told)).replies_to


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ("나룻배 요금", "@sosik_bot 나룻배 요금은 얼마야?", "이천 원"),
        ("나룻배", "/search@sosik_bot 나룻배", "«나룻배» 기사"),
        ("구독", "/subscribe@sosik_bot 8시 나룻배", "다시 실행하지 않아요"),
    ],
)  # fmt: skip
async def test_an_edit_that_newly_speaks_to_the_bot_is_answered_and_so_is_the_next(
    house: House, alice: Voice, first: str, then: str, told: str
) -> None:
    for rights in ("member", "administrator"):  # the bot sees all that is said, or only what is said to it
        room = Voice.into_group(house.telegram, "독자방", alice, kind="supergroup", bot=rights)
        said = await room.says(first)
        await room.hears_nothing()
        await room.edits(said, then)
        assert said["message_id"] == (await room.hears(told)).replies_to
        await room.edits(said, "@sosik_bot 나룻배는 누가 몰아?")
        await room.hears("나룻배는 누가 몰아?")
        await room.edits(said, "이제 아무것도 아니에요")
        await room.hears_nothing()


async def test_an_anonymous_administrator_who_edits_is_still_one(house: House, alice: Voice) -> None:
    room = Voice.into_group(house.telegram, "독자방", alice, kind="supergroup")
    boss = alice.at(room, anonymous=True)
    said = await boss.says("/subscriptions@sosik_bot")
    await boss.hears("받는 소식이 아직 없어요")
    await boss.edits(said, "/unsubscribe@sosik_bot")
    assert "관리자만" not in (await boss.hears()).text


async def test_a_command_to_the_bot_by_its_name_is_never_met_with_silence(house: House, alice: Voice) -> None:
    room = Voice.into_group(house.telegram, "독자방", alice, bot="administrator")
    await room.says("/roll")
    await room.says("/serach 나룻배")
    await room.says("/roll@other_bot")
    await room.hears_nothing()
    said = await room.says("/roll@sosik_bot")
    assert said["message_id"] == (await room.hears("모르는 명령이에요")).replies_to
    await room.says("/serach@sosik_bot 나룻배")
    await room.hears("«나룻배» 기사")
    said = await room.says("/subscrbe@sosik_bot 8시")
    assert "/subscribe 8시" in (await room.hears("이 명령을 보내려고")).text.split("\n")
    await room.says("/subscriptions")
    await room.hears("받는 소식이 아직 없어요")


async def test_a_setting_that_is_none_is_asked_for_again(house: House, alice: Voice) -> None:
    await alice.says("/subscribe 08:00 나룻배")
    await alice.presses("설정", on=await alice.hears("구독했어요"))
    panel = await alice.hears("다음 소식")
    await alice.presses("시각", on=panel)
    await alice.presses("직접 입력", on=await alice.hears())
    asked = await alice.hears("시각을")
    assert "키워드: 나룻배" in asked.text
    await alice.says("아침 일찍쯤", reply_to=asked)
    await alice.says("7시 반", reply_to=await alice.hears("«아침 일찍쯤»에서 시각을 읽지 못했어요"))
    panel = await alice.hears("매일 07:30")
    await alice.presses("매체", on=panel)
    assert "지금: 모든 매체" in (await alice.hears("매체를")).text


async def test_a_subscription_takes_the_outlets_that_a_search_would(house: House, alice: Voice) -> None:
    await alice.says("/subscribe 08:00 언론사:ㅎㅂㅇㅂ 나룻배")
    done = await alice.hears("구독했어요")
    assert "매체: 한빛일보" in done.text
    assert "찾지 못했어요" not in done.text
    await alice.presses("설정", on=done)
    await alice.presses("매체", on=await alice.hears("다음 소식"))
    await alice.says("ㅎㅂㅇㅂ, 새매체", reply_to=await alice.hears("지금: 한빛일보"))
    panel = await alice.hears("다음 소식")
    assert "매체: 한빛일보, 새매체" in panel.text, "there may be articles of it one day"
    assert "«새매체»라는 매체를 찾지 못했어요" in panel.text


async def test_what_is_only_like_an_outlet_is_not_kept_as_that_one(house: House, alice: Voice) -> None:
    await alice.says("/subscribe 08:00 언론사:한밭일보 나룻배")
    done = await alice.hears("구독했어요")
    assert "매체: 한밭일보" in done.text
    assert "«한빛일보»를 찾으셨다면" in done.text


@pytest.mark.parametrize("written", ["언론사:ㅎㅂㅇㅂ", "신문:gksqlcdlfqh", "from:ㅎㅂㅇㅂ", "papers:한빛"])
async def test_a_watch_takes_the_outlets_that_a_search_would(
    house: House, alice: Voice, written: str
) -> None:
    await alice.says(f"/watch 나룻배 {written}")
    done = await alice.hears("바로 알려 드릴게요")
    assert "언론사:한빛" in done.text
    assert "찾지 못했어요" not in done.text


@pytest.mark.parametrize(
    "command",
    [
        "/watch 나룻배 언론사:한빛일보, 파업",
        '/watch 나룻배 언론사:"한빛일보", 파업',
        "/watch 파업, 나룻배 언론사:한빛일보",
    ],
)
async def test_a_word_behind_the_comma_of_an_outlet_is_a_word(
    house: House, alice: Voice, command: str
) -> None:
    await alice.says(command)
    done = await alice.hears("바로 알려 드릴게요")
    assert {"나룻배 + 언론사:한빛일보", "파업 + 언론사:한빛일보"} == set(
        done.text.split("«")[1].split("»")[0].split(" / ")
    )
    assert "찾지 못했어요" not in done.text


async def test_a_word_behind_the_comma_of_an_outlet_is_a_word_of_a_subscription_too(alice: Voice) -> None:
    await alice.says("/subscribe 08:00 언론사:한빛일보, 파업, 나룻배")
    done = await alice.hears("구독했어요")
    assert "키워드: 파업, 나룻배" in done.text
    assert "매체: 한빛일보" in done.text


async def test_a_watch_on_an_outlet_that_is_none_says_so(house: House, alice: Voice) -> None:
    await alice.says("/watch 나룻배 언론사:없는신문")
    assert "«없는신문»이라는 매체를 찾지 못했어요" in (await alice.hears("바로 알려 드릴게요")).text


async def test_a_question_in_the_middle_of_talk_is_a_question(house: House, alice: Voice) -> None:
    room = Voice.into_group(house.telegram, "독자방", alice)
    await room.says("근데 @sosik_bot 나룻배 요금은 얼마로 정해졌어?")
    await room.hears("요금은 이천 원으로 정해졌다")


async def test_somebody_s_words_handed_on_are_looked_up(house: House, alice: Voice) -> None:
    bob = Voice.of(house.telegram, "밥")
    room = Voice.into_group(house.telegram, "남의 방", bob, bot="left")
    said = house.telegram.people.write(room.chat, room.person, {"text": MISQUOTED})
    await alice.forwards(said)
    told = await alice.hears("달라요")
    assert "구경하는 → 바라보는" in told.text
