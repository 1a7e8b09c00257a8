"""What Telegram answers oddly, or not for a moment: what was taken counts, and who waits is told."""

from __future__ import annotations

import logging

import pytest

from tests.dialog import Voice
from tests.e2e.paper import Paper
from tests.e2e.test_refusals import paper, reader

__all__ = ["paper"]


@pytest.mark.parametrize("method", ["sendMessage", "getChatMember"])
async def test_who_could_not_be_answered_for_a_moment_is_told_so(paper: Paper, method: str) -> None:
    leader, member = Voice.of(paper.telegram, "방장"), Voice.of(paper.telegram, "회원")
    room = Voice.into_group(paper.telegram, "편집국", leader, member, kind="supergroup")
    fault = paper.telegram.refuse(502, "Bad Gateway", method=method, times=2)
    await member.at(room).says("/subscribe@sosik_bot 08:00")
    await room.hears("다시 보내 주세요")
    assert 2 == fault.met
    await room.hears_nothing()


ODD = [True, None, {}, [], {"message_id": "9"}, {"message_id": 9, "date": 1, "chat": {}, "poll": {}}]


@pytest.mark.parametrize("odd", ODD)
async def test_what_telegram_took_and_answers_oddly_counts_as_sent(
    paper: Paper, caplog: pytest.LogCaptureFixture, odd: object
) -> None:
    alice = await reader(paper)
    faults = [paper.telegram.mumble(odd, method=f"{what}Message{text}", chat_id=alice.id)
              for what, text in (("send", ""), ("edit", "Text"))]  # fmt: skip
    await alice.says("/subscriptions")
    panel = await alice.hears("매일 08:00")
    await alice.presses("일시", on=panel)
    await alice.presses("다시", on=await alice.hears())
    await alice.hears()
    await alice.hears_nothing()
    assert [1, 1] == [fault.met for fault in faults]
    await paper.publish("노면전차 달린다")
    paper.telegram.mumble(odd, method="sendMessage", chat_id=alice.id)
    await paper.at(8)
    await alice.hears("노면전차 달린다")
    await paper.at(9)
    await alice.hears_nothing()
    assert [] == [one for one in caplog.records if one.levelno >= logging.ERROR]


@pytest.mark.parametrize("odd", ODD)
async def test_a_member_of_whom_telegram_tells_oddly_changes_nothing_and_is_told_so(
    paper: Paper, caplog: pytest.LogCaptureFixture, odd: object
) -> None:
    leader, member = Voice.of(paper.telegram, "방장"), Voice.of(paper.telegram, "회원")
    room = Voice.into_group(paper.telegram, "편집국", leader, member, kind="supergroup")
    paper.telegram.mumble(odd, method="getChatMember", times=2)
    await member.at(room).says("/subscribe@sosik_bot 08:00")
    assert "구독했어요" not in (await room.hears()).text
    assert [] == [one for one in caplog.records if one.levelno >= logging.ERROR]
