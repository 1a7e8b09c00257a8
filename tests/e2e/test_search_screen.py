"""The search screen and the query language over HTTP, in both languages."""

from __future__ import annotations

import pytest

from tests.dialog import Heard, Voice

LINES, LINE = 16, 40


def height(heard: Heard) -> int:
    return sum(max(1, -(-len(line) // LINE)) for line in heard.text.split("\n"))


async def test_order_days_and_papers_are_a_press_away(alice: Voice) -> None:
    await alice.says("/search 나룻배")
    first = await alice.hears("기사 13건")
    assert {"최신순", "기간", "매체 1곳"} <= set(first.labels)
    assert height(first) <= LINES
    await alice.presses("최신순")
    newest = await alice.hears("최신순 1–10")
    assert "소음 민원이 줄었다" in next(iter(newest.links))
    assert {"관련도순", "오래된순", "기간", "매체 1곳"} <= set(newest.labels)
    await alice.presses("오래된순")
    oldest = await alice.hears("오래된순 1–10")
    assert {"관련도순", "최신순"} <= set(oldest.labels)
    await alice.presses("다음")
    assert "소음 민원이 줄었다" in (await alice.hears("오래된순 11–13")).text
    await alice.presses("◀ 이전")
    assert oldest.text == (await alice.hears()).text
    await alice.presses("기간")
    await alice.hears()
    await alice.presses("30일")
    assert "오래된순" in (await alice.hears()).text
    await alice.presses("관련도순")
    await alice.hears("«나룻배 기간:30일» 기사 13건")
    await alice.says("/search 나룻배")
    assert first.text == (await alice.hears()).text
    await alice.presses("기간")
    menu = await alice.hears()
    assert first.text == menu.text
    assert {"1일", "3일", "7일", "30일", "전체", "◀ 결과로"} == set(menu.labels)
    await alice.presses("3일")
    assert "기사 3건" in (await alice.hears()).text
    await alice.presses("매체 1곳")
    await alice.presses("한빛일보 3", on=await alice.hears())
    assert "언론사:한빛일보" in (await alice.hears()).text
    await alice.presses("기간")
    await alice.presses("전체", on=await alice.hears())
    assert "기사 13건" in (await alice.hears()).text


async def test_the_screen_is_english_for_english_readers(ann: Voice) -> None:
    await ann.says("/search 나룻배 period:3d")
    heard = await ann.hears("3 articles")
    assert {"Newest first", "Period", "1 outlet"} <= set(heard.labels)
    await ann.presses("1 outlet")
    await ann.presses("한빛일보 3", on=await ann.hears())
    assert "publisher:한빛일보 period:3d" in (await ann.hears()).text
    await ann.says("/search titel:나룻배 요금")
    assert "Showing results for «title:»." in (await ann.hears()).text
    await ann.says("/search 나룻배 from:someday")
    assert "period:7d" in (await ann.hears()).text


async def test_what_was_mended_is_asked_and_the_original_is_a_press_away(alice: Voice) -> None:
    await alice.says("/search 나릇배")
    assert "«나룻배»로 찾은 결과예요." in (await alice.hears()).text
    await alice.presses("«나릇배» 그대로 찾기")
    nothing = await alice.hears("찾지 못했어요")
    await alice.presses('혹시 «"나룻배"»?', on=nothing)
    assert "기사 13건" in (await alice.hears()).text


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("나룻배 언론사:한빛", 13),
        ("나룻배 언론사:ㅎㅂㅇㅂ", 13),
        ("나룻배 매체:한빛신보", 13),
        ("한빛일보 나룻배 기사", 13),
        ("2월 3일 나룻배", 1),
        ("2026년 2월 13일 나룻배", 1),
        ("나룻배 부터:2026-02-10 까지:2026-02-12", 3),
        ("제목:안개", 1),
        ("나룻배 -안개", 12),
        ('"학생은 무료로 탄다"', 1),
    ],
)
async def test_a_query_is_understood_in_the_chat(alice: Voice, typed: str, count: int) -> None:
    await alice.says(f"/search {typed}")
    assert f"기사 {count}건" in (await alice.hears()).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("나룻배 기사:도하늘", "혹시 «기자:»?"),
        ("나룻배 기사:도하람", "«기자:»로 찾은"),
        ("나룻배 속보:단독", "모르는 조건"),
        ("나룻배 부터:곧", "부터:2026-02-01"),
        ("부터:2026-03 까지:2026-02", "거꾸로"),
        ("-나룻배", "빼고 무엇을"),
        ("나룻배 언론사:없는통신", "«없는통신»이라는 이름을 찾지 못했어요"),
        ("5월 3일 나룻배", "조건 없이 찾았어요"),
    ],
)
async def test_what_is_not_understood_is_said_with_what_to_do(alice: Voice, typed: str, said: str) -> None:
    await alice.says(f"/search {typed}")
    assert said in (await alice.hears()).text


async def test_newest_first_may_be_said_in_words(alice: Voice, ann: Voice) -> None:
    await alice.says("나룻배 최신순")
    assert "«나룻배» 최신순" in (await alice.hears()).text
    await alice.says("/latest 나룻배 오래된순")
    assert "«나룻배» 오래된순" in (await alice.hears()).text
    await ann.says("/search sort:newest 나룻배")
    assert "최신순" not in (heard := await ann.hears()).text
    assert [] == [label for label in heard.labels if label == "Newest first"], "that is how they stand"
    await alice.says("/search 최신순")
    assert "최신 기사" in (await alice.hears()).text
    for command in ("/search 오래된순", "/latest 오래된순"):
        await alice.says(command)
        assert (await alice.hears()).text.startswith("오래된 기사 1–10\n")
        await alice.presses("최신순")
        await alice.hears("최신 기사 1–10\n")


async def test_a_filter_without_its_value_is_asked_for(alice: Voice) -> None:
    await alice.says("/search 언론사:")
    await alice.hears("«언론사:» 뒤에")
    await alice.says("언론사 한빛일보 나룻배")
    assert "조건: 매체 한빛일보" in (await alice.hears()).text
