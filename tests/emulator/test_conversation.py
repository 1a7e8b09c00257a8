"""What the emulator lets through, as python-telegram-bot sees it."""

from __future__ import annotations

import asyncio
import io

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import ChatMigrated, Conflict, Forbidden, InvalidToken

from tests.dialog import Voice
from tests.emulator import Emulator

BUTTON = InlineKeyboardMarkup([[InlineKeyboardButton("▶", callback_data="next")]])


async def test_a_message_arrives_with_its_command_marked(telegram: Emulator, bot: Bot) -> None:
    alice = Voice.of(telegram, "앨리스")
    await alice.says("/search 네이버")

    (update,) = await bot.get_updates()

    assert update.message is not None
    assert "/search 네이버" == update.message.text
    assert {MessageEntity(MessageEntity.BOT_COMMAND, 0, 7): "/search"} == update.message.parse_entities()
    assert "ko" == update.message.from_user.language_code  # type: ignore[union-attr]


async def test_updates_come_again_until_they_are_confirmed(telegram: Emulator, bot: Bot) -> None:
    alice = Voice.of(telegram, "앨리스")
    await alice.says("하나")
    await alice.says("둘")
    first, second = await bot.get_updates()

    again = await bot.get_updates(offset=second.update_id)

    assert first.update_id + 1 == second.update_id
    assert [second] == list(again)
    assert () == await bot.get_updates(offset=second.update_id + 1)


async def test_long_polling_ends_with_the_first_update(telegram: Emulator, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.until(lambda: telegram.polls)
    await Voice.of(telegram, "앨리스").says("안녕")

    (update,) = await poll

    assert "안녕" == update.message.text  # type: ignore[union-attr]


async def test_only_wanted_kinds_of_update_come(telegram: Emulator, bot: Bot) -> None:
    alice = Voice.of(telegram, "앨리스")
    await bot.get_updates(allowed_updates=["my_chat_member"])
    await alice.says("안녕")
    await alice.blocks_the_bot()

    (update,) = await bot.get_updates()

    assert update.my_chat_member is not None
    assert "kicked" == update.my_chat_member.new_chat_member.status


async def test_two_pollers_conflict(telegram: Emulator, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.until(lambda: telegram.polls)
    async with Bot(telegram.token, base_url=f"{telegram.url}/bot") as rival:
        second = asyncio.create_task(rival.get_updates(timeout=30))

        with pytest.raises(Conflict):
            await first

        await Voice.of(telegram, "앨리스").says("안녕")
        assert 1 == len(await second)
    assert 409 == telegram.expect_refused("other getUpdates request")[0].code


async def test_a_poller_that_hung_up_is_no_conflict(telegram: Emulator, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.until(lambda: telegram.polls)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)

    assert () == await bot.get_updates()
    assert [] == telegram.violations


async def test_a_wrong_token_is_nobody(telegram: Emulator) -> None:
    stranger = Bot("1:wrong", base_url=f"{telegram.url}/bot")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()
    assert 401 == telegram.expect_refused("Unauthorized")[0].code


async def test_html_becomes_text_and_entities(telegram: Emulator, bot: Bot) -> None:
    alice = Voice.of(telegram, "앨리스")
    await alice.says("안녕")

    await bot.send_message(
        alice.id, '<b>🙂 네이버</b> &amp; <a href="https://news.example/1">기사</a>\n', parse_mode="HTML"
    )

    heard = await alice.hears()
    assert "🙂 네이버 & 기사" == heard.text
    assert ["🙂 네이버"] == heard.marked("bold")
    assert {"기사": "https://news.example/1"} == heard.links


async def test_a_pressed_button_is_answered_and_the_edit_is_heard(telegram: Emulator, bot: Bot) -> None:
    alice = Voice.of(telegram, "앨리스")
    await alice.says("안녕")
    await bot.send_message(alice.id, "1쪽", reply_markup=BUTTON)
    await alice.hears()

    async def answer() -> None:
        *_, update = await bot.get_updates(timeout=10, allowed_updates=["callback_query"])
        assert update.callback_query
        await update.callback_query.edit_message_text("2쪽")
        await update.callback_query.answer("넘겼어요")

    await bot.get_updates(offset=-1)
    answering = asyncio.create_task(answer())
    answered = await alice.presses("▶")
    await answering

    assert "넘겼어요" == answered.text
    heard = await alice.hears()
    assert ("edited", "2쪽", []) == (heard.what, heard.text, heard.labels)


async def test_a_document_goes_both_ways(telegram: Emulator, bot: Bot) -> None:
    alice = Voice.of(telegram, "앨리스")
    await alice.sends("기사.md", "# 제목".encode(), caption="/add", mime="text/markdown")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.document is not None

    file = await update.message.document.get_file()
    data = bytes(await file.download_as_bytearray())
    await bot.send_document(
        alice.id, InputFile(io.BytesIO(data), "다시.md"), caption="<b>받으세요</b>", parse_mode="HTML"
    )

    heard = await alice.hears()
    assert ("다시.md", "# 제목".encode()) == heard.file
    assert ["받으세요"] == heard.marked("bold")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("그냥 하는 말", False),
        ("/search 네이버", True),
        ("/search@sosik_bot 네이버", True),
        ("/search@other_bot 네이버", False),
        ("@sosik_bot 네이버", True),
        ("@other_bot 네이버", False),
    ],
)
async def test_privacy_mode_in_groups(telegram: Emulator, bot: Bot, text: str, told: bool) -> None:
    room = Voice.into_group(telegram, "편집국", Voice.of(telegram, "앨리스"))
    await room.says(text)

    assert told == bool(await bot.get_updates())


