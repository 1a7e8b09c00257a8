"""What an archive reads by day, without a cluster: as far as the time of a search reaches."""

from __future__ import annotations

from typing import Any

import pytest

from bot.adapters.opensearch.snapshot import MOST_READ, ArchiveSnapshot


class Slow:
    """An archive of endless articles, of which each read takes *takes_s*."""

    def __init__(self, takes_s: float) -> None:
        self.takes_s, self.gone_s = takes_s, 0.0

    def search_in(self, view: str, body: dict[str, Any], until: float) -> list[dict[str, Any]]:
        self.gone_s += self.takes_s
        begin = body.get("search_after", [0])[0]
        return [
            {"fields": {"id": [f"{at}"], "moment": [at]}, "sort": [at, f"{at}"]}
            for at in range(begin + 1, begin + body["size"] + 1)
        ]

    def frequencies(self, terms: object, until: float) -> dict[str, int]:
        return {}

    def names(self, kind: object, until: float) -> Any:
        raise NotImplementedError

    def left_s(self, until: float) -> float:
        return until - self.gone_s


@pytest.mark.parametrize(("takes_s", "read"), [(0.01, MOST_READ), (0.4, 1_400), (0.9, 600), (1.5, 200)])
def test_no_more_is_read_by_day_once_half_of_the_time_has_gone(takes_s: float, read: int) -> None:
    archive = Slow(takes_s)
    stretches = list(ArchiveSnapshot(archive, "view", 1_000_000, 2.0).dated(["요금"], oldest=True))
    assert read == sum(len(stretch.places) for stretch in stretches)
    assert stretches[-1].more
    assert archive.gone_s < 2.0
