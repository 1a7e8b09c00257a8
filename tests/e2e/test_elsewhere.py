"""In chats that the bot is no member of: inline mode and guest mode, over HTTP."""

from __future__ import annotations

import pytest

from tests.dialog import Voice
from tests.e2e.house import QUOTE, House


def room_without_bot(house: House, name: str, language: str = "ko") -> Voice:
    person = Voice.of(house.telegram, name, language)
    return Voice.into_group(house.telegram, "남의 방", person, bot="left")


async def test_inline_offers_articles_page_by_page(alice: Voice) -> None:
    seen: list[str] = []
    offset, pages = "", 0
    while True:
        answer = await alice.asks_inline("나룻배", offset)
        seen += [one["id"] for one in answer["results"]]
        offset, pages = answer.get("next_offset", ""), pages + 1
        if not offset:
            break
    articles = [id for id in seen if id.startswith("a")]
    assert (2, 13, len(seen)) == (pages, len(articles), len(set(seen)))
    assert answer["cache_time"] > 0
    assert answer["is_personal"]


async def test_an_inline_citation_has_paper_day_and_link(alice: Voice, ann: Voice) -> None:
    (quote, *_) = (await alice.asks_inline("강은 건너는 사람의 것이지"))["results"]
    assert f"“{QUOTE}”" == quote["title"]
    said = quote["input_message_content"]["message_text"]
    assert f"<blockquote>{QUOTE}</blockquote>" in said
    assert "— <b>윤서린</b> 시장" in said
    assert '한빛일보 · 2026.2.1. · <a href="https://news.hanbit.example/901/0000000001">' in said
    buttons = quote["reply_markup"]["inline_keyboard"][0]
    assert "https://t.me/sosik_bot?start=a_901_0000000001" == buttons[0]["url"]
    assert "https://news.hanbit.example/901/0000000001" == buttons[1]["url"]
    (article, *_) = (await ann.asks_inline("나룻배 겨울 시간표"))["results"][-1:]
    assert "한빛일보 · " in article["description"]
    assert "2026" in article["description"]


async def test_nothing_typed_offers_the_newest_and_nothing_found_says_so(alice: Voice) -> None:
    newest = await alice.asks_inline("")
    assert "소음 민원이 줄었다" in newest["results"][0]["title"]
    for words, told in (
        ("쀍뛝", "맞는 기사가 없어요"), ("가" * 600, "맞는 기사가 없어요"), ("???", "찾을 키워드가 없어요"),
        ("기간:어쩌고", "«기간:어쩌고»에서 날짜를 읽지 못했어요"),
    ):  # fmt: skip
        answer = await alice.asks_inline(words)
        assert [] == answer["results"]
        assert told in answer["button"]["text"]
    answer = await alice.asks_inline("나룻배 지역:한빛")
    assert "«지역:»은 모르는 조건이라 키워드로" in answer["button"]["text"]
    assert answer["results"]
    oldest, newest = [await alice.asks_inline(f"나룻배 {order}") for order in ("오래된순", "newest first")]
    assert ["a", "a"] == [one["results"][0]["id"][0] for one in (oldest, newest)], (
        "no quotations of such words"
    )
    assert "소음 민원이 줄었다" in newest["results"][0]["title"] != oldest["results"][0]["title"]
    await alice.says("/start inline")
    assert "안녕하세요" in (await alice.hears()).text


@pytest.mark.parametrize(
    "typed",
    [
        "언론시:한빛일보 나룻배",
        "제목에 안개",
        "안개 빼고 나룻배",
        "나룻배 -안개 오래된순",
        "나룻배 최신순",
        "2월 3일 나룻배",
        "2월 10일부터 2월 12일까지 나룻배",
        "한빛일보 나룻배 기사",
        "매채:한빛일보 나룻배",
        "ferry without fares 제목:나룻배",
    ],
)
async def test_what_is_typed_in_another_chat_is_read_as_a_search_is(alice: Voice, typed: str) -> None:
    await alice.says(f"/search {typed}")
    found = list((await alice.hears()).links)
    results = (await alice.asks_inline(typed))["results"]
    offered = [one["title"] for one in results if one["id"].startswith("a")][: len(found)]
    assert len(found) == len(offered)
    assert all(title.startswith(shown.rstrip("…")) for title, shown in zip(offered, found, strict=True))


async def test_who_types_without_end_is_told_to_wait(house: House) -> None:
    alice = Voice.of(house.telegram, "앨리스")
    answers = [await alice.asks_inline(f"나룻배 {n}") for n in range(45)]
    assert "잠시 뒤에" in answers[-1]["button"]["text"]
    assert (await Voice.of(house.telegram, "Ann", "en").asks_inline("나룻배"))["results"]


async def test_a_quote_is_shared_and_found_again(alice: Voice) -> None:
    await alice.says("/quote 강은 건너는 사람의 것이지")
    shared = (await alice.hears()).button("공유")["switch_inline_query"]
    assert QUOTE in (await alice.asks_inline(shared))["results"][0]["title"]


async def test_what_the_bot_posted_inline_is_not_answered(alice: Voice) -> None:
    bot = alice.telegram.world.bot
    await alice.puts({"text": "강은 건너는 사람의 것이지", "via_bot": bot})
    await alice.hears_nothing()


