"""Searching and quoting as dialogues."""

from __future__ import annotations

from dataclasses import replace
from unicodedata import normalize

import pytest

from bot.entrypoints.terminal.loopback import BOT_USERNAME
from bot.entrypoints.terminal.transcript import Json, Shown
from tests.entrypoints.telegram.stage import ANN, CHANNEL, GROUP, MINSU, Stage
from tests.fakes import FakeIndex, some_articles


def forth(page: Shown) -> str:
    """What the button to the next page brings back."""
    (button,) = [one for one in page.buttons if "▶" in one["text"]]
    return str(button["callback_data"])


async def test_a_search_shows_five_articles_with_links_and_matched_words_in_bold(stage: Stage) -> None:
    (page,) = await stage.says(MINSU, "/search 로봇")
    links = [span for span in page.flat.spans if span.kind == "a"]
    assert [f"https://news.haeon.example/{n}" for n in (12, 11, 10, 9, 8)] == [link.url for link in links]
    bold = {page.text[span.start : span.end] for span in page.flat.spans if span.kind == "b"}
    assert {"로봇"} == bold
    assert "«로봇» 기사 12건 1–5" in page.text
    assert "해온일보 · 2026.3.13. 14:38" in page.text


async def test_pages_are_turned_forth_and_back(stage: Stage) -> None:
    (page,) = await stage.says(MINSU, "/search 로봇")
    (second,) = await stage.presses(MINSU, page, "▶")
    assert second.edited
    assert page.message_id == second.message_id
    assert "6. 해온테크, 7번째" in second.text
    (third,) = await stage.presses(MINSU, second, "▶")
    assert ["11", "12", "◀ 이전"] == [button["text"] for button in third.buttons]
    assert "11–12" in third.text
    (again,) = await stage.presses(MINSU, third, "◀")
    assert second.text == again.text


async def test_pages_still_turn_after_a_restart_and_by_anyone_in_a_group(stage: Stage) -> None:
    (page,) = await stage.says(MINSU, f"/search@{BOT_USERNAME} 로봇", GROUP)
    await stage.restart()
    (second,) = await stage.presses(ANN, page, "▶")
    assert "«로봇» 기사 12건 6–10" in second.text  # in the language of the message, not of who presses


async def test_callback_data_fits_its_64_bytes_whatever_is_searched(stage: Stage) -> None:
    (page,) = await stage.says(MINSU, "/search 로봇 " + "하이퍼클로바 " * 60)
    assert all(len(button["callback_data"].encode()) <= 64 for button in page.buttons)


async def test_a_button_pressed_twice_is_answered_and_changes_nothing(stage: Stage) -> None:
    (page,) = await stage.says(MINSU, "/search 로봇")
    data = forth(page)
    assert len(await stage.press(MINSU, page, data)) == 1
    assert [] == await stage.press(MINSU, page, data)


async def test_a_button_whose_query_is_forgotten_says_so(stage: Stage) -> None:
    (page,) = await stage.says(MINSU, "/search 로봇")
    stage.queries.texts.clear()
    (notice,) = await stage.presses(MINSU, page, "▶")
    assert notice.notice
    assert "다시 찾아 주세요" in notice.text


@pytest.mark.parametrize(
    "data",
    [
        "",
        "?",
        "2s:",
        "2s",
        "2s:1",
        "2s:1:x:ko",
        "2s:-1:0:ko",
        "2s:1:0:xx",
        "2q:1:99999999999:ko",
        "2l:٣:ko",
        "2z:1:2",
        "2s:1:2:3:ko",
    ],
)
async def test_a_button_that_is_not_ours_is_declined(stage: Stage, data: str) -> None:
    (page,) = await stage.says(MINSU, "/search 로봇")
    (notice,) = await stage.press(MINSU, page, data)
    assert notice.notice
    assert "이 버튼은 이제 쓰이지 않아요" in notice.text


async def test_a_button_of_an_earlier_version_is_out_of_date(stage: Stage) -> None:
    (page,) = await stage.says(MINSU, "/search 로봇")
    (notice,) = await stage.press(MINSU, page, "s:1:5:ko")
    assert notice.notice
    assert "오래된 버튼이라서" in notice.text


async def test_a_corpus_that_shrank_shows_its_last_page(stage: Stage) -> None:
    (page,) = await stage.says(MINSU, "/search 로봇")
    stage.index.remove([f"900_{number:04}" for number in range(1, 10)])
    (last,) = await stage.presses(MINSU, page, "▶")
    assert "1. 해온테크, 12번째" in last.text
    assert ["1", "2", "3"] == [button["text"] for button in last.buttons][:3]


