"""What one message may cost everybody else: what the loop reads of it itself is bounded."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from time import thread_time

import pytest

from bot.digests.edit_parser import read_edit
from bot.digests.quiet_hours import ends_quiet, read_quiet, read_wish_for_quiet, why_none, without_quiet
from bot.digests.request import read_request
from bot.digests.said_wish import read_said_wish
from bot.digests.subscription_parser import asks_to_end, words_to_end
from bot.digests.watch_parser import read_hourly, without_hourly
from bot.errors import ReaderError

MOST_SECONDS = 0.3  # of the processor; 0.02 on a quiet machine
WORST = (
    "버스 " + "조용히 " * 500 + "일요일 조용히 " * 250, "일요일 조용히 " * 500, "주말 제외 " * 600,
    "23-7 조용히 " * 500,
    "평일 9-18시에만 " * 400, "월 화 수 목 " * 500, "조용히" * 1300, "quiet not on " * 300, "1" * 4000, "밤 " * 2000,
    "월화수목금토일" * 500, "월요일, " * 800 + "조용히", "구독 " * 1300 + "빼줘", "알려줘 나오면 " * 500, "23-" * 1300,
    "매일 " * 1300 + "받고 싶어요", "시간당 " * 1000, "24 시간 내내 " * 500, "제외 " * 1300,
    "구독 시간을 " * 14 + "빼줘",
)  # fmt: skip
READERS: tuple[Callable[[str], object], ...] = (
    without_quiet, read_quiet, read_wish_for_quiet, ends_quiet, why_none, without_hourly, read_hourly, read_said_wish,
    read_edit, asks_to_end, words_to_end, lambda text: read_request(text.split()),
)  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", WORST, ids=range(len(WORST)))
def test_no_message_holds_up_the_others(reader: Callable[[str], object], text: str) -> None:
    began = thread_time()
    with suppress(ReaderError):
        reader(text[:4096])
    assert thread_time() - began < MOST_SECONDS
