"""What is said of a subscription that there is, and what of it is otherwise then."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digests.edit_parser import applied, read_edit
from bot.digests.subscription import EVERY_DAY, WEEKDAYS, WEEKEND, Filter, Place, Slot, Subscription
from bot.errors import ReaderError

ONE = Subscription(
    7, Place(1), Slot(time(7), EVERY_DAY, "Asia/Seoul"), wanted=Filter(("버스 파업", "눈"), ("광고",))
)


def changed(text: str, one: Subscription = ONE) -> Subscription:
    edit = read_edit(text)
    assert edit is not None
    made = applied(edit, one)
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("시간 9시로 바꿔줘", time(9)), ("9시로 변경해 주세요", time(9)),
        ("구독 시간을 아침 8시 반으로 옮겨줘!", time(8, 30)),
        ("저녁으로 바꿔줘", time(19)), ("move it to 9am", time(9)), ("Change my digest to 6:30 pm", time(18, 30)),
        ("please set the time to noon.", time(12)),
    ],
)  # fmt: skip
def test_another_time(text: str, at: time) -> None:
    assert at == changed(text).slot.at
    assert ONE.wanted == changed(text).wanted


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("요일을 평일로 바꿔줘", WEEKDAYS), ("주말엔 보내지 마", WEEKDAYS), ("주말은 빼 주세요", WEEKDAYS),
        ("주말에만 보내줘", WEEKEND), ("일요일은 쉬어줘", EVERY_DAY - {6}), ("don't send on weekends", WEEKDAYS),
        ("skip Sundays", EVERY_DAY - {6}), ("change it to weekdays", WEEKDAYS),
    ],
)  # fmt: skip
def test_other_days(text: str, days: frozenset[int]) -> None:
    assert days == changed(text).slot.days
    assert ONE.slot.at == changed(text).slot.at


def test_days_of_the_month_a_zone_and_a_number() -> None:
    assert frozenset({1}) == changed("매월 1일로 바꿔줘").slot.month_days
    assert "America/New_York" == changed("시간대를 뉴욕 시간으로 바꿔줘").slot.zone
    assert 5 == changed("5개로 줄여줘").count
    monthly = changed("매월 1일로 바꿔줘")
    assert (WEEKDAYS, frozenset()) == (
        changed("평일로 변경", monthly).slot.days,
        changed("평일로 변경", monthly).slot.month_days,
    )


@pytest.mark.parametrize(
    ("text", "include", "exclude"),
    [
        ("눈 빼줘", ("버스 파업",), ("광고",)), ("눈은 지워 주세요", ("버스 파업",), ("광고",)),
        ("버스 파업 키워드 삭제해줘", ("눈",), ("광고",)), ("remove 눈 from my digest", ("버스 파업",), ("광고",)),
        ("구독에 방수벽도 추가해줘", ("버스 파업", "눈", "방수벽"), ("광고",)),
        ("구독에 여울강 방수벽, 나룻배 넣어줘", ("버스 파업", "눈", "여울강 방수벽", "나룻배"), ("광고",)),
        ("구독 키워드에 방수벽 넣어 주세요", ("버스 파업", "눈", "방수벽"), ("광고",)),
        ("add ferry to my digest", ("버스 파업", "눈", "ferry"), ("광고",)),
        ("구독에서 택시 빼줘", ("버스 파업", "눈"), ("광고", "택시")), ("광고 제외 빼줘", ("버스 파업", "눈"), ()),
    ],
)  # fmt: skip
def test_words_come_and_go(text: str, include: tuple[str, ...], exclude: tuple[str, ...]) -> None:
    wanted = changed(text).wanted
    assert (include, exclude) == (wanted.include, wanted.exclude)


def test_what_is_no_keyword_of_it_is_no_edit_of_it() -> None:
    edit = read_edit("택시 빼줘")
    assert edit is not None
    assert applied(edit, ONE) is None


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("구독 잠깐 멈춰줘", "pause"), ("pause my digest", "pause"), ("소식 다시 보내줘", "resume"),
        ("resume my digests", "resume"), ("구독 취소해 주세요", "end"), ("cancel my subscription", "end"),
        ("알림 그만", "unwatch"), ("stop my alerts", "unwatch"), ("내 구독 뭐뭐 있어?", "list"),
        ("what am i subscribed to?", "list"), ("알림 목록", "watches"), ("7로 바꿔줘", "list"),
    ],
)  # fmt: skip
def test_what_is_to_be_done_with_it(text: str, act: str) -> None:
    edit = read_edit(text)
    assert edit is not None
    assert act == edit.act


def test_it_pauses_and_goes_on() -> None:
    paused = changed("구독 일시 중지해줘")
    assert paused.paused
    assert changed("시간 9시로 바꿔줘", paused).paused
    assert not changed("구독 다시 보내줘", paused).paused


@pytest.mark.parametrize(
    "text",
    [
        "버스 요금 바꿔줘", "9시 뉴스", "구독 경제", "버스 파업 언제 끝나?", "구독 해지 위약금", "알림톡 그만",
        "요금 추가 인상",
        "change the fare to 1,500 won", "move it", "add a bus lane", "stop the strike", "수정안 빼고 처리",
        "이거 빼고 다 알려줘",
        "set my heart to it", "시장을 바꿔 달라는 요구", "",
    ],
)  # fmt: skip
def test_what_speaks_of_something_else_is_no_edit(text: str) -> None:
    assert read_edit(text) is None


def test_what_cannot_be_is_told() -> None:
    with pytest.raises(ReaderError, match="no_such_time"):
        read_edit("25시로 바꿔줘")
    with pytest.raises(ReaderError, match="one_time"):
        changed("8시랑 18시로 바꿔줘")


@given(st.text(max_size=120))
def test_anything_is_read(text: str) -> None:
    try:
        edit = read_edit(text)
        _ = edit and applied(edit, ONE)
    except ReaderError:
        pass
