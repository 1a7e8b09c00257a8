"""Line charts of how often something was reported, as PNG.

On a ground of their own, so that they read alike in a dark and a light chat; colours that are told apart by people who
see few (Okabe and Ito, 2008), and a mark of its own for each line. matplotlib is imported with the first picture: it
takes a second and some 40 MB.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.adapters.pictures.fonts import hangul_font
from bot.concurrency.pools import Pool

if TYPE_CHECKING:
    from bot.answers.trend import Trend

WIDTH_INCHES, HEIGHT_INCHES, DPI = 6.0, 4.2, 200  # 1200 x 840 pixels; a phone shows it some 6 cm wide
INK, GROUND, GRID = "#1b1f24", "#fbfaf7", "#d5d2ca"
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#aa4499")
MARKS = ("o", "s", "^", "D")
LABEL_CHARS = 14  # of a topic; two stand beside each other
TICKS = 6  # days that are written below; more run into one another
MARKED_DAYS = 45  # with more points their marks would be one band


@dataclass(frozen=True, slots=True)
class Charts:
    """Draws one picture at a time, in a thread. Safe to share."""

    pool: Pool

    @property
    def writes_hangul(self) -> bool:
        """Whether there is a font for it; else the lines are called by their numbers."""
        return hangul_font() is not None

    async def draw(self, trend: Trend) -> bytes:
        """*trend* as PNG."""
        return await self.pool.run(_draw, trend, hangul_font())


def open_charts() -> Charts:
    """With a thread of their own, since matplotlib is not thread-safe."""
    return Charts(Pool("pictures", 1))


def _draw(trend: Trend, font_file: Path | None) -> bytes:
    from matplotlib import font_manager
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    labels = _labels(trend, font_file)
    font = font_manager.FontProperties(fname=str(font_file)) if font_file else font_manager.FontProperties()
    small, large = font.copy(), font.copy()
    small.set_size(13)
    large.set_size(16)
    figure = Figure(figsize=(WIDTH_INCHES, HEIGHT_INCHES), dpi=DPI, facecolor=GROUND, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.set_facecolor(GROUND)
    places = range(len(trend.days))
    marked = len(trend.days) <= MARKED_DAYS
    lines: list[Any] = []
    for number, one in enumerate(trend.series):
        lines += axes.plot(
            places,
            one.counts,
            color=COLOURS[number],
            marker=MARKS[number] if marked else None,
            markersize=6,
            linewidth=2.6,
            clip_on=False,
            zorder=3,
        )
    shown = _ticks(trend.days)
    axes.set_xticks(shown, [f"{trend.days[at].month}.{trend.days[at].day}." for at in shown])
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.grid(axis="y", color=GRID, linewidth=1)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(INK)
    axes.tick_params(colors=INK, length=0, pad=6)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_fontproperties(small)
    legend = figure.legend(
        lines,
        labels,
        loc="outside upper left",
        ncols=2,
        frameon=False,
        prop=large,
        labelcolor=INK,
        handlelength=1.6,
    )
    for text in legend.get_texts():
        text.set_parse_math(False)  # a reader's $ is a dollar
    out = BytesIO()
    figure.savefig(out, format="png", facecolor=GROUND)
    return out.getvalue()


def _labels(trend: Trend, font_file: Path | None) -> list[str]:
    """What the lines are called: their topics, as far as the font has them; their numbers where there is none."""
    numbers = [str(number) for number in range(1, len(trend.series) + 1)]
    if font_file is None:
        return numbers
    from matplotlib.font_manager import get_font

    font = get_font(str(font_file))
    topics = [
        one.topic[:LABEL_CHARS].lstrip("_ ") for one in trend.series
    ]  # one with _ has no label to matplotlib
    known = ["".join(char if font.get_char_index(ord(char)) else "?" for char in topic) for topic in topics]
    return [topic or number for topic, number in zip(known, numbers, strict=True)]


def _ticks(days: Sequence[date]) -> list[int]:
    """The places of the days that are written: the last one, and back from it in even steps."""
    step = max(1, -(-len(days) // TICKS))
    return sorted(range(len(days) - 1, -1, -step))