async def test_in_a_group_a_reply_to_the_bot_is_told(telegram: Emulator, bot: Bot) -> None:
    room = Voice.into_group(telegram, "편집국", Voice.of(telegram, "앨리스"))
    await bot.send_message(room.chat.id, "무엇을 찾을까요?")
    heard = await room.hears()
    await room.says("네이버", reply_to=heard)

    (update,) = await bot.get_updates()

    assert heard.id == update.message.reply_to_message.message_id  # type: ignore[union-attr]


async def test_an_administrator_bot_is_told_everything(telegram: Emulator, bot: Bot) -> None:
    room = Voice.into_group(telegram, "편집국", Voice.of(telegram, "앨리스"), bot="administrator")
    await room.says("그냥 하는 말")

    assert 1 == len(await bot.get_updates())


async def test_an_anonymous_administrator_is_the_group(telegram: Emulator, bot: Bot) -> None:
    alice = Voice.of(telegram, "앨리스")
    room = Voice.into_group(telegram, "편집국", alice, kind="supergroup")
    await alice.at(room, anonymous=True).says("/subscribe")

    (update,) = await bot.get_updates()

    assert "GroupAnonymousBot" == update.message.from_user.username  # type: ignore[union-attr]
    assert room.chat.id == update.message.sender_chat.id  # type: ignore[union-attr]


async def test_a_channel_post_has_no_user(telegram: Emulator, bot: Bot) -> None:
    channel = Voice.into_channel(telegram, "소식지", Voice.of(telegram, "앨리스"), "sosikji")
    await channel.says("/latest")

    (update,) = await bot.get_updates()
    await bot.send_message("@SosikJi", "최신 기사")

    assert update.channel_post is not None
    assert update.channel_post.from_user is None
    assert "최신 기사" == (await channel.hears()).text


async def test_topics_are_places_of_their_own(telegram: Emulator, bot: Bot) -> None:
    alice = Voice.of(telegram, "앨리스")
    forum = Voice.into_group(telegram, "광장", alice, kind="supergroup", forum=True)
    news, sport = forum.topics("뉴스", "운동")
    await news.says("/latest")
    (update,) = await bot.get_updates()
    assert update.message is not None

    await update.message.reply_text("기사", message_thread_id=update.message.message_thread_id)

    assert "기사" == (await news.hears()).text
    assert [] == sport.unheard()
    # every word in a topic is a reply to the topic's announcement
    assert update.message.reply_to_message.forum_topic_created  # type: ignore[union-attr]


