"""Commands as thumbs type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.entrypoints.telegram.commands import COMMANDS
from bot.entrypoints.telegram.typed_commands import after_command, beginning_of, is_command, likely
from bot.entrypoints.terminal.loopback import BOT_USERNAME
from tests.entrypoints.telegram.stage import ANN, GROUP, MINSU, Stage


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/halp", "help"), ("/serach 쿠팡", "search"), ("/ㄴㄷㅁㄱ초 쿠팡", "search"), ("/rjator 쿠팡", "search"),
        ("/검섹", "search"), ("/subscibe", "subscribe"), ("/구독할래", "subscribe"), ("/알림설정", "watch"),
        ("/unsub", "unsubscribe"), ("/stroy", "story"), ("/watchlist", "watch"), ("/nope", None), ("/xyz", None),
        ("/a", None), ("/", None), ("/stats", "status"), ("/test", None), ("/reason", None), ("/season", None),
        ("/prison", None), ("/exit", None),
    ],
)  # fmt: skip
def test_what_is_near_a_command_means_it(typed: str, meant: str | None) -> None:
    command = likely(typed, COMMANDS)
    assert meant == (command.name if command else None)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("/search 나룻배", "나룻배"), ("/search@sosik_bot 나룻배", "나룻배"), ("/search", ""),
        ("/검색나룻배", "나룻배"), ("/search나룻배 요금", "나룻배 요금"), ("/ search 나룻배", "나룻배"),
        ("／검색 나룻배", "나룻배"),
        ("/search\n나룻배\n요금", "나룻배\n요금"), ("/nope 나룻배", "나룻배"), ("/구독목록", ""),
        ("/검색어 나룻배", "나룻배"), ("/검색해줘 나룻배", "나룻배"), ("/검색해주세요", ""),
        ("/질문하기 요금은?", "요금은?"),
        ("/구독할래 나룻배", "나룻배"), ("/검색해운대", "해운대"), ("/검색어린이", "어린이"),
    ],
)  # fmt: skip
def test_the_words_are_what_follows_the_command(typed: str, words: str) -> None:
    assert words == after_command(typed)


def test_only_what_may_be_is_glued() -> None:
    assert beginning_of(("search", "검색"), glued=True).match("/검색나룻배")
    assert not beginning_of(("search", "검색"), glued=True).match("/searching")
    assert not beginning_of(("remove", "지우기"), glued=False).match("/지우기나룻배")


@pytest.mark.parametrize(
    "said",
    ["전문가 의견", "기사님 파업", "사람들 반응", "구독자 이탈", "소식통", "알림톡 스팸", "인용구", "질문지", "시작품",
     "상태불량", "기록물 관리", "언어학", "흐름도", "최신형 로봇", "도움닫기", "로봇", "거절당한 로봇", "설정샷"],
)  # fmt: skip
def test_a_korean_word_behind_a_slash_that_is_no_command_is_none(said: str) -> None:
    assert not is_command(f"/{said}")
    assert not is_command(f"／{said}")


@pytest.mark.parametrize(
    "said",
    ["전문 901_12", "기사", "검색로봇", "검섹 로봇", "구독할래", "알림설정", "구독취소", "최신기사", "질문하기 요금은?",
     "지우기", "ㄴㄷㅁㄱ초", "qwzx"],
)  # fmt: skip
def test_a_command_s_name_or_what_is_near_it_is_one(said: str) -> None:
    assert is_command(f"/{said}")


@pytest.mark.parametrize("typed", ["/로봇", "/ 로봇", "／로봇"])
async def test_words_behind_a_slash_are_searched_for(stage: Stage, typed: str) -> None:
    (expected,) = await stage.says(MINSU, "로봇")
    (shown,) = await stage.says(MINSU, typed)
    assert expected.text == shown.text


@given(st.text(max_size=60))
def test_anything_after_a_slash_is_read(text: str) -> None:
    after_command(f"/{text}")
    likely(f"/{text}", COMMANDS)


@pytest.mark.parametrize(
    "typed", ["/검색로봇", "/search로봇", "/ search 로봇", "／검색 로봇", "/serach 로봇", "/rjator 로봇"]
)
async def test_a_mistyped_search_is_a_search(stage: Stage, typed: str) -> None:
    (expected,) = await stage.says(MINSU, "/search 로봇")
    (shown,) = await stage.says(MINSU, typed)
    assert expected.text == shown.text


async def test_what_changes_something_is_proposed_and_not_done(stage: Stage) -> None:
    (shown,) = await stage.says(MINSU, "/halp")
    assert "/help" in shown.text.split("\n")
    (shown,) = await stage.says(ANN, "/hepl me")
    assert "/help me" in shown.text.split("\n")
    (shown,) = await stage.says(ANN, "/nope")
    assert "/help shows" in shown.text


async def test_in_a_group_what_is_near_a_command_may_be_for_another_bot(stage: Stage) -> None:
    assert [] == await stage.says(MINSU, "/serach 로봇", GROUP)
    assert [] == await stage.says(MINSU, "/검색@other_bot 로봇", GROUP)
    (shown,) = await stage.says(MINSU, f"/검색@{BOT_USERNAME} 로봇", GROUP)
    assert "로봇" in shown.text


@pytest.mark.parametrize(
    "said", ["전문가 의견입니다", "기사님 고마워요", "사람들이 많아요", "질문있어요", "검색로봇"]
)
async def test_in_a_group_a_word_that_begins_like_a_command_is_none(stage: Stage, said: str) -> None:
    assert [] == await stage.says(MINSU, f"/{said}", GROUP)
