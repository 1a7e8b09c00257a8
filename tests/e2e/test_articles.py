"""Whole articles over HTTP: numbers under a list, pages, links, in private and in a group."""

from __future__ import annotations

import pytest

from tests.article_files import crawled
from tests.dialog import Voice
from tests.e2e.house import QUOTE, House, add_article

LONG = "도하람 기자가 물가에서 {n}번째로 적었다. 승객은 “{n}번 탔다”고 말했다."


async def test_a_number_opens_an_article_with_all_that_stands_under_it(alice: Voice) -> None:
    await alice.says("/search 첫 배가 도담나루를 떠났다")
    listed = await alice.hears()
    await alice.presses("1")
    opened = await alice.hears()
    assert opened.what == "sent"
    assert QUOTE in opened.text
    assert "https://news.hanbit.example/901/0000000001" == opened.button("원문")["url"]
    assert listed.text in [heard.text for heard in alice.screen()], "the list stays"

    await alice.presses("인용문")
    quoted = await alice.hears()
    assert quoted.what == "edited"
    assert QUOTE in quoted.text
    assert "윤서린 시장" in quoted.text
    await alice.presses("◀ 기사")
    assert opened.text == (await alice.hears()).text
    alone = await alice.presses("관련 기사")
    assert "관련 기사를 찾지 못했어요" in alone.text


async def test_a_long_article_is_read_to_its_end(fresh: House) -> None:
    body = "\n\n".join(" ".join(LONG.format(n=n) for n in range(k, k + 10)) for k in range(0, 300, 10))
    add_article(fresh.folder, "긴글.md", crawled(body, id="901_0000000077", title="나룻배 삼백 번"))
    await fresh.start()
    alice, ann = Voice.of(fresh.telegram, "앨리스"), Voice.of(fresh.telegram, "Ann", "en")
    await alice.says("https://news.hanbit.example/901/0000000077")
    page = await alice.hears()
    seen = page.text
    while "다음 ▶" in page.labels:
        await alice.presses("다음 ▶")
        page = await alice.hears()
        seen += page.text
    assert [] == [n for n in range(300) if f"{n}번째로 적었다" not in seen or f"“{n}번 탔다”" not in seen]

    await ann.says("/start a_901_0000000077")
    assert "page 1 of" in (await ann.hears()).text

    room = Voice.into_group(fresh.telegram, "편집국", alice)
    await room.says(f"/search@{fresh.telegram.world.bot['username']} 삼백 번")
    url = (await room.hears()).button("1")["url"]
    assert url.endswith("?start=a_901_0000000077")


async def test_a_story_and_a_person(alice: Voice, ann: Voice) -> None:
    await alice.says("/story 나릇배")
    newest = await alice.hears()
    assert "기사 13건" in newest.text
    assert "13. 2월 13일" in newest.text
    await alice.presses("◀ 이전")
    assert "1. 2월 1일" in (await alice.hears()).text
    await ann.says("/person 윤서린")
    shown = await ann.hears()
    assert "윤서린, 시장 (as of 1 Feb 2026)" in shown.text
    assert QUOTE in shown.text


@pytest.mark.parametrize(
    ("code", "why"),
    [(400, "Bad Request: PHOTO_INVALID_DIMENSIONS"), (413, "Request Entity Too Large"), (500, "Internal Server Error")],
)  # fmt: skip
async def test_a_trend_whose_picture_is_not_taken_is_told_in_words(alice: Voice, code: int, why: str) -> None:
    fault = alice.telegram.refuse(code, why, method="sendPhoto", times=2)
    await alice.says("/trend 나룻배 안개")
    assert "나룻배" in (await alice.hears(timeout_s=30)).text
    assert fault.met
    fault.withdraw()


async def test_a_trend_is_a_picture_whose_words_say_the_same(alice: Voice, ann: Voice) -> None:
    await alice.says("/trend 나룻배 안개")
    shown = await alice.hears(timeout_s=60.0)  # the first picture of a machine, which looks through its fonts
    name, picture = shown.file
    assert picture.startswith(b"\x89PNG"), name
    assert shown.text.startswith("하루 기사 수, 2026.2.1. – 2026.2.13.")
    assert "나룻배 13건 · 가장 많은 날 2월 1일 1건" in shown.text
    assert "안개 1건 · 가장 많은 날 2월 3일 1건" in shown.text
    await ann.says("/trend 나룻배, 우주선 5 days")
    shown = await ann.hears()
    assert "나룻배 5 articles · most on 9 Feb: 1\n" in shown.text
    assert "우주선 0 articles" in shown.text
    await ann.says("/trend")
    assert "Which topics?" in (await ann.hears()).text


async def test_an_address_that_is_nobody_s_here_is_no_question(alice: Voice, ann: Voice) -> None:
    await alice.says("이거 https://news.hanbit.example/999/0000000000")
    assert "그 주소나 ID의 기사는 없어요" in (await alice.hears()).text
    await ann.says("https://news.hanbit.example/999/0000000000")
    assert "no article of that address" in (await ann.hears()).text


async def test_a_word_beside_an_address_that_is_nobody_s_is_searched_for(alice: Voice) -> None:
    await alice.says("http://localhost:8080/x 나룻배")
    assert "나룻배" in (await alice.hears()).text
    await alice.says("http://localhost:8080/x 이 기사 보여줘")
    await alice.hears("그 주소나 ID의 기사")
