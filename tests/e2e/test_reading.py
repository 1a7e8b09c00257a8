"""Searching, quoting and leafing over HTTP, as readers do it."""

from __future__ import annotations

import pytest

from tests.dialog import Voice
from tests.e2e.house import QUOTE, House


async def test_an_older_list_goes_on_in_the_language_chosen_since(alice: Voice) -> None:
    await alice.says("/search 나룻배")
    listed = await alice.hears("1–5")
    await alice.says("/language en")
    await alice.hears("Which language")
    await alice.presses("다음", on=listed)
    assert "articles" in (await alice.hears("6–10")).text


async def test_a_paper_beside_words_is_offered_alone_and_the_search_stays(alice: Voice, ann: Voice) -> None:
    await alice.says("한빛일보 나룻배")
    found = await alice.hears("«한빛일보 나룻배»")
    await alice.presses("한빛일보 기사만 보기", on=found)
    await alice.hears("«나룻배 언론사:한빛일보» 기사 13건")
    await ann.says("나룻배 한빛일보")
    assert "Only 한빛일보" in (await ann.hears()).labels
    await alice.says("나룻배 선장")
    assert not any("만 보기" in label for label in (await alice.hears()).labels)


async def test_start_says_hello(alice: Voice) -> None:
    await alice.says("/start")
    heard = await alice.hears()
    assert "13건" in heard.text
    assert "/help" in heard.text


async def test_english_readers_are_spoken_to_in_english(ann: Voice) -> None:
    await ann.says("/start")
    assert "Hello" in (await ann.hears()).text
    await ann.says("/search 나룻배")
    assert "Next ▶" in (await ann.hears()).labels


async def test_who_does_not_tell_the_language_is_spoken_to_in_korean(house: House) -> None:
    nobody = Voice.of(house.telegram, "누구", None)
    await nobody.says("/start")
    assert "안녕하세요" in (await nobody.hears()).text


async def test_help_names_every_command_in_the_menu(house: House, alice: Voice) -> None:
    await alice.says("/help")
    text = (await alice.hears()).text
    menu = house.telegram.world.menus["all_private_chats", "ko"]
    assert [] == [command for command, _ in menu if f"/{command}" not in text]


async def test_search_shows_linked_titles_with_paper_date_and_marked_words(alice: Voice) -> None:
    await alice.says("/search 나룻배 안개")
    heard = await alice.hears()
    assert "https://news.hanbit.example/901/0000000003" == next(iter(heard.links.values()))
    assert "한빛일보" in heard.text
    assert "2026" in heard.text
    assert any("안개" in bold for bold in heard.marked("bold"))
    assert {"is_disabled": True} == heard.wire["link_preview_options"]


async def test_a_mistyped_word_is_found(alice: Voice) -> None:
    await alice.says("/search 나릇배")
    assert "나룻배" in (await alice.hears()).text


async def test_bare_words_in_private_are_a_search(alice: Voice) -> None:
    await alice.says("나룻배 야간 운항")
    assert "야간 운항" in (await alice.hears()).text


async def test_pages_are_turned_both_ways(alice: Voice) -> None:
    await alice.says("/search 나룻배")
    first = await alice.hears()
    await alice.presses("▶")
    second = await alice.hears()
    await alice.presses("▶")
    third = await alice.hears()
    await alice.presses("◀")
    again = await alice.hears()

    assert ("sent", "edited", "edited", "edited") == (first.what, second.what, third.what, again.what)
    assert 13 == len({url for page in (first, second, third) for url in page.links.values()})
    assert (second.text, second.links) == (again.text, again.links)
    assert not any("▶" in label for label in third.labels)


async def test_a_button_pressed_twice_at_once_does_no_harm(alice: Voice) -> None:
    await alice.says("/search 나룻배")
    first = await alice.hears()
    data = first.button("▶")["callback_data"]
    await alice.presses_data(data, first.id)
    await alice.hears()
    await alice.presses_data(data, first.id)  # outdated: leads to the page that is there already
    await alice.hears_nothing()
    # "message is not modified" is what Telegram would say to an edit in vain
    assert [] == alice.telegram.violations


