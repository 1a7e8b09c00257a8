"""What is said of a subscription that there is, and what of it is otherwise then."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digests.edit_parser import applied, names_words, read_edit
from bot.digests.subscription import (
    EVERY_DAY,
    MOST_WORDS,
    WEEKDAYS,
    WEEKEND,
    Days,
    Filter,
    Place,
    Slot,
    Subscription,
)
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
        ("주말에만 보내줘", WEEKEND), ("주말엔 쉬게 해 주세요", WEEKDAYS),
        ("일요일은 쉬어줘", EVERY_DAY - {6}), ("don't send on weekends", WEEKDAYS),
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
        ("구독에 방수벽이랑 여울강 나룻배 추가해줘", ("버스 파업", "눈", "방수벽", "여울강 나룻배"), ("광고",)),
        ("구독에 첫사랑 노래 추가해줘", ("버스 파업", "눈", "첫사랑 노래"), ("광고",)),
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
    ("text", "keywords"),
    [
        ("버스 노선 빼줘", ("버스",)), ("remove bus lanes", ("bus",)), ("눈 치우기 지워줘", ("눈",)),
        ("한빛일보 사설 빼줘", ("한빛일보",)),
    ],
)  # fmt: skip
def test_a_keyword_beside_other_words_is_not_meant(text: str, keywords: tuple[str, ...]) -> None:
    edit = read_edit(text)
    assert edit is not None
    assert not names_words(edit, Filter(keywords))
    assert not names_words(edit, Filter(papers=keywords))


def test_several_words_of_it_are_named_in_any_order() -> None:
    assert ("비",) == changed(
        "눈, 버스 파업 빼줘", replace(ONE, wanted=Filter(("버스 파업", "눈", "비")))
    ).wanted.include


def test_what_is_left_of_none_is_asked_about() -> None:
    def left(text: str, wanted: Filter, days: Days = EVERY_DAY) -> Subscription | None:
        edit = read_edit(text)
        assert edit is not None
        return applied(edit, replace(ONE, wanted=wanted, slot=ONE.slot._replace(days=days)))

    assert left("한빛일보 빼줘", Filter(papers=("한빛일보",))) is None
    assert left("제목:요금 빼줘", Filter(("제목:요금",))) is None
    assert left("구독에서 눈 빼줘", Filter(("눈",), ("광고",))) is None
    assert left("일요일엔 보내지 마", Filter(), frozenset({6})) is None


def test_the_only_paper_beside_a_keyword_is_left_out() -> None:
    one = replace(ONE, wanted=Filter(("눈",), papers=("한빛일보",)))
    assert Filter(("눈",), ("언론사:한빛일보",)) == changed("한빛일보 빼줘", one).wanted
    both = replace(ONE, wanted=Filter(("눈",), papers=("한빛일보", "나루신문")))
    assert Filter(("눈",), papers=("나루신문",)) == changed("한빛일보 빼줘", both).wanted


def test_days_of_the_month_have_no_weekdays_to_leave_out() -> None:
    monthly = changed("매월 1일로 바꿔줘")
    assert monthly == changed("주말엔 보내지 마", monthly)


def test_an_added_word_is_left_out_no_more_and_they_are_bounded() -> None:
    assert Filter(("버스 파업", "눈", "광고")) == changed("구독에 광고 추가해줘").wanted
    full = replace(ONE, wanted=Filter(tuple(f"말{number}" for number in range(MOST_WORDS))))
    with pytest.raises(ReaderError, match="too_many_words"):
        changed("구독에 눈 추가해줘", full)


@pytest.mark.parametrize("text", ["구독에서 일요일 빼줘", "일요일 빼줘", "일요일은 쉬어 줄래?"])
def test_days_are_no_keywords(text: str) -> None:
    edited = changed(text)
    assert (EVERY_DAY - {6}, ONE.wanted) == (edited.slot.days, edited.wanted)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("구독 삭제해줘", "end"), ("구독 삭제", "end"), ("구독 지워줘", "end"), ("구독 없애 주세요", "end"),
        ("구독 종료해줘", "end"), ("구독 취소하고 싶어", "end"), ("구독을 끊고 싶어요", "end"),
        ("내 구독 해지할래", "end"),
        ("구독 그만 받고 싶어", "end"), ("지워줘", "end"), ("없애 주세요", "end"),
        ("종료해줘", "end"), ("끊고 싶어", "end"),
        ("알림 지워줘", "unwatch"), ("구독 시간 바꿔줘", "list"), ("구독 요일을 변경하고 싶어요", "list"),
        ("구독 키워드 추가해줘", "list"), ("구독 하나 더 추가해줘", "list"), ("구독에 하나 더 추가해줘", "list"),
        ("구독에 눈 빼고 비 추가해줘", "list"), ("구독에 일요일 추가해줘", "list"),
        ("구독에 아침 9시 추가해줘", "list"),
        ("키워드 삭제해줘", "list"), ("구독 목록 보여줘", "list"), ("구독 뭐 있는지 알려줘", "list"),
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


@pytest.mark.parametrize(
    ("text", "act", "span"),
    [
        ("일주일만 쉬어줘", "pause", "일주일만"), ("3일 쉬어줘", "pause", "3일"),
        ("구독 한 달 동안 쉬어줘", "pause", "한 달 동안"),
        ("잠깐 쉬어줘", "pause", ""), ("pause for a week", "pause", "a week"),
        ("pause my digest for two weeks", "pause", "two weeks"),
        ("다시 보내줘", "resume", ""), ("resume", "resume", ""),
    ],
)  # fmt: skip
def test_for_how_long_is_heard(text: str, act: str, span: str) -> None:
    edit = read_edit(text)
    assert edit is not None
    assert (act, span) == (edit.act, edit.span)


@pytest.mark.parametrize(
    "text",
    ["구독 다 취소해줘", "모든 구독 해지해줘", "cancel all my subscriptions", "unsubscribe from everything"],
)
def test_all_of_them_are_meant(text: str) -> None:
    edit = read_edit(text)
    assert edit is not None
    assert ("end", True) == (edit.act, edit.of_all)


@pytest.mark.parametrize(
    "text", ["일주일 쉬는 가게", "쉬어가는 코너", "다시 보내는 편지", "pause for thought", "모든 구독 서비스"]
)
def test_what_is_about_something_else_is_no_edit(text: str) -> None:
    assert read_edit(text) is None


def test_all_that_stands_before_its_subscription_says_which_is_meant() -> None:
    edit = read_edit("버스 구독 말고 눈 구독 멈춰줘")
    assert edit is not None
    assert "버스 구독 말고 눈" == edit.which


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
        "일요일에 쉬어?", "구독 뭐가 문제야?", "알림 확인 안 하는 사람", "구독 확인 안 하는 이유", "시간 9시로 바꿔?",
        "눈 빼줘?", "눈 빼줘？",
        "구독 취소?", "버스 노선 삭제", "눈 제외", "구독 요금에 배송비 포함", "구독 요금에 배송비 포함해줘",
        "구독에 배송비 포함",
        "일요일에 쉬어", "주말은 제외", "구독 취소 위약금", "구독 종료 안내", "주말에 보내지 마련",
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
