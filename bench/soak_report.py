"""What became of everything in a soak, as a table."""

from __future__ import annotations

import os
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.soak import Soak

NEAR_A_FAULT_S = 10.0
_ANSWERED = re.compile(r"answered cmd=.*?(?: error=(\w+) .*)? update=(\d+)")


def windows(moments: Sequence[float], span_s: float) -> int:
    """The most of *moments* in any such span."""
    found, first = 0, 0
    for last, moment in enumerate(moments):
        while moments[first] <= moment - span_s:
            first += 1
        found = max(found, last - first + 1)
    return found


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else float("nan")


def report(soak: Soak) -> str:
    """The figures, as they are."""
    every = [one for reader in soak.readers for one in (*reader.asked, *reader.pressed.values())]
    # a message that was cut off would have every later answer of its reader counted one too late
    sure = [one for reader in soak.readers if reader.heard == len(reader.asked) for one in reader.asked]
    sure += [one for reader in soak.readers for one in reader.pressed.values()]
    took = [one.answered - one.at for one in sure if one.answered is not None]
    calm = [
        one.answered - one.at for one in sure if one.answered is not None and not soak.is_near_a_fault(one.at)
    ]
    lost = soak.unanswered()
    told = Counter(soak.told().values())
    sent = sorted(
        call.at
        for call in soak.house.telegram.log
        if call.method.startswith("send") and "Chat" not in call.method
    )
    names = [sorted(path.name for path in copy.folder.glob("*.md")) for copy in soak.house.copies]
    warm = [(megabytes, articles) for at, megabytes, articles in soak.memory if at > soak.minutes * 60 * 0.3]
    third = max(1, len(warm) // 3)
    (first, last), (few, many) = (
        (statistics.mean(some[:third]), statistics.mean(some[-third:])) for some in zip(*warm, strict=True)
    )
    by_kind: dict[str, list[float]] = defaultdict(list)
    for one in sure:
        if one.answered is not None:
            by_kind[one.kind].append(one.answered - one.at)
    unfinished = soak.house.rows("SELECT count(*) FROM inbox WHERE done_at IS NULL")[0][0]
    same, latest = names.count(names[0]) == len(names), max(soak.arrived_s, default=float("nan"))
    late = f"{NEAR_A_FAULT_S:g} s after kills, starts and restarts left out"
    twice = soak.doubled()
    kinds = soak.kinds
    kind_ms = [f"{one} {percentile(some, 0.95) * 1000:.0f}" for one, some in sorted(by_kind.items())]
    soon = f"{percentile(soak.arrived_s, 0.5):.2f} / {latest:.2f} ({len(soak.arrived_s)} of {kinds['added']})"
    grown = f"{first:.0f}, {last:.0f} ({(last / first - 1) * 100:+.1f} %)"
    given = {update for update, _ in soak.house.telegram.posting.answers}
    found = [_ANSWERED.search(line) for copy in soak.house.copies for line in copy.log.open(encoding="utf-8")]
    lines = {int(one[2]): one[1] or "ok" for one in found if one}
    again = sum(count > 1 for count in Counter(int(one[2]) for one in found if one).values())
    outcomes = Counter(lines.values())
    rows = [
        ("updates", f"{len(every)}, {soak.rate:g} a second"),
        ("without an answer", f"{len(lost)} {dict(Counter(one.kind for one in lost))}"),
        ("of which nobody worked: updates without a line in the logs", str(len(given - set(lines)))),
        ("calls cut off before Telegram had them, and after", f"{kinds['reset before']}, {kinds['reset after']}"),
        ("readers told that an answer may not have come", str(sum(one.told for one in soak.readers))),
        ("outcomes by the logs", str(dict(outcomes.most_common()))),
        ("not worked off at the end", str(unfinished)),
        ("answered twice", f"{twice} (copies killed: {kinds['kills']}; by the logs: {again})"),
        ("reply, p50 / p95 / p99, ms", _three(took)),
        (f"the same, {late}", _three(calm)),
        ("p95 by kind, ms", ", ".join(kind_ms)),
        ("digests due", str(len(soak.due))),
        ("messages more than the digest has: readers", str(dict(sorted(told.items())))),
        ("of which were told that a part may not have come", str(sum(soak.doubts().values()))),
        ("articles on the copies at the end", f"{[len(one) for one in names]}, the same: {same}"),
        (f"an article on every living copy, p50 / max, s, {late}", soon),
        ("most messages in a second", str(windows(sent, 1.0))),
        ("memory of the copy that lived, MB, first and last third after warm-up", grown),
        ("articles that it had, in the same thirds", f"{few:.0f}, {many:.0f}"),
        ("processor time of the copy that lived, ms an update of all", f"{soak.cpu_s / max(1, len(every)) * 1000:.0f}"),
        ("load of the machine, of its cores", f"{os.getloadavg()[1]:.1f} of {os.cpu_count()}"),
        ("what was done", ", ".join(f"{name}: {count}" for name, count in sorted(kinds.items()))),
        ("refused by rule", str(dict(Counter(f"{one.code} {one.method}" for one in soak.house.telegram.violations)))),
    ]  # fmt: skip
    return "\n".join(f"| {name} | {value} |" for name, value in rows)


def _three(seconds: Sequence[float]) -> str:
    return " / ".join(f"{percentile(seconds, one) * 1000:.0f}" for one in (0.5, 0.95, 0.99))