async def test_words_alone_search_in_private_and_are_ignored_in_a_group(stage: Stage) -> None:
    (page,) = await stage.says(MINSU, "로봇 7호")
    assert "«로봇 7호»" in page.text
    assert [] == await stage.says(MINSU, "로봇 7호", GROUP)


async def test_in_a_group_a_mention_or_a_reply_to_the_bot_searches(stage: Stage) -> None:
    (page,) = await stage.says(MINSU, f"@{BOT_USERNAME} 로봇", GROUP)
    assert "«로봇» 기사" in page.text
    assert page.reply_to is not None
    (reply,) = await stage.says(ANN, "물결", GROUP, reply_to=page.message_id)
    assert "«물결»: 1–5 of 12" in reply.text


async def test_a_command_for_another_bot_is_left_to_it(stage: Stage) -> None:
    assert [] == await stage.says(MINSU, "/search@other_bot 로봇", GROUP)
    assert [] == await stage.says(MINSU, "/검색@other_bot 로봇", GROUP)
    assert [] == await stage.says(MINSU, "/weather 해온", GROUP)


@pytest.mark.parametrize(
    "said",
    ["/검색 로봇", "/찾기 로봇", "/SEARCH 로봇", "/search\n로봇", normalize("NFD", "/검색") + " 로봇"],
)
async def test_a_command_is_known_by_its_korean_name_and_in_any_writing(stage: Stage, said: str) -> None:
    (page,) = await stage.says(MINSU, said)
    assert "«로봇» 기사" in page.text


async def test_an_answer_stays_in_its_topic(stage: Stage) -> None:
    (page,) = await stage.says(MINSU, "/search 로봇", GROUP, thread_id=42)
    assert page.thread_id == 42


async def test_a_command_in_a_channel_is_answered_in_korean(stage: Stage) -> None:
    (page,) = await stage.says(ANN, "/search 로봇", CHANNEL)
    assert "«로봇» 기사 12건" in page.text


async def test_an_anonymous_administrator_is_answered(stage: Stage) -> None:
    update = stage.network.says(MINSU, "/quote 로봇", GROUP)
    update["message"] |= {
        "from": {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"},
        "sender_chat": GROUP.json,
    }
    (shown,) = await stage.update(update)
    assert "“로봇 12호는 사람 곁에서 일한다”" in shown.text


def edited(update: Json, text: str) -> Json:
    """The update that tells of an edit of the message in *update*."""
    return {
        "update_id": update["update_id"] + 1_000,
        "edited_message": {**update["message"], "text": text, "edit_date": 1_800_000_000},
    }


@pytest.mark.parametrize(("first", "then"), [("/search 로봇", "/search 물결"), ("로봇", "물결")])
async def test_a_corrected_question_is_answered_anew_as_a_reply(stage: Stage, first: str, then: str) -> None:
    update = stage.network.says(MINSU, first)
    await stage.update(update)
    (anew,) = await stage.update(edited(update, then))
    assert "«물결» 기사" in anew.text
    assert update["message"]["message_id"] == anew.reply_to
    assert [] == await stage.update(edited(update, then)), "Telegram tells of a preview, too"


async def test_an_edit_of_what_was_not_answered_is_left_alone_and_one_of_a_command_is_answered(
    stage: Stage,
) -> None:
    update = stage.network.says(MINSU, "/search 로봇")
    assert [] == await stage.update(edited(update, "/search 물결"))
    update = stage.network.says(MINSU, "/help")
    await stage.update(update)
    (told,) = await stage.update(edited(update, "/start"))
    assert "안녕하세요" in told.text
    assert update["message"]["message_id"] == told.reply_to
    update = stage.network.says(MINSU, "로봇", GROUP)
    assert [] == await stage.update(update)
    assert [] == await stage.update(edited(update, "물결"))


async def test_nothing_found_offers_the_newest(stage: Stage) -> None:
    (nothing,) = await stage.says(MINSU, "/search 도롱뇽")
    assert "«도롱뇽»에 맞는 기사를 찾지 못했어요" in nothing.text
    (newest,) = await stage.presses(MINSU, nothing, "최신 기사 보기")
    assert "1. 해온테크, 12번째" in newest.text


async def test_nothing_found_offers_the_mended_words_as_a_button(stage: Stage) -> None:
    stage.index.corrections["도룡뇽"] = "도롱뇽"
    (nothing,) = await stage.says(MINSU, "/search 도룡뇽")
    assert "혹시 «도롱뇽»?" == nothing.buttons[0]["text"]


async def test_what_was_mended_is_said_above_the_hits(stage: Stage) -> None:
    (page,) = await stage.says(MINSU, "/search 로붓")
    assert page.text.startswith("«로봇»으로 찾은 결과예요.\n«로봇» 기사 12건")


async def test_a_reader_in_another_language_is_answered_in_english(stage: Stage) -> None:
    (page,) = await stage.says(ANN, "로봇")
    assert "«로봇»: 1–5 of 12" in page.text
    assert "해온일보 · 13 Mar 2026, 14:38 KST" in page.text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/search", "무엇을 찾을까요?"),
        ("/quote", "어떤 말을 찾을까요?"),
        ("/search ???", "찾을 키워드가 없어요"),
        ("로봇" * 2_500, "500자 안으로 줄여 주세요"),
        ("/quote " + "로봇" * 2_500, "500자 안으로 줄여 주세요"),
        ("/nosuch", "모르는 명령이에요"),
        ("/nosuch 로봇", "모르는 명령이에요"),
    ],
)
async def test_what_cannot_be_done_is_said_with_what_to_do(stage: Stage, said: str, answer: str) -> None:
    (shown,) = await stage.says(MINSU, said)
    assert answer in shown.text
    assert [] == shown.buttons