@pytest.mark.parametrize(
    "data", ["2s:999999:5:ko", "2s:x", "?", "2s:1:99999999999999:ko", "2q:1", "2l:-5:ko"]
)
async def test_a_forged_or_forgotten_button_is_answered(alice: Voice, data: str) -> None:
    await alice.says("/search 나룻배")
    heard = await alice.hears()
    answer = await alice.presses_data(data, heard.id)
    assert answer.text


async def test_nothing_found_offers_a_next_step(alice: Voice) -> None:
    await alice.says("/search 쀍뛝")
    heard = await alice.hears()
    assert "찾지 못했어요" in heard.text
    await alice.presses(heard.labels[-1])
    assert heard.text != (await alice.hears()).text


async def test_search_without_words_says_what_to_do(alice: Voice) -> None:
    await alice.says("/search")
    assert "/search" in (await alice.hears()).text


@pytest.mark.parametrize("text", ["/search " + "나룻배 " * 1250, "/search " + "가" * 5000, "나" * 5000])
async def test_five_thousand_characters_are_answered(alice: Voice, text: str) -> None:
    await alice.says(text, whole=True)
    assert (await alice.hears()).text
    await alice.says("/search 나룻배")
    await alice.hears("나룻배")


@pytest.mark.parametrize(
    "text",
    [
        "<b>나룻배",
        "&lt;나룻배&gt;",
        "나룻배 </a>",
        "🙂" * 2000,
        "/search '\"`*_[",
        "\u202e나룻배\u200b",
        "/",
        "//",
    ],
)
async def test_markup_and_strange_characters_are_only_words(alice: Voice, text: str) -> None:
    await alice.says(text)
    assert (await alice.hears()).text


async def test_quote_is_verbatim_with_its_source_and_can_be_copied(alice: Voice) -> None:
    await alice.says("/quote 강은 건너는 사람 것이지")
    heard = await alice.hears()
    quoted = heard.marked("blockquote") + heard.marked("expandable_blockquote")
    assert any(QUOTE in words for words in quoted)
    assert "한빛일보" in heard.text
    assert "https://news.hanbit.example/901/0000000001" in heard.links.values()
    assert any(QUOTE in copied for copied in heard.copied)


async def test_quotes_are_leafed_through(alice: Voice) -> None:
    await alice.says("/quote 나룻배 소식")
    first = await alice.hears()
    await alice.presses("▶")
    second = await alice.hears()
    assert second.what == "edited"
    assert first.text != second.text


async def test_quote_as_a_reply_uses_that_message(alice: Voice) -> None:
    said = await alice.says("강은 건너는 사람의 것이지 바라보는 사람의 것이 아니라고 했지")
    await alice.hears()
    await alice.says("/quote", reply_to=said)
    assert QUOTE in (await alice.hears()).text


async def test_quote_without_words_says_what_to_do(alice: Voice) -> None:
    await alice.says("/quote")
    assert "/quote" in (await alice.hears()).text


async def test_latest_begins_with_the_newest_and_goes_on(alice: Voice) -> None:
    await alice.says("/latest")
    first = await alice.hears()
    assert "소음 민원이 줄었다" in next(iter(first.links))
    await alice.presses("▶")
    assert set(first.links.values()).isdisjoint((await alice.hears()).links.values())


async def test_unknown_commands_and_files_get_a_word(alice: Voice) -> None:
    await alice.says("/dance")
    assert "/help" in (await alice.hears()).text
    await alice.sends("그림.png", b"\x89PNG")
    assert (await alice.hears()).text


async def test_korean_command_names(alice: Voice) -> None:
    await alice.says("/검색 나룻배")
    assert "나룻배" in (await alice.hears()).text


async def test_a_corrected_question_is_answered_anew(alice: Voice) -> None:
    said = await alice.says("/search 나룻배")
    await alice.hears()
    await alice.edits(said, "/search 안개")
    anew = await alice.hears()
    assert "«안개»" in anew.text
    assert said["message_id"] == anew.replies_to


