"""The figures as Markdown: the same text on the terminal and in `search.md`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bench.data import FORMS
from bench.faults import FAULTS
from bench.peers import PEERS
from bench.results import Record

Runs = dict[str, dict[str, Record]]
CONTENDERS = [*PEERS, "sosik"]
SETS = {
    "given": "the needs that came with the articles",
    "tune": "our own, used for tuning",
    "held-out": "our own, held out",
}


def figure(value: float) -> str:
    """.93 rather than 0.93: every column of it is a share."""
    return f"{value:.3f}".removeprefix("0") if value < 1 else "1.000"


def rows(head: Sequence[str], lines: Iterable[Sequence[str]]) -> list[str]:
    """A Markdown table; nothing where there are no lines."""
    body = [f"| {' | '.join(line)} |" for line in lines]
    if not body:
        return []
    return [f"| {' | '.join(head)} |", "|" + "---|" * len(head), *body, ""]


def report(runs: Runs) -> str:
    """All tables that the figures in *runs* allow."""
    parts = [korquad(runs), known(runs), *(judged(runs, name) for name in SETS), cost(runs), starts(runs)]
    text = "\n".join(line for part in parts for line in part)
    stamps = {
        f"{record['machine']}; {record['date']}; {_named(record['versions'])}; `{record['command']}`"
        for parts_of in runs.values()
        for record in parts_of.values()
        if "date" in record
    }
    source = ["Measured with:", "", *(f"- {stamp}" for stamp in sorted(stamps))] if stamps else []
    return "# Search: figures\n\n" + text + "\n" + "\n".join(source) + "\n"


def _named(versions: dict[str, str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(versions.items()))


def _of(runs: Runs, part: str) -> Iterable[tuple[str, Record]]:
    for contender in CONTENDERS:
        record = runs.get(contender, {}).get(part)
        if record:
            yield contender, record


def korquad(runs: Runs) -> list[str]:
    """Question to its paragraph."""
    lines = []
    for contender, record in _of(runs, "korquad"):
        score = record["scores"]["korquad/dev/all"]
        lines.append([_label(contender, score), *(figure(score[name]) for name in ("R@1", "R@5", "MRR"))])
    table = rows(["", "R@1", "R@5", "MRR"], lines)
    return ["## KorQuAD 1.0 dev: question to its paragraph", "", *table] if table else []


def known(runs: Runs) -> list[str]:
    """Words of a title with one fault each."""
    lines = []
    for contender, record in _of(runs, "known"):
        scores = [record["scores"].get(f"known/all/{kind}") for kind in FAULTS]
        cells = [f"{figure(s['R@1'])}/{figure(s['R@5'])}" if s else "" for s in scores]
        lines.append([_label(contender, next(s for s in scores if s)), *cells])
    table = rows(["R@1/R@5", *FAULTS], lines)
    return ["## Known item: three to six words of a title, one fault a query", "", *table] if table else []


def judged(runs: Runs, name: str) -> list[str]:
    """Readers' needs in four forms; *name* is the set."""
    lines = []
    for contender, record in _of(runs, "judged"):
        lines += _judged_line(contender, record["scores"], name)
        if "story_scores" in record:
            lines += _judged_line(f"{contender}, by story", record["story_scores"], name)
    table = rows(["R@1/R@5/MRR", *FORMS, "mean R@5", "mean MRR"], lines)
    return [f"## Judged needs: {SETS[name]}", "", *table] if table else []


def _judged_line(label: str, scores: dict[str, dict[str, float]], name: str) -> list[list[str]]:
    forms = [scores.get(f"judged/{name}/{form}") for form in FORMS]
    there = [score for score in forms if score]
    if not there:
        return []
    cells = [
        "/".join(figure(score[key]) for key in ("R@1", "R@5", "MRR")) if score else "" for score in forms
    ]
    means = [figure(sum(score[key] for score in there) / len(there)) for key in ("R@5", "MRR")]
    return [[_label(label, there[0]), *cells, *means]]


def _label(contender: str, score: dict[str, float]) -> str:
    return f"{contender} ({score['n']} queries)"


def cost(runs: Runs) -> list[str]:
    """Build, memory and time a query by size."""
    sizes = sorted(
        {int(part.split("/")[1]) for parts in runs.values() for part in parts if part.startswith("speed/")}
    )
    lines = []
    for size in sizes:
        for contender, record in _of(runs, f"speed/{size}"):
            ranked, everything = record["ranked_ms"], record.get("everything_ms")
            lines.append(
                [
                    f"{record['articles']:,}",
                    contender,
                    f"{record['build_s']:.1f}",
                    "/".join(
                        f"{record[key] / record['articles'] * 10_000:.0f}" for key in ("held_mb", "needed_mb")
                    ),
                    f"{ranked['p50']:.1f}/{ranked['p95']:.1f}",
                    f"{everything['p50']:.1f}/{everything['p95']:.1f}" if everything else "",
                ]
            )
    head = [
        "articles",
        "",
        "build s",
        "MB per 10,000 held/needed",
        "ranked p50/p95 ms",
        "everything p50/p95 ms",
    ]
    note = (
        "Held: resident after building and answering; needed: without what was freed, and without the pages of "
        "mapped files, which the system takes when it wants them. Sosik's index is saved by then, as `sosik run` saves "
        "it, and includes the articles' texts, the peers' does not (none is told to store them; rapidfuzz is nothing "
        "else). "
        "Sizes above that of the corpus are filled with copies spliced by seed. "
        "Ranked: the words as they are typed. Everything: repair, re-ranking, stories, passages."
    )
    table = rows(head, lines)
    return ["## Cost by size", "", *table, note, ""] if table else []


def starts(runs: Runs) -> list[str]:
    """Adding one article; cold and warm starts."""
    lines = []
    for contender in CONTENDERS:
        for part, record in sorted(runs.get(contender, {}).items()):
            kind = part.split("/")[0]
            if kind == "adding":
                taken = record["adding_ms"]
                lines.append([contender, "one article added, p50/p95", f"{record['articles']:,}",
                              f"{taken['p50']:.2f}/{taken['p95']:.2f} ms", ""])  # fmt: skip
            elif kind in ("cold", "warm"):
                memory = "/".join(
                    f"{record[key] / record['articles'] * 10_000:.0f}" for key in ("held_mb", "needed_mb")
                )
                lines.append([contender, f"{kind} start to the first answer", f"{record['articles']:,}",
                              f"{record['seconds']:.2f} s", memory])  # fmt: skip
    table = rows(["", "", "articles", "", "MB per 10,000 held/needed"], lines)
    note = "Memory, as above, when the index that a first start makes is saved: a second or two after the first answer."
    return ["## Adding and starting", "", *table, note, ""] if table else []
