"""Growth curves: time a query against the number of articles, as pictures for the documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.results import Record

SHOWN = {"sosik": "#c8102e", "tantivy": "#4878a8", "tantivy ngram(2,3)": "#7aa6c2", "FTS5 trigram": "#9a9a9a"}
_SEARCHES = re.compile(r"(merged: )?a whole search \(\d+\), p50 / p95")
_COLUMN = re.compile(r"([\d,]+) articles, (\d+) nodes?, documents of version (\d+)")


class Curve(NamedTuple):
    """points: (articles, ms)."""

    label: str
    line: str
    colour: str
    points: Sequence[tuple[int, float]]


def points(runs: dict[str, dict[str, Record]], contender: str, measure: str) -> list[tuple[int, float]]:
    """(articles, p95 in ms) of a contender, by size; *measure* is "ranked_ms" or "everything_ms"."""
    parts = runs.get(contender, {})
    return sorted(
        (record["articles"], record[measure]["p95"])
        for part, record in parts.items()
        if part.startswith("speed/") and measure in record
    )


def draw(runs: dict[str, dict[str, Record]], folder: Path) -> bool:
    """Write growth.png and growth.svg of the engines in memory; says whether there was anything to draw."""
    curves = []
    for contender, colour in SHOWN.items():
        measures = (
            [("everything_ms", "-", "sosik, everything"), ("ranked_ms", ":", "sosik, ranking only")]
            if contender == "sosik"
            else [("ranked_ms", "-", contender)]
        )
        curves += [
            Curve(label, line, colour, points(runs, contender, measure)) for measure, line, label in measures
        ]
    return _save(curves, folder / "growth", "ms a query, 95th percentile")


def draw_archive(columns: Mapping[str, Mapping[str, Mapping[str, str]]], folder: Path) -> bool:
    """Write archive_growth.png and .svg: a whole search in the most nodes and latest documents of *columns*."""
    sized = [(match, one["rows"]) for name, one in columns.items() if (match := _COLUMN.fullmatch(name))]
    if not sized:
        return False
    latest = max((int(match[3]), int(match[2])) for match, _ in sized)
    found: dict[tuple[bool, int], list[tuple[int, float]]] = {}
    for match, rows in sized:
        if (int(match[3]), int(match[2])) == latest:
            for is_merged, times in _searches(rows):
                for place, ms in enumerate(times):
                    found.setdefault((is_merged, place), []).append((int(match[1].replace(",", "")), ms))
    curves = [
        Curve(
            f"{('p50', 'p95')[place]}, {'after --merge' if is_merged else 'as loaded'}",
            ":" if is_merged else "-",
            ("#4878a8", "#c8102e")[place],
            sorted(times),
        )
        for (is_merged, place), times in sorted(found.items())
    ]
    return _save(curves, folder / "archive_growth", f"ms a whole search, {latest[1]} nodes")


def _searches(rows: Mapping[str, str]) -> Iterator[tuple[bool, list[float]]]:
    """Whether the index was merged, and p50 and p95 in ms."""
    for name, told in rows.items():
        if told and (match := _SEARCHES.fullmatch(name)):
            yield match[1] is not None, [float(ms) for ms in told.removesuffix(" ms").split(" / ")]


def _save(curves: Sequence[Curve], path: Path, told: str) -> bool:
    """Write *path*.png and .svg, both axes logarithmic; says whether there was anything to draw."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot, ticker

    mpl.rcParams["svg.hashsalt"] = "sosik"  # the same figures give the same file
    drawn = [curve for curve in curves if curve.points]
    if drawn:
        figure, axes = pyplot.subplots(figsize=(7.2, 4.2))
        for curve in drawn:
            axes.plot(
                *zip(*curve.points, strict=True),
                curve.line,
                marker="o",
                color=curve.colour,
                label=curve.label,
            )
        axes.set(xscale="log", yscale="log", xlabel="articles", ylabel=told)
        plain = ticker.FuncFormatter(lambda x, _: f"{x:,.0f}" if x >= 1 else f"{x:g}")
        axes.xaxis.set_major_formatter(plain)
        axes.xaxis.set_minor_formatter(ticker.NullFormatter())
        axes.yaxis.set_major_formatter(plain)
        axes.yaxis.set_minor_formatter(plain)
        axes.grid(alpha=0.25, which="both", linewidth=0.5)
        axes.legend(frameon=False, fontsize=8)
        figure.tight_layout()
        figure.savefig(path.with_suffix(".png"), dpi=160)
        figure.savefig(path.with_suffix(".svg"), metadata={"Date": None})
        pyplot.close(figure)
    return bool(drawn)