async def test_menus_are_kept_by_scope_and_language(telegram: Emulator, bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("search", "기사 검색")])
    await bot.set_my_commands([("search", "Find")], scope=BotCommandScopeAllGroupChats(), language_code="en")

    expected = {("default", ""): [("search", "기사 검색")], ("all_group_chats", "en"): [("search", "Find")]}
    assert expected == telegram.world.menus


async def test_members_and_administrators(telegram: Emulator, bot: Bot) -> None:
    alice, bob = Voice.of(telegram, "앨리스"), Voice.of(telegram, "밥")
    room = Voice.into_group(telegram, "편집국", alice, bob)

    administrators = await bot.get_chat_administrators(room.chat.id)
    member = await bot.get_chat_member(room.chat.id, bob.id)

    assert [alice.id] == [a.user.id for a in administrators]
    assert "member" == member.status
    assert "편집국" == (await bot.get_chat(room.chat.id)).title


async def test_a_group_that_became_a_supergroup_says_where_it_went(telegram: Emulator, bot: Bot) -> None:
    room = Voice.into_group(telegram, "편집국", Voice.of(telegram, "앨리스"))
    new = telegram.people.upgrade(room.chat)
    joined, first, second = await bot.get_updates()

    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(room.chat.id, "안녕")

    assert new.id == joined.my_chat_member.chat.id  # type: ignore[union-attr]
    assert new.id == caught.value.new_chat_id == first.message.migrate_to_chat_id  # type: ignore[union-attr]
    assert room.chat.id == second.message.migrate_from_chat_id  # type: ignore[union-attr]
    telegram.expect_refused("upgraded to a supergroup")


async def test_coming_and_going_is_told(telegram: Emulator, bot: Bot) -> None:
    alice = Voice.of(telegram, "앨리스")
    room = Voice.into_group(telegram, "편집국", alice, bot="left")
    await room.adds_the_bot()
    await room.removes_the_bot()

    updates = await bot.get_updates()

    changes = [u.my_chat_member.new_chat_member.status for u in updates if u.my_chat_member]
    assert ["member", "kicked"] == changes
    with pytest.raises(Forbidden):
        await bot.send_message(room.chat.id, "안녕")
    telegram.expect_refused("bot was kicked from the group chat")


async def test_a_forwarded_channel_post_names_its_source(telegram: Emulator, bot: Bot) -> None:
    alice = Voice.of(telegram, "앨리스")
    channel = Voice.into_channel(telegram, "소식지", alice)
    post = await channel.says("제목\n본문")
    await alice.forwards(post)

    *_, update = await bot.get_updates()

    assert "소식지" == update.message.forward_origin.chat.title  # type: ignore[union-attr]


async def test_long_speech_is_cut_as_apps_do(telegram: Emulator, bot: Bot) -> None:
    await Voice.of(telegram, "앨리스").says("가" * 5000)

    assert [4096, 904] == [len(u.message.text) for u in await bot.get_updates()]  # type: ignore[union-attr, arg-type]


async def test_inline_questions_are_answered(telegram: Emulator, bot: Bot) -> None:
    alice = Voice.of(telegram, "앨리스")
    asking = asyncio.create_task(alice.asks_inline("네이버"))
    (update,) = await bot.get_updates(timeout=10)
    assert update.inline_query is not None

    article = {
        "type": "article", "id": "1", "title": "기사", "input_message_content": {"message_text": "본문"},
    }  # fmt: skip
    await bot.answer_inline_query(update.inline_query.id, [article])  # type: ignore[list-item]

    assert ["기사"] == [result["title"] for result in (await asking)["results"]]


async def test_a_reply_may_do_without_its_original(telegram: Emulator, bot: Bot) -> None:
    alice = Voice.of(telegram, "앨리스")
    await alice.says("안녕")

    await bot.send_message(
        alice.id, "응", reply_parameters=ReplyParameters(99, allow_sending_without_reply=True)
    )

    assert (await alice.hears()).replies_to is None
