"""Every form in which a date is written, and every form that only looks like one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.article import KST
from bot.articles.moment import date_in_path, due, is_ahead, read_added, read_published

AT = "2026-03-04T14:38:00+09:00"
DAY = "2026-03-04"
FORMS = {
    # numbers
    "2026-03-04": DAY, "2026.03.04": DAY, "2026/3/4": DAY, "2026. 3. 4.": DAY, "2026-03-04 00:00:00": DAY,
    "2026-03-04 14:38": AT, "2026-03-04T14:38:00": AT, "2026-03-04T05:38:00Z": AT, "2026-03-04T05:38:00.123Z": AT[:17],
    "2026-03-04 14:38:00+0900": AT, "2026-03-04 05:38 UTC": AT, "2026.03.04.14:38": AT, "2026.03.0414:38": AT,
    "2026-03-04T14:38:00+09:00[Asia/Seoul]": AT, "2026-03-04 14:38 (GMT+9)": AT, "2026-03-04-14:38": AT,
    # only digits
    "20260304": DAY, "20260304143800": AT, "20260304T053800Z": AT, "20260304 14:38": AT, "202603041438": AT,
    "1772602680": AT, "1772602680000": AT, "1772602680.5": AT,
    # short years, as Koreans write them
    "26.03.04": DAY, "26.3.4.": DAY, "26/03/04 14:38": AT, "'26.3.4": DAY, "26-03-04 14:38": AT,
    # other digits and dashes
    "２０２６．０３．０４": DAY, "2026–03–04": DAY, "2026‐03‐04　14：38": AT, "2026\u00a0-03-04": DAY,
    # Korean, Chinese, Japanese
    "2026년 3월 4일": DAY, "2026년3월4일 14시38분": AT, "2026년 03월 04일(수) 14:38": AT, "2026.03.04. 오후 2:38": AT,
    "2026-03-04 02:38 오후": AT, "2026. 3. 4. 오후 2시 38분": AT, "2026年3月4日 14:38": AT,
    "2026年03月04日 14時38分": AT,
    "2026年3月4日(水) 午後2時38分": AT, "2026年3月4日 下午2:38": AT, "2026.03.04 수요일 오후 2:38": AT,
    "2026-03-04 (수) 14:38": AT, "2026.03.04.(수) 14:38": AT, "수, 4 3월 2026 14:38:00 +0900": AT,
    "2026년 3월 4일 밤 11시": "2026-03-04T23:00:00+09:00", "2026-03-04 정오": "2026-03-04T12:00:00+09:00",
    "2026.3.4 새벽 1시 5분": "2026-03-04T01:05:00+09:00", "2026.3.4 낮 12:30": "2026-03-04T12:30:00+09:00",
    # English
    "Mar 4, 2026": DAY, "March 4, 2026": DAY, "4 March 2026": DAY, "4th of March 2026": DAY, "Mar. 04 2026": DAY,
    "04-Mar-2026": DAY, "2026 Mar 4": DAY, "Wednesday, March 4th, 2026 at 2:38 PM": AT[:11] + "14:38:00+09:00",
    "Wed, 04 Mar 2026 14:38:00 +0900": AT, "Wed, 04 Mar 2026 05:38:00 GMT": AT, "Wed, 4 Mar 26 14:38:00 KST": AT,
    "Wed Mar  4 14:38:00 KST 2026": AT, "Wed Mar  4 14:38:00 2026": AT,
    "Wed Mar 04 2026 14:38:00 GMT+0900 (한국 표준시)": AT,
    "2026-03-04 2:38 PM": AT, "2026/03/04 02:38:00 pm": AT, "2026-03-04 PM 2:38": AT, "2026-03-04 2:38 p.m.": AT,
    "Mar 3, 2026 11:38 PM CST": "2026-03-03", "12/30/2026": "2026-12-30", "30/12/2026": "2026-12-30",
    "30.12.2026": "2026-12-30",
    # several, and words around them
    "2026.03.04. 오후 2:382026.03.05. 오후 4:37": AT, "입력2026.03.04. 오후 2:38": AT,
    "수정 2026.03.05 09:00 입력 2026.03.04 14:38": AT, "기사입력 2026-03-04 14:38 | 최종수정 2026-03-05 09:00": AT,
    "2026.03.04 14:38 입력 | 2026.03.05 09:00 수정": AT, "Updated Mar 5, 2026 Published Mar 4, 2026": DAY,
    "[[2026-03-04]]": DAY, "승인 2026.03.04 14:38": AT, "2026-03-04 14:38 한빛일보": AT,
}  # fmt: skip
NONE = [
    "", "어제", "3시간 전", "3월 4일", "2026", "2026-03", "2026-13-04", "2026-02-30", "2026-03-04 25:61",
    "2026-03-04 14:99", "2026-03-04 14:38 +99:00", "2026-03-04 14:38 +24:00", "12026-03-04", "2026-03-041",
    "2026.3.4.7", "1,2026.03.04", "02-2026-0304", "가격 2,026,034", "v1.2026.3.4", "2026030414", "20261345",
    "03/04/2026", "3-4-2026", "99999999999999", "0001-01-01", "9999-12-31", "2150-01-01", "수정 2026-03-04",
    "Foo 4, 2026", "30.12.26", "4 Mar", "１２", "NaN", "null", "-", "2026-03-04T99:99:99Z",
]  # fmt: skip
PATHS = {
    "_posts/2026-03-04-bridge.md": DAY, "2026-03-04 다리.md": DAY, "20260304_bridge.txt": DAY, "다리_20260304.txt": DAY,
    "[2026.03.04] 다리.md": DAY, "2026년 3월 4일 다리.md": DAY, "2026/03/04/다리.md": DAY,
    "뉴스/2026-03-04/다리.md": DAY,
    "2026-03-04T1438 다리.md": DAY, "20260304143800.md": DAY,
    "다리.md": None, "2026/다리.md": None, "2026-03/다리.md": None, "120260304.md": None,
    "901_0000000017_다리.md": None,
    "v2026.03.04.7.md": None, "2026-13-45.md": None, "9012026030400017.txt": None,
}  # fmt: skip


def shown(published: date | datetime | None) -> str | None:
    return None if published is None else published.isoformat()


@pytest.mark.parametrize(("text", "expected"), FORMS.items())
def test_a_date_is_read_in_every_form(text: str, expected: str) -> None:
    found = read_published(text)
    if isinstance(found, datetime):
        found = found.astimezone(KST)
        assert found.isoformat().startswith(expected[:17])
        assert len(expected) > 10
    else:
        assert expected == shown(found)


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert read_published(text) is None


@pytest.mark.parametrize(("path", "expected"), PATHS.items())
def test_the_name_of_a_file_or_of_its_folders_gives_the_day(path: str, expected: str | None) -> None:
    assert expected == shown(date_in_path(path))


def test_a_time_of_crawling_without_a_zone_is_utc() -> None:
    assert datetime(2026, 3, 4, 7, 39, tzinfo=UTC) == read_added("2026-03-04 07:39:00")
    assert datetime(2026, 3, 4, 5, 38, tzinfo=UTC) == read_added("Wed, 04 Mar 2026 14:38:00 +0900")
    assert read_added("soon") is None


def test_what_is_dated_ahead_is_due_at_its_moment_or_at_the_midnight_of_its_day() -> None:
    moment = datetime(2026, 3, 4, 14, 38, tzinfo=KST)
    assert is_ahead(moment, moment - timedelta(seconds=1))
    assert not is_ahead(moment, moment)
    assert is_ahead(date(2026, 3, 5), moment)
    assert not is_ahead(date(2026, 3, 4), moment)
    assert not is_ahead(None, moment)
    assert datetime(2026, 3, 5, tzinfo=KST) == due(date(2026, 3, 5))


@given(st.integers(631_152_000, 4_000_000_000).filter(lambda seconds: seconds % 60))
def test_what_is_written_is_read_again(seconds: int) -> None:
    moment = datetime.fromtimestamp(seconds, KST)
    written = (
        moment.isoformat(),
        str(seconds) if seconds > 10**9 and seconds < 2 * 10**9 else moment.isoformat(),
        f"{moment:%Y.%m.%d %H:%M:%S}",
        f"{moment.year}년 {moment.month}월 {moment.day}일 {moment:%H}시 {moment:%M}분 {moment.second}초",
        f"{moment:%Y%m%d%H%M%S}",
        f"{moment:%d %b %Y %H:%M:%S +0900}",
        f"{moment:%B %d, %Y %I:%M:%S %p}",
    )
    assert [moment] * len(written) == [read_published(text) for text in written]


@given(st.text(alphabet="0123456789-./: 년월일시분오전후TZ+JanMar,()수정입력APM", max_size=60))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = read_published(text)
    assert found is None or 1900 <= found.year <= 2100
    assert date_in_path(text + ".md") is None or date_in_path(text + ".md")