async def test_a_picture_is_answered_with_what_to_send_instead(stage: Stage) -> None:
    update = stage.network.says(MINSU, "그림")
    del update["message"]["text"], update["message"]["entities"]
    update["message"]["photo"] = []
    (shown,) = await stage.update(update)
    assert "글로 보내 주시면" in shown.text


async def test_a_quote_is_verbatim_with_speaker_paper_date_and_a_copy_button(stage: Stage) -> None:
    (shown,) = await stage.says(MINSU, "/quote 사람 곁에서")
    (block,) = [span for span in shown.flat.spans if span.kind == "blockquote"]
    assert "“로봇 12호는 사람 곁에서 일한다”" == shown.text[block.start : block.end]
    assert "— 한가람 해온테크 대표" in shown.text
    assert "해온일보 · 2026.3.13. 14:38" in shown.text
    (copied,) = [button["copy_text"] for button in shown.buttons if "copy_text" in button]
    assert {"text": "“로봇 12호는 사람 곁에서 일한다”"} == copied


async def test_quotes_are_leafed_through_one_at_a_time(stage: Stage) -> None:
    (first,) = await stage.says(MINSU, "/quote 로봇")
    assert "1/10" in first.text
    (second,) = await stage.presses(MINSU, first, "▶")
    assert "2/10" in second.text
    assert "11호" in second.text
    (back,) = await stage.presses(MINSU, second, "◀")
    assert first.text == back.text


async def test_a_reply_quotes_the_message_replied_to_unless_words_are_given(stage: Stage) -> None:
    update = stage.network.says(ANN, "누가 9호는 사람 곁에서 일한다고 했더라", GROUP)
    message_id = update["message"]["message_id"]
    (shown,) = await stage.says(MINSU, "/quote", GROUP, reply_to=message_id)
    assert "«누가 9호는 사람 곁에서 일한다고 했더라»와 비슷한 발언" in shown.text
    (other,) = await stage.says(MINSU, "/quote 7호", GROUP, reply_to=message_id)
    assert "«7호»와 비슷한 발언" in other.text


async def test_a_long_message_replied_to_is_quoted_by_its_beginning(stage: Stage) -> None:
    update = stage.network.says(ANN, "로봇 9호는 " + "그렇고 " * 900, GROUP)
    (shown,) = await stage.says(MINSU, "/quote", GROUP, reply_to=update["message"]["message_id"])
    assert "1/10" in shown.text


async def test_no_quote_offers_the_articles(stage: Stage) -> None:
    (nothing,) = await stage.says(MINSU, "/quote 시민")
    assert "«시민»과 비슷한 발언을 기사에서 찾지 못했어요" in nothing.text
    (page,) = await stage.presses(MINSU, nothing, "기사 찾기")
    assert "«시민» 기사 12건" in page.text


async def test_the_newest_are_leafed_through(stage: Stage) -> None:
    (page,) = await stage.says(MINSU, "/latest")
    assert "최신 기사 12건 1–10" in page.text
    (older,) = await stage.presses(MINSU, page, "▶")
    assert "12. 해온테크, 1번째" in older.text
    (newer,) = await stage.presses(MINSU, older, "◀")
    assert page.text == newer.text