@pytest.mark.parametrize("same", ["/search 나룻배  요금 ", "/search 나룻배\n요금", "/search 나룻배 요금"])
async def test_an_edit_that_changes_no_word_is_not_answered_again(alice: Voice, same: str) -> None:
    said = await alice.says("/search 나룻배 요금")
    await alice.hears()
    await alice.edits(said, same)
    await alice.hears_nothing()


async def test_an_answer_to_a_misquotation_points_at_the_very_words(house: House, alice: Voice) -> None:
    room = Voice.into_group(house.telegram, "편집국", alice)
    claim = await room.says("🙂 강은 건너는 사람의 것이지 구경하는 사람의 것이 아닙니다")
    await room.says("/quote@sosik_bot", reply_to=claim)
    told = await room.hears()
    assert "구경하는 → 바라보는" in told.text
    assert claim["message_id"] == told.replies_to
    assert {"text": "구경하는", "position": 18} == told.wire["quote"]


async def test_words_in_quotation_marks_are_looked_up_where_somebody_is_said_to_have_said_them(
    alice: Voice,
) -> None:
    said = await alice.says("시장이 “강은 건너는 사람의 것이지 구경하는 사람의 것이 아닙니다”라고 했대")
    told = await alice.hears()
    assert QUOTE in told.text
    assert "구경하는 → 바라보는" in told.text
    assert said["message_id"] == told.replies_to
    assert "구경하는" == told.wire["quote"]["text"]
    await alice.says("“바다는 아무도 건너지 않는 사막과 같다”라고 누가 말했어?")
    assert "기사에 실린 말과" not in (await alice.hears()).text, "a question like any other"


async def test_words_under_a_picture_are_read_and_bold_ones_are_not_pointed_at(alice: Voice) -> None:
    said = "강은 건너는 사람의 것이지 구경하는 사람의 것이 아닙니다"
    picture = {"photo": [{"file_id": "P", "file_unique_id": "U", "width": 1, "height": 1}], "caption": said}
    sent = await alice.puts(picture)
    await alice.hears()
    await alice.says("이거 사실이야?", reply_to=sent)
    assert "구경하는" == (await alice.hears("바라보는")).wire["quote"]["text"]
    bold = [{"type": "bold", "offset": 0, "length": len(said)}]
    sent = await alice.puts({"text": said, "entities": bold})
    await alice.hears()
    await alice.says("이거 사실이야?", reply_to=sent)
    assert "quote" not in (await alice.hears("바라보는")).wire


async def test_another_bot_in_a_group_is_not_answered(house: House, alice: Voice) -> None:
    room = Voice.into_group(house.telegram, "편집국", alice)
    other = {"id": 99, "is_bot": True, "first_name": "Other", "username": "other_bot"}
    house.telegram.people.add_members(room.chat, [other])
    house.telegram.people.write(room.chat, other, {"text": "@sosik_bot 나룻배"})
    await room.hears_nothing()


async def test_another_bot_is_not_answered_in_a_chat_of_its_own(house: House, alice: Voice) -> None:
    other = {"id": 99, "is_bot": True, "first_name": "Other", "username": "other_bot"}
    picture = {"photo": [{"file_id": "P", "file_unique_id": "U", "width": 1, "height": 1}]}
    for content in ({"text": "나룻배"}, {"text": "/없는명령 나룻배"}, picture):
        house.telegram.people.write(alice.chat, other, content)
        await alice.hears_nothing()


async def test_the_menus_are_set_in_both_languages(house: House) -> None:
    menus = house.telegram.world.menus
    for scope in ("all_private_chats", "all_group_chats"):
        korean, english = dict(menus[scope, "ko"]), dict(menus[scope, ""])
        assert korean.keys() == english.keys() >= {"search", "quote", "latest", "help"}
        assert "예: /search" in korean["search"]
        assert "기사" not in english["search"]


async def test_all_of_it_is_answered_without_a_reader_s_words_in_the_log(house: House, alice: Voice) -> None:
    await alice.says("/search 나룻배비밀낱말")
    await alice.hears()
    await alice.hears_nothing()
    assert "cmd=search" in house.log
    assert "비밀낱말" not in house.log
