"""Quiet hours beside the words of a watch or a subscription."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digests.quiet import stored_quiet
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
    assert "00:00-00:00/96,23:00-07:00/31" == str(both)
    assert both == stored_quiet(str(both))
    assert nights == nights.beside(both)
    assert "23:00-07:00/31" == str(both.without(weekends.days))
    assert both.without(both.days) is None
    monday = datetime(2026, 1, 5, tzinfo=UTC)
    told = [hour for hour in range(24 * 7) if not both.covers(monday + timedelta(hours=hour))]
    assert [*range(23), *(day * 24 + hour for day in range(1, 5) for hour in range(7, 23))] == told


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


@given(st.text(alphabet="0123456789:시부터까지는조용히 밤에~-quietonlyamp평일주말하루종일,", max_size=60))
def test_anything_is_read(text: str) -> None:
    try:
        without_quiet(text)
        read_quiet(text)
        read_days_to_end(text)
        without_hourly(text)
    except ReaderError:
        pass
