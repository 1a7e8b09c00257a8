"""The growth curve: time a query against the number of articles, as a picture for the README."""

from __future__ import annotations

from pathlib import Path

from bench.results import Record

SHOWN = {"sosik": "#c8102e", "tantivy": "#4878a8", "tantivy ngram(2,3)": "#7aa6c2", "FTS5 trigram": "#9a9a9a"}


def points(runs: dict[str, dict[str, Record]], contender: str, measure: str) -> list[tuple[int, float]]:
    """(articles, p95 in ms) of a contender, by size; *measure* is "ranked_ms" or "everything_ms"."""
    parts = runs.get(contender, {})
    return sorted(
        (record["articles"], record[measure]["p95"])
        for part, record in parts.items()
        if part.startswith("speed/") and measure in record
    )


def draw(runs: dict[str, dict[str, Record]], folder: Path) -> bool:
    """Write growth.png and growth.svg; says whether there was anything to draw."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    mpl.rcParams["svg.hashsalt"] = "sosik"  # the same figures give the same file
    figure, axes = pyplot.subplots(figsize=(7.2, 4.2))
    drawn = False
    for contender, colour in SHOWN.items():
        measures = (
            [("everything_ms", "-", "everything"), ("ranked_ms", ":", "ranking only")]
            if contender == "sosik"
            else [("ranked_ms", "-", "")]
        )
        for measure, line, what in measures:
            curve = points(runs, contender, measure)
            if curve:
                label = f"{contender}, {what}" if what else contender
                axes.plot(*zip(*curve, strict=True), line, marker="o", color=colour, label=label)
                drawn = True
    if drawn:
        axes.set(xscale="log", yscale="log", xlabel="articles", ylabel="ms a query, 95th percentile")
        axes.grid(alpha=0.25, which="both", linewidth=0.5)
        axes.legend(frameon=False, fontsize=8)
        figure.tight_layout()
        figure.savefig(folder / "growth.png", dpi=160)
        figure.savefig(folder / "growth.svg", metadata={"Date": None})
    pyplot.close(figure)
    return drawn