async def test_an_empty_corpus_is_no_error() -> None:
    stage = Stage(FakeIndex())
    await stage.app.initialize()
    (shown,) = await stage.says(MINSU, "/latest")
    assert "아직 기사가 한 건도 없어요" in shown.text
    await stage.app.shutdown()


async def test_a_long_message_replied_to_is_searched_by_its_beginning(stage: Stage) -> None:
    update = stage.network.says(ANN, "로봇 " + "그렇고 " * 900, GROUP)
    (shown,) = await stage.says(MINSU, "/search", GROUP, reply_to=update["message"]["message_id"])
    assert "기사 12건" in shown.text


async def test_the_part_of_a_message_that_was_marked_is_meant(stage: Stage) -> None:
    said = stage.network.says(ANN, "12호도 9호도 좋더라", GROUP)
    update = stage.network.says(MINSU, "/quote", GROUP, reply_to=said["message"]["message_id"])
    update["message"]["quote"] = {"text": "9호도", "position": 5, "is_manual": True}
    (shown,) = await stage.update(update)
    assert "«9호도»" in shown.text


async def test_a_message_in_a_topic_that_the_bot_opened_is_not_spoken_to_it(stage: Stage) -> None:
    (page,) = await stage.says(MINSU, "/search 로봇", GROUP)
    update = stage.network.says(MINSU, "로봇", GROUP, reply_to=page.message_id, thread_id=page.message_id)
    opened = {"name": "로봇 이야기", "icon_color": 7322096}
    update["message"]["reply_to_message"] = {
        **update["message"]["reply_to_message"],
        "forum_topic_created": opened,
    }
    assert [] == await stage.update(update)


async def test_a_button_of_a_message_telegram_no_longer_shows_still_turns_the_page(stage: Stage) -> None:
    (page,) = await stage.says(MINSU, "/search 로봇")
    update = stage.network.presses(MINSU, page.room, page.message_id, forth(page))
    shown = update["callback_query"]["message"]
    update["callback_query"]["message"] = {
        "chat": shown["chat"],
        "message_id": shown["message_id"],
        "date": 0,
    }
    (second,) = await stage.update(update)
    assert "6–10" in second.text


async def test_a_page_whose_message_is_gone_comes_as_a_new_one(stage: Stage) -> None:
    (page,) = await stage.says(MINSU, "/search 로봇")
    update = stage.network.presses(MINSU, page.room, page.message_id, forth(page))
    await stage.app.bot.delete_message(page.room.id, page.message_id)
    (second,) = await stage.update(update)
    assert not second.edited
    assert "6–10" in second.text


async def test_a_press_that_was_answered_too_late_still_turns_the_page(stage: Stage) -> None:
    (page,) = await stage.says(MINSU, "/search 로봇")
    update = stage.network.presses(MINSU, page.room, page.message_id, forth(page))
    update["callback_query"]["id"] = "out-of-date"
    (second,) = await stage.update(update)
    assert "6–10" in second.text


async def test_start_gives_examples_that_find_something(stage: Stage) -> None:
    (start,) = await stage.says(MINSU, "/start")
    search_for, quoted = [start.text[s.start : s.end] for s in start.flat.spans if s.kind == "code"]
    (page,) = await stage.says(MINSU, search_for)
    assert page.text.startswith(f"«{search_for}» 기사")
    (quote,) = await stage.says(MINSU, quoted)
    assert "비슷한 발언" in quote.text


async def test_start_and_help_say_what_to_do(stage: Stage) -> None:
    (start,) = await stage.says(MINSU, "/start")
    assert "기사 12건에서 찾고" in start.text
    (shown,) = await stage.says(ANN, "/help")
    assert "/search — Search articles" in shown.text


async def test_a_title_with_markup_and_turned_letters_is_shown_as_text() -> None:
    title = "<b>로봇</b> & \u202e거꾸로\u2066 \x1b[31m"
    evil = replace(some_articles(1)[0], title=title, url="javascript:alert(1)")
    stage = Stage(FakeIndex([evil]))
    await stage.app.initialize()
    (page,) = await stage.says(MINSU, "로봇")
    assert "1. <b>로봇</b> & 거꾸로 [31m" in page.text
    assert [] == [span for span in page.flat.spans if span.kind == "a"]
    await stage.app.shutdown()
