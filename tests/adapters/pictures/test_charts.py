"""The picture of a trend: a PNG that a phone shows, whatever the topics are called."""

from __future__ import annotations

import struct
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from matplotlib.image import imread

from bot.adapters.pictures.charts import COLOURS, _draw, _ticks, open_charts
from bot.adapters.pictures.fonts import hangul_font
from bot.answers.trend import Series, Trend

TREND = Trend(date(2025, 12, 28), (Series("나룻배", (1, 5, 3, 0)), Series("도서관", (0, 2, 2, 4))))
MATPLOTLIB_FONT = Path(__import__("matplotlib").get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"


def colours_of(png: bytes) -> set[str]:
    pixels = imread(BytesIO(png))[::2, ::2, :3].reshape(-1, 3)
    return {"#" + "".join(f"{round(float(value) * 255):02x}" for value in pixel) for pixel in pixels}


async def test_it_is_a_png_with_a_line_for_each_topic() -> None:
    png = await open_charts().draw(TREND)
    assert png.startswith(b"\x89PNG")
    assert (1200, 840) == struct.unpack(">II", png[16:24])
    seen = colours_of(png)
    assert set(COLOURS[:2]) <= seen
    assert not set(COLOURS[2:]) & seen


@pytest.mark.parametrize("font", [None, MATPLOTLIB_FONT, hangul_font()])
@pytest.mark.parametrize("topic", ["$x^{", "_밑줄", "🙂", "가" * 500, "A & <b>", "\\frac"])
def test_no_name_of_a_topic_is_a_fault(topic: str, font: Path | None) -> None:
    assert _draw(Trend(date(2026, 1, 1), (Series(topic, (0, 10**6)),) * 4), font).startswith(b"\x89PNG")


@pytest.mark.parametrize("count", [2, 7, 30, 180])
def test_no_more_days_are_written_than_have_room_and_the_last_is(count: int) -> None:
    days = [date(2026, 1, 1)] * count
    ticks = _ticks(days)
    assert len(ticks) <= 6
    assert count - 1 == ticks[-1]
