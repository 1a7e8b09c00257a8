"""Quiet hours beside the words of a watch or a subscription."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digests.quiet import Quiet, Stretch, outside, stored_quiet
from bot.digests.quiet_hours import (
    NIGHT,
    Hushed,
    read_days_to_end,
    read_quiet,
    read_wish_for_quiet,
    why_none,
    without_quiet,
)
from bot.digests.spans import hours, read_span
from bot.digests.watch_parser import Paced, without_hourly
from bot.errors import ReaderError
from bot.i18n import Language


@pytest.mark.parametrize(
    ("text", "rest", "quiet"),
    [
        ("버스 밤 11시부터 7시까지는 조용히", "버스", "23:00-07:00"), ("파업 23-7 방해금지", "파업", "23:00-07:00"),
        ("버스, 방해금지 22시~6시", "버스", "22:00-06:00"),
        ("버스 파업 밤 10시반~아침 6시반 무음", "버스 파업", "22:30-06:30"),
        ("버스 12시부터 1시까지 보내지 마", "버스", "12:00-01:00"), ("버스 9시~18시에만", "버스", "18:00-09:00"),
        ("bus strike, quiet 11pm to 7am", "bus strike", "23:00-07:00"),
        ("bus only between 9am and 6pm", "bus", "18:00-09:00"),
        ("bus not from 10pm to 6:30am", "bus", "22:00-06:30"), ("밤 11시부터 7시까지 조용히", "", "23:00-07:00"),
    ],
)  # fmt: skip
def test_hours_are_told_from_words(text: str, rest: str, quiet: str) -> None:
    said = without_quiet(text)
    assert (rest, quiet, "") == (said.rest, str(said.hours), said.unclear)


@pytest.mark.parametrize(
    "text", ["버스 밤에는 조용히", "버스 새벽엔 보내지 마", "bus but not at night", "bus quiet overnight"]
)
def test_a_night_without_hours_is_asked_about(text: str) -> None:
    said = without_quiet(text)
    assert (text.split()[0], None) == (said.rest, said.hours)
    assert f" 방해금지 {NIGHT}" == said.written("ko")
    assert f" quiet {NIGHT}" == said.written("en")


@pytest.mark.parametrize(
    "text",
    [
        "버스 3-1 승리",
        "버스 2~3명 제외",
        "7-1 제외",
        "조용히 처리",
        "밤에 문 여는 약국",
        "quiet quitting",
        "버스 9시~18시",
    ],
)
def test_what_is_no_quiet_stays(text: str) -> None:
    assert Hushed(text) == without_quiet(text)


def test_a_digest_has_its_time_and_no_hours_beside_which_it_is_quiet() -> None:
    assert "버스 9시~18시에만" == without_quiet("버스 9시~18시에만", is_watch=False).rest
    assert "버스" == without_quiet("버스 23-7 방해금지", is_watch=False).rest


@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_is_written_is_read_again(language: str) -> None:
    said = without_quiet("버스 23-7 방해금지")
    assert said == without_quiet("버스" + said.written("ko" if language == "ko" else "en"))


@pytest.mark.parametrize(
    ("text", "rest", "hourly"),
    [
        ("버스 한 시간에 2번까지만", "버스", 2), ("버스 최대 시간당 3회", "버스", 3), ("시간당 2번, 버스", "버스", 2),
        ("버스, 시간당 2번", "버스", 2), ("bus strike, at most three an hour", "bus strike", 3),
        ("버스 시간당 임금", "버스 시간당 임금", None), ("버스 시간당 100", "버스 시간당 100", None),
        ('버스 "시간당 3회"', '버스 "시간당 3회"', None),
    ],
)  # fmt: skip
def test_how_often_is_told_from_words(text: str, rest: str, hourly: int | None) -> None:
    assert Paced(rest, hourly) == without_hourly(text)


@pytest.mark.parametrize(
    ("text", "said"), [("마을버스 시간당 4회", "시간당 4회"), ("한 시간에 3번 버스", "한 시간에 3번")]
)
def test_how_often_may_be_the_topic_where_no_most_is_said(text: str, said: str) -> None:
    assert said == without_hourly(text).unclear


@pytest.mark.parametrize("language", ["ko", "en"])
def test_how_often_is_written_so_that_it_is_read_again(language: Language) -> None:
    said = without_hourly("버스 한 시간에 2번까지만")
    assert said == without_hourly("버스" + said.written(language))


@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        ("오후 11시부터 오전 7시까지", "23:00-07:00"), ("오후 11시-7시", "23:00-07:00"),
        ("오후 10시부터 6시까지", "22:00-06:00"), ("오후 10시 반부터 6시까지", "22:30-06:00"),
        ("오후 1시부터 5시까지", "13:00-17:00"), ("저녁 7시부터 9시까지", "19:00-21:00"),
        ("저녁 8시부터 8시까지", "20:00-08:00"), ("밤 10시부터 12시까지", "22:00-00:00"),
        ("밤 12시부터 6시까지", "00:00-06:00"), ("밤 11시부터 1시까지", "23:00-01:00"),
        ("낮 12시부터 1시까지", "12:00-13:00"), ("오전 9시부터 6시까지", "09:00-18:00"),
        ("오전 10시부터 11시까지", "10:00-11:00"), ("오후 3시부터 오전 9시까지", "15:00-09:00"),
        ("9pm to 7", "21:00-07:00"), ("9am to 5", "09:00-17:00"), ("23-7", "23:00-07:00"),
        ("정오부터 3시까지", "12:00-15:00"), ("저녁 6시부터 08:00까지", "18:00-08:00"),
    ],
)  # fmt: skip
def test_the_half_of_the_begin_holds_for_an_end_that_is_still_later(text: str, quiet: str) -> None:
    assert quiet == str(read_quiet(text))


@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        ("ferry only between 9 and 5", "17:00-09:00"), ("bus 9 to 5 only", "17:00-09:00"),
        ("버스 9시~6시에만", "18:00-09:00"), ("버스 22시~6시에만", "06:00-22:00"),
        ("버스 저녁 7시부터 9시까지만", "21:00-19:00"),
    ],
)  # fmt: skip
def test_hours_of_telling_are_of_the_day(text: str, quiet: str) -> None:
    assert quiet == str(without_quiet(text).hours)


def test_a_stretch_of_the_day_is_read() -> None:
    for said in ("8~22시", "오전 9시부터 오후 6시까지", "9am-5pm", "오후 1시부터 5시까지"):
        assert read_span(said) is not None
    span = read_span("오후 1시부터 5시까지")
    assert span is not None
    assert (13, 15, 17) == hours(*span, 2)
    assert read_span("8시") is None


@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        ("밤 10시부터 아침 6시까지 조용히", "22:00-06:00"), ("자는 동안 23시~7시 보내지 마", "23:00-07:00"),
        ("매일 11시~7시 알림 ㄴㄴ", "11:00-07:00"), ("23-7 무음으로", "23:00-07:00"), ("23-7 노노", "23:00-07:00"),
        ("아침 8시 전에는 알리지 마", "00:00-08:00"), ("오전 9시 이전엔 조용히", "00:00-09:00"),
        ("quiet from 10pm to 6am please", "22:00-06:00"), ("방해 금지 22:30~6:30", "22:30-06:30"),
    ],
)  # fmt: skip
def test_hours_alone_are_read_with_what_asks_for_quiet(text: str, quiet: str) -> None:
    assert quiet == str(read_quiet(text))


@pytest.mark.parametrize("text", ["버스 23-7 조용히", "밤", "조용히", "회의 중 23-7 무음", "8시 전에 버스"])
def test_what_is_more_or_less_than_hours_is_none(text: str) -> None:
    assert read_quiet(text) is None


@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        ("토요일에는 23-9 조용히", "23:00-09:00/32"), ("평일 오전 7시 전에는 보내지 마", "00:00-07:00/31"),
        ("평일 밤 11시~7시 조용히", "23:00-07:00/31"), ("주말엔 하루 종일 조용히", "00:00-00:00/96"),
        ("일요일엔 알림 끄기", "00:00-00:00/64"), ("월,수,금 22-6 방해금지", "22:00-06:00/21"),
        ("평일은 밤 11시~7시, 주말은 하루 종일 조용히", "23:00-07:00/31,00:00-00:00/96"),
        ("23-7 평일 무음", "23:00-07:00/31"), ("주말 빼고 23-7 조용히", "23:00-07:00/31"), ("주말", "00:00-00:00/96"),
        ("평일 9시~18시에만", "00:00-09:00/31,18:00-00:00/31,00:00-00:00/96"),
        ("quiet on weekdays 11pm to 7am", "23:00-07:00/31"), ("no alerts on Sundays", "00:00-00:00/64"),
        ("keep quiet all day on weekends", "00:00-00:00/96"), ("weekdays 23-7", "23:00-07:00/31"),
        ("quiet 11pm to 7am on weekdays and all day on weekends", "23:00-07:00/31,00:00-00:00/96"),
        ("only 9am to 6pm on weekdays", "00:00-09:00/31,18:00-00:00/31,00:00-00:00/96"),
    ],
)  # fmt: skip
def test_hours_of_some_weekdays(text: str, quiet: str) -> None:
    assert quiet == str(read_quiet(text))


@pytest.mark.parametrize(
    ("text", "rest", "quiet"),
    [
        ("버스 평일 밤 11시~7시 조용히", "버스", "23:00-07:00/31"),
        ("버스 주말엔 하루 종일 조용히", "버스", "00:00-00:00/96"),
        ("버스 파업, 일요일엔 알림 끄기", "버스 파업", "00:00-00:00/64"),
        ("버스 주말엔 보내지 마", "버스", "00:00-00:00/96"),
        ("버스 평일 23-7 조용히, 주말 하루 종일 무음", "버스", "23:00-07:00/31,00:00-00:00/96"),
        ("bus strike, quiet 11pm to 7am on weekdays", "bus strike", "23:00-07:00/31"),
        ("bus but not on weekends", "bus", "00:00-00:00/96"),
        ("버스 평일 9시~18시에만", "버스", "00:00-09:00/31,18:00-00:00/31,00:00-00:00/96"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["ko", "en"])
def test_weekdays_are_told_from_words_and_written_so_that_they_are_read_again(
    text: str, rest: str, quiet: str, language: Language
) -> None:
    said = without_quiet(text)
    assert (rest, quiet, "") == (said.rest, str(said.hours), said.unclear)
    assert said == without_quiet(rest + said.written(language))


def test_the_days_of_a_digest_are_no_quiet() -> None:
    for text in ("버스 주말 빼고", "버스 주말엔 보내지 마", "bus except weekends"):
        assert Hushed(text) == without_quiet(text, is_watch=False)
    assert "00:00-00:00/96" == str(without_quiet("버스 주말엔 조용히", is_watch=False).hours)


@pytest.mark.parametrize(
    "text", ["버스 토목 조용히", "금 제외", "조용한 일요일", "Silent Sunday", "주말 빼고", "23-7"]
)
def test_what_may_be_words_is_no_wish_for_quiet_without_a_command(text: str) -> None:
    assert read_wish_for_quiet(text) is None


def test_days_are_ended_apart() -> None:
    assert {5, 6} == read_days_to_end("주말 방해금지 해제해줘")
    assert {6} == read_days_to_end("sundays off")
    for text in ("일요일엔 알림 끄기", "끄기", "주말", "버스 끄기"):
        assert read_days_to_end(text) is None


def test_what_is_said_of_some_days_leaves_the_others() -> None:
    nights = read_quiet("23-7")
    weekends = read_quiet("주말 하루 종일")
    assert nights is not None
    assert weekends is not None
    both = weekends.beside(nights)
    assert "00:00-00:00/96,23:00-07:00" == str(both)
    assert both == stored_quiet(str(both))
    assert nights == nights.beside(both)
    assert "23:00-07:00/31" == str(both.without(weekends.days))
    assert both.without(both.days) is None
    monday = datetime(2026, 1, 5, tzinfo=UTC)
    told = [hour for hour in range(24 * 7) if not both.covers(monday + timedelta(hours=hour))]
    assert [day * 24 + hour for day in range(5) for hour in range(7, 23)] == told


def test_it_is_never_quiet_for_ever() -> None:
    for text, before in (("매일 하루 종일 조용히", None), ("평일 하루 종일", "00:00-00:00/96")):
        hours = read_quiet(text)
        assert hours is not None
        with pytest.raises(ReaderError, match=r"quiet\.always"):
            hours.beside(stored_quiet(before))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("8시부터 8시까지", "quiet.same_ends"), ("22-22 조용히", "quiet.same_ends"),
        ("언젠가", "quiet.unclear"), ("8시", "quiet.unclear"),
    ],
)  # fmt: skip
def test_hours_that_begin_when_they_end_are_none_and_said_so(text: str, key: str) -> None:
    assert read_quiet(text) is None
    assert key == why_none(text).key


@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        ("23-7 주말엔 23-9", "23:00-09:00/96,23:00-07:00/31"), ("23-7, 일요일 하루 종일", "00:00-00:00/64,23:00-07:00"),
        ("매일 23-7, 매일 12-13", "23:00-07:00,12:00-13:00"), ("12-13 23-7", "12:00-13:00,23:00-07:00"),
        ("금요일은 22-8, 토요일은 하루 종일, 일요일은 22-7", "22:00-08:00/16,00:00-00:00/32,22:00-07:00/64"),
        ("23-7 평일 23-9 주말", "23:00-07:00/31,23:00-09:00/96"),
        ("평일 23-7, 23-9 주말", "23:00-07:00/31,23:00-09:00/96"),
        ("quiet 11pm to 7am, on weekends 11pm to 9am", "23:00-09:00/96,23:00-07:00/31"),
        ("quiet every day 11pm to 7am and on Sundays all day", "23:00-07:00,00:00-00:00/64"),
    ],
)  # fmt: skip
def test_hours_are_of_the_days_in_front_of_them_or_behind_where_the_first_has_none(
    text: str, quiet: str
) -> None:
    assert quiet == str(read_quiet(text))


@pytest.mark.parametrize(
    "text",
    [
        "평일 12-13, 23-7", "12-13, 23-7 평일", "주말 23-9 평일", "quiet 11pm to 7am, all day on weekends",
        "23-7 조용히, 주말 23-9 조용히 평일", "평일 23-7 조용히 주말",
    ],
)  # fmt: skip
def test_hours_that_may_be_of_either_days_are_asked_about(text: str) -> None:
    with pytest.raises(ReaderError, match=r"quiet\.unclear_days"):
        read_quiet(text)


@pytest.mark.parametrize(
    ("text", "rest", "quiet"),
    [
        ("버스 23-7 조용히, 주말엔 23-9 조용히", "버스", "23:00-09:00/96,23:00-07:00/31"),
        ("버스 23-7 조용히, 주말엔 조용히", "버스", "00:00-00:00/96,23:00-07:00"),
        ("버스 23-7 조용히 주말 하루 종일 무음", "버스", "00:00-00:00/96,23:00-07:00"),
        ("조용히 주말 23-9 조용히", "조용히", "23:00-09:00/96"),
        ("버스 평일 제외 23-7 조용히", "버스", "23:00-07:00/96"),
        ("bus, quiet 11pm to 7am on weekdays and quiet all day on weekends", "bus",
         "23:00-07:00/31,00:00-00:00/96"),
        ("버스 매일 23-7 조용히, 주말엔 조용히", "버스", "23:00-07:00,00:00-00:00/96"),
        ("버스 9-12시에만 14-18시에만", "버스", "12:00-14:00,18:00-09:00"),
        ("버스 평일 9-18시에만, 주말 10-20시에만", "버스",
         "00:00-09:00/31,18:00-00:00/31,00:00-10:00/96,20:00-00:00/96"),
        ("버스 9-18시에만, 주말엔 조용히", "버스", "00:00-00:00/96,18:00-09:00"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["ko", "en"])
def test_several_beside_words_have_their_own_days(
    text: str, rest: str, quiet: str, language: Language
) -> None:
    said = without_quiet(text)
    assert (rest, quiet) == (said.rest, str(said.hours))
    assert said == without_quiet(rest + said.written(language))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("9-12시에만 14-18시에만", {day: {9, 10, 11, 14, 15, 16, 17} for day in range(7)}),
        ("9-12시에만 11-14시에만", {day: {9, 10, 11, 12, 13} for day in range(7)}),
        ("22시~2시에만", {day: {0, 1, 22, 23} for day in range(7)}),
        ("금요일 22시~2시에만", {4: {22, 23}, 5: {0, 1}}),
        ("평일 20-24시에만", {day: {20, 21, 22, 23} for day in range(5)}),
        ("평일 9-11시에만, 주말 10-13시에만",
         {day: {9, 10} for day in range(5)} | {day: {10, 11, 12} for day in (5, 6)}),
        ("only 9am to 11am on weekdays", {day: {9, 10} for day in range(5)}),
        ("9-11시에만, 일요일은 10-12시에만", {day: {9, 10} for day in range(6)} | {6: {10, 11}}),
    ],
)  # fmt: skip
def test_it_is_quiet_but_in_all_hours_that_alone_are_wanted(text: str, told: dict[int, set[int]]) -> None:
    quiet = read_quiet(text)
    assert quiet is not None
    monday = datetime(2026, 1, 5, tzinfo=UTC)
    loud = {hour for hour in range(24 * 7) if not quiet.covers(monday + timedelta(hours=hour))}
    assert {day * 24 + hour for day, hours in told.items() for hour in hours} == loud


def test_what_is_quiet_beside_what_alone_is_wanted_is_asked_about() -> None:
    assert read_quiet("9-12시, 14-18시에만") is None


@pytest.mark.parametrize(
    "text", ["9-18, 18-9", "00:00-12:00, 12:00-00:00", "주말 하루 종일, 평일 0-12, 평일 12-0"]
)
def test_stretches_that_leave_no_moment_are_refused(text: str) -> None:
    hours = read_quiet(text)
    assert hours is not None
    with pytest.raises(ReaderError, match=r"quiet\.always"):
        hours.beside(None)


HOURS = st.integers(0, 23).map(time)
DAYS = st.frozensets(st.integers(0, 6), min_size=1)
STRETCHES = st.builds(Stretch, HOURS, HOURS, DAYS).filter(lambda one: one.begin != one.end or one.is_all_day)


@given(st.lists(STRETCHES, min_size=1, max_size=4))
def test_it_is_quiet_for_ever_where_no_moment_of_the_week_is_left(some: list[Stretch]) -> None:
    hours, others = Quiet(tuple(some)), Quiet(outside(some))
    week = [datetime(2026, 1, 5, tzinfo=UTC) + timedelta(hours=hour) for hour in range(24 * 7)]
    assert all(map(hours.covers, week)) == hours.is_endless
    assert all(hours.covers(at) != others.covers(at) for at in week)


@pytest.mark.parametrize("text", ["일 조용히 해줘", "금 무음", "수목 조용히", "토 알림 끄기"])
def test_a_letter_is_a_day_behind_the_command_alone(text: str) -> None:
    assert read_wish_for_quiet(text) is None
    assert read_quiet(text) is not None


def test_more_stretches_than_anybody_says_are_refused() -> None:
    days = [f"{day}요일 {hour}-{hour + 1} 조용히" for hour in (1, 3) for day in "월화수목금토일"]
    hours = without_quiet("버스 " + " ".join(days[:7])).hours
    assert hours is not None
    assert 7 == len(hours.stretches)
    with pytest.raises(ReaderError, match=r"quiet\.unclear"):
        without_quiet("버스 " + " ".join(days[:8]))


@given(st.text(alphabet="0123456789:시부터까지는조용히 밤에~-quietonlyamp평일주말하루종일,", max_size=60))
def test_anything_is_read(text: str) -> None:
    try:
        without_quiet(text)
        read_quiet(text)
        read_days_to_end(text)
        without_hourly(text)
    except ReaderError:
        pass