async def test_a_claim_replied_to_with_the_bot_s_name_is_checked(house: House) -> None:
    room = room_without_bot(house, "앨리스")
    claim = room.telegram.people.write(
        room.chat,
        room.person,
        {"text": "시장이 “강은 건너는 사람의 것이지 구경하는 사람의 것이 아닙니다”라던데"},
    )
    await room.summons("@sosik_bot", claim)
    told = await room.hears()
    assert "✗ 기사에 실린 말과 이렇게 달라요.\n구경하는 → 바라보는" in told.text
    assert QUOTE in told.marked("blockquote")
    assert "윤서린 시장" in told.text
    assert "https://t.me/sosik_bot?start=a_901_0000000001" == told.button("기사 읽기")["url"]
    await room.summons("@sosik_bot 이거 사실이야?", claim)
    assert QUOTE in (await room.hears()).text


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [
        ("ko", "@sosik_bot 나룻배 요금은 얼마로 정해졌어?", "요금은 이천 원으로 정해졌다."),
        ("ko", "@sosik_bot 나룻배 야간 운항", "야간 운항을 시험했다"),
        ("ko", "@sosik_bot 나룻배 지역:한빛", "«지역:»은 모르는 조건"),
        ("en", "@sosik_bot 나룻배 from:whenever", "No date in «from:whenever»"),
        ("ko", "@sosik_bot", "답장으로 @sosik_bot 이라고 쓰면"),
        ("en", "@sosik_bot", "Reply to a claim with @sosik_bot"),
        ("ko", "@sosik_bot 쀍뛝", "맞는 기사를 찾지 못했어요"),
        ("ko", "@sosik_bot 화성 탐사선은 누가 쏘아 올렸어?", "찾지 못했어요"),
        ("ko", "@sosik_bot " + "가" * 3000, "찾지 못했어요"),
    ],
)
async def test_a_guest_is_answered_with_a_citation(
    house: House, language: str, words: str, answer: str
) -> None:
    room = room_without_bot(house, "앨리스", language)
    await room.summons(words)
    assert answer in (await room.hears()).text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('시장이 "화성에도 나룻배를 띄우겠다"고 말했다던데 사실이야?', "찾지 못했어요"),
        (f'시장이 "{QUOTE[:20]}"라고 했대', QUOTE),
        ("시장이 강은 건너는 사람의 것이지 바라보는 사람의 것이 아니라고 했다던데 진짜야?", QUOTE),
        ("나룻배 소식 정리해줘", "나룻배"),
    ],
)
async def test_a_guest_s_words_are_taken_as_a_reader_s_are(house: House, words: str, told: str) -> None:
    alice, room = Voice.of(house.telegram, "앨리스"), room_without_bot(house, "밥")
    await alice.says(words)
    shown = await alice.hears()
    await room.summons(f"@sosik_bot {words}")
    heard = await room.hears()
    assert told in shown.text
    assert told in heard.text
    assert ("달라요" in shown.text, "찾지 못했어요" in shown.text) == (
        "달라요" in heard.text,
        "찾지 못했어요" in heard.text,
    )


async def test_a_bot_is_no_guest(house: House) -> None:
    room = room_without_bot(house, "앨리스")
    other = {"id": 99, "is_bot": True, "first_name": "Other", "username": "other_bot"}
    room.telegram.people.summon(room.chat, other, {"text": "@sosik_bot 나룻배 겨울 시간표"})
    await room.hears_nothing()


async def test_a_claim_that_nobody_made_is_said_to_be_none(house: House) -> None:
    room = room_without_bot(house, "Ann", "en")
    claim = room.telegram.people.write(room.chat, room.person, {"text": "Mars has a ferry of its own now"})
    await room.summons("@sosik_bot", claim)
    assert (await room.hears()).text


async def test_a_guest_who_asks_without_end_is_not_answered(house: House) -> None:
    room = room_without_bot(house, "앨리스")
    for _ in range(9):
        await room.summons("@sosik_bot 나룻배 겨울 시간표")
    await house.telegram.until(lambda: "limited=1" in house.log, why="a guest to be held back")
    assert 0 < len(room.unheard()) <= 6
    assert "겨울" not in house.log


async def test_a_slip_is_mended_for_quotations_too(alice: Voice) -> None:
    meant = (await alice.asks_inline("윤서린"))["results"]
    assert QUOTE in meant[0]["title"]
    answer = await alice.asks_inline("dbstjfls")  # on the other keyboard
    assert "윤서린" in answer["button"]["text"]
    assert QUOTE in answer["results"][0]["title"]


async def test_a_claim_is_not_mended_like_a_query(house: House) -> None:
    room = room_without_bot(house, "앨리스")
    claim = room.telegram.people.write(
        room.chat, room.person, {"text": "나릇배 야간 운항을 중단했다더라 완전히"}
    )
    await room.summons("@sosik_bot", claim)
    told = await room.hears("찾지 못했어요")
    assert "혹시" not in told.text


async def test_a_guest_who_greets_is_greeted(house: House) -> None:
    for language, words, told in (("ko", "안녕", "안녕하세요"), ("en", "thanks", "You are welcome")):
        alice = Voice.of(house.telegram, "앨리스", language)
        room = Voice.into_group(house.telegram, "남의 방", alice, bot="left")
        await room.summons(f"@sosik_bot {words}")
        assert told in (await room.hears()).text
