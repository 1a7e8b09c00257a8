"""Small things that readers meet every day."""

from __future__ import annotations

import unicodedata

from tests.dialog import Voice
from tests.e2e.house import House
from tests.emulator import Wire

PHOTO: Wire = {"photo": [{"file_id": "P", "file_unique_id": "p", "width": 9, "height": 9}]}


async def test_words_under_a_picture_are_read(house: House, alice: Voice) -> None:
    await alice.puts(PHOTO | {"caption": "나룻배 선장"})
    assert "선장" in (await alice.hears("«나룻배 선장»")).text
    await alice.puts(PHOTO | {"caption": "/search 안개"})
    await alice.hears("«안개»")
    await alice.puts(PHOTO | {"caption": "/검색 요금"})
    await alice.hears("«요금»")
    await alice.puts(PHOTO)
    await alice.hears("사진은 읽지 못해요")
    room = Voice.into_group(house.telegram, "나루 사람들", alice)
    await room.puts(PHOTO | {"caption": f"@{house.telegram.world.bot['username']} 나룻배"})
    await room.hears("«나룻배»")
    await room.puts(PHOTO | {"caption": "나룻배 사진"})
    await room.hears_nothing()


async def test_who_sends_a_picture_alone_is_told_that_it_is_not_read(ann: Voice) -> None:
    await ann.puts(PHOTO)
    await ann.hears("cannot read pictures")


async def test_what_is_pasted_from_a_mac_is_read_as_if_typed(alice: Voice) -> None:
    for typed, heard in (
        ("나룻배 요금은 얼마야?", "이천 원"),
        ("/quote 강은 건너는 사람의 것이지", "윤서린"),
        ("/subscribe 매일 저녁 7시 나룻배", "매일 19:00"),
    ):
        await alice.says(unicodedata.normalize("NFD", typed))
        assert heard in (await alice.hears()).text
    offers = await alice.asks_inline(unicodedata.normalize("NFD", "강은 건너는 사람의 것이지"))
    assert any(one["title"].startswith("“강은") for one in offers["results"])


async def test_an_album_is_answered_once(house: House) -> None:
    alice = Voice.of(house.telegram, "사진사")
    for _ in range(3):
        await alice.puts(PHOTO | {"media_group_id": "77"})
    await alice.hears("글로 보내 주시면")
    await alice.puts(PHOTO | {"media_group_id": "78", "caption": "나룻배 선장"})
    await alice.puts(PHOTO | {"media_group_id": "78"})
    await alice.hears("«나룻배 선장»")
    await alice.puts(PHOTO)
    await alice.hears("글로 보내 주시면")
    assert [] == alice.unheard()


async def test_what_telegram_copies_in_from_a_channel_is_not_answered(house: House, alice: Voice) -> None:
    room = Voice.into_group(house.telegram, "이야기방", alice, kind="supergroup")
    channel = Voice.into_channel(house.telegram, "나루 채널", alice)
    name = house.telegram.world.bot["username"]
    for text in (f"@{name} 나룻배", f"/search@{name} 나룻배", "/검색 나룻배"):
        house.telegram.people.copy_into_discussion(room.chat, channel.chat, text)
    await room.hears_nothing()


async def test_politeness_gets_one_short_line(alice: Voice, ann: Voice) -> None:
    await alice.says("고마워!")
    assert "별말씀을요" in (await alice.hears()).text
    await alice.says("넌 뭘 할 수 있어?")
    assert "/help" in (await alice.hears()).text
    await alice.says("ㅋㅋㅋ")
    assert "\n" not in (await alice.hears()).text
    await alice.says("👍")
    assert "🙂" == (await alice.hears()).text
    await ann.says("thanks!")
    assert "welcome" in (await ann.hears()).text


async def test_an_english_word_the_articles_lack_is_not_read_as_hangul(alice: Voice) -> None:
    for word in ("When", "theory", "what the"):
        await alice.says(f"/search {word}")
        assert "→" not in (await alice.hears(word)).text
    await alice.says("/search skfntqo")  # 나룻배
    assert "나룻배" in (await alice.hears()).text


async def test_what_is_left_out_or_demanded_is(alice: Voice) -> None:
    await alice.says("/search 나룻배 -나룻배")
    nothing = await alice.hears("찾지 못했어요")
    assert "조건" in nothing.text
    assert any("조건 없이: 나룻배" in label for label in nothing.labels)
    await alice.says("/search 나룻배 -안개 -정비")
    assert "안개" not in (await alice.hears("«나룻배 -안개 -정비»")).text.partition("\n")[2]
    await alice.says('/search 나룻배 "선착장에 지붕"')
    assert "1건" in (await alice.hears("선착장에 지붕")).text
    await alice.says('/search "지붕에 선착장"')
    await alice.hears("찾지 못했어요")


async def test_fields_are_understood_and_unknown_ones_told(alice: Voice, ann: Voice) -> None:
    await alice.says("/search title:선장")
    heard = await alice.hears()
    assert "샤싣" not in heard.text
    assert "새 선장이 키를 잡았다" in heard.text
    await alice.says("/search 나룻배 까지:2026-02-02")
    heard = await alice.hears("까지:2026-02-02")
    assert "첫 배가 도담나루를 떠났다" in heard.text
    assert "소음 민원" not in heard.text
    await alice.says("/search 나룻배 부터:어제쯤")
    assert "예: 부터:2026-02-01" in (await alice.hears()).text
    await ann.says("/search titel:나룻배")
    assert "Showing results for «title:»." in (await ann.hears()).text


async def test_a_pasted_address_finds_its_article(house: House, alice: Voice) -> None:
    await alice.says("http://mnews.hanbit.example/901/0000000005/?utm_source=share")
    assert "새 선장이 키를 잡았다" in (await alice.hears()).text
    await alice.says("https://hanbit.example/nothing")
    await alice.hears("그 주소나 ID의 기사는 없어요")


async def test_the_latest_with_words_are_the_newest_that_have_them(alice: Voice) -> None:
    await alice.says("/latest 선장")
    heard = await alice.hears("«선장» 최신순")
    assert "새 선장이 키를 잡았다" in heard.text
    assert "소음 민원" not in heard.text
    await alice.says("/latest 나룻배")
    heard = await alice.hears("«나룻배» 최신순")
    assert heard.text.index("소음 민원") < heard.text.index("두 번째 배")
    await alice.presses("▶", on=heard)
    assert "첫 배가" in (await alice.hears()).text


async def test_a_day_that_is_none_is_told_and_the_words_are_searched(alice: Voice, ann: Voice) -> None:
    await alice.says("/search 2월 30일 나룻배")
    found = await alice.hears("2월 30일은 없는 날이라 날짜 없이 찾았어요")
    assert "/search 12월 30일 환율" in found.marked("code")
    assert "나룻배" in found.text
    await alice.says("/search 내일 나룻배 기사")
    await alice.hears("내일은 아직 오지 않은 날이라")
    await ann.says("/search 2025-13-02 나룻배")
    await ann.hears("There is no 2025-13-02")
